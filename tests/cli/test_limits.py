"""`--max-size`, and what is said of a file over a limit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vbparse import messages, pipeline
from vbparse.limits import Limits
from vbparse.text import Source

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def large(papers: Path) -> Path:
    """A paper of a little more than a megabyte."""
    path = papers / "mat.txt"
    path.write_text(path.read_text("utf-8") + "Kho có ba tủ.\n" * 70_000, "utf-8")
    return path


def test_max_size(vbparse: Run, large: Path, tmp_path: Path) -> None:
    """Above it a file is skipped by ingest and by parse, and named; below it is read."""
    said = f"{large}: larger than 1 MB"
    ingested = vbparse("ingest", str(large), "--max-size", "1", "--archive", str(tmp_path / "kho"))
    assert (ingested.code, ingested.out.splitlines()[1]) == (0, f"skipped  {said}")
    assert vbparse("parse", str(large), "--max-size", "1")[1:] == (
        "", f"{said}\n{messages.NO_FILE_READ.format(total='1 file')}\n"
    )
    assert vbparse("parse", str(large), "--max-size", "2").code == 0


def test_max_size_of_standard_input(program: Run, large: Path) -> None:
    """What comes down a pipe is held to it as well."""
    done = program("parse", "-", "--max-size", "1", stdin=large.read_bytes())
    assert (done.code, done.err.splitlines()[0]) == (65, "-: larger than 1 MB")


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "1e3", "x", "9" * 20])
def test_no_size(value: str, vbparse: Run, papers: Path) -> None:
    """What is no whole number of megabytes is refused."""
    assert vbparse("parse", str(papers), f"--max-size={value}").code == 2


def test_a_file_that_takes_too_long_to_parse(
    vbparse: Run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails by name, the others are printed, and the code says that some failed."""
    explain = pipeline.explain

    def stumble(source: Source) -> tuple[pipeline.Explained, ...]:
        while source.path.endswith("mat.txt"):
            pass
        return explain(source)

    monkeypatch.setattr(pipeline, "explain", stumble)
    monkeypatch.setattr(Limits.__init__, "__defaults__", (50_000_000, 0.2, 512_000_000))
    done = vbparse("parse", str(papers))
    assert done.code == 3
    assert done.out.count("Nguồn: ") == 3
    assert f"{papers / 'mat.txt'}: reading it takes more than" in done.err
