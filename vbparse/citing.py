"""Who cites whom in an archive: as a tree from one document, as a network, and what is missing from it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from vbparse import messages
from vbparse.catalog import COPIED, Catalog, CitationRow
from vbparse.errors import Ambiguous, NothingFound
from vbparse.lookup import Narrowing, find_document, named_by
from vbparse.missing import Missing, Unmet, gather
from vbparse.network import Edge, Network, Node
from vbparse.reference import Document
from vbparse.words import words


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that another cites, or that cites it: how, in what words, and what cites on from there.

    `id` is its record's; None where it is not held, or where it can be one of several, the `candidates`.
    `again` where it stands above with all that follows it.
    """

    relation: str
    mention: str | None
    mentions: int
    id: str | None
    candidates: tuple[str, ...]
    number: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    again: bool
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """A document, one that is only cited too (`id` None), with those that it cites or that cite it."""

    id: str | None
    number: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    references: tuple[Reference, ...]


def cited_from(catalog: Catalog, key: str, wanted: Narrowing, depth: int) -> Citing:
    """What a document cites, what that cites, and so on to a depth; errors as `lookup.find_document`."""
    entry = find_document(catalog, key, wanted)
    record = json.loads(entry.json)
    return Citing(entry.id, *_facts(record), None, _Tree(catalog).down(entry.id, depth))


def citing_to(catalog: Catalog, key: str, wanted: Narrowing, depth: int) -> Citing:
    """What cites a document, what cites that, and so on to a depth; also of one that is only cited."""
    try:
        entry = find_document(catalog, key, wanted)
    except NothingFound:
        one = _only_cited(catalog, key, wanted)
        if one is None:
            raise
        return Citing(
            None, one.number, one.doc_type, one.date, one.issuer, one.title, _Tree(catalog).citing(one, depth)
        )
    record = json.loads(entry.json)
    return Citing(entry.id, *_facts(record), None, _Tree(catalog).up(entry.id, depth))


