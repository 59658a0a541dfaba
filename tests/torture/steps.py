"""What a child does to a folder, told step by step in terms of files, each before it is done."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.torture.children import Work
from tests.torture.tracing import Call, calls

_AT_FDCWD, _AT_REMOVEDIR = -100, 0x200


@dataclass(slots=True)
class Write:
    """Bytes put into a file; `time` is when, in nanoseconds, as the file has it once that is done."""

    path: str
    offset: int
    data: bytes
    time: int = 0


@dataclass(frozen=True, slots=True)
class Resize:
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Make:
    path: str
    folder: bool = False


@dataclass(frozen=True, slots=True)
class Rename:
    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Remove:
    path: str


@dataclass(frozen=True, slots=True)
class Sync:
    """A file or folder is made to last."""

    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What the child says by `mark`."""

    said: str


Step = Write | Resize | Make | Rename | Remove | Sync | Mark


def steps(work: Work, folder: Path) -> Iterator[Step]:
    """The steps of a child below a folder, by paths within it; see `calls`.

    What would fail is left out. NotImplementedError for a call that nobody has made here yet.
    """
    done: Step | None = None
    for call in calls(work):
        if isinstance(done, Write):
            done.time = os.stat(folder / done.path).st_mtime_ns
        done = _below(folder, _step(call))
        if done is not None:
            yield done


def _below(folder: Path, step: Step | None) -> Step | None:
    """A step by its path within a folder; None where that is elsewhere."""
    if step is None or isinstance(step, Mark):
        return step
    if not f"{step.path}/".startswith(f"{folder}/"):
        return None
    if isinstance(step, Rename):
        step = Rename(step.path, os.path.relpath(step.to, folder))
    return replace(step, path=os.path.relpath(step.path, folder))


def _step(call: Call) -> Step | None:
    first, second, third, fourth, *_ = call.arguments
    match call.name:
        case "write" if first == call.marks:
            return Mark(call.memory(second, third).decode().rstrip("\n"))
        case "write" | "pwrite64" | "ftruncate" | "fsync" | "fdatasync":
            return _to_an_open_file(call)
        case "open":
            return _opening(_path(call, _AT_FDCWD, first), second)
        case "openat":
            return _opening(_path(call, first, second), third)
        case "rename":
            return _renaming(_path(call, _AT_FDCWD, first), _path(call, _AT_FDCWD, second))
        case "renameat" | "renameat2":
            return _renaming(_path(call, first, second), _path(call, third, fourth))
        case "mkdir" | "mkdirat":
            path = _path(call, _AT_FDCWD, first) if call.name == "mkdir" else _path(call, first, second)
            return None if os.path.lexists(path) else Make(path, folder=True)
        case "unlink" | "rmdir":
            return _removing(_path(call, _AT_FDCWD, first), is_folder=call.name == "rmdir")
        case "unlinkat":
            return _removing(_path(call, first, second), is_folder=bool(third & _AT_REMOVEDIR))
    raise NotImplementedError(f"{call.name} is not understood here yet")


def _path(call: Call, folder: int, address: int) -> str:
    """The path that a call names, seen from an open folder or from where the child is."""
    folder = struct.unpack("i", struct.pack("I", folder & 0xFFFFFFFF))[0]
    base = os.readlink(f"/proc/{call.pid}/cwd") if folder == _AT_FDCWD else call.file(folder)
    return os.path.normpath(os.path.join(base, call.text(address)))


def _to_an_open_file(call: Call) -> Step | None:
    file, second, third, fourth, *_ = call.arguments
    path = call.file(file)
    if not path.startswith("/") or path.endswith(" (deleted)"):
        return None
    match call.name:
        case "write":
            return Write(path, _position(call, file, path), call.memory(second, third))
        case "pwrite64":
            return Write(path, fourth, call.memory(second, third))
        case "ftruncate":
            return Resize(path, second)
    return Sync(path)


def _position(call: Call, file: int, path: str) -> int:
    """Where an open file is written next."""
    with open(f"/proc/{call.pid}/fdinfo/{file}") as told:
        position, flags = (line.split()[1] for line in (told.readline(), told.readline()))
    return os.path.getsize(path) if int(flags, 8) & os.O_APPEND else int(position)


def _opening(path: str, flags: int) -> Step | None:
    if os.path.lexists(path):
        regular = stat.S_ISREG(os.lstat(path).st_mode)
        return Resize(path, 0) if flags & os.O_TRUNC and not flags & os.O_EXCL and regular else None
    made = flags & os.O_CREAT and os.path.isdir(os.path.dirname(path))
    return Make(path) if made else None


def _renaming(path: str, to: str) -> Step | None:
    return Rename(path, to) if os.path.lexists(path) else None


def _removing(path: str, *, is_folder: bool) -> Step | None:
    if not os.path.lexists(path) or (is_folder and os.listdir(path)):
        return None
    return Remove(path)
