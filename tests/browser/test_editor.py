"""The web editor in a real browser: one entry written in its form is found on the built site.

All kinds are written in `make audit`; here one shows that the editor works at all.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import _browsing
import admin
from _node import NoNode
from audit_parts import editor
from audit_parts.editing import desk
from audit_parts.editor_entries import OUT, PHOTOS
from build import Site
from bulletin.editor.app import published_editor
from bulletin.settings import Editor, GitHost, read_settings
from conftest import ROOT
from demo import copy_demo

SLUG = "tin-cua-bai-kiem-thu"
VALUES = {
    **OUT,
    "title": "Tin của bài kiểm thử",
    "summary": "Viết trong biểu mẫu, thấy trên trang.",
    "category": "Tổng hợp",
    "body": "Sáng nay, **bảy thôn** cùng ra hồ.",
    "pictures": [
        {"file": PHOTOS[0], "alt": "Bà con trồng cây bên hồ", "caption": "Tranh.", "drawn": True}
    ],
    "localities": ["xã Minh Họa 3"],
}


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    """Without node the test is skipped; on CI it fails."""
    try:
        admin.prepare()
    except NoNode as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        warnings.warn(f"{error}: chưa thử trình soạn thảo", stacklevel=1)
        pytest.skip(str(error))


def test_an_entry_written_in_the_form_is_found_on_the_site(browser: Any, tmp_path: Path) -> None:
    config = copy_demo(tmp_path / "du-an")
    files = editor.made_files(tmp_path / "tep")
    with (
        editor.served_editor() as address,
        desk(browser, address, config.parent, files) as opened,
    ):
        before = opened.written()
        opened.create("news", VALUES, SLUG)
        written, foreign, faults = opened.written(), opened.foreign, opened.faults
    assert (foreign, faults) == ([], [])
    new = {path: data for path, data in written.items() if before.get(path) != data}
    (picture,) = (path for path in new if path.startswith("content/media/"))
    assert set(new) == {f"content/news/{SLUG}.yml", picture}
    for path, data in new.items():
        (config.parent / path).write_bytes(data)

    Site(config).build(tmp_path / "trang")
    page = (tmp_path / f"trang/tin-tuc/{SLUG}/index.html").read_text("utf-8")
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))
    assert "Viết trong biểu mẫu, thấy trên trang." in words
    assert "bảy thôn cùng ra hồ" in words
    assert 'alt="Bà con trồng cây bên hồ"' in page


HOST = "https://git.minhhoa.example"
HOSTS = {
    "gitea, token": Editor(host=GitHost.GITEA, repository="thi-dua/ban-tin", address=HOST),
    "gitlab, account": Editor(
        host=GitHost.GITLAB, repository="thi-dua/ban-tin", address=HOST, app_id="1a2b3c"
    ),
    "github, token": Editor(host=GitHost.GITHUB, repository="thi-dua/ban-tin"),
}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("host", HOSTS)
def test_before_a_git_host_is_reached_its_login_page_asks_nobody_and_says_so_plainly(
    browser: Any, tmp_path: Path, host: str, width: int
) -> None:
    settings = read_settings(ROOT / "mkdocs.yml").model_copy(update={"editor": HOSTS[host]})
    for name, data in published_editor(settings, settings.moment(), admin.HOME).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.read_bytes())
    asked: list[str] = []
    with (
        _browsing.served(tmp_path) as address,
        browser.new_page(viewport={"width": width, "height": 800}, locale="vi-VN") as page,
    ):
        page.route(lambda url: not url.startswith((address, "blob:", "data:")), _unreachable(asked))
        page.goto(f"{address}/admin/")
        page.get_by_role("button", name="Đăng nhập bằng mã truy cập").wait_for()
        by_account = page.get_by_role("button", name=re.compile("Đăng nhập bằng .*GitLab"))
        assert by_account.count() == (1 if "account" in host else 0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert asked == []

        page.get_by_role("button", name="Đăng nhập bằng mã truy cập").click()
        page.locator("dialog input:visible, [role=dialog] input:visible").first.fill(
            "ma-thu-nghiem"
        )
        page.keyboard.press("Enter")
        page.get_by_text(
            re.compile("Không kết nối được tới (git.minhhoa.example|api.github.com)")
        ).wait_for()
    assert {urlsplit(url).hostname for url in asked} <= {"git.minhhoa.example", "api.github.com"}


def _unreachable(asked: list[str]) -> Callable[[Any], None]:
    """Answer every request as a network without a way out does; keep its address."""

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.abort("internetdisconnected")

    return answer
