"""How long an answer takes, warm and cold, beside stock Whoosh, SQLite's FTS5 and tantivy.

    python -m tests.bench.search [COUNT [FOLDER]]

COUNT papers of 5 to 14 kB, 2,000 if not said; FOLDER keeps papers and archive for the next time.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench._corpus import VBPARSE, asked_of, corpus, ingested, reference, size_of
from tests.bench._stopwatch import command, medians, table
from vbparse import index
from vbparse.archive import Archive
from vbparse.query import FACETS, parse

COUNT, RUNS = 2_000, 5
OTHERS = ("whoosh", "fts5", "tantivy")
WORDS = {
    "rare word": "Pắc", "common word": "đất", "two common words": "thực hiện",
    "phrase of common words": '"ủy ban nhân dân"',
}
OURS: dict[str, tuple[str, dict[str, Any]]] = {
    "low serial": ("Quyết định 1", {}), "date range": ("date:2019..2020", {}),
    "facets": ("đất", {"facets": FACETS}), "sorted by date": ("đất", {"sort": "date"}),
}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)
        papers = corpus(root, count)
        archive = ingested(root, papers)
        _print_warm(root, papers, archive / "index")
        _print_cold(archive, count)


def _print_warm(root: Path, papers: Path, folder: Path) -> None:
    """By turns: each question to us, then to each of the others, whose own processes answer."""
    others = {name: made for name in OTHERS if (made := reference("index", name, papers, root / name))}
    text = size_of(papers)
    rows = []
    for name, query in WORDS.items():
        own, hits = _asked(folder, query)
        theirs = [asked_of(other, root / other, RUNS, query) for other in others]
        rows.append([f"{name}, {hits:,}", _ms(own), *(_beside(own, found) for found in theirs)])
    number = next(one.record["number"] for one in Archive(folder.parent).select() if one.record["number"])
    for name, (query, options) in {"number": (number, {}), **OURS}.items():
        own, hits = _asked(folder, query, **options)
        rows.append([f"{name}, {hits:,}", _ms(own), *("" for _ in others)])
    table([f"warm, median of {RUNS}, hits", "vbparse", *others], rows)
    sizes = [f"{made['size'] / text:.2f}" for made in others.values()]
    table(["size ÷ text", "vbparse", *others], [["", f"{size_of(folder) / text:.2f}", *sizes]])


def _asked(folder: Path, query: str, **options: Any) -> tuple[float, int]:
    """Seconds that the index takes, its opening with them, and how many answers there are."""
    asked = parse(query)
    found = index.search(folder, asked, limit=20, **options)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        index.search(folder, asked, limit=20, **options)
        times.append(time.perf_counter() - start)
    return statistics.median(times), found.total


def _beside(own: float, found: dict[str, Any]) -> str:
    return f"{_ms(found['seconds'])} ×{own / found['seconds']:.1f}"


def _print_cold(archive: Path, count: int) -> None:
    python = f"{sys.executable} -c pass"
    at = ("--archive", str(archive))
    seconds = medians({
        python: command(*python.split(" ")),
        "search, a word": command(VBPARSE, "search", "đất", *at),
        "search, a number": command(VBPARSE, "search", "Quyết định 1", *at),
    }, RUNS)
    rows = [[name, _ms(own), f"{own / seconds[python]:.1f}"] for name, own in seconds.items()]
    rows[0][0] = "python -c pass"
    table([f"cold, {count:,} papers, whole process", "median", "× python"], rows)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
