"""The evidence under its source lines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vbparse.present import why
from vbparse.present.grounds import grounds


@pytest.mark.parametrize("pointer, shown", [
    pytest.param("/number", [
        "Số  17-KH/BTGTU                            number.party 0.99",
        "     3 │ Số 17 - KH/BTGTU",
        "       │    ^^^^^^^^^^^^^",
    ], id="one line"),
    pytest.param("/subject", [
        "Trích yếu  thực hiện Chỉ thị số 9-CT/TW…  subject.lines 0.80",
        "     6 │ thực hiện Chỉ thị số 9-",
        "       │ ^^^^^^^^^^^^^^^^^^^^^^^",
        "     7 │ CT/TW về đọc sách",
        "       │ ^^^^^^^^^^^^^^^^^",
    ], id="two lines"),
    pytest.param("/issuer", [
        "Cơ quan  Ban Tuyên giáo Tỉnh ủ…  issuer.code 0.90 (inferred)",
        "     1 │ TỈNH ỦY BA BỂ",
        "       │ ^^^^^^^^^^^^^",
        "     3 │ Số 17 - KH/BTGTU",
        "       │            ^^^^^",
    ], id="two spans"),
    pytest.param("/citations/1", [
        "Viện dẫn 2  Luật Xuất bản năm 2012                    căn cứ",
    ], id="without a place"),
    pytest.param("/citations/0", [
        "Viện dẫn 1  9-CT/TW                                thực hiện",
        "     6 │ thực hiện Chỉ thị số 9-",
        "       │                      ^^",
        "     7 │ CT/TW về đọc sách",
        "       │ ^^^^^",
    ], id="a citation, by its mentions"),
])
def test_explained(pointer: str, shown: list[str], record: dict[str, Any], source_text: str) -> None:
    """A field's name, value, rule and confidence, then where it stands."""
    ground = next(ground for ground in grounds(record) if ground.pointer == pointer)
    assert list(why.explained(ground, why.Lines(source_text), 60)) == shown


@pytest.mark.parametrize("left, right, columns, lines", [
    pytest.param("Số  1", "number 0.9", 20, ["Số  1     number 0.9"], id="both fit"),
    pytest.param("Trích yếu  về sách", "subject 0.9", 26, ["Trích yếu  v…  subject 0.9"], id="left is cut"),
    pytest.param("Trích yếu  về", "subject.title 0.9", 20, ["Trích yếu  về", "   subject.title 0.9"],
                 id="two lines"),
])
def test_two_ends(left: str, right: str, columns: int, lines: list[str]) -> None:
    """A name and its rule share a line where there is room."""
    assert why._two_ends(left, right, columns).split("\n") == lines


def test_show_why(record: dict[str, Any], source_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All evidence, in the order of the card."""
    why.show_why(record, source_text)
    blocks = capsys.readouterr().out.split("\n\n")
    names = [block.split("  ")[0] for block in blocks]
    assert names == ["Số", "Cơ quan", "Trích yếu", "Viện dẫn 1", "Viện dẫn 2"]


def test_order_of_items(record: dict[str, Any]) -> None:
    """The tenth recipient comes after the second."""
    record["recipients"] *= 4
    record["evidence"] |= {f"/recipients/{n}": record["evidence"]["/number"] for n in (10, 2)}
    pointers = [ground.pointer for ground in grounds(record) if "recipients" in ground.pointer]
    assert pointers == ["/recipients/2", "/recipients/10"]


@pytest.mark.parametrize("text, spans, columns, shown", [
    pytest.param("\tSố:\t9", [(5, 6)], 40, [("    Số: 9", "        ^")], id="tabs"),
    pytest.param("So\u0302\u0301 9", [(5, 6)], 40, [("So\u0302\u0301 9", "   ^")], id="combining marks"),
    pytest.param("字字 9", [(1, 2)], 40, [("字字 9", "  ^^")], id="wide letters"),
    pytest.param("a\x1b\u202eb9", [(4, 5)], 40, [("ab9", "  ^")], id="what is left out"),
    pytest.param("[red]9", [(5, 6)], 40, [("[red]9", "     ^")], id="markup"),
    pytest.param("9 8 7", [(0, 1), (4, 5)], 40, [("9 8 7", "^   ^")], id="two spans"),
    pytest.param("số 9 " + "và " * 20, [(3, 4)], 20, [("số 9 và và và và v …", "   ^")], id="cut behind"),
    pytest.param("và " * 20 + "số 9", [(63, 64)], 20, [("… và số 9", "        ^")], id="cut before"),
    pytest.param("số 9 " + "và " * 20 + "số 8", [(3, 4), (68, 69)], 20,
                 [("số 9 và và và và v …", "   ^"), ("… và số 8", "        ^")], id="two spans far apart"),
    pytest.param("x" * 100, [(0, 100)], 20, [("x" * 18 + " …", "^" * 18)], id="longer than the line"),
])
def test_pointed(text: str, spans: list[tuple[int, int]], columns: int, shown: list[tuple[str, str]]) -> None:
    """The carets stand under the evidence, as a terminal counts columns."""
    assert list(why.pointed(text, spans, columns)) == shown


LINE = st.text(st.characters(exclude_characters="\r\n"), min_size=1)


@given(LINE, st.integers(0), st.integers(1), st.integers(20, 120))
def test_pointed_fits(text: str, start: int, length: int, columns: int) -> None:
    """Whatever the line, what is shown of it fits, and the carets end within it."""
    start %= len(text)
    end = min(start + length, len(text))
    for source, carets in why.pointed(text, [(start, end)], columns):
        assert cell_len(source) <= columns
        assert cell_len(carets) <= cell_len(source)


@pytest.mark.parametrize("text, span, lines", [
    pytest.param("a\r\nb\nc\rd", (0, 8), [(1, "a"), (2, "b"), (3, "c"), (4, "d")], id="every line end"),
    pytest.param("a\nb", (2, 3), [(2, "b")], id="last line without end"),
    pytest.param("ab\n\ncd", (0, 6), [(1, "ab"), (3, "cd")], id="an empty line between is not shown"),
    pytest.param("a\x0cb", (2, 3), [(1, "a\x0cb")], id="a form feed ends no line"),
])
def test_lines(text: str, span: tuple[int, int], lines: list[tuple[int, str]]) -> None:
    """Lines are numbered as an editor numbers them."""
    assert [(line.number, line.text) for line in why.Lines(text).under(*span)] == lines


def test_rejected(record: dict[str, Any], source_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What was not taken stands under its field with the reason, and gives an empty field its place."""
    at = source_text.index("KẾ")
    stamped = {"value": "56", "spans": [[at, at + 2]], "rule": "stamp.arrival", "confidence": 0.9,
               "reason": "in an arrival stamp"}
    record["date"] = None
    why.show_why(record, source_text, [{"field": "number"} | stamped, {"field": "date"} | stamped])
    blocks = capsys.readouterr().out.split("\n\n")
    said = "  not 56: in an arrival stamp" + " " * 53 + "stamp.arrival 0.90"
    lost = [said, "     5 │ KẾ HOẠCH", "       │ ^^"]
    assert blocks[0].splitlines()[3:] == lost
    assert blocks[1].splitlines() == ["Ngày  —" + " " * 84 + "not found", *lost]
