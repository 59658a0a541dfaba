"""A short look at a catalog, for the one who is still typing: no import that takes time, no wait for anybody.

The catalog itself imports the grammar of numbers; a press of the tab key has no time for it. What is read
here is offered, never relied on: whatever is wrong with the catalog is an sqlite3.Error.
"""

from __future__ import annotations

import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote

_FILE = "catalog.sqlite"
_PATIENCE = 0.2  # seconds
_MOST = 200

Column = Literal["doc_type", "issuer", "place", "year", "tag", "search"]

_VALUES: dict[Column, str] = {
    "doc_type": "SELECT doc_type, '' FROM records WHERE doc_type NOTNULL GROUP BY 1 ORDER BY count(*) DESC",
    "issuer": "SELECT issuer, '' FROM records WHERE issuer NOTNULL GROUP BY 1 ORDER BY count(*) DESC",
    "place": "SELECT place, '' FROM records WHERE place NOTNULL GROUP BY 1 ORDER BY count(*) DESC",
    "year": "SELECT substr(date, 1, 4), '' FROM records WHERE date NOTNULL GROUP BY 1 ORDER BY 1 DESC",
    "tag": "SELECT word, '' FROM tags GROUP BY 1 ORDER BY 1",
    "search": "SELECT name, query FROM searches ORDER BY 1",
}


class Offer(NamedTuple):
    """Something to type, and a word about it."""

    value: str
    about: str


@contextmanager
def glimpse(folder: Path) -> Iterator[Glimpse]:
    """The catalog of a folder, read only. sqlite3.Error where there is none, or another has it."""
    uri = "file:" + quote(os.fsencode(folder.absolute() / _FILE)) + "?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as db:
        yield Glimpse(db)


class Glimpse:
    """What an archive has that begins as a person types, whatever the capitals and marks."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def values(self, column: Column, typed: str) -> list[Offer]:
        """The values of a column, the most frequent first; a number or a date in order."""
        wanted = folded(typed)
        return [
            offer for offer in map(Offer._make, self._db.execute(_VALUES[column]))
            if folded(offer.value).startswith(wanted)
        ][:_MOST]

    def numbers(self, typed: str, of: Literal["records", "citations"] = "records") -> list[Offer]:
        """The numbers that records have, or cite."""
        key = folded(typed).lstrip("0 ")
        rows = self._db.execute(
            f"SELECT number, coalesce(doc_type || ' ', '') || coalesce(max(date), '') FROM {of}"
            f" WHERE number_key >= ? AND number_key < ? GROUP BY number_key LIMIT {_MOST}",
            (key, f"{key}~"),
        )
        return list(map(Offer._make, rows))

    def ids(self, typed: str) -> list[Offer]:
        """The ids of records."""
        rows = self._db.execute(
            "SELECT id, coalesce(number, '') FROM records WHERE id >= ? AND id < ? GROUP BY id"
            f" LIMIT {_MOST}", (typed, f"{typed}~"),
        )
        return list(map(Offer._make, rows))


def folded(text: str) -> str:
    """A text in small letters without marks, its words with a blank between: `84-KH/BT` is `84 kh bt`."""
    letters = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", plain).lstrip()
