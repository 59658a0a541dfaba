"""The archive: what a person does with it, over the catalog (the truth) and the index (made from it).

    with Archive(Path("kho"), create=True) as archive:
        archive.ingest(["ho-so/"])
        archive.search("Chỉ thị 32")
        archive.show("84-KH/BTGTU")

An archive is a folder: `catalog.sqlite`, `writer.lock`, and `index/`, which may be deleted at any time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from vbparse import messages
from vbparse.access import Access, asked_for
from vbparse.answering import Answering
from vbparse.answers import Hit, Listed, ListResult, SearchResult, Stored, only_cited, read_otherwise
from vbparse.catalog import Catalog, SavedSearch, exists, name_of
from vbparse.errors import NoInput
from vbparse.faults import in_archive
from vbparse.home import default_folder
from vbparse.indexing import Indexing
from vbparse.readers import printable

if TYPE_CHECKING:  # each use loads what it needs
    from vbparse.backup import Restored
    from vbparse.catalog import Heading, Noted
    from vbparse.citing import Citing
    from vbparse.doctor import Diagnosis
    from vbparse.duplicates import Copies
    from vbparse.forgetting import Forgettable, Forgetting
    from vbparse.index.found import Sort
    from vbparse.labelling import Labelled
    from vbparse.limits import Limits
    from vbparse.listing import Order
    from vbparse.mending import Mending
    from vbparse.missing import Missing
    from vbparse.network import Network
    from vbparse.outcomes import EveryFileFailed, IngestReport, Notice, Problem, Progress, Pruned
    from vbparse.query import Facet, Narrow, Query
    from vbparse.reparsing import Reparsed
    from vbparse.spotting import Spot
    from vbparse.statistics import Statistics
    from vbparse.status import Logged, Status, Unread, Vanished

__all__ = [
    "Archive", "EveryFileFailed", "Hit", "IngestReport", "Labelled", "Limits", "ListResult", "Listed",
    "Narrow", "Notice", "Problem", "Progress", "Pruned", "SavedSearch", "SearchResult", "Spot", "Stored",
    "default_folder",
]

_HOME = {
    "Labelled": "labelling", "Limits": "limits", "Narrow": "query", "Spot": "spotting",
    **dict.fromkeys(
        ("EveryFileFailed", "IngestReport", "Notice", "Problem", "Progress", "Pruned"), "outcomes"
    ),
}


def __getattr__(name: str) -> Any:
    """The names that are handed out lazily, as those of the package are."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"vbparse.{_HOME[name]}"), name)


