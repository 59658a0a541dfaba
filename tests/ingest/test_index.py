"""The index follows the catalog; where it does not fit, it is made anew and the answer is the same."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.papers import decision, plan
from vbparse import messages
from vbparse.archive import Archive
from vbparse.catalog import FILE_NAME
from vbparse.errors import ArchiveInUse, CannotCreate
from vbparse.lock import WriterLock


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


@pytest.mark.parametrize("then", ["a search", "an ingest", "a correction"])
def test_what_a_killed_run_left_to_the_index_is_caught_up(
    then: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came, went, changed and moved before that is found, and the index is not made anew for it."""
    for serial in ("84", "85", "86", "87"):
        desk.put(f"{serial}.txt", plan(serial))
    desk.ingest()
    with monkeypatch.context() as killed:
        killed.setattr("vbparse.indexing.Indexing.publish", lambda *_: None)
        (desk.folder / "85.txt").rename(desk.folder / "moved.txt")
        desk.put("86.txt", plan("96"))
        desk.put("88.txt", plan("88"))
        (desk.folder / "87.txt").unlink()
        desk.report(prune=True)
        desk.archive.mending.fix("84-KH/BTGTU", {"subject": "Về việc khác hẳn"})
    monkeypatch.setattr("vbparse.index.rebuild", lambda *_, **__: pytest.fail("the index is made anew"))
    new = ["89"] if then == "an ingest" else []
    if new:
        desk.put("89.txt", plan("89"))
        desk.ingest()
    elif then == "a correction":
        desk.archive.mending.fix("85-KH/BTGTU", {"urgency": "khẩn"})
    result = desk.archive.search("kế hoạch", limit=99)
    assert result.notes == ()
    assert {str(hit.record["number"])[:2] for hit in result.hits} == {"84", "85", "88", "96", *new}
    assert len(desk.found("subject:khác")) == 1
    assert desk.archive.doctor(deep=True).is_sound


def test_what_a_correction_reaches_besides_its_document_is_found(desk: Desk) -> None:
    """With its number put right a document is the one behind it in the file, and that is found too."""
    desk.put("a.txt", f"{plan('84')}\n\n\n{plan('85')}")
    desk.ingest()
    desk.archive.mending.fix("84-KH/BTGTU", {"number": "85-KH/BTGTU", "place": "Cao Bằng"})
    assert len(desk.found('place:"Cao Bằng"')) == 2
    assert desk.archive.doctor(deep=True).is_sound


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
    monkeypatch.setattr("vbparse.access.WriterLock", partial(WriterLock, patience=0.1))
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


def test_what_was_prepared_is_what_the_catalog_has(desk: Desk) -> None:
    """An index that an ingest fills from what was prepared of its files is that of the catalog's records.

    Among them one that was corrected, two files of one document, and a file without the document forgotten.
    """
    searched = ("issuer:cao", "trống rùng", "85", "kế hoạch", "quyết định", '"thực hiện chỉ thị"')

    def answers() -> list[tuple[str, ...]]:
        return [tuple(hit.record["id"] for hit in desk.archive.search(words).hits) for words in searched]

    desk.put("a.txt", plan())
    desk.ingest()
    desk.archive.mending.fix("84-KH/BTGTU", {"issuer": "Ban Tuyên giáo Tỉnh ủy Cao Bằng"})
    desk.put("a.txt", plan().replace("trồng rừng", "trống rùng"))
    desk.put("b.txt", plan("85") + "\f" + decision("7"))
    desk.put("c.txt", plan("85"))
    desk.ingest()
    filled = answers()
    assert all(map(len, filled))
    desk.archive.rebuild()
    assert filled == answers()
    desk.archive.forget([desk.ids()["c.txt"]])
    for name in ("b.txt", "c.txt"):
        desk.put(name, (desk.folder / name).read_text("utf-8") + "\n")
    desk.ingest()
    filled = answers()
    assert not filled[2]
    desk.archive.rebuild()
    assert filled == answers()
