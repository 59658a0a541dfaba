"""Runs of common words are found in the sequences of texts as often as they stand in these."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.index import columns
from vbparse.index.sequences import run_of, sequence, times

WORDS = st.sampled_from(("uy", "ban", "nhan", "dan", "glei", "x"))
VALUE = st.lists(WORDS, max_size=12)


def column(texts: Sequence[Sequence[Sequence[str]]]) -> columns.Sequences:
    """The column of some texts, of which each has some values."""
    written = list(map(sequence, texts))
    lengths = b"".join(len(one).to_bytes(4, "big") for one in written)
    return columns.sequences(b"".join(written) + lengths, len(texts))


def stands(run: list[str], text: list[list[str]]) -> int:
    return sum(value[at: at + len(run)] == run for value in text for at in range(len(value)))


@given(st.lists(st.lists(VALUE, max_size=3), max_size=5), st.lists(WORDS, min_size=2, max_size=4))
def test_a_run_is_found_as_often_as_it_stands(texts: list[list[list[str]]], run: list[str]) -> None:
    """In no value's end and the beginning of the next, and in no text's; where it is told at all."""
    if meant := run_of(run):
        assert list(times(column(texts), meant)) == [stands(run, text) for text in texts]
    else:
        assert {"glei", "x"} & set(run) or any(run[at:] == run[: len(run) - at] for at in range(1, len(run)))


@pytest.mark.parametrize(
    ("run", "told"),
    [
        pytest.param("uy ban nhan dan", True, id="common words"),
        pytest.param("uy ban glei", False, id="one that is not common"),
        pytest.param("ban ban", False, id="a word twice"),
        pytest.param("ban dan ban", False, id="the end is the beginning"),
        pytest.param("ban ban dan", True, id="twice the same, and then another"),
    ],
)
def test_what_sequences_tell(run: str, told: bool) -> None:
    assert (run_of(run.split()) is not None) is told


def test_only_runs_are_kept() -> None:
    """Common words that stand alone, and all others, take no room."""
    assert sequence([["uy", "glei", "ban", "x", "x", "dan", "nhan", "dan"], ["uy"]]) == sequence(
        [["dan", "nhan", "dan"]]
    )


@pytest.mark.parametrize("data", [b"", b"\0" * 7, b"\1\2\0" + b"\0\0\0\2" * 2], ids=["none", "cut", "other"])
def test_debris_is_no_column(data: bytes) -> None:
    with pytest.raises(ValueError):
        columns.sequences(data, 2)
