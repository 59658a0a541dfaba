"""A file that is gone is missed and its documents stay, until somebody says that they are to go."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ingest.desk import Desk, outcomes
from tests.papers import decision, plan
from vbparse.archive import Archive, Pruned
from vbparse.errors import NoInput, NothingFound


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk with two papers in the archive, `a.txt` and `in/b.txt`."""
    desk.put("a.txt", plan())
    desk.put("in/b.txt", decision())
    desk.ingest()
    return desk


def missed(desk: Desk) -> list[str]:
    """The files that are marked missing, by their paths within the folder."""
    return [os.path.relpath(one.path, desk.folder) for one in desk.archive.vanished()]


def test_a_file_that_is_gone_is_missed_once_and_its_document_stays(two: Desk) -> None:
    """The run that finds it gone says so, the next has nothing new to say; the document answers."""
    (two.folder / "a.txt").unlink()
    assert two.report().missing == (str(two.folder / "a.txt"),)
    assert two.report().missing == ()
    assert missed(two) == ["a.txt"]
    assert two.archive.status().missing == 1
    assert two.archive.show("84-KH/BTGTU").missing is not None
    assert two.archive.show("123/QĐ-UBND").missing is None
    assert len(two.found("kế hoạch")) == 1
    assert two.rows("SELECT run, path, outcome FROM outcomes WHERE outcome = 'missing'") == [
        (2, str(two.folder / "a.txt"), "missing")
    ]


@pytest.mark.parametrize("text", [
    pytest.param(plan(), id="as it was"), pytest.param(plan("85"), id="changed"),
    pytest.param("\x00\x01\x02\x03", id="unreadable"),
])
def test_a_file_that_comes_back_is_no_longer_missed(text: str, two: Desk) -> None:
    """Whatever is in it now, it is there."""
    (two.folder / "a.txt").unlink()
    two.ingest()
    two.put("a.txt", text)
    two.ingest()
    assert missed(two) == []


def test_a_file_that_was_missed_and_turns_up_elsewhere_has_moved(two: Desk) -> None:
    """What was marked missing is still recognised by its content."""
    (two.folder / "a.txt").rename(two.folder.parent / "away.txt")
    two.ingest()
    (two.folder.parent / "away.txt").rename(two.folder / "c.txt")
    assert two.ingest() == {"moved": 1, "unchanged": 1}
    assert missed(two) == []


def test_a_move_within_the_folder_misses_nothing(two: Desk) -> None:
    """A file that moves is not missed, not even in a rehearsal."""
    (two.folder / "a.txt").rename(two.folder / "c.txt")
    for dry_run in (True, False):
        report = two.report(dry_run=dry_run)
        assert (outcomes(report), report.missing) == ({"moved": 1, "unchanged": 1}, ())
    assert missed(two) == []


def test_only_the_folders_gone_over_are_looked_at(two: Desk) -> None:
    """What lies beside the folder given, or begins with its name, is not missed."""
    two.put("in-2/c.txt", plan("86"))
    two.ingest()
    (two.folder / "a.txt").unlink()
    (two.folder / "in-2" / "c.txt").unlink()
    assert two.report(two.folder / "in").missing == ()
    assert missed(two) == []


def test_a_path_that_does_not_exist_marks_nothing(two: Desk) -> None:
    """A folder that has gone as a whole may be a disk that is not plugged in."""
    two.folder.rename(two.folder.parent / "away")
    with pytest.raises(NoInput):
        two.report()
    other = two.folder.parent / "other"
    other.mkdir()
    (other / "c.txt").write_text(plan("86"))
    two.archive.ingest([str(two.folder), str(other)])
    assert missed(two) == []


