"""Feeds: one row a scope in FEEDS; each gives channels, each channel is made as RSS 2.0 and Atom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin.kinds import Campaign, Document, Event, Item, News
from bulletin.model import Bulletin
from bulletin.views._cards import title_of

MIN_ITEMS, MIN_DAYS = 50, 45
"""A feed holds at least so many items, and at least the items of so many days (design §6)."""


@dataclass(frozen=True)
class Channel:
    """One feed of a scope: where it stands, what it is called, what it holds, newest first."""

    folder: str
    title: str
    description: str
    topic: str
    """The heading under which the feed directory lists it."""
    items: tuple[Item, ...]

    @property
    def rss(self) -> str:
        """The path of its RSS file."""
        return f"{self.folder}rss.xml"

    @property
    def atom(self) -> str:
        """The path of its Atom file."""
        return f"{self.folder}atom.xml"


def _everything(bulletin: Bulletin) -> Iterator[Channel]:
    name = bulletin.settings.site_name
    yield Channel("", name, "Mọi nội dung mới của trang", "Toàn trang", bulletin.items)


def _news(bulletin: Bulletin) -> Iterator[Channel]:
    items = bulletin.all(News)
    if items:
        yield Channel("tin-tuc/", "Tin tức", "Tin, bài mới", "Theo chuyên mục", items)


def _campaigns(bulletin: Bulletin) -> Iterator[Channel]:
    for campaign in bulletin.all(Campaign):
        yield Channel(
            campaign.path,
            title_of(campaign),
            f"Tin, văn bản, sự kiện của {campaign.title}",
            "Theo phong trào thi đua",
            items_of(bulletin, campaign),
        )


def items_of(bulletin: Bulletin, campaign: Campaign) -> tuple[Item, ...]:
    """Return the campaign itself and everything that belongs to it, newest first, each once."""
    documents = bulletin.some(Document, campaign.documents)
    found: list[Item] = [campaign, *documents]
    for kind in (News, Document, Event):
        found += [item for item in bulletin.referring(kind, campaign) if item not in found]
    return tuple(item for item in bulletin.items if item in found)


FEEDS: tuple[Callable[[Bulletin], Iterator[Channel]], ...] = (_everything, _news, _campaigns)


def channels(bulletin: Bulletin) -> tuple[Channel, ...]:
    """Return every feed of the site in the order of FEEDS."""
    return tuple(channel for make in FEEDS for channel in make(bulletin))


def current(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the newest items that a feed holds: at least 50, and all of the last 45 days of it."""
    if not items:
        return ()
    newest = items[0].published_at.date
    return tuple(
        item
        for number, item in enumerate(items)
        if number < MIN_ITEMS or (newest - item.published_at.date).days < MIN_DAYS
    )
