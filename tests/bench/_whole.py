"""A folder taken in by a whole program, as a user starts it, with what that takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench._corpus import size_of


def ingest(papers: Path, archive: Path, jobs: int) -> dict[str, Any]:
    """Ours, with the size of its index."""
    shutil.rmtree(archive, ignore_errors=True)
    argv = ("-m", "vbparse", "ingest", str(papers), "--archive", str(archive), "--jobs", str(jobs))
    return {**_taken(sys.executable, *argv), "size": size_of(archive / "index")}


def recoll(papers: Path, folder: Path) -> dict[str, Any] | None:
    """That of recoll, which is a program of the system; None where there is none."""
    if not (program := shutil.which("recollindex")):
        return None
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "recoll.conf").write_text(f"topdirs = {papers}\n", "utf-8")
    return {**_taken(program, "-c", str(folder)), "size": size_of(folder / "xapiandb")}


def _taken(*argv: str) -> dict[str, Any]:
    """Seconds, those of the processor, and the most memory of a program and its processes together."""
    start, before = time.perf_counter(), os.times()
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, _resident(process.pid))
        time.sleep(0.5)  # a look at the memory costs both some milliseconds
    seconds, after = time.perf_counter() - start, os.times()
    computed = sum(after[2:4]) - sum(before[2:4])  # of processes that have ended
    if process.returncode:
        raise SystemExit(f"{argv[0]} failed")
    return {"seconds": seconds, "computed": computed, "memory": most}


def _resident(process: int) -> int:
    """The bytes in memory of a process and of those that it has started; 0 where the system does not tell."""
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
        for thread in Path(f"/proc/{process}/task").iterdir():
            total += sum(_resident(int(child)) for child in (thread / "children").read_text().split())
    except OSError:
        pass
    return total
