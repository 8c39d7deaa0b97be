"""Pictures of real screens for the staff guide, made by doing what the guide tells: in a preview and,
where there is node, in the web editor.

docs/huong-dan/hinh/ holds the pictures, tests/browser/guide/ the words that are to be seen in them:
when those change, the pictures are stale. `python scripts/bless.py` makes both anew.
"""

from __future__ import annotations

import io
import os
import re
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
import admin
from _node import NoNode
from audit_parts.editing import desk
from audit_parts.editor import served_editor

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
ADDRESS, LIST = "tin-tuc/le-ra-mat/", "tin-tuc/"
REVIEW = ARTICLE.replace("published", "review", 1)
SCREENS = {
    "xem-thu": (ARTICLE, ADDRESS, "Xã Mẫu 1 ra mắt", "main"),
    "dinh-chinh": (ARTICLE + CORRECTION, ADDRESS, "trước đây ghi nhầm 06", "main"),
    "bao-loi": (ARTICLE.replace("phat-dong", "phat-don"), ADDRESS, "problem-banner", ".problem-banner"),
    "da-go": (
        ARTICLE.replace("published", "withdrawn", 1) + CORRECTION + REMOVAL,
        ADDRESS,
        "Nội dung này đã được gỡ",
        "main",
    ),
    "xem-truoc-bai": (REVIEW, ADDRESS, "Bản xem trước – chưa đăng", "main"),
    "xem-truoc-danh-sach": (REVIEW, LIST, "[Chưa đăng]", "main"),
}  # fmt: skip
"""By name of the picture: what the file holds, where to look, what the page then says, and the part
of it that counts."""
SHOWN_IN_THE_MIDDLE = {"dinh-chinh": "trước đây ghi nhầm 06", "xem-truoc-danh-sach": "[Chưa đăng]"}
TITLES = {
    "ban-nhap.yml": "Tổ thôn 1 họp rút kinh nghiệm",
    "hen-gio.yml": "Xã Mẫu 1 chuẩn bị ngày hội",
}
"""Of other entries in the list: their own titles speak to testers."""
EDITED = ("soan-mo", "soan-danh-sach", "soan-bieu-mau", "soan-noi-dung")
"""The pictures of the web editor."""
EDITOR_SIZE = (1000, 680)
LONG_NEWS = "content/news/xa-minh-hoa-2-dung-lai-cau-tam-sau-lu.yml"


@dataclass(frozen=True)
class Picture:
    """A picture as PNG, and the words to be read in it."""

    png: bytes
    words: str


def previewed(config: Path, browser: Any) -> dict[str, Picture]:
    """Return the pictures of a preview of the small project whose mkdocs.yml is `config`."""
    news = config.parent / NEWS
    made = {}
    for name, title in TITLES.items():
        path = news.with_name(name)
        text = re.sub(r"(?m)^title: .*$", f"title: {title}", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
    news.write_text(ARTICLE, encoding="utf-8")
    with (
        _preview(config) as address,
        browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="vi-VN") as page,
    ):
        # A page that reloads itself would be gone while it is looked at.
        page.route("**/livereload/**", lambda route: route.abort())
        for name, (text, at, says, part) in SCREENS.items():
            news.write_text(text, encoding="utf-8")
            _wait_for(f"{address}{at}", says, news)
            page.goto(f"{address}{at}")
            page.evaluate("document.fonts.ready")
            if name in SHOWN_IN_THE_MIDDLE:
                page.get_by_text(SHOWN_IN_THE_MIDDLE[name]).first.evaluate(
                    "node => node.scrollIntoView({block: 'center'})"
                )
            # What stands below an article is other entries' matter.
            words = page.locator(part).first.inner_text().partition("TIN MỚI HƠN")[0]
            made[name] = Picture(_small(page.screenshot()), _clean(words))
    return made


def edited(browser: Any) -> dict[str, Picture]:
    """Return the pictures of the web editor: its first page, a list, a form, a text.

    Raises `NoNode` where the editor cannot be brought here.
    """
    admin.prepare()
    made = {}
    width, height = EDITOR_SIZE
    with tempfile.TemporaryDirectory() as folder, served_editor() as address:
        with browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN") as page:
            page.goto(f"{address}/admin/")
            page.get_by_role("button", name="Mở thư mục bản tin").wait_for()
            made["soan-mo"] = _of_editor(page)
        with desk(browser, address, _venv.ROOT, Path(folder), width, height) as one:
            made["soan-danh-sach"] = _of_editor(one.page)
            one.page.goto(f"{address}/admin/#/collections/news/new")
            one.field("title").locator("input").fill("Xã Minh Họa 1 trồng hàng cây đầu tiên")
            one.page.get_by_role("radio", name="Tên tệp").click()
            made["soan-bieu-mau"] = _of_editor(one.page)
            one.page.goto(f"{address}/admin/#/collections/news/entries/{Path(LONG_NEWS).stem}")
            one.field("body").get_by_role("button", name="In đậm").wait_for()
            for _ in range(3):  # what comes into sight on the way moves it on
                one.field("body").evaluate("field => field.scrollIntoView()")
                one.page.wait_for_timeout(500)
            made["soan-noi-dung"] = _of_editor(one.page, "[data-key-path=body]")
    return made


def _of_editor(page: Any, part: str = "body") -> Picture:
    """Return what the editor shows; names of its icons and its maker's are no words of ours."""
    page.evaluate("document.fonts.ready")
    words = page.locator(part).first.inner_text().splitlines()
    ours = (line for line in words if not re.search(r"^\s*[a-z_]+\s*$|Sveltia", line))
    return Picture(_small(page.screenshot()), _clean("\n".join(ours)))


def _clean(words: str) -> str:
    kept = "\n".join(line.strip() for line in words.splitlines() if line.strip())
    return f"{kept}\n"


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
    """Return the names of the pictures whose words or size are not as blessed, and of those that no
    screen stands behind.
    """
    kept = {path.stem for path in PICTURES.glob("*.png")}
    return [name for name, picture in made.items() if _stale(name, picture)] + sorted(
        kept - {*made, *SCREENS, *EDITED}
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
    """Make and accept all pictures; without node those of the web editor stay as they are."""
    with tempfile.TemporaryDirectory() as folder:
        made = previewed(copy_project(Path(folder) / "project"), browser)
    try:
        made |= edited(browser)
    except NoNode as error:
        _venv.say(f"Chưa chụp lại trình soạn thảo: {error}")
    return accept(made)
