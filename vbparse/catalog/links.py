"""The citations of an archive, and which records each can be; kept true by every commit.

What a commit changes is resolved anew in both directions: the citations of the records that came, and
every citation that means a number or a title which came or went. So the cost of a commit grows with
what it changes, not with the archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from vbparse.catalog.rows import lookup_key
from vbparse.linking import Cited, Paper, choose, documents
from vbparse.reference import documents as named_in
from vbparse.reference import type_names
from vbparse.words import words

if TYPE_CHECKING:
    from vbparse.record import Citation, Record

COPIED = -1
"""The position of the document that a record certifies: `copy_of`, which stands in no list."""

_CITED = (
    "c.id, c.position, c.number, c.number_key, c.doc_type, c.date, c.issuer, c.title, c.title_key,"
    " c.relation, c.mentions, c.candidates"
)
PAPER = "r.id, r.number_key, r.doc_type, r.date, r.issuer, r.acting_body, r.place, r.regime, r.file"
_FROM = "FROM citations AS c JOIN records AS r ON c.record = r.row"
# Of several files that hold a document, the first path speaks for it.
_SPOKESMAN = (
    "SELECT row FROM records JOIN files ON file = files.id WHERE records.id = ?"
    " ORDER BY location, part LIMIT 1"
)
_YEAR = regex.compile(r"\s(?:nam\s|ngay\s.*)?((?:19|20)\d\d)$")
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
        self._keys: set[tuple[str, str | None]] = set()  # with the type of the record that came or went
        self._titles: set[str] = set()

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

    # Writing

    def going(self, file: int) -> None:
        """The records of a file are about to be removed: what means them is to be resolved anew."""
        for key, doc_type, title in self._db.execute(
            "SELECT number_key, doc_type, title_key FROM records WHERE file = ?", (file,)
        ):
            self._touch(key, doc_type, title)

    def put(self, row: int, record: Record) -> None:
        """The citations of a record that has come, resolved by `settle`."""
        self._rows.append(row)
        self._touch(record.number and lookup_key(record.number), record.doc_type, title_of(record))
        copied = record.copy_of.number if record.copy_of else None
        listed = [(position, *_as_cited(cited)) for position, cited in enumerate(record.citations)]
        if copied:
            listed.append((COPIED, copied, lookup_key(copied), None, None, None, None, None, "copies", 1))
        self._db.executemany(
            "INSERT INTO citations (record, position, number, number_key, doc_type, date, issuer, title,"
            " title_key, relation, mentions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(row, *one) for one in listed],
        )

    def settle(self) -> None:
        """Every citation that the changes since the last commit may concern, resolved anew."""
        concerned = dict.fromkeys(self._concerned())
        self.forget()
        for citation in concerned:
            self._resolve(citation)

    def forget(self) -> None:
        """Nothing has changed: the changes were rolled back, or have been settled."""
        self._rows.clear()
        self._keys.clear()
        self._titles.clear()

    def _touch(self, key: str | None, doc_type: str | None, title: str | None) -> None:
        if key:
            self._keys.add((key, doc_type))
        if title:
            self._titles.add(title)

    def _concerned(self) -> Iterator[int]:
        for row in self._rows:
            yield from self._ids("record = ?", row)
        for key, doc_type in self._keys:
            yield from self._ids("number_key = ?", key)
            parts = key.split()
            for length in range(1, min(3, len(parts))):  # `Chỉ thị 32`, `32-CT`
                for name in _called(doc_type):
                    yield from self._ids("number_key = ? AND doc_type = ?", " ".join(parts[:length]), name)
        for title in self._titles:
            yield from self._ids("title_key = ?", title)

    def _ids(self, where: str, *values: object) -> Iterator[int]:
        rows = self._db.execute(f"SELECT id FROM citations WHERE {where}", values).fetchall()
        return (id for (id,) in rows)

    def _resolve(self, citation: int) -> None:
        row = self._db.execute(f"SELECT {PAPER}, {_CITED} {_FROM} WHERE c.id = ?", (citation,)).fetchone()
        if not row:  # its record has gone since
            return
        citing, cited = _both(row)
        papers = [paper for paper in self._candidates(cited) if paper.id != citing.id]
        if cited.title_key is None:
            papers = choose(Cited(cited.date, cited.issuer), citing, papers)
        self._db.execute("DELETE FROM links WHERE citation = ?", (citation,))
        self._db.executemany(
            "INSERT INTO links VALUES (?, ?)", [(citation, id) for id in {paper.id for paper in papers}]
        )
        self._db.execute(
            "UPDATE citations SET candidates = ? WHERE id = ?", (len(documents(papers)), citation)
        )

    def _candidates(self, cited: CitationRow) -> list[Paper]:
        """The records of the number or the title that is cited."""
        if cited.title_key:
            return self._papers("title_key = ?", cited.title_key)
        if not cited.number_key:
            return []
        if found := self._papers("number_key = ?", cited.number_key):
            return found
        if cited.number_key.count(" ") > 1 or not cited.doc_type:
            return []
        wanted = type_names(cited.doc_type)
        first, beyond = f"{cited.number_key} ", f"{cited.number_key}!"  # what follows the blank
        begun = self._papers("number_key >= ? AND number_key < ?", first, beyond)
        return [paper for paper in begun if paper.doc_type and wanted & type_names(paper.doc_type)]

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


def _both(row: tuple[Any, ...]) -> tuple[Paper, CitationRow]:
    return Paper._make(row[: len(Paper._fields)]), CitationRow._make(row[len(Paper._fields):])


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
