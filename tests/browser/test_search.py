"""Questions as readers type them, and the answers on top; under a strict CSP, as our server sends."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

import bless
from _browsing import Handler
from browser.reader import SIZES, Visit, visit
from build import Site
from conftest import ROOT
from project import NEWS

STORIES = {
    "dinh-dat": (
        "Đặng Đình Đạt giúp bà con dựng nhà",
        "Ông Đạt đốt đuốc đi đắp đê, đến đêm mới về.",
    ),
    "dan-da": ("Chuyện dân dã dưới dòng dừa", "Dân dậy dọn dẹp, dựng dàn dưa."),
    "hoa-hoan": ("Tổ hoà giải làng Thuỷ Đông", "Cách viết dấu kiểu cũ: hoà thuận, khoẻ mạnh."),
    "hoa-moi": ("Tổ hòa giải thôn Thủy Tây", "Cách viết dấu kiểu mới: hòa thuận, khỏe mạnh."),
    "buon": ("Buôn Ƀŭk giữ yên đường làng", "Chữ của người M'nông."),
    "the-la": (
        '<b>Thẻ</b> & "ngoặc" <script>alert(1)</script>',
        "Chữ <i>lạ</i> giữ nguyên là chữ.",
    ),
}


class Strict(Handler):
    """Serves a folder under a prefix, with the policy that the site is made for."""

    policy = ""
    prefix = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.prefix))


@contextmanager
def served(folder: Path, prefix: str = "") -> Iterator[str]:
    page = (folder / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    sources = " ".join(f"'sha256-{digest}'" for digest in digests)
    policy = f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {sources}"
    handler = type("Strictest", (Strict,), {"policy": policy, "prefix": prefix})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{prefix}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with its index."""
    folder = tmp_path_factory.mktemp("tim-kiem")
    Site(ROOT / "mkdocs.yml").build_with_search(folder)
    return folder


