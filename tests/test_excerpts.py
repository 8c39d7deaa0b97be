"""The line of a mistake is shown as people may read it, the caret right under the spot."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from bulletin.excerpts import WIDTH, Excerpt, Lines


def shown(tmp_path: Path, text: str, what: str, column: int = 0, number: int = 1) -> Excerpt | None:
    (tmp_path / "a.yml").write_bytes(text.encode())
    return Lines(tmp_path).excerpt("a.yml", number, what, column)


@pytest.mark.parametrize(
    ("line", "what", "spot"),
    [
        ("titel: Lễ ra mắt", "không có mục nào tên `titel`", "titel"),
        ("date: 22:39", "`date` (Ngày): `22:39` là giờ", "22:39"),
        ("  team: xa-1/thon-9", "không có tổ `thon-9` ở `xa-2`", "thon-9"),
        ("kind: kind-2", "`kind` (Loại) ghi chưa đúng", "kind"),
        ("  - tên ảnh：x", "có chữ `：`", "：："),
    ],
)
def test_the_caret_stands_under_what_the_message_quotes(
    tmp_path: Path, line: str, what: str, spot: str
) -> None:
    found = shown(tmp_path, f"{line}\n", what)
    assert found is not None and found.line == line.strip()
    assert found.caret.strip() == "^" * len(spot)
    quoted = spot[0] if spot == "：：" else spot
    assert len(found.caret) - len(found.caret.lstrip()) == found.line.index(quoted)
    assert found.column == line.index(quoted) + 1


def test_a_column_goes_before_what_is_quoted(tmp_path: Path) -> None:
    found = shown(tmp_path, "title: Đợt 1: ra quân\n", "chứa dấu hai chấm", 13)
    assert found == Excerpt("title: Đợt 1: ra quân", " " * 12 + "^", 13)


def test_a_spot_far_to_the_right_of_a_long_line_is_still_seen(tmp_path: Path) -> None:
    line = "body: " + "chữ " * 200 + "[x](document:khong-co) " + "chữ " * 50
    found = shown(tmp_path, line, "liên kết đến văn bản `khong-co`")
    assert found is not None and len(found.line) <= WIDTH + 2
    at = found.line.index("khong-co")
    assert found.caret == " " * at + "^" * len("khong-co")


def test_escape_sequences_and_tabs_do_not_reach_the_console(tmp_path: Path) -> None:
    found = shown(tmp_path, "a:\t\x1b[31mđỏ\n", "`đỏ`")
    assert found is not None and "\x1b" not in found.line and "\t" not in found.line


@pytest.mark.parametrize("text", ["", "# ghi chú\n", "\n"])
def test_where_there_is_nothing_to_see_nothing_is_shown(tmp_path: Path, text: str) -> None:
    assert shown(tmp_path, text, "thiếu mục `title`") is None
    assert Lines(tmp_path).excerpt("khong-co.yml", 3, "", 0) is None
    assert Lines(None).excerpt("a.yml", 1, "", 0) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among files")
def test_a_pipe_or_a_link_out_of_the_project_is_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yml"
    outside.write_text("title: mật\n", encoding="utf-8")
    root = tmp_path / "project"
    root.mkdir()
    os.mkfifo(root / "pipe.yml")
    (root / "out.yml").symlink_to(outside)
    (root / "self.yml").symlink_to("self.yml")
    lines = Lines(root)

    def too_long(*_: object) -> None:
        raise AssertionError("waited for a pipe")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(5)
    try:
        for name in ("pipe.yml", "out.yml", "self.yml"):
            assert lines.excerpt(name, 1, "sai") is None
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
