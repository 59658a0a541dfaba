"""What looks like a document's number and is none: a form's, a standard's, a road's."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import regex

from vbparse.tables import lookalikes
from vbparse.text import Text
from vbparse.tokenizer import Number

_WORD_OR_SIGN = re.compile(r"\w+|\W")


@cache
def _lookalikes() -> tuple[regex.Pattern[str], ...]:
    """What looks like a number and is none."""
    return tuple(regex.compile(row.pattern) for row in lookalikes())


@lru_cache(maxsize=1024)
def _beginning(char: str) -> tuple[regex.Pattern[str], ...]:
    """What of that may begin with a character."""
    return tuple(pattern for pattern in _lookalikes() if pattern.match(char, partial=True))


@lru_cache(maxsize=8192)
def _lookalike(word: str) -> re.Pattern[str] | None:
    """What of that may begin with a word, which mostly is nothing; such words begin where a word does."""
    rows = [one.pattern for one in _beginning(word[0]) if one.match(word, partial=True)]
    return re.compile(rf"(?:(?<!\w)|(?!\w))(?:{'|'.join(rows)})") if rows else None


def is_lookalike(text: Text, number: Number) -> bool:
    """Whether a number is a form's, a standard's or a road's, and no document's."""
    begin, end, last = number.piece.start, number.piece.end + 12, 0
    at = max(0, begin - 40)
    for word in (*_WORD_OR_SIGN.findall(text.value, at, begin), text.value[begin]):
        pattern = _lookalike(word) if at >= last else None
        match = pattern.match(text.value, at, end) if pattern else None
        last = match.end() if match else last
        at += len(word)
    return begin < last
