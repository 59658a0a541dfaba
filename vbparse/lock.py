"""One writer at a time: a lock that dies with its process."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from vbparse import messages
from vbparse.errors import ArchiveInUse

_NAME = "writer.lock"
_PAUSE = 0.1  # seconds between two tries
_SILENT = 1.0  # seconds that nobody need be told of


class WriterLock:
    """The right to write to an archive, held while the context lasts.

    The system gives a `flock` back when its process ends, however it ends, so no stale lock is left
    and the file itself is never removed. In it stand the process and since when, for the one who
    waits; after `patience` seconds that one gets ArchiveInUse. `on_wait` is told, once, who is waited for.
    """

    def __init__(
        self, folder: Path, patience: float = 10.0, *, on_wait: Callable[[str], None] | None = None
    ) -> None:
        self._path = folder / _NAME
        self._patience = patience
        self._on_wait = on_wait
        self._handle = -1

    def __enter__(self) -> WriterLock:
        self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            self._wait()
            holder = {"process": os.getpid(), "since": datetime.now().astimezone().isoformat(" ", "seconds")}
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, json.dumps(holder).encode(), 0)
        except BaseException:
            os.close(self._handle)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)

    def _wait(self) -> None:
        begun, told = time.monotonic(), False
        while True:
            try:
                return fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waited = time.monotonic() - begun
                if waited >= self._patience:
                    raise ArchiveInUse(messages.ARCHIVE_IN_USE.format(**_holder(self._handle))) from None
            if not told and self._on_wait and waited >= _SILENT:
                told = True
                self._on_wait(messages.WAITING.format(**_holder(self._handle)))
            time.sleep(_PAUSE)


def holder(folder: Path) -> dict[str, object] | None:
    """Who holds the lock of an archive: `process` and `since`; None where nobody writes."""
    try:
        handle = os.open(folder / _NAME, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(handle)
    finally:
        os.close(handle)
    return None


def _holder(handle: int) -> dict[str, object]:
    try:
        return dict(json.loads(os.pread(handle, 1000, 0)))
    except ValueError:  # taken this very moment, and not yet written
        return {"process": "?", "since": "?"}
