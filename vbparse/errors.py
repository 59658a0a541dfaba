"""The errors vbparse raises at its edges.

    VbparseError                 every error below; `exit_code` says how the program ends
    ├── NothingFound       1     no record answers the question; `nearest` holds what is close
    ├── UsageError         2     the command line or the query cannot be meant
    ├── SomeFailed         3     finished, but some files failed
    ├── Ambiguous          4     several records answer; `candidates` holds them
    ├── DataError          65    the data cannot be used
    │   ├── UnreadableSource     one file is no text that we can read; `reason` says why
    │   │   └── SkippedSource    nor is it meant to be: another format, empty, too large
    │   ├── TableError           a row of a table is wrong; `file`, `row`, `why`
    │   └── DamagedArchive       the catalog itself cannot be read
    ├── NoInput            66    no path given exists
    ├── CannotCreate       73    the archive folder or file cannot be made
    ├── StorageError       74    I/O error or disk full
    ├── ArchiveInUse       75    another process is writing
    └── NotPermitted       77    the system refuses access

Codes from 64 on are those of BSD's sysexits.h; 70 (our bug) and 130 (interrupted) are given by
the command line itself. Recognition never raises: absence is `None`, doubt is confidence.
"""

from __future__ import annotations

from typing import Any


class VbparseError(Exception):
    """A sentence for the user and the exit code of the program."""

    exit_code = 70

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NothingFound(VbparseError):
    """No record answers; `nearest` are the numbers or the queries that come close, and are answered."""

    exit_code = 1

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class UsageError(VbparseError):
    exit_code = 2


class SomeFailed(VbparseError):
    exit_code = 3


class Ambiguous(VbparseError):
    """Several records answer; each candidate is the JSON of its record as a dictionary."""

    exit_code = 4

    def __init__(self, message: str, candidates: tuple[dict[str, Any], ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class DataError(VbparseError):
    exit_code = 65


class UnreadableSource(DataError):
    """One file cannot be read as text; `reason` is what the list of failures shows."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class SkippedSource(UnreadableSource):
    """A file that holds no text of ours. It is listed with its reason and is no failure."""


class TableError(DataError):
    """A row of a table of knowledge is wrong; `row` is its line, 0 where the whole file is."""

    def __init__(self, file: str, row: int, why: str) -> None:
        super().__init__(f"{file}:{row}: {why}" if row else f"{file}: {why}")
        self.file, self.row, self.why = file, row, why


class DamagedArchive(DataError):
    pass


class NoInput(VbparseError):
    exit_code = 66


class CannotCreate(VbparseError):
    exit_code = 73


class StorageError(VbparseError):
    exit_code = 74


class ArchiveInUse(VbparseError):
    exit_code = 75


class NotPermitted(VbparseError):
    exit_code = 77
