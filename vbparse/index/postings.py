"""The terms of a segment on disk: which there are, which records have each, how often, and where.

One file a segment, written and read by arrays, so that no posting is taken by itself:

    postings    of every term, by field and term: numbers of its records, how often each has it, where
    runs        of up to 64 terms: how long each is, how many records have it, how many bytes its postings
                are, how wide their numbers; then the terms themselves
    directory   JSON: of each field its runs; behind it 8 bytes say where it begins

Numbers are unsigned, little-endian, and as wide as the greatest of their kind in that term's postings
needs. Nothing is a pickle and nothing is compressed.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise, repeat
from typing import IO, NamedTuple, TypeAlias

EXTENSION = ".terms"
_RUN = 64
_KEPT = 16                                       # runs that stay in memory, some 100 kB
_CODES, _WIDTHS = ("", "B", "H", "I"), (0, 1, 2, 4)
"""How wide: nothing at all (places that are not kept, counts that are all 1), or 8, 16 or 32 bits."""
_HEAD = struct.Struct("<QI")                     # of a run: where its postings begin, how many terms it has
_END = struct.Struct("<Q")
_LAST = chr(sys.maxunicode)
_NO_RUNS: tuple[list[str], list[int]] = ([], [])
Buffer: TypeAlias = bytes | bytearray | memoryview
Where: TypeAlias = Callable[[str], tuple[str, bool]]
"""What all terms begin with of which the same is true as of this one: whether they are meant."""
_ONE, _NOWHERE = array("B", [1]), array("B")


class Postings(NamedTuple):
    """The records that have a term, in order, with how often; and where, one record behind the other."""

    numbers: Sequence[int]
    counts: Sequence[int]
    places: array[int]

    def kept(self) -> tuple[Iterable[float], Iterable[bytes]]:
        """Weights and values as Whoosh is given them: with a place the value says how often."""
        if not self.places:
            return self.counts, repeat(b"", len(self.counts))
        ends = accumulate(self.counts, initial=0)
        return repeat(1, len(self.counts)), (Places.pack(self.places[at: end]) for at, end in pairwise(ends))


def together(parts: Sequence[Postings]) -> Postings:
    """The postings of some records, then those of the next."""
    if len(parts) == 1:
        return parts[0]
    numbers, counts, places = map(chain.from_iterable, zip(*parts, strict=True))
    return Postings([*numbers], [*counts], array("I", places))


class Term(NamedTuple):
    """A term, how many records have it, and where its postings stand in the file, in which form."""

    text: str
    having: int
    start: int
    size: int
    form: int


_FEW = 1 << 16                                   # positions that have room in 16 bits


@lru_cache(maxsize=64)                           # most words stand in a text a few times
def _short(count: int) -> Callable[..., bytes]:
    """What packs so many positions of 16 bits: for a few of them sooner than an array does."""
    return struct.Struct(f"<{count}H").pack


class Places:
    """Where a word stands in one record, as the bytes that Whoosh carries from a document to its segment.

    16 bits each; in a text with more words than that 32 bits each, and a byte behind them all that makes
    them odd.
    """

    @staticmethod
    def of(runs: Sequence[Sequence[str]], apart: int) -> dict[str, bytes]:
        """The words of some values, each with where it stands; the values are so far apart."""
        length = sum(len(run) + apart for run in runs)
        if length > _FEW:
            return _of_many(runs, apart)
        numbers, first = _upto(1 << length.bit_length()), 0
        found: dict[str, bytes] = {}
        for run in runs:
            for word, at in zip(run, numbers[first: first + len(run)], strict=True):
                found[word] = found[word] + at if word in found else at
            first += len(run) + apart
        return found

    @staticmethod
    def pack(positions: Sequence[int]) -> bytes:
        if positions[-1] >> 16:
            return _bytes(array("I", positions)) + b"\0"
        return _short(len(positions))(*positions)

    @staticmethod
    def counts(values: Iterable[bytes]) -> list[int]:
        """How many positions there are of each record."""
        return [size >> 1 if not size & 1 else size >> 2 for size in map(len, values)]

    @staticmethod
    def unpack(values: Sequence[bytes]) -> array[int]:
        """The positions of some records, one record behind the other."""
        joined = b"".join(values)
        if 1 not in {size & 1 for size in set(map(len, values))}:
            return _numbers(2, joined)
        found = array("I")
        for value in values:
            found.extend(_numbers(4, value[:-1]) if len(value) & 1 else array("I", _numbers(2, value)))
        return found

    @staticmethod
    def read(numbers: Sequence[int], sizes: Sequence[int], joined: bytes | bytearray) -> Postings:
        """The postings of some records, each of so many bytes; where there are none, these say how often."""
        if not joined:
            return Postings(numbers, sizes, _NOWHERE)
        if 1 not in {size & 1 for size in set(sizes)}:
            return Postings(numbers, [size >> 1 for size in sizes], _numbers(2, joined))
        values = [bytes(joined[at: end]) for at, end in pairwise(accumulate(sizes, initial=0))]
        return Postings(numbers, Places.counts(values), Places.unpack(values))


@cache
def _upto(end: int) -> list[bytes]:
    """The first positions as `Places` writes each: what is there needs no packing."""
    return [struct.pack("<H", number) for number in range(min(end, _FEW))]


def _of_many(runs: Iterable[Sequence[str]], apart: int) -> dict[str, bytes]:
    """The same where not every position has room in 16 bits."""
    places: dict[str, list[int]] = defaultdict(list)
    first = 0
    for run in runs:
        for at, word in enumerate(run, first):
            places[word].append(at)
        first += len(run) + apart
    return {word: Places.pack(positions) for word, positions in places.items()}


class TermsWriter:
    """A file of terms being written; they come by field and term."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = 0
        self._field = ""
        self._run: list[Term] = []
        self._postings: list[bytes] = []         # of the run
        # By field, of each run its first term and how it stands in the file: a term takes some 20 bytes.
        self._runs: dict[str, list[tuple[str, bytes]]] = {}

    def add(self, field: str, text: str, found: Postings) -> None:
        """A term with its records, of which there are some."""
        if field != self._field or len(self._run) == _RUN:
            self._end_run()
            self._field = field
        form = size = 0
        counts = found.counts if max(found.counts) > 1 else ()
        for at, kind in enumerate((found.numbers, counts, found.places)):
            if kind:
                width = _width(max(kind))
                form |= width << 2 * at
                self._postings.append(data := _bytes(array(_CODES[width], kind)))
                size += len(data)
        self._run.append(Term(text, len(found.numbers), self._at, size, form))
        self._at += size

    def _end_run(self) -> None:
        if self._run:
            self._file.write(b"".join(self._postings))
            self._postings.clear()
            self._runs.setdefault(self._field, []).append((self._run[0].text, _packed(self._run)))
            self._run = []

    def close(self) -> None:
        self._end_run()
        directory: dict[str, tuple[list[str], list[int]]] = {}
        for field, runs in self._runs.items():
            first, begins = directory[field] = [], []
            for text, packed in runs:
                first.append(text)
                begins.append(self._at)
                self._write(packed)
            begins.append(self._at)
        self._write(json.dumps(directory).encode() + _END.pack(self._at))
        self._file.close()

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)


