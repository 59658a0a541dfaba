"""What is tortured: a desk on a fast disk, and the deeds done to its archives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.torture.story import Desk, Story, told
from vbparse import pipeline
from vbparse.archive import Archive


@pytest.fixture(scope="session")
def fast() -> Iterator[Path]:
    """A folder in memory where there is one: nothing here is about the speed of a disk."""
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(prefix="vbparse-", dir=memory if memory.is_dir() else None)
    yield Path(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def desk(fast: Path) -> Iterator[Desk]:
    """Papers and an archive of them; each paper is parsed once, however often it is ingested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "parse_source", cache(pipeline.parse_source))
        yield Desk(fast)


@pytest.fixture
def place(fast: Path) -> Iterator[Path]:
    """The name of a folder that a test may make, and make again."""
    yield (folder := fast / "place")
    shutil.rmtree(folder, ignore_errors=True)


def _label(archive: Path) -> None:
    Archive(archive).tag(["82-KH/TU", "90-KH/TU"], ["doc", "xem"], ["giu"])
    Archive(archive).save_search("rung", "giữ rừng")


@pytest.fixture(scope="session")
def stories(desk: Desk, fast: Path) -> dict[str, Story]:
    """What is done to an archive, told as it goes when nothing disturbs it."""
    deeds = {
        "the first ingest": (desk.nothing, desk.ingest),
        "an ingest": (desk.before, desk.ingest),
        "a rebuild": (desk.before, lambda archive: Archive(archive).rebuild()),
        "tags and a saved search": (desk.before, _label),
    }
    found = {}
    for name, (before, deed) in deeds.items():
        (folder := fast / name).mkdir()
        found[name] = told(deed, before, desk, folder)
    return found
