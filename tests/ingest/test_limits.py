"""A file over a limit is listed with its reason; what was read before stays, and the run goes on."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest

import vbparse.pipeline
from tests.ingest.desk import Desk, outcomes
from tests.papers import decision, plan
from vbparse.archive import Limits
from vbparse.catalog import Catalog, Place
from vbparse.record import Record
from vbparse.text import Source

SLOW = "chậm"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that finds one document in a file and never comes to the end of the second."""
    parse_source = vbparse.pipeline.parse_source

    def stumble(source: Source) -> tuple[Record, ...]:
        records = parse_source(source)
        while SLOW in source.text and records:
            pass
        return records

    monkeypatch.setattr(vbparse.pipeline, "parse_source", stumble)


def test_a_document_over_its_time_fails_whole(desk: Desk, slow: None) -> None:
    """Nothing of the file is kept; the others are read, and what it was before stays."""
    desk.put("a.txt", plan() + "\f" + decision())
    desk.put("b.txt", plan("85"))
    desk.ingest()
    desk.put("a.txt", plan("86") + "\f" + decision("87") + SLOW)
    desk.put("c.txt", plan("88"))
    report = desk.archive.ingest([str(desk.folder)], limits=Limits(seconds=0.2))
    assert outcomes(report) == {"failed": 1, "unchanged": 1, "new": 1}
    assert report.problems[0].reason == "reading it takes more than 0 seconds of the processor"
    assert desk.archive.show("84-KH/BTGTU").text.startswith(plan())
    assert desk.found("86-KH/BTGTU") == set()
    assert desk.archive.unread()[0].outcome == "failed"


def test_a_file_over_the_size_is_not_read(desk: Desk) -> None:
    """`size` is a limit in bytes, and the file that reaches it exactly is read."""
    desk.put("a.txt", plan())
    size = (desk.folder / "a.txt").stat().st_size
    for limit, expected in ((size - 1, {"skipped": 1}), (size, {"new": 1})):
        assert outcomes(desk.archive.ingest([str(desk.folder)], limits=Limits(size=limit))) == expected


def test_a_sparse_gigabyte_costs_nothing(desk: Desk) -> None:
    """What is too large is not opened to see."""
    with open(desk.folder / "a.txt", "wb") as file:
        file.truncate(1 << 30)
    report = desk.archive.ingest([str(desk.folder)])
    assert report.problems[0].reason == "larger than 50 MB"


def test_a_file_that_grows_while_it_is_read_is_not_read_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit holds for what is read, not for what was said before."""
    desk.put("a.txt", plan() * 100)
    fstat = os.fstat

    def smaller(handle: int) -> os.stat_result:
        real = fstat(handle)
        return os.stat_result((*real[:6], 1, *real[7:]))

    monkeypatch.setattr("vbparse.readers.opening.os.fstat", smaller)
    report = desk.archive.ingest([str(desk.folder)], limits=Limits(size=10_000))
    assert outcomes(report) == {"skipped": 1}


def test_a_bug_while_a_file_is_written_fails_that_file_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written of the file is undone, and the rest of the run is kept."""
    put = Catalog.put

    def stumble(self: Catalog, place: Place, *rest: Any) -> Any:
        done = put(self, place, *rest)
        if place.within == b"1.txt":
            raise ZeroDivisionError("of ours")
        return done

    monkeypatch.setattr(Catalog, "put", stumble)
    for n in range(3):
        desk.put(f"{n}.txt", plan(str(n + 1)))
    report = desk.archive.ingest([str(desk.folder)])
    assert outcomes(report) == {"new": 2, "failed": 1}
    assert "ZeroDivisionError: of ours" in report.problems[0].reason
    assert set(desk.ids()) == {"0.txt", "2.txt"}


@pytest.mark.parametrize("special", ["fifo", "socket", "device"])
def test_what_is_no_regular_file_is_never_opened(
    special: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a pipe would wait for ever; what lstat does not call regular is skipped."""
    path = desk.folder / "a.txt"
    match special:
        case "fifo":
            os.mkfifo(path)
        case "socket":
            monkeypatch.chdir(desk.folder)  # the path of a socket may have 107 bytes
            with socket.socket(socket.AF_UNIX) as listener:
                listener.bind("a.txt")
        case "device":
            path = Path("/dev/zero")
    report = desk.archive.ingest([str(path)])
    assert report.problems[0].reason == "not a regular file"


def test_a_link_out_of_the_folder_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    """Neither to a file nor to a folder; a link that was given itself is."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.txt").write_text(plan())
    (desk.folder / "a.txt").symlink_to(tmp_path / "outside" / "b.txt")
    (desk.folder / "in").symlink_to(tmp_path / "outside")
    assert desk.ingest() == {"skipped": 2}
    assert desk.ingest(desk.folder / "in") == {"new": 1}


def test_links_in_a_ring_end(desk: Desk) -> None:
    """Folders that lead into one another by links are gone over once, and so is a link to itself."""
    desk.put("a/1.txt", plan("1"))
    desk.put("b/2.txt", plan("2"))
    (desk.folder / "a" / "b").symlink_to("../b")
    (desk.folder / "b" / "a").symlink_to("../a")
    (desk.folder / "self").symlink_to("self")
    assert desk.ingest() == {"new": 2, "skipped": 3}
