"""What goes into a backup comes out of it, into any archive, and takes nothing away there."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.older import make_first, make_second, make_third
from tests.papers import decision, directive, plan
from vbparse.archive import Archive
from vbparse.backup import Restored
from vbparse.doubts import CORRECTED
from vbparse.query import Narrow


def backup(archive: Archive, *, everything: bool = False) -> io.BytesIO:
    file = io.BytesIO()
    archive.backup(file, everything=everything)
    file.seek(0)
    return file


def restored(file: io.BytesIO, folder: Path) -> tuple[Archive, Restored]:
    archive = Archive(folder, create=True)
    file.seek(0)
    return archive, archive.restore(file)


def members(file: io.BytesIO) -> dict[str, list[object]]:
    with zipfile.ZipFile(file) as zip:
        return {
            name: list(map(json.loads, zip.read(name).splitlines()))
            for name in zip.namelist() if name.endswith(".jsonl")
        }


def told(archive: Archive) -> list[object]:
    """What an archive says of its documents, its ledger and what a person has put there."""
    documents = [(one.id, one.record, one.text) for one in archive.select()]
    return [
        documents, archive.tags(), archive.saved_searches(), archive.missing(), archive.unread(),
        archive.vanished(), [(run.run, run.started, archive.files_of(run.run)) for run in archive.log()],
        archive.mending.queue(), archive.mending.orphans(), archive.duplicates(),
        [one.record for one in archive.search("Cao Bằng").hits],
        [archive.show(one.id).tags for one in archive.select()],
    ]


def differing(result: Restored) -> dict[str, int]:
    return {kind: counts["differs"] for kind, counts in result.rows.items() if counts["differs"]}


def added(result: Restored) -> dict[str, int]:
    return {kind: counts["added"] for kind, counts in result.rows.items() if counts["added"]}


def test_an_archive_comes_back_as_it_was(desk: Desk, tmp_path: Path) -> None:
    """All that can be asked of it has the same answer, and its own backup has the same bytes."""
    file = backup(desk.archive, everything=True)
    archive, result = restored(file, tmp_path / "new")
    assert told(archive) == told(desk.archive)
    assert backup(archive, everything=True).getvalue() == file.getvalue()
    assert (differing(result), result.kept) == ({}, ())
    assert archive.doctor(deep=True).is_sound


def copies(desk: Desk) -> None:
    """One document in two files, beside a bundle that holds it once more."""
    for name, text in (("a.txt", plan()), ("b/a.txt", plan()), ("c.txt", directive() + "\f" + plan())):
        desk.put(name, text)
    desk.ingest()
    desk.archive.tag(["84-KH/BTGTU"], ["xem"])


def all_forgotten(desk: Desk) -> None:
    """An archive of which only ids are left."""
    desk.put("a.txt", plan())
    desk.ingest()
    desk.archive.forget(["84-KH/BTGTU"])


def corrected_and_gone(desk: Desk) -> None:
    """A correction that waits for a document that has been pruned, and one accepted."""
    desk.put("a.txt", plan())
    desk.put("b.txt", directive())
    desk.ingest()
    desk.archive.mending.fix("84-KH/BTGTU", {"number": "85-KH/BTGTU", "signer": "Lò Thị Mây, Trưởng ban"})
    desk.archive.mending.accept(desk.ids()["b.txt"], "issuer")
    (desk.folder / "a.txt").unlink()
    desk.report(prune=True)


def upgraded(make: Callable[[Path], None]) -> Callable[[Desk], None]:
    def build(desk: Desk) -> None:
        copies(desk)
        make(desk.archive.folder)
        desk.archive.status()
    return build


@pytest.mark.parametrize("build", [
    pytest.param(copies, id="copies"),
    pytest.param(all_forgotten, id="all forgotten"),
    pytest.param(corrected_and_gone, id="corrected and gone"),
    pytest.param(upgraded(make_first), id="of version 1"),
    pytest.param(upgraded(make_second), id="of version 2"),
    pytest.param(upgraded(make_third), id="of version 3"),
])
def test_each_archive_comes_back(build: Callable[[Desk], None], tmp_path: Path) -> None:
    """Whatever it has been through."""
    build(desk := Desk(tmp_path))
    file = backup(desk.archive, everything=True)
    archive, _ = restored(file, tmp_path / "new")
    assert told(archive) == told(desk.archive)
    assert backup(archive, everything=True).getvalue() == file.getvalue()


def test_the_same_archive_gives_the_same_bytes(desk: Desk) -> None:
    """No time and no chance goes into a backup."""
    assert backup(desk.archive).getvalue() == backup(desk.archive).getvalue()


@pytest.mark.parametrize("everything", [False, True])
def test_restored_twice_is_as_once(desk: Desk, tmp_path: Path, everything: bool) -> None:
    """The second time everything is there already."""
    file = backup(desk.archive, everything=everything)
    archive, _ = restored(file, tmp_path / "new")
    once = told(archive)
    _, again = restored(file, tmp_path / "new")
    assert (added(again), differing(again)) == ({}, {})
    assert told(archive) == once


def test_what_cannot_be_made_again_is_always_in_it(desk: Desk) -> None:
    """Without --all: words of persons, the ledger, and of files only those that are gone."""
    kept, everything = members(backup(desk.archive)), members(backup(desk.archive, everything=True))
    assert {name: len(rows) for name, rows in kept.items()} == {
        "superseded.jsonl": 1, "tags.jsonl": 2, "searches.jsonl": 1, "forgotten.jsonl": 1,
        "corrections.jsonl": 1, "runs.jsonl": 2, "problems.jsonl": 1, "files.jsonl": 1,
    }
    assert len(everything["files.jsonl"]) == 4
    assert {name: rows for name, rows in everything.items() if name != "files.jsonl"} == {
        name: rows for name, rows in kept.items() if name != "files.jsonl"
    }


def test_what_was_said_finds_documents_that_are_read_again(desk: Desk, tmp_path: Path) -> None:
    """The papers are ingested anew, before or after: tags, corrections and former ids are theirs."""
    file = backup(desk.archive)
    for first in ("ingest", "restore"):
        archive = Archive(tmp_path / first, create=True)
        if first == "ingest":
            archive.ingest([str(desk.folder)])
        restored(file, tmp_path / first)
        archive.ingest([str(desk.folder)])
        assert (first == "ingest") == bool(list(archive.select("99-KH/BTGTU")))
        shown = archive.show("84-KH/BTGTU")
        assert (shown.record["place"], shown.tags) == ("Cao Bằng", ("cần-đọc",))
        assert [one.record["id"] for one in archive.search("place:\"Cao Bằng\"").hits] == [shown.id]
        assert archive.doctor(deep=True).is_sound


TYPED = {
    "number": "85-KH/BTGTU", "symbol": "KH/BTGTU", "doc_type": "hướng dẫn", "regime": "state",
    "date": "2019-06-22", "place": "Cao Bằng", "issuer": "Ban Dân vận", "acting_body": "Ban Thường vụ",
    "subject": "về rừng",
    "security": "mật", "urgency": "khẩn", "signers": "Lò Thị Mây, Trưởng ban", "addressees": "Ban A; Ban B",
    "recipients": "Như trên; Lưu VT",
}


@pytest.mark.parametrize("field", CORRECTED)
def test_each_correction_comes_back(field: str, tmp_path: Path) -> None:
    """Whatever can be corrected is in the backup, and is taken out of it."""
    desk = Desk(tmp_path)
    desk.put("a.txt", plan())
    desk.ingest()
    (id,) = desk.ids().values()
    desk.archive.mending.fix(id, {field: TYPED[field]})
    archive, result = restored(backup(desk.archive, everything=True), tmp_path / "new")
    assert added(result)["corrections"] == 1
    assert archive.show(id).record == desk.archive.show(id).record


def test_what_was_said_reaches_another_scan(desk: Desk, tmp_path: Path) -> None:
    """Of the document corrected this archive holds another scan, and not the one that the backup knows."""
    other = Desk(tmp_path)
    other.put("z.txt", plan().replace("nguồn", "nguôn"))
    other.ingest()
    restored(backup(desk.archive), other.archive.folder)
    assert other.archive.show("84-KH/BTGTU").record["place"] == "Cao Bằng"
    assert len(other.found('place:"Cao Bằng"')) == 1
    assert other.archive.doctor(deep=True).is_sound


@pytest.mark.parametrize("path", ["", "a\0b"])
def test_what_is_no_path_does_not_spoil_a_backup(path: str, tmp_path: Path) -> None:
    """An argument that was left empty is said to have failed, and is forgotten."""
    desk = Desk(tmp_path)
    paper = desk.put("a.txt", plan())
    report = desk.archive.ingest([path, str(paper)])
    assert (report.found, len(report.problems)) == (2, 1)
    assert desk.archive.unread() == []
    restored(backup(desk.archive, everything=True), tmp_path / "new")


def test_what_the_archive_has_stays(desk: Desk, tmp_path: Path) -> None:
    """Another correction, search, file at the same place: they stay, and it is said."""
    archive = Archive(tmp_path / "other", create=True)
    archive.ingest([str(desk.folder)])
    archive.mending.fix("84-KH/BTGTU", {"place": "Hà Giang", "issuer": "Ban Tuyên giáo"})
    archive.save_search("rung", "nước")
    archive.tag(["84-KH/BTGTU"], ["của-tôi"])
    file = backup(desk.archive, everything=True)
    _, result = restored(file, archive.folder)
    shown = archive.show("84-KH/BTGTU")
    assert (shown.record["place"], shown.record["issuer"]) == ("Hà Giang", "Ban Tuyên giáo")
    assert shown.record["date"] == "2019-06-22"
    assert shown.tags == ("cần-đọc", "của-tôi")
    assert {one.name: one.query for one in archive.saved_searches()} == {
        "rung": "nước", "rừng-2": "kế hoạch"
    }
    assert differing(result) == {"corrections": 1, "forgotten": 1}
    assert archive.doctor(deep=True).is_sound


def test_another_file_at_the_same_place_stays(tmp_path: Path) -> None:
    """What was read last at a path is the archive's; the backup's is named."""
    desk = Desk(tmp_path)
    desk.put("a.txt", plan())
    desk.ingest()
    file = backup(desk.archive, everything=True)
    desk.put("a.txt", plan("85"))
    desk.ingest()
    _, result = restored(file, desk.archive.folder)
    assert [Path(path).name for path in result.kept] == ["a.txt"]
    assert [one.record["number"] for one in desk.archive.select()] == ["85-KH/BTGTU"]


def test_what_was_forgotten_is_in_no_backup(desk: Desk) -> None:
    """Neither its text, nor what was said of it; only that it is not to come back."""
    file = backup(desk.archive, everything=True)
    with zipfile.ZipFile(file) as zip:
        everything = b"".join(zip.read(name) for name in zip.namelist() if name != "runs.jsonl")
    assert b"99-KH" not in everything
    assert "Hà Giang".encode() not in everything


def test_what_was_forgotten_since_does_not_come_back(tmp_path: Path) -> None:
    """A backup of earlier holds the document; the archive that forgot it does not take it."""
    desk = Desk(tmp_path)
    desk.put("a.txt", plan() + "\f" + decision())
    desk.put("b.txt", directive())
    desk.ingest()
    desk.archive.tag(["84-KH/BTGTU", "32-CT/TW"], ["xem"])
    desk.archive.mending.fix("84-KH/BTGTU", {"place": "Cao Bằng"})
    file = backup(desk.archive, everything=True)
    desk.archive.forget(["84-KH/BTGTU", "32-CT/TW"])
    _, result = restored(file, desk.archive.folder)
    assert added(result) == {}
    fresh = Archive(tmp_path / "fresh", create=True)
    fresh.ingest([str(desk.put("c.txt", plan()))])
    fresh.forget(["84-KH/BTGTU"])
    restored(file, fresh.folder)
    assert [one.record["number"] for one in fresh.select()] == ["123/QĐ-UBND", "32-CT/TW"]
    assert fresh.mending.orphans() == []
    assert "Cao Bằng".encode() not in b"".join(
        path.read_bytes() for path in fresh.folder.rglob("*") if path.is_file()
    )


def test_a_search_keeps_what_narrows_it(tmp_path: Path) -> None:
    """A saved search is restored with its options."""
    archive = Archive(tmp_path / "a", create=True)
    (tmp_path / "a.txt").write_text(plan(), "utf-8")
    archive.ingest([str(tmp_path / "a.txt")])
    archive.save_search("cũ", "rừng", Narrow(types=("kế hoạch",), after="2019"))
    other, _ = restored(backup(archive), tmp_path / "b")
    assert other.saved_searches() == archive.saved_searches()
