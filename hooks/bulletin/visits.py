"""content/visits/*.json in, how often pages were read out: dated totals without any person in them.

`scripts/stats.py` writes the files from the server's own logs (see bulletin.traffic); a site
without them shows nothing. A file holds one day (`2025-07-09.json`) or a whole month
(`2025-06.json`), which have the same shape:

    {"days": {"2025-07-09": {"views": 40, "visitors": 12}}, "pages": {"tin-tuc/le-ra-mat/": 3}}
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bulletin.dates import Day
from bulletin.problems import Problem

FOLDER = "visits"
"""Below content/."""


@dataclass(frozen=True)
class DayCount:
    """What one day came to: pages shown, and different readers by address and browser."""

    views: int
    visitors: int


@dataclass(frozen=True)
class Visits:
    """The totals of all files together."""

    days: Mapping[date, DayCount] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    """Views by path below the root: `tin-tuc/le-ra-mat/`, the front page as ``."""

    @property
    def as_of(self) -> Day | None:
        """The last day that was counted; None if none was."""
        last = max(self.days, default=None)
        return Day(last.year, last.month, last.day) if last else None

    @property
    def views(self) -> int:
        """All pages shown on all days."""
        return sum(day.views for day in self.days.values())

    def of(self, paths: Iterable[str]) -> int:
        """Return the views of a page under all the addresses it has had."""
        return sum(self.pages.get(path, 0) for path in set(paths))


def read_visits(content: Path) -> Visits | list[Problem]:
    """Return what content/visits/ holds, nothing if it is not there; or what is wrong with it."""
    days: dict[date, DayCount] = {}
    pages: Counter[str] = Counter()
    problems: list[Problem] = []
    # Months first: a day's file beside its month is left over from counting that was cut off.
    for path in sorted((content / FOLDER).glob("*.json"), key=lambda one: (len(one.stem), one)):
        try:
            counted, seen = parse_count(path.read_text("utf-8"))
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            problems.append(_unreadable(path, content))
            continue
        if counted.keys() <= days.keys():
            continue
        if twice := sorted(counted.keys() & days.keys()):
            problems.append(_counted_twice(path, content, twice[0]))
        days |= counted
        pages.update(seen)
    return problems or Visits(days, pages)


def parse_count(text: str) -> tuple[dict[date, DayCount], dict[str, int]]:
    """Return the days and pages of one file's text; raises ValueError and the like if it is none."""
    tree: Any = json.loads(text)
    days = {
        date.fromisoformat(day): DayCount(_whole(count["views"]), _whole(count["visitors"]))
        for day, count in tree["days"].items()
    }
    return days, {str(path): _whole(views) for path, views in tree["pages"].items()}


def count_text(days: Mapping[date, DayCount], pages: Mapping[str, int]) -> str:
    """Return the text of one file, a page a line, so that versions can be compared."""
    tree = {
        "days": {
            day.isoformat(): {"views": days[day].views, "visitors": days[day].visitors}
            for day in sorted(days)
        },
        "pages": dict(sorted(pages.items())),
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _unreadable(path: Path, content: Path) -> Problem:
    return Problem(
        path.relative_to(content.parent).as_posix(),
        1,
        "không đọc được số lượt xem trong tệp này",
        "Xóa tệp rồi chạy lại `python scripts/stats.py` với nhật ký của máy chủ",
    )


def _counted_twice(path: Path, content: Path, day: date) -> Problem:
    return Problem(
        path.relative_to(content.parent).as_posix(),
        1,
        f"ngày {Day(day.year, day.month, day.day)} đã được đếm trong một tệp khác",
        "Xóa một trong hai tệp; tệp của cả tháng (năm-tháng.json) đã gồm mọi ngày của tháng",
    )
