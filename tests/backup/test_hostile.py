"""A file that calls itself a backup may be anything: it is taken whole and right, or not at all."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.backup.test_round_trip import backup
from tests.ingest.desk import Desk
from tests.torture.sizes import times
from vbparse import messages
from vbparse.archive import Archive
from vbparse.backup.container import write
from vbparse.catalog import exists
from vbparse.errors import DataError

Members: TypeAlias = dict[str, list[Any]]
ID = "a" * 12


def contents(file: io.BytesIO) -> Members:
    with zipfile.ZipFile(file) as zip:
        return {
            name.removesuffix(".jsonl"): [json.loads(line) for line in zip.read(name).splitlines()]
            for name in zip.namelist() if name.endswith(".jsonl")
        }


def written(members: Members) -> io.BytesIO:
    """A backup that is right but for what is in its rows."""
    file = io.BytesIO()
    write(file, members)
    return io.BytesIO(file.getvalue())


def rezipped(file: io.BytesIO, change: Callable[[dict[str, bytes]], None], **how: Any) -> io.BytesIO:
    """The members of a zip, changed, in another one."""
    with zipfile.ZipFile(file) as zip:
        members = {name: zip.read(name) for name in zip.namelist()}
    change(members)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", **how) as zip:
        for name, data in members.items():
            zip.writestr(name, data)
    return made


def manifest(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()
    return change


def refusal(file: io.BytesIO, folder: Path) -> str:
    """The sentence with which a backup is refused, and no archive made of it."""
    file.seek(0)
    with pytest.raises(DataError) as caught:
        Archive(folder, create=True).restore(file)
    assert "\n" not in caught.value.message
    return caught.value.message


def more(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.update({name: data})


def bomb(file: io.BytesIO) -> io.BytesIO:
    """Tags of 200 MB in 200 kB."""
    zeros = b" " * (200 << 20)
    change = more("tags.jsonl", zeros)
    members = {"tags": {"lines": 1, "size": len(zeros), "sha256": "0" * 64}}

    def both(held: dict[str, bytes]) -> None:
        for name in [name for name in held if name.endswith(".jsonl")]:
            del held[name]
        manifest(members=members)(held)
        change(held)

    return rezipped(file, both, compression=zipfile.ZIP_DEFLATED)


def same_name_twice(file: io.BytesIO) -> io.BytesIO:
    with pytest.warns(UserWarning), zipfile.ZipFile(file, "a") as zip:
        zip.writestr("tags.jsonl", b"")
    return file


def manifest_is_gone(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


@pytest.mark.parametrize(("harm", "sentence"), [
    pytest.param(lambda file: io.BytesIO(), "no backup", id="empty"),
    pytest.param(lambda file: io.BytesIO(b"PK\x03\x04" + bytes(100)), "no backup", id="no zip"),
    pytest.param(lambda file: io.BytesIO(file.getvalue()[:-40]), "no backup", id="its end is gone"),
    pytest.param(lambda file: io.BytesIO(file.getvalue()[300:]), "no backup", id="its head is gone"),
    pytest.param(lambda file: rezipped(file, manifest_is_gone), "no backup", id="no manifest"),
    pytest.param(lambda file: rezipped(file, more("mimetype", b"text/plain")), "no backup", id="other"),
    pytest.param(lambda file: rezipped(file, more("manifest.json", b"[" * 100_000)), "no backup", id="deep"),
    pytest.param(lambda file: rezipped(file, more("manifest.json", b" " * (2 << 20))), "no backup", id="big"),
    pytest.param(lambda file: rezipped(file, manifest(schema="vbparse.backup/2")), messages.NEWER_BACKUP,
                 id="newer"),
    pytest.param(lambda file: rezipped(file, manifest(schema="other/1")), "no backup", id="another format"),
    pytest.param(lambda file: rezipped(file, manifest(members=[])), "no backup", id="a list of members"),
    pytest.param(lambda file: rezipped(file, more("../../evil", b"x")), "no backup", id="a way out"),
    pytest.param(lambda file: rezipped(file, more("/etc/evil.jsonl", b"x")), "no backup", id="absolute"),
    pytest.param(lambda file: rezipped(file, more("tags.jsonl", b"{}\n")), "no backup", id="other tags"),
    pytest.param(lambda file: rezipped(file, lambda held: None, compression=zipfile.ZIP_LZMA), "no backup",
                 id="packed in another way"),
    pytest.param(bomb, "no backup", id="a bomb"),
    pytest.param(same_name_twice, "no backup", id="one name twice"),
    pytest.param(lambda file: written({"treasure": [{}]}), "no backup", id="an unknown kind"),
])
def test_what_is_no_backup_is_refused(
    harm: Callable[[io.BytesIO], io.BytesIO], sentence: str, desk: Desk, tmp_path: Path
) -> None:
    """One sentence, and nothing is written anywhere."""
    around = set(tmp_path.parent.iterdir())
    assert sentence in refusal(harm(backup(desk.archive)), tmp_path / "new")
    assert not exists(tmp_path / "new")
    assert set(tmp_path.parent.iterdir()) == around


FILE = {
    "folder": "/x", "within": "a.txt", "sha256": "0", "size": 1, "mtime_ns": 1, "ctime_ns": 1, "read_ns": 1,
    "encoding": "utf-8", "text": "x", "missing": None, "records": [],
}
SAID = {"field": "place", "value": "X", "was": None, "at": "", "accepted": 0}
READING = {"id": ID, "alike": 0, "number": None, "date": None, "issuer": None, "path": "a", "text": ""}
PROBLEM = {"folder": "/", "within": "b", "path": "", "outcome": "", "reason": "", "run": 1}
RUN = {"id": 1, "started": "", "ended": None, "totals": None, "paths": "[]", "interrupted": 0, "outcomes": []}


def document(**changes: Any) -> dict[str, Any]:
    return {"document": ID, "readings": [READING], "said": [SAID | changes]}


@pytest.mark.parametrize(("kind", "row"), [
    pytest.param("tags", 7, id="a number"),
    pytest.param("tags", [], id="a list"),
    pytest.param("tags", {"document": ID}, id="a value too few"),
    pytest.param("tags", {"document": ID, "word": "a", "more": 1}, id="a value too many"),
    pytest.param("tags", {"document": ID, "word": 7}, id="another type"),
    pytest.param("tags", {"document": "' OR 1=1", "word": "a"}, id="no id"),
    pytest.param("tags", {"document": ID, "word": "\x1b]52;c;x\x07"}, id="no tag"),
    pytest.param("tags", {"document": ID, "word": "-"}, id="a tag without a letter"),
    pytest.param("searches", {"name": "a", "query": "x", "narrow": "{\"no\": 1}"}, id="no narrowing"),
    pytest.param("searches", {"name": "a", "query": "x", "narrow": "["}, id="no JSON"),
    pytest.param("superseded", {"old": "x", "new": ID}, id="no former id"),
    pytest.param("forgotten", {"id": None, "since": ""}, id="nothing forgotten"),
    pytest.param("corrections", document(field="id"), id="no field of a person's"),
    pytest.param("corrections", document(value=[1]), id="a place that is a list"),
    pytest.param("corrections", document(field="security", value="x"), id="no mark"),
    pytest.param("corrections", document(field="signers", value=[{"x": 1}]), id="no signer"),
    pytest.param("corrections", document() | {"readings": []}, id="no reading"),
    pytest.param("corrections", document() | {"readings": [7]}, id="a reading that is a number"),
    pytest.param("runs", RUN | {"paths": "x"}, id="paths that are no JSON"),
    pytest.param("runs", RUN | {"outcomes": [["a"]]}, id="an outcome too short"),
    pytest.param("runs", RUN | {"outcomes": [["a", 1, None]]}, id="an outcome of another type"),
    pytest.param("runs", RUN | {"interrupted": 1 << 70}, id="a number too great"),
    pytest.param("problems", PROBLEM | {"folder": "a"}, id="a folder from nowhere"),
    pytest.param("files", FILE, id="no record"),
    pytest.param("files", FILE | {"records": [{}]}, id="an empty record"),
    pytest.param("files", FILE | {"within": "../../etc/passwd"}, id="a path that leads out"),
    pytest.param("files", FILE | {"within": "/etc/passwd"}, id="an absolute path"),
    pytest.param("files", FILE | {"folder": "x"}, id="a relative folder"),
    pytest.param("files", FILE | {"within": "a\0b"}, id="a NUL in a path"),
    pytest.param("files", FILE | {"text": None}, id="no text"),
])
def test_a_row_that_is_none_is_named_and_nothing_is_taken(
    kind: str, row: Any, desk: Desk, tmp_path: Path
) -> None:
    """The sentence says which row; what came before it in the backup does not stay."""
    members = contents(backup(desk.archive, everything=True))
    file = written(members | {kind: [*members[kind], row]})
    archive = Archive(tmp_path / "new", create=True)
    sentence = refusal(file, tmp_path / "new")
    assert f"line {len(members[kind]) + 1} of {kind}" in sentence
    held = (archive.tags(), archive.saved_searches(), archive.log(), list(archive.select()))
    assert held == ({}, [], [], [])


@pytest.mark.parametrize("seed", range(times(4)))
def test_a_byte_that_has_changed_is_found(seed: int, desk: Desk, tmp_path: Path) -> None:
    """A backup with any byte of what it holds changed is refused, or says the same."""
    sound = backup(desk.archive, everything=True).getvalue()
    chance, before = random.Random(seed), contents(io.BytesIO(sound))
    for _ in range(50):
        at = chance.randrange(len(sound))
        harmed = sound[:at] + bytes([sound[at] ^ chance.randrange(1, 256)]) + sound[at + 1:]
        try:
            Archive(tmp_path / f"{at}", create=True).restore(io.BytesIO(harmed))
        except DataError:
            assert not exists(tmp_path / f"{at}")
        else:  # a time, an attribute, a version that nobody asks for
            assert contents(io.BytesIO(harmed)) == before


@pytest.mark.parametrize("seed", range(times(2)))
def test_a_backup_that_was_cut_is_refused(seed: int, desk: Desk, tmp_path: Path) -> None:
    """Wherever it ends too soon."""
    sound, chance = backup(desk.archive, everything=True).getvalue(), random.Random(seed)
    for _ in range(30):
        refusal(io.BytesIO(sound[: chance.randrange(len(sound))]), tmp_path / "new")
    assert not exists(tmp_path / "new")
