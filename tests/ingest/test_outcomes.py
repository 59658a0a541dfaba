"""Every file is one of six things, the sum is right, and nothing that was there is lost."""

from __future__ import annotations

import os
import sqlite3
import time
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from tests.ingest.desk import Desk, outcomes
from tests.papers import TCVN3, decision, plan
from vbparse.archive import Archive, Notice
from vbparse.catalog import FILE_NAME


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


def test_a_time_of_change_beyond_the_calendar_is_no_failure(desk: Desk) -> None:
    """A file of the year 2400, which ext4 and xfs can say, is read as any other."""
    path = desk.put("a.txt", plan())
    os.utime(path, (13_600_000_000, 13_600_000_000))
    if path.stat().st_mtime < 13_000_000_000:
        pytest.skip("the file system knows no such time")
    assert desk.ingest() == {"new": 1}
    assert desk.ingest() == {"unchanged": 1}
