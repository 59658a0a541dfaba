"""What is written to the catalog and read from it."""

from __future__ import annotations

import json
import os
from typing import NamedTuple, TypeAlias

from vbparse.reference import number_parts


class Stamp(NamedTuple):
    """What lstat says of a file: its content cannot change unless one of these does."""

    size: int
    mtime_ns: int
    ctime_ns: int


class Place(NamedTuple):
    """Where a file lies: the folder given, absolute, and the path within it."""

    folder: bytes
    within: bytes

    @property
    def location(self) -> bytes:
        return os.path.join(self.folder, self.within)

    @property
    def is_possible(self) -> bool:
        """Whether a file can lie there; an empty argument or one with a NUL says no place."""
        return os.path.isabs(self.folder) and b"\0" not in self.location


SETTLED = "max(mtime_ns, ctime_ns) + 2000000000 < read_ns"
"""A file was read so long after its last change that no change can have had the same time.

The coarsest clock of a file system (FAT) ticks every two seconds.
"""


class File(NamedTuple):
    """A file as the catalog knows it; `read_ns` is when its content was last read, `settled` as above."""

    id: int
    location: bytes
    sha256: str
    stamp: Stamp
    read_ns: int
    missing: bool
    settled: bool


Part: TypeAlias = tuple[str, int]
"""The SHA-256 of a file's content, and which document of the file."""


class Entry(NamedTuple):
    """A record for the index: its id, its JSON and its own slice of the source's text."""

    id: str
    json: str
    text: str


_READ = json.JSONDecoder()
_SOURCE = '"source":'


def span_of(stored: str) -> tuple[int, int]:
    """The span of a record in its file's text, out of its JSON, of which no more than that is read.

    In no string do these signs stand, since quotes are escaped there; all of it takes ten times as long.
    """
    at = stored.index(_SOURCE) + len(_SOURCE)
    while stored[at: at + 1].isspace():  # we write none; who mends a catalog by hand may
        at += 1
    source, _ = _READ.raw_decode(stored, at)
    start, end = source["span"]
    return start, end


class Row(NamedTuple):
    """A record as it is written: made where it was parsed, so that who writes has no more to do with it.

    `columns` are the values of `columns.COLUMNS`, `cited` those of its citations, see `links.listed`.
    """

    id: str
    part: int
    span: tuple[int, int]
    security: str | None
    json: str
    columns: tuple[str | None, ...]
    cited: tuple[tuple[object, ...], ...]

    @property
    def number(self) -> str | None:
        return self.columns[1]

    @property
    def number_key(self) -> str | None:
        return self.columns[2]


class Heading(NamedTuple):
    """What is known of a record without reading it; `within` as in `Place`."""

    row: int
    id: str
    number_key: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    place: str | None
    within: bytes


def lookup_key(number: str) -> str:
    """The form in which all spellings of a number meet: `84 kh btgtu` for `084 - KH/BTGTU`."""
    return " ".join(number_parts(number))
