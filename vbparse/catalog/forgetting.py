"""Documents that are taken out for good: what is erased of them, and what is kept so that they stay out.

Of a document that is forgotten only its id stays, which is made from its text and does not give it away.
Where a file holds other documents too, blanks take the place of its text, so that their spans still hold.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

from vbparse.catalog import schema
from vbparse.catalog.corrections import erase_readings
from vbparse.patterns import re_pattern

_INK = re_pattern(r"[^\s]|[^\S\n\r\f\v\x85\u2028\u2029]")  # all but line ends: lines keep their numbers


class Forgotten:
    """The ids of the documents that were forgotten; what is written stands with the next commit."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def among(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of some ids that were forgotten."""
        return frozenset(id for id in ids if self.since(id))

    def since(self, id: str) -> str | None:
        row = self._db.execute("SELECT since FROM forgotten WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def put(self, ids: Iterable[str], since: str) -> None:
        self._db.executemany("INSERT OR REPLACE INTO forgotten VALUES (?, ?)", [(id, since) for id in ids])

    def recall(self, ids: Iterable[str]) -> None:
        """Documents that may be in the archive again."""
        self._db.executemany("DELETE FROM forgotten WHERE id = ?", [(id,) for id in ids])

    def has_gap(self, file: int) -> bool:
        """Whether a file holds more documents than the archive has of it."""
        rows = self._db.execute(
            "SELECT json_extract(json, '$.source.parts') > count(*) FROM records WHERE file = ?", (file,)
        )
        return bool(rows.fetchone()[0])


def with_former(db: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Some ids, with those that their documents had before."""
    known = set(ids)
    for id in tuple(known):
        known.update(old for (old,) in db.execute("SELECT old FROM superseded WHERE new = ?", (id,)))
    return known


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in the place of some spans; as long as it was, with the same lines."""
    for start, end in spans:
        text = text[:start] + _INK.sub(" ", text[start:end]) + text[end:]
    return text


def files_holding(db: sqlite3.Connection, ids: Iterable[str]) -> list[int]:
    """The files in which some documents lie."""
    found = {file for id in ids for (file,) in db.execute("SELECT file FROM records WHERE id = ?", (id,))}
    return sorted(found)


def erase(db: sqlite3.Connection, ids: Collection[str]) -> None:
    """What a database holds of some documents, whatever version of vbparse made it."""
    for file in files_holding(db, ids):
        held = db.execute("SELECT id, json FROM records WHERE file = ?", (file,)).fetchall()
        going = [json.loads(stored)["source"]["span"] for id, stored in held if id in ids]
        if len(going) == len(held):
            db.execute("DELETE FROM records WHERE file = ?", (file,))
            db.execute("DELETE FROM files WHERE id = ?", (file,))
            continue
        (text,) = db.execute("SELECT text FROM files WHERE id = ?", (file,)).fetchone()
        db.execute("UPDATE files SET text = ? WHERE id = ?", (blanked(text, going), file))
        for id in ids:
            db.execute("DELETE FROM records WHERE file = ? AND id = ?", (file, id))
    tables = {name for (name,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    for id in ids:
        db.execute("DELETE FROM superseded WHERE old = ? OR new = ?", (id, id))
        if "tags" in tables:
            db.execute("DELETE FROM tags WHERE document = ?", (id,))
        if "readings" in tables:
            erase_readings(db, id)


def erase_from_backups(folder: Path, ids: Collection[str]) -> list[Path]:
    """Some documents erased from the copies that upgrades and mendings left; those that had to be removed.

    One that cannot be read, or written anew, may hold them.
    """
    removed = []
    for path in sorted(folder.glob(f"{schema.FILE_NAME}.[0-9]*")):
        if path.name.endswith(("-wal", "-shm")):  # of a copy that has been seen to, and has it all now
            path.unlink(missing_ok=True)
            continue
        try:
            if path.suffix == ".new":
                raise sqlite3.DatabaseError
            with closing(sqlite3.connect(path, isolation_level=None)) as db:
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("BEGIN IMMEDIATE")
                erase(db, ids)
                db.execute("COMMIT")
                db.execute("VACUUM")
        except sqlite3.DatabaseError:
            path.unlink()
            removed.append(path)
    return removed


def clean(folder: Path) -> bool:
    """The catalog written anew without what was deleted from it; False while a reader holds on to that."""
    with closing(sqlite3.connect(folder / schema.FILE_NAME, isolation_level=None, timeout=10)) as db:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("VACUUM")
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
