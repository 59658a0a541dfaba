"""What the parse made of each file, before any correction, and the text that it was made of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from vbparse.catalog.rows import Part, lookup_key
from vbparse.lineage import Version
from vbparse.text import Source

_OWN = "SELECT coalesce(parsed, json) FROM records"


class Parsed:
    """The records of an open catalog as they were parsed, and their sources as they were read."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def own(self, id: str) -> str:
        """The JSON of a record. Of several files that hold it, the first path speaks for it."""
        return self._column(
            f"{_OWN} JOIN files ON file = files.id WHERE records.id = ? ORDER BY location, part LIMIT 1", id
        )[0]

    def part(self, id: str) -> Part | None:
        """Where the record of an id stands, if it stands there as it was parsed; the file as in `own`."""
        found: tuple[str, int, bool] | None = self._db.execute(
            "SELECT sha256, part, parsed IS NULL FROM records JOIN files ON file = files.id"
            " WHERE records.id = ? ORDER BY location, part LIMIT 1", (id,),
        ).fetchone()
        return found[:2] if found and found[2] else None

    def records(self, file: int) -> list[str]:
        """The JSON of a file's records, in order."""
        return self._column(f"{_OWN} WHERE file = ? ORDER BY part", file)

    def versions(self, file: int) -> Iterator[Version]:
        """A file's records, to be compared with those that take their place."""
        text = self.source(file).text
        for record in map(json.loads, self.records(file)):
            key = record["number"] and lookup_key(record["number"])
            yield Version(record["id"], key, text[slice(*record["source"]["span"])])

    def source(self, file: int) -> Source:
        """A file as it was read."""
        return Source(*self._db.execute(
            "SELECT json_extract(json, '$.source.path'), text, encoding, sha256"
            " FROM files JOIN records ON file = files.id WHERE files.id = ?", (file,),
        ).fetchone())

    def files(self, besides: str | None = None, ids: Sequence[str] | None = None) -> list[int]:
        """The files with a record that other rules have made, and with one of some ids; by their paths."""
        return [file for (file,) in self._db.execute(
            "SELECT DISTINCT files.id FROM files JOIN records ON file = files.id"
            " WHERE (:rules IS NULL OR json_extract(json, '$.source.rules') != :rules)"
            " AND (:ids IS NULL OR records.id IN (SELECT value FROM json_each(:ids)))"
            " ORDER BY within, location", {"rules": besides, "ids": None if ids is None else json.dumps(ids)},
        )]

    def _column(self, sql: str, *values: object) -> list[str]:
        return [row[0] for row in self._db.execute(sql, values)]
