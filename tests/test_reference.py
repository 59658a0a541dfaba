"""Names of documents: what is one, in whatever spelling, what only looks like one, and what one can name."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.query import all_leaves, parse
from vbparse.reference import Document, NumberRef, bounds, documents, number_parts


def ref(
    *key: str, whole: bool = False, types: tuple[str, ...] = (), date: str | None = None
) -> dict[str, Any]:
    return {"key": key, "whole": whole, "doc_types": types, "date": date}


CT = ("chỉ thị",)
QD = ("quy định", "quyết định")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("Chỉ thị 32", ref("32", types=CT), id="type and serial"),
        pytest.param("chi thi 32", ref("32", types=CT), id="without marks"),
        pytest.param("Chỉ thị 32 ngày 18/2/2019", ref("32", types=CT, date="2019-02-18"),
                     id="type, serial and day"),
        pytest.param("CHỈ THỊ SỐ 32", ref("32", types=CT), id="capitals and số"),
        pytest.param("Chỉ thị số: 032", ref("32", types=CT), id="zeros before a number"),
        pytest.param('"Chỉ thị 32"', ref("32", types=CT), id="quoted, it is the document too"),
        pytest.param("CT 32", ref("32", types=CT), id="the type's code"),
        pytest.param("NĐ 30/2020", ref("30", "2020", types=("nghị định",)), id="with its year"),
        pytest.param("nghị định 30", ref("30", types=("nghị định",)), id="a State document"),
        pytest.param("Quyết định số 2019", ref("2019", types=("quyết định",)), id="số makes a year a number"),
        pytest.param("QĐ 12a", ref("12a", types=("quy định", "quyết định")), id="a code of two types"),
        pytest.param("chương trình hành động 5", ref("5", types=("chương trình",)), id="a title line"),
        pytest.param("32-CT/TW", ref("32", "ct", "tw", whole=True, types=CT), id="the number"),
        pytest.param("32 ct/tw", ref("32", "ct", "tw", whole=True, types=CT), id="no dash, small letters"),
        pytest.param("32ct/tw", ref("32", "ct", "tw", whole=True, types=CT), id="no blank either"),
        pytest.param("32 – CT/TW", ref("32", "ct", "tw", whole=True, types=CT), id="a long dash"),
        pytest.param("32-\nCT/TW", ref("32", "ct", "tw", whole=True, types=CT), id="over a line end"),
        pytest.param("số 32-CT/TW", ref("32", "ct", "tw", whole=True, types=CT), id="with số"),
        pytest.param("Chỉ thị số 32-CT/TW", ref("32", "ct", "tw", whole=True, types=CT), id="in full"),
        pytest.param("Chỉ thị số 32-CT/TW, ngày 18/02/2019",
                     ref("32", "ct", "tw", whole=True, types=CT, date="2019-02-18"), id="with its date"),
        pytest.param("84 KH/BTGTU", ref("84", "kh", "btgtu", whole=True, types=("kế hoạch",)), id="a plan"),
        pytest.param(
            "30/2020/NĐ-CP", ref("30", "2020", "nd", "cp", whole=True, types=("nghị định",)), id="a decree",
        ),
        pytest.param("80/2015/QH13", ref("80", "2015", "qh13", whole=True), id="a law"),
        pytest.param("4021/VPCP-CN", ref("4021", "vpcp", "cn", whole=True), id="a letter"),
        pytest.param("84-KH", ref("84", "kh", types=("kế hoạch",)), id="half a number"),
        pytest.param("142-CP", ref("142", "cp"), id="a number before 1996"),
        pytest.param("32 CT TW", ref("32", "ct", "tw", whole=True, types=CT), id="blanks for signs"),
        pytest.param("32 ct tw", ref("32", "ct", "tw", whole=True, types=CT), id="blanks, small letters"),
        pytest.param("032. CT. TW", ref("32", "ct", "tw", whole=True, types=CT), id="dots and blanks"),
        pytest.param("Chỉ thị số 32 CT TW ngày 18/2/2019",
                     ref("32", "ct", "tw", whole=True, types=CT, date="2019-02-18"), id="blanks, in full"),
        pytest.param(
            "84 kh btgtu", ref("84", "kh", "btgtu", whole=True, types=("kế hoạch",)), id="a long code, small",
        ),
        pytest.param("123 QĐ UBND", ref("123", "qd", "ubnd", whole=True, types=QD), id="đ of a code"),
        pytest.param("123 qđ ubnd", ref("123", "qd", "ubnd", whole=True, types=QD), id="đ of a code, small"),
        pytest.param(
            "5 TB TU", ref("5", "tb", "tu", whole=True, types=("thông báo",)), id="a code like a word",
        ),
        pytest.param("30 2020 NĐ CP", ref("30", "2020", "nd", "cp", whole=True, types=("nghị định",)),
                     id="blanks around a year"),
    ],
)
def test_references(typed: str, expected: dict[str, Any]) -> None:
    """A document's name is one leaf, in every spelling, composed or not."""
    for text in (typed, unicodedata.normalize("NFD", typed)):
        root = parse(text).root
        assert isinstance(root, NumberRef)
        assert {name: getattr(root, name) for name in expected} == expected


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("kế hoạch 2019", id="a year is no serial"),
        pytest.param("24/7", id="hours"),
        pytest.param("covid-19/abc", id="a name with a number"),
        pytest.param("đón 5 đoàn", id="đón is no đơn"),
        pytest.param("QL 1A", id="a road"),
        pytest.param("2020-2025", id="a span of years"),
        pytest.param("chỉ thị 32,5", id="a decimal"),
        pytest.param("số 5", id="a number of nothing"),
        pytest.param("15 HD lao động", id="no body's code"),
        pytest.param("15 HĐ lao động", id="no body's code, with marks"),
        pytest.param("5 TB", id="no body"),
        pytest.param("5 TB TW5", id="no code that is known"),
        pytest.param("5 TB máy", id="a word"),
        pytest.param("15 hd tư vấn", id="a word with marks that folds to a code"),
        pytest.param("15 hd tu van", id="a word without marks that folds to a code"),
        pytest.param("15 HD TU VAN", id="a word in capitals among words in capitals"),
        pytest.param("15 HĐ TỪ 2019", id="a word in capitals, with its marks"),
        pytest.param("3 kh thu chi", id="a syllable that is a body's code too"),
        pytest.param("20 đa tu", id="a type's code that is a syllable"),
        pytest.param("2019 KH UBND", id="nor among codes"),
        pytest.param("12 lượt CT TW", id="a word between"),
        pytest.param("120.000 CT TW", id="an amount"),
        pytest.param("3,5 CT TW", id="a fraction"),
    ],
)
def test_no_references(typed: str) -> None:
    """What only looks like a number is words."""
    root = parse(typed).root
    assert root and not any(isinstance(leaf, NumberRef) for leaf in all_leaves(root))


