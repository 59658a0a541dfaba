"""What `vbparse search` says when it finds nothing: what may have been meant, and it is there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vbparse.archive import Archive
from vbparse.suggesting import nearest_numbers

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize("query, meant", [
    pytest.param("mung la", "Mường La", id="a letter less, marks restored"),
    pytest.param("chi thj", "chỉ thị", id="another letter, by the word beside it"),
    pytest.param("chir thij", "chỉ thị", id="Telex typed with the input method off"),
    pytest.param("muongla", "Mường La", id="a blank left out"),
    pytest.param("đọc shách", "đọc sách", id="marks typed stay"),
    pytest.param("Tuyên gáo", "Tuyên giáo", id="capitals typed stay"),
    pytest.param('type:"ke hoch"', 'type:"kế hoạch"', id="in a field"),
    pytest.param("coquan:tuyen-gaio", "coquan:tuyên-giáo", id="in a field, by its Vietnamese name"),
    pytest.param('"doc sahc" 2018', '"đọc sách" 2018', id="a phrase, and a word that is right"),
    pytest.param("(sach OR ghjk) kehaoch", None, id="no word is near"),
    pytest.param('"chi thj" OR ghjk', '"chỉ thị" OR ghjk', id="one word of two is near"),
    pytest.param("9-CT/TU", "9-CT/TW", id="a number of another body"),
    pytest.param("19-CT/TW", "9-CT/TW", id="a number of another serial"),
    pytest.param("so:17-KH/BTGH", "so:17-KH/BTGHU", id="a number in its field"),
    pytest.param("cites:8-CT/TW", "cites:9-CT/TW", id="a number that is cited"),
    pytest.param("Chỉ thị 8", "9-CT/TW", id="a serial of a type"),
    pytest.param("19-CT/TW sahch", "9-CT/TW sách", id="a number and a word"),
    pytest.param("3/4/2018", "date:3/4/2018", id="a day"),
    pytest.param("2018-04-03", "date:2018-04-03", id="a day in the other order"),
    pytest.param("kế hoạch ngày 21/5/2018", "kế hoạch date:21/5/2018", id="words and a day"),
    pytest.param("31/2/2018", None, id="a day that is none"),
    pytest.param("ct9", "ct 9", id="type and serial without a blank"),
    pytest.param("0017", "17", id="zeros before a serial"),
    pytest.param("ghjk", None, id="nothing like it"),
    pytest.param("(((", None, id="nothing asked"),
    pytest.param("xx yy zz qq ww vv rr tt", None, id="no slip of the fingers"),
])
def test_suggestion(query: str, meant: str | None, vbparse: Run, archive: Path) -> None:
    """The first that is suggested is what was meant; where there is nothing near, nothing is said."""
    done = vbparse("search", query)
    _sentence, *more = done.err.splitlines()
    assert (done.code, done.out) == (1, "")
    assert more[:1] == [] if meant is None else more[0].startswith(f"Did you mean: {meant}")


def test_tag(vbparse: Run, archive: Path) -> None:
    """A tag that no document has is met with one that is near it."""
    vbparse("tag", "9-CT/TW", "+khẩn")
    assert vbparse("search", "tag:khna", "sách").err.endswith("Did you mean: tag:khẩn sách?\n")
    assert vbparse("search", "tag:khna", "ghjk").err.count("\n") == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("chỉ thịj 9-/:\"(),@'*%NOTR"), max_size=30) | st.text(max_size=30))
def test_whatever_is_typed(archive: Path, typed: str) -> None:
    """No query makes the suggestions fail."""
    assert isinstance(Archive(archive).suggest(typed), tuple)


def found(query: str, vbparse: Run) -> int:
    return len(vbparse("search", query).out.splitlines())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_is_suggested_is_found(archive: Path, vbparse: Run, data: st.DataObject) -> None:
    """Whatever slips were made, each query that is suggested finds something."""
    asked = ("Mường La sách", "Chỉ thị 9-CT/TW", "kế hoạch đọc sách", 'ky:"Lò Thị"')
    typed = data.draw(st.sampled_from(asked))
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(typed) - 1))
        typed = typed[:at] + data.draw(st.sampled_from(("", "x", "a", "1", " "))) + typed[at + 1:]
    for meant in Archive(archive).suggest(typed):
        assert found(meant, vbparse) > 0


def test_as_json(vbparse: Run, archive: Path) -> None:
    """With --json standard output stays an empty array; the sentence stands on standard error."""
    done = vbparse("search", "chi thj", "--json")
    assert (done.code, json.loads(done.out)) == (1, [])
    assert "Did you mean: chỉ thị" in done.err


def test_nothing_is_suggested_where_something_is_found(vbparse: Run, archive: Path) -> None:
    """A query that is answered is not doubted."""
    assert vbparse("search", "chi thi").err == ""


def test_without_an_index(vbparse: Run, archive: Path) -> None:
    """Where the index cannot be made, the sentence is about that; nothing is suggested, nothing fails."""
    shutil.rmtree(archive / "index")
    (archive / "index").write_text("in the way")
    assert Archive(archive).suggest("chi thj") == ()


@pytest.mark.parametrize("stem, codes, nearest", [
    pytest.param("84 kh btgu", (), ["84-KH/BTGTU"], id="a letter less"),
    pytest.param("48 kh btgtu", (), ["84-KH/BTGTU"], id="digits out of place"),
    pytest.param("23", ("ct",), ["32-CT/TW"], id="a serial of a type"),
    pytest.param("7 xy", (), [], id="nothing like it"),
])
def test_nearest_numbers(stem: str, codes: tuple[str, ...], nearest: list[str]) -> None:
    """Of numbers known by their keys, the most like comes first."""
    numbers = {"84 kh btgtu": "84-KH/BTGTU", "32 ct tw": "32-CT/TW", "1205 vpcp kgvx": "1205/VPCP-KGVX"}
    assert nearest_numbers(numbers, stem, codes)[:1] == nearest