@pytest.fixture(scope="module")
def address(demo: Path) -> Iterator[str]:
    with served(demo) as found:
        yield found


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small site with stories whose letters are hard to search, indexed and served."""
    folder = tmp_path_factory.mktemp("chu")
    config = bless.copy_project(folder / "du-an")
    for slug, (title, body) in STORIES.items():
        text = NEWS.replace("title: Lễ ra mắt", f"title: '{title}'")
        text = text.replace("body: Nội dung.", f"body: |\n  {body}")
        (folder / f"du-an/content/news/{slug}.yml").write_text(text, "utf-8")
    Site(config).build_with_search(folder / "trang")
    with served(folder / "trang") as found:
        yield found


@pytest.fixture(scope="module")
def reader(browser: Any, address: str) -> Iterator[Visit]:
    """One window for many questions on the demo."""
    with visit(browser, address, "phone") as seen:
        yield seen


@pytest.fixture(scope="module")
def speller(browser: Any, letters: str) -> Iterator[Visit]:
    """One window for many questions about letters."""
    with visit(browser, letters, "phone") as seen:
        yield seen


def ask(seen: Visit, question: str, more: str = "") -> list[str]:
    """Open the search page with a question; return the titles of the first results."""
    seen.go(f"/tim-kiem/?q={quote(question)}{more}")
    return answers(seen.page, question)


def answers(page: Any, question: str) -> list[str]:
    page.locator("[data-status]", has_text=f"cho “{question}”").wait_for()
    found: list[str] = page.locator(".search-result h2").all_inner_texts()
    return found


def count(page: Any) -> int:
    said = re.match(r"([\d.]+) kết quả", page.locator("[data-status]").inner_text())
    return int(said[1].replace(".", "")) if said else 0


@pytest.mark.parametrize(
    ("question", "top"),
    [
        ("714", "714/KH-UBND"),
        ("714/KH-UBND", "714/KH-UBND"),
        ("591", "591/KH-UBND"),
        ("591/KH-UBND", "591/KH-UBND"),
        ("591/kh-ubnd", "591/KH-UBND"),
        ("12/QĐ-UBND", "0012/QĐ-UBND"),
        ("12/qd-ubnd", "0012/QĐ-UBND"),
        ("dak nong", "Tỉnh Đăk Nông"),
        ("Đăk Nông", "Tỉnh Đăk Nông"),
        ("Đắk Nông", "Tỉnh Đăk Nông"),
        (unicodedata.normalize("NFD", "Đắk Nông"), "Tỉnh Đăk Nông"),
        ("phat dong", "Lễ phát động"),
        ("phát động", "Lễ phát động"),
        ("khắc nghiệt", "591/KH-UBND"),
        ("khac nghiet", "591/KH-UBND"),
        ("khắc nhiệt", "591/KH-UBND"),
        ("chiec vi de quen", "Chiếc ví để quên"),
    ],
)
def test_the_first_answer_is_the_one_meant(reader: Visit, question: str, top: str) -> None:
    assert top in ask(reader, question)[0]
    assert reader.wrong == []
    assert reader.foreign() == []


@pytest.mark.parametrize("question", ["nguoi tot viec tot", "Người tốt, việc tốt"])
def test_pages_where_the_words_stand_together_come_first(reader: Visit, question: str) -> None:
    ask(reader, question)
    first = reader.page.locator(".search-result").first
    marked = " ".join(first.locator("mark").all_inner_texts()).casefold()
    assert re.search(r"người tốt,? việc tốt", marked)


@pytest.mark.parametrize(
    ("short", "long"),
    [("ANTT", "an ninh trật tự"), ("PCCC", "phòng cháy chữa cháy"), ("CNCH", "cứu nạn, cứu hộ"),
     ("bvantt", "bảo vệ an ninh, trật tự"), ("cuu hoa", "chữa cháy")],
)  # fmt: skip
def test_an_abbreviation_finds_what_its_long_form_finds(
    reader: Visit, short: str, long: str
) -> None:
    ask(reader, f'"{long}"')
    found = count(reader.page)
    assert found > 0
    ask(reader, short)
    assert count(reader.page) >= found
    assert reader.page.locator(".search-excerpt", has_text="; ANTQ").count() == 0


@pytest.mark.parametrize(
    ("question", "top"),
    [
        ("dang dinh dat", "dinh-dat"),
        ("Đặng Đình Đạt", "dinh-dat"),
        ("đang đinh đat", "dinh-dat"),
        ("ÐẶNG ĐÌNH ĐẠT", "dinh-dat"),
        ('"đặng đình đạt"', "dinh-dat"),
        ("dot duoc dap de", "dinh-dat"),
        ("dân dã", "dan-da"),
        ("hoà giải làng Thuỷ Đông", "hoa-hoan"),
        ("hòa giải làng Thủy Đông", "hoa-hoan"),
        ("hoa giai thuy tay", "hoa-moi"),
        ("hoà giải Thuỷ Tây", "hoa-moi"),
        ("buon buk", "buon"),
        ("buôn ƀŭk", "buon"),
        ("the ngoac", "the-la"),
    ],
)
def test_every_letter_is_found_with_and_without_its_marks(
    speller: Visit, question: str, top: str
) -> None:
    assert ask(speller, question)[0] == STORIES[top][0]
    assert speller.wrong == []


@pytest.mark.parametrize("question", ["hoà thuận", "hòa thuận", "khoe manh"])
def test_old_and_new_tone_placement_find_each_other(speller: Visit, question: str) -> None:
    assert {STORIES["hoa-hoan"][0], STORIES["hoa-moi"][0]} <= set(ask(speller, question))


def test_what_is_shown_is_as_printed_on_the_page_and_marked_where_asked(
    browser: Any, letters: str
) -> None:
    with visit(browser, letters, "phone") as seen:
        ask(seen, "duoc dap")
        excerpt = seen.page.locator(".search-excerpt").first
        assert "Ông Đạt đốt đuốc đi đắp đê, đến đêm mới về." in excerpt.inner_text()
        assert excerpt.locator("mark").all_inner_texts() == ["đuốc", "đắp"]
        ask(seen, "giữ nguyên là chữ")
        strange = seen.page.locator(".search-result", has_text=STORIES["the-la"][0])
        assert "Chữ <i>lạ</i> giữ nguyên là chữ." in strange.inner_text()
        assert seen.page.locator("main script, .search-results b, .search-results i").count() == 0


def test_facets_count_and_narrow_the_answers_and_stand_in_the_address(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "desk") as seen:
        page = seen.go("/tim-kiem/")
        page.locator("#q").fill("phát động")
        page.keyboard.press("Enter")
        answers(page, "phát động")
        everything = count(page)
        kind = page.get_by_label("Loại")
        option = kind.locator("option", has_text="Văn bản")
        promised = int(re.search(r"\((\d+)\)", option.inner_text())[1])  # type: ignore[index]
        assert 0 < promised < everything
        kind.select_option("Văn bản")
        page.locator("[data-status]", has_text="lọc theo Văn bản").wait_for()
        assert count(page) == promised
        labels = {
            one.casefold() for one in page.locator(".kicker span:first-child").all_inner_texts()
        }
        assert labels == {"văn bản"}
        # The other kinds keep their counts: the reader sees what another choice would give.
        page.locator("#loc-loai option", has_text="Tin tức").wait_for(state="attached")
        page.get_by_label("Năm").select_option("2024")
        page.locator("[data-status]", has_text="Văn bản, 2024").wait_for()
        asked = parse_qs(urlsplit(page.url).query)
        assert asked == {"q": ["phát động"], "loai": ["Văn bản"], "nam": ["2024"]}
        narrowed = count(page)
        page.reload()
        page.locator("[data-status]", has_text="Văn bản, 2024").wait_for()
        assert count(page) == narrowed
        page.go_back()
        page.locator("[data-status]", has_text=re.compile("Văn bản\\.$")).wait_for()
        page.go_back()
        page.locator("[data-status]", has_text=re.compile("động”\\.$")).wait_for()
        assert kind.input_value() == ""
        page.go_forward()
        page.locator("[data-status]", has_text="lọc theo").wait_for()
        page.get_by_role("button", name="Bỏ lọc").click()
        page.locator("[data-status]", has_text=re.compile("động”\\.$")).wait_for()
        assert count(page) == everything
        assert seen.wrong == []


@pytest.mark.parametrize("facet", ["Phong trào", "Đợt", "Địa phương"])
def test_every_other_facet_offers_choices(browser: Any, address: str, facet: str) -> None:
    with visit(browser, address, "desk") as seen:
        ask(seen, "thi đua")
        field = seen.page.get_by_label(facet, exact=True)
        assert field.locator("option").count() > 2
        field.select_option(index=1)
        seen.page.locator("[data-status]", has_text="lọc theo").wait_for()
        assert count(seen.page) > 0


def test_newest_first_sorts_by_date(browser: Any, address: str) -> None:
    with visit(browser, address, "desk") as seen:
        ask(seen, "phát động", f"&loai={quote('Tin tức')}&sap-xep=moi")
        stamps = seen.page.locator(".search-stamp").all_inner_texts()
        days = [re.search(r"(\d\d)/(\d\d)/(\d{4})(?: (.*))?", stamp) for stamp in stamps]
        keys = [(d[3], d[2], d[1], d[4] or "") for d in days if d]
        assert len(keys) == len(stamps) > 2
        assert keys == sorted(keys, reverse=True)


def test_more_results_come_on_demand_and_the_focus_goes_to_the_first_of_them(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "phone") as seen:
        assert len(ask(seen, "thi đua")) == 10
        page = seen.page
        page.get_by_role("button", name="Xem thêm kết quả").press("Enter")
        page.locator(".search-result").nth(19).wait_for()
        page.locator(".search-result:nth-child(11) a:focus").wait_for()
        page.locator(".search-result a").nth(14).click()
        page.wait_for_url(lambda url: "/tim-kiem/" not in url)
        page.go_back()
        page.locator(".search-result").nth(19).wait_for()
        assert seen.wrong == []


def test_with_the_keyboard_alone_one_asks_narrows_opens_and_comes_back(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go("/tin-tuc/")
        button = page.get_by_role("button", name="Tìm kiếm", exact=True)
        for _ in range(20):
            page.keyboard.press("Tab")
            if button.evaluate("node => node === document.activeElement"):
                break
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "tim"
        page.keyboard.type("phat dong")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tim-kiem/?q=phat+dong")
        answers(page, "phat dong")
        page.locator("#q").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "loc-loai"
        page.keyboard.press("ArrowDown")
        page.locator("[data-status]", has_text="lọc theo").wait_for()
        for _ in range(9):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.search-result') !== null"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/tim-kiem/" not in url)
        page.go_back()
        page.locator("[data-status]", has_text="lọc theo").wait_for()
        assert page.locator("#q").input_value() == "phat dong"
        assert seen.wrong == []


def test_typing_searches_by_itself_without_a_step_in_the_history(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go("/tim-kiem/")
        steps = page.evaluate("history.length")
        page.locator("#q").press_sequentially("dak nong", delay=20)
        assert answers(page, "dak nong")[0] == "Tỉnh Đăk Nông"
        assert page.evaluate("history.length") == steps
        assert page.url.endswith("?q=dak+nong")
        page.locator("#q").fill("")
        page.locator(".search-result").first.wait_for(state="detached")
        assert page.locator("[data-status]").inner_text() == ""


def test_no_answer_says_so_and_gives_advice_and_lists(browser: Any, address: str) -> None:
    with visit(browser, address, "phone") as seen:
        assert ask(seen, "xyzzy") == []
        page = seen.page
        assert page.locator("[data-status]").get_attribute("role") == "status"
        assert page.locator("[data-status]").inner_text() == "Không có kết quả nào cho “xyzzy”."
        assert page.get_by_text("gõ không dấu").is_visible()
        assert page.locator(".search-ways a").count() >= 10
        assert seen.wrong == []


def test_without_a_question_nothing_of_the_index_is_fetched(browser: Any, address: str) -> None:
    with visit(browser, address, "phone") as seen:
        seen.go("/tim-kiem/?loai=V%C4%83n+b%E1%BA%A3n")
        assert seen.page.locator(".search-ways a").first.is_visible()
        assert not [url for url in seen.asked if "/pagefind/" in url]


@pytest.mark.parametrize("size", SIZES)
def test_without_javascript_the_page_says_what_it_lacks_and_leads_to_lists(
    browser: Any, address: str, size: str
) -> None:
    with visit(browser, address, size, java_script_enabled=False) as seen:
        page = seen.go("/")
        page.locator("nav.menu").get_by_role("link", name="Tìm kiếm").click()
        page.wait_for_url("**/tim-kiem/")
        assert page.get_by_text("Tìm kiếm cần JavaScript").is_visible()
        for way in ("Tin tức", "Xem theo ngày", "Sơ đồ trang"):
            assert page.locator(".search-ways").get_by_role("link", name=way).is_visible()


def test_a_missing_page_asks_for_the_words_of_its_address(browser: Any, address: str) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go("/tin-tuc/xa/Ng%C3%A0y-h%E1%BB%99i_2020.html?a=1")
        field = page.locator("main input[name=q]")
        assert field.input_value() == "Ngày hội 2020"
        field.press("Enter")
        page.wait_for_url("**/tim-kiem/?q=*")
        assert "Ngày hội" in answers(page, "Ngày hội 2020")[0]


def test_a_missing_page_searches_by_a_plain_form_without_javascript(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "phone", java_script_enabled=False) as seen:
        page = seen.go("/khong/co/dau/")
        page.locator("main input[name=q]").fill("đê")
        page.locator("main").get_by_role("button", name="Tìm").click()
        page.wait_for_url("**/tim-kiem/?q=*")


def test_under_a_folder_of_a_host_search_works_as_well(browser: Any, demo: Path) -> None:
    with served(demo, "/tinh/thi-dua") as address, visit(browser, address, "desk") as seen:
        page = seen.go("/van-ban/591-kh-ubnd-2024/")
        page.locator("#tim").fill("714")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/tim-kiem/?q=714")
        assert "714/KH-UBND" in answers(page, "714")[0]
        page.locator(".search-result a").first.click()
        page.wait_for_url(f"{address}/van-ban/714-kh-ubnd-2024/")
        assert seen.wrong == []


def test_a_preview_without_an_index_says_so(browser: Any, demo_site: Path) -> None:
    with served(demo_site) as address, visit(browser, address, "phone") as seen:
        page = seen.go("/tim-kiem/?q=714")
        page.locator("[data-status]", has_text="Bản xem thử không có tìm kiếm").wait_for()
        assert page.locator(".search-ways a").first.is_visible()


OLDER = """said => {
  const button = document.querySelector("[data-older]");
  return button.hidden || button.innerText !== said;
}"""


def search_all_years(page: Any) -> None:
    """Ask for the years before until there are no more."""
    while (older := page.locator("[data-older]")).is_visible():
        said = older.inner_text()
        older.click()
        page.wait_for_function(OLDER, arg=said)


@pytest.fixture(scope="module")
def by_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo with an index in several parts, as a site of many thousand pages has."""
    folder = tmp_path_factory.mktemp("nhieu-ky")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bulletin.search.MOST_PAGES", 20)
        Site(ROOT / "mkdocs.yml").build_with_search(folder)
    assert len(json.loads((folder / "pagefind/cac-ky.json").read_text())) > 1
    with served(folder) as found:
        yield found


