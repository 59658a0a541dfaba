"""A catalog of an older version brought up to this one, in a transaction that the caller ends."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vbparse.catalog import schema, sums
from vbparse.catalog.corrections import Corrections
from vbparse.catalog.links import Links


def upgrade(db: sqlite3.Connection, folder: Path) -> None:
    """Tables, links and sums as this version has them; what was there is kept in `folder`."""
    if schema.upgrade(db, folder) < 2:
        from vbparse.catalog.healing import Healing

        Healing(db, Links(db), Corrections(db)).derive()
    sums.seal(db)
    sums.watch(db)
