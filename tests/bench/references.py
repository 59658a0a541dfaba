"""What others take for the same papers: parsing beside eyecite and legal-reference-extraction, ingest beside
stock Whoosh, SQLite's FTS5 and tantivy, which only index.

    python -m tests.bench.references [COUNT]

COUNT papers of 5 to 14 kB, 2,000 if not said, of which 200 of about 14 kB are parsed. All take turns, each
in a process of its own, and of five turns the median counts. The others have an environment of their own,
`.venv-references` (`make bench` makes it). recoll is run where the machine has it.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench._stopwatch import table
from tests.truth.library.__main__ import write

COUNT, PARSED, TURNS = 2_000, 200, 5
SHORT, LONG = (3_600, 12_600), (12_300, 12_900)  # of paragraphs: head and foot come on top
OTHERS = Path(".venv-references/bin/python")
CONTESTANT = Path(__file__).with_name("_contestant.py")

Figures = Mapping[str, float]


def main(count: int) -> None:
    if not OTHERS.exists():
        sys.exit(f"{OTHERS.parent.parent} is not there: make bench makes it")
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write(root / "long", PARSED, 1, size=LONG)
        _compare(f"parsing, {PARSED} papers", root / "long" / "texts", ["vbparse", "eyecite", "refex"])
        write(root / "all", count, 2, size=SHORT)
        folder = root / "all" / "texts"
        _compare(f"indexing, {count:,} papers", folder, ["ingest", "whoosh", "fts5", "tantivy"])
        _recoll(folder)


def _compare(what: str, folder: Path, names: list[str]) -> None:
    """A table of some contestants: the first is ours, beside which the others' rate is a ratio."""
    paths = list(folder.rglob("*.txt"))
    size = sum(path.stat().st_size for path in paths)
    taken = _by_turns({name: _contestant(name, folder) for name in names})
    rows = [
        [name, f"{len(paths) / one['seconds']:.0f}", f"{size / one['seconds'] / 1e6:.2f}",
         f"{one['seconds'] / taken[names[0]]['seconds']:.2f}", f"{one['computed']:.1f} s",
         f"{one['megabytes']:.0f} MB"]
        for name, one in taken.items()
    ]
    head = f"{what} of {size / len(paths) / 1000:.1f} kB"
    table([head, "documents/s", "MB/s", "time, ours = 1", "processor", "memory"], rows)


def _contestant(name: str, folder: Path) -> Callable[[], Figures]:
    ours = name in ("vbparse", "ingest")
    argv = [sys.executable if ours else str(OTHERS), str(CONTESTANT), name, str(folder)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if ours:
        environment["PYTHONPATH"] = os.getcwd()

    def run() -> Figures:
        done = subprocess.run(argv, env=environment, stdout=subprocess.PIPE, check=True)
        figures: Figures = json.loads(done.stdout)
        return figures

    return run


def _by_turns(contestants: Mapping[str, Callable[[], Figures]]) -> dict[str, Figures]:
    turns: dict[str, list[Figures]] = {name: [] for name in contestants}
    for _ in range(TURNS):
        for name, run in contestants.items():
            turns[name].append(run())
    return {
        name: {key: statistics.median(one[key] for one in taken) for key in taken[0]}
        for name, taken in turns.items()
    }


def _recoll(folder: Path) -> None:
    program = shutil.which("recollindex")
    if program is None:
        print("recoll: not on this machine, so not compared\n")
        return
    with tempfile.TemporaryDirectory() as config:
        Path(config, "recoll.conf").write_text(f"topdirs = {folder}\n", "utf-8")
        start = time.perf_counter()
        subprocess.run([program, "-c", config], check=True, capture_output=True)
        rate = len(list(folder.rglob("*.txt"))) / (time.perf_counter() - start)
    print(f"recoll: {rate:.0f} documents/s\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else COUNT)
