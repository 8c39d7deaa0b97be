"""Help and complaints of every command are in Vietnamese, argparse's own words too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STAFF = ("rename", "withdraw", "doctor", "new_site", "check", "approve")
ENGLISH = (
    "usage",
    "options:",
    "positional",
    "error:",
    "required",
    "unrecognized",
    "invalid",
    "expected",
    "choose",
)


def said(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    return (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("name", STAFF)
def test_help_has_no_english_headings(name: str) -> None:
    told = said(f"scripts/{name}.py", "--help")
    assert told.startswith("Cách dùng: ")
    assert "Tùy chọn:" in told
    assert not [word for word in ENGLISH if word in told]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("scripts/rename.py",), "thiếu loại, tên-cũ, tên-mới"),
        (("scripts/check.py", "--khong-co"), "không hiểu --khong-co"),
        (("scripts/check.py", "--output"), "--output: cần một giá trị đi kèm"),
        (("scripts/check.py", "--format", "xml"), "không có 'xml'; chọn một trong"),
    ],
)
def test_a_wrong_command_is_told_in_vietnamese_with_the_way_on(
    arguments: tuple[str, ...], words: str
) -> None:
    told = said(*arguments)
    assert words in told
    assert "Cách sửa: chạy" in told
    assert not [word for word in ENGLISH if word in told]
