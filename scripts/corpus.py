"""Write a large, made-up content tree to measure and try the site with: every kind, any years.

    python scripts/corpus.py --years 1 --communes 124 --seed 1 --out DIR

The same seed gives the same bytes on every machine. All of it is sample data of the fictional
Tỉnh Minh Họa; `--scale 0.02` makes a small one for tests.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

from corpus_parts.make import make_corpus
from corpus_parts.world import Sizes


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and write the corpus; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Viết bộ nội dung thử của Tỉnh Minh Họa hư cấu.", add_help=False
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--years", type=_count, default=1, help="số năm (mặc định: 1)")
    parser.add_argument(
        "--communes", type=_count, default=124, help="số xã, phường (mặc định: 124)"
    )
    parser.add_argument("--seed", type=int, default=1, help="số hạt giống (mặc định: 1)")
    parser.add_argument("--pictures", type=int, default=0, help="số tranh vẽ (mặc định: 0)")
    parser.add_argument("--scale", type=float, default=1.0, help="thu nhỏ, ví dụ 0.02 cho kiểm thử")
    parser.add_argument("--out", type=Path, required=True, help="thư mục trống để viết vào")
    options = parser.parse_args(arguments)
    if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
        _venv.say(f"{options.out} không trống.\nCách sửa: chọn thư mục khác, hoặc xóa nó trước.")
        return 1
    sizes = replace(Sizes(), communes=options.communes)
    if options.scale != 1:
        sizes = sizes.scaled(options.scale)
    started = time.monotonic()
    world = make_corpus(
        options.out, sizes, years=options.years, seed=options.seed, pictures=options.pictures
    )
    listed = ", ".join(f"{folder} {count}" for folder, count in sorted(world.tree.counts.items()))
    took = f"{time.monotonic() - started:.1f}".replace(".", ",")
    print(f"Đã viết {sum(world.tree.counts.values())} mục trong {took} giây: {listed}.")
    return 0


def _count(text: str) -> int:
    """Return a number of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("phải từ 1 trở lên")
    return number


if __name__ == "__main__":
    sys.exit(main())
