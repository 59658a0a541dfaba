"""A query's answer out of the index.

Postings are read segment by segment into plain dictionaries (record → times) and combined as sets;
Whoosh stores them, and how they are matched and ranked is said here and in `found`, so that neither the
history of the segments nor the distribution of Whoosh changes an answer.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain, islice
from typing import TypeAlias

from vbparse.index.documents import Naming, term_document
from vbparse.index.facets import in_order
from vbparse.index.found import (
    Counts,
    Found,
    Hit,
    Page,
    Why,
    by_text,
    score,
)
from vbparse.index.ranking import ROUNDED, Words, last
from vbparse.index.resolving import Resolved, resolve
from vbparse.index.segments import Segment, Times
from vbparse.query import (
    And,
    DateRange,
    Exactly,
    Facet,
    FieldTerm,
    Filter,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Tagged,
    Word,
    all_leaves,
)
from vbparse.reference import NumberRef

Place: TypeAlias = tuple[int, int]
"""A record in an open index: number of the segment, Whoosh's number in it."""

Matched: TypeAlias = Sequence[Set[int]]
"""Of each segment the records that answer."""


def search(segments: list[Segment], query: Query, page: Page) -> Found:
    """A page of the answers.

    By relevance: the records named, those that cite them, then the rest by their words; by date: the
    newest first. Equal ones stand by date, then by id.
    """
    return _Search(segments, query).found(page)


def some(segments: list[Segment], query: Query, limit: int) -> list[str]:
    """The ids of a few records that answer, whichever are come upon first: nothing is ranked."""
    found: list[str] = []
    if query.whole is not None:
        search = _Search(segments, query)
        for at, segment in enumerate(segments):
            if len(found) >= limit:
                break
            found += map(segment.id, sorted(search.matching(at, query.whole)))
    return found[:limit]