class _Tree:
    """The references of documents, each followed once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._followed: set[str] = set()

    def down(self, id: str, depth: int) -> tuple[Reference, ...]:
        if depth < 1:
            return ()
        self._followed.add(id)
        record = self._record(id)
        return tuple(
            self._cited(record, row, targets, depth) for row, targets in self._catalog.links.of(id)
        )

    def up(self, id: str, depth: int) -> tuple[Reference, ...]:
        if depth < 1:
            return ()
        self._followed.add(id)
        return tuple(
            self._by(citing, row, self._catalog.links.targets_of(row.id) if row.candidates > 1 else (), depth)
            for citing, row in self._catalog.links.by(id)
        )

    def citing(self, one: Missing, depth: int) -> tuple[Reference, ...]:
        """Those that cite a document which is not held."""
        found = []
        for unmet in {unmet.citing.id: unmet for unmet in one.cited}.values():
            row = next(
                row for row, _ in self._catalog.links.of(unmet.citing.id)
                if (row.number, row.title, row.date, row.issuer) == unmet.said
            )
            found.append(self._by(unmet.citing.id, row, (), depth))
        return tuple(sorted(found, key=lambda one: (one.date or "", one.id or ""), reverse=True))

    def _cited(
        self, record: dict[str, Any], row: CitationRow, targets: tuple[str, ...], depth: int
    ) -> Reference:
        target = targets[0] if row.candidates == 1 else None
        facts = _facts(self._record(target)) if target else (row.number, row.doc_type, row.date, row.issuer)
        again = target in self._followed
        below = self.down(target, depth - 1) if target and not again else ()
        return Reference(
            row.relation, _mention(record, row.position), row.mentions, target,
            () if target else targets, *facts, row.title, again, below,
        )

    def _by(self, citing: str, row: CitationRow, targets: tuple[str, ...], depth: int) -> Reference:
        again = citing in self._followed
        above = () if again else self.up(citing, depth - 1)
        number, doc_type, date, issuer, mention = self._catalog.links.said(citing, row.position)
        return Reference(
            row.relation, mention, row.mentions, citing, targets, number, doc_type, date, issuer, None, again,
            above,
        )

    def _record(self, id: str) -> dict[str, Any]:
        entry = self._catalog.entry(id)
        return json.loads(entry.json) if entry else {}


def missing(catalog: Catalog) -> list[Missing]:
    """The documents that are cited and not held, the most cited first."""
    return gather(
        Unmet(
            citing, number, row.number, row.number_key, row.doc_type, row.date, row.issuer, row.title,
            row.title_key, row.relation, row.mentions,
        )
        for citing, number, row in catalog.links.missing() if row.number_key or row.title
    )


def network(catalog: Catalog, key: str | None, wanted: Narrowing, depth: int) -> Network:
    """All documents with their citations, or those within some steps of one, in either direction.

    A citation that can be one of several records is left out: neither may be meant.
    """
    edges = {(edge.source, edge.target, edge.relation): edge for edge in _edges(catalog)}
    lost = missing(catalog)
    for one in lost:
        for unmet in one.cited:
            at = (unmet.citing.id, one.id, unmet.relation)
            more = edges[at].mentions if at in edges else 0
            edges[at] = Edge(*at, unmet.mentions + more)
    start = kept = None
    if key is not None:
        start = _start(catalog, key, wanted, lost)
        kept = _within(start, edges.values(), depth)
    by_id = {one.id: one for one in lost}
    held = [_node(catalog, id) for id in catalog.ids() if kept is None or id in kept]
    nodes = [*held, *(_lost(one) for id, one in by_id.items() if kept is None or id in kept)]
    inside = {node.id for node in nodes}
    return Network(
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(edges[at] for at in sorted(edges) if at[0] in inside and at[1] in inside),
        centre=start,
    )


def _edges(catalog: Catalog) -> Iterator[Edge]:
    total: dict[tuple[str, str, str], int] = defaultdict(int)
    for source, target, relation, mentions in catalog.links.all():
        total[source, target, relation] += mentions
    return (Edge(*at, mentions) for at, mentions in total.items())


def _within(start: str, edges: Iterable[Edge], depth: int) -> set[str]:
    near = defaultdict(set)
    for edge in edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    reached = edge_of_it = {start}
    for _ in range(depth):
        edge_of_it = {other for one in edge_of_it for other in near[one]} - reached
        reached = reached | edge_of_it
    return reached


def _start(catalog: Catalog, key: str, wanted: Narrowing, lost: list[Missing]) -> str:
    try:
        return find_document(catalog, key, wanted).id
    except NothingFound:
        one = _named_in(lost, key, wanted)
        if one is None:
            raise
        return one.id


def _only_cited(catalog: Catalog, key: str, wanted: Narrowing) -> Missing | None:
    return _named_in(missing(catalog), key, wanted)


def _named_in(lost: list[Missing], key: str, wanted: Narrowing) -> Missing | None:
    """The missing document of an id, a title or a number; Ambiguous where it is several."""
    ref, title = named_by(key), words(key)

    def is_named(one: Missing) -> bool:
        if one.id == key.strip() or (one.title and words(one.title) == title):
            return True
        number_key = one.cited[0].number_key
        return ref is not None and number_key is not None and ref.names(
            Document(tuple(number_key.split()), one.number or "", one.doc_type, one.date, one.issuer)
        )

    found = [
        one for one in lost
        if wanted({"date": one.date, "place": None, "issuer": one.issuer}) and is_named(one)
    ]
    if len(found) > 1:
        candidates = tuple(
            {"id": "—", "number": one.number, "date": one.date, "place": None, "issuer": one.issuer}
            for one in found
        )
        raise Ambiguous(messages.SEVERAL_MISSING.format(key=key, count=len(found)), candidates)
    return found[0] if found else None


def _node(catalog: Catalog, id: str) -> Node:
    entry = catalog.entry(id)
    record = json.loads(entry.json) if entry else {}
    number, doc_type, date, issuer = _facts(record)
    return Node(
        id, number, doc_type, date, issuer, record.get("place"), record.get("subject"),
        (record.get("source") or {}).get("path"), held=True,
    )


def _lost(one: Missing) -> Node:
    return Node(
        one.id, one.number, one.doc_type, one.date, one.issuer, None, one.title, None, held=False
    )


def _facts(record: dict[str, Any]) -> tuple[str | None, str | None, str | None, str | None]:
    return record.get("number"), record.get("doc_type"), record.get("date"), record.get("issuer")


def _mention(record: dict[str, Any], position: int) -> str | None:
    """The first words in which a record names what it cites."""
    if position == COPIED:
        return ((record.get("evidence") or {}).get("/copy_of") or {}).get("text")
    mentions = record["citations"][position]["mentions"]
    return mentions[0]["text"] if mentions else None
