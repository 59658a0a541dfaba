"""Quyền hạn, chức vụ, họ tên của người ký (NĐ 30/2020, Phụ lục I, ô số 7a, 7c; Party: HD 36-HD/VPTW).

    T/M BAN THƯỜNG VỤ          TL. TỔNG CỤC TRƯỞNG          TRƯỞNG BAN
    PHÓ BÍ THƯ                 KT. VỤ TRƯỞNG
    (đã ký)                    PHÓ VỤ TRƯỞNG
    Vi Văn Sính              Lường Văn Ón                   Nông Văn Khoan

Lines of authority come first, then the signer's own post, then his name. Nobody's name, no signer:
a place, a heading or a word of the body is never one.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from vbparse.authority import behind_post, chain, is_post
from vbparse.layout import Kind
from vbparse.letters import mended_capitals
from vbparse.naming import known_prefix, known_share, post
from vbparse.normalize import plain
from vbparse.persons import (
    has_surname,
    is_person,
    name_at_end,
    name_behind_capitals,
    name_of,
    name_over_break,
)
from vbparse.record import Signer
from vbparse.side_by_side import parted
from vbparse.text import Cell, Found, Piece
from vbparse.zones import Zones

_Line = tuple[str, Piece]
_OF_A_SIGNATURE = (Kind.SIGN, Kind.SIGNED, Kind.CAPS, Kind.TEXT, Kind.RECIPIENTS, Kind.TITLE, Kind.ABOUT)
_MARK = regex.compile(r"(?<!\s)\s*+(?:\((?:đã ký|ký)[^)]{0,90}\)|đã ký)\s*$", regex.I)
_MARK_FIRST = regex.compile(r"\(?(?:đã ký|ký tên|ký,)[^)\p{Lu}]*\)?\s*", regex.I)
_SIGNED_BY = regex.compile(r"(?:[Nn]gười ký|[Kk]ý bởi|[Ss]igned by)\s*:\s*(?P<name>\p{Lu}[\p{L} ]+\p{L})\s*$")
# A person who receives: `- Ông Lò Văn Pản;`.
_ITEM = regex.compile(r"[-+*•~]\s?(?:.*[;,]\W?$|(?:Ông|Bà|Đ/c|Đồng chí)\b|L[ưu]u\s?[:.;])")
_CLOSES = regex.compile(r"[;,.)]")
_NOT_OF_IT = regex.compile(r"\d|[,;:]$|^[-+*•]|^\W*L[uưúùũụ]u\b")


def signer(zones: Zones) -> Iterator[Found[Signer]]:
    """Every signer in reading order; several for joint documents, contracts and minutes."""
    found = [signer for cells in _columns(zones) for signer in _read(zones, cells)]
    yield from found or _electronic(zones)


def _electronic(zones: Zones) -> Iterator[Found[Signer]]:
    """The person of an electronic signature, where the page names nobody; its owner is mostly a body."""
    for cell in zones.cells:
        match = _SIGNED_BY.search(cell.value) if cell.kind == Kind.ESIGN else None
        if match and is_person(match["name"]) and not known_prefix(match["name"]):
            where = _piece(cell, (match["name"], *match.span("name")))
            yield Found(Signer(name=_ordinary_name(match["name"])), (where,), "signer.electronic", 0.8)
            return


def _columns(zones: Zones) -> list[list[Cell]]:
    """The signature's cells, a list for each signer: two where two lines of signing share a row."""
    tail = parted([c for c in zones.tail if c.kind in _OF_A_SIGNATURE])
    rows = [c.row for c in tail if c.kind == Kind.SIGN]
    if len(rows) == len(set(rows)):
        return [tail]
    block = [c for c in tail if c.row >= min(rows)]
    return [[c for c in block if c.column == 0], [c for c in block if c.column > 0]]


def _read(zones: Zones, cells: list[Cell]) -> Iterator[Found[Signer]]:
    """The signers of one column: lines of authority and post, then the first name below them."""
    if not any(c.kind == Kind.SIGN for c in cells):
        alone = _name_alone(zones, cells)
        if alone is not None:
            yield alone
        return
    lines: list[_Line] = []
    for n, (cell, below) in enumerate(zip(cells, (*cells[1:], None), strict=True)):
        inline = _inline(cell.value) if cell.kind == Kind.SIGN else None
        if inline and inline[0].isupper() and _is_named_below(cells[n + 1 :]):
            inline = None                         # seen: `TRƯỞNG PHÒNG QUẢN LÝ LAO ĐỘNG`
        if inline is not None:
            mark = _MARK.search(cell.value[: inline[1]])
            start = mark.start() if mark else inline[1]
            lines.append((cell.value[:start], Piece(cell.start, cell.start + start)))
            named: _Line | None = (inline[0], _piece(cell, inline))
        elif cell.kind == Kind.SIGN or (
            lines and cell.kind in (Kind.CAPS, Kind.TITLE) and _goes_on(cell, lines)
        ) or (lines and cell.kind == Kind.TEXT and is_post(cell.value)):
            printed = _MARK.sub("", cell.value)
            lines.append((mended_capitals(printed) if cell.is_caps else printed, cell.piece))
            continue
        else:
            named = _name_in(cell, below=below) if lines else None
        if named is not None:
            yield _signed(lines, *named)
            lines = []


