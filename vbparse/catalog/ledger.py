"""The ledger: every run with its totals and what became of its files, and how things stand since.

`outcomes` is history, a line for each file that was not as before. `problems` is what is so now: a file
stands in it from the run that could not read it until one that can. `missing` are files whose records
are kept though they are not at their paths any more.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from vbparse.catalog.rows import SETTLED, Place


class Run(NamedTuple):
    """An ingest: when, over what, and how many files became what; `ended` is None until it ends."""

    id: int
    started: str
    ended: str | None
    interrupted: bool
    paths: tuple[str, ...]
    totals: Mapping[str, int]


class Noted(NamedTuple):
    """What became of a file in a run."""

    path: str
    outcome: str
    reason: str | None


class Trouble(NamedTuple):
    """A file that gave nothing when it was last tried: where, as what it was given, why, in which run."""

    place: Place
    path: str
    outcome: str
    reason: str
    run: int


class Ledger:
    """The ledger of an open catalog; what is written stands with the catalog's next commit."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def runs(self, limit: int = -1) -> list[Run]:
        """The runs, the newest first."""
        return list(self._runs("ORDER BY id DESC LIMIT ?", limit))

    def run(self, id: int) -> Run | None:
        return next(self._runs("WHERE id = ?", id), None)

    def files_of(self, run: int) -> list[Noted]:
        """What became of each file of a run, in its order; those that were as before are not listed."""
        rows = self._db.execute(
            "SELECT path, outcome, reason FROM outcomes WHERE run = ? ORDER BY rowid", (run,)
        )
        return [Noted._make(row) for row in rows]

    def troubles(self) -> list[Trouble]:
        """The files that gave nothing when they were last tried, by the bytes of their paths."""
        rows = self._db.execute(
            "SELECT folder, within, path, outcome, reason, run FROM problems ORDER BY location"
        )
        return [Trouble(Place(folder, within), *rest) for folder, within, *rest in rows]

    def start(self, started: str, paths: Sequence[str]) -> int:
        """A new run; its number."""
        given = json.dumps(paths, ensure_ascii=False)
        row = self._db.execute("INSERT INTO runs (started, paths) VALUES (?, ?)", (started, given))
        return int(row.lastrowid or 0)

    def note(self, run: int, path: str, outcome: str, reason: str | None = None) -> None:
        self._db.execute("INSERT INTO outcomes VALUES (?, ?, ?, ?)", (run, path, outcome, reason))

    def stand(self, run: int, totals: Mapping[str, int]) -> None:
        """The totals of a run that goes on."""
        self._db.execute("UPDATE runs SET totals = ? WHERE id = ?", (json.dumps(totals), run))

    def end(self, run: int, ended: str, *, interrupted: bool) -> None:
        self._db.execute(
            "UPDATE runs SET ended = ?, interrupted = ? WHERE id = ?", (ended, interrupted, run)
        )

    def put_trouble(self, trouble: Trouble) -> None:
        place, *rest = trouble
        self._db.execute(
            "INSERT OR REPLACE INTO problems VALUES (?, ?, ?, ?, ?, ?, ?)", (place.location, *place, *rest)
        )

    def end_trouble(self, location: bytes) -> None:
        """A file that has been read, or is not there to be read any more."""
        self._db.execute("DELETE FROM problems WHERE location = ?", (location,))

    def _runs(self, rest: str, value: int) -> Iterator[Run]:
        columns = "id, started, ended, interrupted, paths, totals"
        for id, started, ended, interrupted, paths, totals in self._db.execute(
            f"SELECT {columns} FROM runs {rest}", (value,)
        ):
            known: dict[str, Any] = json.loads(totals or "{}")
            yield Run(id, started, ended, bool(interrupted), tuple(json.loads(paths)), known)


class Absent:
    """The files that are not where they were, by the ids of their rows."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def all(self) -> list[tuple[int, bytes, str]]:
        """Each with its location and since when it has been missed, by the bytes of the paths."""
        return self._db.execute(
            # Few are missing; without CROSS it goes over all files in the order of their locations.
            "SELECT file, location, since FROM missing CROSS JOIN files ON id = file ORDER BY location"
        ).fetchall()

    def since(self, id: str) -> str | None:
        """Since when the file that speaks for a document has been missed; None where it has not."""
        row = self._db.execute(
            "SELECT since FROM records JOIN files ON records.file = files.id"
            " LEFT JOIN missing ON missing.file = files.id WHERE records.id = ? ORDER BY location, part",
            (id,),
        ).fetchone()
        return row[0] if row else None

    def files_below(self, folder: bytes) -> Iterator[tuple[bytes, int, tuple[int, int, int] | None]]:
        """The files that the archive holds of a folder and those in it: location, id, stamp.

        No stamp of one that is missing, or that may have changed without one.
        """
        below = folder.rstrip(b"/") + b"/"
        for location, id, stands, size, mtime, ctime in self._db.execute(
            f"SELECT location, id, {SETTLED} AND id NOT IN (SELECT file FROM missing),"
            " size, mtime_ns, ctime_ns FROM files WHERE location >= ? AND location < ? ORDER BY location",
            (below, below[:-1] + b"0"),  # what follows the slash
        ):
            yield location, id, (size, mtime, ctime) if stands else None

    def mark(self, file: int, since: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO missing VALUES (?, ?)", (file, since))

    def clear(self, file: int) -> None:
        """A file that is there again."""
        self._db.execute("DELETE FROM missing WHERE file = ?", (file,))
