"""Columns in, JSON Schema (2020-12) and Table Schema (Frictionless) out."""

from typing import Any

from bulletin.data.columns import Column, Dataset, Type

_JSON: dict[Type, dict[str, Any]] = {
    Type.TEXT: {"type": "string"},
    Type.ID: {"type": "string", "format": "uri", "pattern": "^tag:"},
    Type.URL: {"type": "string", "format": "uri", "pattern": "^https?://"},
    Type.INTEGER: {"type": "integer"},
    Type.NUMBER: {"type": "number"},
    Type.BOOLEAN: {"type": "boolean"},
    Type.DATE: {"type": "string", "format": "date"},
    Type.PARTIAL: {
        "type": "string",
        "pattern": r"^(\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:00\+07:00)?)?)?|--\d{2}-\d{2})$",
    },
    Type.MOMENT: {"type": "string", "format": "date-time"},
}
_TABLE = {
    Type.INTEGER: "integer", Type.NUMBER: "number", Type.BOOLEAN: "boolean", Type.DATE: "date",
    Type.MOMENT: "datetime",
}  # fmt: skip
NEVER_EMPTY = ("id", "url", "sample")


def json_schema(dataset: Dataset, address: str) -> dict[str, Any]:
    """Return the schema of a data set's JSON files; `address` is where the schema stands."""
    keys = [column.key for column in dataset.columns]
    row = {
        "type": "object",
        "properties": {column.key: _of_column(column) for column in dataset.columns},
        "required": keys,
        "additionalProperties": False,
    }
    part = {
        "type": "object",
        "properties": {
            "year": {"type": "string"},
            "month": {"type": "string", "description": "Chỉ có khi cả năm quá dài: 2024-10"},
            "count": {"type": "integer"},
            **{ending: {"type": "string", "format": "uri"} for ending in ("json", "csv", "xlsx")},
        },
        "required": ["year", "count", "json", "csv", "xlsx"],
        "additionalProperties": False,
    }
    licence = {"text": {"type": "string"}, "url": {"type": ["string", "null"], "format": "uri"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": dataset.title,
        "description": dataset.about,
        "type": "object",
        "properties": {
            "dataset": {"const": dataset.name},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "schema": {"const": address},
            "page": {"type": "string", "format": "uri"},
            "publisher": {"type": "string"},
            "licence": {"type": "object", "properties": licence, "required": ["text", "url"]},
            "updated": {
                "type": ["string", "null"],
                "format": "date-time",
                "description": "Lần thay đổi gần nhất trong các dòng; danh mục không ghi",
            },
            "year": {"type": "string", "description": "Chỉ có ở phần của một năm"},
            "month": {"type": "string", "description": "Chỉ có ở phần của một tháng: 2024-10"},
            "count": {"type": "integer", "description": "Số dòng"},
            "rows": {"type": "array", "items": row},
            "parts": {
                "type": "array", "items": part, "description": "Bộ lớn: mỗi năm, mỗi tháng một tệp",
            },
        },
        "required": ["dataset", "title", "schema", "page", "publisher", "licence", "count"],
        "oneOf": [{"required": ["rows"]}, {"required": ["parts"]}],
        "additionalProperties": False,
    }  # fmt: skip


def _of_column(column: Column) -> dict[str, Any]:
    """Return the schema of a cell: null where nothing is told, an empty list where many could be."""
    told = {"title": column.label, "description": column.hint}
    if column.choices:
        values = [{"const": value, "title": label} for value, label in column.choices]
        return {**told, "oneOf": [*values, {"type": "null"}]}
    shape = _JSON[column.type]
    if column.many:
        return {**told, "type": "array", "items": shape}
    if column.key in NEVER_EMPTY:
        return {**told, **shape}
    return {**told, **shape, "type": [shape["type"], "null"]}


def table_schema(dataset: Dataset) -> dict[str, Any]:
    """Return the Table Schema of a data set's CSV files (Data Package 2.0)."""
    return {
        "fields": [_field(column) for column in dataset.columns],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.key,
        "type": _TABLE.get(column.type, "string"),
        "title": column.label,
        "description": column.hint,
    }
    if column.many:
        # The apostrophe against formulas stands before each item, so a plain list would differ.
        field |= {"type": "list", "delimiter": "\n", "itemType": "string"}
    elif column.type is Type.URL:
        field["format"] = "uri"
    if column.key in NEVER_EMPTY:
        field["constraints"] = {"required": True}
    if column.choices:
        field["constraints"] = {"enum": [value for value, _ in column.choices]}
    return field
