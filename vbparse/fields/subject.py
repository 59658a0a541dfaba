"""Trích yếu nội dung: under the title, or after "V/v" (NĐ 30/2020, Phụ lục I, ô số 5a và 5b).

Without the type's name, rules and page furniture; "Về việc" under a title stays, "V/v" goes.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from vbparse.layout import ABOUT, Kind, title_of
from vbparse.prose import join, trim
from vbparse.text import Cell, Found
from vbparse.zones import BODY_CUE, Zones

_LONGEST = 12  # lines
_ENDS = (
    Kind.RULE,
    Kind.ADDRESSEES,
    Kind.RECIPIENTS,
    Kind.NUMBER,
    Kind.TITLE,
    Kind.MOTTO,
    Kind.PARTY_MOTTO,
    Kind.APPENDIX,
    Kind.SIGN,
    Kind.COPY,
)
# "CỦA BAN BÍ THƯ" under the title names who acts, not what about.
_ACTING = regex.compile(
    r"\W*cua\s+(?:ban|bo|thuong truc|thu tuong|chu tich|tinh uy|huyen uy|thanh uy|dang uy|chinh phu|uy ban"
    r"|hoi dong)\b.{0,60}"
)

_DEED = regex.compile(r"\W*(?:thuc hien|trien khai|thi hanh)")
_DEED_OR_PLACE = regex.compile(r"\W*(?:thuc hien|trong|thi hanh)")
_GROUND = regex.compile(r"\W*can cu")
_BEGINS = regex.compile(r"\W*(?:\p{Lu}|\d)")
_GOES_ON = regex.compile(r"\W*\p{Ll}")
_HANGING = regex.compile(
    r"(?:[,-]|\b(?:và|của|về|cho|đối với|các|với|theo|để|trong|tại|từ|việc|năm|số))\s*$"
)
_MARGIN = regex.compile(r"^[^|]{0,14}\|\s*(?=\p{L}{2,})")


def subject(zones: Zones) -> Iterator[Found[str]]:
    """What the document is about, its lines joined by one blank."""
    cells = zones.head
    for k, cell in enumerate(cells):
        if cell.kind == Kind.TITLE:
            yield from _under_title(cells, k)
            return
        if cell.kind == Kind.ABOUT:
            yield from _about(cells, k)
            return
    # HD 05-HD/VPTW (2026) writes "về việc" for "V/v" under the number.
    for k, cell in enumerate(cells):
        if cell.plain.startswith("ve viec") and k and cells[k - 1].kind in (Kind.NUMBER, Kind.DATE):
            yield from _about(cells, k)
            return


def _under_title(cells: tuple[Cell, ...], k: int) -> Iterator[Found[str]]:
    title = title_of(cells[k].value)
    lines: list[tuple[str, Cell]] = []
    if title and title[1]:
        lines.append((title[1], cells[k]))
    row = cells[k].row
    for cell in (_without_debris(c) for c in cells[k + 1 : k + 30]):
        if cell.kind in (Kind.STAMP, Kind.ESIGN, Kind.PAGE, Kind.DATE):
            if lines and cell.row - row > 1:
                row = cell.row
            continue
        if _ACTING.fullmatch(cell.plain) and cell.is_caps and len(lines) < 2:
            row = cell.row
            continue
        named = title_of(cell.value) if cell.kind == Kind.TITLE and not lines else None
        if (cell.kind in _ENDS and not (named and named[1])) or len(lines) >= _LONGEST:
            break  # a subject may begin with a type's name: `QUY ĐỊNH CHI TIẾT …` under NGHỊ ĐỊNH
        if lines and _is_over(cells, cell, lines, row):
            break
        if not lines and (
            BODY_CUE.match(cell.plain) and not _DEED.match(cell.plain)
        ):
            break
        lines.append((cell.value, cell))
        row = cell.row
    text = join(line for line, _ in lines)
    if text:
        yield Found(trim(text), tuple(c.piece for _, c in lines), "subject.title", 0.95)


def _is_over(cells: tuple[Cell, ...], cell: Cell, lines: list[tuple[str, Cell]], row: int) -> bool:
    """Whether the body begins at this cell."""
    first, gap = lines[0][1], cell.row - row > 1
    if first.is_caps and not cell.is_caps and sum(c.isupper() for c in cell.value) < 4 + len(cell.value) // 8:
        return True  # a subject in capitals ends where they end
    if not first.is_caps and cell.is_caps and len(cell.value) > 8:
        return True  # the issuer of a decision stands below
    begins = _BEGINS.match(cell.value) is not None
    cue = begins and bool(BODY_CUE.match(cell.plain))
    ruled = any(c.kind == Kind.RULE for c in cells if 0 < c.row - cell.row <= 6 and c.start > cell.start)
    if gap:
        lower = _GOES_ON.match(cell.value) is not None
        return (cue and not (ruled and not _GROUND.match(cell.plain))) or not (lower or ruled)
    hanging = _HANGING.search(lines[-1][0])
    return cue and not hanging and not (ruled and _DEED_OR_PLACE.match(cell.plain))


_ABOUT_IN_FULL = regex.compile(r"Về việc\s*:?")


def _about(cells: tuple[Cell, ...], k: int) -> Iterator[Found[str]]:
    label = ABOUT.match(cells[k].value) or _ABOUT_IN_FULL.match(cells[k].value)
    lines = [(cells[k].value[label.end() if label else 0 :].lstrip(" :.-"), cells[k])]
    row = cells[k].row
    for cell in cells[k + 1 : k + 14]:
        if cell.kind in (Kind.ESIGN, Kind.DATE, Kind.MOTTO) and cell.row - row <= 1:
            row = max(row, cell.row)
            continue
        if cell.kind in _ENDS or cell.kind in (Kind.STAMP, Kind.DATE, Kind.CAPS) or cell.row - row > 1:
            break
        if cell.column > 0 and lines[-1][1].column == 0 and cell.row == lines[-1][1].row:
            continue
        lines.append((cell.value, cell))
        row = cell.row
    text = trim(join(line for line, _ in lines)).rstrip(" .")
    if text:
        yield Found(text, tuple(c.piece for _, c in lines), "subject.about", 0.97)


def _without_debris(cell: Cell) -> Cell:
    """A line without the margin's debris, told by a pipe (seen where a stamp overlaps the title)."""
    margin = _MARGIN.match(cell.value) if "|" in cell.value else None
    if margin is None:
        return cell
    cut = margin.end()
    return cell._replace(start=cell.start + cut, value=cell.value[cut:], plain=cell.plain[cut:])
