"""Tên cơ quan ban hành: the left column of the letterhead (NĐ 30/2020, Phụ lục I, ô số 2).

The first line is the superior body, the last the one that issues; a name may take two lines:

    TỈNH ỦY LẠNG SƠN           UBND TỈNH X        NGÂN HÀNG NHÀ NƯỚC
    BAN TUYÊN GIÁO             SỞ Y TẾ            VIỆT NAM

Where the letterhead is lost the resolver answers from number, place and body, marked inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vbparse.cells import BODY_WORDS, MASS_HEADING, OF_A_PLACE
from vbparse.layout import Kind
from vbparse.letters import mended_capitals
from vbparse.naming import goes_over, is_near_body, known_share, ordinary
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.prose import trim
from vbparse.text import Cell, Found, Piece
from vbparse.zones import Zones


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The bodies of a letterhead in ordinary capitals, the superior first, the issuer last.

    `pieces` says where each name stands.
    """

    names: tuple[str, ...]
    pieces: tuple[tuple[Piece, ...], ...]


_SHORT_NUMBER = regex_pattern(r"\d{2,3}")
_ANY_NUMBER = regex_pattern(r"\d{1,3}")
_COUNTED = ("thon", "to", "ap", "ban", "xom", "doi", "khu", "pho", "khoi", "quan", "phuong", "so", "vuc")
# A speck between two words of a name: `THÀNH PHỐ.CẦN THƠ`, `BỘ.-CHỈ HUY`; no `TP.HCM`.
_DOT_INSIDE = regex_pattern(r"(?<=\p{Lu}{2})(?<!\bTP)\.-?(?=\p{Lu}{2})")
_DEBRIS = regex_pattern(r"(?<![-_=~.*•—:\s])[-_=~.*•—:\s]{2,}+$|(?<![.,:])[.,:]++$")
# This line is the rest of the name above.
_GOES_ON = regex_pattern(
    r"\W*(?:(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\b(?!\W+(?:uy|doan|hoi)\b)"
    r"|viet nam|va|ve(?! viec)|nhan dan|nuoc|khu|trung uong|toi cao|quoc gia|phat trien)\b"
)
# This line wants one more.
_OPEN = regex_pattern(
    r".{0,200}\b(?:uy ban|uy ban nhan dan|hoi dong|hoi dong nhan dan|ban can su dang|dang doan|ban quan ly"
    r"|bo chi huy|ngan hang nha nuoc|ban chap hanh|mat tran to quoc|truong dai hoc|cong ty(?: co phan| tnhh)?"
    r"|va|cua|cac|ban chi dao)\W*"
)
_NUMBERED = regex_pattern(r"(?:\d\s?|^\W*)/\s?\p{Lu}")  # a number whose label or serial is lost
_FIRM = regex_pattern(r"(?:.*\b)?cong ty (?:co phan|tnhh(?: mtv| mot thanh vien)?)")


def issuer(zones: Zones) -> Iterator[Found[Letterhead]]:
    """The letterhead's bodies, if its left column came through."""
    lines = _lines(zones)
    joined: list[list[Cell]] = []
    for cell in lines:
        low = trim(cell.plain)
        above = joined[-1][-1].value if joined else ""
        before = trim(joined[-1][-1].plain) if joined else ""
        open_ended = _OPEN.fullmatch(before) or _GOES_ON.match(low) or _lists_on(above, low)
        if joined and (open_ended or goes_over(above, cell.value)):
            joined[-1].append(cell)
        else:
            joined.append([cell])
    names = tuple(ordinary(trim(_over_lines(group))) for group in joined)
    if names:
        pieces = tuple(tuple(c.piece for c in group) for group in joined)
        confidence = 0.95 if len(lines) <= 4 else 0.8
        yield Found(Letterhead(names, pieces), pieces[-1], "issuer.letterhead", confidence)


_BELOW = (Kind.NUMBER, Kind.TITLE, Kind.ABOUT, Kind.ADDRESSEES)


