"""A query's answer out of the index.

Postings are read segment by segment into plain dictionaries (record → times) and combined as sets;
Whoosh stores them, and how they are matched and ranked is said here and in `found`, so that neither the
history of the segments nor the distribution of Whoosh changes an answer.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from typing import Any, TypeAlias

from vbparse.index import manifest
from vbparse.index.facets import in_order
from vbparse.index.found import (
    Counts,
    Found,
    Hit,
    Page,
    Resolved,
    Why,
    by_text,
    rarity,
    relevances,
    resolve,
    score,
)
from vbparse.index.manifest import IndexDamaged
from vbparse.index.segments import Segment, Times, open_segments
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
from vbparse.reference import Document, NumberRef

Place: TypeAlias = tuple[int, int]
"""A record in an open index: number of the segment, Whoosh's number in it."""

_TRIES = 20                                      # a writer may commit faster than one search reads


def search(folder: Path, query: Query, page: Page) -> Found:
    """A page of the answers; IndexDamaged where the index cannot be used.

    By relevance: the records named, those that cite them, then the rest by their words; by date: the
    newest first. Equal ones stand by date, then by id.
    """
    if query.root is None:
        return Found((), 0, ())
    for _ in range(_TRIES - 1):
        used = manifest.read(folder)
        try:
            return _search(folder, used, query, page)
        except IndexDamaged:
            if manifest.read(folder) == used:    # else a writer replaced the files that we were reading
                raise
    return _search(folder, manifest.read(folder), query, page)


