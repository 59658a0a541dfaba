"""The catalog keeps what it is given, says whose it is, and lets in one writer."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.papers import decision, plan
from vbparse.archive import Archive
from vbparse.catalog import FILE_NAME, Catalog, Place, Stamp, lookup_key, row_of
from vbparse.catalog.rows import span_of
from vbparse.errors import ArchiveInUse, CannotCreate, DamagedArchive, DataError, NoInput, NotPermitted
from vbparse.faults import make_folder
from vbparse.lineage import Version, heirs
from vbparse.lock import WriterLock
from vbparse.pipeline import parse_source
from vbparse.readers import read_bytes

STAMP = Stamp(100, 5, 6)


def put(catalog: Catalog, name: str, text: str) -> list[str]:
    """A text written into the catalog as a file of /kho; the ids of its records."""
    source = read_bytes(text.encode(), name)
    records = parse_source(source)
    catalog.begin()
    catalog.put(Place(b"/kho", os.fsencode(name)), STAMP, 7, source, [*map(row_of, records)])
    catalog.commit(records_changed=True)
    return [record.id for record in records]


def test_what_is_put_is_read_back(tmp_path: Path) -> None:
    """A record is its stored JSON, and its text its slice of the file, line ends and all."""
    text = plan().replace("\n", "\r\n") + "\f" + decision()
    catalog = Catalog.create(tmp_path)
    first, second = put(catalog, "a.txt", text)
    catalog.close()
    catalog = Catalog.open(tmp_path)
    entry = catalog.entry(second)
    assert entry is not None
    record = json.loads(entry.json)
    assert (record["id"], record["number"], record["source"]["path"]) == (second, "123/QĐ-UBND", "a.txt")
    assert entry.text == text[slice(*record["source"]["span"])]
    assert catalog.source_text(first) == text
    assert [one.id for one in catalog.entries()] == sorted([first, second])
    assert catalog.count() == 2


def test_a_commit_of_records_raises_the_generation(tmp_path: Path) -> None:
    """The generation counts the commits that changed records, and no others."""
    catalog = Catalog.create(tmp_path)
    assert catalog.generation == 0
    put(catalog, "a.txt", plan())
    catalog.begin()
    catalog.seen(1, STAMP, 9)
    catalog.commit(records_changed=False)
    assert catalog.generation == 1
    put(catalog, "a.txt", plan("85"))
    assert catalog.generation == 2


def test_what_is_rolled_back_was_never_there(tmp_path: Path) -> None:
    """Without a commit nothing is kept."""
    catalog = Catalog.create(tmp_path)
    source = read_bytes(plan().encode(), "a.txt")
    catalog.begin()
    catalog.put(Place(b"/kho", b"a.txt"), STAMP, 7, source, [*map(row_of, parse_source(source))])
    catalog.roll_back()
    assert (catalog.count(), catalog.generation, catalog.file_at(b"/kho/a.txt")) == (0, 0, None)


def test_of_two_files_with_one_document_the_first_path_speaks(tmp_path: Path) -> None:
    """Which file stands in the record does not depend on which came first."""
    for order in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        folder = tmp_path / order[0]
        folder.mkdir()
        catalog = Catalog.create(folder)
        for name in order:
            put(catalog, name, plan())
        (entry,) = catalog.entries()
        assert json.loads(entry.json)["source"]["path"] == "a.txt"
        assert catalog.count() == 1


def test_a_name_that_is_no_text_is_kept(tmp_path: Path) -> None:
    """A file's name is bytes, so names that are not UTF-8 come back as they were."""
    catalog = Catalog.create(tmp_path)
    source = read_bytes(plan().encode(), "x")
    catalog.begin()
    catalog.put(Place(b"/kho", b"c\xf4ng \n.txt"), STAMP, 7, source, [*map(row_of, parse_source(source))])
    catalog.commit(records_changed=True)
    file = catalog.file_at(b"/kho/c\xf4ng \n.txt")
    assert file is not None
    assert (file.stamp, file.read_ns, file.sha256) == (STAMP, 7, source.sha256)


