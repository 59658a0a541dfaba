"""What a command does not need it does not load: what is slow to start is slow to use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READING = {"pydantic", "regex", "vbparse.pipeline"}
DRAWING = {"networkx", "numpy", "plotly", "rich.table", "xlsxwriter"}
ANSWERING = {"sqlite3", "whoosh", "vbparse.query"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "kho"
    _run("ingest", "fixtures", "--archive", str(folder))
    return folder


@pytest.mark.parametrize(
    ("argv", "spared"),
    [
        pytest.param(["--version"], READING | DRAWING | ANSWERING, id="version"),
        pytest.param(["--help"], READING | DRAWING | ANSWERING, id="help"),
        pytest.param(["search", "--help"], READING | DRAWING | ANSWERING, id="help of a command"),
        pytest.param(
            ["show", "84-KH/BTGTU", "--json"], READING | DRAWING | {"hashlib", "whoosh", "vbparse.query"},
            id="show --json",
        ),
        pytest.param(["show", "84-KH/BTGTU"], READING | DRAWING | {"whoosh"}, id="show"),
        pytest.param(["search", "kế hoạch"], READING | DRAWING, id="search"),
        pytest.param(["search", "Chỉ thị 32"], READING | DRAWING, id="search of a number"),
        pytest.param(["list"], READING | DRAWING, id="list"),
    ],
)
def test_what_a_command_does_without(argv: list[str], spared: set[str], archive: Path) -> None:
    """On a pipe; on a terminal rich draws."""
    opened = [] if "--version" in argv or "--help" in argv else ["--archive", str(archive)]
    assert spared & set(_run(*argv, *opened)) == set()


def test_an_answer_is_told_before_garbage_is_collected(archive: Path) -> None:
    """A query with a number loads the most; the interpreter itself collects once while it starts."""
    begun, ended = (
        int(_run(*argv, told="gc.get_stats()[0]['collections']")[0])
        for argv in (["--version"], ["search", "Chỉ thị 32", "--archive", str(archive)])
    )
    assert ended == begun


def _run(*argv: str, told: str = "*sys.modules") -> list[str]:
    """The modules that are loaded when a command has ended, which must end well; or what else is asked."""
    code = (
        f"import gc, sys; sys.argv = {['vbparse', *argv]!r}\n"
        f"from vbparse.cli import main; code = main(); print({told}, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()[-1].split()
