"""Workbooks for staff to fill in, made from TABLES: headings, hints, lists to choose from, a sample.

What is chosen from stands on a hidden sheet: names of the commune's teams, of offices, targets of
the campaign. The sheet *Mẫu đã điền* shows two filled rows; its name keeps it from being imported.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from bulletin.intake.tables import SAMPLE, TABLES, Column, Table
from bulletin.kinds import Campaign, Entry, Locality, Organisation, Roster
from bulletin.packing import Archive

LISTS = "Danh mục"
ROWS = 60
"""So many rows are ready to be filled in; more may be added below."""
FONT = "Times New Roman"
_HEAD = PatternFill("solid", fgColor="F4D9A8")
_ASKED = PatternFill("solid", fgColor="FFF8E6")
_LINE = Side(style="thin", color="999999")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WIDE = {
    "what": 60,
    "achievement": 50,
    "title": 34,
    "name": 40,
    "team": 34,
    "target": 40,
    "full_name": 24,
}

Shelves = Mapping[str, Mapping[str, Entry]]


def form_bytes(
    tables: Sequence[Table], shelves: Shelves, campaign: str, commune: str, now: datetime
) -> bytes:
    """Return a workbook with a sheet a table; `commune` (a slug, or ``) is filled in where asked."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = now.replace(tzinfo=None)
    lists = _Lists(shelves, campaign, commune)
    for table in tables:
        _sheet(book, table, lists, campaign, commune, shelves)
    _sample(book, tables[0])
    lists.write(book)
    made = BytesIO()
    # Workbook.save would put the clock's time into the file.
    ExcelWriter(book, Archive(made, "w", ZIP_DEFLATED)).save()
    return made.getvalue()


class _Lists:
    """What columns are chosen from, kept on one hidden sheet."""

    def __init__(self, shelves: Shelves, campaign: str, commune: str) -> None:
        self.shelves, self.campaign, self.commune = shelves, campaign, commune
        self.columns: list[tuple[str, list[str]]] = []

    def of(self, column: Column) -> str:
        """Return the range to choose a column's values from; `` where anything may be typed."""
        values = self._values(column)
        if not values:
            return ""
        title = f"{column.heading} ({column.key})"
        if (title, values) not in self.columns:
            self.columns.append((title, values))
        letter = get_column_letter(self.columns.index((title, values)) + 1)
        return f"'{LISTS}'!${letter}$2:${letter}${len(values) + 1}"

    def _values(self, column: Column) -> list[str]:
        if column.choices:
            return [label for _, label in column.choices]
        last = column.place[-1]
        if last == "team" and self.commune:
            roster = self.shelves[Roster.KIND].get(self.commune)
            return (
                [team.name for team in roster.teams if not team.end]
                if isinstance(roster, Roster)
                else []
            )
        known = self.shelves[Campaign.KIND].get(self.campaign)
        if isinstance(known, Campaign) and last == "target":
            return [f"{code}: {target.as_printed}" for code, _, target in known.numbered_targets()]
        if isinstance(known, Campaign) and last == "content":
            return [known.content_code(order) for order in range(len(known.contents))]
        if column.refers_to == Locality.KIND:
            places = self.shelves[Locality.KIND].values()
            return [one.name for one in places if isinstance(one, Locality) and one.closed is None]
        if column.refers_to:
            return [entry.name for entry in self.shelves[column.refers_to].values()]
        return ["có"] if last == "posthumous" else []

    def write(self, book: Any) -> None:
        """Add the hidden sheet."""
        sheet = book.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        for number, (title, values) in enumerate(self.columns, 1):
            for row, text in enumerate((title, *values), 1):
                _put(sheet, row, number, text)


def _sheet(
    book: Any, table: Table, lists: _Lists, campaign: str, commune: str, shelves: Shelves
) -> None:
    sheet = book.create_sheet(table.title)
    _title(sheet, table.title.upper(), table.about, len(table.columns))
    row = 3
    for column in table.once:
        _label(sheet, row, 1, column)
        _put(sheet, row, 2, _known(column, campaign, commune, shelves)).fill = _ASKED
        sheet.cell(row, 2).border = _FRAME
        _offer(sheet, lists.of(column), f"B{row}")
        row += 1
    head = row + 1
    _headings(sheet, table.columns, head)
    labels = max((len(column.heading) + 4 for column in table.once), default=0)
    for number, column in enumerate(table.columns, 1):
        letter = get_column_letter(number)
        _offer(sheet, lists.of(column), f"{letter}{head + 1}:{letter}{head + ROWS}")
        sheet.column_dimensions[letter].width = _width(column, labels if number == 1 else 0)
        for below in range(head + 1, head + ROWS + 1):
            cell = sheet.cell(below, number)
            cell.border, cell.font = _FRAME, Font(name=FONT)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@" if column.place[-1] not in _NUMBERS else "General"
        if not table.once and column.refers_to == Locality.KIND and commune:
            _put(sheet, head + 1, number, shelves[Locality.KIND][commune].name)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    _on_paper(sheet)


