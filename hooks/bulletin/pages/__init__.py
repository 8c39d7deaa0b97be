"""Pages: one function a section in PAGES, each from the Bulletin to the plans of its pages."""

from collections.abc import Callable, Iterable, Iterator

from bulletin.model import Bulletin
from bulletin.page import Plan
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
from bulletin.views._parts import Link

PAGES: tuple[Callable[[Bulletin], Iterator[Plan]], ...] = (
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


def plan_pages(bulletin: Bulletin) -> list[Plan]:
    """Return every generated page of the site, yet to be made."""
    return [plan for plans in PAGES for plan in plans(bulletin)]


def menu_of(plans: Iterable[Plan]) -> tuple[Link, ...]:
    """Return the menu entries whose section has a page."""
    planned = {plan.path for plan in plans}
    return tuple(link for link in MENU if link.path in planned)
