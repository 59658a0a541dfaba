"""Địa danh và thời gian ban hành: "Hà Nội, ngày 05 tháng 3 năm 2020" (NĐ 30/2020, Phụ lục I, ô số 4).

The date is as precise as the page: a day written by hand and lost leaves the month, a month the
year. An arrival stamp and the time of an electronic signature are never taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from vbparse.cells import BROKEN_DATE
from vbparse.datelines import date_line
from vbparse.dates import MONTHS, iso_date
from vbparse.layout import Kind
from vbparse.naming import is_place, place_name
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.syllables import is_syllable
from vbparse.text import Cell, Found, Piece
from vbparse.zones import BODY_CUE, Zones

# In a date slot l, I and | are 1, O and Ø are 0 (seen: `l8thang`, `3|`, `Ø3`).
_SLOT = str.maketrans(
    {"l": "1", "I": "1", "|": "1", "i": "1", "!": "1", "O": "0", "o": "0", "Ø": "0", "ø": "0"}
)
_YEAR = regex_pattern(r"(?:19|20)\d\d")
_UP_TO_TWO = regex_pattern(r"\d{1,2}")
_LEADERS = regex_pattern(r"[\s.,…-]+")
_GOES_ON = regex_pattern(r"\d{0,2}\s?(?:tháng|năm)\s")
_BLANKS = regex_pattern(r"\s+")
_FILLED = 50                                      # code points of a line of running text
_HALF_A_WORD = regex_pattern(r"(?<!\S)(?P<word>\d?\p{L}?\p{Ll}{1,4}) $")


def date(zones: Zones) -> Iterator[Found[str]]:
    """The document's date, `2019-06-21`, `2019-06` or `2019`."""
    for cell in _lines(zones):
        line = date_line(cell.value, 0, len(cell.value))
        if line is None or line.year is None or (line.place is None and _in_body(zones, cell)):
            continue
        year = _BLANKS.sub("", line.year).translate(_SLOT)
        if not _YEAR.fullmatch(year):
            continue
        day, month = _slot(line.day), _month(line.month)
        value = _date(day, month, int(year))
        exact = line.day.strip() in (str(day or ""), f"{day or 0:02}")
        confidence = {10: 0.99 if exact else 0.95, 7: 0.95, 4: 0.9}[len(value)]
        yield Found(value, (_piece(cell, line.date),), "date.line", confidence)


def place(zones: Zones) -> Iterator[Found[str]]:
    """The place of the date line as printed, damage repaired: `Lạng Sơn`, `TP. Hồ Chí Minh`."""
    for cell in _lines(zones):
        line = date_line(cell.value, 0, len(cell.value))
        if line is not None and line.place:
            start, end = line.place
            start += _said_before(cell.value[start:end])
            piece = _piece(cell, (start, end))
            before = _HALF_A_WORD.search(zones.part.text.value, max(0, piece.start - 12), piece.start)
            name = place_name(" ".join(cell.value[start:end].split()))
            if before and not is_syllable(before["word"]) and not is_place(name):
                continue                          # seen: `8ến Tre`, whose first word is beyond reading
            yield Found(name, (piece,), "place.line", 0.97)


def _in_body(zones: Zones, cell: Cell) -> bool:
    """Whether running text stands above: a line of it may be a day (`kể từ` ⏎ `ngày 22 tháng 3 …`)."""
    above = (c for c in zones.head if c.end <= cell.start and c.kind == Kind.TEXT and len(c.value) > _FILLED)
    return any(BODY_CUE.match(c.plain) or c.row + 1 == cell.row for c in above)


def _said_before(printed: str) -> int:
    """Where the place begins in one that ends what stands before it too: `xã Hòa Thắng Hòa Thắng`.

    On one line the subject's last words run on into the date line.
    """
    for blank in _BLANKS.finditer(printed):
        before, place = printed[: blank.start()], printed[blank.end() :]
        if f" {before}".endswith(f" {place}") or f" {place}".endswith(f" {before}"):
            return blank.end()
    return 0


def _piece(cell: Cell, where: tuple[int, int]) -> Piece:
    return Piece(cell.start + where[0], cell.start + where[1])


def _lines(zones: Zones) -> Iterator[Cell]:
    """Date lines of the head, then of the foot, where a copy note has its own."""
    whole = [c for c in zones.head if c.kind == Kind.DATE]
    yield from whole or _broken(zones)
    foot = zones.cells[max(len(zones.head), zones.foot) : zones.appendix]
    yield from (c for c in foot if c.kind == Kind.DATE)


def _broken(zones: Zones) -> Iterator[Cell]:
    """Date lines of the head that a line's end cuts, on one line: what is left out is as long as a blank."""
    value = zones.part.text.value
    for cell, below in pairwise(zones.head):
        if below.start - cell.end == 1 and BROKEN_DATE.search(cell.value) and _GOES_ON.match(below.value):
            yield cell._replace(end=below.end, value=value[cell.start : below.end].replace("\n", " "))


def _slot(printed: str) -> int | None:
    digits = _LEADERS.sub("", printed).translate(_SLOT)
    return int(digits) if _UP_TO_TWO.fullmatch(digits) else None


def _month(printed: str) -> int | None:
    return _slot(printed) or MONTHS.get(" ".join(plain(printed).split()))


def _date(day: int | None, month: int | None, year: int) -> str:
    if month is None or not 1 <= month <= 12:
        return f"{year}"
    return (iso_date(day, month, year) if day else None) or f"{year}-{month:02}"
