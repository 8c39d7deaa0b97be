"""A field's declaration in, the form element that Sveltia CMS shows for it out."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from bulletin.kinds import KINDS, Status
from bulletin.kinds._fields import Entry, Part
from bulletin.kinds._inspect import marks_of
from bulletin.kinds._types import (
    AnyDay,
    CaptionFile,
    Count,
    Download,
    FullDay,
    Labelled,
    Length,
    Markdown,
    Media,
    Number,
    RecordingFile,
    RefTo,
    Slug,
    Team,
    Truth,
    WebAddress,
)
from bulletin.settings import Settings

Widget = dict[str, Any]
"""One field of a form, as Sveltia's configuration writes it."""

DEPTH = 4
"""How deep groups may stand in each other: a document's sections hold sections."""
_PROSE = frozenset(
    ("summary", "description", "note", "what", "text", "caption", "alt", "achievement", "indicator")
)
"""Texts of one paragraph: a line too narrow to read them in would not do."""
WRITTEN_ELSEWHERE = frozenset(("approval",))
"""What a command of its own writes; forms leave it alone, and it stays in the file."""
_CLOCKS = frozenset(("published_at", "publish_at"))
"""Days of an entry that are set to the minute."""
_DAY = r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}"
_TOLD_APART = {"reduce": "Giảm (không nêu mức)", "reduce_by": "Giảm (nêu mức)"}
"""Values whose labels are the same in a sentence, and must not be in a list."""
_FILES = "Tải tệp lên, hoặc chọn tệp đã có"
_PICTURE = "Ảnh được thu nhỏ và gỡ thông tin máy ảnh ngay khi tải lên"


def _reader(alias: Any) -> Any:
    """Return what tells a type of field from the others: the function that reads its text."""
    return next(mark for mark in alias.__metadata__ if isinstance(mark, BeforeValidator))


def _pattern(expression: str, told: str) -> Widget:
    return {"widget": "string", "pattern": [f"^(?:{expression})$", told]}


