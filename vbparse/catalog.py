"""The catalog: what the archive knows, in one SQLite file; the index is made from it.

    files        where each source lies, what it was when last read, and its text
    records      the documents in it: the JSON as stored, and the columns that are looked up
    citations    the numbers that a record cites
    superseded   ids that a document had before its file changed
    runs         each ingest with its totals; outcomes: each of its files that was not as before
    state        the generation: raised by every commit that changes records, carried by the index

A commit is on disk when it returns (WAL, synchronous=FULL); readers see the last commit and never
wait. Names of files are kept as bytes, because they need not be UTF-8.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import quote

from vbparse import messages
from vbparse.errors import DamagedArchive, DataError
from vbparse.reference import number_parts
from vbparse.text import Source

if TYPE_CHECKING:  # pydantic loads only where something is parsed
    from vbparse.record import Record

FILE_NAME = "catalog.sqlite"
_APPLICATION = 0x76627061  # "vbpa"
_VERSION = 1

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


class Stamp(NamedTuple):
    """What lstat says of a file: its content cannot change unless one of these does."""

    size: int
    mtime_ns: int
    ctime_ns: int


class Place(NamedTuple):
    """Where a file lies: the folder given, absolute, and the path within it."""

    folder: bytes
    within: bytes

    @property
    def location(self) -> bytes:
        return os.path.join(self.folder, self.within)


class File(NamedTuple):
    """A file as the catalog knows it; `read_ns` is when its content was last read."""

    id: int
    location: bytes
    sha256: str
    stamp: Stamp
    read_ns: int


class Entry(NamedTuple):
    """A record for the index: its id, its JSON and its own slice of the source's text."""

    id: str
    json: str
    text: str


