"""RSS 2.0 by feedgen: entries made once for all feeds, and the documents they are put into."""

import re
from collections.abc import Sequence

from feedgen.entry import FeedEntry
from markupsafe import escape

from bulletin.feeds.content import Content
from bulletin.feeds.extension import Head, links, new_feed, styled
from bulletin.settings import Settings

NAME, ENDING, TYPE = "rss", "xml", "application/rss+xml"
_START, _END = "    <item>\n", "  </channel>\n"
_FULL_TEXT = re.compile(r"\s*<content:encoded>.*?</content:encoded>", re.S)


def entries(site: Settings, head: Head, contents: Sequence[Content]) -> list[str]:
    """Return every content as the item it is in any feed of the site."""
    feed = new_feed(site, head)
    links(feed, head, TYPE)
    for content in contents:
        _fill(feed.add_entry(order="append"), content)
    # Text within elements is escaped, so a tag is found only where one begins.
    text = feed.rss_str(pretty=True).decode().rpartition(_END)[0]
    return [_START + piece for piece in text.split(_START)[1:]]


def shortened(entry: str) -> str:
    """Return an item without its full text: the summary stays."""
    return _FULL_TEXT.sub("", entry)


def document(site: Settings, head: Head, made: Sequence[bytes]) -> bytes:
    """Return a whole feed of finished items."""
    feed = new_feed(site, head)
    links(feed, head, TYPE)
    text: str = feed.rss_str(pretty=True).decode()
    before, end, after = text.rpartition(_END)
    return styled(before, head).encode() + b"".join(made) + (end + after).encode()


def _fill(entry: FeedEntry, content: Content) -> None:
    post, picture, source = content.post, content.picture, content.source
    entry.guid(post.id, permalink=False)
    entry.title(content.title)
    entry.link(href=content.url)
    entry.published(post.published)
    # Readers take a description for HTML: plain text has to be escaped once more.
    entry.description(str(escape(content.summary)))
    entry.content(content.html, type="html")
    for label in content.labels:
        entry.category(term=label.term, scheme=label.scheme, label=label.text)
    if source and source.url:
        entry.source(source.url, source.outlet or source.title or source.url)
    # Readers know one enclosure an item; Media RSS holds all.
    for one in (picture, *content.recordings):
        if one:
            entry.enclosure(one.url, str(one.length), one.type)
            break
    entry.more.content = content
