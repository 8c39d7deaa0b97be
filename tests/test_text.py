"""What `text` promises: one folding, the order of the alphabet, and slugs that fit an address."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.text import (
    FORBIDDEN,
    SLUG_LENGTH,
    cut,
    fold,
    folded_words,
    is_slug,
    nearest,
    normalise,
    one_line,
    slugify,
    sort_key,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đắk Nông", "dak nong"),
        ("Ðắk Nông", "dak nong"),  # Icelandic Ð, as old Vietnamese encodings gave it
        ("Ɖắk Nông", "dak nong"),
        ("TỔ BẢO VỆ ĐƯỜNG", "to bao ve duong"),
        (unicodedata.normalize("NFD", "Phong trào thi đua"), "phong trao thi dua"),
        ("abc", "abc"),
        ("ABC", "abc"),
    ],
)
def test_folding_drops_case_tones_and_letter_marks(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_care_how_marks_are_encoded(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_words_folded_piece_by_piece_are_those_of_the_folded_text(text: str) -> None:
    assert folded_words(text) == tuple(re.findall(r"[^\W_]+", fold(text)))


def test_folded_words_are_told_apart_whatever_joins_them() -> None:
    words = folded_words("Ông **Nguyễn\u00a0Văn**\nMẪU-Đức_2")
    assert " ".join(words) == "ong nguyen van mau duc 2"


@given(st.text())
def test_a_slug_is_ascii_and_fits_an_address(text: str) -> None:
    slug = slugify(text)[:SLUG_LENGTH].strip("-")
    assert slug.isascii()
    assert slug == "" or is_slug(slug)


def test_a_slug_keeps_words_and_numbers() -> None:
    assert slugify("Đợt 1: Nghệ An!") == "dot-1-nghe-an"
    assert slugify("Thi đua", separator="_") == "thi_dua"
    assert slugify("!?") == ""


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("591-kh-ubnd-2024", True),
        ("a" * SLUG_LENGTH, True),
        ("a" * (SLUG_LENGTH + 1), False),
        ("", False),
        ("Le", False),
        ("lễ", False),
        ("a--b", False),
        ("-a", False),
        ("a-", False),
        ("a b", False),
        ("a/b", False),
        ("a\n", False),
        ("..", False),
    ],
)
def test_a_slug_is_lower_case_ascii_with_single_hyphens(name: str, fits: bool) -> None:
    assert is_slug(name) is fits


@given(st.text())
def test_normal_text_is_composed(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("An", "Ăn"),
        ("Ăn", "Ân"),
        ("Dung", "Đạt"),
        ("Ðạt", "Em"),  # with the Icelandic Ð too
        ("Oanh", "Ông"),
        ("Ông", "Ơn"),
        ("Uy", "Ưng"),
        ("ma", "mà"),
        ("mà", "mả"),
        ("mả", "mã"),
        ("mã", "má"),
        ("má", "mạ"),
        ("mạ", "mai"),
        ("xã Minh Họa 2", "xã Minh Họa 10"),
        ("Tổ 007", "Tổ 8"),
        ("5", "a"),
    ],
)
def test_names_sort_by_the_vietnamese_alphabet_then_tone_and_numbers_by_value(
    first: str, second: str
) -> None:
    assert sort_key(first) < sort_key(second)


@given(st.lists(st.text()))
def test_anything_can_be_sorted(texts: list[str]) -> None:
    assert sorted(map(sort_key, texts)) == sorted(map(sort_key, reversed(texts)))


@pytest.mark.parametrize("odd", ["m²", "Ⅷ", "٣", "1" * 5000])
def test_odd_digits_can_be_sorted(odd: str) -> None:
    assert sort_key(odd) == sort_key(odd)
    assert sorted([odd, "a"], key=sort_key)


def test_the_nearest_name_ignores_accents_and_case() -> None:
    assert nearest("Tiêu đề", ["tieu-de", "summary"]) == "tieu-de"
    assert nearest("sumary", ["title", "summary"]) == "summary"
    assert nearest("xyz", ["title", "summary"]) is None
    assert nearest("xyz", []) is None


def test_the_nearest_of_equals_is_always_the_same() -> None:
    assert nearest("hòa", ["hoà", "hòa", "hoa"]) == nearest("hòa", ["hoa", "hòa", "hoà"])


@pytest.mark.parametrize(
    "hidden",
    ["\x00", "\x02", "\x1b", "\x7f", "\u00ad", "\u200b", "\u200e", "\u202e", "\u2066", "\ufeff"],
)
def test_characters_that_nobody_sees_are_forbidden(hidden: str) -> None:
    assert FORBIDDEN.search(f"a{hidden}b")


def test_letters_marks_and_line_breaks_are_allowed() -> None:
    text = unicodedata.normalize("NFD", "Đợt 1 – “Lực lượng mới…”\n\tặ 😀")
    assert not FORBIDDEN.search(text)


def test_one_line_has_single_spaces() -> None:
    assert one_line("  Lễ\n ra\t\tmắt ") == "Lễ ra mắt"


@given(st.text(max_size=60), st.integers(min_value=2, max_value=40))
def test_a_text_that_is_cut_fits_and_says_so(text: str, limit: int) -> None:
    found = cut(text, limit)
    assert len(found) <= limit
    assert found == text or found.endswith("…")


def test_a_text_is_cut_behind_a_word_and_loses_the_sign_after_it() -> None:
    assert cut("Lễ phát động, ngày hội", 16) == "Lễ phát động…"
    assert cut("Lễ phát động", 12) == "Lễ phát động"
    assert cut("mộttừrấtdài", 6) == "mộttừ…"
