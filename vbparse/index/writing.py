"""Records into the index: in batches, each made to last before it is acknowledged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from whoosh.reading import SegmentReader

from vbparse.disk import sync
from vbparse.index import columns, manifest
from vbparse.index.building import Writer
from vbparse.index.manifest import reading
from vbparse.index.preparing import Prepared, fields
from vbparse.index.storage import create, opened, using

BATCH, LENGTH = 2500, 32_000_000
"""Records of a commit, or fewer that are so long, in characters, or bytes of what was prepared of them: their
postings take some 20 MB."""
_KEPT = 1000
"""Live records from which on a segment is not merged: merging costs what indexing did."""
_SINGLY = 50
"""Ids that are looked for in a segment one by one, before its column is taken apart."""
_MANY = 10
"""Segments of one order of magnitude that are merged into one."""

Added: TypeAlias = tuple[str, str, str] | Prepared
Policy = Callable[[Any, list[Any]], list[Any]]
"""What Whoosh asks at a commit which segments stay as they are; the policy adds the others to the writer."""


def update(
    folder: Path, *, generation: int, removed: Iterable[str], added: Iterable[Added], expunge: bool = False,
) -> None:
    """Take records out and put records in, as one step that lasts when this returns.

    A record is its id, its JSON and its document's raw text, or what was `Prepared` of it. An id that is
    added replaces what the index has under it; of one that is added twice, the last counts. IndexDamaged
    where the index cannot be used; an OSError of writing (no space left) leaves it as it was. With
    `expunge` no file holds anything of what was taken out, now or before.
    """
    if not os.path.lexists(folder):
        rebuild(folder, generation=generation, records=added)
        return
    if expunge:
        for leftover in manifest.beside(folder):
            manifest.remove(leftover)            # of a rebuilding that was killed
    before = manifest.read(folder)
    known = before.check(folder)                 # of a copied archive no file is read for this again
    manifest.remove_others(folder, before.files)
    batches = _batches(added)
    with using(folder, before.files) as files:
        index, gone, merge = opened(files), set(removed), _rewrite if expunge else _merge
        for batch in chain([next(batches, {})], batches):
            _commit(index, {*gone, *batch}, batch, merge)
            gone = set()
        parts = _parts(index)
    manifest.write(folder, generation, files.names, known, parts)
    manifest.remove_others(folder, files.names)


def rebuild(folder: Path, *, generation: int, records: Iterable[Added]) -> int:
    """Make the index anew beside the old one and put it in its place; how many records it holds."""
    beside, old = manifest.beside(folder)
    for leftover in (beside, old):
        manifest.remove(leftover)
    try:
        count = _made(beside, generation, records)
    except BaseException:
        with suppress(OSError):                  # on a full disk it would keep it full
            manifest.remove(beside)
        raise
    if os.path.lexists(folder):
        os.rename(folder, old)
    os.rename(beside, folder)
    sync(folder.parent)
    manifest.remove(old)
    return count


def _made(folder: Path, generation: int, records: Iterable[Added]) -> int:
    """A new index in a new folder; how many records it holds."""
    os.mkdir(folder, 0o700)
    os.chmod(folder, 0o700)                      # whatever the umask says
    seen: set[str] = set()
    with using(folder, ()) as files:
        index = create(files)
        for batch in _batches(records):
            twice = seen & batch.keys()
            seen |= batch.keys()
            _commit(index, twice, batch, _merge)
        parts = _parts(index)
    manifest.write(folder, generation, files.names, {}, parts)
    manifest.remove_others(folder, files.names)
    return len(seen)


def _parts(index: Any) -> list[manifest.Part]:
    """The segments that the index has now."""
    with reading():
        return [
            manifest.Part(one.segment_id(), one.doc_count_all(), tuple(sorted(one.deleted_docs())))
            for one in index._segments()
        ]


def _batches(records: Iterable[Added]) -> Iterator[dict[str, Added]]:
    """Records by their ids, as many as are written at once."""
    batch: dict[str, Added] = {}
    length = 0
    for record in records:
        batch[record[0]] = record
        length += len(record[-1])
        if len(batch) >= BATCH or length >= LENGTH:
            yield batch
            batch, length = {}, 0
    if batch:
        yield batch


def _commit(index: Any, gone: set[str], batch: dict[str, Added], merge: Policy) -> None:
    """One commit: delete, then add. Whoosh's own update leaves twins when an id comes twice.

    The batch is emptied on the way, as the postings of its records take the room of what they are made from.
    """
    with reading():
        writer: Any = Writer(index)
    try:
        with reading():
            for number in _numbers(writer, gone):
                writer.delete_document(number)
        for id in list(batch):
            writer.add_document(**fields(batch.pop(id)))
        with reading():                          # it merges
            writer.commit(mergetype=merge)
    except BaseException:
        with suppress(Exception):                # whatever it left is removed by the next update
            writer.cancel()
        raise
    finally:
        index.storage.release()                  # of the segments that were merged


def _numbers(writer: Any, ids: set[str]) -> list[int]:
    """Whoosh's numbers of the records with these ids, from the column of ids of each segment alone.

    Whoosh opens all files of all segments for that, which took a tenth of what one changed file costs.
    """
    found: list[int] = []
    if not ids:
        return found
    spelt = [json.dumps(id).encode() for id in ids] if len(ids) < _SINGLY else [b""]
    for segment, offset in zip(writer.segments, writer._doc_offsets, strict=True):
        with writer.storage.open_file(writer.codec.column_filename(segment, "id")) as file:
            data = file.read()
        if any(one in data for one in spelt):
            held = enumerate(columns.ids(data, segment.doc_count_all()), offset)
            found += [number for number, id in held if id in ids and not writer.is_deleted(number)]
    return found


def _rewrite(writer: Any, segments: list[Any]) -> list[Any]:
    """What is left of segments from which something was taken out, written anew."""
    whole = [segment for segment in segments if not segment.deleted_count()]
    _add(writer, (segment for segment in segments if segment.deleted_count()))
    return whole


def _add(writer: Any, segments: Iterable[Any]) -> None:
    for segment in segments:
        writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """The policy of merging: ten segments of a size become one, so single updates do not pile up.

    Large segments stay, as a bulk load writes them; one without live records goes.
    """
    live = {segment: segment.doc_count_all() - segment.deleted_count() for segment in segments}
    kept = [segment for segment in segments if live[segment] >= _KEPT]
    for size in (1, 10, 100):
        alike = [segment for segment in segments if size <= live[segment] < size * 10]
        if len(alike) < _MANY:
            kept += alike
            continue
        _add(writer, alike)
    return kept
