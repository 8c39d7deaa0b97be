"""Atom 1.0 (RFC 4287) by feedgen; what was taken down is a deleted entry (RFC 6721)."""

import re
from collections.abc import Sequence

from feedgen.entry import FeedEntry
from lxml import etree

from bulletin.feeds.content import Content
from bulletin.feeds.extension import TOMBSTONES, Head, links, new_feed, styled
from bulletin.settings import Settings

NAME, ENDING, TYPE = "atom", "xml", "application/atom+xml"
_START, _END = "  <entry>\n", "</feed>\n"
_FULL_TEXT = re.compile(r'\s*<content type="html">.*?</content>', re.S)


def entries(site: Settings, head: Head, contents: Sequence[Content]) -> list[str]:
    """Return every content as the entry it is in any feed of the site."""
    feed = new_feed(site, head)
    links(feed, head, TYPE)
    for content in contents:
        if not content.post.gone:
            _fill(feed.add_entry(order="append"), content)
    text = feed.atom_str(pretty=True).decode().rpartition(_END)[0]
    made = iter([_START + piece for piece in text.split(_START)[1:]])
    return [_deleted(content) if content.post.gone else next(made) for content in contents]


def shortened(entry: str) -> str:
    """Return an entry without its full text: the summary stays."""
    return _FULL_TEXT.sub("", entry)


def document(site: Settings, head: Head, made: Sequence[bytes]) -> bytes:
    """Return a whole feed of finished entries."""
    feed = new_feed(site, head)
    feed.icon(f"{site.site_url}img/favicon-32.png")
    links(feed, head, TYPE)
    text: str = feed.atom_str(pretty=True).decode()
    before, end, after = text.rpartition(_END)
    return styled(before, head).encode() + b"".join(made) + (end + after).encode()


def _deleted(content: Content) -> str:
    gone = etree.Element(
        f"{{{TOMBSTONES}}}deleted-entry", nsmap={"at": TOMBSTONES},
        ref=content.post.id, when=content.post.updated.isoformat(),
    )  # fmt: skip
    etree.SubElement(gone, f"{{{TOMBSTONES}}}comment").text = content.summary
    return f"  {etree.tostring(gone, encoding='unicode')}\n"


def _fill(entry: FeedEntry, content: Content) -> None:
    post = content.post
    entry.id(post.id)
    entry.title(content.title)
    entry.link(href=content.url)
    entry.published(post.published)
    entry.updated(post.updated)
    entry.summary(content.summary)
    entry.content(content.html, type="html")
    for label in content.labels:
        entry.category(term=label.term, scheme=label.scheme, label=label.text)
    for name in content.authors:
        entry.author(name=name)
    entry.more.content = content
