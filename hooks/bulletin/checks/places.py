"""Places that give their official code are called as the official list calls them."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import Locality
from bulletin.places import official
from bulletin.problems import Problem
from bulletin.text import slugify


def check_official_codes(library: Library) -> Iterator[Problem]:
    """`official_code` exists, and the place bears the name that it stands for."""
    for locality in library.all(Locality):
        if locality.official_code is None:
            continue
        found = official(locality.official_code)
        if found is None:
            yield wrong(
                locality,
                ("official_code",),
                f"danh mục từ 01/7/2025 không có mã `{locality.official_code}`",
                "Mã tỉnh có 2 chữ số, mã xã 5 chữ số; giữ số 0 ở đầu, đặt trong ngoặc kép",
            )
        elif slugify(found.name) != slugify(locality.short_name):
            yield wrong(
                locality,
                ("official_code",),
                f"mã `{locality.official_code}` là của {found.prefix} {found.name},"
                f" không phải {locality.name}",
                "Sửa mã hoặc sửa `short_name`",
            )
