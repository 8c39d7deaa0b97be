"""What `editing` promises: one value changes, every other letter stays, comments included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.editing import flow, replaced, with_key, without_key
from bulletin.source import Mapping, parse_source, plain

TEXT = """\
# đầu tệp
title: "Lễ: ra mắt"   # giữ
people:
  # người thứ nhất
  - full_name: Nguyễn Văn Mẫu
    roles: [Tổ trưởng, 'Bí thư']   # vai
  - {full_name: Trần Thị Mẫu, basis: office}
body: |
  Dòng một.

  Dòng hai.

# cuối
status: published
"""


def read(text: str) -> object:
    tree = parse_source(text.encode(), "a.yml")
    assert isinstance(tree, Mapping), tree
    return plain(tree)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("title",), "Lễ khác"), (("people", 0), {"full_name": "X", "basis": "office"}),
        (("people", 0, "roles", 1), "22:39"), (("people", 1), {"full_name": "no"}),
        (("people",), []), (("body",), "Đã gỡ."), (("status",), "withdrawn"),
        (("people", 0, "roles"), ["a", "b: c", "#"]),
    ],
)  # fmt: skip
def test_a_value_is_replaced_and_nothing_else(place: tuple[str | int, ...], value: object) -> None:
    expected = read(TEXT)
    inner = expected
    for step in place[:-1]:
        inner = inner[step]  # type: ignore[index]
    inner[place[-1]] = value  # type: ignore[index]
    made = replaced(TEXT, place, value)
    assert read(made) == expected
    for comment in ("# đầu tệp", "# cuối"):
        assert comment in made


def test_a_key_is_set_in_its_place_or_at_the_end() -> None:
    made = with_key(TEXT, "title", "Khác")
    assert made.startswith("# đầu tệp\ntitle: Khác\npeople:\n")
    made = with_key(TEXT.rstrip(), "approval", {"by": "Trưởng Ban", "digest": "0123"})
    assert made.endswith("status: published\napproval:\n  by: Trưởng Ban\n  digest: '0123'\n")
    assert with_key(made, "approval", {"by": "Khác"}).endswith("approval:\n  by: Khác\n")


def test_a_key_in_the_middle_is_taken_out_with_all_its_lines() -> None:
    made = without_key(TEXT, "people")
    assert read(made) == {k: v for k, v in read(TEXT).items() if k != "people"}  # type: ignore[attr-defined]
    made = without_key(TEXT, "body")
    assert "Dòng" not in made
    assert "# cuối\nstatus: published\n" in made


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"]), min_size=1
    )
)
def test_any_text_set_is_the_text_read(words: str) -> None:
    tree = parse_source(f"a: {flow([words])}\nb: x\n".encode(), "a.yml")
    assert isinstance(tree, Mapping), tree
    assert read(with_key("b: x\n", "c", [words])) == {
        "b": "x",
        "c": [read(f"a: {flow([words])}\n")["a"][0]],
    }  # type: ignore[index]
