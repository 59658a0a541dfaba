"""`vbparse show`: one document, or which it might be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def an_id(vbparse: Run, number: str) -> str:
    return str(json.loads(vbparse("show", number, "--json").out)["id"])


@pytest.mark.parametrize("key", [
    "9-CT/TW", "9 - CT/TW", "9-ct/tw", "9 ct/tw", "9–\nCT/TW", "09-CT/TW", "Chỉ thị 9-CT/TW",
])
def test_spellings(key: str, vbparse: Run, archive: Path) -> None:
    """Any spelling of the number shows the document."""
    done = vbparse("show", key)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Số: 9-CT/TW\n")


def test_id(vbparse: Run, archive: Path) -> None:
    """An id and its beginning show the document."""
    id = an_id(vbparse, "9-CT/TW")
    assert vbparse("show", id).out == vbparse("show", id[:6]).out == vbparse("show", "9-CT/TW").out


def test_json_is_one_object(vbparse: Run, archive: Path, papers: Path) -> None:
    """--json is the record, as parse gives it."""
    record = json.loads(vbparse("show", "9-CT/TW", "--json").out)
    assert [record] == json.loads(vbparse("parse", "--json", str(papers / "chi-thi.txt")).out)


def test_text(vbparse: Run, archive: Path, papers: Path) -> None:
    """--text is the source text of the document."""
    assert vbparse("show", "9-CT/TW", "--text").out == (papers / "chi-thi.txt").read_text("utf-8")


def test_why(vbparse: Run, archive: Path, papers: Path) -> None:
    """--why says what parse --why says, of the text as it was kept."""
    before = vbparse("parse", "--why", str(papers / "chi-thi.txt")).out
    (papers / "chi-thi.txt").unlink()
    assert vbparse("show", "9-CT/TW", "--why").out == before


def test_classified(vbparse: Run, archive: Path) -> None:
    """A document marked MẬT says so on its card."""
    assert vbparse("show", "3-BC/HU").out.startswith("Cảnh báo: Marked MẬT:")


@pytest.mark.parametrize("view", [(), ("--json",), ("--text",), ("--why",)])
def test_ambiguous(view: tuple[str, ...], vbparse: Run, archive: Path) -> None:
    """Several candidates are listed with id, date and place, on standard error."""
    done = vbparse("show", "17-KH/BTGHU", *view)
    assert (done.code, done.out) == (4, "")
    listed = done.err.splitlines()[1:]
    assert len(listed) == 2
    assert all("Mường La" in line for line in listed)
    assert {date for date in ("2018-05-21", "2018-06-21") if date in done.err} == {"2018-05-21", "2018-06-21"}
    ids = [line.split()[0] for line in listed]
    assert [vbparse("show", id, "--json").code for id in ids] == [0, 0]


@pytest.mark.parametrize("narrow", [
    pytest.param(("--date", "2018-06-21"), id="day"),
    pytest.param(("--date", "2018-06"), id="month"),
    pytest.param(("--date", "21/6/2018", "--place", "mường la"), id="as a person writes it"),
    pytest.param(("--date", "2018-06", "--issuer", "Ban Tuyên giáo"), id="issuer"),
])
def test_narrowed(narrow: tuple[str, ...], vbparse: Run, archive: Path) -> None:
    """--date, --place and --issuer tell candidates apart."""
    done = vbparse("show", "17-KH/BTGHU", "--json", *narrow)
    assert done.code == 0
    assert json.loads(done.out)["date"] == "2018-06-21"


def test_nothing(vbparse: Run, archive: Path) -> None:
    """No such number: code 1 and the nearest ones."""
    done = vbparse("show", "18-KH/BTGHU")
    assert (done.code, done.out) == (1, "")
    assert "17-KH/BTGHU" in done.err


def test_rebuild(vbparse: Run, archive: Path) -> None:
    """The index is made anew, and answers as before."""
    before = vbparse("search", "Chỉ thị 9")
    assert vbparse("rebuild").out == "Index rebuilt: 4 documents.\n"
    assert vbparse("search", "Chỉ thị 9") == before
