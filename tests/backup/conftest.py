"""An archive that has lived, of which backups are made, and another that takes them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.papers import decision, directive, plan


def lived_in(root: Path) -> Desk:
    """Files that came, changed, moved and went; tags, searches, corrections; one document forgotten."""
    desk = Desk(root)
    desk.put("a.txt", plan() + "\f" + decision("7"))
    desk.put("b.txt", directive())
    desk.put("c.txt", "")
    desk.put("gone.txt", decision("12"))
    desk.put("secret.txt", plan("99"))
    desk.put("\udcff.txt", plan("86"))
    desk.ingest()
    desk.archive.tag(["84-KH/BTGTU", "99-KH/BTGTU"], ["cần-đọc"])
    desk.archive.save_search("rừng", "kế hoạch")
    desk.archive.mending.fix("84-KH/BTGTU", {"place": "Cao Bằng", "date": "2019-06-22"})
    desk.archive.mending.fix("99-KH/BTGTU", {"place": "Hà Giang"})
    desk.put("a.txt", plan().replace("Thực hiện", "Thục hiện") + "\f" + decision("7"))
    (desk.folder / "b.txt").rename(desk.folder / "d.txt")
    (desk.folder / "gone.txt").unlink()
    desk.ingest()
    desk.archive.forget(["99-KH/BTGTU"])
    return desk


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return lived_in(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def desk(_kept: Desk) -> Desk:
    """The archive of which backups are made; it is only read."""
    return _kept
