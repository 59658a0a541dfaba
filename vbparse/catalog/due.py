"""The records that the index may not have as they are: all that came, went or changed since it last fitted.

Triggers list them, so that no writer can forget to. One that is killed between a commit and the index leaves
them to the next, who then need not make the whole index anew.
"""

from __future__ import annotations

import sqlite3


def watch(db: sqlite3.Connection) -> None:
    """From now on the list has what this connection changes."""
    changes = ("INSERT", "(NEW.id)"), ("DELETE", "(OLD.id)"), ("UPDATE OF id, json", "(OLD.id), (NEW.id)")
    for what, ids in changes:
        db.execute(
            f"CREATE TEMP TRIGGER not_indexed_{what[:6].lower()} AFTER {what} ON main.records"
            f" BEGIN INSERT OR IGNORE INTO due VALUES {ids}; END"
        )


class Due:
    """The list in an open catalog."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __len__(self) -> int:
        found: int = self._db.execute("SELECT count(*) FROM due").fetchone()[0]
        return found

    def since(self, generation: int) -> list[str] | None:
        """The ids of what has changed since a generation, perhaps of more; None where nobody knows."""
        (published, now), = self._db.execute("SELECT published, generation FROM state")
        if not published <= generation <= now:
            return None
        return [id for (id,) in self._db.execute("SELECT id FROM due ORDER BY id")]

    def clear(self) -> None:
        """The index has all that is committed. Nothing waits for the disk: lost, it is only done once more.

        A catalog that is opened for reading keeps its list.
        """
        if self._db.execute("PRAGMA query_only").fetchone()[0]:
            return
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("DELETE FROM due")
        self._db.execute("UPDATE state SET published = generation")
        self._db.execute("COMMIT")
        self._db.execute("PRAGMA synchronous = FULL")
