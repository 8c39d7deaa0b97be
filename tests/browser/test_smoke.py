"""The demo in a browser, on a phone and on a desk: it works, and asks nobody else for anything."""

from __future__ import annotations

from typing import Any

import pytest

from browser.reader import SIZES, visit

SAMPLE_PAGES = {
    "exemplar": "/guong-dien-hinh/2024-10-thon-4-cuu-nguoi-trong-nuoc-lu/",
    "honour roll": "/khen-thuong/",
    "award": "/khen-thuong/bang-khen-so-ket-dot-1-tinh-minh-hoa-2025/",
    "results": "/phong-trao/tinh-minh-hoa-2024/ket-qua/dot-1/",
    "deeds": "/viec-tot/xa-minh-hoa-1/2024-10/",
    "notice": "/thong-bao/lay-y-kien-tieu-chi-binh-chon-dot-2/",
}
PAGES = {
    "front": "/",
    "news list": "/tin-tuc/",
    "article": "/tin-tuc/cong-an-tra-vinh-phat-dong-phong-trao-thi-dua-dac-biet/",
    "campaign": "/phong-trao/dak-nong-2024/",
    "parent campaign": "/phong-trao/bo-cong-an-2024/",
    "document": "/van-ban/591-kh-ubnd-2024/",
    "event": "/su-kien/ngay-hoi-bao-ve-antq-bac-lieu-2020/",
    "locality": "/dia-phuong/tinh-dak-nong/",
    **SAMPLE_PAGES,
    "month": "/ngay/2024/10/",
    "day": "/ngay/2024/10/07/",
    "feeds": "/rss/",
    "site map": "/so-do-trang/",
    "about": "/gioi-thieu/",
    "not found": "/khong-co-trang-nay/",
}
DAK_NONG = "/phong-trao/dak-nong-2024/"
SIZE_OF_HEADING = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_whole_and_quiet_and_fits_every_screen(
    browser: Any, address: str, path: str
) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go(path)
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{size}: rộng hơn màn hình {wide} điểm ảnh"
            headings = page.locator("h1")
            assert headings.count() == 1
            assert headings.first.is_visible()
            assert headings.first.inner_text().strip()
            assert page.locator("#danh-muc a").count() == 8
        # The browser itself remarks on the status of a page that is not there.
        missing = f"{address}{path}" if path == PAGES["not found"] else None
        assert [said for said, where in seen.wrong if where != missing] == []
        assert seen.foreign() == []
        assert page.context.cookies() == []
        assert page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("path", SAMPLE_PAGES.values(), ids=SAMPLE_PAGES)
def test_a_page_of_sample_data_says_so_once_before_anything_else(
    browser: Any, address: str, path: str
) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go(path)
        notes = page.locator("main .note--sample")
        assert notes.count() == 1
        assert notes.first.is_visible()
        first = page.locator("main :is(table, .prose)").first
        assert notes.first.bounding_box()["y"] < first.bounding_box()["y"]
        assert page.locator("meta[name=robots][content=noindex]").count() == 1


def test_sample_data_adds_nothing_to_the_pages_of_what_is_real(browser: Any, address: str) -> None:
    with visit(browser, address, "desk") as seen:
        for name in ("campaign", "document", "event", "locality"):
            page = seen.go(PAGES[name])
            assert page.locator("main .note--sample").count() == 0, name
            assert "[Minh họa]" not in page.locator("main").inner_text(), name


def test_on_a_phone_a_button_opens_and_closes_the_menu(browser: Any, address: str) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go("/")
        button = page.get_by_role("button", name="Danh mục")
        entry = page.locator("#danh-muc").get_by_role("link", name="Văn bản")
        assert not entry.is_visible()
        assert button.get_attribute("aria-expanded") == "false"
        button.click()
        assert entry.is_visible()
        assert button.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        assert not entry.is_visible()
        button.click()
        entry.click()
        page.wait_for_url("**/van-ban/")
        assert seen.wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_without_javascript_the_menu_leads_on_and_nothing_is_offered_that_needs_it(
    browser: Any, address: str, size: str
) -> None:
    with visit(browser, address, size, java_script_enabled=False) as seen:
        page = seen.go("/")
        assert not page.get_by_role("button", name="Danh mục").is_visible()
        assert page.locator(".js-only:visible").count() == 0
        entry = page.locator("#danh-muc").get_by_role("link", name="Phong trào thi đua")
        assert entry.is_visible()
        entry.click()
        page.wait_for_url("**/phong-trao/")
        assert page.locator("h1").inner_text() == "Phong trào thi đua"


