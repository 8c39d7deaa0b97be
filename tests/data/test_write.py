"""Files promise: every value exact, nothing that a spreadsheet runs, the same bytes each time."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.data.cells import dated_cells
from bulletin.data.columns import Column, Dataset, Row, Type, text
from bulletin.data.excel import LONGEST, excel_bytes
from bulletin.data.write import csv_bytes, guarded, json_bytes
from bulletin.dates import ZONE, parse_day
from bulletin.text import FORBIDDEN
from data.reading import DANGEROUS, NUMBER, csv_rows, excel_rows, json_rows, unguarded

NOW = datetime(2025, 7, 10, 7, 0, tzinfo=ZONE)
COLUMNS = (
    text("id", "Định danh", "Không đổi"),
    text("what", "Việc", "Đã làm gì"),
    text("many", "Nhiều", "Từng điều", many=True),
    Column("count", Type.INTEGER, "Số", "Đếm"),
    Column("value", Type.NUMBER, "Giá trị", "Như in"),
    Column("on", Type.DATE, "Ngày", "Ngày"),
    Column("at", Type.MOMENT, "Lúc", "Lúc"),
    Column("sample", Type.BOOLEAN, "Minh họa", "true"),
)
DATASET = Dataset("thu", "Thử", "Mỗi dòng là một phép thử.", COLUMNS, lambda _: iter(()))
NOTES = (("Cơ quan công bố", "=HYPERLINK(1)"),)
PLAIN = st.text(max_size=40).map(lambda t: " ".join(FORBIDDEN.sub("", t).split()))


def excel(*rows: Row, now: datetime = NOW) -> bytes:
    return excel_bytes(DATASET, rows, NOTES, now)


@given(PLAIN | st.sampled_from(DANGEROUS).flatmap(lambda sign: PLAIN.map(lambda t: sign + t)))
def test_a_guarded_text_is_no_formula_and_gives_back_what_was_typed(typed: str) -> None:
    found = guarded(typed)
    assert not found.startswith(DANGEROUS) or NUMBER.fullmatch(found)
    assert unguarded(found) == typed


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+84 1", "'+84 1"),
        ("-5", "-5"),
        ("-5,3%", "-5,3%"),
        ("-2+3", "'-2+3"),
        ("'=1", "''=1"),
        ("dưới 5", "dưới 5"),
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_numbers_stay_numbers(
    typed: str, held: str
) -> None:
    assert guarded(typed) == held


@given(PLAIN, st.lists(PLAIN, max_size=3))
def test_every_text_is_the_same_in_json_csv_and_excel(typed: str, several: list[str]) -> None:
    row: Row = {"id": "a", "what": typed, "many": tuple(several)}
    assert json_rows(json_bytes({"dataset": "thu"}, COLUMNS, [row]))[0]["what"] == typed
    assert json_rows(json_bytes({"dataset": "thu"}, COLUMNS, [row]))[0]["many"] == several
    held = csv_rows(csv_bytes(COLUMNS, [row]))[0]
    assert unguarded(held["what"]) == typed
    assert [unguarded(one) for one in held["many"].split("\n")] == (several or [""])
    sheet = excel_rows(excel(row))[0]
    assert sheet.get("what", "") == typed
    assert sheet.get("many", "") == "\n".join(several)


@pytest.mark.parametrize("typed", ["=1+1", "#N/A", "#DIV/0!", "_x0041_", "_x005F_x0041_", "'=1"])
def test_text_in_excel_is_text_letter_for_letter(typed: str) -> None:
    made = excel({"id": "a", "what": typed})
    assert excel_rows(made)[0]["what"] == typed
    cell = openpyxl.load_workbook(io.BytesIO(made))["Thử"]["B2"]
    assert cell.data_type == "s"


def test_values_keep_their_type_in_excel_and_every_digit_in_json_and_csv() -> None:
    long = Decimal("1234567890123456789.5")
    row: Row = {
        "id": "a", "count": -5, "value": Decimal("84.50"), "on": date(2024, 10, 7), "at": NOW,
        "sample": True,
    }  # fmt: skip
    rows = [row, {"id": "b", "value": long}]
    held = csv_bytes(COLUMNS, rows).decode()
    assert "a,,,-5,84.50,2024-10-07,2025-07-10T07:00:00+07:00,true\r\n" in held
    assert f"b,,,,{long},,,\r\n" in held
    assert b'"value":84.50,' in json_bytes({"dataset": "thu"}, COLUMNS, rows)
    assert f'"value":{long},'.encode() in json_bytes({"dataset": "thu"}, COLUMNS, rows)
    sheet = openpyxl.load_workbook(io.BytesIO(excel(*rows)))["Thử"]
    assert [cell.value for cell in sheet[2]] == [
        "a", None, None, -5, 84.5, datetime(2024, 10, 7), datetime(2025, 7, 10, 7), True,
    ]  # fmt: skip
    assert sheet["E3"].value == str(long)


def test_blank_is_never_nought() -> None:
    rows: list[Row] = [{"id": "a"}, {"id": "b", "count": 0, "value": Decimal(0)}]
    none, nought = json_rows(json_bytes({"dataset": "thu"}, COLUMNS, rows))
    assert (none["count"], none["value"], none["many"]) == (None, None, [])
    assert (nought["count"], nought["value"]) == (0, 0)
    assert [row["count"] for row in csv_rows(csv_bytes(COLUMNS, rows))] == ["", "0"]
    assert [row.get("count") for row in excel_rows(excel(*rows))] == [None, "0"]


def test_a_text_longer_than_excel_holds_says_that_it_was_cut() -> None:
    cut = excel_rows(excel({"id": "a", "what": "x" * (LONGEST + 1)}))[0]["what"]
    assert len(cut) == LONGEST
    assert cut.endswith("x…")


def test_an_excel_file_has_a_fixed_header_a_filter_and_a_sheet_that_explains() -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel({"id": "a"}, {"id": "b"})))
    assert book.sheetnames == ["Thử", "Giải thích"]
    assert (book["Thử"].freeze_panes, book["Thử"].auto_filter.ref) == ("A2", "A1:H3")
    told = [[cell.value for cell in row] for row in book["Giải thích"]]
    assert ["Mỗi dòng", "Mỗi dòng là một phép thử.", None, None] in told
    assert ["Cơ quan công bố", "=HYPERLINK(1)", None, None] in told
    assert ["what", "Việc", "chữ", "Đã làm gì"] in told


def test_an_excel_file_is_made_of_rows_and_now_alone() -> None:
    one, other = excel({"id": "a"}), excel({"id": "a"})
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as book:
        assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-07-10T07:00:00Z" in book.read("docProps/core.xml")
    assert one != excel({"id": "a"}, now=NOW.replace(hour=8))


@pytest.mark.parametrize(
    ("typed", "held", "precision"),
    [
        ("07/10/2024 22:39", "2024-10-07T22:39:00+07:00", "minute"),
        ("07/10/2024", "2024-10-07", "day"),
        ("8/2024", "2024-08", "month"),
        ("2024", "2024", "year"),
        ("23/8", "--08-23", "day_of_unknown_year"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(typed: str, held: str, precision: str) -> None:
    assert dated_cells("on", parse_day(typed)) == {"on": held, "on_precision": precision}


def test_the_envelope_of_json_is_whole_with_and_without_rows() -> None:
    for rows in ([], [{"id": "a"}]):
        assert json.loads(json_bytes({"dataset": "thu"}, COLUMNS, rows))["dataset"] == "thu"
