"""Whether it goes on as it began: getting papers in, and asking for them, the more there are.

    python -m tests.bench.growth [COUNT... [FOLDER]]

COUNTs papers of 5 to 14 kB, 2,000 and 20,000 if not said (100,000 take half an hour); FOLDER keeps the
papers for the next time. Each is one run.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench._corpus import corpus, size_of
from tests.bench._stopwatch import medians, table
from tests.bench._whole import ingest
from vbparse.archive import Archive
from vbparse.crew import cores

COUNTS, RUNS = (2_000, 20_000), 5
QUESTIONS = {
    "common word": "đất", "two words": "đất đai", "phrase": '"ủy ban nhân dân"', "dates": "date:2019",
}


def main() -> None:
    counts = [int(one) for one in sys.argv[1:] if one.isdecimal()] or list(COUNTS)
    (kept,) = [one for one in sys.argv[1:] if not one.isdecimal()] or (None,)
    with tempfile.TemporaryDirectory() as temporary:
        grown = [_grown(Path(kept or temporary) / str(count), count) for count in counts]
    first = grown[0]["rate"]
    table(["papers", "documents/s", "× the first", "memory", "index ÷ text"], [
        [f"{count:,}", f"{one['rate']:.1f}", f"{one['rate'] / first:.2f}", f"{one['memory'] / 1e6:.0f} MB",
         f"{one['size'] / one['text']:.2f}"]
        for count, one in zip(counts, grown, strict=True)
    ])
    table(["warm: ms, hits, ms for 1,000 hits", *(f"{count:,}" for count in counts)], [
        [name, *(_asked(*one["asked"][name]) for one in grown)] for name in QUESTIONS
    ])


def _grown(root: Path, count: int) -> dict[str, Any]:
    """What it takes to get so many papers in, and to ask for some."""
    papers = corpus(root, count)
    told = ingest(papers, root / "archive", cores())
    with Archive(root / "archive") as archive:
        hits = {name: archive.search(query).total for name, query in QUESTIONS.items()}
        asking = {name: partial(archive.search, query) for name, query in QUESTIONS.items()}
        seconds = medians(asking, RUNS)
    asked = {name: (seconds[name], hits[name]) for name in QUESTIONS}
    return {**told, "rate": count / told["seconds"], "text": size_of(papers), "asked": asked}


def _asked(seconds: float, hits: int) -> str:
    return f"{seconds * 1000:.0f}, {hits:,}, {seconds * 1e6 / max(hits, 1):.1f}"


if __name__ == "__main__":
    main()
