"""Pipes that close, streams that are missing, encodings that are poor, and text that is hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbparse.present.terminal import safe

if TYPE_CHECKING:
    from tests.cli.conftest import Run

# What no output may hold: controls other than tab and newline, C1, bidirectional marks.
OURS = ("\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m", "\x1b[1;31m", "\x1b[1;33m")


def without_our_styles(text: str) -> str:
    for style in OURS:
        text = text.replace(style, "")
    return text


@pytest.mark.parametrize("argv", [
    pytest.param(["parse"], id="card"),
    pytest.param(["parse", "--why"], id="why"),
    pytest.param(["parse", "--json"], id="json"),
    pytest.param(["parse", "--jsonl"], id="jsonl"),
])
def test_hostile_paper(argv: list[str], vbparse: Run, terminal: Run, hostile: Path) -> None:
    """Nothing that a paper or its name carries reaches a terminal or a pipe as a control character."""
    for run in (vbparse, terminal):
        done = run(*argv, str(hostile), "no\x1b[31m-such")
        assert done.code == 3
        assert "[red]" in done.out
        shown = without_our_styles(done.out) + done.err
        assert safe(shown) == shown


@pytest.mark.parametrize("argv", [
    pytest.param(["search", "đọc"], id="search"),
    pytest.param(["search", "đọc", "--json"], id="search, json"),
    pytest.param(["show", "66-KH/BTGHU"], id="card"),
    pytest.param(["show", "66-KH/BTGHU", "--why"], id="why"),
    pytest.param(["show", "66-KH/BTGHU", "--text"], id="text"),
    pytest.param(["show", "66-KH/BTGHU", "--json"], id="json"),
])
def test_hostile_archive(argv: list[str], vbparse: Run, terminal: Run, hostile: Path, tmp_path: Path) -> None:
    """Nor does what an archive has kept of it."""
    kho = str(tmp_path / "kho")
    assert vbparse("ingest", str(hostile), "--archive", kho).code == 0
    for run in (vbparse, terminal):
        done = run(*argv, "--archive", kho)
        assert done.code == 0
        shown = without_our_styles(done.out)
        assert "[red]" in shown
        assert safe(shown) == shown


def test_hostile_json_says_all(vbparse: Run, hostile: Path) -> None:
    """JSON escapes what it must not print, and so keeps the text exactly."""
    (record,) = json.loads(vbparse("parse", "--json", str(hostile)).out)
    text = hostile.read_bytes().decode()
    for evidence in record["evidence"].values():
        assert evidence["text"] == "\n".join(text[start:end] for start, end in evidence["spans"])
    assert "\x1b[31m" in record["evidence"]["/subject"]["text"]


def test_real_terminal(real_terminal: Run, hostile: Path, tmp_path: Path) -> None:
    """A real terminal is sent the same: our styles, a bar that is cleared away, nothing of the paper's."""
    done = real_terminal("ingest", str(hostile), "--archive", str(tmp_path / "kho"))
    assert done.code == 0
    assert "1/1" in done.out
    assert "\x1b]" not in done.out
    done = real_terminal("search", "đọc", "--archive", str(tmp_path / "kho"), COLUMNS="200")
    shown = without_our_styles(done.out)
    assert "Trích yếu" in shown
    assert "[red]" in shown
    assert safe(shown) == shown


def test_name_that_is_no_utf8(vbparse: Run, papers: Path) -> None:
    r"""A byte of a name that is no UTF-8 is shown as \xNN."""
    name = str(papers / "t\udce8n.txt")
    (papers / "chi-thi.txt").rename(name)
    done = vbparse("parse", "--jsonl", name)
    assert json.loads(done.out)["source"]["path"].endswith("t\\xe8n.txt")
    assert "t\\xe8n.pdf" in vbparse("parse", name.replace(".txt", ".pdf")).err


def test_name_that_forges_a_line(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """A name with a line end stays on its line."""
    (papers / "x\nfailed  chi-thi.txt: stolen").write_bytes(b"%PDF-1.7\n")
    done = vbparse("ingest", str(papers), "--archive", str(tmp_path / "kho"))
    assert len(done.out.splitlines()) == 2


@pytest.mark.parametrize("argv", [["--jsonl"], ["--json"], []])
def test_reader_that_has_enough(argv: list[str], program: Run, papers: Path) -> None:
    """`| head -1` gets its line, and nobody complains."""
    for copy in range(40):
        (papers / f"{copy}.txt").write_text((papers / "chi-thi.txt").read_text("utf-8"), "utf-8")
    done = program("parse", str(papers), *argv, shell="| head -1")
    assert (done.code, done.err) == (0, "")
    assert len(done.out.splitlines()) == 1


def test_reader_of_an_ingest_that_has_gone(program: Run, papers: Path, tmp_path: Path) -> None:
    """What became of the files decides the code, whoever reads the report."""
    (papers / "a.txt").write_bytes(b"S\xe8 9-CT/TW v\xe0o")
    done = program("ingest", str(papers), "--archive", str(tmp_path / "kho"), shell="| true")
    assert done.code == 3


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", ">&- 2>&-", ">&- <&- 2>&-"])
def test_closed_streams(closed: str, program: Run, papers: Path, tmp_path: Path) -> None:
    """A stream that the parent has closed is no error, and no file of ours takes its place."""
    kho = str(tmp_path / "kho")
    assert program("ingest", str(papers), "--archive", kho, shell=closed).code == 0
    assert program("search", "chi thi 9", "--archive", kho, shell=closed).code == 0
    assert program("search", "chi thi 9", "--archive", kho).out.startswith("9-CT/TW\t")


@pytest.mark.parametrize("encoding", ["ascii", "cp1258", "latin-1"])
def test_poor_encoding(encoding: str, program: Run, papers: Path) -> None:
    """A terminal without Vietnamese letters shows them without marks; JSON keeps them."""
    poor = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = program("parse", str(papers / "chi-thi.txt"), **poor)
    assert (done.code, done.err) == (0, "")
    assert ": 9-CT/TW" in done.out
    done = program("parse", "--jsonl", str(papers / "chi-thi.txt"), **poor)
    assert json.loads(done.out)["subject"] == "về việc đọc sách trong chi bộ"


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("argv", [["search", "chi thi 9"], ["show", "9-CT/TW"], ["show", "9-CT/TW", "--why"]])
def test_widths(columns: int, argv: list[str], terminal: Run, archive: Path) -> None:
    """Nothing is wider than the terminal."""
    from rich.cells import cell_len

    done = terminal(*argv, columns=columns, TERM="dumb")
    assert done.code == 0
    assert max(map(cell_len, done.out.splitlines())) <= columns