def wanted_parts(seen: Visit) -> set[str]:
    """Return the older parts of the index that were fetched."""
    return {found[1] for url in seen.asked if (found := re.search(r"/pagefind/(\d[\d-]+)/", url))}


def test_years_before_are_searched_when_the_newest_have_too_little(
    browser: Any, by_years: str
) -> None:
    with visit(browser, by_years, "phone") as seen:
        assert ask(seen, "714/KH-UBND")[0].startswith("714/KH-UBND")
        assert ask(seen, "khac nghiet")[0].startswith("591/KH-UBND")
        assert wanted_parts(seen)
        assert seen.wrong == []


def test_what_the_newest_years_hold_enough_of_fetches_no_other(browser: Any, by_years: str) -> None:
    with visit(browser, by_years, "phone") as seen:
        assert len(ask(seen, "thi đua")) == 10
        page = seen.page
        assert "đến nay" in page.locator("[data-status]").inner_text()
        before, older = count(page), page.locator("[data-older]")
        assert wanted_parts(seen) == set()
        assert re.fullmatch(r"Tìm cả năm \d{4}(–\d{4})?", older.inner_text())
        older.press("Enter")
        page.wait_for_function(
            "before => parseInt(document.querySelector('[data-status]').innerText) > before",
            arg=before,
        )
        assert len(wanted_parts(seen)) == 1
        search_all_years(page)
        assert "đến nay" not in page.locator("[data-status]").inner_text()
        assert seen.wrong == []


