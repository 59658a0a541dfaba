"""The documents that a name came to: what records say of them, sorted into one group a document."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeVar

from vbparse.index.found import Named
from vbparse.reference import Document, NumberRef, bounds

Id = TypeVar("Id", bound=Hashable)


@dataclass(slots=True)
class _Group(Generic[Id]):
    """Facts that are about one document: `said` of it by how many, the records that are it and cite it."""

    document: Document
    said: dict[Document, int] = field(default_factory=dict)
    held: set[Id] = field(default_factory=set)
    cited: dict[Id, int] = field(default_factory=dict)


class Resolved(NamedTuple, Generic[Id]):
    """What a name came to: who is one of the documents (with how many cite it), who cites one (how often)."""

    named: tuple[Named, ...]
    held: dict[Id, int]
    cites: dict[Id, int]


def resolve(
    ref: NumberRef, held: Mapping[Document, Iterable[Id]], cited: Mapping[Document, Mapping[Id, int]]
) -> Resolved[Id]:
    """The documents named, of which it is given which records are one and which cite one, how often.

    Facts are sorted into documents by number and date. One that says less (no date, the serial alone)
    joins the one document that it can mean; where it can mean two, it stays by itself.
    """
    groups: list[_Group[Id]] = []
    documents = {*held, *cited}
    shelves = _Shelves[Id](documents)
    for document in sorted(documents, key=_said, reverse=True):
        meant = shelves.meant_by(document)
        if len(meant) != 1:
            meant = [_Group(document)]
            groups += meant
            shelves.put(*meant)
        meant[0].held.update(held.get(document, ()))
        # What a record says of itself counts for more than what any number say of it.
        meant[0].said[document] = sys.maxsize if document in held else len(cited[document])
        for one, mentions in cited.get(document, {}).items():
            meant[0].cited[one] = meant[0].cited.get(one, 0) + mentions
    is_held = _Held(group.document for group in groups if group.held)
    return Resolved(
        tuple(sorted((_named(group, is_held) for group in groups), key=_most_cited)),
        {} if ref.role == "cites" else {one: len(group.cited) for group in groups for one in group.held},
        {} if ref.role == "is" else _sum(group.cited for group in groups),
    )


def _said(document: Document) -> tuple[object, ...]:
    """How much is said of a document: the more, the earlier it is placed. Equal ones stand by what it is."""
    key, number, doc_type, date, issuer = document
    return len(key), len(date or ""), str(key), str(number), str(doc_type), str(date), str(issuer)


class _Kinds:
    """Whether a serial alone, with its type where that is known, can be a name of a document of any day.

    Of a low serial there are thousands of documents, of a few kinds.
    """

    def __init__(self) -> None:
        self._named: dict[tuple[object, ...], bool] = {}

    def __call__(self, short: Document, other: Document) -> bool:
        kinds = short.key, short.doc_type, _kind(other)
        named = self._named.get(kinds)
        if named is None:
            types = (short.doc_type,) if short.doc_type else ()
            named = self._named[kinds] = NumberRef("", short.key, doc_types=types).names(other)
        return named or short[:3] == other[:3]


def _kind(document: Document) -> tuple[object, ...]:
    """What tells whether a serial alone can be a name of a document that has this serial."""
    alone = document.number if len(document.key) == 1 else None
    return document.doc_type or document.key[1:3], alone


class _Shelves(Generic[Id]):
    """Groups by number, by serial alone, and by each beginning of the date; there by their kinds."""

    def __init__(self, documents: Collection[Document]) -> None:
        self._precise = {len(document.date or "") for document in documents}
        self._asked = {(document.key, document.date or "") for document in documents}
        self._named_by = _Kinds()
        self._shelves: dict[tuple[tuple[str, ...], str], dict[object, list[_Group[Id]]]] = {}

    def put(self, group: _Group[Id]) -> None:
        key, date, kind = group.document.key, group.document.date or "", _kind(group.document)
        places = {(part, date[:length]) for part in (key, key[:1]) for length in self._precise}
        for place in places & self._asked:
            self._shelves.setdefault(place, {}).setdefault(kind, []).append(group)

    def meant_by(self, document: Document) -> list[_Group[Id]]:
        """The groups that a document can be of, of which no more is said than of these; two are enough."""
        meant: list[_Group[Id]] = []
        for groups in self._shelves.get((document.key, document.date or ""), {}).values():
            if len(document.key) > 1 or self._named_by(document, groups[0].document):
                meant += groups[:2]
                if len(meant) > 1:
                    break
        return meant


class _Held:
    """Whether a record that is held can be what a serial alone names.

    `Chỉ thị 32`, where two such are held, is one of them: of neither can it be said that it is missing.
    """

    def __init__(self, held: Iterable[Document]) -> None:
        self._held = list(held)
        self._alike = {document[:3] for document in self._held}
        self._named_by = _Kinds()
        self._days: dict[tuple[object, ...], tuple[list[int], list[int]]] = {}

    def __call__(self, short: Document) -> bool:
        if short[:3] in self._alike:
            return True
        low, high = _days(short)
        first, last = self._days.get(short[:3]) or self._days.setdefault(short[:3], self._all_days(short))
        begun = bisect_right(first, high)
        return begun > 0 and low <= last[begun - 1]

    def _all_days(self, short: Document) -> tuple[list[int], list[int]]:
        """The first days of those that it can name, in order, and the last day of each and those before."""
        days = sorted(_days(document) for document in self._held if self._named_by(short, document))
        return [low for low, _ in days], list(accumulate((high for _, high in days), max))


def _days(document: Document) -> tuple[int, int]:
    """The days of which a document can be."""
    return bounds(document.date or "") or (0, sys.maxsize)


def _named(group: _Group[Any], is_held: Callable[[Document], bool]) -> Named:
    by_most = sorted(group.said, key=group.said.__getitem__, reverse=True)
    number: str | None
    _, number, doc_type, date, issuer = by_most[0]
    if by_most[1:]:                              # most are said in one way
        number, doc_type, date, issuer = (
            next(filter(None, values), None) for values in list(zip(*by_most, strict=True))[1:]
        )
    held = bool(group.held) or (len(group.document.key) == 1 and is_held(group.document))
    return Named(number or "", doc_type or None, date or None, issuer or None, len(group.cited), held)


def _most_cited(named: Named) -> tuple[int, bool, str, str]:
    return -named.cited_by, not named.held, named.number, named.date or ""


def _sum(counts: Iterable[Mapping[Id, int]]) -> dict[Id, int]:
    total: dict[Id, int] = {}
    for count in counts:
        for one, number in count.items():
            total[one] = total.get(one, 0) + number
    return total
