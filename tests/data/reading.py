"""Open data read back as a stranger's program would: CSV, JSON, and Excel without openpyxl."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")


def json_rows(data: bytes) -> list[dict[str, Any]]:
    """Return the rows of a JSON file; decimals exact."""
    return list(json.loads(data, parse_float=Decimal)["rows"])


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file as they stand there, by the header."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def unguarded(text: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text."""
    return text[1:] if text.lstrip("'").startswith(DANGEROUS) and text[:1] == "'" else text


def excel_cells(data: bytes, sheet: int = 1) -> Iterator[tuple[str, str, str]]:
    """Yield (address, type, text) of every cell of a sheet, by the XML alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        tree = etree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    for cell in tree.iter(f"{MAIN}c"):
        assert cell.find(f"{MAIN}f") is None, f"công thức ở ô {cell.get('r')}"
        words = "".join(cell.itertext())
        # ECMA-376, 22.4.2.4
        yield (
            cell.get("r"),
            cell.get("t", "n"),
            re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), words),
        )


def excel_rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of the first sheet as texts, by the header."""
    lines: dict[int, dict[str, str]] = {}
    for address, _, text in excel_cells(data):
        column, line = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]
        lines.setdefault(int(line), {})[column] = text
    header = lines.pop(1)
    return [{header[c]: text for c, text in line.items()} for _, line in sorted(lines.items())]


def data_files(site: Path) -> Mapping[str, bytes]:
    """Return the files of open data of a built site, by name; no pages."""
    folder = site / "du-lieu"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "index.html"
    }
