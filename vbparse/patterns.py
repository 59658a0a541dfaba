"""Patterns that are compiled when they are first asked.

There are some 260, which take a tenth of a second to compile, and most commands need a few. Once it is
asked, one answers as fast as what `re` and `regex` compile themselves.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, AnyStr, cast

if TYPE_CHECKING:
    import re

    import regex

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split", "pattern")


class _Pattern:
    """A pattern of a library; what it answers with stands in its own dictionary once it is compiled."""

    def __init__(self, library: str, source: str | bytes, flags: int) -> None:
        self._what = library, source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:  # a copier's `__deepcopy__`, say
            raise AttributeError(name)
        library, source, flags = self._what
        compiled = import_module(library).compile(source, flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def re_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern of `re`, which reads most patterns several times as fast as `regex`."""
    return cast("re.Pattern[AnyStr]", _Pattern("re", source, flags))


def regex_pattern(source: str, flags: int = 0) -> regex.Pattern[str]:
    """A pattern of `regex`, for what `re` cannot say, such as any letter (`\\p{L}`)."""
    return cast("regex.Pattern[str]", _Pattern("regex", source, flags))
