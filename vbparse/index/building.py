"""A segment as we write it: of every term the postings at once, whole blocks of them.

Whoosh takes postings one by one, through five calls each. Ours come by term, from records and from segments
that are merged, which are read term by term and so take no room. What lies on the disk is what Whoosh would
have written; a test holds the answers to those of its own writer.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from vbparse.index.pooling import Pool, Posted

_BLOCK = 4096
"""Postings that are read at once: here a term's are always read to their end."""


class Writer(SegmentWriter):
    """Whoosh's writer, which needs of a document what `schema.document` makes."""

    pool: Any

    def __init__(self, index: FileIndex) -> None:
        codec = W3Codec(blocklimit=_BLOCK, compression=1)
        super().__init__(index, compound=False, codec=codec)  # type: ignore[no-untyped-call]
        self.pool = Pool()
        self._merged: list[Iterator[Posted]] = []

    def add_document(self, **fields: Any) -> None:
        self.perdocwriter.start_doc(self.docnum)
        for name, value in fields.items():
            field = self.schema[name]
            if field.indexed:
                self.pool.add(name, self.docnum, {value: 1} if isinstance(value, str) else value)
            if field.column_type:
                self.perdocwriter.add_column_value(name, field.column_type, field.to_column_value(value))
        self._end_document()

    def add_reader(self, reader: Any) -> None:
        """The records of a segment that were not taken out; it is read on until the commit."""
        columns = [
            (name, field.column_type, reader.column_reader(name, translate=False))
            for name, field in self.schema.items() if field.column_type and reader.has_column(name)
        ]
        numbers: dict[int, int] = {}
        for number in range(reader.doc_count_all()):
            if not reader.is_deleted(number):
                numbers[number] = self.docnum
                self.perdocwriter.start_doc(self.docnum)
                for name, column, values in columns:
                    self.perdocwriter.add_column_value(name, column, values[number])
                self._end_document()
        self._merged.append(_postings(reader, numbers))

    def _end_document(self) -> None:
        self.perdocwriter.finish_doc()
        self.docnum += 1
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        # Records of the segments have higher numbers, in the order of these: so have those of each term.
        posted = merge(self.pool.take(), *self._merged, key=attrgetter("field", "term"))
        for name, terms in groupby(posted, key=attrgetter("field")):
            self.fieldwriter.start_field(name, self.schema[name])
            for term, parts in groupby(terms, key=attrgetter("term")):
                self._write(term, list(parts), placed=_is_placed(self.schema[name]))
            self.fieldwriter.finish_field()
        self.fieldwriter.close()

    def _write(self, term: bytes, parts: list[Posted], *, placed: bool) -> None:
        numbers, kept = parts[0].numbers, parts[0].kept
        if len(parts) > 1:
            numbers = [*chain.from_iterable(part.numbers for part in parts)]
            kept = [*chain.from_iterable(part.kept for part in parts)]
        self.fieldwriter.start_term(term)
        block = self.fieldwriter._postwriter
        for start in range(0, len(numbers), _BLOCK):
            if start:
                block._write_block()
            here = slice(start, start + _BLOCK)
            block._ids = array("I", numbers[here])
            if placed:
                block._values = kept[here]
                block._weights, block._maxweight = array("f", (1,)) * len(block._ids), 1
            else:
                block._weights, block._maxweight = array("f", kept[here]), max(kept[here])
        self.fieldwriter.finish_term()


def _postings(reader: Any, numbers: dict[int, int]) -> Iterator[Posted]:
    """The postings of a segment, of the records that have a new number."""
    everything, base = len(numbers) == reader.doc_count_all(), next(iter(numbers.values()), 0)
    for (name, term), about in reader:
        ids, kept = _read(reader, name, about)
        if everything:
            yield Posted(name, term, [base + number for number in ids], kept)
        elif left := [(numbers[one], what) for one, what in zip(ids, kept, strict=True) if one in numbers]:
            yield Posted(name, term, *zip(*left, strict=True))


def _read(reader: Any, name: str, about: Any) -> tuple[list[int], list[Any]]:
    """The postings of a term, block by block, as Whoosh has them in memory."""
    field = reader.schema[name]
    matcher = reader.codec().postings_reader(reader._terms._postfile, about, field.format)
    ids: list[int] = []
    kept: list[Any] = []
    while matcher.is_active():
        matcher.id(), matcher.value() if _is_placed(field) else matcher.weight()  # reads the block
        ids += matcher._ids
        kept += matcher._values if _is_placed(field) else matcher._weights
        matcher._next_block()
    return ids, kept


def _is_placed(field: Any) -> bool:
    """Whether it is kept of the field's terms where they stand; else how often."""
    return field.format.fixed_value_size() is None
