"""What the pages of /du-lieu/ say: the list of data sets, and the dictionary of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bulletin.data.columns import Cell, Column
from bulletin.data.publish import FOLDER, OpenData, Part, Published, licence_of
from bulletin.dates import day_of
from bulletin.model import Bulletin
from bulletin.numbers import print_number
from bulletin.views._parts import Bit, Link

FORMATS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}


@dataclass(frozen=True)
class Offer:
    """A file to download: its format, and its size for those who pay by the byte."""

    link: Link
    size: str


@dataclass(frozen=True)
class PartView:
    """The files of a data set, or of one year of it."""

    year: str
    """`2024`, or `10/2024` for a month."""
    count: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class DatasetCard:
    """A line of the list."""

    link: Link
    about: str
    count: str
    changed: Bit
    parts: tuple[PartView, ...]


@dataclass(frozen=True)
class CatalogueView:
    """The list of all data sets, and on what terms they may be used."""

    agency: str
    licence: Bit
    citation: str
    sets: tuple[DatasetCard, ...]
    package: Offer
    checksums: Offer


@dataclass(frozen=True)
class ColumnView:
    """A line of the dictionary; `choices` are codes with their meaning."""

    key: str
    label: str
    type: str
    hint: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DatasetView:
    """The page of one data set: its files, its columns, its first rows."""

    card: DatasetCard
    licence: Bit
    citation: str
    schema: Link
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[str, ...], ...]
    sample: bool
    """Whether every row shown is sample data."""


def catalogue(bulletin: Bulletin, data: OpenData) -> CatalogueView:
    """Return the view of the list."""
    return CatalogueView(
        agency=bulletin.settings.agency,
        licence=_licence(bulletin),
        citation=_citation(bulletin, "bộ dữ liệu “…”", FOLDER),
        sets=tuple(_card(one, data.files) for one in data.published),
        package=_offer("datapackage.json", f"{FOLDER}datapackage.json", data.files),
        checksums=_offer("SHA256SUMS", f"{FOLDER}SHA256SUMS", data.files),
    )


def dataset_page(bulletin: Bulletin, data: OpenData, one: Published) -> DatasetView:
    """Return the view of one data set."""
    dataset = one.dataset
    return DatasetView(
        card=_card(one, data.files),
        licence=_licence(bulletin),
        citation=_citation(bulletin, f"bộ dữ liệu “{dataset.title}”", f"{FOLDER}{dataset.name}/"),
        schema=Link("JSON Schema", f"{FOLDER}schema/{dataset.name}.json"),
        columns=tuple(map(_column, dataset.columns)),
        rows=tuple(tuple(_shown(row.get(c.key)) for c in dataset.columns) for row in one.rows),
        sample=bool(one.rows) and all(row["sample"] for row in one.rows),
    )


def _licence(bulletin: Bulletin) -> Bit:
    words, url = licence_of(bulletin.settings)
    return Bit(words, url=url or "")


def _citation(bulletin: Bulletin, name: str, path: str) -> str:
    site = bulletin.settings
    newest = day_of(bulletin.updated.date)
    return f"{site.agency}: {site.site_name}, {name}, cập nhật {newest}. {site.site_url}{path}"


def _card(one: Published, files: Mapping[str, bytes]) -> DatasetCard:
    changed = day_of(one.changed) if one.changed else None
    return DatasetCard(
        link=Link(one.dataset.title, f"{FOLDER}{one.dataset.name}/"),
        about=one.dataset.about,
        count=print_number(Decimal(one.count)),
        changed=Bit(str(changed), iso=changed.iso)
        if changed
        else Bit("Không ghi ngày", absent=True),
        parts=tuple(_part(part, files) for part in one.parts),
    )


def _part(part: Part, files: Mapping[str, bytes]) -> PartView:
    return PartView(
        year="/".join(reversed(part.year.split("-"))),
        count=print_number(Decimal(part.count)),
        offers=tuple(_offer(FORMATS[e], path, files) for e, path in part.paths.items()),
    )


def _offer(text: str, path: str, files: Mapping[str, bytes]) -> Offer:
    return Offer(Link(text, path), _size(len(files[path])))


def _size(size: int) -> str:
    """Return a size as people read it: `12 KB`, `1,4 MB`."""
    if size < 1_000_000:
        return f"{print_number(Decimal(max(1, round(size / 1024))))} KB"
    return f"{print_number(round(Decimal(size) / 1024**2, 1))} MB"


def _column(column: Column) -> ColumnView:
    many = "danh sách: " if column.many else ""
    return ColumnView(
        column.key, column.label, f"{many}{column.type.label}", column.hint, column.choices
    )


def _shown(cell: Cell) -> str:
    """Print a cell as the files hold it."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return "; ".join(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)
