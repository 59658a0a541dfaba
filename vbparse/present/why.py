"""Why a record says what it says: each field's rule, confidence, and its place in the source.

    Số  84-KH/BTGTU                                        number.party 0.99
      3 │ Số 84 - KH/BTGTU
        │    ^^^^^^^^^^^^^

Under it what was not taken for the field, and why not. Nothing is worked out here: what is printed is
the evidence that the parse kept, and what its own decision left (law 8).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from rich.cells import cell_len, set_cell_size

from vbparse.patterns import re_pattern
from vbparse.present.grounds import Ground, grounds
from vbparse.present.terminal import is_terminal, safe, width, write

_LINE_END = re_pattern(r"\r\n|\r|\n")
_TAB = 4
_MARGIN = 6  # columns for a line's number
_ON_A_PIPE = 100  # columns where no terminal says how many


class Line(NamedTuple):
    """A line of the source: its number from 1, its span, its text without its end."""

    number: int
    start: int
    end: int
    text: str


class Lines:
    """The lines of a source, as an editor numbers them."""

    def __init__(self, text: str) -> None:
        breaks = [match.span() for match in _LINE_END.finditer(text)]
        self._text = text
        self._starts = [0, *(after for _, after in breaks)]
        self._ends = [*(before for before, _ in breaks), len(text)]

    def under(self, start: int, end: int) -> Iterator[Line]:
        """The lines that have a character of the span, in order."""
        for index in range(bisect_right(self._starts, start) - 1, len(self._starts)):
            first, last = self._starts[index], self._ends[index]
            if first >= end:
                break
            if max(first, start) < min(last, end):
                yield Line(index + 1, first, last, self._text[first:last])


def show_why(
    record: dict[str, Any], source_text: str, rejected: Sequence[dict[str, Any]] = ()
) -> None:
    """Each piece of a record's evidence, in the order of the card, then what was not taken for the field."""
    columns = width() if is_terminal() else _ON_A_PIPE
    lines = Lines(source_text)
    write("\n\n".join(
        "\n".join(explained(ground, lines, columns)) for ground in grounds(record, rejected)
    ))


def explained(ground: Ground, lines: Lines, columns: int) -> Iterator[str]:
    """The lines that explain one value: name, value and rule, then each line of the source with carets."""
    yield _two_ends(f"{ground.label}  {ground.value}", ground.why, columns)
    yield from _placed(ground.spans, lines, columns)
    for lost in ground.rejected:
        yield _two_ends(f"  {lost.value}", lost.why, columns)
        yield from _placed(lost.spans, lines, columns)


def _placed(spans: Sequence[tuple[int, int]], lines: Lines, columns: int) -> Iterator[str]:
    """The lines of the source that hold some spans, numbered, with carets under them."""
    for line in sorted({line for span in spans for line in lines.under(*span)}):
        within = [
            (max(start, line.start) - line.start, min(end, line.end) - line.start)
            for start, end in spans
            if start < line.end and end > line.start
        ]
        for source, carets in pointed(line.text, within, columns - _MARGIN - 3):
            yield f"{line.number:>{_MARGIN}} │ {source}"
            yield f"{'':>{_MARGIN}} │ {carets}"


def pointed(text: str, spans: Sequence[tuple[int, int]], columns: int) -> Iterator[tuple[str, str]]:
    """A line and the carets under its spans, cut to the columns there are; again for a span beyond them.

    Columns are those of a terminal: a tab goes on to the next stop, a combining mark takes none, a
    wide letter two, what `safe` leaves out none. `…` stands where the line is cut.
    """
    cells = list(_cells(text))
    column = [0, *accumulate(map(cell_len, cells))]
    marked = {place for start, end in spans for place in range(start, end)}
    seen = 0
    for start, end in sorted(spans):
        if start < seen:
            continue
        left = 0 if column[end] <= columns - 2 else _blank_before(text, column, start, columns // 3)
        head = "… " if left else ""
        room = columns - len(head)
        if column[-1] - column[left] <= room:
            right, tail = len(cells), ""
        else:
            right, tail = max(bisect_right(column, column[left] + room - 2) - 1, left + 1), " …"
        carets = "".join(
            ("^" if place in marked else " ") * (after - before)
            for place, (before, after) in enumerate(pairwise(column[left : right + 1]), left)
        )
        yield head + "".join(cells[left:right]) + tail, (" " * len(head) + carets).rstrip()
        seen = max(right, start + 1)


def _cells(text: str) -> Iterator[str]:
    """What stands on the screen for each character of a line."""
    column = 0
    for char in text:
        cell = " " * (_TAB - column % _TAB) if char == "\t" else safe(char)
        column += cell_len(cell)
        yield cell


def _blank_before(text: str, column: list[int], start: int, columns: int) -> int:
    """Where to cut a long line: after a blank, so that some words stand before the span."""
    left = bisect_right(column, max(column[start] - columns, 0)) - 1
    blank = text.find(" ", max(left - 1, 0), start)
    return blank + 1 if blank >= 0 else start


def _two_ends(left: str, right: str, columns: int) -> str:
    """Two pieces at the ends of a line, the left one cut; on two lines where it would lose too much."""
    room = columns - cell_len(right) - 2
    if room < min(cell_len(left), columns // 2):
        return f"{_cut(left, columns)}\n{right:>{columns}}"
    return set_cell_size(_cut(left, room), room + 2) + right


def _cut(text: str, columns: int) -> str:
    return text if cell_len(text) <= columns else set_cell_size(text, columns - 1).rstrip() + "…"
