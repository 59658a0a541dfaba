"""Newer rules are applied to the texts of the archive; what is not of the rules stays."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.desk import Desk
from tests.papers import decision, plan
from vbparse import reading
from vbparse.catalog import FILE_NAME
from vbparse.errors import NothingFound, SkippedSource
from vbparse.limits import Limits
from vbparse.record import Record
from vbparse.reparsing import Change, Reparsed
from vbparse.text import Source

OLDER = "0.0.1+dead"


def as_read_before(desk: Desk, **values: Any) -> None:
    """The records as if older rules had made them, with these values."""
    with closing(sqlite3.connect(desk.archive.folder / FILE_NAME)) as db:
        for row, stored, parsed in db.execute("SELECT row, json, parsed FROM records").fetchall():
            texts = []
            for text in (stored, parsed):
                record = text and json.loads(text) | values
                if record:
                    record["source"]["rules"] = OLDER
                texts.append(record and json.dumps(record, ensure_ascii=False))
            db.execute("UPDATE records SET json = ?, parsed = ?, date = ? WHERE row = ?",
                       (*texts, values.get("date"), row))
        db.commit()


def content(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows("SELECT part, id, number_key, date, json, parsed FROM records ORDER BY id")


@pytest.fixture
def read(desk: Desk) -> Desk:
    """Two files with three documents, tags and a correction on one."""
    desk.put("a.txt", plan() + "\n\n" + decision())
    desk.put("b.txt", plan("85"))
    desk.ingest()
    desk.archive.tag(["84-KH/BTGTU"], ["tốt"])
    desk.archive.mending.fix("84-KH/BTGTU", {"urgency": "khẩn"})
    return desk


def summary(report: Reparsed) -> tuple[int, int, int, int]:
    return report.files, report.records, len(report.changed), len(report.failed)


def test_records_of_these_rules_are_left_alone(read: Desk) -> None:
    """What today's rules have made is made anew only with `everything`, and is the same."""
    before = content(read)
    assert summary(read.archive.reparse()) == (0, 0, 0, 0)
    assert summary(read.archive.reparse(everything=True)) == (2, 3, 0, 0)
    assert content(read) == before


def test_newer_rules(read: Desk) -> None:
    """Ids, tags and corrections stay; what is read otherwise is shown, linked and found."""
    before = content(read)
    as_read_before(read, date="2019-06", citations=[])
    read.archive.rebuild()
    for path in read.folder.iterdir():
        path.unlink()  # the originals are not needed
    rehearsed = read.archive.reparse(dry_run=True)
    assert read.found("date:2019-06-21") == read.found("date:2019-06")  # nothing was kept
    report = read.archive.reparse()
    assert rehearsed == report
    assert summary(report) == (2, 3, 3, 0)
    assert content(read) == before
    changed = {one.number: one.changes for one in report.changed}
    assert changed["84-KH/BTGTU"][0] == Change("date", "2019-06", "2019-06-21")
    assert [change.field for change in changed["84-KH/BTGTU"]] == ["date", "citations"]
    stored = read.archive.show("84-KH/BTGTU")
    assert (stored.tags, stored.record["urgency"]) == (("tốt",), "khẩn")
    assert [one.number for one in read.archive.missing()] == ["32-CT/TW", "30/2020/NĐ-CP"]
    assert len(read.found("date:2021-03-05")) == 1
    assert summary(read.archive.reparse()) == (0, 0, 0, 0)


def test_a_rehearsal_keeps_nothing(read: Desk) -> None:
    """A dry run leaves the catalog and the index as they are."""
    as_read_before(read, date="2019-06")
    before, generation = content(read), read.rows("SELECT generation FROM state")
    assert summary(read.archive.reparse(dry_run=True)) == (2, 3, 3, 0)
    assert (content(read), read.rows("SELECT generation FROM state")) == (before, generation)
    assert read.rows("SELECT * FROM superseded") == []


def test_some_documents(read: Desk) -> None:
    """Documents that are named are read anew with their files, others are not."""
    as_read_before(read, date="2019-06")
    assert [one.number for one in read.archive.reparse(["85-KH/BTGTU"]).changed] == ["85-KH/BTGTU"]
    assert {str(row[0]) for row in read.rows(
        "SELECT number_key FROM records WHERE json_extract(json, '$.source.rules') = '0.0.1+dead'"
    )} == {"84 kh btgtu", "123 qd ubnd"}
    with pytest.raises(NothingFound):
        read.archive.reparse(["1/XY"])


