"""Galleries, players and pictures in several sizes in a browser, by mouse, key and finger."""

from __future__ import annotations

from typing import Any

import pytest

from browser.reader import visit

pytestmark = pytest.mark.browser

GALLERY = "/guong-dien-hinh/2025-04-to-thon-5-bien-bai-rac-thanh-vuon-cay/"
SOUND = "/tin-tuc/xa-minh-hoa-2-dung-lai-cau-tam-sau-lu/"
SWIPE = """(box, way) => {
  const touch = (x) => new Touch({identifier: 1, target: box, clientX: x, clientY: 200});
  const from = way < 0 ? 300 : 60, to = from + way * 200;
  box.dispatchEvent(new TouchEvent('touchstart', {touches: [touch(from)], changedTouches: [touch(from)]}));
  box.dispatchEvent(new TouchEvent('touchend', {touches: [], changedTouches: [touch(to)]}));
}"""


def test_pictures_are_looked_at_one_after_another_by_keys_alone(browser: Any, address: str) -> None:
    with visit(browser, address, "desk") as seen:
        page = seen.go(GALLERY)
        links = page.locator("a.enlarge")
        assert links.count() == 4
        links.nth(1).focus()
        page.keyboard.press("Enter")
        box = page.get_by_role("dialog", name="Xem ảnh lớn")
        assert box.is_visible()
        where = box.locator("b")
        said = []
        for key in ("", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home", "ArrowRight"):
            if key:
                page.keyboard.press(key)
            said.append(where.inner_text())
            assert box.locator("img").get_attribute("alt").strip()
        assert said == [f"Ảnh {number}/4" for number in (2, 3, 4, 1, 4, 1, 2)]
        words = " ".join(box.locator(".lightbox-words").inner_text().split())
        assert words == "Ảnh 2/4 Tranh minh họa: bãi đất đầu dốc trước khi dọn. Ban Biên tập"
        assert box.locator(".lightbox-words").get_attribute("aria-live") == "polite"
        page.keyboard.press("Escape")
        assert not box.is_visible()
        assert links.nth(1).evaluate("link => link === document.activeElement")
        assert seen.wrong == [] and seen.foreign() == []


def test_pictures_are_turned_by_buttons_with_words_and_by_swiping(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "phone", has_touch=True) as seen:
        page = seen.go(GALLERY)
        page.locator("a.enlarge").first.tap()
        box = page.locator("dialog.lightbox")
        for name in ("Đóng", "Ảnh trước", "Ảnh sau"):
            size = box.get_by_role("button", name=name).bounding_box()
            assert size and min(size["width"], size["height"]) >= 44
        box.get_by_role("button", name="Ảnh sau").tap()
        assert box.locator("b").inner_text() == "Ảnh 2/4"
        for way, wanted in ((-1, "Ảnh 3/4"), (1, "Ảnh 2/4"), (0.1, "Ảnh 2/4")):
            box.evaluate(f"box => ({SWIPE})(box, {way})")
            assert box.locator("b").inner_text() == wanted
        box.get_by_role("button", name="Đóng").tap()
        assert not box.is_visible()


def test_without_javascript_each_picture_leads_to_its_large_file(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "phone", java_script_enabled=False) as seen:
        page = seen.go(GALLERY)
        links = page.locator("a.enlarge")
        names = [links.nth(number).inner_text() for number in range(links.count())]
        assert all("Xem ảnh lớn" in name for name in names)
        links.nth(2).click()
        page.wait_for_url("**/anh/*-1200.webp")
        assert seen.foreign() == []


@pytest.mark.parametrize(("size", "widest"), [("phone", 640), ("desk", 960)])
def test_a_screen_fetches_no_larger_pictures_than_it_needs(
    browser: Any, address: str, size: str, widest: int
) -> None:
    with visit(browser, address, size) as seen:
        for path in ("/", GALLERY, SOUND, "/guong-dien-hinh/"):
            page = seen.go(path)
            page.evaluate("document.querySelectorAll('img').forEach(i => { i.loading = 'eager' })")
            page.wait_for_load_state("networkidle")
            shown = page.evaluate(
                "[...document.querySelectorAll('main img')].map(i => [i.currentSrc,"
                " i.getBoundingClientRect().width, i.naturalWidth])"
            )
            assert shown
            for source, _, natural in shown:
                assert natural > 0 and source.endswith(".webp"), source
                assert int(source.rpartition("-")[2].removesuffix(".webp")) <= widest, source


def test_only_the_lead_picture_of_a_page_is_fetched_first(browser: Any, address: str) -> None:
    with visit(browser, address, "desk") as seen:
        for path, first in (
            ("/", 1),
            (GALLERY, 1),
            (SOUND, 1),
            ("/tin-tuc/", 1),
            ("/guong-dien-hinh/", 0),
        ):
            page = seen.go(path)
            assert page.locator("main img[fetchpriority=high]").count() == first, path
            assert page.locator("main img:not([loading=lazy])").count() == first, path
            assert page.locator("main img:not([width]), main img:not([height])").count() == 0


def test_nothing_of_a_recording_is_fetched_before_it_is_played(browser: Any, address: str) -> None:
    with visit(browser, address, "phone") as seen:
        for path, player in ((GALLERY, "video"), (SOUND, "audio")):
            seen.asked.clear()
            page = seen.go(path)
            page.wait_for_load_state("networkidle")
            assert not [url for url in seen.asked if url.endswith((".webm", ".mp3"))]
            page.locator(player).evaluate("player => { player.muted = true; return player.play() }")
            page.wait_for_function(f"document.querySelector('{player}').currentTime > 0.2")
            assert page.locator(f"{player}[controls][aria-labelledby]").count() == 1
            page.get_by_text("Bản chép lời").first.click()
            assert page.locator("details.transcript .prose").first.is_visible()
        assert seen.foreign() == []
