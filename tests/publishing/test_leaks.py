"""Nothing unpublished stands in a file of the site, and nothing published is taken for a leak."""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.load import read_library
from bulletin.publishing.leaks import _any_of, find_leaks
from bulletin.settings import read_settings
from project import DEEDS, NEWS, Project

DRAFT = NEWS.replace("published\n", "draft\n", 1).replace(
    "title: Lễ ra mắt", "title: Tin chưa đến lúc đăng\nsummary: Sapo \"kín\" chưa ai được đọc trước"
).replace("Nội dung.", "Thân bài *kín* mà chỉ người biên tập được đọc.")  # fmt: skip
NAME = "content/news/tin-con-giu-kin.yml"


def leaks(project: Project, files: dict[str, str | bytes]) -> list[str]:
    site = project.root / "trang"
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    settings = read_settings(project.root / "mkdocs.yml")
    found = find_leaks(site, project.root / "content", settings, settings.moment())
    return [str(leak) for leak in found]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("index.html", "<h2>Tin chưa đến lúc đăng</h2>", "Tin chưa đến lúc đăng"),
        ("tin-tuc/rss.xml", "<p>Sapo &quot;kín&quot; chưa ai được đọc trước</p>", "chưa ai được đọc trước"),
        ("du-lieu/news.json", "mà chỉ người biên tập được đọc.", "mà chỉ người biên tập được đọc."),
        ("atom.xml", "https://x/tin-tuc/tin-con-giu-kin/", "tin-tuc/tin-con-giu-kin"),
        ("pagefind/1.pf_fragment", gzip.compress("Tin chưa đến lúc đăng".encode(), mtime=0), "Tin chưa đến lúc đăng"),
    ],
)  # fmt: skip
def test_a_draft_that_stands_anywhere_is_told_with_the_file_and_the_entry(
    project: Project, name: str, content: str | bytes, told: str
) -> None:
    project.write({NAME: DRAFT})
    assert leaks(project, {name: content}) == [
        f"{name}: lộ nội dung chưa đăng của {NAME}: “{told}”"
    ]


@pytest.mark.parametrize(
    "state",
    ["status: published\npublish_at: 11/7/2025 08:00", "status: review", "status: withdrawn"],
)
def test_what_waits_or_was_taken_down_leaks_like_a_draft(project: Project, state: str) -> None:
    project.write({NAME: DRAFT.replace("status: draft", state)})
    assert leaks(project, {"index.html": "Tin chưa đến lúc đăng"})


def test_the_tombstone_of_what_was_taken_down_is_no_leak(project: Project) -> None:
    project.write({NAME: DRAFT.replace("status: draft", "status: withdrawn")})
    assert leaks(project, {"sitemap.xml": "https://x/tin-tuc/tin-con-giu-kin/"}) == []


def test_what_a_published_entry_says_itself_is_no_leak(project: Project) -> None:
    said = NEWS.replace("Nội dung.", ">-\n  Trước có bài: Tin chưa\n  đến lúc đăng.")
    project.write({NAME: DRAFT, "content/news/tin-khac.yml": said})
    assert leaks(project, {"index.html": "<p>Trước có bài: Tin chưa đến lúc đăng.</p>"}) == []


def test_published_entries_and_short_words_are_no_leak(project: Project) -> None:
    short = DRAFT.replace("Tin chưa đến lúc đăng", "Lễ hội")
    project.write({NAME: short, "content/news/tin-khac.yml": NEWS})
    assert leaks(project, {"index.html": "Lễ hội, Lễ ra mắt, Nội dung."}) == []


def test_a_title_made_of_days_is_no_leak_of_another_log_of_the_same_days(project: Project) -> None:
    row = "rows: [{date: 15/01/2025, team: xa-minh-hoa-1/to-1, kind: good_deed, what: Một việc}]\n"
    log = DEEDS.format(start="01/01/2025", end="31/01/2025") + row
    hidden = log.replace("status: published", "status: draft")
    project.write({
        "content/deeds/xa-minh-hoa-1-2025-01.yml": log,
        "content/deeds/tinh-minh-hoa-2025-01.yml": hidden.replace("xa-minh", "tinh-minh"),
    })  # fmt: skip
    settings = read_settings(project.root / "mkdocs.yml")
    assert read_library(project.root / "content", settings)[1] == []
    assert leaks(project, {"atom.xml": "Việc tốt từ 01/01/2025 đến 31/01/2025"}) == []


WORDS = st.text("abđ ", min_size=1, max_size=5)


@given(st.sets(WORDS, min_size=1, max_size=12), st.text("abđ ", max_size=60))
def test_one_pattern_finds_what_one_search_for_each_text_would(texts: set[str], page: str) -> None:
    raw = page.encode()
    pattern = re.compile(_any_of(sorted(text.encode() for text in texts)))
    found = pattern.findall(raw)
    assert bool(found) == any(text.encode() in raw for text in texts)
    assert {one.decode() for one in found} <= texts
