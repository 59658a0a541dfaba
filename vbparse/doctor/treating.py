"""A treatment: what can be made again is made again, from the sources or from what the catalog has of them.

Nothing is dropped in silence: what cannot be mended stays as it is or, where it cannot be read at all, is
said to be lost. The catalog is kept beside as it was before. Whoever stops a treatment, the next one goes on.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from vbparse import messages
from vbparse.catalog import FILE_NAME, Catalog, Place, Stamp, is_older, row_of
from vbparse.catalog.healing import Healing, Remains, opened
from vbparse.catalog.health import Health
from vbparse.catalog.salvage import Salvaged, salvage
from vbparse.catalog.sums import SCHEMA
from vbparse.disk import copy_bytes, put_in_place
from vbparse.doctor.examining import bring_up, examine
from vbparse.doctor.findings import NO_DAMAGE, OF_THE_INDEX, Diagnosis
from vbparse.errors import UnreadableSource
from vbparse.faults import in_archive
from vbparse.indexing import Indexing
from vbparse.ingest import without_forgotten
from vbparse.limits import USUAL
from vbparse.lock import WriterLock
from vbparse.readers import MAX_BYTES, printable, read
from vbparse.reading import parsed, stamp_of
from vbparse.text import Source

_DERIVED = frozenset({"citations", "links", "state", "sums"})
"""Tables that are made anew whatever became of them."""
_TORN = frozenset({"catalog-unreadable", "catalog-pages"})


def treated(folder: Path, lock: WriterLock, *, deep: bool = False) -> Diagnosis:
    """What is left of what was wrong with an archive, once it was mended. Raises as any writer does."""
    bring_up(folder, lock)
    with in_archive(folder), lock:
        before = examine(folder, deep=deep, alone=True)
        ill = [found for found in before.findings if found.is_damage]
        if not ill:
            return before
        kept, lost = None, list[str]()
        if any(found.code not in OF_THE_INDEX | NO_DAMAGE for found in ill):
            kept = str(_keep(folder))
            torn = any(found.code in _TORN or found.about == (SCHEMA,) for found in ill) or is_older(folder)
            lost = _mend(folder, salvage(folder) if torn else None)
        with closing(Catalog.open(folder)) as catalog:
            Indexing(folder, catalog).rebuild()
        after = examine(folder, deep=deep, alone=True)
    left = {found.code for found in after.findings}
    return Diagnosis(
        after.findings, after.documents, after.files, tuple(found for found in ill if found.code not in left),
        tuple(lost), kept,
    )


def _keep(folder: Path) -> Path:
    """A copy of the catalog as it is, byte for byte, with the log that belongs to it."""
    number = 1
    while (copy := folder / f"{FILE_NAME}.{number}-before-fix").exists():
        number += 1
    copy.with_name(f"{copy.name}-wal").unlink(missing_ok=True)  # of a copying that was killed
    for suffix in ("-wal", ""):
        source, draft = folder / f"{FILE_NAME}{suffix}", folder / f"{FILE_NAME}.0-copying.new"
        if source.exists():
            copy_bytes(source, draft)
            put_in_place(draft, copy.with_name(copy.name + suffix))
    return copy


def _mend(folder: Path, salvaged: Salvaged | None) -> list[str]:
    """The catalog mended; sentences about what is lost."""
    with closing(opened(folder)) as catalog:
        catalog.begin()
        try:
            treatment = _Treatment(catalog)
            if salvaged:
                treatment.of_what_is_lost(salvaged)
            treatment.of_rows(salvaged.tables if salvaged else ())
            treatment.end()
            catalog.commit(records_changed=False)
        except BaseException:
            catalog.roll_back()
            raise
    return treatment.lost


class _Treatment:
    """The mending of rows, in a transaction of the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._health = Health.of(catalog)
        self._healing = Healing.of(catalog)
        self._left = set[str]()  # the tables of which nobody can say what in them is right
        self.lost: list[str] = []

    def of_what_is_lost(self, salvaged: Salvaged) -> None:
        """Files that could not be taken over, read again; of other tables, that they lack rows."""
        for location in salvaged.files:
            shown = printable(os.fsdecode(location))
            if not self._put_source(_place(location), shown, None):
                self.lost.append(messages.FILE_LOST.format(name=shown))
        for table in salvaged.tables:
            if table == "sums":
                self.lost.append(messages.SUMS_LOST)
            elif table not in _DERIVED | {"files", "records"}:
                self.lost.append(messages.ROWS_LOST.format(table=table))

    def of_rows(self, lacking: Sequence[str]) -> None:
        """Rows that have no home are dropped, files and records that rotted are read again.

        Of the tables that lack rows it has been said.
        """
        rotten, doubtful = set[int](), set(self._health.incomplete())
        for table, rows in self._health.changed():
            if table == "files" and rows:
                rotten.update(rows)
            elif table == "records" and (rows or doubtful):
                doubtful.update(self._health.files_of(list(rows)))
            elif table in ("files", "records") or not (table in _DERIVED or self._healing.put_right(table)):
                self._leave(table, said=table in lacking)
        self._of_orphans()
        for file in sorted(rotten):
            self._read_again(self._healing.remains(file))
        for file in sorted(doubtful - rotten):
            self._parse_again(self._healing.remains(file))

    def end(self) -> None:
        """What is worked out made anew; from now on all is as it was written."""
        other = self._health.uncorrected()
        if self._left & {"corrections", "readings"}:
            for row in other:
                self._healing.say_again(row)
        self._catalog.amend(other.values())
        self._healing.derive()
        self._healing.seal()

    def _of_orphans(self) -> None:
        """Rows that have no home are dropped; where it is records, their file is read once more."""
        homeless = set[str]()
        for table, row in self._health.orphans():
            if table == "records":
                homeless.add(self._healing.path_of(row))
            elif table not in _DERIVED:
                self.lost.append(messages.ROW_DROPPED.format(table=table, row=row))
            self._healing.drop(table, row)
        for shown in sorted(homeless):
            place = _place(os.fsencode(shown))
            if not self._healing.file_at(place.location) and not (
                os.path.isabs(shown) and self._put_source(place, shown, None)
            ):
                self.lost.append(messages.FILE_LOST.format(name=shown))

    def _leave(self, table: str, *, said: bool) -> None:
        """A table of which nothing says what has changed in it."""
        self._left.add(table)
        if not said:
            self.lost.append(messages.TABLE_LEFT.format(table=table))
        for row in self._healing.drop_illegible(table):
            self.lost.append(messages.ROW_ILLEGIBLE.format(table=table, row=row))

    def _read_again(self, remains: Remains) -> None:
        """A file whose row has rotted, from its source, or from the text that is kept of it.

        A source that has changed since is left to the next ingest, which knows what becomes of tags then.
        """
        shown = self._shown(remains)
        if any(self._put_source(place, shown, remains) for place in remains.places()):
            return
        if self._healing.put_file_right(remains.id):
            self._parse_again(self._healing.remains(remains.id))
        else:
            self._trust(remains)

    def _put_source(self, place: Place, shown: str, remains: Remains | None) -> bool:
        """A file as it lies on the disk; False where it cannot be read."""
        path = Path(os.fsdecode(place.location))
        try:
            stamp = stamp_of(place.location)
            as_then = stamp.size if remains and remains.size == stamp.size else 0
            source = read(path, shown, max(MAX_BYTES, as_then))
        except (OSError, UnreadableSource):
            return False
        if remains and source.sha256 != remains.sha256 and source.text != remains.text:
            return False
        return self._put(remains, place, stamp, time.time_ns(), source)

    def _trust(self, remains: Remains) -> None:
        """The text as it is kept; where its hash does not prove it, that is said."""
        places = remains.places()
        text, encoding = str(remains.text), str(remains.encoding)
        sha256 = _hash_of(text, encoding, str(remains.sha256))
        if sha256 != remains.sha256:
            self.lost.append(messages.TEXT_UNPROVEN.format(name=_name(remains)))
        place = places[0] if places else Place(b"/", b"%d" % remains.id)
        stamp = Stamp(*(one if isinstance(one, int) else -1 for one in remains[5:8]))
        source = Source(self._shown(remains), text, encoding, sha256)
        if not self._put(remains, place, stamp, 0, source):
            self._give_up(remains)

    def _parse_again(self, remains: Remains) -> None:
        """The records of a file whose row is as it was written."""
        (place, *_) = remains.places()
        source = Source(self._shown(remains), remains.text, remains.encoding, remains.sha256)
        if not self._put(remains, place, Stamp(*remains[5:8]), remains.read_ns, source):
            self._give_up(remains)

    def _give_up(self, remains: Remains) -> None:
        self._healing.drop("files", remains.id)
        self.lost.append(messages.FILE_DROPPED.format(name=_name(remains)))

    def _put(
        self, remains: Remains | None, place: Place, stamp: Stamp, read_ns: int, source: Source
    ) -> bool:
        """A file with its records, in the place of its remains; False where that cannot be."""
        try:
            source, rows = without_forgotten(self._catalog, source, [*map(row_of, parsed(source, USUAL))])
        except UnreadableSource:
            return False
        if self._healing.file_at(place.location) not in (None, remains and remains.id):
            return False
        missing = self._healing.clear(remains.id) if remains else None
        self._catalog.put(place, stamp, read_ns, source, rows)
        if missing and (file := self._healing.file_at(place.location)):
            self._catalog.absent.mark(file, missing)
        return True

    def _shown(self, remains: Remains) -> str:
        """The path that the records of a file show: as it was given when it was read."""
        return self._healing.shown(remains.id) or _name(remains)


def _place(location: bytes) -> Place:
    return Place(*os.path.split(location))


def _name(remains: Remains) -> str:
    """Where a file lay, as text."""
    shown = (printable(os.fsdecode(place.location)) for place in remains.places())
    return next(shown, f"#{remains.id}")


def _hash_of(text: str, encoding: str, expected: str) -> str:
    """The SHA-256 of a text as bytes: the one expected, where one way to write it gives that."""
    hashes = [hashlib.sha256(data).hexdigest() for data in _written(text, encoding)]
    return expected if expected in hashes else hashes[0]


def _written(text: str, encoding: str) -> Iterable[bytes]:
    """The bytes that can have been read as a text: `utf-16` has two orders, and a mark."""
    names = {"utf-16": ("utf-16-le", "utf-16-be"), "utf-32": ("utf-32-le", "utf-32-be")}.get(encoding)
    try:
        if names:
            yield from (f"\ufeff{text}".encode(name) for name in names)
        else:
            yield text.encode(encoding)
    except (LookupError, ValueError):
        yield text.encode("utf-8", "replace")
