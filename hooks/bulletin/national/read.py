"""The open data of one province's site in, from its address or from a folder: checked, bounded.

What stands there is somebody else's words: nothing of it is trusted but its shape, no link leaves
the province's own site, and every file must be the one that SHA256SUMS names.
"""

import hashlib
import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PATIENCE_SECONDS = 30
MOST_BYTES = 64 * 1024 * 1024
SETS = ("campaigns", "phases", "targets", "results", "localities", "news")
"""The sets whose rows are read; of others only the number of rows is taken."""
COUNTED = ("exemplars", "awards", "deeds", "reports")
_FOLDER = "du-lieu/"

Fetch = Callable[[str], bytes]
"""A name below the data folder in, its bytes out; raises OSError."""
Row = Mapping[str, Any]


class ProvinceError(Exception):
    """A province's data cannot be used; the text says why and what to do, in Vietnamese."""


@dataclass(frozen=True)
class Province:
    """What one province's site says of itself."""

    site: str
    """Its address, which every link of it begins with."""
    agency: str
    updated: str
    """The newest change in its data, ISO 8601."""
    rows: Mapping[str, tuple[Row, ...]]
    counts: Mapping[str, int]
    """How many rows each set has, sample ones included."""


def read_province(place: str) -> Province:
    """Return the open data at an address (`https://…/`) or in a folder; raises ProvinceError."""
    fetch = _at_address(place) if re.match(r"https?://", place) else _in_folder(Path(place))
    try:
        return _province(fetch)
    except (OSError, http.client.HTTPException) as error:
        raise ProvinceError(
            f"{place}: không đọc được dữ liệu mở ({error}).\n"
            "Cách sửa: kiểm tra địa chỉ; nơi ấy phải có du-lieu/SHA256SUMS."
        ) from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ProvinceError(
            f"{place}: dữ liệu mở không đúng dạng.\n"
            "Cách sửa: hỏi nơi công bố; trang ấy cần được dựng bằng bản phần mềm hiện hành."
        ) from None


def _at_address(place: str) -> Fetch:
    home = place.rstrip("/") + "/" + _FOLDER

    def fetch(name: str) -> bytes:
        with urllib.request.urlopen(home + name, timeout=PATIENCE_SECONDS) as answer:
            return _bounded(answer.read(MOST_BYTES + 1), name)

    return fetch


def _in_folder(folder: Path) -> Fetch:
    def fetch(name: str) -> bytes:
        with (folder / _FOLDER / name).open("rb") as file:
            return _bounded(file.read(MOST_BYTES + 1), name)

    return fetch


def _bounded(content: bytes, name: str) -> bytes:
    if len(content) > MOST_BYTES:
        raise OSError(f"{name} lớn hơn {MOST_BYTES // 1024 // 1024} MB")
    return content


def _province(fetch: Fetch) -> Province:
    sums = _checksums(fetch("SHA256SUMS").decode("ascii"))
    documents = {name: _document(fetch, sums, f"{name}.json") for name in (*SETS, *COUNTED)}
    first = documents["campaigns"]
    page = urlsplit(first["page"])
    site = first["page"].removesuffix(f"{_FOLDER}campaigns/")
    if page.scheme not in ("http", "https") or not page.hostname or site == first["page"]:
        raise ValueError(first["page"])
    rows = {name: tuple(_rows(fetch, sums, documents[name], site)) for name in SETS}
    counts = {name: int(document["count"]) for name, document in documents.items()}
    updated = max(str(document["updated"] or "") for document in documents.values())
    return Province(site, str(first["publisher"]), updated, rows, counts)


def _checksums(text: str) -> dict[str, str]:
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.split("\n"))}


def _document(fetch: Fetch, sums: Mapping[str, str], name: str) -> Any:
    content = fetch(name)
    if hashlib.sha256(content).hexdigest() != sums[name]:
        raise OSError(f"{name} không khớp mã băm trong SHA256SUMS, có thể đang được cập nhật")
    return json.loads(content)


def _rows(fetch: Fetch, sums: Mapping[str, str], document: Any, site: str) -> list[Row]:
    """Return the rows of a set, of all its parts; a row must lead to the province's own site."""
    rows = list(document.get("rows", ()))
    for part in document.get("parts", ()):
        name = part["json"].removeprefix(site + _FOLDER)
        rows += _document(fetch, sums, name)["rows"]
    for row in rows:
        if not str(row["url"]).startswith(site):
            raise ValueError(row["url"])
    return rows
