"""A Bulletin in, the files of /du-lieu/ out, with what the page tells of them."""

import json
import pickle
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from bulletin.data import DATASETS
from bulletin.data.columns import Dataset, Row
from bulletin.data.excel import excel_bytes
from bulletin.data.schema import json_schema, table_schema
from bulletin.data.write import csv_bytes, json_bytes
from bulletin.model import Bulletin
from bulletin.settings import Settings
from bulletin.store import Store, code_version, digest

FOLDER = "du-lieu/"
MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST_ROWS, MOST_BYTES = 20_000, 5_000_000
"""A data set with more rows, or a longer JSON, is split by year; such a year by month."""
_YEAR, _MONTH = 4, 7
"""Signs of an ISO date that name its year, its month."""
SHOWN = 3
"""So many rows stand on a data set's page."""


@dataclass(frozen=True)
class Part:
    """A whole data set, or one year or month of it: its files by ending."""

    year: str
    """`2024`, or `2024-10` where a year is too long; `` for a whole data set."""
    count: int
    paths: Mapping[str, str]


@dataclass(frozen=True)
class Published:
    """A data set as published."""

    dataset: Dataset
    count: int
    changed: date | None
    """The day of the newest change among its rows; None for registers."""
    rows: tuple[Row, ...]
    """The first few, for its page."""
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class OpenData:
    """Everything below /du-lieu/ save the pages."""

    published: tuple[Published, ...]
    files: Mapping[str, bytes]


def licence_of(settings: Settings) -> tuple[str, str | None]:
    """Return what the data may be used for, in words, and where that is written."""
    if settings.data_licence is not None:
        return settings.data_licence.text, settings.data_licence.url
    return (
        f"Chưa nêu giấy phép riêng cho dữ liệu; theo điều kiện chung của trang: {settings.licence}",
        None,
    )


def open_data(bulletin: Bulletin, store: Store | None = None) -> OpenData:
    """Return the files of all data sets, their schemas, the data package and the checksums."""
    files: dict[str, bytes] = {}
    published = []
    for dataset in DATASETS:
        made = _publish(bulletin, dataset, files, store or Store(None))
        published.append(made)
        schema = json_schema(dataset, schema_address(bulletin, dataset))
        files[f"{FOLDER}schema/{dataset.name}.json"] = _text(schema)
    files[f"{FOLDER}datapackage.json"] = _text(_package(bulletin, published, files))
    sums = (
        f"{sha256(files[path]).hexdigest()}  {path.removeprefix(FOLDER)}\n"
        for path in sorted(files)
    )
    files[f"{FOLDER}SHA256SUMS"] = "".join(sums).encode()
    return OpenData(tuple(published), files)


def schema_address(bulletin: Bulletin, dataset: Dataset) -> str:
    """Return the full address of a data set's JSON Schema."""
    return f"{bulletin.settings.site_url}{FOLDER}schema/{dataset.name}.json"


def _publish(
    bulletin: Bulletin, dataset: Dataset, files: dict[str, bytes], store: Store
) -> Published:
    """Add the files of one data set; return what the page tells of it."""
    rows = list(dataset.rows(bulletin))
    whole = json_bytes(_envelope(bulletin, dataset, rows), dataset.columns, rows)
    base = f"{FOLDER}{dataset.name}"
    if dataset.year and (len(rows) > MOST_ROWS or len(whole) > MOST_BYTES):
        parts = tuple(_split(bulletin, dataset, rows, files, store, _YEAR))
        files[f"{base}.json"] = _index(bulletin, dataset, parts, rows)
    else:
        files[f"{base}.json"] = whole
        parts = (_tables(bulletin, dataset, Part("", len(rows), _paths(base)), rows, files, store),)
    updated = newest_change(rows)
    changed = updated.date() if updated else None
    return Published(dataset, len(rows), changed, tuple(rows[:SHOWN]), parts)


def _paths(base: str) -> dict[str, str]:
    return {ending: f"{base}.{ending}" for ending in ("xlsx", "csv", "json")}


def _split(
    bulletin: Bulletin,
    dataset: Dataset,
    rows: list[Row],
    files: dict[str, bytes],
    store: Store,
    signs: int,
) -> Iterator[Part]:
    """Write a part for every year, newest first; for every month of a year that is too long."""
    periods: dict[str, list[Row]] = {}
    for row in rows:
        periods.setdefault(str(row[dataset.year])[:signs], []).append(row)
    for period, found in sorted(periods.items(), reverse=True):
        part = Part(period, len(found), _paths(f"{FOLDER}{dataset.name}-{period}"))
        envelope = {**_envelope(bulletin, dataset, found), **_period(period)}
        data = json_bytes(envelope, dataset.columns, found)
        if signs == _YEAR and (len(found) > MOST_ROWS or len(data) > MOST_BYTES):
            yield from _split(bulletin, dataset, found, files, store, _MONTH)
            continue
        files[part.paths["json"]] = data
        yield _tables(bulletin, dataset, part, found, files, store)


