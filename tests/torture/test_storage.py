"""What the promises rest on: how the catalog is written, and how the index follows it."""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.torture.sizes import chance, times
from tests.torture.steps import Make, Mark, Rename, Step, Sync, Write, steps
from tests.torture.story import QUERIES, Desk, Story
from tests.torture.tracing import traceable
from vbparse import index, messages
from vbparse.archive import Archive
from vbparse.catalog import Catalog
from vbparse.catalog.schema import FILE_NAME
from vbparse.query import parse


@pytest.mark.parametrize(("setting", "value"), [
    ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("application_id", 0x76627061),
])
@pytest.mark.parametrize("beginning", ["nothing", "before", "first", "second"])
def test_how_the_catalog_is_written(
    setting: str, value: str | int, beginning: str, desk: Desk, place: Path
) -> None:
    """Every connection that writes has these, to a catalog that is new, was there, or is an older one."""
    archive = Path(shutil.copytree(getattr(desk, beginning), place)) / "kho"
    archive.mkdir(exist_ok=True)
    with closing(Catalog.create(archive)) as catalog:
        assert catalog._db.execute(f"PRAGMA {setting}").fetchone() == (value,)


def test_the_version_stands_in_the_file(desk: Desk) -> None:
    """Behind SQLite's own head, where it is looked for before anything else is believed."""
    head = (desk.before / "kho" / FILE_NAME).read_bytes()[:100]
    version, application = (int.from_bytes(head[start: start + 4], "big") for start in (60, 68))
    assert version > 2 and application == 0x76627061
    for older, number in ((desk.first, 1), (desk.second, 2)):
        assert (older / "kho" / FILE_NAME).read_bytes()[60:64] == bytes((0, 0, 0, number))


def test_the_index_has_the_generation_of_the_catalog(desk: Desk, place: Path) -> None:
    """It is that of the catalog after each ingest, and behind it after a commit that it does not know of."""
    archive = Path(shutil.copytree(desk.before, place)) / "kho"
    for _ in range(2):
        desk.ingest(archive)
        with closing(Catalog.create(archive)) as catalog:
            assert index.generation(archive / "index") == catalog.generation
            catalog.begin()
            catalog.commit(records_changed=True)
            assert index.generation(archive / "index") == catalog.generation - 1
        assert Archive(archive).status().index == "behind"
        assert Archive(archive).search("cây").notes == ()  # it has been brought up
        assert Archive(archive).status().index == "current"


@traceable
def test_an_index_is_made_beside_the_old_one_and_swapped_in(stories: dict[str, Story]) -> None:
    """The old one is not written to: it is renamed when the new one is whole and synced."""
    done = stories["a rebuild"].steps
    old = done.index(Rename("kho/index", "kho/index.old"))
    new = done.index(Rename("kho/index.new", "kho/index"))
    assert new == old + 1
    touched = [step.path for step in done[:new] if isinstance(step, Make | Write)]
    assert not [path for path in touched if path.startswith("kho/index/")]
    written = {path for path in touched if path.startswith("kho/index.new/") and not path.endswith(".tmp")}
    synced = {step.path for step in done[:old] if isinstance(step, Sync)}
    kept = {path for path in written if Path(stories["a rebuild"].desk.root, "a rebuild", "undisturbed",
                                             path.replace("index.new", "index")).exists()}
    assert kept and kept <= synced
    assert Sync("kho") in done[new:]


def may_look(step: Step) -> bool:
    """Whether the writer, stopped here, is not within one of SQLite's own moments.

    While it opens a catalog and closes it, which takes no longer than a few writes, others wait for it.
    """
    match step:
        case Mark():
            return True
        case Write(path="kho/catalog.sqlite-wal"):
            return step.offset > 0
    return step.path.startswith("kho/index")


@traceable
@pytest.mark.parametrize(("name", "points"), [
    ("a rebuild", 20), ("an ingest", 40), ("tags and a saved search", 10),
])
def test_readers_at_any_step_of_a_writer(
    name: str, points: int, stories: dict[str, Story], place: Path
) -> None:
    """With the writer stopped before any of its steps, a search neither waits nor fails, and is right.

    Where the index is behind, that is said; where it is missing, the catalog answers.
    """
    story, random = stories[name], chance("readers", name)
    archive = story.begin(place)
    stops = [at for at, step in enumerate(story.steps) if may_look(step)]
    looks = set(random.sample(stops, min(times(points), len(stops))))
    for at, step in enumerate(steps(story.work(archive), place)):
        if at not in looks and not isinstance(step, Rename):
            continue
        begun = time.monotonic()
        for query in QUERIES:
            found = Archive(archive).search(query, limit=99)
            with closing(Catalog.open(archive)) as catalog:
                records = list(catalog.entries())
            scanned = index.scan(records, parse(query), limit=99)
            if messages.INDEX_BEHIND in found.notes:
                assert {hit.record["id"] for hit in found.hits} <= {id for id, _, _ in records}
            else:
                assert [hit.record["id"] for hit in found.hits] == [hit.id for hit in scanned.hits]
        assert time.monotonic() - begun < 8, step
