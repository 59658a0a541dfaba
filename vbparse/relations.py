"""Relation of a citation: how this document rests on the one it names, told by the words around it.

The cue stands in the same sentence. A list shares the cue that opens it ("Căn cứ A; B"); what stands
between two citations is the first one's subject and says nothing of this document, but for the
cues that end something ("và bãi bỏ Quyết định số …").
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vbparse.alternatives import one_of
from vbparse.normalize import plain
from vbparse.tables import relations
from vbparse.text import Text

_BREAK = re.compile(r"[.;:!?](?=\s)|\n\s*\n|\n\s*[-+*]\s")
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
    for cue in _cues("before"):
        if not (follows and cue.relation not in _STRONG) and cue.stands_in(sentence):
            return cue.relation
    after = text.plain[end : min(end + _REACH, ceiling)]
    stop = _BREAK.search(after)
    after = after[: stop.start()] if stop else after
    for cue in _cues("after"):
        if cue.stands_in(after):
            return cue.relation
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


class _Cues(NamedTuple):
    """The words that say one relation."""

    relation: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def stands_in(self, sentence: str) -> bool:
        """Whether one of them is said, and not denied or said of another's deed."""
        return any(word in sentence for word in self.words) and self.pattern.search(sentence) is not None


@cache
def _cues(position: str) -> tuple[_Cues, ...]:
    """Each relation with its cues, the strongest first."""
    rows = sorted((row for row in relations() if row.position == position), key=lambda row: -row.priority)
    plains = [(row.name, tuple(map(plain, row.cues))) for row in rows if row.cues]
    return tuple(
        _Cues(
            name,
            words,
            re.compile(rf"(?<!\w)(?<!\bkhong ){one_of(words)}(?!\w)(?!\s(?:boi|bang)\b)"),
        )
        for name, words in plains
    )
