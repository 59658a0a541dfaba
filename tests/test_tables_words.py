"""The words of letterheads, signatures and citations: each row tried on every example of its table.

`vbparse.tables.trying` does no more than find the words of a row; how damage is read stands elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from vbparse import record, tables
from vbparse.errors import TableError
from vbparse.tables import Letters, Lookalike, Purpose, Relation, SigningForm, reading
from vbparse.tables.reading import row_of, shape_of, toml_of
from vbparse.tables.rows import valid_on
from vbparse.tables.trying import failings, has_purpose, look, plain, signs

# ---------------------------------------------------------------- bodies


def test_a_body_is_what_its_letterhead_prints() -> None:
    """A letterhead in CAPITALS, its tones set either way, begins with the body's name."""
    assert [row for row in tables.bodies() if list(failings(row))] == []


def test_bodies_are_many_and_in_order() -> None:
    """No name stands twice; what is printed short for one name is not printed for another."""
    names = [row.name for row in tables.bodies()]
    assert len(names) == len(set(names)) >= 250
    assert names == sorted(names)
    short = Counter(text for row in tables.bodies() for text in row.short)
    assert [text for text, count in short.items() if count > 1] == []


# ---------------------------------------------------------------- signing


@pytest.mark.parametrize("form", tables.signing().forms, ids=lambda form: form.code)
def test_a_form_signs_its_examples_and_not_its_traps(form: SigningForm) -> None:
    """T/M before a body is thay mặt; TMDV is nothing."""
    assert list(failings(form)) == []


@pytest.mark.parametrize("form", tables.signing().forms, ids=lambda form: form.code)
def test_no_form_signs_the_examples_of_another(form: SigningForm) -> None:
    """A line is signed in one way."""
    others = [line for other in tables.signing().forms if other is not form for line in other.examples]
    assert [line for line in others if signs(form, line)] == []


def test_no_printing_means_two_forms() -> None:
    """What is printed for one form is neither print nor damage of another."""
    printed = Counter(text for form in tables.signing().forms for text in (*form.printed, *form.damaged))
    assert [text for text, count in printed.items() if count > 1] == []


@pytest.mark.parametrize("words", ["positions", "marks", "titles"])
def test_words_come_longest_first(words: str) -> None:
    """A post that begins another is tried after it: Phó Bí thư after Phó Bí thư Thường trực."""
    found: tuple[str, ...] = getattr(tables.signing(), words)
    assert list(found) == sorted(found, key=lambda word: (-len(word), word))
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "post",
    ["Thủ tướng", "Phó Thủ tướng", "Thứ trưởng", "Bộ trưởng, Chủ nhiệm", "Phó Bí thư Thường trực",
     "Trưởng ban", "Phó Trưởng ban Thường trực", "Phó Chánh Văn phòng", "Phó Tổng cục trưởng", "Chánh án",
     "Tổng Kiểm toán nhà nước", "Chủ tịch UBND tỉnh", "Phó Chủ tịch Thường trực", "Hiệu trưởng", "Thống đốc"],
)
def test_a_post_is_known(post: str) -> None:
    """Heads and deputies of every branch are in the list (domain: 2.5, 6.2)."""
    assert post in tables.signing().positions


def test_every_deputy_has_a_head() -> None:
    """"Phó X" is known only where "X" is: a list with the deputy alone has forgotten someone."""
    posts = tables.signing().positions
    heads = [post for post in posts if not post.startswith("Phó ")]
    for post in posts:
        if post.startswith("Phó "):
            of = plain(post.removeprefix("Phó ").replace(" Thường trực", "").replace(" phụ trách", ""))
            assert any(of in plain(head) for head in heads), post


# ---------------------------------------------------------------- surnames


@pytest.mark.parametrize("name", ["Nguyễn", "Nông", "Võ", "Tôn Thất", "Tôn", "Kpă", "Rơ", "Thạch", "H'"])
def test_a_surname_is_known(name: str) -> None:
    """Kinh, compound, highland, Khmer and Chăm names are there."""
    assert name in tables.surnames()


@pytest.mark.parametrize("name", ["Như", "Nơi", "Kính", "Ban", "Phòng", "Trung", "Việt", "Ủy", "Chủ"])
def test_a_word_of_the_form_is_no_surname(name: str) -> None:
    """What begins other lines near a signature does not pass for a name."""
    assert name not in tables.surnames()


# ---------------------------------------------------------------- purposes


