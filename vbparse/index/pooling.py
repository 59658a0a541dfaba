"""Postings on their way into a segment, held by their terms until it is written.

Whoosh holds each as a tuple of five and sorts them all. By term they take a quarter of that room, and nothing
but the terms has to be sorted: documents come in order. How many there can be is said by who makes the
commits, see `writing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from vbparse.index.postings import Kept, Places


class Posted(NamedTuple):
    """A term with the records that have it: Whoosh's numbers, and what is kept of each."""

    field: str
    term: str
    numbers: Sequence[int]
    kept: Kept


class Pool:
    """In the place of `whoosh.writing.PostingPool`."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._same = Places.once()               # three in four of them: held once, not by every record

    def add(self, field: str, number: int, postings: Mapping[str, Any]) -> None:
        """The terms of a record, with what is kept of each: where it stands, or how often."""
        terms, same = self._fields[field], self._same.get
        for term, kept in postings.items():
            terms[term].extend((number, same(kept, kept)))

    def take(self) -> Iterator[Posted]:
        """All of them by field and term; they are gone then."""
        for field in sorted(self._fields):
            terms = self._fields.pop(field)
            for term in sorted(terms):
                held = terms.pop(term)
                yield Posted(field, term, held[::2], held[1::2])

    def cleanup(self) -> None:
        self._fields.clear()
