"""The index beside the catalog: caught up after a commit, made anew at any doubt."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from vbparse import index, messages
from vbparse.catalog import Catalog, Entry, Part
from vbparse.errors import CannotCreate

if TYPE_CHECKING:
    from vbparse.index.preparing import Prepared

IndexState = Literal["current", "behind", "not there", "not usable"]


class Indexing:
    """The index of an archive, for the writer, who holds the lock; see `answering` for readers.

    `notes` are sentences for the user about what had to be done with it.
    """

    def __init__(self, archive: Path, catalog: Catalog) -> None:
        self._archive = archive
        self._folder = archive / "index"
        self._catalog = catalog
        self._generation = index.generation(self._folder)
        self.notes: list[str] = []

    def publish(self, prepared: MutableMapping[Part, Prepared] | None = None) -> None:
        """The records that commits of the catalog have changed or removed, taken over into the index.

        Which they are is listed in the catalog itself, see `catalog.due`. What was `prepared` of them, by
        where they stand, need not be worked out; it is used up.
        """
        if not self._can_be_private():
            self.notes = [messages.INDEX_NOT_PRIVATE]
            return
        prepared = {} if prepared is None else prepared
        if self._update(prepared):
            return
        if os.path.lexists(self._folder):
            self.notes = [messages.INDEX_REBUILT]
        self.rebuild(prepared)

    def catch_up(self) -> bool:
        """The index made to fit the catalog; whether all of it had to be made, not only what it lacked."""
        if self._can_be_private() and self._update({}):
            return False
        self.rebuild()
        return True

    def _update(self, prepared: MutableMapping[Part, Prepared], *, expunge: bool = False) -> bool:
        """What the index lacks taken over into it; False where nobody knows that, or it is damaged."""
        if self._generation is None or (due := self._catalog.due.since(self._generation)) is None:
            return False
        if (now := self._catalog.generation) != self._generation:
            added = self._entries(due, prepared)
            try:
                index.update(self._folder, generation=now, removed=due, added=added, expunge=expunge)
            except index.IndexDamaged:
                return False
            self._fit()
        return True

    def _fit(self) -> None:
        self._generation = self._catalog.generation
        self._catalog.due.clear()

    def _entries(
        self, ids: Iterable[str], prepared: MutableMapping[Part, Prepared]
    ) -> Iterator[Entry | Prepared]:
        """What of some ids is there."""
        for id in ids:
            place = self._catalog.parsed.part(id) if prepared else None
            ready = prepared.pop(place, None) if place else None
            if entry := ready or self._catalog.entry(id):
                yield entry

    def expunge(self) -> None:
        """The same as `publish`; and what the commits have removed is gone from every file of the index."""
        if not self._can_be_private():
            index.discard(self._folder)
            return
        self.notes = []
        if not self._update({}, expunge=True):
            index.discard(self._folder)
            self.rebuild()

    def rebuild(self, prepared: MutableMapping[Part, Prepared] | None = None) -> int:
        """The index made anew from the catalog, and `prepared` as in `publish`; how many records it holds."""
        if not self._can_be_private():
            raise CannotCreate(messages.INDEX_NOT_PRIVATE)
        with self._catalog.snapshot():
            catalog = self._catalog
            records = self._entries(catalog.ids(), prepared) if prepared else catalog.entries()
            count = index.rebuild(self._folder, generation=catalog.generation, records=records)
        self._fit()
        return count

    def is_current(self) -> bool:
        """Whether the index answers for the catalog as it is."""
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
