"""One YAML file in, a tree of texts with their lines out, or the problems that prevent it.

Every scalar stays the text that staff typed (`22:39`, `no`, `08`): its field gives it a type later.
The tree is built from parser events, so depth, tags, anchors and duplicate keys are refused as they
come; nothing is ever composed or constructed by PyYAML.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bulletin.problems import Problem
from bulletin.syntax import QUOTE_IT, SyntaxMistake, explain_syntax
from bulletin.text import FORBIDDEN, normalise

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_EMPTY_MEND = "Xóa tệp, rồi tạo mẫu bằng `python scripts/new.py`"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as typed, in NFC; `block` tells a `|` or `>` text, which starts on the next line."""

    text: str
    line: int
    block: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list and the line where it starts."""

    items: list["Node"]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, and the line of every key."""

    items: dict[str, "Node"]
    line: int
    key_lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping
Place = tuple[str | int, ...]


class _Refused(Exception):
    """A rule of ours is broken at a line (from 0, as PyYAML counts)."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.line, self.what, self.mend = line, what, mend


def read_source(path: Path, name: str) -> Mapping | Problem:
    """Read one content file, called `name` in problems, and return its tree or the first problem."""
    return too_large(path, name) or parse_source(path.read_bytes(), name)


def too_large(path: Path, name: str) -> Problem | None:
    """Return the problem of a file that is too large to be read at all."""
    size = path.stat().st_size
    if size <= MAX_BYTES:
        return None
    told = f"tệp nặng {-(-size // 1000)} KB, quá 1000 KB"
    return Problem(name, 1, told, "Tách thành nhiều mục")


def parse_source(raw: bytes, name: str) -> Mapping | Problem:
    """Return the tree of one YAML document, or the problem that stops reading it."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Problem(
            name, line, "tệp không phải UTF-8", "Lưu lại tệp, ở ô bảng mã (Encoding) chọn UTF-8"
        )
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        return Problem(
            name, line, f"có ký tự ẩn {code} trong dòng này", "Xóa rồi gõ lại đoạn chữ quanh đó"
        )
    try:
        return _build(text)
    except _Refused as refused:
        return Problem(name, refused.line + 1, refused.what, refused.mend)
    except yaml.YAMLError as error:
        mistake: SyntaxMistake = explain_syntax(error, text)
        return Problem(name, mistake.line, mistake.what, mistake.mend, mistake.column)


def _build(text: str) -> Mapping:
    """Return the tree of the only document in the text."""
    lines = text.split("\n")
    events = _checked(yaml.parse(text, Loader=yaml.CSafeLoader), lines)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            break
    else:
        raise _Refused(0, "tệp trống", _EMPTY_MEND)
    root = _node(next(events), events, lines, 0)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            raise _Refused(
                _line(event),
                "tệp chứa tài liệu thứ hai sau dấu `---`",
                "Mỗi tệp một mục: chuyển phần sau `---` sang tệp khác",
            )
    if isinstance(root, Mapping):
        return root
    if isinstance(root, Scalar) and not root.text:
        raise _Refused(0, "tệp trống", _EMPTY_MEND)
    raise _Refused(
        root.line - 1,
        "tệp không gồm các dòng `mục: giá trị`",
        "Ghi mỗi mục một dòng, ví dụ `title: Lễ ra mắt`",
    )


