"""A file read and parsed: where it is asked for, or ahead of that, in a process of a crew."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from vbparse import messages
from vbparse.catalog import Row, Stamp, row_of
from vbparse.errors import SkippedSource, UnreadableSource
from vbparse.index import prepare
from vbparse.limits import Limits, limited
from vbparse.readers import Found, read
from vbparse.text import Source

if TYPE_CHECKING:
    from vbparse.index.preparing import Prepared
    from vbparse.record import Record

_LONG = 1_000_000  # characters of a file
_LATEST = (1 << 63) - 1  # nanoseconds that the catalog can hold, till 2262; a file system can say more
NOTHING = Stamp(-1, -1, -1)
"""The stamp of a path at which nothing can be seen."""


class Trouble(NamedTuple):
    """Why a file gave nothing; `skipped` where it holds no text of ours."""

    message: str
    reason: str
    skipped: bool

    def error(self) -> UnreadableSource:
        return (SkippedSource if self.skipped else UnreadableSource)(self.message, self.reason)


class Leaf(NamedTuple):
    """A document of a file: its record as the catalog writes it, and what the index needs of it.

    None where that is so much that it is better worked out when it is written.
    """

    row: Row
    prepared: Prepared | None


class Ahead(NamedTuple):
    """A file as a process found it before anybody asked: how it stood, when that was, and what came of it.

    What could not be read is a trouble in the place of the source, what could not be parsed one in that of
    the documents; None where nobody parsed.
    """

    stamp: Stamp
    read_ns: int
    source: Source | Trouble
    documents: tuple[Leaf, ...] | Trouble | None


def read_ahead(found: Found, limits: Limits, is_known: Callable[[str], bool]) -> Ahead:
    """A file read, and parsed unless its content `is_known`. Only what the system does is raised."""
    stamp, now = stamp_of(found.location), time.time_ns()
    try:
        source = read(found.path, found.as_given, limits.most)
    except UnreadableSource as error:
        return Ahead(stamp, now, _trouble(error), None)
    if is_known(source.sha256):
        return Ahead(stamp, now, source, None)
    try:
        return Ahead(stamp, now, source, leaves(source, limits))
    except UnreadableSource as error:
        return Ahead(stamp, now, source, _trouble(error))
    except Exception as error:  # a bug of ours, as in an ingest
        return Ahead(stamp, now, source, Trouble(bug(error), bug(error), skipped=False))


def _trouble(error: UnreadableSource) -> Trouble:
    return Trouble(error.message, error.reason, isinstance(error, SkippedSource))


def bug(error: Exception) -> str:
    """What is said of a file at which vbparse itself has failed."""
    return messages.BUG_AT_FILE.format(kind=type(error).__name__, text=error)


def parsed(source: Source, limits: Limits) -> tuple[Record, ...]:
    """The documents of a source; SkippedSource where there is none, and as `limited` has it."""
    from vbparse.pipeline import parse_source

    with limited(source, limits):
        records = parse_source(source)
    if not records:
        raise SkippedSource(f"{source.path}: {messages.NO_DOCUMENT}", messages.NO_DOCUMENT)
    return records


def leaves(source: Source, limits: Limits) -> tuple[Leaf, ...]:
    """The documents of a source as they are written; errors as `parsed`."""
    rows, is_long = map(row_of, parsed(source, limits)), len(source.text) > _LONG
    return tuple(
        Leaf(row, None if is_long else prepare(row.id, row.json, source.text[slice(*row.span)]))
        for row in rows
    )


def stamp_of(path: bytes) -> Stamp:
    """What lstat says; what it cannot say equals nothing known, and `read` will say why."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return NOTHING
    return Stamp(status.st_size, min(status.st_mtime_ns, _LATEST), min(status.st_ctime_ns, _LATEST))
