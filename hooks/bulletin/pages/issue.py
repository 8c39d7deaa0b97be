"""Điểm tin tháng: a page for every month that is over, and their index."""

from collections.abc import Iterator
from functools import partial

from bulletin.kinds import Item
from bulletin.model import Bulletin
from bulletin.page import Page, Plan
from bulletin.pages._common import HOME, feeds_at, newest, robots
from bulletin.views._parts import Link
from bulletin.views.issue import Month, issue_items, issue_path, issue_title, issue_view

INDEX = Link("Điểm tin tháng", "diem-tin/")


def issue_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of every month's issue, newest first, then the index."""
    issues = issue_items(bulletin)
    if not issues:
        return
    months = [month for month, _ in issues]
    older, newer = [*months[1:], None], [None, *months[:-1]]
    for (month, items), before, after in zip(issues, older, newer, strict=True):
        yield Plan(
            issue_path(month),
            partial(_issue, bulletin, month, items, before, after),
            paper=_sheet(month),
        )
    yield Plan("diem-tin/", partial(_index, issues))


def _issue(
    bulletin: Bulletin,
    month: Month,
    items: tuple[Item, ...],
    older: Month | None,
    newer: Month | None,
) -> Page:
    view = issue_view(bulletin, month, items, older, newer)
    return Page(
        path=issue_path(month),
        template="issue.html",
        view=view,
        title=view.title,
        description=f"{view.title}: {view.counts}.",
        crumbs=(HOME, INDEX),
        feeds=feeds_at("diem-tin/", INDEX.text),
        robots=robots(view.sample),
        updated=newest(items),
        paper=_sheet(month),
    )


def _sheet(month: Month) -> str:
    return f"diem-tin-{month[0]}-{month[1]:02}.pdf"


def _index(issues: list[tuple[Month, tuple[Item, ...]]]) -> Page:
    intro = "Mỗi tháng một số: tin chính, gương điển hình, việc tốt, khen thưởng, văn bản và lịch."
    links = [(Link(issue_title(m), issue_path(m)), len(items)) for m, items in issues]
    drawn = [item for _, items in issues for item in items]
    return Page(
        path="diem-tin/",
        template="links.html",
        view={
            "title": INDEX.text,
            "intro": intro,
            "links": links,
            "unit": "mục",
            "narrow": True,
        },
        title=INDEX.text,
        description=intro,
        crumbs=(HOME,),
        feeds=feeds_at("diem-tin/", INDEX.text),
        robots=robots(all(item.sample for item in drawn)),
        updated=newest(drawn),
        show_update=True,
    )
