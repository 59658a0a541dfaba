"""Relation of a citation: how this document rests on the one it names, told by the words around it.

The cue stands in the same sentence. A list shares the cue that opens it ("Căn cứ A; B"); what stands
between two citations is the first one's subject and says nothing of this document, but for the
cues that end something ("và bãi bỏ Quyết định số …").
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import NamedTuple

from vbparse.alternatives import one_of
from vbparse.normalize import plain
from vbparse.tables import relations
from vbparse.text import Text

# Its first characters stand in one class, at which it is sought.
_BREAK = re.compile(r"[.;:!?\n](?:(?<!\n)(?=\s)|(?<=\n)(?:\s*\n|\s*[-+*]\s))")
_LISTED = re.compile(r"(?:^|[;,(]|\bva|\bcung|\bvoi)\s*(?:(?:cac|theo)\s*)?$")
_REACH = 260  # characters of a sentence before its citation
_STRONG = ("repeals", "replaces", "suspends", "corrects", "encloses", "copies")


def relation_at(text: Text, begin: int, end: int, floor: int, ceiling: int, last: str | None) -> str:
    """The relation told around a mention at `begin`; between `floor` and `ceiling` stands no other.

    `last` is that one's relation, which a member of its list takes.
    """
    window = text.plain[max(floor, begin - _REACH) : begin]
    cut = _last_break(window)
    sentence = " ".join(window[cut:].split())
    follows = last is not None and begin - floor < _REACH and cut == 0
    if told := _told("before", sentence, _STRONG if follows else None):
        return told
    after = text.plain[end : min(end + _REACH, ceiling)]
    stop = _BREAK.search(after)
    if told := _told("after", after[: stop.start()] if stop else after):
        return told
    if last is not None and begin - floor < _REACH and (follows or _is_listed(window, cut)):
        return last
    return "cites"


def _is_listed(window: str, cut: int) -> bool:
    """Whether a semicolon joined this mention to the one before in one list."""
    return (
        cut > 0
        and window[:cut].rstrip().endswith(";")
        and _LISTED.search(window[cut:]) is not None
        and len(window[cut:].strip()) < 30
    )


def _last_break(window: str) -> int:
    ends = [m.end() for m in _BREAK.finditer(window)]
    return ends[-1] if ends else 0


class _Cue(NamedTuple):
    """A word that says a relation, and the pattern of all that say it."""

    word: str
    relation: str
    pattern: re.Pattern[str]


def _told(position: str, sentence: str, only: Container[str] | None = None) -> str | None:
    """The relation that a sentence tells, where it is not denied or said of another's deed."""
    for word, relation, pattern in _cues(position):
        if word in sentence and (only is None or relation in only) and pattern.search(sentence):
            return relation
    return None


@cache
def _cues(position: str) -> tuple[_Cue, ...]:
    """The words of each relation, the strongest first."""
    rows = sorted((row for row in relations() if row.position == position), key=lambda row: -row.priority)
    plains = [(row.name, tuple(map(plain, row.cues))) for row in rows if row.cues]
    return tuple(
        _Cue(word, name, re.compile(rf"(?<!\w)(?<!\bkhong ){one_of(words)}(?!\w)(?!\s(?:boi|bang)\b)"))
        for name, words in plains
        for word in words
        if not any(other != word and other in word for other in words)  # which then stands there too
    )
