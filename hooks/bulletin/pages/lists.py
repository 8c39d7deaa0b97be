"""The lists of every section; each has an index at its own address."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from bulletin.kinds import (
    Campaign,
    Category,
    Document,
    Event,
    Exemplar,
    Item,
    Locality,
    Model,
    News,
    Notice,
    Organisation,
    Resource,
)
from bulletin.kinds.document import DocumentType
from bulletin.linked import collection
from bulletin.model import Bulletin
from bulletin.page import Feed, Page, Plan
from bulletin.pages._common import (
    HOME,
    document_feeds,
    feeds_at,
    newest,
    news_feeds,
    robots,
    site_feeds,
)
from bulletin.views._parts import Link
from bulletin.views.archive import newest_month
from bulletin.views.calendar import FILE
from bulletin.views.lists import RegisterView, chunks, list_page, localities, organisations, tags
from bulletin.views.news import tag_path

NEWS = Link("Tin tức", "tin-tuc/")
CATEGORIES = Link("Chuyên mục", "tin-tuc/chuyen-muc/")


def _pages(
    bulletin: Bulletin,
    path: str,
    title: str,
    intro: str,
    items: Sequence[Item],
    *,
    section: str | None = None,
    crumbs: tuple[Link, ...] = (HOME,),
    feeds: tuple[Feed, ...] = (),
    template: str = "list.html",
    **more: Any,
) -> Iterator[Plan]:
    """Plan the pages of one list; of a list without entries, none."""
    if not items:
        return
    parts = chunks(items)

    def page(address: str, number: int | None) -> Page:
        view = list_page(bulletin, path, title, intro, parts, number, **more)
        at = f", trang {number}" if number else ""
        return Page(
            path=address,
            template=template,
            view=view,
            title=f"{title}{at}",
            description=f"{intro} {at.removeprefix(', ').capitalize()}".strip(),
            section=section,
            crumbs=(*crumbs, Link(title, path)) if number else crumbs,
            feeds=feeds or site_feeds(bulletin),
            robots=robots(all(item.sample for item in items)),
            updated=newest(parts.shown(number)),
            linked=(
                collection(
                    bulletin.settings, address, f"{title}{at}", intro, (c.path for c in view.shown)
                ),
            ),
            show_update=number is None,
        )

    for number in (None, *range(1, len(parts.older) + 1)):
        address = f"{path}trang/{number}/" if number else path
        yield Plan(address, partial(page, address, number))


def news_lists(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the list of all news, with the categories that have some."""
    used = [c for c in bulletin.all(Category) if bulletin.referring(News, c)]
    yield from _pages(
        bulletin, "tin-tuc/", "Tin tức", "Tin, bài về các phong trào thi đua, mới nhất trước.",
        bulletin.all(News), section="tin-tuc/", feeds=news_feeds(), calendar=newest_month(bulletin),
        with_lead=True, filters=[Link(c.title, c.path) for c in used], filters_title="Chuyên mục",
    )  # fmt: skip


