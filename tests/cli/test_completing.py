"""Shell completion: what is offered, and that real shells put it on the line."""

from __future__ import annotations

import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import offline
from vbparse.cli import offering
from vbparse.cli.completing import Typed, read
from vbparse.glimpse import folded
from vbparse.query import FIELDS
from vbparse.reference import number_parts
from vbparse.words import words

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
BREAKS = " \t\n\"'@><=;|&(:"


@pytest.fixture
def tagged(archive: Path, vbparse: Run) -> Path:
    """The archive, with a tag and a saved search."""
    vbparse("tag", "9-CT/TW", "+cũ", "+đọc-lại")
    vbparse("search", "--save", "hay", "sách")
    return archive


@pytest.fixture
def offered(vbparse: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What is offered to a shell for a line."""
    def ask(line: str, shell: str = "zsh") -> list[str]:
        with monkeypatch.context() as here:
            here.setenv("_VBPARSE_COMPLETE", shell)
            here.setenv("_VBPARSE_LINE", line)
            here.setenv("_VBPARSE_BREAKS", BREAKS)
            done = vbparse()
        assert (done.code, done.err) == (0, "")
        return [line.partition("\t")[0] for line in done.out.splitlines()]
    return ask


@pytest.mark.parametrize("line, typed", [
    pytest.param("vbparse show 84", Typed(["vbparse", "show"], "84", 0, False), id="words"),
    pytest.param("vbparse  show ", Typed(["vbparse", "show"], "", 0, False), id="a word to come"),
    pytest.param("vbparse a:b", Typed(["vbparse"], "a:b", 2, False), id="broken at a colon"),
    pytest.param("vbparse 'a b' c", Typed(["vbparse", "a b"], "c", 0, False), id="quoted"),
    pytest.param("vbparse '' c", Typed(["vbparse", ""], "c", 0, False), id="an empty word"),
    pytest.param('vbparse x:"a b', Typed(["vbparse"], "x:a b", 2, True), id="a quotation mark that is open"),
    pytest.param("vbparse a\\ b", Typed(["vbparse"], "a b", 0, False), id="a blank that is escaped"),
    pytest.param("", Typed([], "", 0, False), id="nothing"),
])
def test_read(line: str, typed: Typed) -> None:
    """A line is read as a shell reads it, and what the shell keeps of the last word is known."""
    assert read(line, BREAKS) == typed


@pytest.mark.parametrize("line, first", [
    pytest.param("vbparse ing", ["=ingest"], id="a command"),
    pytest.param("vbparse search --aft", ["=--after"], id="an option"),
    pytest.param("vbparse search ty", ["nospace", "=type:"], id="a field"),
    pytest.param("vbparse search type:ke", ["=type:kế-hoạch"], id="a value without marks"),
    pytest.param("vbparse search loại:kế", ["=loại:kế-hoạch"], id="a Vietnamese field"),
    pytest.param("vbparse search place:", ["=place:Mường-La", "=place:Hà-Nội"], id="the most frequent first"),
    pytest.param("vbparse search date:", ["=date:2018"], id="years"),
    pytest.param("vbparse search tag:C", ["=tag:cũ"], id="a tag"),
    pytest.param("vbparse search cites:9", ["=cites:9-CT/TW"], id="a number that is cited"),
    pytest.param("vbparse search so:09-c", ["=so:9-CT/TW"], id="a number, as it may be typed"),
    pytest.param("vbparse search sách 17", ["=17-KH/BTGHU"], id="a number in a query"),
    pytest.param("vbparse search @", ["=@hay"], id="a saved search"),
    pytest.param("vbparse search --saved ", ["=hay"], id="a saved search of the option"),
    pytest.param("vbparse search --type=ke", ["=--type=kế hoạch"], id="an option with ="),
    pytest.param("vbparse stats --tag d", ["=đọc-lại"], id="a tag of an option, đ as d"),
    pytest.param("vbparse search --sort ", ["=relevance", "=date"], id="a choice"),
    pytest.param("vbparse show 17", ["=17-KH/BTGHU"], id="a number once"),
    pytest.param("vbparse cites ", ["=17-KH/BTGHU", "=3-BC/HU", "=9-CT/TW"], id="all numbers"),
    pytest.param("vbparse tag 9-CT/TW +", ["=+cũ", "=+đọc-lại"], id="tags to put on"),
    pytest.param("vbparse tag 9-CT/TW -d", ["=-đọc-lại"], id="tags to take off"),
    pytest.param("vbparse tag 9-CT/TW --j", ["=--json"], id="an option beside tags"),
    pytest.param("vbparse searches --remove ", ["=hay"], id="what can be removed"),
    pytest.param("vbparse parse a", ["files"], id="files"),
    pytest.param("vbparse show --archive a", ["dirs"], id="folders"),
    pytest.param("sudo /usr/bin/vbparse show 3", ["=3-BC/HU"], id="behind another program"),
    pytest.param("vbparse completion ", ["=bash", "=zsh", "=fish"], id="shells"),
    pytest.param("vbparse search signer:x", [], id="a field whose values are not offered"),
    pytest.param("vbparse nothing x", [], id="no such command"),
    pytest.param("vbparse show \x1b[31m", [], id="debris"),
])
def test_offered(line: str, first: list[str], tagged: Path, offered: Callable[..., list[str]]) -> None:
    """Commands, options, fields, values, numbers, tags and searches are offered where they can stand."""
    assert offered(line)[:len(first)] == first
    assert first or not offered(line)


def test_ids(tagged: Path, vbparse: Run, offered: Callable[..., list[str]]) -> None:
    """An id is offered from its first letter on."""
    id = vbparse("tag", "9-CT/TW").out.split("\t")[1]
    assert f"={id}" in offered(f"vbparse show {id[:2]}")


def test_hostile_values_are_offered_as_text(
    hostile: Path, vbparse: Run, tmp_path: Path, offered: Callable[..., list[str]]
) -> None:
    """What a document carries cannot drive the terminal or leave the word that is completed."""
    vbparse("ingest", str(hostile))
    with closing(sqlite3.connect(tmp_path / "archive" / "catalog.sqlite")) as db, db:
        db.execute("UPDATE records SET issuer = ?", ("a $(touch x); \x1b[31m\n'b'",))
    assert offered("vbparse search --issuer ", "bash") == [r"=a\ \$\(touch\ x\)\;\ \[31m\ \'b\'"]
    assert offered("vbparse search issuer:", "zsh") == ["=issuer:a-touch-x-31m-b"]


@pytest.mark.parametrize("line", [
    "vbparse show 9", "vbparse search type:", "vbparse tag +", "vbparse search @",
])
@pytest.mark.parametrize("wrong", ["no archive", "no catalog", "debris", "locked", "another schema"])
def test_silent(wrong: str, line: str, archive: Path, offered: Callable[..., list[str]]) -> None:
    """Whatever is wrong with the archive, nothing is offered and nothing is said."""
    catalog = archive / "catalog.sqlite"
    with closing(sqlite3.connect(catalog)) as db:
        if wrong == "no archive":
            shutil.rmtree(archive)
        elif wrong == "no catalog":
            catalog.unlink()
        elif wrong == "debris":
            catalog.write_bytes(b"debris" * 1000)
        elif wrong == "another schema":
            db.executescript("DROP TABLE records; DROP TABLE tags; DROP TABLE searches; DROP TABLE citations")
        else:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
        assert offered(line) == []


def test_fields_are_those_of_a_query() -> None:
    """The fields that are offered are those that a query knows, and each with values is one of them."""
    assert set(offering.FIELDS) == set(FIELDS.values())
    assert set(offering._COLUMNS) | offering._NUMBERED | offering._CITING <= set(FIELDS)


@pytest.mark.parametrize("text", ["84-KH/BTGTU", "Kế hoạch", "Đọc_lại", "HÒA Bình", "30/2020/NĐ-CP"])
def test_folded(text: str) -> None:
    """What is typed is folded as the catalog folds its keys."""
    assert folded(text) == " ".join(words(text))
    assert text[0] not in "0123456789" or folded(text) == " ".join(number_parts(text))


def test_a_look_loads_little() -> None:
    """Pressing tab loads neither the grammar nor the models, which take longer than one waits."""
    heavy = ("whoosh", "pydantic", "rich.table", "regex", "vbparse.catalog", "vbparse.tokenizer")
    code = (
        "import os, sys; os.environ.update(_VBPARSE_COMPLETE='bash', _VBPARSE_LINE='vbparse search type:k');"
        f"from vbparse.cli import main; main(); sys.exit(' '.join(set({heavy!r}) & set(sys.modules)))"
    )
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.stderr.strip() == ""


# ---------------------------------------------------------------- real shells

STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='> '; source {script}"),
    "zsh": (["zsh", "-f", "-i"], "PS1='> '; autoload -U compinit; compinit -u -D; source {script}"),
    "fish": (["fish", "--no-config", "-i"], "source {script}"),
}


class Screen:
    """A shell on a terminal, whose `vbparse` completes, and writes down the arguments of any other call."""

    def __init__(self, shell: str, folder: Path, script: str) -> None:
        self.recorded = folder / "argv.json"
        shim, self.script = folder / "bin" / "vbparse", folder / f"script.{shell}"
        shim.parent.mkdir()
        self.script.write_text(script)
        shim.write_text(f"""#!/bin/sh
if [ -n "$_VBPARSE_COMPLETE" ]; then exec {sys.executable} -W ignore -m vbparse; fi
{sys.executable} -c 'import json, os, sys; json.dump(sys.argv[2:], open(sys.argv[1] + ".new", "w"));
os.rename(sys.argv[1] + ".new", sys.argv[1])' {self.recorded} "$@"
""")
        shim.chmod(0o755)
        (folder / "home").mkdir()
        ours, its = pty.openpty()
        self.ours = ours
        environment = {
            "PATH": f"{shim.parent}:{os.environ['PATH']}", "PYTHONPATH": offline.PYTHONPATH,
            "HOME": str(folder / "home"), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm",
            "PYTHONUTF8": "1", "VBPARSE_ARCHIVE": os.environ["VBPARSE_ARCHIVE"],
        }
        command, self.setup = STARTS[shell]
        self.process = subprocess.Popen(
            command, stdin=its, stdout=its, stderr=its, env=environment, cwd=folder, start_new_session=True,
            preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
        )
        os.close(its)
        os.set_blocking(ours, False)
        self.send(self.setup.format(script=self.script) + "\n")

    def send(self, keys: str) -> None:
        os.write(self.ours, keys.encode())
        self.read()

    def read(self) -> bytes:
        try:
            return os.read(self.ours, 65536)
        except (BlockingIOError, OSError):
            return b""

    def arguments(self) -> list[str]:
        """Those of the program, once it was run."""
        seen, until = b"", time.monotonic() + 60
        while not self.recorded.exists():
            seen += self.read()
            assert time.monotonic() < until, seen.decode(errors="replace")
            time.sleep(0.02)
        arguments: list[str] = json.loads(self.recorded.read_text())
        return arguments

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


@pytest.mark.parametrize("line, arguments", [
    pytest.param("ing\tx", ["ingest", "x"], id="a command"),
    pytest.param("show 9-\t", ["show", "9-CT/TW"], id="a number with a slash"),
    pytest.param("search type:kế\txã", ["search", "type:kế-hoạch", "xã"], id="a value behind a colon"),
    pytest.param("search --type kế\txã", ["search", "--type", "kế hoạch", "xã"], id="a value with a blank"),
    pytest.param("tag 9-CT/TW +c\t", ["tag", "9-CT/TW", "+cũ"], id="a tag"),
    pytest.param("tag 9-CT/TW -c\t", ["tag", "9-CT/TW", "-cũ"], id="a tag that looks like an option"),
    pytest.param("search @h\txã", ["search", "@hay", "xã"], id="a saved search"),
])
@pytest.mark.parametrize("shell", STARTS)
def test_shell(
    shell: str, line: str, arguments: list[str], tagged: Path, tmp_path: Path, vbparse: Run
) -> None:
    """In a real shell, on a real terminal, the tab key puts on the line what was meant."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed here")
    screen = Screen(shell, tmp_path, vbparse("completion", shell).out)
    try:
        screen.send(f"vbparse {line}\n")
        assert screen.arguments() == arguments
    finally:
        screen.close()


@pytest.mark.parametrize("line, arguments", [
    pytest.param("search type:ke\t", ["search", "type:kế-hoạch"], id="without marks"),
    pytest.param('search --type "kế\t', ["search", "--type", "kế hoạch"], id="in quotation marks"),
    pytest.param("search --type=kế\t", ["search", "--type=kế hoạch"], id="an option with ="),
    pytest.param("search ty\tkế\t", ["search", "type:kế-hoạch"], id="a field, then its value"),
    pytest.param("parse argv\t", ["parse", "argv-not-yet"], id="a file"),
])
def test_bash(line: str, arguments: list[str], tagged: Path, tmp_path: Path, vbparse: Run) -> None:
    """What bash breaks words at, and quotation marks, do not get in the way."""
    if not shutil.which("bash"):
        pytest.skip("bash is not installed here")
    (tmp_path / "argv-not-yet").touch()
    screen = Screen("bash", tmp_path, vbparse("completion", "bash").out)
    try:
        screen.send(f"vbparse {line}\n")
        assert screen.arguments() == arguments
    finally:
        screen.close()
