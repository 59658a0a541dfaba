"""Where a person's archive lies when nobody says where."""

from __future__ import annotations

from pathlib import Path

from vbparse import messages
from vbparse.errors import CannotCreate


def default_folder() -> Path:
    """The archive in the user's data folder, as the system has it."""
    from platformdirs import user_data_path

    folder = user_data_path("vbparse", appauthor=False)
    if not folder.is_absolute():  # a system without a home
        raise CannotCreate(messages.NO_DATA_FOLDER)
    return folder