def test_a_year_of_an_older_part_may_be_chosen_before_it_is_fetched(
    browser: Any, by_years: str
) -> None:
    with visit(browser, by_years, "desk") as seen:
        ask(seen, "thi đua")
        years = seen.page.locator("#loc-nam option").all_inner_texts()
        oldest = min(year[:4] for year in years if year[:4].isdigit())
        assert oldest in years  # without a count: nobody has looked
        seen.page.select_option("#loc-nam", oldest)
        seen.page.locator("[data-status]", has_text=f"lọc theo {oldest}").wait_for()
        stamps = seen.page.locator(".search-stamp").all_inner_texts()
        assert stamps
        assert all(oldest in stamp for stamp in stamps)


def test_newest_first_goes_through_the_parts_in_order(browser: Any, by_years: str) -> None:
    with visit(browser, by_years, "desk") as seen:
        ask(seen, "phát động", f"&loai={quote('Tin tức')}&sap-xep=moi")
        search_all_years(seen.page)
        stamps = seen.page.locator(".search-stamp").all_inner_texts()
        days = [re.search(r"(\d\d)/(\d\d)/(\d{4})", stamp) for stamp in stamps]
        keys = [(d[3], d[2], d[1]) for d in days if d]
        assert len(keys) == len(stamps) > 2
        assert keys == sorted(keys, reverse=True)


