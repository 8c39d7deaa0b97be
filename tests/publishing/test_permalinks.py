"""Every address ever published goes on answering."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.publishing.permalinks import Permalinks, PermalinksBroken

ENTRY = {"tin-tuc/mot/": "content/news/mot.yml"}


def site(root: Path, *paths: str) -> Path:
    for path in paths:
        file = root / path / "index.html" if not path or path.endswith("/") else root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    return root


def known(root: Path, *paths: str) -> Permalinks:
    links = Permalinks()
    links.add(site(root, "", *paths), ENTRY)
    return links


def test_an_entry_that_vanished_is_told_with_every_way_out(tmp_path: Path) -> None:
    links = known(tmp_path / "1", "tin-tuc/mot/")
    problems, moved, gone = links.lost(site(tmp_path / "2", ""))
    assert [str(problem) for problem in problems] == [
        "content/news/mot.yml:1: địa chỉ /tin-tuc/mot/ đã từng đăng, nay không còn trang nào\n"
        "    Cách sửa: Đổi tên tệp thì ghi `mot` vào `aliases` của mục; gỡ bài thì giữ tệp và ghi "
        "`status: withdrawn`; chưa từng có ai đọc thì chạy lại với `--forget /tin-tuc/mot/`"
    ]
    assert (moved, gone) == ({}, [])


def test_a_redirect_or_a_tombstone_is_an_answer(tmp_path: Path) -> None:
    links = known(tmp_path / "1", "tin-tuc/mot/")
    assert links.lost(site(tmp_path / "2", "", "tin-tuc/mot/")) == ([], {}, [])


@pytest.mark.parametrize(
    ("lost", "standing", "nearest"),
    [
        ("tu-khoa/le/", ["tu-khoa/"], "tu-khoa/"),
        ("tu-khoa/le/", [], ""),
        ("ngay/2024/10/07/", ["ngay/2024/10/", "ngay/2024/"], "ngay/2024/10/"),
        ("tin-tuc/trang/3/", ["tin-tuc/"], "tin-tuc/"),
        ("rss-2020.xml", ["rss.xml"], "rss.xml"),
        ("tin-tuc/chuyen-muc/a/rss.xml", ["rss.xml", "tin-tuc/rss.xml"], "tin-tuc/rss.xml"),
        ("tin-tuc/chuyen-muc/a/atom-2024.xml", ["atom.xml"], "atom.xml"),
        ("su-kien/a/lich.ics", ["lich.ics"], "lich.ics"),
    ],
)
def test_what_only_gathers_others_leads_to_the_nearest_that_stands(
    tmp_path: Path, lost: str, standing: list[str], nearest: str
) -> None:
    links = known(tmp_path / "1", lost)
    assert links.lost(site(tmp_path / "2", "", *standing)) == ([], {lost: nearest}, [])


def test_a_file_that_nothing_stands_in_for_is_gone_not_elsewhere(tmp_path: Path) -> None:
    links = known(tmp_path / "1", "media/bieu-mau.docx")
    assert links.lost(site(tmp_path / "2", "")) == ([], {}, ["media/bieu-mau.docx"])


@pytest.mark.parametrize("passing", ["css/a.0ca1b2e0.css", "anh/x-1.webp", "pagefind/pagefind.js"])
def test_files_named_by_their_content_may_vanish(tmp_path: Path, passing: str) -> None:
    assert known(tmp_path / "1", passing).lost(site(tmp_path / "2", "")) == ([], {}, [])


def test_an_address_given_up_on_purpose_is_forgotten_and_a_strange_one_told(tmp_path: Path) -> None:
    links = known(tmp_path / "1", "tin-tuc/mot/")
    assert links.forget(["/tin-tuc/mot/", "/la/"]) == ["/la/"]
    assert links.lost(site(tmp_path / "2", "")) == ([], {}, [])


def test_the_list_is_kept_and_read_back(tmp_path: Path) -> None:
    links = known(tmp_path / "1", "tin-tuc/mot/", "ngay/2024/")
    links.write(tmp_path / "permalinks.json")
    assert Permalinks.read(tmp_path / "permalinks.json") == links
    assert Permalinks.read(tmp_path / "chua-co.json") == Permalinks()
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize("broken", ["", "[]", '{"entries": []}', '{"entries": {}, "others": 3}'])
def test_a_broken_list_is_told_and_never_taken_for_an_empty_one(
    tmp_path: Path, broken: str
) -> None:
    (tmp_path / "permalinks.json").write_text(broken, encoding="utf-8")
    with pytest.raises(PermalinksBroken, match="lấy lại tệp ấy từ bản sao lưu"):
        Permalinks.read(tmp_path / "permalinks.json")
