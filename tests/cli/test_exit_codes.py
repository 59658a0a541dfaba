"""How each run ends: the code, one sentence, no traceback."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbparse import archive as archives
from vbparse import pipeline
from vbparse.lock import WriterLock

if TYPE_CHECKING:
    from tests.cli.conftest import Run


HUGE = "9" * 20


@pytest.mark.parametrize("argv, code, said", [
    pytest.param(["--version"], 0, "", id="version"),
    pytest.param(["search", "chi thi 9"], 0, "", id="found"),
    pytest.param(["search", "voi"], 1, "Nothing in the archive answers voi.", id="nothing found"),
    pytest.param(["show", "1-QĐ/TW"], 1, "No document in the archive has the number or id 1-QĐ/TW.",
                 id="no such number"),
    pytest.param(["missing", "--limit", "1"], 1, "holds every document that is cited", id="nothing missing"),
    pytest.param(["duplicates"], 1, "No document is in the archive twice.", id="nothing twice"),
    pytest.param(["status", "--missing"], 1, "Every file of the archive was where", id="no file missing"),
    pytest.param(["fix", "9-CT/TW"], 1, "Nothing of 9-CT/TW is corrected.", id="no correction"),
    pytest.param(["tag"], 1, "No document has a tag.", id="no tag yet"),
    pytest.param(["searches"], 1, "No search has been saved.", id="no search saved"),
    pytest.param([], 2, "Usage: vbparse", id="no command"),
    pytest.param(["serch"], 2, "No such command 'serch'. (Did you mean one of: 'search', 'searches'?)",
                 id="command misspelt"),
    pytest.param(["parse"], 2, "Missing argument 'PATH...'", id="no path"),
    pytest.param(["search", "x", "--limit", "0"], 2, "'--limit'", id="option out of range"),
    pytest.param(["search", "x", "--sort", "size"], 2, "'--sort'", id="option with another value"),
    pytest.param(["search", "x", "--json", "--jsonl"], 2, "exclude each other", id="two formats"),
    pytest.param(["show", "9-CT/TW", "--json", "--text"], 2, "exclude each other", id="two views"),
    pytest.param(["search"], 2, "Say what to look for", id="no query"),
    pytest.param(["search", " "], 2, "Say what to look for", id="blank query"),
    pytest.param(["search", "x", "--limit", HUGE], 2, "'--limit'", id="no archive has so many"),
    pytest.param(["search", "x", "--offset", HUGE], 2, "'--offset'", id="nothing lies so far behind"),
    pytest.param(["search", "x", "--open", HUGE], 2, "'--open'", id="no hit has so high a place"),
    pytest.param(["list", "--limit", HUGE], 2, "'--limit'", id="no list is so long"),
    pytest.param(["log", HUGE], 2, "'[RUN]'", id="no run has so high a number"),
    pytest.param(["log", "--limit", HUGE], 2, "'--limit'", id="there were not so many runs"),
    pytest.param(["missing", "--limit", HUGE], 2, "'--limit'", id="no archive lacks so many"),
    pytest.param(["stats", "--top", HUGE], 2, "'--top'", id="no table has so many rows"),
    pytest.param(["search", "x", "--archive", ""], 2, "--archive is empty; say the name of a folder.",
                 id="archive without a name"),
    pytest.param(["parse", ""], 2, "An argument is empty; say the name of a file.", id="no file"),
    pytest.param(["show", ""], 2, "An argument is empty; say a number or an id.", id="no number"),
    pytest.param(["forget", " "], 2, "An argument is empty; say a number or an id.", id="a blank number"),
    pytest.param(["tag", ""], 2, "An argument is empty; say a number, an id, +TAG or -TAG.", id="no tag"),
    pytest.param(["tag", "9-CT/TW", "+"], 2, "+ cannot be a tag", id="a sign alone"),
    pytest.param(["export", "--format", "csv", "--output", ""], 2,
                 "--output is empty; say the name of a file.", id="output without a name"),
    pytest.param(["search", "--saved", ""], 2, "--saved is empty; say a name.", id="search without a name"),
    pytest.param(["search", "x", "--save", ""], 2, "--save is empty; say a name.", id="saved without a name"),
    pytest.param(["list", "--tables", ""], 2, "--tables is empty", id="tables without a name"),
    pytest.param(["parse", "-", "--json", "--why"], 2, "--why excludes --json", id="why of JSON"),
    pytest.param(["parse", "-", "--jsonl", "--why"], 2, "--why excludes --json", id="why of lines of JSON"),
    pytest.param(["tag", "17-KH/BTGHU", "+x"], 4, "is 2 documents; give the id of one:",
                 id="ambiguous, and no option narrows"),
    pytest.param(["export", "--format", "csv", "--output", "."], 73,
                 "Cannot make .: it is a folder; name a file in it", id="output is a folder"),
    pytest.param(["show", "17-KH/BTGHU"], 4, "", id="ambiguous"),
    pytest.param(["parse", "no-such"], 66, "No such file or folder: no-such.", id="parse: no path exists"),
    pytest.param(["ingest", "no-such", "nor-this"], 66, "No such file or folder: no-such, nor-this.",
                 id="ingest: no path exists"),
    pytest.param(["search", "x", "--archive", "no-such"], 66, "There is no archive in no-such",
                 id="no archive"),
])
def test_code(argv: list[str], code: int, said: str, vbparse: Run, archive: Path) -> None:
    """Each way to end has its code and a sentence on standard error."""
    done = vbparse(*argv)
    assert done.code == code
    assert said in done.err
    assert bool(done.err) is bool(code)
    assert "Traceback" not in done.err


def test_some_failed(vbparse: Run, papers: Path) -> None:
    """3: finished, but some files failed."""
    assert vbparse("parse", str(papers), "no-such").code == 3


def test_data(vbparse: Run, tmp_path: Path) -> None:
    """65: nothing that was given could be read."""
    (tmp_path / "a.txt").write_bytes(b"S\xe8 9-CT/TW v\xe0o")
    assert vbparse("parse", str(tmp_path / "a.txt")).code == 65


def test_damaged_archive(vbparse: Run, archive: Path) -> None:
    """65: the catalog is no catalog."""
    for file in archive.glob("catalog.sqlite*"):
        file.unlink()
    (archive / "catalog.sqlite").write_bytes(b"?" * 5000)
    done = vbparse("search", "x")
    assert (done.code, len(done.err.splitlines())) == (65, 1)


def test_our_bug(vbparse: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """70: a bug is one sentence; VBPARSE_DEBUG shows where it is."""

    def search(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError("\x1b[31mof ours")

    monkeypatch.setattr(archives.Archive, "search", search)
    done = vbparse("search", "x")
    assert done.code == 70
    assert done.err.startswith("This is a bug of vbparse, not of yours (ZeroDivisionError: [31mof ours).")
    assert len(done.err.splitlines()) == 1
    monkeypatch.setenv("VBPARSE_DEBUG", "1")
    assert "Traceback" in vbparse("search", "x").err


@pytest.mark.parametrize("error, code, said", [
    pytest.param(OSError(errno.EIO, "Broken", "a\x1bb"), 74, "Input or output failed: ab: Broken.", id="I/O"),
    pytest.param(OSError(errno.EACCES, "Closed"), 77, "The system refuses access: Closed.", id="refused"),
])
def test_unforeseen(
    error: OSError, code: int, said: str, vbparse: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """74, 77: what the system says where nobody foresaw it."""

    def search(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(archives.Archive, "search", search)
    assert vbparse("search", "x") == (code, "", said + "\n")


def test_cannot_create(vbparse: Run, papers: Path, tmp_path: Path) -> None:
    """73: the archive cannot stand where a file is."""
    (tmp_path / "file").write_text("")
    done = vbparse("ingest", str(papers), "--archive", str(tmp_path / "file"))
    assert (done.code, len(done.err.splitlines())) == (73, 1)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("argv", [["--jsonl"], ["--json"], []])
def test_full_disk(argv: list[str], program: Run, papers: Path) -> None:
    """74: standard output takes no more, and is not silently cut."""
    done = program("parse", str(papers), *argv, shell=">/dev/full")
    assert (done.code, done.err) == (74, "Cannot write the output: No space left on device.\n")


def test_in_use(vbparse: Run, archive: Path, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """75: another process is writing."""
    monkeypatch.setattr("vbparse.lock.WriterLock.__init__.__defaults__", (0.0,))
    with open(archive / "writer.lock", "r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = vbparse("ingest", str(papers))
    assert (done.code, len(done.err.splitlines())) == (75, 1)


def test_waiting(vbparse: Run, archive: Path, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """75: one that has to wait says so, once, before it gives up naming the process and since when."""
    monkeypatch.setattr("vbparse.lock.WriterLock.__init__.__defaults__", (0.6,))
    monkeypatch.setattr("vbparse.lock._SILENT", 0.2)
    with WriterLock(archive):
        done = vbparse("ingest", str(papers))
    waiting, refused = done.err.splitlines()
    assert (done.code, done.out) == (75, "")
    assert waiting.startswith(f"Waiting for another vbparse (process {os.getpid()}), which has been writing")
    assert refused.startswith(f"Another vbparse (process {os.getpid()}) has been writing to the archive")


def test_not_permitted(vbparse: Run, as_nobody: Path) -> None:
    """77: the system refuses the folder."""
    (as_nobody / "a.txt").write_text("x", "utf-8")
    (as_nobody / "closed").mkdir(mode=0o500)
    done = vbparse("ingest", str(as_nobody / "a.txt"), "--archive", str(as_nobody / "closed" / "kho"))
    assert (done.code, len(done.err.splitlines())) == (77, 1)


def test_interrupted_ingest(papers: Path, tmp_path: Path) -> None:
    """130: Ctrl-C ends an ingest with its totals, and what was read is kept."""
    script = (
        "import os, signal, sys\n"
        "from vbparse import cli, pipeline\n"
        "real = pipeline.parse_source\n"
        "def parse_source(source):\n"
        "    if source.path.endswith('ke-hoach-1.txt'):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(source)\n"
        "pipeline.parse_source = parse_source\n"
        "sys.exit(cli.main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", script, "ingest", str(papers), "--archive", str(tmp_path / "kho")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 130
    assert done.stdout.startswith("2 found = 2 new")
    assert done.stderr == "Interrupted; what was read is kept, and running it again goes on from there.\n"


def test_interrupted(vbparse: Run, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """130: Ctrl-C anywhere else is a word, not a traceback."""

    def explain(source: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(pipeline, "explain", explain)
    assert vbparse("parse", str(papers)) == (130, "", "Interrupted.\n")
