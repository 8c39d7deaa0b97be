"""What only machines read: sitemap, feeds, data, calendars."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bulletin.publishing.coverage import check_coverage

URL = "https://minhhoa.example/mau/"


@pytest.fixture
def site(small_site: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_site, tmp_path / "trang")
    return tmp_path / "trang"


def test_the_small_site_is_covered(small_site: Path) -> None:
    assert check_coverage(small_site, URL) == []


def test_a_page_the_sitemap_leaves_out_or_lists_in_vain_is_told(site: Path) -> None:
    (site / "them").mkdir()
    shutil.copy(site / "index.html", site / "them/index.html")
    shutil.rmtree(site / "gioi-thieu")
    assert check_coverage(site, URL) == [
        "sitemap.xml: thiếu trang /them/",
        "sitemap.xml: kể trang /gioi-thieu/, là trang không cho máy tìm kiếm hoặc không có",
    ]


def test_a_missing_sitemap_is_told(site: Path) -> None:
    (site / "sitemap.xml").unlink()
    assert check_coverage(site, URL) == ["sitemap.xml: không có tệp này"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("feed.json", "{", "feed.json: không phải JSON hợp lệ: "),
        ("feed.json", '{"version": "1", "title": "a"}', "feed.json: không phải kênh tin JSON Feed"),
        ("du-lieu/news.json", "[1,]", "du-lieu/news.json: không phải JSON hợp lệ: "),
        ("lich.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "lich.ics: không phải lịch hợp lệ: "),
    ],
)
def test_what_a_program_cannot_read_is_told(site: Path, name: str, content: str, told: str) -> None:
    (site / name).write_text(content, encoding="utf-8")
    (problem,) = check_coverage(site, URL)
    assert problem.startswith(told)
