"""What a query means, said once more in plain Python over records in memory: the oracle of the index.

Nothing here is shared with what it judges: not the reading of a query, not how a name is compared, not how
records are found. A meaning is a predicate of a paper; the questions build it beside the line of text that
a person would type for it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from vbparse import tables

Run = tuple[str, ...]
Days = tuple[int, int]
"""The first and the last day that a date can be, as yyyymmdd."""


class Name(NamedTuple):
    """A document as a paper names it: its number in words, what it is, when it is of."""

    key: Run
    doc_type: str | None
    days: Days | None


@dataclass(frozen=True)
class Paper:
    """A record as the questions see it: words of each field, value by value."""

    id: str
    fields: Mapping[str, tuple[Run, ...]]
    facets: Mapping[str, str | None]
    days: Days | None
    arrived: tuple[Days, ...]
    own: Name | None
    cited: tuple[Name, ...]


Meaning = Callable[[Paper], bool]


def folded(text: str | None) -> Run:
    """The words of a text in small letters, without marks; ð is what old fonts print for đ."""
    letters = unicodedata.normalize("NFD", (text or "").lower().replace("ð", "đ").replace("đ", "d"))
    return tuple(re.findall(r"[^\W_]+", "".join(char for char in letters if not unicodedata.combining(char))))


def key_of(number: str) -> Run:
    """A number in words, its serial without zeros: `84 kh btgtu`."""
    serial, *rest = folded(number)
    return (serial.lstrip("0") or "0", *rest)


def days_of(date: str | None) -> Days | None:
    """The days that an ISO date can be; a month has 31 here, which does no harm."""
    if not date:
        return None
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    first = year * 10000 + (month or 1) * 100 + (day or 1)
    return first, year * 10000 + (month or 12) * 100 + (day or 31)


def paper(id: str, record: dict[str, Any], text: str) -> Paper:
    """A record of the shelf as the oracle sees it."""
    signers, recipients, stamps = record["signers"], record["recipients"], record["stamps"]
    values: dict[str, Iterable[str | None]] = {
        "text": (text, record["issuer"], record["doc_type"]),
        "number": (record["number"],), "type": (record["doc_type"],), "issuer": (record["issuer"],),
        "place": (record["place"],), "subject": (record["subject"],),
        "signer": [one[key] for one in signers for key in ("name", "position")],
        "recipient": [*record["addressees"], *(one["name"] for one in recipients)],
        "cites": [one["title"] for one in record["citations"]],
        "stamp": [value for one in stamps for value in (one["office"], (one["number"] or "").lstrip("0"))],
    }
    cited = [_name(one) for one in record["citations"] if one["number"]]
    cited += [
        _name({**one, "number": alias.split()[-1]})
        for one in record["citations"] if not one["number"] for alias in one["aliases"]
    ]
    if record["copy_of"]:
        cited.append(Name(key_of(record["copy_of"]["number"]), None, None))
    return Paper(
        id,
        {name: tuple(run for value in given if (run := folded(value))) for name, given in values.items()},
        {"type": record["doc_type"], "issuer": record["issuer"], "place": record["place"],
         "year": record["date"] and record["date"][:4]},
        days_of(record["date"]), tuple(filter(None, (days_of(one["date"]) for one in stamps))),
        _name(record) if record["number"] else None, tuple(cited),
    )


def papers(records: Iterable[tuple[str, str, str]]) -> tuple[Paper, ...]:
    return tuple(paper(id, json.loads(line), text) for id, line, text in records)


def _name(one: Mapping[str, Any]) -> Name:
    return Name(key_of(one["number"]), one["doc_type"], days_of(one["date"]))


# ---------------------------------------------------------------- meanings

def has(field: str, words: str) -> Meaning:
    """Words stand side by side in one value of a field."""
    run = folded(words)
    return lambda paper: any(_stands_in(run, value) for value in paper.fields[field])


def all_of(*meanings: Meaning) -> Meaning:
    return lambda paper: all(meaning(paper) for meaning in meanings)


def any_of(*meanings: Meaning) -> Meaning:
    return lambda paper: any(meaning(paper) for meaning in meanings)


def none_of(meaning: Meaning) -> Meaning:
    return lambda paper: not meaning(paper)


def dated(first: int, last: int) -> Meaning:
    """Of a day that may lie between two."""
    return lambda paper: paper.days is not None and _meet(paper.days, (first, last))


def arrived(first: int, last: int) -> Meaning:
    return lambda paper: any(_meet(days, (first, last)) for days in paper.arrived)


def valued(facet: str, value: str | None) -> Meaning:
    """Of exactly this value."""
    return lambda paper: paper.facets[facet] == value


def among(ids: frozenset[str]) -> Meaning:
    return lambda paper: paper.id in ids


def is_named(key: Run) -> Meaning:
    """Is the document of a whole number."""
    return lambda paper: paper.own is not None and _is(paper.own, key)


def cites(key: Run) -> Meaning:
    """Cites it, by its number or by its type and serial alone."""
    return lambda paper: any(_is(name, key) for name in paper.cited)


def is_short(doc_type: str, serial: str) -> Meaning:
    """Is the document of a type and a serial."""
    return lambda paper: paper.own is not None and _is_short(paper.own, doc_type, serial)


def cites_short(doc_type: str, serial: str) -> Meaning:
    return lambda paper: any(_is_short(name, doc_type, serial) for name in paper.cited)


def body(field: str, typed: str) -> Meaning:
    """A name of a body in a field: it would stand there, were all short forms written out."""
    asked = set(_written_out(folded(typed)))

    def answers(paper: Paper) -> bool:
        for value in paper.fields[field]:
            forms = _written_out(value)
            for run in asked:
                found = [_stands_in(run, form) for form in forms]
                if all(found) or (any(found) and any(_stands_in(long, run) for long in _unsure())):
                    return True
        return any(_stands_in(folded(typed), value) for value in paper.fields[field])

    return answers


def counts(papers: Iterable[Paper], facet: str) -> dict[str | None, int]:
    return dict(Counter(paper.facets[facet] for paper in papers))


# ---------------------------------------------------------------- on the way

def _stands_in(run: Run, value: Run) -> bool:
    if run[0] not in value:                      # soon said of most
        return False
    return any(value[at: at + len(run)] == run for at in range(len(value) - len(run) + 1))


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


@cache
def _types_of_codes() -> dict[str, frozenset[str]]:
    met: dict[str, set[str]] = {}
    for row in tables.doc_types():
        for code in (*row.codes, *row.variants):
            met.setdefault("".join(folded(code)), set()).add(row.name)
    return {code: frozenset(names) for code, names in met.items()}


def _is(name: Name, key: Run) -> bool:
    """Whether a name is of the document of a whole number; the serial alone is, with the number's type."""
    types = _types_of_codes().get(next((part for part in key[1:] if not part.isdigit()), ""), frozenset())
    return name.key == key or (name.key == key[:1] and name.doc_type in types)


