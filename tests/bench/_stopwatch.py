"""Time as a median of runs taken by turns, so that a busy moment of the machine burdens all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping

RUNS = 9


def medians(actions: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """Seconds that each action takes; a first run of each, which warms the caches, is not counted."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(runs + 1):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


def command(*argv: str) -> Callable[[], object]:
    """An action that runs a program to its good end, its output thrown away."""
    # Without byte code on disk it is the compiler that is measured.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(argv, env=environment, capture_output=True, check=True)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Prints a head and rows: the first column to the left, figures to the right."""
    for first, *rest in [head, *rows]:
        print(f"{first:<40}" + "".join(f"{cell:>16}" for cell in rest))
    print()
