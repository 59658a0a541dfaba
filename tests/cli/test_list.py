"""`vbparse list`: the archive browsed without a query."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

if TYPE_CHECKING:
    from tests.cli.conftest import Run

NEWEST_FIRST = ["2018-06-21", "2018-05-21", "2018-05-02", "2018-04-03"]


def test_lines_on_a_pipe(vbparse: Run, archive: Path, papers: Path) -> None:
    """A document a line, tabs between: what `show` takes, date, type, issuer, subject, path."""
    done = vbparse("list")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert [row[1] for row in rows] == NEWEST_FIRST
    assert rows[-1] == [
        "9-CT/TW", "2018-04-03", "chỉ thị", "Ban Chấp hành Trung ương", "về việc đọc sách trong chi bộ",
        str(papers / "chi-thi.txt"),
    ]
    assert {len(row) for row in rows} == {6}


def test_json(vbparse: Run, archive: Path) -> None:
    """JSON has the records that `show` gives."""
    records = json.loads(vbparse("list", "--json").out)
    assert [record["date"] for record in records] == NEWEST_FIRST
    assert records == [json.loads(line) for line in vbparse("list", "--jsonl").out.splitlines()]
    assert records[-1] == json.loads(vbparse("show", "9-CT/TW", "--json").out)
    counted = json.loads(vbparse("list", "--json", "--facet", "place", "--limit", "1").out)
    places = [{"value": "Mường La", "count": 3}, {"value": "Hà Nội", "count": 1}]
    assert counted == {"total": 4, "records": records[:1], "facets": {"place": places}}


@pytest.mark.parametrize("options, serials", [
    pytest.param(("--sort", "number"), "3 9 17 17", id="by number"),
    pytest.param(("--sort", "type"), "3 9 17 17", id="by type"),
    pytest.param(("--sort", "place"), "9 17 17 3", id="by place"),
    pytest.param(("--sort", "path"), "9 17 17 3", id="by path"),
    pytest.param(("--type", "KH"), "17 17", id="narrowed"),
    pytest.param(("--type", "KH", "--before", "2018-05"), "17", id="narrowed twice"),
    pytest.param(("--issuer", "=Huyện ủy Mường La"), "3", id="narrowed to one value"),
    pytest.param(("--offset", "2"), "3 9", id="a page"),
    pytest.param(("--offset", "1", "--limit", "1"), "17", id="another"),
])
def test_what_is_listed(options: tuple[str, ...], serials: str, vbparse: Run, archive: Path) -> None:
    """The options of a search narrow, sort and leaf here too."""
    lines = vbparse("list", *options).out.splitlines()
    assert [line.partition("-")[0] for line in lines] == serials.split()


@pytest.mark.parametrize("options, said", [
    pytest.param(("--limit", "3"), "1-3 of 4; --offset 3 shows the next.", id="a page"),
    pytest.param(("--place", "Huế"), "The archive holds no such document.", id="nothing"),
    pytest.param(("--offset", "4"), "4 in all; --offset 4 is behind the last.", id="behind the last"),
    pytest.param(("--year", "x"), "--year x: no year; say 2019.", id="no year"),
])
def test_said(options: tuple[str, ...], said: str, vbparse: Run, archive: Path) -> None:
    """Which page it is, and why there is none."""
    assert vbparse("list", *options).err.strip() == said


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_table(columns: int, terminal: Run, archive: Path) -> None:
    """On a terminal a table that fits it, and the counts below it."""
    done = terminal("list", columns=columns, TERM="dumb")
    assert max(map(cell_len, done.out.splitlines())) <= columns
    for shown in ("9-CT/TW", "2018-04-03", "chỉ thị", "Mường La 3"):
        assert shown in done.out
