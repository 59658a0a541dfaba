"""An index that stays open: one state at a time, always the one that is on the disk, nothing left behind."""

from __future__ import annotations

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.index.shelf import KINDS, KINDS_OF_FILES, QUERIES, RECORDS, of_kind, paper
from vbparse import index
from vbparse.index import manifest
from vbparse.index.keeping import Opened
from vbparse.query import FACETS, parse

WORD = parse("đất")


@pytest.fixture
def opened(folder: Path) -> Iterator[Opened]:
    with closing(index.opened(folder)) as one:
        yield one


def files_open(folder: Path) -> list[str]:
    """The files of a folder that this process holds open, also those that are gone from it."""
    links = (os.path.join("/proc/self/fd", name) for name in os.listdir("/proc/self/fd"))
    held = [os.readlink(link) for link in links if os.path.lexists(link)]
    return [path for path in held if path.startswith(f"{folder}{os.sep}")]


def ids(opened: Opened, typed: str = "đất") -> set[str]:
    return {hit.id for hit in opened.search(parse(typed), limit=99).hits}


@pytest.mark.parametrize("kind", KINDS)
def test_the_second_answer_is_the_first(kind: str, opened: Opened, folder: Path) -> None:
    """Whatever was asked before, an answer is that of an index opened for it alone."""
    alone = index.search(folder, QUERIES[kind], limit=9, facets=FACETS)
    for other in ("a word", "NOT", "a document by type and serial"):
        opened.search(QUERIES[other], limit=9)
        assert opened.search(QUERIES[kind], limit=9, facets=FACETS) == alone


def updated(folder: Path) -> None:
    index.update(folder, generation=8, removed=["dau"], added=[paper("neu", "đất")])


def rebuilt(folder: Path) -> None:
    index.rebuild(folder, generation=8, records=[*RECORDS[:-3], paper("neu", "đất")])


def put_in_its_place(folder: Path) -> None:
    """A copy of another state renamed to where the index was."""
    rebuilt(folder.with_name("other"))
    shutil.rmtree(folder)
    folder.with_name("other").rename(folder)


@pytest.mark.parametrize("change", [updated, rebuilt, put_in_its_place])
def test_what_a_writer_publishes_is_seen(
    change: Callable[[Path], None], opened: Opened, folder: Path
) -> None:
    """The next answer is of the new state, and none of the old one's files stays open."""
    before = ids(opened)
    assert "dau" in before and "neu" not in before
    change(folder)
    found = opened.search(WORD, limit=99)
    assert found.generation == 8
    assert {hit.id for hit in found.hits} == (before | {"neu"}) - {"dau", "khongdau", "rong"} | (
        {"khongdau"} if change is updated else set()
    )
    assert sorted(files_open(folder)) == sorted(
        str(folder / f"{part.name}.terms") for part in manifest.read(folder).parts
    )


def test_a_state_that_is_gone_is_answered_to_its_end(opened: Opened, folder: Path) -> None:
    """Words asked for while a writer removes the files are those of the state in which they were opened."""
    index.rebuild(folder, generation=8, records=[paper("neu", "ủy ban nhân dân")])
    with opened.vocabulary() as words:
        assert words.records("text", "uy") == 1
        rebuilt(folder)
        assert words.records("text", "uy") == words.together("text", ("uy", "ban")) == 1
    with opened.vocabulary() as words:
        assert words.count == len(RECORDS) - 2


@pytest.mark.parametrize("kind", KINDS_OF_FILES)
def test_damage_beneath_an_open_index_is_told(kind: str, opened: Opened, folder: Path) -> None:
    """A file that is damaged later is found before the next question; then nothing is open any more."""
    opened.search(WORD, limit=9, facets=FACETS)
    assert files_open(folder)
    path = of_kind(folder, kind)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(index.IndexDamaged):
        opened.search(WORD, limit=9)
    if kind != manifest.NAME:
        assert not files_open(folder)
    index.rebuild(folder, generation=9, records=RECORDS)
    assert opened.search(WORD, limit=9).generation == 9


def test_what_was_copied_is_read_once(
    opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of other times than those written are read before the first question, and when touched again."""
    read: list[str] = []
    crc = manifest._crc

    def noted(path: str) -> int:
        read.append(path)
        return crc(path)

    monkeypatch.setattr(manifest, "_crc", noted)
    files = [path for path in folder.iterdir() if path.name != manifest.NAME]
    for path in files:
        os.utime(path, (1, 1))
    for _ in range(3):
        assert opened.search(WORD, limit=9).total
    assert sorted(read) == sorted(map(str, files))
    os.utime(files[0], (2, 2))
    assert opened.search(WORD, limit=9).total
    assert read[len(files):] == [str(files[0])]


def test_closed_it_holds_nothing_and_can_be_asked_again(opened: Opened, folder: Path) -> None:
    """Closing lets go of every file; so does forgetting the object."""
    first = opened.search(WORD, limit=9)
    opened.close()
    assert not files_open(folder)
    assert opened.search(WORD, limit=9) == first
    other = index.opened(folder)
    other.search(WORD, limit=9)
    held = len(files_open(folder))
    del other
    gc.collect()
    assert len(files_open(folder)) < held


def test_threads_take_turns(opened: Opened, folder: Path) -> None:
    """Several ask at once while the index changes; each answer is whole, of one state."""
    wrong: list[set[str]] = []
    rounds = [{"dau", *(f"neu{at}" for at in range(number))} for number in range(4)]

    def ask() -> None:
        for _ in range(40):
            if (found := ids(opened, "một đất")) not in rounds:
                wrong.append(found)

    index.rebuild(folder, generation=1, records=[paper("dau", "một đất")])
    asking = [threading.Thread(target=ask) for _ in range(3)]
    for one in asking:
        one.start()
    for at in range(3):
        index.update(folder, generation=at + 2, removed=[], added=[paper(f"neu{at}", "một đất")])
    for one in asking:
        one.join()
    assert not wrong and ids(opened, "một đất") == rounds[-1]
