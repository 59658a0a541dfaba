"""Documents that the archive holds more than once: two scans of one page, or one file in two folders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from vbparse.catalog import Catalog, Entry
from vbparse.lineage import ALIKE, likeness
from vbparse.normalize import plain


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


_NEARLY = 0.75
"""The share of words from which names of bodies may differ in a letter that one scan misread."""
_MISREAD = 0.9


def duplicates(catalog: Catalog) -> Iterator[Copies]:
    """The documents that are there twice or more, by number and date; nothing is dropped for it."""
    for left in catalog.alike():
        while left:
            first = left[0]
            copies, others = [], []
            for one in left:
                share = likeness(first.text, one.text)
                if _is_copy(first, one, share):
                    copies.append(_copy(one, share))
                else:
                    others.append(one)
            left = others
            if len(copies) > 1:
                record = json.loads(first.json)
                yield Copies(record["number"], record["date"], record["issuer"], tuple(copies))


def _is_copy(first: Entry, one: Entry, share: float) -> bool:
    if first.id == one.id:
        return True
    issuer, other = _issuer(first), _issuer(one)
    if issuer == other:
        return share >= ALIKE
    likely = not issuer or not other or SequenceMatcher(None, issuer, other, False).ratio() >= _MISREAD
    return likely and share >= _NEARLY


def _issuer(entry: Entry) -> str:
    return plain(json.loads(entry.json)["issuer"] or "")


def _copy(one: Entry, share: float) -> Copy:
    return Copy(one.id, json.loads(one.json)["source"]["path"], round(share, 3))
