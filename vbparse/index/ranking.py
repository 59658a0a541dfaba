"""How well records answer by their words, of many records at once.

What is said of a record here is said in `found`, and in the same steps, so that no digit is another one.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import chain, repeat
from operator import add
from typing import Any, NamedTuple, TypeAlias

from vbparse.index.found import by_text, rarity, text_of, with_word
from vbparse.index.segments import Segment, Times
from vbparse.query import FieldTerm, Leaf, Phrase, Word

Numbers: TypeAlias = Sequence[list[int]]
"""Of each segment some of its records."""
Texts: TypeAlias = list[list[float]]
Spelt: TypeAlias = list[list[int]]

ROUNDED = 1e-9                                   # points that are not further apart may be the same


class _Asked(NamedTuple):
    """A leaf: of each segment the records that have it, how rare it is, its words typed with marks."""

    leaf: Leaf
    times: Sequence[Times]
    rare: float
    typed: list[str]


class Words:
    """The words that are asked for, by the records of each segment that have them."""

    def __init__(self, segments: Sequence[Segment], leaves: Mapping[Leaf, Sequence[Times]]) -> None:
        self._segments = segments
        records = sum(map(len, segments))
        self._asked = [
            _Asked(leaf, times, rarity(sum(map(len, times)), records), _typed(leaf))
            for leaf, times in leaves.items()
        ]
        self._typed = sum(len(asked.typed) for asked in self._asked)

    def weighed(self, numbers: Numbers, *, as_typed: bool = False) -> tuple[Texts, Spelt]:
        """What its words say of each record, and how many it spells as typed: all, if that is known."""
        # Where all words are spelt as typed, that says the same of each record.
        alike = sum(asked.rare / 2 for asked in self._asked if asked.typed) if as_typed else 0.0
        texts = [[alike] * len(own) for own in numbers]
        spelt = [[self._typed if as_typed else 0] * len(own) for own in numbers]
        for at, (segment, own) in enumerate(zip(self._segments, numbers, strict=True)):
            dampings = list(map(segment.dampings.__getitem__, own))
            for leaf, found, rare, typed in self._asked if own else ():
                times = found[at]
                if isinstance(leaf, FieldTerm):
                    texts[at] = [
                        text + rare if one in times else text
                        for text, one in zip(texts[at], own, strict=True)
                    ]
                    continue
                often = list(map(times.get, own, repeat(0)))
                texts[at] = with_word(texts[at], often, dampings, rare)
                if as_typed or not typed:
                    continue
                marks = [0] * len(own)
                for spelling in typed:
                    spelt_so = times.keys() & segment.spelling(spelling)
                    marks = list(map(add, marks, map(spelt_so.__contains__, own)))
                spelt[at] = list(map(add, spelt[at], marks))
                more = rare / (2 * len(typed))
                texts[at] = [text + more * count for text, count in zip(texts[at], marks, strict=True)]
        return texts, spelt

    def best(self, matched: Sequence[Set[int]], count: int) -> Numbers | None:
        """The `count` best of records, all spelt as typed, and their like; None where fewer are spelt so.

        What is spelt as typed comes before all else: these alone are weighed, and no marks are counted.
        """
        if not self._asked or sum(map(len, matched)) <= count:
            return None
        numbers = [list(self._as_typed(at, own)) for at, own in enumerate(matched)]
        if sum(map(len, numbers)) <= count:
            return None
        texts, _ = self.weighed(numbers, as_typed=True)
        (point,) = by_text([last([*chain.from_iterable(texts)], count)], [self._typed])
        least = text_of(point - 2 * ROUNDED, self._typed)
        return [
            [number for number, text in zip(own, each, strict=True) if text >= least]
            for own, each in zip(numbers, texts, strict=True)
        ]

    def _as_typed(self, at: int, own: Set[int]) -> Set[int]:
        """The records of a segment that spell all words as typed."""
        found = set(own)
        for asked in self._asked:
            if asked.typed and not found <= asked.times[at].keys():
                found &= asked.times[at].keys()
            for spelling in asked.typed:
                found = found.intersection(self._segments[at].spelling(spelling))
        return found


def last(values: Collection[Any], count: int) -> Any:
    """The least of the `count` greatest values."""
    return min(values, default=0) if count >= len(values) else heapq.nlargest(count, values)[-1]


def _typed(leaf: Leaf) -> list[str]:
    """The words of a leaf that are typed with marks: a text that spells them so ranks higher."""
    words = (leaf,) if isinstance(leaf, Word) else leaf.words if isinstance(leaf, Phrase) else ()
    return [word.marks for word in words if word.marks]
