"""What a screen reader is told of each kind of page: the accessibility tree as text.

tests/browser/aria/ holds one tree a kind, of the small site of the tests. Read them as somebody
who hears them: does every link say where it leads, every table what it shows, and nothing twice?
`python scripts/bless.py` accepts new ones.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import _browsing
import _venv

FOLDER = _venv.ROOT / "tests" / "browser" / "aria"
FRAME = "frame"
"""The name of what stands around `main` on every page."""


def trees(site: Path, browser: Any) -> dict[str, str]:
    """Return the tree of `main` of every kind of page of a built site, and that of the frame."""
    made = {}
    with (
        _browsing.served(site) as address,
        browser.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN") as page,
    ):
        for kind, path in _browsing.page_kinds(site).items():
            page.goto(address + path)
            made[kind] = f"# {path}\n{_told(page.locator('main').aria_snapshot())}"
        page.goto(f"{address}/")
        page.evaluate("document.querySelector('main').textContent = '…'")
        made[FRAME] = _told(page.locator("body").aria_snapshot())
    return made


def changes(made: Mapping[str, str]) -> str:
    """Return how trees differ from the blessed ones, for people to read; `` if not."""
    blessed = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yml")}
    lines: list[str] = []
    for kind in sorted({*blessed, *made}):
        lines += difflib.unified_diff(
            blessed.get(kind, "").splitlines(), made.get(kind, "").splitlines(),
            f"{kind} (đã nhận)", f"{kind} (vừa dựng)", lineterm="", n=2,
        )  # fmt: skip
    return "\n".join(lines)


def accept(made: Mapping[str, str]) -> None:
    """Make trees the blessed ones."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.yml"):
        path.unlink()
    for kind, tree in made.items():
        (FOLDER / f"{kind}.yml").write_text(tree, encoding="utf-8", newline="\n")


def _told(snapshot: str) -> str:
    """Return a snapshot without addresses, which nobody hears."""
    return re.sub(r"^\s*- /url: .*\n?", "", snapshot + "\n", flags=re.M)
