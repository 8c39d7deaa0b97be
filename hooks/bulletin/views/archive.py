"""Xem theo ngày: what was published, and what took place, by year, month and day."""

import calendar as months
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bulletin.dates import Day
from bulletin.model import Bulletin, DayKey, DayShelf
from bulletin.views._cards import cards
from bulletin.views._parts import Card, Link


@dataclass(frozen=True)
class Cell:
    """A day in a month's grid; `count` entries stand on its page, none means no link."""

    day: int
    path: str | None
    count: int


@dataclass(frozen=True)
class Month:
    """A month's grid of weeks, Monday first; None is a place outside the month."""

    title: str
    path: str
    weeks: tuple[tuple[Cell | None, ...], ...]
    previous: Link | None
    following: Link | None
    """The nearest months that have entries, as `9/2024`."""
    year: Link
    count: str
    """How many entries stand in the month, in words."""


@dataclass(frozen=True)
class MonthView:
    """The page of a month: its grid, and its entries day by day."""

    title: str
    intro: str
    grid: Month
    days: tuple[tuple[Link, tuple[Card, ...]], ...]


@dataclass(frozen=True)
class DayView:
    """The page of a day."""

    title: str
    published: tuple[Card, ...]
    happened: tuple[Card, ...]
    previous: Link | None
    following: Link | None
    month: Link


@dataclass(frozen=True)
class MonthCount:
    """A month in a year's overview; no path means nothing in it."""

    title: str
    path: str | None
    words: str


@dataclass(frozen=True)
class YearView:
    """The page of a year."""

    title: str
    months: tuple[MonthCount, ...]
    previous: Link | None
    following: Link | None
    """The nearest years that have entries."""


def day_path(key: DayKey) -> str:
    """Return the address of a day."""
    return f"ngay/{key[0]}/{key[1]:02}/{key[2]:02}/"


def month_path(year: int, month: int) -> str:
    """Return the address of a month."""
    return f"ngay/{year}/{month:02}/"


def months_of(bulletin: Bulletin) -> list[tuple[int, int]]:
    """Return the months that have entries, oldest first."""
    return sorted({(year, month) for year, month, _ in bulletin.days})


def month_grid(bulletin: Bulletin, year: int, month: int) -> Month:
    """Return the grid of one month, with links to the nearest months that have entries."""
    days, known = bulletin.days, months_of(bulletin)
    before = [m for m in known if m < (year, month)]
    after = [m for m in known if m > (year, month)]
    weeks = tuple(
        tuple(_cell(days, (year, month, day)) if day else None for day in week)
        for week in months.Calendar().monthdayscalendar(year, month)
    )
    return Month(
        title=f"Tháng {month}/{year}",
        path=month_path(year, month),
        weeks=weeks,
        previous=_short_link(before[-1]) if before else None,
        following=_short_link(after[0]) if after else None,
        year=Link(f"Cả năm {year}", f"ngay/{year}/"),
        count=f"{_count(days, (year, month))} mục",
    )


def _count(days: Mapping[DayKey, DayShelf], period: tuple[int, ...]) -> int:
    """Count what the days of a year, or of a month of a year, list."""
    return sum(shelf.count for key, shelf in days.items() if key[: len(period)] == period)


def _short_link(month: tuple[int, int]) -> Link:
    return Link(f"{month[1]}/{month[0]}", month_path(*month))


def _month_link(month: tuple[int, int]) -> Link:
    return Link(f"Tháng {month[1]}/{month[0]}", month_path(*month))


def _cell(days: Mapping[DayKey, DayShelf], key: DayKey) -> Cell:
    shelf = days.get(key)
    return Cell(key[2], day_path(key) if shelf else None, shelf.count if shelf else 0)


def newest_month(bulletin: Bulletin) -> Month | None:
    """Return the grid of the newest month that has entries and is not in the future."""
    today = bulletin.now.date
    known = [m for m in months_of(bulletin) if m <= (today.year, today.month)] or months_of(
        bulletin
    )
    return month_grid(bulletin, *known[-1]) if known else None


def archive_years(bulletin: Bulletin) -> tuple[Link, ...]:
    """Return the years that have entries, newest first."""
    return tuple(Link(str(year), f"ngay/{year}/") for year in reversed(years_of(bulletin)))


def year_counts(bulletin: Bulletin) -> tuple[MonthCount, ...]:
    """Return the years that have entries, newest first, with how many."""
    return tuple(
        MonthCount(f"Năm {year}", f"ngay/{year}/", f"{_count(bulletin.days, (year,))} mục")
        for year in reversed(years_of(bulletin))
    )


def years_of(bulletin: Bulletin) -> list[int]:
    """Return the years that have entries, oldest first."""
    return sorted({year for year, _, _ in bulletin.days})


def year_page(bulletin: Bulletin, year: int) -> YearView:
    """Return the page of a year."""
    years = years_of(bulletin)
    place = years.index(year)
    after = years[place + 1 : place + 2]
    return YearView(
        title=f"Năm {year}",
        months=tuple(_year_months(bulletin, year)),
        previous=_named_year(years[place - 1]) if place else None,
        following=_named_year(after[0]) if after else None,
    )


def _named_year(year: int) -> Link:
    return Link(f"Năm {year}", f"ngay/{year}/")


def _year_months(bulletin: Bulletin, year: int) -> Iterator[MonthCount]:
    for month in range(1, 13):
        count = _count(bulletin.days, (year, month))
        path = month_path(year, month) if count else None
        yield MonthCount(f"Tháng {month}", path, f"{count} mục" if count else "chưa có tin")


def month_page(bulletin: Bulletin, year: int, month: int) -> MonthView:
    """Return the page of a month that has entries."""
    listed = tuple(
        (Link(_day_title(key), day_path(key)), cards(bulletin, shelf.all))
        for key, shelf in reversed(list(bulletin.days.items()))
        if key[:2] == (year, month)
    )
    grid = month_grid(bulletin, year, month)
    intro = f"{grid.count} trong tháng, ngày mới nhất trước."
    return MonthView(grid.title, intro, grid, listed)


def _day_title(key: DayKey) -> str:
    return Day(*key).stamp


def day_page(
    bulletin: Bulletin, key: DayKey, before: DayKey | None, after: DayKey | None
) -> DayView:
    """Return the page of a day, between the nearest days that have entries too."""
    shelf = bulletin.days[key]
    return DayView(
        title=_day_title(key),
        published=cards(bulletin, shelf.published),
        happened=cards(bulletin, shelf.happened),
        previous=Link(_day_title(before), day_path(before)) if before else None,
        following=Link(_day_title(after), day_path(after)) if after else None,
        month=_month_link(key[:2]),
    )
