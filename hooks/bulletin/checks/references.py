"""References lead to entries that exist, that readers may see, and that are as real as the entry."""

from collections.abc import Iterator

from bulletin.checks._library import Library, wrong
from bulletin.kinds import KINDS, Campaign, Status, references
from bulletin.problems import Problem
from bulletin.text import nearest


def check_references_exist(library: Library) -> Iterator[Problem]:
    """A field that names an entry names one that exists."""
    for entry in library.every():
        for reference in references(entry):
            known = library.known[reference.kind]
            if reference.slug in known:
                continue
            kind = KINDS[reference.kind]
            near = nearest(reference.slug, known)
            other = next((k for k, slugs in library.known.items() if reference.slug in slugs), None)
            mend = f"Tạo content/{kind.FOLDER}/{reference.slug}.yml, hoặc sửa lại tên"
            if other:
                mend = f"`{reference.slug}` là {KINDS[other].LABEL}: ghi ở mục dành cho loại ấy"
            elif near:
                mend = f"Có phải `{near}`?"
            key = next(step for step in reversed(reference.place) if isinstance(step, str))
            yield wrong(
                entry, reference.place, f"`{key}`: không có {kind.LABEL} `{reference.slug}`", mend
            )


def check_published_refer_to_published(library: Library) -> Iterator[Problem]:
    """What is published names only published places, offices, people and categories."""
    for entry in library.every():
        if entry.status is not Status.PUBLISHED:
            continue
        for reference in references(entry):
            named = library.shelves[reference.kind].get(reference.slug)
            if named is None or not named.IS_REGISTER or named.status is Status.PUBLISHED:
                continue
            if named.status is Status.WITHDRAWN:
                what = f"mục đã đăng nhắc đến {named.LABEL} `{named.slug}` đã được gỡ"
                mend = "Bỏ chỗ nhắc đến"
            else:
                what = (
                    f"mục đã đăng nhắc đến {named.LABEL} `{named.slug}` còn ở trạng thái"
                    f" {named.status.label}"
                )
                mend = f"Đăng {named.file} trước, hoặc bỏ chỗ nhắc đến"
            yield wrong(entry, reference.place, what, mend)


def check_sample_only_in_demo(library: Library) -> Iterator[Problem]:
    """Sample data is published by the demo only (design: `demo: true`)."""
    if library.settings.demo:
        return
    for entry in library.every():
        if entry.sample:
            yield wrong(
                entry,
                ("sample",),
                "dữ liệu minh họa không được nằm trong trang thật",
                "Xóa tệp này; chỉ trang có `demo: true` mới được giữ",
            )


def check_sample_refers_to_sample(library: Library) -> Iterator[Problem]:
    """Sample entries name no real place, office or document, save their campaign's parent."""
    for entry in library.every():
        for reference in references(entry):
            named = library.shelves[reference.kind].get(reference.slug)
            if named is None or named.sample == entry.sample or named.KIND == "category":
                continue
            if isinstance(entry, Campaign) and reference.place == ("parent",):
                continue
            sample, real = (entry, named) if entry.sample else (named, entry)
            yield wrong(
                entry,
                reference.place,
                f"nối dữ liệu minh họa `{sample.slug}` với dữ liệu thật `{real.slug}`",
                "Dùng địa phương, cơ quan, văn bản của Tỉnh Minh Họa, hoặc bỏ chỗ nhắc đến",
            )
