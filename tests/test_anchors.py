"""A pattern sought at words."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from vbparse.anchors import matches

PATTERN = regex.compile(r"(?:ab|ba)\s*(?:\d+|ab)")


@given(st.text("ab 1", max_size=30), st.integers(0, 8), st.integers(0, 30))
def test_as_a_search_finds_them(text: str, start: int, end: int) -> None:
    """Matches sought at the words they begin with are those of a search at every place."""
    found = [match.span() for match in matches(PATTERN, ("ab", "ba"), text, start, end)]
    assert found == [match.span() for match in PATTERN.finditer(text, start, end)]
