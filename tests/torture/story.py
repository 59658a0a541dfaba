"""A small archive, what is done to it, and what must be true of it however that ended.

A deed is told once, undisturbed: its steps, the states that its commits make, and to which state the next
ingest leads from each. Whatever cuts it short must leave one of these states, at or behind the last one
that was acknowledged, and the next ingest must lead where it led before.
"""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from tests.older import make_first, make_second
from tests.papers import TCVN3
from tests.torture.children import Work, mark
from tests.torture.holdings import held, named
from tests.torture.steps import Mark, Step, steps
from vbparse import index
from vbparse.archive import Archive
from vbparse.catalog import FILE_NAME, Catalog
from vbparse.index import manifest
from vbparse.query import parse

PAPER = """\
TỈNH ỦY LẠNG SƠN
*
Số {serial}-KH/TU

ĐẢNG CỘNG SẢN VIỆT NAM
Lạng Sơn, ngày 21 tháng 6 năm 2019

KẾ HOẠCH
về {about}
"""
QUERIES = ("Kế hoạch 82 OR cây", "NOT giống")


class Desk:
    """A folder of papers; `nothing` to begin an archive in, and `before`, one of before they changed.

    `first` and `second` are that archive as older versions of its schema had it; of `lost` there is but
    a backup; `damaged` is `before` with a schema that is not as it was and records of another hand.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.papers = root, root / "ho-so"
        self.nothing, self.lost = root / "nothing", root / "lost"
        self.before, self.damaged = root / "before", root / "damaged"
        self.first, self.second = root / "first", root / "second"
        for folder in (self.papers, self.nothing, self.lost, self.before):
            folder.mkdir()
        for serial in (79, 80, 81, 82):
            self._put(f"{serial}.txt", "trồng cây theo Kế hoạch số 90-KH/TU", serial)
        self._put("both.txt", "đất", 90, 91)
        self.ingest(self.before / "kho")
        for folder, make in ((self.first, make_first), (self.second, make_second)):
            shutil.copytree(self.before, folder)
            make(folder / "kho")
        Archive(self.before / "kho").tag(["82-KH/TU"], ["giu"])
        with open(self.lost / "kho.zip", "w+b") as backup:
            Archive(self.before / "kho").backup(backup, everything=True)
        shutil.copytree(self.before, self.damaged)
        with closing(sqlite3.connect(self.damaged / "kho" / FILE_NAME)) as db:
            db.executescript("DROP INDEX tags_word; UPDATE records SET json = replace(json, '8', '9');")
        self._put("81.txt", "giữ rừng theo Kế hoạch số 84-KH/TU", 81)
        self._put("both.txt", "giống cây", 91, 92)
        (self.papers / "79.txt").unlink()
        (self.papers / "82.txt").rename(self.papers / "x82.txt")
        self._put("new/83.txt", "trồng cây theo Kế hoạch số 82-KH/TU", 83)
        self._put("new/84.txt", "giống cây theo Kế hoạch số 81-KH/TU", 84)
        (self.papers / "old.txt").write_bytes(TCVN3)

    def ingest(self, archive: Path) -> None:
        Archive(archive, create=True).ingest([str(self.papers)])

    def _put(self, name: str, about: str, *serials: int) -> None:
        path = self.papers / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\f".join(PAPER.format(serial=serial, about=about) for serial in serials), "utf-8")


class Deed(NamedTuple):
    """What is done to the archive `kho` of a folder; `leaves` checks what else must be there then."""

    before: Path
    do: Callable[[Path], object]
    leaves: Callable[[Path], object] = lambda archive: None


@dataclass(frozen=True)
class Story:
    """A deed, and all that was seen when nothing disturbed it."""

    deed: Deed
    desk: Desk
    steps: list[Step] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    """What the catalog holds before the deed and after each of its commits."""
    leads_to: dict[str, str] = field(default_factory=dict)
    """What it holds when the next ingest has been over a state."""

    def begin(self, folder: Path) -> Path:
        """The archive as it is before the deed, in a folder that is made for it."""
        shutil.copytree(self.deed.before, folder)
        return folder / "kho"

    def work(self, archive: Path) -> Work:
        """The deed with many commits for few papers, each of which marks the state that it has made."""

        def working() -> None:
            commit = Catalog.commit

            def marked(catalog: Catalog, **how: Any) -> None:
                commit(catalog, **how)
                mark(named(catalog._db))

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Catalog, "commit", marked)
                patch.setattr("vbparse.ingest._BATCH_FILES", 2)
                patch.setattr("vbparse.ingest._BATCH_SECONDS", 1e9)
                patch.setattr("vbparse.ingest._PUBLISH_RECORDS", 3)
                patch.setattr("vbparse.index.writing.BATCH", 3)
                self.deed.do(archive)

        return working

    def check(self, archive: Path, marks: Iterable[str], chance: Random) -> None:
        """However the deed ended, what was acknowledged is there, and all goes on as if nothing had been."""
        said = set(marks)
        assert is_as_written(archive / "index") or index.generation(archive / "index") is None
        acknowledged = max((place for place, made in enumerate(self.states) if made in said), default=0)
        if chance.random() < 0.5:  # whoever comes first mends the index
            answers_right(archive)
        found = held(archive)
        assert found in self.states[acknowledged:]
        if found == self.states[-1]:
            self.deed.leaves(archive)
        self.desk.ingest(archive)
        assert held(archive) == self.leads_to[found]
        answers_right(archive)


def told(deed: Deed, desk: Desk, root: Path) -> Story:
    """A deed done once, undisturbed, in a folder of its own."""
    story = Story(deed, desk)
    archive = story.begin(root / "undisturbed")

    def remember() -> None:
        now, copy = held(archive), root / f"{len(story.states)}"
        story.states.append(now)
        shutil.copytree(archive.parent, copy)
        desk.ingest(copy / "kho")
        story.leads_to[now] = held(copy / "kho")
        shutil.rmtree(copy)

    remember()
    for step in steps(story.work(archive), archive.parent):
        story.steps.append(step)
        if isinstance(step, Mark):
            remember()
            assert story.states[-1] == step.said
    return story


def is_as_written(folder: Path) -> bool:
    """Whether each file of an index is what its manifest vouches for, byte for byte."""
    try:
        files = manifest.read(folder).files
        return all(zlib.crc32((folder / name).read_bytes()) == state.crc for name, state in files.items())
    except (index.IndexDamaged, FileNotFoundError):
        return False


def answers_right(archive: Path) -> None:
    """A search of the archive gives what a look at every record gives."""
    if not (archive / FILE_NAME).exists():
        return
    with closing(Catalog.open(archive)) as catalog:
        records = list(catalog.entries())
    for query in QUERIES:
        found = Archive(archive).search(query, limit=99)
        scanned = index.scan(records, parse(query), limit=99)
        assert [hit.record["id"] for hit in found.hits] == [hit.id for hit in scanned.hits]