@pytest.mark.parametrize("row", tables.purposes(), ids=lambda row: row.name)
def test_a_purpose_is_read_from_its_bracket(row: Purpose) -> None:
    """The bracket says why; a body whose name sounds so does not."""
    assert row.name in row.printed
    assert list(failings(row)) == []
    others = [item for other in tables.purposes() if other is not row for item in other.examples]
    assert [item for item in others if has_purpose(row, item)] == []


def test_no_printing_has_two_purposes() -> None:
    """A printed form is spelt out in one way, also where its marks are lost."""
    spelt: dict[str, set[str]] = {}
    for row in tables.purposes():
        for printed in row.printed:
            spelt.setdefault(plain(printed), set()).add(row.name)
    assert {printed: names for printed, names in spelt.items() if len(names) > 1} == {}


# ---------------------------------------------------------------- confusions


LETTERS = tables.confusions().letters


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: f"{row.slot} {row.members[0]}")
def test_confused_letters_compare_equal(row: Letters) -> None:
    """What OCR made of a code is that code; a code that merely resembles it is not."""
    assert row.examples and row.counterexamples
    assert list(failings(row)) == []
    assert all(text.count(" = ") == 1 for text in (*row.examples, *row.counterexamples))


def test_a_letter_belongs_to_one_group_of_its_slot() -> None:
    """Groups do not meet, or all letters would be one in the end."""
    letters = Counter((row.slot, letter) for row in LETTERS for letter in row.members)
    assert [letter for letter, count in letters.items() if count > 1] == []
    assert all(len(letter) == 1 for row in LETTERS for letter in row.members)


def test_codes_that_exist_both_are_kept_apart() -> None:
    """Two codes of types that only confusion makes equal are named as distinct, or are equal in full."""
    codes = sorted({code for row in tables.doc_types() for code in row.codes})
    apart = {frozenset(row.codes) for row in tables.confusions().distinct}
    met = [{one, two} for one, two in combinations(codes, 2) if look(one, "code") == look(two, "code")]
    assert [sorted(pair) for pair in met if frozenset(pair) not in apart] == []


def test_distinct_codes_would_be_confused() -> None:
    """A pair that nothing confuses needs no row."""
    for row in tables.confusions().distinct:
        one, two = row.codes
        assert one != two and look(one, "code") == look(two, "code"), row


def test_a_word_is_not_its_own_damage() -> None:
    """A shape seen belongs to one word and differs from it."""
    seen = Counter(shape for row in tables.confusions().words for shape in row.seen)
    assert [shape for shape, count in seen.items() if count > 1] == []
    assert [row.meant for row in tables.confusions().words if row.meant in row.seen] == []


def test_homoglyphs_lead_to_latin() -> None:
    """A Greek or Cyrillic letter maps to the Latin one of the same case."""
    for foreign, latin in tables.confusions().homoglyphs.items():
        assert latin.isascii() and not foreign.isascii() and len(foreign) == 1
        assert foreign.isupper() == latin.isupper()
        assert not unicodedata.name(foreign).startswith("LATIN LETTER WITH")


# ---------------------------------------------------------------- relations


@pytest.mark.parametrize("row", tables.relations(), ids=lambda row: f"{row.name} {row.position}")
def test_a_relation_is_read_from_its_cue(row: Relation) -> None:
    """The strongest cue in reach decides."""
    assert row.examples and row.counterexamples and row.source
    assert list(failings(row)) == []


def test_relations_are_those_of_the_record() -> None:
    """Every relation of the record has a row and every row a relation of the record."""
    assert {row.name for row in tables.relations()} == set(get_args(record.Relation))


def test_relations_stand_by_priority() -> None:
    """repeals > replaces > amends > corrects > encloses > based_on > replies_to > guides > implements."""
    priorities = [row.priority for row in tables.relations()]
    assert priorities == sorted(priorities, reverse=True)
    order = {row.name: row.priority for row in tables.relations()}
    names = ["repeals", "replaces", "amends", "corrects", "encloses", "based_on", "replies_to", "guides",
             "implements", "cites"]
    assert sorted(names, key=lambda name: -order[name]) == names


# ---------------------------------------------------------------- lookalikes


@pytest.mark.parametrize("row", tables.lookalikes(), ids=lambda row: row.name)
def test_a_lookalike_is_recognised_and_no_document_is(row: Lookalike) -> None:
    """Its pattern takes each example whole and touches no counterexample."""
    pattern = re.compile(row.pattern)
    for text in row.examples:
        found = pattern.search(text)
        assert found and found[0] == text
    assert list(failings(row)) == []


