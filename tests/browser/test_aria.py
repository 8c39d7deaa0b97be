"""What screen readers are told of every kind of page is what somebody read and accepted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import _aria
import bless


def test_screen_readers_are_told_what_was_accepted(browser: Any, small_site: Path) -> None:
    if changed := _aria.changes(_aria.trees(small_site, browser)):
        pytest.fail(f"{changed}\nNếu đúng ý: {bless.COMMAND}, rồi xem git diff tests/browser/aria")


def test_a_changed_tree_is_told() -> None:
    kind = "front"
    blessed = {path.stem: path.read_text(encoding="utf-8") for path in _aria.FOLDER.glob("*.yml")}
    assert _aria.changes(blessed) == ""
    assert f"+{'- một'}" in _aria.changes({**blessed, kind: f"{blessed[kind]}- một\n"})
    assert f"--- {kind} (đã nhận)" in _aria.changes(
        {name: tree for name, tree in blessed.items() if name != kind}
    )
