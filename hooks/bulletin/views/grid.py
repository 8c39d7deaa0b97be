"""Lưới việc tốt: communes by period, how many of their teams had a deed; never an order by value."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.dates import Day, day_of
from bulletin.kinds import Campaign, Deeds, Locality, Roster
from bulletin.model import Bulletin
from bulletin.text import sort_key
from bulletin.views._cards import capital, title_of
from bulletin.views._parts import Link
from bulletin.views._rollup import expected_places
from bulletin.views.deeds import coverage

NO_REPORT = "Chưa có báo cáo"
NO_TEAMS = "Chưa có tổ"


@dataclass(frozen=True)
class GridCell:
    """What a commune reported for a period: `18/26 tổ`, or that nothing has come in yet."""

    text: str
    path: str | None
    absent: bool
    sentence: str
    """The same said aloud, with the teams that reported."""


@dataclass(frozen=True)
class GridView:
    """Rows are communes in administrative order, columns are periods in order of time."""

    campaign: Link
    columns: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[GridCell, ...]], ...]
    note: str
    """Says how periods are named, where one does not keep to the calendar month."""


def grids(bulletin: Bulletin) -> Iterator[GridView]:
    """Yield the grid of every campaign that has logs of deeds."""
    by_campaign: dict[str, list[Deeds]] = {}
    for deeds in bulletin.all(Deeds):
        by_campaign.setdefault(deeds.campaign, []).append(deeds)
    for slug in sorted(by_campaign):
        campaign = bulletin.get(Campaign, slug)
        if campaign is not None:
            yield _grid(bulletin, campaign, by_campaign[slug])


def _grid(bulletin: Bulletin, campaign: Campaign, logs: list[Deeds]) -> GridView:
    months = sorted({deeds.month for deeds in logs})
    found = {(deeds.commune, deeds.month): deeds for deeds in logs}
    logging = {deeds.commune for deeds in logs}
    off = any(not _is_calendar_month(deeds) for deeds in logs)
    return GridView(
        campaign=Link(title_of(bulletin, campaign), campaign.path),
        columns=tuple(f"tháng {int(month[5:])}/{month[:4]}" for month in months),
        rows=tuple(
            (
                Link(
                    capital(commune.name),
                    f"viec-tot/{commune.slug}/" if commune.slug in logging else None,
                ),
                tuple(
                    _cell(bulletin, commune, month, found.get((commune.slug, month)))
                    for month in months
                ),
            )
            for commune in _communes(bulletin, campaign, logs)
        ),
        note="Kỳ được gọi theo tháng bắt đầu; có kỳ không trùng tháng dương lịch." if off else "",
    )


def _is_calendar_month(deeds: Deeds) -> bool:
    start, end = deeds.start.date, deeds.end.date
    last = calendar.monthrange(start.year, start.month)[1]
    return start.day == 1 and end == date(start.year, start.month, last)


def _communes(bulletin: Bulletin, campaign: Campaign, logs: list[Deeds]) -> list[Locality]:
    """Return the communes that log or should, in administrative order."""
    first = min((deeds.start for deeds in logs), key=lambda day: day.instant)
    asked = expected_places(bulletin, campaign, first) | {deeds.commune for deeds in logs}
    found = bulletin.some(Locality, tuple(asked))
    return sorted(found, key=lambda place: (sort_key(place.order or place.name), place.slug))


def _cell(bulletin: Bulletin, commune: Locality, month: str, deeds: Deeds | None) -> GridCell:
    if deeds is not None:
        counts = coverage(bulletin, deeds)
        text = f"{counts.satisfied}/{counts.expected} tổ"
        return GridCell(text, deeds.path, False, counts.sentence)
    if not _has_teams(bulletin, commune, month):
        return GridCell(NO_TEAMS, None, True, NO_TEAMS)
    return GridCell(NO_REPORT, None, True, NO_REPORT)


def _has_teams(bulletin: Bulletin, commune: Locality, month: str) -> bool:
    """Tell whether a team of the commune was at work in a calendar month."""
    roster = bulletin.get(Roster, commune.slug)
    if roster is None:
        return True
    year, number = int(month[:4]), int(month[5:])
    first = day_of(date(year, number, 1))
    last = Day(year, number, calendar.monthrange(year, number)[1])
    return any(team.works_between(first, last) for team in roster.teams)
