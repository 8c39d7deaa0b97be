"""Take the pictures of the staff guide anew: `python scripts/guide.py`.

Opens the web editor and a preview of the demo in chromium, as an editor would, and stores what is
seen in docs/huong-dan/anh/. Look at them before committing.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("dev")

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import _browsing
import admin
from _node import NoNode
from audit_parts.editing import desk
from audit_parts.editor import served_editor
from build import Site
from bulletin.model import Audience

HOME = _venv.ROOT / "docs" / "huong-dan" / "anh"
SIZE = {"width": 1000, "height": 680}
COLOURS = 96
"""So many tell a form from its frame; the file stays small."""
DRAFT = "content/news/xa-minh-hoa-2-dung-lai-cau-tam-sau-lu.yml"


def keep(page: Any, name: str) -> None:
    """Store what a page shows now."""
    from PIL import Image

    taken = Image.open(io.BytesIO(page.screenshot()))
    HOME.mkdir(parents=True, exist_ok=True)
    taken.convert("RGB").quantize(COLOURS).save(HOME / f"{name}.png", optimize=True)
    print(f"docs/huong-dan/anh/{name}.png")


def editor_pictures(browser: Any) -> None:
    """Picture the web editor: its first page, a list, a form, the side bar with the file name."""
    with tempfile.TemporaryDirectory() as folder, served_editor() as address:
        page = browser.new_page(viewport=SIZE)
        page.goto(f"{address}/admin/")
        page.get_by_role("button", name="Mở thư mục bản tin").wait_for()
        keep(page, "soan-mo")
        page.close()
        with desk(browser, address, _venv.ROOT, Path(folder), SIZE["width"], SIZE["height"]) as one:
            keep(one.page, "soan-danh-sach")
            one.page.goto(f"{address}/admin/#/collections/news/new")
            one.field("title").locator("input").fill("Xã Minh Họa 1 trồng hàng cây đầu tiên")
            one.page.get_by_role("radio", name="Tên tệp").click()
            keep(one.page, "soan-bieu-mau")
            one.page.goto(f"{address}/admin/#/collections/news/entries/{Path(DRAFT).stem}")
            one.field("body").get_by_role("button", name="In đậm").wait_for()
            for _ in range(3):  # what comes into sight on the way moves it on
                one.field("body").evaluate("field => field.scrollIntoView()")
                one.page.wait_for_timeout(500)
            keep(one.page, "soan-noi-dung")


@contextmanager
def preview_of_a_draft() -> Iterator[str]:
    """Serve a preview of the demo in which one news item is still a draft."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "du-an"
        for name in ("content", "docs", "hooks"):
            shutil.copytree(_venv.ROOT / name, project / name)
        shutil.copyfile(_venv.ROOT / "mkdocs.yml", project / "mkdocs.yml")
        text = (project / DRAFT).read_text(encoding="utf-8")
        (project / DRAFT).write_text(
            text.replace("status: published", "status: review", 1), encoding="utf-8"
        )
        site = Path(folder) / "trang"
        Site(project / "mkdocs.yml", Audience.EDITORS).build(site)
        with _browsing.served(site) as address:
            yield address


def preview_pictures(browser: Any) -> None:
    """Picture a preview: the page of a draft, and the list that it stands in."""
    with preview_of_a_draft() as address:
        page = browser.new_page(viewport=SIZE)
        page.goto(f"{address}/tin-tuc/{Path(DRAFT).stem}/")
        keep(page, "xem-truoc-bai")
        page.goto(f"{address}/tin-tuc/")
        page.get_by_text("[Chưa đăng]").first.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        keep(page, "xem-truoc-danh-sach")
        page.close()


def main(arguments: list[str] | None = None) -> int:
    """Take all pictures; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Chụp lại ảnh của hướng dẫn từ màn hình thật (cần chromium, node).",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.parse_args(arguments)
    if _browsing.chromium() is None:
        _venv.say(_browsing.LACK)
        return 1
    try:
        admin.prepare()
    except NoNode as error:
        _venv.say(str(error))
        return 1
    with _browsing.opened() as browser:
        editor_pictures(browser)
        preview_pictures(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
