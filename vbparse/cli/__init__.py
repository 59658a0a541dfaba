"""The command line: options → archive or pipeline → present → exit code.

    root.py          the names of all commands, each loaded when it is asked for
    commands.py      `parse`, `show`, `rebuild`
    searching.py     `search`
    listing.py       `list`
    answering.py     a page of answers, as these two show it
    stats.py         `stats`
    tables.py        the commands under `tables`
    options.py       the options that several share
    parsing.py       `parse`, file by file
    replacing.py     a file that is written whole or not at all
    asking.py        a query as it is typed, or as it was saved
    completing.py    shell completion: the scripts, and what answers them with what offering.py finds
    ending.py        how each ends: the sentence and the exit code of whatever went wrong
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130

_LOADED = 100_000  # more containers than any command loads; a long one still makes garbage beyond them


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code; no exception leaves it."""
    if argv is None:
        _spare_the_collector()
    try:
        from vbparse.cli.ending import run
        from vbparse.present.terminal import open_streams

        open_streams()
        if shell := os.environ.get("_VBPARSE_COMPLETE"):
            from vbparse.cli.completing import answer

            return answer(shell)
        return run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:  # while modules load, or once more while the first one is being told
        return INTERRUPTED


def _spare_the_collector() -> None:
    """What the process has loaded stays to its end: no search of it for garbage, nor one at the end.

    Both take 40 of the 230 ms of a search.
    """
    gc.set_threshold(_LOADED)
    atexit.register(gc.freeze)
