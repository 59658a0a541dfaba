"""A catalog of an older version brought up to this one, in a transaction that the caller ends."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vbparse.catalog import schema, sums
from vbparse.catalog.links import Links, title_of


def upgrade(db: sqlite3.Connection, folder: Path) -> None:
    """Tables, links and sums as this version has them; what was there is kept in `folder`."""
    if schema.upgrade(db, folder) < 2:
        _link_all(db)
    sums.seal(db)
    sums.watch(db)


def _link_all(db: sqlite3.Connection) -> None:
    """What version 1 had no columns for, out of its records."""
    from vbparse.record import Record

    links = Links(db)
    for row, stored in db.execute("SELECT row, json FROM records").fetchall():
        record = Record.model_validate_json(stored)
        db.execute(
            "UPDATE records SET acting_body = ?, regime = ?, title_key = ? WHERE row = ?",
            (record.acting_body, record.regime, title_of(record), row),
        )
        links.put(row, record)
    links.settle()
