"""A correction belongs to the document: it is there whatever becomes of the file, or waits for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.desk import Desk
from tests.papers import decision, plan
from vbparse.errors import Ambiguous, NothingFound, UsageError
from vbparse.query import Narrow

NUMBER = "84-KH/BTGTU"
FIRST = plan()
AGAIN = plan().replace("trồng rừng", "trống rùng").replace("nguồn", "nguôn")
UNLIKE = " ".join(f"chữ{chr(place)}{chr(other)}" for place in range(97, 123) for other in range(97, 107))


def record(desk: Desk, name: str) -> dict[str, Any]:
    """The record of a file's first document."""
    (id,) = next(iter(desk.rows(
        "SELECT records.id FROM records JOIN files ON file = files.id"
        f" WHERE within = CAST('{name}' AS BLOB) ORDER BY part"
    )))
    return desk.archive.show(str(id)).record


def said(desk: Desk, name: str) -> dict[str, Any]:
    """What was corrected in it: fields and values."""
    return {one["field"]: one["to"] for one in record(desk, name)["corrections"]}


def scan(desk: Desk, name: str, text: str) -> None:
    desk.put(name, text)
    desk.ingest()


def scanned_again(desk: Desk) -> str:
    scan(desk, "a.txt", AGAIN)
    return "a.txt"


def scanned_twice(desk: Desk) -> str:
    scanned_again(desk)
    scan(desk, "a.txt", AGAIN.replace("đơn vị", "dơn vi"))
    return "a.txt"


def put_back(desk: Desk) -> str:
    scanned_again(desk)
    scan(desk, "a.txt", FIRST)
    return "a.txt"


def scanned_into_another_file(desk: Desk) -> str:
    scan(desk, "b.txt", AGAIN)
    assert said(desk, "a.txt") == said(desk, "b.txt")
    return "b.txt"


def scanned_without_its_number(desk: Desk) -> str:
    scan(desk, "a.txt", AGAIN.replace("84-KH", "   -KH"))
    return "a.txt"


def gone_and_scanned_anew(desk: Desk) -> str:
    scan(desk, "a.txt", decision())
    assert [one.id for one in desk.archive.mending.orphans()]
    scan(desk, "b.txt", AGAIN)
    return "b.txt"


def moved(desk: Desk) -> str:
    os.rename(desk.folder / "a.txt", desk.folder / "b.txt")
    desk.ingest()
    return "b.txt"


def copied(desk: Desk) -> str:
    shutil.copy(desk.folder / "a.txt", desk.folder / "b.txt")
    desk.ingest()
    assert said(desk, "a.txt") == said(desk, "b.txt")
    return "b.txt"


def bound_with_another(desk: Desk) -> str:
    scan(desk, "a.txt", FIRST + "\n\n" + decision())
    return "a.txt"


def split(desk: Desk) -> str:
    bound_with_another(desk)
    scan(desk, "a.txt", decision())
    scan(desk, "b.txt", FIRST)
    return "b.txt"


def gone_and_returned(desk: Desk) -> str:
    scan(desk, "a.txt", decision())
    with pytest.raises(NothingFound):
        desk.archive.show(NUMBER)
    scan(desk, "b.txt", FIRST)
    return "b.txt"


def read_again(desk: Desk) -> str:
    os.utime(desk.folder / "a.txt")
    desk.ingest()
    return "a.txt"


def index_lost(desk: Desk) -> str:
    shutil.rmtree(desk.archive.folder / "index")
    desk.archive.rebuild()
    return "a.txt"


def parsed_anew(desk: Desk) -> str:
    desk.archive.reparse(everything=True)
    return "a.txt"


EVENTS = [
    scanned_again, scanned_twice, put_back, scanned_into_another_file, scanned_without_its_number,
    gone_and_scanned_anew, moved, copied, bound_with_another, split, gone_and_returned, read_again,
    index_lost, parsed_anew,
]


@pytest.mark.parametrize("event", EVENTS)
def test_a_correction_survives(event: Callable[[Desk], str], desk: Desk) -> None:
    """What was corrected is in the record, is found and counted, and can be taken back there."""
    scan(desk, "a.txt", FIRST)
    own = record(desk, "a.txt")
    values = {"date": "22/6/2019", "subject": "về một việc đã sửa", "signer": "Lò Thị Mây"}
    desk.archive.mending.fix(NUMBER, values)
    name = event(desk)
    assert desk.archive.mending.orphans() == []
    now = record(desk, name)
    assert (now["date"], now["subject"]) == ("2019-06-22", "về một việc đã sửa")
    assert [one["name"] for one in now["signers"]] == ["Lò Thị Mây"]
    assert set(said(desk, name)) == {"date", "subject", "signers"}
    for query in ("date:2019-06-22", 'subject:"đã sửa"', "signer:Mây"):
        assert now["id"] in desk.found(query)
    assert desk.found("date:2019-06-21") - {now["id"]} == desk.found("date:2019-06-21")
    desk.archive.mending.undo(now["id"], ["subject", "signer"])
    assert set(said(desk, name)) == {"date"}
    desk.archive.mending.undo(now["id"])
    left = record(desk, name)
    assert left["corrections"] == [] and left["date"] == own["date"] and left["signers"] == own["signers"]
    assert desk.found("date:2019-06-22 OR signer:Mây") == set()
    assert desk.rows("SELECT * FROM corrections") == desk.rows("SELECT * FROM readings") == []


