"""A snippet shows where a document answers, as the document prints it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.shelf import KINDS, RECORDS
from vbparse.index.snippet import snippet
from vbparse.query import parse
from vbparse.words import words

FILLER = "Căn cứ chức năng, nhiệm vụ của mình " * 20
TEXT = (
    f"{FILLER}\n\n  Thực hiện Chỉ thị số 32-\n CT/TW,  ngày 18/02/2019 "
    "(sau đây gọi tắt là *Chỉ thị 32 – CT/TW*) "
    f"về ngoại giao\n{FILLER}"
)


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        pytest.param(
            "Chỉ thị 32", ["Chỉ thị số 32- CT/TW", "Chỉ thị 32 – CT/TW"], id="a document by type and serial"
        ),
        pytest.param(
            "32-CT/TW", ["Chỉ thị số 32- CT/TW", "Chỉ thị 32 – CT/TW"], id="a number over a line end"
        ),
        pytest.param("ngoai giao", ["ngoại", "giao"], id="words without marks"),
        pytest.param('"ngoại giao"', ["ngoại giao"], id="a phrase"),
        pytest.param("ngoại NOT giao", ["ngoại"], id="what is excluded is not marked"),
        pytest.param('subject:"ngoại giao"', ["ngoại giao"], id="a field's words"),
        pytest.param("khonggi", [], id="nothing"),
        pytest.param("date:2019", [], id="a date"),
    ],
)
def test_marks(typed: str, marked: list[str]) -> None:
    """What answers is marked, whatever the Unicode form of the text."""
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize("NFC" if form == "NFC" else "NFD", TEXT)
        found = snippet(text, parse(typed))
        assert [unicodedata.normalize("NFC", found.text[start:end]) for start, end in found.marks] == marked


def test_a_number_is_marked_where_its_short_form_stands() -> None:
    """What a document calls "Chỉ thị 32" is 32-CT/TW, unless it goes on as another number."""
    found = snippet("theo Chỉ thị 32 và Chỉ thị 32-CT/TU", parse("32-CT/TW"))
    assert [found.text[start:end] for start, end in found.marks] == ["Chỉ thị 32"]


def test_the_place_that_answers_most_is_shown() -> None:
    """Of several places, the one where most of the query stands together."""
    text = f"ngoại {FILLER} giao {FILLER} ngoại giao {FILLER}"
    assert "ngoại giao" in snippet(text, parse("ngoại giao"), 60).text


def test_a_cut_is_shown() -> None:
    """An ellipsis stands where the document goes on, and nowhere else."""
    assert snippet(TEXT, parse("ngoại"), 50).text.startswith("… ")
    assert snippet(TEXT, parse("khonggi"), 50).text.endswith(" …")
    assert snippet("ngoại\n giao ", parse("giao")).text == "ngoại giao"


TEXTS = (
    st.lists(
        st.sampled_from(
            ["ngoại", "giao", "32-\nCT/TW", "Chỉ thị", "\r\n", "\t", "\u200b", "x" * 90, "(", "đ́", "*", "Ủy"]
        )
    ).map(" ".join)
    | st.text()
)


@given(TEXTS, st.sampled_from(list(KINDS.values())) | st.text(), st.integers(1, 200))
def test_a_snippet_is_one_line_of_the_text(text: str, typed: str, width: int) -> None:
    """Its words are the text's, its marks lie within it in order, and it is about as wide as asked."""
    found = snippet(text, parse(typed), width)
    assert "".join(found.text.removeprefix("… ").removesuffix(" …").split()) in "".join(text.split())
    assert len(found.text.splitlines()) <= 1 or any(
        char in text for char in "\x1c\x1d\x1e\x85\u2028\u2029\x0b\x0c"
    )
    edges = [edge for mark in found.marks for edge in mark]
    assert edges == sorted(edges) and (not edges or edges[-1] <= len(found.text))
    longest = max((end - start for start, end in found.marks), default=0)
    assert len(found.text) <= 2 * width + longest + 140


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record[0])
def test_marked_words_answer(record: tuple[str, str, str]) -> None:
    """What is marked is what was asked for."""
    for typed in ("ngoại", "đất", "chi"):
        found = snippet(record[2], parse(typed))
        assert all(words(found.text[start:end]) == words(typed) for start, end in found.marks)