def test_no_lookalike_takes_a_number_of_a_document() -> None:
    """The examples of all types and bodies pass untouched."""
    patterns = [(row.name, re.compile(row.pattern)) for row in tables.lookalikes()]
    texts = [text for row in tables.doc_types() for text in row.examples]
    texts += [text for row in tables.organisations() for text in row.examples]
    hits = [(name, text) for name, pattern in patterns for text in texts if pattern.search(text)]
    assert hits == []


# ---------------------------------------------------------------- laws, districts


def test_laws_are_many_and_in_order() -> None:
    """One row a name and kind; years between 1945 and now, in order."""
    rows = [(row.name, row.kind) for row in tables.law_names()]
    assert rows == sorted(rows) and len(rows) == len(set(rows)) >= 150
    assert {row.kind for row in tables.law_names()} == {"luật", "bộ luật", "pháp lệnh"}
    for row in tables.law_names():
        assert list(row.years) == sorted(set(row.years)), row
        assert all("1945" <= year <= "2026" for year in row.years), row


@pytest.mark.parametrize(
    ("name", "kind", "year"),
    [("Đất đai", "luật", "2013"), ("Dân sự", "bộ luật", "2015"), ("Lưu trữ", "luật", "2011"),
     ("Ưu đãi người có công với cách mạng", "pháp lệnh", "2020")],
)
def test_a_law_of_a_year_is_known(name: str, kind: str, year: str) -> None:
    """Laws that letters cite by year are there with it."""
    assert any(row.name == name and row.kind == kind and year in row.years for row in tables.law_names())


@pytest.mark.parametrize(
    ("date", "count"),
    [pytest.param("2022-06-01", 705, id="705 in 2022"),
     pytest.param("2025-03-15", 696, id="696 before they ended"),
     pytest.param("2025-07-02", 0, id="none since July 2025")],
)
def test_districts_on_a_day(date: str, count: int) -> None:
    """The districts of the country are all there: 705 in 2022, 696 in 2025, then none."""
    assert sum(valid_on(row, date) for row in tables.districts()) == count


def test_a_district_lies_in_a_province_of_its_time() -> None:
    """Its province exists when the district ends."""
    ends = {(row.name, row.valid_to or "9999") for row in tables.provinces()}
    for row in tables.districts():
        assert any(name == row.province and end >= (row.valid_to or "") for name, end in ends), row


def test_names_shared_by_districts() -> None:
    """Châu Thành is ten districts, Phong Điền two: the name alone does not say which."""
    count = Counter(row.name for row in tables.districts() if valid_on(row, "2021-12-22"))
    assert (count["Châu Thành"], count["Phong Điền"], count["Đồng Văn"]) == (10, 2, 1)


def test_districts_are_in_order() -> None:
    """Sorted, and one row a name, kind, province and begin."""
    rows = [(row.name, row.kind, row.province, row.valid_from or "") for row in tables.districts()]
    assert rows == sorted(rows) and len(rows) == len(set(rows))
    assert {row.kind for row in tables.districts()} == {"huyện", "quận", "thị xã", "thành phố"}


# ---------------------------------------------------------------- the reader


def test_damaged_toml_is_a_table_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is no TOML names itself."""
    monkeypatch.setattr("vbparse.tables.reading.content", lambda file: "[[type]\n")
    with pytest.raises(TableError, match=r"^made\.toml:"):
        toml_of(Path("made.toml"))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        pytest.param({"priority": "high"}, "no whole number", id="a word for a number"),
        pytest.param({"priority": True}, "no whole number", id="a truth for a number"),
        pytest.param({"cues": 3}, "no list", id="a number for a list"),
        pytest.param({"source": ["x"]}, "no trimmed text", id="a list for a text"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_named(cells: dict[str, object], why: str) -> None:
    """A cell that cannot be the field's value says which and why."""
    good: dict[str, object] = {
        "name": "cites", "position": "before", "priority": 1, "cues": ["a"], "source": "x", "examples": ["a"],
        "counterexamples": ["b"],
    }
    with pytest.raises(TableError, match=rf"made\.toml:1: .*{why}"):
        row_of("made.toml", 1, Relation, shape_of(Relation), good | cells)


def test_a_fingerprint_changes_with_any_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record tells by which knowledge it was made."""
    before = reading.digest()
    assert before == tables.fingerprint() and re.fullmatch(r"[0-9a-f]{4}", before)
    monkeypatch.setattr(reading, "content", lambda file: "changed" if file.name == "laws.csv" else "same")
    once = reading.digest()
    monkeypatch.setattr(reading, "content", lambda file: "same")
    assert reading.digest() != once
