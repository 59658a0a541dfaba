"""Files of tables: one row of a file becomes one named tuple, or a TableError with its line.

CSV for wide and flat tables (a list in a cell is parted by `;`), TOML where rows hold sentences. What
reads them is loaded where a table is: many commands need none.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, TypeVar

from vbparse import messages
from vbparse.errors import TableError

Row = TypeVar("Row")
HERE = Path(__file__).parent
"""Where the shipped tables lie."""


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

_CONVERT: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    str | None: _text,
    tuple[str, ...]: _texts,
    bool: _flag,
    int: _whole,
}


def shape_of(kind: Any) -> Shape:
    """What the cells of a row are."""
    fields = kind.__annotations__.items()
    return {name: (_CONVERT[said], name not in kind._field_defaults) for name, said in fields}


def row_of(file: str, number: int, kind: type[Row], shape: Shape, cells: Mapping[str, Any]) -> Row:
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
        strange = ", ".join(sorted(cells.keys() - shape.keys()))
        raise TableError(file, number, messages.UNKNOWN_COLUMN.format(names=strange))
    return kind(**values)


Line = tuple[int, dict[str, Any] | str]
"""A line's number in its file, with the cells of the row that begins there, or what is wrong with it."""


def content(path: Path) -> str:
    """The text of a table."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise TableError(str(path), 0, messages.NO_UTF8) from None
    except OSError as error:
        raise TableError(str(path), 0, (error.strerror or str(error)).lower()) from None


def digest(*more: str) -> str:
    """Four hexadecimal digits that stand for the content of every table, whatever its line ends."""
    import hashlib

    total = hashlib.sha256()
    for path in sorted(HERE.iterdir()):
        if path.suffix in {".csv", ".toml"}:
            total.update(f"{path.name}\n{content(path)}".encode())
    for text in more:
        total.update(text.encode())
    return total.hexdigest()[:4]


def toml_of(path: Path) -> dict[str, Any]:
    """A TOML table as it stands."""
    from tomllib import TOMLDecodeError

    try:
        return _parsed(content(path))
    except TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        raise TableError(str(path), int(where[1]) if where else 0, str(error)) from None


@cache
def _parsed(text: str) -> dict[str, Any]:
    """A text of TOML: several tables stand in one."""
    from tomllib import loads

    return loads(text)


def toml_lines(path: Path, section: str) -> Iterator[Line]:
    """The rows `[[section]]` of a TOML table."""
    rows = toml_of(path).get(section, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise TableError(str(path), 0, messages.NO_ROWS.format(section=section))
    heads = (n for n, line in enumerate(content(path).split("\n"), 1) if _is_head(line, section))
    yield from zip_longest(islice(heads, len(rows)), rows, fillvalue=0)


def _is_head(line: str, section: str) -> bool:
    return "[[" in line and re.match(rf"\s*\[\[\s*{section}\s*\]\]", line) is not None


def csv_lines(path: Path, shape: Shape) -> Iterator[Line]:
    """The rows of a CSV table whose first line names the fields of a row."""
    import csv

    reader = csv.reader(io.StringIO(content(path), newline=""))
    head = next(reader, [])
    if strange := set(head) - shape.keys():
        raise TableError(str(path), 1, messages.UNKNOWN_COLUMN.format(names=", ".join(sorted(strange))))
    before = reader.line_num
    for cells in reader:
        number, before = before + 1, reader.line_num
        if cells and len(cells) != len(head):
            yield number, messages.CELLS_AND_NAMES.format(cells=len(cells), names=len(head))
        elif cells:
            yield number, dict(zip(head, cells, strict=True))