def category_lists(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the list of every category that has news."""
    used = [c for c in bulletin.all(Category) if bulletin.referring(News, c)]
    for category in used:
        yield from _pages(
            bulletin, category.path, category.title,
            category.description or f"Tin, bài trong chuyên mục {category.title}.",
            bulletin.referring(News, category), section="tin-tuc/", crumbs=(HOME, NEWS, CATEGORIES),
            feeds=feeds_at(category.path, category.title),
            filters=[Link(c.title, c.path) for c in used if c is not category],
            filters_title="Chuyên mục khác",
        )  # fmt: skip
    if used:
        links = [(Link(c.title, c.path), len(bulletin.referring(News, c))) for c in used]
        intro = "Các chuyên mục của phần tin tức."
        yield _index(bulletin, "tin-tuc/chuyen-muc/", "Chuyên mục", intro, links, (HOME, NEWS))


def tag_lists(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the list of every tag, and their index."""
    found = tags(bulletin)
    index = Link("Từ khóa", "tu-khoa/")
    for tag, items in found.values():
        yield from _pages(
            bulletin, tag_path(tag), f"Từ khóa: {tag}", f"Tin, bài có từ khóa “{tag}”.", items,
            section="tin-tuc/", crumbs=(HOME, index), feeds=news_feeds(),
        )  # fmt: skip
    if found:
        links = [(Link(tag, tag_path(tag)), len(items)) for tag, items in found.values()]
        intro = "Các từ khóa của tin, bài, theo thứ tự chữ cái."
        yield _index(bulletin, "tu-khoa/", "Từ khóa", intro, links, (HOME,))


def _index(
    bulletin: Bulletin,
    path: str,
    title: str,
    intro: str,
    links: list[tuple[Link, int]],
    crumbs: tuple[Link, ...],
) -> Plan:
    """Plan a page of links into the news, each with how many stand there."""

    def page() -> Page:
        return Page(
            path=path,
            template="links.html",
            view={
                "title": title,
                "intro": intro,
                "links": links,
                "unit": "tin, bài",
                "narrow": True,
            },
            title=title,
            description=intro,
            section="tin-tuc/",
            crumbs=crumbs,
            feeds=news_feeds(),
            updated=newest(bulletin.all(News)),
        )

    return Plan(path, page)


def campaign_list(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the list of campaigns: parents first, sample ones last."""
    order = sorted(
        bulletin.all(Campaign), key=lambda c: (c.sample, bool(c.parent), c.short_title, c.slug)
    )
    yield from _pages(
        bulletin, "phong-trao/", "Phong trào thi đua",
        "Các phong trào thi đua, thời gian, chủ đề và chỉ tiêu.", order, section="phong-trao/",
        template="campaigns.html",
    )  # fmt: skip


def document_lists(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the register of documents, by date of issue."""
    documents = bulletin.section(Document)
    types = {document.type for document in documents}
    names = ", ".join(kind.label.lower() for kind in DocumentType if kind in types)
    yield from _pages(
        bulletin, "van-ban/", "Văn bản",
        f"Văn bản về các phong trào thi đua ({names}), xếp theo ngày ban hành.", documents,
        section="van-ban/", template="documents.html", feeds=document_feeds(),
    )  # fmt: skip


def event_lists(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the list of events, by the day they take place; without a day, last."""
    yield from _pages(
        bulletin, "su-kien/", "Sự kiện", "Lễ phát động, ngày hội, sơ kết, tổng kết.",
        bulletin.section(Event),
        section="su-kien/", template="events.html", subscribe=FILE,
    )  # fmt: skip


def story_lists(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the lists of exemplars, models, notices and resources."""
    for kind, title, intro in (
        (Exemplar, "Gương điển hình", "Người tốt, việc tốt, tập thể và hộ gia đình tiêu biểu."),
        (Model, "Mô hình, cách làm hay", "Những cách làm đáng nhân rộng."),
        (Notice, "Thông báo", "Thông báo và lấy ý kiến Nhân dân."),
        (Resource, "Tài liệu, biểu mẫu", "Tệp tải về: biểu mẫu, khẩu hiệu, tài liệu."),
    ):
        path = kind.ADDRESS or ""
        has_feed = kind in (Exemplar, Notice)
        yield from _pages(
            bulletin, path, title, intro, bulletin.all(kind),
            section=path if kind is Exemplar else None,
            template="stories.html" if kind in (Exemplar, Model) else "list.html",
            feeds=feeds_at(path, title) if has_feed else (),
        )  # fmt: skip


def registers(bulletin: Bulletin) -> Iterator[Plan]:
    """Plan the indexes of places and of offices."""
    for kind, make in ((Locality, localities), (Organisation, organisations)):
        if bulletin.all(kind):
            yield Plan(kind.ADDRESS or "", partial(_register, bulletin, kind.ADDRESS or "", make))


def _register(bulletin: Bulletin, path: str, make: Callable[[Bulletin], RegisterView]) -> Page:
    view = make(bulletin)
    return Page(
        path=path,
        template="register.html",
        view=view,
        title=view.title,
        description=view.intro,
        crumbs=(HOME,),
        feeds=site_feeds(bulletin),
    )
