"""Running text: lines on which nothing of a letterhead, a foot or a form begins, told at a glance.

Most lines of a document are such. What is rare in a sentence (a colon, a wide blank, a day, capitals side
by side) is sought once in the whole text, the first letters of a label where a line begins; a line that
has none of it is spared the close look for columns (`cells`) and kinds (`layout`). Whatever is in doubt
here gets the close look.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

import regex

from vbparse.cells import AUTHORITY, CAPITALS, FOR, NUMBER_HEAD, TO, WIDEST, Line, behind_item, signatures
from vbparse.datelines import DAY, date_line
from vbparse.mottos import hints, may_hold_heading, may_hold_tagline, mottos
from vbparse.normalize import plain
from vbparse.tables import signing
from vbparse.text import Text

_SHORTEST, _BEGINNING = 7, 4
# A tab, a wide blank, what an electronic signature holds, a colon behind what a label ends with: "Nơi nhận",
# "Kính gửi", "Điện", "Người ký", "Ký bởi", "Cơ quan", "Chức vụ", "Email", an hour, a blank or one sign.
_RARE = ("\t", "   ", "@", "gov", "0v")
_COLON = re.compile(
    r":(?:(?<=[\d\s]:)|(?<=\s\S:)|(?<=[hb][ao][nu]:)|(?<=[hb]\s[ao][nu]:)|(?<=[ao]\s[nu]:)|(?<=u[il]:)|(?<=u\s[il]:)"
    r"|(?<=nh:)|(?<=n\sh:)|(?<=dien:)|(?<=ky:)|(?<=boi:)|(?<=quan:)|(?<=mail:)|(?<=vu:)|(?<=by:)|(?<=ned:)|(?<=not:))"
)
# How the kinds of `layout` begin on plain text, and more: a page's number, V/v, "Kính gửi", "Nơi nhận",
# "Đã ký", "Phụ lục", "(Kèm theo", "Số", an authority; and lines without a word at their beginning.
_OPENING = re.compile(
    rf"\W{{0,3}}(?:page|trang\s|\d{{1,3}}\s*-*$|v\s?[/il1|]\s?v?\b|v/?w?\b|{TO}|\w?{FOR}|da ky|ky ten"
    r"|ky,? dong)"
    r"|\W{0,4}(?:phu luc|mau (?:so|bieu|\d)|bieu (?:mau|so)|(?:ban hanh )?kem theo)"
    r"|[\W\d_]{0,4}(?:(?P<number>(?:(?:bo )?luat|phap lenh|nghi quyet)\sso|[s$]\s?[o068](?![a-z])|s[a-z]\s?:)"
    rf"|{AUTHORITY})"
    r"|[\W_]{4}"
)
# On the shape of a text: capitals side by side, or one that stands alone. A line of capitals has either.
_CAPITALS = re.compile(r"A(?!a)(?:A+|(?<![Aa]A))")
_AUTHORITY_INSIDE = re.compile(
    r"[ \t.:](?:T\s?/?\s?\.?(?:[MLUÚÙỦŨỤƯỨỪỬỮỰ]|[1IÍÌỈĨỊ]\s?[.:,/])|T/N|[1IÍÌỈĨỊ]/M|T[IÍÌỈĨỊ]M"
    r"|K\s?/?\s?\.?T|Q[UÚÙỦŨỤƯỨỪỬỮỰ\s./,])"
)
_LABELLED = 8                                    # code points before a date line that is a cell of its own
_BEFORE_DAY = " \t.|,;0123456789"                # what may stand between a place and its day: ten of them
_MOST_BEFORE_DAY = 10


def doubtful(text: Text, lines: Sequence[Line]) -> set[int]:
    """Which lines of a text are not surely cells of running text, by their indices in `lines`."""
    low, starts = text.plain, [start for _, start, _ in lines]

    def holding(places: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Places, each with the index of the line that prints it."""
        for at in places:
            n = bisect_right(starts, at) - 1
            if n >= 0 and at < lines[n][2]:
                yield n, at

    doubts = {
        n
        for n, (_, start, end) in enumerate(lines)
        if not _is_calm(low[start : min(start + _BEGINNING, end)])
        and (end - start < _SHORTEST or _may_open(text, start, end))
    }
    doubts.update(n for n, _ in holding(_rare(low)))
    days = (match.start(match.lastindex or 0) for match in DAY.finditer(text.value))
    doubts.update(n for n, day in holding(days) if n not in doubts and _may_be_dated(text, lines[n], day))
    tagged = {n for n, _ in holding(hints(low))}
    doubts.update(n for n in tagged - doubts if may_hold_tagline(text, *lines[n][1:]))
    large = {n for n, _ in holding(match.start() for match in _CAPITALS.finditer(text.shape))}
    doubts.update(n for n in large - doubts if _may_be_large(text, *lines[n][1:]))
    return doubts


