"""The citations of an archive, and which records each can be; kept true by every commit.

What a commit changes is resolved anew in both directions: the citations of the records that came, and
every citation that means a number or a title which came or went. So the cost of a commit grows with
what it changes, not with the archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vbparse.catalog.rows import lookup_key
from vbparse.linking import ANY_YEARS, Cited, Paper, can_mean, choose, documents, years
from vbparse.patterns import regex_pattern
from vbparse.reference import documents as named_in
from vbparse.reference import type_names
from vbparse.words import words

if TYPE_CHECKING:
    from vbparse.catalog.rows import Row
    from vbparse.record import Citation, Record

COPIED = -1
"""The position of the document that a record certifies: `copy_of`, which stands in no list."""

_CITED = (
    "c.id, c.position, c.number, c.number_key, c.doc_type, c.date, c.issuer, c.title, c.title_key,"
    " c.relation, c.mentions, c.candidates"
)
PAPER = "r.id, r.number_key, r.doc_type, r.date, r.issuer, r.acting_body, r.place, r.regime, r.file"
_LISTED = "position, number, number_key, doc_type, date, issuer, title, title_key, relation, mentions"
_FROM = "FROM citations AS c JOIN records AS r ON c.record = r.row"
# Of several files that hold a document, the first path speaks for it.
_SPOKESMAN = (
    "SELECT row FROM records JOIN files ON file = files.id WHERE records.id = ?"
    " ORDER BY location, part LIMIT 1"
)
_NUMBERED = "number_key = ?"
_AT_ONCE = 500  # citations that are read at once, to be resolved
_MOST_DATED = 20_000  # records that are kept while citations are resolved: some 10 MB
_YEAR = regex_pattern(r"\s(?:nam\s|ngay\s.{0,40})?((?:19|20)\d\d)$")
_LAWS = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})


class CitationRow(NamedTuple):
    """A document as a record cites it, and how many documents of the archive it can be."""

    id: int
    position: int
    number: str | None
    number_key: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    title_key: str | None
    relation: str
    mentions: int
    candidates: int


class Links:
    """The citations in an open catalog. What has changed since the last commit waits for `settle`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._rows: list[int] = []
        self._numbered: set[Paper] = set()  # records that came or went
        self._titles: set[str] = set()
        self._dated: dict[tuple[str, ...], list[Paper]] = {}
        self._size = 0                           # of that, in records, and one for each that is looked up

    # Reading

    def of(self, id: str) -> list[tuple[CitationRow, tuple[str, ...]]]:
        """What a record cites, in its order, each with the ids of the records that it can be."""
        rows = self._db.execute(
            f"SELECT {_CITED} FROM citations AS c WHERE c.record = ({_SPOKESMAN}) ORDER BY position",
            (id,),
        ).fetchall()
        return [(row, self.targets_of(row.id)) for row in map(CitationRow._make, rows)]

    def by(self, id: str) -> list[tuple[str, CitationRow]]:
        """The records that cite one, each with its citation; those too for which that is not clear."""
        rows = self._db.execute(
            f"SELECT r.id, {_CITED} FROM links JOIN citations AS c ON citation = c.id"
            " JOIN records AS r ON c.record = r.row WHERE target = ? ORDER BY r.date DESC, r.id, c.position",
            (id,),
        )
        # A document that lies in two files cites twice.
        return list({(citing, row[1]): (citing, CitationRow._make(row)) for citing, *row in rows}.values())

    def said(self, id: str, position: int) -> tuple[str | None, ...]:
        """Number, type, date and issuer of a record, and the first words in which it makes a citation.

        Out of the columns and by SQLite's own reading of the JSON: a thousand records may cite one.
        """
        own = position == COPIED
        where = '$.evidence."/copy_of".text' if own else f"$.citations[{position}].mentions[0].text"
        found: tuple[str | None, ...] = self._db.execute(
            "SELECT number, doc_type, date, issuer, json_extract(json, ?) FROM records WHERE id = ? LIMIT 1",
            (where, id),
        ).fetchone()
        return found

    def missing(self) -> Iterator[tuple[Paper, str | None, CitationRow]]:
        """Every citation that means no record, with the record in which it stands, and that one's number."""
        rows = self._db.execute(
            f"SELECT {PAPER}, {_CITED}, r.number {_FROM}"
            " WHERE c.candidates = 0 ORDER BY r.id, c.position, r.row"
        )
        seen = set()
        for *both, number in rows:
            citing, cited = _both(tuple(both))
            if (citing.id, cited.position) not in seen:
                seen.add((citing.id, cited.position))
                yield citing, number, cited

    def targets(self, id: str) -> dict[int, str]:
        """The documents that a record's citations are, by their position; the unclear are left out."""
        return dict(self._db.execute(
            "SELECT c.position, min(target) FROM citations AS c JOIN links ON citation = c.id"
            f" WHERE c.record = ({_SPOKESMAN}) AND c.candidates = 1 GROUP BY c.position", (id,),
        ))

    def all(self) -> Iterator[tuple[str, str, str, int]]:
        """Every citation that means one document: the id that cites, the id cited, relation, mentions."""
        last = None
        for row in self._db.execute(
            "SELECT r.id, c.position, min(target), c.relation, c.mentions FROM citations AS c"
            " JOIN links ON citation = c.id JOIN records AS r ON c.record = r.row"
            " WHERE c.candidates = 1 GROUP BY c.id ORDER BY r.id, c.position"
        ):
            if row[:2] != last:  # else its document lies in two files
                last = row[:2]
                yield row[0], *row[2:]

    def targets_of(self, citation: int) -> tuple[str, ...]:
        """The ids of the records that a citation can be."""
        rows = self._db.execute("SELECT target FROM links WHERE citation = ? ORDER BY target", (citation,))
        return tuple(target for (target,) in rows)

    def is_listed(self, row: int, record: Record) -> bool:
        """Whether the citations of a record stand here as they stand in it."""
        held = self._db.execute(f"SELECT {_LISTED} FROM citations WHERE record = ? ORDER BY id", (row,))
        return held.fetchall() == listed(record)

    def astray(self) -> Iterator[int]:
        """The citations that mean other records, or another number of documents, than is kept of them."""
        for id, candidates in self._db.execute("SELECT id, candidates FROM citations ORDER BY id").fetchall():
            papers = [paper for both in self._cited([id]) for paper in self._means(*both)]
            means = tuple(sorted({paper.id for paper in papers}))
            if (means, len(documents(papers))) != (self.targets_of(id), candidates):
                yield id

    # Writing

    def going(self, file: int) -> None:
        """The records of a file are about to be removed: what means them is to be resolved anew."""
        for *paper, title in self._db.execute(
            f"SELECT {PAPER}, title_key FROM records AS r WHERE file = ?", (file,)
        ):
            self._touch(Paper._make(paper), title)

    def put(self, number: int, file: int, row: Row) -> None:
        """The citations of a record that has come, in the row of a number, resolved by `settle`."""
        self._rows.append(number)
        _, _, key, doc_type, date, place, issuer, acting_body, regime, title = row.columns
        paper = Paper(row.id, key, doc_type, date, issuer, acting_body, place, regime, file)
        self._touch(paper, title)
        self._db.executemany(
            f"INSERT INTO citations (record, {_LISTED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *one) for one in row.cited],
        )

    def settle(self) -> None:
        """Every citation that the changes since the last commit may concern, resolved anew."""
        concerned = sorted({*self._concerned()})
        self.forget()
        for at in range(0, len(concerned), _AT_ONCE):
            for citing, cited in self._cited(concerned[at: at + _AT_ONCE]):
                self._resolve(citing, cited)
        self._empty()

    def forget(self) -> None:
        """Nothing has changed: the changes were rolled back, or have been settled."""
        self._rows.clear()
        self._numbered.clear()
        self._titles.clear()
        self._empty()

    def _touch(self, paper: Paper, title: str | None) -> None:
        if paper.number_key:
            self._numbered.add(paper)
        if title:
            self._titles.add(title)

    def _concerned(self) -> Iterator[int]:
        for row in self._rows:
            yield from self._ids("c.record = ?", row)
        for one in self._numbered:
            parts = (one.number_key or "").split()
            if len(parts) < 3:  # whether anything has it at all decides what is meant, see `_candidates`
                yield from self._ids("c.number_key = ?", one.number_key)
            else:
                yield from self._meaning(one, "c.number_key = ?", one.number_key)
            for length in range(1, min(3, len(parts))):  # `Chỉ thị 32`, `32-CT`
                for name in _called(one.doc_type):
                    short = " ".join(parts[:length])
                    yield from self._meaning(one, "c.number_key = ? AND c.doc_type = ?", short, name)
        for title in self._titles:
            yield from self._ids("c.title_key = ?", title)

    def _meaning(self, one: Paper, where: str, *values: object) -> Iterator[int]:
        """The citations, of those that name a number, whose day or time lets them mean a record.

        Numbers are few and papers many: without this, one more `01/KH-UBND` would ask after all of them. Of
        those without a day, which are most, none that the record's place or body speaks against.
        """
        if one.date is None:
            yield from self._ids(where, *values)
            return
        if len(one.date) < len("2019-02-18"):
            yield from self._ids(f"{where} AND c.date NOTNULL", *values)
        else:
            days = (one.date, one.date[:7], one.date[:4])
            yield from self._ids(f"{where} AND c.date IN (?, ?, ?)", *values, *days)
        key = one.number_key or ""
        _, last = years(one.date, key)
        undated = f"{where} AND c.date IS NULL AND (r.file = ? OR r.date BETWEEN ? AND ?)"
        values = (*values, one.file, one.date[:4], f"{last}~")
        for row in self._db.execute(f"SELECT {PAPER}, {_CITED} {_FROM} WHERE {undated}", values).fetchall():
            citing, cited = _both(row)
            if can_mean(Cited(None, cited.issuer), citing, one):
                yield cited.id

    def _ids(self, where: str, *values: object) -> Iterator[int]:
        rows = self._db.execute(f"SELECT c.id {_FROM} WHERE {where}", values).fetchall()
        return (id for (id,) in rows)

    def _cited(self, citations: Sequence[int]) -> Iterator[tuple[Paper, CitationRow]]:
        """Some citations with their records."""
        which = ", ".join("?" * len(citations))
        rows = self._db.execute(f"SELECT {PAPER}, {_CITED} {_FROM} WHERE c.id IN ({which})", citations)
        return map(_both, rows.fetchall())

    def _resolve(self, citing: Paper, cited: CitationRow) -> None:
        """What a citation means, where that is not what it meant; of most, nothing was and nothing is."""
        papers = self._means(citing, cited)
        held = set(self.targets_of(cited.id)) if cited.candidates else set()
        meant = {paper.id for paper in papers}
        for sql, ids in () if held == meant else (
            ("DELETE FROM links WHERE citation = ? AND target = ?", held - meant),
            ("INSERT INTO links VALUES (?, ?)", meant - held),
        ):
            self._db.executemany(sql, [(cited.id, id) for id in ids])
        if (count := len(documents(papers))) != cited.candidates:
            self._db.execute("UPDATE citations SET candidates = ? WHERE id = ?", (count, cited.id))

    def _means(self, citing: Paper, cited: CitationRow) -> list[Paper]:
        """The records that a citation can be."""
        papers = [paper for paper in self._candidates(cited, citing) if paper.id != citing.id]
        return choose(Cited(cited.date, cited.issuer), citing, papers) if cited.title_key is None else papers

    def _candidates(self, cited: CitationRow, citing: Paper) -> list[Paper]:
        """The records of the title that is cited, or of the number and of a day or time that it can mean."""
        if cited.title_key:
            return self._papers("title_key = ?", cited.title_key)
        if not cited.number_key:
            return []
        named = self._numbered_then(_NUMBERED, (cited.number_key,), cited, citing)
        if named or cited.number_key.count(" ") > 1 or not cited.doc_type or self._is_held(cited.number_key):
            return named
        wanted = type_names(cited.doc_type)
        begun = self._numbered_then(
            "number_key >= ? AND number_key < ?",
            (f"{cited.number_key} ", f"{cited.number_key}!"),  # what follows the blank
            cited, citing,
        )
        return [paper for paper in begun if paper.doc_type and wanted & type_names(paper.doc_type)]

    def _numbered_then(
        self, where: str, keys: tuple[str, ...], cited: CitationRow, citing: Paper
    ) -> list[Paper]:
        """The records of some numbers that are dated so that a citation can mean them."""
        if cited.date:
            return [
                paper for dated, days in _agreeing(cited.date)
                for paper in self._papers(f"{where} AND {dated}", *keys, *days)
            ]
        by_file = where.replace("number_key", "+number_key")  # of a low number there are thousands
        beside = self._papers(f"{by_file} AND file = ?", *keys, citing.file)
        if not citing.date:
            return beside
        then = self._dated_within(where, keys, citing.date[:4], years(citing.date, cited.number_key or "")[0])
        return then + [paper for paper in beside if paper not in then]

    def _dated_within(self, where: str, keys: tuple[str, ...], year: str, first: str) -> list[Paper]:
        """The records of some numbers that are not of an earlier year or term, nor of a later year.

        Many citations of a commit share them.
        """
        # An office's numbers begin anew in a year. Not those that bear theirs, as one that is cut short may.
        of_offices = year if where == _NUMBERED and first != ANY_YEARS[0] else first
        wanted = (*keys, first, f"{year}~", of_offices)
        if wanted not in self._dated:
            if self._size > _MOST_DATED:
                self._empty()
            within = f"{where} AND date BETWEEN ? AND ? AND (regime = 'party' OR date >= ?)"
            self._dated[wanted] = self._papers(within, *wanted)
            self._size += len(self._dated[wanted]) + 1
        return self._dated[wanted]

    def _empty(self) -> None:
        self._dated.clear()
        self._size = 0

    def _is_held(self, key: str) -> bool:
        found = self._db.execute("SELECT 1 FROM records WHERE number_key = ? LIMIT 1", (key,))
        return found.fetchone() is not None

    def _papers(self, where: str, *values: object) -> list[Paper]:
        rows = self._db.execute(f"SELECT {PAPER} FROM records AS r WHERE {where}", values)
        return [Paper._make(row) for row in rows]


