"""JSON that people read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.present import as_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_pretty_says_the_same(value: Any) -> None:
    """However it is broken into lines, it is the same value."""
    assert json.loads(as_json.pretty(value)) == value


@given(st.lists(JSON, max_size=4))
def test_array_says_the_same(values: list[Any]) -> None:
    """An array given out piece by piece is one array."""
    assert json.loads("\n".join(as_json.array(values))) == values


@pytest.mark.parametrize("value, lines", [
    pytest.param({}, 1, id="nothing"),
    pytest.param({"code": "TL", "of": "Chủ tịch"}, 1, id="what fits is on one line"),
    pytest.param({"a": "x" * 90, "b": "y" * 90}, 4, id="what does not is broken"),
    pytest.param([{"a": "x" * 90}, {"b": ["y" * 90, "z"]}], 4, id="but no further than it must"),
])
def test_pretty_lines(value: Any, lines: int) -> None:
    """A line a thing, as far as 140 columns go."""
    shown = as_json.pretty(value)
    assert len(shown.splitlines()) == lines
    assert max(map(len, shown.splitlines())) <= as_json.COLUMNS
