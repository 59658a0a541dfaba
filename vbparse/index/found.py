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
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from vbparse.query import Facet
from vbparse.reference import Document, NumberRef, bounds, documents, number_parts

Why = Literal["is", "cites", "text"]
Sort = Literal["relevance", "date"]
Counts: TypeAlias = tuple[tuple[str | None, int], ...]
"""Values of a facet with how many answers have each; None stands for none."""
Id = TypeVar("Id", bound=Hashable)


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


# ---------------------------------------------------------------- the documents named

@dataclass(slots=True)
class _Group(Generic[Id]):
    """Facts that are about one document: `said` of it by how many, the records that are it and cite it."""

    document: Document
    said: dict[Document, int] = field(default_factory=dict)
    held: set[Id] = field(default_factory=set)
    cited: dict[Id, int] = field(default_factory=dict)


class Resolved(NamedTuple, Generic[Id]):
    """What a name came to: who is one of the documents (with how many cite it), who cites one (how often)."""

    named: tuple[Named, ...]
    held: dict[Id, int]
    cites: dict[Id, int]


def resolve(
    ref: NumberRef, held: Mapping[Document, Iterable[Id]], cited: Mapping[Document, Mapping[Id, int]]
) -> Resolved[Id]:
    """The documents named, of which it is given which records are one and which cite one, how often.

    Facts are sorted into documents by number and date. One that says less (no date, the serial alone)
    joins the one document that it can mean; where it can mean two, it stays by itself.
    """
    groups: list[_Group[Id]] = []
    # By key and each beginning of the date: of a low serial there are thousands.
    alike: dict[tuple[tuple[str, ...], str], list[_Group[Id]]] = {}
    documents = {*held, *cited}
    precise = {len(document.date or "") for document in documents}
    for document in sorted(documents, key=lambda one: (*_said(one), *map(str, one)), reverse=True):
        key, date = document.key, document.date or ""
        meant = alike.get((key, date), []) if len(key) > 1 else _meant_by(document, groups)
        if len(meant) != 1:
            meant = [_Group(document)]
            groups += meant
            for beginning in {date[:length] for length in precise}:
                alike.setdefault((key, beginning), []).extend(meant)
        meant[0].held.update(held.get(document, ()))
        # What a record says of itself counts for more than what any number say of it.
        meant[0].said[document] = sys.maxsize if document in held else len(cited[document])
        for one, mentions in cited.get(document, {}).items():
            meant[0].cited[one] = meant[0].cited.get(one, 0) + mentions
    return Resolved(
        tuple(sorted((_named(group, groups) for group in groups), key=_most_cited)),
        {} if ref.role == "cites" else {one: len(group.cited) for group in groups for one in group.held},
        {} if ref.role == "is" else _sum(group.cited for group in groups),
    )


def _said(document: Document) -> tuple[int, int]:
    """How much is said of a document: the more, the earlier it is placed."""
    return len(document.key), len(document.date or "")


def _short_for(document: Document) -> Callable[[Document], bool]:
    """Whether a serial alone, with its type where that is known, can be a name of another document."""
    types = (document.doc_type,) if document.doc_type else ()
    ref = NumberRef("", document.key, doc_types=types, date=document.date)
    return lambda other: document[:3] == other[:3] or ref.names(other)


def _meant_by(document: Document, groups: Iterable[_Group[Id]]) -> list[_Group[Id]]:
    """The groups that a serial alone, of which no more is said than of these, can be one of."""
    is_short_for = _short_for(document)
    return [
        group for group in groups
        if (not document.date or (group.document.date or "").startswith(document.date))
        and is_short_for(group.document)
    ]


def _named(group: _Group[Any], groups: Iterable[_Group[Any]]) -> Named:
    by_most = sorted(group.said, key=group.said.__getitem__, reverse=True)
    number, doc_type, date, issuer = (
        next(filter(None, values), None) for values in zip(*(said[1:] for said in by_most), strict=True)
    )
    # `Chỉ thị 32`, where two such are held, is one of them: of neither can it be said that it is missing.
    held = bool(group.held)
    if not held and len(group.document.key) == 1:
        is_short_for = _short_for(group.document)
        held = any(one.held and is_short_for(one.document) for one in groups)
    return Named(number or "", doc_type, date, issuer, len(group.cited), held)


def _most_cited(named: Named) -> tuple[int, bool, str, str]:
    return -named.cited_by, not named.held, named.number, named.date or ""


def _sum(counts: Iterable[Mapping[Id, int]]) -> dict[Id, int]:
    total: dict[Id, int] = {}
    for count in counts:
        for one, number in count.items():
            total[one] = total.get(one, 0) + number
    return total


# ---------------------------------------------------------------- relevance

_USUAL = 1000                                    # words of a usual text; fixed, so that ranks do not drift
_SATURATION, _LENGTH = 1.2, 0.5


def rarity(having: int, records: int) -> float:
    """What finding a word says, by how many of the records have it (Robertson and Spärck Jones)."""
    return math.log(1 + (records - having + 0.5) / (having + 0.5))


def damping(length: int) -> float:
    """What keeps a text of `length` words from winning by its length."""
    return _SATURATION * (1 - _LENGTH + _LENGTH * length / _USUAL)


def relevances(times: Iterable[float], dampings: Iterable[float], rare: float) -> list[float]:
    """What a word adds that stands `times` times in each of some texts (BM25)."""
    at_most = _SATURATION + 1
    return [
        rare * often * at_most / (often + damped)
        for often, damped in zip(times, dampings, strict=True)
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


def _within_one(value: float) -> float:
    return value / (1 + value)
