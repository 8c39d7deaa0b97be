"""A workbook in, its sheets as grids of texts out: .xlsx and .xls alike, bounded, nothing run.

Values become the text that staff would type (`05/10/2024`, `84,5`); formulas give the value they
were saved with, macros and links are never touched. What a merge covers shows its value everywhere.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import xlrd
from openpyxl.utils import column_index_from_string, get_column_letter

from bulletin.text import FORBIDDEN, normalise

MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
NO_RESULT = "chưa có kết quả"
"""What is told of a formula that no program has worked out yet."""
_AREA = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*[\"']"
    rb"\$?([A-Za-z]{1,3})\$?(\d{1,9}):\$?([A-Za-z]{1,3})\$?(\d{1,9})"
)


class WorkbookError(Exception):
    """The file is no workbook we read; `what` and `mend` are in Vietnamese."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Cell:
    """What stands in a cell as text, and where; `merged` tells that a merge lent it the value."""

    text: str
    row: int
    column: int
    merged: bool = False
    error: str = ""
    """What a formula came to, `#REF!` and the like; its text is empty then."""

    @property
    def where(self) -> str:
        """How people call the place: `D12`."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, and its rows from the first, each with its cells that hold anything."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: tuple[int, ...] = ()
    """Numbers of hidden rows that hold something."""


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """Return the visible sheets of a workbook; raises WorkbookError."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        raise WorkbookError(
            f"không mở được tệp ({error.strerror})", "Kiểm tra tên tệp, đóng tệp trong Excel"
        ) from None
    if raw is None:
        raise WorkbookError(f"tệp nặng quá {MOST_BYTES // 1_000_000} MB", "Bỏ bớt ảnh, tách tệp")
    if raw[:4] == b"PK\x03\x04":
        return tuple(_modern(raw))
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return tuple(_old(raw))
    raise WorkbookError(
        "không phải tệp Excel",
        "Mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx)",
    )


def _modern(raw: bytes) -> Iterator[Sheet]:
    broken = WorkbookError("tệp Excel bị hỏng", "Mở bằng Excel rồi lưu lại, hoặc lấy lại bản gốc")
    try:
        formulas = _inspect(raw)
        book = openpyxl.load_workbook(BytesIO(raw), data_only=True, keep_links=False)
        typed = openpyxl.load_workbook(BytesIO(raw), keep_links=False) if formulas else None
    except WorkbookError:
        raise
    except Exception:  # openpyxl raises whatever its parsers do on a broken part
        raise broken from None
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield _modern_sheet(sheet, typed[sheet.title] if typed is not None else None)


def _inspect(raw: bytes) -> bool:
    """Refuse what openpyxl would unpack or make without end; tell whether there are formulas.

    It makes every cell under a merge or link one by one, and all rows before we could count them.
    """
    formulas, too_big = False, ("tệp bung ra quá lớn", "Chép bảng sang một tệp mới rồi nhập lại")
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise WorkbookError(*too_big)
        for entry in archive.infolist():
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            text = archive.read(entry)
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\x00" in text[:4]:
                raise WorkbookError(
                    "tệp chứa khai báo mà Excel không bao giờ ghi", "Mở bằng Excel rồi lưu lại"
                )
            if entry.filename.startswith("xl/worksheets/"):
                formulas = formulas or b"<f" in text
                if text.count(b"<c ") > MOST_CELLS or text.count(b"<row") > 4 * MOST_ROWS:
                    raise WorkbookError(*too_big)
                if sum(_area(*corners) for corners in _AREA.findall(text)) > MOST_CELLS:
                    raise WorkbookError(
                        "tệp gộp ô trên một vùng quá lớn",
                        "Bỏ gộp ô (Unmerge Cells), hoặc chép bảng sang một tệp mới rồi nhập lại",
                    )
    return formulas


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """Count the cells between two corners."""
    first, last = (column_index_from_string(one.decode().upper()) for one in (left, right))
    across: int = abs(last - first) + 1
    return across * (abs(int(bottom) - int(top)) + 1)


