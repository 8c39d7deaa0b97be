"""What search is given: a page's own words, letters without bars, hidden words, nothing withheld."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

import _index
from _index import make_index
from build import Site
from bulletin.kinds import Campaign, Deeds, Document, Event, Locality, News
from bulletin.releases import ReleaseError
from bulletin.search import (
    LETTERS,
    groups_of,
    index_copy,
    index_parts,
    new_style,
    other_words,
    words_of,
)
from bulletin.views.search import SearchFacts, search_facts
from conftest import read_all
from hostile.canaries import ALLOWED, NAMES, WORDS
from hostile.test_canaries import planted
from project import CAMPAIGN, DEEDS, DOCUMENT, EVENT, NEWS, Project

FACTS = SearchFacts("Đợt & <b>", "Tin tức", "07/10/2024", "2024-10-07", ("2024",))
FRAME = (
    '<html><body><header>KHUNG</header><main id="noi-dung">{}</main><footer>KHUNG</footer></body>'
)


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    """Return by address what an index says of each page, in our letters."""
    back = str.maketrans({chr(new): chr(old) for old, new in LETTERS.items()})
    found = {}
    for path in (site / "pagefind" / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd").decode()
        fragment = json.loads(text.translate(back))
        found[fragment["url"]] = fragment
    return found


def words(body: str) -> list[tuple[str, str]]:
    return list(words_of(FRAME.format(body)))


def test_the_copy_holds_the_words_of_the_page_in_blocks_and_nothing_of_its_frame() -> None:
    body = (
        '<nav class="crumbs">Đường dẫn</nav><article><h1>Tiêu đề</h1><p class="dates">Đăng ngày</p>'
        "<p>Một <b>đoạn</b> văn.</p><h2>Mục</h2><ul><li>Ý một</li><li>Ý hai</li></ul></article>"
        '<form>Ô tìm</form><section class="card" data-pagefind-ignore>Tin khác</section>'
        '<span aria-hidden="true">hình</span>'
    )
    assert words(body) == [
        ("p", "Một đoạn văn."), ("h2", "Mục"), ("p", "Ý một"), ("p", "Ý hai"),
    ]  # fmt: skip


def test_text_behind_something_left_out_is_kept() -> None:
    assert words("<p>trước <button>nút</button> sau</p>") == [("p", "trước sau")]


def test_letters_with_a_bar_become_letters_that_pagefind_takes_the_marks_off() -> None:
    copy = index_copy(FRAME.format("<p>Đường ở buôn Ƀŭk, xã Đắk Ƀla &lt;i&gt;</p>"), FACTS, ())
    assert not set("đĐ\u0180\u0243") & set(copy)
    assert "<p>Ḏường ở buôn Ḇŭk, xã Ḏắk Ḇla &lt;i&gt;</p>" in copy
    assert '<h1 data-pagefind-meta="title">Ḏợt &amp; &lt;b&gt;</h1>' in copy


def test_facets_are_printed_as_they_read_and_undated_pages_sort_last() -> None:
    facts = SearchFacts("T", "Văn bản", campaigns=("Đợt “a” & b",), places=("Xã A", "Tỉnh Đ"))
    copy = index_copy(FRAME.format(""), facts, ())
    assert 'data-pagefind-filter="phong-trao[data-v]" data-v="Đợt “a” &amp; b"' in copy
    assert copy.count('"dia-phuong[data-v]"') == 2
    assert 'data-pagefind-sort="ngay[data-v]" data-v="0000"' in copy


def test_a_page_without_a_title_of_its_own_is_called_by_its_heading() -> None:
    copy = index_copy(FRAME.format("<h1>Liên <i>hệ</i></h1>"), SearchFacts("", "Về trang này"), ())
    assert '<h1 data-pagefind-meta="title">Liên hệ</h1>' in copy


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Lực lượng PCCC tới nơi", "phòng cháy, chữa cháy"),
        ("công tác phòng cháy chữa cháy", "PCCC"),
        ("giữ gìn an ninh, trật tự", "ANTT"),
        ("góp ý dự thảo", "lấy ý kiến"),
        ("xe cứu hoả đến", "chữa cháy"),
    ],
)
def test_an_abbreviation_its_long_form_and_synonyms_find_each_other(said: str, found: str) -> None:
    spelled_out = {"PCCC": "phòng cháy, chữa cháy", "ANTT": "an ninh, trật tự"}
    assert found in other_words(said, groups_of(spelled_out))


def test_no_word_is_added_for_a_part_of_another_or_for_one_that_stands_there() -> None:
    groups = groups_of({"PCCC": "phòng cháy, chữa cháy"})
    assert "phòng cháy, chữa cháy" not in other_words("PCCCX", groups)
    assert other_words("PCCC là phòng cháy, chữa cháy", groups) == (
        "cứu hỏa", "dập lửa", "hỏa hoạn",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("HOÀ", "HÒA"), ("Thuỷ", "Thủy"), ("khoẻ", "khỏe"), ("quý", "quý"),
     ("hoàn", "hoàn"), ("thuyết", "thuyết"), ("ho\u0061\u0300", "hòa")],
)  # fmt: skip
def test_tone_marks_move_to_where_this_site_writes_them(old: str, new: str) -> None:
    assert new_style(old) == new


def test_an_entry_is_found_by_misprints_corrected_old_addresses_and_other_names(
    project: Project,
) -> None:
    project.write({
        "content/documents/ke-hoach.yml": f"{DOCUMENT}number: '0714'\nsymbol: KH-UBND\n"
        "sic: [{as_printed: khắc nhiệt, means: khắc nghiệt}]\naliases: [ten-cu]\n"
    })  # fmt: skip
    bulletin = project.load()
    document = bulletin.get(Document, "ke-hoach")
    assert document is not None
    facts = search_facts(bulletin, document)
    assert {"khắc nghiệt", "ten cu", "714/KH-UBND", "714 KH UBND"} <= set(facts.words)
    place = bulletin.get(Locality, "tinh-minh-hoa")
    assert place is not None
    assert set(place.variants) <= set(search_facts(bulletin, place).words)


def test_facets_come_from_the_entry_its_campaign_its_day_and_the_places_it_lies_in(
    project: Project,
) -> None:
    phases = "phases: [{number: 1, start: 19/8/2024, end: 31/12/2024}, {number: 2}]\n"
    project.write({
        "content/campaigns/dot.yml": f"{CAMPAIGN}{phases}period: {{start: 19/8/2024, end: 19/8/2025}}\n",
        "content/news/tin.yml": f"{NEWS}event_date: 05/10/2024\ncampaigns: [dot]\nlocalities: [xa-minh-hoa-1]\n",
    })  # fmt: skip
    bulletin = project.load()
    news, campaign = bulletin.get(News, "tin"), bulletin.get(Campaign, "dot")
    assert news is not None
    assert campaign is not None
    facts = search_facts(bulletin, news)
    assert (facts.kind, facts.years, facts.phases) == ("Tin tức", ("2024",), ("Đợt 1",))
    assert facts.campaigns == ("Thi đua",)
    assert facts.places == ("Xã Minh Họa 1", "Tỉnh Minh Họa")
    assert search_facts(bulletin, campaign).years == ("2024", "2025")


def test_an_event_whose_day_is_unknown_is_filed_under_no_year_and_no_phase(
    project: Project,
) -> None:
    phases = "phases: [{number: 1, start: 19/8/2024, end: 31/12/2024}]\n"
    project.write(
        {
            "content/campaigns/dot.yml": f"{CAMPAIGN}{phases}",
            "content/events/le.yml": f"{EVENT}campaigns: [dot]\nunknown: [event_date]\n",
        }
    )
    bulletin = project.load()
    event = bulletin.get(Event, "le")
    assert event is not None
    facts = search_facts(bulletin, event)
    assert (facts.years, facts.phases) == ((), ())


def test_deeds_belong_to_the_phase_in_which_they_were_done(project: Project) -> None:
    phases = "phases: [{number: 1, start: 19/8/2024, end: 31/12/2024}]\n"
    deeds = DEEDS.format(start="01/12/2024", end="31/12/2024").replace("minh-hoa-2024", "dot")
    project.write(
        {
            "content/campaigns/dot.yml": f"{CAMPAIGN}{phases}",
            "content/deeds/xa-minh-hoa-1-2024-12.yml": deeds,
        }
    )
    bulletin = project.load()
    found = bulletin.get(Deeds, "xa-minh-hoa-1-2024-12")
    assert found is not None
    assert search_facts(bulletin, found).phases == ("Đợt 1",)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    """The site full of canaries, indexed."""
    folder = tmp_path_factory.mktemp("kin")
    site = Site(planted(folder / "du-an"))
    site.build_with_search(folder / "site")
    return site, folder / "site"


def test_the_index_holds_nothing_that_is_withheld_embargoed_or_taken_down(
    indexed: tuple[Site, Path],
) -> None:
    said = json.dumps(list(fragments(indexed[1]).values()), ensure_ascii=False)
    secrets = [word for group in (*NAMES.values(), *WORDS.values()) for word in group]
    assert [secret for secret in secrets if secret in said] == []
    assert any(allowed in said for allowed in ALLOWED)


def test_only_pages_of_entries_and_about_the_site_are_found(indexed: tuple[Site, Path]) -> None:
    found = set(fragments(indexed[1]))
    assert {"/gioi-thieu/", "/lien-he/"} <= found
    assert not found & {
        "/",
        "/tin-tuc/",
        "/khen-thuong/",
        "/so-do-trang/",
        "/tim-kiem/",
        "/404.html",
    }
    assert not any(url.startswith(("/ngay/", "/tu-khoa/", "/huong-dan/")) for url in found)


def test_the_same_site_indexed_again_says_the_same(
    indexed: tuple[Site, Path], tmp_path: Path
) -> None:
    site, built = indexed
    again = tmp_path / "lai"
    site.build_with_search(again)
    assert fragments(again) == fragments(built)


def test_what_is_published_of_pagefind_is_only_what_our_page_asks_for(
    indexed: tuple[Site, Path],
) -> None:
    names = {path.name for path in (indexed[1] / "pagefind").iterdir() if path.is_file()}
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"} <= names
    assert not [name for name in names if "ui" in name or "highlight" in name]
    assert indexed[0].verify(indexed[1]) == []


def facts(**days: str) -> dict[str, SearchFacts]:
    return {
        f"{path}/": SearchFacts(path, "Tin tức", sort=day.replace("_", ""))
        for path, day in days.items()
    }


DATED = facts(a="2019-01-02", b="2020", c="2021-03", d="2021", e="2023-01-01", f="2025", g="")


@pytest.mark.parametrize(
    ("most", "told"),
    [
        (7, {"2019-2025": "abcdefg"}),
        (4, {"2023-2025": "efg", "2019-2021": "abcd"}),
        (2, {"2023-2025": "efg", "2021": "cd", "2019-2020": "ab"}),
        (1, {"2025": "fg", "2023": "e", "2021": "cd", "2020": "b", "2019": "a"}),
    ],
)
def test_a_large_site_has_an_index_for_every_few_years_the_newest_first(
    most: int, told: dict[str, str]
) -> None:
    parts = index_parts(DATED, most)
    found = {name: "".join(sorted(path[0] for path in pages)) for name, pages in parts.items()}
    assert found == told
    assert list(parts) == list(told)


def test_parts_of_old_years_stay_as_they_are_when_newer_pages_come() -> None:
    before, after = index_parts(DATED, 2), index_parts(DATED | facts(h="2026", i="2026"), 2)
    assert list(before.items())[1:] == [
        one for one in after.items() if one[0] in ("2021", "2019-2020")
    ]


def test_a_site_where_nothing_has_a_day_has_one_part() -> None:
    assert list(index_parts(facts(a="", b=""), 1)) == ["0000"]


@pytest.fixture
def years(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site with news of three years, large enough for an index a year."""
    monkeypatch.setattr("bulletin.search.MOST_PAGES", 1)
    for year in (2022, 2023):
        text = NEWS.replace("07/10/2024", f"07/10/{year}")
        (small_project.parent / f"content/news/tin-{year}.yml").write_text(text, "utf-8")
    return small_project


