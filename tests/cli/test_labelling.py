"""`vbparse tag`, `vbparse searches`, and `search --save`: as they are typed, and what they print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbparse.lock import WriterLock

if TYPE_CHECKING:
    from tests.cli.conftest import Run

NUMBER = "9-CT/TW"


def tags(vbparse: Run) -> list[str]:
    (document,) = json.loads(vbparse("tag", NUMBER, "--json").out)
    return list(document["tags"])


@pytest.mark.parametrize("argv, left", [
    pytest.param((NUMBER, "+hay"), ["cũ", "hay", "đọc"], id="put on"),
    pytest.param((NUMBER, "-cũ"), ["đọc"], id="taken off"),
    pytest.param((NUMBER, "-cũ", "+hay", "-ĐỌC"), ["hay"], id="both"),
    pytest.param(("-cũ", NUMBER), ["đọc"], id="tags first"),
    pytest.param((NUMBER, "--", "-cũ"), ["đọc"], id="behind --"),
    pytest.param(("--", "-cũ", NUMBER), ["đọc"], id="behind -- first"),
    pytest.param((NUMBER, "-hay"), ["cũ", "đọc"], id="begins as -h does, and is not there"),
    pytest.param((NUMBER, "–cũ"), ["đọc"], id="a dash that an editor made"),
    pytest.param(("--json", NUMBER, "-doc"), ["cũ"], id="an option before"),
    pytest.param((NUMBER, "-doc", "--json"), ["cũ"], id="an option behind"),
])
def test_tag(argv: tuple[str, ...], left: list[str], vbparse: Run, archive: Path) -> None:
    """Words with a sign are tags wherever they stand, the others name documents."""
    assert vbparse("tag", NUMBER, "+cũ", "+đọc").code == 0
    assert vbparse("tag", *argv)[::2] == (0, "")
    assert tags(vbparse) == left


def test_an_option_keeps_its_value(vbparse: Run, archive: Path) -> None:
    """What follows an option that takes a value is that value, whatever it begins with."""
    done = vbparse("tag", "--archive", "-kho", NUMBER, "+cũ")
    assert done.code == 66 and "-kho" in done.err


def test_lines(vbparse: Run, archive: Path) -> None:
    """A document is a line: number, id, tags; a tag is a line with its number of documents."""
    vbparse("tag", "3-BC/HU", "+cũ")
    line = vbparse("tag", NUMBER, "+cũ", "+đọc-lại").out
    assert re.fullmatch(r"9-CT/TW\t[a-z2-7]{12}\tcũ đọc-lại\n", line)
    assert vbparse("tag").out == "cũ\t2\nđọc-lại\t1\n"
    assert json.loads(vbparse("tag", "--json").out) == [
        {"tag": "cũ", "documents": 2}, {"tag": "đọc-lại", "documents": 1},
    ]


@pytest.mark.parametrize("argv, code", [
    pytest.param(("+cũ",), 2, id="no document"),
    pytest.param((NUMBER, "+a b"), 2, id="no tag"),
    pytest.param((NUMBER, "+"), 2, id="an empty tag"),
    pytest.param((NUMBER, "-"), 2, id="a sign alone"),
    pytest.param((NUMBER, "+cũ", "-cu"), 2, id="on and off"),
    pytest.param(("99-XX/YY", "+cũ"), 1, id="no such document"),
    pytest.param(("17-KH/BTGHU", "+cũ"), 4, id="two documents"),
    pytest.param((NUMBER, "--cũ"), 2, id="no such option"),
])
def test_refused(argv: tuple[str, ...], code: int, vbparse: Run, archive: Path) -> None:
    """What cannot be meant is a sentence, and nothing is tagged."""
    done = vbparse("tag", *argv)
    assert (done.code, done.out) == (code, "") and done.err
    assert vbparse("tag").out == ""


def test_help(vbparse: Run, archive: Path) -> None:
    """-h is help here too."""
    assert vbparse("tag", "-h").out == vbparse("tag", "--help").out != ""


def test_shown(vbparse: Run, terminal: Run, archive: Path) -> None:
    """A card has a row of tags; a hit has them beside its record, which is of the text alone."""
    vbparse("tag", NUMBER, "+đọc-lại", "+cũ")
    assert "Nhãn: cũ, đọc-lại" in vbparse("show", NUMBER).out
    assert re.search(r"Nhãn +cũ, đọc-lại", terminal("show", NUMBER, TERM="dumb").out)
    (hit,) = json.loads(vbparse("search", f"number:{NUMBER}", "--json").out)
    assert hit["tags"] == ["cũ", "đọc-lại"]
    assert "tags" not in hit["record"]


def test_while_another_writes(vbparse: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tags wait for a writer, and then say who it is."""
    monkeypatch.setattr("vbparse.access.WriterLock", lambda folder, **said: WriterLock(folder, patience=0))
    with WriterLock(archive):
        assert vbparse("tag", NUMBER, "+cũ").code == 75
        assert vbparse("tag", NUMBER).code == 0


