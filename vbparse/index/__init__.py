"""The search index: derived from the catalog, thrown away and rebuilt at any doubt.

    update, rebuild     records into it; prepare: what it needs of one, made where the record was
    search              a query's answer out of it
    vocabulary          its words: which are like one, which stand side by side
    opened              the same for several questions, between which it stays open
    scan                the same answer from the records themselves, slower and without an index
    generation, is_safe whether it can be used, and for which state of the catalog it answers

Only this package knows whoosh, and only the functions that need it load it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vbparse.index import manifest
from vbparse.index.manifest import IndexDamaged, is_safe

if TYPE_CHECKING:
    from vbparse.index.found import Found, Sort
    from vbparse.index.keeping import Opened
    from vbparse.index.lexicon import Vocabulary
    from vbparse.index.preparing import Prepared
    from vbparse.query import Facet, Query

__all__ = [
    "IndexDamaged", "discard", "generation", "is_safe", "opened", "prepare", "rebuild", "scan", "search",
    "update", "vocabulary",
]


def generation(folder: Path) -> int | None:
    """The generation of the catalog that the index answers for; None where it cannot be used."""
    try:
        found = manifest.read(folder)
        found.check(folder)
    except IndexDamaged:
        return None
    return found.generation


def update(
    folder: Path, *, generation: int, removed: Iterable[str],
    added: Iterable[tuple[str, str, str] | Prepared], expunge: bool = False,
) -> None:
    """Take records out and put records in; see `writing.update`."""
    from vbparse.index import writing

    writing.update(folder, generation=generation, removed=removed, added=added, expunge=expunge)


def prepare(id: str, record: str, text: str) -> Prepared:
    """What `update` needs of a record, given its JSON and its document's raw text."""
    from vbparse.index import preparing

    return preparing.prepare(id, record, text)


def discard(folder: Path) -> None:
    """Remove an index, and what rebuilding one has left beside it."""
    for path in (folder, *manifest.beside(folder)):
        manifest.remove(path)


def rebuild(folder: Path, *, generation: int, records: Iterable[tuple[str, str, str] | Prepared]) -> int:
    """Make the index anew and put it in the old one's place; see `writing.rebuild`."""
    from vbparse.index import writing

    return writing.rebuild(folder, generation=generation, records=records)


def opened(folder: Path) -> Opened:
    """An index to be held open for several questions; see `Opened`."""
    from vbparse.index.keeping import Opened

    return Opened(folder)


def search(
    folder: Path, query: Query, *,
    limit: int, offset: int = 0, sort: Sort = "relevance", facets: Iterable[Facet] = (),
) -> Found:
    """The best answers by the index, opened for this question alone; see `Opened.search`."""
    with closing(opened(folder)) as one:
        return one.search(query, limit=limit, offset=offset, sort=sort, facets=facets)


@contextmanager
def vocabulary(folder: Path) -> Iterator[Vocabulary]:
    """The words of the index; see `Opened.vocabulary`."""
    with closing(opened(folder)) as one, one.vocabulary() as words:
        yield words


def scan(
    records: Iterable[tuple[str, str, str]], query: Query, *,
    limit: int, offset: int = 0, sort: Sort = "relevance", facets: Iterable[Facet] = (),
) -> Found:
    """The same answers from the records themselves; see `scanning.scan`."""
    from vbparse.index import scanning
    from vbparse.index.found import Page

    return scanning.scan(records, query, Page(limit, offset, sort, tuple(facets)))
