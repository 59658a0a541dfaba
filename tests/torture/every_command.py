"""Runs command lines in one process, in which no network is and the papers may only be read.

Reads JSON: `template`, an archive of which each line gets a copy at `archive`; the folder of `papers`;
`lines` with their arguments. Writes JSON: how each line ended; what asked for a network, from the first
import on; what would have changed the papers, and after which lines they were not as they had been.
"""

from __future__ import annotations

from tests import offline

offline.refuse()

import contextlib  # noqa: E402
import io  # noqa: E402
import json  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from tests.torture import untouched  # noqa: E402
from vbparse.cli import main  # noqa: E402


def run() -> None:
    given = json.load(sys.stdin)
    papers, archive = Path(given["papers"]), Path(given["archive"])
    before, changed = untouched.seen(papers), []
    codes: dict[str, int | str] = {}
    untouched.guard(papers)
    for line, argv in given["lines"].items():
        shutil.rmtree(archive, ignore_errors=True)
        shutil.copytree(given["template"], archive)
        with (
            io.TextIOWrapper(io.BytesIO()) as out, contextlib.redirect_stdout(out),
            io.TextIOWrapper(io.BytesIO()) as err, contextlib.redirect_stderr(err),
        ):
            try:
                codes[line] = main(argv)
            except (offline.NoNetwork, untouched.Touched) as refused:
                codes[line] = repr(refused)
        if untouched.seen(papers) != before:
            changed.append(line)
    told = {"codes": codes, "attempts": offline.attempts, "touches": untouched.touches, "changed": changed}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    run()