def _is_short(name: Name, doc_type: str, serial: str) -> bool:
    if name.key[0] != serial:
        return False
    if name.doc_type is None:
        return any(doc_type in _types_of_codes().get(part, ()) for part in name.key[1:3])
    return name.doc_type == doc_type


@cache
def _short_forms() -> dict[Run, tuple[Run, ...]]:
    """The short forms of the tables with what each can mean; not those that are syllables (TU: tư)."""
    rows = [(row.short, row.long) for row in tables.abbreviations()]
    rows += [(short, (row.name,)) for row in tables.bodies() for short in row.short]
    forms: dict[Run, tuple[Run, ...]] = {}
    for short, longs in rows:
        if short not in ("TU", "HU", "ĐU"):
            forms[folded(short)] = (*forms.get(folded(short), ()), *map(folded, longs))
    return forms


@cache
def _unsure() -> frozenset[Run]:
    """Names of which the short form can mean another."""
    return frozenset(long for longs in _short_forms().values() if len(longs) > 1 for long in longs)


@cache
def _written_out(run: Run) -> tuple[Run, ...]:
    """A run with its short forms written out, in all ways that these can be meant."""
    pieces: list[tuple[Run, ...]] = []
    at = 0
    while at < len(run):
        lengths = (length for length in range(min(6, len(run) - at), 0, -1))
        length = next((length for length in lengths if run[at: at + length] in _short_forms()), 0)
        pieces.append(_short_forms()[run[at: at + length]] if length else (run[at: at + 1],))
        at += length or 1
    return tuple(sum(chosen, ()) for chosen in product(*pieces))
