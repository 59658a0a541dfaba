"""The text of a document as it runs on: the numbers of its pages, where they cut a sentence, left out.

    Công văn số 02/BTP-PLHSHC của Bộ trưởng        Công văn số 02/BTP-PLHSHC của Bộ trưởng
    2                                         →    Bộ Tư pháp về …
    Bộ Tư pháp về …
"""

from __future__ import annotations

from dataclasses import dataclass

from vbparse.layout import Kind
from vbparse.text import Cell, Part, Piece, Text

_ENDS = tuple(".:;!?/")
_NO_SENTENCE = (Kind.PAGE, Kind.RULE)


@dataclass(frozen=True, slots=True)
class Running:
    """A text without some pieces of another, and where what stood in that one stands in it."""

    text: Text
    left_out: tuple[Piece, ...]

    def at(self, offset: int) -> int:
        return offset - sum(min(offset, cut.end) - cut.start for cut in self.left_out if cut.start < offset)

    def piece(self, piece: Piece) -> Piece:
        return Piece(self.at(piece.start), self.at(piece.end)) if self.left_out else piece


def running(part: Part) -> Running:
    """The text of a part without page numbers inside its sentences; a line that ends goes on below."""
    value, cells, cuts = part.text.value, part.cells, []
    for k in [k for k, cell in enumerate(cells) if cell.kind == Kind.PAGE and 0 < k < len(cells) - 1]:
        before, page, after = cells[k - 1 : k + 2]
        if before.row < page.row < after.row and _goes_on(before, after):
            cuts.append(Piece(value.index("\n", before.end) + 1, after.start))
    return Running(part.text.without(cuts) if cuts else part.text, tuple(cuts))


def _goes_on(before: Cell, after: Cell) -> bool:
    """Whether a sentence has not ended where a page does; a heading is none."""
    if before.kind in _NO_SENTENCE or after.kind in _NO_SENTENCE or before.value.endswith(_ENDS):
        return False
    return not (before.is_caps and after.is_caps)
