"""Every command, on every kind of stream: its code, its data alone on standard output, and no traceback."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import DIRECTIVE, PLAN, SECRET
from tests.cli.everything import ROWS, Row, commands, rows
from vbparse.archive import Archive
from vbparse.cli import main

if TYPE_CHECKING:
    from tests.cli.conftest import Done, Run

PRINTED = [(line, row) for line, row in rows() if not row.to_file]
FIRST = [(f"{command} {several[0].typed}".strip(), several[0]._replace(typed=f"{command} {several[0].typed}"))
         for command, several in ROWS.items()]
EVERY_ROW = pytest.mark.parametrize("row", [pytest.param(row, id=line) for line, row in PRINTED])
EVERY_COMMAND = pytest.mark.parametrize("row", [pytest.param(row, id=line) for line, row in FIRST])


def test_every_command_has_its_rows() -> None:
    """The tables of these tests have every command that there is, and none besides."""
    assert set(ROWS) == set(commands())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with something for every command to print, and its papers beside it."""
    root = tmp_path_factory.mktemp("streams")
    (papers := root / "ho-so").mkdir()
    for name, text in {
        "chi-thi.txt": DIRECTIVE, "ke-hoach.txt": PLAN.format(month=5, more="cho các xã"), "mat.txt": SECRET,
        "ke-hoach-2.txt": PLAN.format(month=5, more="cho các xã ven sông"), "anh.pdf": "%PDF-1.7\n",
        "thieu.txt": PLAN.replace("9-CT", "10-CT").replace("17-KH", "18-KH").format(month=7, more="cho tỉnh"),
    }.items():
        (papers / name).write_text(text, "utf-8")
    archive = Archive(root / "kho", create=True)
    archive.ingest([str(papers)])
    archive.save_search("sach", "đọc sách")
    archive.tag(["9-CT/TW"], ["doc"])
    with open(root / "backup.zip", "w+b") as file:
        archive.backup(file, everything=True)
    return root


@pytest.fixture
def argv(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the rows ask for, of an archive that only this test has."""
    shutil.copytree(template / "kho", tmp_path / "kho")
    monkeypatch.setenv("VBPARSE_ARCHIVE", str(tmp_path / "kho"))
    (id,) = (one.id for one in Archive(tmp_path / "kho").select("17-KH/BTGHU ven sông"))
    return {"papers": str(template / "ho-so"), "word": "sách", "id": id, "ids": id, "cited": "9-CT/TW",
            "payload": "voi", "backup": str(template / "backup.zip"), "file": str(tmp_path / "out"),
            "archive": str(tmp_path / "kho")}


def holds(row: Row, done: Done) -> None:
    assert done.code == row.code, done.err
    assert "Traceback" not in done.err
    if row.form == "json":
        json.loads(done.out)
    elif row.form == "jsonl":
        assert all(map(json.loads, done.out.splitlines()))
    assert bool(done.out.strip()) is (row.prints and row.code in (0, 3))


@EVERY_ROW
def test_pipe(row: Row, vbparse: Run, argv: dict[str, str]) -> None:
    """On a pipe: no style, nothing but data."""
    done = vbparse(*row.argv(**argv))
    holds(row, done)
    assert "\x1b" not in done.out + done.err


@pytest.mark.parametrize("no_colour", ["", "1"], ids=["colours", "NO_COLOR"])
@EVERY_ROW
def test_terminal(row: Row, no_colour: str, terminal: Run, argv: dict[str, str]) -> None:
    """On a terminal, and on one where NO_COLOR asks for no colours."""
    done = terminal(*row.argv(**argv), NO_COLOR=no_colour)
    holds(row, done)
    if no_colour:
        assert not re.search("\x1b\\[(?:[0-9]*;)*[349][0-9]", done.out + done.err)


@EVERY_COMMAND
def test_real_terminal(row: Row, real_terminal: Run, argv: dict[str, str]) -> None:
    """As a process of its own on a pseudo-terminal, which shows what is said and what is printed."""
    done = real_terminal(*row.argv(**argv), VBPARSE_ARCHIVE=argv["archive"])
    assert (done.code, bool(done.out.strip())) == (row.code, True)
    assert "Traceback" not in done.out


@pytest.mark.parametrize("columns", [40, 200])
@pytest.mark.parametrize("row", [
    pytest.param(row, id=line) for line, row in PRINTED if row.form == "text" and row.is_table
])
def test_widths(columns: int, row: Row, terminal: Run, argv: dict[str, str]) -> None:
    """No line of a table is wider than the terminal."""
    from rich.cells import cell_len

    done = terminal(*row.argv(**argv), columns=columns, TERM="dumb")
    holds(row, done)
    assert max(map(cell_len, done.out.splitlines()), default=0) <= columns


@pytest.mark.parametrize("encoding", ["ascii", "cp1258"])
@EVERY_ROW
def test_poor_encoding(
    encoding: str, row: Row, argv: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the encoding lacks letters they lose their marks; JSON says them all the same."""
    streams = [io.BytesIO(), io.BytesIO()]
    with monkeypatch.context() as here:
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            here.setattr(sys, name, io.TextIOWrapper(stream, encoding=encoding))
        code = main(row.argv(**argv))
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = (stream.getvalue() for stream in streams)
    assert code == row.code
    assert b"Traceback" not in err
    if row.form == "json":
        json.loads(out)


@EVERY_COMMAND
def test_reader_that_has_enough(row: Row, program: Run, argv: dict[str, str]) -> None:
    """`| head -1`: its line, and nobody complains."""
    done = program(*row.argv(**argv), shell="| head -1", VBPARSE_ARCHIVE=argv["archive"])
    assert done.code == row.code
    assert "Traceback" not in done.err and "Broken pipe" not in done.err
    assert len(done.out.splitlines()) == (row.prints and row.code in (0, 3))


@EVERY_COMMAND
def test_closed_stdout(row: Row, program: Run, argv: dict[str, str]) -> None:
    """A standard output that the parent has closed is no error."""
    done = program(*row.argv(**argv), shell=">&-", VBPARSE_ARCHIVE=argv["archive"])
    assert (done.code, done.out) == (row.code, "")
    assert "Traceback" not in done.err
