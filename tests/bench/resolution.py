"""Who cites whom on a generated archive: how right, how fast, and what one more document costs.

    python -m tests.bench.resolution [COUNT [FOLDER]]

COUNT files, 20,000 if not said, which takes a quarter of an hour; FOLDER keeps papers and archive.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

from tests.bench._stopwatch import table
from tests.truth.library.asking import answers
from tests.truth.library.making import library
from tests.truth.resolution import absent, agreement, scored, twice
from vbparse.archive import Archive

COUNT, SEED = 20_000, 1
ASKED, ADDED = 300, 9
FEW = 4  # folders of 500 files, beside which the whole library shows what its size costs


@dataclass(frozen=True)
class Taken:
    """Seconds and megabytes that a program took, and the seconds it computed."""

    seconds: float
    computed: float
    megabytes: float


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as temporary:
        measure(count, Path(sys.argv[2] if len(sys.argv) > 2 else temporary))


def measure(count: int, root: Path) -> None:
    papers, archive = root / "papers", root / "archive"
    _run("tests.truth.library", str(root), "--count", str(count), "--seed", str(SEED))
    folders = sorted((root / "texts").iterdir())
    papers.mkdir()
    costs, taken = [], []
    for some in (folders[:FEW], folders[FEW:]):
        for folder in some:
            folder.rename(papers / folder.name)
        if some:
            taken.append(_run("vbparse", "ingest", str(papers), "--archive", str(archive)))
            costs.append((_records(archive), list(_added(archive, root))))
    _print_right(root, archive)
    _print_answers(archive)
    table(
        ["one more document", "median", "longest"],
        [[f"beside {held:,}", _ms(statistics.median(times)), _ms(max(times))] for held, times in costs],
    )
    table(
        ["ingest", "seconds", "computed", "memory"],
        [["", f"{sum(t.seconds for t in taken):.0f}", f"{sum(t.computed for t in taken):.0f}",
          f"{max(t.megabytes for t in taken):.0f} MB"]],
    )


def _run(*module: str) -> Taken:
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, "-m", *module], stdout=quiet, stderr=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{module[0]} failed")
    return Taken(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _records(archive: Path) -> int:
    return sum(1 for _ in Archive(archive).select())


def _added(archive: Path, root: Path) -> Iterator[float]:
    """Seconds for each of some documents that come one by one to a copy of the archive."""
    copy, papers = root / "copy", root / "more"
    copytree(archive, copy)
    papers.mkdir()
    for n, file in zip(range(ADDED + 1), library(200, SEED + 1), strict=False):
        path = papers / f"{n}.txt"
        path.write_text(file.text, "utf-8")
        start = time.perf_counter()
        Archive(copy).ingest([str(path)])
        if n:  # the first warms the tables
            yield time.perf_counter() - start
    rmtree(copy)
    rmtree(papers)


def _print_right(root: Path, archive: Path) -> None:
    truth = [json.loads(line) for line in (root / "truth.jsonl").read_text("utf-8").splitlines()]
    said = answers(Archive(archive))
    score, wanted, pairs = scored(truth, said.links.elements()), absent(truth), twice(truth)
    table(
        ["citations resolved", "precision", "recall", "right", "wrong", "lost"],
        [["", f"{score.precision:.4f}", f"{score.recall:.4f}", str(score.right), str(len(score.wrong)),
          str(len(score.lost))]],
    )
    table(
        ["missing and duplicates", "true", "told", "the same", "share"],
        [
            ["documents missing", str(wanted.total()), str(said.missing.total()),
             str((wanted & said.missing).total()), f"{agreement(said.missing, wanted):.3f}"],
            ["documents in two scans", str(len(pairs)), str(len(said.twice)), str(len(pairs & said.twice)),
             f"{len(pairs & said.twice) / len(pairs | said.twice):.3f}"],
        ],
    )


def _print_answers(folder: Path) -> None:
    """How long `cites --by` takes for documents drawn by lot, and for the one that most cite."""
    archive = Archive(folder)
    records = {one.id: one.record for one in archive.select()}
    cited = Counter(c["target"] for record in records.values() for c in record["citations"] if c["target"])
    most = cited.most_common(1)[0][0]
    drawn = Random(SEED).sample(sorted(records), min(ASKED, len(records)))
    rows = {
        f"{len(drawn)} drawn by lot": [_asked(archive, id) for id in drawn],
        f"the most cited, by {cited[most]}": [_asked(archive, most) for _ in range(ADDED)],
    }
    table(
        ["cites --by", "median", "longest"],
        [[name, _ms(statistics.median(times)), _ms(max(times))] for name, times in rows.items()],
    )
    start = time.perf_counter()
    missing = archive.missing()
    print(f"missing: {_ms(time.perf_counter() - start)} for {len(missing)} documents\n")


def _asked(archive: Archive, key: str) -> float:
    start = time.perf_counter()
    archive.cites(key, by=True)
    return time.perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
