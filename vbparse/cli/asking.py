"""A query as it is typed: words, or the name of a search that was saved, with more words or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vbparse.cli.options import typed
from vbparse.patterns import re_pattern
from vbparse.present.terminal import one_line, say

if TYPE_CHECKING:
    from vbparse.archive import Archive, Narrow

_NAMED = re_pattern(r"(?s)@(?P<name>\S+)\s*(?P<more>.*)")


def question(
    kept: Archive, words: Sequence[str] | None, narrow: Narrow, saved: str | None = None
) -> tuple[str, Narrow]:
    """The query and what narrows it; options that are given go before those of a saved search.

    A first word `@NAME` names a saved search too. NothingFound where none is saved under the name.
    """
    from vbparse.query import as_part

    words = [typed(word) for word in words or ()]
    if saved is None and words and (named := _NAMED.fullmatch(words[0])):
        saved = named["name"]
        words[0] = named["more"]
    if saved is None:
        return " ".join(words), narrow
    search = kept.saved_search(saved)
    more = " ".join(words).strip()
    query = f"{as_part(search.query)} {more}" if more else search.query
    return query, narrow.or_else(search.narrow)


def say_read_otherwise(query: str) -> None:
    """What of a query was not read as it looks."""
    from vbparse.answers import read_otherwise
    from vbparse.query import parse

    for sentence in read_otherwise(parse(query)):
        say(one_line(sentence))
