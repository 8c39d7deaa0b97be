"""What the field declarations say of themselves: forms for new entries, guide tables, JSON Schema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from bulletin.kinds._fields import Entry, Part
from bulletin.kinds._inspect import marks_of
from bulletin.kinds._types import Body, Labelled, RefTo

_COMMON = [name for name in Entry.model_fields if name != "status"]


@dataclass(frozen=True)
class FieldRow:
    """One row of a guide table."""

    key: str
    label: str
    hint: str
    example: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    refers_to: str


def field_rows(part: type[Part], *, common: bool = True) -> list[FieldRow]:
    """Return the fields of a kind in the order in which staff meet them: own first, then common."""
    names = list(part.model_fields)
    first = [name for name in ("status", "published_at", "title", "summary") if name in names]
    own = [name for name in names if name not in _COMMON and name not in first]
    shared = [name for name in names if name in _COMMON] if common else []
    return [_row(name, part.model_fields[name]) for name in (*first, *own, *shared)]


def _row(name: str, info: FieldInfo) -> FieldRow:
    marks = [*info.metadata, *marks_of(info.annotation)]
    choices = [
        m for mark in marks if isinstance(mark, type) and issubclass(mark, Labelled) for m in mark
    ]
    refers = next((mark.kind for mark in marks if isinstance(mark, RefTo)), "")
    return FieldRow(
        key=name,
        label=info.title or name,
        hint=info.description or "",
        example=str((info.examples or [""])[0]),
        required=info.is_required(),
        choices=tuple((member.value, member.label) for member in choices),
        refers_to=refers,
    )


def parts_of(part: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    """Yield the groups of fields inside a kind, each once, with the key they stand under."""
    seen: set[type[Part]] = set()
    waiting: list[type[Part]] = [part]
    while waiting:
        for name, info in waiting.pop(0).model_fields.items():
            for mark in marks_of(info.annotation):
                if isinstance(mark, type) and issubclass(mark, Part) and mark not in seen:
                    seen.add(mark)
                    waiting.append(mark)
                    yield name, mark


def blank_form(kind: type[Entry]) -> str:
    """Return the YAML that starts a new entry: every field explained, required ones filled in."""
    lines = [
        f"# {kind.LABEL[0].upper()}{kind.LABEL[1:]}: xóa các dòng không dùng, giữ dấu hai chấm."
    ]
    for row in field_rows(kind):
        needed = row.required or row.key in kind.STARTS_WITH
        need = "bắt buộc" if needed else "có thể bỏ"
        lines.append(f"\n# {row.label} ({need}){': ' + row.hint if row.hint else ''}")
        if row.choices:
            lines.append("# " + " · ".join(f"{value} = {label}" for value, label in row.choices))
        if row.key == "status":
            lines.append("status: draft")
        elif row.required or row.key in kind.STARTS_WITH:
            lines.append(f"{row.key}: {_as_yaml(row, kind.model_fields[row.key])}")
        else:
            lines.append(f"# {row.key}: {row.example}".replace("\n", "\n# "))
    return "\n".join(lines) + "\n"


def _as_yaml(row: FieldRow, info: FieldInfo) -> str:
    """Return the example as it must be typed: quoted where YAML would misread it."""
    if Body in marks_of(info.annotation) or row.example[:1] in "[{|":
        return row.example
    risky = ": " in row.example or " #" in row.example or row.example[:1] in "@%&*!`'\"-?#"
    return json.dumps(row.example, ensure_ascii=False) if risky else row.example


class _Schema(GenerateJsonSchema):
    """Titles stay the Vietnamese labels; the schema of a field's default is left out."""

    def default_schema(self, schema: Any) -> Any:
        """Leave defaults out: they are Python values that no editor should fill in."""
        return self.generate_inner(schema["schema"])


def json_schema(kind: type[Entry]) -> str:
    """Return the JSON Schema 2020-12 of a kind, for editors; always the same text."""
    schema = _for_editors(kind.model_json_schema(schema_generator=_Schema))
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = kind.LABEL
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _for_editors(schema: Any) -> Any:
    """Leave out what editors should not offer: `null` (an absent field is left out instead), and
    the English names and docstrings of our classes.
    """
    if isinstance(schema, list):
        return [_for_editors(item) for item in schema if item != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    made = {key: _for_editors(value) for key, value in schema.items()}
    if len(choices := made.get("anyOf", ())) == 1:
        made |= choices[0]
        del made["anyOf"]
    if "properties" in made:
        made.pop("title", None)
        made.pop("description", None)
    return made
