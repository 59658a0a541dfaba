"""One ingest: files are found, judged, read into the catalog in batches, and listed in the ledger.

A file is, once it has been judged,

    new         not known yet
    updated     known, with other content
    moved       not known here, but its content is, at a path that has vanished
    unchanged   known, with the same content
    skipped     no text of ours
    failed      text that cannot be read

and nothing else, so these always add up to what was found. What the archive holds of the folders that
were gone over, and is not there any more, is marked missing; only pruning takes its records out.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress
from types import FrameType
from typing import TYPE_CHECKING

from vbparse import messages
from vbparse.catalog import Catalog, File, Part, Place, Row, Trouble, blanked
from vbparse.crew import Crew
from vbparse.errors import SkippedSource, UnreadableSource
from vbparse.gathering import Held, is_gone, is_over, place_of
from vbparse.limits import USUAL, Limits
from vbparse.outcomes import IngestReport, Notice, Outcome, Problem, Progress, Pruned
from vbparse.readers import Files, Found, printable, read
from vbparse.reading import NOTHING, Ahead, Leaf, bug, leaves, stamp_of
from vbparse.reading import Trouble as Unread
from vbparse.text import Source

if TYPE_CHECKING:
    from vbparse.index.preparing import Prepared

_BATCH_FILES, _BATCH_SECONDS = 200, 2.0
# A commit of the index costs more than one of the catalog; what it is prepared from takes memory meanwhile.
# The index takes it as one segment, see `index.writing`: a small rest would have to be merged later.
_PUBLISH_RECORDS, _PUBLISH_BYTES = 2000, 24_000_000


@dataclass(frozen=True, slots=True)
class Course:
    """How files are taken in.

    `dry_run` says what would happen and writes nothing; `prune` takes out the records of files that are
    gone; `retry` takes only the files that gave nothing when they were last tried: below the paths
    given, or anywhere without paths; `recall` takes documents in that were forgotten; `limits` says what
    one file may cost; `jobs` is how many processes parse.
    """

    dry_run: bool = False
    prune: bool = False
    retry: bool = False
    recall: bool = False
    limits: Limits = USUAL
    jobs: int = 1


class Ingest:
    """A run over some files. A dry one judges and parses, and writes nothing.

    `publish` is called after a commit, with what was prepared for the index of the documents of files, by the
    content of the file and their part in it.
    """

    def __init__(
        self, catalog: Catalog, publish: Callable[[dict[Part, Prepared]], None], course: Course
    ) -> None:
        self._catalog = catalog
        self._publish = publish
        self._course = course
        self._dry_run = course.dry_run
        self._totals: Counter[Outcome] = Counter()
        self._records = 0
        self._problems: list[Problem] = []
        self._notices: list[Notice] = []
        self._missing: list[str] = []
        self._pruned: list[Pruned] = []
        self._claimed: set[int] = set()  # vanished files that a moved one has been before
        self._in_place: set[str] = set()  # contents no other file of which has vanished
        self._changed: set[str] = set()  # ids touched since the last commit
        self._prepared: dict[Part, Prepared] = {}
        self._bytes = 0
        self._troubled = {trouble.place.location for trouble in catalog.ledger.troubles()}
        self._committed = 0.0
        self._uncommitted = 0  # files that were looked into
        self._run = 0

    def over(
        self, paths: Sequence[str], files: Files, crew: Crew,
        on_progress: Callable[[Progress], None] | None,
    ) -> IngestReport:
        """The files taken one by one; Ctrl-C ends it after the file in hand, and all is committed.

        `paths` is what was given: what is gone is looked for in its folders. The crew may read ahead.
        """
        def tell(found: Found) -> None:
            if on_progress:
                on_progress(Progress(self._totals.total(), len(files), printable(found.as_given)))

        held = Held(self._catalog, paths)
        with _stop_on_interrupt() as stop:
            self._start(paths)
            try:
                changed = self._changed_among(files, held, stop, tell)
                for found, ahead in crew.over(compress(files, changed), sum(changed)):
                    self._take(found, ahead)
                    if self._is_due():
                        self._commit()
                    tell(found)
                    if stop.is_set():
                        break
                if not stop.is_set():
                    self._look_for_the_gone(paths, held.gone(paths))
                report = self._report(interrupted=stop.is_set())
                self._end(report)
            except BaseException:
                self._catalog.roll_back()
                raise
        return report

    def _changed_among(
        self, files: Files, held: Held, stop: threading.Event, tell: Callable[[Found], None]
    ) -> bytes | bytearray:
        """A byte a file: 1 where there is something to do, else 0 (unchanged); none once it is to stop.

        It ends with the last for which there is: behind that nobody need go over the files again.
        """
        changed = bytearray()
        for found in files:
            stands = held.stands(found.location)
            changed.append(not stands or self._course.recall or found.location in self._troubled)
            if changed[-1]:
                continue
            self._totals["unchanged"] += 1
            tell(found)
            if stop.is_set():
                return b""
        return changed.rstrip(b"\0")

    def _take(self, found: Found, ahead: Ahead | None) -> None:
        """One file, judged, written and noted; whatever is wrong with it ends with it."""
        self._uncommitted += 1
        path, reason = printable(found.as_given), None
        outcome: Outcome
        try:
            with nullcontext() if self._dry_run else self._catalog.whole():
                outcome = self._judge(found, ahead)
        except UnreadableSource as error:
            outcome, reason = "skipped" if isinstance(error, SkippedSource) else "failed", error.reason
        except (sqlite3.Error, OSError):  # of the archive
            raise
        except Exception as error:  # a bug of ours is that file's failure, not the end of the run
            outcome, reason = "failed", bug(error)
        self._totals[outcome] += 1
        if outcome in ("skipped", "failed"):
            self._problems.append(Problem(path, outcome, reason or ""))
        if self._dry_run:
            return
        ledger = self._catalog.ledger
        if reason is None:
            ledger.end_trouble(found.location)
        else:
            if (place := place_of(found)).is_possible:
                ledger.put_trouble(Trouble(place, path, outcome, reason, self._run))
            known = self._catalog.file_at(found.location)
            if known and stamp_of(found.location) != NOTHING:
                self._catalog.absent.clear(known.id)
        # The ledger has no line for the unchanged: a nightly run over 100,000 files would add as many.
        if outcome != "unchanged":
            ledger.note(self._run, path, outcome, reason)

    def _judge(self, found: Found, ahead: Ahead | None) -> Outcome:
        place = place_of(found)
        known = self._catalog.file_at(place.location)
        stamp = ahead.stamp if ahead else stamp_of(place.location)
        if known and known.missing and stamp != NOTHING and not self._dry_run:
            self._catalog.absent.clear(known.id)
        reopened = self._course.recall and known is not None and self._catalog.forgotten.has_gap(known.id)
        if known and known.stamp == stamp and known.settled and not reopened:
            return "unchanged"
        now = ahead.read_ns if ahead else time.time_ns()
        source = ahead.source if ahead else read(found.path, found.as_given, self._course.limits.most)
        if isinstance(source, Unread):
            raise source.error()
        if known and known.sha256 == source.sha256 and not reopened:
            if not self._dry_run:
                self._catalog.seen(known.id, stamp, now)
            return "unchanged"
        if not known and (origin := self._vanished(source.sha256, place)):
            self._claimed.add(origin.id)
            if not self._dry_run:
                self._changed.update(entry.id for entry in self._catalog.documents_in(origin.id))
                self._catalog.move(origin.id, place, stamp, now, source.path)
                self._catalog.absent.clear(origin.id)
            return "moved"
        documents = ahead.documents if ahead else None
        if isinstance(documents, Unread):
            raise documents.error()
        if documents is None:
            documents = leaves(source, self._course.limits)
        source, rows = self._without_forgotten(source, [leaf.row for leaf in documents])
        if not self._dry_run:
            self._changed |= self._catalog.put(place, stamp, now, source, rows)
            self._keep(source, documents)
        self._records += len(rows)
        self._notices += [Notice(source.path, row.number, row.security) for row in rows if row.security]
        return "updated" if known else "new"

    def _without_forgotten(self, source: Source, rows: Sequence[Row]) -> tuple[Source, Sequence[Row]]:
        """What may be kept of a file: documents that were forgotten stay so until they are recalled."""
        if self._course.recall:
            gone = self._catalog.forgotten.among(row.id for row in rows)
            if gone and not self._dry_run:
                self._catalog.forgotten.recall(gone)
            return source, rows
        return without_forgotten(self._catalog, source, rows)

    def _keep(self, source: Source, documents: Iterable[Leaf]) -> None:
        """What was prepared of a file's documents, until it is published."""
        for leaf in documents:
            if leaf.prepared:
                self._prepared[source.sha256, leaf.row.part] = leaf.prepared
                self._bytes += len(leaf.prepared.fields)

    def _vanished(self, sha256: str, place: Place) -> File | None:
        """The file of this content that is where it was no more; of several, the one of the same name."""
        if sha256 in self._in_place:
            return None
        name = os.path.basename(place.within)
        candidates = [
            file for file in self._catalog.files_with(sha256)
            if file.id not in self._claimed and is_gone(file.location)
        ]
        if not candidates:                       # a form may lie there by thousands
            self._in_place.add(sha256)
        return min(candidates, key=lambda file: os.path.basename(file.location) != name, default=None)

    def _look_for_the_gone(self, paths: Sequence[str], gone: Mapping[int, bytes]) -> None:
        """What the archive holds of these folders and is gone, marked; with `prune`, taken out."""
        marked = {file: location for file, location, _ in self._catalog.absent.all()}
        gone = {file: location for file, location in gone.items() if file not in self._claimed}
        if self._course.prune:
            if not paths:
                gone = {file: location for file, location in marked.items() if is_gone(location)}
            self._take_out(gone)
        else:
            self._miss({file: location for file, location in gone.items() if file not in marked})
        if not self._dry_run:
            for trouble in filter(is_over, self._catalog.ledger.troubles()):
                self._catalog.ledger.end_trouble(trouble.place.location)

    def _miss(self, files: Mapping[int, bytes]) -> None:
        since = _now()
        for file, location in files.items():
            path = printable(os.fsdecode(location))
            self._missing.append(path)
            if not self._dry_run:
                self._catalog.absent.mark(file, since)
                self._catalog.ledger.note(self._run, path, "missing")

    def _take_out(self, files: Mapping[int, bytes]) -> None:
        for file, location in files.items():
            documents, path = self._catalog.documents_in(file), printable(os.fsdecode(location))
            self._pruned.append(Pruned(path, len(documents)))
            if not self._dry_run:
                self._catalog.drop(file)
                self._changed.update(document.id for document in documents)
                self._catalog.ledger.note(self._run, path, "pruned")

    def _start(self, paths: Sequence[str]) -> None:
        """The run stands in the ledger before its first file, so that one that is killed is known."""
        if not self._dry_run:
            self._catalog.begin()
            self._run = self._catalog.ledger.start(_now(), [printable(path) for path in paths])
            self._catalog.commit(records_changed=False)
        self._begin()

    def _begin(self) -> None:
        self._committed, self._uncommitted = time.monotonic(), 0
        if not self._dry_run:
            self._catalog.begin()

    def _is_due(self) -> bool:
        return self._uncommitted >= _BATCH_FILES or time.monotonic() - self._committed > _BATCH_SECONDS

    def _commit(self) -> None:
        self._write_batch()
        self._begin()

    def _write_batch(self, *, last: bool = False) -> None:
        if self._dry_run:
            return
        self._catalog.ledger.stand(self._run, self._report(interrupted=False).totals())
        self._catalog.commit(records_changed=bool(self._changed))
        self._changed.clear()
        if last or self._bytes >= _PUBLISH_BYTES or len(self._catalog.due) >= _PUBLISH_RECORDS:
            self._publish(self._prepared)
            self._prepared.clear()
            self._bytes = 0

    def _end(self, report: IngestReport) -> None:
        if not self._dry_run:
            self._catalog.ledger.end(self._run, _now(), interrupted=report.interrupted)
        self._write_batch(last=True)

    def _report(self, *, interrupted: bool) -> IngestReport:
        of = self._totals
        return IngestReport(
            found=of.total(), new=of["new"], updated=of["updated"], moved=of["moved"],
            unchanged=of["unchanged"], skipped=of["skipped"], failed=of["failed"], records=self._records,
            problems=tuple(self._problems), notices=tuple(self._notices), interrupted=interrupted,
            missing=tuple(self._missing), pruned=tuple(self._pruned),
        )


def without_forgotten(
    catalog: Catalog, source: Source, rows: Sequence[Row]
) -> tuple[Source, Sequence[Row]]:
    """A source and its documents without those that were forgotten; SkippedSource where all of them were."""
    gone = catalog.forgotten.among(row.id for row in rows)
    kept = [row for row in rows if row.id not in gone]
    if not kept:
        raise SkippedSource(f"{source.path}: {messages.FORGOTTEN}", messages.FORGOTTEN)
    spans = [row.span for row in rows if row.id in gone]
    return source._replace(text=blanked(source.text, spans)), kept


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _stop_on_interrupt() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one interrupts as it always does."""
    stop = threading.Event()
    # Only the main thread may set a handler; another handler than Python's own is somebody's choice.
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield stop
        return

    def note(signum: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, note)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
