"""What a search finds, and how it ranks: shared by the index and by the plain scan, so they agree.

Three kinds of hit, told apart by the whole part of their score:

    2.…  "is"     the record is the document that was named; the more records cite it, the higher
    1.…  "cites"  it cites that document; the more often, the higher
    0.…  "text"   its words, fields or date answer; the more words stand in it with the marks that were
                  typed, the higher, however rare or frequent they are
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from vbparse.query import Facet
from vbparse.reference import Document, bounds, documents, number_parts

Why = Literal["is", "cites", "text"]
Sort = Literal["relevance", "date"]
Counts: TypeAlias = tuple[tuple[str | None, int], ...]
"""Values of a facet with how many answers have each; None stands for none."""


class Hit(NamedTuple):
    """A record that answers; `why` is the best reason that it has."""

    id: str
    score: float
    why: Why


class Named(NamedTuple):
    """A document that a query names: how many records cite it, and whether one is it or can be."""

    number: str
    doc_type: str | None
    date: str | None
    issuer: str | None
    cited_by: int
    held: bool


class Page(NamedTuple):
    """Which answers are shown: `limit` of them behind the first `offset`; and what all are counted by."""

    limit: int
    offset: int = 0
    sort: Sort = "relevance"
    facets: tuple[Facet, ...] = ()

    @property
    def end(self) -> int:
        """How many of the best have to be known."""
        return self.offset + self.limit if self.limit > 0 else 0


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, how many there are in all, and the documents named, the most cited first.

    `facets`: of each that was asked for, its values with how many of all answers have them.
    `generation`: of the index that answered; None where none had to.
    """

    hits: tuple[Hit, ...]
    total: int
    named: tuple[Named, ...]
    facets: Mapping[Facet, Counts] = field(default_factory=dict)
    generation: int | None = field(default=None, compare=False)


# ---------------------------------------------------------------- what a record says of documents

def own_document(record: Mapping[str, Any]) -> Document | None:
    """The document that a record is, or a citation names; None where its number is not known."""
    number = record.get("number")
    if not number or not (key := number_parts(number)):
        return None
    return Document(key, number, record.get("doc_type"), record.get("date"), record.get("issuer"))


def cited_documents(record: Mapping[str, Any]) -> Counter[Document]:
    """The documents that a record cites or certifies, with how often it mentions each."""
    cited: Counter[Document] = Counter()
    for citation in record.get("citations") or ():
        mentions = max(1, len(citation.get("mentions") or ()))
        if named := own_document(citation):
            cited[named] += mentions
        else:
            for alias in citation.get("aliases") or ():
                cited.update(dict.fromkeys(documents(alias), mentions))
    copied = own_document({"number": (record.get("copy_of") or {}).get("number")})
    if copied and copied.key not in {document.key for document in cited}:
        cited[copied] += 1
    return cited


def field_values(record: Mapping[str, Any], text: str) -> dict[str, tuple[str, ...]]:
    """The values in which each field of a query is looked for.

    `text` is the document's own, and what was inferred: a letter of Lạng Sơn may not print its issuer.
    """
    recipients = record.get("recipients") or ()
    signers = record.get("signers") or ()
    citations = record.get("citations") or ()
    stamps = record.get("stamps") or ()
    values: dict[str, Iterable[str | None]] = {
        "text": (text, record.get("issuer"), record.get("acting_body"), record.get("doc_type")),
        "number": (record.get("number"),),
        "type": (record.get("doc_type"),),
        "issuer": (record.get("issuer"), record.get("acting_body")),
        "signer": (one.get(key) for one in signers for key in ("name", "position", "on_behalf_of")),
        "recipient": (
            *(record.get("addressees") or ()),
            *(one.get(key) for one in recipients for key in ("text", "name")),
            *(name for one in recipients for name in one.get("stands_for") or ()),
        ),
        "place": (record.get("place"),),
        "subject": (record.get("subject"),),
        "cites": (
            *(one.get(key) for one in citations for key in ("number", "title")),
            *(alias for one in citations for alias in one.get("aliases") or ()),
        ),
        "stamp": (
            *((one.get("number") or "").lstrip("0") for one in stamps),
            *(one.get("office") for one in stamps),
        ),
    }
    return {name: tuple(dict.fromkeys(value for value in given if value)) for name, given in values.items()}


def arrivals(record: Mapping[str, Any]) -> tuple[int, ...]:
    """The dates of a record's arrival stamps as date numbers, each once."""
    stamps = record.get("stamps") or ()
    return tuple(dict.fromkeys(day for one in stamps if (day := date_number(one.get("date")))))


def may_lie(day: int, low: int, high: int) -> bool:
    """Whether a date number can mean a day between two; none does where it is 0."""
    first, last = date_bounds(day)
    return bool(day) and first <= high and low <= last


def date_number(date: str | None) -> int:
    """A date as `yyyymmdd`, `00` where day or month are not known, and 0 for none: these sort."""
    if not date or not bounds(date):
        return 0
    return int((date.replace("-", "") + "0000")[:8])


def date_bounds(number: int) -> tuple[int, int]:
    """The days that a date number can mean: 20190600 is June 2019."""
    if number % 10000 == 0:
        return number + 101, number + 1231
    return (number + 1, number + 31) if number % 100 == 0 else (number, number)


def loads(record: str) -> dict[str, Any]:
    """A record of the catalog; one that is no object says nothing."""
    value = json.loads(record)
    return value if isinstance(value, dict) else {}


# ---------------------------------------------------------------- relevance

_USUAL = 1000                                    # words of a usual text; fixed, so that ranks do not drift
_SATURATION, _LENGTH = 1.2, 0.5


def rarity(having: int, records: int) -> float:
    """What finding a word says, by how many of the records have it (Robertson and Spärck Jones)."""
    return math.log(1 + (records - having + 0.5) / (having + 0.5))


def damping(length: int) -> float:
    """What keeps a text of `length` words from winning by its length."""
    return _SATURATION * (1 - _LENGTH + _LENGTH * length / _USUAL)


def with_word(
    texts: Iterable[float], times: Collection[int], dampings: Iterable[float], rare: float
) -> list[float]:
    """What words say of some texts, with one more word that stands `times` times in each (BM25)."""
    worth = {often: rare * often * (_SATURATION + 1) for often in set(times)}
    return [
        text + worth[often] / (often + damped)
        for text, often, damped in zip(texts, times, dampings, strict=True)
    ]


def score(text: float, spelt: int, is_cited_by: int | None, cites: int) -> tuple[float, Why]:
    """Score and reason of a hit.

    From its words' relevance, how many of them it spells with the marks typed, how many records cite it
    if it was named, and how often it mentions what was named.
    """
    if is_cited_by is not None:
        return round(2 + _within_one(is_cited_by + _within_one(text)), 9), "is"
    if cites:
        return round(1 + _within_one(math.log2(1 + cites) + text), 9), "cites"
    # `trứng` typed with its marks: a long text full of "Trung" is no better answer.
    return round(_within_one(spelt + _within_one(text)), 9), "text"


def by_text(texts: Iterable[float], spelt: Iterable[int]) -> list[float]:
    """The scores of hits that answer by their words alone, as `score` has them before it rounds them."""
    values = [marks + text / (1 + text) for text, marks in zip(texts, spelt, strict=True)]
    return [value / (1 + value) for value in values]


def text_of(point: float, spelt: int) -> float:
    """What the words say of a text that has a score of `by_text`: its inverse."""
    within = point / (1 - point) - spelt
    return within / (1 - within)


def _within_one(value: float) -> float:
    return value / (1 + value)
