"""A network for other programs: text of papers whole in JSON, elsewhere on one line with nothing hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from vbparse.network import Network, Node
from vbparse.present.graph.look import clean, name
from vbparse.present.terminal import escaped

OPENINGS = {"dot": "digraph vbparse {\n", "graphml": "<?xml version='1.0' encoding='utf-8'?>\n<graphml ",
            "json": '{\n  "nodes": ['}
"""What a file of each format begins with, by which one is known for a file of ours."""


def json_of(network: Network) -> Iterator[str]:
    """`{"nodes": [...], "edges": [...]}`, an object a line, with all that a node and an edge have."""
    yield OPENINGS["json"]
    yield from _array([asdict(node) for node in network.nodes])
    yield '],\n  "edges": ['
    yield from _array([asdict(edge) for edge in network.edges])
    yield "]\n}\n"


def _array(things: Sequence[dict[str, Any]]) -> Iterator[str]:
    for k, thing in enumerate(things):
        yield f"{',' if k else ''}\n    {escaped(json.dumps(thing, ensure_ascii=False))}"
    if things:
        yield "\n  "


def dot_of(network: Network) -> Iterator[str]:
    """A graph for graphviz; nodes are called by their ids, missing documents have a dashed frame."""
    yield OPENINGS["dot"]
    yield "  rankdir=RL;\n  node [shape=box];\n"
    for node in network.nodes:
        drawn = {"label": name(node), "tooltip": _known(node).get("subject", "")}
        drawn |= {} if node.held else {"style": "dashed"}
        known = {key: value for key, value in _known(node).items() if key != "id"}
        yield f"  {_quoted(node.id)} [{_attributes(drawn | known)}];\n"
    for edge in network.edges:
        told = {"relation": edge.relation, "mentions": edge.mentions}
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{_attributes(told)}];\n"
    yield "}\n"


def graphml_of(network: Network) -> Iterator[str]:
    """GraphML as networkx writes and reads it; what is not known of a document is left out."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(clean(node.id), **{key: value for key, value in _known(node).items() if key != "id"})
    for k, edge in enumerate(network.edges):
        told = {"relation": clean(edge.relation), "mentions": edge.mentions}
        graph.add_edge(clean(edge.source), clean(edge.target), key=f"e{k}", **told)
    yield OPENINGS["graphml"].partition("\n")[0] + "\n"
    for line in nx.generate_graphml(graph):
        yield f"{line}\n"


def _known(node: Node) -> dict[str, Any]:
    """What is known of a document, as text on one line."""
    return {
        key: clean(value) if isinstance(value, str) else value
        for key, value in asdict(node).items() if value is not None
    }


def _attributes(values: dict[str, Any]) -> str:
    return ", ".join(f"{key}={_quoted(_told(value))}" for key, value in values.items())


def _told(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    r"""A string of dot. A backslash is doubled: graphviz reads `\N`, `\l` and their like in labels."""
    escaped = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
