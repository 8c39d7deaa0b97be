"""A sheet's grid in, the rows of its table out: headings found, merges filled, totals left out."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.intake.sheets import NO_RESULT, Cell, Sheet
from bulletin.intake.tables import IGNORED, PERSONAL, SAMPLE, TABLES, Column, Table, plain
from bulletin.lettering import conversion, old_encoding
from bulletin.privacy import personal_data
from bulletin.text import nearest

LOOK_FOR_HEADINGS = 30
_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong)\b")
_TOTAL_ALONE = re.compile(r"(?:tong(?: cong| so)?|cong)(?: cong)?(?: \d+(?: \w+){0,4})?")
_COUNTED = re.compile(r"[\d.,]+\s?%?(?:\s\w+){0,3}|[-–—x]?")
_MARK = re.compile(r"^(?:nguoi lap|ghi chu|noi nhan|huong dan|vi du)\b")


@dataclass(frozen=True, order=True)
class Mistake:
    """What is wrong in a workbook, sorted by place; `column` is the heading, `` for a whole row."""

    sheet: str
    row: int
    column_number: int
    where: str
    heading: str
    what: str
    mend: str

    def told(self, file: str) -> str:
        """Return it as staff read it: `a.xlsx, trang “Việc tốt”, ô D12 (Ngày): …`."""
        spot = f", {'ô ' if self.column_number else ''}{self.where}" if self.where else ""
        named = f" ({self.heading})" if self.heading else ""
        sheet = f", trang “{self.sheet}”" if self.sheet else ""
        return f"{file}{sheet}{spot}{named}: {self.what}\n    Cách sửa: {self.mend}"


@dataclass(frozen=True)
class Line:
    """A row of a table: what stands under each column, by the column's key."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]

    def text(self, key: str) -> str:
        """Return what stands under a column; `` for nothing."""
        cell = self.cells.get(key)
        return cell.text if cell else ""


@dataclass(frozen=True)
class Filled:
    """A sheet that was understood: its table, and its rows."""

    table: Table
    sheet: Sheet
    lines: tuple[Line, ...]


def at(sheet: str, cell: Cell, column: Column | None, what: str, mend: str) -> Mistake:
    """Return a mistake in one cell."""
    heading = column.heading if column else ""
    return Mistake(sheet, cell.row, cell.column, cell.where, heading, what, mend)


def fill(sheets: tuple[Sheet, ...], mistakes: list[Mistake]) -> Iterator[Filled]:
    """Yield the sheets that hold a table of ours; what cannot be understood becomes mistakes."""
    for sheet in sheets:
        if plain(sheet.name).startswith(plain(SAMPLE)):
            continue
        for name, cell in _old_texts(sheet):
            what = f"chữ có vẻ gõ bằng phông {name}, không phải Unicode: `{cell.text[:40]}`"
            mistakes.append(at(sheet.name, cell, None, what, conversion(name, "chữ của bảng")))
        found = _table_of(sheet)
        if found is None:
            continue
        table, head = found
        columns = _columns(sheet, table, head, mistakes)
        once = _once(sheet, table, head)
        mistakes += [_wrong_formula(sheet, table, key, c) for key, c in once.items() if c.error]
        lines = tuple(_lines(sheet, table, columns, once, head, mistakes))
        for number in sheet.hidden:
            if number > head:
                mistakes.append(
                    Mistake(sheet.name, number, 0, f"hàng {number}", "", "hàng đang bị ẩn mà có chữ",
                            "Bỏ ẩn (Unhide) để xem lại, rồi xóa hẳn nếu không dùng")
                )  # fmt: skip
        mistakes += _personal(sheet, table, once, lines)
        yield Filled(table, sheet, lines)


