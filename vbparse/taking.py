"""Files and folders taken into an archive: the lock, the catalog, the run over the files, the index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from vbparse import messages
from vbparse.access import upgrade_if_older
from vbparse.catalog import Catalog, exists
from vbparse.crew import Crew
from vbparse.errors import NoInput
from vbparse.faults import in_archive, make_folder
from vbparse.gathering import to_retry
from vbparse.indexing import Indexing
from vbparse.ingest import Course, Ingest
from vbparse.lock import WriterLock
from vbparse.outcomes import EveryFileFailed, IngestReport, Progress
from vbparse.readers import Files, Together, folders, printable


def take_in(
    folder: Path, paths: Sequence[str], course: Course, lock: WriterLock,
    on_progress: Callable[[Progress], None] | None = None,
) -> IngestReport:
    """The report of an ingest; NoInput where no path exists, EveryFileFailed where none could be read."""
    if paths and not any(os.path.lexists(path) for path in paths):
        raise NoInput(messages.NO_PATH_EXISTS.format(paths=", ".join(map(printable, paths))))
    if not paths and not exists(folder):
        raise NoInput(messages.NO_ARCHIVE.format(folder=printable(str(folder))))
    opened = _rehearsal if course.dry_run else _writing
    with in_archive(folder), opened(folder, lock) as (catalog, indexing):
        publish = indexing.publish if indexing else lambda *_: None
        ingest = Ingest(catalog, publish, course)
        files = Files(
            map(Together.alone, to_retry(catalog, paths)) if course.retry else folders(paths, besides=folder)
        )
        with Crew(course.jobs, folder, course.limits) as crew:
            report = ingest.over(paths, files, crew, on_progress)
        if indexing:
            report = replace(report, notes=tuple(indexing.notes))
    if report.found and report.failed == report.found:
        total = messages.count(report.found, "file")
        raise EveryFileFailed(messages.EVERY_FILE_FAILED.format(total=total), report)
    return report


@contextmanager
def _writing(folder: Path, lock: WriterLock) -> Iterator[tuple[Catalog, Indexing | None]]:
    make_folder(folder)
    with lock, closing(Catalog.create(folder)) as catalog:
        yield catalog, Indexing(folder, catalog)


@contextmanager
def _rehearsal(folder: Path, lock: WriterLock) -> Iterator[tuple[Catalog, Indexing | None]]:
    """The catalog as it is, and not even a folder where there is none."""
    upgrade_if_older(folder, lock)
    with closing(Catalog.open(folder) if exists(folder) else Catalog.create(None)) as catalog:
        yield catalog, None