class Terms:
    """A file of terms being read: a term by a few hundred bytes, its postings by one more read.

    What stands in it is checked where it is used: ValueError and its like where the file is debris.
    """

    def __init__(self, file: IO[bytes], records: int) -> None:
        self._records = records
        self._file = file
        self._run = lru_cache(maxsize=_KEPT)(self._read_run)
        try:
            end = os.fstat(file.fileno()).st_size - _END.size
            (start,) = _END.unpack(self._read(end, _END.size))
            directory = json.loads(self._read(start, end - start))
            self._runs: dict[str, tuple[list[str], list[int]]] = {
                field: (list(map(str, first)), list(map(int, begins)))
                for field, (first, begins) in directory.items()
            }
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._file.close()

    @property
    def fields(self) -> Iterable[str]:
        return self._runs

    def find(self, field: str, text: str) -> Term | None:
        """A term of a field, where there is one."""
        first, _ = self._runs.get(field, _NO_RUNS)
        if not (before := bisect_right(first, text)):
            return None
        run = self._run(field, before - 1)
        at = run.place(text)
        return run.term(at) if at < len(run) and run.text(at) == text else None

    def beginning(self, field: str, *prefixes: str, where: Where | None = None) -> Iterator[Term]:
        """The terms of a field that begin so, or so, in order; nothing can stand between the prefixes."""
        first, _ = self._runs.get(field, _NO_RUNS)
        low, high = prefixes[0], prefixes[-1] + _LAST
        for number in range(max(0, bisect_right(first, low) - 1), bisect_left(first, high)):
            yield from self._run(field, number).between(low, high, where)

    def postings(self, term: Term, *, places: bool = False) -> Postings:
        """The records that have a term, with how often, and where if that is wanted."""
        size = term.size if places else term.having * sum(_widths(term)[:2])
        return self._unpacked(term, self._read(term.start, size), places)

    def all_postings(self, terms: Sequence[Term]) -> Iterator[Postings]:
        """The same, with places, of terms in order that stand near one another, by one read for all."""
        for term, data in self._near(terms):
            yield self._unpacked(term, data, places=True)

    def all_times(self, terms: Sequence[Term]) -> Iterator[dict[int, int]]:
        """The records of such terms, with how often."""
        for term, data in self._near(terms):
            if term.having > 1 or term.form > len(_WIDTHS):
                found = self._unpacked(term, data, places=False)
                yield dict(zip(found.numbers, found.counts, strict=True))
            else:                                # one, that has it once: so are most documents named
                number = int.from_bytes(data, "little")
                if number >= self._records:
                    raise ValueError(f"no postings of {term.text!r}")
                yield {number: 1}

    def _near(self, terms: Sequence[Term]) -> Iterator[tuple[Term, Buffer]]:
        """Terms in order that stand near one another, each with its postings, by one read for all."""
        if terms:
            start, last = terms[0].start, terms[-1]
            data = memoryview(self._read(start, last.start + last.size - start))
            for term in terms:
                yield term, data[term.start - start: term.start - start + term.size]

    def runs(self, field: str) -> Iterator[list[Term]]:
        """All terms of a field in order, as they are to be read one after the other."""
        for number in range(len(self._runs[field][0])):
            yield self._read_run(field, number).terms()

    def _unpacked(self, term: Term, data: Buffer, places: bool) -> Postings:
        wide, often, far = _widths(term)
        numbers = _numbers(wide, data[:(end := wide * term.having)])
        counts: Sequence[int] = _ONE * term.having
        if often:
            counts = _numbers(often, data[end: (end := end + often * term.having)])
        where = _numbers(far, data[end:]) if places and far else _NOWHERE
        if len(numbers) != term.having or len(counts) != term.having or max(numbers) >= self._records or (
            places and far and len(where) != sum(counts)
        ):
            raise ValueError(f"no postings of {term.text!r}")
        return Postings(numbers, counts, where)

    def _read_run(self, field: str, number: int) -> _Run:
        begins = self._runs[field][1]
        return _Run(self._read(begins[number], begins[number + 1] - begins[number]))

    def _read(self, start: int, size: int) -> bytes:
        data = os.pread(self._file.fileno(), size, start)
        if len(data) != size:
            raise ValueError("the file of terms ends before its end")
        return data


