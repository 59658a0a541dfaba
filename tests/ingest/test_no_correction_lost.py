"""Whatever happens to the files, a correction is at its document or is listed as waiting for it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.ingest.desk import Desk
from tests.papers import decision, plan
from tests.torture.sizes import times
from vbparse.archive import EveryFileFailed
from vbparse.errors import NoInput

FILES = ("a.txt", "b.txt", "c/a.txt", "c/d.md")
# Documents that are like one another: one form, day and issuer, one number in two provinces, none at all.
# Each has a figure of its own in its text, which noise leaves alone, by which the test knows it.
PAPERS = {
    "1001": plan("84", body="Mã 1001, rừng đầu nguồn và cây ven suối."),
    "1002": plan("85", body="Mã 1002, rừng đầu nguồn và cây ven suối."),
    "1003": plan("84", place="Bình Phước", body="Mã 1003, rừng đầu nguồn và cây ven suối."),
    "1004": plan("    ", body="Mã 1004, rừng đầu nguồn và cây ven suối."),
    "1005": plan("    ", body="Mã 1005, rừng đầu nguồn và cây ven suối."),
    "1006": decision("84").replace("Điều 1. ", "Điều 1. Mã 1006. "),
}
UNNUMBERED = {"1004", "1005"}
LIKE = {"ô": "ò", "ư": "u", "ê": "è", "n": "u", "h": "b", "c": "e", "t": "f", "g": "q", "ạ": "a", "ệ": "ê"}
INDEXED = ("subject", "place", "issuer")
MARKED = (*INDEXED, "acting_body")

MEMORY = "/dev/shm"

names, papers = st.sampled_from(FILES), st.sampled_from(sorted(PAPERS))


def scanned(paper: str, noise: int) -> str:
    """A paper as another scanner reads it: of every thirty letters that can be taken for others, one is."""
    chance = Random(noise)
    text = PAPERS[paper]
    return "".join(LIKE.get(char, char) if noise and chance.random() < 1 / 30 else char for char in text)


def paper_of(text: str) -> str:
    """The paper that a record's text is of, or begins with: a head that is not read parts no bundle."""
    return min((paper for paper in PAPERS if paper in text), key=text.index)


