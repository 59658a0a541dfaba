"""The fixtures against records made by hand, and what must hold of any record.

`golden/NAME.json` holds what a careful archivist would write after reading `fixtures/NAME.txt`. A key
left out is in doubt and not compared. Two keys differ from the record: `issuer` may list several right
answers, and `unnumbered` lists the titles of the documents cited without a number.
"""

from __future__ import annotations

import codecs
import json
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vbparse.pipeline import parse_source
from vbparse.readers import read
from vbparse.record import Record
from vbparse.text import Source

HERE = Path(__file__).parent
FIXTURES = sorted((HERE.parent / "fixtures").iterdir())


@cache
def source_of(path: Path) -> Source:
    return read(path, path.name)


@cache
def records_of(path: Path) -> tuple[Record, ...]:
    return parse_source(source_of(path))


def golden_of(path: Path) -> list[dict[str, Any]]:
    golden = json.loads((HERE / "golden" / f"{path.stem}.json").read_text("utf-8"))
    documents: list[dict[str, Any]] = golden["documents"]
    return documents


def expectations() -> Iterator[Any]:
    """One parameter a document and field, so that a failure names both."""
    for path in FIXTURES:
        for index, document in enumerate(golden_of(path)):
            for key, expected in document.items():
                yield pytest.param(path, index, key, expected, id=f"{path.stem}-{index + 1}-{key}")


def field(record: Record, key: str) -> Any:
    """The field as JSON, the citations told apart by whether they have a number."""
    fields = record.model_dump(mode="json", by_alias=True)
    if key == "unnumbered":
        return [citation["title"] for citation in fields["citations"] if citation["number"] is None]
    if key == "citations":
        return [citation for citation in fields["citations"] if citation["number"] is not None]
    return fields[key]


def only(actual: Any, expected: Any) -> Any:
    """What of `actual` the golden speaks of: the same keys of objects, item by item."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return {key: only(actual.get(key), expected[key]) for key in expected}
    if isinstance(expected, list) and isinstance(actual, list):
        known = [only(a, e) for a, e in zip(actual, expected, strict=False)]
        return known + [summary(item) for item in actual[len(expected) :]]
    return actual


def summary(item: Any) -> Any:
    """An item too many, short enough to read in a failure."""
    if isinstance(item, dict):
        return next((item[key] for key in ("number", "text", "name") if item.get(key)), item)
    return item


def values(record: Record) -> dict[str, Any]:
    """What a reader sees of a record: all but where it stands and what is derived from the whole text."""
    fields = record.model_dump(mode="json", by_alias=True, exclude={"id", "source", "evidence"})
    for citation in fields["citations"]:
        del citation["mentions"], citation["target"]
    if fields["copy_of"]:
        del fields["copy_of"]["id"]
    return fields


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_file_holds_its_documents(path: Path) -> None:
    """A letter and what it encloses are two documents; an appendix is none."""
    assert [record.number for record in records_of(path)] == [doc["number"] for doc in golden_of(path)]


@pytest.mark.parametrize(("path", "index", "key", "expected"), list(expectations()))
def test_field_is_what_the_page_says(path: Path, index: int, key: str, expected: Any) -> None:
    """What an archivist would write into the register is what the parser finds."""
    records = records_of(path)
    assert index < len(records), "fewer documents than the page holds"
    actual = field(records[index], key)
    if key == "issuer" and isinstance(expected, list):
        assert actual in expected
    else:
        assert only(actual, expected) == expected


def assert_sliced(text: str, spans: tuple[tuple[int, int], ...], raw: str) -> None:
    assert spans
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert "\n".join(raw[start:end] for start, end in spans) == text


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_evidence_is_the_raw_text(path: Path) -> None:
    """Every piece of evidence and every mention is a slice of the file as decoded."""
    raw = source_of(path).text
    for record in records_of(path):
        for evidence in record.evidence.values():
            assert_sliced(evidence.text, evidence.spans, raw)
        for citation in record.citations:
            assert citation.mentions
            for mention in citation.mentions:
                assert_sliced(mention.text, mention.spans, raw)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_value_has_evidence(path: Path) -> None:
    """What is kept can be shown on the page: nothing is invented."""
    for record in records_of(path):
        kept = values(record)
        single = ("number", "doc_type", "issuer", "place", "date", "subject", "security", "urgency")
        plain = [key for key in single if kept[key]]
        listed = [
            f"{key}/{index}"
            for key in ("addressees", "recipients", "signers", "stamps")
            for index in range(len(kept[key]))
        ]
        assert {f"/{key}" for key in plain + listed} <= set(record.evidence)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_documents_stand_in_order(path: Path) -> None:
    """The documents of a file follow one another and do not overlap."""
    records = records_of(path)
    assert [record.source.part for record in records] == list(range(1, len(records) + 1))
    edges = [edge for record in records for edge in record.source.span]
    assert edges == sorted(edges)
    assert edges[0] >= 0 and edges[-1] <= len(source_of(path).text)


def with_en_dashes(text: str) -> str:
    """Hyphens as OCR often prints them, but for the rules that draw a Markdown table."""
    return "\n".join(
        line.replace("-", "–") if any(map(str.isalnum, line)) else line for line in text.split("\n")
    )


def same_text(text: str) -> str:
    return text


VARIANTS: dict[str, tuple[Callable[[str], str], str]] = {
    "nfd": (lambda text: unicodedata.normalize("NFD", text), "utf-8"),
    "crlf": (lambda text: text.replace("\n", "\r\n"), "utf-8"),
    "trailing-blanks": (lambda text: text.replace("\n", "  \n"), "utf-8"),
    "en-dashes": (with_en_dashes, "utf-8"),
    "bom": (same_text, "utf-8-sig"),
    "utf-16": (same_text, "utf-16"),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_values_do_not_hang_on_the_encoding(path: Path, variant: str, tmp_path: Path) -> None:
    """The same page gives the same values however it was typed, encoded and ended its lines."""
    change, encoding = VARIANTS[variant]
    other = tmp_path / path.name
    other.write_bytes(codecs.encode(change(path.read_text("utf-8")), encoding))
    source = read(other, path.name)
    records = parse_source(source)
    assert [values(record) for record in records] == [values(record) for record in records_of(path)]
    for record in records:
        for evidence in record.evidence.values():
            assert_sliced(evidence.text, evidence.spans, source.text)
