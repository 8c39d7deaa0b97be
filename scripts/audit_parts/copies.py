"""The demo as a project of its own, for audits to change at will."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import _venv


def copied(to: Path) -> Path:
    """Copy the project into the new folder `to`, led by the hooks of this one; return it."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for folder in ("content", "docs"):
        shutil.copytree(_venv.ROOT / folder, to / folder)
    config = (_venv.ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    hooks = (_venv.ROOT / "hooks").as_posix()
    config = re.sub(r"(custom_dir: |- )hooks\b", rf"\g<1>{hooks}", config)
    (to / "mkdocs.yml").write_text(config, encoding="utf-8")
    return to