class Histories(RuleBasedStateMachine):
    """A desk on which papers are scanned, bound, split and put away, and corrected as they are read.

    `alive` holds what was said and not taken back: each thing that was said has a word of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.root = tempfile.mkdtemp(prefix="vbparse-", dir=MEMORY if os.path.isdir(MEMORY) else None)
        self.desk = Desk(Path(self.root))
        self.alive: set[str] = set()
        self.said = 0

    @initialize(paper=papers)
    def begin(self, paper: str) -> None:
        self.scan("a.txt", paper, 0)

    @rule(name=names, paper=papers, noise=st.integers(0, 3))
    def scan(self, name: str, paper: str, noise: int) -> None:
        self.desk.put(name, scanned(paper, noise))
        self.ingest()

    @rule(name=names, first=papers, second=papers, noise=st.integers(0, 2))
    def bind(self, name: str, first: str, second: str, noise: int) -> None:
        self.desk.put(name, scanned(first, noise) + "\f" + scanned(second, noise))
        self.ingest()

    @rule(name=names, other=names)
    def split(self, name: str, other: str) -> None:
        if (path := self.desk.folder / name).exists() and name != other:
            first, _, second = path.read_text().partition("\f")
            self.desk.put(name, first)
            self.desk.put(other, second or first)
            self.ingest()

    @rule(name=names, other=names, copies=st.booleans())
    def move(self, name: str, other: str, copies: bool) -> None:
        if (path := self.desk.folder / name).exists() and name != other:
            target = self.desk.folder / other
            target.parent.mkdir(exist_ok=True)
            (shutil.copy if copies else shutil.move)(path, target)
            self.ingest()

    @rule(name=names, prune=st.booleans())
    def remove(self, name: str, prune: bool) -> None:
        (self.desk.folder / name).unlink(missing_ok=True)
        self.ingest(prune=prune)

    @rule()
    def touch(self) -> None:
        for path in self.desk.folder.rglob("*.*"):
            os.utime(path)
        self.ingest()

    @rule()
    def rebuild(self) -> None:
        shutil.rmtree(self.desk.archive.folder / "index")
        self.desk.archive.rebuild()

    @rule()
    def reparse(self) -> None:
        assert self.desk.archive.reparse(everything=True).failed == ()

    @rule(everything=st.booleans())
    def restore(self, everything: bool) -> None:
        """The archive is lost; what a backup of it held is all that there is, and the files."""
        with open(Path(self.root) / "kho.zip", "w+b") as backup:
            self.desk.archive.backup(backup, everything=everything)
            shutil.rmtree(self.desk.archive.folder)
            self.desk.archive.restore(backup)
        self.ingest()

    @precondition(lambda self: self.records())
    @rule(data=st.data(), field=st.sampled_from(MARKED))
    def fix(self, data: st.DataObject, field: str) -> None:
        record = self.one(data)
        self.said += 1
        said = f"{paper_of(record['text'])} lần {self.said}"
        self.alive -= {one["to"] for one in record["corrections"] if one["field"] == field}
        self.desk.archive.mending.fix(record["id"], {field: said})
        self.alive.add(said)
        assert said in self.shown(), "a person sees at once what he has said"

    @precondition(lambda self: self.records())
    @rule(data=st.data(), to=st.sampled_from(["84-KH/BTGTU", "85-KH/BTGTU", "99-KH/BTGTU", ""]))
    def fix_number(self, data: st.DataObject, to: str) -> None:
        """Also a wrong one: what it draws in is another document's."""
        self.desk.archive.mending.fix(self.one(data)["id"], {"number": to})

    @precondition(lambda self: self.records())
    @rule(data=st.data(), field=st.sampled_from(MARKED))
    def accept(self, data: st.DataObject, field: str) -> None:
        self.desk.archive.mending.accept(self.one(data)["id"], field)

    @precondition(lambda self: self.records())
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        record = self.one(data)
        self.alive -= {one["to"] for one in record["corrections"]}
        self.desk.archive.mending.undo(record["id"])

    @invariant()
    def nothing_is_lost(self) -> None:
        """What was said is at a record or waits, never both, and nothing is there that was taken back."""
        shown = self.shown()
        waiting = {
            verdict.value for orphan in self.desk.archive.mending.orphans() for verdict in orphan.verdicts
            if verdict.field in MARKED and not verdict.accepted
        }
        assert shown | waiting == self.alive
        assert not shown & waiting

    @invariant()
    def readers_see_it(self) -> None:
        """Lists and lookups have what the record has."""
        for record in self.records():
            stored = self.desk.archive.show(record["id"]).record
            assert stored["corrections"] == record["corrections"]
            assert all(stored[one["field"]] == one["to"] for one in record["corrections"])

    def teardown(self) -> None:
        try:
            for record in self.records():
                for one in record["corrections"]:
                    if one["field"] in INDEXED:
                        assert record["id"] in self.desk.found(f'{one["field"]}:"{one["to"]}"')
        finally:
            shutil.rmtree(self.root)

    def ingest(self, *, prune: bool = False) -> None:
        with suppress(EveryFileFailed, NoInput):
            self.desk.archive.ingest([str(self.desk.folder)], prune=prune)

    def records(self) -> list[dict[str, Any]]:
        """Each record with its text, from the catalog itself."""
        return [json.loads(stored) | {"text": text} for _, stored, text in self.desk.entries()]

    def one(self, data: st.DataObject) -> dict[str, Any]:
        records = {record["id"]: record for record in self.records()}
        return records[data.draw(st.sampled_from(sorted(records)))]

    def shown(self) -> set[str]:
        return {one["to"] for record in self.records() for one in record["corrections"]
                if one["field"] in MARKED}


class OfTheirOwn(Histories):
    """The same without wrong numbers: then no record ever shows what was said of another document.

    A page without a number that takes the place of another in its file may well be that one, badly scanned.
    """

    def fix_number(self) -> None:
        """Nobody types a wrong number."""

    @invariant()
    def of_no_other(self) -> None:
        for record in self.records():
            for one in record["corrections"]:
                of = str(one["to"]).split()[0]
                assert of in record["text"] or UNNUMBERED & {of, paper_of(record["text"])}


SIZE = settings(max_examples=times(150), stateful_step_count=8)
TestHistories = Histories.TestCase
TestHistories.settings = SIZE
TestOfTheirOwn = OfTheirOwn.TestCase
TestOfTheirOwn.settings = SIZE
