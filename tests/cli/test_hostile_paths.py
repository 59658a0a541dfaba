"""Names and things in a folder that no clerk put there: each file is read or listed with its reason."""

from __future__ import annotations

import json
import os
import socket
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.papers import plan
from vbparse.present.terminal import safe

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Plant = Callable[[Path], None]


def named(*names: bytes) -> Plant:
    """A paper under each name."""

    def plant(folder: Path) -> None:
        for n, name in enumerate(names, 1):
            with open(os.path.join(os.fsencode(folder), name), "w", encoding="utf-8") as file:
                file.write(plan(str(n)))

    return plant


def link(target: str) -> Plant:
    return lambda folder: (folder / "nối").symlink_to(target)


def loop(folder: Path) -> None:
    (folder / "trong").mkdir()
    (folder / "trong" / "ngoài").symlink_to(folder)
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")


def outside(folder: Path) -> None:
    (folder.parent / "ngoài").mkdir()
    (folder.parent / "ngoài" / "lộ.txt").write_text(plan("999"), "utf-8")
    (folder / "nối").symlink_to(folder.parent / "ngoài")


def listening(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as ours:
        here = os.open(folder, os.O_DIRECTORY)
        ours.bind(f"/proc/self/fd/{here}/cổng")
        os.close(here)


def device(folder: Path) -> None:
    try:
        os.mknod(folder / "thiết bị", 0o666 | 0o020000, os.makedev(1, 5))  # as /dev/zero: it never ends
    except PermissionError:
        pytest.skip("only root makes a device")


def deep(folder: Path) -> None:
    (inner := folder / "/".join(["sâu"] * 300)).mkdir(parents=True)
    (inner / "đáy.txt").write_text(plan("7"), "utf-8")


def twins(folder: Path) -> None:
    named(*(unicodedata.normalize(form, "Kế hoạch.txt").encode() for form in ("NFC", "NFD")))(folder)


KINDS: dict[str, tuple[Plant, int, int]] = {
    # what is planted, how many files are read, how many are skipped or have failed
    "not UTF-8": (named(b"v\xe0o.txt", b"\xff\xfe", b"\xed\xa0\x80.txt"), 3, 0),
    "a newline": (named(b"a\nnew  other.txt", b"b\r\nfailed\tc"), 2, 0),
    "escapes": (named(b"\x1b]0;t\x07\x1b[2J.txt", b"\xc2\x9b2J"), 2, 0),
    "a leading dash": (named(b"--archive", b"-rf", b"-"), 3, 0),
    "255 bytes": (named("ệ".encode() * 85, b"a" * 255), 2, 0),
    "NFC and NFD": (twins, 2, 0),
    "upper and lower case": (named(b"A.TXT", b"a.txt"), 2, 0),
    "blanks": (named(b" ", b" a ", b"\t", "\u3000".encode(), "\u200b".encode()), 5, 0),
    "turned about": (named("\u202etxt.exe\u202c".encode(), "\u2066a".encode()), 2, 0),
    "markup": (named(b"[red]x[bold].txt", b"<script>.md", b"%s {0} ${x}", b"=1+1", b"'; DROP"), 5, 0),
    "patterns": (named(b"*", b"?", b"[a-z]", b"~", b"$HOME", b"`id`", b"a\\b", b"|x"), 8, 0),
    "tags and controls": (named("\U000e0041".encode(), bytes(range(1, 32)), b"\x7f"), 3, 0),
    "dots": (named(b"...", b"a.", b".hidden"), 1, 0),
    "a link loop": (loop, 0, 3),
    "a link out": (outside, 0, 1),
    "a link to nothing": (link("không-có"), 0, 1),
    "a link to a device": (link("/dev/zero"), 0, 1),
    "a fifo": (lambda folder: os.mkfifo(folder / "ống"), 0, 1),
    "a socket": (listening, 0, 1),
    "a device": (device, 0, 1),
    "a deep folder": (deep, 1, 0),
    "a folder as a file": (lambda folder: (folder / "tên.txt").mkdir(), 0, 0),
}


@pytest.fixture
def told(vbparse: Run) -> Callable[..., str]:
    """What a command prints, which went well and left no control character in it."""

    def told(*argv: str) -> str:
        done = vbparse(*argv)
        assert done.code in (0, 3), done.err
        printed = done.out.removeprefix("\ufeff").replace("\r\n", "\n") if "csv" in argv else done.out
        assert safe(said := printed + done.err) == said
        return printed

    return told


@pytest.mark.parametrize("kind", KINDS)
def test_in_a_folder(kind: str, tmp_path: Path, told: Callable[..., str]) -> None:
    """The ledger adds up, every command shows the names, and a second ingest finds them unchanged."""
    plant, read, not_read = KINDS[kind]
    (folder := tmp_path / "ho-so").mkdir()
    (folder / "0.txt").write_text(plan(), "utf-8")
    plant(folder)
    report = json.loads(told("ingest", str(folder), "--json"))
    assert (report["new"], report["skipped"] + report["failed"]) == (read + 1, not_read)
    assert report["found"] == read + not_read + 1
    assert len(told("list", "--limit", "99").splitlines()) == read + 1
    assert len(told("search", "trồng", "rừng", "--limit", "99").splitlines()) == read + 1
    assert len(told("export", "--format", "csv").splitlines()) == read + 2
    assert len(told("export", "--format", "jsonl").splitlines()) == read + 1
    assert json.loads(told("stats", "--json"))["records"] == read + 1
    assert told("status") and told("log")
    if not_read:
        assert len(told("status", "--failed").splitlines()) == not_read
    again = json.loads(told("ingest", str(folder), "--json"))
    assert (again["unchanged"], again["skipped"] + again["failed"]) == (read + 1, not_read)


@pytest.mark.parametrize("kind", KINDS)
def test_by_itself(kind: str, tmp_path: Path, vbparse: Run) -> None:
    """Given by its name it is read, or refused with a sentence; in a few lines."""
    (folder := tmp_path / "ho-so").mkdir()
    KINDS[kind][0](folder)
    for entry in sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name)):
        for argv in (("parse", "--jsonl", "--", entry.path), ("ingest", "--dry-run", "--", entry.path)):
            done = vbparse(*argv)
            assert done.code in (0, 3, 65, 66)
            assert bool(done.err) or done.code == 0
            assert safe(said := done.out + done.err) == said and "Traceback" not in said
        assert len(done.err.splitlines()) < 4


def test_closed_folder(as_nobody: Path, told: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed, and a file that may not be read, fail; the others are read."""
    (folder := as_nobody / "ho-so").mkdir()
    for name in ("a.txt", "b.txt", "c/d.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(plan(str(ord(name[0]))), "utf-8")
    (folder / "b.txt").chmod(0)
    (folder / "c").chmod(0)
    monkeypatch.setenv("VBPARSE_ARCHIVE", str(as_nobody / "kho"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(as_nobody / "config"))
    report = json.loads(told("ingest", str(folder), "--json"))
    assert (report["new"], report["failed"]) == (1, 2)
    assert len(told("status", "--failed").splitlines()) == 2
