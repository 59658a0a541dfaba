"""What persons have said of documents, and which records these documents are.

A correction belongs to the document, not to its file. Every text in which the document has been read is
kept as a reading of it, under the id that the text has; a record is the document if it is one of the
readings, or becomes one:

    in its own file    it has taken the place of a reading (see `Catalog.supersede`), and nothing speaks
                       against it: not number, year or issuer, nor the text
    anywhere           number, issuer and date are those of a reading, and the text is like it

What a person put in the place of a value counts as that value; the parse's own counts too, but for a
number: that one was wrong. Where no reading is a record of the archive, the document has gone, and what
was said of it waits for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from vbparse.catalog.rows import Row, lookup_key
from vbparse.doubts import Verdict
from vbparse.lineage import ALIKE, likeness
from vbparse.linking import same_issuer

if TYPE_CHECKING:
    from vbparse.record import Record

_SAID = "field, value, was, at, accepted"
_READING = "number_key, date, issuer, text"


class Orphan(NamedTuple):
    """A document that has gone, by its last reading, and what was said of it."""

    id: str
    number: str | None
    date: str | None
    issuer: str | None
    path: str
    verdicts: tuple[Verdict, ...]


class Past(NamedTuple):
    """A reading as it leaves an archive; `alike`: known by its number, not by its file."""

    id: str
    alike: int
    number: str | None
    date: str | None
    issuer: str | None
    path: str
    text: str


class _Reading(NamedTuple):
    number_key: str | None
    date: str | None
    issuer: str | None
    text: str


_Fits = Callable[["Record", Sequence[Verdict], Sequence[_Reading]], bool]
"""Whether a record can be a document, of which this was said and these are the readings."""


class Corrections:
    """The corrections of an archive; what is written stands with the catalog's next commit."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # Reading

    def of(self, id: str) -> list[Verdict]:
        """What was said of the document of a record, or of one that has gone."""
        return self._verdicts(self._known(id))

    def readings(self, id: str) -> list[str]:
        """The ids under which a document has been read, the one given among them."""
        return sorted({id, *self._ids("SELECT id FROM readings WHERE document = ?", self._known(id))})

    def accepted(self) -> dict[str, dict[str, Any]]:
        """By id of a record, the values of its fields that a person has accepted as they are."""
        found: dict[str, dict[str, Any]] = {}
        for id, field, value in self._db.execute(
            "SELECT id, field, value FROM readings JOIN corrections USING (document) WHERE accepted"
        ):
            found.setdefault(id, {})[field] = json.loads(value)
        return found

    def orphans(self) -> list[Orphan]:
        """The documents that have gone, by id."""
        rows = self._db.execute(
            "SELECT id, number, date, issuer, path FROM readings WHERE id = document AND NOT EXISTS"
            " (SELECT 1 FROM readings AS r JOIN records ON records.id = r.id WHERE r.document = readings.id)"
            " ORDER BY id"
        ).fetchall()
        return [
            Orphan(id, number, date, issuer, path, tuple(self._verdicts(id)))
            for id, number, date, issuer, path in rows
        ]

    def mended(self, own: Record, text: str) -> Record:
        """A record, as the parse made it of a text, with what was said of its document."""
        return _corrected(own, self._verdicts(self._document(own, text)))

    # Writing

    def may_concern(self, row: Row) -> bool:
        """Whether something can have been said of the document that a record is; of most nothing was."""
        (found,) = self._db.execute(
            "SELECT EXISTS (SELECT 1 FROM readings WHERE id = :id OR number_key = :key)"
            " OR EXISTS (SELECT 1 FROM corrections WHERE number_key = :key)"
            " OR EXISTS (SELECT 1 FROM superseded JOIN readings ON readings.id = old WHERE new = :id)",
            {"id": row.id, "key": row.number_key},
        ).fetchone()
        return bool(found)

    def taken_in(self, own: Record, text: str) -> Record:
        """The same, of a record that has come: it is a reading of its document from now on."""
        document = self._document(own, text)
        if document:
            self._note(document, own, text)
        return _corrected(own, self._verdicts(document))

    def put(self, own: Record, text: str, verdicts: Iterable[Verdict]) -> None:
        """What a person says of the document of a record, in the place of what he said of the same fields."""
        document = self._known(own.id)
        if document is None:
            document = own.id
            self._note(document, own, text)
            self._gather(document)
        self._say(document, verdicts)
        self._part(document)

    def join(self, document: str, readings: Sequence[Past], verdicts: Sequence[Verdict]) -> bool:
        """What was said of a document in another archive, beside what was said of it here, which stays.

        Whether nothing else was said here.
        """
        ids = [one.id for one in readings]
        known = next(filter(None, map(self._known, ids)), None)
        document = known or (document if document in ids else ids[0])
        for one in readings:
            self._db.execute(
                f"INSERT OR IGNORE INTO readings ({', '.join(Past._fields)}, document, number_key)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*one, document, one.number and lookup_key(one.number)),
            )
        held = {said.field: said for said in self._verdicts(document)}
        self._say(document, (said for said in verdicts if said.field not in held))
        self._gather(document)
        return all(held.get(said.field, said)._replace(was=said.was, at=said.at) == said for said in verdicts)

    def _say(self, document: str, verdicts: Iterable[Verdict]) -> None:
        for said in verdicts:
            row = said._replace(value=_json(said.value), was=_json(said.was))
            self._db.execute(
                f"INSERT OR REPLACE INTO corrections ({_SAID}, document, number_key)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, document, _key(said)),
            )

    def remove(self, id: str, fields: Sequence[str] = ()) -> None:
        """What was said of some fields of a document taken back; of all without any."""
        document = self._known(id)
        for field in fields or [said.field for said in self._verdicts(document)]:
            self._db.execute("DELETE FROM corrections WHERE document = ? AND field = ?", (document, field))
        if document and self._verdicts(document):
            self._part(document)
        else:
            self._db.execute("DELETE FROM readings WHERE document = ?", (document,))

    # Which document a record is

    def _known(self, id: str) -> str | None:
        return next(self._ids("SELECT document FROM readings WHERE id = ?", id), None)

    def _document(self, own: Record, text: str) -> str | None:
        return self._known(own.id) or self._replaced(own, text) or self._alike(own, text)

    def _replaced(self, own: Record, text: str) -> str | None:
        """The document in whose place a record has come."""
        found = self._ids(
            "SELECT DISTINCT document FROM readings JOIN superseded ON id = old WHERE new = ?", own.id
        )
        return self._best(own, text, found, _can_be)

    def _alike(self, own: Record, text: str) -> str | None:
        """The document of which a record is another scan."""
        if not own.number:
            return None
        key = lookup_key(own.number)
        found = self._ids(
            "SELECT document FROM corrections WHERE number_key = ? UNION"
            " SELECT document FROM readings WHERE number_key = ? AND document NOT IN"
            " (SELECT document FROM corrections WHERE number_key NOTNULL) ORDER BY document", key, key,
        )
        return self._best(own, text, found, _must_be)

    def _best(self, own: Record, text: str, documents: Iterable[str], fits: _Fits) -> str | None:
        """Of some documents the one that a record is; of several, the one that its text is most like."""
        shares = {}
        for document in documents:
            readings = self._readings(document)
            if fits(own, self._verdicts(document), readings):
                shares[document] = max(likeness(text, reading.text) for reading in readings)
        best = max(shares, key=lambda document: shares[document], default=None)
        return best if best and shares[best] >= ALIKE else None

    def _note(self, document: str, own: Record, text: str) -> None:
        alike = own.id != document and not self._replaced(own, text)
        self._db.execute(
            "INSERT INTO readings (id, document, alike, number, path, number_key, date, issuer, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET number = excluded.number,"
            " path = excluded.path, number_key = excluded.number_key, date = excluded.date,"
            " issuer = excluded.issuer",
            (own.id, document, alike, own.number, own.source.path, own.number and lookup_key(own.number),
             own.date, own.issuer, text),
        )

    def _gather(self, document: str) -> None:
        """The other scans of a document that are there already."""
        from vbparse.record import Record

        for stored, text in self._db.execute(
            "SELECT coalesce(parsed, json), text FROM records JOIN files ON file = files.id"
            " WHERE number_key = (SELECT number_key FROM readings WHERE id = ?)"
            " AND records.id NOT IN (SELECT id FROM readings)", (document,),
        ).fetchall():
            own = Record.model_validate_json(stored)
            span = slice(*own.source.span)
            if self._alike(own, text[span]) == document:
                self._note(document, own, text[span])

    def _part(self, document: str) -> None:
        """Scans that were taken for one document by its number, and do not share it after all, let go."""
        numbers = {reading.number_key for reading in self._readings(document, "AND NOT alike")}
        for said in self._verdicts(document):
            if said.field == "number" and not said.accepted:
                numbers = {value and lookup_key(value) for value in (said.value, said.was)}
        for id, key in self._db.execute(
            "SELECT id, number_key FROM readings WHERE document = ? AND alike", (document,)
        ).fetchall():
            if key not in numbers:
                self._db.execute("DELETE FROM readings WHERE id = ?", (id,))

    def _readings(self, document: str, more: str = "") -> list[_Reading]:
        rows = self._db.execute(f"SELECT {_READING} FROM readings WHERE document = ? {more}", (document,))
        return [_Reading._make(row) for row in rows]

    def _verdicts(self, document: str | None) -> list[Verdict]:
        rows = self._db.execute(
            f"SELECT {_SAID} FROM corrections WHERE document = ? ORDER BY field", (document,)
        )
        return [
            Verdict(field, json.loads(value), json.loads(was), at, bool(accepted))
            for field, value, was, at, accepted in rows
        ]

    def _ids(self, sql: str, *values: str | None) -> Iterator[str]:
        return (id for (id,) in self._db.execute(sql, values).fetchall())


