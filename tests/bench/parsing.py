"""How many papers are parsed in a second by one process, beside eyecite and legal-reference-extraction.

    python -m tests.bench.parsing [COUNT]

COUNT papers of about 14 kB, 200 if not said. All take turns, each in a process of its own, and of each the
time of the processor counts, which nothing else that runs burdens. Then a quarter of them at each of four
lengths: the time should grow as the text does.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench._corpus import made, reference, size_of, told
from tests.bench._stopwatch import table

COUNT, RUNS = 200, 5
LONG = (12_300, 12_900)  # of paragraphs: head and foot come on top
LENGTHS = ((3_000, 3_200), (6_000, 6_400), (12_000, 12_800), (24_000, 25_600))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        _print_beside(made(root / "long", count, *LONG), count)
        _print_lengths(root, count // 4)


def _print_beside(papers: Path, count: int) -> None:
    taken: dict[str, list[dict[str, Any]]] = {}
    for _ in range(RUNS):
        taken.setdefault("vbparse", []).append(_parsed(papers))
        for name, said in (("eyecite", "eyecite"), ("refex", "legal-reference-extraction")):
            if figures := reference("parse", name, papers):
                taken.setdefault(said, []).append(figures)
    size, own = size_of(papers), _median(taken["vbparse"])
    rows = [
        [name, f"{count / seconds:.0f}", f"{size / seconds / 1e6:.2f}", f"{seconds / own:.2f}"]
        for name, all in taken.items() if (seconds := _median(all))
    ]
    head = f"parsing, {count} papers of {size / count / 1000:.1f} kB"
    table([head, "documents/s", "MB/s", "time, ours = 1"], rows)


def _print_lengths(root: Path, count: int) -> None:
    folders = [made(root / str(most), count, least, most) for least, most in LENGTHS]
    taken: list[list[dict[str, Any]]] = [[] for _ in folders]
    for _ in range(RUNS):
        for folder, all in zip(folders, taken, strict=True):
            all.append(_parsed(folder))
    rows = [
        [f"{size_of(folder) / count / 1000:.1f} kB", f"{_median(all) / count * 1000:.1f} ms",
         f"{size_of(folder) / _median(all) / 1e6:.2f}"]
        for folder, all in zip(folders, taken, strict=True)
    ]
    table([f"parsing by length, {count} papers each", "a document", "MB/s"], rows)


def _parsed(papers: Path) -> dict[str, Any]:
    return told(sys.executable, "parse", "vbparse", str(papers))


def _median(all: list[dict[str, Any]]) -> float:
    return float(statistics.median(one["computed"] for one in all))


if __name__ == "__main__":
    main()