class Catalog:
    """An open catalog. What is written after `begin` is kept by `commit`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    @classmethod
    def create(cls, folder: Path | None) -> Catalog:
        """The catalog of a folder for writing, made if it is not there; in memory without a folder."""
        db = _connect(":memory:" if folder is None else f"{_uri(folder)}?mode=rwc")
        if not _is_ours(db) and not _tables(db):
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN IMMEDIATE")
            if not _tables(db):  # nobody was faster
                for statement in _SCHEMA.split(";\n"):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {_APPLICATION}")
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("COMMIT")
        _check(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        return cls(db)

    @classmethod
    def open(cls, folder: Path) -> Catalog:
        """The catalog of a folder for reading, also where the folder cannot be written to."""
        # Readers of a WAL file write beside it. Where they cannot, and no writer has left a log,
        # the file is as good as immutable.
        log = folder / f"{FILE_NAME}-wal"
        still = not os.access(folder, os.W_OK, effective_ids=True) and not log.exists()
        db = _connect(_uri(folder) + ("?immutable=1" if still else "?mode=rw"))
        _check(db)
        db.execute("PRAGMA query_only = ON")
        return cls(db)

    def close(self) -> None:
        self._db.close()

    # Reading

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A time in which every read sees the same commit."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    @property
    def generation(self) -> int:
        return int(self._one("SELECT generation FROM state"))

    def count(self) -> int:
        """How many documents the archive holds; one that lies in two files counts once."""
        return int(self._one("SELECT count(DISTINCT id) FROM records"))

    def file_at(self, location: bytes) -> File | None:
        return next(self._files("location = ?", location), None)

    def files_with(self, sha256: str) -> list[File]:
        """The files with a content, by the bytes of their paths."""
        return list(self._files("sha256 = ? ORDER BY location", sha256))

    def documents_in(self, file: int) -> list[Entry]:
        """The records of a file as they stand in it."""
        return list(self._entries("WHERE file = ? ORDER BY part", file))

    def entry(self, id: str) -> Entry | None:
        """The record of an id. Of several files that hold it, the first path speaks for it."""
        return next(self._entries("WHERE records.id = ? ORDER BY location, part LIMIT 1", id), None)

    def entries(self) -> Iterator[Entry]:
        """Every record once, by id."""
        last = None
        for entry in self._entries("ORDER BY records.id, location, part"):
            if entry.id != last:
                yield entry
            last = entry.id

    def listed(self, wanted: Container[str] | None) -> Iterator[tuple[bytes, Entry]]:
        """The records, of all or those wanted, each once, by path within the folder given and place in it."""
        rows: dict[str, tuple[int, bytes]] = {}
        for id, row, within in self._db.execute(
            "SELECT records.id, row, within FROM records JOIN files ON file = files.id"
            " ORDER BY within, location, part"
        ):
            if wanted is None or id in wanted:
                rows.setdefault(id, (row, within))
        for row, within in rows.values():
            yield within, next(self._entries("WHERE row = ?", row))

    def source_text(self, id: str) -> str:
        """The text of the file that `entry` reads the record from."""
        return str(self._one(
            "SELECT text FROM files JOIN records ON file = files.id WHERE records.id = ?"
            " ORDER BY location, part", id,
        ))

    def ids_numbered(self, key: str) -> list[str]:
        """The records whose number has a key, see `lookup_key`."""
        return self._column("SELECT DISTINCT id FROM records WHERE number_key = ? ORDER BY id", key)

    def ids_numbered_from(self, key: str) -> list[str]:
        """The records whose number begins with the parts of a key: `84` is that of `84 kh btgtu`."""
        return self._column(
            "SELECT DISTINCT id FROM records WHERE number_key >= ? AND number_key < ? ORDER BY id",
            f"{key} ", f"{key}!",  # what follows the blank
        )

    def ids_from(self, prefix: str) -> list[str]:
        """The records whose id begins so."""
        return self._column(
            "SELECT DISTINCT id FROM records WHERE id >= ? AND id < ? ORDER BY id", prefix, f"{prefix}~"
        )

    def heirs_from(self, prefix: str) -> list[str]:
        """The ids that documents have now whose ids began so before their files changed."""
        return self._column(
            "SELECT DISTINCT new FROM superseded WHERE old >= ? AND old < ? ORDER BY new",
            prefix, f"{prefix}~",
        )

    def cited(self, key: str) -> dict[str, int]:
        """The numbers cited that have a key or begin with its parts, each with how many records cite it."""
        return dict(self._db.execute(
            "SELECT min(citations.number), count(DISTINCT id) FROM citations JOIN records ON record = row"
            " WHERE citations.number_key = ? OR (citations.number_key >= ? AND citations.number_key < ?)"
            " GROUP BY citations.number_key", (key, f"{key} ", f"{key}!"),
        ))

    def numbers(self, of: Literal["records", "citations"] = "records") -> dict[str, str]:
        """Every number that a record has, or that one cites, by its key."""
        return dict(self._db.execute(
            f"SELECT number_key, min(number) FROM {of} WHERE number_key NOTNULL GROUP BY number_key"
        ))

    # Writing

    def begin(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def commit(self, *, records_changed: bool) -> None:
        if records_changed:
            self._db.execute("UPDATE state SET generation = generation + 1")
        self._db.execute("COMMIT")

    def roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def put(
        self, place: Place, stamp: Stamp, read_ns: int, source: Source, records: Sequence[Record]
    ) -> None:
        """A file with its records, in the place of what was known of it."""
        (file,) = self._db.execute(
            "INSERT INTO files"
            " (location, folder, within, sha256, size, mtime_ns, ctime_ns, read_ns, encoding, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (location) DO UPDATE SET sha256 = excluded.sha256, size = excluded.size,"
            " mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns, read_ns = excluded.read_ns,"
            " encoding = excluded.encoding, text = excluded.text RETURNING id",
            (place.location, *place, source.sha256, *stamp, read_ns, source.encoding, source.text),
        ).fetchone()
        self._db.execute("DELETE FROM records WHERE file = ?", (file,))
        for record in records:
            self._put_record(file, record)

    def _put_record(self, file: int, record: Record) -> None:
        row = self._db.execute(
            "INSERT INTO records (file, part, id, number, number_key, doc_type, date, place, issuer, json)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (file, record.source.part, record.id, record.number, record.number and lookup_key(record.number),
             record.doc_type, record.date, record.place, record.issuer, record.to_json()),
        ).lastrowid
        self._db.executemany(
            "INSERT INTO citations (record, number, number_key) VALUES (?, ?, ?)",
            [(row, cited.number, lookup_key(cited.number)) for cited in record.citations if cited.number],
        )

    def move(self, file: int, place: Place, stamp: Stamp, read_ns: int, shown: str) -> None:
        """A file that now lies elsewhere: its records keep all but their `source.path`."""
        self._db.execute(
            "UPDATE files SET location = ?, folder = ?, within = ?, size = ?, mtime_ns = ?, ctime_ns = ?,"
            " read_ns = ? WHERE id = ?", (place.location, *place, *stamp, read_ns, file),
        )
        stored_records = self._db.execute("SELECT row, json FROM records WHERE file = ?", (file,)).fetchall()
        for row, stored in stored_records:
            record = json.loads(stored)
            record["source"]["path"] = shown
            text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            self._db.execute("UPDATE records SET json = ? WHERE row = ?", (text, row))

    def seen(self, file: int, stamp: Stamp, read_ns: int) -> None:
        """A file whose content was read again and is the same."""
        self._db.execute("UPDATE files SET size = ?, mtime_ns = ?, ctime_ns = ?, read_ns = ? WHERE id = ?",
                         (*stamp, read_ns, file))

    def supersede(self, heirs: Iterable[tuple[str, str]]) -> None:
        """Old ids with the new ones of the same documents, so that the old ones still find them."""
        for old, new in heirs:
            self._db.execute("UPDATE superseded SET new = ? WHERE new = ?", (new, old))
            self._db.execute("INSERT OR REPLACE INTO superseded VALUES (?, ?)", (old, new))
        self._db.execute("DELETE FROM superseded WHERE old = new")

    def start_run(self, started: str) -> int:
        return int(self._db.execute("INSERT INTO runs (started) VALUES (?)", (started,)).lastrowid or 0)

    def note(self, run: int, path: str, outcome: str, reason: str | None) -> None:
        self._db.execute("INSERT INTO outcomes VALUES (?, ?, ?, ?)", (run, path, outcome, reason))

    def end_run(self, run: int, ended: str, totals: str) -> None:
        self._db.execute("UPDATE runs SET ended = ?, totals = ? WHERE id = ?", (ended, totals, run))

    def _files(self, where: str, value: bytes | str) -> Iterator[File]:
        columns = "id, location, sha256, read_ns, size, mtime_ns, ctime_ns"
        for id, location, sha256, read_ns, *stamp in self._db.execute(
            f"SELECT {columns} FROM files WHERE {where}", (value,)
        ):
            yield File(id, location, sha256, Stamp(*stamp), read_ns)

    def _entries(self, rest: str, *values: object) -> Iterator[Entry]:
        for id, stored, text in self._db.execute(
            f"SELECT records.id, json, text FROM records JOIN files ON file = files.id {rest}", values
        ):
            start, end = json.loads(stored)["source"]["span"]
            yield Entry(id, stored, text[start:end])

    def _one(self, sql: str, *values: object) -> Any:
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None

    def _column(self, sql: str, *values: object) -> list[str]:
        return [row[0] for row in self._db.execute(sql, values)]


def lookup_key(number: str) -> str:
    """The form in which all spellings of a number meet: `84 kh btgtu` for `084 - KH/BTGTU`."""
    return " ".join(number_parts(number))


def exists(folder: Path) -> bool:
    """There is a catalog in the folder."""
    return (folder / FILE_NAME).exists()


def _uri(folder: Path) -> str:
    return "file:" + quote(os.fsencode(folder.absolute() / FILE_NAME))


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10)


def _is_ours(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION)


def _tables(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master").fetchone() is not None


def _check(db: sqlite3.Connection) -> None:
    if not _is_ours(db):
        raise DamagedArchive(messages.NO_CATALOG)
    if db.execute("PRAGMA user_version").fetchone()[0] > _VERSION:
        raise DataError(messages.NEWER_ARCHIVE)
