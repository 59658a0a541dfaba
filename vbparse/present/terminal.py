"""The way out: data to standard output, messages to standard error, and one gate before both.

A document may carry anything: escape sequences that rename the window or write the clipboard,
marks that turn the reading direction round, rich's own markup in a file name. `safe` is the one
function that text passes on its way to a person; `write`, `say` and `draw` call it themselves, so
whoever builds a line cannot forget it.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from vbparse import messages
from vbparse.errors import StorageError
from vbparse.patterns import re_pattern

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

NARROWEST, WIDEST = 40, 200

# What moves the cursor, changes the terminal's state, hides or turns text: controls of C0 (but tab
# and newline) and C1, soft hyphen, zero-width and bidirectional marks, Unicode's line separators,
# tag characters, and what is no character at all: U+FFFE, U+FFFF and lone surrogates (the bytes of a
# file name that are no UTF-8).
UNSAFE = re_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)


def safe(text: str) -> str:
    r"""The text without what a terminal would obey.

    `\x1b]0;x\x07` is `]0;x`. A byte of a file name that is no UTF-8 is shown as `\xNN`, Unicode's
    line separators are blanks. Each character is treated alone, so a slice of safe text is the
    safe text of a slice. Markup such as `[/b]` stands as it is: nothing here interprets it.
    """
    return UNSAFE.sub(_instead, text)


def _instead(match: re.Match[str]) -> str:
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return " " if code in (0x0B, 0x0C, 0x85, 0x2028, 0x2029) else ""


def one_line(text: object) -> str:
    """Safe text in which every run of blanks, tabs and line ends is one blank."""
    return " ".join(safe(str(text).replace("\r", " ")).split())


def write(text: str) -> None:
    """A line, or several, of data."""
    _put(safe(text) + "\n")


def say(message: str) -> None:
    """A sentence for the person, on standard error; on a terminal, data before it comes out first."""
    if is_terminal():
        flush()
    try:
        sys.stderr.write(safe(message) + "\n")
    except OSError:  # nobody can be told
        _let_go(sys.stderr)


def write_json(text: str) -> None:
    """JSON as data; what `safe` would remove is escaped instead, so nothing is lost."""
    if not (sys.stdout.encoding or "utf-8").lower().startswith("utf"):
        text = _NOT_ASCII.sub(_escaped, text)
    _put(escaped(text) + "\n")


def escaped(json: str) -> str:
    """JSON in which what `safe` would remove is escaped."""
    return UNSAFE.sub(_escaped, json)


class Bytes(io.RawIOBase):
    """Standard output as a file of bytes, whatever the encoding of the terminal; fails as `write` does."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        try:
            sys.stdout.flush()
            return sys.stdout.buffer.write(data)
        except OSError as error:
            _lost(error)


_NOT_ASCII = re_pattern(r"[^\x00-\x7f]")


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def is_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns of the terminal, within what a table can use."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, NARROWEST), WIDEST)


def console(file: TextIO) -> Console:
    """A rich console that interprets nothing in the text it is given."""
    from rich.console import Console

    return Console(file=file, width=width(), height=24, markup=False, highlight=False, emoji=False)


def draw(renderable: RenderableType) -> None:
    """A table or a card on the terminal."""
    page = console(sys.stdout)
    with page.capture() as drawn:
        page.print(_Gate(renderable))
    _put(drawn.get())


class _Gate:
    """A renderable whose every piece of text has passed `safe`, whoever made it."""

    def __init__(self, renderable: RenderableType) -> None:
        self.renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.segment import Segment

        for segment in console.render(self.renderable, options):
            yield Segment(safe(segment.text), segment.style)


def open_streams() -> None:
    """Standard streams that take any text and may be missing.

    A stream that the parent closed is the null device, before a file of ours gets its number.
    A character that the terminal's encoding lacks loses its marks (`Chỉ thị` is `Chi thi` in
    ASCII and in cp1258), rather than raising.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8"))  # noqa: SIM115
    codecs.register_error("vbparse.unmarked", _unmarked)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="vbparse.unmarked")


def _unmarked(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = unicodedata.normalize("NFKD", error.object[error.start : error.end])
    kept = (char for char in letters if not unicodedata.combining(char))
    return "".join(_ASCII.get(char, char if char < "\x80" else "?") for char in kept), error.end


_ASCII = {
    "đ": "d", "Đ": "D", "–": "-", "—": "-", "…": ".", "│": "|", "─": "-", "•": "*", "✎": "*", "·": "-",
    # The blocks of bars: what fills half of a column or more stands, less does not.
    **dict.fromkeys("█▉▊▋▌", "#"), **dict.fromkeys("▍▎▏", " "),
    "“": '"', "”": '"', "‘": "'", "’": "'", "«": "<", "»": ">",
}


def flush() -> None:
    """Standard output has taken all that was written. Raises as `write` does."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _lost(error)


def _put(text: str) -> None:
    """Text to standard output. BrokenPipeError where its reader has gone, StorageError where it is full."""
    try:
        sys.stdout.write(text)
    except OSError as error:
        _lost(error)


def _lost(error: OSError) -> NoReturn:
    _let_go(sys.stdout)
    if isinstance(error, BrokenPipeError):
        raise error
    raise StorageError(messages.STDOUT_FAILED.format(why=error.strerror)) from error


def _let_go(stream: TextIO) -> None:
    """What a stream still holds goes nowhere, or Python would try again at its end and complain."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)