def erase_readings(db: sqlite3.Connection, id: str) -> None:
    """What is kept of a document whose record of an id is gone for good, but for scans that are there."""
    for (document,) in db.execute("SELECT document FROM readings WHERE id = ?", (id,)).fetchall():
        db.execute(
            "DELETE FROM readings WHERE document = ? AND (id = ? OR id NOT IN (SELECT id FROM records))",
            (document, id),
        )
        (heir,) = db.execute("SELECT min(id) FROM readings WHERE document = ?", (document,)).fetchone()
        if heir is None:
            db.execute("DELETE FROM corrections WHERE document = ?", (document,))
            continue
        for table in ("corrections", "readings"):
            db.execute(f"UPDATE {table} SET document = ? WHERE document = ?", (heir, document))


def _corrected(own: Record, verdicts: Sequence[Verdict]) -> Record:
    from vbparse.correcting import corrected  # with pydantic, which readers do without

    return corrected(own, verdicts) if verdicts else own


def _key(said: Verdict) -> str | None:
    """The key of a number that a person put in the place of another."""
    return lookup_key(said.value) if said.field == "number" and said.value and not said.accepted else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _can_be(own: Record, verdicts: Sequence[Verdict], readings: Sequence[_Reading]) -> bool:
    """Nothing that is known on both sides speaks against it."""
    said = {verdict.field: verdict.value for verdict in verdicts}
    numbers = {reading.number_key for reading in readings} | {_key(verdict) for verdict in verdicts}
    years = {date[:4] for date in _known_as("date", said, readings)}
    issuers = _known_as("issuer", said, readings)
    return (
        (not own.number or numbers == {None} or lookup_key(own.number) in numbers)
        and (not own.date or not years or own.date[:4] in years)
        and (not own.issuer or not issuers or any(same_issuer(own.issuer, issuer) for issuer in issuers))
    )


def _must_be(own: Record, verdicts: Sequence[Verdict], readings: Sequence[_Reading]) -> bool:
    """The number is the same; so are date and issuer, as far as they are known, and one of them is."""
    said = {verdict.field: verdict.value for verdict in verdicts}
    dates, issuers = _known_as("date", said, readings), _known_as("issuer", said, readings)
    if not own.date or not own.issuer:
        return own.date in dates or own.issuer in issuers
    by_date = not dates or any(own.date.startswith(date) or date.startswith(own.date) for date in dates)
    by_issuer = not issuers or any(same_issuer(own.issuer, issuer) for issuer in issuers)
    return by_date and by_issuer and bool(dates or issuers)


def _known_as(
    field: Literal["date", "issuer"], said: Mapping[str, Any], readings: Sequence[_Reading]
) -> set[str]:
    """What is known of a field: by a person, and by the readings."""
    return {value for value in (said.get(field), *(getattr(reading, field) for reading in readings)) if value}
