"""A source opened at a line: in the user's editor, else in a pager, else in what the system opens it with.

    VISUAL, EDITOR    the file itself, at the line where it is known how to say it to the editor
    PAGER, less, more the text as it was read, on standard input, without what would drive a terminal
    open, xdg-open    the file itself, if its name says that it is text

No shell is started. On a pipe nothing is opened: the place is printed, as `path:line`.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vbparse import messages
from vbparse.errors import NoInput, StorageError, UsageError
from vbparse.present.terminal import flush, is_terminal, one_line, safe, say, write

if TYPE_CHECKING:
    from vbparse.archive import Spot

_AT_LINE = {
    ("+{line}", "{path}"): {
        "vi", "vim", "nvim", "view", "gvim", "ex", "nano", "pico", "emacs", "emacsclient", "joe", "jed", "ne",
        "mg", "micro", "kak", "mcedit", "gedit", "gnome-text-editor", "pluma", "xed",
    },
    ("--goto", "{path}:{line}"): {"code", "code-insiders", "codium", "vscodium", "cursor"},
    ("--line", "{line}", "{path}"): {"kate", "kwrite", "idea", "pycharm"},
    ("{path}:{line}",): {"subl", "hx", "helix", "zed"},
}
_PAGERS = ("less", "more", "most")
_TEXTS = (b".txt", b".md", b".text")  # what the system opens it with does not run it


def open_at(spot: Spot) -> None:
    """The source opened at its line, or the place printed.

    Raises NoInput where the file has gone, UsageError where there is no such program, StorageError
    where it failed.
    """
    name = one_line(os.fsdecode(spot.path))
    editor = _chosen("VISUAL") or _chosen("EDITOR")
    pager = None if editor else _pager(spot.line)
    if is_terminal() and pager:
        _run(pager, safe(spot.text.replace("\r\n", "\n").replace("\r", "\n")))
        return
    if spot.state == "gone":
        raise NoInput(messages.SOURCE_GONE.format(path=name, id=spot.id))
    if spot.state == "changed":
        say(messages.SOURCE_CHANGED.format(path=name, id=spot.id))
    if not is_terminal():
        write(f"{name}:{spot.line}")
    elif editor:
        _run([*editor, *_at_line(editor[0], os.fsdecode(spot.path), spot.line)])
    else:
        _run([*_opener(spot.path), os.fsdecode(spot.path)])


def _chosen(variable: str) -> list[str] | None:
    """The program that a variable names, with its arguments."""
    try:
        return shlex.split(os.environ.get(variable, "")) or None
    except ValueError as error:
        raise UsageError(messages.NO_PROGRAM.format(program=f"${variable}", why=error)) from error


def _name(program: str) -> str:
    """`vim` for `/usr/bin/vim.basic`."""
    return os.path.basename(program).partition(".")[0]


def _at_line(program: str, path: str, line: int) -> list[str]:
    """The arguments by which an editor opens a file at a line; an unknown one opens the file."""
    form = next((form for form, names in _AT_LINE.items() if _name(program) in names), ("{path}",))
    return [part.format(path=path, line=line) for part in form]


def _pager(line: int) -> list[str] | None:
    """The pager that is chosen, or that there is, at a line if it is known how to say it."""
    chosen = _chosen("PAGER") or next(([name] for name in _PAGERS if shutil.which(name)), None)
    return [*chosen, f"+{line}"] if chosen and _name(chosen[0]) in _PAGERS else chosen


def _opener(path: bytes) -> list[str]:
    """What the system opens a text with. A page or a script in an archive is nothing for it: it would run."""
    programs = ("open", "-t") if sys.platform == "darwin" else ("xdg-open",)
    if not path.lower().endswith(_TEXTS) or not shutil.which(programs[0]):
        raise UsageError(messages.NO_EDITOR)
    return list(programs)


def _run(argv: list[str], text: str | None = None) -> None:
    """A program with the terminal, and a text on its standard input if there is one, until it ends."""
    flush()
    given = None if text is None else text.encode(sys.stdout.encoding or "utf-8", "vbparse.unmarked")
    try:
        with _interrupts_left_to_it():
            done = subprocess.run(argv, input=given)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(messages.NO_PROGRAM.format(program=one_line(argv[0]), why=why)) from error
    if done.returncode:
        raise StorageError(messages.PROGRAM_FAILED.format(program=one_line(argv[0]), code=done.returncode))


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """Ctrl-C means the program that has the terminal: a pager stops a search at it and goes on."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which it would inherit
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
