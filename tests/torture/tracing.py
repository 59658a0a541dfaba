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
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.torture.children import Child, Work

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
    libc = _libc()

    def traced() -> None:
        _be_traced(libc)
        work()

    child = Child(traced)
    try:
        status = child.wait()  # it stops itself
        assert libc.ptrace(_SETOPTIONS, child.pid, None, _TRACESECCOMP | _EXITKILL) == 0
        signalled = 0
        while child.status is None:
            libc.ptrace(_CONT, child.pid, None, signalled)
            status, signalled = child.wait(), 0
            if status >> 8 == signal.SIGTRAP | _EVENT_SECCOMP << 8:
                yield _call(libc, child)
            elif os.WIFSTOPPED(status):
                signalled = os.WSTOPSIG(status)
    finally:
        child.kill()
        said = child.said()
    assert child.status == 0, said


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


def _call(libc: Any, child: Child) -> Call:
    told = ctypes.create_string_buffer(struct.calcsize(_TOLD) + 8)
    assert libc.ptrace(_GET_SYSCALL_INFO, child.pid, len(told), ctypes.addressof(told)) > 0
    _, _, _, _, number, *arguments = struct.unpack_from(_TOLD, told.raw)
    return Call(child.pid, child.marks, _CALLS[number], tuple(arguments))


def _libc() -> Any:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    libc.ptrace.restype = ctypes.c_long
    return libc
