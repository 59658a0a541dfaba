"""`vbparse export` and `vbparse schema`: the same bytes everywhere, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import DIRECTIVE, PLAN
from tests.papers import decision, plan
from vbparse import messages
from vbparse.cli.exporting import Kind, Promise
from vbparse.export.exports import format_named
from vbparse.export.schema import NAMES

if TYPE_CHECKING:
    from tests.cli.conftest import Run

KINDS = [kind.value for kind in Kind]
ELSEWHERE = {"LC_ALL": "C", "LANG": "C", "TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
HERE = {"LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "0"}

Exports = Callable[..., dict[str, bytes]]


@pytest.fixture
def exports(program: Run, tmp_path: Path) -> Exports:
    """An archive's exports, to a file each, by programs of their own in some environment."""

    def run(folder: Path, **environment: str) -> dict[str, bytes]:
        made = {}
        for kind in KINDS:
            path = tmp_path / f"{folder.name}.{kind}"
            done = program("export", "--format", kind, "--output", str(path), VBPARSE_ARCHIVE=str(folder),
                           **environment)
            assert done.code == 0, done.err
            made[kind] = path.read_bytes()
        return made

    return run


def lay_out(parent: Path) -> Path:
    """A folder of papers below some folder: one with a bundle, names that need care, folders in it."""
    folder = parent / "ho-so"
    names = {"a.txt": plan("84"), "b/c.txt": decision("5"), "b/Đ.txt": plan("85"), "b.txt": plan("84"),
             "ab.txt": plan("86") + decision("6"), "x=1.txt": decision("9"), "y/0.txt": DIRECTIVE,
             "b/kh.txt": PLAN.format(month=5, more="cho các xã")}
    for name, text in names.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / os.fsdecode(b"v\xe0o\x1b.txt")).write_text(plan("87", place="Cao Bằng"), "utf-8")
    return folder


def test_folders_of_one_name(vbparse: Run, tmp_path: Path) -> None:
    """Files of one path in two folders stand in one order, whatever the folders are called."""
    for names in (("a", "b"), ("z", "y")):
        kho = str(tmp_path / f"kho-{names[0]}")
        for name, serial in zip(names, ("84", "85"), strict=True):
            (tmp_path / name).mkdir()
            (tmp_path / name / "1.txt").write_text(plan(serial), "utf-8")
            assert vbparse("ingest", str(tmp_path / name), "--archive", kho).code == 0
    here, there = (
        vbparse("export", "--format", "csv", "--archive", str(tmp_path / name)).out
        for name in ("kho-a", "kho-z")
    )
    assert here == there
    assert here.count(",1.txt,") == 2


def test_law(vbparse: Run, exports: Exports, tmp_path: Path) -> None:
    """The same documents give the same bytes, wherever they lie and in whatever order they came."""
    first, second = lay_out(tmp_path / "here"), lay_out(tmp_path / "there" / "deeper")
    one, other = tmp_path / "one", tmp_path / "other"
    assert vbparse("ingest", str(first), "--archive", str(one)).code == 0
    names = sorted((path for path in second.iterdir() if path.is_file()), reverse=True)
    for name in random.Random(4).sample(names, len(names)):  # one by one, a folder last
        assert vbparse("ingest", str(name), "--archive", str(other)).code == 0
    assert vbparse("ingest", str(second), "--archive", str(other)).code == 0
    here, there = exports(one, **HERE), exports(other, **ELSEWHERE)
    for kind in KINDS:
        assert hashlib.sha256(here[kind]).hexdigest() == hashlib.sha256(there[kind]).hexdigest(), kind
        assert str(tmp_path).encode() not in here[kind]
    lines = [json.loads(line)["source"] for line in here["jsonl"].splitlines()]
    assert [(line["path"], line["part"]) for line in lines] == [
        ("a.txt", 1), ("ab.txt", 1), ("ab.txt", 2), ("b/c.txt", 1), ("b/kh.txt", 1), ("b/Đ.txt", 1),
        ("v\\xe0o\x1b.txt", 1), ("x=1.txt", 1), ("y/0.txt", 1),
    ]
    ids = {record["number"]: record["id"] for record in map(json.loads, here["jsonl"].splitlines())}
    assert f'"target":"{ids["9-CT/TW"]}"'.encode() in here["jsonl"]


@pytest.mark.parametrize("kind", KINDS)
def test_standard_output(kind: str, program: Run, archive: Path, tmp_path: Path) -> None:
    """What comes out of a pipe is what a file would get, in any locale; nothing else is said there."""
    path = tmp_path / "x"
    ours = {"VBPARSE_ARCHIVE": str(archive)} | ELSEWHERE
    assert program("export", "--format", kind, shell=f"> {path}", **ours).code == 0
    beside = tmp_path / "y"
    done = program("export", "--format", kind, "--output", str(beside), **ours)
    assert (done.code, done.out) == (0, "")
    assert path.read_bytes() == beside.read_bytes()
    assert path.read_bytes().startswith(format_named(kind).opening)
    assert beside.stat().st_mode & 0o077 == 0


def test_a_dash_is_standard_output(vbparse: Run, archive: Path, tmp_path: Path,
                                   monkeypatch: pytest.MonkeyPatch) -> None:
    """`--output -` writes no file of that name."""
    monkeypatch.chdir(tmp_path)
    plain = vbparse("export", "--format", "jsonl")
    assert plain.out and vbparse("export", "--format", "jsonl", "--output", "-") == plain
    assert vbparse("graph", "--format", "json", "--output", "-") == vbparse("graph", "--format", "json")
    assert not (tmp_path / "-").exists()


