"""What waits, lags or lies idle is noted with its files, and what is in order is not."""

from __future__ import annotations

import unicodedata

import pytest

from bulletin.health import notes_of, untidy_files
from bulletin.load import read_library
from bulletin.settings import read_settings
from project import CAMPAIGN, DEEDS, EVENT, NEWS, NOTICE, Project

DRAFT = NEWS.replace("published\n", "draft\n", 1)
ENDED = CAMPAIGN + (
    "period: {start: 01/01/2025, end: 30/6/2025}\n"
    "phases:\n  - {number: 1, start: 01/01/2025, end: 31/3/2025}\n"
    "  - {number: 2, start: 01/4/2025, end: 30/6/2025}\n"
)
PICTURE = "pictures:\n  - {file: hoi-truong.png, alt: Đông người ngồi}\n"
"""The base's clock stands at 10/7/2025 07:00."""

CASES = {
    "mục bản nháp": ({"content/news/a.yml": DRAFT}, ["content/news/a.yml"]),
    "ngày đăng đã qua hơn 30 ngày": ({"content/news/a.yml": DRAFT}, ["content/news/a.yml"]),
    "mục hẹn giờ": (
        {"content/news/a.yml": NEWS + "publish_at: 12/7/2025 06:00\n"},
        ["content/news/a.yml (12/7/2025 06:00)"],
    ),
    "mục ghim đã hết hạn": (
        {"content/news/a.yml": NEWS + "pin_until: 09/7/2025\n"},
        ["content/news/a.yml"],
    ),
    "chưa có báo cáo": (
        {"content/campaigns/a.yml": ENDED},
        [
            "content/campaigns/a.yml (cả phong trào, hết 30/6/2025)",
            "content/campaigns/a.yml (đợt 1, hết 31/3/2025)",
            "content/campaigns/a.yml (đợt 2, hết 30/6/2025)",
        ],
    ),
    "chưa có sổ việc tốt tháng 6/2025": (
        {
            "content/deeds/xa-minh-hoa-1-2025-05.yml": DEEDS.format(
                start="01/5/2025", end="31/5/2025"
            )
        },
        ["content/rosters/xa-minh-hoa-1.yml"],
    ),
    "hết hạn góp ý": (
        {
            "content/notices/a.yml": NOTICE
            + "comments: {start: 01/6/2025, end: 20/6/2025, send_to: UBND}\n"
        },
        ["content/notices/a.yml"],
    ),
    "`alt` quá ngắn": (
        {"content/news/a.yml": NEWS + PICTURE},
        ["content/news/a.yml:7 (“Đông người ngồi”)"],
    ),
    "không mục nào dùng": (
        {"content/media/thua.png": None},
        ["content/media/thua.png"],
    ),
    "chuyên mục không mục nào nhắc đến": (
        {"content/categories/thua.yml": "title: Thừa\n"},
        ["content/categories/thua.yml"],
    ),
}


def noted(project: Project, what: str) -> list[str] | None:
    library, _ = read_library(project.root / "content", read_settings(project.root / "mkdocs.yml"))
    notes = [note for note in notes_of(library) if what in note.what]
    assert all(note.advice and note.what.startswith(f"{len(note.files)} ") for note in notes)
    return list(notes[0].files) if notes else None


@pytest.mark.parametrize("what", CASES)
def test_what_wants_a_look_is_noted_and_nothing_else_is(what: str, project: Project) -> None:
    files, where = CASES[what]
    before = noted(project, what) or []
    if files == {"content/media/thua.png": None}:
        picture = (project.root / "content/media/hoi-truong.png").read_bytes()
        files = {"content/media/thua.png": picture}
    project.write(files)
    assert project.told() == ""
    found = noted(project, what)
    assert found is not None and sorted(set(found) - set(before)) == where


def test_a_pin_or_embargo_that_still_holds_is_no_matter(project: Project) -> None:
    project.write({"content/events/a.yml": EVENT + "pin_until: 10/7/2025\n"})
    assert noted(project, "ghim đã hết hạn") is None


def test_the_ways_a_file_may_be_untidy_are_told_and_what_it_should_be(project: Project) -> None:
    apart = unicodedata.normalize("NFD", NEWS)
    project.write(
        {
            "content/news/a.yml": b"\xef\xbb\xbf" + NEWS.replace("\n", "\r\n").encode(),
            "content/news/b.yml": apart,
            "content/news/c.yml": NEWS.encode("utf-16"),
            "content/news/d.yml": NEWS,
        }
    )
    found = {one.file: one for one in untidy_files(project.root)}
    assert sorted(found) == [f"content/news/{name}.yml" for name in "abc"]
    assert "BOM" in found["content/news/a.yml"].what and "CRLF" in found["content/news/a.yml"].what
    assert "NFD" in found["content/news/b.yml"].what
    assert [one.tidy for one in found.values()] == [NEWS.encode(), NEWS.encode(), None]


def test_what_an_editor_left_behind_is_listed(project: Project) -> None:
    names = ["news/a.yml~", "news/.b.yml.swp", "news/#c.yml#", "media/.#d.png"]
    project.write({f"content/{name}": "?" for name in names})
    project.write({"content/news/.DS_Store": "?", "content/media/.gitkeep": ""})
    found = noted(project, "tệp tạm của trình soạn thảo")
    assert found == sorted(f"content/{name}" for name in names)
