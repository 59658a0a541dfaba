"""What a catalog holds, whatever it calls its rows and whenever it came by them."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from vbparse.catalog import FILE_NAME

_LEDGER = ("runs", "outcomes", "due", "state", "sums")
_WHEN = ("read_ns", "since", "run", "hash")


def held(archive: Path) -> str:
    """A short name of all that the catalog of a folder holds, which is whole; without a catalog, nothing."""
    if not (archive / FILE_NAME).exists():
        return named(sqlite3.connect(":memory:"))
    with closing(sqlite3.connect(archive / FILE_NAME)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return named(db)


def named(db: sqlite3.Connection) -> str:
    """A short name of all that a catalog holds: the same for what cannot be told apart."""
    return hashlib.sha256("\n".join(_lines(db)).encode()).hexdigest()[:16]


def _lines(db: sqlite3.Connection) -> list[str]:
    """Every row of every table, but the ledger's, told without numbers of rows and times of reading."""
    rows: dict[str, dict[object, str]] = {}
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        _tell(db, table, rows)
    kept = (table for table in tables if table not in _LEDGER)
    return sorted(f"{table}: {row}" for table in kept for row in rows[table].values())


def _tell(db: sqlite3.Connection, table: str, rows: dict[str, dict[object, str]]) -> None:
    """The rows of a table by their numbers; a number of another row is told as what that row says."""
    if table in rows:
        return
    rows[table] = {}
    refers = {here: other for _, _, other, here, *_ in db.execute(f"PRAGMA foreign_key_list({table})")}
    for other in refers.values():
        _tell(db, other, rows)
    columns = [(name, kind, key) for _, name, kind, _, _, key in db.execute(f"PRAGMA table_info({table})")]
    numbers = (name for name, kind, key in columns if key == 1 and kind == "INTEGER" and name not in refers)
    number = next(numbers, None)
    for place, values in enumerate(db.execute(f"SELECT * FROM {table}")):
        row = {name: value for (name, _, _), value in zip(columns, values, strict=True)}
        rows[table][row[number] if number else place] = repr({
            name: rows[refers[name]][value] if name in refers and value is not None else value
            for name, value in row.items() if name != number and name not in _WHEN
        })
