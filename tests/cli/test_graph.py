"""`vbparse graph`: the citations of an archive as a file, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vbparse.present.graph.formats import FORMATS
from vbparse.present.terminal import UNSAFE

if TYPE_CHECKING:
    from tests.cli.conftest import Run

LATER = """\
HUYỆN ỦY MƯỜNG LA
*
Số 5-BC/HU

ĐẢNG CỘNG SẢN VIỆT NAM

Mường La, ngày 02 tháng 9 năm 2018

BÁO CÁO
kết quả đọc sách
-----

Thực hiện Kế hoạch số 17-KH/BTGHU, ngày 21/5/2018 của Ban Tuyên giáo Huyện ủy và Quyết định
số 8-QĐ/HU, ngày 02/02/2018 của Huyện ủy, Huyện ủy báo cáo.

T/M BAN THƯỜNG VỤ
Lò Văn Tủ
"""


@pytest.fixture
def shelf(archive: Path, papers: Path, vbparse: Run) -> Path:
    """The archive with a report that cites one of its plans, and a decision that it lacks."""
    (papers / "bao-cao.txt").write_text(LATER, "utf-8")
    assert vbparse("ingest", str(papers)).code == 0
    return archive


def drawn(vbparse: Run, *argv: str) -> dict[str, Any]:
    """The graph as JSON, its documents by number and date."""
    done = vbparse("graph", "--format", "json", *argv)
    assert (done.code, done.err) == (0, "")
    graph = json.loads(done.out)
    names = {node["id"]: f"{node['number']} {node['date']}" for node in graph["nodes"]}
    return {
        "nodes": {names[node["id"]]: node["held"] for node in graph["nodes"]},
        "edges": {
            (names[edge["source"]], names[edge["target"]]): edge["relation"] for edge in graph["edges"]
        },
    }


DIRECTIVE, MAY, JUNE = "9-CT/TW 2018-04-03", "17-KH/BTGHU 2018-05-21", "17-KH/BTGHU 2018-06-21"
REPORT, DECISION, SECRET = "5-BC/HU 2018-09-02", "8-QĐ/HU 2018-02-02", "3-BC/HU 2018-05-02"


def test_whole_archive(vbparse: Run, shelf: Path) -> None:
    """Every document stands in it, cited or not, held or missing, with who cites whom and how."""
    graph = drawn(vbparse)
    assert graph["nodes"] == {
        DIRECTIVE: True, MAY: True, JUNE: True, REPORT: True, SECRET: True, DECISION: False,
    }
    assert set(graph["edges"]) == {(MAY, DIRECTIVE), (JUNE, DIRECTIVE), (REPORT, MAY), (REPORT, DECISION)}
    assert graph["edges"][MAY, DIRECTIVE] == "implements"


@pytest.mark.parametrize("argv, wanted", [
    pytest.param(["9-CT/TW"], {DIRECTIVE, MAY, JUNE}, id="one step"),
    pytest.param(["9 - CT/TW", "--depth", "2"], {DIRECTIVE, MAY, JUNE, REPORT}, id="two steps"),
    pytest.param(["5-BC/HU"], {REPORT, MAY, DECISION}, id="what it cites"),
    pytest.param(["17-KH/BTGHU", "--date", "21/6/2018"], {JUNE, DIRECTIVE}, id="narrowed"),
    pytest.param(["8-QĐ/HU"], {DECISION, REPORT}, id="of a missing one"),
])
def test_surroundings(argv: list[str], wanted: set[str], vbparse: Run, shelf: Path) -> None:
    """A number gives its document with what it cites and what cites it, as far as --depth says."""
    assert set(drawn(vbparse, *argv)["nodes"]) == wanted


@pytest.mark.parametrize("form", FORMATS)
def test_output(form: str, vbparse: Run, shelf: Path, tmp_path: Path) -> None:
    """A file holds what standard output would, is for its owner alone, and is written again over itself."""
    target = tmp_path / f"mạng.{form}"
    printed = vbparse("graph", "--format", form)
    assert printed.code == 0 and printed.out.startswith(FORMATS[form].opening)
    assert not UNSAFE.search(printed.out)
    for _ in range(2):
        done = vbparse("graph", "--format", form, "--output", str(target))
        assert (done.code, done.out) == (0, "")
        assert done.err == f"6 documents (1 not in the archive) and 4 citations written to {target}.\n"
    assert target.read_text("utf-8") == printed.out
    assert target.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("form", FORMATS)
def test_a_paper_is_not_overwritten(form: str, vbparse: Run, shelf: Path, papers: Path) -> None:
    """73: a file of another kind stays as it is."""
    before = (papers / "chi-thi.txt").read_bytes()
    done = vbparse("graph", "--format", form, "--output", str(papers / "chi-thi.txt"))
    assert (done.code, done.out) == (73, "")
    assert "there is a file of another kind" in done.err
    assert (papers / "chi-thi.txt").read_bytes() == before


def test_page_of_one(vbparse: Run, shelf: Path) -> None:
    """The page of a document's surroundings knows whose they are."""
    page = vbparse("graph", "9-CT/TW", "--format", "html").out
    data = json.loads(page.split('id="network">')[1].split("</script>")[0])
    assert data["nodes"][data["centre"]]["number"] == "9-CT/TW"


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_paper(form: str, vbparse: Run, hostile: Path) -> None:
    """What a paper and its name carry drives neither terminal nor browser."""
    assert vbparse("ingest", str(hostile)).code == 0
    done = vbparse("graph", "--format", form)
    assert done.code == 0
    assert not UNSAFE.search(done.out)


def test_terminal(terminal: Run, shelf: Path) -> None:
    """2: a terminal shows neither a page nor a drawing; text it does."""
    for form, code in {"html": 2, "svg": 2, "dot": 0}.items():
        assert terminal("graph", "--format", form).code == code


def test_nothing_there(vbparse: Run, archive: Path) -> None:
    """1: a number that nothing has; 4: one that several have; 66: no archive."""
    assert vbparse("graph", "77-CT/TW", "--format", "dot").code == 1
    done = vbparse("graph", "17-KH/BTGHU", "--format", "dot")
    assert done.code == 4 and "2018-06-21" in done.err
    assert vbparse("graph", "--format", "dot", "--archive", str(archive / "no")).code == 66


def test_reader_has_gone(program: Run, shelf: Path) -> None:
    """A reader that has enough is no failure."""
    done = program("graph", "--format", "html", "--archive", str(shelf), shell="| head -c 100")
    assert (done.code, done.err) == (0, "")
