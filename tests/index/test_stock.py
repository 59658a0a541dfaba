"""What is done at Whoosh's private side changes no answer: the stock writer's index gives the same."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any, Literal

import pytest
from whoosh.codec import whoosh3

from tests.index.generated import shelf
from tests.index.shelf import KINDS, QUERIES, RECORDS, Triple, paper
from vbparse import index
from vbparse.index import loading, manifest, segments, writing
from vbparse.index.segments import open_segments
from vbparse.query import FACETS, parse

MANY = shelf(300, 7).records
TYPED = ("đất", "thực hiện", '"ủy ban nhân dân"', "quyết định 1", "number:2", "issuer:tỉnh NOT sở")


def built(folder: Path, records: tuple[Triple, ...]) -> Path:
    """An index of records that came in several batches, some of them twice, some removed again."""
    index.rebuild(folder, generation=1, records=records[::2])
    index.update(folder, generation=2, removed=[records[0][0]], added=[*records[1::2], paper("gone", "đất")])
    index.update(folder, generation=3, removed=["gone", records[2][0]], added=[records[0], records[1]])
    return folder


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("ours") / "index", (*RECORDS, *MANY))


@pytest.fixture
def stock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, written as Whoosh writes by itself: other blocks, another pool, another protocol."""
    loading.restrict()
    monkeypatch.setattr(whoosh3, "dumps", pickle.dumps)
    monkeypatch.setattr(writing, "Writer", lambda index: index.writer(compound=False))
    return built(tmp_path / "index", (*RECORDS, *MANY))


def test_the_stock_writer_gives_the_same(ours: Path, stock: Path) -> None:
    """Hits, scores, order, totals and counts are those of the stock writer, after deletes too."""
    for query in (*map(QUERIES.__getitem__, KINDS), *map(parse, TYPED)):
        for sort in ("relevance", "date"):
            page: Any = {"limit": 30, "sort": sort, "facets": FACETS}
            assert index.search(ours, query, **page) == index.search(stock, query, **page)


def one_by_one(matcher: Any, of: str) -> dict[int, Any]:
    """The postings as Whoosh hands them out."""
    found = {}
    while matcher.is_active():
        found[matcher.id()] = getattr(matcher, of)()
        matcher.next()
    return found


def test_blocks_are_what_whoosh_hands_out(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All postings of every term are the same read block by block, but for records taken out."""
    terms = gone = 0
    with open_segments(ours, manifest.read(ours)) as opened:
        for segment in opened:
            reader, out = segment._reader, segment._gone
            gone += len(out)
            for field, term in reader.all_terms():
                weighed = field in ("own", "cited", "spelt", "arrived", "id")
                of: Literal["weight", "value"] = "weight" if weighed else "value"
                found = segments.postings(reader, field, term, of)
                kept = {number: what for number, what in found.items() if number not in out}
                assert kept == one_by_one(reader.postings(field, term), of)
                terms += 1
    assert terms > 1000 and gone > 2


@pytest.mark.parametrize("count", [1, 5, 70_000])
def test_a_long_text_has_all_its_places(count: int, tmp_path: Path) -> None:
    """Words side by side are found however far they stand from the beginning."""
    folder = tmp_path / "index"
    records = [paper("dai", "xa " * count + "gần nhau"), paper("ngan", "gần nhau xa")]
    index.rebuild(folder, generation=1, records=records)
    assert {hit.id for hit in index.search(folder, parse('"gần nhau"'), limit=9).hits} == {"dai", "ngan"}
    assert [hit.id for hit in index.search(folder, parse('"xa gần nhau"'), limit=9).hits] == ["dai"]
