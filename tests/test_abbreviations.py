"""Abbreviations of bodies: each row tells what it says, and a query finds the one form by the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse import tables
from vbparse.query import FieldTerm, Or, parse
from vbparse.query.abbreviations import ways_of_writing
from vbparse.query.tree import spelt
from vbparse.tables import Abbreviation
from vbparse.tables.trying import failings
from vbparse.words import words

ROWS = tables.abbreviations()


def finds(typed: str, printed: str) -> bool:
    """Whether the name typed, in one of the ways of writing it, stands in the name printed."""
    value = words(printed)
    ways = ([word.text for word in way] for way in ways_of_writing(spelt(typed)))
    return any(value[at: at + len(way)] == way for way in ways for at in range(len(value)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.short)
def test_a_row_knows_its_examples_and_not_its_traps(row: Abbreviation) -> None:
    """The short form of a row is in its examples what it says, and in its counterexamples something else."""
    assert row.examples and row.counterexamples and row.source
    assert all(text.count(" = ") == 1 for text in (*row.examples, *row.counterexamples))
    assert list(failings(row)) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.short)
def test_either_form_finds_the_other(row: Abbreviation) -> None:
    """What is printed short is found by the long form, what is printed long by the short one."""
    for example in row.examples:
        printed, meant = example.split(" = ")
        assert finds(meant, printed) and finds(printed, meant), example


def test_rows_are_in_order_and_new() -> None:
    """Sorted, each short form once, and none that a body's row has already."""
    shorts = [row.short for row in ROWS]
    assert shorts == sorted(set(shorts))
    assert not set(shorts) & {short for body in tables.bodies() for short in body.short}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("MTTQ", "Mặt trận Tổ quốc tỉnh", id="MTTQ"),
        pytest.param("mttq", "UBMTTQ tỉnh", id="in small letters, within another abbreviation"),
        pytest.param("Mặt trận Tổ quốc", "MTTQVN", id="the long form, within a longer one"),
        pytest.param("mat tran to quoc tinh", "UBMTTQ tỉnh", id="at the end of one, and a word"),
        pytest.param("VPTW", "Văn phòng Trung ương Đảng", id="VPTW"),
        pytest.param("Văn phòng Trung ương Đảng", "VPTWĐ", id="another short form"),
        pytest.param("VPTWĐ", "VPTW Đảng", id="one short form by the other"),
        pytest.param("UBKT", "Ủy ban Kiểm tra Tỉnh ủy", id="UBKT"),
        pytest.param("Ủy ban Kiểm tra Tỉnh ủy", "UBKTTU", id="of a province"),
        pytest.param("ĐUTT", "các đảng ủy trực thuộc", id="ĐUTT"),
        pytest.param("đảng ủy trực thuộc", "huyện ủy, ĐUTT", id="ĐUTT, back"),
        pytest.param("BTG Tỉnh ủy", "BTGTU", id="BTG"),
        pytest.param("Ban Tuyên giáo Trung ương", "BTG TW", id="two abbreviations side by side"),
        pytest.param("UBND tỉnh", "Ủy ban nhân dân tỉnh Lạng Sơn", id="UBND"),
        pytest.param("Ủy ban Kiểm tra", "UBKTTU", id="a piece of all its meanings"),
        pytest.param("TU", "Tỉnh ủy", id="TU, written out"),
    ],
)
def test_finds(typed: str, printed: str) -> None:
    """The one form is found by the other."""
    assert finds(typed, printed)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        pytest.param("Tỉnh ủy", "Sở Tư pháp", id="tư is not TU"),
        pytest.param("Đảng ủy", "Ban quản lý dự án", id="dự is not ĐU"),
        pytest.param("dự", "Đảng ủy", id="nor back"),
        pytest.param("Văn phòng Thành ủy", "Văn phòng Tỉnh ủy", id="one short form, two names"),
        pytest.param("Kiểm tra Thành ủy", "UBKTTU", id="a piece of one of its meanings"),
        pytest.param("MTTQ tỉnh", "MTTQ huyện", id="the words beside it count"),
        pytest.param("Ban", "BTG", id="one word tells no name"),
        pytest.param("UBKT Tỉnh ủy", "UBKT Huyện ủy", id="another body"),
    ],
)
def test_ignores(typed: str, printed: str) -> None:
    """What is not the same name is not found."""
    assert not finds(typed, printed)


@pytest.mark.parametrize("field", ["recipient", "issuer", "stamp"])
def test_fields_of_bodies(field: str) -> None:
    """These fields ask for a name in every way of writing it."""
    root = parse(f"{field}:ĐUTT").root
    assert isinstance(root, Or)
    ways = {" ".join(word.text for word in item.words) for item in root.items if isinstance(item, FieldTerm)}
    assert ways == {"dutt", "dang uy truc thuoc"}


@pytest.mark.parametrize("typed", ["ĐUTT", '"ĐUTT"', "text:ĐUTT", "subject:ĐUTT", "signer:ĐUTT"])
def test_words_are_left_alone(typed: str) -> None:
    """Everywhere else a word is what was typed."""
    assert not isinstance(parse(typed).root, Or)


PIECES = ["UBND", "VPTU", "UBMTTQVN", "TU", "TW", "Ủy", "ban", "nhân", "dân", "tỉnh", "đảng", "Đảng"]


@given(st.lists(st.sampled_from(PIECES)))
def test_ways_are_few_and_the_first_is_the_typed(parts: list[str]) -> None:
    """However much is abbreviated, the ways are bounded, apart, and begin with what was typed."""
    run = spelt(" ".join(parts))
    if run:
        ways = ways_of_writing(run)
        assert len(set(ways)) == len(ways) <= 64
        assert run in ways or any(set(way) < set(run) for way in ways)
