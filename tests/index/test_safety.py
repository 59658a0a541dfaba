"""What is damaged is told as damaged, and a folder that others can write to is not read."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.shelf import KINDS_OF_FILES, QUERIES, heals, of_kind, use, with_manifest
from vbparse import index
from vbparse.index import manifest
from vbparse.query import FACETS


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        pytest.param(damage, kind, id=f"{kind} {damage.__name__}")
        for damage in (truncated, zeroed, flipped, Path.unlink, linked, made_a_folder)
        for kind in KINDS_OF_FILES
        if (damage, kind) != (flipped, manifest.NAME)  # a CRC vouches for the others, none for the manifest
    ],
)
def test_damage_is_told(damage: Callable[[Path], None], kind: str, folder: Path) -> None:
    """A file that is not as it was written makes the index damaged, never wrong; a rebuild heals it."""
    path = of_kind(folder, kind)
    if path.stat().st_size == 0:  # a column without values
        path.write_bytes(b"not empty")
    damage(path)
    assert index.generation(folder) is None
    assert use(folder) == {"damaged"}
    assert heals(folder)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("null", id="null"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="an empty object"),
        pytest.param("\x80", id="no UTF-8"),
        pytest.param("[" * 100_000, id="too deep"),
        pytest.param('{"schema": "vbparse.index/0", "generation": 1, "files": {}}', id="another schema"),
        pytest.param('{"schema": "vbparse.index/6", "generation": "x", "files": {}}', id="no generation"),
        pytest.param('{"schema": "vbparse.index/6", "generation": 1e999, "files": {}}', id="infinity"),
        pytest.param('{"schema": "vbparse.index/6", "generation": 1}', id="no files"),
        pytest.param(
            '{"schema": "vbparse.index/6", "generation": 1, "files": {}}', id="an empty list of files"
        ),
        pytest.param('{"schema": "vbparse.index/6", "generation": 1, "files": {"a": [1]}}', id="half a file"),
        pytest.param(
            '{"schema": "vbparse.index/6", "generation": 1, "files": {"../a": [1, 1, 1]}}',
            id="another folder",
        ),
    ],
)
def test_a_manifest_of_debris_is_damage(text: str, folder: Path) -> None:
    """Whatever stands in the manifest, it is read as data."""
    (folder / manifest.NAME).write_text(text, "latin-1")
    assert use(folder) == {"damaged"}
    assert heals(folder)


def test_debris_that_passes_for_whole_is_damage_or_an_answer(folder: Path) -> None:
    """Random bytes under a manifest that vouches for them: an answer or IndexDamaged, nothing else."""
    names = sorted(manifest.read(folder).files)
    states = {name: (folder / name).read_bytes() for name in names}
    for seed in range(60):
        chance = random.Random(seed)
        data = bytearray(states[name := chance.choice([name for name in names if states[name]])])
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(1, 9)] = chance.randbytes(chance.randrange(1, 9))
        (folder / name).write_bytes(data)
        with_manifest(folder)
        for query in QUERIES.values():
            try:
                index.search(folder, query, limit=9, facets=FACETS)
            except index.IndexDamaged:
                continue
        (folder / name).write_bytes(states[name])


def test_a_copy_is_whole(folder: Path, tmp_path: Path) -> None:
    """Files with new times are read and found to be the same."""
    shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copyfile)
    (tmp_path / "copy").chmod(0o700)
    assert index.generation(tmp_path / "copy") == 7
    assert use(tmp_path / "copy") == {"answered"}


# ---------------------------------------------------------------- whose folder it is


def test_the_next_change_knows_the_times_of_a_copy(folder: Path, tmp_path: Path) -> None:
    """A copy without the times of its files is read as a whole by each question, but only until then."""
    copy = shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copyfile)
    copy.chmod(0o700)
    index.update(copy, generation=8, removed=["dau"], added=[])
    assert {name: state.time for name, state in manifest.read(copy).files.items()} == {
        path.name: path.stat().st_mtime_ns for path in copy.iterdir() if path.name != manifest.NAME
    }


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777, 0o701, 0o600, 0o500])
def test_a_folder_that_others_may_use_is_not_trusted(mode: int, folder: Path) -> None:
    """Only 0700 is."""
    folder.chmod(mode)
    assert not index.is_safe(folder)
    assert index.generation(folder) is None
    assert use(folder) == {"damaged"}
    folder.chmod(0o700)
    assert index.is_safe(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_files_of_others_are_not_trusted(folder: Path) -> None:
    """Neither a folder nor a file of another user."""
    os.chown(of_kind(folder, ".toc"), 65534, -1)
    assert index.generation(folder) is None
    os.chown(of_kind(folder, ".toc"), 0, -1)
    os.chown(folder, 65534, -1)
    assert not index.is_safe(folder)
    assert use(folder) == {"damaged"}
    assert heals(folder)


def test_a_link_is_not_trusted(folder: Path, tmp_path: Path) -> None:
    """A link to a safe folder is no safe folder; a rebuild replaces the link, not what it points to."""
    (tmp_path / "link").symlink_to(folder)
    assert not index.is_safe(tmp_path / "link")
    assert use(tmp_path / "link") == {"damaged"}
    assert heals(tmp_path / "link")
    assert not (tmp_path / "link").is_symlink()
    assert index.generation(folder) == 7


def test_what_is_missing_is_no_index(tmp_path: Path) -> None:
    """Nothing, a file and an empty folder are no index."""
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir(mode=0o700)
    for name in ("nothing", "file", "empty"):
        assert index.generation(tmp_path / name) is None
        with pytest.raises(index.IndexDamaged):
            index.search(tmp_path / name, QUERIES["a word"], limit=9)
        assert heals(tmp_path / name)


def test_only_writing_loads_whoosh(folder: Path) -> None:
    """Searching, by the index or without it, and looking for like words do not wait for Whoosh."""
    program = textwrap.dedent("""
        import json, sys
        from pathlib import Path
        from tests.index.shelf import QUERIES, RECORDS
        from vbparse import index
        from vbparse.index.snippet import snippet
        folder = Path(sys.argv[1])
        index.generation(folder)
        assert all(index.search(folder, QUERIES[kind], limit=9).hits for kind in ("a word", "a year"))
        with index.vocabulary(folder) as words:
            assert words.near("text", "ngoia")
        index.scan(RECORDS, QUERIES["a word"], limit=1)
        snippet("một hai", QUERIES["a word"])
        print(json.dumps(sorted(sys.modules)))
    """)
    command = [sys.executable, "-c", program, str(folder)]
    run = subprocess.run(command, cwd=Path(__file__).parents[2], check=True, capture_output=True)
    loaded = json.loads(run.stdout)
    assert "vbparse.index" in loaded and not [name for name in loaded if name.partition(".")[0] == "whoosh"]