def test_a_commit_lasts(tmp_path: Path) -> None:
    """Write-ahead log, a sync a commit, and foreign keys: what the promises rest on."""
    catalog = Catalog.create(tmp_path)
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version")
    values = [catalog._db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert values == ["wal", 2, 1, 0x76627061, 4]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """A catalog opened for reading takes nothing."""
    Catalog.create(tmp_path).close()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        Catalog.open(tmp_path).ledger.start("now", [])


def test_a_reader_sees_one_commit_and_never_waits(tmp_path: Path) -> None:
    """A snapshot stays as it is while a writer commits, and does not hold him up."""
    writer = Catalog.create(tmp_path)
    put(writer, "a.txt", plan())
    reader = Catalog.open(tmp_path)
    with reader.snapshot():
        assert reader.count() == 1
        put(writer, "b.txt", decision())
        assert (reader.count(), reader.generation) == (1, 1)
    assert (reader.count(), reader.generation) == (2, 2)


def test_a_folder_that_cannot_be_written_is_read(as_nobody: Path) -> None:
    """An archive on a read-only medium answers."""
    catalog = Catalog.create(as_nobody)
    (id,) = put(catalog, "a.txt", plan())
    catalog.close()
    (as_nobody / FILE_NAME).chmod(0o400)
    as_nobody.chmod(0o500)
    entry = Catalog.open(as_nobody).entry(id)
    assert entry is not None


@pytest.mark.parametrize("spellings", [
    pytest.param(["84-KH/BTGTU", "84 - KH/BTGTU", "084-kh/btgtu", "84–KH / BTGTU"], id="party"),
    pytest.param(["84-KH/BTGTU", "Số: 84-KH/BTGTU", "84.KH.BTGTU"], id="as typed"),
    pytest.param(["123/QĐ-UBND", "123/QD-UBND", "123 / QĐ - UBND", "123/QÐ-UBND"], id="marks and forms"),
    pytest.param(["30/2020/NĐ-CP", "30/2020/ND-CP", "30 / 2020 / nđ-cp"], id="with a year"),
])
def test_spellings_of_a_number_meet(spellings: list[str]) -> None:
    """A number has one key, whatever its blanks, dashes, zeros, case, marks and Unicode form."""
    assert len({lookup_key(spelling) for spelling in spellings}) == 1


def test_numbers_that_differ_keep_apart() -> None:
    """A key merges spellings and no two numbers."""
    numbers = ["84-KH/BTGTU", "48-KH/BTGTU", "84-KH/BTG", "8-KH/BTGTU", "840-KH/BTGTU", "84a-KH/BTGTU"]
    assert len({lookup_key(number) for number in numbers}) == len(numbers)


# ---------------------------------------------------------------- what is not ours

def test_a_damaged_catalog_is_named(tmp_path: Path) -> None:
    """A catalog overwritten in the middle is damaged data, not a bug."""
    (tmp_path / "a.txt").write_text(plan())
    Archive(tmp_path / "kho", create=True).ingest([str(tmp_path / "a.txt")])
    catalog = tmp_path / "kho" / FILE_NAME
    catalog.write_bytes(catalog.read_bytes()[:4096] + b"\xff" * 100_000)
    with pytest.raises(DamagedArchive):
        Archive(tmp_path / "kho").show("84-KH/BTGTU")


@pytest.mark.parametrize("content", [
    pytest.param(b"no database at all, but text" * 300, id="text"),
    pytest.param(b"", id="empty"),
])
def test_a_file_that_is_no_catalog_is_not_opened(content: bytes, tmp_path: Path) -> None:
    """Another file under the catalog's name is damaged data."""
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(DamagedArchive):
        Archive(tmp_path).search("kế hoạch")


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    """Ingest does not write its tables into a database that is not ours."""
    other = sqlite3.connect(tmp_path / FILE_NAME)
    other.execute("CREATE TABLE photos (id)")
    other.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    (tmp_path / "a.txt").write_text(plan())
    with pytest.raises(DamagedArchive):
        Archive(tmp_path, create=True).ingest([str(tmp_path / "a.txt")])
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_newer_archive_is_refused_politely(tmp_path: Path) -> None:
    """A catalog of a later version is neither read nor touched."""
    Catalog.create(tmp_path)._db.execute("PRAGMA user_version = 99")
    with pytest.raises(DataError, match="newer") as caught:
        Archive(tmp_path).show("84")
    assert not isinstance(caught.value, DamagedArchive)


def test_no_archive_is_no_input(tmp_path: Path) -> None:
    """Where nothing was ever ingested, every question says so."""
    with pytest.raises(NoInput, match="vbparse ingest"):
        Archive(tmp_path)
    with pytest.raises(NoInput):
        Archive(tmp_path / "none")


# ---------------------------------------------------------------- the folder

def test_the_folder_is_the_owner_s_alone(tmp_path: Path) -> None:
    """The archive's folder is made with mode 0700, whatever the umask."""
    before = os.umask(0)
    try:
        make_folder(tmp_path / "a" / "kho")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "kho").stat().st_mode) == 0o700