class Archive(Access):
    """The archive in a folder. `create` lets `ingest` make it; otherwise NoInput where there is none.

    Each use opens what it needs and closes it again, but for the index: that stays open from the first
    question to `close`, and is opened anew when it has changed.
    `on_wait` is told when a use has to wait for another process that writes.
    """

    def __init__(
        self, folder: Path, *, create: bool = False, on_wait: Callable[[str], None] | None = None
    ) -> None:
        super().__init__(folder, on_wait)
        if not create and not exists(folder):
            raise NoInput(messages.NO_ARCHIVE.format(folder=printable(str(folder))))

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ingest(
        self, paths: Sequence[str] = (), *, on_progress: Callable[[Progress], None] | None = None,
        dry_run: bool = False, prune: bool = False, retry: bool = False, recall: bool = False,
        limits: Limits | None = None, jobs: int | None = None,
    ) -> IngestReport:
        """Files and folders read into the archive; see `Course` for how, `ingest` for what becomes of a file.

        `jobs` processes parse, where nobody says as many as there are processors. Raises NoInput where no
        path exists and EveryFileFailed where no file could be read.
        """
        from vbparse.crew import cores
        from vbparse.ingest import Course
        from vbparse.limits import USUAL
        from vbparse.taking import take_in

        course = Course(dry_run, prune, retry, recall, limits or USUAL, jobs or cores())
        return take_in(self.folder, paths, course, self._lock(), on_progress)

    def search(
        self, query: str, narrow: Narrow | None = None, *,
        limit: int = 20, offset: int = 0, sort: Sort = "relevance", facets: Sequence[Facet] = (),
    ) -> SearchResult:
        """The documents that answer, `limit` of them behind the first `offset`.

        Whatever is typed as a query, nothing is raised for it; UsageError as `Narrow.over` has it.
        """
        from vbparse.index.snippet import marked

        asked = asked_for(query, narrow)
        with self._asking(asked, limit=limit, offset=offset, sort=sort, facets=facets) as (
            catalog, found, notes
        ):
            hits = []
            for hit in found.hits:
                if entry := catalog.entry(hit.id):
                    record, tags = catalog.filled(entry), tuple(catalog.tags.of(entry.id))
                    hits.append(Hit(hit.why, hit.score, marked(entry.text, asked), record, tags))
        notes = (*notes, *read_otherwise(asked), *only_cited(found.named, asked))
        return SearchResult(tuple(hits), found.total, found.named, notes, found.facets)

    def suggest(self, query: str, narrow: Narrow | None = None) -> tuple[str, ...]:
        """Queries near one that finds nothing, each of which finds something, so narrowed."""
        with self._reading() as catalog:
            return Answering(self.folder, catalog, self._index).suggest(asked_for(query, narrow))

    def select(self, query: str = "", narrow: Narrow | None = None) -> Iterator[Listed]:
        """Every record that answers, each once, by path within the folder given, then by place in the file.

        Without a query all that the narrowing leaves. UsageError as `Narrow.over` has it.
        """
        return self._selected(asked_for(query, narrow, or_all=True))

    def _selected(self, asked: Query) -> Iterator[Listed]:
        from vbparse.query import EVERYTHING

        if asked.whole is EVERYTHING:
            with self._reading() as catalog:
                yield from (_listed(catalog, heading) for heading in catalog.headings())
            return
        with self._asking(asked, limit=sys.maxsize, sort="date") as (catalog, found, _):
            wanted = {hit.id for hit in found.hits}
            for heading in catalog.headings():
                if heading.id in wanted:
                    yield _listed(catalog, heading)

    def browse(
        self, narrow: Narrow | None = None, *,
        order: Order = "date", limit: int = 20, offset: int = 0, facets: Sequence[Facet] = (),
    ) -> ListResult:
        """The documents that the narrowing leaves, in an order, `limit` of them behind the first `offset`."""
        from vbparse.listing import arranged

        asked = asked_for("", narrow, or_all=True)
        with self._asking(asked, limit=sys.maxsize, sort="date", facets=facets) as (catalog, found, notes):
            wanted = {hit.id for hit in found.hits}
            rows = arranged((row for row in catalog.headings() if row.id in wanted), order)
            listed = tuple(_listed(catalog, row) for row in rows[offset: offset + limit])
        return ListResult(listed, len(rows), notes, found.facets)

    def stats(self, query: str = "", narrow: Narrow | None = None) -> Statistics:
        """Numbers about the records that `select` gives."""
        from vbparse import statistics

        return statistics.of((listed.record for listed in self.select(query, narrow)), self.missing())

    def show(
        self, key: str, *, date: str | None = None, place: str | None = None, issuer: str | None = None
    ) -> Stored:
        """The one document of a number, in any spelling, or of an id; see `lookup`.

        Raises Ambiguous with the candidates, NothingFound with the nearest numbers.
        """
        from vbparse.lookup import find_document, narrowing

        narrowed = narrowing(date, place, issuer)
        with self._reading() as catalog:
            entry = find_document(catalog, key, narrowed)
            record, tags = catalog.filled(entry), tuple(catalog.tags.of(entry.id))
            missing, passed = catalog.absent.since(entry.id), _given_up(catalog, record)
            return Stored(
                entry.id, record, entry.text, catalog.source_text(entry.id), tags, missing, passed
            )

    @property
    def mending(self) -> Mending:
        """What persons correct, and what they should look at."""
        from vbparse.mending import Mending

        return Mending(self._reading, self._writing)

    def reparse(
        self, keys: Sequence[str] = (), *, everything: bool = False, dry_run: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Reparsed:
        """The stored texts read anew where other rules read them, or all; see `reparsing`."""
        from vbparse.reparsing import reparse

        with in_archive(self.folder), self._lock(), closing(Catalog.create(self.folder)) as catalog:
            publish = Indexing(self.folder, catalog).publish
            return reparse(
                catalog, publish, keys, everything=everything, dry_run=dry_run, on_progress=on_progress
            )

    def tag(self, keys: Sequence[str], put: Sequence[str] = (), take: Sequence[str] = ()) -> list[Labelled]:
        """The documents of some numbers or ids, with their tags once some were put on and some taken off.

        All or nothing: raises as `show` does, and UsageError for what is no tag, before anything is written.
        """
        from vbparse.labelling import label

        with self._writing() if put or take else self._reading() as catalog:
            return label(catalog, keys, put, take)

    def forgettable(self, keys: Sequence[str], **narrowed: str | None) -> list[Forgettable]:
        """The documents that `forget` would take out; errors as `show`."""
        from vbparse.forgetting import forgettable
        from vbparse.lookup import narrowing

        wanted = narrowing(narrowed.get("date"), narrowed.get("place"), narrowed.get("issuer"))
        with self._reading() as catalog:
            return forgettable(catalog, keys, wanted)

    def forget(self, keys: Sequence[str], **narrowed: str | None) -> Forgetting:
        """Documents taken out for good, from catalog, index and the copies of upgrades; errors as `show`."""
        from vbparse.forgetting import forget
        from vbparse.lookup import narrowing

        wanted = narrowing(narrowed.get("date"), narrowed.get("place"), narrowed.get("issuer"))
        return forget(self.folder, self._lock(), keys, wanted)

    def tags(self) -> dict[str, int]:
        """Every tag, with how many documents have it."""
        with self._reading() as catalog:
            return catalog.tags.counts()

    def save_search(self, name: str, query: str, narrow: Narrow | None = None) -> SavedSearch:
        """A query, and what narrows it, under a name, in the place of one that had it."""
        from vbparse.query import Narrow

        search = SavedSearch(name_of(name), query, narrow or Narrow())
        with self._writing() as catalog:
            catalog.searches.put(search)
        return search

    def saved_searches(self) -> list[SavedSearch]:
        with self._reading() as catalog:
            return catalog.searches.all()

    def saved_search(self, name: str) -> SavedSearch:
        """NothingFound where none is saved under the name."""
        with self._reading() as catalog:
            return catalog.searches.named(name)

    def forget_search(self, name: str) -> None:
        """NothingFound where none is saved under the name."""
        with self._writing() as catalog:
            catalog.searches.remove(catalog.searches.named(name))

    def cites(self, key: str, *, by: bool = False, depth: int = 1, **narrowed: str | None) -> Citing:
        """What a document cites, or with `by` what cites it, `depth` steps far; errors as `show`.

        `narrowed`: date, place, issuer, as in `show`. Also of a document that is only cited, with `by`.
        """
        from vbparse.citing import cited_from, citing_to
        from vbparse.lookup import narrowing

        wanted = narrowing(narrowed.get("date"), narrowed.get("place"), narrowed.get("issuer"))
        with self._reading() as catalog:
            return (citing_to if by else cited_from)(catalog, key, wanted, depth)

    def missing(self) -> list[Missing]:
        """The documents that are cited here and not held, those that most records cite first."""
        from vbparse.citing import missing

        with self._reading() as catalog:
            return missing(catalog)

    def network(self, key: str | None = None, *, depth: int = 1, **narrowed: str | None) -> Network:
        """The documents and their citations, or those within `depth` steps of one; errors as `show`."""
        from vbparse.citing import network
        from vbparse.lookup import narrowing

        wanted = narrowing(narrowed.get("date"), narrowed.get("place"), narrowed.get("issuer"))
        with self._reading() as catalog:
            return network(catalog, key, wanted, depth)

    def duplicates(self) -> list[Copies]:
        """The documents that the archive holds more than once, each with its copies."""
        from vbparse.duplicates import duplicates

        with self._reading() as catalog:
            return list(duplicates(catalog))

    def spot(self, id: str, query: str = "") -> Spot | None:
        """Where a document answers a query, or begins; None where it has gone."""
        from vbparse.query import parse
        from vbparse.spotting import spot

        with self._reading() as catalog:
            return spot(catalog, id, parse(query) if query else None)

    def status(self) -> Status:
        """How the archive stands: what it holds, what could not be read, its last run."""
        from vbparse import status as standing

        with self._reading() as catalog:
            return standing.status(catalog, self.folder)

    def unread(self) -> list[Unread]:
        """The files that failed or were skipped when they were last tried."""
        from vbparse import status as standing

        with self._reading() as catalog:
            return standing.unread(catalog)

    def vanished(self) -> list[Vanished]:
        """The files whose documents are here and that are not where they were."""
        from vbparse import status as standing

        with self._reading() as catalog:
            return standing.vanished(catalog)

    def log(self, limit: int = -1) -> list[Logged]:
        """The runs, the newest first."""
        from vbparse import status as standing

        with self._reading() as catalog:
            return standing.log(catalog, self.folder, limit=limit)

    def files_of(self, run: int) -> list[Noted]:
        """What became of each file of a run that was not as before; NothingFound for a run that never was."""
        from vbparse import status as standing

        with self._reading() as catalog:
            return standing.files_of(catalog, run)

    def rebuild(self) -> int:
        """The index made anew from the catalog; how many documents it holds."""
        with in_archive(self.folder), self._lock(), closing(Catalog.open(self.folder)) as catalog:
            return Indexing(self.folder, catalog).rebuild()

    def doctor(self, *, deep: bool = False, fix: bool = False) -> Diagnosis:
        """What is wrong with the archive; with `fix`, what is left of that once it was mended."""
        from vbparse.doctor import examined, treated

        return (treated if fix else examined)(self.folder, self._lock(), deep=deep)

    def backup(self, file: BinaryIO, *, everything: bool = False) -> dict[str, int]:
        """What nothing could make again, or all, written as a backup; how many rows of each kind."""
        from vbparse.backup import back_up

        with self._reading() as catalog:
            return back_up(catalog, file, everything=everything)

    def restore(self, file: BinaryIO) -> Restored:
        """A backup taken in, also where there is no archive yet; DataError where it is none.

        What the archive holds stays, what it does not hold is added: all of it, or nothing.
        """
        from vbparse.backup import restore

        return restore(self.folder, self._lock(), file)


def _given_up(catalog: Catalog, record: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    if not record["corrections"]:
        return ()
    from vbparse.mending import given_up

    return given_up(catalog, record)


def _listed(catalog: Catalog, heading: Heading) -> Listed:
    entry = catalog.under(heading)
    return Listed(entry.id, catalog.filled(entry), heading.within, entry.text)
