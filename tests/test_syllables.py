"""What is a syllable of Vietnamese, and what its absence tells."""

from __future__ import annotations

import unicodedata

import pytest

from vbparse.syllables import is_syllable, restored, whole_words

PLACES = frozenset(
    ("Hà Nội", "Gia Lai", "Khánh Hòa", "Đắk Pơ", "Đắk Glei", "Đam Rông", "Ia Grai", "An Giang", "An Khê")
)


@pytest.mark.parametrize("word", ["Nội", "nghiêng", "QUYẾT", "khuya", "Hoà", "hòa", "uỷ", "Y", "Ân"])
def test_a_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["Nộl", "Glang", "Hóâ", "Th", "Đ", "Đắk", "Kbang", "vlệc", "2019", ""])
def test_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(("printed", "whole"), [
    ("Lò Văn Đ ức", "Lò Văn Đức"),
    ("Vi Thị Th anh", "Vi Thị Thanh"),
    ("Lường ThịMai", "Lường Thị Mai"),
    ("Trần Văn A", "Trần Văn A"),
    ("Bộ Tài chính", "Bộ Tài chính"),
    ("Y Bhăm", "Y Bhăm"),
])
def test_words_are_made_whole(printed: str, whole: str) -> None:
    assert whole_words(printed) == whole


@pytest.mark.parametrize(("printed", "name"), [
    ("Hà Nộl", "Hà Nội"),
    ("An Glang", "An Giang"),
    ("Đắk Glel", "Đắk Glei"),
    ("KHÁNB HÒA", "Khánh Hòa"),
    ("Đắk Ơ", None),                              # a commune beside a district Đắk Pơ
    ("Đăk Rong", None),                           # a commune: no letter of it looks like Đam Rông's
    ("Ia Glai", None),
    ("Hà Nam", None),                             # all its words are sound
    ("Nộl", None),
    ("Hà Xyz", None),
])
def test_damage_is_repaired_where_one_name_is_near(printed: str, name: str | None) -> None:
    assert restored(printed, PLACES) == name
