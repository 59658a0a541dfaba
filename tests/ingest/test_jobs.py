"""Files parsed by several processes: the same archive as with one, whatever befalls the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.papers import decision, plan
from vbparse import crew
from vbparse.archive import Archive, IngestReport
from vbparse.errors import UnreadableSource
from vbparse.limits import Limits
from vbparse.readers import find
from vbparse.reading import read_ahead

MANY = 60


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of which one holds no text and one no document, and one content lies in two of them.

    They are left to the processes, which take longer to start than the writer takes to read so few.
    """
    claim, writer = crew._Job.claim, threading.main_thread()
    monkeypatch.setattr(
        crew._Job, "claim", lambda job: threading.current_thread() is not writer and claim(job)
    )
    monkeypatch.setattr(crew, "ALONE", 2)
    monkeypatch.setattr(crew, "WORTH", 5)
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(MANY):
        text = plan(str(n + 1)) if n % 2 else decision(str(n + 1))
        (folder / f"{n:03}.txt").write_text(text, "utf-8")
    (folder / "007.txt").write_bytes(b"\x89PNG\0\0")
    (folder / "008.txt").write_text("", "utf-8")
    (folder / "009.txt").write_text((folder / "010.txt").read_text("utf-8"), "utf-8")
    return folder


def taken(papers: Path, folder: Path, jobs: int) -> tuple[IngestReport, list[tuple[str, bytes, str]]]:
    """The report of an ingest, and all that the archive gives out."""
    archive = Archive(folder, create=True)
    report = archive.ingest([str(papers)], jobs=jobs)
    return report, [(one.id, one.within, str(one.record)) for one in archive.select()]


def test_several_give_the_same_as_one(papers: Path, tmp_path: Path) -> None:
    """Report and records are the same however many processes parse, also when files change and move."""
    assert taken(papers, tmp_path / "one", 1) == taken(papers, tmp_path / "three", 3)
    for n in range(20, 50):
        os.rename(papers / f"{n:03}.txt", papers / f"moved {n}.txt")
    (papers / "011.txt").write_text(plan("900"), "utf-8")
    by_one = taken(papers, tmp_path / "one", 1)
    assert by_one == taken(papers, tmp_path / "three", 3)
    assert (by_one[0].moved, by_one[0].updated) == (30, 1)


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Kills processes of the crew again and again; gives whom it has killed."""
    killed: list[int] = []
    hired = crew.Crew._hired

    def hire(self: crew.Crew) -> object:
        process = hired(self)
        if len(killed) < 6:
            killed.append(process.pid)
            threading.Timer(0.02 * len(killed), lambda: os.kill(process.pid, signal.SIGKILL)).start()
        return process

    monkeypatch.setattr(crew.Crew, "_hired", hire)
    yield killed


def test_a_process_that_is_killed_takes_nothing_with_it(
    papers: Path, tmp_path: Path, killer: list[int]
) -> None:
    """Every file is in, or listed as failed, though processes die while they start and while they parse."""
    report, _ = taken(papers, tmp_path / "kho", 2)
    assert killer
    assert report.found == MANY
    assert report.new + report.failed + report.skipped == MANY
    died = [one.path for one in report.problems if "died" in one.reason]
    assert len(died) == report.failed <= len(killer) // 2
    again = Archive(tmp_path / "kho").ingest([str(papers)], jobs=1)
    assert (again.new, again.unchanged) == (len(died), report.new)


def test_where_no_process_can_be_started(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that writes parses too."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    report, _ = taken(papers, tmp_path / "kho", 2)
    assert (report.new, report.failed) == (MANY - 2, 0)


def test_few_files_start_no_process(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten files take one process."""
    monkeypatch.setattr(crew, "WORTH", 400)
    monkeypatch.setattr(subprocess, "Popen", None)
    assert taken(papers, tmp_path / "kho", 8)[0].new == MANY - 2


def test_nothing_is_left_running(papers: Path, tmp_path: Path) -> None:
    """An ingest that ends early takes its processes with it."""
    files = list(find([str(papers)], besides=tmp_path))
    with crew.Crew(2, tmp_path / "kho", Limits()) as at_work:
        for place, _ in enumerate(at_work.over(files, len(files))):
            if place == 10:
                break
        processes = list(at_work._processes)
    assert processes
    assert all(process.poll() is not None for process in processes)


def test_a_bug_of_ours_is_told_of_the_file(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong ahead goes wrong for that file alone, in the words of an ingest."""
    def broken(source: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr("vbparse.pipeline.parse_source", broken)
    found = next(iter(find([str(papers)], besides=papers.parent / "kho")))
    ahead = read_ahead(found, Limits(), lambda _: False)
    assert ahead.read_ns <= time.time_ns()
    with pytest.raises(UnreadableSource, match="RuntimeError: ours"):
        raise ahead.documents.error()  # type: ignore[union-attr]
