"""An archive that an older version made is this one's, and what it was lies beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.older import make_first, make_second, make_third
from tests.papers import decision, directive, plan
from vbparse.archive import Archive
from vbparse.catalog import FILE_NAME

STORED = "SELECT json FROM records ORDER BY row"
OLDER = [
    pytest.param(1, make_first, id="version 1"),
    pytest.param(2, make_second, id="version 2"),
    pytest.param(3, make_third, id="version 3"),
]


def told(archive: Archive) -> list[object]:
    """What an archive answers: its records, what is missing, what a search finds."""
    return [
        [(one.id, one.record, one.text) for one in archive.select()],
        [one.number for one in archive.missing()],
        [one.id for one in archive.select("Lạng Sơn")],
    ]


@pytest.fixture
def lived_in(desk: Desk) -> Desk:
    desk.put("a.txt", plan() + "\f" + decision())
    desk.put("b.txt", directive())
    desk.ingest()
    return desk


@pytest.mark.parametrize(("version", "make"), OLDER)
def test_it_answers_as_before(lived_in: Desk, version: int, make: Callable[[Path], None]) -> None:
    """Records, links and what is missing are those of an archive that this version made."""
    before, stored = told(lived_in.archive), lived_in.rows(STORED)
    make(lived_in.archive.folder)
    assert told(lived_in.archive) == before
    assert lived_in.rows(STORED) == stored


@pytest.mark.parametrize(("version", "make"), OLDER)
def test_what_it_was_lies_beside_it(lived_in: Desk, version: int, make: Callable[[Path], None]) -> None:
    """The copy is whole, of the old version, and stays when the archive is written to."""
    make(lived_in.archive.folder)
    lived_in.put("c.txt", plan("85"))
    lived_in.ingest()
    with closing(sqlite3.connect(lived_in.archive.folder / f"{FILE_NAME}.{version}")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT count(*) FROM records").fetchone() == (3,)


def test_tags_and_searches_of_version_2_stay(lived_in: Desk) -> None:
    """What a person has put on documents is there after the upgrade, and corrections can be made."""
    lived_in.archive.tag(["84-KH/BTGTU"], put=["xem"])
    make_second(lived_in.archive.folder)
    lived_in.archive.mending.fix("84-KH/BTGTU", {"subject": "Trồng rừng"})
    assert lived_in.archive.show("84-KH/BTGTU").record["subject"] == "Trồng rừng"
    assert lived_in.rows("SELECT word FROM tags") == [("xem",)]


def test_the_index_of_version_3_stays(lived_in: Desk) -> None:
    """No record has changed: the index need not be made anew."""
    make_third(lived_in.archive.folder)
    segments = sorted(path.name for path in (lived_in.archive.folder / "index").iterdir())
    lived_in.ingest()
    assert sorted(path.name for path in (lived_in.archive.folder / "index").iterdir()) == segments
    assert lived_in.archive.doctor(deep=True).is_sound


@pytest.mark.parametrize("damage", [
    pytest.param("UPDATE records SET issuer = 'Ai đó' WHERE row = 1", id="a row"),
    pytest.param("DROP INDEX tags_word", id="the schema"),
    pytest.param("DROP INDEX records_number", id="the index that is replaced"),
])
def test_an_upgrade_does_not_vouch_for_what_has_changed(lived_in: Desk, damage: str) -> None:
    """What was wrong with the sums before is wrong with them afterwards."""
    make_third(lived_in.archive.folder)
    with closing(sqlite3.connect(lived_in.archive.folder / FILE_NAME)) as db:
        db.executescript(damage)
    lived_in.ingest()
    assert not lived_in.archive.doctor().is_sound
