"""Measure how long an edit takes to be seen in the preview, in its parts.

    python scripts/corpus.py --out DIR
    python scripts/bench_preview.py --config DIR/mkdocs.yml

Runs the same server as `serve.py` in this process, opens a page of it in chromium, saves an entry
with a new title, and watches until the page has reloaded itself and shows it.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("dev")

import argparse
import logging
import socket
import statistics
import sys
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import _browsing

PARTS = (
    "nhận ra tệp đổi, đọc cài đặt", "đọc và kiểm tra", "lập danh sách trang", "MkDocs", "làm trang, tải lại",
)  # fmt: skip
ENDS = (
    "lưu", "load bắt đầu", "load xong", "make_site xong", "build xong", "thấy",
)  # fmt: skip
"""Each part lies between two of these moments."""
FIRST_BUILD_SECONDS, REBUILD_SECONDS = 1800, 600
SAVES, NOTICE_SECONDS = 20, 30
MARK = "bản đo"


class Clock:
    """When each part of the last build ended: (seconds gone by, seconds of this process' CPU)."""

    def __init__(self) -> None:
        self.marks: dict[str, tuple[float, float]] = {}
        self.built = threading.Event()

    def mark(self, name: str) -> None:
        """Note the moment."""
        self.marks[name] = (time.perf_counter(), time.process_time())

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """Return the function, noting when it begins and ends."""

        def timed(*arguments: Any, **options: Any) -> Any:
            self.mark(f"{name} bắt đầu")
            made = function(*arguments, **options)
            self.mark(f"{name} xong")
            return made

        return timed


def start(config: Path, clock: Clock) -> int:
    """Run the preview of `config` in a thread, timed; return its port when it is up."""
    from mkdocs.commands import build, serve
    from mkdocs.config import load_config

    load_config(config_file=str(config))  # hooks are loaded once a process, under this name
    events = next(m for name, m in sys.modules.items() if name.endswith("mkdocs_events.py"))
    for home, name in ((events.PREVIEW, "load"), (events, "make_site")):
        setattr(home, name, clock.around(getattr(home, name), name))
    real = build.build

    def built(*arguments: Any, **options: Any) -> None:
        clock.around(real, "build")(*arguments, **options)
        clock.built.set()

    serve.build = built
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    target = {"config_file": str(config), "dev_addr": f"127.0.0.1:{port}", "livereload": True}
    server = threading.Thread(target=lambda: serve.serve(**target), daemon=True)
    server.start()
    end = time.monotonic() + FIRST_BUILD_SECONDS
    while not clock.built.wait(1):
        if not server.is_alive() or time.monotonic() > end:
            raise RuntimeError("không dựng được lần đầu")
    return port


def measure(config: Path, times: int) -> tuple[list[list[float]], list[list[float]], float]:
    """Return the seconds gone by and of CPU of every part of every round, and the first build's."""
    clock = Clock()
    began = time.perf_counter()
    port = start(config, clock)
    first = time.perf_counter() - began
    news = sorted((config.parent / "content/news").rglob("*.yml"))
    entry = next(path for path in reversed(news) if "status: published" in path.read_text("utf-8"))
    original = entry.read_text(encoding="utf-8")
    title = next(line for line in original.splitlines() if line.startswith("title: "))
    seconds, cpu = [], []
    with _browsing.opened() as browser, browser.new_page() as page:
        base = _base(config)
        page.goto(f"http://127.0.0.1:{port}{base}tin-tuc/{entry.stem}/")
        try:
            for number in range(1, times + 1):
                clock.built.clear()
                shown = f"{MARK} {number}"
                page.wait_for_timeout(1500)  # the page's own request for news must be under way
                _save(entry, original.replace(title, f'title: "{shown}"', 1), clock)
                page.wait_for_function(
                    "shown => document.body.innerText.includes(shown)", arg=shown,
                    timeout=REBUILD_SECONDS * 1000,
                )  # fmt: skip
                clock.mark("thấy")
                moments = [clock.marks[name] for name in ENDS]
                pairs = list(pairwise(moments))
                seconds.append([after[0] - before[0] for before, after in pairs])
                cpu.append([after[1] - before[1] for before, after in pairs])
        finally:
            entry.write_text(original, encoding="utf-8", newline="\n")
    return seconds, cpu, first


def _save(entry: Path, text: str, clock: Clock) -> None:
    """Save the entry; again, as a person would, while the server still takes stock of its files."""
    clock.marks.pop("load bắt đầu", None)
    for _ in range(SAVES):
        clock.mark("lưu")
        entry.write_text(text, encoding="utf-8", newline="\n")
        end = time.monotonic() + NOTICE_SECONDS
        while time.monotonic() < end:
            if "load bắt đầu" in clock.marks:
                return
            time.sleep(0.01)
    raise RuntimeError("xem thử không nhận ra tệp vừa lưu")


def _base(config: Path) -> str:
    """Return the path below which the preview serves the site."""
    from urllib.parse import urlsplit

    from bulletin.settings import read_settings

    return urlsplit(read_settings(config).site_url).path


def main(arguments: list[str] | None = None) -> int:
    """Measure and print a table in Markdown; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Đo từ lúc lưu một mục đến lúc trang xem thử tự tải lại, từng phần một.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument(
        "--config", type=Path, required=True, help="tệp cấu hình của nội dung để đo"
    )
    parser.add_argument("--times", type=int, default=3, help="số lần lưu (mặc định: 3)")
    options = parser.parse_args(arguments)
    if _browsing.chromium() is None:
        _venv.say(_browsing.LACK)
        return 1
    seconds, cpu, first = measure(options.config.resolve(), options.times)
    print(f"Lần dựng đầu: {_comma(first)} giây. {options.times} lần lưu, số giữa (trung vị):\n")
    print("| Phần | Giây trôi qua | Giây CPU |\n|---|---:|---:|")
    for number, part in enumerate(PARTS):
        middle = [statistics.median(one[number] for one in rounds) for rounds in (seconds, cpu)]
        print(f"| {part} | {_comma(middle[0])} | {_comma(middle[1])} |")
    whole = [statistics.median(sum(one) for one in rounds) for rounds in (seconds, cpu)]
    print(f"| **cả đường** | **{_comma(whole[0])}** | **{_comma(whole[1])}** |")
    return 0


def _comma(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
