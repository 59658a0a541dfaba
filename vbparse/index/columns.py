"""What the index keeps of every record by its number: read at once.

But for the sequences it is some hundred bytes a record in all.

    id              the records' ids, as JSON
    day, length     numbers of 32 bits; where the last records have none, the file is shorter
    …_facet         references of 32 bits, then as JSON the values that they stand for
    sequence        bytes of some length, see `sequences`; then of each record how many, in 32 bits

ValueError and its like where a file is debris.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from vbparse.query import Facet


class Values(NamedTuple):
    """A column's values: that of a record is `distinct[refs[record]]`."""

    refs: Sequence[int]
    distinct: Sequence[str]

    def each(self) -> Iterator[str]:
        return map(self.distinct.__getitem__, self.refs)


class Sequences(NamedTuple):
    """Bytes of every record: they stand one record behind the other, and those of each up to its end."""

    joined: bytes
    ends: array[int]

    def each(self) -> Iterator[bytes]:
        return (self.joined[start: end] for start, end in pairwise((0, *self.ends)))


def numbers(data: bytes, count: int) -> array[int]:
    found = array("I", data[: 4 * count].ljust(4 * count, b"\0"))
    if sys.byteorder == "little":
        found.byteswap()
    return found


def ids(data: bytes, count: int) -> list[str]:
    found: list[str] = json.loads(data)
    if len(found) != count or not set(map(type, found)) <= {str}:
        raise ValueError("no column of ids")
    return found


def values(data: bytes, count: int) -> Values:
    found = Values(numbers(data, count), json.loads(data[4 * count:]))
    if not set(map(type, found.distinct)) <= {str} or max(found.refs, default=0) >= len(found.distinct):
        raise ValueError("no column of values")
    return found


def sequences(data: bytes, count: int) -> Sequences:
    size = len(data) - 4 * count
    ends = array("I", accumulate(numbers(data[size:], count)))
    if size != (ends[-1] if count else 0):
        raise ValueError("no column of sequences")
    return Sequences(data, ends)                 # a copy of all but the last would take longer than a search


COUNTED: dict[Facet, str] = {"type": "type_facet", "issuer": "issuer_facet", "place": "place_facet"}
"""The columns of the facets; the year is that of the day."""

READ: dict[str, Callable[[bytes, int], Any]] = {
    "id": ids, "day": numbers, "length": numbers, **dict.fromkeys(COUNTED.values(), values),
    "sequence": sequences,
}
"""How each column is read: what stands in its file, of how many records."""
