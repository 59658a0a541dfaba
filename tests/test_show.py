"""Show: a document by its number in any spelling or by its id; several are told apart, none is guessed."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from tests.papers import decision, plan
from vbparse.archive import Archive
from vbparse.errors import Ambiguous, NothingFound, UsageError
from vbparse.record import Record

PLACES = ("Lạng Sơn", "Cao Bằng", "Tuyên Quang")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """One decision, a plan numbered 84 in each of three provinces, and a plan that cites two papers."""
    root = tmp_path_factory.mktemp("show")
    cites = "Thực hiện Chỉ thị số 40-CT/TW, ngày 22/11/2014 của Ban Bí thư và Kế hoạch số 7-KH/TU."
    papers = {
        "decision.txt": decision("123"),
        "two.txt": plan("85", body=cites) + "\f" + decision("124"),
        "undated.txt": plan("86", date="ngày     tháng 6 năm 2019"),
    }
    for n, place in enumerate(PLACES):
        papers[f"{n}.txt"] = plan("84", place=place, date=f"ngày {n + 1} tháng {n + 5} năm 201{n + 7}")
    for name, text in papers.items():
        (root / name).write_text(text)
    kept = Archive(root / "kho", create=True)
    assert kept.ingest([str(root)]).records == 7
    return kept


@pytest.mark.parametrize("key", [
    pytest.param("123/QĐ-UBND", id="as printed"),
    pytest.param("123 / QĐ - UBND", id="blanks"),
    pytest.param("123/QĐ–UBND", id="en-dash"),
    pytest.param("0123/QĐ-UBND", id="zero before"),
    pytest.param("123/qđ-ubnd", id="lower case"),
    pytest.param("123/QD-UBND", id="without marks"),
    pytest.param("123 qd ubnd", id="words"),
    pytest.param("123 qd-ubnd", id="words and a dash"),
    pytest.param(unicodedata.normalize("NFD", "123/QĐ-UBND"), id="NFD"),
    pytest.param("  số: 123/QĐ-UBND ", id="with its label"),
    pytest.param("Quyết định số 123/QĐ-UBND", id="with its type"),
    pytest.param("Quyết định 123", id="type and serial"),
    pytest.param("quyet dinh 123", id="type and serial without marks"),
    pytest.param("QĐ 123", id="code and serial"),
    pytest.param("123", id="serial"),
    pytest.param("123/QĐ", id="serial and type"),
])
def test_any_spelling_of_the_number_is_the_document(key: str, archive: Archive) -> None:
    """However a number is typed, it is that document."""
    assert archive.show(key).record["number"] == "123/QĐ-UBND"


def test_an_id_or_its_beginning_is_the_document(archive: Archive) -> None:
    """An id is accepted whole, in capitals, and cut to three characters where these are enough."""
    stored = archive.show("123/QĐ-UBND")
    for key in (stored.id, stored.id.upper(), f" {stored.id[:7]} ", stored.id[:3]):
        assert archive.show(key) == stored
    with pytest.raises(NothingFound):
        archive.show(stored.id[:2])


def test_three_characters_that_several_ids_begin_with(tmp_path: Path) -> None:
    """They are a question; but three digits are a serial before they are the beginning of an id."""
    papers = {"123/QĐ-UBND": "ee7aaaaaaaaa", "124/QĐ-UBND": "ee7bbbbbbbbb", "327/QĐ-UBND": "k7f32a5xm4qp",
              "328/QĐ-UBND": "327aaaaaaaaa"}
    (tmp_path / "papers.txt").write_text("\f".join(decision(number.split("/")[0]) for number in papers))
    kept = Archive(tmp_path / "kho", create=True)
    assert kept.ingest([str(tmp_path)]).records == 4
    with closing(sqlite3.connect(tmp_path / "kho" / "catalog.sqlite")) as db, db:  # ids are sums of the text
        for number, id in papers.items():
            db.execute("UPDATE records SET id = ?, json = json_set(json, '$.id', ?) WHERE number = ?",
                       (id, id, number))
    with pytest.raises(Ambiguous, match="ee7 is 2 documents") as caught:
        kept.show("ee7")
    assert {one["number"] for one in caught.value.candidates} == {"123/QĐ-UBND", "124/QĐ-UBND"}
    assert kept.show("327").record["number"] == "327/QĐ-UBND"
    assert kept.show("327a").record["number"] == "328/QĐ-UBND"


def test_what_is_stored_is_the_record_and_its_own_text(archive: Archive) -> None:
    """The JSON is the record's own, and the text the slice of the file that is this document."""
    stored = archive.show("124/QĐ-UBND")
    assert Record.model_validate(stored.record).to_json() == json.dumps(
        stored.record, ensure_ascii=False, separators=(",", ":")
    )
    assert stored.text == stored.source_text[slice(*stored.record["source"]["span"])]
    assert "124/QĐ-UBND" in stored.text
    assert "85-KH/BTGTU" not in stored.text
    assert "85-KH/BTGTU" in stored.source_text


def test_several_documents_are_candidates(archive: Archive) -> None:
    """A number that three provinces gave is no answer but a question, in order of date."""
    with pytest.raises(Ambiguous, match="84-KH/BTGTU is 3 documents") as caught:
        archive.show("84-KH/BTGTU")
    assert [one["place"] for one in caught.value.candidates] == list(PLACES)


