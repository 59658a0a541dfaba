"""A full disk, folders that cannot be written to, no home: the right code and sentence, and nothing lost."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.papers import decision, plan
from tests.torture.children import Child, mark
from tests.torture.holdings import held
from vbparse.archive import Archive
from vbparse.cli import main

NOBODY, NO_ONE_KNOWN = 65534, 64321
ROOM = 2_000_000
"""Bytes of the small file system."""

Condition = Callable[[Path], object]


class Done(NamedTuple):
    code: int
    out: str
    err: str


def fill(root: Path) -> None:
    """Papers `ho-so`, others `more`, an archive `kho` of the first, its backup; `room` to write to."""
    for folder, texts in (("ho-so", (plan(), decision())), ("more", (plan("85"), decision("124")))):
        (root / folder).mkdir()
        for number, text in enumerate(texts):
            (root / folder / f"{number}.txt").write_text(text, "utf-8")
    (root / "room").mkdir()
    archive = Archive(root / "kho", create=True)
    archive.ingest([str(root / "ho-so")])
    archive.tag(["84-KH/BTGTU"], ["doc"])
    with open(root / "kho.zip", "w+b") as backup:
        archive.backup(backup, everything=True)
    if os.getuid() == 0:
        for path in (root, *root.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def within(root: Path, typed: str) -> Done:
    """A command, typed in a folder, with its archive."""
    os.chdir(root)
    os.environ.setdefault("VBPARSE_ARCHIVE", str(root / "kho"))
    with (
        io.TextIOWrapper(io.BytesIO(), "utf-8") as out, io.TextIOWrapper(io.BytesIO(), "utf-8") as err,
        contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
    ):
        code = main(typed.split())
        said = []
        for stream in (out, err):
            stream.flush()
            said.append(stream.buffer.getvalue().decode(errors="replace"))
    return Done(code, *said)


def ran(root: Path, typed: str, condition: Condition) -> Done:
    """A command in a process of its own, under a condition."""

    def run() -> None:
        os.environ.pop("VBPARSE_ARCHIVE")
        os.environ["XDG_CONFIG_HOME"] = str(root / "config")
        condition(root)
        as_nobody(root)
        mark(json.dumps(within(root, typed)))

    (told,) = Child(run).done()
    return Done(*json.loads(told))


@pytest.fixture
def here(loaded: None) -> Iterator[Path]:
    """A folder of nobody's, with papers and an archive."""
    folder = Path(tempfile.mkdtemp(prefix="vbparse-"))
    fill(folder)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture
