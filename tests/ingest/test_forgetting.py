"""A document that is forgotten is gone: from every file of the archive, and for every later ingest."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.ingest.desk import Desk, outcomes
from tests.older import make_first
from tests.papers import decision, plan
from vbparse.archive import Archive
from vbparse.catalog import FILE_NAME, Catalog
from vbparse.errors import NothingFound

ROOT = Path(__file__).parents[2]
BUNDLES = sorted(
    path.with_suffix(".txt").name for path in (ROOT / "tests" / "golden").glob("*.json")
    if len(json.loads(path.read_text("utf-8"))["documents"]) > 1
)
SECRET = "zqxwbimat"
OTHER = "zqxwcongkhai"


def secret(serial: str = "84") -> str:
    return plan(serial, body=f"Đồng chí {SECRET} trồng rừng ở xã.")


def holding(folder: Path, *words: str) -> set[str]:
    """The files of a folder in whose bytes a word stands, as UTF-8 or as UTF-16."""
    encoded = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le")]
    return {
        str(path.relative_to(folder)) for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in encoded)
    }


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A desk with a secret paper, under a secret tag, and another."""
    desk.put("a.txt", secret())
    desk.put("b.txt", plan("85", body=f"Đồng chí {OTHER} trồng rừng."))
    desk.ingest()
    desk.archive.tag(["84-KH/BTGTU"], [SECRET])
    return desk


def test_nothing_of_it_is_left(kept: Desk) -> None:
    """No file of the archive holds a word of it, neither of its text nor of its tags, now or before."""
    kept.put("a.txt", secret().replace("ở xã", "ở bản"))  # the text before lies in pages that are free
    kept.ingest()
    before = kept.ids()
    for leftover in ("index.new", "index.old"):  # of a rebuilding that was killed
        shutil.copytree(kept.archive.folder / "index", kept.archive.folder / leftover)
    assert {name.split("/")[0] for name in holding(kept.archive.folder, SECRET)} >= {
        FILE_NAME, "index", "index.new", "index.old"
    }
    done = kept.archive.forget(["84-KH/BTGTU"])
    assert ([one.id for one in done.documents], done.notes) == ([before["a.txt"]], ())
    assert holding(kept.archive.folder, SECRET) == set()
    assert holding(kept.archive.folder, OTHER) != set()
    assert kept.found(SECRET) == set()
    assert kept.found("trồng rừng") == {before["b.txt"]}
    assert kept.archive.tags() == {}
    for key in ("84-KH/BTGTU", before["a.txt"]):
        with pytest.raises(NothingFound):
            kept.archive.show(key)


def test_an_ingest_does_not_bring_it_back(kept: Desk) -> None:
    """The file is skipped and says why, wherever it lies; it is never touched."""
    kept.archive.forget(["84-KH/BTGTU"])
    for _ in range(2):
        report = kept.report()
        assert outcomes(report) == {"skipped": 1, "unchanged": 1}
        assert report.problems[0].reason.startswith("forgotten")
    (kept.folder / "a.txt").rename(kept.folder / "c.txt")
    assert kept.ingest() == {"skipped": 1, "unchanged": 1}
    assert (kept.folder / "c.txt").read_text() == secret()
    assert holding(kept.archive.folder, SECRET) == set()


def test_a_version_that_it_had_before_does_not_come_back_either(kept: Desk) -> None:
    """The ids that a document had before its file changed are forgotten with it."""
    kept.put("a.txt", secret().replace("ở xã", "ở bản"))
    kept.ingest()
    kept.archive.forget(["84-KH/BTGTU"])
    kept.put("a.txt", secret())
    assert kept.ingest() == {"skipped": 1, "unchanged": 1}


def test_it_comes_back_when_it_is_recalled(kept: Desk) -> None:
    """`recall` takes it in again, and from then on it is a document like any other; a rehearsal says so."""
    id = kept.ids()["a.txt"]
    kept.archive.forget([id])
    for dry_run in (True, False):
        report = kept.archive.ingest([str(kept.folder)], recall=True, dry_run=dry_run)
        assert outcomes(report) == {"new": 1, "unchanged": 1}
    assert kept.archive.show("84-KH/BTGTU").id == id
    assert kept.ingest() == {"unchanged": 2}


def test_of_a_file_with_several_documents_the_others_stay(desk: Desk) -> None:
    """Its text is blanked and theirs is not: spans hold, lines keep their numbers, nothing is read anew."""
    path = desk.put("a.txt", decision() + "\f" + secret() + "\f" + plan("86"))
    desk.ingest()
    before = {key: desk.archive.show(key) for key in ("123/QĐ-UBND", "86-KH/BTGTU")}
    desk.archive.forget(["84-KH/BTGTU"])
    assert holding(desk.archive.folder, SECRET) == set()
    for key, stored in before.items():
        now = desk.archive.show(key)
        assert (now.record, now.text) == (stored.record, stored.text)
        assert len(now.source_text) == len(stored.source_text)
        assert now.source_text.count("\n") == stored.source_text.count("\n")
    assert desk.ingest() == {"unchanged": 1}
    desk.put("a.txt", path.read_text() + "Lời thêm.\n")
    assert desk.ingest() == {"updated": 1}
    assert holding(desk.archive.folder, SECRET) == set()
    report = desk.archive.ingest([str(desk.folder)], recall=True)
    assert (outcomes(report), report.records) == ({"updated": 1}, 3)
    assert SECRET in desk.archive.show("84-KH/BTGTU").text


