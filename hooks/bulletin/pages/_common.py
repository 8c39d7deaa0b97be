"""What the page functions share: home, feeds of a scope, the last change of a list."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TypeVar

from bulletin.kinds import Entry, Item
from bulletin.model import Bulletin
from bulletin.page import Feed, Page, Plan
from bulletin.views._parts import Link

E = TypeVar("E", bound=Entry)
HOME = Link("Trang chủ", "")


def each(bulletin: Bulletin, kind: type[E], make: Callable[[Bulletin, E], Page]) -> Iterator[Plan]:
    """Yield the plan of the page of every entry of a kind."""
    for entry in bulletin.all(kind):
        yield Plan(entry.path, partial(make, bulletin, entry), entry.file)


def feeds_at(folder: str, title: str) -> tuple[Feed, ...]:
    """Return the feeds that stand in a folder, as its pages announce them."""
    return (
        Feed(f"{title} (RSS)", f"{folder}rss.xml"),
        Feed(f"{title} (Atom)", f"{folder}atom.xml"),
        Feed(f"{title} (JSON)", f"{folder}feed.json"),
    )


def site_feeds(bulletin: Bulletin) -> tuple[Feed, ...]:
    """Return the feeds of the whole site."""
    return feeds_at("", bulletin.settings.site_name)


def news_feeds() -> tuple[Feed, ...]:
    """Return the feeds of all news."""
    return feeds_at("tin-tuc/", "Tin tức")


def document_feeds() -> tuple[Feed, ...]:
    """Return the feeds of all documents."""
    return feeds_at("van-ban/", "Văn bản")


def newest(items: Iterable[Item]) -> date | None:
    """Return the day of the newest change among items."""
    days = [item.updated.date for item in items]
    return max(days) if days else None


def robots(sample: bool) -> str:
    """Sample data is not for search engines (design §4)."""
    return "noindex" if sample else ""
