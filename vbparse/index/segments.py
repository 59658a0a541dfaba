"""The segments of an open index: their postings and columns, read when first asked for.

Whoosh hands postings out one by one, through three calls each. Here a term's are taken block by block,
as Whoosh has them in memory then; a test holds what comes of it to what Whoosh hands out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import chain, repeat
from operator import add
from pathlib import Path
from typing import Any, Literal, TypeAlias

from whoosh.matching.wrappers import FilterMatcher
from whoosh.reading import TermNotFound

from vbparse.index import manifest
from vbparse.index.facets import year_of
from vbparse.index.found import may_lie
from vbparse.index.schema import COUNTED, Places, Values, serial_prefixes, term_document
from vbparse.index.storage import opened, reading, using
from vbparse.query import DateRange, Facet
from vbparse.reference import Document, NumberRef

Times: TypeAlias = dict[int, int]
"""Whoosh's numbers of the records that have something, with how often."""

_ROOM = 32                                       # bits of a position, beside a record's number


@contextmanager
def open_segments(folder: Path, used: manifest.Manifest) -> Iterator[list[Segment]]:
    with using(folder, used.files) as files:
        with reading():
            reader = opened(files).reader()
        yield [Segment(leaf) for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]


def postings(reader: Any, field: str, term: str | bytes, of: Literal["weight", "value"]) -> dict[int, Any]:
    """The records that have a term, in order, with its weight in each or what is kept of it.

    Also those that were taken out of the segment since.
    """
    found: dict[int, Any] = {}
    try:
        matcher = reader.postings(field, term)
    except TermNotFound:
        return found
    if isinstance(matcher, FilterMatcher):       # of what was taken out; it has begun to pass over it
        matcher = matcher.child
        matcher.reset()
    while matcher.is_active():
        matcher.id(), getattr(matcher, of)()     # reads the block
        found.update(zip(matcher._ids, getattr(matcher, f"_{of}s"), strict=True))
        matcher._next_block()
    return found


class Segment:
    """One segment. Its records are known by Whoosh's numbers, from 0 on."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._kept: dict[tuple[str, str], dict[int, bytes]] = {}
        self._columns: dict[str, Any] = {}
        with reading():
            self._count: int = reader.doc_count_all()
            gone = filter(reader.is_deleted, range(self._count)) if reader.has_deletions() else ()
            self._gone = frozenset(gone)

    @cached_property
    def live(self) -> frozenset[int]:
        """The records that were not taken out."""
        return frozenset(range(self._count)) - self._gone

    def __len__(self) -> int:
        """How many records there are."""
        return self._count - len(self._gone)

    def _occurrences(self, field: str, word: str) -> dict[int, bytes]:
        """The records that have a word, with where it stands in each."""
        if (field, word) not in self._kept:
            with reading():
                self._kept[field, word] = self._without_gone(postings(self._reader, field, word, "value"))
        return self._kept[field, word]

    def _weights(self, field: str, term: str | bytes) -> Times:
        with reading():
            return self._without_gone(postings(self._reader, field, term, "weight"))

    def _without_gone(self, found: dict[int, Any]) -> dict[int, Any]:
        for number in self._gone & found.keys():
            del found[number]
        return found

    def spelt(self, marks: str) -> Times:
        """The records whose text spells a word with these marks."""
        return self._weights("spelt", marks)

    def side_by_side(self, field: str, run: tuple[str, ...]) -> Times:
        """The records that have words side by side, with how often."""
        kept = [self._occurrences(field, word) for word in run]
        with reading():
            if len(run) == 1:
                return dict(zip(kept[0], Places.counts(kept[0].values()), strict=True))
            both = set(kept[0]).intersection(*kept[1:])
            starts = _places(kept[0], both, 0)
            for offset, occurrences in enumerate(kept[1:], 1):
                starts &= _places(occurrences, both, offset)
            return dict(Counter(start >> _ROOM for start in starts))

    def having(self, field: str, word: str) -> int:
        """How many records have a word; one that was taken out since may still count."""
        with reading():
            return int(self._reader.doc_frequency(field, word))

    def beginning(self, field: str, prefix: str) -> list[str]:
        """The words of a field that begin so."""
        with reading():
            return [term.decode() for term, _ in self._terms(field, prefix)]

    def documents(self, field: str, ref: NumberRef) -> dict[Document, Times]:
        """The documents named that records are or cite, and which ones do, with how often."""
        found: dict[Document, Times] = {}
        with reading():
            for term, about in chain.from_iterable(
                self._terms(field, prefix) for prefix in serial_prefixes(ref.serial)
            ):
                document = term_document(term.decode())
                if ref.names(document) and (often := self._often(field, term, about)):
                    found[document] = often
        return found

    def _often(self, field: str, term: bytes, about: Any) -> Times:
        """The records that have a term, with its weight. Whoosh's table of terms says all of a single one."""
        if about.doc_frequency() > 1:
            return self._weights(field, term)
        return self._without_gone({about.min_id(): int(about.weight())})

    def _terms(self, field: str, prefix: str) -> Iterator[tuple[bytes, Any]]:
        """The terms of a field that begin so, with what Whoosh's table says of each."""
        start = prefix.encode()
        try:
            for (name, term), about in self._reader.iter_from(field, start):
                if name != field or not term.startswith(start):
                    return
                yield term, about
        except TermNotFound:
            return

    def postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """All that is kept of all words: field, word, record, weight, value."""
        for field, term in self._reader.all_terms():
            matcher = self._reader.postings(field, term)
            while matcher.is_active():
                yield field, term, matcher.id(), matcher.weight(), matcher.value() or b""
                matcher.next()

    def column(self, name: str) -> Any:
        """A value of every record."""
        if name not in self._columns:
            with reading():
                self._columns[name] = self._reader.column_reader(name, translate=False)
        return self._columns[name]

    def facet(self, facet: Facet) -> tuple[Sequence[int], Callable[[int], str]]:
        """A number of every record, and the value of a facet that a number stands for."""
        if facet == "year":
            return self.column("day"), year_of
        values: Values = self.column(COUNTED[facet])
        return values.refs, values.distinct.__getitem__

    def dated(self, wanted: DateRange) -> Times:
        """The records of which a date may lie in a range."""
        if wanted.field == "date":
            days = self.column("day")
            meant = {day for day in set(days) if may_lie(day, wanted.low, wanted.high)}
            return {number: 1 for number in self.live if days[number] in meant}
        found: Times = {}
        for term in self.beginning("arrived", ""):
            if may_lie(int(term), wanted.low, wanted.high):
                found |= dict.fromkeys(self._weights("arrived", term), 1)
        return found

    def with_ids(self, ids: frozenset[str]) -> Iterator[int]:
        """The records that have one of some ids."""
        known = self.column("id").ids
        yield from (number for number in self.live if known[number] in ids)

    def id(self, number: int) -> str:
        known: str = self.column("id").ids[number]
        return known


def _places(occurrences: dict[int, bytes], among: set[int], offset: int) -> set[int]:
    """Where runs begin whose word at an offset is this one, as one number for record and position."""
    if len(among) < len(occurrences):
        occurrences = {number: occurrences[number] for number in among}
    values = list(occurrences.values())
    bases = [(number << _ROOM) - offset for number in occurrences]
    beneath = chain.from_iterable(map(repeat, bases, Places.counts(values)))
    return set(map(add, Places.unpack(values), beneath))