def _checked(events: Iterator[yaml.Event], lines: list[str]) -> Iterator[yaml.Event]:
    """Pass the events on, refusing what content files never need."""
    depth = 0
    for event in events:
        line = _line(event)
        if sign := _own_sign(event):
            raise _Refused(
                line, f"giá trị bắt đầu bằng dấu `{sign}`, YAML không đọc được", QUOTE_IT
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _Refused(
                    line, f"lồng quá {MAX_DEPTH} cấp", "Bớt các cấp thụt dòng, ngoặc [ {"
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent):
            _check_comment(event, lines)
        yield event


def _line(event: yaml.Event) -> int:
    """Return where an event starts, from 0; a parser of text always knows."""
    assert event.start_mark is not None
    return event.start_mark.line


def _own_sign(event: yaml.Event) -> str:
    """Return the sign of an anchor, alias or tag: `&`, `*` or `!`, which staff never mean so."""
    if isinstance(event, yaml.AliasEvent):
        return "*"
    if getattr(event, "anchor", None):
        return "&"
    return "!" if getattr(event, "tag", None) else ""


def _check_comment(event: yaml.ScalarEvent, lines: list[str]) -> None:
    """Refuse a comment behind a key or plain value: `title: Đợt #1` would lose `#1` silently."""
    end = event.end_mark
    if end is not None and _is_plain(event) and end.line < len(lines):
        rest = lines[end.line][end.column :]
        if re.match(r"\s+#", rest):
            raise _Refused(
                end.line,
                f"phần `{rest.strip()}` sẽ bị bỏ mất vì đứng sau dấu `#`",
                "Đặt cả giá trị trong ngoặc kép; ghi chú thì để thành dòng riêng",
            )


def _node(event: yaml.Event, events: Iterator[yaml.Event], lines: list[str], depth: int) -> Node:
    """Return the tree that starts at this event, taking what belongs to it from the events."""
    line = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Node] = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(inner, events, lines, depth + 1))
        return Sequence(items, line + 1)
    values: dict[str, Node] = {}
    key_lines: dict[str, int] = {}
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        key = _key(inner, key_lines)
        key_lines[key] = _line(inner) + 1
        values[key] = _node(next(events), events, lines, depth + 1)
    return Mapping(values, line + 1, key_lines)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    """Return the text of a scalar; `~` and `null` are refused, since they print as nothing."""
    line = _line(event)
    text = normalise(event.value)
    if _is_plain(event) and text in ("~", "null", "Null", "NULL"):
        raise _Refused(
            line,
            f"`{text}` không phải giá trị",
            "Bỏ cả dòng; nguồn không nêu thì thêm tên mục vào `unknown: [...]`",
        )
    if FORBIDDEN.search(text):
        raise _Refused(
            line,
            "dấu `\\` trong ngoặc kép tạo ra một ký tự ẩn",
            "Dùng ngoặc đơn '…' thay \"…\", hoặc bỏ dấu `\\`",
        )
    return Scalar(text, line + 1, block=event.style in ("|", ">"))


def _is_plain(event: yaml.ScalarEvent) -> bool:
    """Tell whether the scalar stands without quotes and not as a `|` or `>` text."""
    return event.style not in ("'", '"', "|", ">")


def _key(event: yaml.Event, seen: dict[str, int]) -> str:
    """Return the text of a key that is plain and new."""
    line = _line(event)
    if not isinstance(event, yaml.ScalarEvent):
        raise _Refused(line, "tên mục không phải một từ", "Bỏ dấu `?`, `[` hoặc `{` ở đầu dòng")
    key = normalise(event.value)
    if key == "<<":
        raise _Refused(line, "không dùng `<<` để gộp mục", "Ghi đầy đủ từng mục")
    if key in seen:
        raise _Refused(
            line, f"mục `{key}` ghi hai lần (lần đầu ở dòng {seen[key]})", "Giữ lại một dòng"
        )
    return key


def plain(node: Node) -> object:
    """Return the tree as dicts, lists and texts; keys without a value are left out (absent)."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {
        sys.intern(key): plain(value)
        for key, value in node.items.items()
        if not (isinstance(value, Scalar) and not value.text.strip())
    }


def line_of(node: Node, place: Place) -> int:
    """Return the line of the deepest part of the place that the tree has (a key's own line)."""
    line = node.line
    for step in place:
        if isinstance(node, Mapping) and step in node.items:
            line, node = node.key_lines[str(step)], node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
    return line


def node_at(node: Node, place: Place) -> Node | None:
    """Return the part of the tree at the place, or None."""
    for step in place:
        if isinstance(node, Mapping) and step in node.items:
            node = node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def spans(text: str) -> dict[Place, tuple[int, int]]:
    """Return where every scalar stands in a text that `parse_source` has read: first sign and end."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    found: dict[Place, tuple[int, int]] = {}
    events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def at(mark: Any) -> int:
        return starts[int(mark.line)] + int(mark.column)

    def walk(event: yaml.Event, place: Place) -> None:
        if isinstance(event, yaml.ScalarEvent):
            found[place] = at(event.start_mark), at(event.end_mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            number = 0
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                walk(inner, (*place, number))
                number += 1
        else:
            while not isinstance(inner := next(events), yaml.MappingEndEvent):
                walk(next(events), (*place, normalise(getattr(inner, "value", ""))))

    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            walk(event, ())
    return found
