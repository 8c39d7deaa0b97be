"""Pages: one function a section in PAGES, each from the Bulletin to the pages it makes."""

from collections.abc import Callable, Iterator

from bulletin.model import Bulletin
from bulletin.pages.archive import archive_pages
from bulletin.pages.entries import (
    campaign_pages,
    document_pages,
    event_pages,
    news_pages,
    place_pages,
)
from bulletin.pages.feeds import feed_directory
from bulletin.pages.issue import issue_pages
from bulletin.pages.lists import (
    campaign_list,
    category_lists,
    document_lists,
    event_lists,
    news_lists,
    registers,
    story_lists,
    tag_lists,
)
from bulletin.pages.people import (
    award_pages,
    deeds_pages,
    results_pages,
    story_pages,
    team_pages,
)
from bulletin.pages.sitewide import (
    correction_pages,
    front_pages,
    not_found_page,
    search_page,
    site_map_page,
    tombstones,
)
from bulletin.render import Page
from bulletin.views._parts import Link

PAGES: tuple[Callable[[Bulletin], Iterator[Page]], ...] = (
    front_pages,
    news_pages,
    news_lists,
    category_lists,
    tag_lists,
    campaign_pages,
    campaign_list,
    document_pages,
    document_lists,
    event_pages,
    event_lists,
    story_pages,
    story_lists,
    award_pages,
    team_pages,
    results_pages,
    deeds_pages,
    place_pages,
    registers,
    archive_pages,
    issue_pages,
    correction_pages,
    feed_directory,
    site_map_page,
    search_page,
    tombstones,
    not_found_page,
)

MENU = (
    Link("Trang chủ", ""),
    Link("Tin tức", "tin-tuc/"),
    Link("Phong trào thi đua", "phong-trao/"),
    Link("Gương điển hình", "guong-dien-hinh/"),
    Link("Kết quả thi đua", "ket-qua/"),
    Link("Khen thưởng", "khen-thuong/"),
    Link("Văn bản", "van-ban/"),
    Link("Sự kiện", "su-kien/"),
)
"""The menu in its order; a section without pages is left out of it."""


def make_pages(bulletin: Bulletin) -> list[Page]:
    """Return every generated page of the site."""
    return [page for make in PAGES for page in make(bulletin)]


def menu_of(pages: list[Page]) -> tuple[Link, ...]:
    """Return the menu entries whose section has a page."""
    made = {page.path for page in pages}
    return tuple(link for link in MENU if link.path in made)
