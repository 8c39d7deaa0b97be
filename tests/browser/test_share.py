"""Sharing: the system's own sheet where there is one, else a menu that works without scripts."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest

from browser.reader import SIZES, visit

pytestmark = pytest.mark.browser

ARTICLE = "/tin-tuc/cong-an-tra-vinh-phat-dong-phong-trao-thi-dua-dac-biet/"
ADDRESS = f"https://thidua.minhhoa.example{ARTICLE}"


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts_the_menu_opens_and_leads_by_plain_links(
    browser: Any, address: str, size: str
) -> None:
    with visit(browser, address, size, java_script_enabled=False) as seen:
        page = seen.go(ARTICLE)
        mail = page.get_by_role("link", name="Gửi qua thư điện tử")
        assert not mail.is_visible()
        page.locator("summary", has_text="Chia sẻ").click()
        assert mail.is_visible()
        told = unquote(mail.get_attribute("href"))
        assert told.startswith("mailto:?subject=Công an Trà Vinh phát động")
        assert told.endswith(f"\r\n{ADDRESS}")
        facebook = page.get_by_role("link", name="Đăng lên Facebook").get_attribute("href")
        assert unquote(facebook).endswith(f"sharer.php?u={ADDRESS}")
        assert page.get_by_text("Chép liên kết").is_hidden()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SIZES[size]["width"]
        assert seen.foreign() == []


def test_the_link_is_copied_and_said_and_the_menu_closes(browser: Any, address: str) -> None:
    with visit(browser, address, "desk", permissions=["clipboard-read", "clipboard-write"]) as seen:
        page = seen.go(ARTICLE)
        page.evaluate("Object.defineProperty(navigator, 'share', { value: undefined })")
        share = page.locator("summary", has_text="Chia sẻ")
        share.click()
        page.get_by_role("button", name="Chép liên kết").click()
        assert page.evaluate("navigator.clipboard.readText()") == ADDRESS
        assert page.locator(".live").inner_text() == "Đã chép liên kết"
        assert page.locator("details.share[open]").count() == 0
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        for close in (lambda: page.keyboard.press("Escape"), lambda: page.locator("h1").click()):
            share.click()
            assert page.locator("details.share[open]").count() == 1
            close()
            assert page.locator("details.share[open]").count() == 0
        assert seen.wrong == []


def test_the_system_sheet_comes_first_and_the_menu_where_it_fails(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go(ARTICLE)
        page.evaluate("() => { navigator.share = async (what) => { window.shared = what; }; }")
        page.locator("summary", has_text="Chia sẻ").click()
        assert page.evaluate("window.shared.url") == ADDRESS
        assert page.locator("details.share[open]").count() == 0
        page.evaluate("() => { navigator.share = async () => { throw new TypeError(); }; }")
        page.locator("summary", has_text="Chia sẻ").click()
        page.wait_for_selector("details.share[open]")
        assert seen.wrong == []


def test_high_contrast_is_a_switch_among_the_tools(browser: Any, address: str) -> None:
    with visit(browser, address, "desk") as seen:
        page = seen.go(ARTICLE)
        switch = page.locator("[data-action=contrast]")
        for wanted in ("true", "false"):
            switch.click()
            assert switch.get_attribute("aria-pressed") == wanted
            high = page.evaluate("document.documentElement.dataset.contrast === 'high'")
            assert high is (wanted == "true")