def found(vbparse: Run, *argv: str) -> list[str]:
    return [line.split("\t")[0] for line in vbparse("search", *argv).out.splitlines()]


def test_saved_search(vbparse: Run, archive: Path) -> None:
    """A search that was saved asks the same again, its options with it; given ones go before them."""
    wanted = found(vbparse, "sách", "--type", "KH")
    done = vbparse("search", "--save", "Sách-mới", "sách", "--type", "KH", "--after", "2018")
    assert done.code == 0 and "@sách-mới" in done.err
    assert wanted == ["17-KH/BTGHU"] * 2
    assert found(vbparse, "@sach_moi") == found(vbparse, "--saved", "sách-mới") == wanted
    assert found(vbparse, "@sách-mới", "xã") == ["17-KH/BTGHU"]
    assert found(vbparse, "@sách-mới", "--type", "CT") == ["9-CT/TW"]
    assert vbparse("searches").out == "sách-mới\tsách\t--type KH --after 2018\n"
    assert json.loads(vbparse("searches", "--json").out) == [{
        "name": "sách-mới", "query": "sách", "narrow": {
            "types": ["KH"], "years": [], "issuers": [], "places": [], "tags": [], "after": "2018",
            "before": None,
        },
    }]
    assert vbparse("searches", "--remove", "SÁCH-MỚI")[:2] == (0, "")
    assert vbparse("searches").out == ""


def test_words_beside_a_saved_search_narrow_all_of_it(vbparse: Run, archive: Path) -> None:
    """What was saved stands in brackets: its OR does not swallow the words behind it."""
    vbparse("search", "--save", "hai", "tủ OR xã")
    assert set(found(vbparse, "@hai")) > {"17-KH/BTGHU"} == set(found(vbparse, "@hai", "Mường", "xã"))


@pytest.mark.parametrize("saved", [
    pytest.param("tủ) OR (xã", id="brackets the wrong way round"),
    pytest.param('tủ OR xã"', id="a quotation mark without its partner"),
    pytest.param('(tủ OR "xã"', id="a bracket never closed"),
])
def test_no_sign_of_a_saved_search_pairs_with_one_outside_of_it(
    saved: str, vbparse: Run, archive: Path
) -> None:
    """Words beside it narrow it whatever its signs, be they typed as one argument or as several."""
    vbparse("search", "--save", "hai", saved)
    wanted = found(vbparse, '(tủ OR xã) "Mường La" kế hoạch')
    assert wanted == ["17-KH/BTGHU"]
    assert found(vbparse, "@hai", '"Mường La"', "kế hoạch") == wanted
    assert found(vbparse, '@hai "Mường La" kế hoạch') == wanted


@pytest.mark.parametrize("argv", [
    pytest.param(("export", "--format", "jsonl"), id="export"),
    pytest.param(("stats", "--json"), id="stats"),
])
def test_a_saved_search_is_exported_and_counted(argv: tuple[str, ...], vbparse: Run, archive: Path) -> None:
    """What can be searched by its name can be taken out and counted by it; words and options narrow it."""
    vbparse("search", "--save", "hai", "tủ OR xã", "--type", "KH")
    typed = ("tủ OR xã", "--type", "KH"), ("@hai",)
    plain, named = (vbparse(*argv, *query) for query in typed)
    assert (plain.code, plain.out) == (0, named.out) != (0, vbparse(*argv).out)
    assert vbparse(*argv, "@hai", "Mường").out == vbparse(*argv, "(tủ OR xã) Mường", "--type", "KH").out
    assert vbparse(*argv, "@voi").code == 1


@pytest.mark.parametrize("argv", [("search",), ("export", "--format", "jsonl"), ("stats",)])
def test_no_date(argv: tuple[str, ...], vbparse: Run, archive: Path) -> None:
    """Whatever takes a query says of a date in it that it is none."""
    done = vbparse(*argv, "sách OR date:hômqua")
    assert done.code == 0 and "hômqua" in done.err


@pytest.mark.parametrize("argv, code", [
    pytest.param(("@voi",), 1, id="no such search"),
    pytest.param(("--saved", "voi"), 1, id="no such search, by the option"),
    pytest.param(("--save", "a b", "sách"), 2, id="no name"),
    pytest.param(("--save", "voi", " "), 2, id="nothing to save"),
    pytest.param((), 2, id="nothing at all"),
    pytest.param(("@",), 1, id="a sign alone is a query of punctuation"),
])
def test_not_saved(argv: tuple[str, ...], code: int, vbparse: Run, archive: Path) -> None:
    """What cannot be asked or saved is a sentence."""
    done = vbparse("search", *argv)
    assert (done.code, done.out) == (code, "") and done.err
    assert vbparse("searches").out == ""
