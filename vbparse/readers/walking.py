"""Folders walked in a stable order, each file once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class Found(NamedTuple):
    """A file: where it is, how to show it, the folder given (links resolved) and the path within it.

    `path` is absolute. What cannot be read (a missing path, a link, a closed folder) is found as
    well, so that `read` says why and nothing is passed over in silence.
    """

    path: Path
    as_given: str
    folder: str
    within: str


def find(paths: Iterable[str | os.PathLike[str]], *, besides: Path | None = None) -> Iterator[Found]:
    """The files given and those in the folders given, sorted by the bytes of their names.

    Hidden files and folders are left out unless given by name; links are not followed, except one
    that was given itself; `besides` is a folder to stay out of (an archive is not its own input).
    """
    seen: set[str] = set()
    closed = os.path.realpath(besides) if besides else None
    for given in paths:
        as_given = os.fspath(given)
        real = _real(as_given)
        if os.path.isdir(real):
            files: Iterator[Found] = _walk(real, as_given, closed)
        else:
            folder, name = os.path.split(real)
            files = iter([Found(Path(real), as_given, folder, name)])
        for file in files:
            key = os.path.join(file.folder, file.within)
            if key not in seen:
                seen.add(key)
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
                entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
        except OSError:
            yield Found(Path(here), os.path.join(as_given, within), folder, within)
            continue
        below = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            inner = os.path.join(within, entry.name)
            if entry.is_dir(follow_symlinks=False):
                below.append(inner)
            else:
                yield Found(Path(here, entry.name), os.path.join(as_given, inner), folder, inner)
        waiting.extend(reversed(below))
