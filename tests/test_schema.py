"""content/schema/ says what the declarations of the fields say, in sound JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import schema
from bulletin.kinds import KINDS
from bulletin.source import Mapping, read_source

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / schema.FOLDER
DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEYWORDS = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "const", "default", "description",
    "enum", "examples", "format", "items", "oneOf", "pattern", "properties", "required", "title",
    "type",
}  # fmt: skip
TYPES = {"array", "boolean", "integer", "null", "number", "object", "string"}
VIETNAMESE = set("ăâđêôơưàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ")
PLAIN = {"Ai", "Giao cho", "Qua", "Sapo", "Suy ra"}
"""Labels that are Vietnamese without a single mark."""


def read(kind: str) -> dict[str, Any]:
    made = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    assert isinstance(made, dict)
    return made


def schemas_in(node: object) -> Iterator[dict[str, Any]]:
    """Yield a schema and every schema inside it, never what is merely named like a keyword."""
    if not isinstance(node, dict):
        return
    yield node
    for key in ("properties", "$defs"):
        for inner in node.get(key, {}).values():
            yield from schemas_in(inner)
    for key in ("anyOf", "oneOf"):
        for inner in node.get(key, ()):
            yield from schemas_in(inner)
    for key in ("items", "additionalProperties"):
        yield from schemas_in(node.get(key))


def test_the_committed_files_are_those_of_the_declarations() -> None:
    assert schema.stale(FOLDER) == [], "chạy python scripts/schema.py"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_structurally_sound(kind: str) -> None:
    whole = read(kind)
    assert whole["$schema"] == DIALECT
    assert whole["type"] == "object" and whole["additionalProperties"] is False
    for part in schemas_in(whole):
        assert part.keys() <= KEYWORDS, f"{kind}: từ khóa lạ {part.keys() - KEYWORDS}"
        types = part.get("type", [])
        assert {types} if isinstance(types, str) else set(types) <= TYPES
        assert set(part.get("required", ())) <= part.get("properties", {}).keys()
        assert all(part[key] for key in ("anyOf", "oneOf", "items") if key in part)
        if "$ref" in part:
            assert part["$ref"].removeprefix("#/$defs/") in whole["$defs"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_vietnamese_label_and_the_kind_its_name(kind: str) -> None:
    whole = read(kind)
    assert whole["title"] == KINDS[kind].LABEL
    for part in schemas_in(whole):
        for name, field in part.get("properties", {}).items():
            label = field.get("title", "")
            assert label in PLAIN or VIETNAMESE & set(label.lower()), f"{kind}: {name}: {label!r}"


@pytest.mark.parametrize("kind", KINDS)
def test_fixed_values_have_labels(kind: str) -> None:
    for part in schemas_in(read(kind)):
        for choice in part.get("oneOf", ()):
            assert choice["const"] and choice["title"]


def every_file() -> Iterator[tuple[str, Path]]:
    for name, kind in KINDS.items():
        for path in sorted((ROOT / "content" / kind.FOLDER).rglob("*.yml")):
            yield name, path


@pytest.mark.parametrize(
    ("kind", "path"),
    [*every_file()],
    ids=lambda value: value.stem if isinstance(value, Path) else "",
)
def test_the_keys_of_our_own_content_are_in_its_schema(kind: str, path: Path) -> None:
    tree, whole = read_source(path, path.name), read(kind)
    assert isinstance(tree, Mapping)
    assert tree.items.keys() <= whole["properties"].keys()
    assert set(whole.get("required", ())) - {"status"} <= tree.items.keys()


def test_a_stale_file_is_told_and_then_written_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert schema.main([], tmp_path) == 0
    (tmp_path / "news.json").write_text("{}", encoding="utf-8")
    (tmp_path / "nothing.json").write_text("{}", encoding="utf-8")
    (tmp_path / "link.json").unlink()
    capsys.readouterr()
    assert schema.main(["--check"], tmp_path) == 1
    told = capsys.readouterr().err
    assert "3 tệp khác với khai báo" in told and "Cách sửa: chạy python scripts/schema.py" in told
    for name in ("news", "nothing", "link"):
        assert f"content/schema/{name}.json" in told
    assert schema.main([], tmp_path) == 0
    assert schema.main(["--check"], tmp_path) == 0
    assert {path.stem for path in tmp_path.iterdir()} == set(KINDS)


def test_an_unknown_option_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema.main(["--chek"], tmp_path) == 2
    assert "Không hiểu `--chek`" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_vs_code_is_told_the_schema_of_every_folder() -> None:
    """What is committed is what `schema.py` writes, and each path in it leads to something."""
    settings = (ROOT / schema.EDITOR).read_text(encoding="utf-8")
    assert settings == schema.editor_settings(), "chạy python scripts/schema.py"
    schemes = json.loads(settings)["yaml.schemas"]
    assert len(schemes) == len(KINDS)
    for file, pattern in schemes.items():
        assert (ROOT / file).is_file()
        folder = ROOT / pattern.removesuffix("/**/*.yml")
        assert folder.name == KINDS[Path(file).stem].FOLDER and folder.parent == ROOT / "content"


def test_stale_editor_settings_are_told_and_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, editor = tmp_path / "content/schema", tmp_path / ".vscode/settings.json"
    assert schema.main([], folder, editor) == 0
    editor.write_text("{}", encoding="utf-8")
    assert schema.main(["--check"], folder, editor) == 1
    assert ".vscode/settings.json" in capsys.readouterr().err
    assert schema.main([], folder, editor) == 0
    assert editor.read_text(encoding="utf-8") == schema.editor_settings()
    assert schema.main(["--check"], folder, editor) == 0
