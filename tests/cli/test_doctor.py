"""`vbparse doctor`, as a person runs it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from vbparse.catalog import FILE_NAME, exists


def tamper(archive: Path, statement: str) -> None:
    with closing(sqlite3.connect(archive / FILE_NAME, isolation_level=None)) as db:
        db.execute(statement)


def test_the_command_says_it_all(vbparse: Run, archive: Path) -> None:
    """0 where all is well, 65 where something is wrong, and 0 again once it was mended."""
    done = vbparse("doctor")
    assert (done.code, done.out, done.err) == (0, "The archive is sound: 4 documents in 4 files.\n", "")
    tamper(archive, "UPDATE records SET json = replace(json, 'Lò', 'Lo')")
    done = vbparse("doctor")
    assert (done.code, done.out.split("\t")[0]) == (65, "record-changed")
    done = vbparse("doctor", "--json")
    assert done.code == 65
    (finding,) = json.loads(done.out)["findings"]
    assert (finding["code"], finding["damage"], len(finding["about"])) == ("record-changed", True, 3)
    done = vbparse("doctor", "--fix")
    assert (done.code, done.out.splitlines()[0].split("\t")[::2]) == (0, ["record-changed", "mended"])
    assert done.out.splitlines()[1:] == ["The archive is sound: 4 documents in 4 files."]
    assert "kept in" in done.err
    assert vbparse("doctor", "--deep").code == 0


def test_what_is_told_and_is_no_damage_ends_with_0(vbparse: Run, archive: Path, papers: Path) -> None:
    """A source that has gone is a line, and the archive is sound."""
    (papers / "mat.txt").unlink()
    done = vbparse("doctor")
    assert (done.code, done.out.split("\t")[0]) == (0, "source-gone")
    assert json.loads(vbparse("doctor", "--json").out)["findings"][0]["damage"] is False


def test_a_newer_archive_is_refused_politely(vbparse: Run, archive: Path) -> None:
    """The doctor mends nothing that a later version has made."""
    tamper(archive, "PRAGMA user_version = 99")
    before = (archive / FILE_NAME).read_bytes()
    done = vbparse("doctor", "--fix")
    assert (done.code, "newer" in done.err) == (65, True)
    assert (archive / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("content", [
    pytest.param(b"", id="empty"),
    pytest.param(bytes(8192), id="zeros"),
    pytest.param(b"SQLite format 3\0" + bytes(8192), id="a head"),
    pytest.param(b"%PDF-1.4 of another program", id="another file"),
])
def test_a_catalog_of_which_nothing_is_left(content: bytes, vbparse: Run, archive: Path) -> None:
    """It is said what to do, and what is there stays as it is."""
    (archive / FILE_NAME).write_bytes(content)
    assert vbparse("doctor").code == 65
    done = vbparse("doctor", "--fix")
    assert (done.code, done.out, len(done.err.splitlines())) == (65, "", 1)
    assert "restore a backup" in done.err
    assert (archive / FILE_NAME).read_bytes() == content


def test_without_an_archive_there_is_nothing_to_examine(vbparse: Run, tmp_path: Path) -> None:
    """No folder is made for the asking."""
    assert vbparse("doctor", "--archive", str(tmp_path / "none")).code == 66
    assert not exists(tmp_path / "none")
