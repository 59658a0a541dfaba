"""Rows taken over from a catalog whose pages are damaged into one that is whole.

What is lost is what stood on the damaged pages: a range of rows that cannot be read is halved until what
cannot be read is one row. Where the pages are damaged that lead to all others, the head and the schema,
those of a new catalog are read in their stead: the same statements, in the same order, have put every table
on the same page. That they have is told by the sums: they have the schema's too.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from vbparse import messages
from vbparse.catalog import schema, sums
from vbparse.disk import copy_bytes, put_in_place
from vbparse.errors import DamagedArchive

_BEYOND = 1 << 12
"""Rows looked for behind the last that can be read, where nothing says how many there were."""


class Salvaged(NamedTuple):
    """What could not be taken over: the tables that lack rows, and where files lay that are lost."""

    tables: tuple[str, ...]
    files: tuple[bytes, ...]


def salvage(folder: Path) -> Salvaged:
    """The catalog of a folder replaced by one with all of its rows that can be read.

    DamagedArchive where it cannot be read at all; then all is as it was.
    """
    draft = folder / f"{schema.FILE_NAME}.0-salvage.new"
    _remove(draft)
    try:
        schema.make(draft)
        with closing(schema.connected(draft, "?mode=rw")) as new:
            new.execute("PRAGMA journal_mode = WAL")
            lost = _from_any(folder, new)
            _put_back(folder, draft, new)
    finally:
        _remove(draft)
    return lost


def _from_any(folder: Path, new: sqlite3.Connection) -> Salvaged:
    """The rows of the catalog as it lies there; as it is with a new head, where its own is not whole."""
    catalog, patched, why = folder / schema.FILE_NAME, folder / f"{schema.FILE_NAME}.0-patched.new", ""
    for source, whole in ((catalog, True), (patched, True), (catalog, False)):
        try:
            if source == patched:
                _patch(folder, patched)
            with closing(schema.connected(source, "?mode=rw")) as old, sums.tolerant(old):
                if whole and not sums.has_its_schema(old):
                    raise sqlite3.DatabaseError("its schema is not as it was")
                return _taken_over(old, new)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            why = str(error)
        finally:
            if new.in_transaction:
                new.rollback()
            _remove(patched)
    raise DamagedArchive(messages.NOTHING_SALVAGED.format(folder=folder, why=why))


def _patch(folder: Path, patched: Path) -> None:
    """A copy of the catalog with the head and the schema of a new one; the log is left, it may hold them."""
    schema.make(patched)
    content = patched.read_bytes()
    size = int.from_bytes(content[16:18], "big")
    copy_bytes(folder / schema.FILE_NAME, patched)
    with open(patched, "r+b") as file:
        for number in _of_the_schema(content):
            file.seek(size * number)
            file.write(content[size * number : size * (number + 1)])
        # At 28 the number of pages; at 32 and 36 those that are free, which nobody needs who only reads.
        file.seek(28)
        file.write((os.fstat(file.fileno()).st_size // size).to_bytes(4, "big") + bytes(8))


def _of_the_schema(content: bytes) -> list[int]:
    """The pages of a database that hold its schema, from 0: the first, and those that it leads to.

    The head of a page of a table stands at 100 in the first: its kind (5: it leads to others), at 3 the
    number of these but one, at 8 the last of them, then where in the page the others are named.
    """
    head = content[100:]
    if head[0] != 5:
        return [0]
    count = int.from_bytes(head[3:5], "big")
    places = (int.from_bytes(head[12 + 2 * i : 14 + 2 * i], "big") for i in range(count))
    numbers = (content[place : place + 4] for place in places)
    return [0, *(int.from_bytes(number, "big") - 1 for number in (*numbers, head[8:12]))]


def _taken_over(old: sqlite3.Connection, new: sqlite3.Connection) -> Salvaged:
    """The rows of one catalog in place of those of a new one."""
    known = sums.tables(old)
    if not {"files", "records"} <= set(known):
        raise sqlite3.DatabaseError("it has no tables of ours")
    new.execute("BEGIN")
    lacking = []
    for table in sums.tables(new):
        new.execute(f"DELETE FROM {table}")
        if table not in known or not _copied(old, new, table):
            lacking.append(table)
    if not _sums_copied(old, new):
        sums.add_up(new)
        lacking.append("sums")
    files = _without_row(old, new) if "files" in lacking else ()
    new.execute("COMMIT")
    return Salvaged(tuple(lacking), files)


def _copied(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> bool:
    """The rows of a table taken over, as far as they can be read; whether that is all of them."""
    held = sums.columns(old, table, but="")
    names = [name for name in sums.columns(new, table, but="") if name in held]
    if has_rowid := _can(new, f"SELECT rowid FROM {table} LIMIT 0"):
        names.insert(0, "rowid")
    columns, read = ", ".join(names), 0

    def take(rest: str, *values: int) -> bool:
        """Some rows taken over, up to the first that cannot be read."""
        nonlocal read
        read = 0
        try:
            for row in old.execute(f"SELECT {columns} FROM {table} NOT INDEXED {rest}", values):
                read += 1
                # A row that lacks what it must have is none any more.
                places = ", ".join(map(sums.place, row))
                new.execute(
                    f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})", sums.bound(row)
                )
        except sqlite3.DatabaseError:
            return False
        return True

    if take(""):
        return bool(new.execute(f"SELECT count(*) = ? FROM {table}", (read,)).fetchone()[0])
    if has_rowid:
        _ranges(lambda low, high: take("WHERE rowid BETWEEN ? AND ?", low, high), _last(old, table))
    else:
        (key,) = new.execute("SELECT name FROM pragma_table_info(?) WHERE pk = 1", (table,)).fetchone()
        take(f"ORDER BY {key}")
        take(f"ORDER BY {key} DESC")
    return False


def _sums_copied(old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
    """The sums as they were written taken over, but for that of the schema, which is new."""
    try:
        kept = old.execute("SELECT sum, name FROM sums WHERE name <> ?", (sums.SCHEMA,)).fetchall()
        new.executemany("UPDATE sums SET sum = ? WHERE name = ?", kept)
    except (sqlite3.DatabaseError, UnicodeEncodeError):
        return False
    return True


def _without_row(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[bytes, ...]:
    """Where the files lay whose rows could not be read: a unique index has every location once more."""
    taken = {path for (path,) in new.execute("SELECT location FROM files")}
    found = set[Any]()
    with suppress(sqlite3.DatabaseError):
        found.update(path for (path,) in old.execute("SELECT location FROM files"))
    return tuple(sorted(path for path in found - taken if isinstance(path, bytes)))


def _last(db: sqlite3.Connection, table: str) -> int:
    """A rowid behind which there is no row, or none that can be told."""
    try:
        return int(db.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0])
    except sqlite3.DatabaseError:
        low = 1
        while _can(db, f"SELECT count(*) FROM {table} NOT INDEXED WHERE rowid BETWEEN 0 AND ?", low):
            low *= 2
        return low + _BEYOND


def _ranges(take: Callable[[int, int], bool], last: int) -> None:
    """All that can be taken between 0 and the last, by halving what cannot."""
    waiting = [(0, last)]
    while waiting:
        low, high = waiting.pop()
        if not take(low, high) and low < high:
            middle = (low + high) // 2
            waiting += [(low, middle), (middle + 1, high)]


def _can(db: sqlite3.Connection, statement: str, *values: int) -> bool:
    try:
        db.execute(statement, values).fetchall()
    except sqlite3.DatabaseError:
        return False
    return True


def _put_back(folder: Path, draft: Path, new: sqlite3.Connection) -> None:
    """The new catalog in the place of the old one: within it where that can be opened, so readers stay."""
    try:
        with closing(schema.connected(folder / schema.FILE_NAME, "?mode=rw")) as old:
            new.backup(old)
            if old.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",):
                return
    except sqlite3.DatabaseError:
        pass
    new.execute("PRAGMA journal_mode = DELETE")
    new.close()
    for more in ("-wal", "-shm"):
        (folder / f"{schema.FILE_NAME}{more}").unlink(missing_ok=True)
    put_in_place(draft, folder / schema.FILE_NAME)


def _remove(path: Path) -> None:
    for more in ("", "-wal", "-shm", "-journal"):
        path.with_name(f"{path.name}{more}").unlink(missing_ok=True)
