"""Matches of a pattern that can begin only at a few words: a word is found far sooner than a pattern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


def matches(
    pattern: regex.Pattern[str], words: Iterable[str], text: str, start: int, end: int
) -> Iterator[regex.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives, each match of which begins with one of the words."""
    last = start
    for at in sorted(at for word in words for at in places(word, text, start, end)):
        match = pattern.match(text, at, end) if at >= last else None
        if match:
            yield match
            last = match.end()


def places(word: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where a word stands in `text[start:end]`."""
    at = text.find(word, start, end)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word), end)
