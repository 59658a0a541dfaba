"""The words of the index: which are there, which are spelt like one, and which stand side by side.

    near("text", "thj")                 thi, tho, the, …: one or two slips of the fingers away
    near("text", "langson")             lang son: a blank left out
    near("text", "chir")                chi: typed for an input method that was switched off
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import regex

from vbparse.index.searching import some
from vbparse.index.segments import Segment
from vbparse.patterns import regex_pattern
from vbparse.query import Query

Run: TypeAlias = tuple[str, ...]
"""Folded words side by side."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_SAMPLE = 2000                                   # records that are enough to say which words go together
_LONGEST = 24                                    # letters; what is longer is no word with a slip in it


class Near(NamedTuple):
    """Words that may have been meant: how many slips away, and how many records have them."""

    run: Run
    slips: int
    records: int


class Vocabulary:
    """The words of one open index."""

    def __init__(self, opened: list[Segment]) -> None:
        self._segments = sorted(opened, key=lambda segment: len(segment), reverse=True)

    @property
    def count(self) -> int:
        """How many records there are."""
        return sum(len(segment) for segment in self._segments)

    def records(self, field: str, word: str) -> int:
        """How many records have a word."""
        return sum(segment.having(field, word) for segment in self._segments)

    def together(self, field: str, run: Run) -> int:
        """How many records of a sample have words side by side."""
        count = seen = 0
        for segment in self._segments:
            if seen >= _SAMPLE:
                break
            seen += len(segment)
            count += len(segment.side_by_side(field, run))
        return count

    def holding(self, field: str, run: Run, limit: int) -> list[str]:
        """The ids of a few records that have words side by side."""
        found: list[str] = []
        for segment in self._segments:
            if len(found) >= limit:
                break
            found += map(segment.id, sorted(segment.side_by_side(field, run))[:limit])
        return found[:limit]

    def answers(self, query: Query, limit: int) -> list[str]:
        """The ids of a few records that answer a query, not ranked."""
        return some(self._segments, query, limit)

    def near(self, field: str, word: str) -> list[Near]:
        """The words of a field that a word may be a slip for, the nearest and then the most usual first."""
        if len(word) > _LONGEST or word.isdigit():
            return []
        found: dict[str, int] = dict.fromkeys(_one_slip(word), 1)
        found |= dict.fromkeys(self._two_slips(field, word) - found.keys(), 2)
        if as_meant := _without_input_method(word):
            found[as_meant] = 0
        found.pop(word, None)
        words = (
            Near((other,), slips, records) for other, slips in found.items()
            if not other.isdigit() and (records := self.records(field, other))
        )
        return sorted((*words, *self._split(field, word)), key=lambda one: (one.slips, -one.records, one.run))

    def _two_slips(self, field: str, word: str) -> set[str]:
        """Words two slips away that begin as the word does; shorter words are all two slips from another."""
        if len(word) < 5:
            return set()
        pattern = regex.compile(rf"(?:{regex.escape(word)}){{e<=2}}")
        return {
            other for segment in self._segments for other in segment.beginning(field, word[:2])
            if abs(len(other) - len(word)) <= 2 and pattern.fullmatch(other)
        }

    def _split(self, field: str, word: str) -> Iterator[Near]:
        for at in range(1, len(word)):
            run = word[:at], word[at:]
            if all(self.records(field, part) for part in run) and (records := self.together(field, run)):
                yield Near(run, 1, records)


def _one_slip(word: str) -> set[str]:
    """What is one letter more, less, other or out of place away."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {head + tail[1:] for head, tail in halves if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in halves if tail for letter in _LETTERS}
    more = {head + letter + tail for head, tail in halves for letter in _LETTERS}
    return (less | swapped | other | more) - {""}


_TONE = regex_pattern(r"(?<=[aeiouyw][a-z]{0,9})[sfrxj1-9]")
_DOUBLED = regex_pattern(r"([aeo])(?=[a-z]{0,9}\1)|(?<=[aou][a-z]{0,9})w|d(?=d)")


def _without_input_method(word: str) -> str | None:
    """The word that Telex or VNI would have made of the keys: `chir` and `chi3` are `chi`, `tw` is `tu`."""
    meant = _DOUBLED.sub("", _TONE.sub("", word)).replace("w", "u")
    return meant if meant != word else None
