"""Nơi nhận: the distribution list at the foot (NĐ 30/2020, Phụ lục I, ô số 9b).

One item a line behind a bullet; commas inside an item do not split it; a line without a bullet goes
on with the item above (`Ban Thường vụ huyện ủy, thị ủy, thành ủy,` ⏎ `ĐUTT,`). Lines of the signature
that the scan ran in between, or behind an item on its line, are not of the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from vbparse.layout import Kind
from vbparse.normalize import plain
from vbparse.prose import item, join, squeeze
from vbparse.record import Recipient
from vbparse.tables import province_at, purposes, signing, surnames
from vbparse.text import Cell, Found, Piece
from vbparse.zones import Zones

_LABEL = regex.compile(r"\W{0,3}n[oa]i\s?nh[ao]n\s*[:;.]?\s*")
_BULLET = regex.compile(r"\s*(?:[-+*•~–—_.]+\s*|-?[─¬]\s*)(?=[\p{L}(\d])")
_INLINE = regex.compile(r"(?<=[;.,])\s+[-–+]\s*(?=\p{L})")
_FILED = regex.compile(r"\W{0,3}l[uư]u\s?(?:[:;.]|\s|$)")
_NAME = regex.compile(r"(?P<gap>^\W*|[;,.:)]\W*)\b(?P<name>\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,4})\W*$")
_BRACE = regex.compile(r"\s*[|}│\]]\s*(?P<purpose>(?:để\s)?[\p{L}/ ]{2,20})?$")
_REFERENCE = regex.compile(r"\W*nh\w (?:tren|kinh gui|dieu|noi nhan|muc|phan|kinh trinh)\b")
_PERSON = regex.compile(r"\W*(?:(?:các|những)\s+)?(?:đ/c|đồng chí|ông|bà|cá nhân)\b", regex.I)
_WIDEST = 110
_MOST_ITEMS = 80
# What the signature's column leaves behind a closed item: `; m ễ kẽ`, `. Tản`.
_DEBRIS = regex.compile(
    r"[;.]\s[^;]{0,22}?[=`^«»#<>~_][^;]{0,14}$|[;.](?:\s+[^\s\p{L}]*\p{L}{0,3}[^\s\p{L}]*){1,4}\s*$"
)


def recipients(zones: Zones) -> Iterator[Found[Recipient]]:
    """The items under "Nơi nhận:", in order, the filing item last."""
    start = next(
        (k for k in range(zones.foot, zones.appendix) if zones.cells[k].kind == Kind.RECIPIENTS), None
    )
    if start is None:
        return
    groups = _groups(zones, start)
    braced = _braced(groups)
    for n, group in enumerate(groups):
        text = item(join(_BRACE.sub("", value) for value, _ in group))
        if len(text) < 2 or not any(c.isalpha() for c in text):
            continue
        pieces = tuple(piece for _, piece in group)
        yield Found(_recipient(text, braced.get(n)), pieces, "recipients.list", 0.93)


def _recipient(text: str, brace: str | None) -> Recipient:
    purpose, name = _purpose(text)
    filed = _FILED.match(plain(text))
    if filed:
        return Recipient(
            text=text, name=text[filed.end() :].strip(" :.;,") or text, purpose=None, kind="archive"
        )
    if _REFERENCE.match(plain(text)):
        return Recipient(text=text, name=name, purpose=purpose or brace, kind="reference")
    person = _PERSON.match(text) is not None or _posts().match(plain(text)) is not None
    return Recipient(text=text, name=name, purpose=purpose or brace, kind="person" if person else "body")


@cache
def _posts() -> regex.Pattern[str]:
    """Posts that name a person: `Chủ tịch`, `Các Thứ trưởng`."""
    names = "|".join(
        sorted({regex.escape(plain(p)) for p in signing().positions if len(p) > 6}, key=len, reverse=True)
    )
    return regex.compile(rf"\W*(?:(?:cac|dong chi)\s+)?(?:{names})(?!\w)")


def _purpose(text: str) -> tuple[str | None, str]:
    """The purpose in brackets spelt out, and the name without it: `(để b/c)` is `báo cáo`."""
    bracket = regex.search(r"\s*\((?:để\s+|đế\s+|dé\s+)?(?P<what>[^()]{2,40})\)\W*$", text) or regex.search(
        r"\s+(?:để)\s+(?P<what>b/c|báo cáo|p/h|phối hợp|t/h|thực hiện|biết|theo dõi)\W*$", text
    )
    if bracket is None:
        return None, text
    spelt = _spelt(bracket["what"])
    return (spelt, text[: bracket.start()].strip()) if spelt else (None, text)


def _spelt(printed: str) -> str | None:
    return _purposes().get(squeeze(plain(printed)).strip(" .;,"))


@cache
def _purposes() -> dict[str, str]:
    return {plain(printed): row.name for row in purposes() for printed in row.printed}


def _braced(groups: list[list[tuple[str, Piece]]]) -> dict[int, str]:
    """Items that a brace holds together, with its purpose: `| Báo cáo` beside one is said of all."""
    rows = [n for n, group in enumerate(groups) if any(_BRACE.search(value) for value, _ in group)]
    found: dict[int, str] = {}
    for n in rows:
        run = [m for m in rows if abs(m - n) <= 1 or all(k in rows for k in range(min(m, n), max(m, n)))]
        said = (_BRACE.search(value) for m in run for value, _ in groups[m])
        purpose = next(
            (_spelt(m["purpose"]) for m in said if m and m["purpose"] and _spelt(m["purpose"])), None
        )
        if purpose:
            found[n] = purpose
    return found


def _groups(zones: Zones, start: int) -> list[list[tuple[str, Piece]]]:
    """The lines of each item with the pieces that they take up."""
    groups: list[list[tuple[str, Piece]]] = []
    row, filed, closed = zones.cells[start].row, False, False
    rows = [c.row for c in zones.cells[start + 1 : zones.appendix] if _BULLET.match(c.value)]
    gaps = sorted(b - a for a, b in zip(rows, rows[1:], strict=False))
    usual = min(gaps[len(gaps) // 2], 2) if gaps else 1  # a blank line between all items is no gap
    for k in range(start, zones.appendix):
        cell = zones.cells[k]
        value, begin = cell.value, cell.start
        if k == start:
            label = _LABEL.match(cell.plain)
            offset = label.end() if label else 0
            value, begin = value[offset:], begin + offset
            if not _BULLET.match(value) and not _INLINE.search(value) and len(value) < 12:
                continue
        elif cell.kind in (
            Kind.SIGN,
            Kind.SIGNED,
            Kind.RULE,
            Kind.STAMP,
            Kind.ESIGN,
            Kind.DATE,
            Kind.COPY,
            Kind.PAGE,
        ):
            if filed and cell.kind in (Kind.COPY, Kind.DATE):
                break
            continue
        bullet = _BULLET.match(value)
        is_filed = _FILED.match(plain(value[bullet.end() :] if bullet else value)) is not None
        if not bullet and not is_filed:
            if _outside(cell, groups, filed, closed, cell.row - row, usual):
                if filed or cell.row - row > 8:
                    break
                continue
        elif filed and not is_filed and cell.row - row > 3:
            break
        for n, (part, piece) in enumerate(_parts(value, begin)):
            text, piece = _without_signature(part, piece)
            head = _BULLET.match(text)
            if head or is_filed or n or not groups:
                cut = head.end() if head else 0
                groups.append([(text[cut:], Piece(piece.start + cut, piece.end))])
            elif text.strip():
                groups[-1].append((text, piece))
            filed = filed or _FILED.match(plain(groups[-1][0][0])) is not None
            closed = regex.search(r"[;.]\W{0,4}$", part) is not None
        row = cell.row
        if len(groups) >= _MOST_ITEMS:
            break
    return groups


def _outside(
    cell: Cell, groups: list[list[tuple[str, Piece]]], filed: bool, closed: bool, gap: int, usual: int
) -> bool:
    """Whether a line without a bullet is not the rest of the item above."""
    if not groups:
        return gap > 2 or not _looks_like_item(cell)
    if cell.column > 0 or len(cell.value) > _WIDEST or len(cell.value) < 3:
        return True
    if _is_person(cell.value) or (cell.is_caps and not regex.search(r"[,;.]$", cell.value)):
        return True
    last = squeeze(groups[-1][-1][0])
    if last.count("(") > last.count(")") and gap <= 2:
        return False
    hanging = regex.search(r"(?:\bvà|\bcác|-)$", last) is not None and gap <= 2
    if filed or closed or (gap > usual and not hanging):
        return True
    return not regex.search(r"\p{L}{2}", cell.value)


def _looks_like_item(cell: Cell) -> bool:
    """Whether a list without bullets begins here (seen where OCR lost every dash)."""
    return (
        cell.column == 0
        and bool(regex.search(r"[;,.]\W*$", cell.value))
        and len(cell.value) < _WIDEST
        and not cell.is_caps
    )


def _parts(value: str, begin: int) -> Iterator[tuple[str, Piece]]:
    """The items of one line, where a table's cell holds the whole list."""
    last = 0
    for mark in _INLINE.finditer(value):
        yield value[last : mark.start()], Piece(begin + last, begin + mark.start())
        last = mark.start() + 1
    yield value[last:], Piece(begin + last, begin + len(value))


def _without_signature(value: str, piece: Piece) -> tuple[str, Piece]:
    """An item's line without the signer's name that the right column left behind it."""
    debris = _DEBRIS.search(value)
    if debris and not _NAME.search(value):
        return value[: debris.start() + 1], Piece(piece.start, piece.start + debris.start() + 1)
    match = _NAME.search(value)
    if match and match["gap"].strip() and _is_person(match["name"]):
        return _without_signature(
            value[: match.start() + 1], Piece(piece.start, piece.start + match.start() + 1)
        )
    return value, piece


def _is_person(value: str) -> bool:
    """Whether a line is a person's name and nothing else."""
    words = value.strip(" .,:;_-'\"“”|").split()
    if not 2 <= len(words) <= 5 or not all(regex.fullmatch(r"\p{Lu}\p{Ll}+|\p{Lu}{2,}", w) for w in words):
        return False
    return plain(words[0]) in _surnames() and province_at(" ".join(words), None) is None


@cache
def _surnames() -> frozenset[str]:
    return frozenset(plain(name) for name in surnames())
