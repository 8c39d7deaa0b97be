"""The front page and the pages about the site itself."""

from collections.abc import Iterator
from datetime import date

from bulletin.linked import site_nodes
from bulletin.model import Bulletin
from bulletin.pages._common import HOME, feeds_at, newest, site_feeds
from bulletin.render import Page
from bulletin.views.front import front_page
from bulletin.views.sitewide import corrections, search_ways, site_map, tombstone


def front_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the front page."""
    view = front_page(bulletin)
    yield Page(
        path="",
        template="front.html",
        view=view,
        title=view.title,
        description=bulletin.settings.tagline,
        section="",
        feeds=site_feeds(bulletin),
        linked=site_nodes(bulletin.settings),
        updated=newest(bulletin.items),
        show_update=True,
    )


def correction_pages(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the page of corrections and removals; it stands even while there are none."""
    view = corrections(bulletin)
    days = [date.fromisoformat(line.iso[:10]) for line in view.corrections]
    yield Page(
        path="dinh-chinh/",
        template="corrections.html",
        view=view,
        title="Đính chính, gỡ bài",
        description="Các nội dung đã đính chính hoặc đã gỡ, mới nhất trước.",
        crumbs=(HOME,),
        feeds=feeds_at("dinh-chinh/", "Đính chính, gỡ bài"),
        updated=max(days, default=None),
    )


def site_map_page(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the site map."""
    yield Page(
        path="so-do-trang/",
        template="sitemap.html",
        view=site_map(bulletin),
        title="Sơ đồ trang",
        description="Mọi phần của trang trong một danh sách.",
        crumbs=(HOME,),
        feeds=site_feeds(bulletin),
        updated=newest(bulletin.items),
    )


def search_page(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the page that searches, and leads to the lists where no search is possible."""
    yield Page(
        path="tim-kiem/",
        template="search.html",
        view=search_ways(bulletin),
        title="Tìm kiếm",
        description="Tìm tin, văn bản, gương điển hình, khen thưởng trên trang; gõ có dấu hay "
        "không dấu đều được.",
        crumbs=(HOME,),
        feeds=site_feeds(bulletin),
    )


def tombstones(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the nameless page that stands where something was taken down."""
    for entry in bulletin.withdrawn:
        if "#" in entry.path:  # a report is a line on a page of others
            continue
        old = [f"{entry.ADDRESS}{alias}/" for alias in entry.aliases]
        for address in (entry.path, *old):
            yield Page(
                path=address,
                template="tombstone.html",
                view=tombstone(entry),
                title="Nội dung đã được gỡ",
                description="Nội dung này đã được gỡ.",
                crumbs=(HOME,),
                robots="noindex",
                source=entry.file,
            )


def not_found_page(bulletin: Bulletin) -> Iterator[Page]:
    """Yield the page for addresses that do not exist."""
    yield Page(
        path="404.html",
        template="not_found.html",
        view=bool(bulletin.items),
        title="Không tìm thấy trang",
        description="Địa chỉ này không có trên trang.",
        robots="noindex",
    )
