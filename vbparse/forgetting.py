"""Documents taken out of an archive for good: the catalog, its log, the index, the copies of upgrades."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vbparse import messages
from vbparse.catalog import Catalog, clean, erase_from_backups
from vbparse.errors import NothingFound
from vbparse.faults import in_archive
from vbparse.indexing import Indexing
from vbparse.lock import WriterLock
from vbparse.lookup import Narrowing, find_document
from vbparse.readers import printable


@dataclass(frozen=True, slots=True)
class Forgettable:
    """A document that is about to be forgotten, or just was, and the files in which it lies."""

    id: str
    number: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What was forgotten, and what to say of it."""

    documents: tuple[Forgettable, ...]
    notes: tuple[str, ...]


def forgettable(catalog: Catalog, keys: Sequence[str], wanted: Narrowing) -> list[Forgettable]:
    """The documents that some numbers or ids mean, each once; errors as `show` has them.

    An id that was forgotten before is met as well: what of it could not be cleaned away then is now.
    """
    found = {}
    for key in keys:
        try:
            entry = find_document(catalog, key, wanted)
        except NothingFound:
            if not catalog.forgotten.since(key.strip().lower()):
                raise
            id = key.strip().lower()
            found[id] = Forgettable(id, None, None, None, None, None, ())
            continue
        record = json.loads(entry.json)
        about = {name: record[name] for name in ("number", "doc_type", "date", "issuer", "subject")}
        paths = tuple(printable(os.fsdecode(path)) for path, _, _ in catalog.sources(entry.id))
        found[entry.id] = Forgettable(entry.id, **about, paths=paths)
    return list(found.values())


def forget(folder: Path, lock: WriterLock, keys: Sequence[str], wanted: Narrowing) -> Forgetting:
    """The documents of some numbers or ids, gone when this returns; none where one cannot be found."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with in_archive(folder), lock:
        with closing(Catalog.create(folder)) as catalog:
            documents = forgettable(catalog, keys, wanted)
            catalog.begin()
            try:
                ids = catalog.forget([one.id for one in documents], now)
                catalog.commit(records_changed=True)
            except BaseException:
                catalog.roll_back()
                raise
            indexing = Indexing(folder, catalog)
            indexing.expunge()
            notes = list(indexing.notes)
        for path in erase_from_backups(folder, ids):
            notes.append(messages.BACKUP_REMOVED.format(path=printable(str(path))))
        if not clean(folder):
            notes.append(messages.NOT_YET_CLEAN.format(ids=" ".join(one.id for one in documents)))
    return Forgetting(tuple(documents), tuple(notes))
