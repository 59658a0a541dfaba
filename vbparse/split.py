"""Cells → documents: a file is a bundle of a letter, what it encloses, a certified copy.

A document ends with its signature or its distribution list; the next begins with a letterhead: a
motto, a number with a serial, a copy note. Appendices and forms belong to the document before them,
also where a form imitates a letterhead (`Số: …/...`).
"""

from __future__ import annotations

from vbparse.layout import Kind
from vbparse.patterns import regex_pattern
from vbparse.text import Cell, Part, Text

_LETTERHEAD = frozenset((Kind.MOTTO, Kind.PARTY_MOTTO, Kind.NUMBER, Kind.COPY))
_OPENING = frozenset((Kind.NUMBER, Kind.DATE, Kind.TITLE, Kind.ABOUT))
_TAIL = frozenset((Kind.RECIPIENTS, Kind.SIGN, Kind.SIGNED))
_HEAD = (Kind.CAPS, Kind.RULE, Kind.MOTTO, Kind.PARTY_MOTTO, Kind.DATE, Kind.ESIGN, Kind.PAGE)
_SERIAL = regex_pattern(r"\d{1,6}[a-zđ]?\s{0,2}[-/.]|\d{1,6}\s+\p{Lu}{2}")
_COPY_NUMBER = regex_pattern(r"[-/]\s?(?:BS|SY|SL|TrS|TS|SYBC)\s?[-/]")
_NEAR = 14  # cells of a letterhead, debris included


def split(text: Text, cells: tuple[Cell, ...]) -> tuple[Part, ...]:
    """The documents of a file in the order they stand; at least one."""
    starts = [0]
    closing = _closing(cells, 0)
    for k in [k for k, cell in enumerate(cells) if cell.kind in _LETTERHEAD]:
        if k > starts[-1] and _begins(cells, starts[-1], k, closing < k):
            first = _letterhead_start(cells, starts[-1], k)
            if first > starts[-1]:
                starts.append(first)
                closing = _closing(cells, first)
    edges = [0, *(cells[k].start for k in starts[1:]), len(text.value)]
    ends = [*starts[1:], len(cells)]
    return tuple(
        Part(text, edges[n], edges[n + 1], cells[first:last])
        for n, (first, last) in enumerate(zip(starts, ends, strict=True))
    )


def _begins(cells: tuple[Cell, ...], start: int, k: int, closed: bool) -> bool:
    """Whether a cell of a letterhead is of a new document's; `closed` if the last has its foot."""
    before = cells[start:k]
    if cells[k].kind == Kind.COPY:
        return closed and not _holds_copy(before)
    ahead = cells[k : k + _NEAR]
    number = next((c for c in ahead if c.kind in (Kind.NUMBER, Kind.FORM)), None)
    if number is None or number.kind == Kind.FORM:
        return False
    if _has_serial(number):
        told = any(
            c.kind in (Kind.DATE, Kind.TITLE, Kind.ABOUT, Kind.ADDRESSEES, Kind.RECIPIENTS, Kind.COPY)
            for c in ahead
        )
        return told and (closed or _opened(before, number))
    return closed and not any(c.kind == Kind.APPENDIX for c in before)


def _closing(cells: tuple[Cell, ...], start: int) -> int:
    """Where a document comes to its foot: a signature or a distribution list under its body."""
    end = len(cells)
    opened = next((k for k in range(start, end) if cells[k].kind in _OPENING), end)
    said = next((k for k in range(opened, end) if len(cells[k].value) > 40), end)
    listed = next((k for k in range(start, said) if cells[k].kind == Kind.RECIPIENTS), said)
    return next((k for k in range(max(opened, listed) + 1, end) if cells[k].kind in _TAIL), end)


def _opened(before: tuple[Cell, ...], number: Cell) -> bool:
    """Whether a document already has head and body, its foot lost by the scan."""
    own = next((c for c in before if c.kind == Kind.NUMBER and _has_serial(c)), None)
    if own is None or own.plain[-12:] == number.plain[-12:]:
        return False
    body = [c for c in before if c.kind == Kind.TEXT and len(c.value) > 50]
    return len(body) >= 3 and any(c.kind in (Kind.MOTTO, Kind.PARTY_MOTTO) for c in before)


def _holds_copy(before: tuple[Cell, ...]) -> bool:
    return any(c.kind == Kind.NUMBER and _COPY_NUMBER.search(c.value) for c in before)


def _has_serial(number: Cell) -> bool:
    return bool(_SERIAL.search(number.value))


def _letterhead_start(cells: tuple[Cell, ...], start: int, k: int) -> int:
    """The first cell of the letterhead that holds cell `k`: up to a signature or a sentence."""
    first = k
    while first - 1 > start and cells[first - 1].kind in _HEAD:
        if cells[first - 1].kind == Kind.CAPS and _is_name(cells, first - 1):
            break
        first -= 1
    return first


def _is_name(cells: tuple[Cell, ...], k: int) -> bool:
    """Whether capitals right under a signature are the signer's name: `ĐOÀN VĂN PẢN`."""
    words = cells[k].value.split()
    return (
        2 <= len(words) <= 5
        and cells[k - 1].kind in (Kind.SIGN, Kind.SIGNED)
        and cells[k].row - cells[k - 1].row > 1
    )
