"""An examination: nothing is written, and a writer at work is neither waited for nor held up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from vbparse.access import upgrade_if_older
from vbparse.catalog import Catalog
from vbparse.catalog.health import Health, Held
from vbparse.doctor.findings import Diagnosis, Finding, finding
from vbparse.errors import ArchiveInUse, DamagedArchive, UnreadableSource
from vbparse.faults import in_archive
from vbparse.index import IndexDamaged, generation
from vbparse.lock import WriterLock
from vbparse.readers import MAX_BYTES, printable, read

_OF_DEBRIS = (DamagedArchive, ValueError, TypeError, LookupError)
"""What comes of reading values that have rotted: text that is no UTF-8, JSON that is none."""


def examined(folder: Path, lock: WriterLock, *, deep: bool = False) -> Diagnosis:
    """What is wrong with an archive, once it is of this version; DataError where a newer one made it."""
    bring_up(folder, lock)
    return examine(folder, deep=deep)


def bring_up(folder: Path, lock: WriterLock) -> None:
    """An archive of an older version made one of this, if it is not too damaged for that."""
    with suppress(DamagedArchive), in_archive(folder):
        upgrade_if_older(folder, lock)


def examine(folder: Path, *, deep: bool = False, alone: bool = False) -> Diagnosis:
    """What is wrong with an archive; DataError where a newer version made it.

    `alone`: the caller is the one writer, so nobody else is about to bring the index up.
    """
    try:
        with in_archive(folder), closing(Catalog.open(folder)) as catalog, catalog.snapshot():
            return _Examination(folder, catalog, deep, alone).diagnosis()
    except DamagedArchive as error:
        return Diagnosis((finding("catalog-unreadable", why=error.message),))


class _Examination:
    """One commit of a catalog, and what lies around it."""

    def __init__(self, folder: Path, catalog: Catalog, deep: bool, alone: bool) -> None:
        self._folder = folder
        self._catalog = catalog
        self._health = Health.of(catalog)
        self._deep = deep
        self._alone = alone

    def diagnosis(self) -> Diagnosis:
        found = list(self._of_the_catalog())
        if not found:  # else nothing says what the rest ought to be
            found += self._of_the_index()
        if any(one.code == "catalog-pages" for one in found):
            return Diagnosis(tuple(found))
        found += self._of_the_sources()
        return Diagnosis(tuple(found), self._catalog.count(), sum(1 for _ in self._health.files()))

    def _of_the_catalog(self) -> Iterator[Finding]:
        """One check after the other, as long as what they read can be relied upon."""
        for check in (self._pages, self._references, self._sums, self._derived):
            try:
                with in_archive(self._folder):
                    found = list(check())
            except _OF_DEBRIS as error:
                found = [finding("catalog-pages", why=str(error))]
            yield from found
            if found and check != self._references:
                return

    def _pages(self) -> Iterator[Finding]:
        if wrong := self._health.pages():
            yield finding("catalog-pages", why=wrong[0])

    def _references(self) -> Iterator[Finding]:
        if orphans := self._health.orphans():
            yield finding("catalog-rows", [f"{table} {row}" for table, row in orphans])

    def _sums(self) -> Iterator[Finding]:
        for table, rows in self._health.changed():
            if table == "files" and rows:
                yield finding("file-changed", self._paths(list(rows)))
            elif table == "records" and rows:
                yield finding("record-changed", self._paths(self._health.files_of(list(rows))))
            else:
                yield finding("table-changed", [table])

    def _derived(self) -> Iterator[Finding]:
        if files := self._health.incomplete():
            yield finding("record-missing", self._paths(files))
        if self._deep:
            if stale := sorted({*self._health.stale(), *self._health.uncorrected()}):
                yield finding("record-stale", self._paths(self._health.files_of(stale)))
            elif astray := self._health.astray():
                yield finding("links-stale", list(map(str, astray)))

    def _paths(self, files: list[int]) -> list[str]:
        return [_shown(path) for path in self._health.paths(files)]

    # The index

    def _of_the_index(self) -> Iterator[Finding]:
        """The index against this commit; that of another is wrong unless a writer is about to mend it."""
        held = generation(self._folder / "index")
        if held == self._catalog.generation:
            yield from self._of_its_records()
        elif not self._alone and self._is_being_written():
            yield finding("not-compared")
        else:
            yield finding("index-unusable" if held is None else "index-behind")

    def _is_being_written(self) -> bool:
        """Another process is at work, or has made the index follow by now."""
        try:
            with WriterLock(self._folder, patience=0), closing(Catalog.open(self._folder)) as latest:
                return generation(self._folder / "index") == latest.generation
        except ArchiveInUse:
            return True
        except OSError:  # a folder that cannot be written to: nobody is at work
            return False

    def _of_its_records(self) -> Iterator[Finding]:
        from vbparse.index import inspecting

        folder, commit = self._folder / "index", self._catalog.generation
        try:
            if self._deep:
                difference = inspecting.compare(folder, commit, self._catalog.entries())
            else:
                difference = inspecting.compare_ids(folder, commit, self._catalog.ids())
        except IndexDamaged:
            if generation(folder) == commit:
                yield finding("index-unusable")
            else:  # a writer has replaced the files that were being read
                yield finding("not-compared")
            return
        if ids := sorted({id for each in difference for id in each}):
            yield finding("index-records", ids)

    # The sources

    def _of_the_sources(self) -> Iterator[Finding]:
        gone, changed = [], []
        for held in self._health.files():
            path = Path(_decoded(held.location))
            try:
                status = path.lstat()
            except OSError:
                gone.append(_shown(held.location))
                continue
            as_read = (status.st_size, status.st_mtime_ns) == held.stamp[:2]
            if (self._deep or not as_read) and not _is_still(path, held):
                changed.append(_shown(held.location))
        if gone:
            yield finding("source-gone", gone)
        if changed:
            yield finding("source-changed", changed)


def _is_still(path: Path, held: Held) -> bool:
    """Whether the content of a file is that which was read, whatever size was allowed then."""
    try:
        return read(path, str(path), max(MAX_BYTES, held.stamp.size)).sha256 == held.sha256
    except UnreadableSource:
        return False


def _decoded(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _shown(path: bytes) -> str:
    return printable(_decoded(path))
