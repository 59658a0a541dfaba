"""A file that costs too much gives nothing, says why, and leaves the process as it was."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import regex

from vbparse.errors import SkippedSource, UnreadableSource
from vbparse.limits import Limits, limited
from vbparse.text import Source

BRIEF = Limits(seconds=0.2)


def source(text: str = "x") -> Source:
    return Source("a.txt", text, "utf-8", "")


@contextmanager
def untouched() -> Iterator[None]:
    """What is done within leaves neither a timer nor a handler."""
    yield
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL


def spin() -> None:
    while True:
        pass


def swallow() -> None:
    """Work that takes every error for its own."""
    while True:
        with suppress(Exception):
            spin()


class Heap:
    """Something that is busy while it is cleared away, where Python drops what is raised."""

    def __del__(self) -> None:
        until = time.process_time() + 0.4
        while time.process_time() < until:
            pass


def clear_away() -> None:
    heap = Heap()
    del heap
    spin()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("work", [
    pytest.param(spin, id="Python"),
    pytest.param(lambda: regex.match("(?:a|aa)+b", "a" * 99), id="regex"),
    pytest.param(lambda: re.match("(?:a|aa)+b", "a" * 99), id="re"),
    pytest.param(swallow, id="errors swallowed"),
    pytest.param(clear_away, id="within a finaliser"),
])
def test_what_takes_too_long_is_stopped(work: object) -> None:
    """Wherever the time goes, the work ends soon after its limit, and the reason says so."""
    assert callable(work)
    begun = time.process_time()
    with untouched(), pytest.raises(UnreadableSource) as caught, limited(source(), BRIEF):
        work()
    assert not isinstance(caught.value, SkippedSource)
    assert caught.value.reason == "reading it takes more than 0 seconds of the processor"
    assert time.process_time() - begun < 10


def test_a_longer_text_has_more_time() -> None:
    """The limit grows with the text: what is linear is never stopped."""
    with untouched(), limited(source("x" * 2_000_000), BRIEF):
        until = time.process_time() + 0.5
        while time.process_time() < until:
            pass


def test_waiting_costs_nothing() -> None:
    """Time is that of the processor: a slow disk or a busy machine fails no document."""
    with untouched(), limited(source(), BRIEF):
        time.sleep(0.5)


@pytest.mark.parametrize("text", [
    pytest.param("a\n" * 3_000_000, id="many lines"),
    pytest.param("x" * 40_000_000, id="one long line"),
])
def test_a_text_that_must_take_too_much_memory_is_not_begun(text: str) -> None:
    """What a text must take is known by its length, so it is skipped at once, on every machine."""
    with untouched(), pytest.raises(SkippedSource) as caught, limited(source(text), Limits()):
        pytest.fail("begun")
    assert caught.value.reason == "reading it would take more than 512 MB of memory"


def test_work_that_takes_too_much_memory_is_stopped() -> None:
    """What nobody could know before is stopped while it grows."""
    heap: list[bytes] = []
    with untouched(), pytest.raises(SkippedSource), limited(source(), Limits(memory=80_000_000)):
        while len(heap) < 2000:
            heap.append(b"x" * 1_000_000)
            sum(range(10_000))
    assert 1 <= len(heap) < 2000


def test_no_memory_left_is_the_same() -> None:
    """Where the system gives no more, the file is skipped for the same reason."""
    with untouched(), pytest.raises(SkippedSource), limited(source(), Limits()):
        raise MemoryError


def test_other_errors_pass() -> None:
    """What goes wrong otherwise is not taken for a limit."""
    with untouched(), pytest.raises(ZeroDivisionError), limited(source(), Limits()):
        raise ZeroDivisionError


def test_another_thread_works_without_a_watch() -> None:
    """Only the main thread can be watched; others do their work all the same."""
    done = []

    def work() -> None:
        with limited(source(), BRIEF):
            until = time.thread_time() + 0.4
            while time.thread_time() < until:
                pass
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def test_the_signal_of_somebody_else_is_left_alone() -> None:
    """Where another uses the signal, a profiler perhaps, it stays his."""
    mine = signal.signal(signal.SIGPROF, signal.SIG_IGN)
    try:
        with limited(source(), BRIEF):
            assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
        assert signal.getsignal(signal.SIGPROF) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGPROF, mine)
