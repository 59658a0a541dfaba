"""Nơi nhận: the distribution list at the foot (NĐ 30/2020, Phụ lục I, ô số 9b).

One item a line behind a bullet; commas inside an item do not split it; a line without a bullet goes
on with the item above (`Ban Thường vụ huyện ủy, thị ủy, thành ủy,` ⏎ `ĐUTT,`). Lines of the signature
that the scan ran in between, or behind an item on its line, are not of the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from vbparse.cells import FOR
from vbparse.distribution import braced_purposes, filed, recipient, without_brace
from vbparse.layout import Kind
from vbparse.patterns import regex_pattern
from vbparse.persons import is_person, name_at_end, name_over_break, titled_from
from vbparse.prose import item, join, squeeze
from vbparse.record import Recipient
from vbparse.text import Cell, Found, Piece
from vbparse.zones import Zones

if TYPE_CHECKING:
    import regex

_Line = tuple[str, Piece]
_LABEL = regex_pattern(rf"\W{{0,3}}\w?{FOR}\s*[:;.]?\s*")
_BULLET = regex_pattern(r"\s*(?:(?:[-+*•~_.]+\s*|-?[─¬]\s*)(?=[\p{L}(\d])|[;:>»›]\s(?=\p{Lu}\p{L}))")
_INLINE = regex_pattern(r"(?<=[;.,])\s+[-+*•]\s*(?=\p{L})")
_INLINE_BARE = regex_pattern(r"(?<=;)\s+(?=\p{Lu})")
_CLOSED = regex_pattern(r"[;.]\W{0,4}$")
_CLOSING = regex_pattern(r"[;,.:)]\W*$")
_ENDS_OPEN = regex_pattern(r"[\p{L}\d]$")
_REFERS = regex_pattern(r"\W{0,2}nhu (?:tren|kinh gui|dieu \d)\b")
_HANGING = regex_pattern(r"(?:\bvà|\bcác|-)$")
_WORD = regex_pattern(r"\p{L}{2}")
# What the signature's column leaves behind a closed item: `; m ễ kẽ`, `. Tản`; no `TP. Hà Nội`, no `Lưu. VT`.
_DEBRIS = regex_pattern(
    r",(?=\s[:=_~^`°«»]\s\S{1,5}\W*$).*$|[;.]\s[^;]{0,22}?[=`^«»#<>~_][^;]{0,14}$"
    r"|(?<!^\W*[Ll]ưu)[;.](?!\s+\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+\W*$)(?:\s+[^\s\p{L}]*\p{L}{0,3}[^\s\p{L}]*){1,4}\s*$"
)
# Ô số 11: who typed it and how many copies, behind the office that files: `Lưu: VT, P4; T85`.
_TYPIST = regex_pattern(r"\W*L[uư]u\W[^;]*;\s(?:\p{Lu}{2,5}\d{0,3}|\p{Lu}\p{Ll}{0,2}\d{1,4})(?!\w)")
_SIGNED = regex_pattern(r"(?<!\s)\s*+\(?(?:[đĐ]ã ký|[Kk]ý tên[^)]{0,90}+|[Kk]ý,? đóng dấu)\)?\s*+$")
_BETWEEN = (Kind.SIGN, Kind.SIGNED, Kind.RULE, Kind.STAMP, Kind.ESIGN, Kind.DATE, Kind.COPY, Kind.PAGE)
_WIDEST = 110
_MOST_ITEMS = 80


def recipients(zones: Zones) -> Iterator[Found[Recipient]]:
    """The items under "Nơi nhận:", in order, the filing item last."""
    foot = range(zones.foot, zones.appendix)
    start = next((k for k in foot if zones.cells[k].kind == Kind.RECIPIENTS), None)
    if start is None:
        return
    items = _items(zones.cells[start : zones.appendix])
    purposes = braced_purposes([[line for line, _ in lines] for lines in items])
    for n, lines in enumerate(items):
        text = item(join(without_brace(line) for line, _ in lines))
        if len(text) > 1 and any(map(str.isalpha, text)):
            pieces = tuple(piece for _, piece in lines)
            yield Found(recipient(text, purposes.get(n)), pieces, "recipients.list", 0.97)


@dataclass
class _List:
    """The list while it is read: its items, and what the last line said of the next."""

    usual: int                                    # rows between items; a blank line between all is no gap
    bulleted: bool
    row: int
    items: list[list[_Line]] = field(default_factory=list)
    filed: bool = False                           # "Lưu" was read, which ends the list
    closed: bool = False
    ended: bool = False                           # by a comma too: without bullets a new item follows

    def read(self, text: str, piece: Piece, is_new: bool) -> None:
        """Take one line in, as a new item or as the rest of the last."""
        self.closed = _CLOSED.search(text) is not None
        text, piece = _without_signature(text, piece)
        bullet = _BULLET.match(text)
        ended, self.ended = self.ended, _ends(text)
        if bullet or is_new or not self.items or (ended and not self.bulleted):
            cut = bullet.end() if bullet else 0
            self.items.append([(text[cut:], Piece(piece.start + cut, piece.end))])
        elif text.strip():
            self.items[-1].append((text, piece))
        self.filed = self.filed or filed(self.items[-1][0][0]) is not None

    def goes_on(self, cell: Cell) -> bool:
        """Whether a line without a bullet is the rest of the item above."""
        gap = cell.row - self.row
        if not self.items:
            return gap <= 2 and _looks_like_item(cell)
        if cell.column > 0 or not 3 <= len(cell.value) <= _WIDEST or is_person(cell.value):
            return False
        if cell.is_caps and cell.value[-1] not in ",;.":
            return False
        last = squeeze(self.items[-1][-1][0])
        if not self.bulleted and self.ended and not self.filed:
            return gap <= self.usual + 1 and _looks_like_item(cell)
        if last.count("(") > last.count(")") and gap <= 2:
            return True
        hanging = _HANGING.search(last) is not None and gap <= 2
        if self.filed or self.closed or (gap > self.usual and not hanging):
            return False
        return _WORD.search(cell.value) is not None


def _items(cells: tuple[Cell, ...]) -> list[list[_Line]]:
    """The lines of each item, with the pieces that they take up; the first cell is the label."""
    rows = [cell.row for cell in cells[1:] if _BULLET.match(cell.value)]
    found = _List(_usual_gap(rows), bool(rows) or _INLINE.search(cells[0].value) is not None, cells[0].row)
    for k, cell in enumerate(cells):
        value, begin = cell.value, cell.start
        if k == 0:
            label = _LABEL.match(cell.plain)
            begin += label.end() if label else 0
            value = value[begin - cell.start :]
            if len(value) < 12 and not _BULLET.match(value) and not _INLINE.search(value):
                continue
        elif cell.kind in _BETWEEN:
            if found.filed and cell.kind in (Kind.COPY, Kind.DATE):
                break
            continue
        broken = name_over_break(value, cells[k + 1].value) if k + 1 < len(cells) else None
        value = value[: titled_from(value, broken[1])] if broken else value
        bullet = _BULLET.match(value)
        files = filed(value[bullet.end() :] if bullet else value) is not None
        files = files and (bullet is not None or not is_person(value))  # Lưu is a family name too
        listed = not k and _INLINE_BARE.search(value) is not None  # a table's cell holds the whole list
        if not (bullet or files or listed or found.goes_on(cell)):
            if found.filed or cell.row - found.row > 8:
                break
            continue
        if (found.filed and not files and cell.row - found.row > 3) or len(found.items) >= _MOST_ITEMS:
            break
        split = _INLINE if k or _INLINE.search(value) else _INLINE_BARE
        for n, (text, piece) in enumerate(_parts(value, begin, split)):
            if n and found.filed and filed(text) is None:
                break                             # debris behind the filing item: `- Lưu VP, -YV`
            found.read(text, piece, is_new=files or n > 0)
        found.row = cell.row
    return found.items


def _usual_gap(rows: list[int]) -> int:
    """How many rows one item's bullet stands below the other's, in most of the list."""
    gaps = sorted(after - before for before, after in pairwise(rows))
    return min(gaps[len(gaps) // 2], 2) if gaps else 1


def _looks_like_item(cell: Cell) -> bool:
    """Whether a list without bullets begins here (seen where OCR lost every dash)."""
    if _REFERS.match(cell.plain):
        return True
    return _ends(cell.value) and cell.column == 0 and len(cell.value) < _WIDEST and not cell.is_caps


def _ends(line: str) -> bool:
    """Whether a line closes its item, a brace's stroke behind the mark allowed for."""
    item = without_brace(line)
    signed = _signed(item)
    return (item[: signed.start()] if signed else item).rstrip()[-1:] in (";", ",", ".")