@pytest.mark.parametrize("other", [
    pytest.param(plan("85"), id="the next number"),
    pytest.param(plan(place="Bình Phước"), id="the same number in another province"),
    pytest.param(plan(date="ngày 20 tháng 6 năm 2020"), id="the same number a year later"),
    pytest.param(plan(date="ngày 3 tháng 7 năm 2019"), id="the same number on another day"),
    pytest.param(plan("    "), id="no number"),
    pytest.param(plan(body=UNLIKE, date="ngày    tháng 6 năm 2019"), id="another text"),
    pytest.param(decision("84"), id="another type"),
])
@pytest.mark.parametrize("before", [False, True], ids=["that comes later", "that was there"])
def test_no_other_document_has_it(other: str, before: bool, desk: Desk) -> None:
    """A document that is like it, and is not it, stays as it was parsed."""
    if before:
        scan(desk, "b.txt", other)
    scan(desk, "a.txt", FIRST)
    id = record(desk, "a.txt")["id"]
    desk.archive.mending.fix(id, {"subject": "về một việc đã sửa"})
    scan(desk, "b.txt", other)
    assert said(desk, "b.txt") == {}
    assert desk.found('subject:"đã sửa"') == {id}


@pytest.mark.parametrize("other", [
    pytest.param(plan("85"), id="the next number"),
    pytest.param(plan(place="Bình Phước"), id="another province"),
    pytest.param(plan(date="ngày 20 tháng 6 năm 2020"), id="a year later"),
    pytest.param(decision(), id="another document"),
    pytest.param(plan("    ", body=UNLIKE), id="no number, another text"),
])
def test_a_file_that_holds_another_document_now(other: str, desk: Desk) -> None:
    """What was said waits for its document: listed, not shown by what took the place of it, and not lost."""
    scan(desk, "a.txt", FIRST)
    id = record(desk, "a.txt")["id"]
    desk.archive.mending.fix(id, {"date": "2019-06-22"})
    desk.archive.mending.accept(id, "place")
    scan(desk, "a.txt", other)
    assert said(desk, "a.txt") == {}
    (orphan,) = desk.archive.mending.orphans()
    assert (orphan.id, orphan.number, orphan.date) == (id, NUMBER, "2019-06-21")
    assert {one.field: one.value for one in orphan.verdicts} == {"date": "2019-06-22", "place": "Lạng Sơn"}
    scan(desk, "c.txt", AGAIN)
    assert said(desk, "c.txt") == {"date": "2019-06-22"}
    assert desk.archive.mending.orphans() == []


def test_what_waits_can_be_given_up(desk: Desk) -> None:
    """What was said of a document that will not come back is taken back by its id."""
    scan(desk, "a.txt", FIRST)
    id = record(desk, "a.txt")["id"]
    desk.archive.mending.fix(id, {"date": "2019-06-22"})
    scan(desk, "a.txt", decision())
    with pytest.raises(NothingFound):
        desk.archive.mending.undo("k7f32a5xm4qp")
    desk.archive.mending.undo(id)
    assert desk.archive.mending.orphans() == []
    scan(desk, "a.txt", FIRST)
    assert said(desk, "a.txt") == {}


def test_what_is_forgotten_leaves_nothing(desk: Desk) -> None:
    """With a document goes what was said of it, and every text in which it was read; not another scan."""
    scan(desk, "a.txt", FIRST)
    first = record(desk, "a.txt")["id"]
    desk.archive.mending.fix(first, {"subject": "một điều kín"})
    scan(desk, "b.txt", AGAIN)
    second = record(desk, "b.txt")["id"]
    desk.archive.forget([first])
    assert said(desk, "b.txt") == {"subject": "một điều kín"}
    assert desk.rows("SELECT id, document FROM readings") == [(second, second)]
    scan(desk, "b.txt", decision())
    assert [one.id for one in desk.archive.mending.orphans()] == [second]
    scan(desk, "b.txt", AGAIN)
    desk.archive.forget([second])
    assert desk.rows("SELECT * FROM readings") == desk.rows("SELECT * FROM corrections") == []


