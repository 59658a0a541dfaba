"""How the program ends: what is said of an error, and the exit code.

    0 done · 1 nothing found · 2 usage · 3 some files failed · 4 ambiguous · 65 data, or every file
    failed · 66 no path given exists · 70 our bug · 73 cannot create · 74 I/O or disk full ·
    75 archive in use · 77 permission · 130 interrupted

Most codes stand at the errors themselves (errors.py); here are those that only the process knows.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator

import click
import typer

from vbparse import messages
from vbparse.cli import INTERRUPTED
from vbparse.cli.options import debugging
from vbparse.cli.root import app
from vbparse.errors import Ambiguous, NothingFound, NotPermitted, StorageError, VbparseError
from vbparse.present.terminal import flush, one_line, say

OUR_BUG = 70

_REFUSED = {errno.EACCES, errno.EPERM}


def run(argv: list[str]) -> int:
    """The exit code of a command line, once standard output has taken all of it."""
    try:
        code = _invoke(argv)
    except BaseException as error:
        code = _after(error)
    try:
        flush()
    except BrokenPipeError:
        return code
    except StorageError as error:
        return _after(error)
    return code


def _invoke(argv: list[str]) -> int:
    # Not `command(argv)`: typer would print tracebacks and take a broken pipe for a failure.
    try:
        with typer.main.get_command(app).make_context("vbparse", argv) as context:
            context.command.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _after(error: BaseException) -> int:
    """The exit code of what went wrong, once a sentence has been said of it."""
    match error:
        case KeyboardInterrupt():
            say(one_line(error) or messages.INTERRUPTED)
            return INTERRUPTED
        case BrokenPipeError():  # `| head -1`: the reader has what it wanted
            return 0
        case click.ClickException():
            shown = io.StringIO()
            error.show(shown)
            say(shown.getvalue().rstrip())
            return error.exit_code
        case VbparseError():
            say("\n".join(_sentences(error)))
            return error.exit_code
        case OSError():
            return _system(error)
        case Exception():
            if debugging():
                import traceback

                say("".join(traceback.format_exception(error)).rstrip())
            say(messages.OUR_BUG.format(kind=type(error).__name__, text=one_line(error)))
            return OUR_BUG
    raise error  # SystemExit, GeneratorExit: not ours


def _sentences(error: VbparseError) -> Iterator[str]:
    """What an error says, with what helps to ask better."""
    yield one_line(error.message)
    if isinstance(error, Ambiguous):
        from vbparse.present.hits import candidates

        yield from candidates(error.candidates)
    elif isinstance(error, NothingFound) and error.nearest:
        yield messages.DID_YOU_MEAN.format(nearest=", ".join(map(one_line, error.nearest)))


def _system(error: OSError) -> int:
    """An error of the system that nobody foresaw: refused, or failed."""
    refused = error.errno in _REFUSED
    sentence = messages.SYSTEM_REFUSED if refused else messages.SYSTEM_FAILED
    say(sentence.format(why=one_line(": ".join(filter(None, (error.filename, error.strerror))) or error)))
    return NotPermitted.exit_code if refused else StorageError.exit_code