def test_what_the_parse_now_says_itself(read: Desk) -> None:
    """A correction with which newer rules agree stays, and says so."""
    as_read_before(read, date="2019-06")
    read.archive.mending.fix("85-KH/BTGTU", {"date": "21/6/2019"})
    (change,) = read.archive.reparse(["85-KH/BTGTU"]).changed or [None]
    assert change is None  # the reader sees the same
    (correction,) = read.archive.show("85-KH/BTGTU").record["corrections"]
    assert (correction["from"], correction["to"]) == ("2019-06-21", "2019-06-21")


@pytest.mark.parametrize("fault", ["bug", "no document"])
def test_a_text_that_is_read_no_longer(fault: str, read: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose text newer rules cannot read is listed, and its records stay as they were."""
    as_read_before(read, date="2019-06")
    before = {row[1]: row for row in content(read)}
    whole = reading.parsed

    def parsed(source: Source, limits: Limits) -> tuple[Record, ...]:
        if source.path.endswith("b.txt"):
            if fault == "bug":
                raise ValueError("a bug")
            raise SkippedSource("x", "no document in it")
        return whole(source, limits)

    monkeypatch.setattr("vbparse.reparsing.parsed", parsed)
    report = read.archive.reparse()
    assert summary(report) == (1, 2, 2, 1)
    assert report.failed[0].path.endswith("b.txt")
    after = {row[1]: row for row in content(read)}
    kept = read.archive.show("85-KH/BTGTU").id
    assert after[kept] == before[kept]
    assert all(after[id] != before[id] for id in after if id != kept)


def test_a_text_that_is_divided_otherwise(read: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where newer rules find other documents in a text, the old ids lead to them, and all that was theirs."""
    as_read_before(read)
    whole = reading.parsed

    def as_one(source: Source, limits: Limits) -> tuple[Record, ...]:
        records = whole(source, limits)
        if len(records) == 1:
            return records
        end = records[0].source.span[1]
        longer = records[0].source.model_copy(update={"span": (0, end + 20)})
        return (records[0].model_copy(update={"id": "aaaaaaaaaaaa", "source": longer}),)

    old = read.archive.show("84-KH/BTGTU").id
    gone = read.archive.show("123/QĐ-UBND").id
    monkeypatch.setattr("vbparse.reparsing.parsed", as_one)
    report = read.archive.reparse()
    assert [(one.id, one.changes[0]) for one in report.changed] == [
        ("aaaaaaaaaaaa", Change("id", old, "aaaaaaaaaaaa")), (gone, Change("id", gone, None)),
    ]
    stored = read.archive.show(old)
    assert (stored.id, stored.tags, stored.record["urgency"]) == ("aaaaaaaaaaaa", ("tốt",), "khẩn")
    with pytest.raises(NothingFound):
        read.archive.show(gone)


def test_a_file_with_a_gap(read: Desk) -> None:
    """Of a file one of whose documents was forgotten the others are read anew, and the gap stays known."""
    read.archive.forget(["84-KH/BTGTU"])
    before = content(read)
    as_read_before(read, date="2019-06")
    assert summary(read.archive.reparse()) == (2, 2, 2, 0)
    assert content(read) == before
    assert read.found("rừng") == {read.archive.show("85-KH/BTGTU").id}


def test_an_interrupted_run_goes_on(read: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read anew before an interruption is kept, and the next run does the rest."""
    as_read_before(read, date="2019-06")
    monkeypatch.setattr("vbparse.reparsing._BATCH_FILES", 1)
    whole, count = reading.parsed, iter(range(9))

    def parsed(source: Source, limits: Limits) -> tuple[Record, ...]:
        if next(count) == 1:
            raise KeyboardInterrupt
        return whole(source, limits)

    monkeypatch.setattr("vbparse.reparsing.parsed", parsed)
    with pytest.raises(KeyboardInterrupt):
        read.archive.reparse()
    assert len(read.archive.reparse().changed) == 1
    shutil.rmtree(Path(read.archive.folder / "index"))
    read.archive.rebuild()
    assert len(read.found("date:2019-06-21")) == 2
