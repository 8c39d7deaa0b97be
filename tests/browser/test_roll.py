"""The honour roll in a browser: filtered without reloading, shared by its address, whole without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from browser.reader import SIZES, too_wide, visit

ROLL = "/khen-thuong/"


def lines(page: Any) -> list[str]:
    """Return the numbers of the lines that can be seen, section after section."""
    return [
        cell.inner_text() for cell in page.locator("[data-in] td.num").all() if cell.is_visible()
    ]


def status(page: Any) -> str:
    return str(page.locator("[data-roll-status]").inner_text())


@pytest.mark.parametrize("size", SIZES)
def test_a_choice_leaves_what_fits_says_how_many_and_stays_in_the_address(
    browser: Any, address: str, size: str
) -> None:
    with visit(browser, address, size) as seen:
        page = seen.go(ROLL)
        everything = page.locator("[data-in]").count()
        assert status(page) == f"{everything} tập thể, cá nhân."
        wanted = page.locator("[data-in*=' xa-minh-hoa-1 ']").count()
        assert 0 < wanted < everything
        page.get_by_label("Địa phương").select_option("xa-minh-hoa-1")
        assert status(page) == (
            f"{wanted} trong {everything} tập thể, cá nhân; lọc theo: Xã Minh Họa 1."
        )
        assert page.locator("[data-roll-status]").get_attribute("role") == "status"
        assert len(lines(page)) == wanted
        assert page.url.endswith(f"{ROLL}?dia-phuong=xa-minh-hoa-1")
        assert too_wide(page) == 0
        shared = page.url
        page.go_back()
        assert len(lines(page)) == everything
        page.goto(shared)
        assert len(lines(page)) == wanted
        assert page.get_by_label("Địa phương").input_value() == "xa-minh-hoa-1"
        page.get_by_role("button", name="Bỏ lọc").click()
        assert len(lines(page)) == everything and page.url.endswith(ROLL)
        assert seen.wrong == []


def test_when_nobody_fits_the_page_says_so(browser: Any, address: str) -> None:
    with visit(browser, address) as seen:
        page = seen.go(f"{ROLL}?dia-phuong=xa-minh-hoa-3&cap=commune")
        assert lines(page) == []
        assert status(page) == ("Không có tập thể, cá nhân nào; lọc theo: Xã Minh Họa 3, Cấp xã.")
        assert page.get_by_role("heading", name="Không có ai khớp").is_visible()


def test_a_value_that_is_no_choice_filters_nothing(browser: Any, address: str) -> None:
    with visit(browser, address) as seen:
        page = seen.go(f"{ROLL}?nam=1900&cap=khong-co")
        assert len(lines(page)) == page.locator("[data-in]").count()
        assert seen.wrong == []


def test_numbers_of_what_is_left_start_anew_and_sections_without_any_are_gone(
    browser: Any, address: str
) -> None:
    with visit(browser, address) as seen:
        page = seen.go(f"{ROLL}?nam=2025")
        shown = [s for s in page.locator("[data-roll-section]").all() if s.is_visible()]
        for section in shown:
            found = [c.inner_text() for c in section.locator("td.num").all() if c.is_visible()]
            assert found == [str(number) for number in range(1, len(found) + 1)] != []


def test_without_scripts_the_roll_is_whole_and_says_what_is_lacking(
    browser: Any, address: str
) -> None:
    with visit(browser, address, java_script_enabled=False) as seen:
        page = seen.go(ROLL)
        assert len(lines(page)) == page.locator("[data-in]").count() > 0
        assert page.get_by_text("Bảng dưới đây đầy đủ.").is_visible()
        assert not page.get_by_label("Địa phương").is_visible()
