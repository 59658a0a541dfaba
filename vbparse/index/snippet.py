"""The place in a document that answers a query: a line's worth of its text, with what matched marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from vbparse.letters import CAPITALS, LATIN
from vbparse.patterns import re_pattern
from vbparse.query import FieldTerm, Leaf, Phrase, Query, Word
from vbparse.reference import NumberRef
from vbparse.words import find_runs, words

_CUT = "…"
_BLANKS = re_pattern(r"\s+")
# The rest of a number of which a run is the beginning: `Chỉ thị 32 - CT` goes on with `/TW`.
_REST = re_pattern(
    r"(?:\s{0,2}[-\u2010-\u2015\u2212/.]\s{0,2}"
    rf"[{CAPITALS}](?:[{CAPITALS}\u0300-\u036f\d]|(?<!\s[{CAPITALS}])(?![{CAPITALS}])[{LATIN}]){{0,14}}+"
    rf"(?![{LATIN}\d]))+"
)


class Snippet(NamedTuple):
    """A piece of a document on one line; `marks` are half-open ranges of `text` that matched."""

    text: str
    marks: tuple[tuple[int, int], ...]


class _Match(NamedTuple):
    """Raw text that answers one leaf of the query."""

    start: int
    end: int
    leaf: int


def snippet(text: str, query: Query, width: int = 160) -> Snippet:
    """The window of about `width` code points that answers most of the query; the beginning where none does.

    A number matches however it is printed, over line ends too; words match without regard to marks.
    Blanks and line ends are one blank each, and a cut is an ellipsis.
    """
    matches = sorted(_matches(text, query))
    start, end = _window(matches, width)
    room = max(0, width - (end - start))
    start = _word_start(text, max(0, start - room // 2), start) if matches else 0
    end = _word_end(text, end, max(end, start + width))
    inside = [match for match in matches if start <= match.start and match.end <= end]
    return _on_one_line(text, start, end, inside)


def marked(text: str, query: Query) -> str:
    """The snippet with what matched in «»."""
    found = snippet(text, query)
    pieces, last = [], 0
    for start, end in found.marks:
        pieces += [found.text[last:start], "«", found.text[start:end], "»"]
        last = end
    return "".join((*pieces, found.text[last:]))


def first_match(text: str, query: Query, width: int = 160) -> int | None:
    """Where the first match of the snippet stands in the text, if there is any."""
    matches = sorted(_matches(text, query))
    return _window(matches, width)[0] if matches else None


def _matches(text: str, query: Query) -> Iterator[_Match]:
    """Where the leaves of a query are answered."""
    leaves = query.leaves()
    for number, (start, end) in find_runs(text, [_runs(leaf) for leaf in leaves]):
        leaf = leaves[number]
        if isinstance(leaf, NumberRef) and (rest := _REST.match(text, end)):
            end = rest.end()
            if leaf.whole and not _ends_in(text[start:end], leaf.key):
                continue                         # `Chỉ thị 32-CT/TU`, where 32-CT/TW is asked for
        yield _Match(start, end, number)


def _ends_in(text: str, key: tuple[str, ...]) -> bool:
    found = words(text)[-len(key):]
    return [found[0].lstrip("0") or "0", *found[1:]] == list(key)


def _runs(leaf: Leaf) -> Collection[tuple[str, ...]]:
    """The runs of words that answer a leaf."""
    if isinstance(leaf, Word):
        return ((leaf.text,),)
    if isinstance(leaf, Phrase | FieldTerm):
        return (tuple(word.text for word in leaf.words),)
    return {*leaf.spellings, *leaf.short_spellings} if isinstance(leaf, NumberRef) else ()


def _window(matches: list[_Match], width: int) -> tuple[int, int]:
    """From the first to the last of the matches that answer most leaves within `width`."""
    best, window = (0, 0), (0, 0)
    for at, first in enumerate(matches):
        inside = [first]
        for match in matches[at + 1:]:
            if match.start >= first.start + width:
                break
            if match.end <= first.start + width:
                inside.append(match)
        worth = len({match.leaf for match in inside}), len(inside)
        if worth > best:
            best, window = worth, (first.start, max(match.end for match in inside))
    return window


def _word_start(text: str, first: int, last: int) -> int:
    """The first position between two where a word begins."""
    while 0 < first < last and not text[first - 1].isspace():
        first += 1
    return first


def _word_end(text: str, first: int, last: int) -> int:
    """The last position between two where a word has ended; the last where one word fills all."""
    if last >= len(text):
        return len(text)
    return next((end for end in range(last, first, -1) if text[end].isspace()), first or last)


def _on_one_line(text: str, start: int, end: int, matches: list[_Match]) -> Snippet:
    """The raw text from start to end with single blanks, and where the matches are in it."""
    line = f"{_CUT} " if text[:start].strip() else ""
    at = {start: len(line)}                      # where the raw text that is cut there stands in the line
    cuts = sorted({start, end, *chain.from_iterable((match.start, match.end) for match in matches)})
    for first, last in pairwise(cuts):
        piece = _BLANKS.sub(" ", text[first:last])
        line += piece[1:] if piece[:1] == " " and (not line or line[-1] == " ") else piece
        at[last] = len(line)
    marks: list[tuple[int, int]] = []
    for match in matches:
        first, last = at[match.start], at[match.end]
        if marks and first < marks[-1][1]:
            first, last = marks[-1][0], max(last, marks.pop()[1])
        marks.append((first, last))
    return Snippet(line.rstrip() + (f" {_CUT}" if text[end:].strip() else ""), tuple(marks))
