"""What was done to an archive stands in its ledger, and what could not be read until it can."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.ingest.desk import Desk, outcomes
from tests.older import make_first
from tests.papers import TCVN3, decision, plan
from vbparse.archive import EveryFileFailed
from vbparse.catalog import FILE_NAME
from vbparse.errors import NoInput, NothingFound
from vbparse.lock import WriterLock


def unread(desk: Desk) -> dict[str, str]:
    """What each file that gave nothing was when last tried, by its name."""
    return {os.path.basename(one.path): one.outcome for one in desk.archive.unread()}


def test_the_status_counts_what_is_there(desk: Desk) -> None:
    """Files, documents, what gave nothing, the index, and the last run with its totals."""
    desk.put("a.txt", plan() + "\f" + decision())
    desk.put("b.txt", plan())
    desk.put("c.pdf", b"%PDF-")
    desk.put("d.txt", TCVN3)
    desk.ingest()
    status = desk.archive.status()
    assert (status.files, status.documents, status.failed, status.skipped, status.missing) == (2, 2, 1, 1, 0)
    assert status.archive == str(desk.archive.folder)
    on_disk = sum(path.stat().st_size for path in desk.archive.folder.rglob("*") if path.is_file())
    assert 0 <= status.size - on_disk <= 32768  # SQLite's own, while it is read
    assert status.index == "current"
    assert status.last_run is not None
    assert (status.last_run.run, status.last_run.state) == (1, "ended")
    assert status.last_run.paths == (str(desk.folder),)
    assert status.last_run.totals == {
        "found": 4, "new": 2, "updated": 0, "moved": 0, "unchanged": 0, "skipped": 1, "failed": 1,
        "records": 3, "missing": 0, "pruned": 0,
    }


def test_the_state_of_the_index_is_told(desk: Desk) -> None:
    """An index that is older than the catalog, not there or debris is called so."""
    desk.put("a.txt", plan())
    desk.ingest()
    with closing(sqlite3.connect(desk.archive.folder / FILE_NAME)) as db, db:
        db.execute("UPDATE state SET generation = generation + 1")
    assert desk.archive.status().index == "behind"
    (desk.archive.folder / "index" / "manifest.json").write_text("{")
    assert desk.archive.status().index == "not usable"
    (desk.archive.folder / "index").rename(desk.archive.folder / "away")
    assert desk.archive.status().index == "not there"


def test_what_could_not_be_read_is_listed_until_it_can(desk: Desk) -> None:
    """A file leaves the list when it is read, when it is as it was before, and when it is gone."""
    desk.put("a.txt", plan())
    desk.put("b.txt", TCVN3)
    desk.put("c.pdf", b"%PDF-")
    desk.ingest()
    assert unread(desk) == {"b.txt": "failed", "c.pdf": "skipped"}
    desk.put("a.txt", TCVN3)
    desk.put("b.txt", decision())
    desk.ingest()
    assert unread(desk) == {"a.txt": "failed", "c.pdf": "skipped"}
    desk.put("a.txt", plan())
    (desk.folder / "c.pdf").unlink()
    desk.ingest()
    assert unread(desk) == {}


def test_retry_takes_what_gave_nothing_and_nothing_else(desk: Desk) -> None:
    """Without a path all of it, with paths what lies there; what is gone is forgotten."""
    desk.put("a.txt", plan())
    desk.put("in/b.txt", TCVN3)
    desk.put("in-2/c.txt", TCVN3)
    desk.put("d.pdf", b"%PDF-")
    desk.ingest()
    desk.put("new.txt", plan("90"))
    desk.put("in/b.txt", decision("1"))
    desk.put("in-2/c.txt", decision("2"))
    assert outcomes(desk.report(desk.folder / "in", retry=True)) == {"new": 1}
    assert outcomes(desk.archive.ingest(retry=True)) == {"new": 1, "skipped": 1}
    (desk.folder / "d.pdf").unlink()
    assert outcomes(desk.archive.ingest(retry=True)) == {}
    assert unread(desk) == {}
    assert desk.archive.show("1/QĐ-UBND").record["source"]["path"] == str(desk.folder / "in" / "b.txt")


def test_a_file_that_fails_again_is_still_listed(desk: Desk) -> None:
    """Where a retry reads nothing it ends as an ingest does that reads nothing."""
    desk.put("a.txt", TCVN3)
    for retry in (False, True):
        with pytest.raises(EveryFileFailed):
            desk.report(retry=retry)
    assert unread(desk) == {"a.txt": "failed"}
    assert desk.archive.unread()[0].run == 2


def test_a_name_that_is_no_text_is_tried_again(desk: Desk) -> None:
    """Paths are kept as bytes, so what is tried again is the same file."""
    name = os.fsdecode(b"c\xf4ng v\xe3n.txt")
    desk.put(name, "")
    desk.ingest()
    desk.put(name, plan())
    assert outcomes(desk.archive.ingest(retry=True)) == {"new": 1}
    assert desk.ingest() == {"unchanged": 1}


def test_without_an_archive_there_is_nothing_to_retry(desk: Desk) -> None:
    """Neither a retry nor a pruning makes an archive."""
    with pytest.raises(NoInput, match="There is no archive"):
        desk.archive.ingest(retry=True)
    assert not desk.archive.folder.exists()


def test_the_log_has_the_newest_run_first(desk: Desk) -> None:
    """Each run with its totals, and each of its files that was not as before with its reason."""
    desk.put("a.txt", plan())
    desk.ingest()
    desk.put("b.pdf", b"%PDF-")
    desk.ingest()
    runs = desk.archive.log()
    assert [run.run for run in runs] == [2, 1]
    assert desk.archive.log(1) == runs[:1]
    assert (runs[0].totals["unchanged"], runs[1].totals["new"]) == (1, 1)
    assert [tuple(file) for file in desk.archive.files_of(2)] == [
        (str(desk.folder / "b.pdf"), "skipped", "PDF: no reader yet")
    ]
    with pytest.raises(NothingFound, match="no run 3"):
        desk.archive.files_of(3)


def test_a_rehearsal_is_no_run(desk: Desk) -> None:
    """What writes nothing leaves nothing in the ledger."""
    desk.put("a.txt", plan())
    desk.ingest()
    desk.ingest(dry_run=True)
    assert len(desk.archive.log()) == 1


def test_an_interrupted_run_is_called_so(desk: Desk) -> None:
    """Ctrl-C ends a run in order: the totals are those of what it did."""
    for n in range(3):
        desk.put(f"{n}.txt", plan(str(n + 1)))
    desk.archive.ingest([str(desk.folder)], on_progress=lambda _: signal.raise_signal(signal.SIGINT))
    (run,) = desk.archive.log()
    assert (run.state, run.totals["new"]) == ("interrupted", 1)


SLOW = """
import sys, time, vbparse.ingest
from vbparse.cli import main
parse, vbparse.ingest._BATCH_SECONDS = vbparse.ingest.leaves, 0
def slow(*given):
    time.sleep(0.05)
    return parse(*given)
