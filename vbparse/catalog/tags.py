"""Words that a person has put on documents, and queries that a person has given a name.

A tag belongs to the document, not to its file. Rows stand under the id that the document had; when its
file changes and it gets a new id, the new one inherits them and the old ones stay, so a document that
comes back as it was has its tags again. `Cần-đọc` and `can_doc` are one tag: the spelling that came
first stands.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from contextlib import suppress
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from vbparse import messages
from vbparse.errors import NothingFound, UsageError
from vbparse.patterns import regex_pattern
from vbparse.words import words

if TYPE_CHECKING:  # most readers ask for no search
    from vbparse.query import Narrow

_LONGEST = 64
_NAME = regex_pattern(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*")


class SavedSearch(NamedTuple):
    """A query under a name, with the options that narrow it."""

    name: str
    query: str
    narrow: Narrow


def name_of(typed: str) -> str:
    """A tag, or a search's name, as it is kept: NFC and small. UsageError where it cannot be one."""
    name = unicodedata.normalize("NFC", typed).lower()
    if len(name) > _LONGEST or not _NAME.fullmatch(name) or not words(name):
        raise UsageError(messages.NO_NAME.format(name=typed))
    return name


def name_key(name: str) -> str:
    """The form in which spellings of one name meet: `can doc` for `Cần-đọc`."""
    return " ".join(words(name))


class Tags:
    """The tags of an archive; what is written stands with the catalog's next commit."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._spellings: dict[str, str] = {}      # by `name_key`

    def of(self, id: str) -> list[str]:
        """The tags of a document, in order."""
        return self._column("SELECT word FROM tags WHERE document = ? ORDER BY word", id)

    def counts(self) -> dict[str, int]:
        """Every tag, with how many documents of the archive have it."""
        return dict(self._db.execute(
            "SELECT word, count(DISTINCT id) FROM tags LEFT JOIN records ON id = document"
            " GROUP BY word ORDER BY word"
        ))

    def documents(self, key: str) -> frozenset[str]:
        """The ids of the documents that have a tag, by its `name_key`."""
        found = self._db.execute("SELECT document FROM tags WHERE word = ?", (self.spelling(key),))
        return frozenset(id for (id,) in found)

    def spelling(self, name: str) -> str:
        """A tag as it is spelt in the archive; one that is new, as it is given."""
        if not self._spellings:                  # a backup brings them by thousands
            known = self._column("SELECT DISTINCT word FROM tags ORDER BY word DESC")
            self._spellings = {name_key(word): word for word in known}
        return self._spellings.get(name_key(name), name)

    def put(self, id: str, word: str) -> None:
        word = self.spelling(word)
        self._db.execute("INSERT OR IGNORE INTO tags VALUES (?, ?)", (id, word))
        self._spellings[name_key(word)] = word

    def remove(self, id: str, word: str) -> None:
        """The tag taken off a document, and off what it was before, unless that is still there too."""
        self._db.execute(
            "DELETE FROM tags WHERE word = ? AND (document = ? OR document IN"
            " (SELECT old FROM superseded WHERE new = ? AND old NOT IN (SELECT id FROM records)))",
            (self.spelling(word), id, id),
        )
        self._spellings.clear()                  # it may have been the last one of its spelling

    def inherit(self, old: str, new: str) -> None:
        """The tags of a document also those of what it has become."""
        self._db.execute(
            "INSERT OR IGNORE INTO tags SELECT ?, word FROM tags WHERE document = ?", (new, old)
        )

    def _column(self, sql: str, *values: str) -> list[str]:
        return [row[0] for row in self._db.execute(sql, values)]


class Searches:
    """The saved searches of an archive; what is written stands with the catalog's next commit."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def all(self) -> list[SavedSearch]:
        """Each by its name."""
        rows = self._db.execute("SELECT name, query, narrow FROM searches ORDER BY name")
        return [searched(*row) for row in rows]

    def named(self, name: str) -> SavedSearch:
        """The search of a name, in any spelling of it; NothingFound where there is none."""
        for search in self.all():
            if name_key(search.name) == name_key(name):
                return search
        raise NothingFound(messages.NO_SAVED_SEARCH.format(name=name))

    def put(self, search: SavedSearch) -> None:
        """A search under its name, in the place of one that had the name."""
        with suppress(NothingFound):
            self.remove(self.named(search.name))
        narrow = json.dumps(asdict(search.narrow), ensure_ascii=False)
        self._db.execute("INSERT INTO searches VALUES (?, ?, ?)", (search.name, search.query, narrow))

    def remove(self, search: SavedSearch) -> None:
        self._db.execute("DELETE FROM searches WHERE name = ?", (search.name,))


def searched(name: str, query: str, narrow: str) -> SavedSearch:
    """A saved search out of its row, whose narrowing is JSON with lists for tuples; else ValueError."""
    from vbparse.query import Narrow

    stored = json.loads(narrow)
    if not isinstance(stored, dict) or not stored.keys() <= {one.name for one in fields(Narrow)}:
        raise ValueError("no narrowing")
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return SavedSearch(name, query, Narrow(**values))
