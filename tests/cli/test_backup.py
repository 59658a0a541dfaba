"""`vbparse backup` and `vbparse restore`, as a person runs them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from vbparse.catalog import exists


def test_an_archive_goes_to_another_machine(
    vbparse: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it in one file; the new archive exports the same bytes and is sound."""
    vbparse("tag", "9-CT/TW", "+đọc")
    vbparse("fix", "9-CT/TW", "subject=về việc đọc")
    file, new = tmp_path / "kho.zip", tmp_path / "new"
    done = vbparse("backup", "--all", str(file))
    assert (done.code, done.err) == (0, "")
    assert dict(line.split("\t") for line in done.out.splitlines())["files"] == "4"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = vbparse("export", "--format", "jsonl").out
    monkeypatch.setenv("VBPARSE_ARCHIVE", str(new))
    done = vbparse("restore", str(file))
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "files\t4 added\t0 there already\t0 otherwise there, and left so"
    assert vbparse("export", "--format", "jsonl").out == before
    assert vbparse("doctor", "--deep").code == 0
    assert json.loads(vbparse("restore", str(file), "--json").out)["rows"]["files"]["held"] == 4


def test_a_newer_backup_takes_the_place_of_an_older_and_of_nothing_else(
    vbparse: Run, archive: Path, papers: Path, tmp_path: Path
) -> None:
    """A paper that is named by mistake stays as it is."""
    file = tmp_path / "kho.zip"
    assert [vbparse("backup", str(file)).code for _ in range(2)] == [0, 0]
    paper = next(papers.iterdir())
    before = paper.read_bytes()
    assert vbparse("backup", str(paper)).code == 73
    assert paper.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".vbparse-")] == []


@pytest.mark.parametrize(("harm", "code"), [
    pytest.param(lambda file: file.unlink(), 66, id="not there"),
    pytest.param(lambda file: (file.unlink(), file.mkdir()), 66, id="a folder"),
    pytest.param(lambda file: file.write_bytes(b"PK"), 65, id="no backup"),
    pytest.param(lambda file: file.write_bytes(file.read_bytes()[:-9]), 65, id="cut"),
])
def test_what_cannot_be_restored_makes_no_archive(
    harm: object, code: int, vbparse: Run, archive: Path, tmp_path: Path
) -> None:
    """One sentence and a code."""
    file, new = tmp_path / "kho.zip", tmp_path / "new"
    vbparse("backup", str(file))
    harm(file)  # type: ignore[operator]
    done = vbparse("restore", str(file), "--archive", str(new))
    assert (done.code, done.out, len(done.err.splitlines())) == (code, "", 1)
    assert not exists(new)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_backup_that_may_not_be_read(vbparse: Run, archive: Path, tmp_path: Path) -> None:
    """Who may not read it is told so."""
    file = tmp_path / "kho.zip"
    vbparse("backup", str(file))
    file.chmod(0)
    assert vbparse("restore", str(file)).code == 77