@pytest.mark.parametrize("size", SIZES)
def test_the_first_key_reaches_a_link_that_skips_to_the_content(
    browser: Any, address: str, size: str
) -> None:
    with visit(browser, address, size) as seen:
        page = seen.go("/tin-tuc/")
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.inner_text() == "Đến nội dung chính"
        box = link.bounding_box()
        assert box and box["y"] >= 0 and box["width"] > 50
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "noi-dung"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


# Code, operator, and the level as the plan prints it, of the 11 targets of the plan 591/KH-UBND.
TARGETS = [
    ("4.1-1", "unspecified", ["80%"]),
    ("4.1-2", "equal", ["100%"]),
    ("4.2-1", "at_least", ["ít nhất 01 mô hình"]),
    ("4.3-1", "equal", ["100%"]),
    ("4.4-1", "none", ["không để xảy ra"]),
    ("4.4-2", "more_than", ["trên 90%"]),
    ("4.4-3", "none", ["không để xảy ra"]),
    ("4.5-1", "none", ["không để xảy ra"]),
    ("4.6-1", "equal", ["100%"]),
    ("4.6-2", "none", ["không để xảy ra"]),
    ("4.7-1", "any_of", ["ít nhất 01 việc tốt", "ít nhất 01 cá nhân"]),
]


@pytest.mark.parametrize("size", SIZES)
def test_the_eleven_targets_of_dak_nong_stand_with_their_exact_meaning(
    browser: Any, address: str, size: str
) -> None:
    with visit(browser, address, size) as seen:
        page = seen.go("/")
        page.locator(f"main a[href$='{DAK_NONG.strip('/')}/']").first.click()
        page.wait_for_url(f"**{DAK_NONG}")
        targets = page.locator("[data-target]")
        assert targets.count() == 11
        for number, (code, operator, levels) in enumerate(TARGETS):
            target = targets.nth(number)
            assert target.get_attribute("data-target") == code
            assert target.get_attribute("data-operator") == operator
            text = " ".join(target.inner_text().split())
            assert "Chưa có số liệu" in text, code
            for level in levels:
                assert level.casefold() in text.casefold(), code
            assert not set("≥≤<>=") & set(text), code
            assert target.is_visible()
        either = " ".join(targets.nth(10).inner_text().split()).casefold()
        assert "hoặc" in either
        assert "mỗi tháng" in either
        eighty = " ".join(targets.nth(0).inner_text().split()).casefold()
        for invented in ("ít nhất", "trên 80", "tối thiểu", "trở lên"):
            assert invented not in eighty


def test_a_document_ends_with_recipients_and_the_signature_block(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "desk") as seen:
        page = seen.go("/van-ban/591-kh-ubnd-2024/")
        block = page.locator(".signature")
        lines = [" ".join(line.split()) for line in block.inner_text().splitlines()]
        said = [line.casefold() for line in lines if line]
        assert said == ["kt. chủ tịch", "phó chủ tịch", "lê văn chiến"]
        assert "Lưu: VT, NC (Ln)." in page.locator(".recipients").inner_text()
        assert "không thay thế bản chính" in page.locator("main").inner_text()
        assert "Đăk Nông, ngày 16 tháng 9 năm 2024" in page.locator("main").inner_text()


def test_a_reader_keeps_colours_and_text_size_without_a_cookie(browser: Any, address: str) -> None:
    with visit(browser, address, "desk") as seen:
        page = seen.go("/tin-tuc/")
        before = page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
        )
        page.locator("[data-action=text-larger]").first.click()
        page.locator("[data-palette=dark]").first.click()
        page.goto(f"{address}/van-ban/")
        assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"
        page.goto(f"{address}/tin-tuc/")
        after = page.evaluate(SIZE_OF_HEADING)
        assert after > before
        assert page.context.cookies() == []
        assert seen.wrong == []
