"""Pages about the whole site: site map, corrections, what was taken down."""

from dataclasses import dataclass

from bulletin.kinds import (
    Award,
    Campaign,
    Category,
    Deeds,
    Document,
    Entry,
    Event,
    Exemplar,
    Locality,
    Model,
    News,
    Notice,
    Organisation,
    Resource,
)
from bulletin.kinds._fields import ChangeKind
from bulletin.model import Bulletin
from bulletin.views._cards import capital, title_of
from bulletin.views._parts import Bit, Link
from bulletin.views.archive import archive_years
from bulletin.views.award import taken_back
from bulletin.views.issue import issue_months, issue_path, issue_title
from bulletin.views.result import page_title, result_pages

PER_SECTION = 20
"""The site map shows so many entries of a section; its heading leads to all of them."""


@dataclass(frozen=True)
class SiteMapSection:
    """A heading of the site map and the pages under it."""

    heading: Link
    links: tuple[Link, ...]


@dataclass(frozen=True)
class SiteMapView:
    """Every section of the site."""

    sections: tuple[SiteMapSection, ...]


@dataclass(frozen=True)
class Correction:
    """A correction or a removal; a removal names nothing."""

    stamp: str
    iso: str
    label: str
    link: Link | None
    note: str


@dataclass(frozen=True)
class CorrectionsView:
    """All corrections and removals, newest first."""

    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class TombstoneView:
    """What stands where something was taken down: the day, no reason, no name."""

    day: Bit


def site_map(bulletin: Bulletin) -> SiteMapView:
    """Return the site map; sections without pages are left out."""
    has_tags = any(news.tags for news in bulletin.all(News))
    tags = [Link("Từ khóa", "tu-khoa/")] if has_tags else []
    rows: list[tuple[Link, list[Link]]] = [
        (
            Link("Tin tức", "tin-tuc/"),
            [Link(c.title, c.path) for c in bulletin.all(Category) if bulletin.referring(News, c)],
        ),
        *(
            (
                Link(title, kind.ADDRESS),
                [Link(title_of(bulletin, i), i.path) for i in bulletin.all(kind)[:PER_SECTION]],
            )
            for kind, title in (
                (Campaign, "Phong trào thi đua"),
                (Exemplar, "Gương điển hình"),
                (Award, "Khen thưởng"),
                (Model, "Mô hình, cách làm hay"),
                (Notice, "Thông báo"),
                (Deeds, "Việc tốt trong tháng"),
                (Document, "Văn bản"),
                (Event, "Sự kiện"),
                (Resource, "Tài liệu, biểu mẫu"),
            )
        ),
        *(
            (
                Link(title, kind.ADDRESS),
                [Link(capital(e.name), e.path) for e in bulletin.all(kind)[:PER_SECTION]],
            )
            for kind, title in ((Locality, "Địa phương"), (Organisation, "Cơ quan, đơn vị"))
        ),
        (
            Link("Kết quả thi đua", "ket-qua/"),
            [
                Link(f"{page_title(found)}: {title_of(bulletin, campaign)}", path)
                for path, campaign, found in result_pages(bulletin)
            ][:PER_SECTION],
        ),
        (
            Link("Xem theo ngày", "ngay/"),
            [Link(f"Năm {y.text}", y.path) for y in archive_years(bulletin)],
        ),
        (
            Link("Điểm tin tháng", "diem-tin/"),
            [Link(issue_title(month), issue_path(month)) for month in issue_months(bulletin)][
                :PER_SECTION
            ],
        ),
        (
            Link("Về trang này", None),
            [
                Link("Giới thiệu", "gioi-thieu/"),
                Link("Liên hệ", "lien-he/"),
                Link("Tìm kiếm", "tim-kiem/"),
                Link("Kênh RSS", "rss/"),
                Link("Dữ liệu mở", "du-lieu/"),
                *tags,
                Link("Đính chính, gỡ bài", "dinh-chinh/"),
            ],
        ),
    ]
    return SiteMapView(tuple(SiteMapSection(head, tuple(links)) for head, links in rows if links))


def search_ways(bulletin: Bulletin) -> tuple[Link, ...]:
    """Return the lists that lead to everything without a search; none that has no page."""
    rows: tuple[tuple[str, type[Entry]], ...] = (
        ("Tin tức", News),
        ("Phong trào thi đua", Campaign),
        ("Gương điển hình", Exemplar),
        ("Bảng vàng khen thưởng", Award),
        ("Văn bản", Document),
        ("Sự kiện", Event),
        ("Thông báo", Notice),
        ("Mô hình, cách làm hay", Model),
        ("Tài liệu, biểu mẫu", Resource),
        ("Việc tốt trong tháng", Deeds),
        ("Địa phương", Locality),
        ("Cơ quan, đơn vị", Organisation),
    )
    ways = [Link(title, kind.ADDRESS) for title, kind in rows if bulletin.all(kind)]
    if bulletin.items:
        ways.append(Link("Xem theo ngày", "ngay/"))
    return (*ways, Link("Sơ đồ trang", "so-do-trang/"))


def removal_day(entry: Entry) -> Bit:
    """Return the day on which an entry was taken down."""
    removals = [change.date for change in entry.changes if change.kind is ChangeKind.REMOVAL]
    last = max(removals, key=lambda day: day.instant)
    return Bit(str(last), iso=last.iso)


def tombstone(entry: Entry) -> TombstoneView:
    """Return the view of what was taken down."""
    return TombstoneView(removal_day(entry))


def corrections(bulletin: Bulletin) -> CorrectionsView:
    """Return all corrections and removals, newest first."""
    found: list[tuple[str, Correction]] = []
    for item in bulletin.items:
        for change in item.changes:
            if change.kind is ChangeKind.CORRECTION:
                link = Link(title_of(bulletin, item), item.path)
                line = Correction(
                    str(change.date), change.date.iso, change.kind.label, link, change.note
                )
                found.append((item.path, line))
    for award in bulletin.all(Award):
        link = Link(title_of(bulletin, award), award.path)
        for one in taken_back(award):
            line = Correction(str(one.date), one.date.iso, "Hủy bỏ", link, one.words)
            found.append((award.path, line))
    for entry in bulletin.withdrawn:
        day = removal_day(entry)
        line = Correction(day.text, day.iso, "Gỡ", None, "Một nội dung đã được gỡ.")
        found.append((entry.path, line))
    found.sort(key=lambda row: (row[1].iso, row[0]), reverse=True)
    return CorrectionsView(tuple(line for _, line in found))
