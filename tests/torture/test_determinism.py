"""The same papers give the same bytes, whatever the order, the processes, the locale, the time zone."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

from tests import offline
from tests.cli.test_export import KINDS, lay_out
from tests.torture.sizes import chance, times

ROOT = Path(__file__).parents[2]

# Names of files are read as the program reads its own: they come in whatever encoding there is.
PROGRAM = """
import hashlib, json, os, sys
from vbparse import crew
from vbparse.cli import main
umask, jobs, archive, *paths = sys.argv[1:]
os.umask(int(umask))
crew.ALONE = crew.WORTH = 0
hired, hire = [], crew.Crew._hired
crew.Crew._hired = lambda self: hired.append(hire(self)) or hired[-1]
for path in paths:
    assert main(["ingest", path, "--archive", archive, "--json", "--jobs", jobs]) == 0
sums = {}
for kind in json.load(sys.stdin):
    path = f"{archive}/{kind}"
    assert main(["export", "--format", kind, "--output", path, "--archive", archive]) == 0
    with open(path, "rb") as file:
        sums[kind] = hashlib.sha256(file.read()).hexdigest()
print(json.dumps([len(hired), sums]), file=sys.stderr)
"""


def exported(root: Path, seed: random.Random) -> tuple[int, dict[str, str]]:
    """Sums of all exports of the papers, taken in somewhere, in some order, in some environment.

    With them how many processes there were to parse; few papers would else get none.
    """
    folder = lay_out(root)
    files = [path for path in folder.iterdir() if path.is_file()]
    for path in folder.rglob("*.txt"):
        os.utime(path, (when := seed.uniform(0, 2e9), when))
    alone = seed.sample(files, seed.randrange(4))
    umask, jobs = seed.choice((0, 0o022, 0o077)), seed.choice((1, 1, 2, 3))
    given: list[str | Path] = [str(umask), str(jobs), root / "kho", *alone, folder]
    environment = {
        "PYTHONPATH": offline.PYTHONPATH, "PYTHONHASHSEED": str(seed.randrange(2**32)),
        "PYTHONUTF8": seed.choice(("0", "1")),
        "LC_ALL": seed.choice(("C", "POSIX", "C.UTF-8", "vi_VN.UTF-8")),
        "TZ": seed.choice(("UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Kiritimati")),
        "COLUMNS": str(seed.randrange(20, 300)), "HOME": str(root), "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *given], input=json.dumps(KINDS), capture_output=True, text=True,
        env=environment, cwd=seed.choice((root, ROOT, "/")), errors="replace",
    )
    assert done.returncode == 0, (environment, given, done.stderr)
    hired, sums = json.loads(done.stderr.splitlines()[-1])
    return hired, sums


def test_exports(tmp_path: Path) -> None:
    """Each run somewhere else, at other times, in another order and environment: one set of bytes."""
    seen: dict[str, dict[str, int]] = {}
    crews = set()
    for number in range(times(20)):
        seed = chance("determinism", number)
        (root := tmp_path / str(number) / ("x" * seed.randrange(1, 9))).mkdir(parents=True)
        hired, sums = exported(root, seed)
        crews.add(hired > 0)
        for kind, sum in sums.items():
            seen.setdefault(kind, {})[sum] = number
    assert set(seen) == set(KINDS) and crews == {False, True}
    assert all(len(different) == 1 for different in seen.values()), seen
