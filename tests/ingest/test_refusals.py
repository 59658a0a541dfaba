"""What the system refuses, or cuts short, costs nothing that was committed."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.papers import plan
from vbparse.archive import Archive
from vbparse.catalog import Catalog
from vbparse.errors import CannotCreate, NotPermitted


def test_an_archive_where_the_user_may_not_write(as_nobody: Path) -> None:
    """Without permission nothing is made, and the exit code says so."""
    (as_nobody / "a.txt").write_text(plan())
    (as_nobody / "closed").mkdir(0o500)
    with pytest.raises(NotPermitted):
        Archive(as_nobody / "closed" / "kho", create=True).ingest([str(as_nobody / "a.txt")])


def test_an_archive_that_became_read_only_answers_and_takes_nothing(as_nobody: Path) -> None:
    """What can be read is shown and searched; an ingest is refused."""
    (as_nobody / "a.txt").write_text(plan())
    archive = Archive(as_nobody / "kho", create=True)
    archive.ingest([str(as_nobody / "a.txt")])
    archive.folder.chmod(0o500)
    assert archive.show("84-KH/BTGTU").text == plan()
    assert len(archive.search("kế hoạch").hits) == 1
    with pytest.raises(NotPermitted):
        archive.ingest([str(as_nobody / "a.txt")])


def test_a_file_in_the_place_of_the_archive(tmp_path: Path) -> None:
    """The archive's folder cannot be made where a file stands."""
    (tmp_path / "a.txt").write_text(plan())
    with pytest.raises(CannotCreate):
        Archive(tmp_path / "a.txt", create=True).ingest([str(tmp_path / "a.txt")])


def command(desk: Desk) -> list[str]:
    """The command line that ingests a desk."""
    archive = str(desk.archive.folder)
    return [sys.executable, "-m", "vbparse", "ingest", str(desk.folder), "--archive", archive]


def full_disk() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


def test_a_full_disk_is_said_and_leaves_an_archive_that_opens(desk: Desk) -> None:
    """Where a file cannot grow any more the run ends with 74, and what was committed is there."""
    desk.put("small/a.txt", plan())
    desk.ingest(desk.folder / "small")
    for n in range(6):
        desk.put(f"{n}.txt", plan(str(n + 1)) + "Trồng rừng.\n" * 5000)
    done = subprocess.run(command(desk), preexec_fn=full_disk, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (74, False), done.stderr
    assert desk.archive.show("84-KH/BTGTU").text == plan()
    again = desk.ingest()  # how many were committed before is a matter of the machine's speed
    assert set(again) == {"new", "unchanged"} and again["unchanged"] >= 1 and sum(again.values()) == 7


SMALL_BATCHES = """
import sys, vbparse.ingest
from vbparse.cli import main
vbparse.ingest._BATCH_FILES = 5
main(sys.argv[1:])
"""


@pytest.mark.parametrize("least", [0, 5, 20, 35])
def test_a_killed_run_loses_nothing_that_was_committed(least: int, desk: Desk) -> None:
    """Killed at any moment the archive opens, and the next run ends as an undisturbed one does."""
    for n in range(60):
        desk.put(f"{n:03}.txt", plan(str(n + 1)))
    python, _, _, *arguments = command(desk)
    with subprocess.Popen([python, "-c", SMALL_BATCHES, *arguments], stdout=subprocess.DEVNULL) as run:
        while not (desk.archive.folder / "writer.lock").exists() or desk.committed() < least:
            time.sleep(0.005)
        run.kill()
    committed = desk.committed()
    assert least <= committed < 60
    assert desk.ingest().get("unchanged", 0) == committed
    undisturbed = Archive(desk.folder.parent / "other", create=True)
    undisturbed.ingest([str(desk.folder)])
    with closing(Catalog.open(undisturbed.folder)) as catalog:
        assert desk.entries() == list(catalog.entries())
    assert len(desk.found("kế hoạch")) == 60
