"""Dates in running text, and behind the number of a citation: day, month, year, whatever parts them.

    18/02/2019, 25.4.2019, 02-9-2001       never month first
    18 tháng 2 năm 2019, 03 tháng bốn …     the month a number or a word
    18/02/2O19, l8 tháng 0I năm 2019        a scan's letters for digits, behind a number only
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from vbparse.patterns import re_pattern
from vbparse.text import Piece, Text

MONTHS: Final = {
    "gieng": 1,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
    "chap": 12,
}
"""The months by their words without marks."""
_WORD_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True)).replace(" ", r"\s")
# Years as digits, also with a blank that OCR put inside: `20 19`.
_YEAR = r"(?:19|20)\s?\d\s?\d"
# `tháug 7 uăm`, `ngà y`, `nqày`: n and u, g and q are taken for one another, a blank falls inside.
_MONTH = r"[tf]\s?[hb]\s?\w\s?[nu]\s?[gq]"
_OF_YEAR = r"[nu]\s?\w\s?[mrn]"
_DATE = re_pattern(
    rf"(?P<d>\d{{1,2}})(?:\s?(?P<sep>[/.-])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?P<y>(?:19|20)\d\d)(?!\d)"
    rf"|\s{{0,2}}{_MONTH}\s{{1,2}}(?P<month>\d{{1,2}}|{_WORD_MONTH})\s{{1,2}}{_OF_YEAR}\s{{1,2}}(?P<year>{_YEAR}))"
)
# In a date slot l, I and | are 1, and O is 0; a year that is told has two digits at least.
_SLOT = r"[\dloi|!ø]"
_AS_DIGITS = str.maketrans("li|!oø", "111100")
_YEAR_SLOT = rf"(?=\S?\d\S{{0,2}}\d|\S\S\d\d)[12li|!]{_SLOT}{{3}}(?![\w|])"
_DATE_IN_SLOTS = re_pattern(
    rf"(?P<d>{_SLOT}{{1,2}})(?:\s?(?P<sep>[/.-])\s?(?P<m>{_SLOT}{{1,2}})\s?(?P=sep)\s?(?P<y>{_YEAR_SLOT})"
    rf"|[\s.]{{0,2}}{_MONTH}\s{{1,2}}(?P<month>{_SLOT}{{1,2}})\s{{1,2}}{_OF_YEAR}\s{{1,2}}(?P<year>{_YEAR_SLOT}))"
)


class Date(NamedTuple):
    """A calendar date where it stands in `Text.value`; `iso` is `2019-06-21`."""

    piece: Piece
    iso: str


def iso_date(day: int, month: int, year: int) -> str | None:
    """ISO 8601 for a day that exists from 1945 on, else None."""
    if not (1945 <= year <= 2099 and 1 <= month <= 12):
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= days_of(month, year) else None


def days_of(month: int, year: int) -> int:
    """How many days a month has."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find_dates(text: Text, start: int = 0, end: int | None = None) -> Iterator[Date]:
    """Every full date in a stretch of text: `18/02/2019`, `25.4.2019`, `18 tháng 2 năm 2019`."""
    for match in _DATE.finditer(text.plain, start, len(text.plain) if end is None else end):
        iso = _iso(match)
        if iso:
            yield Date(Piece(*match.span()), iso)


def date_after(text: Text, start: int, end: int) -> Date | None:
    """The date that a citation carries right behind its number: `, ngày 18/02/2019`, `(28/5/2017)`."""
    lead = _DATE_LEAD.match(text.plain, start, min(end, start + 60))
    if lead is None:
        return None
    if match := _DATE.match(text.plain, lead.end(), end):
        iso = _iso(match)
    elif match := _DATE_IN_SLOTS.match(text.plain, lead.end(), end):
        iso = _iso_in_slots(match)
    else:
        return None
    return Date(Piece(start, match.end()), iso) if iso else None


def _iso(match: re.Match[str]) -> str | None:
    """The day that a match of `_DATE` prints, if there is one."""
    month, year = match["m"] or match["month"], match["y"] or match["year"]
    number = int(month) if month.isdigit() else MONTHS[_BLANKS.sub(" ", month)]
    return iso_date(int(match["d"]), number, int(_BLANKS.sub("", year)))


def _iso_in_slots(match: re.Match[str]) -> str | None:
    """The same of a match of `_DATE_IN_SLOTS`."""
    slots = (match["d"], match["m"] or match["month"], match["y"] or match["year"])
    day, month, year = (int(slot.translate(_AS_DIGITS)) for slot in slots)
    return iso_date(day, month, year)


_BLANKS = re_pattern(r"\s+")
# `ngày` may be misread or stand on the next line; a dash that begins that line is a bullet of OCR.
_DATE_LEAD = re_pattern(
    r"[\s,.(:]{0,4}(?:de\b\W{0,4})?(?:(?:[nr]i?g\w{1,3}y?|[nu]\s?[gq]\s?\w\s?y|ay)[\s.,:-]{0,5})?"
    rf"(?<![loi])(?={_SLOT})"
)
