"""The tables of the catalog, and how a file of an older version becomes one of this version.

    files        where each source lies, what it was when last read, and its text
    records      the documents in it: the JSON as it is read and as parsed, and the columns that are looked up
    citations    the documents that a record cites; `candidates` is how many of the archive each can be
    links        which records a citation can be: one where it is resolved, several where it is not clear
    tags         words that a person has put on a document
    searches     queries that a person has given a name
    corrections  what persons have said of fields of documents; see corrections.py
    readings     the texts in which these documents have been read
    superseded   ids that a document had before its file changed
    runs         each ingest with its totals; outcomes: each of its files that was not as before
    problems     the files that gave nothing when they were last tried
    missing      the files that are not where they were
    forgotten    ids of documents that were taken out for good
    due          records that have changed since the index last fitted, see due.py
    state        the generation: raised by every commit that changes records, carried by the index;
                 `published` is that at which the index last fitted
    sums         what the rows of each table add up to, see sums.py
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from vbparse import messages
from vbparse.catalog import due, sums
from vbparse.disk import put_in_place
from vbparse.errors import DamagedArchive, DataError

FILE_NAME = "catalog.sqlite"
_APPLICATION = 0x76627061  # "vbpa"
_VERSION = 4
_NO_ROOM = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)

# All that tells whether a citation means a record: of a low number there are thousands, see links.PAPER.
_NUMBERS = """
CREATE INDEX records_number
    ON records (number_key, date, regime, file, id, doc_type, issuer, acting_body, place);
"""

_DUE = """
CREATE TABLE due (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""

_CITATIONS = """
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
"""

_CORRECTIONS = """
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

_ABSENCE = """
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

_SCHEMA = """
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
""" + _NUMBERS + """
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
CREATE TABLE state (generation INTEGER NOT NULL, published INTEGER NOT NULL DEFAULT 0);
INSERT INTO state VALUES (0, 0);
""" + _CITATIONS + _ABSENCE + _CORRECTIONS + _DUE

# A catalog of version 1 had neither links nor tags, and all of its citations stand in its records.
_FROM_1 = """
DROP TABLE citations;
ALTER TABLE records ADD COLUMN acting_body TEXT;
ALTER TABLE records ADD COLUMN regime TEXT;
ALTER TABLE records ADD COLUMN title_key TEXT;
ALTER TABLE records ADD COLUMN hash INTEGER;
ALTER TABLE files ADD COLUMN hash INTEGER;
ALTER TABLE runs ADD COLUMN paths TEXT NOT NULL DEFAULT '[]';
ALTER TABLE runs ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0;
""" + _CITATIONS + _ABSENCE

# One of version 2 knew no corrections.
_FROM_2 = """
ALTER TABLE records ADD COLUMN parsed TEXT;
UPDATE records SET json = json_insert(json, '$.corrections', json('[]'));
""" + _CORRECTIONS

# One of version 3 had less of a record beside its number, and did not say what the index lacks.
_FROM_3 = """
DROP INDEX IF EXISTS records_number;
ALTER TABLE state ADD COLUMN published INTEGER NOT NULL DEFAULT 0;
UPDATE state SET published = generation;
""" + _NUMBERS + _DUE

_STEPS = {1: _FROM_1, 2: _FROM_2, 3: _FROM_3}


def exists(folder: Path) -> bool:
    """There is a catalog in the folder."""
    return (folder / FILE_NAME).exists()


def is_older(folder: Path) -> bool:
    """The catalog of a folder is of an older version, which `Archive` brings up to this one first."""
    if not exists(folder):
        return False
    db = opened_for_reading(folder)
    try:
        return _is_ours(db) and _version(db) < _VERSION
    finally:
        db.close()


def opened_for_writing(folder: Path | None, *, watched: bool = True) -> sqlite3.Connection:
    """The database of a folder, made where there is none; in memory without a folder.

    Its sums follow what is written, unless it is not `watched`.
    """
    if folder is None:
        db = connected(None)
        _fill(db)
    else:
        if not exists(folder):
            make(folder / FILE_NAME)
        db = connected(folder / FILE_NAME, "?mode=rw")
    check(db)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    if watched and not needs_upgrade(db):
        watch(db)
    return db


def watch(db: sqlite3.Connection) -> None:
    """From now on what this connection writes is followed: by the sums, and by what is due to the index."""
    sums.watch(db)
    due.watch(db)


def make(path: Path) -> None:
    """A catalog without files."""
    with closing(connected(None)) as empty:
        _fill(empty)
        copied(empty, path)


def opened_for_reading(folder: Path) -> sqlite3.Connection:
    """The database of a folder, also where the folder cannot be written to, or the disk is full."""
    # Readers of a WAL file write beside it. Where they cannot, and no writer has left a log,
    # the file is as good as immutable.
    may_stand_still = _is_empty(folder / f"{FILE_NAME}-wal")
    if os.access(folder, os.W_OK, effective_ids=True) or not may_stand_still:
        db = connected(folder / FILE_NAME, "?mode=rw")
        try:
            _version(db)
            return db
        except sqlite3.OperationalError as error:
            db.close()
            if not may_stand_still or error.sqlite_errorcode & 0xFF not in _NO_ROOM:
                raise
    return connected(folder / FILE_NAME, "?immutable=1")


def _is_empty(log: Path) -> bool:
    """Nothing is in a log, or it is not there: the last writer takes it away when it goes."""
    try:
        return log.stat().st_size == 0
    except FileNotFoundError:
        return True


def check(db: sqlite3.Connection) -> None:
    """DamagedArchive where the database is not ours, DataError where a newer version made it."""
    if not _is_ours(db) or _version(db) < 1:
        raise DamagedArchive(messages.NO_CATALOG)
    if _version(db) > _VERSION:
        raise DataError(messages.NEWER_ARCHIVE)


def needs_upgrade(db: sqlite3.Connection) -> bool:
    return _version(db) < _VERSION


def upgrade(db: sqlite3.Connection, folder: Path) -> int:
    """The tables of an older version made those of this one, in a transaction that the caller ends.

    What was there before is kept beside it as `catalog.sqlite.1` (the old version), which is returned.
    """
    was = _version(db)
    copied(db, folder / f"{FILE_NAME}.{was}")
    db.execute("BEGIN IMMEDIATE")
    for version in range(was, _VERSION):
        _run(db, _STEPS[version])
    db.execute(f"PRAGMA user_version = {_VERSION}")
    return was


def copied(db: sqlite3.Connection, path: Path) -> None:
    """What a database holds as a file of its own, which takes the place of `path` once it is whole."""
    draft = path.with_name(f"{path.name}.new")
    with suppress(FileNotFoundError):  # left by a process that was killed
        draft.unlink()
    db.execute("VACUUM INTO ?", (uri(draft),))
    put_in_place(draft, path)


def _fill(db: sqlite3.Connection) -> None:
    """The tables of this version, empty, in a database without tables."""
    _run(db, _SCHEMA)
    db.execute(f"PRAGMA application_id = {_APPLICATION}")
    db.execute(f"PRAGMA user_version = {_VERSION}")
    sums.seal(db)


def _run(db: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        db.execute(statement)


def uri(path: Path) -> str:
    return "file:" + quote(os.fsencode(path.absolute()))


def connected(path: Path | None, how: str = "") -> sqlite3.Connection:
    """A file as SQLite opens it, in a way that its URI says; a database in memory without one."""
    name = ":memory:" if path is None else uri(path) + how
    return sqlite3.connect(name, uri=True, isolation_level=None, timeout=10)


def _is_ours(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION)


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])
