"""The house itself: its public surface, what loads when, what is installed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import vbparse

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
SLOW = {"whoosh", "networkx", "numpy", "pydantic", "plotly", "rich.table", "sqlite3", "xlsxwriter"}
WHOOSHES = {"whoosh", "whoosh3", "whoosh-reloaded"}


def loaded_by(*argv: str) -> set[str]:
    """The modules that a Python of its own has loaded by the end of a command."""
    python = [sys.executable, "-X", "importtime"]
    done = subprocess.run([*python, *argv], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return set(re.findall(r"^import time:.*\|\s*(\S+)$", done.stderr, re.MULTILINE))


def pins(lock: Path) -> dict[str, str]:
    """What a lock file installs: version by name."""
    return dict(PINNED.findall(lock.read_text("utf-8")))


def test_surface_is_complete_and_sorted() -> None:
    """What type checkers see of vbparse is what it hands out, and no more."""
    tree = ast.parse((ROOT / "vbparse/__init__.py").read_text("utf-8"))
    seen = {
        alias.name
        for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and "vbparse." in (node.module or "")
        for alias in node.names
    }
    assert vbparse.__all__ == sorted(seen | {"__version__"})
    for name in vbparse.__all__:
        assert getattr(vbparse, name) is not None
    with pytest.raises(AttributeError):
        vbparse.parser  # noqa: B018


def test_import_costs_nothing() -> None:
    """`import vbparse` loads no other module that is not in the standard library."""
    new = loaded_by("-c", "import vbparse") - loaded_by("-c", "pass")
    assert {name for name in new if name.partition(".")[0] not in sys.stdlib_module_names} == {"vbparse"}


@pytest.mark.parametrize("argv, idle", [
    pytest.param(["--version"], SLOW, id="version"),
    pytest.param(["--help"], SLOW, id="help"),
    pytest.param(["search", "--help"], SLOW, id="help of a command"),
    pytest.param(["schema"], SLOW, id="schema"),
    pytest.param(["parse", "--jsonl", "fixtures"], SLOW - {"pydantic"}, id="parse"),
])
def test_start_up_loads_what_the_command_needs(argv: list[str], idle: set[str]) -> None:
    """The parts that are slow to load wait for the command that needs them."""
    loaded = loaded_by("-m", "vbparse", *argv)
    assert "vbparse.cli" in loaded
    assert not loaded & idle


def test_numbers_load_no_charts(tmp_path: Path) -> None:
    """Plotly waits for the page that it draws on."""
    stats = ["-m", "vbparse", "stats", "--archive", str(tmp_path / "kho")]
    loaded_by("-m", "vbparse", "ingest", "--archive", str(tmp_path / "kho"), "fixtures/ke-hoach-84-btgtu.txt")
    assert not loaded_by(*stats, "--json") & {"plotly", "pydantic"}
    assert "plotly" in loaded_by(*stats, "--html", str(tmp_path / "trang.html"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_lock_pins_by_hash(lock: Path) -> None:
    """A lock file gives each distribution one version and its hashes, and names no place."""
    text = lock.read_text("utf-8")
    requirements = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", text).strip())
    assert all(PINNED.match(requirement) and "--hash=sha256:" in requirement for requirement in requirements)
    assert "/" not in text
    assert "hatchling" in pins(lock)


def test_locks_agree() -> None:
    """A distribution has the same version in every lock file that holds it."""
    versions = {pin for lock in LOCKS for pin in pins(lock).items()}
    assert len(versions) == len({name for name, _ in versions})


def test_one_whoosh_in_each_environment() -> None:
    """The distributions that install a folder `whoosh` never meet, and the one we need is pinned exactly."""
    whooshes = [set(pins(lock)) & WHOOSHES for lock in LOCKS]
    assert sorted(map(sorted, whooshes)) == [["whoosh-reloaded"], ["whoosh3"], ["whoosh3"], ["whoosh3"]]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"whoosh3=={pins(ROOT / 'requirements.lock')['whoosh3']}" in project["dependencies"]


def test_every_promise_names_the_tests_that_hold_it() -> None:
    """The nine promises of the README each name a test, and every test that the README names is there."""
    readme = (ROOT / "README.md").read_text("utf-8")
    section = re.search(r"^## What vbparse promises$(.*?)^## ", readme, re.MULTILINE | re.DOTALL)
    assert section
    promises = re.split(r"^\d\. ", section[1], flags=re.MULTILINE)[1:]
    assert len(promises) == 9
    for promise in promises:
        assert re.search(r"`tests/\S+/test_\w+\.py`", promise), promise
    assert not [path for path in re.findall(r"`(tests/[\w/]+\.py)`", readme) if not (ROOT / path).is_file()]
