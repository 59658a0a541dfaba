"""An archive that has lived, and a copy of it to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ingest.desk import Desk
from tests.papers import decision, directive, plan


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Files that came, changed and moved, tags, searches, corrections, ids that were replaced."""
    desk = Desk(tmp_path_factory.mktemp("lived-in"))
    desk.put("a.txt", plan() + "\f" + decision())
    desk.put("b.txt", directive())
    desk.put("c.txt", "")
    desk.ingest()
    desk.archive.tag(["84-KH/BTGTU"], ["cần-đọc", "cũ"])
    desk.archive.tag(["84-KH/BTGTU"], [], ["cũ"])
    desk.archive.save_search("rừng", "kế hoạch")
    desk.archive.save_search("Rừng", "kế hoạch trồng rừng")
    desk.archive.mending.fix("84-KH/BTGTU", {"place": "Cao Bằng"})
    desk.put("a.txt", plan().replace("Thực hiện", "Thục hiện") + "\f" + decision())
    (desk.folder / "b.txt").rename(desk.folder / "d.txt")
    desk.ingest()
    return desk


@pytest.fixture
def copy(lived_in: Desk, tmp_path: Path) -> Path:
    """A copy of that archive."""
    return Path(shutil.copytree(lived_in.archive.folder, tmp_path / "copy"))
