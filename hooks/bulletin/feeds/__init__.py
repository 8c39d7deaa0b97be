"""Feeds: one row a scope in FEEDS; each gives channels, each channel is made as RSS 2.0 and Atom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin.kinds import Award, Campaign, Document, Exemplar, Item, Locality, News, Notice, Result
from bulletin.model import Bulletin
from bulletin.views._cards import SAMPLE_LABEL, capital, title_of
from bulletin.views.campaign import MEMBERS

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
            title_of(bulletin, campaign),
            f"Tin, văn bản, sự kiện của {campaign.title}",
            "Theo phong trào thi đua",
            items_of(bulletin, campaign),
        )


def _kinds(bulletin: Bulletin) -> Iterator[Channel]:
    for kind, title, description in (
        (Exemplar, "Gương điển hình", "Người tốt, việc tốt, tập thể, hộ gia đình tiêu biểu"),
        (Award, "Khen thưởng", "Quyết định khen thưởng mới"),
        (Result, "Kết quả thi đua", "Báo cáo kết quả mới"),
        (Notice, "Thông báo", "Thông báo, lấy ý kiến Nhân dân"),
    ):
        items = bulletin.all(kind)
        if items:
            yield Channel(kind.ADDRESS or "", title, description, "Theo chuyên mục", items)


def _localities(bulletin: Bulletin) -> Iterator[Channel]:
    for place in bulletin.all(Locality):
        found = {
            (item.KIND, item.slug) for kind in MEMBERS for item in bulletin.referring(kind, place)
        }
        found |= {("campaign", item.slug) for item in bulletin.referring(Campaign, place)}
        items = tuple(item for item in bulletin.items if (item.KIND, item.slug) in found)
        if not items:
            continue
        name = f"{SAMPLE_LABEL} {capital(place.name)}" if place.sample else capital(place.name)
        yield Channel(place.path, name, f"Mọi nội dung về {place.name}", "Theo địa phương", items)


def items_of(bulletin: Bulletin, campaign: Campaign) -> tuple[Item, ...]:
    """Return the campaign itself and everything that belongs to it, newest first, each once."""
    found: set[tuple[str, str]] = {(campaign.KIND, campaign.slug)}
    for kind in MEMBERS:
        found |= {(item.KIND, item.slug) for item in bulletin.referring(kind, campaign)}
    found |= {(item.KIND, item.slug) for item in bulletin.some(Document, campaign.documents)}
    return tuple(item for item in bulletin.items if (item.KIND, item.slug) in found)


FEEDS: tuple[Callable[[Bulletin], Iterator[Channel]], ...] = (
    _everything,
    _news,
    _kinds,
    _campaigns,
    _localities,
)


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
