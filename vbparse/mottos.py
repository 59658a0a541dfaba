"""Quốc hiệu, tiêu ngữ and the Party's heading, wherever on a line a letterhead prints them.

    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM      ĐẢNG CỘNG SẢN VIỆT NAM      Độc lập - Tự do - Hạnh phúc

They are sought in the line without its blanks, a letter in six allowed to be wrong (seen:
`CHU NGHIAVIETNAM`, `CHÚ NGHĨA`, `cong s an`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import regex

from vbparse.text import Text

_WIDEST = 1000
"""Letters of a line within which a motto that OCR spoiled is looked for."""


class Motto:
    """Words of which some letters may be wrong."""

    def __init__(self, words: str, errors: int) -> None:
        self._words = words.split()
        self._letters = "".join(self._words)
        self._pairs = [self._letters[k : k + 2] for k in range(0, len(self._letters) - 1, 2)]
        self._errors = errors

    def has_words(self, tight: str) -> bool:
        """Whether as many words stand whole in a line without its blanks as errors leave."""
        return sum(map(tight.__contains__, self._words)) >= len(self._words) - self._errors

    def may_stand_in(self, tight: str) -> bool:
        """Whether as many pairs of letters stand whole in a line without its blanks as errors leave."""
        return sum(map(tight.__contains__, self._pairs)) >= len(self._pairs) - self._errors

    def find(self, tight: str) -> tuple[int, int] | None:
        """Where a line without its blanks prints these words best."""
        start = tight.find(self._letters)
        if start >= 0:
            return start, start + len(self._letters)
        window = self.window(tight)
        match = self._pattern.search(tight, *window) if window else None
        return match.span() if match else None

    def is_near(self, tight: str) -> bool:
        """Whether a line without its blanks may print these words."""
        return self._letters in tight or self.window(tight) is not None

    def window(self, tight: str) -> tuple[int, int] | None:
        """Where the costly search is worth it: where enough pairs of letters stand whole and in line."""
        if not self.may_stand_in(tight):
            return None
        begins = sorted(at - 2 * k for k, pair in enumerate(self._pairs) for at in _places(pair, tight))
        least = len(self._pairs) - self._errors
        near = [
            (first, last)
            for first, last in zip(begins, begins[least - 1 :], strict=False)
            if last - first <= self._errors
        ]
        reach = 2 * self._errors
        if not near:
            return None
        (first, _), (_, last) = near[0], near[-1]
        return max(0, first - reach), min(last, first + _WIDEST) + len(self._letters) + reach

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        return regex.compile(rf"(?b)(?:{self._letters}){{e<={self._errors}}}")


def _places(part: str, whole: str) -> Iterator[int]:
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)


_HEADINGS = (
    Motto("cong hoa xa hoi chu nghia viet nam", 5),
    Motto("dang cong san viet nam", 3),
    Motto("viet nam dan chu cong hoa", 3),        # 1945 to 1976
)
_TAGLINE = Motto("doclap-tudo-hanhphuc", 4)
_FEWEST, _HEADING = 3, 14                         # capitals on the line of a tagline, of a heading
_TAG_HINT = regex.compile(r"l\s?a\s?p|t\s?u\s?d\s?o|p\s?h\s?u\s?c")
_TAG_WORDS = ("lap", "tudo", "phuc")
_HINTS = (                                        # the same by its rarest letters, at which a search runs
    re.compile(r"p(?:\s?h\s?u\s?c|(?<=lap)|(?<=l\sap)|(?<=la\sp)|(?<=l\sa\sp))"),
    re.compile(r"d(?:(?<=tud)|(?<=t\sud)|(?<=tu\sd)|(?<=t\su\sd))\s?o"),
)


def hints(low: str) -> Iterator[int]:
    """Where words of the tagline stand in plain text: no line without one of them prints it."""
    return (match.start() for hint in _HINTS for match in hint.finditer(low))


def may_hold_tagline(text: Text, start: int, end: int) -> bool:
    """Whether a line has capitals and letters enough for the tagline."""
    if text.capitals(start, end) < _FEWEST:
        return False
    return _TAGLINE.is_near("".join(text.plain[start:end].split()))


def may_hold_heading(text: Text, start: int, end: int) -> bool:
    """Whether a line has the capitals of a heading."""
    return text.capitals(start, end) >= _HEADING


def mottos(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a line prints the motto of State or Party, in capitals, and the line under it."""
    capitals = text.capitals(start, end)
    if capitals < _FEWEST:
        return
    low = text.plain[start:end]
    tight = "".join(low.split())
    for motto in _HEADINGS if capitals >= _HEADING else ():
        if not motto.has_words(tight):
            continue
        found = _printed(low, motto.find(tight))
        if found and text.is_in_capitals(start + found[0], start + found[1], 0.7):
            yield start + found[0], start + found[1]
            break
    if not any(map(tight.__contains__, _TAG_WORDS)):
        return
    if (found := _printed(low, _TAGLINE.find(tight))) and _TAG_HINT.search(low):
        yield start + found[0], start + found[1]


def _printed(low: str, found: tuple[int, int] | None) -> tuple[int, int] | None:
    """A stretch of a line without its blanks, as it stands in the line."""
    if found is None:
        return None
    kept = [k for k, char in enumerate(low) if not char.isspace()]
    return kept[found[0]], kept[found[1] - 1] + 1
