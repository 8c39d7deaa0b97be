"""The staff guide: Markdown with `<!-- fields: news -->` in, the same with tables of fields out."""

import re

from bulletin.kinds import KINDS
from bulletin.kinds._describe import FieldRow, field_rows, parts_of
from bulletin.kinds._fields import Entry

_MARK = re.compile(r"<!-- fields: ([a-z]+) -->")
_SHARED = {part for _, part in parts_of(Entry)}


def fill_guide(markdown: str) -> str:
    """Return the page with every mark replaced by the tables of that kind."""
    return _MARK.sub(lambda mark: tables(KINDS[mark.group(1)]), markdown)


def tables(kind: type[Entry]) -> str:
    """Return the field table of a kind and, below it, one for every group of fields inside."""
    blocks = [_table(field_rows(kind))]
    for key, part in parts_of(kind):
        if part not in _SHARED:
            blocks.append(f"### Trong `{key}`\n\n{_table(field_rows(part, common=False))}")
    return "\n\n".join(blocks)


def _table(rows: list[FieldRow]) -> str:
    lines = ["| Mục | Tên | Ý nghĩa | Ví dụ |", "|---|---|---|---|"]
    for row in rows:
        need = " **(bắt buộc)**" if row.required else ""
        hint = row.hint
        if row.choices:
            listed = ", ".join(f"`{value}` {label}" for value, label in row.choices)
            hint = f"{hint}. Chọn: {listed}" if hint else f"Chọn: {listed}"
        example = row.example.replace("\n", " ")
        lines.append(f"| `{row.key}` | {row.label}{need} | {hint} | `{example}` |")
    return "\n".join(lines)
