"""A document's head, body, foot and appendix, by the cells that mark them.

The head holds letterhead, title and addressees; the foot begins with "Nơi nhận" or the signature;
what follows the signature is appendix. Recognisers look where their box stands and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from vbparse.layout import Kind, title_of
from vbparse.naming import goes_over
from vbparse.text import Cell, Part

_HEAD_CELLS = 60  # a letterhead with stamps and debris is not longer
_MARKS = (
    Kind.MOTTO,
    Kind.PARTY_MOTTO,
    Kind.NUMBER,
    Kind.DATE,
    Kind.TITLE,
    Kind.ABOUT,
    Kind.ADDRESSEES,
    Kind.COPY,
)
BODY_CUE = regex.compile(
    r"[^\p{L}\d]{0,4}(?:can cu|thuc hien|thi hanh|xet |theo (?:de nghi|chi dao|chuc nang|quy dinh)|tra loi"
    r"|phuc dap|nga\w \d|kinh (?:gui|trinh)|tiep theo|(?:trong )?thoi gian (?:qua|vua)|sau (?:\d|mot|hai|khi)"
    r"|de (?:tiep tuc|thuc|trien|khac|nang|tang|bao|dam)|nham |hien nay|nay,|lien quan|thua lenh|vua qua"
    r"|(?:dieu|chuong|phan|muc)\s+(?:\d|[ivx]+\b|thu)"
    r"|[ivx]{1,4}\s?[-.]\s|\d{1,2}\s?[-.)]\s?\p{L}|[a-e]\s?[./)]\s|quyet (?:dinh|nghi)\s?:)"
)

# A paragraph of the body: words that in a title would be small, sentences, their ends.
_OPENS = regex.compile(
    r"(?:Trong|Những|Để|Theo|Qua|Nhằm|Hiện|Thời gian|Từ|Sau|Do|Với|Vừa|Tại|Trước|Tình hình|Ngày|Nhân|Được"
    r"|Xuất phát|Tính đến|Kể từ)\s+\p{Ll}"
)
_SENTENCE = regex.compile(r"\p{Ll}[.;:]\s+\p{Lu}\p{Ll}*\s\p{Ll}|[.;:]\W{0,2}$")
_BEGINS = regex.compile(r"[\W_]*(?:\p{Lu}|\d)")
_PROSE = 50  # code points of a line that running text fills
_PARAGRAPH = 12  # lines


@dataclass(frozen=True)
class Zones:
    """Where the zones of a part begin, as indices into its cells."""

    part: Part
    foot: int
    appendix: int

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.part.cells

    @cached_property
    def head(self) -> tuple[Cell, ...]:
        """The cells that may hold letterhead, title, subject and addressees."""
        marks = [k for k, c in enumerate(self.cells[: min(self.foot, _HEAD_CELLS)]) if c.kind in _MARKS]
        last, previous = 0, 0
        for k in marks:
            if sum(len(c.value) > 70 and c.kind == Kind.TEXT for c in self.cells[previous:k]) > 3:
                break
            last = previous = k
        return self.cells[: min(last + 30, self.foot if self.foot else len(self.cells))]

    @property
    def tail(self) -> tuple[Cell, ...]:
        """The foot, and the lines above it that a signature may stand on, up to the body's last sentence."""
        first = self.foot
        while (
            first > 0
            and self.foot - first < 24
            and (len(self.cells[first - 1].value) < 60 or self.cells[first - 1].kind == Kind.SIGN)
            and not self.cells[first - 1].value.rstrip().endswith("./.")
        ):
            first -= 1
        return self.cells[first : self.appendix]

    def first(self, *kinds: str) -> Cell | None:
        """The first cell of the head of one of these kinds."""
        return next((c for c in self.head if c.kind in kinds), None)


def zones(part: Part) -> Zones:
    """The zones of one document."""
    cells = part.cells
    foot = _foot(cells)
    return Zones(part, foot, _appendix(cells, foot))


def _foot(cells: tuple[Cell, ...]) -> int:
    """Where "Nơi nhận" stands, the last before an appendix; else the last signature."""
    opened = next(
        (k for k, c in enumerate(cells) if c.kind in (Kind.NUMBER, Kind.DATE, Kind.TITLE, Kind.ABOUT)), 0
    )
    labels = [k for k, c in enumerate(cells) if c.kind == Kind.RECIPIENTS and k >= opened]
    if labels:
        forms = next(
            (k for k, c in enumerate(cells) if k > labels[0] and c.kind in (Kind.APPENDIX, Kind.FORM)),
            len(cells),
        )
        return max(k for k in labels if k <= forms)
    forms = next(
        (k for k, c in enumerate(cells) if k > opened + 5 and c.kind in (Kind.APPENDIX, Kind.FORM)),
        len(cells),
    )
    said = [k for k, c in enumerate(cells[:forms]) if k > opened and len(c.value) > 50]
    after = next(
        (
            k
            for k, c in enumerate(cells[:forms])
            if said and k > said[-1] and c.kind in (Kind.SIGN, Kind.SIGNED)
        ),
        None,
    )
    if after is not None:
        return after
    signs = [k for k, c in enumerate(cells[:forms]) if k > opened + 4 and c.kind in (Kind.SIGN, Kind.SIGNED)]
    return signs[-1] if signs else forms


def _appendix(cells: tuple[Cell, ...], foot: int) -> int:
    """Where what belongs to the document but is not its text begins, after the foot."""
    signed = False
    for k in range(foot, len(cells)):
        cell = cells[k]
        signed = signed or cell.kind in (Kind.SIGN, Kind.SIGNED) or k > foot + 4
        if cell.kind in (Kind.APPENDIX, Kind.FORM) and k > foot:
            return k
        if signed and cell.kind == Kind.TITLE and cell.is_caps and title_of(cell.value) and k > foot + 1:
            return k
        if signed and cell.kind == Kind.PAGE and cell.plain.startswith("-") and k > foot + 3:
            return k if _named_before(cells, foot, k) else _appendix_after_page(cells, k)
    return len(cells)


def _named_before(cells: tuple[Cell, ...], foot: int, k: int) -> bool:
    """Whether the distribution list has come to its filing item before a page ends."""
    return any("luu" in c.plain[:6] for c in cells[foot:k]) and any(
        c.kind == Kind.SIGN for c in cells[foot:k]
    )


def _appendix_after_page(cells: tuple[Cell, ...], k: int) -> int:
    return next((j for j in range(k, len(cells)) if cells[j].kind in (Kind.APPENDIX, Kind.FORM)), len(cells))


def opens_paragraph(cells: tuple[Cell, ...], cell: Cell, above: str) -> bool:
    """Whether a line right under a subject or an addressee opens the body: it is filled, a sentence ends.

    The line above broke before it was full, and no name goes on over the break.
    """
    if len(cell.value) < _PROSE or not _BEGINS.match(cell.value) or goes_over(above, cell.value):
        return False
    below = [c for c in cells if cell.start <= c.start and c.row - cell.row < _PARAGRAPH and c.column == 0]
    paragraph = below[: next((n + 1 for n, c in enumerate(below) if _SENTENCE.search(c.value)), 0)]
    if [c.row for c in paragraph] != list(range(cell.row, cell.row + len(paragraph))) or not paragraph:
        return False
    if any(BODY_CUE.match(c.plain) and _BEGINS.match(c.value) for c in paragraph[1:]):
        return False
    fits = len(above) + 1 + len(cell.value.split()[0]) < max(len(c.value) for c in paragraph) - 3
    return fits or _OPENS.match(cell.value) is not None
