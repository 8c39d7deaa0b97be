"""What the declarations promise of themselves: forms, guide and schema agree with the checks."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from bulletin.kinds import KINDS, Entry
from bulletin.kinds._describe import blank_form, field_rows, json_schema, parts_of
from bulletin.kinds._fields import Part
from bulletin.kinds._read import read_entry, read_part
from bulletin.source import Mapping, Node, Scalar, Sequence, parse_source

KINDS_BY_NAME = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.KIND)
PARTS = sorted(
    {*KINDS.values(), *(part for kind in KINDS.values() for _, part in parts_of(kind))},
    key=lambda part: part.__name__,
)
NAMING_OTHERS = {"unknown", "undecided", "inferred"}
"""Their examples name fields that not every part has."""
BESIDE = {"operator": ("value", "80"), "full_name": ("basis", "office")}
"""What a field asks to stand beside it."""
OF_THE_WHOLE = re.compile(
    r"thiếu mục `\w+` \([^)]*\)$|mỗi người ghi|chỉ tiêu phải có"
    r"|mỗi video, ghi âm ghi|mỗi số liệu ghi|số liệu cần `value`|`kind` \(Loại\): (?:được khen|gương)"
)
"""Problems of the part, not of the field that is tried."""


def tree(text: str) -> Mapping:
    parsed = parse_source(text.encode(), "a.yml")
    assert isinstance(parsed, Mapping), str(parsed)
    return parsed


def typed(node: Node) -> Any:
    """Return the values as a YAML 1.2 editor sees them."""
    if isinstance(node, Mapping):
        return {key: typed(value) for key, value in node.items.items()}
    if isinstance(node, Sequence):
        return [typed(item) for item in node.items]
    text = node.text
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"-?(?:0|[1-9]\d*)", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


TYPES: dict[str, Any] = {
    "string": str, "boolean": bool, "integer": int, "number": (int, float), "array": list,
    "object": dict, "null": type(None),
}  # fmt: skip


def refusals(  # noqa: PLR0912 – one branch a keyword
    schema: dict[str, Any], value: Any, root: dict[str, Any], at: str = ""
) -> list[str]:
    """Return where a value breaks a schema; an unknown keyword is an error of the schema."""
    found: list[str] = []
    for keyword, rule in schema.items():
        match keyword:
            case "$schema" | "$defs" | "title" | "description" | "examples" | "format" | "default":
                continue
            case "$ref":
                found += refusals(root["$defs"][rule.removeprefix("#/$defs/")], value, root, at)
            case "type":
                names = rule if isinstance(rule, list) else [rule]
                fits = any(
                    isinstance(value, TYPES[name])
                    and (name == "boolean" or not isinstance(value, bool))
                    for name in names
                )
                found += [] if fits else [f"{at}: {value!r} is no {rule}"]
            case "const":
                found += [] if value == rule else [f"{at}: not {rule!r}"]
            case "anyOf" | "oneOf":
                hits = sum(not refusals(inner, value, root, at) for inner in rule)
                fits = hits == 1 if keyword == "oneOf" else hits > 0
                found += [] if fits else [f"{at}: {value!r} fits {hits} of {keyword}"]
            case "pattern":
                if isinstance(value, str) and not re.search(rule, value):
                    found.append(f"{at}: {value!r} !~ {rule}")
            case "items":
                for number, item in enumerate(value if isinstance(value, list) else ()):
                    found += refusals(rule, item, root, f"{at}[{number}]")
            case "required":
                found += [f"{at}: lacks {name}" for name in rule if name not in value]
            case "properties":
                for name, inner in rule.items():
                    if isinstance(value, dict) and name in value:
                        found += refusals(inner, value[name], root, f"{at}.{name}")
            case "additionalProperties":
                extra = (
                    set(value) - set(schema.get("properties", ()))
                    if isinstance(value, dict)
                    else ()
                )
                for name in extra:
                    fits = isinstance(rule, dict) and not refusals(rule, value[name], root, at)
                    found += [] if fits else [f"{at}: {name} is not allowed"]
            case _:
                raise AssertionError(f"unknown keyword {keyword}")
    return found


def published_form(kind: type[Entry]) -> str:
    return blank_form(kind).replace("status: draft", "status: published")


@KINDS_BY_NAME
def test_a_blank_form_can_be_read_and_published_as_it_stands(kind: type[Entry]) -> None:
    for form in (blank_form(kind), published_form(kind)):
        entry = read_entry(kind, tree(form), "a", "a.yml")
        assert isinstance(entry, kind), "\n".join(map(str, entry))


@KINDS_BY_NAME
def test_a_blank_form_starts_as_a_draft_and_explains_every_field(kind: type[Entry]) -> None:
    form = blank_form(kind)
    assert "\nstatus: draft\n" in form
    for name, info in kind.model_fields.items():
        assert len(re.findall(rf"^(?:# )?{name}:", form, re.MULTILINE)) == 1
        assert f"# {info.title} (" in form


@KINDS_BY_NAME
def test_a_blank_form_fills_in_what_is_required_and_nothing_else(kind: type[Entry]) -> None:
    required = {name for name, info in kind.model_fields.items() if info.is_required()}
    assert set(tree(blank_form(kind)).items) == required | {"status", *kind.STARTS_WITH}


@KINDS_BY_NAME
def test_the_schema_is_2020_12_and_accepts_the_form(kind: type[Entry]) -> None:
    schema = json.loads(json_schema(kind))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert refusals(schema, typed(tree(published_form(kind))), schema) == []


@KINDS_BY_NAME
def test_the_schema_refuses_what_the_checks_refuse(kind: type[Entry]) -> None:
    schema = json.loads(json_schema(kind))
    sound = typed(tree(published_form(kind)))
    assert refusals(schema, {**sound, "khong_co": 1}, schema)
    assert refusals(schema, {**sound, "status": "publish"}, schema)
    assert refusals(schema, {**sound, "aliases": "ten-cu"}, schema)
    for name in (name for name, info in kind.model_fields.items() if info.is_required()):
        assert refusals(schema, {key: sound[key] for key in sound if key != name}, schema)


@KINDS_BY_NAME
def test_the_schema_knows_every_field_with_its_label(kind: type[Entry]) -> None:
    properties = json.loads(json_schema(kind))["properties"]
    assert {name: shown["title"] for name, shown in properties.items()} == {
        name: info.title for name, info in kind.model_fields.items()
    }


@KINDS_BY_NAME
def test_the_schema_is_the_same_text_every_time(kind: type[Entry]) -> None:
    assert json_schema(kind) == json_schema(kind)
    assert json_schema(kind).endswith("}\n")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_example_is_right_as_typed(part: type[Part]) -> None:
    for row in field_rows(part):
        if row.key in NAMING_OTHERS:
            continue
        assert row.example, f"{row.key} không có ví dụ"
        key, value = BESIDE.get(row.key, ("", ""))
        beside = f"{key}: {value}\n" if key in part.model_fields else ""
        read = read_part(part, tree(f"{row.key}: {row.example}\n{beside}"), "a.yml")
        told = [] if isinstance(read, part) else read
        assert [problem for problem in told if not OF_THE_WHOLE.match(problem.what)] == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_guide_row_says_label_need_and_choices(part: type[Part]) -> None:
    rows = {row.key: row for row in field_rows(part)}
    assert set(rows) == set(part.model_fields)
    for name, row in rows.items():
        assert row.label == part.model_fields[name].title
        assert row.required is part.model_fields[name].is_required()
        assert all(value and label for value, label in row.choices)


def test_a_guide_row_names_what_a_field_refers_to() -> None:
    rows = {row.key: row for row in field_rows(KINDS["news"])}
    assert (rows["category"].refers_to, rows["campaigns"].refers_to) == ("category", "campaign")
    assert rows["title"].refers_to == ""
    assert [value for value, _ in rows["status"].choices][:1] == ["draft"]


@KINDS_BY_NAME
def test_staff_meet_the_fields_of_the_kind_before_the_common_ones(kind: type[Entry]) -> None:
    keys = [row.key for row in field_rows(kind)]
    assert keys[0] == "status"
    assert keys.index("sources") > max(
        keys.index(name) for name in kind.model_fields if name not in Entry.model_fields
    )
    assert "sources" not in [row.key for row in field_rows(kind, common=False)]


@KINDS_BY_NAME
def test_every_group_inside_a_kind_is_described_once(kind: type[Entry]) -> None:
    parts = [part for _, part in parts_of(kind)]
    assert len(parts) == len(set(parts)) > 0


def test_scalars_keep_their_text() -> None:
    assert typed(Scalar("08", 1)) == "08"
