"""What a catalog holds as values of JSON, on their way out of it, and into one that may hold other things.

Rows that point at one another leave together, a run with what became of its files, a file with its
records, a document with what was said of it, so that no number of a row means anything outside of its
catalog. Bytes of paths that are no UTF-8 stand as lone surrogates, as in Python's names of files.

What comes in takes nothing away: what the catalog holds stays, and what it does not hold is added. It may
be anything: ValueError (or what Python makes of values of another type) where it is not what such rows are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from vbparse.catalog.corrections import Past
from vbparse.catalog.forgetting import Forgotten
from vbparse.catalog.rows import Place
from vbparse.catalog.tags import Searches, Tags, name_key, name_of, searched
from vbparse.doubts import CORRECTED, Verdict
from vbparse.patterns import re_pattern

if TYPE_CHECKING:
    from vbparse.catalog.store import Catalog

Row: TypeAlias = dict[str, Any]
Taken: TypeAlias = Literal["added", "held", "differs"]
"""It was not there; it was there just so; something else stands in its place, and stays."""

KEPT = ("superseded", "tags", "searches", "forgotten", "corrections", "runs", "problems")
"""What nothing could make again, in the order in which it comes in."""

_ID = re_pattern("[a-z2-7]{12}")
_RUN = "started, ended, totals, paths, interrupted"
_READING = "id, alike, number, date, issuer, path, text"
_SAID = "field, value, was, at, accepted"
_PROBLEM = "folder, within, path, outcome, reason, run"
_FILE = "folder, within, sha256, size, mtime_ns, ctime_ns, read_ns, encoding, text"


# ---------------------------------------------------------------- out


class Leaving:
    """The rows of a catalog as values of JSON, in an order that depends on nothing but them."""

    def __init__(self, catalog: Catalog) -> None:
        self._db = catalog._db

    def rows(self, kind: str) -> Iterator[Row]:
        """All of a kind."""
        if kind == "files":
            return self.files()
        if kind == "runs":
            return self._runs()
        if kind == "corrections":
            return self._documents()
        if kind == "problems":
            rows = self._dicts(f"SELECT {_PROBLEM} FROM problems ORDER BY location")
            return (_as_json(row) for row in rows if Place(row["folder"], row["within"]).is_possible)
        return self._plain(kind)

    def files(self, *, gone: bool = False) -> Iterator[Row]:
        """The files with their records as they were parsed; with `gone` those that are missing."""
        for file in self._dicts(
            f"SELECT id, {_FILE}, since AS missing FROM files LEFT JOIN missing ON file = id"
            f"{' WHERE since NOTNULL' if gone else ''} ORDER BY location"
        ):
            id, records = file.pop("id"), "SELECT coalesce(parsed, json) FROM records WHERE file = ?"
            stored = self._db.execute(f"{records} ORDER BY part", (id,))
            yield {**_as_json(file), "records": [json.loads(one) for (one,) in stored]}

    def _plain(self, table: str) -> Iterator[Row]:
        columns = self._db.execute("SELECT name FROM pragma_table_info(?)", (table,))
        order = ", ".join(name for (name,) in columns)
        return (_as_json(row) for row in self._dicts(f"SELECT {order} FROM {table} ORDER BY {order}"))

    def _runs(self) -> Iterator[Row]:
        for run in self._dicts(f"SELECT id, {_RUN} FROM runs ORDER BY id"):
            outcomes = self._db.execute(
                "SELECT path, outcome, reason FROM outcomes WHERE run = ? ORDER BY rowid", (run["id"],)
            )
            yield {**run, "outcomes": [list(row) for row in outcomes]}

    def _documents(self) -> Iterator[Row]:
        for (document,) in self._db.execute("SELECT DISTINCT document FROM readings ORDER BY document"):
            readings = self._dicts(
                f"SELECT {_READING} FROM readings WHERE document = ? ORDER BY id", document
            )
            said = self._dicts(f"SELECT {_SAID} FROM corrections WHERE document = ? ORDER BY field", document)
            yield {
                "document": document, "readings": list(readings),
                "said": [one | {key: json.loads(one[key]) for key in ("value", "was")} for one in said],
            }

    def _dicts(self, sql: str, *values: str) -> Iterator[Row]:
        rows = self._db.execute(sql, values)
        names = [name for name, *_ in rows.description]
        return (dict(zip(names, row, strict=True)) for row in rows)


def _as_json(row: Mapping[str, Any]) -> Row:
    return {
        name: value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value
        for name, value in row.items()
    }


# ---------------------------------------------------------------- in


class Coming:
    """Rows, but files, on their way into a catalog; they stand with its next commit.

    `concerned` are ids whose records are to be put anew once all has come: something was said of them.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._db = catalog._db
        self._corrections = catalog.corrections
        self._tags = Tags(self._db)
        self._searches = Searches(self._db)
        self._forgotten = Forgotten(self._db)
        self._run_numbers: dict[int, int] = {}  # those of the backup, and what they are here
        self.concerned: set[str] = set()

    def take(self, kind: str, row: Any) -> Taken:
        """A row of a kind taken in."""
        match kind:
            case "tags":
                return self._tag(**checked(row, document=str, word=str))
            case "searches":
                return self._search(**checked(row, name=str, query=str, narrow=str))
            case "superseded":
                return self._heir(**checked(row, old=str, new=str))
            case "forgotten":
                return self._forget(**checked(row, id=str, since=str))
            case "corrections":
                return self._document(**checked(row, document=str, readings=list, said=list))
            case "runs":
                return self._run(checked(
                    row, id=int, started=str, ended=(str, None), totals=(str, None), paths=str,
                    interrupted=int, outcomes=list,
                ))
            case "problems":
                return self._problem(checked(
                    row, folder=str, within=str, path=str, outcome=str, reason=str, run=int
                ))
        raise ValueError(f"{kind} is no kind of row")

    def end(self) -> None:
        """The runs numbered by their time, where some have come in between."""
        runs = [id for (id,) in self._db.execute("SELECT id FROM runs ORDER BY started, id")]
        if runs == sorted(runs):
            return
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        for sign in (-1, 1):  # by way of numbers that no run has
            numbers = [(sign * (at + 1), id if sign < 0 else -at - 1) for at, id in enumerate(runs)]
            for table, name in (("runs", "id"), ("outcomes", "run"), ("problems", "run")):
                self._db.executemany(f"UPDATE {table} SET {name} = ? WHERE {name} = ?", numbers)

    def _tag(self, document: str, word: str) -> Taken:
        check_ids(document)
        word = self._tags.spelling(name_of(word))
        if self._forgotten.since(document) or word in self._tags.of(document):
            return "held"
        self._tags.put(document, word)
        for (heir,) in self._db.execute("SELECT new FROM superseded WHERE old = ?", (document,)).fetchall():
            self._tags.put(heir, word)
        return "added"

    def _search(self, name: str, query: str, narrow: str) -> Taken:
        """A search; beside another one of its name, under the next name that is free."""
        search = searched(name_of(name), query, narrow)
        held = {name_key(one.name): one for one in self._searches.all()}
        free = search
        for number in range(2, len(held) + 3):
            if not (other := held.get(name_key(free.name))):
                self._searches.put(free)
                return "added"
            if other[1:] == search[1:]:
                return "held"
            free = search._replace(name=name_of(f"{search.name[:50]}-{number}"))
        raise AssertionError("of so many names one is free")

    def _heir(self, old: str, new: str) -> Taken:
        check_ids(old, new)
        if old == new or self._forgotten.among((old, new)):
            return "held"
        rows = self._db.execute("SELECT old, new FROM superseded WHERE old IN (?, ?)", (old, new))
        heirs: dict[str, str] = dict(rows.fetchall())
        newest = heirs.get(new, new)
        if old in heirs or newest == old:
            return "held" if heirs.get(old) == newest else "differs"
        self._db.execute("UPDATE superseded SET new = ? WHERE new = ?", (newest, old))
        self._db.execute("INSERT INTO superseded VALUES (?, ?)", (old, newest))
        self._tags.inherit(old, newest)
        self.concerned.add(newest)
        return "added"

    def _forget(self, id: str, since: str) -> Taken:
        check_ids(id)
        if self._forgotten.since(id):
            return "held"
        if self._db.execute("SELECT 1 FROM records WHERE id = ?", (id,)).fetchone():
            return "differs"  # it was read again since, because somebody wanted that
        self._forgotten.put([id], since)
        return "added"

    def _document(self, document: str, readings: list[Any], said: list[Any]) -> Taken:
        """What was said of a document, and the texts in which it was read, but for those forgotten here."""
        past = [Past(**checked(
            row, id=str, alike=int, number=(str, None), date=(str, None), issuer=(str, None), path=str,
            text=str,
        )) for row in readings]
        check_ids(document, *(one.id for one in past))
        verdicts = [_verdict(row) for row in said]
        if document not in {one.id for one in past}:
            raise ValueError("a document without its own reading")
        past = [one for one in past if not self._forgotten.since(one.id)]
        if not past:
            return "held"
        before = self._db.total_changes
        agreed = self._corrections.join(document, past, verdicts)
        self.concerned.update(self._corrections.readings(past[0].id))  # another scan may be here alone
        if not agreed:
            return "differs"
        return "held" if self._db.total_changes == before else "added"

    def _run(self, run: Row) -> Taken:
        """A run with what became of its files; its number is that of its time among all runs."""
        for stored in filter(None, (run["totals"], run["paths"])):
            json.loads(stored)
        outcomes = [tuple(_outcome(one)) for one in run["outcomes"]]
        values = tuple(run[name] for name in _RUN.split(", "))
        for (held,) in self._db.execute(
            f"SELECT id FROM runs WHERE ({_RUN}) IS (?, ?, ?, ?, ?)", values
        ).fetchall():
            rows = self._db.execute(
                "SELECT path, outcome, reason FROM outcomes WHERE run = ? ORDER BY rowid", (held,)
            )
            if rows.fetchall() == outcomes:
                self._run_numbers[run["id"]] = held
                return "held"
        new = self._db.execute(f"INSERT INTO runs ({_RUN}) VALUES (?, ?, ?, ?, ?)", values).lastrowid or 0
        self._db.executemany("INSERT INTO outcomes VALUES (?, ?, ?, ?)", [(new, *one) for one in outcomes])
        self._run_numbers[run["id"]] = new
        return "added"

    def _problem(self, row: Row) -> Taken:
        place = place_of(row["folder"], row["within"])
        values = (place.location, *place, row["path"], row["outcome"], row["reason"])
        held = self._db.execute(
            "SELECT location, folder, within, path, outcome, reason FROM problems WHERE location = ?",
            (place.location,),
        ).fetchone()
        if held or self._db.execute("SELECT 1 FROM files WHERE location = ?", (place.location,)).fetchone():
            return "held" if held in (None, values) else "differs"
        run = self._run_numbers.get(row["run"], 0)
        self._db.execute("INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, ?)", (*values, run))
        return "added"


