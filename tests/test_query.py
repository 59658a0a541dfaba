"""Queries: what is typed is understood, and nothing that is typed is an error."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.query import (
    DEEPEST,
    FIELDS,
    And,
    DateRange,
    FieldTerm,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Tagged,
    Word,
    all_leaves,
    parse,
)
from vbparse.reference import NumberRef
from vbparse.words import marked, words


def word(text: str) -> Word:
    return Word(words(text)[0], marked(text))


def phrase(text: str) -> Phrase:
    return Phrase(tuple(map(word, text.split())))


def both(*items: Node) -> And:
    return And(items)


def either(*items: Node) -> Or:
    return Or(items)


def field(name: Any, text: str) -> FieldTerm:
    return FieldTerm(name, tuple(map(word, text.split())))


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        pytest.param("ngoại giao", both(word("ngoại"), word("giao")), id="words are ANDed"),
        pytest.param("a a", A, id="a word asked for twice is asked for once"),
        pytest.param('"ngoại giao"', phrase("ngoại giao"), id="a phrase"),
        pytest.param("“ngoại giao” «a»", both(phrase("ngoại giao"), A), id="other quotation marks"),
        pytest.param("a AND b", both(A, B), id="AND"),
        pytest.param("a OR b", either(A, B), id="OR"),
        pytest.param("a b OR c", either(both(A, B), C), id="OR binds less than AND"),
        pytest.param("a (b OR c)", both(A, either(B, C)), id="brackets"),
        pytest.param("NOT a", Not(A), id="NOT alone"),
        pytest.param("a NOT (b c)", both(A, Not(both(B, C))), id="NOT of a bracket"),
        pytest.param("NOT NOT a", A, id="NOT twice"),
        pytest.param("a and not b", both(A, word("and"), word("not"), B), id="small letters are words"),
        pytest.param("VP-UBND", phrase("vp ubnd"), id="words in one chunk stand side by side"),
        pytest.param("a:b:c", phrase("a b c"), id="a colon after no field is punctuation"),
        pytest.param("https://vbpl.vn/tw", phrase("https vbpl vn tw"), id="an address"),
    ],
)
def test_meaning(typed: str, root: Node) -> None:
    """Words, phrases and operators mean what they say."""
    assert parse(typed) == Query(typed, root)


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param('"', None, id="a quotation mark"),
        pytest.param("(((", None, id="opening brackets"),
        pytest.param(")(", None, id="brackets the wrong way round"),
        pytest.param("() (())", None, id="brackets around nothing"),
        pytest.param("- / . * ? ~ ^ [ ] { } \\ + && ||", None, id="other languages' syntax"),
        pytest.param("AND", word("and"), id="AND alone is a word"),
        pytest.param("NOT", word("not"), id="NOT alone is a word"),
        pytest.param("a AND", both(A, word("and")), id="AND before nothing"),
        pytest.param("OR a", both(word("or"), A), id="OR after nothing"),
        pytest.param("a NOT", both(A, word("not")), id="NOT before nothing"),
        pytest.param("a OR AND b", both(A, word("or"), B), id="two operators are one and a word"),
        pytest.param("(a OR) b", both(A, word("or"), B), id="OR before a closing bracket"),
        pytest.param("(a", A, id="a bracket without its partner"),
        pytest.param('a "b', both(A, B), id="a quotation mark without its partner"),
        pytest.param("date:tomorrow", phrase("date tomorrow"), id="a date that is none"),
        pytest.param("date:2019..abc", phrase("date 2019 abc"), id="a range that is none"),
        pytest.param("text:", None, id="a field without a value"),
        pytest.param("number:", None, id="a number without a value"),
        pytest.param("số:", None, id="without a value, in Vietnamese"),
        pytest.param("nơi nhận:", None, id="without a value, in two words"),
        pytest.param('number:""', None, id="quotation marks around no value"),
        pytest.param("số: -", None, id="a value without words"),
        pytest.param("a số:", A, id="a field without a value behind a word"),
        pytest.param("issuer:(a)", A, id="a bracket is no value"),
        pytest.param("(" * 900 + "a" + ")" * 900, A, id="brackets too deep to mean"),
    ],
)
def test_accidents(typed: str, root: Node | None) -> None:
    """What is not well formed is words, or nothing."""
    assert parse(typed).root == root


def test_reference_among_words() -> None:
    """A document and words: both are asked for."""
    root = parse("chỉ thị 32 ngoại giao").root
    assert isinstance(root, And)
    assert isinstance(root.items[0], NumberRef) and root.items[0].text == "chỉ thị 32"
    assert root.items[1:] == (word("ngoại"), word("giao"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param('issuer:"Lạng Sơn"', field("issuer", "Lạng Sơn"), id="a quoted value"),
        pytest.param(
            "issuer:Lạng Sơn", both(field("issuer", "Lạng"), word("Sơn")),
            id="an unquoted value is one chunk",
        ),
        pytest.param("ký: Thắm", field("signer", "Thắm"), id="a blank after the colon"),
        pytest.param("nơi nhận:xã", field("recipient", "xã"), id="a name of two words"),
        pytest.param("Trích Yếu:a", field("subject", "a"), id="capitals in a name"),
        pytest.param("type:chỉ thị a", both(field("type", "chỉ thị"), A), id="a type takes all its words"),
        pytest.param("loai:CT", field("type", "chỉ thị"), id="a type's code"),
        pytest.param(
            "loai:QĐ", either(field("type", "quy định"), field("type", "quyết định")), id="one of two types",
        ),
        pytest.param("number:BTGTU", field("number", "BTGTU"), id="a part of a number"),
        pytest.param('dan:"Luật Đất đai"', field("cites", "Luật Đất đai"), id="a title that is cited"),
        pytest.param('text:"chỉ thị 32"', phrase("chỉ thị 32"), id="text: is always text"),
        pytest.param("text:chỉ", word("chỉ"), id="a word of the text"),
        pytest.param("date:2019", DateRange(20190101, 20191231), id="a year"),
        pytest.param("date:2019-06", DateRange(20190601, 20190631), id="a month"),
        pytest.param("date:6/2019", DateRange(20190601, 20190631), id="a month as printed"),
        pytest.param("ngày:21/6/2019", DateRange(20190621, 20190621), id="a day as printed"),
        pytest.param("date:2019-06-21", DateRange(20190621, 20190621), id="a day"),
        pytest.param("date:2019..2021", DateRange(20190101, 20211231), id="a range"),
        pytest.param("date:2021..2019", DateRange(20190101, 20211231), id="a range backwards"),
        pytest.param("date:..6/2021", DateRange(0, 20210631), id="up to"),
        pytest.param("date:2019..", DateRange(20190101, 99991231), id="from"),
        pytest.param("date:2019 .. 2021", DateRange(20190101, 20211231), id="blanks in a range"),
        pytest.param("date:2019.. 2021", DateRange(20190101, 20211231), id="a blank behind the dots"),
        pytest.param("date:2019 ..2021", DateRange(20190101, 20211231), id="a blank before the dots"),
        pytest.param("date:2019.. a", both(DateRange(20190101, 99991231), A), id="a range, and a word"),
        pytest.param("arrived:2019-06", DateRange(20190601, 20190631, "arrived"), id="a month of arrival"),
        pytest.param("ngày đến:6/2019", DateRange(20190601, 20190631, "arrived"), id="ngày đến is not ngày"),
        pytest.param("đến: 2019..", DateRange(20190101, 99991231, "arrived"), id="đến and a blank"),
        pytest.param("stamp:5618", field("stamp", "5618"), id="the number of a stamp"),
        pytest.param("dấu đến:0588", field("stamp", "588"), id="zeros before it"),
        pytest.param('stamp:"Tỉnh ủy"', field("stamp", "Tỉnh ủy"), id="the office of a stamp"),
        pytest.param("tag:Khẩn", Tagged("khan"), id="a tag"),
        pytest.param("nhãn:xem-lại", Tagged("xem lai"), id="a tag of two words"),
    ],
)
def test_fields(typed: str, expected: Node) -> None:
    """Fields by their English and Vietnamese names."""
    assert parse(typed).root == expected


@pytest.mark.parametrize(
    ("typed", "no_dates"),
    [
        pytest.param("date:2019 a", (), id="a date"),
        pytest.param("date:tomorrow", ("date:tomorrow",), id="a word"),
        pytest.param('ngày: "hôm qua" a', ("date:hôm qua",), id="words"),
        pytest.param("date:31/2/2019", ("date:31/2/2019",), id="a day that is none"),
        pytest.param("date:29/2/2019..2020", ("date:29/2/2019..2020",), id="no leap year"),
        pytest.param("date:29/2/2020", (), id="a leap year"),
        pytest.param("a (arrived:2019-13 OR b)", ("arrived:2019-13",), id="a month that is none"),
        pytest.param("date: ", (), id="nothing"),
        pytest.param("issuer:tomorrow", (), id="another field"),
    ],
)
def test_what_is_no_date(typed: str, no_dates: tuple[str, ...]) -> None:
    """What is typed for a date and is none is kept, so that it can be said."""
    assert parse(typed).no_dates == no_dates


@pytest.mark.parametrize(("typed", "bracketed"), [
    pytest.param("type:(KH OR CV)", ("type",), id="values in brackets"),
    pytest.param("a ngày: (2019 OR 2020)", ("date",), id="by its Vietnamese name, behind a blank"),
    pytest.param("(type:KH OR type:CV)", (), id="fields in brackets"),
    pytest.param("type:KH (a)", (), id="a value before a bracket"),
])
def test_a_field_does_not_reach_into_brackets(typed: str, bracketed: tuple[str, ...]) -> None:
    """A field before a bracket is kept, so that it can be said that it was passed over."""
    assert parse(typed).bracketed == bracketed


@pytest.mark.parametrize(
    ("typed", "role", "key"),
    [
        pytest.param("number:84-KH/BTGTU", "is", ("84", "kh", "btgtu"), id="number:"),
        pytest.param("Số: 84 - KH/BTGTU", "is", ("84", "kh", "btgtu"), id="as a letterhead prints it"),
        pytest.param("so:084", "is", ("84",), id="a serial"),
        pytest.param("so:30/2020", "is", ("30", "2020"), id="a serial and a year"),
        pytest.param("cites:32-CT/TW", "cites", ("32", "ct", "tw"), id="cites:"),
        pytest.param("dẫn:chỉ thị 32", "cites", ("32",), id="dẫn: and a document's name"),
        pytest.param('cites:"Chỉ thị 32"', "cites", ("32",), id="quoted"),
    ],
)
def test_fields_of_numbers(typed: str, role: str, key: tuple[str, ...]) -> None:
    """number: is for the record's own number, cites: for those that it cites."""
    root = parse(typed).root
    assert isinstance(root, NumberRef)
    assert (root.role, root.key) == (role, key)


