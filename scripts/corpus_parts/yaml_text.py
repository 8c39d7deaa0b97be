"""Entries as YAML text, written directly: much faster than a YAML library, and always the same."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

Fields = Mapping[str, Any]
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]*")


class Tree:
    """The content folder being written; counts what it holds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.counts: dict[str, int] = {}
        self._made: set[Path] = set()

    def write(self, folder: str, slug: str, fields: Fields, sub: str = "") -> None:
        """Write one entry; keys whose value is None or empty are left out."""
        self.write_file(
            "/".join(filter(None, (folder, sub, f"{slug}.yml"))), entry_text(fields).encode()
        )
        self.counts[folder] = self.counts.get(folder, 0) + 1

    def write_file(self, name: str, content: bytes) -> None:
        """Write one file, making the folders it needs."""
        path = self.root / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(content)


def entry_text(fields: Fields) -> str:
    """Return an entry as YAML."""
    return "".join(_field(key, value, "") for key, value in fields.items() if not _empty(value))


def _empty(value: object) -> bool:
    return value is None or value in ([], "", {})


def _field(key: str, value: Any, indent: str) -> str:
    """Return one key with its value, over as many lines as people would give it."""
    if isinstance(value, str) and "\n" in value:
        return f"{indent}{key}: |\n{_block(value, indent + '  ')}"
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return f"{indent}{key}:\n" + "".join(_item(item, indent + "  ") for item in value)
    if isinstance(value, list) and sum(len(str(item)) for item in value) > 80:
        listed = "".join(f"{indent}  - {_flow(item)}\n" for item in value)
        return f"{indent}{key}:\n{listed}"
    if isinstance(value, Mapping) and _deep(value):
        inner = (_field(k, v, indent + "  ") for k, v in value.items() if not _empty(v))
        return f"{indent}{key}:\n{''.join(inner)}"
    return f"{indent}{key}: {_flow(value)}\n"


def _item(fields: Fields, indent: str) -> str:
    """Return one group of a list: on one line, or over several where it holds long texts."""
    if not _deep(fields):
        return f"{indent}- {_flow(fields)}\n"
    inner = "".join(_field(k, v, indent + "  ") for k, v in fields.items() if not _empty(v))
    return f"{indent}- {inner[len(indent) + 2 :]}"


def _deep(value: object) -> bool:
    """Tell whether a value needs lines of its own: long texts, or groups within its lists."""
    if isinstance(value, str):
        return "\n" in value
    if isinstance(value, Mapping):
        return len(value) > 8 or any(_deep(v) for v in value.values())
    return isinstance(value, list) and any(
        (isinstance(v, Mapping) and len(v) > 3) or _deep(v) for v in value
    )


def _block(text: str, indent: str) -> str:
    """Return the lines of a `|` text."""
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.rstrip("\n").split("\n"))


def _flow(value: Any) -> str:
    """Return a value on one line; texts are quoted as in JSON, which YAML reads alike."""
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f'"{value:%Y-%m-%d %H:%M}"'
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{k}: {_flow(v)}" for k, v in value.items() if not _empty(v))
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value)