vbparse.ingest.leaves = slow
main(sys.argv[1:])
"""


def test_a_run_is_at_work_until_it_is_killed(desk: Desk) -> None:
    """While its process lives a run is running; after a kill it is broken off, with what it had done."""
    for n in range(100):
        desk.put(f"{n:03}.txt", plan(str(n + 1)))
    command = [sys.executable, "-c", SLOW, "ingest", str(desk.folder), "--archive", str(desk.archive.folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while desk.committed() < 3:
            assert process.poll() is None
            time.sleep(0.01)
        (running,) = desk.archive.log()
        process.kill()
    (run,) = desk.archive.log()
    assert (running.state, run.state, run.ended) == ("running", "broken off", None)
    assert desk.committed() == run.totals["new"] < 100
    time.sleep(1.1)  # who holds the lock, and since when, is told to the second
    with WriterLock(desk.archive.folder):  # a search that mends the index holds it too
        assert desk.archive.log()[0].state == "broken off"
    desk.ingest()
    assert [one.state for one in desk.archive.log()] == ["ended", "broken off"]


def test_an_archive_of_the_first_version_has_a_ledger(desk: Desk) -> None:
    """Its runs are listed, and what it cannot read from now on."""
    desk.put("a.txt", plan())
    desk.ingest()
    make_first(desk.archive.folder)
    status = desk.archive.status()
    assert (status.documents, status.last_run and status.last_run.paths) == (1, ())
    make_first(desk.archive.folder)
    desk.put("b.pdf", b"%PDF-")
    assert desk.ingest(dry_run=True) == {"unchanged": 1, "skipped": 1}
    desk.ingest()
    assert unread(desk) == {"b.pdf": "skipped"}
