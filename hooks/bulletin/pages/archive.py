"""Xem theo ngày: a page for every year, month and day that has entries."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from bulletin.model import Bulletin, DayKey
from bulletin.page import Page, Plan
from bulletin.pages._common import HOME, newest, site_feeds
from bulletin.views._parts import Link
from bulletin.views.archive import (
    day_page,
    day_path,
    month_page,
    month_path,
    months_of,
    newest_month,
    year_counts,
    year_page,
    years_of,
)

ARCHIVE = Link("Xem theo ngày", "ngay/")


def archive_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the index of years and the pages below it."""
    days = list(bulletin.days)
    if not days:
        return
    yield Plan(ARCHIVE.path or "", partial(_index, bulletin))
    for year in years_of(bulletin):
        yield Plan(f"ngay/{year}/", partial(_year, bulletin, year))
    for year, month in months_of(bulletin):
        yield Plan(month_path(year, month), partial(_month, bulletin, year, month))
    for before, day, after in zip([None, *days], days, [*days[1:], None], strict=False):
        yield Plan(day_path(day), partial(_day, bulletin, day, before, after))


def _index(bulletin: Bulletin) -> Page:
    view = {"years": year_counts(bulletin), "month": newest_month(bulletin)}
    return _page(bulletin, "ngay/", "archive.html", view, "Xem theo ngày", (HOME,))


def _year(bulletin: Bulletin, year: int) -> Page:
    view = year_page(bulletin, year)
    return _page(bulletin, f"ngay/{year}/", "year.html", view, view.title, (HOME, ARCHIVE))


def _month(bulletin: Bulletin, year: int, month: int) -> Page:
    view = month_page(bulletin, year, month)
    crumbs = (HOME, ARCHIVE, Link(f"Năm {year}", view.grid.year.path))
    return _page(bulletin, month_path(year, month), "month.html", view, view.title, crumbs)


def _day(bulletin: Bulletin, day: DayKey, before: DayKey | None, after: DayKey | None) -> Page:
    view = day_page(bulletin, day, before, after)
    crumbs = (HOME, ARCHIVE, Link(f"Năm {day[0]}", f"ngay/{day[0]}/"), view.month)
    return _page(bulletin, day_path(day), "day.html", view, view.title, crumbs)


def _page(
    bulletin: Bulletin, path: str, template: str, view: object, title: str, crumbs: tuple[Link, ...]
) -> Page:
    return Page(
        path=path, template=template, view=view, title=title, crumbs=crumbs,
        feeds=site_feeds(bulletin),
        description=f"{title}: tin, bài, văn bản, sự kiện của trang.",
        updated=_newest_within(bulletin, path),
    )  # fmt: skip


def _newest_within(bulletin: Bulletin, path: str) -> date | None:
    """Return the day of the newest change of what belongs to a day, month or year, by its path."""
    key = tuple(map(int, path.split("/")[1:-1]))
    days = bulletin.days
    within = [key] if len(key) == 3 else [day for day in days if day[: len(key)] == key]
    return newest(item for day in within for item in (*days[day].published, *days[day].happened))
