"""The texts of the archive read anew by the rules of today, without the files that they came from."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from vbparse import messages
from vbparse.catalog import Catalog, row_of
from vbparse.errors import UnreadableSource
from vbparse.limits import USUAL
from vbparse.lookup import find_document
from vbparse.outcomes import Problem, Progress
from vbparse.reading import bug, parsed
from vbparse.text import Source

if TYPE_CHECKING:
    from vbparse.record import Record

_BATCH_FILES, _BATCH_SECONDS = 200, 2.0
_NOT_COMPARED = {"schema", "source", "evidence", "corrections"}


class Change(NamedTuple):
    """A field of a record, before and after; `id` where a text is divided otherwise than it was."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that the rules of today read otherwise."""

    id: str
    number: str | None
    path: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Reparsed:
    """How many files and records were read anew, what has changed, and which texts are none any more.

    The records of a text that failed are as they were.
    """

    files: int
    records: int
    changed: tuple[Changed, ...]
    failed: tuple[Problem, ...]


def reparse(
    catalog: Catalog, publish: Callable[[], None], keys: Sequence[str] = (), *,
    everything: bool = False, dry_run: bool = False, on_progress: Callable[[Progress], None] | None = None,
) -> Reparsed:
    """The records that other rules have made, or with `everything` all, made anew by those of today.

    `keys` name some documents, by number or id: their files alone. A dry run keeps nothing.
    """
    from vbparse.assemble import rules

    ids = [find_document(catalog, key).id for key in keys]
    files = catalog.parsed.files(None if everything else rules(), ids if keys else None)
    run = _Run(catalog, dry_run)
    for done, file in enumerate(files, 1):
        run.take(file)
        if on_progress:
            on_progress(Progress(done, len(files), ""))
    run.end()
    if not dry_run:
        publish()
    return Reparsed(len(files) - len(run.failed), run.records, tuple(run.changed), tuple(run.failed))


class _Run:
    """Files taken one by one, in commits; a dry run takes back what it has done instead."""

    def __init__(self, catalog: Catalog, dry_run: bool) -> None:
        self._catalog = catalog
        self._dry_run = dry_run
        self._pending, self._since = 0, time.monotonic()
        self.records = 0
        self.changed: list[Changed] = []
        self.failed: list[Problem] = []

    def take(self, file: int) -> None:
        source = self._catalog.parsed.source(file)
        try:
            records = self._parsed(file, source)
        except (sqlite3.Error, OSError):  # of the archive
            raise
        except Exception as error:  # a bug of ours is that file's failure, as in an ingest
            reason = error.reason if isinstance(error, UnreadableSource) else bug(error)
            self.failed.append(Problem(source.path, "failed", reason))
            return
        if not self._pending:
            self._catalog.begin()
            self._since = time.monotonic()
        self._pending += 1
        try:
            before = self._records(file)
            self._catalog.parse_again(file, [*map(row_of, records)], source.text)
            self.changed += _changed(self._catalog, before, self._records(file))
        except BaseException:
            self._catalog.roll_back()
            raise
        self.records += len(records)
        if self._pending >= _BATCH_FILES or time.monotonic() - self._since > _BATCH_SECONDS:
            self.end()

    def _parsed(self, file: int, source: Source) -> Sequence[Record]:
        """The documents of a file. One of which a document was forgotten must have the others as before."""
        records = parsed(source, USUAL)
        if not self._catalog.forgotten.has_gap(file):
            return records
        places = {id: record["source"] for id, record in self._records(file).items()}
        if places.keys() != {record.id for record in records}:
            raise UnreadableSource(f"{source.path}: {messages.READ_WITH_GAP}", messages.READ_WITH_GAP)
        return [
            record.model_copy(update={"source": record.source.model_copy(update={
                name: places[record.id][name] for name in ("part", "parts")
            } | {"span": tuple(places[record.id]["span"])})}) for record in records
        ]

    def end(self) -> None:
        """What was done since the last commit kept, or taken back."""
        if self._pending and self._dry_run:
            self._catalog.roll_back()
        elif self._pending:
            self._catalog.commit(records_changed=True)
        self._pending = 0

    def _records(self, file: int) -> dict[str, dict[str, Any]]:
        return {entry.id: json.loads(entry.json) for entry in self._catalog.documents_in(file)}


def _changed(
    catalog: Catalog, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]
) -> Iterator[Changed]:
    """The records of one text that are not as they were, in the order of the text."""
    heirs = {old: heir for old in before for heir in catalog.heirs_from(old) if heir in after}
    origins = {heir: old for old, heir in heirs.items()} | {id: id for id in after if id in before}
    for id, record in after.items():
        old = before.get(origins.get(id, ""), {"id": None})
        if changes := tuple(_changes(old, record)):
            yield Changed(id, record["number"], record["source"]["path"], changes)
    for id, record in before.items():
        if id not in after and id not in heirs:
            yield Changed(id, record["number"], record["source"]["path"], (Change("id", id, None),))


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for field, value in after.items():
        was = before.get(field, [] if isinstance(value, list) else None)
        if field not in _NOT_COMPARED and was != value:
            yield Change(field, was, value)
