"""One form of every character, and the way back to where it stood."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vbparse.normalize import normalize, plain


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        pytest.param("Số 91 – HD/BTGTW", "Số 91 - HD/BTGTW", id="en dash"),
        pytest.param("a‐b‑c‒d—e−f－g", "a-b-c-d-e-f-g", id="dashes of all kinds"),
        pytest.param("25⁄11∕2024", "25/11/2024", id="slashes of all kinds"),
        pytest.param("a\u00a0b\u2009c\u3000d", "a b c d", id="blanks of all kinds"),
        pytest.param("a\r\nb\rc\nd", "a\nb\nc\nd", id="line ends of all kinds"),
        pytest.param("a\fb\x0bc\u2028d", "a\nb\nc\nd", id="form feeds end lines"),
        pytest.param("a<br>b<br/>c", "a\nb\nc", id="HTML line ends"),
        pytest.param("kế\u200bhoạch\ufeff\u00ad", "kếhoạch", id="characters without width"),
        pytest.param("a\u202eb\u2066c", "abc", id="bidirectional controls"),
        pytest.param(unicodedata.normalize("NFD", "Quyết định"), "Quyết định", id="composed"),
        pytest.param("ê\u0323", "ệ", id="half composed"),
        pytest.param("e\u0323\u0302", "ệ", id="marks in either order"),
        pytest.param("QÐ-TTg ðồng", "QĐ-TTg đồng", id="Icelandic eth"),
        pytest.param("ngàу", "ngày", id="Cyrillic lookalike"),
        pytest.param("**KẾ HOẠCH**", "KẾ HOẠCH", id="bold"),
        pytest.param("*Hà Nội, ngày 5*", "Hà Nội, ngày 5", id="italic"),
        pytest.param("## KẾ HOẠCH", " KẾ HOẠCH", id="heading"),
        pytest.param("a\x00b\x1bc\td", "a b c d", id="controls are blanks"),

        pytest.param("Nơi nhận: 'TM. ỦY BAN", "Nơi nhận:  TM. ỦY BAN", id="a scan's speck before a word"),
    ],
)
def test_makes_even(raw: str, value: str) -> None:
    """What prints alike becomes one character, what prints nothing goes."""
    text = normalize(raw)
    assert text.value.replace("\t", " ") == value
    assert text.raw_text == raw


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Số 84-KH/BTGTU", id="plain"),
        pytest.param("QD-TTg", id="confusion by OCR is matched, not mended"),
        pytest.param("TỈNH ỦY\n*\nSố 84", id="the star of a Party letterhead"),
        pytest.param("3 * 4 = 12", id="a star between blanks"),
        pytest.param("điểm #1", id="a hash inside a line"),
        pytest.param("hoà, uỷ", id="place of the tone"),
        pytest.param("ngoại¹", id="a footnote's sign"),
        pytest.param("", id="nothing"),

        pytest.param("Điểu K'Nhơn", id="an apostrophe inside a name"),
        pytest.param("phong trào 'Vườn xanh' của xã", id="single quotes that close"),
    ],
)
def test_leaves_alone(raw: str) -> None:
    """No word is corrected."""
    assert normalize(raw).value == raw


def test_cells_of_a_table_stand_on_lines() -> None:
    """A Markdown table's bars part lines; a bar beside a list is left."""
    assert [cell.strip() for cell in normalize("| a | b |").value.split("\n") if cell.strip()] == ["a", "b"]
    assert normalize("- Tỉnh ủy, | Báo cáo").value == "- Tỉnh ủy, | Báo cáo"


def test_composes_every_mark() -> None:
    """No mark of any script is passed over."""
    marks = [char for char in map(chr, range(sys.maxunicode)) if unicodedata.category(char).startswith("M")]
    assert all(normalize(f"e{mark}").value == unicodedata.normalize("NFC", f"e{mark}") for mark in marks)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("QUYẾT ĐỊNH", "quyet dinh", id="marks and capitals"),
        pytest.param("Đường đi", "duong di", id="đ is d"),
        pytest.param("İ ß ﬁ", "i ß ﬁ", id="one for one, also where lower case is longer"),
    ],
)
def test_plain(text: str, folded: str) -> None:
    """Letters without marks in lower case."""
    assert plain(text) == folded


MIXED = st.text(
    st.sampled_from("aăđơưĐQếịỦ09 -–/\r\n\t*#|\u200b\ufeff\u0301\u0323\u00a0<br>Ð")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@settings(max_examples=300)
@given(MIXED)
def test_every_character_knows_its_origin(raw: str) -> None:
    """`plain`, `shape` are as long as `value`, `origin` one longer, never going back, within the raw text."""
    text = normalize(raw)
    assert len(text.value) == len(text.plain) == len(text.shape) == len(text.origin) - 1
    assert all(a <= b for a, b in pairwise(text.origin))
    assert text.origin[len(text.value)] == len(raw)
    assert text.origin[0] >= 0


def _composed(char: str) -> str:
    return unicodedata.normalize("NFC", char)


@settings(max_examples=300)
@given(MIXED)
def test_folds_are_of_each_character(raw: str) -> None:
    """Each character folds as it does alone; capitals and other letters show in the shape."""
    text = normalize(raw)
    assert [low for char, low in zip(text.value, text.plain, strict=True) if char == _composed(char)] == [
        plain(char) for char in text.value if char == _composed(char)
    ]
    assert [shape == "A" for shape in text.shape] == [char.isupper() for char in text.value]
    assert [shape != "." for shape in text.shape] == [char.isupper() or char.isalpha() for char in text.value]


@settings(max_examples=300)
@given(MIXED, st.data())
def test_a_span_holds_what_its_piece_was_made_of(raw: str, data: st.DataObject) -> None:
    """Normalising the raw slice of a piece gives the piece, but for ornament that needs its line."""
    raw = raw.translate(dict.fromkeys(map(ord, "*#|<")))
    text = normalize(raw)
    start = data.draw(st.integers(0, len(text.value)))
    end = data.draw(st.integers(start, len(text.value)))
    span = text.raw(start, end)
    assert 0 <= span.start <= span.end <= len(raw)
    assert normalize(raw[span.start : span.end]).value.strip() == text.value[start:end].strip()


@settings(max_examples=200)
@given(MIXED)
def test_even_text_is_even(raw: str) -> None:
    """Normalising twice changes no letter or digit more than once did."""
    once = normalize(raw).value
    assert [c for c in normalize(once).value if c.isalnum()] == [c for c in once if c.isalnum()]
