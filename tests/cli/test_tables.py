"""Tables that a user adds: what they change, how they are checked, where they are listed.

Tables are extended once in the life of a program, so each of these runs as a process of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbparse import tables

if TYPE_CHECKING:
    from tests.cli.conftest import Run

DIARY = """\
[[type]]
name = "nhật ký vườn"
regimes = ["state"]
codes = ["NKV"]
source = "thực tế"
examples = ["12/NKV-TVU", "Nhật ký vườn số 3/NKV-TVU"]
counterexamples = ["12/BC-TVU"]
"""
BODIES = """\
code,name,regime,level,aliases,valid_from,valid_to,source,examples,counterexamples
TVU,Trạm Vườn ươm {unit},state,any,,,,thực tế,12/BC-TVU;3/NKV-TVU,12/BC-UBND
"""
PAPER = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/NKV-TVU

Bình Phước, ngày 05 tháng 3 năm 2021

NHẬT KÝ VƯỜN
về việc tưới cây ở vườn ươm

Cây được tưới mỗi ngày hai lần, sáng và chiều.

Nơi nhận:
- Lưu: VT.

TRƯỞNG TRẠM
Lò Thị Mây
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a type and a body that vbparse does not know."""
    folder = tmp_path / "bang"
    folder.mkdir()
    (folder / "doc_types.toml").write_text(DIARY, "utf-8")
    (folder / "organisations.csv").write_text(BODIES, "utf-8")
    (folder / "GHI-CHU.md").write_text("no table", "utf-8")
    (tmp_path / "a.txt").write_text(PAPER, "utf-8")
    return folder


def read(done: tuple[int, str, str]) -> tuple[str | None, str | None, str]:
    code, out, err = done
    assert (code, err) == (0, "")
    record = json.loads(out)
    return record["doc_type"], record["issuer"], record["source"]["rules"]


def test_abbreviations_are_added(program: Run, own: Path, tmp_path: Path) -> None:
    """A short form of the user's finds the long one and back, for as long as the tables are given."""
    (own / "abbreviations.csv").write_text(
        "short,long,source,examples,counterexamples\n"
        "TVU,Trạm Vườn ươm,thực tế,TVU tỉnh = Trạm Vườn ươm tỉnh,TVH tỉnh = Trạm Vườn ươm tỉnh\n", "utf-8",
    )
    for serial, recipient in (("12", "TVU xã"), ("13", "Trạm Vườn ươm tỉnh")):
        paper = PAPER.replace("12/", f"{serial}/").replace("- Lưu", f"- {recipient};\n- Lưu")
        (tmp_path / f"{serial}.txt").write_text(paper, "utf-8")
    kho = ("--archive", str(tmp_path / "kho"), "--tables", str(own))
    assert program("ingest", str(tmp_path / "12.txt"), str(tmp_path / "13.txt"), *kho).code == 0
    for query in ("recipient:TVU", 'recipient:"vườn ươm"'):
        assert len(program("search", query, *kho).out.splitlines()) == 2
    assert len(program("search", "recipient:TVU", *kho[:2]).out.splitlines()) == 1


def test_rows_are_added(program: Run, own: Path, tmp_path: Path) -> None:
    """A type and a body of the user's are read like any other, and the record says that they were known."""
    without = read(program("parse", "--jsonl", str(tmp_path / "a.txt")))
    added = read(program("parse", "--jsonl", "--tables", str(own), str(tmp_path / "a.txt")))
    assert "nhật ký vườn" not in without and without[1] is None
    assert added[:2] == ("nhật ký vườn", "Trạm Vườn ươm tỉnh Bình Phước")
    assert without[2].endswith(tables.fingerprint()) and added[2] != without[2]


def test_configuration_folder(program: Run, own: Path, tmp_path: Path) -> None:
    """What lies in the user's configuration folder is known without a word."""
    config = tmp_path / "config"
    (config / "vbparse").mkdir(parents=True)
    own.rename(config / "vbparse" / "tables")
    done = program("parse", "--jsonl", str(tmp_path / "a.txt"), XDG_CONFIG_HOME=str(config))
    assert read(done)[0] == "nhật ký vườn"