def test_a_document_in_two_files_goes_from_both(desk: Desk) -> None:
    """A copy holds the text as well."""
    desk.put("a.txt", secret())
    desk.put("b.txt", secret() + "\f" + decision())
    desk.ingest()
    (one,) = desk.archive.forgettable(["84-KH/BTGTU"])
    assert [os.path.basename(path) for path in one.paths] == ["a.txt", "b.txt"]
    desk.archive.forget([one.id])
    assert holding(desk.archive.folder, SECRET) == set()
    assert desk.archive.status().files == 1


def test_what_cites_it_cites_a_document_that_is_missing(desk: Desk) -> None:
    """A citation that meant it means nothing any more; what it says stays, it is another's text."""
    desk.put("a.txt", secret())
    desk.put("b.txt", plan("85", body="Thực hiện Kế hoạch số 84-KH/BTGTU, ngày 21/6/2019 của Ban."))
    desk.ingest()
    assert desk.archive.cites("85-KH/BTGTU").references[0].id == desk.ids()["a.txt"]
    desk.archive.forget(["84-KH/BTGTU"])
    assert "84-KH/BTGTU" in {one.number for one in desk.archive.missing()}


@pytest.mark.parametrize("name", BUNDLES)
def test_evidence_stands_within_its_own_document(name: str, desk: Desk) -> None:
    """Whichever document of a file is blanked, every slice that another's record names is still there."""
    desk.put(name, (ROOT / "fixtures" / name).read_bytes())
    desk.ingest()
    with closing(Catalog.open(desk.archive.folder)) as catalog:
        records = [json.loads(entry.json) for entry in catalog.documents_in(1)]
    assert len(records) > 1
    desk.archive.forget([records[0]["id"]])
    for record in records[1:]:
        text = desk.archive.show(record["id"]).source_text
        for evidence in record["evidence"].values():
            assert "\n".join(text[start:end] for start, end in evidence["spans"]) == evidence["text"]


def test_it_is_forgotten_in_the_copy_of_an_upgrade(desk: Desk) -> None:
    """The archive as an older version left it lies beside the catalog, and loses the document too."""
    desk.put("a.txt", secret() + "\f" + decision())
    desk.put("b.txt", secret())
    desk.ingest()
    make_first(desk.archive.folder)
    desk.archive.show("84-KH/BTGTU")
    copy = desk.archive.folder / f"{FILE_NAME}.1"
    assert copy.name in holding(desk.archive.folder, SECRET)
    desk.archive.forget(["84-KH/BTGTU"])
    assert holding(desk.archive.folder, SECRET) == set()
    with closing(sqlite3.connect(copy)) as before:
        assert before.execute("SELECT number FROM records").fetchall() == [("123/QĐ-UBND",)]
        assert before.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_copy_that_cannot_be_read_is_removed(kept: Desk) -> None:
    """Debris may hold the document, and is of no use to anybody."""
    copy = kept.archive.folder / f"{FILE_NAME}.1"
    copy.write_text(f"debris {SECRET}")
    done = kept.archive.forget(["84-KH/BTGTU"])
    assert not copy.exists()
    assert [str(copy) in note for note in done.notes] == [True]


def test_where_one_cannot_be_found_none_is_forgotten(kept: Desk) -> None:
    """All or nothing."""
    with pytest.raises(NothingFound):
        kept.archive.forget(["84-KH/BTGTU", "999-QĐ/TW"])
    assert kept.archive.status().documents == 2


def test_a_reader_that_holds_on_is_told_of(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody reads an older state its bytes are needed; forgetting again writes over them."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **how: connect(*args, **how | {"timeout": 0}))
    id = kept.ids()["a.txt"]
    with closing(Catalog.open(kept.archive.folder)) as catalog, catalog.snapshot():
        catalog.count()
        done = kept.archive.forget(["84-KH/BTGTU"])
        assert catalog.entry(id) is not None
    assert [id in note for note in done.notes] == [True]
    assert kept.archive.forget([id]).notes == ()
    assert holding(kept.archive.folder, SECRET) == set()


def test_an_index_of_which_a_part_is_written_anew_answers_as_a_new_one(tmp_path: Path) -> None:
    """Of many documents only those beside the forgotten one are written anew; every query finds the same."""
    (tmp_path / "ho-so").mkdir()
    archive = Archive(tmp_path / "kho", create=True)
    for batch in range(3):
        for n in range(batch * 20, batch * 20 + 20):
            (tmp_path / "ho-so" / f"{n}.txt").write_text(secret(str(n)) if n == 25 else plan(str(n + 1)))
        archive.ingest([str(tmp_path / "ho-so")])
    (hit,) = archive.search(SECRET).hits
    archive.forget([hit.record["id"]])

    def answers() -> list[list[str]]:
        queries = ("kế hoạch", "trồng rừng", SECRET, "26-KH/BTGTU", "cites:32-CT/TW", "chi thi 32")
        return [sorted(hit.record["id"] for hit in archive.search(query, limit=99).hits) for query in queries]

    written = answers()
    assert (len(written[0]), written[2]) == (59, [])
    archive.rebuild()
    assert answers() == written


def test_a_search_meanwhile_fails_never(kept: Desk) -> None:
    """Whoever asks while a document is being forgotten is answered."""
    failures: list[BaseException] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            try:
                assert len(kept.archive.search("trồng rừng").hits) in (1, 2)
            except BaseException as error:
                failures.append(error)
                return

    asking = threading.Thread(target=ask)
    asking.start()
    kept.archive.forget(["84-KH/BTGTU"])
    over.set()
    asking.join()
    assert failures == []