@pytest.mark.parametrize(("narrow", "place"), [
    pytest.param({"place": "Cao Bằng"}, "Cao Bằng", id="place"),
    pytest.param({"place": "cao bang"}, "Cao Bằng", id="place without marks"),
    pytest.param({"place": "tuyên"}, "Tuyên Quang", id="a word of the place"),
    pytest.param({"issuer": "Tỉnh ủy Lạng Sơn"}, "Lạng Sơn", id="issuer"),
    pytest.param({"issuer": "tinh uy lang son"}, "Lạng Sơn", id="issuer without marks"),
    pytest.param({"date": "2018"}, "Cao Bằng", id="year"),
    pytest.param({"date": "2018-06"}, "Cao Bằng", id="month"),
    pytest.param({"date": "6/2018"}, "Cao Bằng", id="month as printed"),
    pytest.param({"date": "2018-06-02"}, "Cao Bằng", id="day"),
    pytest.param({"date": "2/6/2018"}, "Cao Bằng", id="day as printed"),
    pytest.param({"date": " 02/06/2018 "}, "Cao Bằng", id="day with zeros and blanks"),
    pytest.param({"date": "2017", "place": "lang", "issuer": "ban"}, "Lạng Sơn", id="all three"),
])
def test_options_narrow_to_one(narrow: dict[str, str], place: str, archive: Archive) -> None:
    """Date, place and issuer tell documents of one number apart, whatever the case and the marks."""
    assert archive.show("84-KH/BTGTU", **narrow).record["place"] == place


@pytest.mark.parametrize("narrow", [
    pytest.param({"place": "Cà Mau"}, id="place"),
    pytest.param({"date": "2016"}, id="year"),
    pytest.param({"date": "2018-06-03"}, id="day"),
    pytest.param({"date": "2018", "place": "Lạng Sơn"}, id="one of the one and one of the other"),
])
def test_narrowed_to_nothing_is_nothing(narrow: dict[str, str], archive: Archive) -> None:
    """Where no candidate is left, none is given, and how many there were is said."""
    with pytest.raises(NothingFound, match="84-KH/BTGTU is 3 documents, none of"):
        archive.show("84-KH/BTGTU", **narrow)


def test_a_date_known_to_its_month_is_met_by_its_days(archive: Archive) -> None:
    """A document whose day is blank may be of any day of its month, and of no other month."""
    assert archive.show("86-KH/BTGTU").record["date"] == "2019-06"
    assert archive.show("86-KH/BTGTU", date="2019-06-11").record["number"] == "86-KH/BTGTU"
    with pytest.raises(NothingFound):
        archive.show("86-KH/BTGTU", date="2019-07-11")


@pytest.mark.parametrize("date", ["hôm qua", "2019-13", "31", "21.6", "2019..2020"])
def test_a_date_that_is_none_is_a_mistake_of_the_command(date: str, archive: Archive) -> None:
    """What is no date is said to be none, and not quietly left aside."""
    with pytest.raises(UsageError, match="no date"):
        archive.show("84-KH/BTGTU", date=date)


@pytest.mark.parametrize(("key", "nearest"), [
    pytest.param("125/QĐ-UBND", {"123/QĐ-UBND", "124/QĐ-UBND"}, id="another serial"),
    pytest.param("84-KH/BTG", {"84-KH/BTGTU"}, id="another organ"),
    pytest.param("123/QĐ-UBNN", {"123/QĐ-UBND"}, id="a slip"),
    pytest.param("9999/ABC-XYZ", set(), id="nothing like it"),
    pytest.param("", set(), id="empty"),
    pytest.param("(((", set(), id="punctuation"),
    pytest.param("%", set(), id="a sign of SQL"),
    pytest.param("zzzz", set(), id="an id that is none"),
])
def test_nothing_found_names_what_is_near(key: str, nearest: set[str], archive: Archive) -> None:
    """A number that is not there is met with those most like it, or with none."""
    with pytest.raises(NothingFound) as caught:
        archive.show(key)
    assert nearest <= set(caught.value.nearest)
    assert bool(nearest) == bool(caught.value.nearest)


@pytest.mark.parametrize("key", [
    pytest.param("40-CT/TW", id="number"),
    pytest.param("40 - ct/tw", id="number, other spelling"),
    pytest.param("Chỉ thị 40", id="type and serial"),
])
def test_a_document_that_is_only_cited_is_said_to_be(key: str, archive: Archive) -> None:
    """What the archive knows by name only is not shown, and its citations are counted."""
    with pytest.raises(NothingFound, match="40-CT/TW is cited by 1 document of this archive, but is not"):
        archive.show(key)


def test_a_type_that_does_not_fit_names_another_document(archive: Archive) -> None:
    """`Chỉ thị 123` is not decision 123."""
    with pytest.raises(NothingFound):
        archive.show("Chỉ thị 123")


def test_any_text_is_answered_or_refused(archive: Archive) -> None:
    """No key does anything but show a document, list candidates or find nothing."""
    for key in ("\0", "\ud800", "'; DROP TABLE records; --", "84" * 5000, "a:b", "*", "ngày", "½", "²"):
        with pytest.raises((NothingFound, Ambiguous)):
            archive.show(key)


def test_an_archive_without_documents_has_nothing_near(tmp_path: Path) -> None:
    """An archive of nothing answers with nothing."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    kept = Archive(tmp_path / "kho", create=True)
    kept.ingest([str(tmp_path / "a.pdf")])
    with pytest.raises(NothingFound) as caught:
        kept.show("84-KH/BTGTU")
    assert caught.value.nearest == ()
    assert kept.search("kế hoạch").hits == ()
