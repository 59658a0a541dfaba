"""A row in which one byte has changed, found by its sum: 64 bits tell which of all rows a byte away it was.

A table has one sum, so this works as long as one of its rows has changed, which is how a disk fails.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

from vbparse.catalog import sums

Row: TypeAlias = tuple[Any, ...]

_TRIES, _HASHED = 200_000, 1 << 31
"""Rows that are tried for one that has changed, and the bytes that are hashed for it: some seconds."""
_BITS, _BYTES = tuple(1 << bit for bit in range(8)), tuple(range(1, 256))


def put_row_right(db: sqlite3.Connection, table: str, rowid: int) -> bool:
    """A row that has a hash made what it was; False where no byte of it explains it."""
    names = sums.columns(db, table)
    with sums.tolerant(db):
        hash, *row = db.execute(
            f"SELECT hash, {', '.join(names)} FROM {table} WHERE rowid = ?", (rowid,)
        ).fetchone()
    for _, one in _near([tuple(row)]):
        if sums.row_hash(*one) == hash:
            _replace(db, table, names, tuple(row), one)
            return True
    return False


def put_right(db: sqlite3.Connection, table: str) -> bool:
    """The one row of a table that has changed made what it was; False where no byte of it explains it."""
    with sums.tolerant(db):
        names = sums.columns(db, table)
        rows: list[Row] = db.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall()
        kept = db.execute("SELECT sum FROM sums WHERE name = ?", (table,)).fetchone()
    hashes = {row: sums.row_hash(*row) for row in rows}
    if not kept or not isinstance(kept[0], int):
        return False
    off = kept[0] - sum(hashes[row] for row in rows)
    for row, one in _near(rows):
        if sums.row_hash(*one) == sums.signed(hashes[row] + off):
            _replace(db, table, names, row, one)
            return True
    return False


def _near(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Each row with each that is a bit away from it, then those that are a byte away."""
    longest = max((sum(len(one) for one in row if isinstance(one, str | bytes)) for row in rows), default=0)
    return islice((
        (row, (*row[:at], changed, *row[at + 1:]))
        for masks in (_BITS, _BYTES) for row in rows for at, value in enumerate(row)
        for changed in _changed(value, masks)
    ), min(_TRIES, _HASHED // max(longest, 1)))


def _changed(value: Any, masks: Sequence[int]) -> Iterator[Any]:
    if isinstance(value, int):
        for shift in range(0, 64, 8):
            yield from (sums.signed(value ^ (mask << shift)) for mask in masks)
    elif value is not None:
        data = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
        text = isinstance(value, str)
        yield data if text else sums.text(data)  # only its type has changed
        for at, byte in enumerate(data):
            for mask in masks:
                changed = b"%b%c%b" % (data[:at], byte ^ mask, data[at + 1:])
                yield sums.text(changed) if text else changed


def remove(db: sqlite3.Connection, table: str, names: Sequence[str], row: Row) -> None:
    """A row of any values taken out."""
    db.execute(f"DELETE FROM {table} WHERE {_same(names, row)}", sums.bound(row))


def _replace(db: sqlite3.Connection, table: str, names: Sequence[str], old: Row, new: Row) -> None:
    into = f"({', '.join(names)}) = ({', '.join(map(sums.place, new))})"
    db.execute(f"UPDATE {table} SET {into} WHERE {_same(names, old)}", (*sums.bound(new), *sums.bound(old)))


def _same(names: Sequence[str], row: Row) -> str:
    return " AND ".join(f"{name} IS {sums.place(value)}" for name, value in zip(names, row, strict=True))
