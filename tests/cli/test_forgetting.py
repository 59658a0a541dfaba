"""`vbparse forget`: it asks first, and where nobody can be asked it wants to be told."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


class Answer(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("answer, goes", [
    ("y\n", True), ("yes\n", True), ("Có\n", True), ("\n", False), ("n\n", False), ("", False),
])
def test_it_asks(
    answer: str, goes: bool, terminal: Run, vbparse: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the documents are shown and a person says yes; anything else leaves them."""
    monkeypatch.setattr(sys, "stdin", Answer(answer))
    done = terminal("forget", "9-CT/TW", "3-BC/HU")
    assert done.code == 0
    assert "9-CT/TW" in done.err and "3-BC/HU" in done.err and "[y/N]" in done.err
    assert ("Nothing was forgotten." in done.err) is not goes
    assert bool(done.out) is goes
    for number in ("9-CT/TW", "3-BC/HU"):
        assert vbparse("show", number).code == (1 if goes else 0)


def test_on_a_pipe_it_wants_yes(vbparse: Run, archive: Path) -> None:
    """Where nobody can be asked nothing is forgotten without --yes: code 2 and a sentence."""
    done = vbparse("forget", "9-CT/TW")
    assert done == (2, "", "Nobody can be asked here; --yes forgets without asking.\n")
    assert vbparse("show", "9-CT/TW").code == 0


def test_with_yes(vbparse: Run, archive: Path, papers: Path) -> None:
    """A line a document; the next ingest says that it is forgotten, --recall takes it in again."""
    done = vbparse("forget", "9-CT/TW", "--yes")
    (line,) = (line.split("\t") for line in done.out.splitlines())
    assert (line[0], line[2], line[-1]) == ("9-CT/TW", "chỉ thị", str(papers / "chi-thi.txt"))
    assert done.err == "1 document forgotten; the files that they were read from are as they were.\n"
    again = vbparse("ingest", str(papers))
    assert "--recall" in again.out and vbparse("show", "9-CT/TW").code == 1
    assert vbparse("ingest", str(papers), "--recall").code == vbparse("show", "9-CT/TW").code == 0


def test_as_json(vbparse: Run, archive: Path, papers: Path) -> None:
    """What was forgotten, as data."""
    (one,) = json.loads(vbparse("forget", "3-BC/HU", "--yes", "--json").out)
    assert (one["number"], one["paths"]) == ("3-BC/HU", [str(papers / "mat.txt")])


@pytest.mark.parametrize("argv, code", [
    pytest.param(("17-KH/BTGHU",), 4, id="several have the number"),
    pytest.param(("1-QĐ/TW",), 1, id="none has it"),
    pytest.param((), 2, id="none is named"),
])
def test_not_forgotten(argv: tuple[str, ...], code: int, vbparse: Run, archive: Path) -> None:
    """What is not clear is not forgotten."""
    assert vbparse("forget", *argv, "--yes").code == code
    assert vbparse("forget", "17-KH/BTGHU", "--date", "2018-05", "--yes").code == 0
    assert vbparse("show", "17-KH/BTGHU").code == 0