def test_a_part_whose_pages_say_the_same_is_not_indexed_again(
    tmp_path: Path, years: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, made = Site(years), []
    real = _index.make_index
    monkeypatch.setattr(
        _index, "make_index", lambda copies, to: made.append(to.name) or real(copies, to)
    )
    site.build_with_search(tmp_path / "mot")
    parts = json.loads((tmp_path / "mot/pagefind/cac-ky.json").read_text())
    assert made == ["pagefind", "2023", "2022"]
    made.clear()
    site.build_with_search(tmp_path / "hai")
    assert made == []
    one, two = (read_all(tmp_path / name / "pagefind") for name in ("mot", "hai"))
    assert one == two
    news = years.parent / "content/news/tin-2022.yml"
    news.write_text(news.read_text("utf-8").replace("Nội dung.", "Nội dung mới."), "utf-8")
    site.build_with_search(tmp_path / "ba")
    assert len(made) == 1
    kept = list((years.parent / ".cache/tim-kiem").iterdir())
    assert len(kept) == len(parts)


def test_older_parts_borrow_the_engine_of_the_newest(tmp_path: Path, years: Path) -> None:
    site = Site(years)
    site.build_with_search(built := tmp_path / "trang")
    parts = json.loads((built / "pagefind/cac-ky.json").read_text())
    for part in parts[1:]:
        names = {path.name for path in (built / "pagefind" / part).iterdir() if path.is_file()}
        assert "pagefind-entry.json" in names
        assert not [name for name in names if name.endswith((".js", ".pagefind"))]
    assert site.verify(built) == []


def test_an_index_that_cannot_be_made_stops_the_release_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ReleaseError, match=r"Không lập được chỉ mục tìm kiếm") as told:
        make_index(tmp_path, tmp_path / "pagefind")
    assert "Cách sửa" in str(told.value)
