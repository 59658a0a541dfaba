"""What the reading of one file may cost: bytes, time of the processor, memory.

A file that is over a limit gives nothing at all: never half of a record, never some of its documents.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from vbparse import messages
from vbparse.errors import SkippedSource, UnreadableSource
from vbparse.text import Source

_TICK = 0.05  # seconds of the processor between two looks
# What parsing was measured to take (make bench), in bytes; records come on top.
_PER_CHARACTER, _PER_LINE = 16, 200
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`size` in bytes, `seconds` of the processor, `memory` of the whole process in bytes.

    A file has so many seconds, and twice as many for each million characters of it: time is linear.
    """

    size: int = 50 * _MEGABYTE
    seconds: float = 60.0
    memory: int = 512 * _MEGABYTE

    @property
    def most(self) -> int:
        """The bytes of a file that is opened: its bytes and its text stand in memory side by side."""
        return min(self.size, self.memory // 4)


USUAL = Limits()


class _Over(BaseException):
    """A limit has been passed. No Exception, so that nothing on the way takes it for its own."""


class _TooLong(_Over):
    pass


class _TooMuch(_Over):
    pass


@contextmanager
def limited(source: Source, limits: Limits) -> Iterator[None]:
    """Work on a source that ends where it passes a limit: with UnreadableSource where it takes too long,
    with SkippedSource where it takes too much memory.

    Only the main thread can be watched; elsewhere, and where somebody else uses the signal, what a text
    must take by its length is all that is looked at.
    """
    seconds = limits.seconds * (1 + 2 * len(source.text) / _MEGABYTE)
    too_much = messages.TOO_MUCH_MEMORY.format(limit=limits.memory // _MEGABYTE)
    try:
        if _least(source.text) > limits.memory:
            raise _TooMuch
        with _watched(seconds, limits.memory):
            yield
    except _TooLong:
        reason = messages.TOO_SLOW.format(seconds=f"{seconds:,.0f}")
        raise UnreadableSource(f"{source.path}: {reason}", reason) from None
    except (_TooMuch, MemoryError):
        raise SkippedSource(f"{source.path}: {too_much}", too_much) from None


def _least(text: str) -> int:
    """The bytes of memory that parsing a text takes at least."""
    return _PER_CHARACTER * len(text) + _PER_LINE * max(map(text.count, "\n\r\f"))


@contextmanager
def _watched(seconds: float, memory: int) -> Iterator[None]:
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGPROF) is not signal.SIG_DFL
    ):
        yield
        return
    until = time.process_time() + seconds
    # A process that is large already, by other things or by a file before, may still read a small one.
    most = max(memory, _in_use() + memory // 4)
    watching = True

    def look(signum: int, frame: FrameType | None) -> None:
        # Raised again at every tick: Python drops what is raised while it clears things away.
        if watching and time.process_time() > until:
            raise _TooLong
        if watching and _in_use() > most:
            raise _TooMuch

    signal.signal(signal.SIGPROF, look)
    try:
        signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
        try:
            yield
        finally:
            watching = False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)


def _in_use() -> int:
    """The bytes of memory that this process has now; where the system does not tell, the most it ever had."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
