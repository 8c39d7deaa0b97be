"""What an entry means in, the digest that its approval holds out.

The digest is over the values of all fields that say something, in the order in which kinds declare
them, and over the bytes of the pictures and files they show. Comments, the order of keys, quotation
marks, `7/10/2024` for `2024-10-07` do not change it; a word does. `status` is no part of it: what
was approved is then published. `approval` itself is none either.
"""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

from bulletin.dates import Day
from bulletin.kinds import Entry, Part
from bulletin.kinds._types import Body
from bulletin.source import Mapping as Tree
from bulletin.source import Scalar, Sequence

_APART = ("status", "approval")
_LENGTH = 16
"""Hexadecimal digits kept: 64 bits tell two versions of an entry apart, nobody forges against it."""
_IN_BODY = re.compile(r"\]\(\s*media:([^\s)#]+)")
_FILE = re.compile(r"[a-z0-9/-]+\.[a-z0-9]{2,4}")

HashOf = Callable[[str], str]
"""From the name of a file below content/media/ to the SHA-256 of its bytes; `` if there is none."""


def digest_of(entry: Entry, hash_of: HashOf) -> str:
    """Return the digest of what an entry means now."""
    told = {"kind": entry.KIND, "slug": entry.slug, "fields": meaning(entry)}
    told["files"] = {name: hash_of(name) for name in sorted(files_of(entry)) if hash_of(name)}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_LENGTH]


def meaning(entry: Entry) -> dict[str, Any]:
    """Return what the fields of an entry say, without what stands for nothing said."""
    return {name: told for name, told in _told(entry).items() if name not in _APART}


def _told(value: Any) -> Any:
    if isinstance(value, Part):
        fields = (
            (name, info, getattr(value, name)) for name, info in type(value).model_fields.items()
        )
        return {
            name: _told(held)
            for name, info, held in fields
            if held not in (None, (), {}) and (info.is_required() or held != info.default)
        }
    if isinstance(value, tuple):
        return [_told(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _told(item) for key, item in value.items()}
    if isinstance(value, Body):
        return "\n".join(line.rstrip() for line in value.text.strip().split("\n"))
    if isinstance(value, Day):
        return value.iso
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def files_of(entry: Entry) -> set[str]:
    """Return what looks like the name of a file in media/, in any field or body."""
    found: set[str] = set()
    waiting: list[Any] = [entry.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            text = node.text.strip()
            found |= {text} if _FILE.fullmatch(text) else set(_IN_BODY.findall(text))
        elif isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Tree):
            waiting += [item for key, item in node.items.items() if key not in _APART]
    return found


def hashes_in(media: Path) -> HashOf:
    """Return the reader of hashes of a media folder; each file is read once."""
    known: dict[str, str] = {}

    def hash_of(name: str) -> str:
        if name not in known:
            path = media / name
            known[name] = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        return known[name]

    return hash_of
