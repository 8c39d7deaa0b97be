"""Xem theo ngày: a page for every year, month and day that has entries."""

from collections.abc import Iterator
from datetime import date

from bulletin.model import Bulletin
from bulletin.pages._common import HOME, newest, site_feeds
from bulletin.render import Page
from bulletin.views._parts import Link
from bulletin.views.archive import (
    archive_years,
    day_pages,
    month_pages,
    newest_month,
    year_counts,
    year_pages,
)

ARCHIVE = Link("Xem theo ngày", "ngay/")


def archive_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the index of years and the pages below it."""
    years = archive_years(bulletin)
    if not years:
        return
    feeds = site_feeds(bulletin)

    def page(path: str, template: str, view: object, title: str, crumbs: tuple[Link, ...]) -> Page:
        return Page(
            path=path, template=template, view=view, title=title, crumbs=crumbs, feeds=feeds,
            description=f"{title}: tin, bài, văn bản, sự kiện của trang.",
            updated=_newest_within(bulletin, path),
        )  # fmt: skip

    index = {"years": year_counts(bulletin), "month": newest_month(bulletin)}
    yield page("ngay/", "archive.html", index, "Xem theo ngày", (HOME,))
    for path, year in year_pages(bulletin):
        yield page(path, "year.html", year, year.title, (HOME, ARCHIVE))
    for path, month in month_pages(bulletin):
        crumbs = (HOME, ARCHIVE, Link(f"Năm {path.split('/')[1]}", month.grid.year.path))
        yield page(path, "month.html", month, month.title, crumbs)
    for path, day in day_pages(bulletin):
        year_link = Link(f"Năm {path.split('/')[1]}", f"ngay/{path.split('/')[1]}/")
        yield page(path, "day.html", day, day.title, (HOME, ARCHIVE, year_link, day.month))


def _newest_within(bulletin: Bulletin, path: str) -> date | None:
    """Return the day of the newest change of what belongs to a day, month or year, by its path."""
    key = tuple(map(int, path.split("/")[1:-1]))
    days = bulletin.days
    within = [key] if len(key) == 3 else [day for day in days if day[: len(key)] == key]
    return newest(item for day in within for item in (*days[day].published, *days[day].happened))
