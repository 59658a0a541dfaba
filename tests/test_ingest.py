"""Ingest: every file is one of six things, the sum is right, and nothing that was there is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers import TCVN3, decision, plan
from vbparse import messages
from vbparse.archive import Archive, EveryFileFailed, IngestReport, Notice, Progress
from vbparse.catalog import FILE_NAME, Catalog
from vbparse.errors import ArchiveInUse, CannotCreate, NoInput, NotPermitted
from vbparse.lock import WriterLock

OUTCOMES = ("new", "updated", "moved", "unchanged", "skipped", "failed")


class Desk:
    """A folder of papers beside an archive of them."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "ho-so"
        self.folder.mkdir()
        self.archive = Archive(root / "kho", create=True)

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def ingest(self, *paths: Path, dry_run: bool = False) -> dict[str, int]:
        """The outcomes that are not zero, after the sum was checked."""
        report = self.archive.ingest([str(path) for path in paths or (self.folder,)], dry_run=dry_run)
        return outcomes(report)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.archive.folder / FILE_NAME)) as db:
            return db.execute(sql).fetchall()

    def committed(self) -> int:
        """How many files the catalog holds, if there is one by now."""
        try:
            return len(self.rows("SELECT 1 FROM files"))
        except sqlite3.OperationalError:
            return 0

    def ids(self) -> dict[str, str]:
        """The id of each record by the name of its file."""
        return {os.path.basename(str(path)): str(id) for path, id in self.rows(
            "SELECT json_extract(json, '$.source.path'), id FROM records"
        )}

    def entries(self) -> list[tuple[str, str, str]]:
        with closing(Catalog.open(self.archive.folder)) as catalog:
            return list(catalog.entries())

    def found(self, query: str) -> set[str]:
        """The ids that a search gives, without having had to mend the index."""
        result = self.archive.search(query, limit=1000)
        assert result.notes == ()
        return {hit.record["id"] for hit in result.hits}


def outcomes(report: IngestReport) -> dict[str, int]:
    counts = {name: getattr(report, name) for name in OUTCOMES}
    assert sum(counts.values()) == report.found
    assert len(report.problems) == report.skipped + report.failed
    return {name: count for name, count in counts.items() if count}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# ---------------------------------------------------------------- the six outcomes

def test_a_file_is_new_once_and_then_unchanged(desk: Desk) -> None:
    """What is known with the same content is not read in again, touched or not."""
    path = desk.put("a.txt", plan())
    assert desk.ingest() == {"new": 1}
    assert desk.ingest() == {"unchanged": 1}
    os.utime(path)
    assert desk.ingest() == {"unchanged": 1}
    assert desk.rows("SELECT generation FROM state") == [(1,)]


