"""A page of every kind: small screens, large text, no JavaScript, no harm, no barrier."""

from __future__ import annotations

from typing import Any

import pytest

from browser.reader import KINDS, too_wide, visit

every_kind = pytest.mark.parametrize("kind", KINDS)
BARRIERS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NARROW = {"width": 320, "height": 640}
TWICE = "document.documentElement.style.fontSize = '250%'"
"""The text at twice its size: it is at 125 % of the browser's own to begin with."""
NEEDS_JAVASCRIPT = {"search"}
ALONE = {"national"}
"""A page without a menu: it belongs to no site."""
WORDS = """() => {
  // What only one of the two shows: a tool, or word that it is lacking.
  for (const left of document.querySelectorAll('main .js-only, main .no-js-only, main script')) left.remove();
  return document.querySelector('main').innerText;
}"""


def path_of(kind: str, kinds: dict[str, str]) -> str:
    assert kind in kinds, f"không trang nào của bản minh họa hay trang nhỏ dùng {kind}.html"
    return kinds[kind]


def words_of(page: Any) -> list[str]:
    return page.evaluate(WORDS).split()


@every_kind
def test_it_fits_a_screen_of_320_pixels_and_bears_text_of_twice_the_size(
    browser: Any, address: str, kinds: dict[str, str], kind: str
) -> None:
    with visit(browser, address, viewport=NARROW) as seen:
        page = seen.go(path_of(kind, kinds))
        assert too_wide(page) == 0
        page.set_viewport_size({"width": 640, "height": 800})
        page.evaluate(TWICE)
        assert too_wide(page) == 0
        assert page.locator("h1").is_visible() or kind == "front"


@every_kind
def test_it_says_the_same_without_javascript(
    browser: Any, address: str, kinds: dict[str, str], kind: str
) -> None:
    with visit(browser, address) as seen:
        with_it = words_of(seen.go(path_of(kind, kinds)))
    with visit(browser, address, java_script_enabled=False) as seen:
        page = seen.go(path_of(kind, kinds))
        assert page.locator(".js-only:visible").count() == 0
        if kind not in NEEDS_JAVASCRIPT:
            assert words_of(page) == with_it
        assert kind in ALONE or page.locator("#danh-muc a").first.is_visible()


@every_kind
def test_it_is_quiet_keeps_nothing_and_has_no_barrier(
    browser: Any, address: str, kinds: dict[str, str], kind: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with visit(browser, address, "phone") as seen:
        page = seen.go(path_of(kind, kinds))
        assert [said for said, _ in seen.wrong] == []
        assert seen.foreign() == []
        assert page.context.cookies() == []
        assert page.evaluate("Object.keys(localStorage).length + sessionStorage.length") == 0
        found = Axe().run(page, options={"runOnly": list(BARRIERS), "resultTypes": ["violations"]})
        assert [
            f"{barrier['id']}: {node['html']}"
            for barrier in found.response["violations"]
            for node in barrier["nodes"]
        ] == []
