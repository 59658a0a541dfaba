"""Dấu "ĐẾN": the stamp by which a receiver registers what arrives (NĐ 30/2020, Phụ lục IV).

Its office, number and date are the receiver's, never the document's. The number is written by hand:
dots among its digits are leaders (`2.8.9` is 289).
"""

from __future__ import annotations

from collections.abc import Iterator

from vbparse.dates import iso_date
from vbparse.layout import Kind
from vbparse.letters import mended_capitals
from vbparse.naming import ordinary
from vbparse.patterns import regex_pattern
from vbparse.prose import trim
from vbparse.record import Stamp
from vbparse.text import Cell, Found
from vbparse.zones import Zones

_DAY = regex_pattern(r"(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20)\d\d)(?!\d)")
_NUMBER = regex_pattern(r"\bso\b(?! sach)[\s.:;,…_]*(\d[\d.\s]*)?")
_WORDS = regex_pattern(r"\b(?:(?:cong van|van ban)\s+)?den\b(?:\s+qua m\w+)?|^\W*(?:cong|van)\W*$")

_REGISTERED = regex_pattern(r"den\b|chuyen|so\b")
_NO_OFFICE = regex_pattern(r"\d|:")
_LEADERS = regex_pattern(r"[.\s]")
_ALONE = regex_pattern(r"\W*(\d[\d.]{0,7})\s*(?:ngay\b|$)")


def stamps(zones: Zones) -> Iterator[Found[Stamp]]:
    """The arrival stamps of the document, in order."""
    block: list[Cell] = []
    for cell in (*zones.cells, None):
        if cell is not None and cell.kind == Kind.STAMP and (not block or _same(block, cell)):
            block.append(cell)
            continue
        if block:
            yield _read(block)
        block = [cell] if cell is not None and cell.kind == Kind.STAMP else []


def _same(block: list[Cell], cell: Cell) -> bool:
    """A second office in capitals opens a second stamp."""
    return not (_is_office(cell) and any(_REGISTERED.search(c.plain) for c in block))


def _is_office(cell: Cell, least: int = 9) -> bool:
    return (
        cell.is_caps
        and len(cell.value) >= least
        and not _WORDS.search(cell.plain)
        and not _NO_OFFICE.search(cell.plain)
    )


def _read(block: list[Cell]) -> Found[Stamp]:
    first = next((k for k, c in enumerate(block) if _is_office(c)), None)
    lines = [block[first].value] if first is not None else []
    if first is not None and first + 1 < len(block) and _is_office(block[first + 1], least=4):
        lines.append(block[first + 1].value)
    office = ordinary(trim(mended_capitals(" ".join(lines)).replace("&", "và"))) if lines else None
    rows: dict[int, list[Cell]] = {}
    for cell in block:
        rows.setdefault(cell.row, []).append(cell)
    number = date = None
    for cells in rows.values():
        line = " ".join(c.plain for c in cells)
        day = _DAY.search(line)
        if day and date is None:
            date = iso_date(int(day[1]), int(day[2]), int(day[3]))
        before = line[: day.start()] if day else line
        if number is None:
            number = _digits(before)
    if number is None:
        number = _alone(rows)
    kept = tuple(c.piece for c in block)
    return Found(Stamp(office=office, number=number, date=date), kept, "stamp.arrival", 0.94)


def _digits(line: str) -> str | None:
    """The register's number after "Số", its leaders out."""
    match = _NUMBER.search(line)
    digits = _LEADERS.sub("", match[1]) if match and match[1] else ""
    return digits or None


def _alone(rows: dict[int, list[Cell]]) -> str | None:
    """A number that stands alone before the date, as a table's cells leave it (`139 Ngày 21/1/2022`)."""
    for cells in rows.values():
        for cell in cells:
            match = _ALONE.match(cell.plain)
            if match and not _DAY.search(cell.plain[: match.end(1) + 5]):
                return match[1].replace(".", "") or None
    return None
