"""Vietnam's provinces and communes since 1/7/2025 with what each was made of, read on demand.

The 34 files in `data/` are facts, not content: `scripts/extract_places.py` writes them. The index
tells which codes belong to which province, so a question about a commune reads the index and one
province's file. Codes are texts: they start with zeros.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn, TypeVar

from bulletin.problems import ContentError, Problem
from bulletin.source import Mapping, Node, Scalar, Sequence, read_source

DATA = Path(__file__).resolve().parent / "data"
_NAME = "hooks/bulletin/places/data/{}"
_MEND = "Chạy lại scripts/extract_places.py, hoặc lấy lại tệp gốc"
_U = TypeVar("_U", bound="Unit")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its code, its level in lower case and its name: `68`, `tỉnh`, `Lâm Đồng`."""

    code: str
    prefix: str
    name: str

    @property
    def full_name(self) -> str:
        """The name with its level: `tỉnh Lâm Đồng`."""
        return f"{self.prefix} {self.name}"


@dataclass(frozen=True, slots=True)
class Province(Unit):
    """A present province and the former ones it was made of, itself among them."""

    former: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class FormerDistrict(Unit):
    """A district as it was until 30/6/2025, in its former province."""

    province: Unit


@dataclass(frozen=True, slots=True)
class FormerUnit(Unit):
    """A former commune; an island district that had none stands here with its own code.

    `partly` tells that it was divided: each commune that lists it received a part.
    """

    district: FormerDistrict
    partly: bool


@dataclass(frozen=True, slots=True)
class Commune(Unit):
    """A present commune, the code of its province, and what it was made of."""

    province: str
    former: tuple[FormerUnit, ...]


@dataclass(frozen=True, slots=True)
class Former:
    """A former commune and the present ones it went to: several if it was divided."""

    unit: FormerUnit
    communes: tuple[Commune, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the index says of a province: its file, and the ranges that hold its communes' codes."""

    province: Province
    file: str
    codes: tuple[tuple[str, str], ...]

    def holds(self, code: str) -> bool:
        """Tell whether a commune of that code, present or former, can only be in this province."""
        return any(len(code) == len(a) and a <= code <= b for a, b in self.codes)


def provinces() -> tuple[Province, ...]:
    """Return the 34 provinces by code; reads the index alone."""
    return tuple(entry.province for entry in _index())


def commune(code: str) -> Commune | None:
    """Return the present commune of that code; reads its province's file alone."""
    return next((found for found in _around(code) if found.code == code), None)


def official(code: str) -> Province | Commune | None:
    """Return the province (two digits) or commune (five) of a present code, reading one file."""
    if len(code) == len(provinces()[0].code):
        return next((province for province in provinces() if province.code == code), None)
    return commune(code)


def communes_of(province_code: str) -> tuple[Commune, ...]:
    """Return the present communes of a province by code; none if no province has that code."""
    files = (entry.file for entry in _index() if entry.province.code == province_code)
    return next((_communes(file, province_code) for file in files), ())


def former(code: str) -> Former | None:
    """Return the former commune of that code with what it became; reads one province's file.

    Most present communes kept the code of one that they were made of, so a code alone does not tell
    whether the old or the new commune is meant: ask here for the old, `commune` for the new.
    """
    heirs = [(one, unit) for one in _around(code) for unit in one.former if unit.code == code]
    return Former(heirs[0][1], tuple(one for one, _ in heirs)) if heirs else None


def _around(code: str) -> tuple[Commune, ...]:
    """Return the communes of the one province that can hold that code, or none."""
    entry = next((entry for entry in _index() if entry.holds(code)), None)
    return _communes(entry.file, entry.province.code) if entry else ()


# Both readers are cached: the files change with a reform, not while a site is built, what they
# return is frozen throughout, and 124 communes of a province would else read its file 124 times.
@cache
def _index() -> tuple[_Entry, ...]:
    """Return what the index says, by province."""
    file = _File("index.yml")
    entries = []
    for row in file.rows(file.root, "provinces"):
        merged = tuple(Unit(*file.unit(old)) for old in file.rows(row, "former"))
        province = Province(*file.unit(row), merged)
        entries.append(_Entry(province, file.text(row, "file"), tuple(file.pairs(row, "codes"))))
    return tuple(entries)


@cache
def _communes(name: str, province: str) -> tuple[Commune, ...]:
    """Return the communes in the file of that name, which is that province's."""
    file = _File(name)
    merged = {}
    for row in file.rows(file.root, "former_provinces"):
        code, prefix, label = file.unit(row)
        merged[code] = Unit(code, prefix, label)
    districts = {}
    for row in file.rows(file.root, "former_districts"):
        code, prefix, label = file.unit(row)
        home = file.one_of(merged, row, "province")
        districts[code] = FormerDistrict(code, prefix, label, home)

    def part(row: Mapping) -> FormerUnit:
        district = file.one_of(districts, row, "district")
        partly = "partly" in row.items and file.text(row, "partly") == "true"
        return FormerUnit(*file.unit(row), district, partly)

    return tuple(
        Commune(*file.unit(row), province, tuple(map(part, file.rows(row, "former"))))
        for row in file.rows(file.root, "communes")
    )


class _File:
    """One data file, read; whatever it lacks raises ContentError with its line."""

    def __init__(self, name: str) -> None:
        self.name = _NAME.format(name)
        tree = read_source(DATA / name, self.name)
        if isinstance(tree, Problem):
            raise ContentError([tree])
        self.root = tree

    def text(self, row: Mapping, key: str) -> str:
        """Return the text of a key."""
        value = row.items.get(key)
        if isinstance(value, Scalar) and value.text:
            return value.text
        self._refuse(row, key)

    def unit(self, row: Mapping) -> tuple[str, str, str]:
        """Return the code, level and name that every unit has."""
        return self.text(row, "code"), self.text(row, "prefix"), self.text(row, "name")

    def rows(self, row: Mapping, key: str) -> Iterator[Mapping]:
        """Pass on the mappings in a list."""
        for item in self._list(row, row.items.get(key), key):
            if not isinstance(item, Mapping):
                self._refuse(item, key)
            yield item

    def pairs(self, row: Mapping, key: str) -> Iterator[tuple[str, str]]:
        """Pass on the pairs of texts in a list."""
        for item in self._list(row, row.items.get(key), key):
            match self._list(row, item, key):
                case [Scalar(first), Scalar(last)]:
                    yield first, last
                case _:
                    self._refuse(item, key)

    def one_of(self, known: dict[str, _U], row: Mapping, key: str) -> _U:
        """Return what the code at a key stands for."""
        code = self.text(row, key)
        if code not in known:
            self._refuse(row, key)
        return known[code]

    def _list(self, row: Mapping, node: Node | None, key: str) -> list[Node]:
        if isinstance(node, Sequence):
            return node.items
        self._refuse(node or row, key)

    def _refuse(self, node: Node, key: str) -> NoReturn:
        raise ContentError(
            [Problem(self.name, node.line, f"mục `{key}` thiếu hoặc không đúng dạng", _MEND)]
        )
