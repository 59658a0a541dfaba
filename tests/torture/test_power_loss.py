"""Power loss and damage: what was acknowledged is there, and an index that is not as it was is made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.torture.disk import Disk, lay_out
from tests.torture.sizes import chance, times
from tests.torture.steps import Mark
from tests.torture.story import Story
from tests.torture.tracing import traceable


@traceable
@pytest.mark.parametrize("name", ["the first ingest", "an ingest", "a rebuild", "tags and a saved search"])
def test_the_disk_is_the_disk(name: str, stories: dict[str, Story]) -> None:
    """What was seen of a deed is all of it: done again step by step it makes the same files."""
    story = stories[name]
    disk = Disk(story.before)
    for step in story.steps:
        disk.do(step)
    undisturbed = story.desk.root / name / "undisturbed"
    real = {str(path.relative_to(undisturbed)): path for path in undisturbed.rglob("*")}
    assert {path: content and content[0] for path, content in disk.live().items()} == {
        path: None if file.is_dir() else file.read_bytes() for path, file in real.items()
    }


@traceable
@pytest.mark.parametrize(("name", "states"), [
    ("the first ingest", 70), ("an ingest", 100), ("a rebuild", 30), ("tags and a saved search", 40),
])
def test_unsynced_writes_are_lost(
    name: str, states: int, stories: dict[str, Story], place: Path
) -> None:
    """After any step, of what was not synced nothing is left, or its beginning, or some of it, or debris."""
    story, random = stories[name], chance(name)
    points = sorted(random.choices(range(len(story.steps) + 1), k=times(states)))
    disk, done, marks = Disk(story.before), 0, []
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
