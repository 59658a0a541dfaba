"""Writes generated pages with their gold: python -m tests.truth OUTDIR --count 200 --rate 0.03 --seed 1"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.truth.pages import documents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--rate", type=float, default=0.0, help="share of characters that the noise spoils")
    parser.add_argument(
        "--seed", type=int, default=1, help="the seed of the first page; the next has the next"
    )
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(wanted.seed, wanted.seed + wanted.count):
        page = documents(seed, wanted.rate)
        (wanted.folder / f"p{seed:05d}.txt").write_text(page.text, "utf-8")
        text = json.dumps(page.gold, ensure_ascii=False, indent=1)
        (wanted.folder / f"p{seed:05d}.gold.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
