"""Citations and the records that they mean, as papers come, change and go."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.older import make_first
from tests.papers import directive, plan
from vbparse.catalog import FILE_NAME
from vbparse.errors import Ambiguous, NothingFound

OF_2019 = directive()
OF_2003 = directive(date="ngày 09 tháng 12 năm 2003")


def links(desk: Desk) -> set[tuple[str, str, str]]:
    """Who cites what as which record, by the names of files."""
    names = {id: name for name, id in desk.ids().items()}
    return {
        (names[str(citing)], str(number), names[str(target)])
        for citing, number, target in desk.rows(
            "SELECT r.id, c.number, target FROM citations AS c JOIN links ON citation = c.id"
            " JOIN records AS r ON r.row = c.record"
        )
    }


@pytest.mark.parametrize("order", list(permutations(("a.txt", "b.txt", "c.txt"))))
def test_the_order_of_arrival_does_not_matter(order: tuple[str, ...], desk: Desk) -> None:
    """A directive that comes later is linked to all that cite it, one that comes earlier too."""
    papers = {"a.txt": OF_2019, "b.txt": plan(), "c.txt": plan("85", body="Thực hiện Chỉ thị 32 nói trên.")}
    for name in order:
        desk.put(name, papers[name])
        desk.ingest()
    assert links(desk) == {("b.txt", "32-CT/TW", "a.txt"), ("c.txt", "32", "a.txt")}


def test_a_shorter_number_takes_a_citation_cut_short_and_gives_it_back(desk: Desk) -> None:
    """`Chỉ thị 32-CT` means a `32-CT/TW` as long as nothing, of whatever year, is numbered so itself."""
    desk.put("a.txt", OF_2003)
    desk.put("b.txt", plan(date="ngày 21 tháng 6 năm 2004", body="Thực hiện Chỉ thị 32-CT nói trên."))
    desk.ingest()
    assert links(desk) == {("b.txt", "32-CT", "a.txt")}
    desk.put("c.txt", OF_2019.replace("32-CT/TW", "32-CT"))
    desk.ingest()
    assert links(desk) == set()
    assert desk.archive.doctor(deep=True).is_sound
    (desk.folder / "c.txt").unlink()
    desk.report(prune=True)
    assert links(desk) == {("b.txt", "32-CT", "a.txt")}
    assert desk.archive.doctor(deep=True).is_sound


def test_what_is_linked_is_filled_in(desk: Desk) -> None:
    """`target` is the record's id wherever the citing record is shown."""
    desk.put("a.txt", OF_2019)
    desk.put("b.txt", plan())
    desk.ingest()
    target = desk.ids()["a.txt"]
    assert [one["target"] for one in desk.archive.show("84-KH/BTGTU").record["citations"]] == [target]
    hit = desk.archive.search("84-KH/BTGTU").hits[0]
    assert [one["target"] for one in hit.record["citations"]] == [target]


def test_a_paper_that_changes_or_goes_takes_its_links_with_it(desk: Desk) -> None:
    """The date that a page has now decides, and what a file no longer holds is cited by nobody."""
    desk.put("a.txt", OF_2019)
    desk.put("b.txt", plan())
    desk.ingest()
    desk.put("a.txt", OF_2003)
    desk.ingest()
    assert links(desk) == set()
    assert [one.number for one in desk.archive.missing()] == ["32-CT/TW"]
    desk.put("a.txt", OF_2019)
    desk.ingest()
    assert links(desk) == {("b.txt", "32-CT/TW", "a.txt")}
    desk.put("b.txt", plan(body="Kế hoạch này không dựa vào văn bản nào."))
    desk.ingest()
    assert links(desk) == set()


def test_two_candidates_stay_two(desk: Desk) -> None:
    """What can be either is neither, and is not missing."""
    desk.put("a.txt", OF_2019)
    desk.put("b.txt", OF_2019.replace("18 tháng 02", "05 tháng 3").replace("suối", "khe"))
    desk.put("c.txt", plan(body="Thực hiện Chỉ thị số 32-CT/TW của Bộ Chính trị."))
    desk.ingest()
    (cited,) = desk.archive.cites("84-KH/BTGTU").references
    assert cited.id is None
    assert set(cited.candidates) == {desk.ids()["a.txt"], desk.ids()["b.txt"]}
    assert desk.archive.show("84-KH/BTGTU").record["citations"][0]["target"] is None
    assert desk.archive.missing() == []


def test_two_scans_are_one_target(desk: Desk) -> None:
    """Both scans are cited, and nothing is unclear about it."""
    desk.put("a.txt", OF_2019)
    desk.put("b.txt", OF_2019.replace("mọi nơi", "mọ1 nơi"))
    desk.put("c.txt", plan())
    desk.ingest()
    ids = desk.ids()
    (cited,) = desk.archive.cites("84-KH/BTGTU").references
    assert cited.id == min(ids["a.txt"], ids["b.txt"])
    for name in ("a.txt", "b.txt"):
        assert [one.id for one in desk.archive.cites(ids[name], by=True).references] == [ids["c.txt"]]
    (twice,) = desk.archive.duplicates()
    assert [copy.id for copy in twice.copies] == [ids["a.txt"], ids["b.txt"]]
    assert 0.5 < twice.copies[1].likeness < 1


