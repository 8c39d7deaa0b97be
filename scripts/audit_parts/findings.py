"""What an audit found, as one table for people and as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class Lacking(Exception):
    """A tool is missing or does not run; the text says, in Vietnamese, how to get it."""


@dataclass(frozen=True)
class Goal:
    """One line of the table: what was looked at, what was found, what is wanted."""

    name: str
    found: str
    wanted: str
    met: bool


@dataclass
class Finding:
    """What one checker says: its lines of the table, and everything it found."""

    name: str
    """The name of its file in .cache/audit/."""
    goals: list[Goal]
    details: Any
    told: list[str] = field(default_factory=list)
    """What is wrong, for people, one line each."""

    def write(self, folder: Path) -> None:
        """Keep everything as JSON."""
        text = json.dumps(self.details, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{self.name}.json").write_text(text + "\n", encoding="utf-8")


def none_of(name: str, count: int) -> Goal:
    """Return the goal that something is not found at all."""
    return Goal(name, str(count), "0", count == 0)


def table(goals: Iterable[Goal]) -> str:
    """Return the goals as a table of plain text."""
    rows: list[Sequence[str]] = [("Kiểm tra", "Kết quả", "Mục tiêu", "")]
    rows += [(g.name, g.found, g.wanted, "đạt" if g.met else "CHƯA ĐẠT") for g in goals]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
             for row in rows]  # fmt: skip
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
