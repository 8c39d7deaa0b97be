"""The staff guide: Markdown with marks in, the same with what is generated in their place out.

`<!-- fields: news -->` becomes the tables of a kind's fields, `<!-- commands -->` what every command
is for, `<!-- file: docs/mau/CODEOWNERS -->` the text of a file of the project.
"""

import re

from bulletin.commands import ROOT, Command, commands, make_targets
from bulletin.kinds import KINDS
from bulletin.kinds._describe import FieldRow, field_rows, parts_of
from bulletin.kinds._fields import Entry
from bulletin.text import slugify

_MARK = re.compile(r"<!-- fields: ([a-z]+) -->")
_FILE = re.compile(r"<!-- file: ([A-Za-z0-9./_-]+) -->")
_COMMANDS = "<!-- commands -->"
_SHARED = {part for _, part in parts_of(Entry)}


def fill_guide(markdown: str) -> str:
    """Return the page with every mark replaced by what it stands for."""
    markdown = _MARK.sub(lambda mark: tables(KINDS[mark.group(1)]), markdown)
    markdown = _FILE.sub(lambda mark: _file(mark.group(1)), markdown)
    return markdown.replace(_COMMANDS, command_tables()) if _COMMANDS in markdown else markdown


def _file(name: str) -> str:
    """Return a text file of the project as a block of code."""
    if not (ROOT / name).is_file():  # an agency may have left it out of its own copy
        return f"(Tệp `{name}` đi kèm phần mềm.)"
    language = "json" if name.endswith(".json") else "yaml" if name.endswith(".yml") else "text"
    text = (ROOT / name).read_text(encoding="utf-8").rstrip("\n")
    return f"```{language}\n{text}\n```"


def command_tables() -> str:
    """Return a table of all commands, what `make` offers, and each command with its options."""
    all_commands = commands()
    blocks = []
    for heading, staff in (
        ("Cho người nhập liệu và kỹ thuật", True),
        ("Cho người sửa phần mềm", False),
    ):
        rows = [one for one in all_commands if one.for_staff is staff]
        lines = [f"| [`{one.name}`](#{slugify(one.name)}) | {_cell(one.about)} |" for one in rows]
        blocks.append(f"## {heading}\n\n| Lệnh | Để làm gì |\n|---|---|\n" + "\n".join(lines))
    targets = [f"| `make {one.name}` | {_cell(one.about)} |" for one in make_targets()]
    blocks.append("## Lệnh make\n\n| Lệnh | Để làm gì |\n|---|---|\n" + "\n".join(targets))
    blocks.append("## Từng lệnh")
    blocks += [_command(one) for one in all_commands]
    return "\n\n".join(blocks)


def _command(one: Command) -> str:
    """Return one command with everything that may be typed behind it."""
    blocks = [f"### {one.name}", one.about]
    if one.usage:
        blocks.append(f"```text\n{one.usage}\n```")
    rows = [f"| `{part.name} …` | {_cell(part.about)} |" for part in one.parts]
    for option in one.options:
        name = f"{option.of} {option.name}".strip()
        rows.append(f"| `{name}` | {_cell(option.about)} |")
    if rows:
        blocks.append("| Ghi thêm | Nghĩa |\n|---|---|\n" + "\n".join(rows))
    return "\n\n".join(blocks)


def _cell(text: str) -> str:
    """Return a text fit for the cell of a table; one only known when it runs stands in `--help`."""
    if text == "…":
        return "xem `--help`"
    return text.replace("\n", " ").replace("|", "\\|").replace("<", "&lt;")


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
