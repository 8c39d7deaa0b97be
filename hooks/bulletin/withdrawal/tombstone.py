"""An entry in, what may be kept of it out: its address, its day of removal, where it was listed."""

from typing import Any

from bulletin.dates import Day
from bulletin.editing import block
from bulletin.kinds import Entry, Part
from bulletin.kinds import _types as types
from bulletin.kinds._inspect import marks_of
from bulletin.kinds._read import read_entry
from bulletin.kinds.person import Mention
from bulletin.problems import Problem
from bulletin.source import parse_source, plain

GONE = "Đã gỡ"
NOBODY = "Ẩn"
"""Stands for a person's name: one word, which no check takes for a name, and which is never printed."""
NAMELESS = {"full_name": NOBODY, "basis": "office", "name_policy": "withheld"}
_KEPT = ("status", "published_at", "publish_at", "aliases", "sample", "official_code")
_CODES = ("content", "target", "phase", "code", "number", "id", "operator")
"""Texts that name a part of a campaign, and say nothing of anybody."""
_DROPPED = (
    "sources", "claims", "sic", "inferred", "unknown", "undecided", "waivers", "approval", "tags", "credits",
    "pictures", "recordings", "summary", "pin_until", "expires_at",
)  # fmt: skip


class NoTombstone(ValueError):
    """What is left of the entry would be no entry; told as a mistake of the program."""


def tombstone(entry: Entry, on: Day, note: str) -> str:
    """Return the YAML of a withdrawn entry that says nothing of what it told."""
    full = plain(entry.tree)
    assert isinstance(full, dict)
    changes = [{**change, "note": GONE} for change in full.get("changes", [])]
    day = typed(max([on, *(change.date for change in entry.changes)], key=lambda d: d.instant))
    head = {
        "status": "withdrawn",
        "changes": [*changes, {"date": day, "kind": "removal", "note": note}],
    }
    for thorough in (True, False):
        text = block({**_blank(type(entry), full, thorough), **head})
        tree = parse_source(text.encode(), entry.file)
        if not isinstance(tree, Problem) and not isinstance(
            read_entry(type(entry), tree, entry.slug, entry.file), list
        ):
            return text
    raise NoTombstone(entry.file)


def typed(day: Day) -> str:
    """Return a full date as staff type it."""
    return f"{day}" + ("" if day.hour is None else f" {day.hour:02}:{day.minute:02}")


def _blank(part: type[Part], full: dict[str, Any], thorough: bool) -> dict[str, Any]:
    """Return a part without its words; `thorough` leaves out whatever may be missing."""
    if part is Mention:
        return dict(NAMELESS)
    made: dict[str, Any] = {}
    for name, value in full.items():
        info = part.model_fields[name]
        marks = [*info.metadata, *marks_of(info.annotation)]
        inner = [mark for mark in marks if isinstance(mark, type) and issubclass(mark, Part)]
        words = types._line in {getattr(mark, "func", None) for mark in marks}
        refers = any(isinstance(mark, types.RefTo) for mark in marks)
        if name in ("changes", "status") and issubclass(part, Entry):
            continue
        if name in _KEPT or refers or (name in _CODES and not inner):
            made[name] = value
        elif name in _DROPPED or (thorough and not info.is_required()):
            continue
        elif inner:
            held = value if isinstance(value, list) else [value]
            kept = [_blank(inner[0], one, thorough) for one in held]
            made[name] = kept if isinstance(value, list) else kept[0]
        elif types.Body in marks:
            made[name] = f"{GONE}."
        elif words:
            made[name] = [GONE] * len(value) if isinstance(value, list) else GONE
        else:
            made[name] = value
    return made
