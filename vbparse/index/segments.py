"""The segments of an open index: their terms and columns, read when first asked for.

Whoosh writes segments and merges them. What it needs for that is pickled; nothing of it is read here, and
Whoosh is not loaded: the manifest says which segments there are, and their files are arrays and JSON.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Container, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from io import FileIO
from itertools import accumulate, compress, pairwise, starmap
from pathlib import Path
from sys import intern
from typing import Any, TypeAlias

from vbparse.index import sequences
from vbparse.index.columns import COUNTED, READ, Sequences, Values
from vbparse.index.documents import Naming
from vbparse.index.facets import year_of
from vbparse.index.found import damping, may_lie
from vbparse.index.manifest import IndexDamaged, Manifest, Part, reading
from vbparse.index.postings import EXTENSION, Postings, Term, Terms
from vbparse.query import DateRange, Facet

Times: TypeAlias = dict[int, int]
"""Numbers of the records that have something, with how often."""

_MOST = 4
"""Words are sought in all sequences where each is in more than one of so many records; else by positions."""


@contextmanager
def open_segments(folder: Path, used: Manifest) -> Iterator[list[Segment]]:
    """The segments of an index, closed at the end."""
    with ExitStack() as opened:
        segments = []
        for part in used.parts:
            segments.append(Segment(folder, used, part))
            opened.callback(segments[-1].close)
        yield segments


class Segment:
    """One segment. Its records are known by numbers, from 0 on.

    Of a record some hundred bytes stay in memory: those of the columns that were asked for.
    """

    def __init__(self, folder: Path, used: Manifest, part: Part) -> None:
        self._folder, self._used, self._part = folder, used, part
        self._gone = frozenset(part.gone)
        self._columns: dict[str, Any] = {}
        self._values: dict[Facet, list[str]] = {}
        with reading():
            self._terms = Terms(FileIO(self._path(EXTENSION)), part.records)

    def _path(self, extension: str) -> Path:
        name = self._part.name + extension
        if name not in self._used.files:
            raise IndexDamaged(f"the index has no file {name!r}")
        return self._folder / name

    def close(self) -> None:
        self._terms.close()

    @property
    def live(self) -> set[int]:
        """The records that were not taken out."""
        return set(range(self._part.records)) - self._gone

    def __len__(self) -> int:
        """How many records there are."""
        return self._part.records - len(self._gone)

    # ---- postings

    def times(self, field: str, word: str) -> Times:
        """The records that have a word, with how often."""
        with reading():
            term = self._terms.find(field, word)
            return self._live(self._terms.postings(term)) if term else {}

    def spelling(self, marks: str) -> Sequence[int]:
        """The records whose text spells a word with these marks, with such as were taken out since."""
        with reading():
            term = self._terms.find("spelt", marks)
            return self._terms.postings(term).numbers if term else ()

    def _live(self, found: Postings) -> Times:
        return self._left(dict(zip(found.numbers, found.counts, strict=True)))

    def _left(self, times: Times) -> Times:
        """Without the records that were taken out."""
        for number in self._gone & times.keys():
            del times[number]
        return times

    def side_by_side(self, field: str, run: tuple[str, ...]) -> Times:
        """The records that have words side by side, with how often."""
        if len(run) == 1:
            return self.times(field, run[0])
        with reading():
            found: list[tuple[Term, int]] = []
            for offset, word in enumerate(run):
                if not (term := self._terms.find(field, word)):
                    return {}
                found.append((term, offset))
            most = self._part.records // _MOST
            if field == "text" and all(term.having > most for term, _ in found) and (
                meant := sequences.run_of(run)
            ):
                with suppress(FileNotFoundError):          # a writer took it away: the terms are held open
                    return self._in_sequences(meant)
            return self._together(sorted(found, key=lambda each: each[0].size))

    def _in_sequences(self, run: bytes) -> Times:
        """The records that have a run of common words, with how often."""
        texts: Sequences = self._read("sequence")          # too much to be kept
        times = enumerate(sequences.times(texts, run))
        return self._left({number: often for number, often in times if often})

    def _together(self, terms: list[tuple[Term, int]]) -> Times:
        """The records in which terms stand at these offsets, with how often; the shortest comes first."""
        both = set(self._terms.postings(terms[0][0]).numbers) - self._gone
        for term, _ in terms[1:]:
            both = both and both.intersection(self._terms.postings(term).numbers)
        if not both:
            return {}
        places = _places(self._terms.postings(terms[0][0], places=True), both)
        # A set a record: they are small and at hand, as one of all records would not be.
        found: dict[int, Collection[int]] = dict(zip(sorted(both), places, strict=True))
        for (_, before), (term, offset) in pairwise(terms):
            places = _places(self._terms.postings(term, places=True), found)
            step = offset - before
            found = {
                number: ends for (number, run), own in zip(found.items(), places, strict=True)
                if (ends := {place + step for place in run}.intersection(own))
            }
        return {number: len(ends) for number, ends in found.items()}

    def having(self, field: str, word: str) -> int:
        """How many records have a word; one that was taken out since may still count."""
        with reading():
            term = self._terms.find(field, word)
        return term.having if term else 0

    def beginning(self, field: str, prefix: str) -> list[str]:
        """The words of a field that begin so."""
        with reading():
            return [term.text for term in self._terms.beginning(field, prefix)]

    def documents(self, field: str, named: Naming) -> Iterator[tuple[str, Times]]:
        """The terms of the documents named that records are or cite, and which ones do, with how often."""
        with reading():
            for beginnings in named.beginnings:
                terms = list(self._terms.beginning(field, *beginnings, where=named))
                found = map(self._left, self._terms.all_times(terms))
                yield from ((term.text, times) for term, times in zip(terms, found, strict=True) if times)

    def postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """All that is kept of all words, of records that were taken out too: as Whoosh is given it."""
        for field in self._terms.fields:
            for term in self._terms.beginning(field, ""):
                found = self._terms.postings(term, places=True)
                for number, weight, value in zip(found.numbers, *found.kept(), strict=True):
                    yield field, term.text.encode(), number, weight, value

    # ---- columns

    def column(self, name: str) -> Any:
        """A value of every record."""
        if name not in self._columns:
            with reading():
                self._columns[name] = self._read(name)
        return self._columns[name]

    def _read(self, name: str) -> Any:
        return READ[name](self._path(f".{name}.col").read_bytes(), self._part.records)

    @cached_property
    def dampings(self) -> array[float]:
        """See `found.damping`, of every record."""
        return array("d", map(damping, self.column("length")))

    def values(self, facet: Facet) -> list[str]:
        """The value of a facet of every record; equal ones of all segments are one, and counted sooner."""
        if facet not in self._values:
            if facet == "year":
                days = self.column("day")
                year = {day: intern(year_of(day)) for day in set(days)}
                self._values[facet] = list(map(year.__getitem__, days))
            else:
                column: Values = self.column(COUNTED[facet])
                self._values[facet] = list(Values(column.refs, list(map(intern, column.distinct))).each())
        return self._values[facet]

    def dated(self, wanted: DateRange) -> Times:
        """The records of which a date may lie in a range."""
        if wanted.field == "date":
            days = self.column("day")
            low, high = wanted.low, wanted.high
            meant = {
                # Most are known to the day, of which it is said fast.
                day for day in set(days) if (low <= day <= high if day % 100 else may_lie(day, low, high))
            }
            return dict.fromkeys(self._with(days, meant), 1)
        found: Times = {}
        for term in self.beginning("arrived", ""):
            if may_lie(int(term), wanted.low, wanted.high):
                found |= self.times("arrived", term)
        return found

    def exactly(self, facet: Facet, value: str) -> Iterator[int]:
        """The records whose value of a facet is this one."""
        return self._with(self.values(facet), {value})

    def with_ids(self, ids: frozenset[str]) -> Iterator[int]:
        """The records that have one of some ids."""
        return self._with(self.column("id"), ids)

    def _with(self, values: Sequence[Any], meant: Container[Any]) -> Iterator[int]:
        """The records that have one of the values meant."""
        return (number for number, value in enumerate(values) if value in meant and number not in self._gone)

    def id(self, number: int) -> str:
        known: str = self.column("id")[number]
        return known


def _places(postings: Postings, among: Container[int]) -> Iterator[Sequence[int]]:
    """Where a word stands in each of some records, in their order."""
    spans = pairwise(accumulate(postings.counts, initial=0))
    meant = compress(spans, map(among.__contains__, postings.numbers))
    return map(postings.places.__getitem__, starmap(slice, meant))
