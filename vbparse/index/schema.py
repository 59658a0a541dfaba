"""The fields of the index, and how a record becomes a document of it.

Our own analysis: Whoosh's splits decomposed Unicode, drops words of one letter and English stop words
("an" is one). A field takes its values ready made and yields postings from one pass over their words.

    text, number, type, issuer,      words, each with where it stands, so that words side by side are found
    signer, recipient, place,
    subject, cites, stamp
    spelt                            the text's words that carry marks, so that what is typed with marks ranks
    own, cited                       documents that the record is and cites, see `document_term`
    arrived                          dates of arrival stamps, as `found.date_number` writes them
    id                               the record's id, also as a column
    day, length                      columns: date as a number, words of the text
    type_facet, issuer_facet, …      columns: values that answers are counted by
    sequence                         column: the text's common words in their order, see `sequences`
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Generator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from whoosh import columns, fields, formats

from vbparse.index import columns as read
from vbparse.index.columns import COUNTED
from vbparse.index.documents import document_term
from vbparse.index.facets import facet_values
from vbparse.index.found import arrivals, cited_documents, date_number, field_values, own_document
from vbparse.index.postings import Places
from vbparse.index.sequences import sequence
from vbparse.words import marked_words, words

_APART = 2                                       # from the last word of a value to the first of the next


_Postings: TypeAlias = Generator[tuple[bytes, int, float, bytes], None, None]
"""Each word once: the word, how often, its weight, where it stands."""


class _Bytes(formats.Format):
    """A format that keeps what it is given."""

    def fixed_value_size(self) -> None:
        return None


class _Words(fields.FieldType):
    """Words with positions. Values stand apart, so that no phrase runs from one into the next."""

    analyzer = None
    scorable = stored = unique = False
    indexed = True
    vector = column_type = None

    def __init__(self) -> None:
        self.format = _Bytes()

    def index(self, value: Mapping[str, bytes], **_options: Any) -> _Postings:
        for (word, places), often in zip(value.items(), Places.counts(value.values()), strict=True):
            yield word.encode(), often, 1, places


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
        return read.numbers(dbfile.get(basepos, length), doccount)


class _IdsWriter(columns.ColumnWriter):
    """The ids as JSON."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._ids: list[str] = []

    def add(self, number: int, value: bytes) -> None:
        self._ids.extend([""] * (number - len(self._ids)))
        self._ids.append(str(value, "utf-8"))

    def finish(self, count: int) -> None:
        self._ids.extend([""] * (count - len(self._ids)))
        self._file.write(json.dumps(self._ids).encode())


class Ids(columns.ColumnReader):
    """The ids of all records, as Whoosh copies them when it merges segments."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    def __getitem__(self, number: int) -> bytes:
        return self._ids[number].encode()


class _Ids(columns.Column):
    """A column of ids, read at once."""

    def writer(self, file: Any) -> _IdsWriter:
        return _IdsWriter(file)

    def reader(self, file: Any, start: int, length: int, count: int) -> Ids:
        return Ids(read.ids(file.get(start, length), count))


class Values(columns.ColumnReader):
    """A column's values, as Whoosh copies them when it merges segments."""

    def __init__(self, values: read.Values) -> None:
        self._values = values

    def __getitem__(self, number: int) -> str:
        return self._values.distinct[self._values.refs[number]]


class _ValuesWriter(columns.ColumnWriter):
    """References of 32 bits, then the distinct values as JSON."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._refs = array("I")
        self._distinct = {"": 0}

    def add(self, number: int, value: str) -> None:
        self._refs.extend([0] * (number - len(self._refs)))
        self._refs.append(self._distinct.setdefault(value, len(self._distinct)))

    def finish(self, count: int) -> None:
        self._refs.extend([0] * (count - len(self._refs)))
        self._file.write(struct.pack(f"!{count}I", *self._refs))
        self._file.write(json.dumps(list(self._distinct)).encode())


class _Values(columns.Column):
    """A column of strings of which many are the same, read at once."""

    def writer(self, file: Any) -> _ValuesWriter:
        return _ValuesWriter(file)

    def reader(self, file: Any, start: int, length: int, count: int) -> Values:
        return Values(read.values(file.get(start, length), count))


class Sequences(columns.ColumnReader):
    """A column's bytes, as Whoosh copies them when it merges segments."""

    def __init__(self, texts: read.Sequences) -> None:
        self._each = list(texts.each())

    def __getitem__(self, number: int) -> bytes:
        return self._each[number]


class _SequencesWriter(columns.ColumnWriter):
    """The bytes of all records, then how many each has."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._lengths = array("I")

    def add(self, number: int, value: bytes) -> None:
        self._lengths.extend([0] * (number - len(self._lengths)))
        self._lengths.append(len(value))
        self._file.write(value)

    def finish(self, count: int) -> None:
        self._lengths.extend([0] * (count - len(self._lengths)))
        self._file.write(struct.pack(f"!{count}I", *self._lengths))


class _Sequences(columns.Column):
    """A column of bytes, read at once."""

    def writer(self, file: Any) -> _SequencesWriter:
        return _SequencesWriter(file)

    def reader(self, file: Any, start: int, length: int, count: int) -> Sequences:
        return Sequences(read.sequences(file.get(start, length), count))


@cache
def schema() -> fields.Schema:
    """The fields of the module's head."""
    named = {name: _Words() for name in field_values({}, "")}
    ids = fields.ID(unique=True)
    ids.set_sortable(_Ids())
    return fields.Schema(
        **named, spelt=_Terms(), own=_Terms(), cited=_Terms(), arrived=_Terms(),
        id=ids,
        day=fields.COLUMN(Numbers()), length=fields.COLUMN(Numbers()),
        **{name: fields.COLUMN(_Values()) for name in COUNTED.values()},
        sequence=fields.COLUMN(_Sequences()),
    )


def document(record_id: str, record: Mapping[str, Any], text: str) -> dict[str, Any]:
    """What Whoosh is given for a record."""
    runs = {name: [words(value) for value in values] for name, values in field_values(record, text).items()}
    own = own_document(record)
    return {
        **{name: Places.of(run, _APART) for name, run in runs.items() if any(run)},
        "spelt": dict.fromkeys(marked_words(text), 1),
        "own": {document_term(own): 1} if own else {},
        "cited": {document_term(cited): times for cited, times in cited_documents(record).items()},
        "arrived": {f"{day:08}": 1 for day in arrivals(record)},
        "id": record_id,
        "day": date_number(record.get("date")),
        "length": sum(map(len, runs["text"])),
        **{COUNTED[facet]: value for facet, value in facet_values(record).items() if facet in COUNTED},
        "sequence": sequence(runs["text"]),
    }
