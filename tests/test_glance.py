"""What the glance spares a close look is running text: looked at closely it comes out the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from tests.test_pipeline import mixtures
from tests.torture.test_documents import document
from vbparse import layout
from vbparse.cells import Line, lines
from vbparse.errors import UnreadableSource
from vbparse.glance import doubtful
from vbparse.normalize import normalize
from vbparse.readers import read, read_bytes
from vbparse.text import Text

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("*.txt"))


def _all(text: Text, lines: list[Line]) -> set[int]:
    """Every line is in doubt."""
    return set(range(len(lines)))


def holds(raw: str) -> None:
    text = normalize(raw)
    glanced = layout.cells(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "doubtful", _all)
        assert layout.cells(text) == glanced


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_on_documents(path: Path) -> None:
    holds(read(path, path.name).text)


@given(mixtures())
def test_on_mixtures(text: str) -> None:
    holds(text)


@pytest.mark.parametrize("batch", range(10))
def test_on_damaged_documents(batch: int) -> None:
    read_well = 0
    for n in range(40):
        try:
            raw = read_bytes(document("glance", batch, n), "-").text
        except UnreadableSource:
            continue
        holds(raw)
        read_well += 1
    assert read_well > 20


def test_most_lines_of_running_text_are_spared() -> None:
    """Else it would hold of no glance at all."""
    text = normalize("\n".join(["Các cơ quan cùng trồng rừng và chăm sóc vườn ươm trong cả năm."] * 40))

    assert not doubtful(text, lines(text))
