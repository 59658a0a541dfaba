"""A backup into an archive: what the archive holds stays, and what it does not hold is added.

All of it is one commit: whoever stops this, the archive is as it was before, or as it is after.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from vbparse import messages
from vbparse.backup.container import Backup, refused
from vbparse.catalog import Catalog, Stamp, row_of
from vbparse.catalog.transfer import KEPT, Coming, Taken, check_ids, checked, place_of
from vbparse.errors import DataError, SkippedSource, UsageError
from vbparse.faults import in_archive, make_folder
from vbparse.indexing import Indexing
from vbparse.ingest import without_forgotten
from vbparse.lock import WriterLock
from vbparse.readers import printable
from vbparse.text import Source

if TYPE_CHECKING:
    from vbparse.record import Record

_FILE = {
    "folder": str, "within": str, "sha256": str, "size": int, "mtime_ns": int, "ctime_ns": int,
    "read_ns": int, "encoding": str, "text": str, "missing": (str, None), "records": list,
}


@dataclass(frozen=True, slots=True)
class Restored:
    """By kind of row how many were added, held already, or differ from what the archive has, which stayed.

    `kept` are the files that the archive has otherwise; `notes` are sentences about the index.
    """

    rows: dict[str, dict[Taken, int]]
    kept: tuple[str, ...]
    notes: tuple[str, ...] = ()


def restore(folder: Path, lock: WriterLock, file: BinaryIO) -> Restored:
    """A backup taken into the archive of a folder, which is made where there is none.

    DataError where the file is no backup, is damaged, or is a newer version's; nothing is made then.
    """
    backup = Backup(file)
    if unknown := set(backup.kinds) - {*KEPT, "files"}:
        raise DataError(messages.NO_BACKUP.format(why=f"it holds {min(unknown)}"))
    with in_archive(folder):
        make_folder(folder)
        with lock, closing(Catalog.create(folder)) as catalog:
            indexing = Indexing(folder, catalog)
            catalog.begin()
            try:
                restoring = _Restoring(catalog)
                for kind in (*KEPT, "files"):
                    if kind in backup.kinds:
                        restoring.take(kind, backup)
                restoring.end()
                catalog.commit(records_changed=bool(restoring.changed))
            except BaseException:
                catalog.roll_back()
                raise
            indexing.publish()
            return restoring.restored(tuple(indexing.notes))


class _Restoring:
    """A transaction of a catalog that rows come into; `changed` are the ids of the records that changed."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._coming = Coming(catalog)
        self._rows: dict[str, dict[Taken, int]] = {}
        self._kept: list[str] = []
        self.changed: set[str] = set()

    def take(self, kind: str, backup: Backup) -> None:
        take: Callable[[Any], Taken] = self._file if kind == "files" else (
            lambda row: self._coming.take(kind, row)
        )
        counts = self._rows[kind] = {"added": 0, "held": 0, "differs": 0}
        for number, row in enumerate(backup.rows(kind), 1):
            try:
                counts[take(row)] += 1
            except (ValueError, TypeError, LookupError, OverflowError, UsageError) as error:
                raise refused(kind, number, error) from error

    def end(self) -> None:
        """What has come for records that were there already reaches them."""
        self._coming.end()
        concerned = self._coming.concerned - self.changed
        self._catalog.amend(concerned)
        self.changed |= concerned

    def restored(self, notes: tuple[str, ...]) -> Restored:
        return Restored(self._rows, tuple(self._kept), notes)

    def _file(self, row: Any) -> Taken:
        """A file with its records, unless the archive has one at its place."""
        from vbparse.record import Record

        row = checked(row, **_FILE)
        place = place_of(row["folder"], row["within"])
        if known := self._catalog.file_at(place.location):
            if known.sha256 == row["sha256"]:
                return "held"
            self._kept.append(printable(place.location.decode("utf-8", "surrogateescape")))
            return "differs"
        records = tuple(Record.model_validate(one) for one in row["records"])
        for record in records:
            _check(record, row)
        source = Source(records[0].source.path, row["text"], row["encoding"], row["sha256"])
        try:
            source, rows = without_forgotten(self._catalog, source, [*map(row_of, records)])
        except SkippedSource:
            return "held"
        stamp = Stamp(row["size"], row["mtime_ns"], row["ctime_ns"])
        self.changed |= self._catalog.put(place, stamp, row["read_ns"], source, rows)
        if row["missing"] and (file := self._catalog.file_at(place.location)):
            self._catalog.absent.mark(file.id, row["missing"])
        return "added"


def _check(record: Record, row: dict[str, Any]) -> None:
    check_ids(record.id)
    start, end = record.source.span
    if record.source.sha256 != row["sha256"] or not 0 <= start <= end <= len(row["text"]):
        raise ValueError(f"the record {record.id!r} is not of its file")
