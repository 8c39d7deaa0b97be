"""What a unit owes in, the Excel annex out: figures, units below, deeds, awards, and for staff only
the teams without deeds.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from bulletin.dates import Day
from bulletin.packing import Archive
from bulletin.reports.owed import Owed

FONT = "Times New Roman"
LINE_POINTS = 15.5
STAFF_ONLY = "Dùng nội bộ, không đăng, không gửi ra ngoài cơ quan."
_HEAD = PatternFill("solid", fgColor="DDDDDD")
_LINE = Side(style="thin")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_Column = tuple[str, int]
"""A heading, and how wide its column is in characters."""


def workbook_bytes(owed: Owed, now: datetime) -> bytes:
    """Return the workbook; the same facts give the same bytes."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = now.replace(tzinfo=None)
    book.properties.creator = owed.unit
    head = f"{owed.unit}: {owed.title}, {owed.campaign.title}"
    _sheet(book, "Phụ lục số liệu", head, _TARGETS, _target_rows(owed))
    if owed.units:
        _sheet(book, "Đơn vị cấp dưới", head, _UNITS, [_values(line) for line in owed.units])
    _sheet(book, "Việc tốt theo kỳ", head, _LOGS, [_values(line) for line in owed.logs])
    rows = [_values(line) for line in owed.silent]
    _sheet(book, "Tổ chưa có việc tốt", f"{head}. {STAFF_ONLY}", _SILENT, rows)
    _sheet(book, "Khen thưởng", head, _AWARDS, [_values(line) for line in owed.awards])
    made = BytesIO()
    # Workbook.save would put the clock's time into the file.
    ExcelWriter(book, Archive(made, "w", ZIP_DEFLATED)).save()
    return made.getvalue()


_TARGETS: tuple[_Column, ...] = (
    ("Mã", 8), ("Nội dung", 30), ("Chỉ tiêu (theo kế hoạch)", 44), ("Kết quả", 22), ("Tử số", 9),
    ("Mẫu số", 9), ("Giá trị", 9), ("Kết luận", 12), ("Cộng từ cấp dưới", 30), ("Ghi chú", 24),
)  # fmt: skip
_UNITS: tuple[_Column, ...] = (
    ("Đơn vị", 24), ("Mã", 8), ("Kết quả", 24), ("Kết luận", 12), ("Báo cáo", 24), ("Ghi chú", 24),
)  # fmt: skip
_LOGS: tuple[_Column, ...] = (
    ("Xã, phường", 24), ("Từ ngày", 12), ("Đến ngày", 12), ("Số tổ", 8), ("Đã báo cáo", 11),
    ("Có việc tốt", 11), ("Số việc", 9),
)  # fmt: skip
_SILENT: tuple[_Column, ...] = (
    ("Xã, phường", 24), ("Tổ", 44), ("Thôn, buôn, tổ dân phố", 24), ("Từ ngày", 12),
    ("Đến ngày", 12), ("Tình trạng", 30),
)  # fmt: skip
_AWARDS: tuple[_Column, ...] = (
    ("Số quyết định", 18), ("Ngày", 12), ("Cơ quan quyết định", 30), ("Về việc", 60), ("Được khen", 10),
)  # fmt: skip


def _values(line: Any) -> tuple[object, ...]:
    """Return what a line holds, days as days (astuple would take them apart)."""
    return tuple(getattr(line, one.name) for one in fields(line))


def _target_rows(owed: Owed) -> list[tuple[object, ...]]:
    return [
        (
            line.code, line.content, line.target, line.figure, line.numerator, line.denominator,
            line.value, line.conclusion, line.below, line.note,
        )
        for line in owed.targets
    ]  # fmt: skip


def _sheet(
    book: Any, name: str, head: str, columns: Sequence[_Column], rows: Iterable[Sequence[object]]
) -> None:
    """Add a sheet that prints on A4, its title above its table."""
    sheet = book.create_sheet(name)
    sheet.append([_plain(head)])
    sheet["A1"].font = Font(name=FONT, bold=True, size=13)
    sheet.append([])
    sheet.append([heading for heading, _ in columns])
    for row in rows:
        sheet.append([_cell(value) for value in row])
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.font = Font(name=FONT, bold=cell.row == 3)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = _FRAME
            if cell.row == 3:
                cell.fill = _HEAD
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
    _grow(sheet, columns)
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _grow(sheet: Any, columns: Sequence[_Column]) -> None:
    """Make rows as high as their longest text asks for: not every program does so by itself."""
    for cells in sheet.iter_rows(min_row=3):
        lines = [
            math.ceil(len(str(cell.value or "")) / (width - 1))
            for cell, (_, width) in zip(cells, columns, strict=True)
        ]
        sheet.row_dimensions[cells[0].row].height = LINE_POINTS * max(1, *lines)


def _cell(value: object) -> object:
    if isinstance(value, Day):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, int) or value is None else _plain(str(value))


def _plain(text: str) -> str:
    return text[:32_000]
