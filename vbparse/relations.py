"""Relation of a citation: how this document rests on the one it names, told by the words before it.

The cue stands in the same sentence, behind the citation before; a title may carry it for the whole
document. Where several hold, the table's priority decides.
"""

from __future__ import annotations

from functools import cache

import regex

from vbparse.normalize import plain
from vbparse.tables import relations
from vbparse.text import Text

_BREAK = regex.compile(r"[.;:!?](?=\s)|\n\s*\n|\n\s*[-+*]\s")
_REACH = 260                                    # characters of a sentence before its citation


def relation_at(text: Text, begin: int, floor: int) -> str:
    """The relation that the words between `floor` and a mention's `begin` tell; else `cites`."""
    low = max(floor, begin - _REACH)
    window = text.plain[low:begin]
    sentence = window[_last_break(window) :]
    sentence = " ".join(sentence.split())
    for relation, pattern in _cues():
        if pattern.search(sentence):
            return relation
    return "cites"


def _last_break(window: str) -> int:
    ends = [m.end() for m in _BREAK.finditer(window)]
    return ends[-1] if ends else 0


@cache
def _cues() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Each relation with its cues, the strongest first."""
    rows = sorted((row for row in relations() if row.position == "before"), key=lambda row: -row.priority)
    return tuple(
        (row.name, regex.compile(r"(?<!\w)(?:" + "|".join(regex.escape(plain(c)) for c in sorted(row.cues, key=len, reverse=True)) + r")(?!\w)"))
        for row in rows if row.cues
    )