def title_of(record: Record) -> str | None:
    """The key under which a law is cited by its name and year: `luat dat dai 2013`."""
    if record.doc_type not in _LAWS or not record.subject or not record.date:
        return None
    return " ".join((*words(record.doc_type), *words(record.subject), record.date[:4]))


def _title_key(title: str | None) -> str | None:
    """The same key, of a citation's title: `Luật Đất đai năm 2013`, `Luật Thủy lợi ngày 19/6/2017`."""
    folded = " ".join(words(title or ""))
    year = _YEAR.search(folded)
    return f"{folded[: year.start()]} {year[1]}" if year else None


@lru_cache(maxsize=1 << 10)
def _called(doc_type: str | None) -> frozenset[str]:
    """The names under which a type is cited: a `chương trình hành động` is a `chương trình`."""
    return type_names(doc_type) | {doc_type} if doc_type else frozenset()


def _agreeing(date: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What dates agree with one as far as both are known, as conditions that an index answers."""
    yield "date IS NULL", ()
    yield "date IN (?, ?, ?)", (date[:4], date[:7], date)
    if len(date) < len("2019-02-18"):
        yield "date > ? AND date < ?", (date, f"{date}~")


def _both(row: tuple[Any, ...]) -> tuple[Paper, CitationRow]:
    return Paper._make(row[: len(Paper._fields)]), CitationRow._make(row[len(Paper._fields):])


def listed(record: Record) -> list[tuple[object, ...]]:
    """The citations of a record, as `_LISTED` names their columns, the document that it certifies last."""
    listed = [(position, *_as_cited(cited)) for position, cited in enumerate(record.citations)]
    if copied := record.copy_of and record.copy_of.number:
        listed.append((COPIED, copied, lookup_key(copied), None, None, None, None, None, "copies", 1))
    return listed


def _as_cited(cited: Citation) -> tuple[object, ...]:
    """The columns of a citation, from its number on. One without a number goes by its alias."""
    number, key, doc_type = cited.number, None, cited.doc_type
    if number:
        key = lookup_key(number)
    elif not cited.title:
        for named in (named for alias in cited.aliases for named in named_in(alias)):
            key, doc_type = " ".join(named.key), doc_type or named.doc_type
    return (
        number, key, doc_type, cited.date, cited.issuer, cited.title, _title_key(cited.title), cited.relation,
        len(cited.mentions),
    )
