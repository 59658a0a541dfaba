"""Where a document stands: its file, and the line of what was asked for."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import dataclass
from typing import Literal

from vbparse.catalog import Catalog
from vbparse.index.snippet import first_match
from vbparse.query import Query


@dataclass(frozen=True, slots=True)
class Spot:
    """A line, from 1 on, of a file, whose text as it was read is `text`.

    `state` is what has become of the file since: nothing, or it has `changed`, or it is `gone`.
    """

    id: str
    path: bytes
    line: int
    text: str
    state: Literal["same", "changed", "gone"]


def spot(catalog: Catalog, id: str, query: Query | None = None) -> Spot | None:
    """Where a document answers a query, or begins; None where there is no such document.

    Of several files that hold it, the first that is still as it was read.
    """
    states = [(_state(path, sha256), path, part) for path, sha256, part in catalog.sources(id)]
    if not states:
        return None
    state, path, part = min(states, key=lambda one: ("same", "changed", "gone").index(one[0]))
    text, record = catalog.source(path, part)
    start, end = json.loads(record)["source"]["span"]
    own = text[start:end]
    match = first_match(own, query) if query else None
    at = start + (len(own) - len(own.lstrip()) if match is None else match)
    line_end = "\n" if "\n" in text else "\r"
    return Spot(id, path, text.count(line_end, 0, at) + 1, text, state)


def _state(path: bytes, sha256: str) -> Literal["same", "changed", "gone"]:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return "changed"
        with open(path, "rb") as file:
            return "same" if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else "changed"
    except OSError:
        return "gone"
