"""Folders walked in a stable order, each file once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
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


class Together(NamedTuple):
    """Files that lie together: where, as of a file without a name, and their names.

    The names are joined by `/`, which stands in none: a hundred thousand of them take a few megabytes.
    """

    beside: Found
    names: str

    @classmethod
    def alone(cls, found: Found) -> Together:
        return cls(found, "")

    def locations(self) -> list[bytes]:
        return [self.beside.location + name for name in os.fsencode(self.names).split(b"/")]

    def files(self) -> Iterator[Found]:
        as_given, folder, within, _ = self.beside
        for name, location in zip(self.names.split("/"), self.locations(), strict=True):
            yield Found(as_given + name, folder, within + name, location)


class Files:
    """Files found, as often as they are gone over."""

    def __init__(self, found: Iterable[Together]) -> None:
        self._together = tuple(found)

    def __len__(self) -> int:
        return sum(some.names.count("/") + 1 for some in self._together)

    def __iter__(self) -> Iterator[Found]:
        return chain.from_iterable(map(Together.files, self._together))


def find(paths: Iterable[str | os.PathLike[str]], *, besides: Path | None = None) -> Iterator[Found]:
    """The files given and those in the folders given, sorted by the bytes of their names; see `folders`."""
    return chain.from_iterable(map(Together.files, folders(paths, besides=besides)))


def folders(paths: Iterable[str | os.PathLike[str]], *, besides: Path | None = None) -> Iterator[Together]:
    """The same files, folder by folder, each file once.

    Hidden files and folders are left out unless given by name; links are not followed, except one
    that was given itself; `besides` is a folder to stay out of (an archive is not its own input).
    """
    seen: set[bytes] = set()
    closed = os.path.realpath(besides) if besides else None
    given = [os.fspath(path) for path in paths]
    for as_given in given:
        real = _real(as_given)
        if os.path.isdir(real):
            found = _walk(real, as_given, closed)
        else:
            found = iter([Together.alone(Found(as_given, *os.path.split(real), os.fsencode(real)))])
        yield from found if len(given) == 1 else filter(None, (_unseen(some, seen) for some in found))


def _unseen(some: Together, seen: set[bytes]) -> Together | None:
    """Those of some files that were not found yet; from now on they are."""
    left = [
        name for name, location in zip(some.names.split("/"), some.locations(), strict=True)
        if location not in seen
    ]
    seen.update(some.locations())
    return some._replace(names="/".join(left)) if left else None


def _real(path: str) -> str:
    try:
        return os.path.realpath(path) if path else path
    except (OSError, ValueError):  # a NUL in the path; read says so
        return os.path.abspath(path)


def _walk(folder: str, as_given: str, closed: str | None) -> Iterator[Together]:
    """Depth first and without recursion: a tree may be deeper than Python's stack."""
    waiting = [""]
    while waiting:
        within = waiting.pop()
        here = os.path.join(folder, within) if within else folder
        if here == closed:
            continue
        inside, shown = os.path.join(within, ""), os.path.join(as_given, within, "")
        try:
            with os.scandir(here) as listing:
                entries = sorted(listing, key=_in_bytes)
        except OSError:
            yield Together.alone(Found(os.path.join(as_given, within), folder, within, os.fsencode(here)))
            continue
        names, below = list[str](), list[str]()
        for entry in entries:
            if not entry.name.startswith("."):
                (below if entry.is_dir(follow_symlinks=False) else names).append(entry.name)
        if names:
            above = os.path.join(os.fsencode(here), b"")
            yield Together(Found(shown, folder, inside, above), "/".join(names))
        waiting.extend(inside + name for name in reversed(below))


def _in_bytes(entry: os.DirEntry[str]) -> bytes:
    return os.fsencode(entry.name)
