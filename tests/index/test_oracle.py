"""The index, the plain scan and an oracle that shares nothing with them give exactly the same records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.index import oracle
from tests.index.generated import Shelf, shelf
from tests.index.oracle import Paper
from tests.index.questions import KINDS, Asking, Question
from vbparse import index
from vbparse.index.found import Sort
from vbparse.query import FACETS

COUNT = 1000
ASKED = 8
"""Questions of a kind: the index and the oracle answer all, the scan the first."""


@dataclass(frozen=True)
class Library:
    """An archive in memory, its index, and what the oracle makes of it."""

    shelf: Shelf
    papers: tuple[Paper, ...]
    folder: Path

    def questions(self, kind: str) -> Iterator[Question]:
        records = [json.loads(line) for _, line, _ in self.shelf.records]
        for at in range(ASKED):
            yield KINDS[kind](Asking(Random(f"{kind} {at}"), self.shelf, records), self.papers)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A generated archive whose index has grown in steps: some records were other ones before."""
    made = shelf(COUNT, 11)
    folder = tmp_path_factory.mktemp("library") / "index"
    index.rebuild(folder, generation=1, records=made.records[: COUNT // 2])
    earlier = [(id, line, "một văn bản khác") for id, line, _ in made.records[COUNT // 2: COUNT // 2 + 50]]
    index.update(folder, generation=2, removed=[], added=[*earlier, ("gone", "{}", "đất")])
    index.update(folder, generation=3, removed=["gone"], added=made.records[COUNT // 2:])
    return Library(made, oracle.papers(made.records), folder)


@pytest.mark.parametrize("kind", KINDS)
def test_index_scan_and_oracle_agree(kind: str, library: Library) -> None:
    """Questions of every kind find exactly the records that they mean, counted as these are."""
    answered = 0
    for at, question in enumerate(library.questions(kind)):
        query = question.query(library.shelf)
        meant = [paper for paper in library.papers if question.meaning(paper)]
        found = index.search(library.folder, query, limit=COUNT * 2, facets=FACETS)
        assert {hit.id for hit in found.hits} == {paper.id for paper in meant}, question
        assert found.total == len(found.hits) == len(meant)
        for facet in FACETS if query.root else ():
            assert dict(found.facets[facet]) == oracle.counts(meant, facet), question
        if at == 0:
            assert index.scan(library.shelf.records, query, limit=COUNT * 2, facets=FACETS) == found
        answered += bool(meant)
    # A table of questions that nothing answers would prove little.
    assert (answered > ASKED // 4) is (kind != "nothing"), answered


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_pages_are_slices(sort: Sort, library: Library) -> None:
    """Leafing through shows every answer once, in the order of the whole."""
    question = next(library.questions("a word"))
    query = question.query(library.shelf)
    whole = index.search(library.folder, query, limit=COUNT * 2, sort=sort).hits
    pages = [
        index.search(library.folder, query, limit=17, offset=at, sort=sort).hits
        for at in range(0, len(whole) + 17, 17)
    ]
    assert len(whole) > 34
    assert tuple(hit for page in pages for hit in page) == whole


def test_there_are_twenty_kinds() -> None:
    """The table of the questions is as long as it was promised to be."""
    assert len(KINDS) >= 20
