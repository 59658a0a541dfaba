"""One writer at a time: a lock that dies with its process."""

from __future__ import annotations

import fcntl
import json
import os
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType

from vbparse import messages
from vbparse.errors import ArchiveInUse

_NAME = "writer.lock"
_PAUSE = 0.1  # seconds between two tries


class WriterLock:
    """The right to write to an archive, held while the context lasts.

    The system gives a `flock` back when its process ends, however it ends, so no stale lock is left
    and the file itself is never removed. In it stand the process and since when, for the one who
    waits; after `patience` seconds that one gets ArchiveInUse.
    """

    def __init__(self, folder: Path, patience: float = 10.0) -> None:
        self._path = folder / _NAME
        self._patience = patience
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
        until = time.monotonic() + self._patience
        while True:
            try:
                return fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise ArchiveInUse(messages.ARCHIVE_IN_USE.format(**self._holder())) from None
            time.sleep(_PAUSE)

    def _holder(self) -> dict[str, object]:
        try:
            return dict(json.loads(os.pread(self._handle, 1000, 0)))
        except ValueError:  # taken this very moment, and not yet written
            return {"process": "?", "since": "?"}
