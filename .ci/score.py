"""The records against the gold pages: every figure of floors.json, measured beside its floor.

    score.py SHARED           fails when a figure is below its floor
    score.py SHARED --raise   lifts the floors to the hundredth below what is measured; a floor never sinks

SHARED holds corpus/FOLDER and eval/score.py. Without it there is nothing to measure, which is said.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")


def measured(shared: Path, folder: str) -> dict[str, Any]:
    """What the scorer says of one folder of the corpus."""
    scorer = [sys.executable, str(shared / "eval/score.py"), str(shared / "corpus" / folder), "--json"]
    scores: dict[str, Any] = json.loads(subprocess.run(scorer, stdout=subprocess.PIPE, check=True).stdout)
    return scores


def figure(scores: dict[str, Any], name: str) -> float:
    """One figure by its name in floors.json: `core_macro_f1`, or `number.precision` of a field."""
    field, _, metric = name.rpartition(".")
    return float(scores["fields"][field][metric] if field else scores[metric])


def main(shared: Path, lift: bool) -> int:
    if not (shared / "eval/score.py").exists():
        print(f"no gold pages in {shared}: the records are not scored")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8"))
    below = 0
    print(f"{'folder':<12}{'figure':<24}{'floor':>8}{'measured':>10}")
    for folder, wanted in floors.items():
        scores = measured(shared, folder)
        for name, floor in wanted.items():
            now = figure(scores, name)
            wanted[name] = max(floor, math.floor(now * 100) / 100)
            below += now < floor
            print(f"{folder:<12}{name:<24}{floor:>8.3f}{now:>10.3f}{'  below' if now < floor else ''}")
    if lift:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), lift="--raise" in sys.argv[2:]))
