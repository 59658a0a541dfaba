"""What a network looks like wherever it is drawn: size, colour and name of a document, kinds of citation."""

from __future__ import annotations

import math
from collections import Counter

from vbparse.network import Network, Node
from vbparse.present.card import ABSENT
from vbparse.present.markup import spelt

OTHER_TYPES = "#8a8f98"

# Of like strength on white and on near-black; the most frequent type has the first.
_TYPES = ("#3f7fd0", "#e08a2e", "#3ba272", "#c65b8f", "#8c6bd1", "#b0a12f", "#2ba4b5", "#a5714a", "#6d9a3a",
          "#d2605a")

KINDS = {
    "ground": "#3f7fd0",
    "carried_out": "#3ba272",
    "changed": "#d0453c",
    "mentioned": "#8a8f98",
}
"""A citation is a ground, is carried out, changes what it cites, or but mentions it: colour by kind."""

_KIND = {
    "based_on": "ground", "at_request_of": "ground",
    "implements": "carried_out", "guides": "carried_out", "details": "carried_out",
    "promulgates": "carried_out",
    "amends": "changed", "replaces": "changed", "repeals": "changed", "suspends": "changed",
    "corrects": "changed", "consolidates": "changed",
}

_SMALLEST, _LARGEST = 6.0, 26.0
_LONGEST = 40  # letters of a subject that stands in place of a number


def kind(relation: str) -> str:
    """The kind of a relation, a key of KINDS."""
    return _KIND.get(relation, "mentioned")


def radii(network: Network) -> list[float]:
    """The radius of each node: its area grows with how many documents cite it."""
    cited = Counter(target for _, target in {(edge.source, edge.target) for edge in network.edges})
    return [min(_SMALLEST + 2.2 * math.sqrt(cited[node.id]), _LARGEST) for node in network.nodes]


def type_colours(network: Network) -> dict[str, str]:
    """The colour of each type, the most frequent first; beyond the tenth all have one."""
    count = Counter(node.doc_type or "" for node in network.nodes)
    known = sorted((-number, name) for name, number in count.items() if name)
    colours = {name: _TYPES[k] if k < len(_TYPES) else OTHER_TYPES for k, (_, name) in enumerate(known)}
    return colours | ({"": OTHER_TYPES} if count[""] else {})


def name(node: Node) -> str:
    """What a document is called in a drawing: its number, or else what there is of it."""
    if node.number:
        return clean(node.number)
    subject = clean(node.subject or "")
    if len(subject) > _LONGEST:
        subject = (subject[:_LONGEST].rpartition(" ")[0] or subject[:_LONGEST]) + "…"
    return subject or clean(node.doc_type or "") or ABSENT


def clean(text: str) -> str:
    """Text on one line in which nothing is hidden, and nothing that XML forbids."""
    return " ".join(spelt(text).replace("\ufffe", "⟨U+FFFE⟩").replace("\uffff", "⟨U+FFFF⟩").split())
