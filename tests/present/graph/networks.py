"""Networks such as an archive has: few papers that many rest on, many that nobody cites."""

from __future__ import annotations

import random

import pytest

from vbparse.network import Edge, Network, Node

TYPES = ["chỉ thị", "nghị quyết", "kế hoạch", "công văn", "báo cáo", "hướng dẫn", "quyết định", "thông báo",
         "tờ trình", "luật", "nghị định", "thông tư", "giấy mời", "kết luận"]
RELATIONS = ["cites", "based_on", "implements", "guides", "amends", "replaces", "replies_to", "promulgates"]
FAMILY = 30
PLACES = ["Ba Bể", "Mường La", "Lộc Ninh", "Đèo Cả", "Sông Hinh", "Yên Thủy"]


def node(id: str, **known: object) -> Node:
    """A node of which little is known."""
    fields = dict.fromkeys(("number", "doc_type", "date", "issuer", "place", "subject", "path"))
    return Node(**{**fields, "id": id, "held": True, **known})  # type: ignore[arg-type]


def edge(source: str, target: str, relation: str = "cites", mentions: int = 1) -> Edge:
    return Edge(source, target, relation, mentions)


HOSTILE = [
    pytest.param("</script><script>window.ran=1;alert(1)</script>", id="end of the script"),
    pytest.param("<!--<script>window.ran=1", id="comment in a script"),
    pytest.param("<img src=http://example.org/ onerror=window.ran=1>", id="image"),
    pytest.param("\"'><svg onload=window.ran=1><base href=//example.org>", id="attributes"),
    pytest.param("</title></style></select><iframe srcdoc='<script>top.ran=1</script>'>", id="elements"),
    pytest.param("\\\"];\\N \\l [label=\"x\"] } digraph {", id="dot"),
    pytest.param("&lt; &#60; ]]> <?xml <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]> &y;", id="XML"),
    pytest.param("a\x00\x01\x1b]52;c;eA==\x07\x9b2J\x7f\ufffe\uffff", id="controls"),
    pytest.param("\u202egnp.exe\u202c\u2066x\u2069\u200f\ufeff", id="bidirectional marks"),
    pytest.param("x\ud800y\udcffz\u2028\u2029\U000e0041", id="no characters at all"),
    pytest.param("dòng một\n\n\tdòng hai\r\n", id="lines"),
    pytest.param("${window.ran=1} {{ran}} {nodes} __proto__ constructor", id="templates"),
    pytest.param("__proto__", id="prototype"),
]


def generated(documents: int, citations: int, seed: int = 1) -> Network:
    """So many documents and citations, a fifth of the documents missing, in families; a few alone."""
    chance = random.Random(seed)
    nodes = []
    for k in range(documents):
        kind, place, year = chance.choice(TYPES), chance.choice(PLACES), 2010 + 15 * k // documents
        number = f"{k + 1}-{kind[:2].upper()}/HU"
        held = chance.random() < 0.8
        day = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        nodes.append(Node(
            id=f"n{k:05}" if held else f"missing:{number}", number=number, doc_type=kind,
            date=day if chance.random() < 0.95 else None,
            issuer=f"Huyện ủy {place}", place=place, subject=f"về việc giữ sách lần thứ {k + 1} ở {place}",
            path=f"ho-so/{k}.txt" if held else None, held=held,
        ))
    edges: dict[tuple[str, str, str], Edge] = {}
    while len(edges) < citations:
        source = chance.randrange(documents // 50, documents)
        first = source - source % FAMILY  # of its family: the directive, which all carry out
        hub = int(source * chance.random() ** 6)
        target = chance.choice([first, chance.randrange(first, source + 1), hub])
        if nodes[source].held and source % 20 and target % 20 != 7 and source != target:
            edge = Edge(nodes[source].id, nodes[target].id, chance.choice(RELATIONS), chance.randint(1, 4))
            edges[edge.source, edge.target, edge.relation] = edge
    return Network(
        tuple(sorted(nodes, key=lambda node: node.id)), tuple(edges[key] for key in sorted(edges)),
    )
