"""`vbparse ingest`: the report adds up, and says why a file gave nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

TOTALS = "{0} found = {1} new + {2} updated + {3} moved + {4} unchanged + {5} skipped + {6} failed; "


def totals(*numbers: int) -> str:
    return TOTALS.format(*numbers)


def test_report(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """A line of totals, then a line a failed or skipped file with its reason; failed files are code 3."""
    (papers / "a.txt").write_bytes(b"S\xe8 9-CT/TW v\xe0o")
    (papers / "b.pdf").write_bytes(b"%PDF-1.7\n")
    done = vbparse("ingest", str(papers), "--archive", str(tmp_path / "kho"))
    lines = done.out.splitlines()
    assert lines[0] == totals(6, 4, 0, 0, 0, 1, 1) + "4 documents read"
    assert lines[1].startswith(f"failed  {papers / 'a.txt'}: neither UTF-8 nor UTF-16")
    assert lines[2:] == [f"skipped  {papers / 'b.pdf'}: PDF: no reader yet"]
    assert done.code == 3
    assert done.err.endswith("1 of 6 files failed; the others were read.\n")


def test_again(vbparse: Run, archive: Path, papers: Path) -> None:
    """What has not changed is left alone; what has moved or changed is told apart."""
    (papers / "mat.txt").rename(papers / "mat-2.txt")
    (papers / "chi-thi.txt").write_text((papers / "chi-thi.txt").read_text("utf-8") + "\n.", "utf-8")
    done = vbparse("ingest", str(papers))
    assert (done.code, done.out) == (0, totals(4, 0, 1, 1, 2, 0, 0) + "1 document read\n")


def test_skipped_alone_is_done(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """Skipped files are no failure."""
    (papers / "b.pdf").write_bytes(b"%PDF-1.7\n")
    done = vbparse("ingest", str(papers / "b.pdf"), "--archive", str(tmp_path / "kho"))
    assert (done.code, done.err) == (0, "")


def test_every_file_failed(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """Where every file failed the report is printed all the same."""
    (papers / "a.txt").write_bytes(b"S\xe8 9-CT/TW v\xe0o")
    done = vbparse("ingest", str(papers / "a.txt"), "--archive", str(tmp_path / "kho"))
    assert done.code == 65
    assert done.out.startswith(totals(1, 0, 0, 0, 0, 0, 1))
    assert "every one failed" in done.err


def test_json(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """The totals and the failures as data, the sum as in the line."""
    (papers / "b.pdf").write_bytes(b"%PDF-1.7\n")
    done = vbparse("ingest", str(papers), "--archive", str(tmp_path / "kho"), "--json")
    report = json.loads(done.out)
    outcomes = ("new", "updated", "moved", "unchanged", "skipped", "failed")
    assert report["found"] == sum(report[outcome] for outcome in outcomes) == 5
    assert report["problems"] == [
        {"path": str(papers / "b.pdf"), "outcome": "skipped", "reason": "PDF: no reader yet"}
    ]
    assert report["notices"] == [{"path": str(papers / "mat.txt"), "number": "3-BC/HU", "security": "mật"}]
    assert report["interrupted"] is False


def test_dry_run(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """A rehearsal says the same and writes nothing."""
    kho = tmp_path / "kho"
    rehearsed = vbparse("ingest", str(papers), "--archive", str(kho), "--dry-run")
    assert not kho.exists()
    assert rehearsed == vbparse("ingest", str(papers), "--archive", str(kho))


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_classified(mark: str, vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """A document marked MẬT is named on standard error, with its number."""
    text = (papers / "mat.txt").read_text("utf-8")
    (papers / "mat.txt").write_text(text.replace("MẬT", mark), "utf-8")
    done = vbparse("ingest", str(papers), "--archive", str(tmp_path / "kho"))
    assert done.err.startswith(f"{papers / 'mat.txt'} 3-BC/HU: Marked {mark}:")


def test_no_bar_on_a_pipe(program: Run, papers: Path, tmp_path: Path) -> None:
    """On a pipe there are the report and the notices, and nothing that moves."""
    done = program("ingest", str(papers), "--archive", str(tmp_path / "kho"))
    assert done.out == totals(4, 4, 0, 0, 0, 0, 0) + "4 documents read\n"
    assert len(done.err.splitlines()) == 1


def test_bar_on_a_terminal(terminal: Run, papers: Path, tmp_path: Path) -> None:
    """On a terminal a bar counts the files, and is gone at the end."""
    done = terminal("ingest", str(papers), "--archive", str(tmp_path / "kho"))
    assert "4/4" in done.err
    assert done.out == totals(4, 4, 0, 0, 0, 0, 0) + "4 documents read\n"


def test_archive_of_the_user(program: Run, papers: Path, tmp_path: Path) -> None:
    """Without --archive and VBPARSE_ARCHIVE it is the user's data folder."""
    home = {"HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "data")}
    assert program("ingest", str(papers), **home).code == 0
    assert (tmp_path / "data" / "vbparse" / "catalog.sqlite").exists()


def test_option_before_environment(vbparse: Run, archive: Path, papers: Path, tmp_path: Path) -> None:
    """--archive goes before VBPARSE_ARCHIVE."""
    assert vbparse("ingest", str(papers), "--archive", str(tmp_path / "other")).code == 0
    assert (tmp_path / "other" / "catalog.sqlite").exists()
