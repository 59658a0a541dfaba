"""Writes a library with its truth: python -m tests.truth.library OUTDIR --count 20000 --seed 1

The texts lie in folders of 500 under OUTDIR/texts; OUTDIR/truth.jsonl has one line a document.
With `--size 5000 14000` the papers are as long as real ones.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.truth.library.making import library


def write(
    folder: Path, count: int, seed: int, rate: float = 0.0, size: tuple[int, int] | None = None
) -> None:
    """The files of a library under `folder/texts`, and their truth beside."""
    texts = folder / "texts"
    truth = []
    for file in library(count, seed, rate, size):
        path = texts / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8")
        truth += [json.dumps(document, ensure_ascii=False) for document in file.documents]
    (folder / "truth.jsonl").write_text("\n".join(truth) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=20_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=0.0, help="share of characters that the noise spoils")
    parser.add_argument("--size", type=int, nargs=2, metavar=("LEAST", "MOST"), help="bytes of text")
    wanted = parser.parse_args()
    size = tuple(wanted.size) if wanted.size else None
    write(wanted.folder, wanted.count, wanted.seed, wanted.rate, size)


if __name__ == "__main__":
    main()