def _modern_sheet(sheet: Any, typed: Any = None) -> Sheet:
    _bounded(sheet.title, sheet.max_row, sheet.max_column)
    lent: dict[tuple[int, int], Any] = {}
    for area in sheet.merged_cells.ranges:
        top = _modern_value(sheet.cell(area.min_row, area.min_col))
        last_row, last_column = min(area.max_row, MOST_ROWS), min(area.max_col, MOST_COLUMNS)
        for row in range(area.min_row, last_row + 1):
            for column in range(area.min_col, last_column + 1):
                if (row, column) != (area.min_row, area.min_col):
                    lent[row, column] = top
    rows = []
    for number in range(1, sheet.max_row + 1):
        cells = []
        for column in range(1, sheet.max_column + 1):
            merged = (number, column) in lent
            value = lent[number, column] if merged else _modern_value(sheet.cell(number, column))
            if value is not None:
                cells.append(_cell(value, number, column, merged))
            elif typed is not None and not merged and typed.cell(number, column).data_type == "f":
                cells.append(Cell("", number, column, error=NO_RESULT))
        rows.append(tuple(cell for cell in cells if cell.text or cell.error))
    hidden = (n for n, row in enumerate(rows, 1) if row and sheet.row_dimensions[n].hidden)
    return Sheet(normalise(sheet.title), tuple(rows), tuple(hidden))


def _modern_value(cell: Any) -> Any:
    """Return a cell's value; a share that is shown as a percentage is that percentage."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return f"{_text(round(value * 100, 10))}%"
    return value


def _old(raw: bytes) -> Iterator[Sheet]:
    try:
        # What it finds odd it would print, in English.
        book = xlrd.open_workbook(file_contents=raw, formatting_info=True, logfile=StringIO())
    except Exception:  # xlrd raises whatever its parsers do on a broken or locked file
        raise WorkbookError(
            "không đọc được tệp .xls: tệp hỏng hoặc có mật khẩu",
            "Mở bằng Excel, bỏ mật khẩu, lưu thành .xlsx",
        ) from None
    for sheet in book.sheets():
        if sheet.visibility == 0:
            yield _old_sheet(book, sheet)


def _old_sheet(book: Any, sheet: Any) -> Sheet:
    _bounded(sheet.name, sheet.nrows, sheet.ncols)
    lent = {
        (row, column): (top, left)
        for top, bottom, left, right in sheet.merged_cells
        for row in range(top, min(bottom, MOST_ROWS))
        for column in range(left, min(right, MOST_COLUMNS))
        if (row, column) != (top, left)
    }
    rows = []
    for row in range(sheet.nrows):
        cells = []
        for column in range(sheet.ncols):
            at = lent.get((row, column), (row, column))
            if at[0] < sheet.nrows and at[1] < sheet.ncols:
                value = _old_value(book, sheet.cell(*at))
                cells.append(_cell(value, row + 1, column + 1, (row, column) in lent))
        rows.append(tuple(cell for cell in cells if cell.text or cell.error))
    hidden = (
        n for n, row in enumerate(rows, 1)
        if row and n - 1 in sheet.rowinfo_map and sheet.rowinfo_map[n - 1].hidden
    )  # fmt: skip
    return Sheet(normalise(sheet.name), tuple(rows), tuple(hidden))


def _old_value(book: Any, cell: Any) -> Any:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#LỖI")
    return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value


def _bounded(name: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise WorkbookError(
            f"trang `{name}` rộng {columns} cột, dài {rows} hàng; chỉ đọc đến {MOST_COLUMNS} cột, "
            f"{MOST_ROWS} hàng",
            "Xóa hẳn (Delete) các hàng, cột trống có định dạng ở cuối trang, hoặc tách tệp",
        )


def _cell(value: Any, row: int, column: int, merged: bool) -> Cell:
    text = _text(value)
    if (
        text.startswith("#")
        and text.rstrip("!?/0A").isupper()
        and text.endswith(("!", "?", "A", "0"))
    ):
        return Cell("", row, column, merged, text)
    return Cell(text, row, column, merged)


def _text(value: Any) -> str:
    """Return a value as staff would type it: days by day and month, decimals with a comma."""
    if isinstance(value, datetime):
        day = f"{value:%d/%m/}{value.year:04}"
        return f"{day} {value:%H:%M}" if (value.hour, value.minute) != (0, 0) else day
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year:04}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    lines = (" ".join(line.split()) for line in str(value).split("\n"))
    text = normalise("\n".join(line for line in lines if line))
    return text if not FORBIDDEN.search(text) else FORBIDDEN.sub("", text)
