"""Whichever byte of the catalog rots, the doctor sees it, and mends what can be made again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doctor.flips import flip, logical
from tests.ingest.desk import Desk
from tests.torture.sizes import times
from vbparse import messages
from vbparse.archive import Archive
from vbparse.catalog import FILE_NAME
from vbparse.errors import DataError


def used_bytes(catalog: Path, seed: int, count: int) -> Iterator[tuple[int, int]]:
    """Places in a catalog, and changes of the byte there, that change what the catalog says."""
    chance, sound, size = random.Random(seed), logical(catalog), catalog.stat().st_size
    assert sound is not None
    while count:
        at, change = chance.randrange(size), chance.randrange(1, 256)
        flip(catalog, at, change)
        if logical(catalog) != sound:
            yield at, change
            count -= 1
        flip(catalog, at, change)


def is_sound(archive: Path) -> bool:
    """What the doctor says; a version that is none of ours is refused, with the same exit code."""
    try:
        return Archive(archive).doctor(deep=True).is_sound
    except DataError:
        return False


@pytest.mark.parametrize("seed", range(times(10)))
def test_every_flip_of_a_used_byte_is_found(seed: int, lived_in: Desk, copy: Path) -> None:
    """200 bytes of a catalog, each changed by itself: none goes unseen."""
    assert [place for place in used_bytes(copy / FILE_NAME, seed, 20) if is_sound(copy)] == []


@pytest.mark.parametrize("seed", range(times(4)))
def test_what_a_flip_damaged_is_mended(seed: int, lived_in: Desk, copy: Path, tmp_path: Path) -> None:
    """While the sources are there, every document is found again, with what was corrected in it."""
    whole = (copy / FILE_NAME).read_bytes()
    before = {record.id for record in Archive(copy).select()}
    for place in used_bytes(copy / FILE_NAME, 1000 + seed, 10):
        broken = tmp_path / "-".join(map(str, place))
        shutil.copytree(copy, broken)
        try:
            diagnosis = Archive(broken).doctor(deep=True, fix=True)
        except DataError as error:
            assert error.message == messages.NEWER_ARCHIVE
            continue
        assert diagnosis.mended, place
        assert diagnosis.copy
        assert (broken / diagnosis.copy).read_bytes() == (copy / FILE_NAME).read_bytes()
        assert {record.id for record in Archive(broken).select()} == before, place
        assert Archive(broken).show("84-KH/BTGTU").record["place"] == "Cao Bằng", place
        assert Archive(broken).doctor(deep=True).is_sound, place
    assert (copy / FILE_NAME).read_bytes() == whole
