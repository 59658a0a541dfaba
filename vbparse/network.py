"""The documents of an archive and those that they cite, as a network: what `graph` draws."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A document. One that is only cited has `held` False, no `path`, and an id of its own kind:

    xf3kq2m7a4bd                    the id of a record
    missing:32 ct tw|2019-02-18     a document that is cited and is not in the archive
    """

    id: str
    number: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    place: str | None
    subject: str | None
    path: str | None
    held: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` cites `target` in one relation; both are ids of nodes. `mentions` counts the places."""

    source: str
    target: str
    relation: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Network:
    """Documents in the order of their ids, citations in that of source, target and relation, each once.

    `centre` is the id of the document that was asked for, None where it was the whole archive.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    centre: str | None = None
