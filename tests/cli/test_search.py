"""`vbparse search`: what it prints, on a pipe, on a terminal, as JSON."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.cli.conftest import PLAN
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
    """A hit is why, score, snippet, the record that `show` gives, and the tags of the document."""
    hits = json.loads(vbparse("search", "Chỉ thị 9", "--json").out)
    assert [list(hit) for hit in hits] == [["why", "score", "snippet", "record", "tags"]] * 3
    assert hits == [json.loads(line) for line in vbparse("search", "Chỉ thị 9", "--jsonl").out.splitlines()]
    assert hits[0]["record"] == json.loads(vbparse("show", "9-CT/TW", "--json").out)


@pytest.mark.parametrize("options, shown, said", [
    pytest.param(("--limit", "1"), [0], "1 of 3; --offset 1 shows the next.", id="the first"),
    pytest.param(("--limit", "2"), [0, 1], "1-2 of 3; --offset 2 shows the next.", id="the first two"),
    pytest.param(("--offset", "1"), [1, 2], "2-3 of 3.", id="the rest"),
    pytest.param(("--offset", "1", "--limit", "1"), [1], "2 of 3; --offset 2 shows the next.", id="within"),
    pytest.param(("--limit", "3"), [0, 1, 2], "", id="all"),
])
def test_pages(options: tuple[str, ...], shown: list[int], said: str, vbparse: Run, archive: Path) -> None:
    """A page is a slice of all hits, and what it is of how many is said."""
    every = vbparse("search", "Chỉ thị 9").out.splitlines()
    done = vbparse("search", "Chỉ thị 9", *options)
    assert (done.code, done.out.splitlines()) == (0, [every[at] for at in shown])
    assert done.err.strip() == said


def test_no_date(vbparse: Run, archive: Path) -> None:
    """What stands for a date and is none is said, and looked for as words."""
    done = vbparse("search", "sách date:mai")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("date:mai: no date, so its words were looked for")


def test_behind_the_last_page(vbparse: Run, archive: Path) -> None:
    """A page behind the last is code 1, and how many there are is said."""
    done = vbparse("search", "Chỉ thị 9", "--offset", "3")
    assert done == (1, "", "3 in all; --offset 3 is behind the last.\n")


@pytest.mark.parametrize("options, count", [
    pytest.param((), 4, id="all"),
    pytest.param(("--type", "KH"), 2, id="a type's code"),
    pytest.param(("--type", "KH", "--type", "báo cáo"), 3, id="two types"),
    pytest.param(("--issuer", "ban tuyen giao"), 2, id="words of an issuer"),
    pytest.param(("--issuer", "=Huyện ủy Mường La"), 1, id="one issuer and no other"),
    pytest.param(("--place", "Hà Nội", "--place", "Mường La"), 4, id="two places"),
    pytest.param(("--year", "2018", "--after", "2018-05"), 3, id="a year and a month"),
    pytest.param(("--before", "3/4/2018"), 1, id="before, that day included"),
])
def test_narrowing(options: tuple[str, ...], count: int, vbparse: Run, archive: Path) -> None:
    """Options narrow what a query finds, and change nothing of how it ranks."""
    every = vbparse("search", "sách").out.splitlines()
    kept = vbparse("search", "sách", *options).out.splitlines()
    assert len(kept) == count
    assert [line for line in every if line in kept] == kept


@pytest.mark.parametrize("option, value, said", [
    pytest.param(
        "--after", "mai", "--after mai: no date; say 2019, 2019-06, 2019-06-21 or 21/6/2019.", id="date"
    ),
    pytest.param("--year", "18", "--year 18: no year; say 2019.", id="year"),
    pytest.param("--type", "…", "--type …: there is no word in it.", id="no word"),
])
def test_narrowing_that_cannot_be_meant(
    option: str, value: str, said: str, vbparse: Run, archive: Path
) -> None:
    """A value that its option cannot have is code 2 and one sentence."""
    assert vbparse("search", "sách", option, value) == (2, "", said + "\n")


TYPES = [("kế hoạch", 2), ("báo cáo", 1), ("chỉ thị", 1)]


def test_facets_on_a_pipe(vbparse: Run, archive: Path) -> None:
    """The counts stand in place of the hits, a line each, and are of all hits, not of the page."""
    done = vbparse("search", "sách", "--facet", "type", "--limit", "1")
    assert done.out.splitlines() == [f"type\t{value}\t{count}" for value, count in TYPES]


@pytest.mark.parametrize("argv", [
    pytest.param(("search", "sách", "--limit", "1"), id="search"),
    pytest.param(("search", "sách", "--offset", "9"), id="behind the last"),
    pytest.param(("list", "--limit", "1"), id="list"),
    pytest.param(("list", "--limit", "1", "--jsonl"), id="lines of JSON"),
])
def test_counts_are_of_no_page(argv: tuple[str, ...], vbparse: Run, archive: Path) -> None:
    """Where counts stand in place of the hits, no page of hits is spoken of."""
    done = vbparse(*argv, "--facet", "type")
    assert (done.code, done.err) == (0, "") and "kế hoạch" in done.out


def test_facets_in_json(vbparse: Run, archive: Path) -> None:
    """With --facet the array of hits stands in an object, beside the facets chosen."""
    hits = json.loads(vbparse("search", "sách", "--json").out)
    types = [{"value": value, "count": count} for value, count in TYPES]
    found = json.loads(vbparse("search", "sách", "--json", "--facet", "year", "--facet", "type").out)
    facets = {"type": types, "year": [{"value": "2018", "count": 4}]}
    assert found == {"total": 4, "hits": hits, "facets": facets}
    lines = vbparse("search", "sách", "--jsonl", "--facet", "type").out.splitlines()
    assert [json.loads(line) for line in lines] == [{"facet": "type", **counted} for counted in types]


@pytest.mark.parametrize("options, shown", [
    pytest.param((), ["Loại", "Cơ quan", "Nơi ban hành"], id="all by which hits differ"),
    pytest.param(("--facet", "year"), ["Năm"], id="one that was chosen"),
    pytest.param(("--facet", "none"), [], id="none"),
])
def test_facets_on_a_terminal(
    options: tuple[str, ...], shown: list[str], terminal: Run, archive: Path
) -> None:
    """They stand below the table."""
    out = terminal("search", "sách", *options, TERM="dumb").out
    below = out[out.rindex("───"):].splitlines()[1:]
    labels = ("Loại", "Năm", "Cơ quan", "Nơi ban hành")
    assert [label for label in labels if any(line.startswith(label) for line in below)] == shown
    assert ("kế hoạch 2 · báo cáo 1 · chỉ thị 1" in out) is ("Loại" in shown)


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
@pytest.mark.parametrize("query", ["ghjk", "(((", '"', "\udcff"])
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


def test_a_short_name_is_missing_only_where_no_more_was_asked(
    vbparse: Run, archive: Path, papers: Path
) -> None:
    """Of a `Chỉ thị 32` that is found by 32-CT/TU nobody knows that it is not another that is held."""
    more = PLAN.format(month=7, more="và Chỉ thị 32 về trồng cây").replace("17-KH", "18-KH")
    (papers / "tat.txt").write_text(more, "utf-8")
    assert vbparse("ingest", str(papers)).code == 0
    for query, said in (("Chỉ thị 32", True), ("32-CT/TU", False), ("Chỉ thị 32 ngày 5/6/2003", False)):
        done = vbparse("search", query)
        assert done.out.startswith("18-KH/BTGHU\t")
        assert ("chỉ thị 32 is cited by 1 document" in done.err) is said
    assert vbparse("search", "Chỉ thị 9 ngày 3/4/2018").out.startswith("9-CT/TW\t")


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
