"""The words of an index: what is like a word that it does not have, what stands side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbparse import index
from vbparse.query import parse


@pytest.mark.parametrize("typed, meant, slips", [
    pytest.param("thj", ("thi",), 1, id="another letter"),
    pytest.param("giaao", ("giao",), 0, id="Telex: a letter twice"),
    pytest.param("chir", ("chi",), 0, id="Telex: a tone behind"),
    pytest.param("thi5", ("thi",), 0, id="VNI: a tone behind"),
    pytest.param("nha", ("nhan",), 1, id="a letter less"),
    pytest.param("gaio", ("giao",), 1, id="letters out of place"),
    pytest.param("ngoaia", ("ngoai",), 1, id="a letter more"),
    pytest.param("thuocq", ("thuong",), 2, id="two slips"),
    pytest.param("langson", ("lang", "son"), 1, id="a blank left out"),
])
def test_near(typed: str, meant: tuple[str, ...], slips: int, folder: Path) -> None:
    """A word that is there is found for one that is not, with its slips."""
    with index.vocabulary(folder) as words:
        near = {one.run: one for one in words.near("issuer" if "so" in typed else "text", typed)}
    assert meant in near and near[meant].slips == slips and near[meant].records > 0


@pytest.mark.parametrize("typed", [
    pytest.param("xqzwk", id="like no word"),
    pytest.param("3Z".lower(), id="like a number alone"),
    pytest.param("84", id="a number: another one is no slip"),
    pytest.param("a" * 60, id="long debris"),
])
def test_near_nothing(typed: str, folder: Path) -> None:
    """What is like no word has no words near it."""
    with index.vocabulary(folder) as words:
        assert words.near("place", typed) == []


def test_no_word_is_near_itself(folder: Path) -> None:
    """What may have been meant is another word, the nearest first."""
    with index.vocabulary(folder) as words:
        near = words.near("text", "thi")
    assert ("thi",) not in {one.run for one in near}
    assert [one.slips for one in near] == sorted(one.slips for one in near)


def test_side_by_side(folder: Path) -> None:
    """Words stand side by side in one value of a field, in that order."""
    with index.vocabulary(folder) as words:
        assert words.together("place", ("lang", "son")) > 0
        assert words.together("place", ("son", "lang")) == 0
        assert words.holding("place", ("lang", "son"), 9)
        assert words.holding("place", ("son", "lang"), 9) == []


def test_answers_are_those_of_a_search(folder: Path) -> None:
    """A few answers without rank are answers that the search has."""
    for text in ("chỉ thị 32", "ngoại giao", "type:KH", "NOT ngoại", "voi", "((("):
        found = {hit.id for hit in index.search(folder, parse(text), limit=99).hits}
        with index.vocabulary(folder) as words:
            assert set(words.answers(parse(text), 99)) == found
            assert len(words.answers(parse(text), 1)) == min(1, len(found))


def test_no_index(tmp_path: Path) -> None:
    """Where there is no index there are no words."""
    with pytest.raises(index.IndexDamaged), index.vocabulary(tmp_path / "none"):
        pass
