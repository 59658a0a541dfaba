"""A query's answer out of the index.

Postings are read segment by segment into plain dictionaries (record → times) and combined as sets;
Whoosh stores them, and how they are matched and ranked is said here and in `found`, so that neither the
history of the segments nor the distribution of Whoosh changes an answer.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from whoosh.reading import TermNotFound

from vbparse.index import manifest
from vbparse.index.facets import in_order, year_of
from vbparse.index.found import (
    Counts,
    Found,
    Hit,
    Page,
    Resolved,
    may_lie,
    rarity,
    relevance,
    resolve,
    score,
)
from vbparse.index.manifest import IndexDamaged
from vbparse.index.schema import COUNTED, Occurrences, Values, serial_prefixes, spelling_number, term_document
from vbparse.index.storage import opened, reading, using
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

Times: TypeAlias = dict[int, int]
"""Whoosh's numbers of the records that have something, with how often."""
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


@contextmanager
def open_segments(folder: Path, used: manifest.Manifest) -> Iterator[list[Segment]]:
    with using(folder, used.files) as files:
        with reading():
            reader = opened(files).reader()
        yield [Segment(leaf) for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]


class Segment:
    """One segment's postings and columns, read when first asked for."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._kept: dict[tuple[str, str], dict[int, bytes]] = {}
        self._columns: dict[str, Any] = {}
        with reading():
            self.live = frozenset(reader.all_doc_ids())

    def _occurrences(self, field: str, word: str) -> dict[int, bytes]:
        """The records that have a word, with what is kept of it in each."""
        if (field, word) not in self._kept:
            found: dict[int, bytes] = {}
            with reading():
                matcher = self._matcher(field, word)
                while matcher and matcher.is_active():
                    found[matcher.id()] = matcher.value()
                    matcher.next()
            self._kept[field, word] = found
        return self._kept[field, word]

    def spelt(self, word: str, marks: str) -> list[int]:
        """The records whose text spells a word with these marks."""
        spelling = spelling_number(marks)
        with reading():
            kept = self._occurrences("text", word).items()
            return [number for number, value in kept if Occurrences.is_spelt(value, spelling)]

    def side_by_side(self, field: str, run: tuple[str, ...]) -> Times:
        """The records that have words side by side, with how often."""
        kept = [self._occurrences(field, word) for word in run]
        found: Times = {}
        with reading():
            if len(run) == 1:
                return {number: Occurrences.times(value) for number, value in kept[0].items()}
            for number in set(kept[0]).intersection(*kept[1:]):
                starts = set(Occurrences.positions(kept[0][number]))
                for offset, occurrences in enumerate(kept):
                    starts &= {place - offset for place in Occurrences.positions(occurrences[number])}
                if starts:
                    found[number] = len(starts)
        return found

    def _matcher(self, field: str, term: str) -> Any:
        """Whoosh's reader of the postings of a term; None where the segment does not have it."""
        try:
            return self._reader.postings(field, term)
        except TermNotFound:
            return None

    def having(self, field: str, word: str) -> int:
        """How many records have a word; one that was taken out since may still count."""
        with reading():
            return int(self._reader.doc_frequency(field, word))

    def beginning(self, field: str, prefix: str) -> list[str]:
        """The words of a field that begin so."""
        with reading():
            return [term.decode() for term in self._terms(field, prefix)]

    def documents(self, field: str, ref: NumberRef) -> dict[Document, dict[int, int]]:
        """The documents named that records are or cite, and which ones do, with how often."""
        found: dict[Document, dict[int, int]] = {}
        for prefix in serial_prefixes(ref.serial):
            for term in self.beginning(field, prefix):
                document = term_document(term)
                if ref.names(document) and (often := self._weights(field, term)):
                    found[document] = often
        return found

    def _weights(self, field: str, term: str) -> dict[int, int]:
        found: dict[int, int] = {}
        with reading():
            matcher = self._matcher(field, term)
            while matcher and matcher.is_active():
                found[matcher.id()] = int(matcher.weight())
                matcher.next()
        return found

    def _terms(self, field: str, prefix: str) -> Iterable[bytes]:
        try:
            return list(self._reader.expand_prefix(field, prefix))
        except TermNotFound:
            return []

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
            return {number: 1 for number in self.live if may_lie(days[number], wanted.low, wanted.high)}
        found: Times = {}
        with reading():
            terms = [term.decode() for term in self._terms("arrived", "")]
        for term in terms:
            if may_lie(int(term), wanted.low, wanted.high):
                found |= dict.fromkeys(self._weights("arrived", term), 1)
        return found

    def with_ids(self, ids: frozenset[str]) -> Iterator[int]:
        """The records that have one of some ids."""
        with reading():
            known = self.column("id")
            yield from (number for number in self.live if str(known[number], "utf-8") in ids)

    def id(self, number: int) -> str:
        with reading():
            return str(self.column("id")[number], "utf-8")


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
        ranked = self._ranked(matched)
        keys: dict[Place, tuple[float, float]] = {}
        for place, (points, _) in ranked.items():
            day = self._segments[place[0]].column("day")[place[1]]
            keys[place] = (points, day) if page.sort == "relevance" else (day, points)
        best = heapq.nlargest(page.offset + page.limit, keys.values())
        shown = [place for place, key in keys.items() if best and key >= best[-1]]
        ids = {place: self._segments[place[0]].id(place[1]) for place in shown}
        shown.sort(key=lambda place: (-keys[place][0], -keys[place][1], ids[place]))
        del shown[page.offset + page.limit:], shown[: page.offset]
        hits = tuple(Hit(ids[place], round(ranked[place][0], 6), ranked[place][1]) for place in shown)
        wanted = [self._refs[ref] for ref in self._query.leaves() if isinstance(ref, NumberRef)]
        named = tuple(named for resolved in wanted for named in resolved.named)
        return Found(hits, len(ranked), named, {facet: self._counts(facet, matched) for facet in page.facets})

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

    def _ranked(self, matched: list[set[int]]) -> dict[Place, tuple[float, Any]]:
        texts = {(at, number): 0.0 for at, numbers in enumerate(matched) for number in numbers}
        spelt = dict.fromkeys(texts, 0)
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
        return {
            place: score(text, spelt[place], held.get(place), cites.get(place, 0))
            for place, text in texts.items()
        }

    def _weigh(self, leaf: Leaf, texts: dict[Place, float], spelt: dict[Place, int]) -> None:
        """Add what a leaf of words says of each record, and how many of them it spells as typed."""
        found = [self._leaf_times(at, leaf) for at in range(len(self._segments))]
        records = sum(len(segment.live) for segment in self._segments)
        rare = rarity(sum(map(len, found)), records)
        typed = _typed(leaf)
        for at, (segment, times) in enumerate(zip(self._segments, found, strict=True)):
            lengths = None if isinstance(leaf, FieldTerm) else segment.column("length")
            for number, often in times.items():
                if (at, number) in texts:
                    texts[at, number] += relevance(often, lengths[number], rare) if lengths else rare
            for word, marks in typed:
                for number in segment.spelt(word, marks):
                    if number in times and (at, number) in texts:
                        texts[at, number] += rare / (2 * len(typed))
                        spelt[at, number] += 1


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
