"""What looks like a number and is none."""

from __future__ import annotations

import re

import pytest

from vbparse import lookalikes, tables


@pytest.mark.parametrize("row", tables.lookalikes(), ids=lambda row: row.name)
def test_a_lookalike_is_known_by_its_first_word(row: tables.Lookalike) -> None:
    """What a row's pattern finds in its examples, the few rows that may begin with its word find too."""
    for example in row.examples:
        match = re.search(row.pattern, example)
        assert match is not None
        word = re.compile(r"\w+|\W").match(example, match.start())
        few = lookalikes._lookalike(word.group()) if word else None
        assert few is not None and few.match(example, match.start())
