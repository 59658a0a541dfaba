"""What is wrong with a catalog, as far as it can be told from itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from vbparse.catalog import sums
from vbparse.catalog.columns import COLUMNS, columns_of
from vbparse.catalog.rows import Stamp

if TYPE_CHECKING:
    from vbparse.catalog.corrections import Corrections
    from vbparse.catalog.links import Links
    from vbparse.catalog.store import Catalog

_ENOUGH = 100
"""Sentences of SQLite about pages: a few say that there is damage."""


class Held(NamedTuple):
    """A file as it was when it was read: where, its content, its stamp."""

    id: int
    location: bytes
    sha256: str
    stamp: Stamp


class Health:
    """The health of an open catalog; where a page cannot be read, sqlite3.Error."""

    def __init__(self, db: sqlite3.Connection, links: Links, corrections: Corrections) -> None:
        self._db = db
        self._links = links
        self._corrections = corrections

    @classmethod
    def of(cls, catalog: Catalog) -> Health:
        return cls(catalog._db, catalog.links, catalog.corrections)

    def pages(self) -> list[str]:
        """What SQLite has against its pages and indexes."""
        rows = self._db.execute(f"PRAGMA integrity_check({_ENOUGH})")
        return [str(line) for (line,) in rows if line != "ok"]

    def orphans(self) -> list[tuple[str, int]]:
        """The rows that belong to others which are not there, by table and rowid."""
        rows = self._db.execute("PRAGMA foreign_key_check")
        return sorted({(str(table), int(row)) for table, row, *_ in rows if row is not None})

    def changed(self) -> list[sums.Wrong]:
        """The tables that are not as vbparse has written them."""
        return list(sums.wrong(self._db))

    def incomplete(self) -> list[int]:
        """The files that have fewer records than there are documents in them, where none was forgotten."""
        return [file for (file,) in self._db.execute(
            "SELECT files.id FROM files LEFT JOIN records ON file = files.id GROUP BY files.id"
            " HAVING count(row) <> coalesce("
            " max(CASE WHEN json_valid(json) THEN json_extract(json, '$.source.parts') END), 1)"
            " AND NOT EXISTS (SELECT 1 FROM forgotten)"
        )]

    def stale(self) -> Iterator[int]:
        """The rows of records whose columns or citations are not those of their JSON."""
        from vbparse.record import Record

        held = self._db.execute(f"SELECT row, json, {COLUMNS} FROM records ORDER BY row")
        for row, stored, *columns in held:
            record = Record.model_validate_json(stored)
            if tuple(columns) != columns_of(record) or not self._links.is_listed(row, record):
                yield row

    def uncorrected(self) -> dict[int, str]:
        """The rows of records that are not what the parse made with what was said of them, by their ids."""
        from vbparse.record import Record

        found = {}
        for row, stored, parsed, text in self._db.execute(
            "SELECT row, json, parsed, text FROM records JOIN files ON file = files.id"
            " WHERE parsed NOTNULL OR records.id IN (SELECT id FROM readings) ORDER BY row"
        ):
            own = Record.model_validate_json(parsed or stored)
            mended = self._corrections.mended(own, text[slice(*own.source.span)])
            if mended != Record.model_validate_json(stored):
                found[row] = own.id
        return found

    def astray(self) -> list[int]:
        """The citations that mean other records than they should."""
        return list(self._links.astray())

    def files(self) -> Iterator[Held]:
        """Every file, by the bytes of its path."""
        for id, location, sha256, *stamp in self._db.execute(
            "SELECT id, location, sha256, size, mtime_ns, ctime_ns FROM files ORDER BY location"
        ):
            yield Held(id, location, sha256, Stamp(*stamp))

    def paths(self, files: list[int]) -> list[bytes]:
        """Where files lie, of those that can be told."""
        return [path for path in self._each("SELECT location FROM files WHERE id = ?", files)
                if isinstance(path, bytes)]

    def files_of(self, rows: list[int]) -> list[int]:
        """The files of some records."""
        return sorted(set(self._each("SELECT file FROM records WHERE row = ?", rows)))

    def _each(self, sql: str, ids: list[int]) -> Iterator[Any]:
        for id in ids:
            if row := self._db.execute(sql, (id,)).fetchone():
                yield row[0]
