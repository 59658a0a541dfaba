"""Numbers about records, gathered in one pass.

    of((record for record in …), missing)     one Statistics; of a record no more is kept than its id

A record is a dictionary as its JSON says it. Every distribution over records counts each record once;
those without the value are a row of their own, whose value is None, so that the rows add up to
`records`. A name is one value however it is spelt as to case, Unicode form and the tone's place, and is
shown in its most frequent spelling. Marks count: `Hùng` and `Hưng` are two.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vbparse.words import marked

if TYPE_CHECKING:
    from vbparse.missing import Missing

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""The lower ends of the bands of confidence; the last ends with 1."""

FIELDS = ("number", "doc_type", "date", "place", "issuer", "subject", "signers", "recipients")
"""What every document should carry, and is counted as missing where it does not."""

_WORD = re.compile(r"[^\W_]+")
_DATE = re.compile(r"(\d{4})(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class Count:
    """How many records have a value; None is those that have none."""

    value: str | None
    records: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that records cite, as they name it, and how many cite it.

    `id` is that of its record where the archive holds it; else None. A citation that can be one of
    several documents counts for none.
    """

    id: str | None
    number: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    held: bool
    cited_by: int


@dataclass(frozen=True, slots=True)
class Signed:
    """How many records a person signed for a body; nobody (`name` None) is those without a name.

    Two persons of one name in different bodies are two, and so is one person who signed for two bodies:
    the page does not tell these apart. A record with several signers counts for each.
    """

    name: str | None
    issuer: str | None
    records: int


@dataclass(frozen=True, slots=True)
class Confidence:
    """How many values a field has in all records, how many of them inferred, how many in each band."""

    field: str
    values: int
    inferred: int
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers about `records` records. The most frequent comes first, the unknown last.

    `years` and `months` stand in order; a date known only by its year is in `months` that year.
    `missing` has every one of `FIELDS` in their order. `warnings` counts records that bear a code.
    `bands` are the lower ends of the bands of `confidence`.
    """

    records: int
    types: tuple[Count, ...]
    years: tuple[Count, ...]
    months: tuple[Count, ...]
    issuers: tuple[Count, ...]
    places: tuple[Count, ...]
    cited: tuple[Cited, ...]
    signers: tuple[Signed, ...]
    missing: tuple[Count, ...]
    warnings: tuple[Count, ...]
    bands: tuple[float, ...]
    confidence: tuple[Confidence, ...]


def cut(stats: Statistics, rows: int) -> Statistics:
    """The numbers with no more than the first rows, and the unknown, of each list that may be long."""
    def first(counts: tuple[Count, ...]) -> tuple[Count, ...]:
        return tuple(count for place, count in enumerate(counts) if place < rows or count.value is None)

    signers = tuple(row for place, row in enumerate(stats.signers) if place < rows or row.name is None)
    return replace(
        stats, types=first(stats.types), issuers=first(stats.issuers), places=first(stats.places),
        cited=stats.cited[:rows], signers=signers,
    )


def of(records: Iterable[dict[str, Any]], missing: Iterable[Missing] = ()) -> Statistics:
    """The numbers about some records, each of which comes once.

    `missing` are the documents that their archive cites and does not hold; only those count that these
    records cite.
    """
    total = 0
    ids: set[str] = set()
    types, issuers, places = _Names(), _Names(), _Names()
    years, months = _Dates(), _Dates()
    signers, cited, confidences = _Signers(), _Citations(), _Confidences()
    lacking, warnings = Counter[str](), Counter[str]()
    for record in records:
        total += 1
        ids.add(record.get("id") or "")
        types.add(record.get("doc_type"))
        issuers.add(record.get("issuer"))
        places.add(record.get("place"))
        dated = _DATE.match(record.get("date") or "")
        years.add(dated[1] if dated else None)
        months.add(dated[0] if dated else None)
        signers.add(record)
        cited.add(record)
        warnings.update({warning["code"] for warning in record.get("warnings") or ()})
        lacking.update(field for field in FIELDS if not record.get(field))
        confidences.add(record)
    return Statistics(
        records=total,
        types=tuple(types.by_frequency()),
        years=tuple(years.in_order()),
        months=tuple(months.in_order()),
        issuers=tuple(issuers.by_frequency()),
        places=tuple(places.by_frequency()),
        cited=tuple(sorted((*cited.held(), *_not_held(missing, ids)), key=_most_cited)),
        signers=tuple(signers.by_frequency()),
        missing=tuple(Count(field, lacking[field]) for field in FIELDS),
        warnings=tuple(Count(*row) for row in sorted(warnings.items(), key=lambda row: (-row[1], row[0]))),
        bands=BANDS,
        confidence=tuple(confidences.by_field()),
    )


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    """The form in which the spellings of a name meet: `HÒA BÌNH`, `Hoà Bình` and `Hòa bình` are one."""
    words = _WORD.findall(unicodedata.normalize("NFC", name).lower())
    return " ".join(marked(word) or word for word in words) or name


def _usual(spellings: Counter[str]) -> str:
    """The spelling met most often; of those met as often one that is not all capitals, then the first."""
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling.isupper(), spelling))


