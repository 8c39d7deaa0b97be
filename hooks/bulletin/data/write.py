"""Rows in, JSON and CSV out: every value exact, every text safe where a spreadsheet opens it."""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from bulletin.data.columns import Cell, Column, Row

MARK = "\ufeff"
"""Excel takes a CSV file for UTF-8 only where this stands in front."""
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may run (OWASP, CSV Injection); apostrophes in front too, so that taking one
away from such a text always gives back what was typed."""
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")


def json_bytes(envelope: Mapping[str, object], columns: Sequence[Column], rows: list[Row]) -> bytes:
    """Return the JSON document: the envelope, and in it `rows`, one a line."""
    head = json.dumps(envelope, ensure_ascii=False, indent=1).removesuffix("\n}")
    keys = [(json.dumps(column.key), column) for column in columns]
    lines = ",\n".join(
        "{" + ",".join(f"{key}:{_json(row.get(column.key), column)}" for key, column in keys) + "}"
        for row in rows
    )
    return f'{head},\n "rows": [\n{lines}\n]\n}}\n'.encode()


def _json(cell: Cell, column: Column) -> str:
    """Return a cell as JSON; a decimal keeps every digit, which a float would not."""
    if cell is None:
        return "[]" if column.many else "null"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, date):
        return f'"{cell.isoformat()}"'
    return _ENCODE(cell)


def csv_bytes(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Return the CSV document (RFC 4180) with its header."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    keys = [column.key for column in columns]
    writer.writerow(keys)
    writer.writerows([_plain(row.get(key)) for key in keys] for row in rows)
    return (MARK + made.getvalue()).encode()


def _plain(cell: Cell) -> str:
    """Return a cell as CSV holds it; what there are many of stands one a line."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, tuple):
        return "\n".join(map(guarded, cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def guarded(text: str) -> str:
    """Return a text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
