"""What all tables' entries are made with: names, choices, days; what is not understood is kept."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bulletin.dates import Day
from bulletin.intake.entries.days import DayMistake, read_day
from bulletin.intake.names import Names, Unknown
from bulletin.intake.rows import Line, Mistake, at
from bulletin.intake.tables import Column, plain
from bulletin.intake.written import Node, Value
from bulletin.kinds import Entry

YES = frozenset(("co", "x", "true", "dung"))
NO = frozenset(("khong", "false", "sai"))


@dataclass(frozen=True)
class Made:
    """An entry that a workbook makes: its kind, its slug, its fields with the cells behind them."""

    kind: type[Entry]
    slug: str
    tree: Mapping[str, Node]
    sheet: str
    line: int


class Maker:
    """Turns the rows of one table into entries; what cannot be understood becomes mistakes."""

    def __init__(self, names: Names, stamp: str, mistakes: list[Mistake]) -> None:
        self.names, self.stamp, self.mistakes = names, stamp, mistakes

    def refuse(self, line: Line, column: Column, what: str, mend: str) -> None:
        """Keep a mistake at a cell of a line, or at the line where the cell is empty."""
        cell = line.cells.get(column.key)
        if cell is not None and cell.error:
            return  # the formula is told already: what it lacks follows from that
        if cell is not None:
            self.mistakes.append(at(line.sheet, cell, column, what, mend))
        else:
            row = f"hàng {line.number}"
            self.mistakes.append(
                Mistake(line.sheet, line.number, 0, row, column.heading, what, mend)
            )

    def slug(self, line: Line, column: Column) -> str:
        """Return the slug of what a cell names; `` (told) if it names nothing, or is empty."""
        return self._asked(line, column, self.names.slug)

    def choice(self, line: Line, column: Column, default: str = "") -> str:
        """Return the fixed value a cell stands for; `` (told) if it stands for none."""
        if not line.text(column.key) and default:
            return default
        return self._asked(line, column, self.names.choice)

    def truth(self, line: Line, column: Column) -> str:
        """Return `true` for a yes, `` for a no or nothing; anything else is told."""
        said = plain(line.text(column.key))
        if said and said not in YES | NO:
            what = f"`{line.text(column.key)}` không phải có hay không"
            self.refuse(line, column, what, "Ghi “có”, hoặc để trống")
        return "true" if said in YES else ""

    def day(self, line: Line, column: Column, within: tuple[Day, Day] | None = None) -> str:
        """Return a full day as typed (`05/10/2024`); a day without year gets the period's."""
        return self._asked(line, column, lambda _, text: _read(text, within))

    def campaign(self, line: Line, column: Column) -> str:
        """Return the campaign that a cell names; where there is only one, none need be named."""
        if not line.text(column.key) and self.names.only_campaign:
            return self.names.only_campaign
        return self.slug(line, column)

    def team(self, line: Line, column: Column, commune: str) -> str:
        """Return `<commune>/<id>` of the team that a cell names; `` (told) if it names none."""
        if not line.text(column.key):
            self.refuse(line, column, "chưa ghi tổ nào", mend_of(column))
            return ""
        if not commune:
            return ""
        return self._asked(line, column, lambda _, text: self.names.team(commune, text))

    def _asked(self, line: Line, column: Column, ask: Callable[[Column, str], str]) -> str:
        text = line.text(column.key)
        if not text:
            if column.required:
                self.refuse(line, column, f"chưa ghi “{column.heading}”", mend_of(column))
            return ""
        try:
            return ask(column, text)
        except Unknown as unknown:
            self.refuse(line, column, unknown.what, unknown.mend)
            return ""


def _read(text: str, within: tuple[Day, Day] | None) -> str:
    try:
        day = read_day(text, within)
    except DayMistake as mistake:
        raise Unknown(mistake.what, mistake.mend) from None
    return f"{day.day:02}/{day.month:02}/{day.year}"


def mend_of(column: Column) -> str:
    """Return what to write into a cell of a column."""
    if column.choices:
        return f"Ghi một trong: {', '.join(f'“{label}”' for _, label in column.choices)}"
    return f"{column.hint}, ví dụ: {column.example}"


def grouped(lines: Iterable[Line], keys: Iterable[str]) -> Iterator[list[Line]]:
    """Yield lines that say the same under some columns, in the order in which the first stands."""
    wanted = tuple(keys)
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault(tuple(plain(line.text(key)) for key in wanted), []).append(line)
    yield from groups.values()


def filled(tree: Mapping[str, Node | None]) -> dict[str, Node]:
    """Return the fields that hold something."""
    return {
        key: node
        for key, node in tree.items()
        if node is not None and not (isinstance(node, Value) and not node.text) and node != []
    }


def number_in(text: str) -> str:
    """Return the number in `Đợt 1`; the text as it is where it holds none."""
    found = re.search(r"\d+", text)
    return found[0] if found else text