def test_the_same_file_by_another_way_is_unchanged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is known by where it lies, however it was given."""
    path = desk.put("a/b.txt", plan())
    desk.ingest()
    (desk.folder / "link").symlink_to(path)
    assert desk.ingest(path, path.parent) == {"unchanged": 1}
    assert desk.ingest(desk.folder / "link") == {"unchanged": 1}
    monkeypatch.chdir(desk.folder)
    assert desk.ingest(Path("a/../a")) == {"unchanged": 1}
    assert desk.rows("SELECT folder, within FROM files") == [(os.fsencode(desk.folder), b"a/b.txt")]


def test_a_settled_file_is_not_even_read(desk: Desk) -> None:
    """Size and times speak for the content once it was read well after its last change."""
    desk.put("a.txt", plan())
    desk.ingest()
    with closing(sqlite3.connect(desk.archive.folder / FILE_NAME)) as db, db:
        db.execute("UPDATE files SET sha256 = 'of something else', read_ns = read_ns + 60000000000")
    assert desk.ingest() == {"unchanged": 1}


def test_a_change_that_keeps_size_and_time_is_seen(desk: Desk) -> None:
    """Neither an unchanged size nor a time set back hides new content."""
    path = desk.put("a.txt", plan("84"))
    status = path.stat()
    desk.ingest()
    with closing(sqlite3.connect(desk.archive.folder / FILE_NAME)) as db, db:
        db.execute("UPDATE files SET read_ns = read_ns + 60000000000")
    time.sleep(0.02)  # the coarsest tick of the clock that stamps files
    desk.put("a.txt", plan("48"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert desk.ingest() == {"updated": 1}


def test_changed_content_replaces_the_record(desk: Desk) -> None:
    """The new record is found, the old one is not, and its id leads to the new one."""
    desk.put("a.txt", plan("84"))
    desk.ingest()
    old = desk.ids()["a.txt"]
    desk.put("a.txt", plan("85"))
    assert desk.ingest() == {"updated": 1}
    new = desk.ids()["a.txt"]
    assert new != old
    assert desk.found("kế hoạch") == desk.found("85-KH/BTGTU") == {new}
    assert desk.archive.show(old).id == desk.archive.show(old[:6]).id == new


def test_a_document_that_changes_back_has_its_id_again(desk: Desk) -> None:
    """An id that is held again is that record, not what it once became."""
    seen = []
    for serial in ("84", "85", "84"):
        desk.put("a.txt", plan(serial))
        desk.ingest()
        seen.append(desk.ids()["a.txt"])
    assert seen[0] == seen[2]
    assert {desk.archive.show(id).id for id in seen} == {seen[0]}


def test_a_moved_file_keeps_its_id_and_says_where_it_is(desk: Desk) -> None:
    """The record follows its file, in the catalog and in what a search shows."""
    path = desk.put("a.txt", plan())
    desk.ingest()
    id = desk.ids()["a.txt"]
    (desk.folder / "năm 2019").mkdir()
    path.rename(desk.folder / "năm 2019" / "b.txt")
    assert desk.ingest() == {"moved": 1}
    assert desk.ids() == {"b.txt": id}
    (hit,) = desk.archive.search("kế hoạch").hits
    assert hit.record["source"]["path"] == f"{desk.folder}/năm 2019/b.txt"
    assert desk.ingest() == {"unchanged": 1}


def test_a_moved_folder_moves_each_of_its_files(desk: Desk) -> None:
    """Files of the same content move one to one, by their names where these tell."""
    for name in ("a.txt", "b.txt"):
        desk.put(f"old/{name}", plan())
    desk.put("old/c.txt", decision())
    desk.ingest()
    before = desk.rows("SELECT id, sha256 FROM files ORDER BY id")
    (desk.folder / "old").rename(desk.folder / "new")
    assert desk.ingest() == {"moved": 3}
    assert desk.rows("SELECT id, sha256 FROM files ORDER BY id") == before
    within = [row[0] for row in desk.rows("SELECT within FROM files ORDER BY id")]
    assert within == [b"new/a.txt", b"new/b.txt", b"new/c.txt"]


def test_a_copy_is_new_and_neither_is_lost(desk: Desk) -> None:
    """Two files of one content are both known and share a record, until the last of them changes."""
    desk.put("a.txt", plan())
    desk.ingest()
    id = desk.ids()["a.txt"]
    desk.put("b.txt", plan())
    assert desk.ingest() == {"new": 1, "unchanged": 1}
    assert desk.ids() == {"a.txt": id, "b.txt": id}
    assert len(desk.entries()) == len(desk.archive.search("kế hoạch").hits) == 1
    desk.put("a.txt", decision())
    assert desk.ingest() == {"updated": 1, "unchanged": 1}
    stored = desk.archive.show(id)
    assert (stored.id, stored.record["source"]["path"]) == (id, f"{desk.folder}/b.txt")
    assert id in desk.found("84-KH/BTGTU")


def test_twins_found_at_once_are_two_new_files(desk: Desk) -> None:
    """Two files of one content in one run are two files, and one document."""
    desk.put("a.txt", plan())
    desk.put("b.txt", plan())
    assert desk.ingest() == {"new": 2}
    assert desk.archive.show("84-KH/BTGTU").record["source"]["path"] == f"{desk.folder}/a.txt"


def test_a_vanished_file_keeps_its_record(desk: Desk) -> None:
    """What is gone from the folder stays in the archive."""
    desk.put("a.txt", plan()).unlink()
    desk.put("a.txt", plan())
    desk.put("b.txt", decision())
    desk.ingest()
    (desk.folder / "a.txt").unlink()
    assert desk.ingest() == {"unchanged": 1}
    assert desk.archive.show("84-KH/BTGTU").text == plan()


def test_two_files_that_change_places_keep_both_documents(desk: Desk) -> None:
    """Nothing is taken for moved while its old path exists."""
    desk.put("a.txt", plan())
    desk.put("b.txt", decision())
    desk.ingest()
    ids = desk.ids()
    desk.put("a.txt", decision())
    desk.put("b.txt", plan())
    assert desk.ingest() == {"updated": 2}
    assert desk.ids() == {"a.txt": ids["b.txt"], "b.txt": ids["a.txt"]}
    assert {desk.archive.show(id).id for id in ids.values()} == set(ids.values())


def test_bad_files_are_listed_and_stop_nothing(desk: Desk) -> None:
    """Each file that gives nothing is named with its reason, and the rest is read."""
    desk.put("a.pdf", b"%PDF-1.7")
    desk.put("b.txt", TCVN3)
    desk.put("c.txt", plan())
    desk.put("d.txt", b"")
    desk.put("e.json", b"{}")
    (desk.folder / "f.txt").symlink_to("/dev/null")
    report = desk.archive.ingest([str(desk.folder), str(desk.folder / "none.txt")])
    assert outcomes(report) == {"new": 1, "skipped": 4, "failed": 2}
    problems = {os.path.basename(one.path): (one.outcome, one.reason) for one in report.problems}
    assert problems.pop("b.txt")[1].startswith("neither UTF-8 nor UTF-16")
    assert problems == {
        "a.pdf": ("skipped", "PDF: no reader yet"),
        "d.txt": ("skipped", "nothing in it"),
        "e.json": ("skipped", "JSON: no reader yet"),
        "f.txt": ("skipped", "a link; links inside a folder are not followed"),
        "none.txt": ("failed", "no such file or directory"),
    }


def test_a_file_that_fails_now_keeps_what_was_read_before(desk: Desk) -> None:
    """A known file that cannot be read any more does not take its record with it."""
    desk.put("a.txt", plan())
    desk.put("b.txt", decision())
    desk.ingest()
    desk.put("a.txt", TCVN3)
    assert desk.ingest() == {"failed": 1, "unchanged": 1}
    assert desk.archive.show("84-KH/BTGTU").text == plan()


@pytest.mark.parametrize("name", [
    pytest.param("kế hoạch.txt", id="NFC"),
    pytest.param(unicodedata.normalize("NFD", "kế hoạch.txt"), id="NFD"),
    pytest.param(os.fsdecode(b"c\xf4ng v\xe3n.txt"), id="not UTF-8"),
    pytest.param("a\nb\x1b]0;x\x07[bold].txt", id="line break and escape"),
    pytest.param("-rf.txt", id="leading dash"),
    pytest.param("x" * 251 + ".txt", id="as long as can be"),
])
def test_any_name_is_kept(name: str, desk: Desk) -> None:
    """Whatever a file is called, it is read, known again, and followed when it moves."""
    desk.put("first.txt", plan()).rename(desk.folder / name)
    assert desk.ingest() == {"new": 1}
    assert desk.ingest() == {"unchanged": 1}
    (desk.folder / name).rename(desk.folder / "other.txt")
    assert desk.ingest() == {"moved": 1}


def test_names_that_differ_in_form_are_two_files(desk: Desk) -> None:
    """NFC and NFD twins lie side by side, and so they do in the archive."""
    desk.put(unicodedata.normalize("NFC", "kế hoạch.txt"), plan("1"))
    desk.put(unicodedata.normalize("NFD", "kế hoạch.txt"), plan("2"))
    if len(list(desk.folder.iterdir())) == 1:
        pytest.skip("this file system takes both names for one")
    assert desk.ingest() == {"new": 2}
    assert desk.ingest() == {"unchanged": 2}


def test_a_loop_of_links_ends(desk: Desk) -> None:
    """A link to its own folder is named, and not followed."""
    desk.put("a/b.txt", plan())
    (desk.folder / "a" / "again").symlink_to(desk.folder)
    assert desk.ingest() == {"new": 1, "skipped": 1}


def test_the_archive_is_not_its_own_input(tmp_path: Path) -> None:
    """An archive in the folder that is read is left out."""
    (tmp_path / "a.txt").write_text(plan())
    archive = Archive(tmp_path / "kho", create=True)
    for expected in ({"new": 1}, {"unchanged": 1}):
        assert outcomes(archive.ingest([str(tmp_path)])) == expected


def test_a_mark_of_secrecy_is_told(desk: Desk) -> None:
    """A document marked MẬT gives a notice with its path and number; an open one gives none."""
    path = desk.put("a.txt", decision(security="MẬT"))
    desk.put("b.txt", decision("124"))
    report = desk.archive.ingest([str(desk.folder)])
    assert report.notices == (Notice(str(path), "123/QĐ-UBND", "mật"),)


def test_the_files_of_the_user_are_only_read(desk: Desk) -> None:
    """An ingest changes nothing in the folder that it reads."""
    desk.put("a.txt", plan())
    desk.put("b/c.bin", bytes(999))

    def state() -> list[tuple[str, int, bytes]]:
        return [
            (str(path), path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
            for path in sorted(desk.folder.rglob("*"))
        ]

    before = state()
    desk.ingest()
    assert state() == before


# ---------------------------------------------------------------- how it ends

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
    nothing = dict.fromkeys(OUTCOMES, 0)
    assert first == {**nothing, "found": 2, "new": 1, "skipped": 1, "records": 1}
    assert second == {**nothing, "found": 2, "unchanged": 1, "skipped": 1, "records": 0}
    assert desk.rows("SELECT count(*) FROM runs WHERE ended >= started") == [(2,)]
    assert desk.rows("SELECT run, outcome, reason FROM outcomes ORDER BY rowid") == [
        (1, "new", None), (1, "skipped", "PDF: no reader yet"), (2, "skipped", "PDF: no reader yet"),
    ]


# ---------------------------------------------------------------- what the system refuses

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
    assert desk.ingest() == {"new": 6, "unchanged": 1}


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


# ---------------------------------------------------------------- the index

def damage_remove(folder: Path) -> None:
    shutil.rmtree(folder)


def damage_flip(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(bytes(byte ^ 0xFF for byte in path.read_bytes()))


def damage_truncate(folder: Path) -> None:
    for path in folder.iterdir():
        os.truncate(path, path.stat().st_size // 2)


def damage_replace(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file")


def damage_open(folder: Path) -> None:
    folder.chmod(0o755)


@pytest.mark.parametrize("damage", [damage_remove, damage_flip, damage_truncate, damage_replace, damage_open])
def test_an_index_that_does_not_fit_is_made_anew(damage: Callable[[Path], None], desk: Desk) -> None:
    """Whatever became of the index, a search gives the same answer and says in a sentence what it did."""
    desk.put("a.txt", plan())
    desk.put("b.txt", decision())
    desk.ingest()
    expected = desk.archive.search("kế hoạch").hits
    assert len(expected) == 1
    damage(desk.archive.folder / "index")
    result = desk.archive.search("kế hoạch")
    assert (result.hits, len(result.notes)) == (expected, 1)
    assert desk.archive.search("kế hoạch").notes == ()


@pytest.mark.parametrize("damage", [damage_remove, damage_flip, damage_truncate, damage_replace, damage_open])
def test_an_ingest_mends_the_index(damage: Callable[[Path], None], desk: Desk) -> None:
    """An ingest over a bad index leaves a good one, whether or not it brings anything new."""
    desk.put("a.txt", plan())
    desk.ingest()
    for serial in ("84", "85"):
        damage(desk.archive.folder / "index")
        desk.put("b.txt", plan(serial))
        desk.ingest()
        assert len(desk.found("kế hoạch")) == int(serial) - 83


def test_an_index_of_an_older_commit_is_made_anew(desk: Desk) -> None:
    """A run that was killed between catalog and index leaves an index that is not believed."""
    desk.put("a.txt", plan("84"))
    desk.ingest()
    shutil.copytree(desk.archive.folder / "index", desk.folder / ".old")
    desk.put("b.txt", plan("85"))
    desk.ingest()
    shutil.rmtree(desk.archive.folder / "index")
    shutil.copytree(desk.folder / ".old", desk.archive.folder / "index")
    result = desk.archive.search("kế hoạch")
    assert (len(result.hits), len(result.notes)) == (2, 1)


def test_a_read_only_archive_without_an_index_answers(as_nobody: Path) -> None:
    """Where no index can be made the catalog answers, and says why that took longer."""
    (as_nobody / "a.txt").write_text(plan())
    archive = Archive(as_nobody / "kho", create=True)
    archive.ingest([str(as_nobody / "a.txt")])
    expected = archive.search("Chỉ thị 32")
    shutil.rmtree(archive.folder / "index")
    archive.folder.chmod(0o500)
    result = archive.search("Chỉ thị 32")
    assert result.hits == expected.hits
    assert any("permission denied" in note for note in result.notes)


def test_a_search_while_another_writes_does_not_wait(desk: Desk) -> None:
    """With a writer at work and no index that fits, what is there answers."""
    desk.put("a.txt", plan())
    desk.ingest()
    shutil.rmtree(desk.archive.folder / "index")
    with WriterLock(desk.archive.folder):
        result = desk.archive.search("kế hoạch")
    assert (len(result.hits), len(result.notes)) == (1, 1)


def test_where_no_folder_can_be_private_the_catalog_answers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without modes no index is made or opened, the answer is the same, and it is said."""
    desk.put("a.txt", plan())
    desk.ingest()
    expected = desk.archive.search("Chỉ thị 32").hits
    shutil.rmtree(desk.archive.folder)
    for module in ("vbparse.index", "vbparse.index.manifest"):
        monkeypatch.setattr(f"{module}.is_safe", lambda folder: False)
    report = desk.archive.ingest([str(desk.folder)])
    result = desk.archive.search("Chỉ thị 32")
    assert report.notes == (messages.INDEX_NOT_PRIVATE,)
    assert (result.hits, result.notes[0]) == (expected, messages.INDEX_NOT_PRIVATE)
    assert sorted(path.name for path in desk.archive.folder.iterdir()) == [FILE_NAME, "writer.lock"]
    with pytest.raises(CannotCreate):
        desk.archive.rebuild()