# ---------------------------------------------------------------- what a name can name

def cited(number: str, doc_type: str | None = None, date: str | None = None) -> Document:
    return Document(number_parts(number), number, doc_type, date)


@pytest.mark.parametrize(
    ("typed", "document", "named"),
    [
        pytest.param("Chỉ thị 32", cited("32-CT/TW", "chỉ thị"), True, id="type and serial"),
        pytest.param("Chỉ thị 32", cited("32 – CT/TW", None), True, id="the code tells the type"),
        pytest.param("Chỉ thị 32", cited("32", "chỉ thị"), True, id="a serial alone, with its type"),
        pytest.param("Chỉ thị 32", cited("32", None), False, id="a serial alone"),
        pytest.param("Chỉ thị 32", cited("32-KH/TU", "kế hoạch"), False, id="another type"),
        pytest.param("Chỉ thị 32", cited("132-CT/TW", "chỉ thị"), False, id="another serial"),
        pytest.param("Chỉ thị 32", cited("32a-CT/TW", "chỉ thị"), False, id="a serial with a letter"),
        pytest.param(
            "Chương trình 90", cited("90-CTr/TU", "chương trình hành động"), True, id="a kind of the type",
        ),
        pytest.param("NĐ 30/2020", cited("30/2020/NĐ-CP", "nghị định"), True, id="the year"),
        pytest.param("NĐ 30/2020", cited("30/2015/NĐ-CP", "nghị định"), False, id="another year"),
        pytest.param("32-CT/TW", cited("032 - CT/TW", "chỉ thị"), True, id="another spelling"),
        pytest.param(
            "Quyết định 37-QĐ/TW", cited("37-QĐ/TW", "quy định"), True, id="a whole number is enough",
        ),
        pytest.param("32-CT/TW", cited("32-CT/TU", "chỉ thị"), False, id="another body"),
        pytest.param("32-CT/TW", cited("32-CT/TW-VP", "chỉ thị"), False, id="more than the number"),
        pytest.param("32-CT/TW", cited("32", "chỉ thị"), True, id="a short form of its type"),
        pytest.param("32-CT/TW", cited("32", "kế hoạch"), False, id="a short form of another type"),
        pytest.param(
            "32-CT/TW ngày 18/02/2019", cited("32-CT/TW", date="2019-02-18"), True, id="the same day",
        ),
        pytest.param(
            "32-CT/TW ngày 18/02/2019", cited("32-CT/TW", date="2019-02"), True, id="a month that it is in",
        ),
        pytest.param(
            "32-CT/TW ngày 18/02/2019", cited("32-CT/TW", date="2003-12-09"), False, id="another term",
        ),
        pytest.param(
            "CT 32, ngày 18/2/2019", cited("32-CT/TW", date="2019-02-18"), True, id="short, its day",
        ),
        pytest.param(
            "CT 32 ngày 18/2/2019", cited("32-CT/TW", date="2003-12-09"), False, id="short, another term",
        ),
    ],
)
def test_names(typed: str, document: Document, named: bool) -> None:
    """A name says as much as it says, and no more."""
    root = parse(typed).root
    assert isinstance(root, NumberRef)
    assert root.names(document) is named


def test_alias_without_a_number() -> None:
    """An alias such as "Kế hoạch 84" names a document that is cited without a number."""
    assert list(documents("Kế hoạch 84")) == [Document(("84",), "84", "kế hoạch")]
    assert list(documents("Kế hoạch")) == []


@given(st.dates())
def test_bounds_hold_the_day(day: Any) -> None:
    """A day lies within its month, its month within its year, however it is written."""
    number = day.year * 10000 + day.month * 100 + day.day
    spellings = (f"{day:%d/%m/}{day.year:04}", day.isoformat(), day.isoformat()[:7], day.isoformat()[:4])
    found = [bounds(text) for text in spellings]
    assert all(one and one.low <= number <= one.high for one in found)
    assert found[0] == found[1] == (number, number)
