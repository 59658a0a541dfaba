"""An index held open, for one question after the other.

What was read of it is kept as long as the manifest on disk is the same: of each record its columns (some
hundred bytes), of every 64 terms the first, and of a segment the 16 runs of terms looked at last (some
100 kB) and an open file. No postings and no answers are kept. Before each question the files are checked;
when a writer has published, all is closed and opened anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from weakref import finalize

from vbparse.index import manifest
from vbparse.index.found import Found, Page, Sort
from vbparse.index.manifest import IndexDamaged, Manifest
from vbparse.index.searching import search
from vbparse.index.segments import Segment
from vbparse.query import Facet, Query

if TYPE_CHECKING:
    from vbparse.index.lexicon import Vocabulary

_TRIES = 20                                      # a writer may commit faster than one question is answered
T = TypeVar("T")


class Opened:
    """The index in a folder, opened by the first question; one question at a time.

    Closed by `close`, after an error, and with the object itself.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: tuple[tuple[int, ...], Manifest] | None = None
        self._used: Manifest | None = None
        self._checked: tuple[Manifest, Manifest] | None = None
        """The manifest, and with the times that its files have now: what was copied is read but once."""
        self._segments: list[Segment] = []
        self._alone = Lock()
        finalize(self, _close, self._segments)

    def search(
        self, query: Query, *,
        limit: int, offset: int = 0, sort: Sort = "relevance", facets: Iterable[Facet] = (),
    ) -> Found:
        """A page of the answers; IndexDamaged where the index cannot be used. See `searching.search`."""
        if query.root is None:
            return Found((), 0, ())
        page = Page(limit, offset, sort, tuple(facets))
        found, used = self._answered(lambda segments: search(segments, query, page))
        return replace(found, generation=used.generation)

    def _answered(self, answer: Callable[[list[Segment]], T]) -> tuple[T, Manifest]:
        """What comes of the segments of one state of the index, and which state that was."""
        with self._alone:
            for tries_left in reversed(range(_TRIES)):
                used = self._manifest()
                try:
                    return answer(self._opened(used)), used
                except IndexDamaged:
                    _close(self._segments)
                    # Else a writer replaced the files that we were reading.
                    if not tries_left or manifest.read(self._folder) == used:
                        raise
                except BaseException:
                    _close(self._segments)
                    raise
        raise AssertionError

    @contextmanager
    def vocabulary(self) -> Iterator[Vocabulary]:
        """The words of the index as it is now; IndexDamaged where it cannot be used."""
        from vbparse.index.lexicon import Vocabulary

        with self._alone:
            try:
                yield Vocabulary(self._opened(self._manifest()))
            except BaseException:
                _close(self._segments)
                raise

    def _manifest(self) -> Manifest:
        """The manifest, read where it is another than at the last question."""
        stamp = manifest.stamp(self._folder)
        if self._read is None or self._read[0] != stamp:
            self._read = stamp, manifest.read(self._folder)
        return self._read[1]

    def _opened(self, used: Manifest) -> list[Segment]:
        """The segments of a state of the index, of which every file is as it was written."""
        before = self._checked[1] if self._checked and self._checked[0] is used else used
        self._checked = used, used._replace(files=before.check(self._folder))
        if used != self._used or not self._segments:
            _close(self._segments)
            self._used = used
            for part in used.parts:
                self._segments.append(Segment(self._folder, used, part))
        return self._segments

    def close(self) -> None:
        """What is open closed; the next question opens it again."""
        with self._alone:
            _close(self._segments)


def _close(segments: list[Segment]) -> None:
    while segments:
        segments.pop().close()
