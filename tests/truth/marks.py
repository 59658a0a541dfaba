"""Marks that ride in a text through wrapping, columns and noise, and tell at the end what it says.

A mark is a pair of characters from a private plane of Unicode: they have no width and no noise touches
them. The gold of a page is read off its marks *after* the damage, so free text stands in it as the noise
left it, what was dropped with its line is gone, and what a closed vocabulary settles stays right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_BASE = 0xF0000
_MARKER = re.compile("[\U000f0000-\U000ffffd]")
_CLOSING = " \t\n;,.:|*-–"


@dataclass(frozen=True)
class Mark:
    """What a stretch of text is: `field` of `document`; `value` where the noise does not change it."""

    document: int
    field: str
    value: Any = None


@dataclass
class Ink:
    """The marks of one page; new ones are of the present `document`."""

    marks: list[Mark] = field(default_factory=list)
    document: int = -1
    begun: int = 0

    def begin(self) -> int:
        """Begins the next document."""
        self.document = self.begun
        self.begun += 1
        return self.document

    def new(self, name: str, value: Any = None) -> int:
        """A mark of the present document, to be set with `over` around one or more stretches."""
        self.marks.append(Mark(self.document, name, value))
        return len(self.marks) - 1

    def mark(self, name: str, text: str, value: Any = None) -> str:
        return over(self.new(name, value), text)

    def lines(self, name: str, texts: list[str], value: Any = None) -> list[str]:
        """Lines of a text that belongs together, whatever comes to stand between them."""
        key = self.new(name, value)
        return [over(key, text) for text in texts]

    def named(self, name: str) -> frozenset[int]:
        return frozenset(k for k, mark in enumerate(self.marks) if mark.field == name)


def over(key: int, text: str) -> str:
    return chr(_BASE + 2 * key) + text + chr(_BASE + 2 * key + 1)


def marker(char: str) -> tuple[int, bool] | None:
    """The mark that a character opens (true) or closes (false), if it is one."""
    code = ord(char) - _BASE
    return (code // 2, code % 2 == 0) if 0 <= code < 0xFFFE else None


def bare(text: str) -> str:
    """The text as printed, without its marks."""
    return _MARKER.sub("", text)


def without(text: str, keys: frozenset[int]) -> str:
    """The text with some of its marks taken off."""
    return "".join(c for c in text if (m := marker(c)) is None or m[0] not in keys)


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """Each marked stretch in the order it ends: its mark and its text, white space made even."""
    opened: dict[int, int] = {}
    for at, (key, opens) in _markers(text):
        if opens:
            opened[key] = at
        elif key in opened:
            yield key, " ".join(bare(text[opened.pop(key) : at]).split())


def _markers(text: str) -> Iterator[tuple[int, tuple[int, bool]]]:
    """Where marks begin and end in a text."""
    for match in _MARKER.finditer(text):
        if found := marker(match.group()):
            yield match.start(), found


def texts(text: str, ink: Ink) -> dict[int, str]:
    """What stands under each mark, pieces of one mark joined by a blank, in order of first appearance."""
    found: dict[int, str] = {}
    first: dict[int, int] = {}
    for at, (key, _) in _markers(text):
        first.setdefault(key, at)
    for key, piece in stretches(text):
        found[key] = f"{found[key]} {piece}" if key in found else piece
    return {key: found[key].strip(_CLOSING) for key in sorted(found, key=lambda k: first[k])}
