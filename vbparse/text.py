"""Where things stand: spans, sources and normalised text.

Every offset that leaves the program counts code points of the raw text as decoded (`Source.text`).
Inside, recognisers work on `Text.value`, which is normalised, and ask `Text.raw` for raw spans.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """A half-open range of code points of the raw text: `source.text[start:end]`."""

    start: int
    end: int


class Source(NamedTuple):
    """A file as decoded: its path as it was given, its raw text, its encoding, its SHA-256."""

    path: str
    text: str
    encoding: str
    sha256: str


class Origin:
    """Where each character of a text stood, and where the text ended: `origin[i]`.

    Made of the stretches that stood together: where each begins, here and there.
    """

    def __init__(self, stretches: Iterable[tuple[int, int]], length: int) -> None:
        self._here, self._there = zip(*stretches, strict=True)
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        return map(self.__getitem__, range(self._length))

    def __getitem__(self, i: int) -> int:
        stretch = bisect_right(self._here, i) - 1
        return int(self._there[stretch] + i - self._here[stretch])

    def of(self, pieces: Iterable[Piece]) -> Origin:
        """The origin of what these pieces are together."""
        stretches, length = list[tuple[int, int]](), 0
        for start, end in pieces:
            inner = self._here[bisect_right(self._here, start) : bisect_left(self._here, end)]
            stretches += [(length + here - start, self[here]) for here in (start, *inner)]
            length += end - start
        return Origin(stretches, length + 1)


class Text(NamedTuple):
    """Normalised text that knows which raw code points each of its own came from.

    `value[i]` was made of `raw_text[origin[i]:origin[i + 1]]`, or of a prefix of it where
    characters without meaning follow. `plain` is `value` in lower case without marks
    (`QUYẾT ĐỊNH` is `quyet dinh`), and `shape` tells only capitals (`A`) and other letters (`a`) from
    the rest (`.`): one character for one, so an offset in any is the same.
    """

    raw_text: str
    value: str
    plain: str
    shape: str
    origin: Origin

    def raw(self, start: int, end: int) -> Span:
        """The raw span of `value[start:end]`, blanks at both ends left out."""
        start, end = self.without_blanks(start, end)
        if start >= end:
            return Span(self.origin[start], self.origin[start])
        first, last = self.origin[start], self.origin[end]
        while last > first and (
            self.raw_text[last - 1].isspace() or self.raw_text[last - 1] in "\ufeff\u200b\xad"
        ):
            last -= 1
        return Span(first, last)

    def without(self, cuts: Sequence[Piece]) -> Text:
        """The text with some pieces left out, which are in order."""
        ends = (*(cut.start for cut in cuts), len(self.value))
        kept = [Piece(start, end) for start, end in zip((0, *(cut.end for cut in cuts)), ends, strict=True)]
        value, low, shape = (
            "".join(form[start:end] for start, end in kept) for form in (self.value, self.plain, self.shape)
        )
        return Text(self.raw_text, value, low, shape, self.origin.of(kept))

    def without_blanks(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of what `value[start:end]` is without the blanks at both ends."""
        printed = self.value[start:end]
        return end - len(printed.lstrip()), start + len(printed.rstrip())

    def capitals(self, start: int, end: int) -> int:
        """How many capitals stand in `value[start:end]`."""
        return self.shape.count("A", start, end)

    def is_in_capitals(self, start: int, end: int, share: float) -> bool:
        """Whether at least a share of the letters of `value[start:end]` are capitals."""
        capitals = self.shape.count("A", start, end)
        return capitals >= share * (capitals + self.shape.count("a", start, end))


class Piece(NamedTuple):
    """A range of `Text.value`: half-open, in normalised code points."""

    start: int
    end: int


class Cell(NamedTuple):
    """A run of text on one line of the page that one author wrote in one place.

    OCR prints the two columns of a letterhead or of a footer on one line; a line is cut into cells
    there. `row` counts lines of the normalised text, so blank lines show as gaps; `column` counts the
    cells of a row from the left. `is_caps` says whether it is printed in capitals, debris of OCR
    allowed for; `kind` says what layout took it for (see `layout.Kind`).
    """

    start: int
    end: int
    row: int
    column: int
    value: str
    plain: str
    is_caps: bool
    kind: str = "text"

    @property
    def piece(self) -> Piece:
        return Piece(self.start, self.end)


class Part(NamedTuple):
    """One document of a file: its cells in order, and the range of `Text.value` it takes up."""

    text: Text
    start: int
    end: int
    cells: tuple[Cell, ...]


class Found(NamedTuple, Generic[T]):
    """A value that a recogniser read, where it stands, by which rule, and how sure.

    `pieces` are ranges of `Text.value` in reading order; `inferred` where the paper does not print it.
    """

    value: T
    pieces: tuple[Piece, ...]
    rule: str
    confidence: float
    inferred: bool = False
