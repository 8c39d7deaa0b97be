"""A few colours of an agency's own make palettes in which everything can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from bulletin.colours import (
    DARK,
    LIGHT,
    SHAPE,
    TEXT,
    WHITE,
    contrast,
    css,
    darker_until,
    least_contrast,
    lighter_until,
    palettes,
)
from conftest import ROOT

TOKENS = (ROOT / "hooks/theme/css/tokens.css").read_text("utf-8")
ANY = some.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54),
     ("#0000ff", "#ffffff", 8.59)],
)  # fmt: skip
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_the_grounds_are_those_of_the_palettes() -> None:
    blocks = re.findall(r"--paper: (\S+);.*?--card: (\S+);.*?--panel: (\S+);", TOKENS, re.S)
    assert blocks[:2] == [LIGHT, DARK]


@given(ANY)
def test_a_colour_moves_no_further_than_it_must(colour: str) -> None:
    darker = darker_until(colour, LIGHT)
    assert least_contrast(darker, LIGHT) >= TEXT
    if least_contrast(colour, LIGHT) >= TEXT:
        assert darker == colour


@given(ANY, ANY, ANY)
@example("#727000", "#000000", "#000000")  # a fill already darker than its own shade
def test_whatever_the_colours_all_text_can_be_read(brand: str, accent: str, link: str) -> None:
    brand = darker_until(brand, (WHITE, *LIGHT))
    accent = lighter_until(accent, (brand,), SHAPE)
    light, dark = palettes(brand, accent, darker_until(link, (WHITE, *LIGHT)))
    for tokens, grounds in ((light, LIGHT), (dark, DARK)):
        pairs = [
            *((tokens["red"], ground) for ground in (*grounds, tokens["red-soft"])),
            *((tokens["navy"], ground) for ground in (*grounds, tokens["navy-soft"])),
            *((tokens["gold-ink"], ground) for ground in (*grounds, tokens["gold-soft"])),
            *((WHITE, tokens[name]) for name in ("red-fill", "red-deep", "foot", "strip")),
            *((tokens["mast-note"], colour) for colour in re.findall(r"#\w{6}", tokens["mast"])),
            *((WHITE, colour) for colour in re.findall(r"#\w{6}", tokens["mast"])),
        ]
        for text, ground in pairs:
            assert contrast(text, ground) >= TEXT, (text, ground)


def test_an_agency_without_colours_of_its_own_changes_nothing() -> None:
    assert css(None, None, None) == ""


def test_one_colour_leaves_the_others_as_they_are() -> None:
    light, dark = palettes(None, None, "#0a4b8c")
    assert {*light, *dark} == {"navy", "navy-soft"}


def test_own_colours_name_only_tokens_that_exist_and_never_touch_high_contrast() -> None:
    rules = css("#0b5a5e", "#8fd0a8", "#0a4b8c")
    assert set(re.findall(r"(--[\w-]+):", rules)) <= set(re.findall(r"(--[\w-]+):", TOKENS))
    on_screen = re.findall(r"^(\S.*) \{$", rules[rules.index("@media") :], re.M)
    assert on_screen == [
        "@media screen",
        ':root:not([data-md-color-scheme="slate"])',
        ':root[data-md-color-scheme="slate"]:not([data-contrast="high"])',
    ]
