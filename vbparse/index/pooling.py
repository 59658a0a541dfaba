"""Postings on their way into a segment, held by their terms until it is written.

Whoosh holds each as a tuple of five and sorts them all. Held by term nothing but the terms has to be sorted,
as documents come in order, and what is kept of each can stand side by side as bytes. How many there can be is
said by who makes the commits, see `writing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from vbparse.index.postings import Places, Postings


class Posted(NamedTuple):
    """A term with the records that have it, their numbers as a list: merging compares these."""

    field: str
    term: str
    found: Postings


class _Field:
    """Of each term of a field the numbers of its records, each with a size, and where it stands in them.

    The size is that of a record's places, in bytes; where these are not kept, it says how often.
    """

    def __init__(self) -> None:
        self.sized: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self.places: defaultdict[str, bytearray] = defaultdict(bytearray)


class Pool:
    """In the place of `whoosh.writing.PostingPool`."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, _Field] = defaultdict(_Field)

    def add(self, field: str, number: int, postings: Mapping[str, Any]) -> None:
        """The terms of a record, with what is kept of each: where it stands, or how often."""
        held, sizes = self._fields[field], list(postings.values())
        if sizes and isinstance(sizes[0], bytes):
            sizes = list(map(len, sizes))
            for term, where in postings.items():
                held.places[term] += where
        shared = {size: (number, size) for size in set(sizes)}  # by hundreds of terms
        for term, size in zip(postings, sizes, strict=True):
            held.sized[term].append(shared[size])

    def take(self) -> Iterator[Posted]:
        """All of them by field and term; they are gone then."""
        for field in sorted(self._fields):
            held = self._fields.pop(field)
            for term in sorted(held.sized):
                numbers, sizes = map(list, zip(*held.sized.pop(term), strict=True))
                yield Posted(field, term, Places.read(numbers, sizes, held.places.pop(term, b"")))

    def cleanup(self) -> None:
        self._fields.clear()
