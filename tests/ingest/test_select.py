"""Records taken out of an archive: all that a query and a narrowing leave, in an order that lasts."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.ingest.desk import Desk
from tests.papers import decision, plan
from vbparse import messages
from vbparse.archive import Narrow
from vbparse.catalog import FILE_NAME
from vbparse.errors import UsageError
from vbparse.lock import WriterLock

PAPERS = {
    "b/1.txt": plan("84"),
    "b/2.txt": plan("85", date="ngày 02 tháng 7 năm 2020", place="Cao Bằng"),
    "a.txt": decision("123"),
    "c.txt": decision("124", place="Hà Giang"),
}


@pytest.fixture
def kept(desk: Desk) -> Desk:
    for name, text in PAPERS.items():
        desk.put(name, text)
    desk.ingest()
    return desk


def names(kept: Desk, query: str = "", narrow: Narrow | None = None) -> list[str]:
    return [os.fsdecode(one.within) for one in kept.archive.select(query, narrow or Narrow())]


@pytest.mark.parametrize(
    ("query", "narrow", "expected"),
    [
        pytest.param("", Narrow(), "a.txt b/1.txt b/2.txt c.txt", id="all, by path"),
        pytest.param("kế hoạch", Narrow(), "b/1.txt b/2.txt", id="a query"),
        pytest.param("", Narrow(types=("KH",)), "b/1.txt b/2.txt", id="a type by its code"),
        pytest.param("", Narrow(types=("KH", "quyết định")), "a.txt b/1.txt b/2.txt c.txt", id="two types"),
        pytest.param("", Narrow(years=("2020",)), "b/2.txt", id="a year"),
        pytest.param("", Narrow(years=("2019", "2020")), "b/1.txt b/2.txt", id="two years"),
        pytest.param("", Narrow(issuers=("hà giang",)), "c.txt", id="an issuer"),
        pytest.param("", Narrow(places=("Cao Bang",)), "b/2.txt", id="a place"),
        pytest.param("", Narrow(types=("KH",), places=("Lạng Sơn",)), "b/1.txt", id="options are ANDed"),
        pytest.param("quyết định", Narrow(places=("Lạng Sơn",)), "", id="nothing is left"),
        pytest.param("", Narrow(after="2020"), "a.txt b/2.txt c.txt", id="after, that year included"),
        pytest.param("", Narrow(before="7/2020"), "b/1.txt b/2.txt", id="before, that month included"),
        pytest.param("", Narrow(after="2019-06-22", before="2020"), "b/2.txt", id="between"),
        pytest.param("(((", Narrow(types=("KH",)), "", id="a query that asks for nothing"),
    ],
)
def test_what_is_selected(query: str, narrow: Narrow, expected: str, kept: Desk) -> None:
    """A query and a narrowing leave exactly the records that answer both, by their paths."""
    assert names(kept, query, narrow) == expected.split()


@pytest.mark.parametrize("tag", ["tag:Gấp", "nhãn:gap", "tag:xem-lai", 'tag:"xem lại"'])
def test_tags_are_of_the_catalog(tag: str, kept: Desk) -> None:
    """A tag finds its documents at once, with an index and without one, and leaves the index as it was."""
    with closing(sqlite3.connect(kept.archive.folder / FILE_NAME)) as db, db:
        (id,) = db.execute("SELECT id FROM records WHERE number LIKE '85%'").fetchone()
        db.executemany("INSERT INTO tags VALUES (?, ?)", [(id, "gấp"), (id, "xem-lại"), ("gone", "gấp")])
    assert names(kept, tag) == names(kept, "", Narrow(tags=(tag.partition(":")[2],))) == ["b/2.txt"]
    assert kept.archive.search(tag).notes == ()
    shutil.rmtree(kept.archive.folder / "index")
    with WriterLock(kept.archive.folder):
        assert names(kept, f"NOT {tag}") == ["a.txt", "b/1.txt", "c.txt"]


def test_without_an_index(kept: Desk) -> None:
    """Where the index is gone it is made anew, and where it cannot be, the records answer."""
    index = kept.archive.folder / "index"
    shutil.rmtree(index)
    assert names(kept, "kế hoạch") == ["b/1.txt", "b/2.txt"]
    shutil.rmtree(index)
    with WriterLock(kept.archive.folder):
        assert names(kept, "kế hoạch") == ["b/1.txt", "b/2.txt"]


def test_a_record_that_lies_twice_is_selected_once(kept: Desk) -> None:
    """Of two files with one document the one whose path comes first lists it."""
    kept.put("b/0.txt", PAPERS["c.txt"])
    kept.ingest()
    assert names(kept) == ["a.txt", "b/0.txt", "b/1.txt", "b/2.txt"]


def test_what_is_selected_is_whole(kept: Desk) -> None:
    """A record comes with its JSON and its own text."""
    (one,) = kept.archive.select("123/QĐ-UBND")
    assert (one.id, one.record["number"], one.text) == (one.record["id"], "123/QĐ-UBND", PAPERS["a.txt"])


@pytest.mark.parametrize(
    ("narrow", "sentence"),
    [
        pytest.param(Narrow(types=("-",)), messages.NO_VALUE.format(option="--type", value="-"), id="type"),
        pytest.param(Narrow(years=("19",)), messages.NO_YEAR.format(option="--year", value="19"), id="year"),
        pytest.param(
            Narrow(years=("2019..2020",)), messages.NO_YEAR.format(option="--year", value="2019..2020"),
            id="years",
        ),
        pytest.param(
            Narrow(after="hôm qua"), messages.NO_DATE.format(option="--after", value="hôm qua"), id="after"
        ),
        pytest.param(Narrow(before=""), messages.NO_DATE.format(option="--before", value=""), id="before"),
        pytest.param(
            Narrow(after="2019..2020"), messages.NO_DATE.format(option="--after", value="2019..2020"),
            id="a range",
        ),
    ],
)
def test_a_narrowing_that_cannot_be_meant(narrow: Narrow, sentence: str, kept: Desk) -> None:
    """A value that its option cannot have is refused at once, with one sentence."""
    with pytest.raises(UsageError) as caught:
        kept.archive.select("", narrow)
    assert caught.value.message == sentence
