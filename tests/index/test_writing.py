"""What is written lasts, replaces what was there, and shows all at once."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.index.shelf import QUERIES, RECORDS, Triple, paper
from vbparse import index
from vbparse.index import manifest
from vbparse.query import parse

STATES = 20
"""How many states of the index a reader sees while another process writes."""


def ids(folder: Path, typed: str) -> set[str]:
    return {hit.id for hit in index.search(folder, parse(typed), limit=999).hits}


def agrees(folder: Path, records: Iterator[Triple] | tuple[Triple, ...]) -> bool:
    records = tuple(records)
    return all(
        index.search(folder, query, limit=9) == index.scan(records, query, limit=9)
        for query in QUERIES.values()
    )


def test_generation_is_that_of_the_last_write(folder: Path) -> None:
    """The index says which state of the catalog it answers for."""
    assert index.generation(folder) == 7
    index.update(folder, generation=8, removed=[], added=[])
    assert index.generation(folder) == 8
    assert index.rebuild(folder, generation=3, records=RECORDS[:2]) == 2
    assert index.generation(folder) == 3


def test_update_makes_a_missing_index(tmp_path: Path) -> None:
    """The first update makes the folder, for nobody but the user, whatever the umask."""
    before = os.umask(0)
    try:
        index.update(tmp_path / "index", generation=1, removed=["none"], added=RECORDS)
    finally:
        os.umask(before)
    assert (tmp_path / "index").stat().st_mode & 0o777 == 0o700
    assert index.is_safe(tmp_path / "index")
    assert agrees(tmp_path / "index", RECORDS)


def test_an_id_is_one_record(folder: Path) -> None:
    """An id that is added again replaces its record; of one added twice in a batch, the last counts."""
    index.update(
        folder,
        generation=8,
        removed=[],
        added=[paper("dau", "một"), paper("neu", "một"), paper("dau", "hai")],
    )
    assert ids(folder, "một") == {"neu"}
    assert ids(folder, "hai") == {"dau"} | {"kehoach84"} & ids(folder, "hai")
    assert index.search(folder, parse("NOT khonggi"), limit=999).total == len(RECORDS) + 1


def test_an_id_is_one_record_when_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it comes again in a later batch."""
    monkeypatch.setattr("vbparse.index.writing.BATCH", 2)
    records = [paper("a", "một"), paper("b", "một"), paper("a", "hai"), paper("c", "ba")]
    assert index.rebuild(tmp_path / "index", generation=1, records=records) == 3
    assert ids(tmp_path / "index", "một") == {"b"}
    assert ids(tmp_path / "index", "hai") == {"a"}


@pytest.mark.parametrize("many", [3, 200])
def test_what_is_replaced_is_found_in_every_segment(folder: Path, many: int) -> None:
    """However many are replaced or removed at once, and though some of them were before."""
    old = [paper(f"x{number}", f"cũ {number}") for number in range(300)]
    index.update(folder, generation=8, removed=[], added=old[:250])
    index.update(folder, generation=9, removed=["x1", "x2", "x280"], added=old[250:])
    new = [paper(f"x{number}", f"mới {number}") for number in range(many)]
    index.update(folder, generation=10, removed=["x270"], added=[*new, paper("y", "mới")])
    left = (*new, paper("y", "mới"), *(one for one in old[many:] if one[0] not in ("x1", "x2", "x270")))
    assert agrees(folder, (*RECORDS, *left))


def test_removed_is_gone(folder: Path) -> None:
    """A record that is removed answers nothing; one that was never there is no error."""
    index.update(folder, generation=8, removed=["chithi32", "never"], added=[])
    assert agrees(folder, tuple(record for record in RECORDS if record[0] != "chithi32"))


def test_many_updates_stay_few_files(folder: Path) -> None:
    """Single updates do not pile up segments, and what is merged answers as before."""
    extra = [paper(f"x{number}", f"tờ số {number} đất", number=f"{number}-KH/TU") for number in range(45)]
    for step, record in enumerate(extra):
        index.update(
            folder, generation=8 + step, removed=[f"x{step - 3}"] if step % 5 == 4 else [], added=[record]
        )
    gone = {f"x{step - 3}" for step in range(45) if step % 5 == 4}
    assert agrees(folder, tuple(record for record in (*RECORDS, *extra) if record[0] not in gone))
    assert sum(path.suffix == ".trm" for path in folder.iterdir()) <= 20


