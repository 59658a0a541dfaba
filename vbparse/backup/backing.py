"""An archive into a backup."""

from __future__ import annotations

from typing import BinaryIO

from vbparse.backup.container import Backup, write
from vbparse.catalog import Catalog
from vbparse.catalog.transfer import KEPT, Leaving


def back_up(catalog: Catalog, file: BinaryIO, *, everything: bool) -> dict[str, int]:
    """What a catalog, which stands still, holds that nothing could make again, or all; rows of each kind.

    A file that is missing cannot be read again, so its text and records go with the rest. When this
    returns, the backup was read again as a restore would read it.
    """
    leaving = Leaving(catalog)
    members = {kind: leaving.rows(kind) for kind in KEPT}
    counts = write(file, members | {"files": leaving.files(gone=not everything)})
    file.seek(0)
    Backup(file)
    return counts
