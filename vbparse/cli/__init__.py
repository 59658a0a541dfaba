"""The command line: options → archive or pipeline → present → exit code.

    commands.py      the commands
    searching.py     `search`
    listing.py       `list`
    answering.py     a page of answers, as these two show it
    stats.py         `stats`
    tables.py        the commands under `tables`
    options.py       the options that several share
    parsing.py       `parse`, file by file
    replacing.py     a file that is written whole or not at all
    ending.py        how each ends: the sentence and the exit code of whatever went wrong
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code; no exception leaves it."""
    try:
        from vbparse.cli.ending import run
        from vbparse.present.terminal import open_streams

        open_streams()
        return run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:  # while modules load, or once more while the first one is being told
        return INTERRUPTED
