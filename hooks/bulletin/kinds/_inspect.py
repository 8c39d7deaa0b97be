"""What can be asked of the declarations of fields: their marks, places, labels and references."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args
from weakref import WeakKeyDictionary

from pydantic.fields import FieldInfo

from bulletin.kinds._fields import Entry, Part
from bulletin.kinds._types import RefTo
from bulletin.source import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that names another entry: where it stands, the kind named, and the slug."""

    place: Place
    kind: str
    slug: str


_REFERENCES: WeakKeyDictionary[Entry, tuple[Reference, ...]] = WeakKeyDictionary()


def references(entry: Entry) -> tuple[Reference, ...]:
    """Return every reference in an entry, in the order of its fields; a dozen rules ask."""
    if entry not in _REFERENCES:
        _REFERENCES[entry] = tuple(_references(entry, ()))
    return _REFERENCES[entry]


def _references(part: Part, place: Place) -> Iterator[Reference]:
    for name, kind in _plan(type(part)):
        value = getattr(part, name)
        for step, item in _items(value, (*place, name)):
            if isinstance(item, Part):
                yield from _references(item, step)
            elif kind is not None and item is not None:
                yield Reference(step, kind, item)


def parts_within(part: Part, kind: type[object], place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield what a part's own fields hold that is of a type, or is a part that may hold such."""
    for name in _leading_to(type(part), kind):  # type: ignore[arg-type]  # types are hashable
        value = getattr(part, name)
        if value is not None:
            for step, item in _items(value, (*place, name)):
                if isinstance(item, (kind, Part)):
                    yield step, item


@cache
def _leading_to(part: type[Part], kind: type[object]) -> tuple[str, ...]:
    """Return the fields of a part at or below which values of a type may stand."""
    return tuple(name for name in part.model_fields if _leads(part, name, kind, frozenset()))


def _leads(part: type[Part], name: str, kind: type[object], passed: frozenset[type[Part]]) -> bool:
    for mark in marks_of(part.model_fields[name].annotation):
        if not isinstance(mark, type) or mark in passed:
            continue
        if issubclass(mark, kind):
            return True
        if issubclass(mark, Part) and any(
            _leads(mark, below, kind, passed | {mark}) for below in mark.model_fields
        ):
            return True
    return False


def _items(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield the values of a field that may hold one or many."""
    if isinstance(value, tuple):
        yield from (((*place, number), item) for number, item in enumerate(value))
    else:
        yield place, value


@cache
def _plan(part: type[Part]) -> tuple[tuple[str, str | None], ...]:
    """Return the fields that hold references (with their kind) or parts (with None)."""
    plan: list[tuple[str, str | None]] = []
    for name, info in part.model_fields.items():
        marks = [*info.metadata, *marks_of(info.annotation)]
        refs = [mark.kind for mark in marks if isinstance(mark, RefTo)]
        if refs or any(isinstance(mark, type) and issubclass(mark, Part) for mark in marks):
            plan.append((name, refs[0] if refs else None))
    return tuple(plan)


def marks_of(annotation: Any) -> Iterator[Any]:
    """Yield everything that stands inside a type annotation."""
    yield annotation
    for inner in get_args(annotation):
        yield from marks_of(inner)


def info_at(model: type[Part], place: Place) -> FieldInfo | None:
    """Return the declaration of the field at a place, looking through lists and parts."""
    info: FieldInfo | None = None
    current: type[Part] | None = model
    for step in place:
        if isinstance(step, int):
            continue
        if current is None or step not in current.model_fields:
            return info
        info = current.model_fields[step]
        parts = [
            m for m in marks_of(info.annotation) if isinstance(m, type) and issubclass(m, Part)
        ]
        current = parts[0] if parts else None
    return info


def called(model: type[Part], place: Place) -> str:
    """Return how staff know a field: its key and its label."""
    keys = [step for step in place if isinstance(step, str)]
    info = info_at(model, place)
    label = f" ({info.title})" if info is not None and info.title else ""
    return f"`{keys[-1]}`{label}" if keys else "mục này"


def part_at(model: type[Part], place: Place) -> type[Part]:
    """Return the part that holds the field at a place."""
    current = model
    for step in place[:-1]:
        if isinstance(step, str) and step in current.model_fields:
            marks = marks_of(current.model_fields[step].annotation)
            current = next(
                (m for m in marks if isinstance(m, type) and issubclass(m, Part)), current
            )
    return current
