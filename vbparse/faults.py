"""Errors of the system and of SQLite, said in the terms of the error tree."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vbparse import messages
from vbparse.disk import sync
from vbparse.errors import (
    ArchiveInUse,
    CannotCreate,
    DamagedArchive,
    NotPermitted,
    StorageError,
    VbparseError,
)

_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR}
_REFUSED_BY_SQLITE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_NO_ROOM_FOR_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOLFS}


@contextmanager
def in_archive(folder: Path) -> Iterator[None]:
    """Work on an archive, in which no error of the system or of SQLite stays nameless."""
    try:
        yield
    except sqlite3.Error as error:
        raise _of_sqlite(error, folder) or error from error
    except UnicodeDecodeError as error:  # SQLite quotes a damaged schema in what it says
        raise DamagedArchive(messages.DAMAGED_ARCHIVE.format(folder=folder, why=error)) from error
    except OSError as error:
        raise _of_system(error, folder) from error


def make_folder(folder: Path) -> None:
    """The folder, made to last for its owner alone where it is not there; CannotCreate or NotPermitted."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for made in missing:
            sync(made.parent)
    except OSError as error:
        if error.errno in _REFUSED | _NO_ROOM:
            raise _of_system(error, folder) from error
        raise CannotCreate(messages.CANNOT_CREATE.format(path=folder, why=_words(error))) from error


def _of_system(error: OSError, folder: Path) -> VbparseError:
    path = error.filename or folder
    if error.errno in _REFUSED:
        return NotPermitted(messages.ARCHIVE_REFUSED.format(path=path, why=_words(error)))
    return StorageError(messages.ARCHIVE_STORAGE.format(path=path, why=_words(error)))


def _of_sqlite(error: sqlite3.Error, folder: Path) -> VbparseError | None:
    """The error in our terms; None where only a bug of ours explains it."""
    # Python raises OperationalError without a code for text in the file that is no UTF-8.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _DAMAGED:
        return DamagedArchive(messages.DAMAGED_ARCHIVE.format(folder=folder, why=error))
    if code in _REFUSED_BY_SQLITE or code == sqlite3.SQLITE_CANTOPEN:
        return NotPermitted(messages.ARCHIVE_REFUSED.format(path=folder, why=error))
    if code in _NO_ROOM_FOR_SQLITE:
        return StorageError(messages.ARCHIVE_STORAGE.format(path=folder, why=error))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return ArchiveInUse(messages.ARCHIVE_LOCKED.format(folder=folder))
    return None


def _words(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
