"""`vbparse parse`: records out, nothing kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import vbparse as package
from vbparse.text import Source

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def numbers(out: str) -> list[str | None]:
    return [json.loads(line)["number"] for line in out.splitlines()]


def test_jsonl(vbparse: Run, papers: Path) -> None:
    """A record a line, the same that the library gives."""
    done = vbparse("parse", "--jsonl", str(papers / "chi-thi.txt"))
    assert done.code == 0
    assert done.out == "".join(f"{record.to_json()}\n" for record in package.parse(papers / "chi-thi.txt"))


def test_json_is_one_array(vbparse: Run, papers: Path) -> None:
    """--json holds what --jsonl does, in one array, however many there are."""
    lines = vbparse("parse", "--jsonl", str(papers)).out.splitlines()
    array = json.loads(vbparse("parse", "--json", str(papers)).out)
    assert array == [json.loads(line) for line in lines]
    assert isinstance(json.loads(vbparse("parse", "--json", str(papers / "chi-thi.txt")).out), list)


def test_order_and_paths(vbparse: Run, papers: Path) -> None:
    """Documents stand in the order of the files, under the paths that were given."""
    done = vbparse("parse", "--jsonl", str(papers / "mat.txt"), str(papers))
    records = [json.loads(line) for line in done.out.splitlines()]
    names = ["mat.txt", "chi-thi.txt", "ke-hoach-1.txt", "ke-hoach-2.txt"]
    assert [record["source"]["path"] for record in records] == [str(papers / name) for name in names]


def test_folders_within_folders(vbparse: Run, papers: Path) -> None:
    """A folder is read with all folders in it."""
    (papers / "x" / "y").mkdir(parents=True)
    shutil.move(papers / "mat.txt", papers / "x" / "y" / "mat.txt")
    assert numbers(vbparse("parse", "--jsonl", str(papers)).out)[-1] == "3-BC/HU"


def test_standard_input(program: Run, papers: Path) -> None:
    """`-` is standard input; its path is `-`."""
    done = program("parse", "--jsonl", "-", stdin=(papers / "chi-thi.txt").read_bytes())
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["source"]["path"] == "-"
    assert json.loads(done.out)["number"] == "9-CT/TW"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str, vbparse: Run, papers: Path) -> None:
    """The same records, whatever Unicode the file is in."""
    text = (papers / "chi-thi.txt").read_text("utf-8")
    (papers / "chi-thi.txt").write_text(text, encoding)
    assert numbers(vbparse("parse", "--jsonl", str(papers / "chi-thi.txt")).out) == ["9-CT/TW"]


def test_a_bad_file_stops_nothing(vbparse: Run, papers: Path) -> None:
    """A file that fails is named on standard error, and the rest go on."""
    (papers / "a.txt").write_bytes(b"S\xe8 9-CT/TW v\xe0o")
    done = vbparse("parse", "--jsonl", str(papers), "no-such-file")
    assert done.code == 3
    assert len(numbers(done.out)) == 4
    assert f"{papers / 'a.txt'}: neither UTF-8 nor UTF-16" in done.err
    assert "no-such-file: " in done.err
    assert done.err.endswith("2 of 6 files failed; the others were read.\n")


def test_what_is_no_text_is_skipped(vbparse: Run, papers: Path) -> None:
    """Another format is named with its reason, and is no failure."""
    (papers / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    done = vbparse("parse", "--jsonl", str(papers))
    assert done.code == 0
    assert done.err == f"{papers / 'scan.pdf'}: PDF: no reader yet\n"


def test_nothing_to_read(vbparse: Run, papers: Path) -> None:
    """Nothing read is an empty array, a sentence and its code."""
    (papers / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    done = vbparse("parse", "--json", str(papers / "scan.pdf"))
    assert (done.code, json.loads(done.out)) == (65, [])
    assert "1 file given" in done.err


def test_a_bug_in_one_file_stops_nothing(vbparse: Run, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a recogniser raise, that file fails and the rest go on."""
    from vbparse import pipeline

    def explain(source: Source) -> tuple[pipeline.Explained, ...]:
        if source.path.endswith("mat.txt"):
            raise ZeroDivisionError("of\x1b[31m ours")
        return real(source)

    real = pipeline.explain
    monkeypatch.setattr(pipeline, "explain", explain)
    done = vbparse("parse", "--jsonl", str(papers))
    assert done.code == 3
    assert len(numbers(done.out)) == 3
    assert "mat.txt: a bug of vbparse (ZeroDivisionError: of[31m ours)" in done.err
    monkeypatch.setenv("VBPARSE_DEBUG", "1")
    assert "Traceback" in vbparse("parse", "--jsonl", str(papers)).err


def test_lines_on_a_pipe(vbparse: Run, papers: Path) -> None:
    """On a pipe a field is a line, and a blank line parts the documents."""
    cards = vbparse("parse", str(papers)).out.split("\n\n")
    assert len(cards) == 4
    assert cards[0].splitlines()[0] == "Số: 9-CT/TW"
    assert cards[3].startswith("Cảnh báo: Marked MẬT")


def test_cards_on_a_terminal(terminal: Run, papers: Path) -> None:
    """On a terminal a record is a card, in colours."""
    done = terminal("parse", str(papers / "chi-thi.txt"))
    assert done.code == 0
    assert "\x1b[1m9-CT/TW" in done.out
    assert "Số: " not in done.out


def test_why(vbparse: Run, papers: Path) -> None:
    """--why shows the line of the source with carets under the evidence."""
    lines = vbparse("parse", "--why", str(papers / "chi-thi.txt")).out.splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("Số  9-CT/TW"))
    assert lines[at].split()[-2].startswith("number.")
    assert lines[at + 1: at + 3] == ["     3 │ Số 9-CT/TW", "       │    ^^^^^^^"]
