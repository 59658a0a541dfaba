"""Readers beside a writer, and writers beside one another: no error, no half commit, no lost update."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.torture.children import Child, ended, mark
from tests.torture.sizes import times
from tests.torture.story import PAPER, answers_right
from vbparse.archive import Archive
from vbparse.cli import main
from vbparse.index import generation
from vbparse.lock import WriterLock

SERIALS = (81, 82, 83, 84, 85, 86)
READERS = 8


def write_round(folder: Path, number: int) -> None:
    """The same papers, all of another round."""
    for serial in SERIALS:
        text = PAPER.format(serial=serial, about=f"trồng cây đợt {number}")
        (folder / f"{serial}.txt").write_text(text, "utf-8")


# ---------------------------------------------------------------- ways to read: the subjects that were seen

def by_search(archive: Archive) -> list[str]:
    return [str(hit.record["subject"]) for hit in archive.search("cây đợt", limit=99).hits]


def by_selection(archive: Archive) -> list[str]:
    return [str(one.record["subject"]) for one in archive.select("cây đợt")]


def by_browsing(archive: Archive) -> list[str]:
    return [str(one.record["subject"]) for one in archive.browse(limit=99).listed]


def by_showing(archive: Archive) -> list[str]:
    stored = archive.show("83-KH/TU")
    subject = str(stored.record["subject"])
    assert subject in stored.text and subject in stored.source_text
    return [subject] * len(SERIALS)


def by_export(archive: Archive) -> list[str]:
    path = archive.folder.with_name(f"export {os.getpid()}")
    assert main(["export", "--format", "jsonl", "--output", str(path), "--archive", str(archive.folder)]) == 0
    return [str(json.loads(line)["subject"]) for line in path.read_text("utf-8").splitlines()]


def by_counting(archive: Archive) -> list[str]:
    """Nothing of these says the round; they count what is always there."""
    assert archive.status().documents == archive.stats().records == len(SERIALS)
    assert not archive.duplicates() and not archive.missing() and not archive.unread()
    assert archive.cites("83-KH/TU") and archive.network() and archive.log()
    archive.suggest("cay trogn")
    return by_showing(archive)


def by_examining(archive: Archive) -> list[str]:
    diagnosis = archive.doctor(deep=True)
    assert diagnosis.is_sound, diagnosis
    return by_showing(archive)


WAYS: tuple[Callable[[Archive], list[str]], ...] = (
    *(by_search, by_selection, by_browsing, by_showing) * 10, by_export, by_counting, by_examining,
)


def read(folder: Path, often: int) -> None:
    """Ask again and again; mark how many rounds were seen, each of which must have been seen whole."""
    archive, seen = Archive(folder), set[str]()
    for turn in range(often):
        way = WAYS[turn % len(WAYS)]
        subjects = way(archive)
        assert len(subjects) == len(SERIALS) and len(set(subjects)) == 1, (way.__name__, subjects)
        seen.add(subjects[0])
    mark(str(len(seen)))


def write(archive: Path, papers: Path, enough: Path) -> None:
    """Change all papers and take them in, again and again; mark the last round."""
    number = 0
    while not enough.exists():
        number += 1
        write_round(papers, number)
        assert Archive(archive).ingest([str(papers)]).updated == len(SERIALS)
    mark(str(number))


def test_readers_beside_a_writer(place: Path) -> None:
    """Whatever eight readers ask while all papers change again and again, they see one commit, whole."""
    papers, kho = place / "ho-so", place / "kho"
    papers.mkdir(parents=True)
    write_round(papers, 0)
    Archive(kho, create=True).ingest([str(papers)])
    writing = Child(partial(write, kho, papers, place / "enough"))
    readers = [Child(partial(read, kho, times(5000) // READERS)) for _ in range(READERS)]
    seen = ended(readers, then=(place / "enough").touch)
    (rounds,) = writing.done()
    assert all(int(rounds_seen) > 1 for (rounds_seen,) in seen)
    assert by_search(Archive(kho)) == [f"về trồng cây đợt {rounds}"] * len(SERIALS)


@pytest.mark.parametrize("turn", range(times(5)))
def test_writers_beside_one_another(turn: int, place: Path) -> None:
    """Ingests of two folders, of one twice, rebuilds, saved searches and corrections: each does its part."""
    for name in ("a", "b"):
        (place / name).mkdir(parents=True)
        for serial in range(6):
            text = PAPER.format(serial=f"{turn + 1}{ord(name)}{serial}", about="trồng cây")
            (place / name / f"{serial}.txt").write_text(text, "utf-8")

    corrected = f"{turn + 1}{ord('a')}0-KH/TU"

    def ingest(name: str) -> None:
        for _ in range(3):
            report = Archive(place / "kho", create=True).ingest([str(place / name)])
            assert report.new + report.unchanged == report.found == 6
            mark(str(report.new))

    def label(word: str) -> None:
        while not (place / "kho" / "catalog.sqlite").exists():
            time.sleep(0.01)
        for number in range(3):
            Archive(place / "kho").save_search(f"{word}-{number}", word)
            Archive(place / "kho").rebuild()
        while not (found := [one.id for one in Archive(place / "kho").select(f"number:{corrected}")]):
            time.sleep(0.01)
        Archive(place / "kho").mending.fix(found[0], {"place" if word == "x" else "subject": word})

    told = ended([
        *(Child(partial(ingest, name)) for name in ("a", "a", "b")),
        *(Child(partial(label, word)) for word in ("x", "y")),
    ])
    first, again, other, *_ = ([int(new) for new in said] for said in told)
    assert (sum(first) + sum(again), sum(other)) == (6, 6)
    archive = Archive(place / "kho")
    assert archive.status().documents == 12
    assert [saved.name for saved in archive.saved_searches()] == ["x-0", "x-1", "x-2", "y-0", "y-1", "y-2"]
    record = archive.show(corrected).record
    assert (record["place"], record["subject"]) == ("x", "y")
    assert generation(place / "kho" / "index") is not None
    answers_right(place / "kho")


def test_a_second_writer_waits_and_says_for_whom(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It waits ten seconds, having said so, and ends with 75, who writes and since when."""
    (place / "ho-so").mkdir(parents=True)
    write_round(place / "ho-so", 1)
    Archive(place / "kho", create=True).ingest([str(place / "ho-so")])
    with WriterLock(place / "kho"):
        begun = time.monotonic()
        assert main(["ingest", str(place / "ho-so"), "--archive", str(place / "kho")]) == 75
        assert 10 <= time.monotonic() - begun < 100
    waiting, refused = capfd.readouterr().err.splitlines()
    named = re.compile(rf"process {os.getpid()}\D.* since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d")
    assert waiting.startswith("Waiting") and named.search(waiting)
    assert refused.startswith("Another vbparse") and named.search(refused)
