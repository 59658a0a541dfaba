"""`vbparse search`: what it prints, on a pipe, on a terminal, as JSON."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from vbparse.present import terminal as screen

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_lines_on_a_pipe(vbparse: Run, archive: Path) -> None:
    """A hit a line, tabs between: what `show` takes, date, type, issuer, subject, why, snippet."""
    done = vbparse("search", "Chỉ thị 9")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert rows[0][:3] == ["9-CT/TW", "2018-04-03", "chỉ thị"]
    assert [row[5] for row in rows] == ["chính văn bản", "viện dẫn", "viện dẫn"]
    assert {len(row) for row in rows} == {7}
    assert all("«" in row[6] for row in rows)


@pytest.mark.parametrize("query", [
    pytest.param(("Chỉ thị 9",), id="quoted"),
    pytest.param(("Chỉ", "thị", "9"), id="not quoted"),
    pytest.param(("chi thi 9",), id="without marks"),
    pytest.param((unicodedata.normalize("NFD", "Chỉ thị 9"),), id="NFD"),
])
def test_query(query: tuple[str, ...], vbparse: Run, archive: Path) -> None:
    """The words of a query may come as one argument or as several."""
    assert vbparse("search", *query).out.startswith("9-CT/TW\t")


def test_json(vbparse: Run, archive: Path) -> None:
    """A hit is why, score, snippet and the record that `show` gives."""
    hits = json.loads(vbparse("search", "Chỉ thị 9", "--json").out)
    assert [list(hit) for hit in hits] == [["why", "score", "snippet", "record"]] * 3
    assert hits == [json.loads(line) for line in vbparse("search", "Chỉ thị 9", "--jsonl").out.splitlines()]
    assert hits[0]["record"] == json.loads(vbparse("show", "9-CT/TW", "--json").out)


def test_limit(vbparse: Run, archive: Path) -> None:
    """What the limit leaves out is said."""
    done = vbparse("search", "Chỉ thị 9", "--limit", "1")
    assert len(done.out.splitlines()) == 1
    assert done.err == "1 of 3 shown; --limit shows more.\n"


def test_sort(vbparse: Run, archive: Path) -> None:
    """--sort date sorts by date, whatever ranks first."""
    rows = vbparse("search", "Chỉ thị 9", "--sort", "date").out.splitlines()
    dates = [row.split("\t")[1] for row in rows]
    assert dates in (sorted(dates), sorted(dates, reverse=True))
    assert rows[0].split("\t")[1] != "2018-05-21"


@pytest.mark.parametrize("options, out", [
    pytest.param((), "", id="lines"),
    pytest.param(("--json",), "[]\n", id="json"),
    pytest.param(("--jsonl",), "", id="jsonl"),
])
@pytest.mark.parametrize("query", ["voi", "(((", '"', "", "\udcff"])
def test_nothing_found(query: str, options: tuple[str, ...], out: str, vbparse: Run, archive: Path) -> None:
    """Nothing found is code 1 and one sentence."""
    done = vbparse("search", query, *options)
    assert (done.code, done.out) == (1, out)
    assert len(done.err.splitlines()) == 1


def test_only_cited(vbparse: Run, archive: Path, papers: Path) -> None:
    """A document that is cited and not held is said to be so."""
    (papers / "chi-thi.txt").unlink()
    other = archive.with_name("kho-2")
    vbparse("ingest", str(papers), "--archive", str(other))
    done = vbparse("search", "Chỉ thị 9", "--archive", str(other))
    assert done.code == 0
    assert "9-CT/TW" in done.err
    assert "not in" in done.err


@pytest.mark.parametrize("columns, header", [
    pytest.param(40, False, id="narrow: one column"),
    pytest.param(80, True, id="middle: three columns"),
    pytest.param(120, True, id="middle, wider"),
    pytest.param(200, True, id="wide: seven columns"),
])
def test_table(columns: int, header: bool, terminal: Run, archive: Path) -> None:
    """On a terminal a table that fits it, all seven things in it, the match marked."""
    done = terminal("search", "Chỉ thị 9", columns=columns, TERM="dumb")
    assert done.code == 0
    assert max(map(cell_len, done.out.splitlines())) <= columns
    assert ("Trích yếu" in done.out) is header
    for shown in ("9-CT/TW", "2018-04-03", "chỉ thị", "chính văn bản", "viện dẫn", "«"):
        assert shown in done.out
    assert screen.safe(done.out) == done.out


def test_marked_on_a_terminal(terminal: Run, archive: Path) -> None:
    """In colours the match stands out; with NO_COLOR no colour is sent."""
    assert "\x1b[1;33m«" in terminal("search", "Chỉ thị 9", columns=200).out
    plain = terminal("search", "Chỉ thị 9", columns=200, NO_COLOR="1").out
    assert "\x1b[1;33m" not in plain and "\x1b[36m" not in plain
