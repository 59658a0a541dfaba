"""What is tortured: a desk on a fast disk, and the deeds done to its archives."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from functools import cache, partial
from pathlib import Path

import pytest

from tests.torture.holdings import held
from tests.torture.story import Deed, Desk, Story, told
from vbparse import pipeline
from vbparse.archive import Archive
from vbparse.catalog import FILE_NAME
from vbparse.cli import main

ROOM = 1 << 28
"""Bytes: several times what these tests ever need at once."""


@pytest.fixture(scope="session")
def fast() -> Iterator[Path]:
    """A folder in memory where there is room for one: nothing here is about the speed of a disk."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    folder = tempfile.mkdtemp(prefix="vbparse-", dir=memory if roomy else None)
    yield Path(folder)
    shutil.rmtree(folder)


_parsed = cache(pipeline.parse_source)


@contextmanager
def _parsing_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "parse_source", _parsed)
        yield


@pytest.fixture(autouse=True)
def parsing_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each paper of the desk is parsed once, however often it is ingested."""
    with _parsing_once() if "desk" in request.fixturenames else nullcontext():
        yield


@pytest.fixture(scope="session")
def desk(fast: Path) -> Desk:
    """Papers and an archive of them."""
    with _parsing_once():
        return Desk(fast)


@pytest.fixture
def place(fast: Path) -> Iterator[Path]:
    """The name of a folder that a test may make, and make again."""
    yield (folder := fast / "place")
    shutil.rmtree(folder, ignore_errors=True)


def _label(archive: Path) -> None:
    Archive(archive).tag(["82-KH/TU", "90-KH/TU"], ["doc", "xem"], ["giu"])
    Archive(archive).save_search("rung", "giữ rừng")


def _look(archive: Path) -> None:
    Archive(archive).status()


def _keeps(older: Path, version: int, archive: Path) -> None:
    """The catalog of the older version lies beside the new one, whole."""
    with (
        closing(sqlite3.connect(older / FILE_NAME)) as before,
        closing(sqlite3.connect(archive / f"{FILE_NAME}.{version}")) as kept,
    ):
        assert kept.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert list(kept.iterdump()) == list(before.iterdump())


def _back_up(archive: Path) -> None:
    assert main(["backup", "--all", str(archive.parent / "kho.zip"), "--archive", str(archive)]) == 0


def _is_whole(archive: Path) -> None:
    """What stands where the backup should be is all of it, or there is none."""
    if (path := archive.parent / "kho.zip").exists():
        with open(path, "rb") as backup, tempfile.TemporaryDirectory() as other:
            Archive(Path(other) / "kho", create=True).restore(backup)
            assert held(Path(other) / "kho") == held(archive)


def _restore(archive: Path) -> None:
    with open(archive.parent / "kho.zip", "rb") as backup:
        Archive(archive, create=True).restore(backup)


@pytest.fixture(scope="session")
def stories(desk: Desk, fast: Path) -> dict[str, Story]:
    """What is done to an archive, told as it goes when nothing disturbs it."""
    deeds = {
        "the first ingest": Deed(desk.nothing, desk.ingest),
        "an ingest": Deed(desk.before, desk.ingest),
        "a rebuild": Deed(desk.before, lambda archive: Archive(archive).rebuild()),
        "tags and a saved search": Deed(desk.before, _label),
        "an upgrade of version 1": Deed(desk.first, _look, partial(_keeps, desk.first / "kho", 1)),
        "an upgrade of version 2": Deed(desk.second, _look, partial(_keeps, desk.second / "kho", 2)),
        "a backup": Deed(desk.before, _back_up, _is_whole),
        "a restoring": Deed(desk.lost, _restore),
        "a mending": Deed(desk.damaged, lambda archive: Archive(archive).doctor(fix=True)),
        "a forgetting": Deed(desk.before, lambda archive: Archive(archive).forget(["90-KH/TU"])),
    }
    found = {}
    for name, deed in deeds.items():
        (folder := fast / name).mkdir()
        with _parsing_once():
            found[name] = told(deed, desk, folder)
    return found
