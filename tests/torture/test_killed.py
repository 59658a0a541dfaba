"""kill -9 at every step and at any moment: what was acknowledged is there, and all goes on from there."""

from __future__ import annotations

import shutil
import time
from itertools import islice
from pathlib import Path

import pytest

from tests.torture.children import Child
from tests.torture.sizes import chance, times
from tests.torture.steps import Mark, steps
from tests.torture.story import Story
from tests.torture.tracing import traceable

pytestmark = traceable


def test_an_ingest_leads_to_one_state(stories: dict[str, Story]) -> None:
    """Wherever an ingest stopped, the next one ends where an undisturbed one does."""
    for name in ("the first ingest", "an ingest"):
        assert len(set(stories[name].states)) > 3
        assert set(stories[name].leads_to.values()) == {stories[name].states[-1]}


@pytest.mark.parametrize(("name", "points"), [
    ("the first ingest", 30), ("an ingest", 50), ("a rebuild", 15), ("tags and a saved search", 15),
    ("an upgrade of version 1", 10), ("an upgrade of version 2", 10), ("a forgetting", 15),
    ("a backup", 10), ("a restoring", 20), ("a mending", 20),
])
def test_at_a_step(name: str, points: int, stories: dict[str, Story], place: Path) -> None:
    """Killed before any of its steps: each write, rename and sync of Python, Whoosh and SQLite."""
    story, random = stories[name], chance(name)
    count = len(story.steps)
    for at in sorted(random.sample(range(count), min(times(points), count))):
        archive = story.begin(place / str(at))
        done = list(islice(steps(story.work(archive), place / str(at)), at + 1))
        try:
            story.check(archive, [step.said for step in done[:-1] if isinstance(step, Mark)], random)
        except BaseException as error:
            error.add_note(f"{name}, killed before step {at}, {done[-1]}")
            raise
        shutil.rmtree(place / str(at))


def test_at_any_moment(stories: dict[str, Story], place: Path) -> None:
    """Killed whenever it happens to be."""
    story, random = stories["an ingest"], chance("any moment")
    began = time.monotonic()
    Child(story.work(story.begin(place / "whole"))).done()
    took = time.monotonic() - began
    for at in range(times(25)):
        archive = story.begin(place / str(at))
        moment = random.uniform(0, took)
        child = Child(story.work(archive))
        time.sleep(moment)
        child.kill()
        marks = child.said().splitlines()
        try:
            story.check(archive, marks, random)
        except BaseException as error:
            error.add_note(f"killed after {moment} s of {took}; it had marked {marks}")
            raise
        shutil.rmtree(place / str(at))
