"""A word is a word whatever the keyboard, the scanner and Unicode made of it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.normalize import normalize
from vbparse.words import LONGEST, Place, find_runs, marked, marked_words, places, words

VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "ĐƯƠÂĂÊÔ 0123456789-/.,()\n*_¹"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Quyết định", ["quyet", "dinh"], id="marks and capitals fold"),
        pytest.param("hoà hòa uỷ ủy", ["hoa", "hoa", "uy", "uy"], id="the tone's place does not count"),
        pytest.param("Đảng đảng Ðảng ðảng", ["dang"] * 4, id="đ is d, Icelandic ones too"),
        pytest.param("32-\nCT/TW", ["32", "ct", "tw"], id="punctuation parts words"),
        pytest.param("a và b", ["a", "va", "b"], id="one letter is a word, nothing is a stop word"),
        pytest.param("ngoại¹ 7½", ["ngoai", "7"], id="a footnote's sign is no letter"),
        pytest.param("**Số** *84*", ["so", "84"], id="Markdown parts nothing"),
        pytest.param("kế\u200bhoạch\ufeff", ["kehoach"], id="characters without width are none"),
        pytest.param("tên_tệp", ["ten", "tep"], id="an underscore parts words"),
        pytest.param("а о с", ["a", "o", "c"], id="Cyrillic lookalikes are Latin"),
        pytest.param("x" * 100, ["x" * LONGEST], id="debris is cut"),
        pytest.param("(((", [], id="punctuation alone is no word"),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """A text gives the same words composed and decomposed."""
    assert words(text) == found
    assert words(unicodedata.normalize("NFD", text)) == found


@given(VIETNAMESE)
def test_words_are_those_of_the_normalised_text(text: str) -> None:
    """What is indexed from the raw text is what the recognisers read, but for superscripts."""
    text = text.replace("¹", "").replace("*", "")
    assert words(text) == re.findall(r"[^\W_]+", normalize(text).plain)


@given(VIETNAMESE, st.booleans())
def test_places_are_where_the_words_stand(text: str, composed: bool) -> None:
    """Each place, cut out and folded, is its word."""
    text = unicodedata.normalize("NFC" if composed else "NFD", text)
    assert [words(text[start:end]) for start, end in places(text)] == [[word] for word in words(text)]


@given(VIETNAMESE, st.data())
def test_runs_of_a_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    """Any run of a text's words is found in it, and what is found folds to the run."""
    found = words(text)
    start = data.draw(st.integers(0, max(0, len(found) - 1)))
    run = tuple(found[start: start + 3])
    matches = [text[place.start: place.end] for _, place in find_runs(text, [[run]])] if run else ["none"]
    assert matches
    assert not run or all(tuple(words(match)) == run for match in matches)


@given(st.text(st.sampled_from("đấtĐaA *-\0\n\f\u0301\u00ad–²ßжﬁＡ"), max_size=30))
def test_a_word_is_found_as_often_as_it_stands(text: str) -> None:
    """Whatever else stands there: characters of other scripts, marks apart, debris."""
    found = words(text)
    for word in set(found):
        assert len(list(find_runs(text, [[(word,)]]))) == found.count(word)


def test_runs_are_whole_words() -> None:
    """`ban` is not found in `bang`, nor in a decomposed `bảng`."""
    text = unicodedata.normalize("NFD", "bảng ban bản")
    assert [text[place.start: place.end] for _, place in find_runs(text, [[("ban",)]])] == [
        "ban", unicodedata.normalize("NFD", "bản"),
    ]
    assert list(find_runs("ban", [[], [("ban",)]])) == [(1, Place(0, 3))]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("hoà", "hòa", True, id="old and new place of the tone"),
        pytest.param("Uỷ", "ủy", True, id="capitals"),
        pytest.param("đường", unicodedata.normalize("NFD", "ĐƯỜNG"), True, id="Unicode form"),
        pytest.param("ðảng", "đảng", True, id="Icelandic đ"),
        pytest.param("bán", "bàn", False, id="another tone"),
        pytest.param("da", "đa", False, id="đ alone is a mark"),
        pytest.param("to", "tô", False, id="another vowel"),
    ],
)
def test_marks(one: str, other: str, same: bool) -> None:
    """Two spellings have the same marks or not, wherever the marks are put."""
    assert (marked(one) == marked(other)) is same


def test_words_without_marks_have_no_spelling() -> None:
    """A word typed without marks asks for none."""
    assert marked("dang") is None
    assert marked_words("Đảng ủy xa 32") == {marked("đảng"), marked("ủy")}