def _lines(zones: Zones) -> list[Cell]:
    """The cells of the left column: in capitals, beside or above the motto, over number and title."""
    head = zones.head
    # A heading above the motto is a web page's (`# V/v …`), not the letterhead's.
    first = next((k for k, c in enumerate(head[:12]) if c.kind in (Kind.MOTTO, Kind.PARTY_MOTTO)), 0)
    stops = [k for k, c in enumerate(head) if k >= first and c.kind in (*_BELOW, Kind.COPY)]
    # "SAO LỤC" stands beside the letterhead, and above it where the right column comes first.
    stop = next((k for k in stops if head[k].kind in _BELOW), next(iter(stops), len(head)))
    if stop == len(head):
        return []
    lefts = {c.row: c for c in head[:stop] if c.column == 0}
    beside = next(
        (
            c.row
            for c in head[:stop]
            if c.kind in (Kind.MOTTO, Kind.PARTY_MOTTO)
            and c.column > 0
            and c.row in lefts                    # a part may begin within a row
            and lefts[c.row].kind not in (Kind.MOTTO, Kind.PARTY_MOTTO)
        ),
        None,
    )
    top = _top(lefts, beside) if beside is not None else 0
    lines = [
        c
        for c in head[:stop]
        if (c.kind in (Kind.CAPS, Kind.SIGN, Kind.TEXT)
        and c.row >= top
        and (c.is_caps or (beside is not None and c.column == 0 and _two_columns(head, c)))
        and not (c.column > 0 and MASS_HEADING.match(c.plain))
        and not _NUMBERED.search(c.value)
        and (BODY_WORDS.search(c.plain + " ") or is_near_body(c.value)))
        or (_continues(head, c, stop) and c.row >= top)
    ]
    if any(OF_A_PLACE.search(c.plain) for c in lines):  # then the heading is the right column's
        lines = [c for c in lines if not MASS_HEADING.fullmatch(trim(c.plain))]
    return lines[-5:]


def _top(lefts: dict[int, Cell], beside: int) -> int:
    """The row on which the letterhead begins; its left column may begin above the motto beside it."""
    row = beside
    while (above := lefts.get(row - 1)) is not None and _stands_over(above, lefts[row]):
        row -= 1
    return row


def _stands_over(above: Cell, below: Cell) -> bool:
    """Whether a line is of the letterhead above another: over the number, a name's beginning, a body's."""
    if above.kind == Kind.RULE:
        return True
    if not above.is_caps or above.kind not in (Kind.CAPS, Kind.SIGN):
        return False
    if below.kind in (Kind.NUMBER, Kind.RULE):
        return True                               # ô số 2 stands over ô số 3
    if not BODY_WORDS.search(above.plain):
        return False
    if BODY_WORDS.match(above.plain) and (OF_A_PLACE.search(above.plain) or known_share(above.value) == 1.0):
        return True
    goes_on = _OPEN.fullmatch(trim(above.plain)) or _GOES_ON.match(trim(below.plain))
    return bool(goes_on) or goes_over(above.value, below.value)


def _two_columns(head: tuple[Cell, ...], cell: Cell) -> bool:
    return any(c.row == cell.row and c.kind == Kind.MOTTO for c in head)


def _continues(head: tuple[Cell, ...], cell: Cell, stop: int) -> bool:
    """Whether a line in capitals without a body's word goes on from the line above (`TỈNH X`)."""
    k = head.index(cell)
    if k >= stop or cell.kind not in (Kind.CAPS, Kind.SIGN):
        return False
    above = [c for c in head[:k] if c.kind in (Kind.CAPS, Kind.SIGN) and 0 < cell.row - c.row <= 3]
    return bool(above) and (
        _lists_on(above[-1].value, cell.plain)
        or bool(_GOES_ON.match(cell.plain) or _FIRM.fullmatch(trim(above[-1].plain)))
        or goes_over(above[-1].value, cell.value)
    )


def _over_lines(group: list[Cell]) -> str:
    """The lines of a name on one, each without debris."""
    commas = ["," if _lists_on(cell.value, below.plain) else "" for cell, below in pairwise(group)]
    lines = (_without_debris(cell.value) for cell in group)
    return " ".join(f"{line}{comma}" for line, comma in zip(lines, (*commas, ""), strict=True))


def _lists_on(above: str, low: str) -> bool:
    """Whether a comma carries a name over to a line that no body's name begins: `VĂN HÓA,` ⏎ `THÔNG TIN`."""
    return above.endswith(",") and not BODY_WORDS.match(low)


def _is_numbered(words: list[str]) -> bool:
    """Whether a number that ends a name is of it: `BAN CHỈ ĐẠO 138`, `CHI BỘ THÔN 7`."""
    digits = _SHORT_NUMBER if plain(words[-2]) not in _COUNTED else _ANY_NUMBER
    return digits.fullmatch(words[-1]) is not None


def _without_debris(line: str) -> str:
    """A letterhead's line without rules and what the scan left at its ends."""
    line = _DEBRIS.sub("", line)
    line = _DOT_INSIDE.sub(" ", mended_capitals(line))
    words = line.split()
    while words and len(words) > 2 and not words[-1].isupper() and not _is_numbered(words):
        words.pop()  # seen: `CÁC CƠ QUAN TỈNH Se TTiiAo : 4`
    return " ".join(words) if words and len(plain(" ".join(words))) > 3 else line
