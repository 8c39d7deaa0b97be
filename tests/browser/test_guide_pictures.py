"""The pictures in the guide show what the screens show now: doing what it tells gives the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import _guide_pictures

PICTURES = sorted(_guide_pictures.PICTURES.glob("*.png"))
LARGEST = 80_000


def test_the_pictures_say_what_the_screens_say_now(small_project: Path, browser: Any) -> None:
    made = _guide_pictures.make(small_project, browser)
    assert "Cách sửa: Có phải `phat-dong`?" in made["bao-loi"].words
    assert "trước đây ghi nhầm 06" in made["dinh-chinh"].words
    assert "Xã Mẫu 1 ra mắt" not in made["da-go"].words
    assert "người được nêu tên" not in made["da-go"].words
    assert _guide_pictures.changes(made) == [], "chạy python scripts/bless.py"


def test_every_picture_is_small_and_stands_in_the_guide_with_its_description() -> None:
    guide = "".join(
        path.read_text(encoding="utf-8") for path in _guide_pictures.PICTURES.parent.glob("*.md")
    )
    assert PICTURES
    for path in PICTURES:
        assert path.stat().st_size <= LARGEST
        assert re.search(rf"!\[[^\]]{{20,}}\]\(hinh/{re.escape(path.name)}\)", guide), path.name
