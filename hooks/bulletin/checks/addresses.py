"""Every address belongs to one entry, old addresses included."""

import re
from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Award, Entry, Issue
from bulletin.problems import Problem

RESERVED = ("trang", "chuyen-muc")
"""Address parts that lists use themselves (design §5)."""
RESERVED_FOR_AWARDS = "nam"
"""Below it stand the years of the honour roll."""


def check_addresses_are_unique(library: Library) -> Iterator[Problem]:
    """No two entries claim one address, be it by file name or by an old name in `aliases`."""
    owners: dict[str, Entry] = {}
    for entry in library.every():
        if entry.ADDRESS and "#" not in entry.path:
            owners[entry.path] = entry
    for entry in sorted(library.every(), key=lambda e: e.file):
        for number, alias in enumerate(entry.aliases):
            path = f"{entry.ADDRESS or entry.KIND + '/'}{alias}/"
            if alias == entry.slug:
                yield wrong(
                    entry,
                    ("aliases", number),
                    f"tên cũ `{alias}` trùng tên tệp hiện nay",
                    "Chỉ ghi các tên tệp trước đây; bỏ tên này",
                )
            elif path in owners:
                yield wrong(
                    entry,
                    ("aliases", number),
                    f"tên cũ `{alias}` đã là địa chỉ của {owners[path].file}",
                    "Bỏ tên cũ này, hoặc đổi tên tệp kia",
                )
            else:
                owners[path] = entry


def check_reserved_slugs(library: Library) -> Iterator[Problem]:
    """`trang` and `chuyen-muc` are addresses of lists, not of entries; so is `nam` of the honour roll."""
    for entry in library.every():
        reserved = (*RESERVED, RESERVED_FOR_AWARDS) if isinstance(entry, Award) else RESERVED
        if entry.slug in reserved:
            what = f"tên `{entry.slug}` dành cho trang danh sách"
            yield wrong(entry, (), what, "Đặt tên tệp khác")
        for number, alias in enumerate(entry.aliases):
            if alias in reserved:
                what = f"tên cũ `{alias}` dành cho trang danh sách"
                yield wrong(entry, ("aliases", number), what, "Bỏ tên cũ này")


def check_issues_are_months(library: Library) -> Iterator[Problem]:
    """An editor's choice is named by its month, so that the month finds it."""
    for issue in library.all(Issue):
        if not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", issue.slug):
            yield wrong(
                issue,
                (),
                f"tên tệp `{issue.slug}` không phải một tháng",
                "Đặt tên tệp theo tháng của số điểm tin, ví dụ `2024-10.yml`",
            )
