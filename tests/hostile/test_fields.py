"""Every payload in every field of every kind: a clear refusal with its line, or exactly what was typed.

The fields come from their declarations, so a new one is covered without a word here. `make test` tries
a share of all pairs that differs from field to field; HOSTILE=all (`make audit`) tries them all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.kinds import KINDS, Entry
from bulletin.kinds._read import read_entry
from bulletin.kinds._types import Body
from bulletin.problems import Problem
from bulletin.source import Mapping, parse_source
from bulletin.text import FORBIDDEN, normalise, one_line
from hostile.filler import TOKEN, Filler
from hostile.payloads import BROKEN, EVERY, MARKUP, RIGHT

ALL = os.environ.get("HOSTILE") == "all"
SHARE = 1 if ALL else 90
"""One pair of so many is tried."""
EXAMPLES = 3000 if ALL else 50
Place = tuple[str | int, ...]


@cache
def full(kind: str) -> dict[str, Any]:
    """Return an entry of a kind with all its fields filled."""
    filler = Filler("chữ")
    filler.code = "t0z chữ"
    made = next(iter(filler.sound(KINDS[kind], filler.part(KINDS[kind], kind, "goc"))))
    return {**made, "status": "published"}


def places(made: Any, place: Place = ()) -> Iterator[Place]:
    """Yield where free text stands in an entry."""
    if isinstance(made, dict | list):
        for step, value in made.items() if isinstance(made, dict) else enumerate(made):
            yield from places(value, (*place, step))
    elif isinstance(made, str) and TOKEN.search(made):
        yield place


def put(made: Any, place: Place, text: str) -> Any:
    """Return the entry with another text at a place."""
    if not place:
        return text
    step, *rest = place
    if isinstance(made, dict):
        return {k: put(v, tuple(rest), text) if k == step else v for k, v in made.items()}
    return [put(v, tuple(rest), text) if n == step else v for n, v in enumerate(made)]


PAIRS = [(kind, place) for kind in KINDS for place in places(full(kind))]


def outcome(kind: str, place: Place, text: str) -> str:
    """Return `refused` or `exact`; anything else, a crash above all, fails."""
    # JSON is YAML: any sign may be typed so, in quotes.
    raw = json.dumps(put(full(kind), place, text), ensure_ascii=False).encode()
    tree = parse_source(raw, "content/a.yml")
    entry = (
        tree if isinstance(tree, Problem) else read_entry(KINDS[kind], tree, "a", "content/a.yml")
    )
    if isinstance(entry, Problem | list):
        for problem in [entry] if isinstance(entry, Problem) else entry:
            assert problem.file == "content/a.yml"
            assert problem.line >= 1
            assert problem.what and problem.mend
            assert "Traceback" not in str(problem)
        return "refused"
    assert isinstance(entry, Entry)
    assert isinstance(tree, Mapping)
    if not one_line(text):
        return "exact"  # nothing typed is nothing said
    found = value_at(entry, place)
    if isinstance(found, Body):
        assert found.text == normalise(text).strip("\n")
    else:
        assert found == one_line(normalise(text)) or found == normalise(text).strip(), (kind, place)
    assert not FORBIDDEN.search(str(found))
    return "exact"


def value_at(part: Any, place: Place) -> Any:
    for step in place:
        part = (
            part[step] if isinstance(step, int) or isinstance(part, dict) else getattr(part, step)
        )
    return part


def share(texts: tuple[str, ...]) -> list[tuple[str, Place, str]]:
    """Return the pairs to try: for every field some texts, for every text some fields."""
    every = [
        (*pair, text)
        for number, pair in enumerate(PAIRS)
        for text in texts[number % SHARE :: SHARE]
    ]
    return every


def test_hostile_texts_in_fields_all_end_in_an_allowed_outcome(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ended = {"refused": 0, "exact": 0}
    for kind, place, text in share(EVERY):
        ended[outcome(kind, place, text)] += 1
    assert sum(ended.values()) >= 400
    with capsys.disabled():
        told = ", ".join(f"{count} {name}" for name, count in ended.items())
        print(f"\nlời ác ý trong từng mục: {sum(ended.values())} trường hợp ({told})")


def test_every_field_of_every_kind_is_tried() -> None:
    assert {kind for kind, _, _ in share(EVERY)} == set(KINDS)
    assert len(share(EVERY)) >= len(PAIRS) > 400
    assert {text for _, _, text in share(EVERY)} == set(EVERY)


@pytest.mark.parametrize("text", RIGHT)
def test_legitimate_text_survives_exactly_as_a_title_and_in_a_body(text: str) -> None:
    for name in ("title", "body"):
        assert outcome("news", (name,), text) == "exact"


@pytest.mark.parametrize("text", [text for text in BROKEN if FORBIDDEN.search(text)])
def test_a_sign_nobody_sees_is_refused_wherever_it_stands(text: str) -> None:
    for kind, place in PAIRS[:: 1 if ALL else 160]:
        assert outcome(kind, place, text) == "refused"


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(
        st.sampled_from([*EVERY, " ", "\n", "\t", ":", "#", "'", '"', "<", "&"]), max_size=4
    ).map("".join),
)


@given(st.sampled_from(PAIRS), TEXTS)
@settings(max_examples=EXAMPLES)
def test_any_text_in_any_field_is_refused_or_exact(pair: tuple[str, Place], text: str) -> None:
    assert outcome(*pair, text) in ("refused", "exact")


@given(
    st.sampled_from(PAIRS),
    st.recursive(
        st.one_of(TEXTS, st.just("")),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from([*MARKUP, "title", "person"]), inner, max_size=3),
        ),
        max_leaves=6,
    ),
)
@settings(max_examples=EXAMPLES)
def test_any_shape_in_any_field_is_read_or_refused_with_its_line(
    pair: tuple[str, Place], shape: Any
) -> None:
    kind, place = pair
    raw = json.dumps(put(full(kind), place, shape), ensure_ascii=False).encode()
    tree = parse_source(raw, "content/a.yml")
    read = (
        tree if isinstance(tree, Problem) else read_entry(KINDS[kind], tree, "a", "content/a.yml")
    )
    for problem in [read] if isinstance(read, Problem) else read if isinstance(read, list) else []:
        assert (problem.file, problem.line >= 1, bool(problem.mend)) == (
            "content/a.yml",
            True,
            True,
        )
