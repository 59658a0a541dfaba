"""Địa danh và thời gian ban hành on a line: "Hà Nội, ngày 05 tháng 3 năm 2020" (NĐ 30/2020, ô số 4).

    Hà Nội, ngày … tháng 3 năm 2020       a day that a hand should write
    Cao Bằng, ngày 15/7/2019              in digits alone only behind a place: a stamp has its day so
    TP. Hồ Chí Minh, nqày 5 tháug 3 uăm   misread
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from vbparse.patterns import regex_pattern

_WORD = r"(?:\p{Lu}(?:['’]\p{Lu}?)?\p{Ll}++|Y(?=[ ]\p{Lu}))"
_PLACE = (
    r"(?P<place>(?<!\p{L})(?:(?:[Qq]uận|[Pp]hường)\s\d{1,2}(?=\s?[,.;])|(?:TP|T\.P|Tp)\s?\.?\s?HCM"
    r"|(?:(?:TP|T\.P|Tp)\s?\.?\s?)?(?:(?:[Tt]hành phố|[Tt]hị xã|[Xx]ã|[Pp]hường|[Tt]ỉnh|[Hh]uyện)\s)?"
    rf"{_WORD}(?:(?:[ ]?-[ ]?|[ ]{{0,2}}){_WORD}){{0,4}}))"
)
_BETWEEN = r"[\s.]{0,3}[\d|]{0,3}[,.;]{0,2}\s{0,2}"
_BEHIND_PLACE = regex_pattern(rf"{_PLACE}{_BETWEEN}\Z")
_BEHIND_PLACE_OR_NOT = regex_pattern(rf"{_PLACE}?{_BETWEEN}\Z")
# From its end: words that a place is made of, and more; a place has eight at most.
_MAY_BE_PLACE = regex_pattern(
    r"(?r)(?:(?:\p{Lu}[\p{L}'’.]*|thành|phố|thị|xã|phường|tỉnh|huyện)[\s-]*+){0,12}[\s.\d|,;]*+"
)
_IN_DIGITS = regex_pattern(
    r"ngày\s{0,2}(?P<day>\d{1,2}|[\s.…]{1,8})\s?(?P<sign>[/.-])\s?(?P<month>\d{1,2})\s?(?P=sign)"
    r"\s?(?P<year>(?:19|20)\d\d)(?!\d)"
)
# `ngày`, `tháng`, `năm` under their commonest misreadings; day, month and year are slots (see fields.issued).
_IN_WORDS = regex_pattern(
    r"[Nnu][gq]\w{1,2}y(?P<day>[^\n]{0,9}?)[tTf]h\w{1,3}[nu][gq](?P<month>[^\n]{0,7}?)"
    r"(?<!\p{L})[nu][ăãảâáaấàạằ](?:m|rn)[\s-]{0,3}(?P<year>[12]\s?[\dOoØlI](?:\s?[\dOoØlI|]){2}|[.…\s]*$)?"
)
_REST = r"(?:[\s\d.…]{0,12}[/.-]|[^\n]{0,9}?[tTf]h\S{1,3}[nu][gq])"
DAY: Final = re.compile(rf"y(?:(?<=([Nnu][gq]\S)y)|(?<=([Nnu][gq]\S\S)y))(?={_REST})")
"""What every date line holds, found at a run by its rarest letter; it begins with a group."""


class DateLine(NamedTuple):
    """A day where it stands, with the place before it; a slot may hold debris, or nothing."""

    start: int
    place: tuple[int, int] | None
    date: tuple[int, int]
    day: str
    month: str
    year: str | None

    @property
    def end(self) -> int:
        return self.date[1]


def date_line(value: str, start: int, end: int) -> DateLine | None:
    """The first date line of a stretch of text."""
    for match in DAY.finditer(value, start, end):
        day = match.start(match.lastindex or 0)
        words = _IN_WORDS.match(value, day, end)
        digits = _IN_DIGITS.match(value, day, end)
        if words is None and digits is None:
            continue
        reach = _MAY_BE_PLACE.match(value, start, day)
        before = (_BEHIND_PLACE_OR_NOT if words else _BEHIND_PLACE).search(
            value, reach.start() if reach else day, day
        )
        found = digits if before and before["place"] and digits else words
        if before and found:
            place = before.span("place") if before["place"] else None
            return DateLine(before.start(), place, found.span(), found["day"], found["month"], found["year"])
    return None
