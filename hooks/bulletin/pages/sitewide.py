"""The front page and the pages about the site itself."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from bulletin.kinds import Entry
from bulletin.linked import site_nodes
from bulletin.model import Bulletin
from bulletin.page import Page, Plan
from bulletin.pages._common import HOME, feeds_at, newest, site_feeds
from bulletin.views.front import front_page
from bulletin.views.sitewide import corrections, search_ways, site_map, tombstone

NOT_FOUND = "404.html"


def front_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the front page."""
    yield Plan("", partial(_front, bulletin))


def _front(bulletin: Bulletin) -> Page:
    view = front_page(bulletin)
    return Page(
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


def correction_pages(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page of corrections and removals; it stands even while there are none."""
    yield Plan("dinh-chinh/", partial(_corrections, bulletin))


def _corrections(bulletin: Bulletin) -> Page:
    view = corrections(bulletin)
    days = [date.fromisoformat(line.iso[:10]) for line in view.corrections]
    return Page(
        path="dinh-chinh/",
        template="corrections.html",
        view=view,
        title="Đính chính, gỡ bài",
        description="Các nội dung đã đính chính hoặc đã gỡ, mới nhất trước.",
        crumbs=(HOME,),
        feeds=feeds_at("dinh-chinh/", "Đính chính, gỡ bài"),
        updated=max(days, default=None),
    )


def site_map_page(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the site map."""
    yield Plan("so-do-trang/", partial(_site_map, bulletin))


def _site_map(bulletin: Bulletin) -> Page:
    return Page(
        path="so-do-trang/",
        template="sitemap.html",
        view=site_map(bulletin),
        title="Sơ đồ trang",
        description="Mọi phần của trang trong một danh sách.",
        crumbs=(HOME,),
        feeds=site_feeds(bulletin),
        updated=newest(bulletin.items),
    )


def search_page(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page that searches, and leads to the lists where no search is possible."""
    yield Plan("tim-kiem/", partial(_search, bulletin))


def _search(bulletin: Bulletin) -> Page:
    return Page(
        path="tim-kiem/",
        template="search.html",
        view=search_ways(bulletin),
        title="Tìm kiếm",
        description="Tìm tin, văn bản, gương điển hình, khen thưởng trên trang; gõ có dấu hay "
        "không dấu đều được.",
        crumbs=(HOME,),
        feeds=site_feeds(bulletin),
    )


def tombstones(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the nameless page that stands where something was taken down."""
    for entry in bulletin.withdrawn:
        if "#" in entry.path:  # a report is a line on a page of others
            continue
        old = [f"{entry.ADDRESS}{alias}/" for alias in entry.aliases]
        for address in (entry.path, *old):
            yield Plan(address, partial(_tombstone, entry, address), entry.file, gone=True)


def _tombstone(entry: Entry, address: str) -> Page:
    return Page(
        path=address,
        template="tombstone.html",
        view=tombstone(entry),
        title="Nội dung đã được gỡ",
        description="Nội dung này đã được gỡ.",
        crumbs=(HOME,),
        robots="noindex",
    )


def not_found_page(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the page for addresses that do not exist."""
    yield Plan(NOT_FOUND, partial(_not_found, bulletin))


def _not_found(bulletin: Bulletin) -> Page:
    return Page(
        path=NOT_FOUND,
        template="not_found.html",
        view=bool(bulletin.items),
        title="Không tìm thấy trang",
        description="Địa chỉ này không có trên trang.",
        robots="noindex",
    )
