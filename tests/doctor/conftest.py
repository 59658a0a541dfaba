"""The desk of every test of damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