SOUP = st.lists(
    st.sampled_from([
        "(", ")", '"', "“", "AND", "OR", "NOT", ":", "..", "/", "-", "*", "|", "#", "số",
        *(f"{name}:" for name in FIELDS),
        "chỉ thị", "32", "CT/TW", "2019", "a", "\n", "\u0301", "đ", "ß", "ﬁ", "İ", "\x00", "\ud800", "𝔘",
    ]).flatmap(lambda piece: st.sampled_from([piece, f"{piece} "]))
).map("".join)


@given(st.text(st.characters()) | SOUP)
def test_nothing_typed_is_an_error(typed: str) -> None:
    """Every string is a query, and the same one in every Unicode form of it."""
    query = parse(typed)
    assert query.text == typed
    assert set(query.leaves()) <= (set(all_leaves(query.root)) if query.root else set())


@given(st.text("aâbđ ()\"ờOR:12-/.ABCD") | SOUP.filter(lambda text: "\u0301" not in text))
def test_unicode_form_does_not_matter(typed: str) -> None:
    """Composed and decomposed, a query is one and the same."""
    composed, decomposed = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    assert parse(composed).root == parse(decomposed).root


@given(SOUP)
def test_depth_is_bounded(typed: str) -> None:
    """No tree is deeper than what the searchers can walk down."""
    def depth(node: Node | None) -> int:
        if isinstance(node, And | Or):
            return 1 + max(map(depth, node.items))
        return 1 + depth(node.item) if isinstance(node, Not) else 0
    assert depth(parse(f"{'(a NOT ' * 400}{typed}{')' * 400}").root) <= 3 * DEEPEST