def _period(period: str) -> dict[str, str]:
    """Return the year of a part, and its month where it is one."""
    month = {"month": period} if len(period) == _MONTH else {}
    return {"year": period[:_YEAR], **month}


def _tables(
    bulletin: Bulletin,
    dataset: Dataset,
    part: Part,
    rows: list[Row],
    files: dict[str, bytes],
    store: Store,
) -> Part:
    """Write the CSV and the Excel file of a part."""
    files[part.paths["csv"]] = csv_bytes(dataset.columns, rows)
    words, url = licence_of(bulletin.settings)
    notes: tuple[tuple[str, str], ...] = (
        ("Cơ quan công bố", bulletin.settings.agency),
        ("Trang", f"{bulletin.settings.site_url}{FOLDER}{dataset.name}/"),
        ("Điều kiện sử dụng", f"{words} ({url})" if url else words),
    )
    if updated := newest_change(rows):
        notes += (("Thay đổi gần nhất", updated.isoformat()),)
    # A workbook takes ten times as long as a CSV. The pickle, which tells a number from a text that
    # prints alike, is hashed and thrown away.
    key = digest("xlsx", code_version(), dataset.name, notes, pickle.dumps(rows, 5))
    kept = store.get(key)
    made = b64decode(kept) if kept else excel_bytes(dataset, rows, notes, updated)
    if not kept:
        store.put(key, b64encode(made).decode())
    files[part.paths["xlsx"]] = made
    return part


def newest_change(rows: Sequence[Row]) -> datetime | None:
    """Return when the newest of the rows was changed; None for registers, which do not say.

    The moment of the build stands nowhere: a site that is published anew by a timer, with nothing
    new to say, must be the same to the byte.
    """
    changes = (row.get("updated_at") for row in rows)
    return max((one for one in changes if isinstance(one, datetime)), default=None)


def _envelope(bulletin: Bulletin, dataset: Dataset, rows: Sequence[Row]) -> dict[str, object]:
    """Return what stands in a JSON file around the rows."""
    words, url = licence_of(bulletin.settings)
    updated = newest_change(rows)
    return {
        "dataset": dataset.name,
        "title": dataset.title,
        "description": dataset.about,
        "schema": schema_address(bulletin, dataset),
        "page": f"{bulletin.settings.site_url}{FOLDER}{dataset.name}/",
        "publisher": bulletin.settings.agency,
        "licence": {"text": words, "url": url},
        "updated": updated.isoformat() if updated else None,
        "count": len(rows),
    }


def _index(
    bulletin: Bulletin, dataset: Dataset, parts: tuple[Part, ...], rows: Sequence[Row]
) -> bytes:
    """Return the JSON of a data set that is split: where its years and months are."""
    site = bulletin.settings.site_url
    listed = [
        {**_period(part.year), "count": part.count, **{e: site + p for e, p in part.paths.items()}}
        for part in parts
    ]
    return _text({**_envelope(bulletin, dataset, rows), "parts": listed})


def _package(
    bulletin: Bulletin, published: list[Published], files: Mapping[str, bytes]
) -> dict[str, object]:
    """Return the Data Package (Frictionless, 2.0): every CSV with its size, hash and columns."""
    settings = bulletin.settings
    words, url = licence_of(settings)
    licence = {"path": url, "title": words} if url else {"name": "custom", "title": words}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "du-lieu-mo",
        "id": f"tag:{settings.guid_domain},{settings.guid_year}:data",
        "title": f"Dữ liệu mở: {settings.site_name}",
        "homepage": f"{settings.site_url}{FOLDER}",
        "created": bulletin.updated.instant.isoformat(),
        "contributors": [{"title": settings.agency, "roles": ["publisher"]}],
        "licenses": [licence],
        "resources": [
            _resource(one.dataset, part, files) for one in published for part in one.parts
        ],
    }


def _resource(dataset: Dataset, part: Part, files: Mapping[str, bytes]) -> dict[str, object]:
    path = part.paths["csv"]
    return {
        "name": path.removeprefix(FOLDER).removesuffix(".csv"),
        "type": "table",
        "path": path.removeprefix(FOLDER),
        "title": f"{dataset.title} {part.year}".strip(),
        "description": dataset.about,
        "format": "csv",
        "mediatype": MEDIA_TYPES["csv"],
        "encoding": "utf-8",
        "bytes": len(files[path]),
        "hash": f"sha256:{sha256(files[path]).hexdigest()}",
        "schema": table_schema(dataset),
    }


def _text(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
