"""An index held against the records that it was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from vbparse.index import manifest
from vbparse.index.columns import READ, Values
from vbparse.index.found import loads
from vbparse.index.manifest import reading
from vbparse.index.schema import document, schema
from vbparse.index.segments import Segment, open_segments

_WHOLE = (1 << 64) - 1


class Difference(NamedTuple):
    """Ids of records that the index lacks, has and should not, has twice, or has otherwise than they are."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]
    other: tuple[str, ...]


def compare_ids(folder: Path, ids: Iterable[str]) -> Difference:
    """The ids that an index holds against those that it should; IndexDamaged where it cannot be used."""
    wanted = set(ids)
    with open_segments(folder, manifest.read(folder)) as segments:
        held = Counter(segment.id(number) for segment in segments for number in segment.live)
    twice = {id for id, count in held.items() if count > 1}
    each = (wanted - held.keys(), held.keys() - wanted, twice, set[str]())
    return Difference(*map(tuple, map(sorted, each)))


def compare(folder: Path, records: Iterable[tuple[str, str, str]]) -> Difference:
    """An index against one that would be made of these records: every word, place and value of each.

    Also reads all of its files, whatever their times say. IndexDamaged where it cannot be used.
    """
    used = manifest.read(folder)
    used.check(folder, every_byte=True)
    wanted = {id: _as_made(document(id, loads(stored), text)) for id, stored, text in records}
    difference = compare_ids(folder, wanted)
    with open_segments(folder, used) as segments:
        held = {id: content for segment in segments for id, content in _contents(segment)}
    other = (id for id, content in wanted.items() if id in held and held[id] != content)
    return difference._replace(other=tuple(sorted(other)))


def _as_made(values: dict[str, Any]) -> int:
    """What Whoosh would be given of a record, as one number: the sum of all that is kept, in any order."""
    total = 0
    for name, value in values.items():
        field = schema()[name]
        if field.indexed:
            for term, _, weight, kept in field.index(value):
                total += hash((name, bytes(term), float(weight), bytes(kept)))
        if field.column_type:
            total += hash((name, value))
    return total & _WHOLE


def _contents(segment: Segment) -> Iterator[tuple[str, int]]:
    """The same number of each record of a segment, by its id, of what the index has."""
    totals = dict.fromkeys(segment.live, 0)
    with reading():
        for name, term, number, weight, kept in segment.postings():
            if number in totals:
                totals[number] += hash((name, term, weight, kept))
    for name in READ:
        column = segment.column(name)
        values = [column.distinct[ref] for ref in column.refs] if isinstance(column, Values) else column
        for number in totals:
            totals[number] += hash((name, values[number]))
    for number, total in totals.items():
        yield segment.id(number), total & _WHOLE
