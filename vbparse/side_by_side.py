"""Signatures side by side whose columns a scan ran together: lines of signing, and two names on one line.

    KT. BỘ TRƯỞNG BỘ NỘI VỤ KT. BỘ TRƯỞNG BỘ Y TẾ
    THỨ TRƯỞNG THỨ TRƯỞNG
    Trần Văn Mộc Lò Thị Lành

Two names tell it, and each line above them has to part as well; else all stays as it is printed.
"""

from __future__ import annotations

from vbparse.authority import second_signature
from vbparse.layout import Kind
from vbparse.naming import known_prefix
from vbparse.persons import is_person, second_name
from vbparse.text import Cell

_NAMED = (Kind.TEXT, Kind.CAPS, Kind.ABOUT)      # `Vi Thị Lành` begins like a spoilt `V/v`
_MOST_ROWS = 12                                  # from the first line of signing to the names


def parted(cells: list[Cell]) -> list[Cell]:
    """The cells of a foot, those of signatures side by side cut into a left and a right one."""
    found = list(cells)
    for cell in cells:
        at = second_name(cell.value) if cell.kind in _NAMED and cell.column == 0 else 0
        cuts = _above(cells, cell) if at else []
        if cuts and (not is_person(cell.value) or _are_alike(*cuts[-1])):
            for line, cut in (*cuts, (cell, at)):
                k = found.index(line)
                found[k : k + 1] = _halves(line, cut)
    return found


def _above(cells: list[Cell], names: Cell) -> list[tuple[Cell, int]]:
    """The lines of signing above two names, from below, and where each is cut; none where one is not."""
    cuts, waiting = list[tuple[Cell, int]](), list[tuple[Cell, int]]()
    for cell in reversed(cells[: cells.index(names)]):
        if names.row - cell.row > _MOST_ROWS or cell.kind not in (Kind.SIGN, Kind.SIGNED, Kind.CAPS):
            break
        if cell.kind == Kind.SIGN:
            cuts += [*waiting, (cell, second_signature(cell.value))]
            waiting = []
        elif cell.kind == Kind.CAPS:              # of a line of signing above: `KT. BỘ TRƯỞNG` ⏎ `BỘ Y TẾ`
            waiting.append((cell, _second_body(cell.value)))
    return cuts if all(cut for _, cut in cuts) else []


def _second_body(line: str) -> int:
    """Where the second of two bodies' names on a line begins."""
    end = known_prefix(line)
    begins = end + len(line[end:]) - len(line[end:].lstrip())
    return begins if end and known_prefix(line[begins:]) == len(line) - begins > 0 else 0


def _are_alike(cell: Cell, cut: int) -> bool:
    """Whether both halves of a line begin with one word: what is below may be one name of five words."""
    return cell.value.split()[0] == cell.value[cut:].split()[0]


def _halves(cell: Cell, cut: int) -> tuple[Cell, Cell]:
    left = cell.value[:cut].rstrip()
    return (
        cell._replace(end=cell.start + len(left), value=left, plain=cell.plain[: len(left)]),
        cell._replace(start=cell.start + cut, column=1, value=cell.value[cut:], plain=cell.plain[cut:]),
    )
