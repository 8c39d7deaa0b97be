"""What feedgen lacks or gets wrong: archives, Media RSS, `dc:creator`, links of Atom entries."""

from dataclasses import dataclass

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from bulletin.feeds.content import Content
from bulletin.settings import Settings

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


@dataclass(frozen=True)
class Head:
    """One file of a feed: what it says of itself, and where the others of its chain are."""

    id: str
    title: str
    description: str
    home: str
    """The address of the HTML page."""
    url: str
    """Its own address."""
    style: str
    """The way from it to the stylesheet that browsers show it with."""
    updated: str
    """The newest change in it, as ISO 8601."""
    previous: str = ""
    """The address of the next older archive (RFC 5005)."""
    current: str = ""
    """For an archive, the address of the live feed."""


class FeedMore(BaseExtension):  # type: ignore[misc]
    """The links of RFC 5005, and the namespaces that entries use."""

    head: Head | None = None

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces that the root declares for all entries."""
        return {"dc": DC, "fh": HISTORY, "media": MEDIA}

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Add the links to the channel."""
        return self._extend(feed[0], f"{{{ATOM}}}link")

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Add the links to the feed; feedgen's own elements carry no namespace."""
        return self._extend(feed, "link")

    def _extend(self, feed: etree._Element, link: str) -> etree._Element:
        if self.head is None:
            return feed
        for rel in ("current", "previous"):
            if address := getattr(self.head, rel):
                name = "prev-archive" if rel == "previous" else rel
                etree.SubElement(feed, link, rel=name, href=address)
        if self.head.current:
            etree.SubElement(feed, f"{{{HISTORY}}}archive")
        return feed


class EntryMore(BaseEntryExtension):  # type: ignore[misc]
    """The picture, the author by name, and the source of an entry."""

    content: Content | None = None

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """Add authors (RSS's own element wants an e-mail address) and Media RSS."""
        for name in self.content.authors if self.content else ():
            etree.SubElement(entry, f"{{{DC}}}creator").text = name
        self._media(entry)
        return entry

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Add the links whose kind feedgen would lose, and Media RSS."""
        picture = self.content.picture if self.content else None
        if picture:
            etree.SubElement(
                entry, "link", rel="enclosure", type=picture.type, length=str(picture.length),
                href=picture.url,
            )  # fmt: skip
        for one in self.content.recordings if self.content else ():
            etree.SubElement(
                entry, "link", rel="enclosure", type=one.type, length=str(one.length),
                href=one.url, title=one.title,
            )  # fmt: skip
        source = self.content.source if self.content else None
        if source and source.url:
            via = etree.SubElement(entry, "link", rel="via", href=source.url)
            if source.outlet:
                via.set("title", source.outlet)
        self._media(entry)
        return entry

    def _media(self, entry: etree._Element) -> None:
        for one in self.content.recordings if self.content else ():
            media = etree.SubElement(
                entry, f"{{{MEDIA}}}content", url=one.url, type=one.type, medium=one.medium,
                fileSize=str(one.length), duration=str(one.seconds),
            )  # fmt: skip
            etree.SubElement(media, f"{{{MEDIA}}}title", type="plain").text = one.title
            if one.credit:
                etree.SubElement(media, f"{{{MEDIA}}}credit").text = one.credit
        picture = self.content.picture if self.content else None
        if picture is None:
            return
        media = etree.SubElement(
            entry, f"{{{MEDIA}}}content", url=picture.url, type=picture.type, medium="image",
            fileSize=str(picture.length), width=str(picture.width), height=str(picture.height),
        )  # fmt: skip
        if picture.description:
            etree.SubElement(
                media, f"{{{MEDIA}}}description", type="plain"
            ).text = picture.description
        if picture.credit:
            etree.SubElement(media, f"{{{MEDIA}}}credit").text = picture.credit


GENERATOR = "Bản tin thi đua"


def new_feed(site: Settings, head: Head) -> FeedGenerator:
    """Return an empty feed with what RSS and Atom both say of themselves."""
    feed = FeedGenerator()
    feed.register_extension("more", FeedMore, EntryMore)
    feed.more.head = head
    feed.id(head.id)
    feed.title(head.title)
    feed.description(head.description)
    feed.subtitle(head.description)
    feed.language("vi")
    feed.generator(GENERATOR)
    feed.author(name=site.agency)
    feed.rights(site.licence)
    feed.updated(head.updated)
    feed.lastBuildDate(head.updated)
    return feed


def links(feed: FeedGenerator, head: Head, media_type: str) -> None:
    """Add the links of a feed: RSS takes its channel's from the last, so the HTML page comes last."""
    feed.link(href=head.url, rel="self", type=media_type)
    feed.link(href=head.home, rel="alternate", type="text/html")


def styled(text: str, head: Head) -> str:
    """Return an XML document with the stylesheet that makes it readable in a browser."""
    first, _, rest = text.partition("\n")
    return f'{first}\n<?xml-stylesheet type="text/css" href="{head.style}"?>\n{rest}'