def test_filters(vbparse: Run, archive: Path) -> None:
    """A query and options narrow an export as they do a search."""
    def numbers(*argv: str) -> list[str]:
        done = vbparse("export", "--format", "jsonl", *argv)
        return [json.loads(line)["number"] for line in done.out.splitlines()]

    assert numbers() == ["9-CT/TW", "17-KH/BTGHU", "17-KH/BTGHU", "3-BC/HU"]
    assert numbers("cites:9-CT/TW") == numbers("--type", "kế hoạch") == ["17-KH/BTGHU", "17-KH/BTGHU"]
    assert numbers("doc", "sach", "--type", "KH", "--after", "2018-06") == ["17-KH/BTGHU"]


def test_nothing(vbparse: Run, archive: Path, tmp_path: Path) -> None:
    """1: where nothing answers there is a sentence and no file."""
    done = vbparse("export", "--format", "csv", "--output", str(tmp_path / "x.csv"), "number:99-XX/YY")
    assert done == (1, "", "Nothing in the archive answers number:99-XX/YY.\n")
    assert vbparse("export", "--format", "csv", "--year", "1900").err == messages.NOTHING_TO_EXPORT + "\n"
    assert not (tmp_path / "x.csv").exists()


def test_what_is_said(vbparse: Run, archive: Path, tmp_path: Path) -> None:
    """How many were written, and that one of them is secret."""
    path = tmp_path / "x.csv"
    done = vbparse("export", "--format", "csv", "--output", str(path))
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        messages.CLASSIFIED_EXPORTED.format(count="1 document"), f"4 documents written to {path}.",
    ]


def test_terminal(terminal: Run, archive: Path) -> None:
    """2: a workbook is no text for a terminal; text is, and holds nothing that a terminal obeys."""
    done = terminal("export", "--format", "xlsx")
    assert (done.code, done.out) == (2, "")
    assert done.err == messages.NOT_ON_A_TERMINAL.format(format="xlsx") + "\n"
    assert terminal("export", "--format", "jsonl").code == 0


def test_hostile(vbparse: Run, hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a paper nor its name brings a control character into an export that is text."""
    from vbparse.present.terminal import UNSAFE

    monkeypatch.setenv("VBPARSE_ARCHIVE", str(tmp_path / "kho"))
    assert vbparse("ingest", str(hostile)).code == 0
    for kind in KINDS:
        if format_named(kind).is_text:
            out = vbparse("export", "--format", kind).out
            assert "66-KH" in out or ",66,KH" in out
            assert not UNSAFE.search(out.removeprefix("\ufeff").replace("\r\n", "\n"))


@pytest.mark.parametrize("kind", KINDS)
def test_written_again(kind: str, vbparse: Run, archive: Path, tmp_path: Path) -> None:
    """An export of the same kind is replaced, a paper is not."""
    path = tmp_path / "x"
    assert vbparse("export", "--format", kind, "--output", str(path), "type:KH").code == 0
    before = path.read_bytes()
    assert vbparse("export", "--format", kind, "--output", str(path)).code == 0
    assert path.read_bytes() != before
    path.write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    done = vbparse("export", "--format", kind, "--output", str(path))
    assert (done.code, path.read_bytes()) == (73, b"PK\x03\x04\x14\x00\x06\x00")
    assert messages.NOT_OUR_PAGE in done.err


@pytest.mark.parametrize("kind", KINDS)
def test_interrupted(kind: str, vbparse: Run, archive: Path, tmp_path: Path,
                     monkeypatch: pytest.MonkeyPatch) -> None:
    """130: an interrupted export leaves the old file, and no half of a new one."""
    from vbparse.cli import exporting

    folder = tmp_path / "out"
    folder.mkdir()
    assert vbparse("export", "--format", kind, "--output", str(folder / "x")).code == 0
    before = (folder / "x").read_bytes()
    counted = exporting._counted

    def stops(*given: object) -> object:
        for place, one in enumerate(counted(*given)):  # type: ignore[arg-type]
            if place == 2:
                raise KeyboardInterrupt
            yield one

    monkeypatch.setattr(exporting, "_counted", stops)
    assert vbparse("export", "--format", kind, "--output", str(folder / "x")).code == 130
    assert ([path.name for path in folder.iterdir()], (folder / "x").read_bytes()) == (["x"], before)


@pytest.mark.parametrize("kind", KINDS)
def test_full_disk(kind: str, program: Run, archive: Path) -> None:
    """74: a full disk is one sentence."""
    done = program("export", "--format", kind, shell="> /dev/full", VBPARSE_ARCHIVE=str(archive))
    assert done.code == 74
    assert "No space left on device" in done.err and "Traceback" not in done.err


@pytest.mark.parametrize("kind", KINDS)
def test_reader_has_gone(kind: str, program: Run, archive: Path) -> None:
    """A reader that has had enough is no failure."""
    done = program("export", "--format", kind, shell="| true", VBPARSE_ARCHIVE=str(archive))
    assert (done.code, "Traceback" in done.err) == (0, False)


def test_schema(vbparse: Run) -> None:
    """Each schema is printed by its name, that of a record without one."""
    assert [promise.value for promise in Promise] == list(NAMES)
    for name in NAMES:
        assert json.loads(vbparse("schema", name).out)["$schema"].endswith("/2020-12/schema")
    assert vbparse("schema").out == vbparse("schema", "record").out
    assert vbparse("schema", "pdf").code == 2
