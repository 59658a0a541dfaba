"""An index is compared with the commit of the catalog that it answers for, and with no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index.shelf import RECORDS, paper
from vbparse import index
from vbparse.index import IndexDamaged
from vbparse.index.inspecting import compare, compare_ids


def test_it_is_as_its_records_are(folder: Path) -> None:
    made = index.generation(folder) or 0
    assert not any(compare(folder, made, RECORDS))
    assert not any(compare_ids(folder, made, (id for id, *_ in RECORDS)))


def test_what_differs_is_told(folder: Path) -> None:
    made = index.generation(folder) or 0
    (first, *_), (second, *_), *others = RECORDS
    found = compare(folder, made, [paper("khac"), paper(second, "rừng"), *others])
    assert (found.missing, found.unknown, found.other) == (("khac",), (first,), (second,))


def test_one_that_a_writer_has_replaced_is_not_compared(folder: Path) -> None:
    """Else all that the writer has changed would be taken for damage."""
    made = index.generation(folder) or 0
    index.update(folder, generation=made + 1, removed=[], added=[paper("moi", "rừng")])
    with pytest.raises(IndexDamaged):
        compare_ids(folder, made, (id for id, *_ in RECORDS))
    with pytest.raises(IndexDamaged):
        compare(folder, made, RECORDS)
