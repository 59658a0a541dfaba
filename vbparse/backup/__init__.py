"""Backups: what an archive holds that nothing could make again, or all of it, as JSON lines in a zip.

    container.py    the zip: how it is written, and how one is read that may be anything
    backing.py      an archive into a backup
    restoring.py    a backup into an archive
"""

from __future__ import annotations

from vbparse.backup.backing import back_up
from vbparse.backup.container import OPENING
from vbparse.backup.restoring import Restored, restore

__all__ = ["OPENING", "Restored", "back_up", "restore"]
