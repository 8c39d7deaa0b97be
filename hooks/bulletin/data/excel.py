"""Rows in, an Excel file out: typed cells, and a second sheet that explains the columns."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from bulletin.data.columns import Cell, Row, Table, Type
from bulletin.packing import Archive

LONGEST = 32_767
"""Characters that a cell can hold."""
EXACT = 15
"""Digits that Excel keeps; a longer number is written as text rather than rounded."""
OLDEST = datetime(1980, 1, 1)
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""`_x0041_` in a cell means a letter (ECMA-376, 22.4.2.4), unless its first sign is written so."""
_WIDE = {Type.TEXT: 28, Type.ID: 18, Type.URL: 18}


def excel_bytes(
    dataset: Table, rows: Iterable[Row], notes: Sequence[tuple[str, str]], updated: datetime | None
) -> bytes:
    """Return the workbook; `notes` are facts on the data for the sheet that explains it.

    Where `updated` is not known, the workbook bears the oldest day that a ZIP file can.
    """
    book = Workbook(write_only=True)
    stamp = updated.replace(tzinfo=None) if updated else OLDEST
    book.properties.created = book.properties.modified = stamp
    book.properties.creator = notes[0][1]
    book.properties.title = dataset.title
    _data_sheet(book, dataset, rows)
    _explaining_sheet(book, dataset, notes)
    made = BytesIO()
    # Workbook.save would put the clock's time into the file.
    ExcelWriter(book, Archive(made, "w", ZIP_DEFLATED)).save()
    return made.getvalue()


def _data_sheet(book: Any, dataset: Table, rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(dataset.title)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(dataset.columns, 1):
        width = _WIDE.get(column.type, 14)
        sheet.column_dimensions[get_column_letter(number)].width = width
    keys = [column.key for column in dataset.columns]
    sheet.append([_bold(sheet, key) for key in keys])
    height = 1
    for row in rows:
        sheet.append([_value(sheet, row.get(key)) for key in keys])
        height += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(keys))}{height}"


def _value(sheet: Any, cell: Cell) -> Any:
    """Return a cell for openpyxl: text never becomes a formula, a number keeps every digit."""
    if cell is None or cell == ():
        return None
    if isinstance(cell, tuple):
        cell = "\n".join(cell)
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    if isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= EXACT:
        return float(cell) if cell != cell.to_integral_value() else int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and len(str(abs(cell))) <= EXACT:
        return cell
    if isinstance(cell, bool | date):
        return cell
    return _text(sheet, f"{cell:f}" if isinstance(cell, Decimal) else str(cell))


def _text(sheet: Any, text: str) -> Any:
    """Return a text; openpyxl takes `=…` for a formula and `#N/A` for an error unless told."""
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    if text[:1] not in ("=", "#"):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _explaining_sheet(book: Any, dataset: Table, notes: Sequence[tuple[str, str]]) -> None:
    sheet = book.create_sheet("Giải thích")
    for letter, width in zip("ABCD", (26, 34, 30, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    for label, words in (("Bộ dữ liệu", dataset.title), ("Mỗi dòng", dataset.about), *notes):
        sheet.append([_bold(sheet, label), _text(sheet, words)])
    sheet.append([])
    sheet.append([_bold(sheet, head) for head in ("Cột", "Tên", "Kiểu", "Ý nghĩa")])
    for column in dataset.columns:
        choices = "; ".join(f"{value}: {label}" for value, label in column.choices)
        meaning = f"{column.hint}. {choices}" if choices else column.hint
        many = "mỗi dòng trong ô một giá trị: " if column.many else ""
        cell = WriteOnlyCell(sheet, meaning)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([column.key, column.label, f"{many}{column.type.label}", cell])