def test_a_file_in_the_way_cannot_be_a_folder(tmp_path: Path) -> None:
    """An archive cannot be made where a file stands, nor below one."""
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "kho"):
        with pytest.raises(CannotCreate):
            make_folder(folder)


def test_a_folder_that_is_refused(as_nobody: Path) -> None:
    """Where the user may not write, no archive is made."""
    as_nobody.chmod(0o500)
    with pytest.raises(NotPermitted):
        make_folder(as_nobody / "kho")


# ---------------------------------------------------------------- one writer

def test_a_second_writer_waits_and_is_told_who(tmp_path: Path) -> None:
    """While one writes, another waits as long as it is patient, then hears which process and since when."""
    with WriterLock(tmp_path):
        started = time.monotonic()
        with pytest.raises(ArchiveInUse, match=rf"process {os.getpid()}\b.* since 20\d\d-"):
            WriterLock(tmp_path, patience=0.3).__enter__()
        assert time.monotonic() - started >= 0.3
    with WriterLock(tmp_path, patience=0):
        pass


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    """A writer that was killed leaves no lock behind."""
    code = (
        "import sys, time; from pathlib import Path; from vbparse.lock import WriterLock\n"
        "with WriterLock(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ArchiveInUse, match=f"process {holder.pid}"):
            WriterLock(tmp_path, patience=0).__enter__()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with WriterLock(tmp_path, patience=0):
            pass


# ---------------------------------------------------------------- what a document has become

A = Version("a", "84 kh btgtu", "kế hoạch trồng rừng và giữ nguồn nước năm 2019")
A2 = Version("a2", "84 kh btgtu", "một bản quét khác hẳn")
A3 = Version("a3", None, "kế hoạch trồng rừng và giữ nguồn nước năm 2O19")
B = Version("b", "123 qd ubnd", "phê duyệt danh mục cây giống của tỉnh")
B2 = Version("b2", "123 qd ubnd", "phê duyệt danh mục cây giống của tỉnh và huyện")
C = Version("c", None, "thư mời họp")
D = Version("d", "5 gm ubnd", "giấy mời dự hội nghị tổng kết")


@pytest.mark.parametrize(("old", "new", "expected"), [
    pytest.param([A], [A], [], id="stayed"),
    pytest.param([], [A], [], id="came"),
    pytest.param([A], [A2], [("a", "a2")], id="same number, other text"),
    pytest.param([A], [A3], [("a", "a3")], id="like text, number lost"),
    pytest.param([A, B], [B2, A2], [("a", "a2"), ("b", "b2")], id="numbers go before places"),
    pytest.param([A, B], [B2], [("b", "b2")], id="one went"),
    pytest.param([A, B], [A, B2], [("b", "b2")], id="one stayed"),
    pytest.param([C], [D], [("c", "d")], id="same place, nothing against it"),
    pytest.param([B], [D], [], id="same place, another number"),
    pytest.param([C], [D, A], [], id="unlike, and another count"),
])
def test_a_changed_document_has_an_heir(
    old: list[Version], new: list[Version], expected: list[tuple[str, str]]
) -> None:
    """The same number, else like text, else the same place; never two numbers that differ."""
    assert heirs(old, new) == expected


def test_an_old_id_leads_to_the_newest(tmp_path: Path) -> None:
    """Ids are followed over any number of changes, and back."""
    catalog = Catalog.create(tmp_path)
    for pairs in ([("aaaa", "bbbb")], [("bbbb", "cccc")], [("cccc", "aaaa")]):
        catalog.begin()
        catalog.supersede(pairs)
        catalog.commit(records_changed=True)
    assert catalog.heirs_from("bbbb") == catalog.heirs_from("cccc") == ["aaaa"]
    assert catalog.heirs_from("aaaa") == []


@pytest.mark.parametrize("stored", ["", "{", '{"source":', '{"source": ', '{"source": {"span"'])
def test_a_record_that_is_cut_off_has_no_span(stored: str) -> None:
    """Wherever that is, it is the error of JSON that is none, which every reader of a catalog knows."""
    with pytest.raises(ValueError):
        span_of(stored)
