"""What the index needs of a record, worked out ahead: in another process, and long before it is written.

As bytes it takes little more room than the text. They are pickles of strings, bytes and numbers, which never
leave the processes of one ingest: nothing of them is kept in a file.
"""

from __future__ import annotations

import pickle
from typing import Any, NamedTuple

from vbparse.index.found import loads
from vbparse.index.schema import document


class Prepared(NamedTuple):
    """A record as it goes into the index: its id, and what `schema.document` makes of it."""

    id: str
    fields: bytes


def prepare(id: str, record: str, text: str) -> Prepared:
    """A record of the catalog and its document's raw text, prepared."""
    return Prepared(id, pickle.dumps(document(id, loads(record), text), pickle.HIGHEST_PROTOCOL))


def fields(record: tuple[str, str, str] | Prepared) -> dict[str, Any]:
    """What Whoosh is given for a record, prepared or not."""
    if isinstance(record, Prepared):
        given: dict[str, Any] = pickle.loads(record.fields)
        return given
    id, stored, text = record
    return document(id, loads(stored), text)
