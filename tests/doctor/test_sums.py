"""The sums of the catalog follow every write of ours, and no other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.ingest.desk import Desk
from tests.older import make_first
from tests.papers import directive, plan
from vbparse.catalog import FILE_NAME
from vbparse.catalog.sums import row_hash, wrong

FIRST = "WHERE row = (SELECT min(row) FROM records)"


def faults(archive: Path) -> list[tuple[str, int]]:
    """The tables that are not as they were written, each with how many rows are known to be wrong."""
    with closing(sqlite3.connect(archive / FILE_NAME)) as db:
        return [(fault.table, len(fault.rows)) for fault in wrong(db)]


def test_whatever_is_written_the_sums_follow(lived_in: Desk) -> None:
    """No command leaves the catalog other than its sums say."""
    assert all(lived_in.rows(f"SELECT 1 FROM {name}") for name in (
        "files", "records", "citations", "links", "tags", "searches", "superseded", "runs", "outcomes",
        "corrections", "readings",
    ))
    assert faults(lived_in.archive.folder) == []


def test_the_sums_of_an_upgraded_catalog_hold(desk: Desk) -> None:
    """An upgrade makes them, and what is written after it keeps them."""
    desk.put("a.txt", plan())
    desk.ingest()
    make_first(desk.archive.folder)
    desk.put("b.txt", directive())
    desk.ingest()
    assert faults(desk.archive.folder) == []


@pytest.mark.parametrize(("statement", "expected"), [
    pytest.param(f"UPDATE records SET json = json || ' ' {FIRST}", ("records", 1), id="a record"),
    pytest.param(f"UPDATE records SET date = NULL {FIRST}", ("records", 1), id="a column"),
    pytest.param(f"UPDATE records SET hash = hash + 1 {FIRST}", ("records", 1), id="a hash"),
    pytest.param(f"DELETE FROM records {FIRST}", ("records", 0), id="a record gone"),
    pytest.param("UPDATE files SET text = replace(text, 'a', 'á') WHERE id = 1", ("files", 1), id="a text"),
    pytest.param("UPDATE files SET location = CAST(location AS TEXT)", ("files", 2), id="a type"),
    pytest.param("UPDATE tags SET word = 'cân-đọc'", ("tags", 0), id="a tag"),
    pytest.param("INSERT INTO tags VALUES ('x', 'y')", ("tags", 0), id="a tag too many"),
    pytest.param("UPDATE citations SET mentions = 7 WHERE id = 1", ("citations", 0), id="a citation"),
    pytest.param("DELETE FROM links", ("links", 0), id="links"),
    pytest.param("UPDATE searches SET query = upper(query)", ("searches", 0), id="a search"),
    pytest.param("UPDATE corrections SET value = upper(value)", ("corrections", 0), id="a correction"),
    pytest.param("UPDATE readings SET text = text || ' '", ("readings", 0), id="a reading"),
    pytest.param("DELETE FROM superseded", ("superseded", 0), id="an old id"),
    pytest.param("UPDATE runs SET ended = NULL WHERE id = 1", ("runs", 0), id="a run"),
    pytest.param("DELETE FROM outcomes WHERE rowid = 1", ("outcomes", 0), id="a line of the ledger"),
    pytest.param("UPDATE state SET generation = generation - 1", ("state", 0), id="the generation"),
    pytest.param("UPDATE sums SET sum = sum + 1 WHERE name = 'tags'", ("tags", 0), id="a sum"),
    pytest.param("INSERT INTO sums VALUES ('x', 1)", ("sums", 0), id="a sum too many"),
    pytest.param("DROP INDEX tags_word", ("schema", 0), id="an index of the schema"),
    pytest.param("PRAGMA application_id = 7", ("schema", 0), id="whose it is"),
])
def test_what_another_hand_wrote_is_found(statement: str, expected: tuple[str, int], copy: Path) -> None:
    """A change behind vbparse's back shows in the table's sum, and in a record or a file in its own hash."""
    with closing(sqlite3.connect(copy / FILE_NAME)) as db, db:
        db.execute(statement)
    assert faults(copy) == [expected]


def test_damage_is_not_forgiven_by_what_is_written_later(desk: Desk) -> None:
    """A row that rotted and is replaced by the next ingest leaves its trace in the sum."""
    desk.put("a.txt", plan())
    desk.ingest()
    with closing(sqlite3.connect(desk.archive.folder / FILE_NAME)) as db, db:
        db.execute("UPDATE records SET issuer = 'X'")
    desk.put("a.txt", plan("85"))
    desk.ingest()
    assert faults(desk.archive.folder) == [("records", 0)]


Row = some.lists(some.none() | some.integers(-2**63, 2**63 - 1) | some.text() | some.binary(), max_size=4)


@given(Row, Row)
def test_rows_that_differ_have_hashes_that_differ(one: list[object], other: list[object]) -> None:
    """Values, their types and where one ends all count."""
    assert (row_hash(*one) == row_hash(*other)) == (repr(one) == repr(other))


@pytest.mark.parametrize(("one", "other"), [
    pytest.param(("a", "b"), ("ab", ""), id="where a value ends"),
    pytest.param(("1",), (1,), id="text and number"),
    pytest.param(("a",), (b"a",), id="text and bytes"),
    pytest.param((None,), ("",), id="nothing and empty"),
    pytest.param(("t1:a",), ("t1:", "a"), id="what looks like a frame"),
])
def test_rows_that_look_alike(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    """No two rows are told apart only by luck."""
    assert row_hash(*one) != row_hash(*other)


def test_a_hash_is_the_same_everywhere() -> None:
    """It stands on disk, so neither the version of Python nor that of Unicode may change it."""
    assert row_hash("Chỉ thị", b"\xf4", 7, None) == -5216019230483679006
