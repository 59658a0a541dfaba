"""What record and exports promise, as JSON Schemas (draft 2020-12).

They are made from the record's model and the tables of columns, and shipped as files in `schemas/`, which
is what is printed: nobody has to load pydantic to read them. A test says that they are the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vbparse.export.columns import RECORDS, SHEETS, Column
from vbparse.present.labels import LABELS

NAMES = ("record", "jsonl", "csv", "xlsx", "tt02")
FOLDER = Path(__file__).with_name("schemas")

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NO_FORMULA = "^(?![=+\\-@＝＋－＠])"
_DAY_OR_NOTHING = "^([0-9]{2}/[0-9]{2}/[0-9]{4})?$"


def shipped(name: str) -> str:
    """The schema of a name as the package carries it."""
    return (FOLDER / f"{name}.json").read_text("utf-8").rstrip("\n")


def made(name: str) -> dict[str, Any]:
    """The schema of a name, made from what the program does."""
    from vbparse.export.as_tt02 import ELEMENTS
    from vbparse.export.as_xlsx import LONGEST
    from vbparse.record import Record

    record = Record.model_json_schema(by_alias=True, mode="serialization")
    match name:
        case "record":
            return {"$schema": _DRAFT, **record, "title": "vbparse.record/1"}
        case "jsonl":
            line = "A line of `vbparse export --format jsonl`: a record whose path is relative."
            path = record["$defs"]["SourceRef"]["properties"]["path"]
            path["pattern"] = "^[^/]"
            return {"$schema": _DRAFT, **record, "title": "vbparse.record/1", "description": line}
        case "csv":
            row = "A row of `vbparse export --format csv`, by the names in its first line."
            return _object(row, {column.key: _cell(column) for column in RECORDS.columns})
        case "tt02":
            row = "A row of `vbparse export --format tt02`: the elements of a document, TT 02/2019/TT-BNV."
            elements = {
                element.tag: {"type": "string", "title": element.name, "description": element.about,
                              "pattern": _DAY_OR_NOTHING if element.tag == "IssuedDate" else _NO_FORMULA}
                for element in ELEMENTS
            }
            return _object(row, elements)
        case "xlsx":
            book = "The workbook of `vbparse export --format xlsx`: the rows of its sheets, by their heads."
            sheets = {}
            for sheet in SHEETS:
                cells = {column.label: _sheet_cell(column, LONGEST) for column in sheet.columns}
                sheets[LABELS[sheet.key]] = {"type": "array", "items": _closed(cells)}
            return _object(book, sheets)
    raise KeyError(name)


def _object(about: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": _DRAFT, "description": about, **_closed(properties)}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties),
            "additionalProperties": False}


def _cell(column: Column) -> dict[str, Any]:
    return {"type": "string", "title": column.label, "description": column.about,
            "pattern": "^[0-9]*$" if column.is_number else _NO_FORMULA}


def _sheet_cell(column: Column, longest: int) -> dict[str, Any]:
    kind = {"type": ["integer", "null"]} if column.is_number else {
        "type": ["string", "null"], "maxLength": longest,
    }
    return {**kind, "title": column.key, "description": column.about}
