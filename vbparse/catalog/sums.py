"""Sums of what the catalog holds, by which a change is found that vbparse did not make.

SQLite has no checksums of its own: a byte that rots in a value goes unseen. So `sums` holds a number for
each table, the sum of the hashes of its rows, and one for the schema with its version. It needs no order,
so a row that comes or goes costs its own hash and no more, and triggers keep it: whatever writes through
`schema.opened_for_writing` keeps the sums true, within its transaction, and need not know of them. Rows of
a table with a column `hash` bear their own hash too, which tells those that have changed from the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

SCHEMA = "schema"
_SUMS = "sums"
_HASH = "hash"
_ROUND = 1 << 64


class Wrong(NamedTuple):
    """A table that is not as it was written, and the rowids of the rows of which that is known."""

    table: str
    rows: tuple[int, ...]


def row_hash(*row: object) -> int:
    """64 bits of a row, as SQLite's signed integers hold them; types count: text is not its bytes."""
    from hashlib import blake2b  # readers do without, and without the OpenSSL that it loads

    parts: list[bytes] = []
    for value in row:
        if isinstance(value, str):
            kind, data = b"t", value.encode("utf-8", "surrogateescape")
        elif isinstance(value, bytes):
            kind, data = b"b", value
        else:
            kind, data = b"v", repr(value).encode()  # None, an integer, a float
        parts.append(b"%b%d:%b" % (kind, len(data), data))
    return int.from_bytes(blake2b(b"".join(parts), digest_size=8).digest(), "big", signed=True)


def watch(db: sqlite3.Connection) -> None:
    """From now on the sums follow what this connection writes."""
    db.create_function("row_hash", -1, row_hash, deterministic=True)
    db.create_function("plus", -1, lambda sum, *row: signed(sum + row_hash(*row)), deterministic=True)
    db.create_function("minus", -1, lambda sum, *row: signed(sum - row_hash(*row)), deterministic=True)
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA recursive_triggers = ON")  # else a row that is replaced goes without a trigger
    db.execute("SAVEPOINT watching")  # one transaction for all: each by itself takes twice as long
    for table in tables(db):
        for trigger in _triggers(db, table):
            db.execute(trigger)
    db.execute("RELEASE watching")


def seal(db: sqlite3.Connection) -> None:
    """The sums, and the hashes of rows, of all that is there now."""
    db.create_function("row_hash", -1, row_hash, deterministic=True)
    for table in tables(db):
        names = columns(db, table)
        if names != columns(db, table, but=""):
            db.execute(f"UPDATE {table} SET {_HASH} = row_hash({', '.join(names)})")
    add_up(db)


def renew(db: sqlite3.Connection, *names: str) -> None:
    """The sums of some tables, or the schema, as they are now; the others stay, and tell what has rotted."""
    for name in names:
        db.execute(f"INSERT OR REPLACE INTO {_SUMS} VALUES (?, ?)", (name, _summed(_rows(db, name))))


def add_up(db: sqlite3.Connection) -> None:
    """The sums of all that is there now; the hashes of rows stay."""
    db.execute(f"DELETE FROM {_SUMS}")
    with tolerant(db):
        for name in (SCHEMA, *tables(db)):
            db.execute(f"INSERT INTO {_SUMS} VALUES (?, ?)", (name, _summed(_rows(db, name))))


def wrong(db: sqlite3.Connection) -> Iterator[Wrong]:
    """The tables that are not as vbparse has written them. An sqlite3.Error where one cannot be read."""
    with tolerant(db):
        kept = dict(db.execute(f"SELECT name, sum FROM {_SUMS}"))
        for name in (SCHEMA, *tables(db)):
            rows, sum = _changed(db, name), _summed(_rows(db, name))
            if kept.pop(name, None) != sum or rows:
                yield Wrong(name, rows)
        if kept:
            yield Wrong(_SUMS, ())


def has_its_schema(db: sqlite3.Connection) -> bool:
    """Whether the schema is that of which the sums tell. An sqlite3.Error where they cannot be read."""
    kept = db.execute(f"SELECT sum FROM {_SUMS} WHERE name = ?", (SCHEMA,)).fetchone()
    return bool(kept == (_summed(_rows(db, SCHEMA)),))


def _changed(db: sqlite3.Connection, table: str) -> tuple[int, ...]:
    """The rowids of the rows whose hash is not that of what they hold."""
    if _HASH not in columns(db, table, but=""):
        return ()
    names = ", ".join(("rowid", _HASH, *columns(db, table)))
    rows = db.execute(f"SELECT {names} FROM {table} ORDER BY rowid")
    return tuple(rowid for rowid, kept, *row in rows if kept != row_hash(*row))


def _rows(db: sqlite3.Connection, name: str) -> Iterator[Sequence[Any]]:
    if name != SCHEMA:
        yield from db.execute(f"SELECT {', '.join(columns(db, name))} FROM {name}")
        return
    yield from db.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_master")
    for pragma in ("application_id", "user_version"):
        yield pragma, *db.execute(f"PRAGMA {pragma}").fetchone()


def _summed(rows: Iterator[Sequence[Any]]) -> int:
    return signed(sum(row_hash(*row) for row in rows))


def tables(db: sqlite3.Connection) -> list[str]:
    """The tables that have a sum: all but that of the sums."""
    return [name for (name,) in db.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> ?"
        " AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name", (_SUMS,),
    )]


def columns(db: sqlite3.Connection, table: str, but: str = _HASH) -> list[str]:
    names = db.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [name for (name,) in names if name != but]


def _triggers(db: sqlite3.Connection, table: str) -> Iterator[str]:
    all_names = columns(db, table, but="")
    names = [name for name in all_names if name != _HASH]
    new, old = (", ".join(f"{when}.{name}" for name in names) for when in ("NEW", "OLD"))
    come = f"UPDATE {_SUMS} SET sum = plus(sum, {new}) WHERE name = '{table}';"
    gone = f"UPDATE {_SUMS} SET sum = minus(sum, {old}) WHERE name = '{table}';"
    turned = f"UPDATE {_SUMS} SET sum = plus(minus(sum, {old}), {new}) WHERE name = '{table}';"
    own = ""
    if _HASH in all_names:
        own = f" UPDATE {table} SET {_HASH} = row_hash({new}) WHERE rowid = NEW.rowid;"
    for what, work in (
        ("INSERT", come + own), ("DELETE", gone), (f"UPDATE OF {', '.join(names)}", turned + own),
    ):
        name = f"{table}_{what.split()[0].lower()}"
        yield f"CREATE TEMP TRIGGER {name} AFTER {what} ON main.{table} BEGIN {work} END"


def signed(number: int) -> int:
    """A number within the 64 bits of SQLite's integers, by going round."""
    return (number + _ROUND // 2) % _ROUND - _ROUND // 2


def text(raw: bytes) -> str:
    """Text whatever its bytes are: what is no UTF-8 any more is to be hashed, too."""
    return raw.decode("utf-8", "surrogateescape")


def place(value: object) -> str:
    """Where a value goes in a statement; text goes as bytes, for what has rotted need not be UTF-8."""
    return "CAST(? AS TEXT)" if isinstance(value, str) else "?"


def bound(row: Sequence[Any]) -> list[Any]:
    """The values of a row for these places."""
    return [value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value for value in row]


@contextmanager
def tolerant(db: sqlite3.Connection) -> Iterator[None]:
    """A time in which text is read that is no UTF-8 any more."""
    factory, db.text_factory = db.text_factory, text
    try:
        yield
    finally:
        db.text_factory = factory
