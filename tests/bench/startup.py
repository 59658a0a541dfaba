"""How long a person waits for the first word, beside what Python and typer alone take."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench._stopwatch import command, medians, table

VBPARSE = str(Path(sys.executable).with_name("vbparse"))
PYTHON, TYPER = "python -c pass", "python -c 'import typer'"


def main() -> None:
    with tempfile.TemporaryDirectory() as archive:
        command(VBPARSE, "ingest", "fixtures", "--archive", archive)()
        seconds = medians({
            PYTHON: command(sys.executable, "-c", "pass"),
            TYPER: command(sys.executable, "-c", "import typer"),
            "vbparse --version": command(VBPARSE, "--version"),
            "vbparse --help": command(VBPARSE, "--help"),
            "vbparse search, archive of fixtures": command(
                VBPARSE, "search", "Chỉ thị 32", "--archive", archive
            ),
        })
    table(
        ["start-up", "median", "× python", "× import typer"],
        (
            [name, f"{own * 1000:.0f} ms", f"{own / seconds[PYTHON]:.1f}", f"{own / seconds[TYPER]:.2f}"]
            for name, own in seconds.items()
        ),
    )


if __name__ == "__main__":
    main()
