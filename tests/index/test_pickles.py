"""No pickle that stands in the folder of the index runs."""

from __future__ import annotations

import marshal
import os
import pickle
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import whoosh.filedb.structfile
import whoosh.index

from tests.index.shelf import KINDS_OF_FILES, RECORDS, heals, of_kind, use, with_manifest
from vbparse import index
from vbparse.index import manifest
from vbparse.index.schema import schema
from vbparse.index.storage import Files


class Planted:
    """A pickle that, when it is read, leaves a file behind."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self.mark}",)


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """What a planted pickle leaves behind."""
    return tmp_path / "it-ran"


def rewritten_toc(folder: Path, given: Any, segments: Any, version: int = -111) -> None:
    files = Files(folder, manifest.read(folder).files)
    toc = whoosh.index.TOC.read(files, "archive", schema=schema())
    toc.schema, toc.segments = given or toc.schema, segments or toc.segments
    (path := of_kind(folder, ".toc")).unlink()
    toc.write(files, "archive")
    now, then = (number.to_bytes(4, "big", signed=True) for number in (-111, version))
    path.write_bytes(path.read_bytes().replace(now, then, 1))


def in_segments(folder: Path, evil: Planted) -> None:
    rewritten_toc(folder, None, [evil])


def in_schema(folder: Path, evil: Planted) -> None:
    given = schema().copy()
    given.__dict__["evil"] = evil
    rewritten_toc(folder, given, None)


def in_an_old_format(folder: Path, evil: Planted) -> None:
    rewritten_toc(folder, None, [evil], version=-110)


def in_a_compound_file(folder: Path, evil: Planted) -> None:
    files = Files(folder, manifest.read(folder).files)
    [segment] = whoosh.index.TOC.read(files, "archive", schema=schema()).segments
    segment.compound = True
    rewritten_toc(folder, None, [segment])
    body = pickle.dumps(evil)
    head = (12).to_bytes(8, "big") + len(body).to_bytes(4, "big")
    (folder / f"{segment.segment_id()}.seg").write_bytes(head + body + body)


PLANTS = {
    "in the list of segments": in_segments,
    "in the schema": in_schema,
    "in a table of contents of an older format": in_an_old_format,
    "in a compound file": in_a_compound_file,
}
WHOOSH_ALONE = """
import sys
from whoosh import index
reader = index.open_dir(sys.argv[1], "archive").reader()
print([list(reader.postings(*term).all_ids()) for term in reader.all_terms()])
"""


@pytest.mark.parametrize("place", PLANTS)
def test_a_planted_pickle_does_not_run(place: str, folder: Path, mark: Path) -> None:
    """Wherever it is put, even with a forged manifest; by Whoosh alone it would run."""
    PLANTS[place](folder, Planted(mark))
    with_manifest(folder)
    copy = shutil.copytree(folder, folder.with_name("copy"))
    assert index.generation(folder) == 7
    assert ("damaged" in use(folder)) is (place != "in the schema")
    assert heals(folder)
    assert not mark.exists()
    subprocess.run(
        [sys.executable, "-c", WHOOSH_ALONE, str(copy)], cwd=Path(__file__).parents[2], capture_output=True
    )
    assert mark.exists()


@pytest.mark.parametrize("kind", KINDS_OF_FILES)
def test_a_pickle_in_the_place_of_any_file_does_not_run(kind: str, folder: Path, mark: Path) -> None:
    """Each file of the index replaced: the index is damaged, and is healed by a rebuild."""
    of_kind(folder, kind).write_bytes(pickle.dumps(Planted(mark)))
    assert index.generation(folder) is None
    assert use(folder) == {"damaged"}
    if kind != manifest.NAME:
        with_manifest(folder)
        use(folder)
    assert not mark.exists()
    assert heals(folder)
    assert not mark.exists()


def test_whoosh_holds_no_function_that_unpickles_freely(folder: Path) -> None:
    """After all is done that can be done with an index, no module of Whoosh can unpickle but through us."""
    use(folder)
    index.rebuild(folder, generation=1, records=RECORDS)
    for step in range(12):
        index.update(folder, generation=step, removed=[], added=[RECORDS[step]])
    use(folder)
    held = {
        f"{name}.{attribute}"
        for name, module in sys.modules.items()
        if name.partition(".")[0] == "whoosh"
        for attribute, value in vars(module).items()
        if value in (pickle, pickle.load, pickle.loads, pickle.Unpickler, marshal.load, marshal.loads)
    }
    assert held == set()


def test_reading_an_index_finds_no_class_by_name(folder: Path) -> None:
    """Python's own audit sees no pickle look up a class while an index is opened, searched and changed."""
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from tests.index.shelf import QUERIES, RECORDS
        from vbparse import index
        found = []
        sys.addaudithook(lambda event, given: found.append(given) if event == "pickle.find_class" else None)
        folder = Path(sys.argv[1])
        for step in range(12):
            index.update(folder, generation=step, removed=["dau"], added=[RECORDS[step]])
        answers = [index.search(folder, query, limit=9).total for query in QUERIES.values()]
        assert any(answers) and not found, found
    """)
    command = [sys.executable, "-c", program, str(folder)]
    subprocess.run(command, cwd=Path(__file__).parents[2], check=True)
