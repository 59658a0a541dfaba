"""Which document a changed file's old document has become."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import cache
from typing import NamedTuple

from vbparse.patterns import regex_pattern

_WORD = regex_pattern(r"\w+")
ALIKE = 0.5
"""The share of words: two scans of one page have more in common, two letters of one office less."""


class Version(NamedTuple):
    """A document as it stands in one version of its file: id, key of its number, text."""

    id: str
    number_key: str | None
    text: str


def heirs(old: Sequence[Version], new: Sequence[Version]) -> list[tuple[str, str]]:
    """Old ids with the new ids of the same documents; a document that stayed, or went, has none.

    The same document is the one of the same number, else the one of like text, else the one at the
    same place in a file of as many, unless two different numbers speak against it.
    """
    stayed = {version.id for version in old} & {version.id for version in new}
    gone = [version for version in old if version.id not in stayed]
    come = [version for version in new if version.id not in stayed]
    found: list[tuple[str, str]] = []
    words = cache(_words)                        # a bundle may have hundreds of both
    rules: tuple[Callable[[Version, Version], float], ...] = (
        _same_number, lambda one, other: _share(words(one.text), words(other.text)),
    )
    for same in rules:
        for one in list(gone):
            other = max(come, key=lambda candidate: same(one, candidate), default=None)
            if other and same(one, other) >= ALIKE:
                found.append((one.id, other.id))
                gone.remove(one)
                come.remove(other)
    if len(old) == len(new):
        found += [
            (one.id, other.id)
            for one, other in zip(old, new, strict=True)
            if one in gone and other in come and None in (one.number_key, other.number_key)
        ]
    return found


def _same_number(one: Version, other: Version) -> float:
    return float(one.number_key is not None and one.number_key == other.number_key)


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common."""
    return _share(_words(one), _words(other))


def _words(text: str) -> Set[str]:
    return set(_WORD.findall(text.lower()))


def _share(words: Set[str], others: Set[str]) -> float:
    return len(words & others) / (len(words | others) or 1)