def test_one_file_in_two_folders_is_twice_there(desk: Desk) -> None:
    """Copies of a file are listed with their paths; two plans of one committee are no copies."""
    for name in ("mot/a.txt", "hai/a.txt"):
        desk.put(name, OF_2019)
    desk.put("b.txt", plan())
    desk.put("c.txt", plan("85"))
    desk.ingest()
    (twice,) = desk.archive.duplicates()
    assert [Path(copy.path).parent.name for copy in twice.copies] == ["hai", "mot"]


def test_a_body_that_a_scan_misread_is_the_same(desk: Desk) -> None:
    """Where nearly all words are alike a letter of the body may differ; another body's plan is no copy."""
    desk.put("a.txt", plan())
    desk.put("b.txt", plan().replace("TỈNH ỦY LẠNG SƠN", "TỈNH ỦY LẠNG SQN"))
    desk.put("c.txt", plan().replace("TỈNH ỦY LẠNG SƠN", "TỈNH ỦY BÀ RỊA - VŨNG TÀU"))
    desk.ingest()
    (twice,) = desk.archive.duplicates()
    assert [Path(copy.path).name for copy in twice.copies] == ["a.txt", "b.txt"]


def test_the_tree_goes_as_deep_as_asked(desk: Desk) -> None:
    """A ring of citations ends where it has begun, and each document is followed once."""
    desk.put("a.txt", OF_2019.replace("ở mọi nơi", "theo Kế hoạch số 84-KH/BTGTU, ngày 21/6/2019"))
    desk.put("b.txt", plan())
    desk.ingest()
    one = desk.archive.cites("84-KH/BTGTU", depth=5)
    (directive,) = one.references
    (again,) = directive.references
    assert (directive.number, directive.again) == ("32-CT/TW", False)
    assert (again.number, again.again, again.references) == ("84-KH/BTGTU", True, ())
    assert desk.archive.cites("84-KH/BTGTU", depth=1).references[0].references == ()


def test_who_cites_what_is_not_there(desk: Desk) -> None:
    """A document that is only cited answers with those that cite it; two of one number are told apart."""
    desk.put("a.txt", plan())
    desk.put("b.txt", plan("85", body="Thực hiện Chỉ thị số 32-CT/TW, ngày 09/12/2003 của Ban Bí thư."))
    desk.ingest()
    with pytest.raises(Ambiguous) as several:
        desk.archive.cites("32-CT/TW", by=True)
    assert [one["date"] for one in several.value.candidates] == ["2003-12-09", "2019-02-18"]
    found = desk.archive.cites("32-CT/TW", by=True, date="2003")
    assert (found.id, found.date) == (None, "2003-12-09")
    assert [one.number for one in found.references] == ["85-KH/BTGTU"]
    with pytest.raises(NothingFound):
        desk.archive.cites("33-CT/TW", by=True)


def test_the_network_of_all_and_of_one(desk: Desk) -> None:
    """Held documents and missing ones are nodes; of one document only those within its reach."""
    desk.put("a.txt", OF_2019)
    both = "Chỉ thị số 32-CT/TW, ngày 18/02/2019 và Nghị quyết số 8-NQ/TW, ngày 01/3/2018"
    desk.put("b.txt", plan(body=f"Thực hiện {both} của Ban Chấp hành Trung ương."))
    desk.put("c.txt", plan("99", body="Kế hoạch này đứng một mình."))
    desk.ingest()
    whole = desk.archive.network()
    assert {(node.number, node.held) for node in whole.nodes} == {
        ("32-CT/TW", True), ("84-KH/BTGTU", True), ("99-KH/BTGTU", True), ("8-NQ/TW", False)
    }
    assert len(whole.edges) == 2
    near = desk.archive.network("32-CT/TW", depth=1)
    assert {node.number for node in near.nodes} == {"32-CT/TW", "84-KH/BTGTU"}
    assert {node.number for node in desk.archive.network("8-NQ/TW", depth=2).nodes} == {
        "8-NQ/TW", "84-KH/BTGTU", "32-CT/TW"
    }


def test_an_archive_of_the_first_version_is_brought_up(desk: Desk) -> None:
    """Its citations are resolved from its records; what it was is kept beside it."""
    desk.put("a.txt", OF_2019)
    desk.put("b.txt", plan())
    desk.ingest()
    make_first(desk.archive.folder)
    assert [one.number for one in desk.archive.cites("84-KH/BTGTU").references] == ["32-CT/TW"]
    assert links(desk) == {("b.txt", "32-CT/TW", "a.txt")}
    with closing(sqlite3.connect(desk.archive.folder / f"{FILE_NAME}.1")) as before:
        assert before.execute("PRAGMA user_version").fetchone() == (1,)
        assert before.execute("SELECT count(*) FROM records").fetchone() == (2,)