def test_a_second_ingest_is_told_that_the_archive_is_in_use(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one process writes, another ingest or rebuild ends with 75 and changes nothing."""
    desk.put("a.txt", plan())
    desk.ingest()
    desk.put("b.txt", decision())
    monkeypatch.setattr("vbparse.archive.WriterLock", partial(WriterLock, patience=0.1))
    with WriterLock(desk.archive.folder):
        for write in (desk.ingest, desk.archive.rebuild):
            with pytest.raises(ArchiveInUse, match=f"process {os.getpid()}"):
                write()
    assert set(desk.ids()) == {"a.txt"}


def test_rebuild_counts_the_documents(desk: Desk) -> None:
    """`rebuild` makes the index of all documents, one that lies in two files once."""
    desk.put("a.txt", plan() + "\f" + decision())
    desk.put("b.txt", plan())
    desk.ingest()
    assert desk.archive.rebuild() == 2


# ---------------------------------------------------------------- laws

def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    """The same files give the same records and texts, whatever came first."""
    kept = []
    for order in (("a", "b", "c"), ("c", "b", "a"), ("b", "a", "c")):
        root = tmp_path / order[0]
        root.mkdir()
        desk = Desk(root)
        texts = {"a": plan(), "b": decision() + "\f" + plan(), "c": plan()}
        for name in order:
            desk.put(f"{name}.txt", texts[name])
            desk.ingest()
        kept.append([(id, stored.replace(str(root), ""), text) for id, stored, text in desk.entries()])
    assert kept[0] == kept[1] == kept[2]


NAMES = ("a.txt", "b.txt", "c/a.txt", "c/d.md")
TEXTS = [text.encode() for text in (plan("1"), plan("2"), decision("3"), plan("1") + "\f" + decision("4"))]
STEPS = st.lists(st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from([*TEXTS, TCVN3])),
    st.tuples(st.sampled_from(["rename", "copy"]), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("ingest"), st.none(), st.none()),
), max_size=12)


def carry_out(desk: Desk, step: str, name: str | None, other: str | bytes | None) -> None:
    """A step of what a person does with files, where it can be done."""
    path = desk.folder / str(name)
    if isinstance(other, bytes):
        desk.put(str(name), other)
    elif path.exists() and isinstance(other, str) and other != name:
        (desk.folder / other).parent.mkdir(exist_ok=True)
        (shutil.move if step == "rename" else shutil.copy)(path, desk.folder / other)
    elif step == "remove":
        path.unlink(missing_ok=True)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_any_history_adds_up_and_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str | None, str | bytes | None]]
) -> None:
    """After any writing, renaming, copying and removing, totals add up and what is there is found."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    for step, name, other in [*steps, ("write", "e.txt", TEXTS[0]), ("ingest", None, None)]:
        if step != "ingest":
            carry_out(desk, step, name, other)
            continue
        files = [path for path in desk.folder.rglob("*") if path.is_file()]
        try:
            counts = desk.ingest()
        except EveryFileFailed as error:
            counts = outcomes(error.report)
        assert sum(counts.values()) == len(files) or not files
    entries = desk.entries()
    assert desk.found("cây OR rừng") == {entry[0] for entry in entries}
    texts = {str(row[0]).encode() for row in desk.rows("SELECT text FROM files")}
    assert texts >= {path.read_bytes() for path in files} - {TCVN3}
    for id, _, text in entries:
        stored = desk.archive.show(id)
        assert (stored.id, stored.text) == (id, text)