def _search(folder: Path, used: manifest.Manifest, query: Query, page: Page) -> Found:
    used.check(folder)
    with open_segments(folder, used) as segments:
        return replace(_Search(segments, query).found(page), generation=used.generation)


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
        leaves = all_leaves(query.whole)
        self._refs = {ref: self._resolve(ref) for ref in leaves if isinstance(ref, NumberRef)}

    def found(self, page: Page) -> Found:
        assert self._query.whole is not None
        matched = [self.matching(at, self._query.whole) for at in range(len(self._segments))]
        total, end = sum(map(len, matched)), page.offset + page.limit
        if page.sort == "date":
            last = _last([column[n] for column, numbers in self._by("day", matched) for n in numbers], end)
            ranked = self._ranked([
                {number for number in numbers if days[number] >= last}
                for days, numbers in self._by("day", matched)
            ])
        else:
            ranked = self._ranked(matched)
        last = _last([points for points, _ in ranked.values()], end) if page.sort == "relevance" else 0
        keys: dict[Place, tuple[float, float]] = {}
        for (at, number), (points, _) in ranked.items():
            if points >= last:
                day = self._segments[at].column("day")[number]
                keys[at, number] = (points, day) if page.sort == "relevance" else (day, points)
        ids = {place: self._segments[place[0]].id(place[1]) for place in keys}
        shown = sorted(keys, key=lambda place: (-keys[place][0], -keys[place][1], ids[place]))
        hits = tuple(
            Hit(ids[place], round(ranked[place][0], 6), ranked[place][1])
            for place in shown[page.offset: end]
        )
        wanted = [self._refs[ref] for ref in self._query.leaves() if isinstance(ref, NumberRef)]
        named = tuple(named for resolved in wanted for named in resolved.named)
        return Found(hits, total, named, {facet: self._counts(facet, matched) for facet in page.facets})

    def _by(self, column: str, matched: list[set[int]]) -> Iterator[tuple[Any, set[int]]]:
        """The records matched in each segment, with the values of a column there."""
        for segment, numbers in zip(self._segments, matched, strict=True):
            yield segment.column(column), numbers

    def _counts(self, facet: Facet, matched: list[set[int]]) -> Counts:
        """How many of the records matched have each value of a facet."""
        total: Counter[str] = Counter()
        for segment, numbers in zip(self._segments, matched, strict=True):
            refs, value_of = segment.facet(facet)
            for ref, count in Counter(map(refs.__getitem__, numbers)).items():
                total[value_of(ref)] += count
        return in_order(facet, total)

    # ---- which records

    def matching(self, at: int, node: Node) -> set[int]:
        """The records of a segment that answer, by Whoosh's numbers."""
        if isinstance(node, And):
            found = set(self._segments[at].live)
            for item in sorted(node.items, key=lambda item: isinstance(item, Not)):
                if isinstance(item, Not):
                    found -= self.matching(at, item.item)
                else:
                    found &= self.matching(at, item)
                if not found:
                    break
            return found
        if isinstance(node, Or):
            return set().union(*(self.matching(at, item) for item in node.items))
        if isinstance(node, Not):
            return set(self._segments[at].live) - self.matching(at, node.item)
        return set(self._leaf_times(at, node))

    def _leaf_times(self, at: int, leaf: Leaf) -> Times:
        """The records of a segment that a leaf is about, with how often."""
        if (at, leaf) not in self._times:
            self._times[at, leaf] = self._read(at, self._segments[at], leaf)
        return self._times[at, leaf]

    def _read(self, at: int, segment: Segment, leaf: Leaf) -> Times:
        if isinstance(leaf, Word):
            return segment.side_by_side("text", (leaf.text,))
        if isinstance(leaf, Phrase):
            return segment.side_by_side("text", tuple(word.text for word in leaf.words))
        if isinstance(leaf, FieldTerm):
            run = tuple(word.text for word in leaf.words)
            return dict.fromkeys(segment.side_by_side(leaf.field, run), 1)
        if isinstance(leaf, DateRange):
            return segment.dated(leaf)
        if isinstance(leaf, Exactly):
            refs, value_of = segment.facet(leaf.facet)
            meant = {ref for ref in set(refs) if value_of(ref) == leaf.value}
            return {number: 1 for number in segment.live if refs[number] in meant}
        if isinstance(leaf, Tagged):
            return dict.fromkeys(segment.with_ids(leaf.ids), 1)
        resolved = self._refs[leaf]
        if resolved.named:
            return {number: 1 for there, number in (*resolved.held, *resolved.cites) if there == at}
        return _printed(segment, leaf)

    def _resolve(self, ref: NumberRef) -> Resolved[Place]:
        sides: dict[str, dict[Document, dict[Place, int]]] = {"own": {}, "cited": {}}
        for field, side in sides.items():
            for at, segment in enumerate(self._segments):
                for document, times in segment.documents(field, ref).items():
                    side.setdefault(document, {}).update({(at, one): often for one, often in times.items()})
        return resolve(ref, sides["own"], sides["cited"])

    # ---- how well

    def _ranked(self, matched: list[set[int]]) -> dict[Place, tuple[float, Why]]:
        """Points and reason of the records matched."""
        texts = [dict.fromkeys(numbers, 0.0) for numbers in matched]
        spelt = [dict.fromkeys(numbers, 0) for numbers in matched]
        held: dict[Place, int] = {}
        cites: dict[Place, int] = {}
        for leaf in self._query.leaves():
            if isinstance(leaf, NumberRef) and self._refs[leaf].named:
                for place, count in self._refs[leaf].held.items():
                    held[place] = max(count, held.get(place, 0))
                for place, count in self._refs[leaf].cites.items():
                    cites[place] = cites.get(place, 0) + count
            elif not isinstance(leaf, Filter):
                self._weigh(leaf, texts, spelt)
        ranked: dict[Place, tuple[float, Why]] = {}
        for at, (words, marks) in enumerate(zip(texts, spelt, strict=True)):
            points = by_text(words.values(), marks.values())
            ranked.update(zip(zip(repeat(at), words), zip(points, repeat("text")), strict=False))
        for place in held.keys() | cites.keys():
            at, number = place
            if number in texts[at]:
                told = texts[at][number], spelt[at][number]
                ranked[place] = score(*told, held.get(place), cites.get(place, 0))
        return ranked

    def _weigh(self, leaf: Leaf, texts: list[dict[int, float]], spelt: list[Times]) -> None:
        """Add what a leaf of words says of each record, and how many of them it spells as typed."""
        found = [self._leaf_times(at, leaf) for at in range(len(self._segments))]
        rare = rarity(sum(map(len, found)), sum(map(len, self._segments)))
        typed = _typed(leaf)
        for segment, times, sums, counts in zip(self._segments, found, texts, spelt, strict=True):
            having = times.keys() & sums.keys()
            if isinstance(leaf, FieldTerm):
                for number in having:
                    sums[number] += rare
            elif having:
                lengths, numbers = segment.column("length"), list(having)
                often = map(times.__getitem__, numbers)
                weights = relevances(often, map(lengths.__getitem__, numbers), rare)
                for number, weight in zip(numbers, weights, strict=True):
                    sums[number] += weight
            for _, marks in typed if having else ():
                for number in having & segment.spelt(marks).keys():
                    sums[number] += rare / (2 * len(typed))
                    counts[number] += 1


def _last(values: list[Any], count: int) -> Any:
    """The least of the `count` greatest values."""
    return min(values, default=0) if count >= len(values) else heapq.nlargest(count, values)[-1]


def _typed(leaf: Leaf) -> list[tuple[str, str]]:
    """The words of a leaf that are typed with marks: a text that spells them so ranks higher."""
    words = (leaf,) if isinstance(leaf, Word) else leaf.words if isinstance(leaf, Phrase) else ()
    return [(word.text, word.marks) for word in words if word.marks]


def _printed(segment: Segment, ref: NumberRef) -> Times:
    """Records in whose text a number is printed, for one that no record is or cites by the citations read."""
    total: Times = {}
    if ref.role == "any":
        for run in ref.spellings:
            for number, often in segment.side_by_side("text", run).items():
                total[number] = total.get(number, 0) + often
    return total
