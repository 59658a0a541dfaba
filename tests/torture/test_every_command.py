"""No command asks for a network, and none changes the papers: all that there are, in every form."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import offline
from tests.cli.conftest import DIRECTIVE, PLAN, SECRET
from tests.cli.everything import ROWS, commands, rows
from tests.torture import untouched
from vbparse.archive import Archive

ROOT = Path(__file__).parents[2]

MORE = {
    "ingest {papers} --prune": 0, "ingest --prune": 0, "ingest --retry-failed": 0,
    "ingest {papers} --recall": 0, "ingest {papers}/a.txt {papers}/link.txt": 0,
    "search {word} --open": 0, "show {id} --open": 0,
}
"""Lines that are no rows of everybody's, with their codes."""
NOT_OVER_A_PAPER = 73


def lay_out(papers: Path, archive: Path) -> None:
    """Papers of which some are new, changed, moved, gone or no papers since they were taken in."""
    papers.mkdir()
    plan = PLAN.replace("17-KH", "{serial}-KH")
    texts = {
        "a.txt": DIRECTIVE, "b.txt": SECRET, "c.txt": plan.format(serial=17, month=5, more="cho các xã"),
        "old.txt": plan.format(serial=18, month=6, more="cho tỉnh").replace("9-CT", "10-CT"),
        "again.txt": plan.format(serial=17, month=5, more="cho các xã ven sông"), "gone.txt": "Số 7",
        "two.txt": SECRET.replace("3-BC", "5-BC") + "\f" + SECRET.replace("3-BC", "6-BC"),
    }
    for name, text in texts.items():
        (papers / name).write_text(text, "utf-8")
    (papers / "scan.pdf").write_bytes(b"%PDF-1.7")
    kept = Archive(archive, create=True)
    kept.ingest([str(papers)])
    kept.save_search("sach", "đọc sách")
    kept.tag(["9-CT/TW"], ["doc"])
    with open(archive.parent / "backup.zip", "w+b") as file:
        kept.backup(file, everything=True)
    (papers / "sub").mkdir()
    (papers / "gone.txt").unlink()
    (papers / "old.txt").rename(papers / "sub" / "moved.txt")
    (papers / "b.txt").write_text(SECRET.replace("3-BC", "4-BC"), "utf-8")
    (papers / "new.txt").write_text(DIRECTIVE.replace("9-CT", "8-CT"), "utf-8")
    (papers / "link.txt").symlink_to("a.txt")
    (papers / "empty").touch()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `every_command` tells of all lines, with the `wanted` codes beside it."""
    root = tmp_path_factory.mktemp("every")
    lay_out(root / "ho-so", root / "template")
    (id,) = (one.id for one in Archive(root / "template").select("17-KH/BTGHU ven sông"))
    names = {
        "papers": str(root / "ho-so"), "archive": str(root / "kho"), "file": str(root / "kho" / "out"),
        "word": "sách", "id": id, "ids": id, "cited": "9-CT/TW", "payload": "voi",
        "backup": str(root / "backup.zip"),
    }
    lines, wanted = {}, dict(MORE)
    for line, row in rows():
        lines[line], wanted[line] = row.argv(**names), row.code
        if row.to_file:
            over = f"{line}, over a paper"
            lines[over] = row.argv(**names | {"file": str(root / "ho-so" / "a.txt")})
            wanted[over] = NOT_OVER_A_PAPER
    lines |= {line: [word.format(**names) for word in line.split()] for line in MORE}
    given = {"lines": lines, "papers": names["papers"], "template": str(root / "template"),
             "archive": names["archive"]}
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.every_command"], input=json.dumps(given), text=True, cwd=ROOT,
        capture_output=True, env=os.environ | {"VBPARSE_ARCHIVE": names["archive"]},
    )
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), "wanted": wanted}


def test_every_command_is_here() -> None:
    assert set(ROWS) == set(commands())


def test_each_did_its_work(told: dict[str, Any]) -> None:
    """What is refused or goes wrong early would prove nothing."""
    assert told["codes"] == told["wanted"]


def test_no_command_asks_for_a_network(told: dict[str, Any]) -> None:
    """Not one attempt, from the first import on."""
    assert told["attempts"] == []


def test_the_papers_are_only_read(told: dict[str, Any]) -> None:
    """After every command all are what they were, and nothing was opened to write to, renamed or removed."""
    assert (told["touches"], told["changed"]) == ([], [])


@pytest.mark.parametrize("attempt", [
    pytest.param(lambda: socket.create_connection(("127.0.0.1", 9)), id="connect"),
    pytest.param(lambda: socket.getaddrinfo("localhost", 80), id="a name"),
    pytest.param(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM), id="a socket"),
])
def test_an_attempt_is_refused_and_counted(attempt: Callable[[], object]) -> None:
    """Also one that would have been caught: this is how the whole suite runs."""
    with pytest.raises(BaseException, match="socket") as refused:
        attempt()
    assert type(refused.value).__name__ == "NoNetwork"  # tests/quiet has its own, of the same file
    assert [told.partition(".")[0] for told in offline.attempts()] == ["socket"]


def test_a_program_that_a_test_starts_has_no_network() -> None:
    """It is refused too, whatever it makes of that, and noted."""
    program = "import socket\ntry: socket.create_connection(('127.0.0.1', 9))\nexcept BaseException: pass"
    subprocess.run([sys.executable, "-c", program], check=True)
    assert [told.partition(" ")[0] for told in offline.attempts()] == ["socket.getaddrinfo"]


def test_processes_may_speak_to_one_another() -> None:
    """A socket without a network is none."""
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"


@pytest.mark.parametrize("touch", [
    pytest.param(lambda path: path.write_text("x"), id="write"),
    pytest.param(lambda path: path.open("r+"), id="open to write to"),
    pytest.param(lambda path: os.open(path.with_name("b"), os.O_CREAT), id="make"),
    pytest.param(lambda path: path.rename(path.parent.parent / "b"), id="rename"),
    pytest.param(lambda path: path.unlink(), id="remove"),
    pytest.param(lambda path: path.chmod(0o600), id="permissions"),
    pytest.param(lambda path: os.utime(path, (0, 0)), id="times"),
    pytest.param(lambda path: path.parent.joinpath("d").mkdir(), id="a folder"),
])
def test_a_touch_is_refused_and_counted(touch: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a").touch()
    before = untouched.seen(tmp_path / "papers")
    with untouched.guard(tmp_path / "papers"), pytest.raises(untouched.Touched):
        touch(tmp_path / "papers" / "a")
    assert untouched.touches.pop() and untouched.seen(tmp_path / "papers") == before
