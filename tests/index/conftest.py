"""An index of the shelf, whole and as good as new for every test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.index.shelf import RECORDS
from vbparse import index


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that is only copied."""
    folder = tmp_path_factory.mktemp("whole") / "index"
    index.rebuild(folder, generation=7, records=RECORDS)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """An index of the shelf, of generation 7."""
    return Path(shutil.copytree(whole, tmp_path / "index"))
