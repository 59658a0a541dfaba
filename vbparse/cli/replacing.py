"""A file that is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from vbparse import messages
from vbparse.disk import put_in_place
from vbparse.errors import CannotCreate, NotPermitted

_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EIO}  # the command line's own sentence says these


@contextmanager
def replacing(path: str, opening: str) -> Iterator[TextIO]:
    """A file of text, as `replacing_bytes` makes it."""
    with (
        replacing_bytes(path, opening.encode()) as file,
        TextIOWrapper(file, encoding="utf-8", newline="\n") as text,
    ):
        yield text


@contextmanager
def replacing_bytes(path: str, opening: bytes) -> Iterator[BinaryIO]:
    """A file for its owner alone that takes the place of `path` once all of it is written.

    A file that stands there already is replaced only if it begins with `opening`: a paper named
    where the page should be (`--html *.txt`) stays as it is. A link leads to what is replaced.
    Raises CannotCreate or NotPermitted.
    """
    target = os.path.realpath(path)
    try:
        if not _is_free(target, opening):
            why = messages.IS_A_FOLDER if os.path.isdir(target) else messages.NOT_OUR_PAGE
            raise CannotCreate(messages.PAGE_NOT_MADE.format(path=path, why=why))
        descriptor, beside = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".vbparse-")
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        kind = NotPermitted if error.errno in _REFUSED else CannotCreate
        why = (error.strerror or str(error)).lower()
        raise kind(messages.PAGE_NOT_MADE.format(path=path, why=why)) from error
    try:
        with open(descriptor, "w+b") as file:
            yield file
        put_in_place(Path(beside), Path(target))
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _is_free(path: str, opening: bytes) -> bool:
    """Whether nothing stands there, or a regular file that is empty or begins so."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return False
    except FileNotFoundError:
        return True
    with open(path, "rb") as file:
        return file.read(len(opening)) in (b"", opening)
