"""Archives as older versions of vbparse made them, from one of this version.

The schemas are those that were released, word for word, so that an upgrade is tried against what lies on
people's disks and not against what this version would make of it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from vbparse.catalog import FILE_NAME

APPLICATION = 0x76627061

FIRST = """
CREATE TABLE files (
    id        INTEGER PRIMARY KEY,
    location  BLOB NOT NULL UNIQUE,  -- folder and within, joined
    folder    BLOB NOT NULL,         -- the folder given, absolute
    within    BLOB NOT NULL,
    sha256    TEXT NOT NULL,
    size      INTEGER NOT NULL,
    mtime_ns  INTEGER NOT NULL,
    ctime_ns  INTEGER NOT NULL,
    read_ns   INTEGER NOT NULL,      -- when it was read
    encoding  TEXT NOT NULL,
    text      TEXT NOT NULL          -- last, so that a look at the rest does not read it
);
CREATE INDEX files_sha256 ON files (sha256);
CREATE TABLE records (
    row         INTEGER PRIMARY KEY,
    file        INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    part        INTEGER NOT NULL,
    id          TEXT NOT NULL,       -- not unique: two files may hold one document
    number      TEXT,
    number_key  TEXT,                -- see lookup_key
    doc_type    TEXT,
    date        TEXT,
    place       TEXT,
    issuer      TEXT,
    json        TEXT NOT NULL,
    UNIQUE (file, part)
);
CREATE INDEX records_id ON records (id);
CREATE INDEX records_number ON records (number_key);
CREATE TABLE citations (
    record      INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    number      TEXT NOT NULL,
    number_key  TEXT NOT NULL
);
CREATE INDEX citations_record ON citations (record);
CREATE INDEX citations_number ON citations (number_key);
CREATE TABLE superseded (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX superseded_new ON superseded (new);
CREATE TABLE runs (
    id        INTEGER PRIMARY KEY,
    started   TEXT NOT NULL,
    ended     TEXT,                  -- null: still at work, or killed
    totals    TEXT                   -- JSON
);
CREATE TABLE outcomes (
    run      INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    path     TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    reason   TEXT
);
CREATE INDEX outcomes_run ON outcomes (run);
CREATE TABLE state (generation INTEGER NOT NULL);
INSERT INTO state VALUES (0);
"""


def make_first(folder: Path) -> None:
    """The catalog of an archive as version 1 would have written it; what it had no place for is lost."""
    newer = folder / FILE_NAME
    newer.rename(folder / "newer")
    with closing(sqlite3.connect(newer, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(FIRST)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute("PRAGMA user_version = 1")
        db.execute("ATTACH ? AS newer", (str(folder / "newer"),))
        db.execute("DELETE FROM state")
        for table in ("files", "records", "superseded", "runs", "outcomes", "state"):
            names = ", ".join(name for _, name, *_ in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM newer.{table}")
        db.execute(
            "INSERT INTO main.citations SELECT record, number, number_key FROM newer.citations"
            " WHERE number NOTNULL"
        )
        db.execute("DETACH newer")
    (folder / "newer").unlink()
