"""A preview that was handed over: unpacked, opened from a folder, read without any server."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bulletin.offline import START, without_server, zipped


@pytest.fixture(scope="module")
def unpacked(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as whoever approves it has it: unpacked from its ZIP."""
    work = tmp_path_factory.mktemp("zip")
    shutil.copytree(small_site, work / "dung")
    without_server(work / "dung")
    zipped(work / "dung", work / "xem-truoc.zip", "xem-truoc")
    with zipfile.ZipFile(work / "xem-truoc.zip") as archive:
        archive.extractall(work / "giai-nen")
    return work / "giai-nen"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("requestfailed", lambda request: page.faults.append(request.url))
    yield page
    page.close()


def test_its_first_page_leads_to_the_front_page_and_on_by_its_links(
    page: Any, unpacked: Path
) -> None:
    page.goto((unpacked / START).as_uri())
    page.wait_for_url("**/xem-truoc/index.html")
    page.locator("#danh-muc").get_by_role("link", name="Tin tức").click()
    page.wait_for_url("**/tin-tuc/index.html")
    page.locator("main .card h2 a, main .card h3 a").first.click()
    page.wait_for_url("**/tin-tuc/*/index.html")
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"')")
    assert page.faults == []


def test_search_says_that_it_needs_a_server(page: Any, unpacked: Path) -> None:
    page.goto((unpacked / "xem-truoc" / "index.html").as_uri())
    page.locator("#hop-tim input").fill("thi dua")
    page.locator("#hop-tim input").press("Enter")
    page.wait_for_url("**/tim-kiem/index.html?*")
    words = "Bản xem trước mở từ thư mục không có tìm kiếm: xin dùng các danh sách dưới đây."
    page.get_by_text(words).wait_for()
