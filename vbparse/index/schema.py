"""The fields of the index, and how a record becomes a document of it.

Our own analysis: Whoosh's splits decomposed Unicode, drops words of one letter and English stop words
("an" is one). A field takes its values ready made and yields postings from one pass over their words.

    text, number, type, issuer,      words with their positions, so that words side by side are found
    signer, recipient, place,
    subject, cites
    marks                            words of the text as spelt with marks, for ranking
    own, cited                       documents that the record is and cites, see `document_term`
    id                               the record's id, also as a column
    day, length                      columns: date as a number, words of the text
"""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias

from whoosh import columns, fields, formats

from vbparse.index.found import cited_documents, date_number, field_values, own_document
from vbparse.reference import Document
from vbparse.words import marked_words, words

_BETWEEN = "\x1f"                                # unit separator: stands in no number and no name
_APART = 2                                       # from the last word of a value to the first of the next


_Postings: TypeAlias = Generator[tuple[bytes, int, float, bytes], None, None]
"""Each word once: the word, how often, its weight, where it stands."""


class _Positions(formats.Format):
    """Positions as plain 32-bit numbers; Whoosh's own are pickles, larger and slower."""

    def fixed_value_size(self) -> None:
        return None


class _Words(fields.FieldType):
    """Words with positions. Values stand apart, so that no phrase runs from one into the next."""

    analyzer = None
    scorable = stored = unique = False
    indexed = True
    vector = column_type = None

    def __init__(self) -> None:
        self.format = _Positions()

    def index(self, value: Iterable[list[str]], **_options: Any) -> _Postings:
        places: dict[str, list[int]] = {}
        at = 0
        for run in value:
            for word in run:
                places.setdefault(word, []).append(at)
                at += 1
            at += _APART
        for word, positions in places.items():
            times = len(positions)
            yield word.encode(), times, times, struct.pack(f"<{times}I", *positions)


def positions(value: bytes) -> tuple[int, ...]:
    """The positions in a posting of a field of words."""
    return struct.unpack(f"<{len(value) // 4}I", value)


class _Terms(fields.FieldType):
    """Whole terms, each with a number that says how often."""

    analyzer = None
    scorable = stored = unique = False
    indexed = True
    vector = column_type = None

    def __init__(self) -> None:
        self.format = formats.Existence()

    def index(self, value: Mapping[str, int], **_options: Any) -> _Postings:
        for term, times in value.items():
            yield term.encode(), times, times, b""


@cache
def schema() -> fields.Schema:
    """The fields of the module's head."""
    named = {name: _Words() for name in field_values({}, "")}
    return fields.Schema(
        **named, marks=_Terms(), own=_Terms(), cited=_Terms(),
        id=fields.ID(unique=True, sortable=True),
        day=fields.COLUMN(columns.NumericColumn("I")), length=fields.COLUMN(columns.NumericColumn("I")),
    )


def document(record_id: str, record: Mapping[str, Any], text: str) -> dict[str, Any]:
    """What Whoosh is given for a record."""
    runs = {name: [words(value) for value in values] for name, values in field_values(record, text).items()}
    own = own_document(record)
    return {
        **{name: run for name, run in runs.items() if any(run)},
        "marks": dict.fromkeys(marked_words(text), 1),
        "own": {document_term(own): 1} if own else {},
        "cited": {document_term(cited): times for cited, times in cited_documents(record).items()},
        "id": record_id,
        "day": date_number(record.get("date")),
        "length": sum(map(len, runs["text"])),
    }


def document_term(document: Document) -> str:
    """A document as a term. The number's parts stand first, so all numbered 32 stand together."""
    return _BETWEEN.join((" ".join(document.key), *(value or "" for value in document[1:])))


def term_document(term: str) -> Document:
    """The document that `document_term` wrote."""
    key, number, *values = term.split(_BETWEEN)
    doc_type, date, issuer = ((value or None) for value in (*values, "", "", "")[:3])
    return Document(tuple(key.split()), number, doc_type, date, issuer)


def serial_prefixes(serial: str) -> tuple[str, str]:
    """What the terms of all documents with a serial begin with: other parts follow, or none."""
    return f"{serial} ", f"{serial}{_BETWEEN}"