class _Run:
    """Up to 64 terms one behind the other, of which only those are cut out that are looked at."""

    def __init__(self, data: bytes) -> None:
        self._start, count = _HEAD.unpack_from(data)
        end = _HEAD.size + 12 * count
        numbers = _numbers(4, data[_HEAD.size: end])
        self._having, self._sizes = numbers[count: 2 * count], numbers[2 * count:]
        self._forms, self._texts = data[end: end + count], str(data[end + count:], "utf-8")
        self._ends = list(accumulate(numbers[:count], initial=0))

    def __len__(self) -> int:
        return len(self._forms)

    def text(self, at: int) -> str:
        return self._texts[self._ends[at]: self._ends[at + 1]]

    def place(self, text: str, first: int = 0, end: int | None = None) -> int:
        """Where a term stands, or would stand, between two places."""
        return bisect_left(range(len(self)), text, first, end, key=self.text)

    def terms(self, first: int = 0, end: int | None = None) -> list[Term]:
        """The terms from one up to another."""
        part = slice(first, end)
        starts = accumulate(self._sizes[part], initial=self._start + sum(self._sizes[:first]))
        texts = map(self.text, range(len(self))[part])
        return list(map(Term, texts, self._having[part], starts, self._sizes[part], self._forms[part]))

    def term(self, at: int) -> Term:
        start = self._start + sum(self._sizes[:at])
        return Term(self.text(at), self._having[at], start, self._sizes[at], self._forms[at])

    def between(self, low: str, high: str, where: Where | None) -> Iterator[Term]:
        """The terms from the one up to the other, of those that are meant."""
        first = self.place(low)
        if first == len(self) or self.text(first) >= high:  # as in most segments
            return
        end = self.place(high, first)
        if where is None:
            yield from self.terms(first, end)
            return
        while first < end:
            alike, meant = where(self.text(first))
            after = max(first + 1, self.place(alike + _LAST, first, end))
            if meant:
                yield from self.terms(first, after)
            first = after


def _packed(terms: Sequence[Term]) -> bytes:
    """A run as it stands in the file."""
    texts, having, _, sizes, forms = zip(*terms, strict=True)
    numbers = array("I", [*map(len, texts), *having, *sizes])
    return b"".join((
        _HEAD.pack(terms[0].start, len(terms)), _bytes(numbers), bytes(forms), "".join(texts).encode(),
    ))


def _widths(term: Term) -> tuple[int, int, int]:
    """How many bytes a number of each kind takes in a term's postings."""
    form = term.form
    return _WIDTHS[form & 3], _WIDTHS[form >> 2 & 3], _WIDTHS[form >> 4 & 3]


def _width(greatest: int) -> int:
    """The least of the widths, by its place among them, in which a number has room."""
    return 1 if greatest < 1 << 8 else 2 if greatest < 1 << 16 else 3


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(width: int, data: Buffer) -> array[int]:
    numbers = array(_CODES[_WIDTHS.index(width)])
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