def test_archive(program: Run, own: Path, tmp_path: Path) -> None:
    """An ingest knows the rows, and a search reads its query by them."""
    kho = ["--archive", str(tmp_path / "kho"), "--tables", str(own)]
    assert program("ingest", str(tmp_path / "a.txt"), *kho).code == 0
    assert program("search", "nhật ký vườn 12", *kho).out.startswith("12/NKV-TVU\t")
    assert "nhật ký vườn" in program("show", "12/NKV-TVU", *kho).out


def test_check(program: Run, own: Path) -> None:
    """Rows that are right pass, and are counted."""
    assert program("tables", "check", str(own)) == (
        0, "2 rows read, 0 of them in place of one of vbparse's.\n", ""
    )


@pytest.mark.parametrize("file, text, said", [
    pytest.param("doc_types.toml", DIARY.replace('source = "thực tế"\n', ""), ":1: source is missing",
                 id="missing"),
    pytest.param("doc_types.toml", "\n" + DIARY.replace('"NKV"', '"NVK"'),
                 ":2: its example is not recognised: 12/NKV-TVU", id="example"),
    pytest.param("doc_types.toml", DIARY.replace("12/BC-TVU", "9/NKV-TVU"),
                 ":1: its counterexample is recognised: 9/NKV-TVU", id="counterexample"),
    pytest.param("doc_types.toml", DIARY * 2, ":8: the same row stands above", id="twice"),
    pytest.param("doc_types.toml", DIARY + "x =\n", ":8: Invalid value (at line 8, column 4)", id="no TOML"),
    pytest.param("doc_types.toml", "[typ]\nx = 1", ": unknown section typ", id="section"),
    pytest.param("doc_types.toml", "type = 3", ": type is no list of rows", id="no rows"),
    pytest.param("organisations.csv", BODIES + "\nX,Y\n", ":4: 2 cells under 10 names", id="cells"),
    pytest.param("organisations.csv", BODIES.replace("level", "colour"), ":1: unknown column colour",
                 id="column"),
    pytest.param("organisations.csv", BODIES.replace("3/NKV-TVU", "3/NKV"),
                 ":2: its example is not recognised: 3/NKV", id="body's example"),
    pytest.param("signing.toml", '[positions]\na = "Trưởng trạm"', ": positions holds something",
                 id="words"),
    pytest.param("lookalikes.toml",
                 "[[lookalike]]\nname='x'\npattern='(a'\nexamples=['a']\ncounterexamples=['b']",
                 ":1: its pattern does not compile", id="pattern"),
    pytest.param("lookalikes.toml",
                 "[[lookalike]]\nname='x'\npattern='[a-z]'\nexamples=['a']\ncounterexamples=['9']\n"
                 "[[lookalike]]\nname='y'\npattern='9'\nexamples=['9']\ncounterexamples=['9/x']",
                 ":6: its counterexample is recognised: 9/x", id="second row"),
    pytest.param("purposes.toml",
                 "[[purpose]]\nname='x'\nprinted=['x']\nexamples=['- A (y);']\ncounterexamples=['- A (z);']",
                 ":1: its example is not recognised: - A (y);", id="purpose"),
    pytest.param("organs.csv", "name\nx", ": no table has that name; there are doc_types.toml",
                 id="name of a file"),
])
def test_wrong_rows(file: str, text: str, said: str, program: Run, own: Path, tmp_path: Path) -> None:
    """A row that is wrong is named by file and line with the reason; the others are tried all the same."""
    (own / file).write_text(text, "utf-8")
    done = program("tables", "check", str(own))
    assert done.code == 65
    assert f"{own / file}{said}" in done.out
    assert done.err.endswith(f" in the tables of {own}.\n")