class _Search:
    """One query over the segments of one open index."""

    def __init__(self, segments: list[Segment], query: Query) -> None:
        self._segments = segments
        self._query = query
        self._times: dict[tuple[int, Leaf], Times] = {}
        assert query.whole is not None
        refs = dict.fromkeys(leaf for leaf in all_leaves(query.whole) if isinstance(leaf, NumberRef))
        self._refs = {ref: self._resolve(ref) for ref in refs}

    def found(self, page: Page) -> Found:
        assert self._query.whole is not None
        matched = [self.matching(at, self._query.whole) for at in range(len(self._segments))]
        hits = self._best(matched, page) if page.end else ()
        wanted = [self._refs[ref] for ref in self._query.leaves() if isinstance(ref, NumberRef)]
        return Found(
            tuple(hits), sum(map(len, matched)),
            tuple(named for resolved in wanted for named in resolved.named),
            {facet: self._counts(facet, matched) for facet in page.facets},
        )

    def _best(self, matched: Matched, page: Page) -> Iterator[Hit]:
        """The hits of a page, in their order."""
        # What filters alone let through is all worth the same, and equal ones stand by date.
        if page.sort == "date" or all(isinstance(leaf, Filter) for leaf in self._query.leaves()):
            ranked = self._ranked(self._newest(matched, page.end), sys.maxsize)
        else:
            ranked = self._ranked(matched, page.end)
        keys: dict[Place, tuple[float, float]] = {}
        for place, (points, _) in ranked.items():
            day = self._segments[place[0]].column("day")[place[1]]
            keys[place] = (day, points) if page.sort == "date" else (points, day)
        least = last(keys.values(), page.end)
        shown = sorted(
            (-first, -second, self._segments[at].id(number), (at, number))
            for (at, number), (first, second) in keys.items() if (first, second) >= least
        )
        hits = (Hit(id, round(ranked[place][0], 6), ranked[place][1]) for _, _, id, place in shown)
        return islice(hits, page.offset, page.end)

    def _newest(self, matched: Matched, count: int) -> Matched:
        """The `count` newest of the records matched, and all that are as old as the last of these."""
        days = [segment.column("day") for segment in self._segments]
        oldest = last([each[n] for each, numbers in zip(days, matched, strict=True) for n in numbers], count)
        return [
            {n for n in numbers if each[n] >= oldest} for each, numbers in zip(days, matched, strict=True)
        ]

    def _counts(self, facet: Facet, matched: Matched) -> Counts:
        """How many of the records matched have each value of a facet."""
        total: Counter[str] = Counter()
        for segment, numbers in zip(self._segments, matched, strict=True):
            total.update(map(segment.values(facet).__getitem__, numbers))
        return in_order(facet, total)

    # ---- which records

    def matching(self, at: int, node: Node) -> Set[int]:
        """The records of a segment that answer, by their numbers there."""
        if isinstance(node, And):
            first, *others = sorted(node.items, key=lambda item: isinstance(item, Not)) or [Not(Or(()))]
            found = self.matching(at, first)
            for item in others:
                if not found:
                    break
                if isinstance(item, Not):
                    found -= self.matching(at, item.item)
                else:
                    found &= self.matching(at, item)
            return found
        if isinstance(node, Or):
            return set[int]().union(*(self.matching(at, item) for item in node.items))
        if isinstance(node, Not):
            return self._segments[at].live - self.matching(at, node.item)
        return self._leaf_times(at, node).keys()

    def _leaf_times(self, at: int, leaf: Leaf) -> Times:
        """The records of a segment that a leaf is about, with how often."""
        if (at, leaf) not in self._times:
            self._times[at, leaf] = self._read(self._segments[at], leaf)
        return self._times[at, leaf]

    def _read(self, segment: Segment, leaf: Leaf) -> Times:
        if isinstance(leaf, Word):
            return segment.times("text", leaf.text)
        if isinstance(leaf, Phrase):
            return segment.side_by_side("text", tuple(word.text for word in leaf.words))
        if isinstance(leaf, FieldTerm):
            return segment.side_by_side(leaf.field, tuple(word.text for word in leaf.words))
        if isinstance(leaf, DateRange):
            return segment.dated(leaf)
        if isinstance(leaf, Exactly):
            return dict.fromkeys(segment.exactly(leaf.facet, leaf.value), 1)
        if isinstance(leaf, Tagged):
            return dict.fromkeys(segment.with_ids(leaf.ids), 1)
        return _printed(segment, leaf)

    def _resolve(self, ref: NumberRef) -> Resolved[Place]:
        sides: dict[str, dict[str, dict[Place, int]]] = {"own": {}, "cited": {}}
        named = Naming(ref)
        for field, side in sides.items():
            for at, segment in enumerate(self._segments):
                for term, times in segment.documents(field, named):
                    about = side.setdefault(term, {})
                    for one, often in times.items():
                        about[at, one] = often
        held, cited = (
            {term_document(term): about for term, about in side.items()} for side in sides.values()
        )
        resolved = resolve(ref, held, cited)
        if resolved.named:                       # else it is looked for as it is printed
            found: list[Times] = [{} for _ in self._segments]
            for at, number in chain(resolved.held, resolved.cites):
                found[at][number] = 1
            self._times |= {(at, ref): times for at, times in enumerate(found)}
        return resolved

    # ---- how well

    def _ranked(self, matched: Matched, count: int) -> dict[Place, tuple[float, Why]]:
        """Points and reason of the `count` best of the records matched; some more may be among them."""
        words = Words(self._segments, {
            leaf: [self._leaf_times(at, leaf) for at in range(len(self._segments))]
            for leaf in self._query.leaves()
            if not isinstance(leaf, Filter) and not (isinstance(leaf, NumberRef) and self._refs[leaf].named)
        })
        held, cites = self._about()
        best = None if held or cites else words.best(matched, count)
        numbers = best or list(map(list, matched))
        texts, spelt = words.weighed(numbers, as_typed=best is not None)
        points = list(map(by_text, texts, spelt))
        least = last([*chain.from_iterable(points)], count) - ROUNDED
        ranked: dict[Place, tuple[float, Why]] = {}
        for at, (own, each) in enumerate(zip(numbers, points, strict=True)):
            for number, point in zip(own, each, strict=True):
                if point >= least:
                    ranked[at, number] = round(point, 9), "text"
        for at, own in enumerate(numbers):
            for where, number in enumerate(own) if held or cites else ():
                is_cited_by, times = held.get((at, number)), cites.get((at, number), 0)
                if times or is_cited_by is not None:
                    ranked[at, number] = score(texts[at][where], spelt[at][where], is_cited_by, times)
        return ranked

    def _about(self) -> tuple[dict[Place, int], dict[Place, int]]:
        """The records that are named, with how many cite them; and those that cite such, with how often."""
        held: dict[Place, int] = {}
        cites: dict[Place, int] = {}
        for leaf in self._query.leaves():
            if isinstance(leaf, NumberRef):
                for place, count in self._refs[leaf].held.items():
                    held[place] = max(count, held.get(place, 0))
                for place, count in self._refs[leaf].cites.items():
                    cites[place] = cites.get(place, 0) + count
        return held, cites


def _printed(segment: Segment, ref: NumberRef) -> Times:
    """Records in whose text a number is printed, for one that no record is or cites by the citations read."""
    total: Times = {}
    if ref.role == "any":
        for run in ref.spellings:
            for number, often in segment.side_by_side("text", run).items():
                total[number] = total.get(number, 0) + often
    return total
