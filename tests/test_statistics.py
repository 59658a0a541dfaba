"""Numbers about records: what is counted as one, what adds up, what is never dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.linking import Paper
from vbparse.missing import Missing, Unmet
from vbparse.statistics import BANDS, FIELDS, Cited, Confidence, Count, Signed, Statistics, cut, of

KINDS = ("types", "years", "months", "issuers", "places")


def rows(*pairs: tuple[str | None, int]) -> tuple[Count, ...]:
    return tuple(Count(*pair) for pair in pairs)


def signed(issuer: str | None, *names: str | None) -> dict[str, Any]:
    return {"issuer": issuer, "signers": [{"name": name} for name in names]}


def citing(id: str, *citations: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, "citations": list(citations)}


def evident(*values: tuple[str, float | None, bool]) -> dict[str, Any]:
    return {"evidence": {
        pointer: {"confidence": confidence, "inferred": inferred} for pointer, confidence, inferred in values
    }}


@pytest.mark.parametrize("issuers, counted", [
    pytest.param(["A", "B", "B"], [("B", 2), ("A", 1)], id="the most frequent first"),
    pytest.param(["C", "A", "B"], [("A", 1), ("B", 1), ("C", 1)], id="equals by name"),
    pytest.param([None, "", "A"], [("A", 1), (None, 2)], id="the unknown last"),
    pytest.param(["HÒA BÌNH", "Hoà Bình", "Hòa Bình"], [("Hoà Bình", 3)], id="case and the tone's place"),
    pytest.param(["Chi\u0323\u0309", "Chị\u0309", "Chi\u0309\u0323"], [("Chi\u0309\u0323", 3)], id="Unicode"),
    pytest.param(["SỞ Y TẾ", "SỞ Y TẾ", "Sở Y tế"], [("SỞ Y TẾ", 3)], id="the usual spelling"),
    pytest.param(["SỞ Y TẾ", "Sở Y tế"], [("Sở Y tế", 2)], id="rather than capitals"),
    pytest.param(["Hùng", "Hưng", "Hung"], [("Hung", 1), ("Hùng", 1), ("Hưng", 1)], id="marks count"),
    pytest.param(["***", "***", "§"], [("***", 2), ("§", 1)], id="no word in it"),
])
def test_names(issuers: list[str | None], counted: list[tuple[str | None, int]]) -> None:
    """Spellings of one name are one; the unknown is a row of its own."""
    assert of({"issuer": issuer} for issuer in issuers).issuers == rows(*counted)


@pytest.mark.parametrize("dates, years, months", [
    pytest.param(["2020-01-02", "2019-12-31", "2019-12-01"], [("2019", 2), ("2020", 1)],
                 [("2019-12", 2), ("2020-01", 1)], id="in order"),
    pytest.param(["2019", "2019-06"], [("2019", 2)], [("2019", 1), ("2019-06", 1)], id="partial"),
    pytest.param([None, "", "?"], [(None, 3)], [(None, 3)], id="undated"),
])
def test_dates(
    dates: list[str | None], years: list[tuple[str | None, int]], months: list[tuple[str | None, int]]
) -> None:
    """Years and months stand in order, as precise as the page."""
    found = of({"date": date} for date in dates)
    assert (found.years, found.months) == (rows(*years), rows(*months))


@pytest.mark.parametrize("records, expected", [
    pytest.param([signed("A", "Lò Thị Mây"), signed("A", "LÒ THỊ MÂY")],
                 [("Lò Thị Mây", "A", 2)], id="folded"),
    pytest.param([signed("A", "Lò Thị Mây"), signed("B", "Lò Thị Mây")],
                 [("Lò Thị Mây", "A", 1), ("Lò Thị Mây", "B", 1)], id="one name, two bodies"),
    pytest.param([signed("A", "Vũ Hùng"), signed("A", "Vũ Hưng")],
                 [("Vũ Hùng", "A", 1), ("Vũ Hưng", "A", 1)], id="two names of one body"),
    pytest.param([signed("A", "B", "C")], [("B", "A", 1), ("C", "A", 1)], id="each of two signers"),
    pytest.param([signed("A", "B", "b")], [("b", "A", 1)], id="twice under one document"),
    pytest.param([signed(None, "B")], [("B", None, 1)], id="for nobody known"),
    pytest.param([signed("A"), signed("A", None, ""), {}], [(None, None, 3)], id="unsigned"),
])
def test_signers(records: list[dict[str, Any]], expected: list[tuple[str | None, str | None, int]]) -> None:
    """A signer is a name and a body; a record counts once for each of its signers."""
    assert of(records).signers == tuple(Signed(*row) for row in expected)


HELD = {"number": "9-CT/TW", "doc_type": "chỉ thị", "date": "2018-04-03", "target": "abc"}


def lost(number: str | None, *citing: str, title: str | None = None) -> Missing:
    """A document that is missing, and cited by some records."""
    cited = (Unmet(Paper(id), None, number, None, "", None, None, title, None, "cites", 1) for id in citing)
    return Missing(f"missing:{number}", number, title, "chỉ thị", "2013", None, tuple(cited))


@pytest.mark.parametrize("records, missing, expected", [
    pytest.param([citing("a", HELD), citing("b", {"number": "9", "target": "abc", "issuer": "X"})], [],
                 [Cited("abc", "9-CT/TW", "chỉ thị", "2018-04-03", None, None, True, 2)], id="one record"),
    pytest.param([citing("a", HELD, HELD)], [],
                 [Cited("abc", "9-CT/TW", "chỉ thị", "2018-04-03", None, None, True, 1)], id="twice in one"),
    pytest.param([citing("a") | {"copy_of": {"number": "9-CT/TW", "id": "abc"}}, citing("b", HELD)], [],
                 [Cited("abc", "9-CT/TW", "chỉ thị", "2018-04-03", None, None, True, 2)], id="certified"),
    pytest.param([citing("a") | {"copy_of": {"number": "9-CT/TW", "id": "abc"}}], [],
                 [Cited("abc", "9-CT/TW", None, None, None, None, True, 1)], id="certified alone"),
    pytest.param([citing("a"), citing("b"), citing("c")], [lost("1", "a"), lost("2", "b", "c")],
                 [Cited(None, "2", "chỉ thị", "2013", None, None, False, 2),
                  Cited(None, "1", "chỉ thị", "2013", None, None, False, 1)], id="missing"),
    pytest.param([citing("a")], [lost("1", "b"), lost("2", "a", "b"), lost(None, "a", title="Luật")],
                 [Cited(None, "2", "chỉ thị", "2013", None, None, False, 1),
                  Cited(None, None, "chỉ thị", "2013", None, "Luật", False, 1)], id="by records not counted"),
    pytest.param([citing("a", {"number": "9-CT/TW"}), {}], [], [], id="which of several is not known"),
])
def test_cited(records: list[dict[str, Any]], missing: list[Missing], expected: list[Cited]) -> None:
    """A cited document is the record it is, or one that is missing; the records counted are counted."""
    assert of(records, missing).cited == tuple(expected)


def test_missing() -> None:
    """A field is missing where it is null or empty; every field has its row."""
    full: dict[str, Any] = dict.fromkeys(FIELDS, "x") | {"signers": [{"name": "A"}]}
    found = of([full, full | {"number": None}, full | {"signers": []}, {}]).missing
    assert found == tuple(Count(field, 2 if field in ("number", "signers") else 1) for field in FIELDS)


def test_warnings() -> None:
    """A code counts once a record."""
    twice = [{"code": "b", "message": ""}, {"code": "a", "message": ""}, {"code": "b", "message": ""}]
    assert of([{"warnings": twice}, {"warnings": twice[:1]}, {}]).warnings == rows(("b", 2), ("a", 1))


def test_confidence() -> None:
    """A value counts in the band that it reaches; one without confidence in none."""
    found = of([
        evident(("/number", 0.95, False), ("/recipients/0", 0.5, True), ("/recipients/1", 1.0, False)),
        evident(("/number", 0.949, True), ("/issuer", None, False), ("/recipients/0", -1.0, False)),
        {"evidence": None},
    ])
    assert found.bands == BANDS
    assert found.confidence == (
        Confidence("number", 2, 1, (0, 0, 0, 0, 0, 1, 1)),
        Confidence("recipients", 3, 1, (1, 1, 0, 0, 0, 0, 1)),
    )


def test_cut() -> None:
    """What is cut keeps its first rows and the unknown; what has its own order stays whole."""
    records = [{"doc_type": kind, "date": date, "issuer": kind, "place": kind, "signers": [{"name": kind}],
                "citations": [{"target": f"{kind}/1"}, {"target": f"{kind}/2"}]}
               for kind, date in (("a", "2019"), ("a", "2018"), ("b", "2017"), (None, None))]
    found = cut(of(records), 1)
    assert found.types == found.issuers == found.places == rows(("a", 2), (None, 1))
    assert found.signers == (Signed("a", "a", 2), Signed(None, None, 1))
    assert len(found.cited) == 1 and len(found.years) == 4 and len(found.missing) == len(FIELDS)


# ---------------------------------------------------------------- laws

NAMES = st.none() | st.sampled_from(["", "Hòa Bình", "HÒA BÌNH", "Hoà Bình", "Hùng", "Hưng", "*"]) | st.text()
DATES = st.none() | st.sampled_from(["2019", "2019-06", "2019-06-21", "2020-01-01", "", "?"])
CITATIONS = st.fixed_dictionaries({}, optional={
    "number": st.none() | st.text(),
    "target": st.none() | st.sampled_from(["abc", "def"]),
    "title": NAMES, "date": DATES, "doc_type": NAMES, "issuer": NAMES,
})
CONFIDENCE = st.none() | st.floats(0, 1)
EVIDENCE = st.dictionaries(
    st.sampled_from(["/number", "/signers/0", "/signers/1"]),
    st.fixed_dictionaries({"confidence": CONFIDENCE, "inferred": st.booleans()}),
)
RECORDS = st.lists(st.fixed_dictionaries({}, optional={
    "doc_type": NAMES, "issuer": NAMES, "place": NAMES, "number": NAMES, "subject": NAMES, "date": DATES,
    "signers": st.none() | st.lists(st.fixed_dictionaries({}, optional={"name": NAMES}), max_size=3),
    "citations": st.none() | st.lists(CITATIONS, max_size=3),
    "copy_of": st.none() | st.fixed_dictionaries({}, optional={"id": st.sampled_from(["abc", None])}),
    "warnings": st.none() | st.lists(st.fixed_dictionaries({"code": st.sampled_from("abc")}), max_size=3),
    "evidence": st.none() | EVIDENCE,
}), max_size=6)


@given(RECORDS)
def test_rows_add_up(records: list[dict[str, Any]]) -> None:
    """Whatever the records lack, every distribution counts each of them once, and the unknown is a row."""
    found = of(records)
    assert found.records == len(records)
    for kind in KINDS:
        counts = getattr(found, kind)
        assert sum(count.records for count in counts) == len(records)
        assert all(count.records for count in counts)
        assert all(count.value is not None for count in counts[:-1])
    assert Counter({count.value: count.records for count in found.missing}) == Counter(
        field for field in FIELDS for record in records if not record.get(field)
    )
    for field, counts in (("doc_type", found.types), ("issuer", found.issuers), ("place", found.places)):
        unknown = sum(count.records for count in counts if count.value is None)
        assert Count(field, unknown) in found.missing


@given(RECORDS)
def test_years_hold_their_months(records: list[dict[str, Any]]) -> None:
    """A year's months, and what is known by the year alone, are that year."""
    found = of(records)
    by_year: Counter[str | None] = Counter()
    for count in found.months:
        by_year[count.value and count.value[:4]] += count.records
    assert by_year == {count.value: count.records for count in found.years}


