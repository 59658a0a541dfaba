"""Hits and candidates as a person sees them."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from vbparse.present import hits


def hit(record: dict[str, Any], **known: Any) -> dict[str, Any]:
    return {"why": "text", "score": 0.5, "snippet": "… đọc «sách» …", "record": record | known}


@pytest.mark.parametrize("known, key, shown", [
    pytest.param({}, "number", "17-KH/BTGTU", id="number"),
    pytest.param({"number": None}, "number", "abcdefghijkl", id="without a number, its id"),
    pytest.param({"date": None}, "date", "—", id="without a date"),
    pytest.param({"subject": "về\n\tđọc\x1b[31m sách"}, "subject", "về đọc[31m sách", id="on one line"),
])
def test_cells(known: dict[str, Any], key: str, shown: str, record: dict[str, Any]) -> None:
    """What stands in a cell is one line, and says when there is nothing."""
    assert hits.cells(hit(record, **known))[key] == shown


def test_lines(record: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """On a pipe a hit is a line of seven cells."""
    hits.show_hits([hit(record), hit(record, subject="a\tb")])
    assert [line.count("\t") for line in capsys.readouterr().out.splitlines()] == [6, 6]


@pytest.mark.parametrize("columns", [40, 75, 76, 149, 150, 200])
def test_table(
    columns: int, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table fits its terminal, and a subject that swallowed a page is cut."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(hits, "is_terminal", lambda: True)
    hits.show_hits([hit(record, subject="sách " * 500, number="123/2019/TTLT-BNV-BTC-BGDĐT-BLĐTBXH")])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert len(lines) < 35
    assert "«sách»" in " ".join(lines)


def test_candidates(record: dict[str, Any]) -> None:
    """A candidate is a line with what tells it from the others."""
    assert list(hits.candidates([record | {"place": None}])) == [
        "  abcdefghijkl  17-KH/BTGTU  2019-06  —  Ban Tuyên giáo Tỉnh ủy Ba Bể"
    ]
