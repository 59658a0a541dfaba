"""What lasts over a loss of power."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def sync(path: Path) -> None:
    """The content of a file, or the names in a folder, brought to the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_bytes(source: Path, path: Path) -> None:
    """A copy of a file, byte for byte; `put_in_place` makes it last."""
    with open(source, "rb") as old, open(path, "wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)


def put_in_place(draft: Path, path: Path) -> None:
    """A file that is whole takes the place of another, or of none, and stays there."""
    sync(draft)
    os.replace(draft, path)
    sync(path.parent)
