"""Pictures of real screens for the staff guide, made by doing in a preview what the guide tells.

docs/huong-dan/hinh/ holds the pictures, tests/browser/guide/ the words that are to be seen in them:
when those change, the pictures are stale. `python scripts/bless.py` makes both anew.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import _venv

PICTURES = _venv.ROOT / "docs" / "huong-dan" / "hinh"
WORDS = _venv.ROOT / "tests" / "browser" / "guide"
WIDTH, HEIGHT = 760, 560
COLOURS = 48
PATIENCE_SECONDS = 60
NEWS = "content/news/le-ra-mat.yml"
ARTICLE = """\
status: published
published_at: 07/10/2024 22:39
title: Xã Mẫu 1 ra mắt tổ bảo vệ an ninh, trật tự
summary: Tổ gồm 05 thành viên, trực mỗi tối từ 19 giờ.
category: phat-dong
sample: true
body: |
  Sáng 06/10/2024, xã Mẫu 1 ra mắt tổ bảo vệ an ninh, trật tự ở thôn 1.

  ## Việc đầu tiên

  Tổ đi từng nhà, ghi lại những ngõ còn tối để mắc thêm đèn.
"""
CORRECTION = """\
changes:
  - date: 08/10/2024
    kind: correction
    note: Tổ gồm 05 thành viên; trước đây ghi nhầm 06.
"""
REMOVAL = """\
  - date: 20/10/2024
    kind: removal
    note: Gỡ theo yêu cầu của người được nêu tên.
"""
SCREENS = {
    "xem-thu": (ARTICLE, "Xã Mẫu 1 ra mắt", "main"),
    "dinh-chinh": (ARTICLE + CORRECTION, "trước đây ghi nhầm 06", "main"),
    "bao-loi": (ARTICLE.replace("phat-dong", "phat-don"), "problem-banner", ".problem-banner"),
    "da-go": (
        ARTICLE.replace("published", "withdrawn", 1) + CORRECTION + REMOVAL,
        "Nội dung này đã được gỡ",
        "main",
    ),
}
"""By name of the picture: what the file holds, what the page then says, and the part that counts."""


@dataclass(frozen=True)
class Picture:
    """A picture as PNG, and the words to be read in it."""

    png: bytes
    words: str


def make(config: Path, browser: Any) -> dict[str, Picture]:
    """Return the pictures, of a preview of the small project whose mkdocs.yml is `config`."""
    news = config.parent / NEWS
    made = {}
    news.write_text(ARTICLE, encoding="utf-8")
    with (
        _preview(config) as address,
        browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="vi-VN") as page,
    ):
        for name, (text, says, part) in SCREENS.items():
            # A page that stays open would reload itself while the next one is asked for.
            page.goto("about:blank")
            news.write_text(text, encoding="utf-8")
            _wait_for(f"{address}tin-tuc/le-ra-mat/", says, news)
            page.goto(f"{address}tin-tuc/le-ra-mat/")
            page.evaluate("document.fonts.ready")
            if name == "dinh-chinh":
                page.get_by_text(says).first.evaluate(
                    "node => node.scrollIntoView({block: 'center'})"
                )
            # What stands below an article is other entries' matter.
            words = page.locator(part).first.inner_text().partition("TIN MỚI HƠN")[0]
            clean = "\n".join(line.strip() for line in words.splitlines() if line.strip())
            made[name] = Picture(_small(page.screenshot()), f"{clean}\n")
    return made


def _small(png: bytes) -> bytes:
    """Return a screenshot in few colours: text stays sharp, the file small."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        few = image.convert("RGB").quantize(COLOURS)
        out = io.BytesIO()
        few.save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def _preview(config: Path) -> Iterator[str]:
    """Run `serve.py` on a free port; give the address of the front page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = config.with_name("xem-thu.log")
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, _venv.ROOT / "scripts/serve.py", "--port", str(port), "--config", config],
            stdout=out, stderr=subprocess.STDOUT, cwd=config.parent,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}/mau/"
    finally:
        server.kill()
        server.wait()


def _wait_for(address: str, says: str, saved: Path) -> None:
    """Wait until a page says something; `saved` anew now and then, as a person would."""
    end = time.monotonic() + PATIENCE_SECONDS
    looks = 0
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as answer:
                if says in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        looks += 1
        if looks % 60 == 0:
            saved.touch()
        time.sleep(0.1)
    raise TimeoutError(f"{address}: {says}")


def changes(made: dict[str, Picture]) -> list[str]:
    """Return the names of the pictures whose words or size are not as blessed."""
    return [name for name, picture in made.items() if _stale(name, picture)] + sorted(
        path.stem for path in PICTURES.glob("*.png") if path.stem not in made
    )


def _stale(name: str, picture: Picture) -> bool:
    from PIL import Image

    words, png = WORDS / f"{name}.txt", PICTURES / f"{name}.png"
    if not words.is_file() or not png.is_file():
        return True
    with Image.open(png) as image, Image.open(io.BytesIO(picture.png)) as fresh:
        same_size = image.size == fresh.size
    return not same_size or words.read_text(encoding="utf-8") != picture.words


def accept(made: dict[str, Picture]) -> list[str]:
    """Make these the blessed pictures; return the names of those that changed."""
    changed = changes(made)
    for folder in (PICTURES, WORDS):
        folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        if name in made:
            (PICTURES / f"{name}.png").write_bytes(made[name].png)
            text = made[name].words
            (WORDS / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        else:
            (PICTURES / f"{name}.png").unlink()
            (WORDS / f"{name}.txt").unlink(missing_ok=True)
    return changed


def accept_all(copy_project: Any, browser: Any) -> list[str]:
    """Make and accept all pictures, in a copy of the small project."""
    with tempfile.TemporaryDirectory() as folder:
        return accept(make(copy_project(Path(folder) / "project"), browser))
