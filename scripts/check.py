"""Tell every mistake in content/ and mkdocs.yml: `python scripts/check.py`, or of some files alone.

    python scripts/check.py content/news/le-ra-mat.yml
    python scripts/check.py --watch

Ends with status 0 when nothing is wrong (there may be advice), 1 when something is, 2 when the
command itself is wrong, 130 when stopped with Ctrl+C.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import os
import queue
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.annotations import as_github, as_gitlab, as_json
from bulletin.load import ParseCache, load_bulletin
from bulletin.problems import ContentError, Problem, mistakes_of
from bulletin.requests import Open, open_requests
from bulletin.settings import read_settings
from bulletin.store import STORE, Store
from bulletin.text import nearest

FORMATS = ("text", "github", "gitlab", "json")
GITLAB_REPORT = "gl-code-quality-report.json"
WATCHED = (".yml", ".md", ".vtt", ".png", ".jpg", ".jpeg", ".webp")
SETTLE_SECONDS = 0.2
"""Editors write a file in several steps; what comes within this time counts as one change."""
CLEAR = "\033[2J\033[3J\033[H"


@dataclass(frozen=True)
class Findings:
    """What one check found: in all of the content, or in the files that were asked about."""

    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    entries: int = 0
    waiting: int = 0
    requests: tuple[str, ...] = ()
    """What citizens have asked for and nobody has answered yet, the most pressing first."""


def examine(
    config: Path, files: frozenset[str] = frozenset(), cache: ParseCache | None = None
) -> Findings:
    """Load the content as a build does; `files` (names below the project) narrow what is told, and
    what is read for it.
    """
    problems: tuple[Problem, ...] = ()
    entries = waiting = 0
    requests: tuple[str, ...] = ()
    wrong: tuple[Problem, ...] = ()
    # What builds have found out serves here too; one file is read afresh sooner than the store.
    store = Store(None if files else config.parent / ".cache" / STORE)
    try:
        settings = read_settings(config)
        if not files:
            pending = open_requests(config.parent, settings, settings.moment())
            requests = tuple(str(one) for one in pending if isinstance(one, Open))
            wrong = tuple(one for one in pending if isinstance(one, Problem))
        bulletin = load_bulletin(
            config.parent / "content", settings, cache, only=files or None, store=store
        )
        advice = bulletin.advice
        entries = sum(len(shelf) for shelf in bulletin.shelves.values())
        waiting = bulletin.waiting
    except ContentError as error:
        problems, advice = error.problems, error.advice
    finally:
        store.close()
    if not files:
        return Findings(problems, (*advice, *wrong), entries, waiting, requests)
    own = tuple(problem for problem in problems if problem.file in files)
    advised = tuple(problem for problem in advice if problem.file in files)
    return Findings(own, advised)


def told(found: Findings, root: Path, files: frozenset[str], most: int) -> str:
    """Return the text for people: mistakes, advice apart from them, and the sum at the end."""
    parts = []
    mistakes = mistakes_of(found.problems, root, most)
    if found.problems:
        parts.append(mistakes.listed)
    if found.advice:
        parts.append("Nên xem lại (không phải lỗi, trang vẫn được đăng):")
        parts.append(mistakes_of(found.advice, root, most).listed)
    if found.problems:
        parts.append(f"{mistakes.counted}; trang đã đăng giữ nguyên.")
    elif files:
        listed = ", ".join(sorted(files)) if len(files) <= 3 else f"{len(files)} tệp"
        parts.append(f"Không có lỗi trong {listed}.")
    elif found.entries:
        parts.append(f"Không có lỗi: {found.entries} mục được đăng.")
    if found.waiting:
        parts.append(
            f"{found.waiting} mục đã đăng nhưng ghi ngày ở phía trước: chưa hiện trên trang."
        )
    if found.requests:
        parts.append(f"{len(found.requests)} yêu cầu của người dân chưa trả lời:")
        parts += found.requests
    if found.advice:
        parts.append(f"{len(found.advice)} điều nên xem lại.")
    if files:
        parts.append("Chỉ xem tệp đã hỏi; xem tất cả: python scripts/check.py")
    return "\n".join(parts)


def names_of(given: Sequence[Path], root: Path) -> frozenset[str]:
    """Return the files that are asked about as problems name them; raises `ValueError` in words."""
    names: set[str] = set()
    for path in given:
        place = path.absolute() if path.exists() else root / path
        # A link in the project's own path must not make its files look foreign.
        place = place.parent.resolve() / place.name
        if not place.is_relative_to(root):
            raise ValueError(f"{path} không nằm trong dự án.\nCách sửa: ghi tệp trong content/.")
        if place.is_dir():
            inside = (below for below in sorted(place.rglob("*")) if below.is_file())
            names |= {below.relative_to(root).as_posix() for below in inside}
        elif place.is_file():
            names.add(place.relative_to(root).as_posix())
        else:
            raise ValueError(f"Không có tệp {path}.\nCách sửa: {_near(path, root)}")
    return frozenset(names)


def _near(path: Path, root: Path) -> str:
    """Return which file was meant perhaps."""
    files = {found.name: found for found in sorted((root / "content").rglob("*.yml"))}
    near = nearest(path.name, files)
    if near is None:
        return "kiểm tra lại tên tệp."
    return f"có phải {files[near].relative_to(root).as_posix()}?"


def chosen_format(asked: str | None, environ: Mapping[str, str]) -> str:
    """Return the format asked for, else the one of the CI that this runs in, else `text`."""
    if asked:
        return asked
    if environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "gitlab" if environ.get("GITLAB_CI") == "true" else "text"


def once(options: argparse.Namespace, root: Path, files: frozenset[str]) -> int:
    """Check, tell in the format of whoever reads, and return the exit status."""
    found = examine(options.config, files)
    text = told(found, root, files, options.most)
    style = chosen_format(options.format, os.environ)
    output: Path | None = options.output
    if style == "gitlab" and options.format is None and output is None:
        output = root / GITLAB_REPORT
    machine = {
        "text": lambda: f"{text}\n",
        "github": lambda: as_github(found.problems, found.advice, root),
        "gitlab": lambda: as_gitlab(found.problems, found.advice),
        "json": lambda: as_json(found.problems, found.advice, root),
    }[style]()
    if output is not None:
        output.write_text(machine, encoding="utf-8", newline="\n")
    elif style != "text":
        print(machine, end="")
    if style != "text" or output is not None or found.problems:
        _venv.say(text)
    else:
        print(text)
    return 1 if found.problems else 0


def watch(options: argparse.Namespace, root: Path, files: frozenset[str]) -> int:
    """Check at once and again after every change, on a cleared screen, until Ctrl+C."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    changed: queue.SimpleQueue[str] = queue.SimpleQueue()

    class Noted(FileSystemEventHandler):
        """Passes on what was written, renamed or deleted; reading changes nothing."""

        def on_any_event(self, event: FileSystemEvent) -> None:
            names = (str(event.src_path), str(event.dest_path or ""))
            if event.event_type in ("modified", "created", "moved", "deleted"):
                for name in names:
                    if name.endswith(WATCHED):
                        changed.put(name)

    observer = Observer()
    for folder, deep in ((root / "content", True), (root / "docs", True), (root, False)):
        if folder.is_dir():
            observer.schedule(Noted(), str(folder), recursive=deep)
    observer.start()
    cache: ParseCache = {}
    why = "Đang theo dõi nội dung"
    try:
        while True:
            text = told(examine(options.config, files, cache), root, files, options.most)
            clear = CLEAR if sys.stdout.isatty() else ""
            print(f"{clear}{why}; Ctrl+C để dừng.\n\n{text}\n", flush=True)
            why = f"Vừa đổi: {_settled(changed, root)}"
    except KeyboardInterrupt:
        # The observer's threads are daemons and end with the command; to stop and join them here
        # has been seen to wait for ever.
        return 130


