"""Questions to an archive, answered by its index, or by its records where that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vbparse import index, messages
from vbparse.catalog import Catalog
from vbparse.errors import ArchiveInUse, CannotCreate
from vbparse.indexing import Indexing
from vbparse.lock import WriterLock

if TYPE_CHECKING:
    from vbparse.index.found import Found, Sort
    from vbparse.index.keeping import Opened
    from vbparse.query import Facet, Query

_TRIES = 20  # a writer may publish faster than one search reads


class Answering:
    """The index of an archive as readers use it, with the catalog that it was made from."""

    def __init__(self, archive: Path, catalog: Catalog, opened: Opened) -> None:
        self._archive = archive
        self._catalog = catalog
        self._index = opened

    @contextmanager
    def answering(
        self, query: Query, *,
        limit: int, offset: int = 0, sort: Sort, facets: Sequence[Facet] = (),
    ) -> Iterator[tuple[Found, tuple[str, ...]]]:
        """What answers a query, and what to say about how it was found; meanwhile the catalog stands still.

        An index that does not fit is made anew first. While a writer is at work it is not: then the
        index of an earlier commit answers, and where there is none, the records themselves.
        """
        page: dict[str, Any] = {"limit": limit, "offset": offset, "sort": sort, "facets": facets}
        with ExitStack() as still:
            try:
                found, notes = self._by_index(still, query, page)
            except index.IndexDamaged:
                note = messages.INDEX_NOT_USABLE
            except CannotCreate as error:
                note = error.message
            except OSError as error:
                note = messages.INDEX_NOT_WRITABLE.format(why=(error.strerror or str(error)).lower())
            else:
                yield found, notes
                return
        with self._catalog.snapshot():
            asked = query.with_tags(self._catalog.tags.documents)
            yield index.scan(self._catalog.entries(), asked, **page), (note,)

    def _by_index(
        self, still: ExitStack, query: Query, page: dict[str, Any]
    ) -> tuple[Found, tuple[str, ...]]:
        """The answer of the index, and what had to be done for it; the catalog stands still from then on."""
        notes: tuple[str, ...] = ()
        still.enter_context(self._catalog.snapshot())
        try:
            found = self._asked(query, page)
            fits = found.generation in (None, self._catalog.generation)
        except index.IndexDamaged:
            fits = False
        if not fits:
            still.close()
            notes = self._heal()
            still.enter_context(self._catalog.snapshot())
            found = self._asked(query, page)
        if found.generation not in (None, self._catalog.generation):
            found = self._brought_up(found)
        return found, notes

    def _asked(self, query: Query, page: dict[str, Any]) -> Found:
        """The answer of the index, of no later commit than that at which the catalog stands still."""
        for _ in range(_TRIES):
            found = self._index.search(query.with_tags(self._catalog.tags.documents), **page)
            if found.generation is None or found.generation <= self._catalog.generation:
                return found
            self._catalog.renew()  # a writer has published since
        raise index.IndexDamaged("the index is never that of the catalog")

    def _brought_up(self, found: Found) -> Found:
        """An answer of an earlier commit, of which the documents may have changed, or gone, since."""
        heirs = [(hit, self._catalog.heir(hit.id)) for hit in found.hits]
        hits = {heir: hit._replace(id=heir) for hit, heir in heirs if heir}
        return replace(found, hits=tuple(hits.values()), total=found.total - len(heirs) + len(hits))

    def _heal(self) -> tuple[str, ...]:
        """The index made to fit, unless a writer is about to do that."""
        try:
            with WriterLock(self._archive, patience=0):
                indexing = Indexing(self._archive, self._catalog)
                if indexing.is_current() or not indexing.catch_up():  # somebody was faster
                    return ()
        except ArchiveInUse:
            return (messages.INDEX_BEHIND,)
        return (messages.INDEX_REBUILT,)

    def suggest(self, query: Query) -> tuple[str, ...]:
        """Queries near one that finds nothing; see `suggesting`. None where the index cannot be used."""
        from vbparse.suggesting import suggestions

        try:
            with self._index.vocabulary() as words:
                return suggestions(query, self._catalog, words)
        except (index.IndexDamaged, OSError):
            return ()
