"""What citizens come for, done as they do it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from browser.reader import SIZES, too_wide, visit

DAK_NONG = "/phong-trao/dak-nong-2024/"
PARENT = "/phong-trao/bo-cong-an-2024/"
PLAN = "/van-ban/591-kh-ubnd-2024/"
NAME_OF_TABLE = """table => {
  const by = document.getElementById(table.getAttribute("aria-labelledby"));
  return (table.caption ?? by).textContent.trim();
}"""
PALETTES = {"light": "Sáng", "dark": "Tối", "high": "Tương phản cao"}


def words(locator: Any) -> str:
    """Return what a reader reads there, on one line."""
    return " ".join(locator.inner_text().split())


@pytest.mark.parametrize("size", SIZES)
def test_from_the_front_page_to_a_target_of_a_campaign(
    browser: Any, address: str, size: str
) -> None:
    with visit(browser, address, size) as seen:
        page = seen.go("/")
        page.locator(f"main a[href='.{DAK_NONG}']").first.click()
        page.wait_for_url(f"**{DAK_NONG}")
        page.get_by_role("link", name="Nội dung, chỉ tiêu").click()
        assert page.url.endswith("#chi-tieu")
        assert page.locator("#chi-tieu").is_visible()
        target = page.locator("[data-target='4.4-2']")
        target.scroll_into_view_if_needed()
        assert "trên 90%" in words(target)
        page.goto(page.url.partition("#")[0] + f"#{target.get_attribute('id')}")
        assert target.bounding_box()["y"] < SIZES[size]["height"]
        assert seen.wrong == []


def test_j1_what_is_asked_of_my_village(browser: Any, address: str) -> None:
    with visit(browser, address) as seen:
        page = seen.go(DAK_NONG)
        main = words(page.locator("main"))
        for said in (
            "591/KH-UBND",
            "thi đua bảo vệ an ninh, trật tự",
            "19/8/2024 – 03/02/2025",
            "04/02/2025 – 19/8/2025",
        ):
            assert said in main, said
        assert page.locator("[data-target]").count() == 11
        assert page.locator(".content-list > li").count() == 7
        assert "hoặc" in words(page.locator("[data-target='4.7-1']"))
        page.locator(f"main a[href*='{PLAN.strip('/')}']").first.click()
        page.wait_for_url(f"**{PLAN}")


def test_j2_provinces_side_by_side_as_each_printed_it(browser: Any, address: str) -> None:
    with visit(browser, address) as seen:
        page = seen.go(PARENT)
        table = page.locator("table.data--compare").first
        heads = [words(head) for head in table.get_by_role("columnheader").all()]
        column = {head: place for place, head in enumerate(heads)}
        cells = {
            words(row.locator("th")): [words(cell) for cell in row.locator("th, td").all()]
            for row in table.locator("tbody tr").all()
        }

        def cell(row: str, place: str) -> str:
            return cells[row][next(n for head, n in column.items() if place in head)]

        assert cell("Thời gian", "Nghệ An").startswith("18/9/2024")
        assert cell("Thời gian", "Đăk Nông").startswith("19/8/2024")
        # The source of Trà Vinh names no dates of its phases, so nobody makes any up.
        assert not re.search(r"\d/\d", cell("Các đợt", "Trà Vinh"))
        assert "Nguồn không nêu" in cell("Các đợt", "Trà Vinh")
        assert "bảo vệ" in cell("Chủ đề (nguyên văn)", "Đăk Nông")
        assert "Nội dung 1" in words(page.locator("table.data--compare").nth(1))


def test_j3_an_official_act_on_a_phone(browser: Any, address: str) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go(PLAN)
        assert too_wide(page) == 0
        for number in ("i", "ii", "iii"):
            heading = page.locator(f"section#muc-{number} > h2")
            assert words(heading).startswith(f"{number.upper()}.")
        for number in range(1, 8):
            page.goto(f"{address}{PLAN}#muc-ii-4-4-{number}")
            clause = page.locator(":target")
            assert words(clause).startswith(f"4.{number}.")
            assert clause.bounding_box()["y"] < SIZES["phone"]["height"]
        signed = page.locator(".signature")
        assert re.sub(r"\s+", " ", signed.inner_text()).strip().casefold() == (
            "kt. chủ tịch phó chủ tịch lê văn chiến"
        )
        assert "khắc nhiệt" in words(page.locator("main"))
        assert too_wide(page) == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["với mã", "không mã"])
def test_j5_who_was_honoured_in_the_order_of_law(
    browser: Any, address: str, javascript: bool
) -> None:
    with visit(browser, address, java_script_enabled=javascript) as seen:
        page = seen.go("/bang-vang/")
        page.wait_for_url("**/khen-thuong/")
        titles = [table.evaluate(NAME_OF_TABLE) for table in page.locator("main table").all()]
        order = ["Bằng khen", "Giấy khen", "Thư khen"]
        assert [next(form for form in order if title.startswith(form)) for title in titles] == order
        first = page.locator("main table").first
        assert first.get_by_role("rowheader").first.is_visible()
        assert re.search(r"\d+/QĐ-", words(first))
        first.locator("a[href*='khen-thuong/']").first.click()
        page.wait_for_url("**/khen-thuong/*/")
        assert page.get_by_role("table").first.is_visible()


def test_j6_a_province_that_has_merged_says_where_it_went(browser: Any, address: str) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go("/dia-phuong/tinh-dak-nong/")
        banner = page.locator(".note--history")
        assert "nay thuộc tỉnh Lâm Đồng (từ ngày 01/7/2025" in words(banner)
        assert banner.bounding_box()["y"] < SIZES["phone"]["height"]
        campaign = page.locator(f"main a[href*='{DAK_NONG.strip('/')}/']")
        assert campaign.count() == 1
        banner.get_by_role("link", name="tỉnh Lâm Đồng").click()
        page.wait_for_url("**/dia-phuong/tinh-lam-dong/")
        assert page.locator(f"main a[href*='{DAK_NONG.strip('/')}/']").count() == 1


def test_j7_what_happened_on_a_day_found_by_keyboard(browser: Any, address: str) -> None:
    with visit(browser, address) as seen:
        page = seen.go("/ngay/")
        page.get_by_role("link", name="2024").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/ngay/2024/")
        # A month without anything is told, and leads nowhere.
        assert "chưa có tin" in words(page.locator("main"))
        assert page.get_by_role("link", name=re.compile(r"^Tháng 1\b")).count() == 0
        page.get_by_role("link", name=re.compile(r"^Tháng 10\b")).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/ngay/2024/10/")
        days = page.locator("main table a")
        days.first.focus()
        for _ in range(days.count()):
            if page.evaluate("document.activeElement.textContent").startswith("Ngày 7"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/ngay/2024/10/07/")
        assert "Nghệ An phát động" in words(page.locator("main"))
        assert page.locator("main h2:empty").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_menu_by_keyboard(browser: Any, address: str, size: str) -> None:
    with visit(browser, address, size) as seen:
        page = seen.go("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert words(page.locator(":focus")) == "Đến danh mục, tìm kiếm"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        if size == "phone":
            assert words(page.locator(":focus")) == "Danh mục"
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            assert words(page.locator(":focus")) == "Tìm kiếm"
            page.keyboard.press("Tab")
        named = [words(link) for link in page.locator("#danh-muc a").all()]
        for name in named:
            focus = page.locator("#danh-muc a:focus")
            assert words(focus) == name
            assert focus.evaluate("link => getComputedStyle(link).outlineStyle") != "none"
            page.keyboard.press("Tab")
        assert len(named) == 8
        page.locator("#danh-muc").get_by_role("link", name=named[-1]).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/su-kien/")


def test_the_display_panel_by_keyboard(browser: Any, address: str) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go("/tin-tuc/")
        opener = page.get_by_role("button", name="Hiển thị")
        opener.focus()
        page.keyboard.press("Enter")
        assert opener.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Tab")
        reached = []
        while page.locator("#hien-thi :focus").count():
            reached.append(words(page.locator(":focus")))
            if reached[-1] == PALETTES["high"]:
                page.keyboard.press("Enter")
            page.keyboard.press("Tab")
        assert len(reached) == 5
        assert reached[2:] == list(PALETTES.values())
        assert page.evaluate("document.documentElement.dataset.contrast") == "high"
        opener.focus()
        page.keyboard.press("Escape")
        assert opener.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("palette", PALETTES)
def test_colours_and_text_size_stay_from_page_to_page_and_nothing_else_is_kept(
    browser: Any, address: str, palette: str
) -> None:
    with visit(browser, address) as seen:
        page = seen.go("/")
        page.get_by_role("button", name=PALETTES[palette], exact=True).click()
        page.locator("[data-action=text-larger]").first.click()
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        for path in ("/tin-tuc/", DAK_NONG, PLAN):
            seen.go(path)
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == before
            pressed = page.locator("[data-palette][aria-pressed=true]")
            assert words(pressed) == PALETTES[palette]
        kept = page.evaluate("({...localStorage})")
        assert kept == {"palette": palette, "text": "1"}
        assert page.evaluate("sessionStorage.length") == 0
        assert page.context.cookies() == []
        assert seen.wrong == []


def test_who_wants_no_motion_gets_none(browser: Any, address: str) -> None:
    moving = """() => [...document.querySelectorAll('*')].filter(element => {
      const style = getComputedStyle(element);
      const lasts = `${style.transitionDuration},${style.animationDuration}`.split(',');
      return lasts.some(time => parseFloat(time) > 0.01);
    }).map(element => element.outerHTML.slice(0, 80))"""
    with visit(browser, address, reduced_motion="reduce") as seen:
        for path in ("/", "/tin-tuc/", DAK_NONG):
            page = seen.go(path)
            assert page.evaluate(moving) == []
            assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == (
                "auto"
            )


def test_a_barrier_planted_on_a_page_is_found(browser: Any, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with visit(browser, address, "phone") as seen:
        page = seen.go("/gioi-thieu/")
        page.evaluate("document.querySelector('main').append(document.createElement('button'))")
        found = Axe().run(page).response["violations"]
        assert [barrier["id"] for barrier in found] == ["button-name"]


@pytest.mark.parametrize("size", SIZES)
def test_no_control_is_a_picture_alone(browser: Any, address: str, size: str) -> None:
    wordless = """() => [...document.querySelectorAll("button")].filter(button => {
      if (!button.checkVisibility()) return false;
      const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
      for (let text; (text = texts.nextNode());) {
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = text.parentElement.getBoundingClientRect();
        if (text.data.trim() && box.width > 2 && range.getBoundingClientRect().width > 2) return false;
      }
      return true;
    }).map(button => button.outerHTML)"""
    with visit(browser, address, size) as seen:
        for path in ("/", "/tin-tuc/bon-tinh-mot-phong-trao-giong-va-khac/"):
            page = seen.go(path)
            if size == "phone":
                page.get_by_role("button", name="Hiển thị").click()
            assert page.locator("button:visible").count() > 4
            assert page.evaluate(wordless) == []
            assert too_wide(page) == 0