def _old_texts(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    """Yield the first cells of a sheet that are typed in an old encoding; one a sheet is enough."""
    for row in sheet.rows:
        for cell in row:
            if name := old_encoding(cell.text):
                yield name, cell
                return


def _table_of(sheet: Sheet) -> tuple[Table, int] | None:
    """Return the table a sheet holds and the row of its headings; None if it holds none."""
    best: tuple[int, Table, int] | None = None
    for number, row in enumerate(sheet.rows[:LOOK_FOR_HEADINGS], 1):
        said = [plain(cell.text) for cell in row if not cell.merged]
        for table in TABLES:
            known = sum(any(word in column.words for column in table.all) for word in said)
            required = sum(
                any(word in column.words for word in said)
                for column in table.columns
                if column.required and not column.carries
            )
            named = 2 if plain(sheet.name).startswith(plain(table.title)) else 0
            score = 2 * known + 3 * required + named
            if known >= 2 and required and (best is None or score > best[0]):
                best = (score, table, number)
    return (best[1], best[2]) if best else None


def _columns(sheet: Sheet, table: Table, head: int, mistakes: list[Mistake]) -> dict[int, Column]:
    """Return the columns of a table by their number in the sheet."""
    found: dict[int, Column] = {}
    names = {word: column for column in table.all for word in column.words}
    for cell in sheet.rows[head - 1]:
        word = plain(cell.text)
        if cell.merged or word in IGNORED:
            continue
        column = names.get(word)
        if column is None and word in PERSONAL:
            what = f"cột “{cell.text}” chứa dữ liệu cá nhân; trang không nhận, cũng không cần"
            mistakes.append(
                at(sheet.name, cell, None, what, "Xóa hẳn cột ấy khỏi bảng, rồi lưu lại")
            )
        elif column is None:
            near = nearest(word, names)
            listed = ", ".join(f"“{one.heading}”" for one in table.all)
            mend = f"Có phải “{names[near].heading}”?" if near else f"Các cột dùng được: {listed}"
            mistakes.append(at(sheet.name, cell, None, f"không hiểu cột “{cell.text}”", mend))
        elif column in found.values():
            mistakes.append(
                at(sheet.name, cell, column, "cột này có hai lần", "Giữ một cột, xóa cột kia")
            )
        else:
            found[cell.column] = column
    for column in table.columns:
        if (
            column.required
            and column not in found.values()
            and column.key not in _keys(_once(sheet, table, head))
        ):
            mistakes.append(
                Mistake(sheet.name, head, 0, f"hàng {head}", "", f"thiếu cột “{column.heading}”",
                        "Thêm cột ấy, hoặc dùng mẫu mới: python scripts/import.py mau")
            )  # fmt: skip
    return found


def _keys(once: Mapping[str, Cell]) -> set[str]:
    return set(once)


def _once(sheet: Sheet, table: Table, head: int) -> dict[str, Cell]:
    """Return what is told once above the table: a label in one cell, its value in the next."""
    names = {word: column for column in table.all for word in column.words}
    told: dict[str, Cell] = {}
    for row in sheet.rows[: head - 1]:
        own = [cell for cell in row if not cell.merged]
        for cell, following in itertools.pairwise(own):
            column = names.get(plain(cell.text.rstrip(":")))
            if column is not None and column.key not in told:
                told[column.key] = following
    return told


def _lines(
    sheet: Sheet, table: Table, columns: Mapping[int, Column], once: Mapping[str, Cell], head: int,
    mistakes: list[Mistake],
) -> Iterator[Line]:  # fmt: skip
    """Yield the filled rows below the headings; blank ones and totals are none."""
    above: dict[str, Cell] = dict(once)
    for number, row in enumerate(sheet.rows[head:], head + 1):
        if _is_no_row(row, columns):
            continue
        cells = {columns[c.column].key: c for c in row if c.column in columns}
        mistakes += [
            _wrong_formula(sheet, table, key, cell) for key, cell in cells.items() if cell.error
        ]
        own = {key: cell for key, cell in cells.items() if not cell.merged}
        told = {key for key in own if not table.column(key).carries}
        carried = {key: cell for key, cell in above.items() if table.column(key).carries}
        above |= {key: cell for key, cell in cells.items() if table.column(key).carries}
        if told:
            yield Line(sheet.name, number, {**carried, **cells})


def _wrong_formula(sheet: Sheet, table: Table, key: str, cell: Cell) -> Mistake:
    """Return what is wrong with a cell whose formula gives nothing to read."""
    what, mend = f"công thức cho lỗi {cell.error}", "Sửa công thức, hoặc gõ thẳng giá trị"
    if cell.error == NO_RESULT:
        what = "ô là công thức chưa có kết quả"
        mend = "Mở tệp bằng Excel rồi bấm Lưu, hoặc gõ thẳng giá trị"
    return at(sheet.name, cell, table.column(key), what, mend)


def _is_no_row(row: Sequence[Cell], columns: Mapping[int, Column]) -> bool:
    """Tell whether a row below the headings is a total, or a line about the table.

    A deed may begin with the same words (*Tổng vệ sinh*, *Hướng dẫn*): then more is told beside it,
    or it stands where deeds stand.
    """
    if not row:
        return True
    first, *others = row
    word = plain(first.text)
    others = [cell for cell in others if cell.text and cell.text != first.text]
    if _TOTAL.match(word):
        counts = all(_COUNTED.fullmatch(cell.text) for cell in others)
        free = columns.get(first.column)
        is_label = free is None or free.refers_to != "" or free.carries or free.place[-1] == "date"
        return counts and (is_label or _TOTAL_ALONE.fullmatch(word) is not None)
    return _MARK.match(word) is not None and not any(cell.column in columns for cell in others)


def _personal(
    sheet: Sheet, table: Table, once: Mapping[str, Cell], lines: Iterable[Line]
) -> Iterator[Mistake]:
    """Yield the cells that hold personal data (see privacy.py), each finding of each cell once."""
    told = dict.fromkeys(
        (key, cell)
        for cells in (once, *(line.cells for line in lines))
        for key, cell in cells.items()
        if not cell.merged
    )
    for key, cell in told:
        for found in personal_data(cell.text):
            words = cell.text[found.start : found.end]
            yield at(sheet.name, cell, table.column(key), f"{found.what}: `{words}`", found.mend)