_BY_READER: Mapping[Any, Widget] = {
    _reader(FullDay): {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"},
    _reader(AnyDay): _pattern(
        rf"(?:{_DAY})(?: \d{{1,2}}:\d{{2}})?|\d{{1,2}}/\d{{4}}|\d{{4}}(?:-\d{{2}})?|\d{{1,2}}/\d{{1,2}}",
        "Ghi như 07/10/2024, 10/2024, 2024 hoặc 23/8",
    ),
    _reader(Number): _pattern(r"-?[\d.]+(?:,\d+)?", "Ghi số, ví dụ 84,5"),
    _reader(Count): _pattern(r"\d[\d.]*", "Ghi số nguyên, ví dụ 26"),
    _reader(Truth): {"widget": "boolean", "default": False},
    _reader(WebAddress): {"widget": "string", "type": "url"},
    _reader(Media): {
        "widget": "image", "choose_url": False, "accept": "image/jpeg,image/png,image/webp",
        "hint": _PICTURE,
    },
    _reader(Download): {
        "widget": "file", "choose_url": False, "accept": ".pdf,.docx,.xlsx,.txt", "hint": _FILES,
    },
    _reader(RecordingFile): {
        "widget": "file", "choose_url": False, "accept": ".mp4,.webm,.mp3,.ogg,.m4a",
        "hint": _FILES,
    },
    _reader(CaptionFile): {
        "widget": "file", "choose_url": False, "accept": ".vtt", "hint": _FILES,
    },
    _reader(Length): _pattern(r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d", "Ghi phút:giây, ví dụ 12:30"),
    # The raw mode first: the other one writes Markdown its own way, and knows no footnotes.
    _reader(Markdown): {"widget": "richtext", "modes": ["rich_text", "raw"]},
    _reader(Team): {
        "widget": "relation", "collection": "roster", "value_field": "{{slug}}/{{teams.*.id}}",
        "display_fields": ["teams.*.name", "commune"], "search_fields": ["teams.*.name", "commune"],
    },
    _reader(Slug): _pattern("[a-z0-9]+(?:-[a-z0-9]+)*", "Chữ thường không dấu, số, gạch nối"),
}  # fmt: skip
"""The form element of each type of field; any other is a line of text."""


def widget(name: str, info: FieldInfo, *, required: bool, depth: int = DEPTH) -> Widget | None:
    """Return the form element of a field; None for a group that stands too deep."""
    marks = [*info.metadata, *marks_of(info.annotation)]
    part = _first(marks, Part)
    if part is not None and depth == 0:
        return None
    many = any(get_origin(mark) is tuple for mark in marks)
    made: Widget = {"name": name, "label": info.title or name, "required": required}
    kind = _element(name, marks)
    hint = [_plain(info.description or "", marks), kind.pop("hint", "")]
    if part is not None:
        made |= _group(part, many=many, depth=depth - 1)
    elif get_origin(info.annotation) is dict:
        made |= {"widget": "keyvalue", "key_label": "Mục", "value_label": "Căn cứ"}
    elif many and kind["widget"] in ("relation", "select"):
        made |= kind | {"multiple": True}
    elif many:
        made |= {"widget": "list"}
    else:
        made |= kind
        if kind["widget"] == "string":
            # How a day or a number is written is told beforehand, not only when it is refused.
            hint.append(kind["pattern"][1] if "pattern" in kind else _example(info))
    made["hint"] = ". ".join(words.rstrip(".") for words in hint if words)
    return made


def _element(name: str, marks: list[Any]) -> Widget:
    """Return the form element of one value."""
    if (choices := _first(marks, Labelled)) is not None:
        options = [
            {"label": _TOLD_APART.get(one.value, _capital(one.label)), "value": one.value}
            for one in choices
        ]
        return {"widget": "select", "options": options}
    if kind := next((mark.kind for mark in marks if isinstance(mark, RefTo)), None):
        return {"widget": "relation", "collection": kind} | shown_as(KINDS[kind])
    made = next((_BY_READER[mark] for mark in marks if _hashed(mark)), {"widget": "string"})
    if name in _CLOCKS:
        return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}
    if made == {"widget": "string"} and name in _PROSE:
        return {"widget": "text"}
    return dict(made)


def _hashed(mark: Any) -> bool:
    return isinstance(mark, BeforeValidator) and mark in _BY_READER


def _group(part: type[Part], *, many: bool, depth: int) -> Widget:
    fields = list(widgets(part, depth=depth))
    if not many:
        return {"widget": "object", "fields": fields, "collapsed": "auto"}
    told = [one["name"] for one in fields if one["widget"] in ("string", "text", "select")]
    return {
        "widget": "list",
        "fields": fields,
        "collapsed": "auto",
        "minimize_collapsed": False,
        "summary": " · ".join(f"{{{{{name}}}}}" for name in told[:2]) or "{{index}}",
    }


def widgets(
    part: type[Part], *, depth: int = DEPTH, first: tuple[str, ...] = ()
) -> Iterator[Widget]:
    """Yield the form elements of a group: its own fields first, what all kinds share last.

    `first` are optional fields that this form asks for all the same.
    """
    for name in _ordered(part):
        info = part.model_fields[name]
        required = info.is_required() or name in first
        made = widget(name, info, required=required, depth=depth)
        if made is not None:
            if name == "status" and issubclass(part, Entry):
                made["default"] = (Status.PUBLISHED if part.IS_REGISTER else Status.DRAFT).value
            yield made


def _ordered(part: type[Part]) -> list[str]:
    """Return the names of the fields in the order in which people meet them."""
    names = list(part.model_fields)
    shared = [name for name in Entry.model_fields if name != "status"]
    first = ["title", "status", "published_at", "summary"] if issubclass(part, Entry) else []
    own = [name for name in names if name not in shared and name not in first]
    return [
        name for name in (*first, *own, *shared) if name in names and name not in WRITTEN_ELSEWHERE
    ]


def shown_as(kind: type[Entry]) -> Widget:
    """Return how a reference shows the entries it may name: by their names, never by file alone."""
    named = naming_fields(kind) or ["{{slug}}"]
    return {"value_field": "{{slug}}", "display_fields": named, "search_fields": named}


def naming_fields(kind: type[Entry]) -> list[str]:
    """Return the fields that say what an entry is called."""
    for names in (
        ("short_title",),
        ("title",),
        ("full_name",),
        ("prefix", "short_name"),
        ("commune",),
    ):
        if all(name in kind.model_fields for name in names):
            return list(names)
    return []


def names_of(*aliases: Any) -> list[str]:
    """Return the names of all fields, of whatever kind, that have one of these types."""
    readers = [_reader(alias) for alias in aliases]
    found = {
        name
        for part in _parts()
        for name, info in part.model_fields.items()
        for mark in (*info.metadata, *marks_of(info.annotation))
        if isinstance(mark, BeforeValidator) and mark in readers
    }
    return sorted(found)


def _first(marks: list[Any], base: type) -> Any:
    return next((m for m in marks if isinstance(m, type) and issubclass(m, base)), None)


def _plain(hint: str, marks: list[Any]) -> str:
    """Return what a hint says to someone who sees a form: no file names, no words of YAML."""
    if hint.startswith(("Tên tệp", "Tên trong content/media/")):
        return _capital(hint.partition(", ")[2])
    for one in _first(marks, Labelled) or ():
        hint = hint.replace(f"`{one.value}`", f"*{one.label}*")
    hint = re.sub(r"^true (?=khi|nếu|thì)", "Bật ", hint).replace(" trong content/media/", "")
    hint = re.sub(r"^Markdown[;,]? ?| \(Markdown\)", "", hint)
    return _capital(re.sub(r"`(\w+)(?:: (\w+))?`", _in_words, hint))


def _in_words(found: re.Match[str]) -> str:
    """Return how a form calls what a hint names as it stands in a file: `key` or `key: value`."""
    title, labels = _titles().get(found[1], (found[1], {}))
    return f"*{title}* là *{labels.get(found[2], found[2])}*" if found[2] else f"*{title}*"


@cache
def _titles() -> dict[str, tuple[str, dict[str, str]]]:
    """By the name of a field: its label, and the labels of the values it may have."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    everything: tuple[type[Part], ...] = (*_parts(), Settings)
    for part in everything:
        for name, info in part.model_fields.items():
            choices = _first([*info.metadata, *marks_of(info.annotation)], Labelled) or ()
            found.setdefault(name, (info.title or name, {one.value: one.label for one in choices}))
    return found


def _parts() -> Iterator[type[Part]]:
    """Yield the kinds, and every group of fields inside them, each once."""
    waiting: list[type[Part]] = list(KINDS.values())
    seen = set(waiting)
    while waiting:
        part = waiting.pop(0)
        yield part
        for info in part.model_fields.values():
            inner = _first([*info.metadata, *marks_of(info.annotation)], Part)
            if inner is not None and inner not in seen:
                seen.add(inner)
                waiting.append(inner)


def _example(info: FieldInfo) -> str:
    example = str((info.examples or [""])[0])
    return f"Ví dụ: {example}" if example and example[0] not in "[{|" else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
