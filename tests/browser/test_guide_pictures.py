"""The pictures in the guide show what the screens show now: doing what it tells gives the same."""

from __future__ import annotations

import os
import re
import warnings
from pathlib import Path
from typing import Any

import pytest

import _guide_pictures
from _node import NoNode

PICTURES = sorted(_guide_pictures.PICTURES.glob("*.png"))
LARGEST = 80_000


def test_the_pictures_say_what_the_screens_say_now(small_project: Path, browser: Any) -> None:
    made = _guide_pictures.previewed(small_project, browser)
    assert "Cách sửa: Có phải `phat-dong`?" in made["bao-loi"].words
    assert "trước đây ghi nhầm 06" in made["dinh-chinh"].words
    assert "Xã Mẫu 1 ra mắt" not in made["da-go"].words
    assert "người được nêu tên" not in made["da-go"].words
    assert _guide_pictures.changes(made) == [], "chạy python scripts/bless.py"


def test_the_pictures_of_the_web_editor_say_what_it_says_now(browser: Any) -> None:
    try:
        made = _guide_pictures.edited(browser)
    except NoNode as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        warnings.warn(f"{error}: chưa xem trình soạn thảo", stacklevel=1)
        pytest.skip(str(error))
    assert set(made) == set(_guide_pictures.EDITED)
    assert _guide_pictures.changes(made) == [], "chạy python scripts/bless.py"


def test_every_picture_has_its_screen_and_its_words() -> None:
    names = {*_guide_pictures.SCREENS, *_guide_pictures.EDITED}
    assert {path.stem for path in PICTURES} == names
    assert {path.stem for path in _guide_pictures.WORDS.glob("*.txt")} == names


def test_every_picture_is_small_and_stands_in_the_guide_with_its_description() -> None:
    guide = "".join(
        path.read_text(encoding="utf-8") for path in _guide_pictures.PICTURES.parent.glob("*.md")
    )
    assert PICTURES
    for path in PICTURES:
        assert path.stat().st_size <= LARGEST
        assert re.search(rf"!\[[^\]]{{20,}}\]\(hinh/{re.escape(path.name)}\)", guide), path.name
