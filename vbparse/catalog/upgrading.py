"""A catalog of an older version brought up to this one, in a transaction that the caller ends."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from vbparse.catalog import schema, sums
from vbparse.catalog.corrections import Corrections
from vbparse.catalog.links import Links


def upgrade(db: sqlite3.Connection, folder: Path) -> bool:
    """Tables, links and sums as this version has them; whether records have changed by that.

    What was there is kept in `folder`.
    """
    whole = False
    with suppress(sqlite3.Error):  # version 1 had no sums
        whole = sums.has_its_schema(db)
    was = schema.upgrade(db, folder)
    if was == 3:
        if whole:
            sums.renew(db, sums.SCHEMA, "state", "due")
        schema.watch(db)
        return False
    if was < 2:
        from vbparse.catalog.healing import Healing

        Healing(db, Links(db), Corrections(db)).derive()
    db.execute("UPDATE state SET published = generation + 1")  # no index has these records
    sums.seal(db)
    schema.watch(db)
    return True
