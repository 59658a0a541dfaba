"""Folders walked in a stable order, each file once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple


class Found(NamedTuple):
    """A file: how to show it, the folder given (links resolved), the path within it, and both as bytes.

    `location` is absolute. What cannot be read (a missing path, a link, a closed folder) is found as well,
    so that `read` says why and nothing is passed over in silence.
    """

    as_given: str
    folder: str
    within: str
    location: bytes

    @property
    def path(self) -> Path:
        return Path(os.fsdecode(self.location))


class Files:
    """Files found, as often as they are gone over: a hundred thousand of them take a few megabytes.

    Of those that lie together the names are kept, joined by what stands in no name, and once where they lie.
    """

    def __init__(self, found: Iterable[Found]) -> None:
        self._together: list[tuple[Found, str]] = []
        self._count = 0
        for beside, files in groupby(map(_taken_apart, found), key=lambda parts: parts[0]):
            names = [name for _, name in files]
            self._together.append((beside, "/".join(names)))
            self._count += len(names)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Found]:
        for (as_given, folder, within, location), names in self._together:
            for name in names.split("/"):
                yield Found(as_given + name, folder, within + name, location + os.fsencode(name))


def _taken_apart(found: Found) -> tuple[Found, str]:
    """Where a file lies, and its name; all and nothing where a link to it was given, under another one."""
    as_given, folder, within, location = found
    name = within.rpartition("/")[2]
    if not name or not as_given.endswith(name):
        return found, ""
    cut = -len(name)
    return Found(as_given[:cut], folder, within[:cut], location[: -len(os.fsencode(name))]), name


def find(paths: Iterable[str | os.PathLike[str]], *, besides: Path | None = None) -> Iterator[Found]:
    """The files given and those in the folders given, sorted by the bytes of their names.

    Hidden files and folders are left out unless given by name; links are not followed, except one
    that was given itself; `besides` is a folder to stay out of (an archive is not its own input).
    """
    given_paths = list(paths)
    seen: set[bytes] | None = set() if len(given_paths) > 1 else None  # below one path nothing comes twice
    closed = os.path.realpath(besides) if besides else None
    for given in given_paths:
        as_given = os.fspath(given)
        real = _real(as_given)
        if os.path.isdir(real):
            files: Iterator[Found] = _walk(real, as_given, closed)
        else:
            folder, name = os.path.split(real)
            files = iter([Found(as_given, folder, name, os.fsencode(real))])
        for file in files:
            if seen is not None:
                if file.location in seen:
                    continue
                seen.add(file.location)
            yield file


def _real(path: str) -> str:
    try:
        return os.path.realpath(path) if path else path
    except (OSError, ValueError):  # a NUL in the path; read says so
        return os.path.abspath(path)


def _walk(folder: str, as_given: str, closed: str | None) -> Iterator[Found]:
    """Depth first and without recursion: a tree may be deeper than Python's stack."""
    waiting = [""]
    while waiting:
        within = waiting.pop()
        here = os.path.join(folder, within) if within else folder
        if here == closed:
            continue
        try:
            with os.scandir(here) as listing:
                entries = sorted((os.fsencode(entry.name), entry) for entry in listing)
        except OSError:
            yield Found(os.path.join(as_given, within), folder, within, os.fsencode(here))
            continue
        below = []
        inside, shown = os.path.join(within, ""), os.path.join(as_given, within, "")
        above = os.path.join(os.fsencode(here), b"")
        for name, entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(inside + entry.name)
            else:
                yield Found(shown + entry.name, folder, inside + entry.name, above + name)
        waiting.extend(reversed(below))
