"""Processes that read and parse files ahead of the one process that writes.

    with Crew(2, folder, limits) as crew:
        for found, ahead in crew.over(files, len(files)): …

Each has a thread here that hands it one file after another, so that it works on while the writer does.
One that dies takes nothing with it: its file is given to another, and if that dies too the file fails.
They are started by the interpreter itself, not forked: a fork would hold the archive's lock and its
database open, and start what a caller's script starts.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any

from vbparse import messages
from vbparse.catalog import Catalog, exists
from vbparse.errors import VbparseError
from vbparse.limits import Limits
from vbparse.readers import Found
from vbparse.reading import NOTHING, Ahead, Trouble, read_ahead
from vbparse.tables import extend
from vbparse.tables.known import added

ALONE, WORTH = 24, 400
"""Files that are parsed without a crew at first, and how many must come after them for it to be worth its
start, which takes as long as to parse a hundred of them for each process."""
_AT_ONCE = 200  # files that are read ahead: as many as are parsed while the index is written
_TRIES = 2
_BROKEN = (OSError, EOFError, pickle.UnpicklingError)


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Job:
    """A file that is to be read; `ahead` is None, once it is `done`, where no process could be started."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.done = threading.Event()
        self.ahead: Ahead | None = None
        self._claim = threading.Lock()

    def claim(self) -> bool:
        """Whether the one who asks is the first, and is to read it."""
        return self._claim.acquire(blocking=False)


class Crew:
    """So many processes, none for a single job; started when enough files have turned out to be wanted."""

    def __init__(self, jobs: int, folder: Path, limits: Limits) -> None:
        self._jobs = jobs
        self._task = folder, limits
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What is still read ahead is read in vain."""
        self._closed = True
        for _ in self._threads:
            self._queue.put(None)
        for process in list(self._processes):
            process.kill()
        for thread in self._threads:
            thread.join()

    def over(self, files: Iterable[Found], count: int) -> Iterator[tuple[Found, Ahead | None]]:
        """So many files in their order, each with what was read of it ahead; None where that was nothing."""
        ahead: deque[tuple[Found, _Job | None]] = deque()
        is_worth_it = self._jobs > 1 and count - ALONE > WORTH
        for place, found in enumerate(files):
            ahead.append((found, self._give(found) if is_worth_it and place >= ALONE else None))
            if not self._threads or len(ahead) > _AT_ONCE:
                yield self._taken(*ahead.popleft())
        while ahead:
            yield self._taken(*ahead.popleft())

    def _taken(self, found: Found, job: _Job | None) -> tuple[Found, Ahead | None]:
        if job is None or job.claim():  # nobody has come to it yet
            return found, None
        job.done.wait()
        return found, job.ahead

    def _give(self, found: Found) -> _Job:
        if len(self._threads) < self._jobs:
            thread = threading.Thread(target=self._serve, daemon=True)
            with suppress(RuntimeError):          # the system has no more: those that there are will do
                thread.start()
                self._threads.append(thread)
        job = _Job(found)
        self._queue.put(job)
        return job

    def _serve(self) -> None:
        """One process, and its successors, given files until there are no more."""
        process: subprocess.Popen[bytes] | None = None
        while (job := self._queue.get()) and not self._closed:
            if not job.claim():
                continue
            for _ in range(_TRIES):
                try:
                    process = process or self._hired()
                except OSError:  # then the writer reads the file
                    break
                try:
                    job.ahead = _asked(process, job.found)
                    break
                except Exception:  # whatever a broken process sends: the writer waits for this thread
                    self._dismiss(process)
                    process = None
                    if self._closed:              # it was killed because nobody waits for it
                        break
            else:
                lost = Trouble(messages.PROCESS_DIED, messages.PROCESS_DIED, skipped=False)
                job.ahead = Ahead(NOTHING, 0, lost, None)
            job.done.set()
        if process:
            self._dismiss(process)

    def _hired(self) -> subprocess.Popen[bytes]:
        """A process with our tables and none of our files, which no Ctrl-C reaches: that is meant for us."""
        start = f"import sys; sys.path[:] = {sys.path!r}; from vbparse.crew import work; work()"
        process = subprocess.Popen(
            [sys.executable, "-c", start], process_group=0,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        self._processes.add(process)
        with suppress(OSError):
            _send(process.stdin, (*self._task, added()))
        return process

    def _dismiss(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        with suppress(OSError):
            process.communicate()
        self._processes.discard(process)


def _asked(process: subprocess.Popen[bytes], found: Found) -> Ahead:
    assert process.stdout
    _send(process.stdin, found)
    ahead: Ahead = pickle.load(process.stdout)
    return ahead


def _send(file: Any, what: object) -> None:
    pickle.dump(what, file)
    file.flush()


def work() -> None:
    """What a process of the crew does: read each file that it is told of, until it is told no more."""
    given, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else would be written there
    with suppress(*_BROKEN):
        folder, limits, tables = pickle.load(given)
        extend(*tables)
        is_known = _is_known(folder)
        while True:
            found = pickle.load(given)
            _send(answers, read_ahead(found, limits, is_known))


def _is_known(folder: Path) -> Callable[[str], bool]:
    """Whether the archive has a file of some content, which then may only have moved."""
    try:
        catalog = Catalog.open(folder) if exists(folder) else None
    except (sqlite3.Error, OSError, VbparseError):
        catalog = None

    def is_known(content: str) -> bool:
        try:
            return bool(catalog and catalog.files_with(content))
        except sqlite3.Error:
            return False

    return is_known
