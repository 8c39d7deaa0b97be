"""What `dates` promises: what sources print is read as printed, and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.dates import ZONE, DateError, Day, day_of, parse_day

FULL = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MINUTES = st.none() | st.tuples(st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-10-07", Day(2024, 10, 7)),
        ("07/10/2024", Day(2024, 10, 7)),
        ("7/10/2024", Day(2024, 10, 7)),
        (" 07/10/2024 22:39 ", Day(2024, 10, 7, 22, 39)),
        ("2024-10-07 22:39", Day(2024, 10, 7, 22, 39)),
        ("2024-10-07T07:05", Day(2024, 10, 7, 7, 5)),
        ("07/10/2024, 00:00", Day(2024, 10, 7, 0, 0)),
        ("2024-08", Day(2024, 8)),
        ("8/2024", Day(2024, 8)),
        ("2024", Day(2024)),
        ("23/8", Day(None, 8, 23)),
        ("29/02", Day(None, 2, 29)),
        ("29/02/2024", Day(2024, 2, 29)),
    ],
)
def test_dates_are_read_as_staff_write_them(written: str, day: Day) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("22:39", "giờ, chưa có ngày"),
        ("31/02/2024", "không có ngày"),
        ("29/02/2023", "không có ngày"),
        ("31/02", "không có ngày"),
        ("13/2024", "không có ngày"),
        ("2024-13-01", "không có ngày"),
        ("00/10/2024", "không có ngày"),
        ("07/00/2024", "không có ngày"),
        ("2024-00", "không có ngày"),
        ("0000", "không có ngày"),
        ("00/8", "không có ngày"),
        ("24/10/1024", "nằm ngoài 1900–2100"),
        ("2101", "nằm ngoài 1900–2100"),
        ("07/10/2024 24:00", "không có giờ"),
        ("07/10/2024 22:60", "không có giờ"),
        ("hôm qua", "không đọc được"),
        ("07/10/24", "không đọc được"),
        ("2024-10-07 22", "không đọc được"),
        ("7.10.2024", "không đọc được"),
        ("", "không đọc được"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(written: str, said: str) -> None:
    with pytest.raises(DateError, match=said):
        parse_day(written)


@given(FULL)
def test_a_printed_date_reads_back(day: date) -> None:
    assert parse_day(str(day_of(day))) == day_of(day)


@given(st.integers(1900, 2100), st.none() | st.integers(1, 12))
def test_a_printed_month_or_year_reads_back(year: int, month: int | None) -> None:
    assert parse_day(str(Day(year, month))) == Day(year, month)


@given(FULL)
def test_a_printed_day_of_an_unknown_year_reads_back(day: date) -> None:
    known = Day(None, day.month, day.day)
    assert parse_day(str(known)) == known


@given(FULL, MINUTES)
def test_the_iso_form_of_a_full_date_is_its_instant(
    day: date, clock: tuple[int, int] | None
) -> None:
    known = Day(day.year, day.month, day.day, *(clock or ()))
    assert datetime.fromisoformat(known.iso).replace(tzinfo=ZONE) == known.instant


@given(st.text())
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        day = parse_day(text)
    except DateError as error:
        assert text in str(error)
    else:
        assert day.iso and str(day) and day.stamp
        assert not day.is_full or day.instant.tzinfo is ZONE


@pytest.mark.parametrize(
    ("day", "printed", "iso", "stamp"),
    [
        (Day(2024, 8, 19), "19/8/2024", "2024-08-19", "Thứ Hai, 19/08/2024"),
        (Day(2025, 2, 3), "03/02/2025", "2025-02-03", "Thứ Hai, 03/02/2025"),
        (Day(2024, 1, 14), "14/01/2024", "2024-01-14", "Chủ Nhật, 14/01/2024"),
        (
            Day(2024, 10, 7, 22, 39),
            "07/10/2024",
            "2024-10-07T22:39+07:00",
            "Thứ Hai, 07/10/2024 22:39",
        ),
        (
            Day(2024, 10, 7, 0, 0),
            "07/10/2024",
            "2024-10-07T00:00+07:00",
            "Thứ Hai, 07/10/2024 00:00",
        ),
        (Day(2024, 2), "2/2024", "2024-02", "2/2024"),
        (Day(2024), "2024", "2024", "2024"),
        (Day(None, 8, 23), "23/8", "08-23", "23/8"),
        (Day(None, 2, 3), "03/02", "02-03", "03/02"),
    ],
)
def test_dates_are_printed_as_acts_and_portals_print_them(
    day: Day, printed: str, iso: str, stamp: str
) -> None:
    assert (str(day), day.iso, day.stamp) == (printed, iso, stamp)


def test_a_partial_date_has_no_calendar_date() -> None:
    for partial in (Day(2024), Day(2024, 8), Day(None, 8, 23)):
        assert not partial.is_full
        with pytest.raises(ValueError, match="not a full date"):
            _ = partial.date


def test_a_moment_of_another_zone_falls_on_the_vietnamese_day() -> None:
    assert day_of(datetime(2024, 10, 6, 17, 30, tzinfo=UTC)) == Day(2024, 10, 7, 0, 30)
    assert day_of(datetime(2024, 10, 7, 1, tzinfo=timezone(timedelta(hours=9)))) == Day(
        2024, 10, 6, 23, 0
    )