class _Names:
    """How often each name is met, by spelling."""

    def __init__(self) -> None:
        self._spellings: dict[str, Counter[str]] = defaultdict(Counter)
        self._none = 0

    def add(self, name: str | None) -> None:
        if name:
            self._spellings[_key(name)][name] += 1
        else:
            self._none += 1

    def by_frequency(self) -> Iterator[Count]:
        for _, met in sorted(self._spellings.items(), key=lambda row: (-row[1].total(), row[0])):
            yield Count(_usual(met), met.total())
        if self._none:
            yield Count(None, self._none)


class _Dates:
    """How often each year or month is met."""

    def __init__(self) -> None:
        self._met: Counter[str | None] = Counter()

    def add(self, date: str | None) -> None:
        self._met[date] += 1

    def in_order(self) -> Iterator[Count]:
        for date in sorted(filter(None, self._met)):
            yield Count(date, self._met[date])
        if None in self._met:
            yield Count(None, self._met[None])


class _Signers:
    """How many records each person signed for each body, by spelling."""

    def __init__(self) -> None:
        self._spellings: dict[tuple[str, str], Counter[tuple[str, str | None]]] = defaultdict(Counter)
        self._nobody = 0

    def add(self, record: dict[str, Any]) -> None:
        issuer = record.get("issuer") or None
        names = {_key(name): name for signer in record.get("signers") or () if (name := signer.get("name"))}
        for key, name in names.items():
            self._spellings[key, _key(issuer or "")][name, issuer] += 1
        if not names:
            self._nobody += 1

    def by_frequency(self) -> Iterator[Signed]:
        for _, met in sorted(self._spellings.items(), key=lambda row: (-row[1].total(), row[0])):
            yield Signed(_usual(_spelt(met, 0)), _usual(_spelt(met, 1)) or None, met.total())
        if self._nobody:
            yield Signed(None, None, self._nobody)


def _spelt(pairs: Counter[tuple[str, str | None]], place: int) -> Counter[str]:
    """The spellings that stand first, or second, in pairs."""
    spellings: Counter[str] = Counter()
    for pair, times in pairs.items():
        spellings[pair[place] or ""] += times
    return spellings


class _Citations:
    """How many records cite each record that is held: those counted may be none of them."""

    _KEYS = ("number", "doc_type", "date", "issuer", "title")

    def __init__(self) -> None:
        self._met: dict[str, tuple[int, tuple[str, ...]]] = {}

    def add(self, record: dict[str, Any]) -> None:
        named: dict[str, tuple[str, ...]] = {}
        for citation in record.get("citations") or ():
            if target := citation.get("target"):
                words = tuple(citation.get(key) or "" for key in self._KEYS)
                named[target] = _fuller(words, named.get(target))
        copied = record.get("copy_of") or {}
        if target := copied.get("id"):
            named.setdefault(target, (copied.get("number") or "", "", "", "", ""))
        for target, words in named.items():
            times, before = self._met.get(target, (0, None))
            self._met[target] = times + 1, _fuller(words, before)

    def held(self) -> Iterator[Cited]:
        for target, (times, words) in self._met.items():
            number, doc_type, date, issuer, title = (word or None for word in words)
            yield Cited(target, number, doc_type, date, issuer, title, True, times)


def _not_held(missing: Iterable[Missing], counted: set[str]) -> Iterator[Cited]:
    """The documents missing that records counted cite, and how many of these do."""
    for one in missing:
        if times := len(counted.intersection(one.citing)):
            yield Cited(None, one.number, one.doc_type, one.date, one.issuer, one.title, False, times)


def _fuller(words: tuple[str, ...], before: tuple[str, ...] | None) -> tuple[str, ...]:
    """Of two ways to name a document the one that says more, so that no order of records matters."""
    if before is None:
        return words
    return min(words, before, key=lambda said: (-sum(map(bool, said)), said))


def _most_cited(one: Cited) -> tuple[object, ...]:
    return -one.cited_by, one.number or one.title or "", one.date or "", one.issuer or "", one.id or ""


class _Confidences:
    """How many values of each field have each confidence; rules state few different ones."""

    def __init__(self) -> None:
        self._met: dict[str, Counter[tuple[float, bool]]] = defaultdict(Counter)

    def add(self, record: dict[str, Any]) -> None:
        for pointer, evidence in (record.get("evidence") or {}).items():
            if (confidence := evidence.get("confidence")) is not None:
                self._met[pointer.split("/", 2)[1]][confidence, bool(evidence.get("inferred"))] += 1

    def by_field(self) -> Iterator[Confidence]:
        for field, met in sorted(self._met.items()):
            bands = [0] * len(BANDS)
            for (confidence, _), times in met.items():
                bands[max(bisect_right(BANDS, confidence) - 1, 0)] += times
            inferred = sum(times for (_, inferred), times in met.items() if inferred)
            yield Confidence(field, met.total(), inferred, tuple(bands))

