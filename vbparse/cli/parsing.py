"""`vbparse parse`: files one after the other, each failure named, none stopping the rest."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from vbparse import messages
from vbparse.cli.options import debugging
from vbparse.errors import DataError, NoInput, SkippedSource, SomeFailed, UnreadableSource
from vbparse.present.terminal import one_line, say

if TYPE_CHECKING:
    from vbparse.limits import Limits
    from vbparse.pipeline import Explained
    from vbparse.readers import Found
    from vbparse.text import Source

STDIN = "-"


class Run:
    """The documents of some files, in order, with count of what could not be read.

    `documents` names each file that fails, or is skipped, as it comes to it; `end` raises what the
    exit code says of all of them.
    """

    def __init__(self, paths: Sequence[str], limits: Limits) -> None:
        if not any(path == STDIN or os.path.lexists(path) for path in paths):
            raise NoInput(messages.NO_PATH_EXISTS.format(paths=", ".join(map(one_line, paths))))
        self._paths = paths
        self._limits = limits
        self.read = self.skipped = self.failed = 0

    def documents(self) -> Iterator[tuple[Explained, Source]]:
        """Each record, as it explains itself, with the source that it was read from."""
        from vbparse.limits import limited
        from vbparse.pipeline import explain

        for source in self._sources():
            try:
                with limited(source, self._limits):
                    documents = explain(source)
            except UnreadableSource as error:
                self._leave(error)
                continue
            except Exception as error:
                if debugging():
                    raise
                self.failed += 1
                reason = messages.BUG_AT_FILE.format(kind=type(error).__name__, text=error)
                say(one_line(f"{source.path}: {reason}"))
                continue
            self.read += 1
            if not documents:
                say(one_line(f"{source.path}: {messages.NO_DOCUMENT}"))
            for document in documents:
                yield document, source

    def into_page(self, path: str) -> None:
        """The documents as one page at `path`, or no page where no file could be read."""
        from vbparse.cli.replacing import replacing
        from vbparse.present.as_html import page
        from vbparse.present.markup import OPENING

        documents = (
            (json.loads(document.record.to_json()), source.text) for document, source in self.documents()
        )
        with replacing(path, OPENING) as file:
            file.writelines(page(documents))
            if not self.read:
                self.end()

    def end(self) -> None:
        """Raises DataError where no file could be read, SomeFailed where some could not."""
        total = messages.count(self.read + self.skipped + self.failed, "file")
        if not self.read and self.skipped + self.failed:
            raise DataError(messages.NO_FILE_READ.format(total=total))
        if self.failed:
            raise SomeFailed(messages.SOME_FILES_FAILED.format(failed=self.failed, total=total))

    def _sources(self) -> Iterator[Source]:
        from vbparse.readers import read, read_bytes, up_to

        most = self._limits.most
        for found in self._found():
            try:
                if found:
                    yield read(found.path, found.as_given, most)
                else:
                    yield read_bytes(up_to(sys.stdin.buffer, most + 1), STDIN, most)
            except UnreadableSource as error:
                self._leave(error)

    def _leave(self, error: UnreadableSource) -> None:
        """A file that gives nothing, counted and named."""
        if isinstance(error, SkippedSource):
            self.skipped += 1
        else:
            self.failed += 1
        say(one_line(error.message))

    def _found(self) -> Iterator[Found | None]:
        """The files; None is standard input."""
        from vbparse.readers import find

        for is_stdin, paths in groupby(self._paths, key=STDIN.__eq__):
            if is_stdin:
                yield None
            else:
                yield from find(paths)
