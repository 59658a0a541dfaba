"""What an ingest goes over: the files to take, and those that the archive holds and that are gone.

A file is gone only where the system says that nothing is at its path. A folder that cannot be listed, a
share that does not answer, a path that does not exist say nothing about what was in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from vbparse.catalog import Catalog, File, Place, Trouble
from vbparse.readers import Found


def place_of(found: Found) -> Place:
    return Place(os.fsencode(found.folder), os.fsencode(found.within))


class Known:
    """What the catalog knows of the files of a run, asked for some hundred at a time, in their order."""

    _AT_ONCE = 500  # more than a crew is ahead of the writer

    def __init__(self, catalog: Catalog, files: Iterable[Found]) -> None:
        self._catalog = catalog
        self._locations = (one.location for one in files)
        self._here: dict[bytes, File | None] = {}
        self._before: dict[bytes, File | None] = {}

    def at(self, location: bytes) -> File | None:
        """What was known of a file when the run came near it."""
        while location not in self._here and location not in self._before:
            some = list(islice(self._locations, self._AT_ONCE))
            known = self._catalog.files_at(some) if some else {location: self._catalog.file_at(location)}
            self._here, self._before = {**dict.fromkeys(some), **known}, self._here
        return self._here[location] if location in self._here else self._before[location]


def to_retry(catalog: Catalog, paths: Sequence[str]) -> Iterator[Found]:
    """The files that gave nothing when they were last tried: all, or those at and below some paths."""
    wanted = [_real(path) for path in paths]
    for trouble in catalog.ledger.troubles():
        location = trouble.place.location
        within = not paths or any(location == path or location.startswith(_below(path)) for path in wanted)
        if within and not is_over(trouble):
            folder, inner = map(os.fsdecode, trouble.place)
            yield Found(trouble.path, folder, inner, location)


def is_over(trouble: Trouble) -> bool:
    """The file has been removed since, so there is nothing left to read in it."""
    return is_gone(trouble.place.location) and _is_listed(trouble.place.folder)


def gone_below(catalog: Catalog, paths: Iterable[str], found: Iterable[Found]) -> dict[int, bytes]:
    """The files of some folders that the archive holds and that are gone: their rows and locations.

    What was `found` just now is there; a path that is no folder, or cannot be listed, has no say.
    """
    seen = {one.location for one in found}
    folders = [folder for path in paths if _is_listed(folder := _real(path))]
    return {
        file: location
        for folder in folders for file, location in catalog.absent.files_below(folder)
        if location not in seen and is_gone(location)
    }


def is_gone(location: bytes) -> bool:
    """Nothing is there. What cannot be seen is not known to be gone."""
    try:
        os.lstat(location)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _is_listed(folder: bytes) -> bool:
    try:
        os.scandir(folder).close()
    except (OSError, ValueError):
        return False
    return True


def _real(path: str) -> bytes:
    """A path as the catalog has it; of one that cannot be a path, something that nothing lies below."""
    try:
        return os.fsencode(os.path.realpath(path)) if path else b"\0"
    except (OSError, ValueError):
        return b"\0"


def _below(folder: bytes) -> bytes:
    return folder.rstrip(b"/") + b"/"
