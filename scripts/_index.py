"""The search index of a built site: Pagefind on small copies of its pages, kept while they say the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from bulletin.releases import ReleaseError
from bulletin.search import copies_of, index_parts
from bulletin.store import digest
from bulletin.views.search import SearchFacts

SEARCH = "pagefind"
"""The folder of the search index, below the site's root; js/search_index.js knows it too."""
PARTS = "cac-ky.json"
"""In it: the names of the parts of the index, newest first."""
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Pagefind's own user interfaces: ours is on /tim-kiem/."""
SHARED = ("pagefind.js", "pagefind-worker.js", "wasm.*")
"""What the newest part does for all others."""
CACHE = "tim-kiem"


def index_site(
    folder: Path,
    searched: Mapping[str, SearchFacts],
    spelled_out: Mapping[str, str],
    cache: Path | None,
) -> None:
    """Add the index to the site built into `folder`; raises `ReleaseError`.

    A large site's has a part for the newest years, and others for the years before. `cache`, the
    folder .cache/ of the site, keeps the parts: one whose pages say the same is not made again.
    """
    parts, kept = index_parts(searched), set[Path]()
    for number, (name, pages) in enumerate(parts.items()):
        copies = dict(copies_of(folder, pages, spelled_out))
        to = folder / SEARCH / (name if number else "")
        said = digest(
            SEARCH, version("pagefind"), *(part for one in copies.items() for part in one)
        )
        known = cache / CACHE / said if cache else None
        if known is None or not _taken(known, to):
            with tempfile.TemporaryDirectory() as home:
                write(copies, Path(home))
                make_index(Path(home), to)
            if known is not None:
                _keep(to, known)
        if known is not None:
            kept.add(known)
        for pattern in SHARED if number else ():
            for path in to.glob(pattern):
                path.unlink()
    (folder / SEARCH / PARTS).write_text(json.dumps(list(parts)), encoding="utf-8")
    for old in (cache / CACHE).glob("*") if cache else ():
        if old not in kept:  # what was taken down is kept nowhere
            shutil.rmtree(old, ignore_errors=True)


def make_index(copies: Path, to: Path) -> None:
    """Have Pagefind index the pages in `copies` into the folder `to`; raises `ReleaseError`."""
    command = ["-m", "pagefind", "--site", str(copies), "--output-path", str(to), "--quiet"]
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, encoding="utf-8",
        errors="replace", check=False,
    )  # fmt: skip
    if done.returncode or not (to / "pagefind.js").is_file():
        raise ReleaseError(
            "Không lập được chỉ mục tìm kiếm; trang đã đăng giữ nguyên.\n"
            "Cách sửa: xóa thư mục .venv rồi chạy lại; nếu vẫn lỗi, gửi phần dưới cho người "
            f"phụ trách kỹ thuật.\nChi tiết kỹ thuật: {(done.stderr or done.stdout).strip()[-600:]}"
        )
    for pattern in UNUSED:
        for path in to.glob(pattern):
            path.unlink()


def write(copies: Mapping[str, str], home: Path) -> None:
    """Write copies of pages, by their paths, into a folder."""
    for path, text in copies.items():
        copy = home / path / "index.html"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text, encoding="utf-8")


def _taken(known: Path, to: Path) -> bool:
    """Copy a kept part; tell whether it was there, whole."""
    try:
        shutil.copytree(known, to)
    except (OSError, shutil.Error):  # not there, or let go by another build just now
        shutil.rmtree(to, ignore_errors=True)
        return False
    return True


def _keep(part: Path, known: Path) -> None:
    """Keep a part, whole or not at all; where nothing can be kept, the next build takes longer."""
    draft = known.with_name(f"{known.name}.{os.getpid()}.tmp")
    try:
        shutil.copytree(part, draft)
        draft.rename(known)
    except (OSError, shutil.Error):
        shutil.rmtree(draft, ignore_errors=True)
