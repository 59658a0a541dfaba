"""Power loss and damage: what was acknowledged is there, and an index that is not as it was is made anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.torture.disk import Disk, lay_out
from tests.torture.holdings import held
from tests.torture.sizes import chance, times
from tests.torture.steps import Mark
from tests.torture.story import Desk, Story, answers_right, is_as_written
from tests.torture.tracing import traceable
from vbparse import index
from vbparse.index import manifest

STATES = {
    "the first ingest": 50, "an ingest": 60, "a rebuild": 20, "tags and a saved search": 20,
    "an upgrade of version 1": 15, "an upgrade of version 2": 15, "a forgetting": 15,
    "a backup": 15, "a restoring": 20, "a mending": 20,
}


@traceable
@pytest.mark.parametrize("name", STATES)
def test_the_disk_is_the_disk(name: str, stories: dict[str, Story]) -> None:
    """What was seen of a deed is all of it: done again step by step it makes the same files."""
    story = stories[name]
    disk = Disk(story.deed.before)
    for step in story.steps:
        disk.do(step)
    undisturbed = story.desk.root / name / "undisturbed"
    real = {str(path.relative_to(undisturbed)): path for path in undisturbed.rglob("*")}
    assert {path: content and content[0] for path, content in disk.live().items()} == {
        path: None if file.is_dir() else file.read_bytes() for path, file in real.items()
    }


@traceable
@pytest.mark.parametrize(("name", "states"), STATES.items())
def test_unsynced_writes_are_lost(
    name: str, states: int, stories: dict[str, Story], place: Path
) -> None:
    """After any step, of what was not synced nothing is left, or its beginning, or some of it, or debris."""
    story, random = stories[name], chance(name)
    points = sorted(random.choices(range(len(story.steps) + 1), k=times(states)))
    disk, done, marks = Disk(story.deed.before), 0, []
    place.mkdir()
    for number, at in enumerate(points):
        for step in story.steps[done:at]:
            disk.do(step)
            marks += [step.said] if isinstance(step, Mark) else []
        done = at
        lay_out(disk.after_power_loss(random), folder := place / str(number))
        try:
            story.check(folder / "kho", marks, random)
        except BaseException as error:
            error.add_note(f"{name}, state {number}: power lost before step {at}, {story.steps[at:at + 1]}")
            raise
        shutil.rmtree(folder)


@traceable
def test_a_backup_lasts(stories: dict[str, Story]) -> None:
    """Once the command has ended the file is on the disk, under its name."""
    disk, random = Disk((story := stories["a backup"]).deed.before), chance("a backup lasts")
    for step in story.steps:
        disk.do(step)
    whole = disk.live()["kho.zip"]
    assert whole and all(disk.after_power_loss(random).get("kho.zip") == whole for _ in range(times(20)))


def truncated(content: bytearray, random: Random) -> None:
    del content[random.randrange(len(content)):]


def zeroed(content: bytearray, random: Random) -> None:
    """A sector of it, or the whole of what is shorter."""
    start = random.randrange(len(content)) // 512 * 512
    content[start: start + 512] = bytes(len(content[start: start + 512]))


def flipped(content: bytearray, random: Random) -> None:
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)


def longer(content: bytearray, random: Random) -> None:
    content += random.randbytes(random.randrange(1, 600))


@pytest.mark.parametrize("damage", [truncated, zeroed, flipped, longer])
def test_derived_files_are_damaged(
    damage: Callable[[bytearray, Random], None], desk: Desk, place: Path
) -> None:
    """Whatever became of a file that is made from the catalog, it is seen, and made anew."""
    random = chance("damage", damage.__name__)
    shutil.copytree(desk.before, place / "whole")
    desk.ingest(place / "whole" / "kho")
    files = [path for path in (place / "whole" / "kho" / "index").iterdir() if path.stat().st_size]
    for number in range(times(20)):
        archive = Path(shutil.copytree(place / "whole", place / "hurt")) / "kho"
        path = archive / "index" / random.choice(files).name
        content = bytearray(before := path.read_bytes())
        damage(content, random)
        path.write_bytes(content)
        (archive / "writer.lock").write_bytes(random.randbytes(random.randrange(40)))
        generation = index.generation(archive / "index")
        try:
            assert generation is None or content == before or path.name == manifest.NAME
            answers_right(archive)
            assert path.name == manifest.NAME or is_as_written(archive / "index")
            assert held(archive) == held(place / "whole" / "kho")
        except BaseException as error:
            error.add_note(f"state {number}: {path.name} of {len(before)} bytes")
            raise
        shutil.rmtree(place / "hurt")
