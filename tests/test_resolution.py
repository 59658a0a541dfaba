"""Who cites whom in an archive, measured on a generated library whose truth is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from tests.truth.library.asking import Answers, answers
from tests.truth.library.making import File, Json, library
from tests.truth.resolution import absent, agreement, scored, twice
from vbparse.archive import Archive

COUNT, SEED, BATCHES = 600, 5, 5
SMALL = 60


class Shelf:
    """A folder of papers beside an archive of them."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "papers"
        self._archive = Archive(root / "archive", create=True)

    def put(self, files: Iterable[File]) -> None:
        """Files that come to the folder, or come anew, and are read."""
        for file in files:
            path = self._folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, "utf-8")
        assert not self._archive.ingest([str(self._folder)]).problems

    def answers(self) -> Answers:
        return answers(self._archive)


@pytest.fixture(scope="module")
def files() -> list[File]:
    return list(library(COUNT, SEED))


@pytest.fixture(scope="module")
def truth(files: list[File]) -> list[Json]:
    return [document for file in files for document in file.documents]


@pytest.fixture(scope="module")
def at_once(files: list[File], tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What the archive says that read the whole library in one run."""
    shelf = Shelf(tmp_path_factory.mktemp("at-once"))
    shelf.put(files)
    return shelf.answers()


def test_links_are_right(at_once: Answers, truth: list[Json]) -> None:
    """A citation leads to the document that it truly names, or nowhere."""
    score = scored(truth, at_once.links.elements())
    assert score.right > COUNT
    assert score.precision >= 0.99, score.wrong
    assert score.recall >= 0.97, score.lost


def test_missing_is_nearly_the_truth(at_once: Answers, truth: list[Json]) -> None:
    """What is cited and not there is listed, though second scans are damaged."""
    wanted = absent(truth)
    assert agreement(at_once.missing, wanted) >= 0.95, (at_once.missing - wanted, wanted - at_once.missing)


def test_two_scans_are_one_document(at_once: Answers, truth: list[Json]) -> None:
    """Of the documents in two scans all are found, and nothing else is taken for one."""
    assert at_once.twice == twice(truth) != set()


def test_the_order_of_arrival_is_nothing(files: list[File], at_once: Answers, tmp_path: Path) -> None:
    """Documents that arrive later are found by those that were there before, as if all came at once.

    Before the damaged scans come, what is missing is the truth: each document that is cited and not there
    is listed once, with its number, its day, and how many cite it.
    """
    scans = [file for file in files if file.documents[0]["duplicate_of"]]
    clean = [file for file in files if file not in scans]
    shelf, shuffled = Shelf(tmp_path), Random(SEED).sample(clean, len(clean))
    for n in range(BATCHES):
        shelf.put(shuffled[n::BATCHES])
    wanted = absent([document for file in clean for document in file.documents])
    assert wanted.total() > COUNT / 8
    assert shelf.answers().missing == wanted
    shelf.put(scans)
    assert shelf.answers() == at_once


def test_what_changes_is_resolved_anew(tmp_path: Path) -> None:
    """Where files come to hold other documents, no link stays that was theirs; put back, all are there."""
    kept = list(library(SMALL, SEED))
    cited = Counter(
        cited["target"] for file in kept for document in file.documents for cited in document["citations"]
    )
    kept.sort(key=lambda file: -cited[file.path])
    changed = [
        File(old.path, new.text, new.documents)
        for old, new in zip(kept, library(SMALL // 3, SEED + 1), strict=False)
    ]
    shelf, fresh = Shelf(tmp_path / "one"), Shelf(tmp_path / "two")
    shelf.put(kept)
    before = shelf.answers()
    shelf.put(changed)
    fresh.put([*changed, *kept[len(changed) :]])
    after = shelf.answers()
    assert after == fresh.answers()
    assert after.links.total() < before.links.total() / 2
    shelf.put(kept)
    assert shelf.answers() == before
