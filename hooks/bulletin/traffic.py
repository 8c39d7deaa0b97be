"""Server logs in, dated totals of pages shown out (content/visits/): counting by GoAccess.

Nothing personal is kept. Lines are handed to GoAccess one finished day at a time, it leaves robots
out and blurs addresses; what is written are sums. Counting the same logs again changes nothing:
a day is replaced only by a fuller count of the same day, as logs are cut off and rotated.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bulletin.dates import ZONE
from bulletin.visits import FOLDER, DayCount, count_text, parse_count

KEEP_DAYS = 35
"""So long days have files of their own; older finished months become one file each."""
_COMBINED = re.compile(
    r'^\S+ \S+ \S+ \[(?P<when>\d{2}/\w{3}/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4})\] '
    r'"GET (?P<path>/[^ "]*) HTTP/[\d.]+" (?P<status>\d{3}) '
)  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHOWN = (200, 304)
"""Answers with which a reader got the page; 304 means that it was still in the browser."""
_LONGEST_LINE = 64 * 1024


class TrafficError(Exception):
    """The logs cannot be counted; the text says why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Counted:
    """What a run came to: days newly counted or counted more fully, and lines not understood."""

    days: tuple[date, ...]
    strange: int
    lines: int


@dataclass(frozen=True)
class _View:
    """One page shown, with its line as GoAccess reads it."""

    day: date
    format: str
    line: str


