"""What a person has without saying where: an archive, and tables of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vbparse import messages
from vbparse.errors import CannotCreate


def default_folder() -> Path:
    """The archive in the user's data folder, as the system has it."""
    from platformdirs import user_data_path

    folder = _known(user_data_path)
    if folder is None:
        raise CannotCreate(messages.NO_DATA_FOLDER)
    return folder


def own_tables() -> Path | None:
    """The folder of the user's own tables, where there is one."""
    from platformdirs import user_config_path

    folder = _known(user_config_path)
    return folder / "tables" if folder and (folder / "tables").is_dir() else None


def _known(find: Callable[..., Path]) -> Path | None:
    """Our folder in one of the system's; None of a user without a home: no part of a path is made up."""
    try:
        folder = find("vbparse", appauthor=False)
    except RuntimeError:  # of a newer platformdirs; an older one gives a path that begins with ~
        return None
    return folder if folder.is_absolute() else None
