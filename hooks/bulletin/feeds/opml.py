"""OPML 2.0: every feed of the site in one file that readers import."""

from collections.abc import Sequence

from lxml import etree

from bulletin.feeds import Channel
from bulletin.model import Bulletin

OPML = "rss/bulletin.opml"


def opml(bulletin: Bulletin, channels: Sequence[Channel]) -> bytes:
    """Return the list of all RSS feeds that hold something, grouped by topic."""
    site = bulletin.settings
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = f"Kênh tin của {site.site_name}"
    etree.SubElement(head, "ownerName").text = site.agency
    body = etree.SubElement(root, "body")
    topics: dict[str, etree._Element] = {}
    for channel in (one for one in channels if one.is_listed):
        if channel.topic not in topics:
            topics[channel.topic] = etree.SubElement(body, "outline", text=channel.topic)
        etree.SubElement(
            topics[channel.topic], "outline", type="rss", version="RSS2", language="vi",
            text=channel.title, title=channel.title, description=channel.description,
            xmlUrl=site.site_url + channel.rss, htmlUrl=site.site_url + channel.page,
        )  # fmt: skip
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
