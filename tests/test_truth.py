"""What must hold of the records of any page, and how right they are on pages that no one has seen.

The pages are generated: their wording is their own, and their gold is read off the damaged text.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.truth.measure import records, score
from tests.truth.pages import documents
from tests.truth.score import Score
from vbparse.record import Record

SEEDS = range(5_001, 5_101)
"""Pages apart from those that `make bench` prints."""

# F1, a little below what was measured when a floor was set. They only rise.
FLOORS = {
    "documents": 0.99,
    "number": 0.98,
    "doc_type": 0.98,
    "issuer": 0.94,
    "place": 0.98,
    "date": 0.98,
    "subject": 0.95,
    "symbol": 0.9,
    "signer.name": 0.96,
    "signer.position": 0.96,
    "signer.authority": 0.96,
    "signer.on_behalf_of": 0.92,
    "addressees": 0.98,
    "recipients": 0.98,
    "citations": 0.98,
    "stamps": 0.95,
    "unnumbered": 0.98,
    "citations.doc_type": 0.98,
    "citations.date": 0.98,
}


def sliced(spans: tuple[tuple[int, int], ...], raw: str) -> str:
    return "\n".join(raw[start:end] for start, end in spans)


def values(record: Record) -> dict[str, Any]:
    """What a reader sees of a record, without where it stands."""
    kept = record.model_dump(mode="json", exclude={"id", "source", "evidence", "warnings", "copy_of"})
    for citation in kept["citations"]:
        del citation["mentions"], citation["target"]
    return kept


pages = st.tuples(st.integers(0, 10**6), st.sampled_from([0.0, 0.01, 0.03, 0.06, 0.2]))


@settings(max_examples=20)
@given(pages)
def test_all_that_is_kept_is_a_slice_of_the_page(drawn: tuple[int, float]) -> None:
    """Evidence and mentions are raw text, whatever the noise; a page has at least one document."""
    text = documents(*drawn).text
    found = records("page", text)
    assert found
    for record in found:
        for evidence in record.evidence.values():
            assert sliced(evidence.spans, text) == evidence.text
        for citation in record.citations:
            assert citation.mentions
            assert all(sliced(mention.spans, text) == mention.text for mention in citation.mentions)


@settings(max_examples=20)
@given(pages)
def test_mentions_do_not_overlap(drawn: tuple[int, float]) -> None:
    """A stretch of the page names one document."""
    for record in records("page", documents(*drawn).text):
        spans = sorted(s for c in record.citations for m in c.mentions for s in m.spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=10)
@given(pages)
def test_values_do_not_hang_on_how_a_page_is_stored(drawn: tuple[int, float]) -> None:
    """Composed or decomposed letters, line ends of either kind: the same values."""
    text = unicodedata.normalize("NFC", documents(*drawn).text)
    plain = [values(record) for record in records("page", text)]
    for other in (unicodedata.normalize("NFD", text), text.replace("\n", "\r\n")):
        assert [values(record) for record in records("page", other)] == plain


@pytest.fixture(scope="module")
def clean() -> Score:
    return score(SEEDS, 0.0)


@pytest.mark.parametrize("field", FLOORS)
def test_clean_pages_are_read(clean: Score, field: str) -> None:
    """On pages without noise no field is read worse than it once was."""
    assert clean.fields[field].f1 >= FLOORS[field], [m for m in clean.misses if m.field == field]


def test_nothing_is_borrowed(clean: Score) -> None:
    """A stamp's or a cited document's number or date is never the document's own."""
    assert clean.borrowed == 0


def test_a_seed_is_a_page() -> None:
    """The same seed gives the same page, and noise another text about the same things."""
    assert documents(7, 0.03) == documents(7, 0.03)
    assert documents(7, 0.0).text != documents(7, 0.03).text
    assert documents(7, 0.0).text != documents(8, 0.0).text


def test_gold_is_printed_on_its_page() -> None:
    """Free text stands in the gold as the damage left it on the page."""
    for seed in SEEDS:
        page = documents(seed, 0.06)
        for document in page.gold["documents"]:
            said = [document["subject"] or "", *document["addressees"], *document["recipients"]]
            assert [word for word in " ".join(said).split() if word not in page.text] == []
