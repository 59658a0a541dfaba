"""The catalog of an archive: files and their records, read and written in commits.

A commit is on disk when it returns (WAL, synchronous=FULL); readers see the last commit and never
wait. Names of files are kept as bytes, because they need not be UTF-8.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from vbparse import messages
from vbparse.catalog import schema, upgrading
from vbparse.catalog.columns import COLUMNS, row_of
from vbparse.catalog.corrections import Corrections
from vbparse.catalog.due import Due
from vbparse.catalog.forgetting import Forgotten, erase, files_holding, with_former
from vbparse.catalog.ledger import Absent, Ledger
from vbparse.catalog.links import COPIED, PAPER, Links
from vbparse.catalog.parsed import Parsed
from vbparse.catalog.rows import SETTLED, Entry, File, Heading, Place, Row, Stamp, span_of
from vbparse.catalog.tags import Searches, Tags
from vbparse.errors import DamagedArchive
from vbparse.lineage import Version, heirs
from vbparse.linking import Paper
from vbparse.text import Source


class Catalog:
    """An open catalog. What is written after `begin` is kept by `commit`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.links = Links(db)
        self.tags = Tags(db)
        self.searches = Searches(db)
        self.ledger = Ledger(db)
        self.absent = Absent(db)
        self.corrections = Corrections(db)
        self.parsed = Parsed(db)
        self.forgotten = Forgotten(db)
        self.due = Due(db)

    @classmethod
    def create(cls, folder: Path | None) -> Catalog:
        """The catalog of a folder for writing, made if it is not there; in memory without a folder.

        One of an older version is brought up to this one; what it was is kept beside it.
        """
        catalog = cls(schema.opened_for_writing(folder))
        try:
            if folder is not None and schema.needs_upgrade(catalog._db):
                catalog.commit(records_changed=upgrading.upgrade(catalog._db, folder))
        except BaseException as error:
            catalog.close()
            if isinstance(error, ValueError):
                why = messages.RECORD_UNREADABLE
                raise DamagedArchive(messages.DAMAGED_ARCHIVE.format(folder=folder, why=why)) from error
            raise
        return catalog

    @classmethod
    def open(cls, folder: Path) -> Catalog:
        """The catalog of a folder for reading, also where the folder cannot be written to."""
        db = schema.opened_for_reading(folder)
        schema.check(db)
        db.execute("PRAGMA query_only = ON")
        return cls(db)

    def close(self) -> None:
        self._db.close()

    # Reading

    @property
    def is_older(self) -> bool:
        return schema.needs_upgrade(self._db)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A time in which every read sees the same commit; within another one, that one's."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def renew(self) -> None:
        """Within a `snapshot`: from now on what the latest commit has left."""
        self._db.execute("ROLLBACK")
        self._db.execute("BEGIN")

    @property
    def generation(self) -> int:
        return int(self._one("SELECT generation FROM state"))

    def count_files(self) -> int:
        return int(self._one("SELECT count(*) FROM files"))

    def count(self) -> int:
        """How many documents the archive holds; one that lies in two files counts once."""
        return int(self._one("SELECT count(DISTINCT id) FROM records"))

    def ids(self) -> list[str]:
        """The id of every record, in order."""
        return self._column("SELECT DISTINCT id FROM records ORDER BY id")

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

    def filled(self, entry: Entry) -> dict[str, Any]:
        """A record as a dictionary, with the ids of the records that it cites and certifies."""
        record: dict[str, Any] = json.loads(entry.json)
        for position, target in self.links.targets(entry.id).items():
            if position == COPIED:
                record["copy_of"]["id"] = target
            else:
                record["citations"][position]["target"] = target
        return record

    def entries(self) -> Iterator[Entry]:
        """Every record once, by id."""
        last = None
        for entry in self._entries("ORDER BY records.id, location, part"):
            if entry.id != last:
                yield entry
            last = entry.id

    def headings(self) -> Iterator[Heading]:
        """Every record once, by its path within the folder given, then by its place in the file.

        Files of one path in two folders stand by their content, so that it does not matter where these lie.
        """
        seen: set[str] = set()
        for row in self._db.execute(
            "SELECT row, records.id, number_key, doc_type, date, issuer, place, within"
            " FROM records JOIN files ON file = files.id ORDER BY within, sha256, part"
        ):
            heading = Heading(*row)
            if heading.id not in seen:
                seen.add(heading.id)
                yield heading

    def under(self, heading: Heading) -> Entry:
        """The record under a heading, within the same `snapshot`."""
        return next(self._entries("WHERE row = ?", heading.row))

    def alike(self) -> Iterator[list[Entry]]:
        """The records, two or more, that have one number and date, or one id, by number and date."""
        groups: dict[object, list[int]] = {}
        for row, *columns in self._db.execute(
            f"SELECT row, {PAPER} FROM records AS r JOIN files ON file = files.id"
            " ORDER BY within, location, part"
        ):
            paper = Paper._make(columns)
            dated = (paper.number_key, paper.date) if paper.number_key and paper.date else paper.id
            groups.setdefault(dated, []).append(row)
        for _, rows in sorted(groups.items(), key=lambda group: str(group[0])):
            if len(rows) > 1:
                yield [next(self._entries("WHERE row = ?", row)) for row in rows]

    def source_text(self, id: str) -> str:
        """The text of the file that `entry` reads the record from."""
        return str(self._one(
            "SELECT text FROM files JOIN records ON file = files.id WHERE records.id = ?"
            " ORDER BY location, part", id,
        ))

    def sources(self, id: str) -> list[tuple[bytes, str, int]]:
        """Location and SHA-256 of each file that holds a record, and which part of it the record is."""
        return list(self._db.execute(
            "SELECT location, sha256, part FROM records JOIN files ON file = files.id WHERE records.id = ?"
            " ORDER BY location, part", (id,),
        ))

    def source(self, location: bytes, part: int) -> tuple[str, str]:
        """The text of a file, and the JSON of the record that is a part of it."""
        found: tuple[str, str] = self._db.execute(
            "SELECT text, json FROM records JOIN files ON file = files.id WHERE location = ? AND part = ?",
            (location, part),
        ).fetchone()
        return found

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

    def heir(self, id: str) -> str | None:
        """The id that a document has now: its own, or that of what it has become; None where it has gone."""
        held: str | None = self._one("SELECT id FROM records WHERE id = ?", id)
        return held or self._one("SELECT id FROM superseded JOIN records ON id = new WHERE old = ?", id)

    def heirs_from(self, prefix: str) -> list[str]:
        """The ids that documents have now whose ids began so before their files changed."""
        return self._column(
            "SELECT DISTINCT new FROM superseded WHERE old >= ? AND old < ? ORDER BY new",
            prefix, f"{prefix}~",
        )

    def cited(self, key: str) -> dict[str, int]:
        """The numbers cited that have a key or begin with its parts, each with how many records cite it."""
        return dict(self._db.execute(
            "SELECT min(citations.number), count(DISTINCT records.id)"
            " FROM citations JOIN records ON record = row"
            " WHERE citations.number NOTNULL AND (citations.number_key = ? OR"
            " (citations.number_key >= ? AND citations.number_key < ?))"
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
        self.links.settle()
        if records_changed:
            self._db.execute("UPDATE state SET generation = generation + 1")
        self._db.execute("COMMIT")

    def roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self.links.forget()

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Writing that is undone where it raises, within the commit that it is part of."""
        self._db.execute("SAVEPOINT whole")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # a full disk ends all of it
                self._db.execute("ROLLBACK TO whole")
                self._db.execute("RELEASE whole")
            raise
        self._db.execute("RELEASE whole")

    def put(
        self, place: Place, stamp: Stamp, read_ns: int, source: Source, rows: Sequence[Row]
    ) -> set[str]:
        """A file with its records, in the place of what was known of it; the ids that this concerns."""
        known = self.file_at(place.location)
        old = list(self.parsed.versions(known.id)) if known else []
        (file,) = self._db.execute(
            "INSERT INTO files"
            " (location, folder, within, sha256, size, mtime_ns, ctime_ns, read_ns, encoding, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (location) DO UPDATE SET sha256 = excluded.sha256, size = excluded.size,"
            " mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns, read_ns = excluded.read_ns,"
            " encoding = excluded.encoding, text = excluded.text RETURNING id",
            (place.location, *place, source.sha256, *stamp, read_ns, source.encoding, source.text),
        ).fetchone()
        return self._replace(file, old, rows, source.text)

    def parse_again(self, file: int, rows: Sequence[Row], text: str) -> set[str]:
        """The records of a file whose text is the same, in the place of those it had; the ids concerned."""
        return self._replace(file, list(self.parsed.versions(file)), rows, text)

    def amend(self, ids: Iterable[str]) -> None:
        """Records put anew, with the corrections that there are by now; one that has gone is passed over."""
        from vbparse.record import Record

        for file in self.parsed.files(ids=list(ids)):
            own = [row_of(Record.model_validate_json(stored)) for stored in self.parsed.records(file)]
            self.parse_again(file, own, self.parsed.source(file).text)

    def _replace(self, file: int, old: Sequence[Version], rows: Sequence[Row], text: str) -> set[str]:
        new = [Version(row.id, row.number_key, text[slice(*row.span)]) for row in rows]
        # Before the records come: what was said of the old ones is found from the new ones by it.
        self.supersede(heirs(old, new))
        self.links.going(file)
        self._db.execute("DELETE FROM records WHERE file = ?", (file,))
        for row, version in zip(rows, new, strict=True):
            self._put_record(file, row, version.text)
        return {version.id for version in (*old, *new)}

    def _put_record(self, file: int, own: Row, text: str) -> None:
        row = self._mended(own, text) if self.corrections.may_concern(own) else own
        number = self._db.execute(
            f"INSERT INTO records (file, part, json, parsed, {COLUMNS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (file, row.part, row.json, None if row is own else own.json, *row.columns),
        ).lastrowid
        self.links.put(number or 0, file, row)

    def _mended(self, own: Row, text: str) -> Row:
        from vbparse.record import Record

        record = Record.model_validate_json(own.json)
        mended = self.corrections.taken_in(record, text)
        return own if mended is record else row_of(mended)

    def move(self, file: int, place: Place, stamp: Stamp, read_ns: int, shown: str) -> None:
        """A file that now lies elsewhere: its records keep all but their `source.path`."""
        self._db.execute(
            "UPDATE files SET location = ?, folder = ?, within = ?, size = ?, mtime_ns = ?, ctime_ns = ?,"
            " read_ns = ? WHERE id = ?", (place.location, *place, *stamp, read_ns, file),
        )
        for row, *stored in self._db.execute(
            "SELECT row, json, parsed FROM records WHERE file = ?", (file,)
        ).fetchall():
            moved = (one and _at(shown, one) for one in stored)
            self._db.execute("UPDATE records SET json = ?, parsed = ? WHERE row = ?", (*moved, row))

    def seen(self, file: int, stamp: Stamp, read_ns: int) -> None:
        """A file whose content was read again and is the same."""
        self._db.execute("UPDATE files SET size = ?, mtime_ns = ?, ctime_ns = ?, read_ns = ? WHERE id = ?",
                         (*stamp, read_ns, file))

    def forget(self, ids: Iterable[str], since: str) -> set[str]:
        """Documents taken out for good with all that is known of them; their ids, now and before."""
        going = with_former(self._db, ids)
        for file in files_holding(self._db, going):
            self.links.going(file)
        self._db.execute("PRAGMA secure_delete = ON")
        erase(self._db, going)
        self.forgotten.put(going, since)
        return going

    def supersede(self, heirs: Iterable[tuple[str, str]]) -> None:
        """Old ids with the new ones of the same documents, so that the old ones still find them."""
        for old, new in heirs:
            self._db.execute("UPDATE superseded SET new = ? WHERE new = ?", (new, old))
            self._db.execute("INSERT OR REPLACE INTO superseded VALUES (?, ?)", (old, new))
            self._db.execute("DELETE FROM superseded WHERE old = ? AND new = ?", (new, new))
            self.tags.inherit(old, new)

    def drop(self, file: int) -> None:
        """A file with its records, taken out. Tags stay: they belong to the documents."""
        self.links.going(file)
        self._db.execute("DELETE FROM files WHERE id = ?", (file,))

    def _files(self, where: str, *values: bytes | str) -> Iterator[File]:
        columns = f"id, location, sha256, read_ns, id IN (SELECT file FROM missing), {SETTLED}"
        for id, location, sha256, read_ns, missing, settled, *stamp in self._db.execute(
            f"SELECT {columns}, size, mtime_ns, ctime_ns FROM files WHERE {where}", values
        ):
            yield File(id, location, sha256, Stamp(*stamp), read_ns, bool(missing), bool(settled))

    def _entries(self, rest: str, *values: object) -> Iterator[Entry]:
        for id, stored, text in self._db.execute(
            f"SELECT records.id, json, text FROM records JOIN files ON file = files.id {rest}", values
        ):
            yield Entry(id, stored, text[slice(*span_of(stored))])

    def _one(self, sql: str, *values: object) -> Any:
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None

    def _column(self, sql: str, *values: object) -> list[str]:
        return [row[0] for row in self._db.execute(sql, values)]


def _at(path: str, stored: str) -> str:
    """The JSON of a record whose file now lies elsewhere."""
    record = json.loads(stored)
    record["source"]["path"] = path
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
