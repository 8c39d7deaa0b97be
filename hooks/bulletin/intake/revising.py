"""What a workbook says and the file of before in, the file that says it now out: nothing is lost.

A workbook owns the fields it fills, editors own all others (status, dates, what they add). Its part
of a file carries a digest of its meaning: while that holds, a mended workbook may change its part,
once published only with a note to readers; where an editor has changed that part, it may not.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bulletin.editing import with_key, without_key
from bulletin.intake.entries import Made
from bulletin.intake.tables import TABLES
from bulletin.intake.written import Value, yaml_of
from bulletin.kinds import Entry, Status
from bulletin.kinds._fields import ChangeKind
from bulletin.source import Mapping, Node, Scalar, parse_source, plain, read_source
from bulletin.source import Sequence as List

_HEAD = "# yaml-language-server: $schema=../schema/{kind}.json\n{mark}{digest}\n"
_MARK = "# Nhập từ Excel; sửa phần lấy từ bảng thì lần nhập sau không ghi đè. Dấu: "
_MARKED = re.compile(rf"^{re.escape(_MARK)}([0-9a-f]+)$", re.MULTILINE)
_DERIVED = frozenset(("sample", "category", "unknown", "none_reported", "not_received"))
"""What is made of cells though no column is named so."""


class Refused(Exception):
    """The file may not be changed; `what` and `mend` are in Vietnamese."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Note:
    """What readers are told of a change to what is published."""

    text: str
    kind: ChangeKind = ChangeKind.CORRECTION


@dataclass(frozen=True)
class Draft:
    """A file to be written, with the cell behind each of its lines."""

    made: Made
    name: str
    text: str
    behind: tuple[Value | None, ...]


def draft_of(made: Made) -> Draft:
    """Return the file of an entry that there was not before."""
    body, behind = yaml_of(made.tree)
    name = f"content/{made.kind.FOLDER}/{made.slug}.yml"
    tree = parse_source(body.encode(), name)
    digest = _digest(made.kind, tree) if isinstance(tree, Mapping) else ""
    head = _HEAD.format(kind=made.kind.KIND, mark=_MARK, digest=digest)
    return Draft(made, name, head + body, (None, None, *behind))


def says_the_same(path: Path, draft: Draft) -> bool:
    """Tell whether a file says already what the workbook says, whatever editors have added."""
    there, here = read_source(path, draft.name), parse_source(draft.text.encode(), draft.name)
    if not isinstance(there, Mapping) or not isinstance(here, Mapping):
        return False
    return _meaning(draft.made.kind, there) == _meaning(draft.made.kind, here)


def revised(path: Path, draft: Draft, stamp: str, note: Note | None) -> Draft:
    """Return the file at `path` with the workbook's part of it anew; raises Refused."""
    kind = draft.made.kind
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    there = parse_source(text.encode(), draft.name)
    here = parse_source(draft.text.encode(), draft.name)
    if not isinstance(there, Mapping) or not isinstance(here, Mapping):
        raise Refused(
            f"{draft.name} đã có và đang có lỗi",
            f"Chạy python scripts/check.py {draft.name}, sửa lỗi",
        )
    mark = _MARKED.search(text)
    if mark is None or mark[1] != _digest(kind, there):
        raise Refused(
            f"{draft.name} đã có và nói khác bảng này ({_difference(kind, there, here)}), lại đã được "
            "sửa sau khi nhập" if mark else f"{draft.name} đã có, không phải do nhập bảng, và nói khác "
            f"bảng này ({_difference(kind, there, here)})",
            "Sửa thẳng tệp ấy (đã đăng thì thêm một dòng `changes`), hoặc sửa bảng cho giống tệp",
        )  # fmt: skip
    status = there.items.get("status")
    said = status.text if isinstance(status, Scalar) else ""
    public = kind.ADDRESS is not None and said == Status.PUBLISHED.value
    if said == Status.WITHDRAWN.value:
        raise Refused(f"{draft.name} đã được gỡ khỏi trang", "Bỏ các hàng của mục ấy khỏi bảng")
    if public and note is None:
        raise Refused(
            f"{draft.name} đã đăng và nói khác bảng này ({_difference(kind, there, here)})",
            'Nhập lại kèm lời cho người đọc: --note "Sửa …, trước đây ghi …"; việc bổ sung thì thêm '
            "--change update",
        )  # fmt: skip
    text = _MARKED.sub(f"{_MARK}{_digest(kind, here)}", text)
    text = _with_part(text, draft, there)
    if public and note is not None:
        before = plain(node) if (node := there.items.get("changes")) else []
        change = {"date": stamp, "kind": note.kind.value, "note": note.text}
        text = with_key(text, "changes", [*before, change])  # type: ignore[misc]
    return Draft(draft.made, draft.name, text, _behind(text, draft))


def _with_part(text: str, draft: Draft, there: Mapping) -> str:
    """Return a file's text with the workbook's part of it replaced; all else stays as typed."""
    owned = _owned(draft.made.kind)
    for key in there.items:
        if key in owned and key not in draft.made.tree:
            text = without_key(text, key)
    for key in draft.made.tree:
        if key in owned:
            text = without_key(text, key, yaml_of({key: draft.made.tree[key]})[0])
    return text


def _behind(text: str, draft: Draft) -> tuple[Value | None, ...]:
    """Return the cell behind each line of a text into which the workbook's part was put."""
    behind: list[Value | None] = [None] * text.count("\n")
    for key in draft.made.tree:
        part, own = yaml_of({key: draft.made.tree[key]})
        at = f"\n{text}".find(f"\n{part}")
        if at >= 0:
            first = text.count("\n", 0, at)
            behind[first : first + len(own)] = own
    return tuple(behind)


def _owned(kind: type[Entry]) -> frozenset[str]:
    """Return the fields of a kind that a workbook fills."""
    table = next(table for table in TABLES if table.kind is kind)
    return frozenset(column.place[0] for column in table.all) | _DERIVED


def _meaning(kind: type[Entry], tree: Mapping) -> dict[str, object]:
    """Return what a file says in the workbook's part, however it is typed."""
    owned = _owned(kind)
    return {key: _texts(node) for key, node in sorted(tree.items.items()) if key in owned}


def _digest(kind: type[Entry], tree: Mapping) -> str:
    made = json.dumps(_meaning(kind, tree), ensure_ascii=False, sort_keys=True)
    return sha256(made.encode()).hexdigest()[:16]


def _texts(node: Node) -> object:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, List):
        return [_texts(item) for item in node.items]
    return {key: _texts(item) for key, item in node.items.items()}


def _difference(kind: type[Entry], there: Mapping, here: Mapping) -> str:
    """Return where two files first say something else: `Các việc, thứ 3`."""
    old, new = _meaning(kind, there), _meaning(kind, here)
    for key in [*new, *old]:
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        info = kind.model_fields.get(key)
        label = info.title if info is not None and info.title else key
        if isinstance(before, Sequence) and isinstance(after, Sequence):
            pairs = zip(before, after, strict=False)
            number = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), 0)
            if not isinstance(after, str) and number:
                return f"{label}, thứ {number}"
        return label
    return ""
