"""What an archive answers with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from vbparse import messages

if TYPE_CHECKING:
    from vbparse.index.found import Counts, Named, Why
    from vbparse.query import Facet, Query


class Stored(NamedTuple):
    """A record as the archive has it, with what its citations are; its text, its file's text.

    `missing` is since when its file has not been where it was; None where it is there.
    `given_up`: what the parse had read for fields that a person has corrected.
    """

    id: str
    record: dict[str, Any]
    text: str
    source_text: str
    tags: tuple[str, ...] = ()
    missing: str | None = None
    given_up: tuple[dict[str, Any], ...] = ()


class Hit(NamedTuple):
    """A record that answers a query: why, how well, and where in its text, the matches in «».

    `why`: `is` the document named, `cites` it, or answers by its `text` and fields.
    """

    why: Why
    score: float
    snippet: str
    record: dict[str, Any]
    tags: tuple[str, ...]


class SearchResult(NamedTuple):
    """A page of `total` hits, the documents that the query names, and sentences to say with them.

    `facets`: of each that was asked for, its values with how many of all hits have them; years from the
    newest, others from the most frequent, None (no value) last.
    """

    hits: tuple[Hit, ...]
    total: int
    named: tuple[Named, ...]
    notes: tuple[str, ...]
    facets: Mapping[Facet, Counts]


class Listed(NamedTuple):
    """A record of a list: `within` is its file's path in the folder that was ingested, `text` its own."""

    id: str
    record: dict[str, Any]
    within: bytes
    text: str


class ListResult(NamedTuple):
    """A page of a list of `total` records; `notes` and `facets` as a search has them."""

    listed: tuple[Listed, ...]
    total: int
    notes: tuple[str, ...]
    facets: Mapping[Facet, Counts]


def read_otherwise(query: Query) -> Iterator[str]:
    """What to say of a query that was not read as it looks."""
    for term in query.no_dates:
        yield messages.NO_DATE_IN_QUERY.format(term=term)
    for name in query.bracketed:
        yield messages.BRACKET_IN_QUERY.format(field=name)


def only_cited(named: Sequence[Named], asked: Query) -> Iterator[str]:
    """What to say of documents that were asked for by name, are cited, and are not in the archive.

    A serial alone that was found by more than that (`32-CT/TU`, a day) may be the name of a document that
    is held and was not asked for (32-CT/TW): of it nothing can be said.
    """
    from vbparse.reference import NumberRef, number_parts

    refs = [leaf for leaf in asked.leaves() if isinstance(leaf, NumberRef)]
    by_serial = not any(len(ref.key) > 1 or ref.date for ref in refs)
    for one in named:
        if one.cited_by and not one.held and (by_serial or len(number_parts(one.number)) > 1):
            known = [part for part in (one.date, one.issuer) if part]
            name = f"{one.number} ({', '.join(known)})" if known else one.number
            yield messages.ONLY_CITED.format(
                named=f"{one.doc_type} {name}" if one.doc_type else name,
                count=messages.count(one.cited_by, "document"),
            )
