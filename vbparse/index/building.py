"""A segment as we write it: of every term the postings at once.

Whoosh takes postings one by one, through five calls each. Ours come by term, from records and from segments
that are merged, which are read term by term and so take no room. A test holds the answers to those of an
index that Whoosh writes by itself, with its own codec.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from heapq import merge
from itertools import accumulate, chain, groupby
from operator import attrgetter
from typing import Any

from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from vbparse.index.codec import Codec
from vbparse.index.manifest import IndexDamaged
from vbparse.index.pooling import Pool, Posted
from vbparse.index.postings import Postings, together


class Writer(SegmentWriter):
    """Whoosh's writer, which needs of a document what `schema.document` makes."""

    pool: Any

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, compound=False, codec=Codec())  # type: ignore[no-untyped-call]
        if any(segment.compound for segment in self.segments):
            raise IndexDamaged("a segment in one file, as none is written here")
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
        # Between equal terms these decide, so that nothing need be taken out of a term to compare it.
        posted = merge(self.pool.take(), *self._merged)
        for (field, term), parts in groupby(posted, key=attrgetter("field", "term")):
            self.fieldwriter.add(field, term, together([part.found for part in parts]))
        self.fieldwriter.close()


def _postings(reader: Any, numbers: dict[int, int]) -> Iterator[Posted]:
    """The postings of a segment, of the records that have a new number."""
    everything, base = len(numbers) == reader.doc_count_all(), next(iter(numbers.values()), 0)
    for field, term, found in reader._terms.posted():
        if everything:
            yield Posted(field, term, found._replace(numbers=[base + number for number in found.numbers]))
        elif left := [at for at, number in enumerate(found.numbers) if number in numbers]:
            ends = [*accumulate(found.counts, initial=0)]
            where = chain.from_iterable(found.places[ends[at]: ends[at + 1]] for at in left)
            yield Posted(field, term, Postings(
                [numbers[found.numbers[at]] for at in left], [found.counts[at] for at in left],
                array(found.places.typecode, where),
            ))