def test_all_errors_are_listed(program: Run, own: Path, tmp_path: Path) -> None:
    """Not only the first, and by line; a program that should use such tables names one and stops."""
    (own / "surnames.csv").write_text("name,kind\nÁ ,rare\nB,\n", "utf-8")
    (own / "laws.csv").write_bytes(b"name,kind,years\nV\xe8,x,2020\n")
    done = program("tables", "check", str(own))
    assert done.out.splitlines()[:3] == [
        f"{own / 'laws.csv'}: not UTF-8",
        f"{own / 'surnames.csv'}:2: name: 'Á ' is no trimmed text",
        f"{own / 'surnames.csv'}:3: kind is missing",
    ]
    assert done.err == f"3 errors in the tables of {own}.\n"
    done = program("parse", "--tables", str(own), str(tmp_path / "a.txt"))
    assert (done.code, done.out, done.err) == (65, "", f"{own / 'laws.csv'}: not UTF-8\n")


def test_a_row_takes_the_place_of_ours(program: Run, own: Path) -> None:
    """A row with the key of a shipped one replaces it, and check says so."""
    (own / "purposes.toml").write_text(
        '[[purpose]]\nname = "báo cáo"\nprinted = ["báo cáo", "trình xem"]\n'
        'examples = ["- Tỉnh ủy (trình xem);"]\ncounterexamples = ["- Tỉnh ủy (b/c);"]\n', "utf-8"
    )
    done = program("tables", "check", str(own))
    assert done.code == 0
    assert done.out == (
        f"{own / 'purposes.toml'}:1: replaces a row that vbparse has\n"
        "3 rows read, 1 of them in place of one of vbparse's.\n"
    )


def test_a_row_that_breaks_ours(program: Run, own: Path) -> None:
    """A row by which a shipped row no longer knows its own examples is told of."""
    (own / "relations.toml").write_text(
        '[[relation]]\nname = "cites"\nposition = "before"\npriority = 99\ncues = ["bãi bỏ"]\nsource = "x"\n'
        'examples = ["Bãi bỏ Quyết định số 12/QĐ-UBND"]\n'
        'counterexamples = ["Thay thế Quyết định số 12/QĐ-UBND"]\n',
        "utf-8",
    )
    done = program("tables", "check", str(own))
    assert done.code == 65
    assert "with these rows, vbparse's own repeals fails: its example is not recognised: " in done.out


def test_list(program: Run, own: Path) -> None:
    """Each table stands there with its rows and where they come from, the user's under ours."""
    (own / "signing.toml").write_text('[positions]\nvuon = ["Trưởng trạm", "Phó Trưởng trạm"]\n', "utf-8")
    listed = json.loads(program("tables", "list", "--json", "--tables", str(own)).out)
    ours = {one["table"]: one["rows"] for one in listed if one["folder"] != str(own)}
    added = {one["table"]: (one["rows"], one["file"]) for one in listed if one["folder"] == str(own)}
    assert ours["laws"] == len(tables.law_names()) and ours["doc_types"] == len(tables.doc_types())
    assert ours["signing.positions"] == len(tables.signing().positions)
    assert added == {
        "doc_types": (1, "doc_types.toml"), "organisations": (1, "organisations.csv"),
        "signing.positions": (2, "signing.toml"),
    }
    lines = program("tables", "list", "--tables", str(own)).out.splitlines()
    assert len(lines) == len(listed)
    assert lines[1].split() == ["doc_types", "1", str(own / "doc_types.toml")]


@pytest.mark.parametrize("argv", [
    ["tables", "check"], ["parse", "a.txt", "--tables"], ["tables", "list", "--tables"],
])
def test_no_tables(argv: list[str], program: Run, tmp_path: Path) -> None:
    """66: a folder that is not there, or holds no table."""
    (tmp_path / "empty").mkdir()
    done = program(*argv, str(tmp_path / "no"))
    assert done == (66, "", f"No tables in {tmp_path / 'no'}: no such file or directory.\n")
    done = program(*argv, str(tmp_path / "empty"))
    assert done == (66, "", f"No tables in {tmp_path / 'empty'}: no file that ends in .csv or .toml.\n")


def test_extended_once(program: Run, own: Path) -> None:
    """Tables that have been asked cannot be extended: what was answered stays answered."""
    tables.doc_types()
    with pytest.raises(RuntimeError):
        tables.extend(tables.tables_in(own))
    tables.extend()
