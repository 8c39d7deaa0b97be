"""A campaign's life in one line: its phases, plans, results, people, awards, practices, events, news."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.dates import Day
from bulletin.kinds import (
    Award,
    Campaign,
    Document,
    Event,
    Exemplar,
    Item,
    Model,
    News,
    Notice,
)
from bulletin.model import Bulletin
from bulletin.views._cards import capital, title_of
from bulletin.views._facts import kind_label
from bulletin.views.result import page_title

LISTED: tuple[type[Item], ...] = (Document, Event, News, Exemplar, Award, Model, Notice)
"""The kinds that have a moment an entry; results have one a page, deeds a list of their own."""
NEWEST, MOST = 8, 200
"""Moments in sight, and moments in all: a page stays light however long a campaign lives."""


@dataclass(frozen=True)
class Moment:
    """One dated thing in the campaign's life."""

    stamp: str
    iso: str
    kind: str
    title: str
    path: str


@dataclass(frozen=True)
class Timeline:
    """A campaign's moments, newest first; those without a known day last."""

    newest: tuple[Moment, ...]
    older: tuple[Moment, ...]
    left_out: int
    """Older ones still, for which the archive by date stands."""
    counts: str
    """How many of what there are in all: `3 văn bản, 8 tin tức`."""


Dated = tuple[Day | None, tuple[float, ...], Moment]


def timeline(bulletin: Bulletin, campaign: Campaign) -> Timeline:
    """Return everything of a campaign by the day it happened, was decided or issued."""
    found = [
        *_phases(bulletin, campaign), *_results(bulletin, campaign), *_items(bulletin, campaign),
    ]  # fmt: skip
    found.sort(key=lambda row: (_order(row[0]), row[1], row[2].path))
    moments = tuple(moment for _, _, moment in found)
    counts = Counter(moment.kind for moment in moments)
    return Timeline(
        newest=moments[:NEWEST],
        older=moments[NEWEST:MOST],
        left_out=max(0, len(moments) - MOST),
        counts=", ".join(f"{count} {kind[0].lower()}{kind[1:]}" for kind, count in counts.items()),
    )


def _phases(bulletin: Bulletin, campaign: Campaign) -> Iterator[Dated]:
    """Yield the first and last days of the phases, as far as they are known and have come."""
    for phase in campaign.phases:
        for day, verb in ((phase.start, "Bắt đầu"), (phase.end, "Kết thúc")):
            if day is not None and day.is_full and day.date <= bulletin.now.date:
                slogan = f": “{phase.slogan}”" if phase.slogan and verb == "Bắt đầu" else ""
                title = f"{verb} đợt {phase.number}{slogan}"
                yield _dated(day, (0.0,), "Mốc thời gian", title, campaign.path)


def _results(bulletin: Bulletin, campaign: Campaign) -> Iterator[Dated]:
    """Yield a moment a results page, on the day for which its newest figures stand."""
    for page, results in bulletin.results_by_page.get(campaign.slug, {}).items():
        day = max((result.as_of for result in results), key=lambda found: found.instant)
        title = f"{page_title(results)}: {len(results)} báo cáo"
        yield _dated(day, (0.0,), "Kết quả", title, f"{campaign.path}{page}")


def _items(bulletin: Bulletin, campaign: Campaign) -> Iterator[Dated]:
    items: dict[tuple[str, str], Item] = {
        (item.KIND, item.slug): item for item in bulletin.some(Document, campaign.documents)
    }
    for kind in LISTED:
        items |= {(i.KIND, i.slug): i for i in bulletin.referring(kind, campaign)}
    for item in items.values():
        order = (-item.published_at.instant.timestamp(),)
        title, label = title_of(bulletin, item), capital(kind_label(item))
        yield _dated(happened(item), order, label, title, item.path)


def _dated(day: Day | None, order: tuple[float, ...], kind: str, title: str, path: str) -> Dated:
    stamp = str(day) if day else "Nguồn không nêu ngày"
    return day, order, Moment(stamp, day.iso if day else "", kind, title, path)


def happened(item: Item) -> Day | None:
    """Return the day an item stands for on a time line: issue, decision, event, else publication."""
    if isinstance(item, Document):
        return item.issued_on
    if isinstance(item, Event):
        return item.event_date
    if isinstance(item, Award):
        return item.decided_on
    return item.published_at


def _order(day: Day | None) -> int:
    """Return where a day stands, newest first; of an unknown year or day, last."""
    if day is None or day.year is None:
        return 0
    return -(day.year * 10000 + (day.month or 0) * 100 + (day.day or 0))