def small_disk(loaded: None) -> Iterator[Path]:
    """Such a folder on a file system of its own, in which there is little room."""
    folder = Path(tempfile.mkdtemp(prefix="vbparse-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(folder)], capture_output=True, text=True
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        fill(folder)
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


# ---------------------------------------------------------------- conditions

def no_file_grows(root: Path) -> None:
    """As on a disk without a byte left, of every file system."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def files_stay_small(root: Path) -> None:
    """Room enough to begin with."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


def disk_is_full(root: Path) -> None:
    """The small file system has no room left."""
    with open(root / "ballast", "wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def disk_is_read_only(root: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)


def as_nobody(root: Path) -> None:
    """A user to whom the system can refuse something."""
    if os.getuid() == 0:
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def archive_is_read_only(root: Path) -> None:
    as_nobody(root)
    (root / "kho").chmod(0o500)


def archive_is_closed(root: Path) -> None:
    as_nobody(root)
    (root / "kho").chmod(0)


def folder_is_read_only(root: Path) -> None:
    as_nobody(root)
    for folder in (root, root / "room"):
        folder.chmod(0o500)


def papers_are_closed(root: Path) -> None:
    as_nobody(root)
    (root / "more").chmod(0)


def without_index(condition: Condition) -> Condition:
    def both(root: Path) -> None:
        shutil.rmtree(root / "kho" / "index")
        condition(root)

    both.__name__ = f"{condition.__name__}, index_is_gone"
    return both


def no_home(root: Path) -> None:
    """A user of whom the system knows nothing, and no archive is named."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        os.environ.pop(name, None)
    os.environ["VBPARSE_ARCHIVE"] = ""
    root.chmod(0o755)
    if os.getuid() == 0:
        os.setresuid(NO_ONE_KNOWN, NO_ONE_KNOWN, NO_ONE_KNOWN)


def no_place_for_temporary_files(root: Path) -> None:
    os.environ["TMPDIR"] = tempfile.tempdir = str(root / "none")
    as_nobody(root)


FAILED, REFUSED = "Input or output failed", "The system refuses access"
BY_CATALOG = "the catalog answered, which takes longer"
NEW = "--archive new/kho"

HERE: tuple[tuple[Condition, dict[str, tuple[int, str]]], ...] = (
    (no_file_grows, {
        "ingest more": (74, FAILED), f"ingest more {NEW}": (74, FAILED), "ingest more --dry-run": (0, ""),
        "rebuild": (74, FAILED), "search cây": (0, ""), "show 84-KH/BTGTU": (0, ""), "list": (0, ""),
        "stats": (0, ""), "status": (0, ""), "log": (0, ""), "missing": (0, ""),
        "tag 84-KH/BTGTU +xem": (74, FAILED), "search cây --save cay": (74, FAILED),
        "forget 84-KH/BTGTU --yes": (74, FAILED), "export --format csv": (0, ""),
        "export --format csv --output room/x.csv": (74, FAILED), "export --format xlsx": (74, FAILED),
        "parse more": (0, ""), "parse more --html room/x.html": (74, FAILED),
        "stats --html room/x.html": (74, FAILED), "graph --format svg --output room/x.svg": (74, FAILED),
        "backup room/x.zip": (74, FAILED), "restore kho.zip": (74, FAILED), "doctor": (0, ""),
        "doctor --fix": (74, FAILED), "fix 84-KH/BTGTU place=Huế": (74, FAILED),
        "reparse --all": (74, FAILED),
    }),
    (without_index(no_file_grows), {"search cây": (0, BY_CATALOG), "list": (0, BY_CATALOG)}),
    (files_stay_small, {"ingest more": (74, FAILED), f"ingest more {NEW}": (74, FAILED)}),
    (archive_is_read_only, {
        "ingest more": (77, REFUSED), "rebuild": (77, REFUSED), "search cây": (0, ""),
        "show 84-KH/BTGTU": (0, ""), "list": (0, ""), "status": (0, ""),
        "tag 84-KH/BTGTU +xem": (77, REFUSED), "forget 84-KH/BTGTU --yes": (77, REFUSED),
        "export --format jsonl --output room/x.jsonl": (0, ""), "backup room/x.zip --all": (0, ""),
        "restore kho.zip": (77, REFUSED), "doctor --deep": (0, ""),
        "fix 84-KH/BTGTU place=Huế": (77, REFUSED),
    }),
    (without_index(archive_is_read_only), {"search cây": (0, BY_CATALOG), "list": (0, BY_CATALOG)}),
    (archive_is_closed, {"search cây": (77, REFUSED), "ingest more": (77, REFUSED), "status": (77, REFUSED)}),
    (folder_is_read_only, {
        f"ingest more {NEW}": (77, REFUSED), "export --format csv --output room/x.csv": (77, "Cannot make"),
        "parse more --html room/x.html": (77, "Cannot make"), "backup room/x.zip": (77, "Cannot make"),
        f"restore kho.zip {NEW}": (77, REFUSED),
    }),
    (papers_are_closed, {"ingest more": (65, "every one failed"), "ingest more ho-so": (3, "were read")}),
    (no_home, {
        "ingest ho-so": (73, "--archive"), "search cây": (73, "--archive"), "parse ho-so": (0, ""),
        "status": (73, "--archive"), "search cây --archive kho": (77, REFUSED),
    }),
    (no_place_for_temporary_files, {
        "ingest more": (0, ""), "rebuild": (0, ""), "export --format csv --output room/x.csv": (0, ""),
        "export --format xlsx --output room/x.xlsx": (74, FAILED), "export --format xlsx": (74, FAILED),
    }),
)
ON_A_SMALL_DISK: tuple[tuple[Condition, dict[str, tuple[int, str]]], ...] = (
    (disk_is_full, {
        "ingest more": (74, FAILED), f"ingest more {NEW}": (74, FAILED), "rebuild": (74, FAILED),
        "tag 84-KH/BTGTU +xem": (74, FAILED), "search cây": (0, ""), "status": (0, ""),
        "export --format csv --output room/x.csv": (74, FAILED), "backup room/x.zip": (74, FAILED),
        f"restore kho.zip {NEW}": (74, FAILED), "doctor --deep": (0, ""),
    }),
    (without_index(disk_is_full), {"search cây": (0, BY_CATALOG)}),
    (disk_is_read_only, {
        "ingest more": (77, REFUSED), f"ingest more {NEW}": (77, REFUSED), "rebuild": (77, REFUSED),
        "search cây": (0, ""), "show 84-KH/BTGTU": (0, ""), "tag 84-KH/BTGTU +xem": (77, REFUSED),
        "export --format csv --output room/x.csv": (77, "Cannot make"),
        "backup room/x.zip": (77, "Cannot make"), "doctor": (0, ""),
    }),
)


def cases(of: tuple[tuple[Condition, dict[str, tuple[int, str]]], ...]) -> list[object]:
    return [
        pytest.param(condition, typed, code, said, id=f"{condition.__name__}: {typed}")
        for condition, commands in of for typed, (code, said) in commands.items()
    ]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each command once, so that all modules are there where they cannot be read any more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VBPARSE_ARCHIVE", str(root := tmp_path_factory.mktemp("loaded")))
        patch.chdir(root)
        fill(root)
        patch.setenv("VBPARSE_ARCHIVE", str(root / "kho"))
        for _, commands in (*HERE, *ON_A_SMALL_DISK):
            for typed in commands:
                within(root, typed)
    yield


@pytest.mark.parametrize(("condition", "typed", "code", "said"), cases(HERE))
def test_here(condition: Condition, typed: str, code: int, said: str, here: Path) -> None:
    """The command ends as it must, and the archive is what it was, or has all that the command brought."""
    if condition is no_home and os.getuid():
        pytest.skip("only root can become a user of whom the system knows nothing")
    ends(here, condition, typed, code, said)


@pytest.mark.parametrize(("condition", "typed", "code", "said"), cases(ON_A_SMALL_DISK))
def test_on_a_small_disk(condition: Condition, typed: str, code: int, said: str, small_disk: Path) -> None:
    """The same where the file system itself is full, or read-only."""
    ends(small_disk, condition, typed, code, said)


def ends(root: Path, condition: Condition, typed: str, code: int, said: str) -> None:
    before = earlier(root)
    done = ran(root, typed, condition)
    assert (done.code, said in done.err) == (code, True), done
    assert said == BY_CATALOG or BY_CATALOG not in done.err, done
    assert "Traceback" not in done.err and (code == 0 or len(done.err.splitlines()) == 1), done
    assert code == 0 or not any((root / "room").iterdir())
    relieve(root)
    assert earlier(root) == before


def relieve(root: Path) -> None:
    """There is room once more, and nothing is refused."""
    if os.path.ismount(root):
        subprocess.run(["mount", "-o", "remount,rw", str(root)], check=True)
        (root / "ballast").unlink(missing_ok=True)
    (root / "kho").chmod(0o700)


def earlier(root: Path) -> list[object]:
    """What was acknowledged before the command: two documents and a tag, in a catalog that is whole."""
    held(root / "kho")
    return [Archive(root / "kho").show(key) for key in ("84-KH/BTGTU", "123/QĐ-UBND")]
