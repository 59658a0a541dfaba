"""How the use cases come to an archive: its catalog opened for each and closed again, its index kept open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vbparse import index
from vbparse.answering import Answering
from vbparse.catalog import Catalog, is_older
from vbparse.faults import in_archive
from vbparse.indexing import Indexing
from vbparse.lock import WriterLock

if TYPE_CHECKING:
    from vbparse.index.found import Found
    from vbparse.index.keeping import Opened
    from vbparse.query import Narrow, Query


def upgrade_if_older(folder: Path, lock: WriterLock) -> None:
    """An archive of an older version made one of this; the lock is taken for that alone."""
    if is_older(folder):
        with lock:
            Catalog.create(folder).close()


def asked_for(words: str, narrow: Narrow | None, *, or_all: bool = False) -> Query:
    """What words ask for, so narrowed; with `or_all`, all that is left where there are no words."""
    from vbparse.query import EVERYTHING, Query, parse

    query = Query("", EVERYTHING) if or_all and not words.strip() else parse(words)
    return narrow.over(query) if narrow else query


class Access:
    """The folder of an archive; `on_wait` is told when a use has to wait for another process that writes."""

    def __init__(self, folder: Path, on_wait: Callable[[str], None] | None) -> None:
        self.folder = folder
        self._on_wait = on_wait

    @cached_property
    def _index(self) -> Opened:
        return index.opened(self.folder / "index")

    def close(self) -> None:
        """What is held open closed; a later use opens it again."""
        if "_index" in vars(self):
            self._index.close()

    @contextmanager
    def _asking(self, query: Query, **page: Any) -> Iterator[tuple[Catalog, Found, tuple[str, ...]]]:
        """The catalog, which stands still, with what answers a query; see `Answering.answering`."""
        with (
            self._opened() as catalog,
            Answering(self.folder, catalog, self._index).answering(query, **page) as answer,
        ):
            yield catalog, *answer

    @contextmanager
    def _reading(self) -> Iterator[Catalog]:
        """The catalog, which stands still: whatever is read of it is of one commit."""
        with self._opened() as catalog, catalog.snapshot():
            yield catalog

    @contextmanager
    def _opened(self) -> Iterator[Catalog]:
        with in_archive(self.folder), closing(self._catalog()) as catalog:
            yield catalog

    def _catalog(self) -> Catalog:
        """The catalog for reading, of this version: an older one is opened once more when it was upgraded."""
        catalog = Catalog.open(self.folder)
        if not catalog.is_older:
            return catalog
        catalog.close()
        upgrade_if_older(self.folder, self._lock())
        return Catalog.open(self.folder)

    @contextmanager
    def _writing(self, changed: Collection[str] = ()) -> Iterator[Catalog]:
        """A commit; the records whose ids have come into `changed` by its end are indexed anew."""
        with in_archive(self.folder), self._lock(), closing(Catalog.create(self.folder)) as catalog:
            indexing = Indexing(self.folder, catalog)
            catalog.begin()
            try:
                yield catalog
                catalog.commit(records_changed=bool(changed))
            except BaseException:
                catalog.roll_back()
                raise
            if changed:
                indexing.publish()

    def _lock(self) -> WriterLock:
        return WriterLock(self.folder, on_wait=self._on_wait)
