"""Twenty thousand records asked every kind of question: is it the oracle's answer, how long does it take?

    python -m tests.bench.queries [COUNT]
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.bench._stopwatch import table
from tests.index import oracle
from tests.index.generated import shelf
from tests.index.questions import KINDS, Asking
from vbparse import index
from vbparse.query import FACETS

COUNT, ASKED = 20_000, 5


def main(count: int) -> None:
    made = shelf(count, 20)
    papers = oracle.papers(made.records)
    records = [json.loads(line) for _, line, _ in made.records]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "index")
        index.rebuild(path, generation=1, records=made.records)
        for kind, ask in KINDS.items():
            times, answers, wrong, scanned = [], 0, 0, 0.0
            for at in range(ASKED):
                question = ask(Asking(Random(f"{kind} {at}"), made, records), papers)
                query = question.query(made)
                meant = {paper.id for paper in papers if question.meaning(paper)}
                start = time.perf_counter()
                index.search(path, query, limit=20, facets=FACETS)
                times.append(time.perf_counter() - start)
                found = index.search(path, query, limit=count * 2, facets=FACETS)
                wrong += {hit.id for hit in found.hits} != meant
                answers += len(meant)
                if not at:
                    start = time.perf_counter()
                    wrong += index.scan(made.records, query, limit=count * 2, facets=FACETS) != found
                    scanned = time.perf_counter() - start
            shown = f"{statistics.median(times) * 1000:.0f} ms"
            rows.append([kind, str(wrong), str(answers // ASKED), shown, f"{scanned:.1f} s"])
    head = [f"{len(papers):,} records, {len(KINDS)} kinds", "wrong", "answers", "index, 20 hits", "scan, all"]
    table(head, rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else COUNT)
