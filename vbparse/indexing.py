"""The index beside the catalog: used when it fits, caught up after a commit, made anew at any doubt."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from vbparse import index, messages
from vbparse.catalog import Catalog, Entry, Part
from vbparse.errors import ArchiveInUse, CannotCreate
from vbparse.lock import WriterLock

if TYPE_CHECKING:
    from vbparse.index.found import Found, Sort
    from vbparse.index.preparing import Prepared
    from vbparse.query import Facet, Query

IndexState = Literal["current", "behind", "not there", "not usable"]

_TRIES = 20  # a writer may publish faster than one search reads


class Indexing:
    """The index of an archive; `notes` are sentences for the user about what had to be done with it.

    `publish` and `rebuild` are for the writer, who holds the lock; `answering` is for readers.
    """

    def __init__(self, archive: Path, catalog: Catalog) -> None:
        self._archive = archive
        self._folder = archive / "index"
        self._catalog = catalog
        self._fits = self._is_current()
        self.notes: list[str] = []

    def publish(self, ids: Iterable[str], prepared: Mapping[Part, Prepared] = MappingProxyType({})) -> None:
        """Records that a commit of the catalog has changed or removed, taken over into the index.

        What was `prepared` of them, by where they stand, need not be worked out of the catalog.
        """
        if not self._can_be_private():
            self.notes = [messages.INDEX_NOT_PRIVATE]
            return
        changed = sorted(ids)
        if self._fits and not changed:
            return
        if self._fits:
            try:
                index.update(
                    self._folder, generation=self._catalog.generation, removed=changed,
                    added=self._entries(changed, prepared),
                )
                return
            except index.IndexDamaged:
                self.notes = [messages.INDEX_REBUILT]
        elif os.path.lexists(self._folder):
            self.notes = [messages.INDEX_REBUILT]
        self.rebuild(prepared)

    def _entries(self, ids: Iterable[str], prepared: Mapping[Part, Prepared]) -> Iterator[Entry | Prepared]:
        """What of some ids is there."""
        for id in ids:
            place = self._catalog.parsed.part(id) if prepared else None
            ready = prepared.get(place) if place else None
            if entry := ready or self._catalog.entry(id):
                yield entry

    def expunge(self, ids: Iterable[str]) -> None:
        """Records that a commit of the catalog has removed, gone from every file of the index too."""
        if not self._can_be_private():
            index.discard(self._folder)
            return
        self.notes = []
        if self._fits:
            with suppress(index.IndexDamaged):
                generation = self._catalog.generation
                index.update(self._folder, generation=generation, removed=ids, added=(), expunge=True)
                return
        index.discard(self._folder)
        self.rebuild()

    def rebuild(self, prepared: Mapping[Part, Prepared] = MappingProxyType({})) -> int:
        """The index made anew from the catalog, and `prepared` as in `publish`; how many records it holds."""
        if not self._can_be_private():
            raise CannotCreate(messages.INDEX_NOT_PRIVATE)
        with self._catalog.snapshot():
            catalog = self._catalog
            records = self._entries(catalog.ids(), prepared) if prepared else catalog.entries()
            count = index.rebuild(self._folder, generation=catalog.generation, records=records)
        self._fits = True
        return count

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
                notes = () if self._is_current() else self._heal()
                still.enter_context(self._catalog.snapshot())
                found = self._by_index(query, page)
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

    def _by_index(self, query: Query, page: dict[str, Any]) -> Found:
        """The answer of the index, of no later commit than that at which the catalog stands still."""
        for _ in range(_TRIES):
            found = index.search(self._folder, query.with_tags(self._catalog.tags.documents), **page)
            now = self._catalog.generation
            if found.generation is None or found.generation == now:
                return found
            if found.generation < now:
                return self._brought_up(found)
            self._catalog.renew()  # a writer has published since
        raise index.IndexDamaged("the index is never that of the catalog")

    def _brought_up(self, found: Found) -> Found:
        """An answer of an earlier commit, of which the documents may have changed, or gone, since."""
        heirs = [(hit, self._catalog.heir(hit.id)) for hit in found.hits]
        hits = {heir: hit._replace(id=heir) for hit, heir in heirs if heir}
        return replace(found, hits=tuple(hits.values()), total=found.total - len(heirs) + len(hits))

    def suggest(self, query: Query) -> tuple[str, ...]:
        """Queries near one that finds nothing; see `suggesting`. None where the index cannot be used."""
        from vbparse.suggesting import suggestions

        try:
            with index.vocabulary(self._folder) as words:
                return suggestions(query, self._catalog, words)
        except (index.IndexDamaged, OSError):
            return ()

    def _heal(self) -> tuple[str, ...]:
        """The index made to fit, unless a writer is about to do that."""
        try:
            with WriterLock(self._archive, patience=0):
                if self._is_current():  # somebody was faster
                    return ()
                self.rebuild()
        except ArchiveInUse:
            return (messages.INDEX_BEHIND,)
        return (messages.INDEX_REBUILT,)

    def _is_current(self) -> bool:
        return index.generation(self._folder) == self._catalog.generation

    def state(self) -> IndexState:
        """Whether searches can use the index as it is; where they cannot, it is made anew by the next one."""
        if not os.path.lexists(self._folder):
            return "not there"
        generation = index.generation(self._folder)
        if generation is None:
            return "not usable"
        return "current" if generation == self._catalog.generation else "behind"

    def _can_be_private(self) -> bool:
        """Whether the file system can keep others out of a folder: an index could hold code otherwise."""
        probe = self._archive / "index.probe"
        with suppress(FileExistsError):  # left by a process that was killed
            os.mkdir(probe, 0o700)
        try:
            return index.is_safe(probe)
        finally:
            os.rmdir(probe)
