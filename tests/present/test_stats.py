"""Numbers as a person sees them: sections whose rows add up, bars that fit."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.present.conftest import numbers
from tests.test_statistics import RECORDS
from vbparse.present import stats
from vbparse.statistics import of

LONG = "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Ninh Thuận " * 3


def papers(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Six records: three of one type, two of others, one without a type."""
    kinds = ("công văn", "công văn", "công văn", "kế hoạch", "báo cáo", None)
    return [record | {"id": str(place), "doc_type": kind} for place, kind in enumerate(kinds)]


def section(found: dict[str, Any], key: str, top: int | None = None) -> stats.Section:
    return next(section for section in stats.sections(found, top) if section.key == key)


@pytest.mark.parametrize("top, title, words", [
    pytest.param(None, "Loại văn bản", ["công văn", "báo cáo", "kế hoạch", "—"], id="all"),
    pytest.param(1, "Loại văn bản (1/3)", ["công văn", "2 giá trị khác", "—"], id="the others as one"),
    pytest.param(3, "Loại văn bản", ["công văn", "báo cáo", "kế hoạch", "—"], id="just enough"),
])
def test_distribution(top: int | None, title: str, words: list[str], record: dict[str, Any]) -> None:
    """However many rows are shown, they add up to all records."""
    found = section(numbers(papers(record)), "types", top)
    assert found.title == title
    assert [row.spoken for row in found.rows] == words
    assert sum(row.times for row in found.rows) == 6 == found.rows[0].of


def test_most(record: dict[str, Any]) -> None:
    """What does not add up has no row for the rest, but says how many there are."""
    found = section(numbers([record, record | {"id": "b", "signers": []}]), "cited", 1)
    assert found.title == "Được viện dẫn nhiều nhất (1/2)"
    assert [(row.spoken, row.times) for row in found.rows] == [
        ("9-CT/TW · chỉ thị · 2019-02-18 · Ban Bí thư · không có trong kho", 2),
    ]
    signers = section(numbers([record, record | {"id": "b", "signers": []}]), "signers", 1)
    assert [row.spoken for row in signers.rows] == ["Lò Thị Mây · Ban Tuyên giáo Tỉnh ủy Ba Bể", "—"]


def test_a_name_that_says_its_type(record: dict[str, Any]) -> None:
    """The type is left out where the document's name begins with it."""
    rows = section(numbers([record]), "cited").rows
    assert "Luật Xuất bản năm 2012 · 2012 · không có trong kho" in [row.spoken for row in rows]


def test_documents_without_a_signer_have_no_bar(
    record: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However many they are, the bars of signers keep their length."""
    monkeypatch.setattr(stats, "is_terminal", lambda: True)
    stats.show_stats(numbers([record, *[record | {"signers": []}] * 9]), None)
    lines = capsys.readouterr().out.splitlines()
    first = lines.index("Ký nhiều nhất") + 1
    assert lines[first].startswith("Lò Thị Mây") and "█" * 20 in lines[first]
    (nobody,) = (line for line in lines[first:first + 4] if line.startswith("—"))
    assert "█" not in nobody and nobody.split() == ["—", "9", "90.0%"]


def test_a_document_held_is_not_remarked(record: dict[str, Any]) -> None:
    """That a document is in the archive is said on a pipe, and goes without saying on a terminal."""
    record["citations"][0]["target"] = "abcdefghijkl"
    row = section(numbers([record]), "cited").rows[0]
    assert row.words[-1] == "có trong kho"
    assert row.spoken == "9-CT/TW · chỉ thị · 2019-02-18 · Ban Bí thư"


def test_confidence(record: dict[str, Any]) -> None:
    """Bands of all values, the surest first; of each field how many are sure, in the card's order."""
    found = numbers([record])
    assert [row.words[0] for row in section(found, "confidence").rows][:2] == ["0.95–1", "0.9–0.95"]
    assert [row.times for row in section(found, "confidence").rows] == [1, 1, 1, 0, 0, 0, 0]
    assert [(row.spoken, row.times, row.of) for row in section(found, "sure").rows] == [
        ("Số", 1, 1), ("Cơ quan", 1, 1), ("Trích yếu", 0, 1),
    ]


def test_lines(record: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """On a pipe each row is a line that begins with its section, however many there are."""
    hostile = record | {"doc_type": "a\tb\n\x1b[31mtypes\t9"}
    stats.show_stats(numbers([*papers(record), hostile]), None)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["records\t7", "types\t3\t7\tcông văn", "types\t1\t7\ta b [31mtypes 9"]
    assert "cited\t7\t7\t9-CT/TW\tchỉ thị\t2019-02-18\tBan Bí thư\tkhông có trong kho" in lines
    assert "sure\t0\t7\tTrích yếu" in lines
    assert {line.split("\t")[0] for line in lines} == {"records", *(section.key for section in stats.sections(
        numbers(papers(record)), None))}


@pytest.mark.parametrize("columns", [40, 55, 56, 80, 119, 200])
def test_tables(
    columns: int, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tables fit their terminal, bars stand under one another and end with the largest."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(stats, "is_terminal", lambda: True)
    stats.show_stats(numbers([*papers(record), record | {"issuer": LONG}]), None)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= min(columns, 120)
    first = next(line for line in lines if line.startswith("công văn"))
    second = next(line for line in lines if line.startswith("báo cáo"))
    assert first.index("█") == second.index("█") > 10
    assert abs(first.count("█") - 3 * second.count("█")) <= 3
    assert ("42.9%" in first) == (columns >= 56)
    assert "Loại văn bản" in lines and "Văn bản: 7" in lines


@given(RECORDS, st.none() | st.integers(1, 3))
def test_any_records(records: list[dict[str, Any]], top: int | None) -> None:
    """Whatever records lack and however few rows are shown, distributions add up and every row has words."""
    shown = stats.sections(asdict(of(records)), top)
    for section in shown[:4]:
        assert sum(row.times for row in section.rows) == len(records)
    for row in (row for section in shown for row in section.rows):
        assert row.spoken and 0 <= row.share <= 1
    assert all("\n" not in line for line in stats.lines(len(records), shown))


def test_nobody(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A record that says nothing is counted, and every bar can be drawn."""
    monkeypatch.setattr(stats, "is_terminal", lambda: True)
    stats.show_stats(asdict(of([{}])), None)
    assert "100.0%" in capsys.readouterr().out
