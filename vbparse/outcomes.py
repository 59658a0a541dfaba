"""What becomes of the files of an ingest, and the report of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from vbparse.errors import DataError

Outcome = Literal["new", "updated", "moved", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: files done, of how many, and the one it has just done."""

    done: int
    total: int
    path: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that gave nothing, and why."""

    path: str
    outcome: Literal["skipped", "failed"]
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A document that carries a mark of secrecy: `mật`, `tối mật`, `tuyệt mật`."""

    path: str
    number: str | None
    security: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """A file that is gone and whose records, so many, have been taken out."""

    path: str
    records: int


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the files found: `found` is the sum of the six outcomes that follow it.

    `records` counts the documents read from new and updated files; `missing` are the files that the
    archive holds and that turned out to be gone, unless they were `pruned`; `notes` are sentences about
    the archive itself, such as an index that had to be rebuilt.
    """

    found: int
    new: int
    updated: int
    moved: int
    unchanged: int
    skipped: int
    failed: int
    records: int
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    interrupted: bool = False
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    pruned: tuple[Pruned, ...] = ()

    def totals(self) -> dict[str, int]:
        """The numbers alone, as the ledger keeps them."""
        counts = {name: getattr(self, name) for name in ("found", *get_args(Outcome), "records")}
        return {**counts, "missing": len(self.missing), "pruned": len(self.pruned)}


class EveryFileFailed(DataError):
    """An ingest in which no file could be read; `report` says what became of each."""

    def __init__(self, message: str, report: IngestReport) -> None:
        super().__init__(message)
        self.report = report