@lru_cache(maxsize=4096)
def _is_calm(beginning: str) -> bool:
    """Whether no kind of line begins with these letters, which begin many lines."""
    return _opening().match(beginning, partial=True) is None


@cache
def _opening() -> regex.Pattern[str]:
    """The same pattern for `regex`, which tells what may still become a match."""
    return regex.compile(_OPENING.pattern)


def _may_open(text: Text, start: int, end: int) -> bool:
    """Whether a kind of line may begin here; a number's label has its capital."""
    opening = _OPENING.match(text.plain, start, end)
    if opening is None:
        return False
    return opening["number"] is None or NUMBER_HEAD.match(text.value, start, end) is not None


def _rare(low: str) -> Iterator[int]:
    """Where signs stand that running text has none of."""
    yield from (match.start() for match in _COLON.finditer(low))
    for sign in _RARE:
        at = low.find(sign)
        while at >= 0:
            yield at
            at = low.find(sign, at + 1)


def _may_be_dated(text: Text, line: Line, day: int) -> bool:
    """Whether a day is more than one of a sentence: it has a place, or the line begins with it."""
    _, start, end = line
    if day - start > _LABELLED + _MOST_BEFORE_DAY:
        before = text.value[start:day].rstrip(_BEFORE_DAY)
        name = before[before.rfind(" ") + 1 :]
        if name.islower() or not (name[-1:].islower() or name.endswith(("Y", "HCM"))):
            return False                         # no name in front of it
    date = date_line(text.value, start, end)
    return date is not None and (date.place is not None or date.start - start <= _LABELLED)


def _may_be_large(text: Text, start: int, end: int) -> bool:
    """Whether a line may be one of capitals, or hold a heading, a post in capitals or an authority."""
    return (
        text.is_in_capitals(start, end, CAPITALS)
        or (may_hold_heading(text, start, end) and (end - start > WIDEST or any(mottos(text, start, end))))
        or _may_be_signed(text, start, end)
        or behind_item(text, start, end) is not None
    )


def _may_be_signed(text: Text, start: int, end: int) -> bool:
    """Whether a post may stand in capitals, or letters for an authority."""
    if not _has_word_of_post(text, start, end) and not _AUTHORITY_INSIDE.search(text.value, start, end):
        return False
    begins = start + len(text.shape[start : start + 4]) - len(text.shape[start : start + 4].lstrip("."))
    found = chain(
        filter(None, [signatures().match(text.plain, begins, end)]),
        signatures().finditer(text.plain, start + 1, end),
    )
    return any(match["authority"] or text.shape.find("AA", *match.span()) >= 0 for match in found)


def _has_word_of_post(text: Text, start: int, end: int) -> bool:
    """Whether a word with capitals side by side is one of a post."""
    shape, low = text.shape, text.plain
    at = shape.find("AA", start, end)
    while at >= 0:
        first = max(shape.rfind(".", start, at) + 1, start)
        last = shape.find(".", at, end) % (end + 1)
        if low[first:last] in _words_of_posts():
            return True
        at = shape.find("AA", last, end)
    return False


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
