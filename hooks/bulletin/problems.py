"""What staff are told: one problem is a place, what is wrong there, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: `file` relative to the project, `line` from 1, both texts in Vietnamese."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        """Print as every tool of the project does: `file:line: what`, then `Cách sửa: how`."""
        return f"{self.file}:{self.line}: {self.what}\n    Cách sửa: {self.mend}"


class ContentError(Exception):
    """The content cannot be published; `problems` holds every reason, sorted, none twice."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """Return the text that staff read: a count, then every problem in order of file and line."""
    listed = sorted(set(problems))
    files = len({problem.file for problem in listed})
    head = f"{len(listed)} lỗi trong {files} tệp; trang đã đăng giữ nguyên:"
    return "\n".join([head, *map(str, listed)])
