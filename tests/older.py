"""Archives as older versions of vbparse made them, from one of this version.

The schemas are those that were released, word for word, so that an upgrade is tried against what lies on
people's disks and not against what this version would make of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from vbparse.catalog import FILE_NAME, sums

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

SECOND = """
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
    hash      INTEGER,               -- of the row, see sums.py; here and in records
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
    acting_body TEXT,
    regime      TEXT,
    title_key   TEXT,                -- see links.title_of
    hash        INTEGER,
    json        TEXT NOT NULL,
    UNIQUE (file, part)
);
CREATE INDEX records_id ON records (id);
CREATE INDEX records_number ON records (number_key, date);
CREATE TABLE superseded (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX superseded_new ON superseded (new);
CREATE TABLE runs (
    id        INTEGER PRIMARY KEY,
    started   TEXT NOT NULL,
    ended     TEXT,                  -- null: still at work, or killed
    totals    TEXT,                  -- JSON; of a run that has not ended, up to its last commit
    paths     TEXT NOT NULL DEFAULT '[]',  -- JSON: what was given
    interrupted INTEGER NOT NULL DEFAULT 0
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
CREATE TABLE citations (
    id          INTEGER PRIMARY KEY,
    record      INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    position    INTEGER NOT NULL,    -- in the list of the record; -1: the document that it certifies
    number      TEXT,
    number_key  TEXT,
    doc_type    TEXT,
    date        TEXT,
    issuer      TEXT,
    title       TEXT,
    title_key   TEXT,                -- of a law cited by its name, see links.title_of
    relation    TEXT NOT NULL,
    mentions    INTEGER NOT NULL,
    candidates  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX citations_record ON citations (record);
CREATE INDEX citations_number ON citations (number_key, date);
CREATE INDEX citations_title ON citations (title_key);
CREATE INDEX citations_missing ON citations (id) WHERE candidates = 0;
CREATE TABLE links (
    citation    INTEGER NOT NULL REFERENCES citations ON DELETE CASCADE,
    target      TEXT NOT NULL,       -- id of a record
    PRIMARY KEY (citation, target)
) WITHOUT ROWID;
CREATE INDEX links_target ON links (target);
CREATE INDEX records_title ON records (title_key);
CREATE TABLE tags (document TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (document, word)) WITHOUT ROWID;
CREATE INDEX tags_word ON tags (word);
CREATE TABLE searches (name TEXT PRIMARY KEY, query TEXT NOT NULL, narrow TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sums (name TEXT PRIMARY KEY, sum INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE problems (
    location BLOB PRIMARY KEY,       -- as in files, and so are folder and within
    folder   BLOB NOT NULL,
    within   BLOB NOT NULL,
    path     TEXT NOT NULL,          -- as it was given
    outcome  TEXT NOT NULL,
    reason   TEXT NOT NULL,
    run      INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE forgotten (id TEXT PRIMARY KEY, since TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE missing (file INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE, since TEXT NOT NULL);
"""

THIRD = """
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
    hash      INTEGER,               -- of the row, see sums.py; here and in records
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
    acting_body TEXT,
    regime      TEXT,
    title_key   TEXT,                -- see links.title_of
    hash        INTEGER,
    json        TEXT NOT NULL,       -- what is read: with the corrections
    parsed      TEXT,                -- as the parse made it, where that is another
    UNIQUE (file, part)
);
CREATE INDEX records_id ON records (id);
CREATE INDEX records_number ON records (number_key, date);
CREATE TABLE superseded (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX superseded_new ON superseded (new);
CREATE TABLE runs (
    id        INTEGER PRIMARY KEY,
    started   TEXT NOT NULL,
    ended     TEXT,                  -- null: still at work, or killed
    totals    TEXT,                  -- JSON; of a run that has not ended, up to its last commit
    paths     TEXT NOT NULL DEFAULT '[]',  -- JSON: what was given
    interrupted INTEGER NOT NULL DEFAULT 0
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
CREATE TABLE citations (
    id          INTEGER PRIMARY KEY,
    record      INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    position    INTEGER NOT NULL,    -- in the list of the record; -1: the document that it certifies
    number      TEXT,
    number_key  TEXT,
    doc_type    TEXT,
    date        TEXT,
    issuer      TEXT,
    title       TEXT,
    title_key   TEXT,                -- of a law cited by its name, see links.title_of
    relation    TEXT NOT NULL,
    mentions    INTEGER NOT NULL,
    candidates  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX citations_record ON citations (record);
CREATE INDEX citations_number ON citations (number_key, date);
CREATE INDEX citations_title ON citations (title_key);
CREATE INDEX citations_missing ON citations (id) WHERE candidates = 0;
CREATE TABLE links (
    citation    INTEGER NOT NULL REFERENCES citations ON DELETE CASCADE,
    target      TEXT NOT NULL,       -- id of a record
    PRIMARY KEY (citation, target)
) WITHOUT ROWID;
CREATE INDEX links_target ON links (target);
CREATE INDEX records_title ON records (title_key);
CREATE TABLE tags (document TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (document, word)) WITHOUT ROWID;
CREATE INDEX tags_word ON tags (word);
CREATE TABLE searches (name TEXT PRIMARY KEY, query TEXT NOT NULL, narrow TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sums (name TEXT PRIMARY KEY, sum INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE problems (
    location BLOB PRIMARY KEY,       -- as in files, and so are folder and within
    folder   BLOB NOT NULL,
    within   BLOB NOT NULL,
    path     TEXT NOT NULL,          -- as it was given
    outcome  TEXT NOT NULL,
    reason   TEXT NOT NULL,
    run      INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE forgotten (id TEXT PRIMARY KEY, since TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE missing (file INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE, since TEXT NOT NULL);
CREATE TABLE corrections (
    document    TEXT NOT NULL,       -- id under which it was first corrected
    field       TEXT NOT NULL,
    value       TEXT NOT NULL,       -- JSON, as in a record
    was         TEXT NOT NULL,       -- JSON: what the parse said then
    at          TEXT NOT NULL,
    accepted    INTEGER NOT NULL,    -- 1: the parse was right
    number_key  TEXT,                -- of a number; see lookup_key
    PRIMARY KEY (document, field)
) WITHOUT ROWID;
CREATE INDEX corrections_number ON corrections (number_key);
CREATE TABLE readings (
    id          TEXT PRIMARY KEY,    -- of a record, there or gone
    document    TEXT NOT NULL,
    alike       INTEGER NOT NULL,    -- 1: known by its number; 0: by its file
    number      TEXT,                -- these as the parse had them
    number_key  TEXT,
    date        TEXT,
    issuer      TEXT,
    path        TEXT NOT NULL,
    text        TEXT NOT NULL
);
CREATE INDEX readings_document ON readings (document);
CREATE INDEX readings_number ON readings (number_key);
"""


def make_first(folder: Path) -> None:
    """The catalog of an archive as version 1 would have written it; what it had no place for is lost."""
    with _made(folder, 1, FIRST) as db:
        db.execute(
            "INSERT INTO main.citations SELECT record, number, number_key FROM newer.citations"
            " WHERE number NOTNULL"
        )


def make_second(folder: Path) -> None:
    """The same as version 2 would have written it, in which records knew nothing of corrections."""
    with _made(folder, 2, SECOND) as db:
        _copy(db, "citations")
        db.execute("UPDATE main.records SET json = json_remove(json, '$.corrections')")
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as db:
        sums.seal(db)


def make_third(folder: Path) -> None:
    """The same as version 3 would have written it, in which less of a record stood beside its number."""
    with _made(folder, 3, THIRD) as db:
        _copy(db, "citations")
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as db:
        sums.seal(db)


@contextmanager
def _made(folder: Path, version: int, schema: str) -> Iterator[sqlite3.Connection]:
    newer = folder / FILE_NAME
    newer.rename(folder / "newer")
    with closing(sqlite3.connect(newer, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(schema)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("ATTACH ? AS newer", (str(folder / "newer"),))
        db.execute("DELETE FROM state")
        for (table,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if table not in ("citations", "sums"):
                _copy(db, table)
        yield db
        db.execute("DETACH newer")
    (folder / "newer").unlink()


def _copy(db: sqlite3.Connection, table: str) -> None:
    names = ", ".join(name for _, name, *_ in db.execute(f"PRAGMA main.table_info({table})"))
    db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM newer.{table}")
