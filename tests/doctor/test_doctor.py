"""What the doctor finds in an archive, and what it does about it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.older import make_first, make_second, make_third
from tests.papers import decision, directive, plan
from vbparse.archive import Archive
from vbparse.catalog import FILE_NAME, Catalog
from vbparse.doctor import Diagnosis
from vbparse.lock import WriterLock


def codes(diagnosis: Diagnosis) -> list[str]:
    return [found.code for found in diagnosis.findings]


def tamper(archive: Path, statements: str) -> None:
    """The catalog changed by another hand, which keeps neither sums nor references."""
    with closing(sqlite3.connect(archive / FILE_NAME)) as db:
        db.executescript(statements)


def rows(archive: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(archive / FILE_NAME)) as db:
        return db.execute(sql).fetchall()


FIRST = "WHERE row = (SELECT min(row) FROM records)"
RECORD_ROTTED = f"UPDATE records SET json = replace(json, '\"id\":\"', '\"id\":\"x') {FIRST};"


def test_a_sound_archive_is_sound(copy: Path) -> None:
    """Nothing is found where nothing is wrong, and nothing is written."""
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    diagnosis = Archive(copy).doctor(deep=True)
    assert (diagnosis.findings, diagnosis.is_sound) == ((), True)
    assert (diagnosis.documents, diagnosis.files) == (3, 2)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(("statements", "expected"), [
    pytest.param(RECORD_ROTTED, "record-changed", id="a record"),
    pytest.param("UPDATE files SET text = replace(text, 'rừng', 'rung');", "file-changed", id="a text"),
    pytest.param("UPDATE files SET sha256 = upper(sha256);", "file-changed", id="a hash of a file"),
    pytest.param("DELETE FROM files WHERE id = 1;", "catalog-rows", id="rows without a home"),
    pytest.param(f"DELETE FROM citations; DELETE FROM links; DELETE FROM records {FIRST};",
                 "table-changed", id="a record gone"),
    pytest.param("UPDATE tags SET word = 'khác';", "table-changed", id="a tag"),
    pytest.param("UPDATE citations SET candidates = 7;", "table-changed", id="a citation"),
    pytest.param("PRAGMA application_id = 1;", "catalog-unreadable", id="another program's"),
    pytest.param("PRAGMA user_version = 0;", "catalog-unreadable", id="no version"),
    pytest.param("UPDATE records SET json = '{';", "record-changed", id="no JSON"),
    pytest.param("UPDATE records SET json = CAST(x'ff' AS TEXT);", "record-changed", id="no UTF-8"),
])
def test_what_is_wrong_with_the_catalog_is_found_and_mended(
    statements: str, expected: str, copy: Path, lived_in: Desk
) -> None:
    """Each kind of damage has its name; records and texts come back as they were."""
    whole = rows(copy, "SELECT id, json FROM records ORDER BY id")
    tamper(copy, statements)
    assert expected in codes(Archive(copy).doctor())
    mended = Archive(copy).doctor(fix=True)
    assert expected in [found.code for found in mended.mended]
    assert mended.copy is not None
    assert codes(Archive(copy).doctor(deep=True)) == []
    assert rows(copy, "SELECT id, json FROM records ORDER BY id") == whole


@pytest.mark.parametrize("statements", [
    pytest.param("UPDATE records SET issuer = 'X' WHERE issuer NOTNULL;", id="a column"),
    pytest.param("UPDATE citations SET mentions = 9;", id="a citation"),
    pytest.param("UPDATE links SET target = 'aaaaaaaaaaaa';", id="a link"),
    pytest.param("DELETE FROM links;", id="links"),
    pytest.param("UPDATE records SET json = parsed, parsed = NULL WHERE parsed NOTNULL;", id="a correction"),
    pytest.param("DELETE FROM corrections; DELETE FROM readings;", id="a correction that was taken back"),
])
def test_what_was_worked_out_is_worked_out_again(statements: str, copy: Path) -> None:
    """What no sum could tell, because we wrote it so ourselves, a deep examination finds, and mends."""
    with closing(Catalog.create(copy)) as catalog:
        catalog.begin()
        for statement in statements.split(";"):
            catalog._db.execute(statement)
        catalog.commit(records_changed=False)
    assert Archive(copy).doctor().is_sound
    assert not Archive(copy).doctor(deep=True).is_sound
    assert Archive(copy).doctor(deep=True, fix=True).is_sound
    assert codes(Archive(copy).doctor(deep=True)) == []


def test_a_text_is_read_again_or_taken_from_what_is_stored(desk: Desk) -> None:
    """A byte of a text that rotted is put right by its source, without one by the hash of its row."""
    paper = desk.put("a.txt", plan())
    desk.ingest()
    archive = desk.archive.folder
    for _ in range(2):
        tamper(archive, "UPDATE files SET text = replace(text, 'Tỉnh ủy xây', 'Tỉnh ủy xâx');")
        assert codes(Archive(archive).doctor())[0] == "file-changed"
        assert Archive(archive).doctor(fix=True).lost == ()
        assert rows(archive, "SELECT text FROM files") == [(plan(),)]
        paper.unlink(missing_ok=True)


def test_a_text_that_nothing_proves_stays_and_is_named(desk: Desk) -> None:
    """Where the source is gone and more than a byte has rotted, the text is kept, with a sentence."""
    desk.put("a.txt", plan())
    desk.ingest()
    (desk.folder / "a.txt").unlink()
    archive = desk.archive.folder
    tamper(archive, "UPDATE files SET text = replace(text, 'Nông Văn Khoan', 'N#ng V#n Khoan');")
    mended = Archive(archive).doctor(fix=True)
    assert not mended.is_sound
    assert "a.txt" in " ".join(mended.lost)
    assert Archive(archive).doctor(deep=True).is_sound
    assert rows(archive, "SELECT text LIKE '%N#ng V#n Khoan%' FROM files") == [(1,)]


def test_a_tag_that_rotted_is_found_out(copy: Path) -> None:
    """Of one byte that changed in a tag, the sum says what it was."""
    before = rows(copy, "SELECT * FROM tags")
    tamper(copy, "UPDATE tags SET word = 'cần-đọb' WHERE document = (SELECT min(document) FROM tags);")
    assert rows(copy, "SELECT * FROM tags") != before
    mended = Archive(copy).doctor(fix=True)
    assert (mended.lost, mended.is_sound) == ((), True)
    assert rows(copy, "SELECT * FROM tags") == before


def test_what_cannot_be_found_out_is_left_and_named(copy: Path) -> None:
    """Tags that another hand has put stay; the doctor says that it cannot tell."""
    tamper(copy, "INSERT INTO tags VALUES ('aaaaaaaaaaaa', 'lạ'); INSERT INTO tags VALUES ('b', 'nữa');")
    mended = Archive(copy).doctor(fix=True)
    assert [("tags" in sentence) for sentence in mended.lost] == [True]
    assert len(rows(copy, "SELECT * FROM tags WHERE word IN ('lạ', 'nữa')")) == 2
    assert Archive(copy).doctor().is_sound


def test_the_catalog_is_kept_before_it_is_mended(copy: Path) -> None:
    """Each treatment leaves what was there, byte for byte, and never over an older copy."""
    copies = []
    for _ in range(2):
        tamper(copy, RECORD_ROTTED)
        before = (copy / FILE_NAME).read_bytes()
        kept = Archive(copy).doctor(fix=True).copy
        assert kept is not None
        assert Path(kept).read_bytes() == before
        copies.append(kept)
    assert len(set(copies)) == 2


# ---------------------------------------------------------------- the index

@pytest.mark.parametrize(("harm", "expected"), [
    pytest.param(lambda folder: shutil.rmtree(folder), "index-unusable", id="gone"),
    pytest.param(lambda folder: (folder / "manifest.json").write_text("{}"), "index-unusable", id="debris"),
    pytest.param(lambda folder: flip_largest(folder), "index-unusable", id="a byte, at the same time"),
])
def test_a_harmed_index_is_made_anew(harm: object, expected: str, copy: Path) -> None:
    """What the index is not, the catalog is; no copy of the catalog is needed for it."""
    harm(copy / "index")  # type: ignore[operator]
    assert codes(Archive(copy).doctor(deep=True)) == [expected]
    mended = Archive(copy).doctor(deep=True, fix=True)
    assert (mended.is_sound, mended.copy) == (True, None)
    assert codes(Archive(copy).doctor(deep=True)) == []


def flip_largest(folder: Path) -> None:
    """A byte of the largest file changed, and its time put back."""
    path = max(folder.iterdir(), key=lambda path: path.stat().st_size)
    status = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("deep", [False, True])
def test_an_index_of_other_records_is_found(deep: bool, desk: Desk) -> None:
    """An index that lacks a record, or has one too many, though it says that it is current."""
    desk.put("a.txt", plan())
    desk.put("b.txt", decision())
    desk.ingest()
    with closing(Catalog.create(desk.archive.folder)) as catalog:
        catalog.begin()
        catalog._db.execute("DELETE FROM files WHERE id = 2")
        catalog.commit(records_changed=False)
    assert codes(desk.archive.doctor(deep=deep)) == ["index-records"]
    assert desk.archive.doctor(deep=deep, fix=True).is_sound


def test_an_index_with_other_words_is_found_when_looked_at_deeply(desk: Desk) -> None:
    """The same ids with another content: only what would be indexed now tells."""
    desk.put("a.txt", plan())
    desk.ingest()
    with closing(Catalog.create(desk.archive.folder)) as catalog:
        catalog.begin()
        catalog._db.execute("UPDATE records SET json = replace(json, 'Khoan', 'Khoát')")
        catalog.commit(records_changed=False)
    assert desk.archive.doctor().is_sound
    assert codes(desk.archive.doctor(deep=True)) == ["index-records"]


def test_an_index_of_many_commits_is_as_one_that_is_made_at_once(desk: Desk) -> None:
    """Updates, removals and merged segments leave nothing that a deep examination takes for damage."""
    for number in range(12):
        desk.put("a.txt", plan(str(number + 1)))
        desk.put(f"b{number}.txt", decision(str(number + 1)))
        desk.ingest()
    assert codes(desk.archive.doctor(deep=True)) == []


def test_a_writer_at_work_is_no_damage(copy: Path) -> None:
    """While another process writes, an index that is behind is about to follow."""
    with closing(Catalog.create(copy)) as catalog, WriterLock(copy):
        catalog.begin()
        catalog.commit(records_changed=True)
        diagnosis = Archive(copy).doctor()
        assert (codes(diagnosis), diagnosis.is_sound) == (["not-compared"], True)
    assert codes(Archive(copy).doctor()) == ["index-behind"]


# ---------------------------------------------------------------- the sources

def test_sources_that_changed_or_went_are_told_and_are_no_damage(desk: Desk) -> None:
    """The archive is sound without its sources; what has become of them is said."""
    for name, text in (("a.txt", plan()), ("b.txt", decision()), ("c.txt", directive())):
        desk.put(name, text)
    desk.ingest()
    desk.put("a.txt", plan("85"))
    (desk.folder / "b.txt").unlink()
    os.utime(desk.folder / "c.txt", ns=(1, 1))
    diagnosis = desk.archive.doctor()
    assert [(found.code, len(found.about)) for found in diagnosis.findings] == [
        ("source-gone", 1), ("source-changed", 1)
    ]
    assert diagnosis.is_sound


def test_a_source_that_changed_behind_its_time_is_found_by_reading_it(desk: Desk) -> None:
    """Size and time are what they were; only the content is not."""
    paper = desk.put("a.txt", plan("84"))
    desk.ingest()
    status = paper.stat()
    desk.put("a.txt", plan("85"))
    os.utime(paper, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert codes(desk.archive.doctor()) == []
    assert codes(desk.archive.doctor(deep=True)) == ["source-changed"]


# ---------------------------------------------------------------- what persons have said

def test_corrections_survive_the_mending(copy: Path) -> None:
    """Records that are parsed again are corrected again."""
    tamper(copy, "UPDATE records SET json = '{', parsed = '{' WHERE parsed NOTNULL;")
    assert Archive(copy).doctor(fix=True).is_sound
    assert Archive(copy).show("84-KH/BTGTU").record["place"] == "Cao Bằng"


@pytest.mark.parametrize("statements", [
    pytest.param("UPDATE corrections SET value = '\"Cao', at = '';", id="no JSON"),
    pytest.param("UPDATE corrections SET value = '\"Hà Giang\"';", id="another value"),
    pytest.param("DELETE FROM corrections;", id="gone"),
    pytest.param("DELETE FROM corrections; DELETE FROM readings;", id="gone with the texts"),
])
def test_a_correction_that_rotted_comes_back_from_its_record(statements: str, copy: Path) -> None:
    """What cannot be told from the table is named, and the record shows what was said."""
    before = Archive(copy).show("84-KH/BTGTU").record["corrections"]
    tamper(copy, statements)
    assert "corrections" in " ".join(Archive(copy).doctor(fix=True).lost)
    assert Archive(copy).doctor(deep=True).is_sound
    assert Archive(copy).show("84-KH/BTGTU").record["corrections"] == before
    Archive(copy).reparse(everything=True)
    assert Archive(copy).show("84-KH/BTGTU").record["corrections"] == before


@pytest.mark.parametrize("make", [make_first, make_second, make_third])
def test_a_damaged_archive_of_an_older_version_is_mended(make: Callable[[Path], None], desk: Desk) -> None:
    """What an upgrade stumbles over is no reason to lose the rest."""
    for name, text in (("a.txt", plan()), ("b.txt", decision())):
        desk.put(name, text)
    desk.ingest()
    archive, before = desk.archive.folder, desk.ids()
    make(archive)
    tamper(archive, "UPDATE records SET json = '{' WHERE row = 1;")
    assert not Archive(archive).doctor().is_sound
    assert Archive(archive).doctor(fix=True).copy
    assert Archive(archive).doctor(deep=True).is_sound
    assert desk.ids() == before


def test_what_is_forgotten_is_in_no_copy_either(copy: Path) -> None:
    """The catalog as it was before it was mended holds the document, too, and its log does."""
    with closing(sqlite3.connect(copy / FILE_NAME)) as db:
        db.executescript(f"PRAGMA journal_mode = WAL; {RECORD_ROTTED}")
        kept = Archive(copy).doctor(fix=True).copy
        assert kept is not None
        assert Path(f"{kept}-wal").exists()
    assert Archive(copy).forget(["32-CT/TW"]).notes == ()
    assert Path(kept).exists()
    files = (path for path in copy.rglob("*") if path.is_file())
    assert [path for path in files if "giữ rừng".encode() in path.read_bytes()] == []


def test_a_source_may_be_as_large_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken in with a greater `--max-size` is compared, and read again, as it was then."""
    desk.put("a.txt", plan())
    desk.ingest()
    for module in ("examining", "treating"):
        monkeypatch.setattr(f"vbparse.doctor.{module}.MAX_BYTES", 10)
    assert codes(desk.archive.doctor(deep=True)) == []
    tamper(desk.archive.folder, "UPDATE files SET text = replace(text, 'ừ', 'u#');")
    assert desk.archive.doctor(deep=True, fix=True).is_sound
    assert rows(desk.archive.folder, "SELECT text FROM files") == [(plan(),)]