@pytest.mark.parametrize("closed", ["", "in"])
def test_a_folder_that_cannot_be_read_marks_nothing(closed: str, as_nobody: Path) -> None:
    """What cannot be seen is not known to be gone."""
    folder = as_nobody / "ho-so"
    (folder / "in").mkdir(parents=True)
    (folder / "a.txt").write_text(plan())
    (folder / "in" / "b.txt").write_text(decision())
    archive = Archive(as_nobody / "kho", create=True)
    archive.ingest([str(folder)])
    (folder / "in" / "b.txt").unlink()
    for mode in (0o000, 0o400) if closed else (0o000, 0o100):
        (folder / closed).chmod(mode)
        # Another file is given, or every one would have failed.
        (as_nobody / "c.txt").write_text(plan("85"))
        assert archive.ingest([str(folder), str(as_nobody / "c.txt")]).missing == ()
    (folder / closed).chmod(0o700)
    assert archive.vanished() == []


def test_an_interrupted_run_misses_nothing(two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that has not seen all of a folder says nothing about what is not in it."""
    import signal

    (two.folder / "in" / "b.txt").unlink()
    two.put("c.txt", plan("86"))
    report = two.archive.ingest(
        [str(two.folder)], on_progress=lambda _: signal.raise_signal(signal.SIGINT)
    )
    assert report.interrupted and report.missing == ()
    assert missed(two) == []


def test_prune_takes_out_what_is_gone_from_the_folder(two: Desk) -> None:
    """Its documents are found no more; a rehearsal says which, and takes out nothing."""
    (two.folder / "a.txt").unlink()
    gone = (Pruned(str(two.folder / "a.txt"), 1),)
    foretold = two.report(dry_run=True, prune=True)
    assert (foretold.pruned, foretold.missing) == (gone, ())
    assert two.archive.show("84-KH/BTGTU").missing is None
    assert two.report(prune=True) == foretold
    with pytest.raises(NothingFound):
        two.archive.show("84-KH/BTGTU")
    assert two.found("kế hoạch") == set()
    assert len(two.found("cây giống")) == 1
    assert two.rows("SELECT count(*) FROM files") == two.rows("SELECT count(*) FROM records") == [(1,)]


def test_prune_without_a_path_takes_out_all_that_is_missed_and_still_gone(two: Desk) -> None:
    """What has come back since it was missed stays."""
    for name in ("a.txt", "in/b.txt"):
        (two.folder / name).rename(two.folder.parent / os.path.basename(name))
    two.put("c.txt", plan("85"))
    two.ingest()
    (two.folder.parent / "b.txt").rename(two.folder / "in" / "b.txt")
    report = two.archive.ingest(prune=True)
    assert [file.path for file in report.pruned] == [str(two.folder / "a.txt")]
    assert two.archive.status().documents == 2


def test_an_ingest_without_prune_never_takes_out_a_record(two: Desk) -> None:
    """However often a folder is gone over, what it held stays."""
    for name in ("a.txt", "in/b.txt"):
        (two.folder / name).unlink()
    for _ in range(3):
        two.ingest()
    assert two.archive.status().documents == 2


def test_a_pruned_document_that_comes_back_has_its_tags(two: Desk) -> None:
    """Tags belong to the document; pruning its file does not lose them."""
    two.archive.tag(["84-KH/BTGTU"], ["khẩn"])
    (two.folder / "a.txt").unlink()
    two.report(prune=True)
    two.put("a.txt", plan())
    two.ingest()
    assert two.archive.show("84-KH/BTGTU").tags == ("khẩn",)


@pytest.mark.parametrize("closed", ["", "in"])
def test_a_folder_that_opens_again_is_no_trouble_any_more(closed: str, as_nobody: Path) -> None:
    """What could not be listed is named until it can be; then its files are what is read."""
    folder, beside = as_nobody / "ho-so", as_nobody / "c.txt"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "b.txt").write_text(decision())
    beside.write_text(plan())
    archive = Archive(as_nobody / "kho", create=True)
    (folder / closed).chmod(0o000)
    archive.ingest([str(folder), str(beside)])
    assert len(archive.unread()) == 1
    (folder / closed).chmod(0o700)
    archive.ingest([str(folder), str(beside)])
    assert archive.unread() == []
