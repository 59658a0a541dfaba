"""Free text as printed: lines joined, bullets and debris of OCR off its ends."""

from __future__ import annotations

from collections.abc import Iterable

import regex

_EDGE_LEFT = regex.compile(r"^(?:[\s|:;.,_~`'’‘^•·*=<>¡!°»«\\/-]+|[+](?=\s))+")
_EDGE_RIGHT = " |:;,_~`^•·*=<>¡°«\\-"
_LINE_END = " |_~`^•*=<>¡°"
# Of a list's items: closing marks, and the debris that a scan leaves behind them (seen: `; F`, `. :`).
_MARKS, _SIGNS = " ;,.:|_~`'^•·*=<>¡\\/-", frozenset("#@©®§€{}")
_CLOSING = regex.compile(
    rf"(?:[\s.;,]\S{{0,2}}[{''.join(sorted(_SIGNS))}]\S{{0,3}}$|[\s{regex.escape(_MARKS)}]"
    r"|(?<=[;.:,]\s)(?<!\d,\s)(?!\p{Lu}{2})\S{1,2}(?=\s|$))+$"
)
_MOST_DEBRIS = 60
_DASHED = regex.compile(r"(?<=[\p{Lu}\d])([-/])\s+(?=[\p{Lu}\d])")
_YEARS = regex.compile(r"(?<=\d{4})[ \t]{0,9}\n[ \t]{0,9}-[ ]?(?=\d{4}(?!\d))")  # `2021` ⏎ `- 2025`


def squeeze(text: str) -> str:
    """The text on one line, blanks single."""
    return " ".join(text.split())


def trim(text: str) -> str:
    """The text without debris at its ends; a full stop at the end is the text's own."""
    return _opened(text).rstrip(_EDGE_RIGHT)


def _opened(text: str) -> str:
    """The text on one line, without debris at its beginning."""
    line = squeeze(text)
    return line if line[:1].isalnum() else _EDGE_LEFT.sub("", line)


def item(text: str) -> str:
    """An item of a list without its bullet, its closing mark and what the scan left behind it."""
    whole = _opened(text)
    bare = whole.rstrip(_MARKS)
    # Debris is a sign near the end, or a word of one letter or two: mostly there is neither.
    if " " in bare[-3:] or not _SIGNS.isdisjoint(whole[-4:]) or len(whole) - len(bare) > _MOST_DEBRIS:
        bare = _CLOSING.sub("", whole, pos=max(0, len(whole) - _MOST_DEBRIS))
    return (
        bare + ")" if bare.count("(") == bare.count(")") + 1 and text.rstrip(" ;,.").endswith(")") else bare
    )


def join(lines: Iterable[str]) -> str:
    """Lines of one text on one line; a hyphen at a line's end inside a number or name closes up."""
    whole = "\n".join(lines)
    unbroken = (_YEARS.sub(" - ", whole) if "-" in whole else whole).split("\n")
    whole = " ".join(_opened(line).rstrip(_LINE_END) for line in unbroken)
    return squeeze(_DASHED.sub(r"\1", whole) if "- " in whole or "/ " in whole else whole)