def _settled(changed: queue.SimpleQueue[str], root: Path) -> str:
    """Wait for a change and what comes right behind it; return the name of the first file."""
    first = changed.get()
    try:
        while True:
            changed.get(timeout=SETTLE_SECONDS)
    except queue.Empty:
        return Path(os.path.relpath(first, root)).as_posix()


def parser() -> argparse.ArgumentParser:
    """Return how the command is used."""
    made = argparse.ArgumentParser(
        description="Kiểm tra nội dung, không dựng trang; kể mọi lỗi một lần, kèm cách sửa.",
        epilog="Mã kết thúc: 0 không có lỗi (có thể có điều nên xem lại), 1 có lỗi, "
        "2 gõ lệnh sai, 130 dừng bằng Ctrl+C.",
        add_help=False,
    )
    made.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    made.add_argument(
        "files", nargs="*", type=Path, metavar="tệp", help="chỉ xem lỗi của các tệp, thư mục này"
    )
    made.add_argument(
        "--watch", action="store_true", help="kiểm tra lại mỗi khi có tệp thay đổi, đến Ctrl+C"
    )
    made.add_argument(
        "--format",
        choices=FORMATS,
        help="text cho người đọc; github, gitlab cho CI (tự nhận ra khi chạy ở đó); json",
    )
    made.add_argument("--output", type=Path, help="ghi kết quả của --format vào tệp này")
    made.add_argument(
        "--all", dest="most", action="store_const", const=1_000_000, default=60,
        help="in hết, dù có rất nhiều lỗi khác nhau",
    )  # fmt: skip
    made.add_argument(
        "--config",
        type=Path,
        default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình (mặc định: mkdocs.yml của dự án)",
    )
    return made


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and check; return the exit status."""
    options = parser().parse_args(arguments)
    options.config = options.config.absolute()
    root = options.config.parent.resolve()
    if not options.config.is_file():
        _venv.say(f"Không có tệp {options.config}.\nCách sửa: kiểm tra đường dẫn của --config.")
        return 2
    try:
        files = names_of(options.files, root)
    except ValueError as error:
        _venv.say(str(error))
        return 2
    return watch(options, root, files) if options.watch else once(options, root, files)


if __name__ == "__main__":
    sys.exit(main())
