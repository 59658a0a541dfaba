"""An index held against the records that it was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from vbparse.index import manifest
from vbparse.index.columns import READ, Sequences, Values
from vbparse.index.found import loads
from vbparse.index.manifest import IndexDamaged, Manifest, reading
from vbparse.index.schema import document, schema
from vbparse.index.segments import Segment, open_segments

_WHOLE = (1 << 64) - 1


class Difference(NamedTuple):
    """Ids of records that the index lacks, has and should not, has twice, or has otherwise than they are."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]
    other: tuple[str, ...]


def compare_ids(folder: Path, generation: int, ids: Iterable[str]) -> Difference:
    """The ids that an index holds against those of a commit of the catalog.

    IndexDamaged where it cannot be used, or is of another commit by now.
    """
    return _compare_ids(folder, _state(folder, generation), set(ids))


def _compare_ids(folder: Path, used: Manifest, wanted: set[str]) -> Difference:
    with open_segments(folder, used) as segments:
        held = Counter(segment.id(number) for segment in segments for number in segment.live)
    twice = {id for id, count in held.items() if count > 1}
    each = (wanted - held.keys(), held.keys() - wanted, twice, set[str]())
    return Difference(*map(tuple, map(sorted, each)))


def compare(folder: Path, generation: int, records: Iterable[tuple[str, str, str]]) -> Difference:
    """An index against one that would be made of these records: every word, place and value of each.

    Also reads all of its files, whatever their times say. IndexDamaged as in `compare_ids`.
    """
    used = _state(folder, generation)
    used.check(folder, every_byte=True)
    wanted = {id: _as_made(document(id, loads(stored), text)) for id, stored, text in records}
    difference = _compare_ids(folder, used, set(wanted))
    with open_segments(folder, used) as segments:
        held = {id: content for segment in segments for id, content in _contents(segment)}
    other = (id for id, content in wanted.items() if id in held and held[id] != content)
    return difference._replace(other=tuple(sorted(other)))


def _state(folder: Path, generation: int) -> Manifest:
    """What the index is made of, read once: a writer may publish while it is being compared."""
    used = manifest.read(folder)
    if used.generation != generation:
        raise IndexDamaged("the index is that of another commit")
    return used


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
        values = list(column.each()) if isinstance(column, Values | Sequences) else column
        for number in totals:
            totals[number] += hash((name, values[number]))
    for number, total in totals.items():
        yield segment.id(number), total & _WHOLE
