"""Số và ký hiệu của văn bản: the line that names the document (NĐ 30/2020, Phụ lục I, ô số 3).

    Số 84 - KH/BTGTU          Party    HD 36-HD/VPTW (2018)
    Số: 123/QĐ-UBND           State    NĐ 30/2020
    Luật số: 80/2015/QH13     laws
    Số:      /QĐ-UBND         a draft, or a serial written by hand: the symbol stays

Looks in the letterhead only, so a stamp's own "Số:" and a cited number are never taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vbparse.cells import NUMBER_HEAD
from vbparse.layout import Kind
from vbparse.patterns import regex_pattern
from vbparse.text import Cell, Found, Piece
from vbparse.tokenizer import find_numbers, find_symbol
from vbparse.zones import Zones


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """`value` is null where no serial can be read; `codes` are the codes of the symbol."""

    value: str | None
    symbol: str
    codes: tuple[str, ...]
    party: bool


_SERIAL = regex_pattern(r"\d{1,6}[a-zđA-ZĐ]?")
_LEADERS = regex_pattern(r"[\s._…]+")


def number(zones: Zones) -> Iterator[Found[OwnNumber]]:
    """The document's own number; the first in the head is the first choice."""
    for cell in zones.head:
        if cell.kind == Kind.NUMBER:
            found = _read(zones, cell)
            if found is not None:
                yield found


def _read(zones: Zones, cell: Cell) -> Found[OwnNumber] | None:
    label = NUMBER_HEAD.match(cell.value)
    start = cell.start + (label.end() if label else 0)
    whole = next(find_numbers(zones.part.text, start, cell.end), None)
    if whole is not None and not zones.part.text.value[start : whole.piece.start].strip(" ._…"):
        own = OwnNumber(whole.value, whole.symbol, whole.codes, whole.party)
        return Found(own, (whole.piece,), "number.party" if own.party else "number.state", 0.99)
    symbol = find_symbol(zones.part.text, start, cell.end)
    if symbol is None:
        return None
    printed = zones.part.text.value[start : symbol.piece.start]
    serial = _LEADERS.sub("", printed)
    first = symbol.first
    if not _SERIAL.fullmatch(serial):
        own = OwnNumber(None, symbol.value, symbol.codes, _is_party(first, symbol.value))
        blank = not serial
        return Found(
            own, (symbol.piece,), "number.blank" if blank else "number.unreadable", 0.9 if blank else 0.8
        )
    own = OwnNumber(serial + first + symbol.value, symbol.value, symbol.codes, _is_party(first, symbol.value))
    begin = start + len(printed) - len(printed.lstrip(" ._…"))
    return Found(own, (Piece(begin, symbol.piece.end),), "number.leaders", 0.93)


def _is_party(first: str, symbol: str) -> bool:
    return first == "-" and "/" in symbol
