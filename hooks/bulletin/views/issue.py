"""Điểm tin tháng: a month put together by rule, with the editor's choice where there is one."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bulletin.kinds import (
    Award,
    Campaign,
    Deeds,
    Document,
    Event,
    Exemplar,
    Issue,
    Item,
    Model,
    News,
    Notice,
    Result,
)
from bulletin.kinds._types import Body
from bulletin.kinds.award import AwardState
from bulletin.model import Bulletin
from bulletin.views._agenda import Appointment, agenda
from bulletin.views._cards import card, group, lead_photo, title_of
from bulletin.views._parts import Card, Group, Link
from bulletin.views.deeds import coverage

T = TypeVar("T", bound=Item)
Month = tuple[int, int]
"""Year and month."""
NEWS = 12
"""News a month's issue lists; the editor may list more."""


@dataclass(frozen=True)
class DeedsLine:
    """A commune's log of the month in one line."""

    link: Link
    sentence: str
    count: int


@dataclass(frozen=True)
class IssueView:
    """Everything on the page of a month."""

    title: str
    month: str
    """`tháng 10/2024`, inside a sentence."""
    editorial: Body | None
    lead: Card | None
    groups: tuple[Group, ...]
    deeds: tuple[DeedsLine, ...]
    coming: tuple[Appointment, ...]
    coming_title: str
    older: Link | None
    newer: Link | None
    day: Link
    """The month in the by-date archive."""
    counts: str
    sample: bool


def issue_path(month: Month) -> str:
    """Return the address of a month's issue."""
    return f"diem-tin/{month[0]}-{month[1]:02}/"


def issue_title(month: Month) -> str:
    """Return what it is called."""
    return f"Điểm tin tháng {month[1]}/{month[0]}"


def issue_months(bulletin: Bulletin) -> tuple[Month, ...]:
    """Return the months that have an issue, newest first: those that are over and had something.

    A month under way has none. An issue that is out may still change: a commune's log of the month
    comes later, something is corrected or taken down, an event of the next month is announced.
    """
    today = bulletin.now.date
    months = {month_of(item) for item in bulletin.items if not isinstance(item, Campaign)}
    return tuple(sorted((m for m in months if m < (today.year, today.month)), reverse=True))


def issue_items(bulletin: Bulletin) -> list[tuple[Month, tuple[Item, ...]]]:
    """Return every month that has an issue with what it draws on, newest first."""
    shelves: dict[Month, list[Item]] = {}
    for item in bulletin.items:
        shelves.setdefault(month_of(item), []).append(item)
    return [(month, tuple(shelves[month])) for month in issue_months(bulletin)]


def issue_view(
    bulletin: Bulletin,
    month: Month,
    items: tuple[Item, ...],
    older: Month | None = None,
    newer: Month | None = None,
) -> IssueView:
    """Return the view of one month's issue, between the ones before and after it."""
    choice = bulletin.get(Issue, f"{month[0]}-{month[1]:02}")
    lead, news = _news(bulletin, items, choice)
    exemplars = _chosen_first(
        bulletin.some(Exemplar, choice.exemplars) if choice else (), _of(items, Exemplar)
    )
    awards = [award for award in _of(items, Award) if award.state is not AwardState.REVOKED]
    following = month_after(month)
    return IssueView(
        title=issue_title(month),
        month=f"tháng {month[1]}/{month[0]}",
        editorial=choice.editorial if choice else None,
        lead=card(bulletin, lead) if lead else None,
        groups=tuple(
            found
            for title, listed in (
                ("Tin trong tháng", news),
                ("Gương điển hình", exemplars),
                ("Khen thưởng", awards),
                ("Kết quả thi đua", _of(items, Result)),
                ("Mô hình, cách làm hay", _of(items, Model)),
                ("Sự kiện", _of(items, Event)),
                ("Thông báo", _of(items, Notice)),
                ("Văn bản", _of(items, Document)),
            )
            for found in group(bulletin, title, listed)
        ),
        deeds=tuple(_deeds_lines(bulletin, month)),
        coming=agenda(bulletin, *_span(following)),
        coming_title=f"Lịch tháng {following[1]}/{following[0]}",
        older=_link(older),
        newer=_link(newer),
        day=Link(f"Xem tháng {month[1]}/{month[0]} theo ngày", f"ngay/{month[0]}/{month[1]:02}/"),
        counts=_counts(items),
        sample=all(item.sample for item in items),
    )


def month_of(item: Item) -> Month:
    """Return the month in which an entry was published."""
    return item.published_at.date.year, item.published_at.date.month


def month_after(month: Month) -> Month:
    """Return the month that follows."""
    return (month[0] + 1, 1) if month[1] == 12 else (month[0], month[1] + 1)


def _span(month: Month) -> tuple[date, date]:
    last = calendar.monthrange(*month)[1]
    return date(*month, 1), date(*month, last)


def _link(month: Month | None) -> Link | None:
    return Link(issue_title(month), issue_path(month)) if month else None


def _of(items: Iterable[Item], kind: type[T]) -> list[T]:
    return [item for item in items if isinstance(item, kind)]


def _chosen_first(chosen: Iterable[T], month: Iterable[T]) -> list[T]:
    """Return the editor's choice in its order, then the rest of the month, nothing twice."""
    found = {item.slug: item for item in chosen}
    return [*found.values(), *(item for item in month if item.slug not in found)]


def _news(
    bulletin: Bulletin, items: tuple[Item, ...], choice: Issue | None
) -> tuple[News | None, list[News]]:
    """Return the lead and the other news: as chosen; else real before sample, pictured first."""
    month = _of(items, News)
    lead = bulletin.get(News, choice.lead) if choice else None
    if lead is None and month:
        lead = min(month, key=lambda n: (n.sample, lead_photo(bulletin, n) is None))
    chosen = bulletin.some(News, choice.news) if choice else ()
    rest = [news for news in _chosen_first(chosen, month) if news is not lead]
    return lead, rest[: max(NEWS, len(chosen))]


def _deeds_lines(bulletin: Bulletin, month: Month) -> Iterator[DeedsLine]:
    """Yield a line a log whose period starts in the month, in the communes' order."""
    logs = [d for d in bulletin.all(Deeds) if (d.start.date.year, d.start.date.month) == month]
    for deeds in sorted(logs, key=lambda d: title_of(bulletin, d)):
        link = Link(title_of(bulletin, deeds), deeds.path)
        yield DeedsLine(link, coverage(bulletin, deeds).sentence, len(deeds.rows))


def _counts(items: tuple[Item, ...]) -> str:
    """Say in a sentence's half how much the month brought."""
    pairs = (
        (News, "tin"), (Exemplar, "gương điển hình"), (Award, "quyết định khen thưởng"),
        (Result, "báo cáo kết quả"), (Document, "văn bản"), (Event, "sự kiện"),
    )  # fmt: skip
    counts = ((sum(isinstance(i, kind) for i in items), words) for kind, words in pairs)
    return ", ".join(f"{count} {words}" for count, words in counts if count)
