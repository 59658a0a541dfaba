"""A network for other programs: what is written is read back as it was."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from typing import Any

import networkx as nx
import pydot
import pytest

from tests.present.graph.networks import HOSTILE, edge, generated, node
from vbparse.network import Network
from vbparse.present.graph.as_text import OPENINGS, dot_of, graphml_of, json_of
from vbparse.present.graph.look import clean
from vbparse.present.terminal import UNSAFE

# pydot calls pyparsing by names of old.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pydot")

WRITERS = {"dot": dot_of, "graphml": graphml_of, "json": json_of}
NETWORK = generated(80, 150)
FIELDS = ("number", "doc_type", "date", "issuer", "place", "subject", "path")


def hostile(payload: str) -> Network:
    """A document, held and missing, that carries the payload wherever it can."""
    fields: dict[str, Any] = dict.fromkeys(FIELDS, payload)
    nodes = node("a", **fields), node(f"missing:{payload}", **fields, held=False)
    return Network(nodes, (edge("a", nodes[1].id, payload), edge("a", nodes[1].id, "replaces")))


def from_graphml(network: Network) -> nx.MultiDiGraph:
    graph = nx.read_graphml(io.BytesIO("".join(graphml_of(network)).encode("utf-8")), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def from_dot(network: Network) -> nx.MultiDiGraph:
    """The graph that pydot reads; its strings are still quoted."""
    drawn = pydot.graph_from_dot_data("".join(dot_of(network)))
    assert drawn and len(drawn) == 1
    return nx.MultiDiGraph(nx.nx_pydot.from_pydot(drawn[0]))


@pytest.mark.parametrize("form", WRITERS)
def test_opening(form: str) -> None:
    """Every file of a format begins in the same way, even of an empty network."""
    for network in (NETWORK, Network((), ())):
        assert "".join(WRITERS[form](network)).startswith(OPENINGS[form])


def test_json() -> None:
    """All that a node and an edge have, under the names that they have."""
    read = json.loads("".join(json_of(NETWORK)))
    assert read == {
        "nodes": [asdict(node) for node in NETWORK.nodes], "edges": [asdict(edge) for edge in NETWORK.edges],
    }
    assert json.loads("".join(json_of(Network((), ())))) == {"nodes": [], "edges": []}


def test_graphml() -> None:
    """networkx reads back every document with what is known of it, and every citation."""
    graph = from_graphml(NETWORK)
    assert {name: dict(known) for name, known in graph.nodes(data=True)} == {
        node.id: {key: value for key, value in asdict(node).items() if value is not None and key != "id"}
        for node in NETWORK.nodes
    }
    assert sorted(
        (source, target, known["relation"], known["mentions"])
        for source, target, known in graph.edges(data=True)
    ) == [(edge.source, edge.target, edge.relation, edge.mentions) for edge in NETWORK.edges]


def test_dot() -> None:
    """pydot reads back the same documents and citations; missing ones are dashed."""
    graph = from_dot(NETWORK)
    named = {name.strip('"'): known for name, known in graph.nodes(data=True) if name != "node"}
    assert set(named) == {node.id for node in NETWORK.nodes}
    for one in NETWORK.nodes:
        assert named[one.id]["label"] == f'"{one.number}"'
        assert ("style" in named[one.id]) is (not one.held)
    assert sorted(
        (source.strip('"'), target.strip('"'), known["relation"].strip('"'))
        for source, target, known in graph.edges(data=True)
    ) == [(edge.source, edge.target, edge.relation) for edge in NETWORK.edges]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_graphml(payload: str) -> None:
    """Text that XML forbids or would obey is text when read back, with nothing hidden in it."""
    graph = from_graphml(hostile(payload))
    assert len(graph) == 2 and graph.number_of_edges() == 2
    assert graph.nodes["a"]["subject"] == clean(payload)


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_dot(payload: str) -> None:
    """No text ends the string that it stands in."""
    graph = from_dot(hostile(payload))
    assert len([name for name in graph if name != "node"]) == 2
    assert graph.number_of_edges() == 2
    quoted = clean(payload).replace("\\", "\\\\").replace('"', '\\"')
    assert graph.nodes["a"]["subject"] == f'"{quoted}"'


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_json(payload: str) -> None:
    """JSON loses nothing and hides nothing."""
    written = "".join(json_of(hostile(payload)))
    assert not UNSAFE.search(written)
    assert json.loads(written)["nodes"][0]["subject"] == payload


@pytest.mark.parametrize("payload", HOSTILE)
@pytest.mark.parametrize("form", WRITERS)
def test_nothing_hidden(form: str, payload: str) -> None:
    """No format carries a character that drives a terminal or cannot be written."""
    written = "".join(WRITERS[form](hostile(payload)))
    assert not UNSAFE.search(written)
    written.encode("utf-8")
