"""Every page of the demo and of the small site makes sense to those who do not see it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html


@pytest.fixture(scope="module", params=["demo_site", "small_site"])
def pages(request: pytest.FixtureRequest) -> dict[str, etree._Element]:
    """The pages of a site by their path, redirects left out."""
    site: Path = request.getfixturevalue(request.param)
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    parsed = {name: html.fromstring(path.read_bytes()) for name, path in found.items()}
    return {name: page for name, page in parsed.items() if page.xpath("//main")}


def told(pages: dict[str, etree._Element], path: str) -> list[str]:
    """Return what an XPath finds on the pages, each with its page; nothing is what tests want."""
    return [
        f"{name}: {' '.join(etree.tostring(found, encoding='unicode').split())[:120]}"
        for name, page in pages.items()
        for found in page.xpath(path)
    ]


def test_every_page_speaks_vietnamese_and_has_one_main_part_and_one_title(
    pages: dict[str, etree._Element],
) -> None:
    for name, page in pages.items():
        assert page.get("lang") == "vi", name
        for path in ("//main", "//h1", "//title", "//header[@class='site-header']", "//footer"):
            assert len(page.xpath(path)) == 1, f"{name}: {path}"


def test_no_level_of_headings_is_passed_over(pages: dict[str, etree._Element]) -> None:
    for name, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        steps = list(zip([0, *levels], levels, strict=False))
        # A line above the title or a box beside it may come first, but never below its own level.
        assert all(after - before <= 1 for before, after in steps), f"{name}: {levels}"


def test_no_heading_is_empty(pages: dict[str, etree._Element]) -> None:
    path = "(//h1|//h2|//h3|//h4|//h5|//h6)[not(normalize-space())]"
    assert told(pages, path) == []


def test_every_landmark_has_a_name_of_its_own(pages: dict[str, etree._Element]) -> None:
    for name, page in pages.items():
        for tag in ("nav", "aside"):
            names = Counter(name_of(page, found) for found in page.iter(tag))
            assert "" not in names, f"{name}: <{tag}> không có tên"
            assert max(names.values(), default=1) == 1, f"{name}: {names}"


def name_of(page: etree._Element, element: etree._Element) -> str:
    """Return what a landmark is called."""
    if by := element.get("aria-labelledby"):
        return " ".join(
            " ".join(page.get_element_by_id(one).itertext()).strip() for one in by.split()
        )
    return (element.get("aria-label") or "").strip()


def test_the_first_links_skip_to_the_content_and_to_the_menu(
    pages: dict[str, etree._Element],
) -> None:
    for name, page in pages.items():
        skips = page.xpath("//a[@class='skip']")
        assert skips == page.xpath("//body//a")[: len(skips)], name
        assert len(skips) == 2, name
        for skip in skips:
            target = page.get_element_by_id(skip.get("href").removeprefix("#"))
            assert target.get("tabindex") == "-1", name


def test_every_table_says_what_it_shows_and_what_its_heads_head(
    pages: dict[str, etree._Element],
) -> None:
    # A table in a text is what its author drew; there its box has a name.
    boxed = "ancestor::div[starts-with(@class, 'table-wrap')][@aria-label]"
    assert told(pages, f"//table[not(caption or @aria-label or @aria-labelledby or {boxed})]") == []
    for name, page in pages.items():
        for table in page.xpath("//table[@aria-labelledby]"):
            assert name_of(page, table), name
    assert told(pages, "//th[not(@scope)]") == []
    assert told(pages, "//table[not(.//th)]") == []
    assert told(pages, "//th[@scope='col' and not(normalize-space())]") == []


def test_every_link_and_button_has_words(pages: dict[str, etree._Element]) -> None:
    shown = "not(@aria-hidden='true') and not(normalize-space()) and not(@aria-label)"
    assert told(pages, f"//a[@href and {shown} and not(.//img[@alt!=''])]") == []
    assert told(pages, f"//button[{shown}]") == []


def test_no_word_on_a_control_is_an_icon_only(pages: dict[str, etree._Element]) -> None:
    # Hidden words name a control for the ear; the eye needs words too.
    path = "//button[not(normalize-space(.//text()[not(ancestor::*[@class='visually-hidden'])]))]"
    assert told(pages, path) == []


def test_every_picture_is_described_or_hidden(pages: dict[str, etree._Element]) -> None:
    assert told(pages, "//img[not(@alt)]") == []
    drawn = "not(@aria-label or @role='img' or ancestor-or-self::*[@aria-hidden='true'])"
    assert told(pages, f"//*[local-name()='svg'][{drawn}]") == []


def test_what_is_hidden_from_the_ear_cannot_be_reached_by_key(
    pages: dict[str, etree._Element],
) -> None:
    reached = "self::a[@href] or self::button or self::input or self::select"
    path = f"//*[@aria-hidden='true']/descendant-or-self::*[{reached}][not(@tabindex='-1')]"
    assert told(pages, path) == []


def test_nothing_jumps_the_order_of_the_page(pages: dict[str, etree._Element]) -> None:
    assert told(pages, "//*[number(@tabindex) > 0]") == []


def test_no_name_is_given_twice_on_a_page(pages: dict[str, etree._Element]) -> None:
    for name, page in pages.items():
        assert [one for one, times in Counter(page.xpath("//@id")).items() if times > 1] == [], name


def test_every_other_language_is_one_we_know(pages: dict[str, etree._Element]) -> None:
    known = " or ".join(f"@lang='{code}'" for code in ("km", "rad", "cmo", "en"))
    assert told(pages, f"//body//*[@lang][not({known})]") == []
