"""`vbparse status`, `vbparse log`, `vbparse ingest --retry-failed` and `--prune` as a person sees them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def troubled(archive: Path, papers: Path, vbparse: Run) -> Path:
    """An archive with a file that failed, one that was skipped and one that is gone."""
    (papers / "a.txt").write_bytes(b"S\xe8 9-CT/TW v\xe0o")
    (papers / "b\x1b[31m.pdf").write_bytes(b"%PDF-1.7\n")
    (papers / "chi-thi.txt").unlink()
    assert vbparse("ingest", str(papers)).code == 3
    return archive


def test_status_on_a_pipe(vbparse: Run, troubled: Path, papers: Path) -> None:
    """A line a fact, with tabs; the last run with its counts."""
    lines = [line.split("\t") for line in vbparse("status").out.splitlines()]
    facts = {key: values for key, *values in lines}
    assert facts["archive"] == [str(troubled)]
    assert [facts[key] for key in ("files", "documents", "missing", "failed", "skipped")] == [
        ["4"], ["4"], ["1"], ["1"], ["1"]
    ]
    assert facts["index"] == ["current"]
    run, state, started, ended, *counts = facts["last_run"]
    assert (run, state, started <= ended) == ("2", "ended", True)
    assert counts == ["5", "0", "0", "0", "3", "1", "1", "1", "0", "0"]


def test_status_on_a_terminal(terminal: Run, troubled: Path) -> None:
    """The facts under their names."""
    out = terminal("status", columns=200).out
    for said in (str(troubled), "Tệp không còn", "Chỉ mục", "khớp", "#2", "5 found · 3 unchanged"):
        assert said in out


def test_status_as_json(vbparse: Run, troubled: Path, papers: Path) -> None:
    """The same as data."""
    status = json.loads(vbparse("status", "--json").out)
    assert (status["files"], status["last_run"]["paths"]) == (4, [str(papers)])


def test_what_failed(vbparse: Run, troubled: Path, papers: Path) -> None:
    """What was given, why it gave nothing and in which run; nothing that a terminal would obey."""
    done = vbparse("status", "--failed")
    first, second = (line.split("\t") for line in done.out.splitlines())
    assert first[:2] == ["failed", str(papers / "a.txt")] and first[2].startswith("neither UTF-8")
    assert second == ["skipped", str(papers / "b[31m.pdf"), "PDF: no reader yet", "2"]
    assert [one["outcome"] for one in json.loads(vbparse("status", "--failed", "--json").out)] == [
        "failed", "skipped"
    ]


def test_what_is_missing(vbparse: Run, troubled: Path, papers: Path) -> None:
    """The path and since when; on the card of the document too."""
    ((path, since),) = (line.split("\t") for line in vbparse("status", "--missing").out.splitlines())
    assert path == str(papers / "chi-thi.txt")
    assert json.loads(vbparse("status", "--missing", "--json").out) == [{"path": path, "since": since}]
    assert f"Tệp: không còn ở đó từ {since[:10]}\n" in vbparse("show", "9-CT/TW").out


def test_nothing_is_wrong(vbparse: Run, archive: Path) -> None:
    """Where no file failed and none is gone there is nothing to list: code 1 and a sentence."""
    for option in ("--failed", "--missing"):
        done = vbparse("status", option)
        assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
        assert json.loads(vbparse("status", option, "--json").out) == []


def test_missing_files_are_told_with_what_to_do(vbparse: Run, archive: Path, papers: Path) -> None:
    """The report names each file and the option that takes its documents out."""
    (papers / "mat.txt").unlink()
    done = vbparse("ingest", str(papers))
    total, missing = done.out.splitlines()
    assert total.endswith("; 0 documents read; 1 file missing")
    assert missing == f"missing  {papers / 'mat.txt'}"
    assert done.err.startswith("1 file is gone, whose documents stay") and "--prune" in done.err
    rehearsed = vbparse("ingest", "--prune", "--dry-run")
    assert rehearsed.out.splitlines()[1] == f"pruned  {papers / 'mat.txt'}: 1 document"
    assert vbparse("ingest", "--prune") == rehearsed
    assert vbparse("show", "3-BC/HU").code == 1


def test_retry(vbparse: Run, troubled: Path, papers: Path) -> None:
    """What failed is tried again without a path, and nothing else."""
    (papers / "a.txt").write_text("x", "utf-8")
    (papers / "a.txt").unlink()
    shutil.copy(papers / "mat.txt", papers / "a.txt")
    done = vbparse("ingest", "--retry-failed")
    assert done.code == 0
    assert done.out.startswith("2 found = 1 new + 0 updated + 0 moved + 0 unchanged + 1 skipped + 0 failed")


def test_log(vbparse: Run, troubled: Path, papers: Path) -> None:
    """The newest run first; a run by its number; a run that never was is code 1."""
    lines = [line.split("\t") for line in vbparse("log").out.splitlines()]
    assert [(line[0], line[1], line[4], line[-1]) for line in lines] == [
        ("2", "ended", "5", str(papers)), ("1", "ended", "4", str(papers)),
    ]
    assert len(vbparse("log", "--limit", "1").out.splitlines()) == 1
    assert [run["run"] for run in json.loads(vbparse("log", "--json").out)] == [2, 1]
    assert f"skipped\t{papers}/b[31m.pdf\tPDF: no reader yet\n" in vbparse("log", "2").out
    assert {"path": str(papers / "chi-thi.txt"), "outcome": "missing", "reason": None} in json.loads(
        vbparse("log", "2", "--json").out
    )
    assert vbparse("log", "3") == (1, "", "There is no run 3; `vbparse log` lists those that there are.\n")


def test_log_on_a_terminal(terminal: Run, troubled: Path) -> None:
    """A table with what each run did."""
    out = terminal("log", columns=200).out
    assert "4 found · 4 new" in out and "1 failed" in out and "xong" in out


@pytest.mark.parametrize("argv, code", [
    pytest.param(("ingest",), 2, id="neither a path nor what to do without one"),
    pytest.param(("status", "--failed", "--missing"), 2, id="two lists"),
    pytest.param(("log", "x"), 2, id="no number"),
    pytest.param(("log", "--limit", "0"), 2, id="no line"),
])
def test_not_meant(argv: tuple[str, ...], code: int, vbparse: Run, archive: Path) -> None:
    """What cannot be meant is a sentence."""
    done = vbparse(*argv)
    assert (done.code, done.out) == (code, "") and done.err
