"""How an ingest ends, what it tells on the way, and what it leaves in the ledger."""

from __future__ import annotations

import json
import os
import signal

import pytest

from tests.ingest.desk import OUTCOMES, Desk, outcomes
from tests.papers import TCVN3, decision, plan
from vbparse.archive import EveryFileFailed, Progress
from vbparse.errors import NoInput


def test_no_path_is_no_input(desk: Desk) -> None:
    """Where no path given exists nothing is made, not even the archive."""
    with pytest.raises(NoInput, match="none"):
        desk.archive.ingest([str(desk.folder / "none"), str(desk.folder / "neither")])
    assert not desk.archive.folder.exists()


def test_every_file_failed_is_an_error_that_lists_them(desk: Desk) -> None:
    """Where every file failed the error carries the report."""
    desk.put("a.txt", TCVN3)
    with pytest.raises(EveryFileFailed) as caught:
        desk.ingest()
    assert outcomes(caught.value.report) == {"failed": 1}
    assert caught.value.exit_code == 65


def test_a_bug_in_the_parser_fails_its_file_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a recogniser raises is that file's failure, named; the run goes on."""
    import vbparse.pipeline

    parse_source = vbparse.pipeline.parse_source

    def stumble(source: object) -> object:
        if getattr(source, "path", "").endswith("a.txt"):
            raise IndexError("out of range")
        return parse_source(source)  # type: ignore[arg-type]

    monkeypatch.setattr(vbparse.pipeline, "parse_source", stumble)
    desk.put("a.txt", plan())
    desk.put("b.txt", decision())
    report = desk.archive.ingest([str(desk.folder)])
    assert outcomes(report) == {"new": 1, "failed": 1}
    assert "IndexError: out of range" in report.problems[0].reason


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    """`--dry-run` foretells the run that follows, file by file."""
    def both() -> dict[str, int]:
        before = desk.rows("SELECT * FROM files") if desk.archive.folder.exists() else None
        foretold = desk.archive.ingest([str(desk.folder)], dry_run=True)
        assert (desk.rows("SELECT * FROM files") if desk.archive.folder.exists() else None) == before
        report = desk.archive.ingest([str(desk.folder)])
        assert report == foretold
        return outcomes(report)

    desk.put("a.txt", plan())
    desk.put("b.txt", plan())
    desk.put("c.txt", decision(security="MẬT"))
    desk.put("d.pdf", b"%PDF-1.7")
    assert both() == {"new": 3, "skipped": 1}
    (desk.folder / "b.txt").rename(desk.folder / "e.txt")
    desk.put("a.txt", plan("85"))
    assert both() == {"moved": 1, "updated": 1, "unchanged": 1, "skipped": 1}


def test_progress_counts_every_file(desk: Desk) -> None:
    """The bar is told each file once, of how many."""
    paths = [desk.put("a.txt", plan()), desk.put("b.txt", plan()), desk.put("c.pdf", b"%PDF-")]
    seen: list[Progress] = []
    desk.archive.ingest([str(desk.folder)], on_progress=seen.append)
    assert seen == [Progress(done, 3, str(path)) for done, path in enumerate(paths, 1)]


def test_ctrl_c_finishes_the_file_in_hand(desk: Desk) -> None:
    """An interrupted run keeps what it has read, says so, and the next goes on from there."""
    for n in range(5):
        desk.put(f"{n}.txt", plan(str(n + 1)))

    def interrupt(progress: Progress) -> None:
        if progress.done == 2:
            os.kill(os.getpid(), signal.SIGINT)

    report = desk.archive.ingest([str(desk.folder)], on_progress=interrupt)
    assert report.interrupted
    assert outcomes(report) == {"new": report.found}
    assert 2 <= report.found <= 3
    assert len(desk.found("kế hoạch")) == report.found
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert desk.ingest() == {"unchanged": report.found, "new": 5 - report.found}


def test_the_ledger_holds_each_run_and_what_became_of_its_files(desk: Desk) -> None:
    """A run has its totals; a file that is not unchanged has its outcome and reason."""
    desk.put("a.txt", plan())
    desk.put("b.pdf", b"%PDF-")
    desk.ingest()
    desk.ingest()
    first, second = (json.loads(str(row[0])) for row in desk.rows("SELECT totals FROM runs ORDER BY id"))
    nothing = dict.fromkeys((*OUTCOMES, "missing", "pruned"), 0)
    assert first == {**nothing, "found": 2, "new": 1, "skipped": 1, "records": 1}
    assert second == {**nothing, "found": 2, "unchanged": 1, "skipped": 1, "records": 0}
    assert desk.rows("SELECT count(*) FROM runs WHERE ended >= started") == [(2,)]
    assert desk.rows("SELECT run, outcome, reason FROM outcomes ORDER BY rowid") == [
        (1, "new", None), (1, "skipped", "PDF: no reader yet"), (2, "skipped", "PDF: no reader yet"),
    ]
