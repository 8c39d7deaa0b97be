"""Điểm tin tháng: a page for every month that is over, and their index."""

from collections.abc import Iterator

from bulletin.model import Bulletin
from bulletin.pages._common import HOME, feeds_at, newest, robots
from bulletin.render import Page
from bulletin.views._parts import Link
from bulletin.views.issue import issue_path, issues

INDEX = Link("Điểm tin tháng", "diem-tin/")


def issue_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the page of every month's issue, newest first, then the index."""
    made = list(issues(bulletin))
    if not made:
        return
    feeds = feeds_at("diem-tin/", INDEX.text)
    for month, items, view in made:
        yield Page(
            path=issue_path(month),
            template="issue.html",
            view=view,
            title=view.title,
            description=f"{view.title}: {view.counts}.",
            crumbs=(HOME, INDEX),
            feeds=feeds,
            robots=robots(view.sample),
            updated=newest(items),
            paper=f"diem-tin-{month[0]}-{month[1]:02}.pdf",
        )
    intro = "Mỗi tháng một số: tin chính, gương điển hình, việc tốt, khen thưởng, văn bản và lịch."
    yield Page(
        path="diem-tin/",
        template="links.html",
        view={
            "title": INDEX.text,
            "intro": intro,
            "links": [(Link(v.title, issue_path(m)), len(items)) for m, items, v in made],
            "unit": "mục",
            "narrow": True,
        },
        title=INDEX.text,
        description=intro,
        crumbs=(HOME,),
        feeds=feeds,
        robots=robots(all(view.sample for _, _, view in made)),
        updated=newest(item for _, items, _ in made for item in items),
        show_update=True,
    )
