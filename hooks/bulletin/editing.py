"""A content file's text and a place in it in, the text with that value replaced out.

Comments, order and everything else stay as staff typed them: only the value's own characters go.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bulletin.kinds import KINDS, Entry
from bulletin.source import Place
from bulletin.text import is_slug, nearest


@dataclass(frozen=True)
class Span:
    """From where to where a value stands in a text, in characters."""

    start: int
    end: int


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        """Content knows no anchors."""
        return True


def flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    made = yaml.dump(
        value,
        Dumper=_Dumper,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
    )
    return made.removesuffix("\n").removesuffix("\n...")


def block(value: Any) -> str:
    """Return a value as YAML in the lines that staff would type, with a line feed at its end."""
    return yaml.dump(
        value,
        Dumper=_Dumper,
        default_flow_style=False,
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
    )


def replaced(text: str, place: Place, value: Any) -> str:
    """Return the text with the value at a place (which must be there) replaced."""
    span = _spans(text)[place]
    # In quotes, since a comment may stand behind it.
    made = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else flow(value)
    return text[: span.start] + made + text[span.end :]


class NoSuchEntry(LookupError):
    """There is no file of that name; the text, in Vietnamese, says so and names the nearest."""


def entry_file(content: Path, target: str) -> tuple[type[Entry], Path]:
    """Return the kind and file of `kind/slug` (a folder's name serves as well); raises NoSuchEntry."""
    named, _, slug = target.removesuffix(".yml").removeprefix("content/").rpartition("/")
    named = named.partition("/")[0]
    kinds = {name: kind for kind in KINDS.values() for name in (kind.KIND, kind.FOLDER)}
    if named not in kinds or not is_slug(slug):
        near = nearest(named, kinds)
        mend = f"có phải `{near}/{slug}`?" if near else "ghi loại/tên-tệp, ví dụ `news/le-ra-mat`"
        raise NoSuchEntry(f"Không rõ `{target}` là mục nào.\nCách sửa: {mend}")
    files = {path.stem: path for path in sorted((content / kinds[named].FOLDER).rglob("*.yml"))}
    if slug not in files:
        near = nearest(slug, files)
        mend = f"có phải `{named}/{near}`?" if near else "xem lại tên tệp trong content/"
        raise NoSuchEntry(f"Không có mục `{target}`.\nCách sửa: {mend}")
    return kinds[named], files[slug]


def with_key(text: str, key: str, value: Any) -> str:
    """Return the text with a key of the entry itself set: in its place, else at the end."""
    return without_key(text, key, block({key: value}))


def without_key(text: str, key: str, instead: str = "") -> str:
    """Return the text without a key of the entry itself, or with lines in its place."""
    spans = _spans(text)
    if (key,) not in spans:
        return text + ("" if not instead or text.endswith("\n") else "\n") + instead
    end = spans[key,].end
    start = text.rfind("\n", 0, _key_starts(text)[key] + 1) + 1 if _key_starts(text)[key] else 0
    line_end = text.find("\n", max(end - 1, start))
    rest = text[line_end + 1 :] if line_end >= 0 else ""
    return text[:start] + instead + rest


def _key_starts(text: str) -> dict[str, int]:
    """Return where each key of the entry itself starts."""
    starts, lines = {}, _line_starts(text)
    events = _events(text)
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            break
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        assert isinstance(key, yaml.ScalarEvent)
        starts[str(key.value)] = _index(lines, key.start_mark)
        _skip(next(events), events)
    return starts


def _skip(event: yaml.Event, events: Iterator[yaml.Event]) -> None:
    depth = int(isinstance(event, yaml.CollectionStartEvent))
    while depth:
        event = next(events)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )


def _events(text: str) -> Iterator[yaml.Event]:
    return iter(yaml.parse(text, Loader=yaml.CSafeLoader))


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _index(lines: list[int], mark: Any) -> int:
    return lines[mark.line] + int(mark.column) if mark.line < len(lines) else lines[-1]


def _spans(text: str) -> dict[Place, Span]:
    """Return where every value of a document stands."""
    events, lines = _events(text), _line_starts(text)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            break
    found: dict[Place, Span] = {}
    _walk(next(events), events, (), lines, found)
    return {place: _trimmed(text, span) for place, span in found.items()}


def _walk(
    event: yaml.Event,
    events: Iterator[yaml.Event],
    place: Place,
    lines: list[int],
    found: dict[Place, Span],
) -> int:
    """Take one value from the events, noting where it and all inside it stand; return its end."""
    start, end = _index(lines, event.start_mark), _index(lines, event.end_mark)
    if isinstance(event, yaml.SequenceStartEvent):
        number = 0
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            end = _walk(inner, events, (*place, number), lines, found)
            number += 1
        end = _index(lines, inner.end_mark) if event.flow_style else end
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            assert isinstance(inner, yaml.ScalarEvent)
            end = _walk(next(events), events, (*place, str(inner.value)), lines, found)
        end = _index(lines, inner.end_mark) if event.flow_style else end
    found[place] = Span(start, end)
    return end


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its end, which the next line needs."""
    kept = text[span.start : span.end].rstrip()
    return Span(span.start, span.start + len(kept))