def _is_named_below(cells: list[Cell]) -> bool:
    """Whether a name in ordinary capitals stands under a post, before the next line of signing."""
    for cell in cells:
        if cell.kind == Kind.SIGN:
            return False
        if (named := _name_in(cell, known=True)) is not None:
            return not named[0].isupper()
    return False


def _inline(line: str) -> tuple[str, int, int] | None:
    """A name behind the post on its line, also in capitals: `THỨ TRƯỞNG VÕ GIA TUỆ`."""
    found = name_behind_capitals(line)
    start = behind_post(line)
    mark = _MARK_FIRST.match(line, start)
    start = mark.end() if start and mark else start
    if found is None and start and line[start:].isupper():
        name = name_of(line[start:])
        # Two words may be the post's own office: `TRƯỞNG PHÒNG NGÂN SÁCH`.
        if name is not None and len(name.split()) > 2 and has_surname(name) and known_share(name) < 1.0:
            return name, start, len(line)
    return found


def _goes_on(cell: Cell, lines: list[_Line]) -> bool:
    """Whether capitals under a line of the signature are the rest of it, not the name or a heading."""
    if len(cell.value) < 4 and not is_post(cell.value):
        return False                              # seen: `TU`, what a stamp left
    if cell.start - lines[-1][1].end > 90 or _NOT_OF_IT.search(cell.value):
        return cell.start - lines[-1][1].end <= 90 and post(cell.value, 0.8) is not None
    name = name_of(cell.value)
    named = name is not None and (has_surname(cell.value) or _may_be_named(name, is_caps=True))
    return not named or known_share(cell.value) == 1.0


def _name_alone(zones: Zones, cells: list[Cell]) -> Found[Signer] | None:
    """The last name of the foot, where the lines above it are lost."""
    foot = zones.cells[zones.foot].start if zones.foot < len(zones.cells) else 0
    named = [found for c in cells if c.start >= foot and (found := _name_in(c, known=True)) is not None]
    return Found(Signer(name=named[-1][0]), (named[-1][1],), "signer.name", 0.85) if named else None


def _name_in(cell: Cell, known: bool = False, below: Cell | None = None) -> _Line | None:
    """A name that is the cell, or that ends it behind an item of the other column.

    Under a signature a name stands though its family name is rare or damaged, unless `known`.
    """
    listed = _ITEM.match(cell.value) is not None
    whole = None if listed else name_of(cell.value)
    if whole is None:
        ending = name_at_end(cell.value)
        if ending and listed and not _CLOSES.search(cell.value[: ending[1]]):
            return None
        ending = ending or (name_over_break(cell.value, below.value) if below else None)
        return (ending[0], _piece(cell, ending)) if ending else None
    placed = not known and cell.value[:1].isupper() and _may_be_named(whole, cell.is_caps)
    if not has_surname(whole) and not placed:
        return None
    first, last = whole.split()[0], whole.split()[-1]
    start = cell.start + cell.value.index(first)
    return whole, Piece(start, cell.start + cell.value.rindex(last) + len(last))


def _may_be_named(name: str, is_caps: bool) -> bool:
    """Whether one may be called so whose family name is rare or damaged; a heading in capitals is none."""
    words = plain(name).split()
    return 3 <= len(words) <= 4 and words[1] in _MIDDLES if is_caps else len(words) <= 4


_MIDDLES = ("van", "thi", "huu", "ngoc", "minh", "quang", "dinh", "xuan")


def _piece(cell: Cell, found: tuple[str, int, int]) -> Piece:
    return Piece(cell.start + found[1], cell.start + found[2])


def _signed(lines: list[_Line], printed: str, piece: Piece) -> Found[Signer]:
    steps, position = chain([line for line, _ in lines])
    found = Signer(
        name=_ordinary_name(printed),
        position=position,
        authority=steps[0].code if steps else None,
        on_behalf_of=steps[0].of if steps else None,
        chain=tuple(steps),
    )
    return Found(found, (*(p for _, p in lines), piece), "signer.block", 0.97)


def _ordinary_name(printed: str) -> str:
    """`ĐOÀN VĂN PẢN` is Đoàn Văn Pản."""
    return " ".join(word.capitalize() for word in printed.split()) if printed.isupper() else printed
