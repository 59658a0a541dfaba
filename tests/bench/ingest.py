"""What it takes to get papers in, with one process and with several, beside what others take to index them,
and beside recoll, a whole program like ours, where the machine has it.

    python -m tests.bench.ingest [COUNT [RUNS [JOBS]]]

COUNT papers of 5 to 14 kB, 2,000 if not said; RUNS by turns, five if not said; only so many JOBS, if said.
Of 20,000 a turn takes half an hour: each figure is written to stderr as soon as it is known.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench._corpus import corpus, reference, size_of
from tests.bench._stopwatch import medians, table
from tests.bench._whole import ingest, recoll
from vbparse.crew import cores

COUNT, RUNS = 2_000, 5
MEGA = 1_000_000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else RUNS
    processes = sys.argv[3:] or dict.fromkeys((1, cores()))
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        papers = corpus(root, count)
        text = size_of(papers)
        taken: dict[str, list[dict[str, Any]]] = {}
        for _ in range(runs):
            for name, told in _turn(papers, root, [int(jobs) for jobs in processes]):
                taken.setdefault(name, []).append(told)
                print(f"{name}: {told['seconds']:.1f} s", file=sys.stderr, flush=True)
        rows = []
        seconds = {name: statistics.median(one["seconds"] for one in all) for name, all in taken.items()}
        rates = {name: count / median for name, median in seconds.items()}
        for name, all in taken.items():
            memory, size = (statistics.median(one[what] for one in all) for what in ("memory", "size"))
            computed = statistics.median(one["computed"] for one in all)
            stock = rates.get("whoosh, indexing alone")
            rows.append([name, f"{rates[name]:.0f}", f"×{rates[name] / stock:.2f}" if stock else "",
                         f"{computed:.1f} s", f"{memory / MEGA:.0f} MB", f"{size / text:.2f}"])
        head = [f"{count:,} papers, {text / MEGA:.0f} MB, {runs} runs", "documents/s", "× whoosh",
                "processor", "memory", "index ÷ text"]
        table(head, rows)
        _print_again(papers, root / "archive")


def _turn(papers: Path, root: Path, processes: list[int]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each takes for the papers, one after the other."""
    for jobs in processes:
        yield f"vbparse --jobs {jobs}", ingest(papers, root / "archive", jobs)
    for name in ("whoosh", "fts5", "tantivy"):
        if told := reference("index", name, papers, root / name):
            yield f"{name}, indexing alone", told
    if told := recoll(papers, root / "recoll"):
        yield "recoll", told


def _print_again(papers: Path, archive: Path) -> None:
    """The same files once more, of which none has changed, beside a walk that looks at each."""
    from vbparse.archive import Archive

    def walk() -> int:
        return sum(os.lstat(os.path.join(here, name)).st_size > 0
                   for here, _, names in os.walk(papers) for name in names)

    time.sleep(2.1)  # a file that was read right after its change is read again
    seconds = medians({
        "a walk that stats": walk, "ingest": lambda: Archive(archive).ingest([str(papers)]),
    }, RUNS)
    rows = [[name, f"{own * 1000:.0f} ms", f"{own / seconds['a walk that stats']:.1f}"]
            for name, own in seconds.items()]
    table(["nothing has changed", "median", "× walk"], rows)


if __name__ == "__main__":
    main()
