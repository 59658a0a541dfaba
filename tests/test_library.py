"""The generated library: its truth is what its texts say, and no reader could take it otherwise."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import pytest

from tests.truth.library.__main__ import write
from tests.truth.library.issuing import period, world
from tests.truth.library.making import File, Json, library
from vbparse.normalize import plain

COUNT = 700
_PAGE = re.compile(r"^[ \f]*2$", re.MULTILINE)


def joined(text: str) -> str:
    """A text without its marks and blanks."""
    return "".join(plain(text).split())


@pytest.fixture(scope="module")
def files() -> list[File]:
    return list(library(COUNT, 5))


@pytest.fixture(scope="module")
def citations(files: list[File]) -> list[tuple[Json, Json]]:
    """Each citation with the document that it stands in."""
    documents = (document for file in files for document in file.documents)
    return [(document, cited) for document in documents for cited in document["citations"]]


def test_a_seed_is_a_library(files: list[File]) -> None:
    """The same seed gives the same files, another one others; as many as were asked for."""
    assert list(library(COUNT, 5)) == files
    assert len({file.path for file in files}) == len(files) == COUNT
    assert next(library(COUNT, 6)).text not in {file.text for file in files}


def test_a_quarter_is_missing(citations: list[tuple[Json, Json]]) -> None:
    """Of what is cited about a quarter is not there, and some no reader can tell."""
    kinds = Counter(
        "missing" if cited["missing"] else "ambiguous" if cited["ambiguous"] else "held"
        for _, cited in citations
    )
    assert 0.18 < kinds["missing"] / kinds.total() < 0.32
    assert kinds["ambiguous"] >= 5
    assert kinds["held"] > 2 * COUNT


def test_truth_is_printed(files: list[File], citations: list[tuple[Json, Json]]) -> None:
    """A document's number stands in its text; what a citation is said to tell stands there too."""
    texts = {file.path: joined(_PAGE.sub("", file.text)) for file in files}
    scanned = {document["path"] for document, _ in citations if document["duplicate_of"]}
    for document, cited in citations:
        if document["path"] in scanned:
            continue
        text = texts[document["path"]]
        assert joined(document["number"]) in text.replace("–", "-")
        assert all(joined(said) in text for said in (cited["title"], cited["told"]["issuer"]) if said)


def test_a_target_is_older_and_there(files: list[File], citations: list[tuple[Json, Json]]) -> None:
    """A citation that is held names an older file of the library with its number."""
    documents = {file.path: file.documents[0] for file in files}
    for document, cited in citations:
        for path in filter(None, (cited["target"], *cited["ambiguous"])):
            assert documents[path]["date"] <= document["date"]
            assert cited["number"] in {None, documents[path]["number"]}
        if cited["told"]["date"] and cited["target"]:
            assert documents[cited["target"]]["date"] == cited["told"]["date"]


def test_what_is_ambiguous_tells_nothing_but_its_number(citations: list[tuple[Json, Json]]) -> None:
    """Where several can be meant, two at least are in the library, and day and body are not printed."""
    for _, cited in citations:
        if cited["ambiguous"]:
            assert len(cited["ambiguous"]) > 1
            assert cited["told"] == {"date": None, "issuer": None}


def test_scans_are_alike(files: list[File]) -> None:
    """A second scan has the number, date and body of the first, and a text that is not quite the same."""
    texts = {file.path: file for file in files}
    scans = [file for file in files if file.documents[0]["duplicate_of"]]
    assert len(scans) == round(COUNT * 0.03)
    for scan in scans:
        first = texts[scan.documents[0]["duplicate_of"]]
        for name in ("number", "date", "issuer", "doc_type"):
            assert scan.documents[0][name] == first.documents[0][name]
        assert scan.text != first.text
        words, others = set(scan.text.split()), set(first.text.split())
        assert len(words & others) / len(words | others) > 0.6


def test_numbers_begin_anew() -> None:
    """Documents of several terms, years and provinces share a number; in a period a body gives it once."""
    made = world(Random(1), 2000, 8)
    once: set[tuple[object, ...]] = set()
    shared: dict[str, set[object]] = defaultdict(set)
    for one in made.issued:
        series = one.office.series or one.office, one.typed.code, period(one.office, one.date)
        assert one.law or (*series, one.number.serial) not in once
        once.add((*series, one.number.serial))
        shared[one.key].add((one.office, one.period))
    assert sum(len(several) > 1 for several in shared.values()) > 100


def test_a_library_is_written_with_its_truth(tmp_path: Path) -> None:
    """Each line of truth.jsonl is a document of a file that is there."""
    write(tmp_path, 120, 3)
    lines = (tmp_path / "truth.jsonl").read_text("utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    assert len({document["path"] for document in documents}) == 120
    assert all((tmp_path / "texts" / document["path"]).is_file() for document in documents)
