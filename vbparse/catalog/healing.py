"""What mends a catalog, for the writer who has kept a copy of it. All stands with the next commit."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from vbparse.catalog import guessing, schema, sums
from vbparse.catalog.columns import COLUMNS, row_of
from vbparse.catalog.rows import Place
from vbparse.doubts import Verdict

if TYPE_CHECKING:
    from vbparse.catalog.corrections import Corrections
    from vbparse.catalog.links import Links
    from vbparse.catalog.store import Catalog


class Remains(NamedTuple):
    """What is left of a file in a catalog that was damaged: any value may be wrong, or of a wrong type."""

    id: int
    location: Any
    folder: Any
    within: Any
    sha256: Any
    size: Any
    mtime_ns: Any
    ctime_ns: Any
    read_ns: Any
    encoding: Any
    text: Any

    def places(self) -> list[Place]:
        """Where the file can have lain: the location and its two parts say it twice."""
        found = []
        if isinstance(self.location, bytes):
            folder = self.folder if isinstance(self.folder, bytes) else b""
            beneath = folder.rstrip(b"/") + b"/"
            if self.location.startswith(beneath):
                found.append(Place(folder, self.location[len(beneath):]))
            else:
                found.append(Place(*os.path.split(self.location)))
        if isinstance(self.folder, bytes) and isinstance(self.within, bytes):
            found.append(Place(self.folder, self.within))
        return list(dict.fromkeys(found))


def opened(folder: Path) -> Catalog:
    """The catalog of a folder for writing what mends it; no sums watch over it."""
    from vbparse.catalog.store import Catalog

    return Catalog(schema.opened_for_writing(folder, watched=False))


class Healing:
    """The mending of an open catalog that no sums watch over; `seal` makes them anew."""

    def __init__(self, db: sqlite3.Connection, links: Links, corrections: Corrections) -> None:
        self._db = db
        self._links = links
        self._corrections = corrections

    @classmethod
    def of(cls, catalog: Catalog) -> Healing:
        return cls(catalog._db, catalog.links, catalog.corrections)

    def remains(self, file: int) -> Remains:
        """The row of a file, whatever it holds; text that is no UTF-8 any more has U+FFFD there."""
        return Remains._make(
            *self._tolerant(f"SELECT {', '.join(Remains._fields)} FROM files WHERE id = ?", file)
        )

    def shown(self, file: int) -> str | None:
        """The path of a file as it was given when it was read, as far as one of its records tells."""
        rows = self._tolerant("SELECT json FROM records WHERE file = ? ORDER BY part", file)
        return next(filter(None, (_path(stored) for (stored,) in rows)), None)

    def path_of(self, row: int) -> str:
        """The same of a record."""
        ((stored,),) = self._tolerant("SELECT json FROM records WHERE row = ?", row)
        return _path(stored) or f"#{row}"

    def put_right(self, table: str) -> bool:
        """The one row of a table that has changed made what it was, where that can be found out."""
        return guessing.put_right(self._db, table)

    def put_file_right(self, file: int) -> bool:
        """The row of a file made what it was, where that can be found out."""
        return guessing.put_row_right(self._db, "files", file)

    def drop_illegible(self, table: str) -> list[str]:
        """The rows of a table that are no text or no JSON any more, dropped, each as it can be read."""
        dropped = []
        names = sums.columns(self._db, table)
        with sums.tolerant(self._db):
            rows = self._db.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall()
        for row in rows:
            if not all(map(_is_legible, names, row)):
                guessing.remove(self._db, table, names, row)
                dropped.append(" ".join(map(str, row)))
        return dropped

    def file_at(self, location: bytes) -> int | None:
        row = self._db.execute("SELECT id FROM files WHERE location = ?", (location,)).fetchone()
        return row[0] if row else None

    def clear(self, file: int) -> str | None:
        """A file taken out with all that hangs on it; since when it was missing, if it was."""
        row = self._db.execute("SELECT since FROM missing WHERE file = ?", (file,)).fetchone()
        self.drop("files", file)
        return row[0] if row else None

    def drop(self, table: str, row: int) -> None:
        self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))

    def say_again(self, row: int) -> None:
        """What a record shows that was said of it, in the place of what its table has of that."""
        from vbparse.record import Record

        stored, parsed, text = self._db.execute(
            "SELECT json, parsed, text FROM records JOIN files ON file = files.id WHERE row = ?", (row,)
        ).fetchone()
        own = Record.model_validate_json(parsed or stored)
        shown = json.loads(stored)["corrections"]
        if shown:
            said = (Verdict(one["field"], one["to"], one["from"], one["at"]) for one in shown)
            self._corrections.put(own, text[slice(*own.source.span)], said)

    def derive(self) -> None:
        """The columns, citations and links of all records, made anew from their JSON."""
        from vbparse.record import Record

        self._db.execute("DELETE FROM links")
        self._db.execute("DELETE FROM citations")
        places = ", ".join("?" * len(COLUMNS.split(",")))
        for number, file, stored in self._each_record():
            row = row_of(Record.model_validate_json(stored))
            self._db.execute(
                f"UPDATE records SET ({COLUMNS}) = ({places}) WHERE row = ?", (*row.columns, number)
            )
            self._links.put(number, file, row)
        self._links.settle()

    def _each_record(self) -> Iterator[tuple[int, int, str]]:
        """Row, file and JSON of every record, a batch at a time: they are written to meanwhile."""
        last = -1
        while batch := self._db.execute(
            "SELECT row, file, json FROM records WHERE row > ? ORDER BY row LIMIT 500", (last,)
        ).fetchall():
            yield from batch
            last = batch[-1][0]

    def seal(self) -> None:
        """All that stands there now is what was written, and the index is to follow."""
        (generation,) = self._db.execute("SELECT max(CAST(generation AS INTEGER)) FROM state").fetchone()
        self._db.execute("DELETE FROM state")
        now = (generation or 0) + 1
        self._db.execute("INSERT INTO state VALUES (?, ?)", (now, now))
        sums.seal(self._db)

    def _tolerant(self, sql: str, value: int) -> list[tuple[Any, ...]]:
        with sums.tolerant(self._db):
            rows = self._db.execute(sql, (value,)).fetchall()
        return [tuple(_readable(one) for one in row) for row in rows]


_JSON = frozenset({"narrow", "totals", "paths", "value", "was"})
"""Columns that hold JSON."""


def _path(stored: Any) -> str | None:
    try:
        return str(json.loads(stored)["source"]["path"])
    except (ValueError, TypeError, LookupError):
        return None


def _is_legible(name: str, value: Any) -> bool:
    try:
        if isinstance(value, str):
            value.encode()
            if name in _JSON:
                json.loads(value)
    except ValueError:
        return False
    return True


def _readable(value: Any) -> Any:
    """Text with U+FFFD where it is no UTF-8 any more."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
