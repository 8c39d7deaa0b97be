"""What staff are told: one problem is a place, what is wrong there, and how to mend it.

The console, the banner of the preview and the annotations of CI print what `tell` returns: the same
mistake in many places is told once, with its places.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.excerpts import Excerpt, Lines

PLACES_SHOWN = 8
"""Further places of one mistake that are listed; the rest is counted."""
MISTAKES_SHOWN = 60
"""Different mistakes that a report lists; whoever meets more mends these first."""
ALIKE = 5
"""From so many mistakes on that differ only in what they quote, they are told as one."""
_REST = "Sửa các lỗi trên rồi chạy lại; xem một tệp: python scripts/check.py <tệp>"
_QUOTED = re.compile(r"`[^`]*`|\d+")


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: `file` relative to the project, `line` from 1, both texts in Vietnamese.

    `what` quotes in backticks what stands in the file. `column` (from 1) is 0 where it is unknown.
    """

    file: str
    line: int
    what: str
    mend: str
    column: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """Print as every tool of the project does: `file:line: what`, then `Cách sửa: how`."""
        return f"{self.place}: {self.what}\n    Cách sửa: {self.mend}"

    @property
    def place(self) -> str:
        """Where it is, as editors and consoles open it: `file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Told:
    """One mistake as staff read it: its first place with the line, and the places like it."""

    first: Problem
    excerpt: Excerpt | None = None
    others: tuple[str, ...] = ()
    """Further places, each a line of text."""
    count: int = 1
    same: bool = True
    """Whether all places have the very same mistake, or only one of the same sort."""

    @property
    def head(self) -> str:
        """The line above the further places."""
        sort = "Cùng lỗi này" if self.same else "Cùng kiểu lỗi này"
        return f"{sort} ở {self.count - 1} chỗ khác:" if self.count > 1 else ""

    @property
    def rest(self) -> str:
        """What is said of the places that are not listed, `` if all are."""
        more = self.count - 1 - len(self.others)
        return f"… còn {more} chỗ" if more else ""

    def __str__(self) -> str:
        """Print place and mistake, the line with its caret, the mend, and the other places."""
        lines = [f"{self.first.place}: {self.first.what}"]
        if self.excerpt:
            lines.append(f"    │ {self.excerpt.line}")
            if self.excerpt.caret:
                lines.append(f"    │ {self.excerpt.caret}")
        lines.append(f"    Cách sửa: {self.first.mend}")
        if self.head:
            lines.append(f"    {self.head}")
            lines += [f"      {place}" for place in (*self.others, self.rest) if place]
        return "\n".join(lines)


class ContentError(Exception):
    """The content cannot be published; `problems` holds every reason, sorted, none twice.

    `advice` is what staff should look at besides; it is no reason.
    """

    def __init__(self, problems: Iterable[Problem], advice: Iterable[Problem] = ()) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.advice = tuple(sorted(set(advice)))
        super().__init__(report(self.problems))


def tell(problems: Iterable[Problem], root: Path | None = None) -> tuple[Told, ...]:
    """Return the mistakes in order of their first places, each told once with all its places.

    With the project's folder `root`, each shows the line of its first place.
    """
    same: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(set(problems)):
        same.setdefault((problem.what, problem.mend), []).append(problem)
    sorts: dict[str, list[list[Problem]]] = {}
    for group in same.values():
        sorts.setdefault(_QUOTED.sub("`", group[0].what), []).append(group)
    lines = Lines(root)
    told = []
    for groups in sorts.values():
        if len(groups) >= ALIKE:
            told.append(_told_alike(sorted(one for group in groups for one in group), lines))
        else:
            told += [_told_same(group, lines) for group in groups]
    return tuple(sorted(told, key=lambda one: one.first))


def _told_same(group: list[Problem], lines: Lines) -> Told:
    """Return the very same mistake in one or many places."""
    others = tuple(problem.place for problem in group[1 : PLACES_SHOWN + 1])
    return Told(group[0], _excerpt(group[0], lines), others, len(group))


def _told_alike(group: list[Problem], lines: Lines) -> Told:
    """Return mistakes of one sort: each further place with what is wrong and its own mend."""
    first = group[0]
    others = []
    for problem in group[1 : PLACES_SHOWN + 1]:
        mend = f" → {problem.mend}" if problem.mend != first.mend else ""
        others.append(f"{problem.place}: {problem.what}{mend}")
    return Told(first, _excerpt(first, lines), tuple(others), len(group), same=False)


def _excerpt(problem: Problem, lines: Lines) -> Excerpt | None:
    return lines.excerpt(problem.file, problem.line, problem.what, problem.column)


@dataclass(frozen=True)
class Mistakes:
    """All mistakes of one check, as the console and the banner of the preview show them."""

    shown: tuple[Told, ...]
    count: int
    """How many places are wrong."""
    kinds: int
    """How many different mistakes there are, shown or not."""
    files: int
    rest: str
    """What is said of the mistakes that are not shown, `` if all are."""

    @property
    def counted(self) -> str:
        """How many problems there are, of how many sorts, in how many files."""
        many = f" ({self.kinds} lỗi khác nhau)" if self.kinds < self.count else ""
        return f"{self.count} lỗi{many} trong {self.files} tệp"

    @property
    def listed(self) -> str:
        """Every mistake as text, in order of file and line."""
        return "\n".join([*map(str, self.shown), *([self.rest] if self.rest else ())])


def mistakes_of(
    problems: Iterable[Problem], root: Path | None = None, most: int = MISTAKES_SHOWN
) -> Mistakes:
    """Return the mistakes as staff read them; of very many, the first ones."""
    listed = set(problems)
    told = tell(listed, root)
    hidden = told[most:]
    rest = f"… còn {len(hidden)} lỗi khác nhau ({sum(one.count for one in hidden)} chỗ). {_REST}"
    files = len({problem.file for problem in listed})
    return Mistakes(told[:most], len(listed), len(told), files, rest if hidden else "")


def report(problems: Iterable[Problem], root: Path | None = None) -> str:
    """Return the text that staff read: a count, then every mistake in order of file and line."""
    found = mistakes_of(problems, root)
    return f"{found.counted}; trang đã đăng giữ nguyên:\n{found.listed}"
