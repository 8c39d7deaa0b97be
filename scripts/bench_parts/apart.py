"""What no other engine does for us, each timed by itself: python apart.py <mkdocs.yml> <folder>.

Builds everything into the empty folder, without a cache, then indexes, looks it over, makes the
PDF and compresses. Prints one JSON object: by step, CPU seconds with those of its children, and
seconds that passed; and the peak of the largest child in megabytes: Pagefind, save on small sites (drawing cards).
"""

import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

Took = dict[str, tuple[float, float]]


@contextmanager
def timed(took: Took, step: str) -> Iterator[None]:
    """Add what is done within to what `step` took before."""
    cpu, wall = sum(os.times()[:4]), time.monotonic()
    yield
    before = took.get(step, (0.0, 0.0))
    took[step] = (
        before[0] + sum(os.times()[:4]) - cpu, before[1] + time.monotonic() - wall,
    )  # fmt: skip


def watched(took: Took, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, timed whenever it is called."""

    def call(*args: object, **named: object) -> Any:
        with timed(took, step):
            return function(*args, **named)

    return call


def main() -> int:
    """Build, measure, print; return the exit status."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from _index import SEARCH, make_index, write
    from bulletin import site as making
    from bulletin.paper import PaperError, require_engine, write_sheets
    from bulletin.publishing.compress import compress
    from bulletin.renditions import Workshop
    from bulletin.search import copies_of, index_parts
    from bulletin.verify import check_site

    settings, folder = sys.argv[1], Path(sys.argv[2])
    shutil.rmtree(Path(settings).parent / ".cache", ignore_errors=True)
    took: Took = {}
    for place, name, step in (
        (making, "draw_cards", "thẻ chia sẻ"),
        (making, "open_data", "dữ liệu mở"),
        (Workshop, "broken", "ảnh: xét"),
        (Workshop, "make", "ảnh: làm"),
    ):
        setattr(place, name, watched(took, step, getattr(place, name)))
    config = load_config(config_file=settings, site_dir=str(folder))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    made = config.extra["site"]
    for name, pages in index_parts(made.searched).items():
        with tempfile.TemporaryDirectory() as home:
            with timed(took, "tìm kiếm: viết bản sao"):
                write(dict(copies_of(folder, pages, made.renderer.theme.spelled_out)), Path(home))
            with timed(took, "tìm kiếm: Pagefind"):
                make_index(Path(home), folder / SEARCH / name)
    index_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with timed(took, "soát trang"):
        check_site(folder, config.site_url or "")
    try:
        require_engine()
        with timed(took, "PDF"), tempfile.TemporaryDirectory() as empty:
            write_sheets(made.renderer, made.plans.values(), folder, Path(empty))
    except PaperError as error:
        print(error, file=sys.stderr)
    with timed(took, "nén gzip, brotli"):
        compress(folder, None)
    index = [path.stat().st_size for path in (folder / SEARCH).rglob("*") if path.is_file()]
    print(json.dumps({
        "took": took, "index_peak_mb": round(index_peak),
        "index_mb": round(sum(index) / 1e6, 1), "index_files": len(index),
    }))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
