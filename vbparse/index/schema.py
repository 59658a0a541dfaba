"""The fields of the index, and how a record becomes a document of it.

Our own analysis: Whoosh's splits decomposed Unicode, drops words of one letter and English stop words
("an" is one). A field takes its values ready made and yields postings from one pass over their words.

    text, number, type, issuer,      words, each with where it stands, so that words side by side are found,
    signer, recipient, place,        and with how the text spells it, so that what is typed with marks ranks
    subject, cites
    own, cited                       documents that the record is and cites, see `document_term`
    id                               the record's id, also as a column
    day, length                      columns: date as a number, words of the text
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Generator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from whoosh import columns, fields, formats

from vbparse.index.found import cited_documents, date_number, field_values, own_document
from vbparse.reference import Document
from vbparse.words import marked_words, words

_BETWEEN = "\x1f"                                # unit separator: stands in no number and no name
_APART = 2                                       # from the last word of a value to the first of the next


_Postings: TypeAlias = Generator[tuple[bytes, int, float, bytes], None, None]
"""Each word once: the word, how often, its weight, where it stands."""


class Occurrences:
    """What is kept of a word in a record, as bytes: spellings, then positions, 32 bits each.

    Whoosh's own positions are pickles, larger and slower.
    """

    @staticmethod
    def pack(spellings: list[int], positions: list[int]) -> bytes:
        kept = spellings[:255]
        return struct.pack(f"<B{len(kept) + len(positions)}I", len(kept), *kept, *positions)

    @staticmethod
    def times(value: bytes) -> int:
        return len(value) // 4 - value[0]

    @staticmethod
    def positions(value: bytes) -> tuple[int, ...]:
        return struct.unpack_from(f"<{len(value) // 4 - value[0]}I", value, 1 + 4 * value[0])

    @staticmethod
    def is_spelt(value: bytes, spelling: int) -> bool:
        return spelling in struct.unpack_from(f"<{value[0]}I", value, 1)


def spelling_number(marks: str) -> int:
    """A spelling (`words.marked`) as a number; two words of one folded form do not meet in it."""
    return zlib.crc32(marks.encode())


class _Bytes(formats.Format):
    """A format that keeps what it is given."""

    def fixed_value_size(self) -> None:
        return None


class _Value(NamedTuple):
    """What a field of words is given: the words of each value, and the spellings of words with marks."""

    runs: list[list[str]]
    spellings: dict[str, list[int]]


class _Words(fields.FieldType):
    """Words with positions. Values stand apart, so that no phrase runs from one into the next."""

    analyzer = None
    scorable = stored = unique = False
    indexed = True
    vector = column_type = None

    def __init__(self) -> None:
        self.format = _Bytes()

    def index(self, value: _Value, **_options: Any) -> _Postings:
        places: dict[str, list[int]] = {}
        at = 0
        for run in value.runs:
            for word in run:
                places.setdefault(word, []).append(at)
                at += 1
            at += _APART
        for word, positions in places.items():
            yield word.encode(), len(positions), 1, Occurrences.pack(value.spellings.get(word, []), positions)


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


class Numbers(columns.NumericColumn):
    """A column of unsigned numbers of 32 bits, read at once; Whoosh reads each by itself."""

    def __init__(self) -> None:
        super().__init__("I")  # type: ignore[no-untyped-call]

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> Any:
        """The numbers of all records; where the last have none, the file is shorter."""
        data = dbfile.get(basepos, length).ljust(4 * doccount, b"\0")
        return struct.unpack(f"!{doccount}I", data[: 4 * doccount])


@cache
def schema() -> fields.Schema:
    """The fields of the module's head."""
    named = {name: _Words() for name in field_values({}, "")}
    return fields.Schema(
        **named, own=_Terms(), cited=_Terms(),
        id=fields.ID(unique=True, sortable=True),
        day=fields.COLUMN(Numbers()), length=fields.COLUMN(Numbers()),
    )


def document(record_id: str, record: Mapping[str, Any], text: str) -> dict[str, Any]:
    """What Whoosh is given for a record."""
    runs = {name: [words(value) for value in values] for name, values in field_values(record, text).items()}
    own = own_document(record)
    spellings: dict[str, list[int]] = {}
    for marks in sorted(marked_words(text)):
        spellings.setdefault(_folded(marks), []).append(spelling_number(marks))
    return {
        **{name: _Value(run, spellings if name == "text" else {}) for name, run in runs.items() if any(run)},
        "own": {document_term(own): 1} if own else {},
        "cited": {document_term(cited): times for cited, times in cited_documents(record).items()},
        "id": record_id,
        "day": date_number(record.get("date")),
        "length": sum(map(len, runs["text"])),
    }


@lru_cache(maxsize=1 << 16)
def _folded(marks: str) -> str:
    return "".join(words(marks))


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
