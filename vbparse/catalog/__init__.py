"""The catalog: what the archive knows, in one SQLite file; the index is made from it.

    store.py     the catalog: files and their records, read and written in commits
    rows.py      what is read from it and written to it
    tags.py      the tags of documents, and searches that were given a name
    ledger.py    what every run did, what could not be read, and what is not there any more
    due.py       what has changed since the index last fitted
    forgetting.py
                 what was taken out for good
    links.py     the documents that records cite, and which record each is
    parsed.py    what the parse made of each file, before any correction
    health.py    what is wrong with it; healing.py: what mends it
    salvage.py, guessing.py
                 rows out of damaged pages, and what they were before they rotted
    columns.py   what is looked up of a record
    sums.py      by which a change is found that vbparse did not make
    corrections.py
                 what persons have corrected, and which records it is about
    schema.py    the tables, and how a file of an older version becomes one of this
    upgrading.py the rest of that: what the tables of this version hold besides
"""

from __future__ import annotations

from vbparse.catalog.columns import row_of
from vbparse.catalog.corrections import Orphan
from vbparse.catalog.forgetting import blanked, clean, erase_from_backups
from vbparse.catalog.ledger import Noted, Run, Trouble
from vbparse.catalog.links import COPIED, CitationRow, Links
from vbparse.catalog.rows import Entry, File, Heading, Part, Place, Row, Stamp, lookup_key
from vbparse.catalog.schema import FILE_NAME, exists, is_older
from vbparse.catalog.store import Catalog
from vbparse.catalog.tags import SavedSearch, name_key, name_of

__all__ = [
    "COPIED", "FILE_NAME", "Catalog", "CitationRow", "Entry", "File", "Heading", "Links", "Noted",
    "Orphan", "Part", "Place", "Row", "Run", "SavedSearch", "Stamp", "Trouble", "blanked", "clean",
    "erase_from_backups", "exists", "is_older", "lookup_key", "name_key", "name_of", "row_of",
]
