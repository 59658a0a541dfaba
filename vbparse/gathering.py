"""What an ingest goes over: the files to take, and those that the archive holds and that are gone.

A file is gone only where the system says that nothing is at its path. A folder that cannot be listed, a
share that does not answer, a path that does not exist say nothing about what was in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from vbparse.catalog import Catalog, Place, Trouble
from vbparse.readers import Found
from vbparse.reading import stamp_of


def place_of(found: Found) -> Place:
    return Place(os.fsencode(found.folder), os.fsencode(found.within))


class Held:
    """What the archive held of the folders of a run when that began, less the files that it has come to."""

    def __init__(self, catalog: Catalog, paths: Iterable[str]) -> None:
        self._catalog = catalog
        self._left = {
            location: (file, stamp)
            for folder in _listed(paths) for location, file, stamp in catalog.absent.files_below(folder)
        }

    def stands(self, location: bytes) -> bool:
        """Whether a file, to which the run comes now, is as it was when it was read."""
        if location in self._left:
            _, stamp = self._left.pop(location)
        else:  # in none of the folders, or new there
            file = self._catalog.file_at(location)
            stamp = file.stamp if file and file.settled and not file.missing else None
        return stamp is not None and stamp == stamp_of(location)

    def gone(self, paths: Iterable[str]) -> dict[int, bytes]:
        """The files to which the run has not come and that are gone: rows and locations.

        A path that is no folder, or cannot be listed, has no say.
        """
        below = tuple(map(_below, _listed(paths)))
        return {
            file: location for location, (file, _) in self._left.items()
            if location.startswith(below) and is_gone(location)
        }


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
    """Nothing is left to be read there: the file has been removed since, or it is a folder that opens now."""
    place = trouble.place
    return (
        not place.is_possible
        or (_is_listed(place.location) and not os.path.islink(place.location))
        or (is_gone(place.location) and _is_listed(place.folder))
    )


def is_gone(location: bytes) -> bool:
    """Nothing is there. What cannot be seen is not known to be gone."""
    try:
        os.lstat(location)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _listed(paths: Iterable[str]) -> list[bytes]:
    return [folder for path in paths if _is_listed(folder := _real(path))]


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
