"""Tags put on documents and taken off, the documents named as a person names them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from vbparse import messages
from vbparse.catalog import Catalog, name_key, name_of
from vbparse.errors import UsageError
from vbparse.lookup import find_document


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document and its tags."""

    id: str
    number: str | None
    tags: tuple[str, ...]


def label(catalog: Catalog, keys: Sequence[str], put: Sequence[str], take: Sequence[str]) -> list[Labelled]:
    """The documents of some numbers or ids, with their tags once some were put on and some taken off.

    Nothing is written before every document is found and every tag can be one.
    """
    put, take = [name_of(word) for word in put], [name_of(word) for word in take]
    if both := {name_key(word) for word in put} & {name_key(word) for word in take}:
        raise UsageError(messages.TAGGED_AND_NOT.format(name=min(both)))
    entries = [find_document(catalog, key) for key in keys]
    for entry in entries:
        for word in put:
            catalog.tags.put(entry.id, word)
        for word in take:
            catalog.tags.remove(entry.id, word)
    return [
        Labelled(entry.id, json.loads(entry.json)["number"], tuple(catalog.tags.of(entry.id)))
        for entry in entries
    ]