def test_a_number_that_was_misread(desk: Desk) -> None:
    """The corrected number is the document's: it is looked up and known again by it, not by the other."""
    scan(desk, "a.txt", plan("81"))
    scan(desk, "c.txt", plan("9").replace("32-CT/TW, ngày 18/02/2019 của Bộ Chính trị", "84-KH/BTGTU"))
    desk.archive.mending.fix("81-KH/BTGTU", {"number": "84-KH/BTGTU"})
    assert desk.archive.show(NUMBER).record["symbol"] == "KH/BTGTU"
    with pytest.raises(NothingFound):
        desk.archive.show("81-KH/BTGTU")
    assert [one.number for one in desk.archive.cites(NUMBER, by=True).references] == ["9-KH/BTGTU"]
    scan(desk, "b.txt", plan("84"))
    scan(desk, "d.txt", plan("81").replace("rừng", "cây"))
    assert said(desk, "b.txt") == {"number": NUMBER}
    assert record(desk, "b.txt")["corrections"][0]["from"] == NUMBER
    assert said(desk, "d.txt") == {}


def test_a_number_that_was_mistyped(desk: Desk) -> None:
    """A document drawn in by a wrong number is let go when the number is put right."""
    scan(desk, "a.txt", plan("    "))
    id = record(desk, "a.txt")["id"]
    desk.archive.mending.fix(id, {"number": "84-KH/BTGTU", "subject": "đã sửa"})
    scan(desk, "b.txt", AGAIN)
    assert said(desk, "b.txt") == {"number": NUMBER, "subject": "đã sửa"}
    desk.archive.mending.fix(id, {"number": "85-KH/BTGTU"})
    assert said(desk, "a.txt") == {"number": "85-KH/BTGTU", "subject": "đã sửa"}
    assert said(desk, "b.txt") == {}
    assert record(desk, "b.txt")["number"] == NUMBER
    assert desk.found("number:84-KH/BTGTU") == {record(desk, "b.txt")["id"]}


def test_links_follow(desk: Desk) -> None:
    """What cites and what is cited is resolved anew, and again when it is taken back."""
    directive = plan("31", body="Cả nước trồng cây.").replace("KH/BTGTU", "CT/TW")
    scan(desk, "a.txt", directive.replace("KẾ HOẠCH", "CHỈ THỊ"))
    scan(desk, "b.txt", FIRST)
    assert [one.number for one in desk.archive.missing()] == ["32-CT/TW"]
    values = {"number": "32-CT/TW", "date": "18/2/2019", "issuer": "Bộ Chính trị"}
    desk.archive.mending.fix("31-CT/TW", values)
    assert desk.archive.missing() == []
    desk.archive.mending.undo("32-CT/TW")
    assert [one.number for one in desk.archive.missing()] == ["32-CT/TW"]


def test_from_is_what_the_parse_says(desk: Desk) -> None:
    """A record says of each correction what the parse of its own text was; the whole of that is kept."""
    scan(desk, "a.txt", plan(date="ngày    tháng 6 năm 2019"))
    own = record(desk, "a.txt")
    desk.archive.mending.fix(NUMBER, {"date": "21/6/2019"})
    (correction,) = record(desk, "a.txt")["corrections"]
    assert (correction["field"], correction["from"], correction["to"]) == ("date", "2019-06", "2019-06-21")
    assert record(desk, "a.txt")["warnings"] == []
    scan(desk, "a.txt", FIRST)
    (now,) = record(desk, "a.txt")["corrections"]
    assert now == correction | {"from": "2019-06-21"}  # the parse agrees by now; the correction stays
    scan(desk, "a.txt", plan(date="ngày    tháng 6 năm 2019"))
    desk.archive.mending.undo(NUMBER)
    assert record(desk, "a.txt") == own


def test_nothing_else_changes(desk: Desk) -> None:
    """A correction that is made and taken back leaves every record as it was, byte for byte."""
    scan(desk, "a.txt", FIRST + "\n\n" + decision())
    scan(desk, "b.txt", AGAIN)
    before = desk.entries()
    id = record(desk, "a.txt")["id"]
    desk.archive.mending.fix(id, {"date": "22/6/2019", "number": "", "issuer": "Sở Y tế", "urgency": "khẩn"})
    assert len(desk.entries()) == len(before)
    desk.archive.mending.undo(id)
    assert desk.entries() == before