def test_one_large_index_and_several_small_ones_find_the_same(
    browser: Any, address: str, by_years: str
) -> None:
    found = []
    for site in (address, by_years):
        with visit(browser, site, "phone") as seen:
            ask(seen, "khắc nghiệt")
            search_all_years(seen.page)
            found.append((count(seen.page), set(answers(seen.page, "khắc nghiệt"))))
    assert found[0] == found[1]


@pytest.mark.parametrize("width", [320, 360, 768, 1000, 1280])
def test_the_box_and_the_page_fit_the_screen_with_targets_a_finger_hits(
    browser: Any, address: str, width: int
) -> None:
    with visit(browser, address, "phone") as seen:
        seen.page.set_viewport_size({"width": width, "height": 800})
        ask(seen, "phát động")
        page = seen.page
        for path in ("", "/", "/khong-co/"):
            if path:
                seen.go(path)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            for control in page.locator("main :is(.search-form *, .search-filters summary)").all():
                if control.is_visible() and control.evaluate(
                    "node => node.matches('input, button, summary')"
                ):
                    assert control.bounding_box()["height"] >= 44


def test_on_a_phone_search_is_the_second_thing_of_the_front_page(
    browser: Any, address: str
) -> None:
    with visit(browser, address, "phone") as seen:
        page = seen.go("/")
        form = page.locator("main form[role=search]")
        assert form.is_visible()
        assert form.bounding_box()["y"] < page.locator(".campaign-strip").first.bounding_box()["y"]
        page.set_viewport_size(SIZES["desk"])
        assert not form.is_visible()
        assert page.locator("#tim").is_visible()