def _signed(line: str) -> regex.Match[str] | None:
    """The signature's words that end a line."""
    return _SIGNED.search(line) if "ký" in line or "Ký" in line else None


def _parts(value: str, begin: int, split: regex.Pattern[str]) -> Iterator[_Line]:
    """The items of one line, where a table's cell holds the whole list."""
    last = 0
    for mark in split.finditer(value):
        yield value[last : mark.start()], Piece(begin + last, begin + mark.start())
        last = mark.start() + 1
    yield value[last:], Piece(begin + last, begin + len(value))


def _without_signature(value: str, piece: Piece) -> _Line:
    """An item's line without what the signature's column left behind it: a name, debris."""
    signed = _signed(value)
    if signed:
        return _without_signature(value[: signed.start()], Piece(piece.start, piece.start + signed.start()))
    ending = name_at_end(value)
    if ending:
        before = value[: titled_from(value, ending[1])].rstrip()
        stop = _CLOSING.search(before) or _ENDS_OPEN.search(before)
    else:
        typist = _TYPIST.match(value)
        stop = _DEBRIS.search(value, typist.end() if typist else 0)
    if stop is None:
        return value, piece
    end = stop.start() + 1
    kept = Piece(piece.start, piece.start + end)
    return _without_signature(value[:end], kept) if ending else (value[:end], kept)
