"""What several tests share: no one's own archive, no deadline, a folder in which permissions hold."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import offline
from tests.chromium import Browser, NoBrowser, executable

with warnings.catch_warnings():
    # Importing typer 0.25 touches a name that click 8.5 deprecates.
    warnings.simplefilter("ignore", DeprecationWarning)
    import typer  # noqa: F401

_NOBODY = 65534

# A busy machine is no reason to fail; where CI is set, hypothesis also repeats the same examples.
settings.register_profile("vbparse", deadline=None)
settings.load_profile("vbparse")


def pytest_configure() -> None:
    handle, os.environ[offline.LOG] = tempfile.mkstemp(prefix="no-network-")
    os.close(handle)
    theirs = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (offline.PYTHONPATH, theirs)))
    offline.refuse()


def pytest_unconfigure() -> None:
    os.unlink(os.environ[offline.LOG])


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Nothing that is tested asks for a network, not even where it takes the refusal well."""
    yield
    assert offline.attempts() == []


@pytest.fixture(autouse=True)
def own_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that names no archive gets an empty one, and no tables but ours: nothing of whoever runs it."""
    monkeypatch.setenv("VBPARSE_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Ctrl-C interrupts, also where a shell has told a job in the background to take no notice of it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder of a user to whom the system can refuse something: root reads and writes anything."""
    folder = Path(tempfile.mkdtemp(prefix="vbparse-"))
    root = os.geteuid() == 0
    if root:
        os.chown(folder, _NOBODY, _NOBODY)
        os.seteuid(_NOBODY)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for path in (folder, *folder.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def _browser() -> Iterator[Browser]:
    try:
        one = Browser(executable())
    except NoBrowser as error:
        pytest.skip(str(error))
    yield one
    one.close()


@pytest.fixture
def browser(_browser: Browser) -> Browser:
    """A real browser, one for all tests, that wants light pages; without one the test is skipped."""
    _browser.prefer("light")
    return _browser
