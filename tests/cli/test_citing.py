"""`vbparse cites`, `missing` and `duplicates`: what they print, on a pipe, on a terminal, as JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import PLAN

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_cites_on_a_pipe(vbparse: Run, archive: Path) -> None:
    """A line a reference: depth, relation, name, date, issuer, id, the words that say so."""
    done = vbparse("cites", "17-KH/BTGHU", "--date", "2018-06")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    assert [row[:4] for row in rows] == [["1", "thực hiện", "Chỉ thị 9-CT/TW", "2018-04-03"]]
    target = json.loads(vbparse("show", "9-CT/TW", "--json").out)["id"]
    assert rows[0][5:] == [target, "Chỉ thị số 9-CT/TW"]


def test_cites_by(vbparse: Run, archive: Path) -> None:
    """Those that cite it, the newest first, as JSON with their ids."""
    found = json.loads(vbparse("cites", "--by", "9-CT/TW", "--json").out)
    assert found["number"] == "9-CT/TW"
    assert [one["number"] for one in found["references"]] == ["17-KH/BTGHU", "17-KH/BTGHU"]
    assert all(one["id"] and one["mention"] for one in found["references"])


def test_cites_nothing(vbparse: Run, archive: Path) -> None:
    """A document that cites none: a sentence and code 1; what is unknown is said as `show` says it."""
    done = vbparse("cites", "9-CT/TW")
    assert (done.code, done.out, done.err) == (1, "", "9-CT/TW cites no document.\n")
    assert vbparse("cites", "--by", "3-BC/HU").err == "No document of this archive cites 3-BC/HU.\n"
    assert vbparse("cites", "4-XY/HU").code == 1


def test_cites_what_is_several(vbparse: Run, archive: Path) -> None:
    """Two plans of one number: the candidates and code 4."""
    assert vbparse("cites", "17-KH/BTGHU").code == 4


def test_the_tree_on_a_terminal(vbparse: Run, terminal: Run, archive: Path) -> None:
    """Branches with relation, name and mention; what is not held says so."""
    done = terminal("cites", "--by", "9-CT/TW")
    assert done.code == 0
    assert "Chỉ thị 9-CT/TW" in done.out and "└──" in done.out and "thực hiện" in done.out


def test_missing(vbparse: Run, archive: Path, tmp_path: Path) -> None:
    """What is cited and not held, with who cites it; nothing is said by code 1."""
    assert vbparse("missing").err == "The archive holds every document that is cited in it.\n"
    paper = tmp_path / "them" / "a.txt"
    paper.parent.mkdir()
    paper.write_text(
        "HUYỆN ỦY MƯỜNG LA\n*\nSố 5-CV/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nMường La, ngày 02 tháng 5 năm 2018\n\n"
        "Kính gửi: Các chi bộ\n\nThực hiện Kế hoạch số 8-KH/TU, ngày 01/02/2018 của Tỉnh ủy Sơn La.\n\n"
        "T/M BAN THƯỜNG VỤ\nLò Văn Tủ\n", "utf-8",
    )
    assert vbparse("ingest", str(paper)).code == 0
    assert vbparse("missing").out == "1\t8-KH/TU\t—\tkế hoạch\t2018-02-01\tTỉnh ủy Sơn La\t5-CV/HU\n"
    (one,) = json.loads(vbparse("missing", "--json").out)
    assert (one["number"], one["count"], one["cited_by"][0]["number"]) == ("8-KH/TU", 1, "5-CV/HU")
    rows = list(csv.DictReader(io.StringIO(vbparse("missing", "--csv").out.removeprefix("\ufeff"))))
    assert [(row["number"], row["cited_by"]) for row in rows] == [("8-KH/TU", "5-CV/HU")]
    assert vbparse("missing", "--json", "--csv").code == 2


def test_what_heads_the_missing_is_answered(vbparse: Run, archive: Path, papers: Path) -> None:
    """`cites --by` takes what `missing` prints: the id, the number, the title of a law."""
    law = PLAN.format(month=7, more="theo Luật Đất đai năm 2013").replace("17-KH", "18-KH")
    (papers / "luat.txt").write_text(law, "utf-8")
    (papers / "chi-thi.txt").unlink()
    assert vbparse("ingest", str(papers), "--prune").code == 0
    listed = json.loads(vbparse("missing", "--json").out)
    assert {one["title"] or one["number"] for one in listed} == {"9-CT/TW", "Luật Đất đai năm 2013"}
    for one in listed:
        for key in filter(None, (one["id"], one["number"], one["title"] and one["title"].upper())):
            done = vbparse("cites", "--by", key, "--json")
            assert done.code == 0
            assert {by["id"] for by in json.loads(done.out)["references"]} == {
                by["id"] for by in one["cited_by"]
            }
    assert vbparse("graph", "--format", "dot", listed[0]["id"]).code == 0


def test_duplicates(vbparse: Run, archive: Path, tmp_path: Path) -> None:
    """A line a copy with the path of each; none is code 1."""
    done = vbparse("duplicates")
    assert (done.code, done.err) == (1, "No document is in the archive twice.\n")
    record = json.loads(vbparse("show", "9-CT/TW", "--json").out)
    twin = tmp_path / "them" / "b.txt"
    twin.parent.mkdir()
    twin.write_bytes(Path(record["source"]["path"]).read_bytes())
    assert vbparse("ingest", str(twin)).code == 0
    rows = [line.split("\t") for line in vbparse("duplicates").out.splitlines()]
    assert [row[0] for row in rows] == ["9-CT/TW", "9-CT/TW"]
    assert {row[5] for row in rows} == {record["source"]["path"], str(twin)}
    assert json.loads(vbparse("duplicates", "--json").out)[0]["copies"][0]["likeness"] == 1.0


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_duplicates_on_a_terminal(
    columns: int, vbparse: Run, terminal: Run, archive: Path, tmp_path: Path
) -> None:
    """The share of each copy stands on the line of its id, however its path is broken; the head is whole."""
    record = json.loads(vbparse("show", "9-CT/TW", "--json").out)
    twin = tmp_path / f"{'mot-ten-dai-' * 9}.txt"
    twin.write_text(Path(record["source"]["path"]).read_text("utf-8").replace("tủ sách", "tu sach"), "utf-8")
    assert vbparse("ingest", str(twin)).code == 0
    (found,) = json.loads(vbparse("duplicates", "--json").out)
    lines = terminal("duplicates", columns=columns, TERM="dumb").out.splitlines()
    assert any("Giống nhau" in line for line in lines)
    assert len({copy["likeness"] for copy in found["copies"]}) == 2
    for copy in found["copies"]:
        (line,) = (line for line in lines if copy["id"] in line)
        assert line.rstrip().endswith(f"{copy['likeness']:.0%}")
