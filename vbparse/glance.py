"""Running text: lines on which nothing of a letterhead, a foot or a form begins, told at a glance.

Most lines of a document are such. To prove it takes a few looks for what is rare in a sentence (a colon,
a wide blank, a day, a word in capitals that is of a post, the first letters of a label) and spares the
close look for columns (`cells`) and kinds (`layout`). Whatever is in doubt here gets the close look.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache

from vbparse.cells import AUTHORITY, CAPITALS
from vbparse.datelines import DAY
from vbparse.mottos import may_hold_motto
from vbparse.normalize import plain
from vbparse.tables import signing
from vbparse.text import Text

_SHORTEST = 7
_RARE = ("\t", "   ", ":", "@", "gov", "0v")     # a wide blank, a label, an electronic signature
# How the kinds of `layout` begin on plain text, and more: a page's number, V/v, "Kính gửi", "Nơi nhận",
# "Đã ký", "Phụ lục", "(Kèm theo", "Số", an authority; and lines without a word at their beginning.
_OPENING = re.compile(
    r"\W{0,3}(?:page|trang\s|\d{1,3}\s*-*$|v\s?[/il1|w]|k\s?[il1t]\s?[nu]|[nu]\s?[oa0]\s?[il1t]\s?[nu]"
    r"|da ky|ky)"
    r"|\W{0,4}(?:phu luc|mau (?:so|bieu|\d)|bieu (?:mau|so)|(?:ban hanh )?kem theo)"
    r"|[\W\d_]{0,4}(?:(?:(?:bo )?luat|phap lenh|nghi quyet)\sso|[s$]\s?[o06](?![a-z])|s[a-z]\s?:"
    rf"|{AUTHORITY})"
    r"|[\W_]{4}"
)
_AUTHORITY_INSIDE = re.compile(
    r"[ \t.:](?:T\s?/?\s?\.?[MLUÚÙỦŨỤƯỨỪỬỮỰ]|T/N|[1IÍÌỈĨỊ]/M|T[IÍÌỈĨỊ]M|K\s?/?\s?\.?T|Q[UÚÙỦŨỤƯỨỪỬỮỰ\s./,])"
)
_CAPITALS = re.compile(r"AA+")


class Glance:
    """A look over the lines of one text."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._rare = [sign for sign in _RARE if sign in text.plain]
        self._days = [*(match.start() for match in DAY.finditer(text.value)), len(text.value)]

    def is_running(self, start: int, end: int) -> bool:
        """Whether `value[start:end]`, a line without blanks at its ends, is surely a cell of running text."""
        text = self._text
        return (
            end - start >= _SHORTEST
            and not any(text.plain.find(sign, start, end) >= 0 for sign in self._rare)
            and _OPENING.match(text.plain, start, end) is None
            and self._days[bisect_left(self._days, start)] >= end
            and not text.is_in_capitals(start, end, CAPITALS)
            and not may_hold_motto(text, start, end)
            and not self._may_be_signed(start, end)
        )

    def _may_be_signed(self, start: int, end: int) -> bool:
        """Whether a post or an authority may be printed in capitals."""
        text = self._text
        if text.shape.find("AA", start, end) < 0:
            return False
        runs = _CAPITALS.finditer(text.shape, start, end)
        return (
            any(_is_of_a_post(text.plain[run.start() : run.end()]) for run in runs)
            or _AUTHORITY_INSIDE.search(text.value, start, end) is not None
        )


@lru_cache(maxsize=8192)
def _is_of_a_post(letters: str) -> bool:
    return letters in _posts()


@cache
def _posts() -> str:
    """The letters of all posts."""
    return "\n".join(re.sub(r"[\s,]", "", plain(name)) for name in signing().positions)
