"""The command line: options → archive or pipeline → present → exit code.

    commands.py      the commands and their options
    ending.py        how each ends: the sentence and the exit code of whatever went wrong
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code; no exception leaves it."""
    from vbparse.cli.ending import run
    from vbparse.present.terminal import open_streams

    open_streams()
    return run(list(sys.argv[1:] if argv is None else argv))
