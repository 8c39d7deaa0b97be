"""What `source` promises: any file becomes a tree of texts as typed, or a problem with its line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bulletin.problems import Problem
from bulletin.source import (
    MAX_BYTES,
    Mapping,
    Scalar,
    Sequence,
    line_of,
    node_at,
    parse_source,
    plain,
    read_source,
)

MARKS = [
    "a", "title", "body", ":", ": ", " ", "  ", "\n", "\n- ", "- ", "\t", "|", ">", "|\n  ", "#",
    " #", "'", '"', "\\", "\\x02", "{", "}", "[", "]", ",", "?", "? ", "&a", "*a", "!", "!!str ",
    "<<", "---", "...", "%YAML 1.1", "~", "null", "@", "`", "đ", "\u200b", "\r", "\r\n", "\x00",
    "<<<<<<< a", "=======", "\ufeff",
]  # fmt: skip
PIECES = st.sampled_from(MARKS)


def tree(text: str) -> Mapping:
    parsed = parse_source(text.encode(), "a.yml")
    assert isinstance(parsed, Mapping), str(parsed)
    return parsed


def told(raw: bytes) -> Problem:
    parsed = parse_source(raw, "a.yml")
    assert isinstance(parsed, Problem)
    return parsed


def agrees(raw: bytes) -> None:
    """Whatever comes in, a tree comes out, or a problem at a line that the file has."""
    parsed = parse_source(raw, "a.yml")
    if isinstance(parsed, Problem):
        lines = len(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
        assert 1 <= parsed.line <= lines + 1
        assert parsed.what and parsed.mend and parsed.file == "a.yml"
    else:
        assert isinstance(plain(parsed), dict)


@given(st.binary(max_size=200))
def test_any_bytes_become_a_tree_or_a_problem(raw: bytes) -> None:
    agrees(raw)


@given(st.text(max_size=200))
def test_any_text_becomes_a_tree_or_a_problem(text: str) -> None:
    agrees(text.encode("utf-8", "surrogatepass"))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_yaml_becomes_a_tree_or_a_problem(text: str) -> None:
    agrees(text.encode("utf-8", "surrogatepass"))


@given(
    st.dictionaries(st.text("abc_", min_size=1), st.text("đ a:#'\"[]{}-|>&*!@%`~\\", max_size=30))
)
def test_what_a_tool_writes_is_read_as_it_was(values: dict[str, str]) -> None:
    raw = yaml.safe_dump(values, default_style='"', allow_unicode=True).encode()
    if values:
        read = tree(raw.decode())
        assert {key: node.text for key, node in read.items.items()} == values  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["22:39", "no", "yes", "08", "3.797", "2024-10-07", "1e5", "0x1F", "=", ".5"]
)
def test_a_value_stays_the_text_that_was_typed(text: str) -> None:
    assert plain(tree(f"a: {text}\nb: [{text}]\n")) == {"a": text, "b": [text]}


def test_texts_are_normalised_to_nfc() -> None:
    decomposed = unicodedata.normalize("NFD", "Đắk Nông")
    assert plain(tree(f"a: {decomposed}\n")) == {"a": "Đắk Nông"}


def test_an_empty_value_means_absent() -> None:
    assert plain(tree("a:\nb: ''\nc: ' '\nd: x\n")) == {"d": "x"}


def test_quoted_null_is_a_text() -> None:
    assert plain(tree("a: 'null'\nb: \"~\"\n")) == {"a": "null", "b": "~"}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_count_the_same_with_every_line_ending(ending: str) -> None:
    text = ending.join(["a: 1", "b: |", "  x", "  y", "c: 2", ""])
    read = tree(text)
    assert read.key_lines == {"a": 1, "b": 2, "c": 5}
    assert plain(read) == {"a": "1", "b": "x\ny\n", "c": "2"}


def test_a_byte_order_mark_is_ignored() -> None:
    parsed = parse_source("\ufefftitle: Lễ\n".encode(), "a.yml")
    assert isinstance(parsed, Mapping)
    assert plain(parsed) == {"title": "Lễ"}


def test_a_comment_on_its_own_line_or_behind_quotes_is_no_mistake() -> None:
    text = "# ghi chú\na: 'x' # ghi chú\nb: [y] # ghi chú\nc: # ghi chú\n  d: z\ne: a#b\n"
    assert plain(tree(text)) == {"a": "x", "b": ["y"], "c": {"d": "z"}, "e": "a#b"}


NESTED = "a: 1\nb:\n  - c: 2\n    d: 3\n  - c: 4\ne: |\n  x\n"


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("b",), 2),
        (("b", 0), 3),
        (("b", 0, "d"), 4),
        (("b", 1), 5),
        (("b", 1, "d"), 5),  # absent: the nearest thing above it
        (("b", 7), 2),
        (("x",), 1),
        (("e",), 6),
    ],
)
def test_a_place_has_the_line_of_its_key_or_of_the_nearest_thing_above(
    place: tuple[str | int, ...], line: int
) -> None:
    assert line_of(tree(NESTED), place) == line


def test_a_part_of_the_tree_is_found_by_its_place_or_not_at_all() -> None:
    read = tree(NESTED)
    assert node_at(read, ("b", 1, "c")) == Scalar("4", 5)
    assert isinstance(node_at(read, ("b",)), Sequence)
    assert node_at(read, ("e",)) == Scalar("x\n", 6, block=True)
    for nowhere in (("x",), ("b", 2), ("a", "b"), ("b", "c")):
        assert node_at(read, nowhere) is None


def test_twenty_levels_are_read_and_one_more_is_refused() -> None:
    assert tree("a: " + "[" * 19 + "]" * 19)
    assert "lồng quá 20 cấp" in told(("a: " + "[" * 20 + "]" * 20).encode()).what


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: b\n".ljust(MAX_BYTES, "\n"), encoding="utf-8")
    assert isinstance(read_source(path, "a.yml"), Mapping)
    path.write_text("a: b\n".ljust(MAX_BYTES + 1, "\n"), encoding="utf-8")
    assert isinstance(read_source(path, "a.yml"), Problem)


def test_the_line_of_a_byte_that_is_no_utf_8_is_told() -> None:
    problem = told(b"a: 1\nb: 2\nc: \xe1\xe2\n")
    assert (problem.line, problem.what) == (3, "tệp không phải UTF-8")


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL"])
def test_no_word_for_nothing_is_a_value(word: str) -> None:
    assert told(f"a: x\nb: {word}\n".encode()).line == 2


def test_a_document_mark_at_the_top_is_no_second_document() -> None:
    assert plain(tree("---\na: 1\n...\n")) == {"a": "1"}
