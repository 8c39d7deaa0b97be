"""Bring in what others publish, as drafts: `python scripts/import.py feed FILE-or-URL…`.

Nothing is published by it: an editor restates every draft. Bringing the same in twice changes
nothing. Ends with status 1 when something could not be brought in, 2 when the command is wrong.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from bulletin.dates import Day
from bulletin.intake.drafts import draft, draft_name, known_addresses
from bulletin.intake.portal_feed import MAX_BYTES, FoundItem, read_feed
from bulletin.kinds import News
from bulletin.kinds._read import read_entry
from bulletin.problems import ContentError, Problem
from bulletin.settings import read_settings
from bulletin.source import parse_source
from bulletin.text import nearest

PATIENCE_SECONDS = 20


class Refusal(Exception):
    """Something cannot be brought in; the text says why and what to do."""


def fetch(origin: str) -> bytes:
    """Return what stands in a file or at an address; raises `Refusal`."""
    if urlsplit(origin).scheme not in ("http", "https"):
        try:
            return Path(origin).read_bytes()
        except OSError:
            raise Refusal(
                f"{origin}: không đọc được tệp này\n    Cách sửa: Xem lại đường dẫn, hoặc ghi địa "
                "chỉ đầy đủ bắt đầu bằng https://"
            ) from None
    request = urllib.request.Request(origin, headers={"User-Agent": "ban-tin-thi-dua"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return bytes(answer.read(MAX_BYTES + 1))
    except urllib.error.HTTPError as error:
        why = f"máy chủ trả lời {error.code}"
    except (OSError, ValueError):
        why = "không nối được tới máy chủ"
    raise Refusal(
        f"{origin}: {why}\n    Cách sửa: Mở địa chỉ ấy bằng trình duyệt; nếu mở được, lưu thành tệp "
        "rồi chạy lại với tên tệp"
    )


def category_for(wanted: str | None, content: Path) -> str:
    """Return the category of the drafts: the one asked for, else the first; raises `Refusal`."""
    known = sorted(path.stem for path in (content / "categories").rglob("*.yml"))
    if not known:
        raise Refusal("Chưa có chuyên mục nào.\nCách sửa: python scripts/new.py category tong-hop")
    if wanted is not None and wanted not in known:
        near = nearest(wanted, known)
        mend = f"có phải `{near}`?" if near else f"dùng một trong: {', '.join(known)}"
        raise Refusal(f"Không có chuyên mục `{wanted}`.\nCách sửa: {mend}")
    return wanted or known[0]


class Importer:
    """Writes the drafts of one run, and counts them."""

    def __init__(self, project: Path, category: str, now: Day) -> None:
        self.project, self.category, self.now = project, category, now
        self.folder = project / "content" / News.FOLDER
        self.known = known_addresses(project / "content")
        self.written = self.skipped = 0

    def take(self, origin: str) -> list[Problem]:
        """Bring one feed in; return what is wrong with it. Raises `Refusal`."""
        items, problems = read_feed(fetch(origin), origin, self.now)
        for item in items:
            if item.url in self.known or self._taken(item):
                self.skipped += 1
            else:
                problems += self._write(item)
        return problems

    def _taken(self, item: FoundItem) -> bool:
        return any(self.folder.rglob(f"{draft_name(item)}.yml"))

    def _write(self, item: FoundItem) -> list[Problem]:
        """Write one draft, unless a build would not be able to read it."""
        text, path = draft(item, self.category, self.now), self.folder / f"{draft_name(item)}.yml"
        name = path.relative_to(self.project).as_posix()
        tree = parse_source(text.encode(), name)
        entry = [tree] if isinstance(tree, Problem) else read_entry(News, tree, path.stem, name)
        if isinstance(entry, list):
            return entry
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        self.known.add(item.url)
        self.written += 1
        print(f"Đã ghi {name}: {item.title}")
        return []


def import_feed(arguments: list[str], project: Path) -> int:
    """Bring feeds in; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="import.py feed", add_help=False,
        description="Đọc kênh tin RSS, Atom của một cổng thông tin thành bản nháp tin tức.",
    )  # fmt: skip
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--category", metavar="TÊN-TỆP", help="chuyên mục của các bản nháp")
    parser.add_argument("origins", metavar="TỆP-HOẶC-ĐỊA-CHỈ", nargs="+", help="kênh tin cần đọc")
    options = parser.parse_args(arguments)
    failed = False
    try:
        now = read_settings(project / "mkdocs.yml").moment()
        importer = Importer(project, category_for(options.category, project / "content"), now)
    except (ContentError, Refusal) as error:
        _venv.say(str(error))
        return 1
    for origin in options.origins:
        try:
            told = [str(problem) for problem in importer.take(origin)]
        except Refusal as refusal:
            told = [str(refusal)]
        failed = failed or bool(told)
        for problem in told:
            _venv.say(problem)
    print(f"{importer.written} bản nháp mới, {importer.skipped} mục đã có từ trước.")
    if importer.written:
        print(
            "Tiếp theo: mở từng tệp, viết lại bằng lời của mình, rồi chạy python scripts/check.py"
        )
    return 1 if failed else 0


COMMANDS: dict[str, tuple[Callable[[list[str], Path], int], str]] = {
    "feed": (import_feed, "kênh tin RSS, Atom của cổng khác → bản nháp tin tức"),
}
"""What can be brought in: the word on the command line, what does it, and what it is for."""


def main(arguments: list[str], project: Path = _venv.ROOT) -> int:
    """Do what the first word says; return the exit status."""
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        return COMMANDS[name][0](arguments[1:], project)
    listed = "\n".join(f"  {word:<8} {words}" for word, (_, words) in COMMANDS.items())
    usage = f"Cách dùng: python scripts/import.py <loại> …\n\n{listed}\n"
    if name in ("-h", "--help"):
        print(usage)
        return 0
    _venv.say(f"Không hiểu `{name}`.\n\n{usage}" if name else usage)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
