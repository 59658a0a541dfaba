"""One file, opened safely and read whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import BinaryIO

from vbparse import messages
from vbparse.errors import SkippedSource, UnreadableSource
from vbparse.readers import formats, plain
from vbparse.text import Source

MAX_BYTES = 50_000_000
_PIECE = 1 << 20


def read(path: Path, as_given: str, max_bytes: int = MAX_BYTES) -> Source:
    """The source in a file; `as_given` is the path that its record shows.

    Raises SkippedSource for what holds no text that we read, UnreadableSource for what should be
    text and cannot be read.
    """
    name = printable(as_given)
    try:
        data = _content(path, name, max_bytes)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _unreadable(name, _why(error)) from error
    return _source(data, name, path.suffix, max_bytes)


def read_bytes(data: bytes, as_given: str, max_bytes: int = MAX_BYTES) -> Source:
    """The source in bytes that came without a file: standard input is given as `-`."""
    return _source(data, printable(as_given), PurePath(as_given).suffix, max_bytes)


def printable(path: str) -> str:
    r"""A path as text: bytes of a name that are not UTF-8 stand as `\xNN`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _content(path: Path, name: str, max_bytes: int) -> bytes:
    """The bytes of a regular file. A device or a pipe is never opened: opening alone can block or act."""
    before = os.lstat(path)
    if stat.S_ISLNK(before.st_mode):
        raise _skipped(name, messages.IS_LINK)
    if stat.S_ISDIR(before.st_mode):
        os.scandir(path).close()  # says why the folder could not be listed
        raise _skipped(name, messages.NOT_REGULAR)
    if not stat.S_ISREG(before.st_mode):
        raise _skipped(name, messages.NOT_REGULAR)
    # The file may have been replaced since lstat: neither follow nor wait, and look again.
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _skipped(name, messages.NOT_REGULAR)
        if status.st_size > max_bytes:
            raise _too_large(name, max_bytes)
        return up_to(file, max_bytes + 1)  # it may be growing


def up_to(file: BinaryIO, count: int) -> bytes:
    """So many bytes of a file or fewer; no more room is taken than they need."""
    pieces = []
    while count > 0 and (piece := file.read(min(count, _PIECE))):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _source(data: bytes, name: str, suffix: str, max_bytes: int) -> Source:
    if not data:
        raise _skipped(name, messages.EMPTY_FILE)
    if len(data) > max_bytes:
        raise _too_large(name, max_bytes)
    if kind := formats.by_content(data):
        raise _skipped(name, messages.NO_READER.format(kind=kind))
    try:
        text, encoding = plain.decode(data)
    except plain.Undecodable as error:
        if formats.is_binary(data) and not plain.is_marked(data):
            raise _skipped(name, messages.BINARY) from None
        raise _unreadable(name, str(error)) from None
    if formats.is_binary(data if encoding == "utf-8" else text[:65536].encode()):
        raise _skipped(name, messages.BINARY)
    if not text.strip():
        raise _skipped(name, messages.EMPTY_FILE)
    if kind := formats.by_text(text, suffix):
        raise _skipped(name, messages.NO_READER.format(kind=kind))
    return Source(path=name, text=text, encoding=encoding, sha256=_sha256(data))


def _sha256(data: bytes) -> str:
    from hashlib import sha256  # most commands read no file, and do without the OpenSSL that it loads

    return sha256(data).hexdigest()


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()


def _skipped(name: str, reason: str) -> SkippedSource:
    return SkippedSource(f"{name}: {reason}", reason)


def _too_large(name: str, max_bytes: int) -> SkippedSource:
    return _skipped(name, messages.TOO_LARGE.format(limit=max_bytes // 1_000_000))


def _unreadable(name: str, reason: str) -> UnreadableSource:
    return UnreadableSource(f"{name}: {reason}", reason)
