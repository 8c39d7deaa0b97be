"""A file and a line number in, the line as people may read it out, with a caret under the spot."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from bulletin.text import FORBIDDEN, normalise

WIDTH = 96
"""Columns of a line that are shown: what a console of a hundred has room for."""
_READABLE = (".yml", ".md", ".vtt", ".txt")
_QUOTED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Excerpt:
    """A line of a file; `caret` points at the spot when both stand below each other, `` if unknown."""

    line: str
    caret: str = ""
    column: int = 0
    """Where the spot begins in the file's line, from 1; 0 if unknown."""


class Lines:
    """The lines of a project's files, each file read once; `root` None knows no file."""

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self.files: dict[str, list[str]] = {}

    def excerpt(self, file: str, number: int, what: str, column: int = 0) -> Excerpt | None:
        """Return what stands at a line (from 1), or None where there is nothing to show.

        The caret goes to `column` (from 1), else under the words that `what` quotes in backticks:
        the last ones that the line has, since a message names the key first and the value behind.
        """
        lines = self._of(file)
        raw = lines[number - 1] if 0 < number <= len(lines) else ""
        # Escape sequences would be obeyed by the console.
        line = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", normalise(raw)).replace("\t", " ")
        if not line.strip() or line.lstrip().startswith("#"):
            return None
        return _cut(line, _spot(line, what, column))

    def _of(self, file: str) -> list[str]:
        if file not in self.files:
            self.files[file] = []
            if self.root is not None and file.endswith(_READABLE):
                text = _text(self.root, file)
                self.files[file] = text.splitlines() if "\n" not in text else text.split("\n")
        return self.files[file]


def _text(root: Path, file: str) -> str:
    """Return the text of a file of the project, `` for what is none or cannot be read."""
    path = root / file
    try:
        # A pipe would be waited for without end; a link may lead to what the project must not show.
        if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
            return ""
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, RuntimeError):  # RuntimeError: a link to itself, before Python 3.13
        return ""


def _spot(line: str, what: str, column: int) -> tuple[int, int] | None:
    """Return where the mistake stands in the line: first sign and the one behind it."""
    if 0 < column <= len(line):
        word = re.compile(r"[^\s:,\]}]+|.", re.DOTALL).match(line, column - 1)
        return word.span() if word else None
    for quoted in reversed(_QUOTED.findall(what)):
        whole = re.search(rf"(?<![\w-]){re.escape(quoted)}(?![\w-])", line)
        if whole:
            return whole.span()
        if (at := line.find(quoted)) >= 0:
            return at, at + len(quoted)
    return None


def _cut(line: str, spot: tuple[int, int] | None) -> Excerpt:
    """Return the part of a line around the spot that fits the console, and the caret below."""
    start = len(line) - len(line.lstrip())
    first, behind = spot or (start, start)
    before = after = ""
    if first - start > WIDTH * 2 // 3:
        start, before = first - WIDTH // 3, "…"
    shown = line[start:].rstrip()
    if len(shown) > WIDTH:
        shown, after = shown[:WIDTH].rstrip(), "…"
    if spot is None:
        return Excerpt(before + shown + after)
    lead = _columns(before + line[start:first])
    wide = max(1, _columns(line[first : min(behind, start + len(shown))]))
    return Excerpt(before + shown + after, " " * lead + "^" * wide, first + 1)


def _columns(text: str) -> int:
    """Return how many columns a text takes on a console: marks none, East Asian signs two."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )
