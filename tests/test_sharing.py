"""A shared address comes out as it went in; a printed code is the one that segno draws."""

from __future__ import annotations

import re
import string
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from bulletin.sharing import Code, Codes, share_links

SITE = "https://thidua.minhhoa.example/"
TITLES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(TITLES)
def test_titles_and_addresses_come_back_letter_for_letter(title: str) -> None:
    share = share_links(title, f"{SITE}tin-tuc/đắk-nông/?a=1&b=2#đợt")
    for link in (share.mail, share.facebook):
        assert re.fullmatch(r"[A-Za-z0-9:/?&=%._~-]*", link)
    headers = dict(pair.split("=") for pair in share.mail.removeprefix("mailto:?").split("&"))
    assert headers.keys() == {"subject", "body"}
    assert unquote(headers["subject"]) == title
    assert unquote(headers["body"]) == f"{title}\r\n{SITE}tin-tuc/đắk-nông/?a=1&b=2#đợt"
    query = parse_qs(urlsplit(share.facebook).query)
    assert query == {"u": [f"{SITE}tin-tuc/đắk-nông/?a=1&b=2#đợt"]}


def test_vietnamese_letters_are_percent_encoded_as_utf_8() -> None:
    assert share_links("Đợt", SITE).mail.startswith("mailto:?subject=%C4%90%E1%BB%A3t&body=")


def modules(code: Code) -> list[list[int]]:
    """Return the dark and light modules of a drawn path, row by row."""
    grid = [[0] * code.size for _ in range(code.size)]
    assert code.path.startswith("M0 .5")
    x = y = 0
    for step, across, down in re.findall(r"([mh])(-?\d+) ?(\d*)", code.path[5:]):
        if step == "h":
            for at in range(x, x + int(across)):
                grid[y][at] = 1
        x, y = x + int(across), y + int(down or 0)
    return grid


def drawn_by_segno(address: str) -> list[list[int]]:
    made = segno.make_qr(address, mode="byte", error="m", mask=2, boost_error=False)
    return [list(row) for row in made.matrix]


@pytest.mark.parametrize("plain", [10**9, 0], ids=["drawn anew", "summed up"])
@pytest.mark.parametrize("length", [0, 1, 11, 12, 31, 32, 75, 76, 120, 300])
def test_a_code_is_what_segno_draws_of_the_address(plain: int, length: int) -> None:
    codes = Codes(SITE, plain=plain)
    letters = (string.ascii_lowercase + string.digits + "-/") * 10
    for address in (SITE + letters[:length], SITE + letters[7 : length + 7]):
        assert modules(codes.code(address)) == drawn_by_segno(address)


def test_an_address_of_another_site_is_drawn_as_well() -> None:
    address = "https://khac.example/tin/"
    assert modules(Codes(SITE, plain=0).code(address)) == drawn_by_segno(address)


def test_an_address_that_no_code_can_hold_is_refused() -> None:
    for plain in (1, 0):
        with pytest.raises(ValueError, match="too large"):
            Codes(SITE, plain=plain).code(SITE + "a" * 3000)
