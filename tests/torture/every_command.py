"""Runs command lines in one process, in which no network is and the papers may only be read.

Reads JSON: `template`, an archive of which each line gets a copy at `archive`; the folder of `papers`;
`lines` with their arguments. Writes JSON: how each line ended; what asked for a network, from the first
import on; what would have changed the papers, and after which lines they were not as they had been.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
from pathlib import Path

from tests import offline
from tests.torture import untouched
from vbparse.cli import main


def run() -> None:
    given = json.load(sys.stdin)
    papers, archive = Path(given["papers"]), Path(given["archive"])
    before, changed = untouched.seen(papers), []
    codes: dict[str, int | str] = {}
    with untouched.guard(papers):
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
    told = {"codes": codes, "attempts": offline.attempts(), "touches": untouched.touches, "changed": changed}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    run()
