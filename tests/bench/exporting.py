"""What an export of 20,000 records costs: processor time, memory, size. They are the fixtures' over and over.

    python -m tests.bench.exporting             a table of every format
    python -m tests.bench.exporting FORMAT FILE one export, in this process
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from tests.bench._stopwatch import table
from vbparse.archive import Listed
from vbparse.cli.exporting import Kind
from vbparse.export.exports import exported, format_named

COUNT = 20_000
MEGA = 1_000_000


def library(count: int) -> Iterator[Listed]:
    """So many records, each with an id, a path and a serial of its own, citing one another."""
    from vbparse import parse

    kept = [record.to_json() for path in sorted(Path("fixtures").iterdir()) for record in parse(str(path))]
    for place, stored in enumerate(islice(cycle(kept), count)):
        record = json.loads(stored)
        record["id"] = f"{place:012d}"
        record["number"] = f"{place}-{record['symbol'] or 'CV'}"
        for step, citation in enumerate(record["citations"]):
            citation["target"] = f"{(place * 7 + step * 13) % count:012d}"
        yield Listed(record["id"], record, b"ho-so/%05d.txt" % place, "Số")


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in Kind:
            path = Path(folder, kind.value)
            done = subprocess.run([sys.executable, "-m", "tests.bench.exporting", kind.value, str(path)],
                                  capture_output=True, text=True, check=True)
            seconds, memory = done.stdout.split()
            rows.append([kind.value, seconds, memory, f"{path.stat().st_size / MEGA:.1f} MB"])
    table([f"exporting {COUNT:,} records", "processor", "memory", "size"], rows)


def one(kind: str, path: str) -> None:
    """Prints what one export took: seconds of the processor, and the most memory that the process had."""
    form = format_named(kind)
    start = time.process_time()
    with open(path, "w+b") as file:
        form.write(exported(library(COUNT)), file)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"{time.process_time() - start:.1f}s {peak / MEGA:.0f}MB")


if __name__ == "__main__":
    one(*sys.argv[1:]) if sys.argv[1:] else main()