def checked(row: Any, **kinds: Any) -> Row:
    """A row that has these values and no others; ValueError otherwise."""
    if not isinstance(row, dict) or row.keys() != kinds.keys():
        raise ValueError(f"a row has other values than {', '.join(kinds)}")
    for name, kind in kinds.items():
        allowed = kind if isinstance(kind, tuple) else (kind,)
        if not any(row[name] is None if one is None else type(row[name]) is one for one in allowed):
            raise ValueError(f"{name} is of another type")
    return row


def place_of(folder: str, within: str) -> Place:
    """Where a file lay: below its folder, with no way out of it."""
    place = Place(*(path.encode("utf-8", "surrogateescape") for path in (folder, within)))
    if (
        not place.is_possible or os.path.isabs(place.within) or b".." in place.location.split(b"/")
    ):
        raise ValueError("a path that leads elsewhere")
    return place


def check_ids(*ids: str) -> None:
    """ValueError where one can be no id of a record."""
    for id in ids:
        if not _ID.fullmatch(id):
            raise ValueError(f"{id!r} is no id of a document")


def _verdict(row: Any) -> Verdict:
    """What was said of a field, if it is one that can be so, in a record of this version."""
    from pydantic import TypeAdapter

    from vbparse.record import Record

    if not isinstance(row, dict) or not {"value", "was"} <= row.keys():
        raise ValueError("a correction without a value")
    value, was = row.pop("value"), row.pop("was")
    said = checked(row, field=str, at=str, accepted=int)
    if said["field"] not in CORRECTED:
        raise ValueError(f"{said['field']} is no field that can be corrected")
    TypeAdapter(Record.model_fields[said["field"]].rebuild_annotation()).validate_python(value)
    return Verdict(said["field"], value, was, said["at"], bool(said["accepted"]))


def _outcome(row: Any) -> Iterator[str | None]:
    if not isinstance(row, list) or len(row) != 3:
        raise ValueError("an outcome has other values than path, outcome and reason")
    path, outcome, reason = row
    if not (isinstance(path, str) and isinstance(outcome, str) and isinstance(reason, str | None)):
        raise ValueError("an outcome is of another type")
    yield from row