def test_the_index_goes_with_it(desk: Desk) -> None:
    """Making the index anew finds what a correction has left there."""
    scan(desk, "a.txt", FIRST)
    scan(desk, "b.txt", decision())
    desk.archive.mending.fix(NUMBER, {"type": "BC", "place": "Cao Bằng"})
    found = [desk.found(query) for query in ('type:"báo cáo"', "place:Cao", 'type:"kế hoạch"')]
    index_lost(desk)
    assert found == [desk.found(query) for query in ('type:"báo cáo"', "place:Cao", 'type:"kế hoạch"')]
    assert [len(ids) for ids in found] == [1, 1, 0]
    assert [one.record["doc_type"] for one in desk.archive.select("", Narrow(types=("BC",)))] == ["báo cáo"]


def test_all_or_nothing(desk: Desk) -> None:
    """Where one value cannot be one, or the document is not clear, nothing is written."""
    scan(desk, "a.txt", FIRST)
    scan(desk, "b.txt", plan(place="Bình Phước"))
    for key, values, error in (
        (record(desk, "a.txt")["id"], {"place": "Cao Bằng", "date": "x"}, UsageError),
        (record(desk, "a.txt")["id"], {"place": "Cao Bằng", "x": "x"}, UsageError),
        (NUMBER, {"place": "Cao Bằng"}, Ambiguous),
        ("5/XY", {"place": "Cao Bằng"}, NothingFound),
    ):
        with pytest.raises(error):
            desk.archive.mending.fix(key, values)
    with pytest.raises(UsageError, match="not corrected"):
        desk.archive.mending.undo(record(desk, "a.txt")["id"], ["place"])
    assert desk.rows("SELECT * FROM corrections") == []
    fixed = desk.archive.mending.fix(NUMBER, {"place": "Cao Bằng"}, issuer="Bình Phước")
    assert fixed.id == record(desk, "b.txt")["id"]


def test_a_look_writes_nothing(desk: Desk) -> None:
    """Without values the corrections are shown."""
    scan(desk, "a.txt", FIRST)
    assert desk.archive.mending.fix(NUMBER, {}).corrections == ()
    made = desk.archive.mending.fix(NUMBER, {"urgency": "KHẨN"})
    assert desk.archive.mending.fix(NUMBER, {}).corrections == made.corrections
    assert [(one["field"], one["from"], one["to"]) for one in made.corrections] == [("urgency", None, "khẩn")]


def test_the_queue(desk: Desk) -> None:
    """The least sure is first; what is corrected or accepted leaves, what is taken back returns."""
    scan(desk, "a.txt", plan(date="ngày    tháng 6 năm 2019"))
    scan(desk, "b.txt", plan("    ", place="Bình Phước"))
    scan(desk, "c.txt", decision())
    queue = desk.archive.mending.queue()
    assert [(one.path.rpartition("/")[2], [doubt.field for doubt in one.doubts]) for one in queue] == [
        ("b.txt", ["number"]), ("a.txt", ["date"]),
    ]
    first, second = (one.id for one in queue)
    stored = desk.entries()
    desk.archive.mending.accept(first, "number")
    assert desk.entries() == stored
    assert [one.id for one in desk.archive.mending.queue()] == [second]
    desk.archive.mending.fix(second, {"date": "21/6/2019"})
    assert desk.archive.mending.queue() == []
    assert desk.archive.mending.doubts(second) == ()
    desk.archive.mending.undo(first)
    desk.archive.mending.undo(second)
    assert desk.archive.mending.queue() == queue


def test_accepting_does_not_undo(desk: Desk) -> None:
    """A field that was corrected stays so; one that was accepted can be corrected."""
    scan(desk, "a.txt", plan(date="ngày    tháng 6 năm 2019"))
    id = record(desk, "a.txt")["id"]
    desk.archive.mending.accept(id, "date")
    assert said(desk, "a.txt") == {}
    desk.archive.mending.fix(id, {"date": "21/6/2019"})
    desk.archive.mending.accept(id, "date")
    assert said(desk, "a.txt") == {"date": "2019-06-21"}


def test_what_was_accepted_holds_as_long_as_it_is_read(desk: Desk, tmp_path: Path) -> None:
    """Another scan in which something else is read of the field is in doubt again."""
    scan(desk, "a.txt", plan(date="ngày    tháng 6 năm 2019"))
    id = record(desk, "a.txt")["id"]
    desk.archive.mending.accept(id, "date")
    scan(desk, "a.txt", AGAIN.replace("ngày 21 tháng 6", "ngày    tháng 7"))
    assert [doubt.value for one in desk.archive.mending.queue() for doubt in one.doubts] == ["2019-07"]
    scan(desk, "a.txt", AGAIN.replace("ngày 21 tháng 6", "ngày    tháng 6"))
    assert desk.archive.mending.queue() == []
