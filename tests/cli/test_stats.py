"""`vbparse stats`: numbers about an archive, or a part of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, Run
from vbparse.archive import Archive, Narrow

pytestmark = pytest.mark.usefixtures("archive")


def test_lines(vbparse: Run) -> None:
    """On a pipe a line a row, with the section, how many, of how many, and what."""
    done = vbparse("stats")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "records\t4"
    assert [line for line in lines if line.startswith("types")] == [
        "types\t2\t4\tkế hoạch", "types\t1\t4\tbáo cáo", "types\t1\t4\tchỉ thị",
    ]
    assert "signers\t2\t4\tLò Thị Mây\tBan Tuyên giáo Huyện ủy Mường La" in lines
    assert any(line.startswith("cited\t2\t4\t9-CT/TW\t") for line in lines)


@pytest.mark.parametrize("argv, types", [
    pytest.param((), {"kế hoạch": 2, "báo cáo": 1, "chỉ thị": 1}, id="all"),
    pytest.param(("--top", "1"), {"kế hoạch": 2}, id="the first"),
    pytest.param(("đọc", "sách"), {"kế hoạch": 2, "chỉ thị": 1}, id="a query"),
    pytest.param(("--type", "KH", "--type", "CT"), {"kế hoạch": 2, "chỉ thị": 1}, id="types"),
    pytest.param(("--after", "2018-05-22"), {"kế hoạch": 1}, id="after"),
    pytest.param(("đọc", "--before", "4/2018"), {"chỉ thị": 1}, id="a query and a date"),
    pytest.param(("--year", "2018", "--issuer", "Ban Tuyên giáo"), {"kế hoạch": 2}, id="an issuer"),
    pytest.param(("--place", "Hà Nội"), {"chỉ thị": 1}, id="a place"),
])
def test_filters(argv: tuple[str, ...], types: dict[str, int], vbparse: Run) -> None:
    """A query and options choose what is counted."""
    done = vbparse("stats", "--json", *argv)
    assert done.code == 0
    assert {row["value"]: row["records"] for row in json.loads(done.out)["types"]} == types


def test_what_is_cited(vbparse: Run, archive: Path, tmp_path: Path) -> None:
    """What is cited and held is its record; what is not held is what the archive misses, as often cited."""
    text = "Căn cứ Chỉ thị số 5-CT/TW, ngày 02/01/2017 của Ban Bí thư về đọc báo;\n"
    for month in (7, 8):
        paper = PLAN.format(month=month, more="").replace("trong chi bộ, Ban", f"trong chi bộ;\n{text}Ban")
        (tmp_path / f"{month}.txt").write_text(paper, "utf-8")
    assert vbparse("ingest", str(tmp_path / "7.txt"), str(tmp_path / "8.txt")).code == 0
    found = Archive(archive).stats().cited
    assert [(one.number, one.held, one.cited_by) for one in found] == [
        ("9-CT/TW", True, 4), ("5-CT/TW", False, 2),
    ]
    assert [(one.number, len(one.citing)) for one in Archive(archive).missing()] == [("5-CT/TW", 2)]
    found = Archive(archive).stats(narrow=Narrow(after="2018-08")).cited
    assert [(one.number, one.cited_by) for one in found] == [("5-CT/TW", 1), ("9-CT/TW", 1)]


def test_terminal(terminal: Run) -> None:
    """On a terminal tables with bars."""
    done = terminal("stats", "--top", "1")
    assert done.code == 0
    assert "Loại văn bản (1/3)" in done.out and "█" in done.out


def test_a_poor_terminal(real_terminal: Run, archive: Path) -> None:
    """Bars and names survive a terminal that lacks their characters."""
    done = real_terminal("stats", PYTHONIOENCODING="ascii", TERM="dumb", VBPARSE_ARCHIVE=str(archive))
    assert done.code == 0
    assert re.search(r"^chi thi +#{5,}  +1  25.0%$", done.out, re.MULTILINE)


def test_nothing(vbparse: Run) -> None:
    """1: what answers nothing has no numbers; as JSON they are zero."""
    done = vbparse("stats", "--year", "1950")
    assert (done.code, done.out) == (1, "")
    assert done.err == "No document of the archive answers; there is nothing to count.\n"
    done = vbparse("stats", "không-có-gì", "--json")
    assert done.code == 1
    assert json.loads(done.out)["records"] == 0


@pytest.mark.parametrize("argv", [
    pytest.param(("--top", "0"), id="no rows"),
    pytest.param(("--year", "năm"), id="no year"),
    pytest.param(("--after", "2019-13"), id="no date"),
])
def test_usage(argv: tuple[str, ...], vbparse: Run) -> None:
    """2: what cannot be meant is refused."""
    done = vbparse("stats", *argv)
    assert (done.code, done.out) == (2, "")


def test_hostile(vbparse: Run, terminal: Run, hostile: Path) -> None:
    """Nothing of a paper or its name drives a terminal."""
    assert vbparse("ingest", str(hostile)).code == 0
    for done in (vbparse("stats"), terminal("stats", TERM="dumb")):
        assert done.code == 0
        assert not set("\x1b\x9b\u202e") & set(done.out)


def test_page(vbparse: Run, tmp_path: Path) -> None:
    """A page is written beside what is printed, says what was counted, and replaces only such a page."""
    path = tmp_path / "trang.html"
    for asked in ("sách", "chi bộ"):
        assert vbparse("stats", asked, "--type", "CT", "--html", str(path)) == (0, "", "")
        assert f'<p class="asked">{asked} · Loại: CT</p>' in path.read_text("utf-8")
    path.write_text("<p>của tôi", "utf-8")
    assert vbparse("stats", "--html", str(path)).code == 73
    assert path.read_text("utf-8") == "<p>của tôi"


def test_no_page(vbparse: Run, tmp_path: Path) -> None:
    """No page is made of nothing, nor beside JSON."""
    path = tmp_path / "trang.html"
    assert vbparse("stats", "--year", "1950", "--html", str(path)).code == 1
    assert vbparse("stats", "--json", "--html", str(path)).code == 2
    assert not path.exists()