def _width(column: Column, least: int) -> int:
    """Return how wide a column is: the first holds the labels of what is told once, too."""
    return max(_WIDE.get(column.place[-1], 18), least)


_NUMBERS = frozenset(
    ("numerator", "denominator", "value", "phase", "date", "start", "end", "as_of", "decided_on")
)


def _known(column: Column, campaign: str, commune: str, shelves: Shelves) -> str:
    slug = {Campaign.KIND: campaign, Locality.KIND: commune}.get(column.refers_to, "")
    entry = shelves[column.refers_to].get(slug) if slug else None
    if entry is None:
        return ""
    return entry.short_title if isinstance(entry, Campaign) else entry.name


def _sample(book: Any, table: Table) -> None:
    """Add a sheet that shows the first table filled in; its values are the declared examples."""
    sheet = book.create_sheet(SAMPLE)
    about = (
        f"[Minh họa] Chỉ để xem cách điền trang “{table.title}”: tên, số liệu không có thật; trang này "
        "không được nhập."
    )
    _title(sheet, SAMPLE.upper(), about, len(table.columns))
    for row, column in enumerate(table.once, 3):
        _label(sheet, row, 1, column)
        _put(sheet, row, 2, _example(column)).border = _FRAME
    head = 4 + len(table.once)
    labels = max((len(column.heading) + 4 for column in table.once), default=0)
    _headings(sheet, table.columns, head)
    for number, column in enumerate(table.columns, 1):
        wide = _width(column, labels if number == 1 else 0)
        sheet.column_dimensions[get_column_letter(number)].width = wide
        second = _SECOND.get(column.key, "" if table.key == "deeds" else _example(column))
        for row, text in ((head + 1, _example(column)), (head + 2, second)):
            cell = _put(sheet, row, number, text)
            cell.border = _FRAME
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    _on_paper(sheet)


_SECOND = {"rows.team": "thôn 2", "rows.what": "không có"}
"""A second row of deeds: how a team without any is told."""


_NAMED = {
    Campaign.KIND: "Thi đua vì an ninh, trật tự ở cơ sở Tỉnh Minh Họa",
    Locality.KIND: "xã Minh Họa 1",
    Organisation.KIND: "UBND xã Minh Họa 1",
}
"""What samples name: nothing that there is."""


_SHOWN = {
    "rows.people.basis": "consent",
    "rows.people.minor": "",
    "rows.people.name_policy": "",
    "recipients.kind": "collective",
    "recipients.posthumous": "",
}
"""What the sample shows where the field's own example would not go with the rest of the row."""


def _example(column: Column) -> str:
    shown = _SHOWN.get(column.key, column.example)
    if not shown or "person" in column.place:  # a collective has no papers
        return ""
    labels = dict(column.choices)
    if labels:
        return labels.get(shown, next(iter(labels.values())))
    return _NAMED.get(column.refers_to, shown)


def _title(sheet: Any, title: str, about: str, columns: int) -> None:
    _put(sheet, 1, 1, title).font = Font(name=FONT, bold=True, size=14)
    cell = _put(sheet, 2, 1, about)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=max(columns, 2))
    sheet.row_dimensions[2].height = 34


def _label(sheet: Any, row: int, number: int, column: Column) -> None:
    _put(sheet, row, number, f"{column.heading}{' *' if column.required else ''}").font = Font(
        name=FONT, bold=True
    )


def _headings(sheet: Any, columns: Iterable[Column], row: int) -> None:
    for number, column in enumerate(columns, 1):
        _label(sheet, row, number, column)
        cell = sheet.cell(row, number)
        cell.fill, cell.border = _HEAD, _FRAME
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        needed = "Phải có." if column.required else "Không bắt buộc."
        fixed = column.refers_to or column.choices
        told = "" if fixed else f"Ví dụ: {column.example}\n"
        cell.comment = Comment(f"{column.hint}.\n{told}{needed}", "Bản tin", 120, 260)
    sheet.row_dimensions[row].height = 32


def _offer(sheet: Any, values: str, where: str) -> None:
    """Let cells be chosen from a list; other names may still be typed, the import tells them."""
    if values:
        rule = DataValidation(
            type="list", formula1=values, allow_blank=True, showErrorMessage=False
        )
        sheet.add_data_validation(rule)
        rule.add(where)


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    cell = sheet.cell(row, column, text)
    cell.font = Font(name=FONT)
    if text:
        cell.data_type = "s"  # never a formula, whatever a name begins with
    return cell


def _on_paper(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def tables_named(keys: Iterable[str]) -> tuple[Table, ...]:
    """Return the tables of those keys, all where none is named."""
    wanted = set(keys)
    return tuple(table for table in TABLES if not wanted or table.key in wanted)
