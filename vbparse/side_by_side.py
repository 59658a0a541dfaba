"""Signatures side by side whose columns a scan ran together: lines of signing, and two names on one line.

    KT. BỘ TRƯỞNG BỘ NỘI VỤ KT. BỘ TRƯỞNG BỘ Y TẾ
    THỨ TRƯỞNG THỨ TRƯỞNG
    Trần Văn Mộc Lò Thị Lành

Two names tell it, and each line above them has to part as well; else all stays as it is printed. The lines of
both may also stand by turns: `THƯ KÝ` ⏎ `CHỦ TỌA` ⏎ `Trần Văn Mộc` ⏎ `Lò Thị Lành`.
"""

from __future__ import annotations

from itertools import chain, groupby
from operator import attrgetter

from vbparse.authority import are_of_two, second_signature
from vbparse.layout import Kind
from vbparse.naming import known_prefix
from vbparse.persons import is_person, second_name
from vbparse.text import Cell

_Row = list[Cell]                                # the cells of a printed line
_NAMED = (Kind.TEXT, Kind.CAPS, Kind.ABOUT)      # `Vi Thị Lành` begins like a spoilt `V/v`
_OF_SIGNING = (Kind.SIGN, Kind.SIGNED, Kind.CAPS)
_MOST_ROWS = 12                                  # from the first line of signing to the names


def parted(cells: list[Cell]) -> list[Cell]:
    """The cells of a foot, those of signatures side by side cut into a left and a right one."""
    rows = [list(row) for _, row in groupby(cells, attrgetter("row"))]
    for n, row in enumerate(rows):
        if n == 0 or not _are_of_signing(rows[n - 1]):
            continue                              # most lines of a foot are of the distribution list
        named = _named(row)
        above = _above(rows[:n], row[0].row) if named else {}
        for k in _by_turns(rows, n):              # of each two lines the second is the right column's
            rows[k + 1] = [rows[k + 1][0]._replace(row=rows[k][0].row, column=1)]
        if not named or not above:
            continue
        if len(row) == 2 or not is_person(row[0].value) or _are_alike(*above[min(above)]):
            rows[n] = named
            for k, halves in above.items():
                rows[k] = halves
    return list(chain.from_iterable(rows))


def _by_turns(rows: list[_Row], n: int) -> list[int]:
    """Where two lines begin that are of two signatures, the names on rows `n` and `n + 1` the last two."""
    names = [row[0] for row in rows[n : n + 2] if len(row) == 1 and row[0].kind in _NAMED]
    if len(names) < 2 or not all(is_person(name.value) for name in names) or names[0].value == names[1].value:
        return []
    first = n
    while first and all(cell.kind == Kind.SIGN for cell in rows[first - 1]) and len(rows[first - 1]) == 1:
        first -= 1
    pairs = list(range(first, n, 2))
    of_two = all(are_of_two(rows[k][0].value, rows[k + 1][0].value) for k in pairs)
    return [*pairs, n] if pairs and (n - first) % 2 == 0 and of_two else []


def _named(row: _Row) -> _Row | None:
    """A row as two cells, a name each."""
    if any(cell.kind not in _NAMED for cell in row):
        return None
    halves = _halves(row, second_name(row[0].value) if len(row) == 1 else 0)
    return halves if halves and all(is_person(cell.value) for cell in halves) else None


def _above(rows: list[_Row], names: int) -> dict[int, _Row]:
    """The rows of signing above two names, each as two cells, by their places; none where one is not."""
    found, waiting = dict[int, _Row | None](), dict[int, _Row | None]()
    for k in range(len(rows) - 1, -1, -1):
        row = rows[k]
        if names - row[0].row > _MOST_ROWS or not _are_of_signing(row):
            break
        if any(cell.kind == Kind.SIGN for cell in row):
            found |= waiting | {k: _halves(row, second_signature(row[0].value))}
            waiting = {}
        elif row[0].kind == Kind.CAPS:            # of a line of signing above: `KT. BỘ TRƯỞNG` ⏎ `BỘ Y TẾ`
            waiting[k] = _halves(row, _second_body(row[0].value))
    told = {k: halves for k, halves in found.items() if halves}
    return told if len(told) == len(found) else {}


def _are_of_signing(row: _Row) -> bool:
    return all(cell.kind in _OF_SIGNING for cell in row)


def _second_body(line: str) -> int:
    """Where the second of two bodies' names on a line begins."""
    end = known_prefix(line)
    begins = end + len(line[end:]) - len(line[end:].lstrip())
    return begins if end and known_prefix(line[begins:]) == len(line) - begins > 0 else 0


def _are_alike(left: Cell, right: Cell) -> bool:
    """Whether both halves of a line begin with one word: what is below may be one name of five words."""
    return left.value.split()[0] == right.value.split()[0]


def _halves(row: _Row, cut: int) -> _Row | None:
    """A row as two cells: as it is cut, or its one cell cut here."""
    if len(row) != 1 or not cut:
        return row if len(row) == 2 else None
    (cell,) = row
    left = cell.value[:cut].rstrip()
    return [
        cell._replace(end=cell.start + len(left), value=left, plain=cell.plain[: len(left)]),
        cell._replace(start=cell.start + cut, column=1, value=cell.value[cut:], plain=cell.plain[cut:]),
    ]
