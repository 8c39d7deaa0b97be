"""A tree of texts in, a typed part out, or every reason why its fields are refused."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from bulletin.kinds._fields import Entry, Origin, Part, own_fields
from bulletin.kinds._inspect import called, info_at, marks_of, part_at
from bulletin.kinds._types import Labelled, Refused
from bulletin.problems import Problem
from bulletin.source import Mapping, Place, line_of, plain
from bulletin.text import nearest

P = TypeVar("P", bound=Part)
E = TypeVar("E", bound=Entry)


def read_entry(kind: type[E], tree: Mapping, slug: str, file: str) -> E | list[Problem]:
    """Return the typed entry that a file's tree describes, or all problems of its fields."""
    return read_plain(kind, plain(tree), lambda: tree, slug, file)


def read_plain(
    kind: type[E], said: Any, read: Callable[[], Mapping], slug: str, file: str
) -> E | list[Problem]:
    """Return the typed entry of what a file says, or all problems; `read` gives the tree."""
    entry = _typed(kind, said, read, file)
    if isinstance(entry, list):
        return entry
    entry.placed(Origin(slug, file, said, read))
    return entry


def read_part(model: type[P], tree: Mapping, file: str) -> P | list[Problem]:
    """Return the typed part that a tree describes, or all problems of its fields."""
    return _typed(model, plain(tree), lambda: tree, file)


def _typed(model: type[P], said: Any, read: Callable[[], Mapping], file: str) -> P | list[Problem]:
    try:
        return model.model_validate(said)
    except ValidationError as error:
        tree, details = read(), error.errors()
        meant = set(_meant(model, details))
        return [
            _problem(model, tree, file, detail)
            for detail in details
            if detail["type"] != "missing" or tuple(detail["loc"]) not in meant
        ]


def _meant(model: type[Part], details: Iterable[Any]) -> Iterator[Place]:
    """Yield the places of missing fields that an unknown key beside them is a misspelling of.

    Only the misspelling is told then: to add the field too would say it twice.
    """
    missing: dict[Place, list[str]] = {}
    for detail in details:
        if detail["type"] == "missing":
            *within, key = detail["loc"]
            missing.setdefault(tuple(within), []).append(str(key))
    for detail in details if missing else ():
        *within, key = detail["loc"]
        names = missing.get(tuple(within), ())
        if detail["type"] != "extra_forbidden" or not nearest(str(key), names):
            continue
        # Near to something missing; the nearest of all fields is what the mend will name.
        near = nearest(str(key), part_at(model, (*within, key)).model_fields)
        if near is not None and near in names:
            yield (*within, near)


def _problem(model: type[Part], tree: Mapping, file: str, detail: Any) -> Problem:
    """Translate one pydantic error, by its type and place; its English is never shown."""
    place: Place = tuple(step for step in detail["loc"] if step != "[key]")
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, Refused):
        place = (*place, *cause.at)
        what = f"{called(model, place)}: {cause.what}" if place else cause.what
        return Problem(file, line_of(tree, place), what, cause.mend)
    explain = _EXPLAIN.get(detail["type"], _other)
    what, mend = explain(model, place, detail)
    return Problem(file, line_of(tree, place), what, mend)


def _example(info: FieldInfo | None) -> str:
    """Return the declared example of a field."""
    return str((info.examples or [""])[0]) if info is not None else ""


def _missing(model: type[Part], place: Place, detail: Any) -> tuple[str, str]:
    first, *rest = _example(info_at(model, place)).split("\n")
    inside = f" trong {called(model, place[:-1])}" if len(place) > 1 else ""
    below = ", các dòng dưới thụt vào hai dấu cách" if rest else ""
    return (
        f"thiếu mục {called(model, place)}{inside}",
        f"Thêm dòng `{place[-1]}: {first}`{below}",
    )


def _extra(model: type[Part], place: Place, detail: Any) -> tuple[str, str]:
    part, key = part_at(model, place), str(place[-1])
    names = list(part.model_fields)
    if near := nearest(key, names):
        label = part.model_fields[near].title
        return f"không có mục nào tên `{key}`", f"Có phải `{near}` ({label})?"
    own = own_fields(part) or names
    listed = ", ".join(f"`{name}`" for name in own)
    return f"không có mục nào tên `{key}`", f"Các mục dùng được ở đây: {listed}"


def _enum(model: type[Part], place: Place, detail: Any) -> tuple[str, str]:
    found = detail["input"]
    choices = _choices(info_at(model, place))
    listed = ", ".join(f"`{member.value}` ({member.label})" for member in choices)
    if not isinstance(found, str):
        return f"{called(model, place)} cần đúng một giá trị", f"Chọn một trong: {listed}"
    names = {name: member.value for member in choices for name in (member.value, member.label)}
    near = nearest(found, names)
    return (
        f"{called(model, place)} không có giá trị `{found}`",
        (f"Có phải `{names[near]}`? " if near else "") + f"Chọn một trong: {listed}",
    )


def _choices(info: FieldInfo | None) -> list[Labelled]:
    """Return the values a field with fixed values allows."""
    marks = marks_of(info.annotation) if info is not None else ()
    return [
        member
        for mark in marks
        if isinstance(mark, type) and issubclass(mark, Labelled)
        for member in mark
    ]


def _list(model: type[Part], place: Place, detail: Any) -> tuple[str, str]:
    return (
        f"{called(model, place)} cần một danh sách",
        "Ghi mỗi giá trị một dòng bắt đầu bằng `- `, hoặc đặt trong ngoặc vuông `[a, b]`",
    )


def _group(model: type[Part], place: Place, detail: Any) -> tuple[str, str]:
    part = part_at(model, (*place, ""))
    names = own_fields(part)
    listed = ", ".join(f"`{name}:`" for name in names)
    return (
        f"{called(model, place)} cần một nhóm mục con",
        "Ghi từng mục con trên một dòng, thụt vào hai dấu cách"
        + (f"; các mục con: {listed}" if names else f", ví dụ `{_example(info_at(model, place))}`"),
    )


def _other(model: type[Part], place: Place, detail: Any) -> tuple[str, str]:
    example = _example(info_at(model, place))
    return f"{called(model, place)} ghi chưa đúng", f"Ghi như ví dụ: `{example}`"


_EXPLAIN = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "enum": _enum,
    "tuple_type": _list,
    "list_type": _list,
    "model_type": _group,
    "model_attributes_type": _group,
    "dict_type": _group,
}
