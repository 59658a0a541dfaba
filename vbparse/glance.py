"""Running text: lines on which nothing of a letterhead, a foot or a form begins, told at a glance.

Most lines of a document are such. To prove it takes a few looks for what is rare in a sentence (a colon,
a wide blank, a day, a word in capitals that is of a post, the first letters of a label) and spares the
close look for columns (`cells`) and kinds (`layout`). Whatever is in doubt here gets the close look.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from vbparse.cells import AUTHORITY, CAPITALS, FOR, NUMBER_HEAD, TO
from vbparse.datelines import DAY, date_line
from vbparse.mottos import may_hold_motto
from vbparse.normalize import plain
from vbparse.tables import signing
from vbparse.text import Text

_SHORTEST = 7
# A tab, a wide blank, what an electronic signature holds, a colon behind what labels end with.
_RARE = ("\t", "   ", "@", "gov", "0v")
_COLON = re.compile(r":(?<![acegopr]:)(?<!sau:)")  # no label ends with these
# How the kinds of `layout` begin on plain text, and more: a page's number, V/v, "Kính gửi", "Nơi nhận",
# "Đã ký", "Phụ lục", "(Kèm theo", "Số", an authority; and lines without a word at their beginning.
_OPENING = re.compile(
    rf"\W{{0,3}}(?:page|trang\s|\d{{1,3}}\s*-*$|v\s?[/il1|]\s?v?\b|v/?w?\b|{TO}|{FOR}|da ky|ky ten|ky,? dong)"
    r"|\W{0,4}(?:phu luc|mau (?:so|bieu|\d)|bieu (?:mau|so)|(?:ban hanh )?kem theo)"
    r"|[\W\d_]{0,4}(?:(?P<number>(?:(?:bo )?luat|phap lenh|nghi quyet)\sso|[s$]\s?[o06](?![a-z])|s[a-z]\s?:)"
    rf"|{AUTHORITY})"
    r"|[\W_]{4}"
)
_AUTHORITY_INSIDE = re.compile(
    r"[ \t.:](?:T\s?/?\s?\.?[MLUÚÙỦŨỤƯỨỪỬỮỰ]|T/N|[1IÍÌỈĨỊ]/M|T[IÍÌỈĨỊ]M|K\s?/?\s?\.?T|Q[UÚÙỦŨỤƯỨỪỬỮỰ\s./,])"
)
_LABELLED = 8                                    # code points before a date line that is a cell of its own


class Glance:
    """A look over the lines of one text."""

    def __init__(self, text: Text) -> None:
        self._text = text
        end = len(text.value)
        self._rare = sorted(_places(text.plain))
        self._rare.append(end)
        self._days = [*(match.start() for match in DAY.finditer(text.value)), end]

    def is_running(self, start: int, end: int) -> bool:
        """Whether `value[start:end]`, a line without blanks at its ends, is surely a cell of running text."""
        if end - start < _SHORTEST or self._rare[bisect_left(self._rare, start)] < end:
            return False
        text = self._text
        return (
            not self._may_open(start, end)
            and not text.is_in_capitals(start, end, CAPITALS)
            and not (self._days[bisect_left(self._days, start)] < end and self._may_be_dated(start, end))
            and not may_hold_motto(text, start, end)
            and not self._may_be_signed(start, end)
        )

    def _may_open(self, start: int, end: int) -> bool:
        """Whether a kind of line may begin here; a number's label has its capital."""
        opening = _OPENING.match(self._text.plain, start, end)
        if opening is None:
            return False
        return opening["number"] is None or NUMBER_HEAD.match(self._text.value, start, end) is not None

    def _may_be_dated(self, start: int, end: int) -> bool:
        """Whether a day is more than one of a sentence: it has a place, or the line begins with it."""
        date = date_line(self._text.value, start, end)
        return date is not None and (date.place is not None or date.start - start <= _LABELLED)

    def _may_be_signed(self, start: int, end: int) -> bool:
        """Whether a word in capitals may be of a post, or letters an authority."""
        shape, low = self._text.shape, self._text.plain
        at = shape.find("AA", start, end)
        if at < 0:
            return False
        while at >= 0:
            first = max(shape.rfind(".", start, at) + 1, start)
            last = shape.find(".", at, end) % (end + 1)
            if low[first:last] in _words_of_posts():
                return True
            at = shape.find("AA", last, end)
        return _AUTHORITY_INSIDE.search(self._text.value, start, end) is not None


def _places(low: str) -> Iterator[int]:
    """Where signs stand that running text has none of."""
    yield from (match.start() for match in _COLON.finditer(low))
    for sign in _RARE:
        at = low.find(sign)
        while at >= 0:
            yield at
            at = low.find(sign, at + 1)


@cache
def _words_of_posts() -> frozenset[str]:
    """The words of all posts, one by one and run together."""
    posts = (plain(name).replace(",", " ").split() for name in signing().positions)
    return frozenset(
        "".join(words[first:last])
        for words in posts
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    )
