"""The fields of a query: their names, and what a value of each asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from vbparse.query.abbreviations import ways_of_writing
from vbparse.query.tree import DateRange, Field, FieldTerm, Node, Or, Phrase, Tagged, Word, joined, spelt
from vbparse.reference import Bounds, NumberRef, Role, bounds, read, types_by_code
from vbparse.words import words

FIELDS: dict[str, Field] = {
    "number": "number", "so": "number",
    "type": "type", "loai": "type",
    "issuer": "issuer", "coquan": "issuer",
    "signer": "signer", "ky": "signer", "nguoiky": "signer",
    "recipient": "recipient", "noinhan": "recipient",
    "place": "place", "noi": "place",
    "date": "date", "ngay": "date",
    "cites": "cites", "dan": "cites",
    "subject": "subject", "trichyeu": "subject",
    "arrived": "arrived", "den": "arrived", "ngayden": "arrived",
    "stamp": "stamp", "dauden": "stamp",
    "tag": "tag", "nhan": "tag",
    "text": "text",
}
"""The names of fields, without marks and blanks: `số:`, `nơi nhận:` and `coquan:` are read too."""

_OF_BODIES = ("recipient", "issuer", "stamp")
"""Fields whose values name bodies, which are abbreviated."""


def field_leaves(field: Field, value: str) -> list[Node]:
    """What a value of a field asks for; nothing where the field cannot have it."""
    if field == "date" or field == "arrived":
        found = date_range(value, field)
        return [found] if found else []
    if field == "tag":
        return [Tagged(" ".join(words(value)))] if words(value) else []
    if field == "number" or field == "cites":
        role: Role = "is" if field == "number" else "cites"
        pieces = read(value)
        if len(pieces) == 1 and isinstance(pieces[0], NumberRef):
            return [replace(pieces[0], role=role)]
        parts = words(value)
        if parts and parts[0][0].isdigit() and re.fullmatch(r"\S+", value):
            return [NumberRef(value, (parts[0].lstrip("0") or "0", *parts[1:]), role=role)]
    # An office stamps 0588 and is asked for 588.
    run = spelt((field == "stamp" and value.lstrip("0")) or value)
    if field == "text" and run:
        return [run[0] if len(run) == 1 else Phrase(run)]
    ways: tuple[tuple[Word, ...], ...] = (run,)
    if field == "type" and (names := types_by_code(value)):
        ways = tuple(spelt(name) for name in sorted(names))
    elif run and field in _OF_BODIES:
        ways = ways_of_writing(run)
    either = joined(Or, [FieldTerm(field, way) for way in ways if way])
    return [either] if either else []


def date_range(value: str, field: Literal["date", "arrived"] = "date") -> DateRange | None:
    """`2019`, `6/2019`, `2019-06-21`, `2019..2021`, `..2021`, `2019..`; None where it is no date."""
    first, dots, last = value.strip(",;").partition("..")
    if not dots:
        last = first
    low = bounds(first) if first else Bounds(0, 0)
    high = bounds(last) if last else Bounds(99991231, 99991231)
    if not low or not high or not (first or last):
        return None
    return DateRange(min(low.low, high.low), max(low.high, high.high), field)
