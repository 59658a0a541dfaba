"""Processes that do a part of a test and say what came of it."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Sequence
from typing import NoReturn

Work = Callable[[], object]

_marks = -1


def mark(said: str) -> None:
    """Called by a child: a line that its parent is to know of."""
    os.write(_marks, f"{said}\n".encode())


class Child:
    """A copy of this process that does some work, and ends there whatever happens.

    `status` is how it ended, `marks` the number of its open file to which it writes what it marks, and
    why it failed.
    """

    def __init__(self, work: Work) -> None:
        reading, self.marks = os.pipe()
        self._pipe = open(reading, "rb")  # noqa: SIM115
        self.status: int | None = None
        self.pid = os.fork() or _work_and_end(work, self.marks)
        os.close(self.marks)

    def wait(self) -> int:
        """Its status once it has stopped or ended."""
        status = os.waitpid(self.pid, 0)[1]
        self.status = None if os.WIFSTOPPED(status) else status
        return status

    def kill(self) -> None:
        """kill -9, unless it has ended."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """Nothing is left of it."""
        self.kill()
        if not self._pipe.closed:
            self.said()

    def said(self) -> str:
        """All that it has marked, once it has ended."""
        with self._pipe:
            said = self._pipe.read().decode()
        if self.status is None:
            self.wait()
        return said

    def done(self) -> list[str]:
        """The lines that it has marked by its end; AssertionError with its traceback where it failed."""
        said = self.said()
        assert self.status == 0, said
        return said.splitlines()


def ended(children: Sequence[Child], then: Callable[[], object] = lambda: None) -> list[list[str]]:
    """What each has marked by its end; `then` is done however they ended, and none is left at work."""
    try:
        return [child.done() for child in children]
    finally:
        for child in children:
            child.end()
        then()


def _work_and_end(work: Work, marks: int) -> NoReturn:
    global _marks
    _marks, code = marks, 1
    try:
        work()
        code = 0
    except BaseException:
        mark(traceback.format_exc())
    finally:
        os._exit(code)
