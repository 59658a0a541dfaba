"""A folder that may only be read: whatever would change it in this process is refused, and counted.

Python itself tells of it (PEP 578) before it is done, also where the system would have refused it.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

touches: list[str] = []
"""What was tried so far."""
_guarded: list[str] = []

_CHANGES = {
    f"os.{name}" for name in (
        "rename", "remove", "rmdir", "mkdir", "link", "symlink", "truncate", "chmod", "chown", "chflags",
        "lockf", "utime", "setxattr", "removexattr", "mkfifo", "mknod",
    )
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Touched(BaseException):
    """Raised through whatever catches errors of the system, and every Exception."""


@contextmanager
def guard(folder: Path) -> Iterator[None]:
    """As long as this lasts.

    A hook stays for good, so there is one, which asks nothing while nothing is guarded: where eight were
    left, a test that made folders 1,200 deep took ten minutes.
    """
    _watch()
    _guarded.append(os.path.realpath(folder))
    try:
        yield
    finally:
        _guarded.pop()


@cache
def _watch() -> None:
    sys.addaudithook(_look)


def _look(event: str, given: tuple[Any, ...]) -> None:
    if not _guarded or (event not in _CHANGES and not (event == "open" and given[2] & _WRITES)):
        return
    for one in given:
        path = os.fsdecode(one) if isinstance(one, str | bytes | os.PathLike) else ""
        inside = path and f"{os.path.realpath(path)}/"
        if inside and any(inside.startswith(f"{below}/") for below in _guarded):
            touches.append(f"{event} {path}")
            raise Touched(touches[-1])


def seen(folder: Path) -> dict[str, list[object]]:
    """All that can be seen of a folder and of what is in it, but when it was last read."""
    told = {}
    for path in (folder, *folder.rglob("*")):
        at = os.lstat(path)
        content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(at.st_mode) else ""
        told[str(path)] = [
            at.st_mode, at.st_ino, at.st_nlink, at.st_uid, at.st_gid, at.st_size, at.st_mtime_ns,
            at.st_ctime_ns, content,
        ]
    return told
