"""What a person types for a field is read as the record has it, or refused in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.papers import plan
from vbparse.correcting import corrected, field_named, symbol_of, value_of
from vbparse.doubts import FIELDS, Verdict, doubts
from vbparse.errors import UsageError
from vbparse.pipeline import parse_source
from vbparse.readers import read_bytes
from vbparse.record import Record

AT = "2026-01-02T03:04:05+00:00"


def parsed(text: str) -> Record:
    (record,) = parse_source(read_bytes(text.encode(), "a.txt"))
    return record


OWN = parsed(plan())
SAID = OWN.model_dump(mode="json", by_alias=True)


def signer(name: str, position: str | None = None) -> dict[str, Any]:
    return {"name": name, "position": position, "authority": None, "on_behalf_of": None, "chain": []}


def recipient(text: str, name: str, purpose: str | None = None, kind: str = "body") -> dict[str, Any]:
    return {"text": text, "name": name, "purpose": purpose, "kind": kind, "stands_for": []}


@pytest.mark.parametrize("field, typed, value", [
    ("number", "84-KH/BTGTU", "84-KH/BTGTU"),
    ("number", " 84 – KH / BTGTU ", "84-KH/BTGTU"),
    ("number", "84-kh/btgtu", "84-KH/BTGTU"),
    ("number", "30/2020/NĐ-CP", "30/2020/NĐ-CP"),
    ("number", "084a/QĐ-UBND", "084a/QĐ-UBND"),
    ("number", "118/TTg", "118/TTg"),
    ("date", "2019-06-21", "2019-06-21"),
    ("date", "21/6/2019", "2019-06-21"),
    ("date", "21.06.2019", "2019-06-21"),
    ("date", "6/2019", "2019-06"),
    ("date", "2019-06", "2019-06"),
    ("date", "2019", "2019"),
    ("doc_type", "kế hoạch", "kế hoạch"),
    ("doc_type", "Kế Hoạch", "kế hoạch"),
    ("doc_type", "ke hoach", "kế hoạch"),
    ("doc_type", "KH", "kế hoạch"),
    ("regime", "party", "party"),
    ("regime", "nhà nước", "state"),
    ("security", "MẬT", "mật"),
    ("security", "toi mat", "tối mật"),
    ("urgency", "hoả tốc", "hỏa tốc"),
    ("issuer", "  Tỉnh ủy\tLạng  Sơn ", "Tỉnh ủy Lạng Sơn"),
    ("subject", "ve\u0302\u0300 rừng", "về rừng"),
    ("signers", "Lò Thị Mây", [signer("Lò Thị Mây", "Trưởng ban")]),
    ("signers", "Lò Thị Mây, Phó Trưởng ban", [signer("Lò Thị Mây", "Phó Trưởng ban")]),
    ("signers", "Lò Thị Mây,", [signer("Lò Thị Mây")]),
    ("signers", "Lò Mây; Lò Tủ, Chủ tịch", [signer("Lò Mây"), signer("Lò Tủ", "Chủ tịch")]),
    ("signers", "", []),
    ("addressees", "Các chi bộ; Các xã;", ["Các chi bộ", "Các xã"]),
    ("recipients", "Thường trực Tỉnh ủy (để b/c); Như trên; Lưu VT", [
        recipient("Thường trực Tỉnh ủy (để b/c)", "Thường trực Tỉnh ủy", "báo cáo"),
        recipient("Như trên", "Như trên", kind="reference"), recipient("Lưu VT", "VT", kind="archive"),
    ]),
    ("recipients", " ", []),
    *((field, " ", None) for field in FIELDS if field != "signers"),
])
def test_a_value(field: str, typed: str, value: Any) -> None:
    """Values are read in the spellings of people, and kept in that of the record, which can have them."""
    assert value_of(field, typed, SAID) == value
    record = corrected(OWN, [Verdict(field, value, SAID[field], AT)])
    said = record.model_dump(mode="json", by_alias=True)
    assert said[field] == value
    assert said["corrections"] == [{"field": field, "from": SAID[field], "to": value, "at": AT}]


@pytest.mark.parametrize("field, typed", [
    ("number", "84"), ("number", "KH/BTGTU"), ("number", "84-"), ("number", "84/2019"), ("number", "x"),
    ("number", "84-KH/BTGTU, 85-KH/BTGTU"),
    ("date", "30/2/2019"), ("date", "2019-13"), ("date", "hôm qua"), ("date", "21/6/19"), ("date", "0019"),
    ("date", "2019-06-00"),
    ("doc_type", "con voi"), ("doc_type", "QĐ"),
    ("regime", "vua"), ("security", "thường"), ("urgency", "nhanh"),
    ("subject", "a\x1b[31m"), ("subject", "a\u202eb"), ("issuer", "\udcff"), ("place", "a\x00"),
    ("signers", ", Trưởng ban"),
])
def test_no_value(field: str, typed: str) -> None:
    """What cannot be a value is refused."""
    with pytest.raises(UsageError) as refused:
        value_of(field, typed, SAID)
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("typed, field", [
    ("number", "number"), ("Date", "date"), ("signer", "signers"), ("type", "doc_type"),
    ("doc-type", "doc_type"), ("acting-body", "acting_body"),
])
def test_a_field(typed: str, field: str) -> None:
    """A field has the names that the options have, too."""
    assert field_named(typed) == field


@pytest.mark.parametrize("typed", ["", "x", "id", "source", "evidence", "citations", "corrections"])
def test_no_field(typed: str) -> None:
    """What has no one value cannot be corrected so."""
    with pytest.raises(UsageError, match="signers"):
        field_named(typed)


def test_what_a_person_said_stands_on_him() -> None:
    """Evidence of a corrected field is the person alone; the rest of the record is as it was."""
    record = corrected(OWN, [Verdict("date", "2019-06-22", "2019-06-21", AT), Verdict("signers", [], [], AT)])
    assert record.date == "2019-06-22"
    by_person = {pointer for pointer, evidence in record.evidence.items() if evidence.rule == "person"}
    assert by_person == {"/date", "/signers"}
    assert all(record.evidence[pointer].confidence == 1.0 for pointer in by_person)
    left = {pointer: one for pointer, one in record.evidence.items() if pointer not in by_person}
    gone = ("/date", "/signers")
    assert left == {pointer: one for pointer, one in OWN.evidence.items() if not pointer.startswith(gone)}
    rest = {"date", "signers", "evidence", "warnings", "corrections"}
    assert record.model_dump(exclude=rest) == OWN.model_dump(exclude=rest)


def test_the_symbol_follows_the_number() -> None:
    """A number brings its symbol, unless that is given too; without a number the symbol stays."""
    number = Verdict("number", "9-CT/TW", "84-KH/BTGTU", AT)
    assert corrected(OWN, [number]).symbol == "CT/TW" == symbol_of("9-CT/TW")
    assert corrected(OWN, [number, Verdict("symbol", "CT", "KH/BTGTU", AT)]).symbol == "CT"
    assert corrected(OWN, [Verdict("number", None, "84-KH/BTGTU", AT)]).symbol == "KH/BTGTU"


def test_warnings_follow() -> None:
    """A warning goes with the field that it is about; a mark of secrecy brings one, and takes it away."""
    own = parsed(plan(date="ngày    tháng 6 năm 2019"))
    assert [warning.code for warning in own.warnings] == ["date-partial"]
    assert corrected(own, [Verdict("date", "2019-06-21", "2019-06", AT)]).warnings == ()
    assert corrected(own, [Verdict("date", "2019-06", "2019-06", AT)]).warnings == ()
    secret = corrected(own, [Verdict("security", "mật", None, AT)])
    assert [warning.code for warning in secret.warnings] == ["security-mark", "date-partial"]
    assert corrected(secret, [Verdict("security", None, "mật", AT)]).warnings == own.warnings


def test_what_was_accepted_changes_nothing() -> None:
    """A record that was found right is the same record."""
    assert corrected(OWN, [Verdict("date", "2019-06-22", "2019-06-22", AT, accepted=True)]) is OWN


def test_doubts() -> None:
    """What bears a warning or is not sure is in doubt, the least sure first, until a person says his word."""
    own = parsed(plan("    ", date="ngày    tháng 6 năm 2019"))
    record = own.model_dump(mode="json", by_alias=True)
    assert [(doubt.field, doubt.why) for doubt in doubts(record, {})] == [
        ("number", "number-unreadable"), ("date", "date-partial"),
    ]
    assert [doubt.field for doubt in doubts(record, {"number": None})] == ["date"]
    assert [doubt.field for doubt in doubts(record, {"number": "1-A/B"})] == ["number", "date"]
    fixed = corrected(own, [Verdict("number", "84-KH/BTGTU", None, AT)])
    assert [doubt.field for doubt in doubts(fixed.model_dump(mode="json", by_alias=True), {})] == ["date"]
    record["evidence"]["/place"]["confidence"] = 0.7
    assert doubts(record, {})[1].field == "place"
    assert doubts(SAID, {}) == []
