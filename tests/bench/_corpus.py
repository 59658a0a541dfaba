"""The papers that figures are taken on, the archive of them, and what others make of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

VBPARSE = str(Path(sys.executable).with_name("vbparse"))
OTHERS = Path(__file__).parents[2] / ".venv-references" / "bin" / "python"
"""The interpreter of the others; `make bench` makes it, and their columns are left out without it."""
SEED, SHORTEST, LONGEST = 1, 5000, 14000


def corpus(root: Path, count: int) -> Path:
    """A folder with so many papers of 5 to 14 kB, made unless it is there."""
    return made(root, count, SHORTEST, LONGEST)


def made(root: Path, count: int, shortest: int, longest: int) -> Path:
    """The same with so many characters of paragraphs; head and foot, of a kilobyte, come on top."""
    texts = root / "texts"
    if not texts.exists():
        _run(sys.executable, "-m", "tests.truth.library", str(root), "--count", str(count), "--seed",
             str(SEED), "--size", str(shortest), str(longest))
    return texts


def ingested(root: Path, papers: Path) -> Path:
    """An archive of the papers, made unless it is there."""
    archive = root / "archive"
    if not archive.exists():
        _run(sys.executable, "-m", "vbparse", "ingest", str(papers), "--archive", str(archive))
    return archive


def reference(what: str, name: str, papers: Path, out: Path | None = None) -> dict[str, Any] | None:
    """What another takes for the papers; None where the others are not installed."""
    if not OTHERS.exists():
        return None
    if out:
        out.mkdir(exist_ok=True)
        for old in out.iterdir():
            old.unlink()
    return told(str(OTHERS), what, name, str(papers), *([str(out)] if out else []))


def asked_of(name: str, out: Path, runs: int, query: str) -> dict[str, Any]:
    """What another takes for a query, and how many answers it has."""
    found: dict[str, Any] = told(str(OTHERS), "search", name, str(out), str(runs), query)[query]
    return found


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def told(python: str, *argv: str) -> dict[str, Any]:
    """What `_references.py` says, run by an interpreter that has the library asked for."""
    away = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    environment = {name: value for name, value in os.environ.items() if name not in away}
    path = Path(__file__).with_name("_references.py")
    done = subprocess.run(
        [python, str(path), *argv], env=environment, capture_output=True, text=True, check=True
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _run(*argv: str) -> None:
    subprocess.run(argv, capture_output=True, check=True)
