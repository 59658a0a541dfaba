"""A child process, stopped before each call by which it may change files or have them synced.

The child is traced (ptrace) and filters its own calls (seccomp), so what SQLite and Python's own C code do
is seen as it reaches the system, and nothing else costs anything. Whoever stops taking calls kills the
child there and then: it has done what came before, and nothing of the rest.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import pytest

Work = Callable[[], object]

# Linux: asm/unistd_64.h, ptrace.h, seccomp.h, filter.h
_CALLS = {
    1: "write", 2: "open", 18: "pwrite64", 20: "writev", 40: "sendfile", 74: "fsync", 75: "fdatasync",
    76: "truncate", 77: "ftruncate", 82: "rename", 83: "mkdir", 84: "rmdir", 85: "creat", 86: "link",
    87: "unlink", 88: "symlink", 257: "openat", 258: "mkdirat", 263: "unlinkat", 264: "renameat",
    265: "linkat", 266: "symlinkat", 277: "sync_file_range", 285: "fallocate", 296: "pwritev",
    316: "renameat2", 326: "copy_file_range",
}
_TRACEME, _CONT, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 7, 0x4200, 0x420E
_TRACESECCOMP, _EXITKILL, _EVENT_SECCOMP = 0x80, 0x100000, 7
_SET_SECCOMP, _NO_NEW_PRIVS, _MODE_FILTER = 22, 38, 2
_LOAD, _IF_EQUAL, _GIVE, _TRACE, _ALLOW = 0x20, 0x15, 0x06, 0x7FF00000, 0x7FFF0000

_TOLD = "=B3xIQQQ6Q"  # struct ptrace_syscall_info: op, arch, two pointers, number of the call, arguments

traceable = pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"),
    reason="what a process asks of the system is watched on Linux on x86-64 only",
)

_marks = -1


def mark(said: str) -> None:
    """Called by a child: let its parent know at this point of its calls."""
    os.write(_marks, f"{said}\n".encode())


@dataclass(frozen=True, slots=True)
class Call:
    """A call that a child is about to make: its name and arguments; `marks` is where its marks go."""

    pid: int
    marks: int
    name: str
    arguments: tuple[int, ...]

    def file(self, number: int) -> str:
        """What an open file is called now; what has no name has one that does not begin with a slash."""
        return os.readlink(f"/proc/{self.pid}/fd/{number}")

    def memory(self, address: int, size: int) -> bytes:
        with open(f"/proc/{self.pid}/mem", "rb", buffering=0) as memory:
            memory.seek(address)
            return memory.read(size)

    def text(self, address: int) -> str:
        """A path, which ends in NUL; it may end where the memory does."""
        return os.fsdecode(self.memory(address, 4096).partition(b"\0")[0])


def calls(work: Work) -> Iterator[Call]:
    """The calls of a child, each before it is made; the child dies with the iterator.

    AssertionError with the child's traceback where the work failed.
    """
    reading, writing = os.pipe()
    libc = _libc()

    def traced() -> None:
        _be_traced(libc)
        work()

    pid = _forked(traced, writing)
    status = os.waitpid(pid, 0)[1]  # it stops itself
    try:
        assert libc.ptrace(_SETOPTIONS, pid, None, _TRACESECCOMP | _EXITKILL) == 0
        signalled = 0
        while os.WIFSTOPPED(status):
            libc.ptrace(_CONT, pid, None, signalled)
            status, signalled = os.waitpid(pid, 0)[1], 0
            if status >> 8 == signal.SIGTRAP | _EVENT_SECCOMP << 8:
                yield _call(libc, pid, writing)
            elif os.WIFSTOPPED(status):
                signalled = os.WSTOPSIG(status)
    finally:
        os.close(writing)
        if os.WIFSTOPPED(status):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        with open(reading, "rb") as pipe:
            said = pipe.read().decode()
    assert status == 0, said


def killed_after(seconds: float | None, work: Work) -> list[str]:
    """What a child has marked that is killed after so long, or has ended; None lets it end."""
    reading, writing = os.pipe()
    pid = _forked(work, writing)
    os.close(writing)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with open(reading, "rb") as pipe:
        return pipe.read().decode().splitlines()


def _forked(work: Work, marks: int) -> int:
    """The id of a child that does the work and ends there, whatever happens."""
    return os.fork() or _work_and_end(work, marks)


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


def _be_traced(libc: Any) -> None:
    """Called by a child: it stops until its parent lets it go on, and then before each of the calls."""
    assert libc.ptrace(_TRACEME, 0, None, None) == 0
    os.kill(os.getpid(), signal.SIGSTOP)
    lines = [(_LOAD, 0, 0, 0)]  # the number of the call
    lines += [(_IF_EQUAL, len(_CALLS) - place, 0, number) for place, number in enumerate(_CALLS)]
    lines += [(_GIVE, 0, 0, _ALLOW), (_GIVE, 0, 0, _TRACE)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in lines))
    program = ctypes.create_string_buffer(struct.pack("H6xQ", len(lines), ctypes.addressof(code)))
    assert libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    assert libc.prctl(_SET_SECCOMP, _MODE_FILTER, program, 0, 0) == 0


def _call(libc: Any, pid: int, marks: int) -> Call:
    told = ctypes.create_string_buffer(struct.calcsize(_TOLD) + 8)
    assert libc.ptrace(_GET_SYSCALL_INFO, pid, len(told), ctypes.addressof(told)) > 0
    _, _, _, _, number, *arguments = struct.unpack_from(_TOLD, told.raw)
    return Call(pid, marks, _CALLS[number], tuple(arguments))


def _libc() -> Any:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    libc.ptrace.restype = ctypes.c_long
    return libc
