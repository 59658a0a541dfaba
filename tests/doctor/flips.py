"""One byte of a catalog changed, and whether anything of it is used."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def logical(catalog: Path) -> Any:
    """All that SQLite gives out of a catalog, or None where it refuses: two that are equal say the same."""
    try:
        with closing(sqlite3.connect(f"file:{catalog}?mode=ro&immutable=1", uri=True)) as db:
            db.text_factory = lambda raw: ("text", raw)
            if db.execute("PRAGMA integrity_check").fetchall() != [(("text", b"ok"),)]:
                return None
            schema = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
            tables = [name.decode() for (_, kind), (_, name), *_ in schema if kind == b"table"]
            pragmas = ("application_id", "user_version")
            return (
                schema, *(db.execute(f"PRAGMA {name}").fetchall() for name in pragmas),
                *(db.execute(f"SELECT * FROM {name}").fetchall() for name in tables),
            )
    except (sqlite3.Error, ValueError, AttributeError, TypeError):
        return None


def flip(catalog: Path, at: int, change: int) -> None:
    """One byte changed by an exclusive or, in place."""
    with open(catalog, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ change]))
