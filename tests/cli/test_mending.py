"""`fix`, `review` and `reparse` as a person runs them."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import DIRECTIVE, Run
from vbparse import messages
from vbparse.catalog import FILE_NAME
from vbparse.limits import Limits
from vbparse.text import Source

KEY = "9-CT/TW"
BLURRED = DIRECTIVE.replace("Số 9-CT", "Số    -CT").replace("ngày 03 tháng", "ngày    tháng")


def lines(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_fix(vbparse: Run, archive: Path) -> None:
    """A corrected field is printed with what it was, is in the record, on the card, and is found."""
    done = vbparse("fix", KEY, "date=5/4/2018", "signer=Lò Thị Mây", "subject=")
    assert (done.code, done.err) == (0, "")
    assert [row[2:5] for row in lines(done.out)] == [
        ["date", "2018-04-03", "2018-04-05"],
        ["subject", "về việc đọc sách trong chi bộ", "—"],
        ["signers", "Đèo Văn Sách, TM Ban Bí thư", "Lò Thị Mây, TM Ban Bí thư"],
    ]
    record = json.loads(vbparse("show", KEY, "--json").out)
    assert (record["date"], record["subject"]) == ("2018-04-05", None)
    assert record["evidence"]["/date"]["rule"] == "person"
    shown = json.loads(vbparse("fix", KEY, "--json").out)
    assert shown == {"id": record["id"], "number": KEY, "corrections": record["corrections"]}
    card = vbparse("show", KEY).out
    assert "Ngày: 2018-04-05\n" in card and "Đã sửa: Ngày: máy đọc 2018-04-03\n" in card
    assert vbparse("search", "date:2018-04-05").out.startswith(KEY)
    assert vbparse("export", "--format", "csv", KEY).out.count("date; subject; signers") == 1


def test_undo(vbparse: Run, archive: Path) -> None:
    """What is taken back is as it was, in some fields or in all."""
    before = vbparse("show", KEY, "--json").out
    vbparse("fix", KEY, "date=5/4/2018", "place=Huế")
    assert [row[2] for row in lines(vbparse("fix", KEY, "--undo", "date").out)] == ["place"]
    done = vbparse("fix", KEY, "--undo")
    assert (done.code, done.out, done.err) == (0, "", f"Nothing of {KEY} is corrected.\n")
    assert vbparse("show", KEY, "--json").out == before


def test_on_a_terminal(terminal: Run, archive: Path) -> None:
    """The card marks a corrected value, and --why shows what the parse had read."""
    assert "2018-04-05" in terminal("fix", KEY, "date=5/4/2018").out
    assert "2018-04-05 ✎" in terminal("show", KEY).out
    why = terminal("show", KEY, "--why").out
    assert "person 1.00" in why and "not 2018-04-03: a person corrected it" in why


@pytest.mark.parametrize("argv, code, says", [
    pytest.param((KEY, "date=x"), 2, "x", id="no date"),
    pytest.param((KEY, "citations=x"), 2, "citations", id="no field"),
    pytest.param((KEY, "date"), 2, "date=", id="no value"),
    pytest.param((KEY, "date=2018", "date=2019"), 2, "two values", id="two values"),
    pytest.param((KEY, "security=thường"), 2, "tuyệt mật", id="none of a few"),
    pytest.param((KEY, "doc_type=voi"), 2, "voi", id="no type"),
    pytest.param((KEY, "subject=a\x1b[2J"), 2, "nobody can see", id="what a terminal would obey"),
    pytest.param((KEY, "--undo", "date"), 2, "not corrected", id="nothing to undo"),
    pytest.param((KEY, "--undo", "x"), 2, "x", id="no field to undo"),
    pytest.param(("17-KH/BTGHU", "date=2018"), 4, "narrow", id="two documents"),
    pytest.param(("1-X/Y", "date=2018"), 1, "1-X/Y", id="no document"),
    pytest.param((), 2, "NUMBER_OR_ID", id="nothing"),
])
def test_refusals(argv: tuple[str, ...], code: int, says: str, vbparse: Run, archive: Path) -> None:
    """What cannot be done is one sentence, and changes nothing."""
    before = vbparse("list", "--jsonl").out
    done = vbparse("fix", *argv)
    assert (done.code, done.out) == (code, "") and says in done.err and "\x1b" not in done.err
    assert vbparse("list", "--jsonl").out == before


def test_review_on_a_pipe(vbparse: Run, archive: Path, papers: Path) -> None:
    """A line a field, the least sure first; the same as JSON."""
    assert [row[0::2] for row in lines(vbparse("review").out)] == [["3-BC/HU", "security", "0.95"]]
    (papers / "mo.txt").write_text(BLURRED, "utf-8")
    vbparse("ingest", str(papers))
    rows = lines(vbparse("review").out)
    assert [(row[0], *row[2:4], row[5]) for row in rows] == [
        ("—", "number", "—", "number-unreadable"), ("—", "date", "2018-04", "date-partial"),
        ("3-BC/HU", "security", "mật", "security-mark"),
    ]
    queue = json.loads(vbparse("review", "--json").out)
    fields = [[doubt["field"] for doubt in one["doubts"]] for one in queue]
    assert fields == [["number", "date"], ["security"]]
    assert vbparse("list", "--jsonl").out.count('"corrections":[]') == 5


def test_orphans(vbparse: Run, archive: Path, papers: Path) -> None:
    """What was said of a document that has gone is listed, can be taken back, and returns with it."""
    assert vbparse("review", "--orphans") == (0, "", messages.NO_ORPHANS + "\n")
    vbparse("fix", KEY, "date=5/4/2018")
    text = (papers / "chi-thi.txt").read_text("utf-8")
    (papers / "chi-thi.txt").write_text("BÁO CÁO\nkhác\n" * 3, "utf-8")
    vbparse("ingest", str(papers))
    (row,) = lines(vbparse("review", "--orphans").out)
    assert (row[0], *row[2:5]) == (KEY, "date", "2018-04-03", "2018-04-05")
    assert row[-1].endswith("chi-thi.txt")
    (orphan,) = json.loads(vbparse("review", "--orphans", "--json").out)
    assert (orphan["number"], orphan["verdicts"][0]["to"]) == (KEY, "2018-04-05")
    (papers / "moi.txt").write_text(text.replace("tủ sách", "tú sách"), "utf-8")
    vbparse("ingest", str(papers))
    assert vbparse("review", "--orphans", "--json").out == "[]\n"
    assert json.loads(vbparse("show", KEY, "--json").out)["date"] == "2018-04-05"


@pytest.fixture
def reviewing(terminal: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A session at a terminal in which a person types some lines; what he sees."""
    def session(typed: str) -> str:
        class Keyboard(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr(sys, "stdin", Keyboard(typed))
        done = terminal("review")
        assert done.code == 0
        return done.out + done.err

    return session


def test_review_on_a_terminal(
    reviewing: Callable[[str], str], vbparse: Run, archive: Path, papers: Path
) -> None:
    """Each thing in doubt is shown with its page and asked for; every answer is kept at once."""
    (papers / "mo.txt").write_text(BLURRED, "utf-8")
    vbparse("ingest", str(papers))
    saw = reviewing("hai\n11-CT/TW\nq\n")
    assert "hai is no number" in saw
    assert "Số: — (number-unreadable)" in saw and "Số    -CT/TW" in saw
    assert json.loads(vbparse("show", "11-CT/TW", "--json").out)["warnings"][0]["code"] == "date-partial"
    saw = reviewing("s\n\n")
    assert "Ngày: 2018-04 (date-partial)" in saw and "^" in saw and "Độ mật" in saw
    assert [row[2] for row in lines(vbparse("review").out)] == ["date"]
    reviewing("-\n")
    assert json.loads(vbparse("show", "11-CT/TW", "--json").out)["date"] is None
    assert "nobody has looked at" in reviewing("")
    assert vbparse("review") == (0, "", messages.NOTHING_TO_REVIEW + "\n")


def test_the_end_of_the_input_ends_a_review(
    reviewing: Callable[[str], str], vbparse: Run, archive: Path
) -> None:
    """A keyboard that says no more leaves what it was asked for in doubt."""
    before = vbparse("review").out
    reviewing("")
    assert vbparse("review").out == before != ""


@pytest.fixture
def older(archive: Path) -> Path:
    """The archive as older rules would have read it: every date to the month."""
    with closing(sqlite3.connect(archive / FILE_NAME)) as db:
        db.execute(
            "UPDATE records SET json = json_set(json, '$.source.rules', '0.0.1+dead',"
            " '$.date', substr(date, 1, 7), '$.addressees', json('[\"Ai đó\"]'))"
        )
        db.commit()
    return archive


def test_reparse(vbparse: Run, older: Path) -> None:
    """What would change is a diff; what changes is the same; then there is nothing left to do."""
    rehearsed = vbparse("reparse", "--dry-run", KEY)
    assert (rehearsed.code, rehearsed.err) == (
        0, "1 document of 1 file would be read anew; 1 would change.\n",
    )
    heading, *diff = rehearsed.out.splitlines()
    assert heading.startswith(f"{KEY} · ")
    assert diff == ["- date: 2018-04", "+ date: 2018-04-03", "- addressees: Ai đó"]
    report = json.loads(vbparse("reparse", "--dry-run", "--json").out)
    assert (report["files"], report["records"], report["failed"]) == (4, 4, [])
    assert report["changed"][0]["changes"][0] == {"field": "date", "from": "2018-04", "to": "2018-04-03"}
    done = vbparse("reparse")
    assert (done.code, done.err) == (0, "4 documents of 4 files read anew; 4 changed.\n")
    assert rehearsed.out in done.out
    assert vbparse("reparse")[:2] == (0, "")
    assert vbparse("reparse", "--all").err == "4 documents of 4 files read anew; 0 changed.\n"
    assert vbparse("reparse", "1-X/Y").code == 1
    assert vbparse("search", "date:2018-04-03").out.startswith(KEY)


def test_reparse_with_other_tables(program: Run, archive: Path, tmp_path: Path) -> None:
    """Tables of one's own are newer rules, too."""
    tables = tmp_path / "bang"
    tables.mkdir()
    (tables / "doc_types.toml").write_text(
        '[[type]]\nname = "nhật ký vườn"\nregimes = ["state"]\ncodes = ["NKV"]\nsource = "thực tế"\n'
        'examples = ["12/NKV-TVU"]\ncounterexamples = ["12/BC-TVU"]\n', "utf-8",
    )
    done = program("reparse", "--tables", str(tables), "--archive", str(archive))
    assert (done.code, done.out, done.err) == (0, "", "4 documents of 4 files read anew; 0 changed.\n")


def test_a_text_that_is_read_no_longer(
    vbparse: Run, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, the others are read, and the exit code says so."""
    from vbparse.errors import UnreadableSource
    from vbparse.reading import parsed

    def failing(source: Source, limits: Limits) -> object:
        if source.path.endswith("mat.txt"):
            raise UnreadableSource("x", "no document in it")
        return parsed(source, limits)

    monkeypatch.setattr("vbparse.reparsing.parsed", failing)
    done = vbparse("reparse")
    assert done.code == 3
    assert "mat.txt: no document in it" in done.err and "1 file could not be read anew" in done.err
