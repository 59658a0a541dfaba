"""How long an answer takes, warm and cold, beside stock Whoosh, SQLite's FTS5 and tantivy.

    python -m tests.bench.search [COUNT [FOLDER]]

COUNT papers of 5 to 14 kB, 2,000 if not said; FOLDER keeps papers and archive for the next time.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from functools import partial
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
    "rare word": "Glei", "common word": "đất", "two common words": "thực hiện",
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
        _print_warm(root, papers, archive)
        _print_cold(archive, count)


def _print_warm(root: Path, papers: Path, folder: Path) -> None:
    """Each question to us, then to each of the others, whose own processes answer.

    To us through one Archive that is kept: twenty hits with their records and snippets, as a person sees
    them, and of these the index's share, which is what the others are asked for.
    """
    others = {name: made for name in OTHERS if (made := reference("index", name, papers, root / name))}
    text = size_of(papers)
    rows = []
    with Archive(folder) as archive, closing(index.opened(folder / "index")) as opened:
        numbers = (one.record["number"] for one in archive.select())
        number = next(one for one in numbers if one and archive.search(one, limit=1).total == 1)
        asked = {"number": (number, {}), **{name: (query, {}) for name, query in WORDS.items()}, **OURS}
        for name, (query, options) in asked.items():
            shown, answer = partial(archive.search, query, **options), parse(query)
            seconds = medians(
                {"shown": shown, "index": partial(opened.search, answer, limit=20, **options)}, RUNS
            )
            compared = name in WORDS
            theirs = (asked_of(other, root / other, RUNS, query) if compared else None for other in others)
            rows.append([
                f"{name}, {shown().total:,}", _ms(seconds["shown"]), _ms(seconds["index"]),
                *(_beside(seconds["index"], found) if found else "" for found in theirs),
            ])
    table([f"warm, median of {RUNS}, hits", "20 shown", "of it the index", *others], rows)
    sizes = [f"{made['size'] / text:.2f}" for made in others.values()]
    table(["size ÷ text", "vbparse", *others], [["", f"{size_of(folder / 'index') / text:.2f}", *sizes]])


def _beside(own: float, found: dict[str, Any]) -> str:
    return f"{_ms(found['seconds'])} ×{own / found['seconds']:.1f}"


def _print_cold(archive: Path, count: int) -> None:
    at = ("--archive", str(archive))
    with Archive(archive) as kept:
        id = next(kept.select()).id
    actions = {
        "python -c pass": command(sys.executable, "-c", "pass"),
        "python -c 'import typer'": command(sys.executable, "-c", "import typer"),
        "show --json": command(VBPARSE, "show", id, "--json", *at),
        "show": command(VBPARSE, "show", id, *at),
        "search, a rare word": command(VBPARSE, "search", WORDS["rare word"], *at),
        "search, a common word": command(VBPARSE, "search", WORDS["common word"], *at),
        "search, a number": command(VBPARSE, "search", "Chỉ thị 32", *at),
    }
    seconds = medians(actions, RUNS)
    alone, typer = list(seconds.values())[:2]
    table(
        [f"cold, {count:,} papers, whole process", "median", "× python", "× import typer"],
        ([name, _ms(own), f"{own / alone:.1f}", f"{own / typer:.2f}"] for name, own in seconds.items()),
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
