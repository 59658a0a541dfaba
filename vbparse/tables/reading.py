"""Tables read from the package: one row of a file becomes one row of a dataclass, or a TableError.

CSV for wide and flat tables (a list in a cell is parted by `;`), TOML where rows hold sentences.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from vbparse.errors import TableError

Row = TypeVar("Row")
_HERE = Path(__file__).parent


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or value != value.strip():
        raise ValueError(f"{value!r} is no trimmed text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(_text(part) for part in parts)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


Shape = dict[str, tuple[Callable[[Any], Any], bool]]
"""The fields of a row by name: how a cell becomes a value, and whether there must be one."""

# Annotations are strings here; spelling them out saves typing.get_type_hints at start-up.
_CONVERT: dict[str, Callable[[Any], Any]] = {
    "str": _text,
    "str | None": _text,
    "tuple[str, ...]": _texts,
    "bool": _flag,
    "int": _whole,
}


def _shape(kind: type[Any]) -> Shape:
    return {field.name: (_CONVERT[str(field.type)], field.default is MISSING) for field in fields(kind)}


def _row(file: str, number: int, kind: type[Row], shape: Shape, cells: Mapping[str, Any]) -> Row:
    """One row of `kind`; an empty or absent cell takes the default of its field."""
    values: dict[str, Any] = {}
    for name, (convert, needed) in shape.items():
        value = cells.get(name)
        if value is None or value == "":
            if needed:
                raise TableError(file, number, f"{name} is missing")
            continue
        try:
            values[name] = convert(value)
        except (TypeError, ValueError) as error:
            raise TableError(file, number, f"{name}: {error}") from None
    if not cells.keys() <= shape.keys():
        raise TableError(file, number, f"unknown column {', '.join(sorted(cells.keys() - shape.keys()))}")
    return kind(**values)


def content(file: str) -> str:
    """The text of a table."""
    return (_HERE / file).read_text(encoding="utf-8")


def digest() -> str:
    """Four hexadecimal digits that stand for the content of every table, whatever its line ends."""
    total = hashlib.sha256()
    for path in sorted(_HERE.iterdir()):
        if path.suffix in {".csv", ".toml"}:
            total.update(f"{path.name}\n{content(path.name)}".encode())
    return total.hexdigest()[:4]


def rows_of(file: str, kind: type[Row], cells: list[dict[str, Any]]) -> tuple[Row, ...]:
    """Rows of `kind`, counted from 1 in errors."""
    shape = _shape(kind)
    return tuple(_row(file, number, kind, shape, row) for number, row in enumerate(cells, 1))


def toml(file: str) -> dict[str, Any]:
    """A TOML table as it stands."""
    try:
        return tomllib.loads(content(file))
    except tomllib.TOMLDecodeError as error:
        raise TableError(file, 0, str(error)) from None


def from_toml(file: str, key: str, kind: type[Row]) -> tuple[Row, ...]:
    """The rows `[[key]]` of a TOML table."""
    return rows_of(file, kind, toml(file)[key])


def from_csv(file: str, kind: type[Row]) -> tuple[Row, ...]:
    """The rows of a CSV table whose first line names the fields of `kind`."""
    return rows_of(file, kind, list(_records(file)))


def _records(file: str) -> Iterator[dict[str, Any]]:
    lines = csv.reader(content(file).splitlines())
    head = next(lines, [])
    for number, line in enumerate(lines, 1):
        if len(line) != len(head):
            raise TableError(file, number, f"{len(line)} cells under {len(head)} names")
        yield dict(zip(head, line, strict=True))