def count_logs(
    logs: Iterable[Path], content: Path, base: str, today: date, tell: Callable[[str], None]
) -> Counted:
    """Count the finished days (before `today`, Vietnam's time) of server logs into content/visits/.

    `logs` may be nginx's (combined) or Caddy's (JSON), also compressed (.gz); `base` is the path of
    the site's address (`/`); `tell` is told each day. Raises TrafficError.
    """
    if shutil.which("goaccess") is None:
        raise TrafficError(
            "Máy này chưa có GoAccess.\nCách sửa: cài gói goaccess (sudo apt install goaccess)."
        )
    shown: defaultdict[date, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    lines = strange = 0
    for line in _lines(logs):
        lines += 1
        view = _view(line)
        if isinstance(view, _View):
            if view.day < today:
                shown[view.day][view.format].append(view.line)
        elif view is None:
            strange += 1
    folder = content / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    closed = set(_days_in_months(folder))
    changed = []
    for day in sorted(shown.keys() - closed):
        if _write_day(folder, day, _count_day(shown[day], base)):
            tell(f"{day:%d/%m/%Y}")
            changed.append(day)
    _fold(folder, today)
    return Counted(tuple(changed), strange, lines)


def _lines(logs: Iterable[Path]) -> Iterator[str]:
    """Yield the lines of all logs; one that is absurdly long is cut and so is not understood."""
    for path in logs:
        try:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as log:
                while line := log.readline(_LONGEST_LINE):
                    yield line.decode("utf-8", "replace").rstrip("\r\n")
        except (OSError, EOFError) as error:
            raise TrafficError(
                f"Không đọc được nhật ký {path}: {error}.\n"
                "Cách sửa: kiểm tra đường dẫn và quyền đọc (nhật ký của nginx thường chỉ "
                "nhóm adm được đọc)."
            ) from None


def _view(line: str) -> _View | bool | None:
    """Return the page that a line shows; False for what is no page; None if it is not understood."""
    if not line.strip():
        return False
    return _caddy_view(line) if line.startswith("{") else _combined_view(line)


def _combined_view(line: str) -> _View | bool | None:
    found = _COMBINED.match(line)
    if found is None:
        return False if re.match(r"^\S+ \S+ \S+ \[", line) else None
    if int(found["status"]) not in _SHOWN or not _is_page(found["path"]):
        return False
    try:
        when = _moment(found["when"])
    except ValueError:
        return None
    return _View(when.astimezone(ZONE).date(), "COMBINED", line)


def _moment(text: str) -> datetime:
    """Read `10/Jul/2025:07:00:01 +0700`, whatever language the machine speaks."""
    day, month, rest = text.split("/", 2)
    number = _MONTHS.index(month) + 1
    return datetime.strptime(f"{day}/{number:02}/{rest}", "%d/%m/%Y:%H:%M:%S %z")


def _caddy_view(line: str) -> _View | bool | None:
    try:
        told: Any = json.loads(line)
        if "request" not in told:
            return False
        asked, status = told["request"], told["status"]
        if asked["method"] != "GET" or status not in _SHOWN or not _is_page(asked["uri"]):
            return False
        moment = datetime.fromtimestamp(float(told["ts"]), ZONE)
    except (ValueError, LookupError, TypeError, OverflowError, OSError, RecursionError):
        return None
    return _View(moment.date(), "CADDY", line)


def _is_page(address: str) -> bool:
    """Tell whether an address is a page's: a folder, or its index.html."""
    path = address.partition("?")[0]
    return path.endswith(("/", "/index.html")) and "//" not in path and ".." not in path


def _count_day(lines: dict[str, list[str]], base: str) -> tuple[DayCount, dict[str, int]]:
    """Return what GoAccess counts on the lines of one day, by format of the log."""
    pages: Counter[str] = Counter()
    visitors = 0
    for log_format, same in lines.items():
        told = _goaccess(log_format, same)
        visitors += told["general"]["unique_visitors"]
        for row in told.get("requests", {}).get("data", ()):
            path = row["data"].partition("?")[0]
            if path.startswith(base):
                pages[path.removeprefix(base).removesuffix("index.html")] += row["hits"]["count"]
    return DayCount(pages.total(), visitors), dict(pages)


def _goaccess(log_format: str, lines: list[str]) -> Any:
    """Return GoAccess's report on lines; raises TrafficError."""
    command = [
        "goaccess", "-", f"--log-format={log_format}", "--no-global-config", "--no-progress",
        "--anonymize-ip", "--ignore-crawlers", "--unknowns-as-crawlers", "--no-query-string",
        "--http-protocol=no", "--http-method=no", "--max-items=1000000", "-o", "json",
    ]  # fmt: skip
    done = subprocess.run(
        command, input="\n".join(lines) + "\n", capture_output=True, text=True, encoding="utf-8",
        errors="replace", check=False, env={**os.environ, "TZ": "<+07>-7", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise TrafficError(
            "GoAccess không đếm được nhật ký.\nCách sửa: kiểm tra nhật ký có đúng dạng combined "
            f"(nginx) hoặc JSON (Caddy) không.\nChi tiết kỹ thuật: {done.stderr.strip()[-400:]}"
        ) from None


def _write_day(folder: Path, day: date, count: tuple[DayCount, dict[str, int]]) -> bool:
    """Write a day's file unless one with as many views stands; tell whether it was written."""
    path = folder / f"{day.isoformat()}.json"
    if path.is_file():
        days, _ = _read(path)
        if day in days and days[day].views >= count[0].views:
            return False
    _replace(path, count_text({day: count[0]}, count[1]))
    return True


def _days_in_months(folder: Path) -> Iterator[date]:
    for path in folder.glob("????-??.json"):
        yield from _read(path)[0]


def _fold(folder: Path, today: date) -> None:
    """Put the days of months that ended long ago into one file a month."""
    months: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("????-??-??.json")):
        months[path.stem[:7]].append(path)
    for month, paths in months.items():
        last = date.fromisoformat(paths[-1].stem)
        if last >= today - timedelta(days=KEEP_DAYS):
            continue
        whole = folder / f"{month}.json"
        days, pages = _read(whole) if whole.is_file() else ({}, {})
        total = Counter(pages)
        for path in paths:
            counted, seen = _read(path)
            if not counted.keys() <= days.keys():  # left over from a run that was cut off
                days = days | counted
                total.update(seen)
        _replace(whole, count_text(days, total))
        for path in paths:
            path.unlink()


def _read(path: Path) -> tuple[dict[date, DayCount], dict[str, int]]:
    try:
        return parse_count(path.read_text("utf-8"))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise TrafficError(f"Không đọc được {path}.\nCách sửa: xóa tệp ấy rồi chạy lại.") from None


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(".tmp")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)
