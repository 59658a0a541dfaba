"""How an archive stands: what it holds, what is wrong with its files, and what its runs did."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from vbparse import lock, messages
from vbparse.catalog import Catalog, Noted, Run
from vbparse.errors import NothingFound
from vbparse.indexing import Indexing, IndexState
from vbparse.readers import printable

RunState = Literal["running", "ended", "interrupted", "broken off"]


@dataclass(frozen=True, slots=True)
class Logged:
    """A run: what was given, from when to when, how it ended, and how many files became what.

    `interrupted` by Ctrl-C, `broken off` by a kill, a full disk or a loss of power: then the totals are
    those of its last commit, and `ended` is None.
    """

    run: int
    started: str
    ended: str | None
    state: RunState
    paths: tuple[str, ...]
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Status:
    """An archive in numbers: `size` in bytes on disk, `failed` and `skipped` when last tried."""

    archive: str
    files: int
    documents: int
    missing: int
    failed: int
    skipped: int
    size: int
    index: IndexState
    last_run: Logged | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gave nothing when it was last tried, why, and in which run that was."""

    path: str
    outcome: str
    reason: str
    run: int


@dataclass(frozen=True, slots=True)
class Vanished:
    """A file whose documents the archive keeps and that is not there any more."""

    path: str
    since: str


def status(catalog: Catalog, folder: Path) -> Status:
    troubles = [trouble.outcome for trouble in catalog.ledger.troubles()]
    return Status(
        archive=printable(str(folder.absolute())),
        files=catalog.count_files(),
        documents=catalog.count(),
        missing=len(catalog.absent.all()),
        failed=troubles.count("failed"),
        skipped=troubles.count("skipped"),
        size=_size(folder),
        index=Indexing(folder, catalog).state(),
        last_run=next(iter(log(catalog, folder, limit=1)), None),
    )


def unread(catalog: Catalog) -> list[Unread]:
    """The files that failed or were skipped when they were last tried, by their paths."""
    return [Unread(*trouble[1:]) for trouble in catalog.ledger.troubles()]


def vanished(catalog: Catalog) -> list[Vanished]:
    """The files that are not where they were, by their paths."""
    return [Vanished(printable(os.fsdecode(location)), since) for _, location, since in catalog.absent.all()]


def log(catalog: Catalog, folder: Path, *, limit: int = -1) -> list[Logged]:
    """The runs, the newest first."""
    runs = catalog.ledger.runs(limit)
    at_work = runs[0].id if runs and runs[0].ended is None and _is_at_work(folder, runs[0]) else None
    return [
        Logged(run.id, run.started, run.ended, _state(run, run.id == at_work), run.paths, run.totals)
        for run in runs
    ]


def files_of(catalog: Catalog, run: int) -> list[Noted]:
    """What became of each file of a run that was not as before."""
    if catalog.ledger.run(run) is None:
        raise NothingFound(messages.NO_SUCH_RUN.format(run=run))
    return catalog.ledger.files_of(run)


def _state(run: Run, at_work: bool) -> RunState:
    if run.ended is None:
        return "running" if at_work else "broken off"
    return "interrupted" if run.interrupted else "ended"


def _is_at_work(folder: Path, run: Run) -> bool:
    """The writer that there is now began before this run: so the run is its own."""
    held = lock.holder(folder)
    try:
        return held is not None and (
            datetime.fromisoformat(str(held["since"])) <= datetime.fromisoformat(run.started)
        )
    except ValueError:  # not yet written
        return True


def _size(folder: Path) -> int:
    size = 0
    for here, _, names in os.walk(folder):
        for name in names:
            try:
                size += os.lstat(os.path.join(here, name)).st_size
            except OSError:  # a writer has removed it since
                continue
    return size
