"""An entry as a tree whose every value knows its cell in, YAML text in the house style out.

The text comes with the cell behind each of its lines, so that what `check` says of a line can be
told of the cell.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.intake.rows import Line
from bulletin.intake.sheets import Cell
from bulletin.intake.tables import Column

_BARE = re.compile(r"(?=.*[^\W\d_])[^\W_][\w /%.+’'()“”-]*(?:, [\w /%.+’'()“”-]+)*")
"""What YAML reads as typed without quotes: words with a letter, no sign that means something."""
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}(?: \d{1,2}:\d{2})?|[1-9]\d*|0")
_WORDS_OF_YAML = frozenset(("yes", "no", "on", "off", "null", "y", "n"))


@dataclass(frozen=True)
class Value:
    """A text of the entry, with the sheet, cell and column that it comes from."""

    text: str
    sheet: str = ""
    cell: Cell | None = None
    column: Column | None = None


Node = Value | Mapping[str, "Node"] | Sequence["Node"]


def value(line: Line, column: Column, text: str | None = None) -> Value:
    """Return what stands under a column in a line, or a text made of it."""
    cell = line.cells.get(column.key)
    return Value((cell.text if cell else "") if text is None else text, line.sheet, cell, column)


def yaml_of(tree: Mapping[str, Node]) -> tuple[str, list[Value | None]]:
    """Return an entry's YAML, and for each of its lines the value behind it."""
    lines: list[str] = []
    behind: list[Value | None] = []
    for text, own in _mapping(tree, ""):
        lines.append(text)
        behind.append(own)
    return "\n".join(lines) + "\n", behind


_Pair = tuple[str, Value | None]


def _mapping(tree: Mapping[str, Node], indent: str) -> Iterator[_Pair]:
    for key, node in tree.items():
        if isinstance(node, Value):
            yield f"{indent}{key}: {scalar(node.text)}", node
        elif isinstance(node, Mapping):
            yield f"{indent}{key}:", _first(node)
            yield from _mapping(node, f"{indent}  ")
        elif node:
            yield f"{indent}{key}:", _first(node)
            for item in node:
                yield from _item(item, f"{indent}  ")


def _item(node: Node, indent: str) -> Iterator[_Pair]:
    if isinstance(node, Value):
        yield f"{indent}- {scalar(node.text)}", node
    elif isinstance(node, Mapping):
        for number, (text, own) in enumerate(_mapping(node, f"{indent}  ")):
            yield (f"{indent}- {text[len(indent) + 2 :]}" if number == 0 else text), own


def _first(node: Node) -> Value | None:
    """Return the first value inside: what a problem of the whole group is told of."""
    while not isinstance(node, Value):
        inner = list(node.values()) if isinstance(node, Mapping) else list(node)
        if not inner:
            return None
        node = inner[0]
    return node


def scalar(text: str) -> str:
    """Return a text as YAML, bare where nobody could misread it."""
    plain = _BARE.fullmatch(text) and text.lower() not in _WORDS_OF_YAML and text == text.strip()
    return text if plain or _DAY.fullmatch(text) else json.dumps(text, ensure_ascii=False)
