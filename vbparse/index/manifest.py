"""The manifest: which files make up the index, and whether they are as they were written.

`manifest.json` names the generation of the catalog that the index answers for, each file with its size,
time and CRC-32, and the segments, which only a writer reads out of Whoosh's table of contents. It is
written last and by rename, so it is the one point where a new state becomes visible: readers follow the
manifest, never the folder, and files that it does not name are leftovers of a write that did not end.
Whoosh itself neither syncs nor checks.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from vbparse.disk import put_in_place, sync

SCHEMA = "vbparse.index/6"
"""Of files, fields and manifest; an index of another one is rebuilt."""

NAME = "manifest.json"

_OF_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE)
_OF_DEBRIS = (
    OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError
)


class IndexDamaged(Exception):
    """The index cannot be used; the catalog can rebuild it."""


@contextmanager
def reading() -> Iterator[None]:
    """Where files are read: whatever is raised, they are damaged; but a full disk is a full disk.

    Little is checked of what is read, by Whoosh least of all, so anything can come of a bad file:
    struct.error, KeyError, AssertionError, UnpicklingError, MemoryError of a length that is debris …
    """
    try:
        yield
    except IndexDamaged:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _OF_WRITING:
            raise
        raise IndexDamaged(f"{type(error).__name__}: {error}") from error


class State(NamedTuple):
    """A file as it was written: bytes, time of change in nanoseconds, CRC-32 of the content."""

    size: int
    time: int
    crc: int


class Part(NamedTuple):
    """A segment: what its files' names begin with, its records, and which of them were taken out since."""

    name: str
    records: int
    gone: tuple[int, ...]


class Manifest(NamedTuple):
    """What the index is: `files` by their names in the folder, and the segments that they make up."""

    generation: int
    files: Mapping[str, State]
    parts: tuple[Part, ...]

    def check(self, folder: Path, *, every_byte: bool = False) -> dict[str, State]:
        """The files with the times that they have now; IndexDamaged where one is not as it was written.

        A file of the same size and time is taken for the same, unless `every_byte` is asked for; one
        copied or touched is read.
        """
        now: dict[str, State] = {}
        within, user = os.path.join(folder, ""), os.geteuid()
        for name, state in self.files.items():
            path = within + name                 # there are a hundred of them, and they are names alone
            try:
                found = os.lstat(path)
                if not stat.S_ISREG(found.st_mode) or found.st_uid != user:
                    raise IndexDamaged(f"{name} is no file of the user")
                as_written = found.st_size == state.size and (
                    (found.st_mtime_ns == state.time and not every_byte) or _crc(path) == state.crc
                )
                if not as_written:
                    raise IndexDamaged(f"{name} is not as it was written")
                now[name] = state._replace(time=found.st_mtime_ns)
            except OSError as error:
                raise IndexDamaged(f"{name} cannot be read: {error}") from error
        return now


def is_safe(folder: Path) -> bool:
    """Whether nobody but the user can have put files there: a folder, no link, the user's, mode 0700.

    False where a file system cannot tell, and where there is no folder.
    """
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    return (
        hasattr(os, "geteuid") and stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == 0o700
    )


def stamp(folder: Path) -> tuple[int, ...]:
    """What tells the manifest from any other, as it is never written into; IndexDamaged as in `read`."""
    if not is_safe(folder):
        raise IndexDamaged(f"{folder} is not a folder that only the user can write to")
    with reading():
        found = os.lstat(folder / NAME)
    return found.st_mode, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def read(folder: Path) -> Manifest:
    """The manifest of an index; IndexDamaged where the folder is not safe or the manifest is none."""
    if not is_safe(folder):
        raise IndexDamaged(f"{folder} is not a folder that only the user can write to")
    try:
        if not stat.S_ISREG(os.lstat(folder / NAME).st_mode):
            raise IndexDamaged("the manifest is no file")
        return _parsed(json.loads((folder / NAME).read_bytes()))
    except _OF_DEBRIS as error:
        raise IndexDamaged(f"the manifest cannot be read: {error}") from error


def _parsed(value: Any) -> Manifest:
    if value["schema"] != SCHEMA:
        raise IndexDamaged(f"an index of schema {value['schema']}")
    files = {str(name): State(*map(int, state)) for name, state in value["files"].items()}
    if any(os.path.basename(name) != name for name in files):
        raise IndexDamaged("the manifest names a file outside of the index")
    parts = (
        Part(str(name), int(records), tuple(map(int, gone))) for name, records, gone in value["segments"]
    )
    return Manifest(int(value["generation"]), files, tuple(parts))


def write(
    folder: Path, generation: int, names: Iterable[str], known: Mapping[str, State], parts: Iterable[Part]
) -> None:
    """Sync the files that are not `known`, then make the new state the one that readers see."""
    files = {name: known[name] if name in known else _synced(folder / name) for name in sorted(names)}
    sync(folder)
    draft = folder / f"{NAME}.new"
    told = {"schema": SCHEMA, "generation": generation, "files": files, "segments": list(parts)}
    draft.write_text(json.dumps(told))
    put_in_place(draft, folder / NAME)


def beside(folder: Path) -> tuple[Path, Path]:
    """Where an index is made that is to take the place of this one, and where this one is put then."""
    return folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")


def remove_others(folder: Path, names: Iterable[str]) -> None:
    """Remove what the manifest does not name: what it names no longer, and leftovers."""
    kept = {NAME, *names}
    for name in os.listdir(folder):
        if name not in kept:
            remove(folder / name)


def remove(path: Path) -> None:
    """Remove a file, a link or a whole folder, where there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def _synced(path: Path) -> State:
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        found = os.fstat(file.fileno())
    return State(found.st_size, found.st_mtime_ns, _crc(path))


def _crc(path: str | Path) -> int:
    crc = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return crc
