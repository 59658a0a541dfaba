"""A pickle planted in any file of an archive's index is not run, and the index is made anew."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.story import QUERIES, Desk, answers_right
from vbparse import index
from vbparse.archive import Archive
from vbparse.index import manifest


class Planted:
    """A pickle that, when it is read, leaves a file behind."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self.mark}",)


def replaced(path: Path, evil: bytes) -> None:
    path.write_bytes(evil)


def in_front(path: Path, evil: bytes) -> None:
    path.write_bytes(evil + path.read_bytes())


def overwritten(path: Path, evil: bytes) -> None:
    """In a file that keeps its length, where that has room."""
    before = path.read_bytes()
    path.write_bytes(evil + before[len(evil):])


def everywhere(path: Path, evil: bytes) -> None:
    """In the place of every pickle that stands in the file, wherever one may begin."""
    before = path.read_bytes()
    starts = [at for at in range(len(before)) if before[at: at + 2] in (b"\x80\x02", b"\x80\x04")]
    data = bytearray(before)
    for at in starts:
        data[at: at + len(evil)] = evil
    path.write_bytes(bytes(data) if starts else evil)


@pytest.mark.parametrize("forged", [False, True], ids=["", "with a manifest that vouches for it"])
@pytest.mark.parametrize("plant", [replaced, in_front, overwritten, everywhere])
def test_in_each_file_of_the_index(
    plant: Callable[[Path, bytes], None], forged: bool, desk: Desk, place: Path, tmp_path: Path
) -> None:
    """Whatever is then asked and done, it does not run; the index is made anew, and the answers are right.

    Whoever forges the manifest too can make an answer wrong until the index is made anew, and no more.
    """
    shutil.copytree(desk.before, place / "whole")
    for _ in range(2):
        desk.ingest(place / "whole" / "kho")
    names = [path.name for path in (place / "whole" / "kho" / "index").iterdir()]
    assert len(names) > 10
    for name in names:
        shutil.copytree(place / "whole", place / name)
        archive, mark = place / name / "kho", tmp_path / f"{name} ran"
        folder = archive / "index"
        generation, parts = index.generation(folder), manifest.read(folder).parts
        plant(folder / name, pickle.dumps(Planted(mark), 2))
        if forged and name != manifest.NAME and generation is not None:
            manifest.write(folder, generation, set(names) - {manifest.NAME}, {}, parts)
            assert index.generation(folder) == generation
            for query in QUERIES:
                Archive(archive).search(query, limit=99)
        else:
            assert index.generation(folder) is None
            answers_right(archive)
            assert index.generation(folder) == generation
        Archive(archive).suggest("cay trogn")
        Archive(archive).browse(facets=("year", "issuer"))
        desk.ingest(archive)
        Archive(archive).rebuild()
        answers_right(archive)
        assert not mark.exists()
        shutil.rmtree(place / name)


def test_beside_the_index(desk: Desk, place: Path, tmp_path: Path) -> None:
    """What lies about under names that Whoosh knows is not read, and the next write removes it."""
    archive = Path(shutil.copytree(desk.before, place)) / "kho"
    evil = pickle.dumps(Planted(tmp_path / "ran"))
    for folder in ("index.new", "index.old", "index/archive.tmp"):
        (archive / folder).mkdir(0o700)
        (archive / folder / "_archive_9.toc").write_bytes(evil)
    segment = "archive_zzzzzzzzzzzzzzzz"
    for name in ("_archive_99.toc", f"{segment}.trm", f"{segment}.seg", "run1.pickle"):
        (archive / "index" / name).write_bytes(evil)
    answers_right(archive)
    desk.ingest(archive)
    answers_right(archive)
    Archive(archive).rebuild()
    left = [path for path in archive.rglob("*") if path.is_file() and evil in path.read_bytes()]
    assert not left and not (tmp_path / "ran").exists()
