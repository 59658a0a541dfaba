"""From no byte to a gigabyte: little memory, time that grows with the size, or a reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.torture.sizes import TIMES

MEMORY = 512
# Memory at its peak: getrusage begins with that of the process that started it, so it tells of workers only.
_RUN = """
import os, resource, sys
from vbparse.cli import main
main(sys.argv[1:])
with open("/proc/self/status") as status:
    (peak,) = (line.split()[1] for line in status if line.startswith("VmHWM:"))
workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(max(int(peak), workers) // 1024, sum(os.times()[:4]), file=sys.stderr)
"""


class Cost(NamedTuple):
    report: dict[str, Any]
    megabytes: int
    seconds: float


def ingested(path: Path, archive: Path, *options: str) -> Cost:
    """What an ingest of a file by a process of its own made of it, and took."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "ingest", str(path), "--json", "--archive", str(archive), *options],
        capture_output=True, encoding="utf-8", check=True, timeout=1200,
    )
    megabytes, seconds = done.stderr.split()[-2:]
    return Cost(json.loads(done.stdout), int(megabytes), float(seconds))


def test_nothing(tmp_path: Path) -> None:
    """A file of 0 bytes is skipped."""
    (path := tmp_path / "a.txt").touch()
    cost = ingested(path, tmp_path / "kho")
    assert (cost.report["skipped"], cost.report["found"]) == (1, 1)


@pytest.mark.parametrize("asked", [(), ("--max-size", "2000")], ids=["usual", "asked for more"])
def test_gigabyte(asked: tuple[str, ...], tmp_path: Path) -> None:
    """A file of 1 GB is skipped before it is read, and the list says why, whatever is asked for."""
    with open(path := tmp_path / "a.txt", "wb") as file:
        file.write("Kế hoạch".encode())
        file.truncate(1 << 30)
    cost = ingested(path, tmp_path / "kho", *asked)
    (problem,) = cost.report["problems"]
    assert cost.report["skipped"] == 1
    assert "MB" in problem["reason"]
    assert cost.megabytes < MEMORY / 2


LINE, LINES = 1_000_000, 20_000 if TIMES == 1 else 1_000_000
"""A line of 1 M characters is read in CI too; 1 M lines of text in a night, of blank lines always."""


@pytest.mark.parametrize("unit, size", [
    pytest.param("rừng và nước ", LINE, id="a line"),
    pytest.param("Căn cứ Chỉ thị số 32-CT/TW, ", LINE // 5, id="a line of citations"),
    pytest.param("rừng\n", LINES * 5, id="lines"),
    pytest.param("Số 5\n", LINES * 5, id="lines of numbers"),
    pytest.param("A\n", LINES * 2, id="lines of capitals"),
    pytest.param("\n", 1_000_000, id="blank lines"),
])
def test_size(unit: str, size: int, tmp_path: Path) -> None:
    """Of twice the size a text takes at most about twice the time; either way little memory."""
    costs = []
    for times in (1, 2):
        text = plan_of(unit * (size * times // 2 // len(unit)))
        (path := tmp_path / f"{times}.txt").write_text(text, "utf-8")
        costs.append(ingested(path, tmp_path / f"kho-{times}"))
    for cost in costs:
        assert cost.report["new"] == 1 or cost.report["problems"]
        assert cost.megabytes < MEMORY
    assert costs[1].seconds < 3 * costs[0].seconds + 1


def plan_of(body: str) -> str:
    return f"TỈNH ỦY LẠNG SƠN\n*\nSố 84-KH/TU\n\nKẾ HOẠCH\ngiữ rừng\n\n{body}\n"
