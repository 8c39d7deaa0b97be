"""The page that explains feeds and lists them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from bulletin.feeds import Channel, channels
from bulletin.feeds.archive import MIN_DAYS, MIN_ITEMS, archives, live
from bulletin.feeds.opml import OPML
from bulletin.model import Bulletin
from bulletin.numbers import print_number
from bulletin.page import Page, Plan
from bulletin.pages._common import HOME, newest, site_feeds
from bulletin.views._parts import Link

LONG = 20
"""Lists longer than this are folded: a province has more than a hundred communes."""


@dataclass(frozen=True)
class FeedLine:
    """One feed in the list."""

    name: Link
    description: str
    counts: str
    files: tuple[Link, ...]
    """Its formats: what each is called, and where it is."""
    address: str
    """What the copy button copies: the full address of the RSS file."""


@dataclass(frozen=True)
class FeedTopic:
    """Feeds under one heading."""

    title: str
    lines: tuple[FeedLine, ...]

    @property
    def folded(self) -> str:
        """What stands before a long list that is folded; `` for one that need not be."""
        return f"Xem {len(self.lines)} kênh" if len(self.lines) > LONG else ""


@dataclass(frozen=True)
class FeedsView:
    """All feeds by topic, the file that holds their addresses, and what each feed keeps."""

    topics: tuple[FeedTopic, ...]
    opml: str
    min_items: int
    min_days: int
    licence: str


def feed_directory(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page that lists all feeds by topic."""
    yield Plan("rss/", partial(_directory, bulletin))


def _directory(bulletin: Bulletin) -> Page:
    topics: dict[str, list[FeedLine]] = {}
    for channel in (one for one in channels(bulletin) if one.is_listed):
        topics.setdefault(channel.topic, []).append(_line(bulletin, channel))
    return Page(
        path="rss/",
        template="feeds.html",
        view=FeedsView(
            topics=tuple(FeedTopic(title, tuple(lines)) for title, lines in topics.items()),
            opml=OPML,
            min_items=MIN_ITEMS,
            min_days=MIN_DAYS,
            licence=bulletin.settings.licence,
        ),
        title="Kênh RSS",
        description="Các kênh tin RSS, Atom, JSON để theo dõi tin mới bằng phần mềm đọc tin.",
        crumbs=(HOME,),
        feeds=site_feeds(bulletin),
        updated=newest(bulletin.items),
    )


def _line(bulletin: Bulletin, channel: Channel) -> FeedLine:
    return FeedLine(
        name=Link(channel.title, channel.page),
        description=channel.description,
        counts=_counts(channel),
        files=(Link("RSS", channel.rss), Link("Atom", channel.atom), Link("JSON", channel.json)),
        address=bulletin.settings.site_url + channel.rss,
    )


def _counts(channel: Channel) -> str:
    """Say how many items the live feed holds, and how many there are with the archives."""
    count = print_number(Decimal(channel.count))
    if not archives(channel.posts):
        return f"{count} mục"
    kept = sum(not post.gone for post in live(channel.posts))
    return f"{print_number(Decimal(kept))} mục mới nhất, {count} mục kể cả lưu trữ"
