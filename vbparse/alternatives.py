"""A pattern of many names, which finds the longest that stands at a place.

    phó bí thư, phó chủ tịch, chủ tịch        (?:ph\\ó\\ (?:b\\í\\ th\\ư|ch\\ủ\\ t\\ị\\ch)|ch\\ủ\\ t\\ị\\ch)

Common beginnings are written once, so that a place where no name stands is left after a letter or two
instead of being tried with every name in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_Node = dict[str, "_Node"]
_END = ""


def one_of(names: Iterable[str], blank: str = " ") -> str:
    """The pattern of names for `re` or `regex`, `blank` what may stand for a blank of theirs."""
    root: _Node = {}
    for name in names:
        node = root
        for char in " ".join(name.split()):
            node = node.setdefault(char, {})
        node[_END] = {}
    return _pattern(root, blank)


def _pattern(node: _Node, blank: str) -> str:
    longer = [
        (blank if char == " " else re.escape(char)) + _pattern(rest, blank)
        for char, rest in node.items()
        if char != _END
    ]
    if not longer:
        return ""
    if len(longer) == 1 and _END not in node:
        return longer[0]
    return f"(?:{'|'.join(longer)}){'?' if _END in node else ''}"
