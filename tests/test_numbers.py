"""What `numbers` promises: no figure is ever misread by a factor of a thousand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.numbers import NumberError, parse_number, print_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("80", "80"),
        (" 80 ", "80"),
        ("07", "7"),
        ("0", "0"),
        ("84,5", "84.5"),
        ("84.5", "84.5"),
        ("-2,5", "-2.5"),
        ("0,125", "0.125"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1.234,5", "1234.5"),
        ("3,7970", "3.797"),
        ("12345", "12345"),
    ],
)
def test_numbers_are_read_as_staff_write_them(written: str, number: str) -> None:
    assert parse_number(written) == Decimal(number)


@pytest.mark.parametrize("written", ["3.797", "3,797", "-12.500", "999.000"])
def test_a_number_that_reads_two_ways_is_refused_and_both_mends_work(written: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_number(written)
    thousands, decimals = refused.value.mend.split("`")[1::2]
    assert parse_number(thousands) == 1000 * parse_number(decimals)


@pytest.mark.parametrize(
    "written",
    ["", "80%", "một nửa", "1.23.456", "1,2,3", "1e5", "--1", "NaN", "Infinity", "1 000", "½"],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(NumberError, match="không phải số"):
        parse_number(written)


def test_a_number_longer_than_any_report_counts_is_refused() -> None:
    assert parse_number("1" * 28) == Decimal("1" * 28)
    with pytest.raises(NumberError, match="dài quá"):
        parse_number("1" * 29)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_a_printed_number_reads_back_or_is_refused_as_ambiguous(number: Decimal) -> None:
    printed = print_number(number)
    try:
        assert parse_number(printed) == number
    except NumberError as refused:
        readings = [parse_number(mend) for mend in refused.mend.split("`")[1::2]]
        assert number in readings


@given(st.text(alphabet="0123456789.,- %a", max_size=40))
def test_any_text_is_a_number_or_is_refused_with_a_mend(text: str) -> None:
    try:
        number = parse_number(text)
    except NumberError as refused:
        assert refused.what and refused.mend
    else:
        assert number.is_finite()
        assert print_number(number)


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("0", "0"),
        ("0.0", "0"),
        ("3797", "3.797"),
        ("84.5", "84,5"),
        ("84.50", "84,5"),
        ("100", "100"),
        ("1E+3", "1.000"),
        ("-1234567.25", "-1.234.567,25"),
        ("1234567890123456789012345678", "1.234.567.890.123.456.789.012.345.678"),
    ],
)
def test_numbers_are_printed_with_commas_for_decimals_and_dots_for_thousands(
    number: str, printed: str
) -> None:
    assert print_number(Decimal(number)) == printed
