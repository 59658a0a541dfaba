"""Documents that the archive holds more than once: two scans of one page, or one file in two folders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from vbparse.catalog import Catalog, Entry
from vbparse.lineage import ALIKE, likeness


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several: id of its record, path of its file, share of the words that it has of the first."""

    id: str
    path: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Copies:
    """A document that is there several times, as number, date and issuer say and the text confirms."""

    number: str | None
    date: str | None
    issuer: str | None
    copies: tuple[Copy, ...]


def duplicates(catalog: Catalog) -> Iterator[Copies]:
    """The documents that are there twice or more, by number and date; nothing is dropped for it."""
    for left in catalog.alike():
        while left:
            first = left[0]
            shares = [(one, likeness(first.text, one.text)) for one in left]
            left = [one for one, share in shares if share < ALIKE]
            copies = [_copy(one, share) for one, share in shares if share >= ALIKE]
            if len(copies) > 1:
                record = json.loads(first.json)
                yield Copies(record["number"], record["date"], record["issuer"], tuple(copies))


def _copy(one: Entry, share: float) -> Copy:
    return Copy(one.id, json.loads(one.json)["source"]["path"], round(share, 3))
