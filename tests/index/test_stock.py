"""What is done at Whoosh's private side changes no answer: an index that is all Whoosh's gives the same."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Literal

import pytest
from whoosh.codec import whoosh3
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from tests.index.generated import shelf
from tests.index.shelf import KINDS, QUERIES, RECORDS, Triple, paper
from vbparse import index
from vbparse.index import loading, manifest, segments, writing
from vbparse.index.postings import Places, Postings, Term, Where
from vbparse.index.schema import schema
from vbparse.index.segments import open_segments
from vbparse.index.storage import Files
from vbparse.query import FACETS, parse

MANY = shelf(300, 7).records
SORTS: tuple[Literal["relevance", "date"], ...] = ("relevance", "date")
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


class StockTerms:
    """The terms of a segment that Whoosh's own codec wrote, as Whoosh hands them out."""

    def __init__(self, file: IO[bytes], records: int) -> None:
        file.close()
        path = Path(file.name)
        self._files = Files(path.parent, manifest.read(path.parent).files)
        segments = TOC.read(self._files, "archive", schema=schema()).segments
        (segment,) = (one for one in segments if one.segment_id() == path.stem)
        self._reader = SegmentReader(self._files, schema(), segment)
        self._terms = list(self._reader.all_terms())
        self._at = {term: at for at, term in enumerate(self._terms)}

    def find(self, field: str, text: str) -> Term | None:
        if (at := self._at.get((field, text.encode()))) is None:
            return None
        return Term(text, self._reader.doc_frequency(*self._terms[at]), at, 1, 0)

    def beginning(self, field: str, *prefixes: str, where: Where | None = None) -> Iterator[Term]:
        begun = (term.decode() for name, term in self._terms if name == field)
        wanted = (term for term in begun if term.startswith(prefixes))
        meant = (term for term in wanted if where is None or where(term)[1])
        yield from filter(None, (self.find(field, term) for term in meant))

    def postings(self, term: Term, *, places: bool = False) -> Postings:
        numbers, weights, values = zip(*one_by_one(self._reader, *self._terms[term.start]), strict=True)
        if not any(values):
            return Postings(numbers, list(map(int, weights)), array("B"))
        return Postings(numbers, Places.counts(values), Places.unpack(values))

    def all_times(self, terms: Sequence[Term]) -> Iterator[dict[int, int]]:
        for found in map(self.postings, terms):
            yield dict(zip(found.numbers, found.counts, strict=True))

    def close(self) -> None:
        self._files.release()


def one_by_one(reader: SegmentReader, field: str, term: bytes) -> Iterator[tuple[int, float, bytes]]:
    """The postings of a term, also of records that were taken out."""
    matcher = reader._terms.matcher(field, term, schema()[field].format)
    while matcher.is_active():
        yield matcher.id(), matcher.weight(), matcher.value() or b""
        matcher.next()


@pytest.fixture
def stock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, written and read as Whoosh does by itself, with its own codec."""
    loading.restrict()
    known = {**loading.known(), "whoosh.codec.whoosh3.W3Codec": whoosh3.W3Codec}
    monkeypatch.setattr(loading, "known", lambda: known)
    monkeypatch.setattr(writing, "Writer", lambda index: index.writer(compound=False))
    monkeypatch.setattr(segments, "EXTENSION", whoosh3.W3Codec.TERMS_EXT)
    monkeypatch.setattr(segments, "Terms", StockTerms)
    return built(tmp_path / "index", (*RECORDS, *MANY))


def answers(folder: Path) -> list[Any]:
    """To every kind of question, all that is told of its answers."""
    return [
        index.search(folder, query, limit=30, sort=sort, facets=FACETS)
        for query in (*map(QUERIES.__getitem__, KINDS), *map(parse, TYPED))
        for sort in SORTS
    ]


def test_the_stock_writer_gives_the_same(ours: Path, request: pytest.FixtureRequest) -> None:
    """Hits, scores, order, totals and counts are those of the stock codec and writer, after deletes too."""
    expected = answers(ours)
    assert answers(request.getfixturevalue("stock")) == expected


@pytest.mark.parametrize("typed", [*TYPED, "thuc hien", "đất OR thực", 'đất "ủy ban nhân dân"'])
def test_the_best_are_the_first_of_all(typed: str, ours: Path) -> None:
    """Where a few are asked for, and not all are weighed, they are those that would come first of all."""
    everything = index.search(ours, parse(typed), limit=10_000)
    assert everything.total == len(everything.hits)
    for count in (1, 3, 20):
        assert index.search(ours, parse(typed), limit=count).hits == everything.hits[:count]


def test_what_is_read_is_what_whoosh_reads(ours: Path) -> None:
    """Whoosh, when it merges, is handed all postings that are read for an answer, in the same order."""
    terms = gone = 0
    with open_segments(ours, (used := manifest.read(ours))) as opened:
        for segment, part in zip(opened, used.parts, strict=True):
            gone += len(part.gone)
            files = Files(ours, used.files)
            (read,) = (
                SegmentReader(files, schema(), one)
                for one in TOC.read(files, "archive", schema=schema()).segments
                if one.segment_id() == part.name
            )
            handed = [
                (field, term, *posting)
                for field, term in read.all_terms() for posting in one_by_one(read, field, term)
            ]
            assert handed == list(segment.postings())
            terms += len(handed)
            files.release()
    assert terms > 1000 and gone > 2


@pytest.mark.parametrize("count", [1, 5, 70_000])
def test_a_long_text_has_all_its_places(count: int, tmp_path: Path) -> None:
    """Words side by side are found however far they stand from the beginning."""
    folder = tmp_path / "index"
    records = [paper("dai", "xa " * count + "gần nhau"), paper("ngan", "gần nhau xa")]
    index.rebuild(folder, generation=1, records=records)
    assert {hit.id for hit in index.search(folder, parse('"gần nhau"'), limit=9).hits} == {"dai", "ngan"}
    assert [hit.id for hit in index.search(folder, parse('"xa gần nhau"'), limit=9).hits] == ["dai"]
