"""Rows of tables in, entries to be written out: one a commune and period, report, decision, roster."""

from collections.abc import Iterable, Iterator

from bulletin.intake.entries.awards import awards
from bulletin.intake.entries.deeds import deeds
from bulletin.intake.entries.maker import Made, Maker
from bulletin.intake.entries.results import results
from bulletin.intake.entries.rosters import rosters
from bulletin.intake.names import Names
from bulletin.intake.rows import Filled, Line, Mistake
from bulletin.intake.tables import AWARDS, DEEDS, RESULTS, ROSTERS

__all__ = ["Made", "entries"]


def entries(
    filled: Iterable[Filled], names: Names, stamp: str, mistakes: list[Mistake]
) -> list[Made]:
    """Return the entries of all sheets; `stamp` is when drafts are dated."""
    maker = Maker(names, stamp, mistakes)
    sheets = list(filled)
    made: list[Made] = []
    # Rosters first: the teams they name are those that deeds of the same workbook speak of.
    for table, make in (
        (ROSTERS, rosters),
        (DEEDS, deeds),
        (RESULTS, results),
        (AWARDS, awards),
    ):
        lines = [line for one in sheets if one.table is table for line in one.lines]
        mistakes += _repeated(lines)
        made += make(maker, table, lines)
    seen: dict[tuple[str, str], Made] = {}
    for one in made:
        first = seen.setdefault((one.kind.KIND, one.slug), one)
        if first is not one:
            mistakes.append(
                Mistake(one.sheet, one.line, 0, f"hàng {one.line}", "",
                        f"hai nhóm hàng cùng thành một mục `{one.slug}`",
                        f"Xem lại hàng {first.line} trang “{first.sheet}”: hai kỳ trùng tháng, hai "
                        "quyết định trùng số?")
            )  # fmt: skip
    return made


def _repeated(lines: Iterable[Line]) -> Iterator[Mistake]:
    """Yield rows that say what another says already, letter for letter."""
    seen: dict[tuple[tuple[str, str], ...], Line] = {}
    for line in lines:
        said = tuple(sorted((key, " ".join(cell.text.split())) for key, cell in line.cells.items()))
        first = seen.setdefault(said, line)
        if first is not line:
            spot = f"hàng {first.number}" + (
                "" if first.sheet == line.sheet else f" trang “{first.sheet}”"
            )
            yield Mistake(
                line.sheet, line.number, 0, f"hàng {line.number}", "", f"giống hệt {spot}",
                "Xóa một hàng; nếu là hai việc khác nhau thì ghi rõ chỗ khác nhau",
            )  # fmt: skip