@given(RECORDS)
def test_what_is_counted_for_each(records: list[dict[str, Any]]) -> None:
    """Signers, citations and warnings never count more than the records that bear them."""
    found = of(records)
    some = chain(
        (row.records for row in found.signers), (row.cited_by for row in found.cited),
        (row.records for row in found.warnings),
    )
    assert all(0 < times <= len(records) for times in some)
    signers = [record.get("signers") or [] for record in records]
    unsigned = sum(not any(signer.get("name") for signer in each) for each in signers)
    assert [row.records for row in found.signers if row.name is None] == [unsigned] * bool(unsigned)
    evidence = chain.from_iterable((record.get("evidence") or {}).values() for record in records)
    stated = [one for one in evidence if one["confidence"] is not None]
    assert sum(row.values for row in found.confidence) == len(stated)
    assert all(sum(row.bands) == row.values >= row.inferred for row in found.confidence)


@given(RECORDS, st.randoms())
def test_order_does_not_matter(records: list[dict[str, Any]], random: Any) -> None:
    """The same records in another order give the same numbers."""
    shuffled = records[:]
    random.shuffle(shuffled)
    assert of(shuffled) == of(records)


@given(RECORDS, st.integers(1, 3))
def test_cut_is_a_beginning(records: list[dict[str, Any]], top: int) -> None:
    """What is cut is a part of the whole, in its order."""
    whole, part = asdict(of(records)), asdict(cut(of(records), top))
    for key in ("types", "issuers", "places", "cited", "signers"):
        assert all(row in whole[key] for row in part[key])
        assert part[key][:top] == whole[key][:top]
        assert len(part[key]) <= top + 1
    assert {key: part[key] for key in ("records", "years", "missing")} == {
        key: whole[key] for key in ("records", "years", "missing")
    }


def test_nothing() -> None:
    """No record: no row, but of the fields that are looked for."""
    assert of([]) == Statistics(0, (), (), (), (), (), (), (), tuple(Count(field, 0) for field in FIELDS),
                                (), BANDS, ())