def test_nothing_is_left_that_the_manifest_does_not_name(folder: Path) -> None:
    """Files of replaced segments, drafts and temporary folders are removed."""
    for step in range(12):
        index.update(folder, generation=8 + step, removed=[], added=[RECORDS[step]])
    named = {*manifest.read(folder).files, manifest.NAME}
    assert {path.name for path in folder.iterdir()} == named
    assert [path.name for path in folder.parent.iterdir()] == ["index"]


def test_a_write_that_did_not_end_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """Files of a commit whose manifest was not written are not seen, and the next write removes them."""
    ahead = tmp_path / "ahead"
    shutil.copytree(folder, ahead)
    index.update(ahead, generation=8, removed=["chithi32"], added=[paper("new", "ngoại giao")])
    for path in ahead.iterdir():
        if path.name != manifest.NAME and not (folder / path.name).exists():
            shutil.copy(path, folder)
    (folder / "archive.tmp").mkdir()
    assert index.generation(folder) == 7
    assert agrees(folder, RECORDS)
    index.update(folder, generation=9, removed=[], added=[paper("new", "ngoại giao")])
    assert agrees(folder, (*RECORDS, paper("new", "ngoại giao")))
    assert {path.name for path in folder.iterdir()} == {*manifest.read(folder).files, manifest.NAME}


@pytest.mark.parametrize("room", [0, 100, 2_000, 20_000])
def test_a_full_disk_leaves_the_index_as_it_was(room: int, folder: Path) -> None:
    """An error of writing is told as such, and the last state still answers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    text = " ".join(f"từ{number}" for number in range(9_000))
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            index.update(folder, generation=8, removed=["dau"], added=[paper("big", text)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert index.generation(folder) == 7
    assert agrees(folder, RECORDS)
    index.update(folder, generation=8, removed=[], added=[paper("big", text)])
    assert ids(folder, "từ8999") == {"big"}


def test_everything_is_synced_before_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the manifest is renamed into place, it, every new file and the folder have been synced."""
    synced: set[int] = set()
    unsynced: list[str] = []
    fsync, replace = os.fsync, os.replace
    known = {path.name for path in folder.iterdir()}

    def sync(handle: int) -> None:
        synced.add(os.fstat(handle).st_ino)
        fsync(handle)

    def rename(old: str, new: str) -> None:
        fresh = (path for path in (folder, *folder.iterdir()) if path.name not in known and path.is_file())
        unsynced.extend(path.name for path in (*fresh, folder) if path.stat().st_ino not in synced)
        synced.clear()
        replace(old, new)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", rename)
    index.update(folder, generation=8, removed=[], added=[paper("new", "mới")])
    assert unsynced == []
    assert synced == {folder.stat().st_ino}  # once more, for the rename


def test_readers_see_one_commit_or_the_next(folder: Path) -> None:
    """While another process writes, each search answers from one state of the index, and none fails."""
    writer = textwrap.dedent("""
        import itertools, select, sys
        from pathlib import Path
        from tests.index.shelf import paper
        from vbparse import index
        for step in itertools.count():
            both = [paper(f"{side}{step}", "ghi cùng lúc") for side in ("left", "right")]
            gone = [f"{side}{step - 1}" for side in ("left", "right")]
            index.update(Path(sys.argv[1]), generation=100 + step, removed=gone, added=both)
            if select.select([sys.stdin], [], [], 0)[0]:  # closed: the reader has seen enough, or is gone
                break
    """)
    query = parse("cùng lúc")
    seen: set[str] = set()
    hung = time.monotonic() + 60
    with subprocess.Popen(
        [sys.executable, "-c", writer, str(folder)], cwd=Path(__file__).parents[2], stdin=subprocess.PIPE
    ) as process:
        while len(seen) < 2 * STATES:
            assert process.poll() is None and time.monotonic() < hung
            hits = [hit.id for hit in index.search(folder, query, limit=9).hits]
            assert len(hits) in (0, 2) and len({hit.strip("leftrigh") for hit in hits}) <= 1
            seen.update(hits)
    assert process.returncode == 0
    last = index.generation(folder)
    assert last is not None
    assert ids(folder, "cùng lúc") == {f"{side}{last - 100}" for side in ("left", "right")}


def test_what_is_prepared_is_what_is_written(folder: Path) -> None:
    """Records that were prepared answer as those that are given whole, beside these and after deletes."""
    prepared = [index.prepare(*record) for record in RECORDS]
    index.update(folder, generation=8, removed=["chithi32"], added=prepared[1::2])
    index.update(folder, generation=9, removed=[], added=[*RECORDS[:4], *prepared[4:]])
    assert agrees(folder, RECORDS)
    index.rebuild(folder, generation=10, records=prepared)
    assert agrees(folder, RECORDS)
