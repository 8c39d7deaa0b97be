"""The demo as a project of its own, to change one thing in and to build by the code of `make site`."""

from __future__ import annotations

import shutil
from pathlib import Path

from build import Site

ROOT = Path(__file__).resolve().parent.parent
LED = ("hooks", ".cache/anh", ".cache/cards")
"""What a copy shares with the checkout: the software, and pictures that are dear to make; all else
that builds keep is its own.
"""


def copy_demo(to: Path) -> Path:
    """Copy the demo into a new folder; return its mkdocs.yml."""
    to.mkdir(parents=True)
    for folder in ("content", "docs"):
        shutil.copytree(ROOT / folder, to / folder)
    shutil.copy(ROOT / "mkdocs.yml", to)
    for name in LED:
        (ROOT / name).mkdir(parents=True, exist_ok=True)
        (to / name).parent.mkdir(exist_ok=True)
        (to / name).symlink_to(ROOT / name, target_is_directory=True)
    return to / "mkdocs.yml"


def edit(config: Path, name: str, old: str, new: str) -> None:
    """Change one passage of a content file; it must stand there once."""
    path = config.parent / "content" / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{name}: {old!r} có {text.count(old)} lần"
    path.write_text(text.replace(old, new), "utf-8")


def build_demo(config: Path, folder: Path, *, papers: bool = False) -> Path:
    """Build a copy of the demo into a folder, without publishing it."""
    Site(config, papers=papers).build(folder)
    return folder
