"""Postings on their way into a segment, held by their terms until it is written.

Whoosh holds each as a tuple of five, and from 128 MB on writes them out and sorts them back, each by a pickle
of its own. By term they take a quarter of that room, and nothing but the terms has to be sorted: documents
come in order. How many there can be is said by who makes the commits, see `writing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Posting: TypeAlias = tuple[str, bytes, int, float, bytes]
"""Field, term, Whoosh's number of the document, weight, value."""


class Pool:
    """In the place of `whoosh.writing.PostingPool`."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[bytes, list[Any]]] = {}

    def add(self, posting: Posting) -> None:
        field, term, *rest = posting
        self._fields.setdefault(field, {}).setdefault(term, []).extend(rest)

    def iter_postings(self) -> Iterator[Posting]:
        """All of them by field, term and document; they are gone then."""
        for field in sorted(self._fields):
            terms = self._fields.pop(field)
            for term in sorted(terms):
                held = iter(terms.pop(term))
                for number, weight, value in zip(held, held, held, strict=True):
                    yield field, term, number, weight, value

    def cleanup(self) -> None:
        self._fields.clear()
