"""Where each document of a network stands in its drawing.

Linked documents lie near one another. What is linked at all is drawn by springs (networkx) where it is
small; springs grow with the square, so a larger one is first drawn as groups, each group a disc with a
drawing of its own. Drawings of what is not linked stand in rows, the largest first.

The same network gives the same places: springs start from one seed, and nodes are numbers, since the
order of a set of strings differs from run to run.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vbparse.network import Network
from vbparse.present.graph.look import radii

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Places = dict[int, Point]

_GAP = 10.0  # around each document, in the units of its radius
_SPRINGS = 400  # nodes; from 500 on networkx wants scipy, and 2,000 would take ten seconds
_COMMUNITIES = 4_000  # nodes; 20,000 would take minutes
_SEED = 1
_ROUNDS = 60  # of pushing apart; what still overlaps then overlaps little


def places(network: Network) -> list[Point]:
    """The place of each node, in the order of the network's nodes, y downwards."""
    import networkx as nx

    number = {node.id: k for k, node in enumerate(network.nodes)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(number)))
    graph.add_edges_from(
        ((number[edge.source], number[edge.target]) for edge in network.edges if edge.source != edge.target),
        weight=1,
    )
    room = {node: radius + _GAP for node, radius in enumerate(radii(network))}
    alone = sorted(map(sorted, nx.connected_components(graph)), key=lambda nodes: (-len(nodes), nodes))
    found: Places = {}
    drawn = [_drawn(graph.subgraph(nodes), room) for nodes in alone]
    for place, (x, y) in zip(drawn, _in_rows([_box(place, room) for place in drawn]), strict=True):
        found |= {node: (x + dx, y + dy) for node, (dx, dy) in place.items()}
    return [found[node] for node in range(len(number))]


def _drawn(graph: nx.Graph, room: dict[int, float]) -> Places:
    """A linked graph around the origin, each node with so much room around it."""
    nodes = sorted(graph)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    if len(nodes) <= _SPRINGS:
        return _by_springs(graph, nodes, room)
    groups = _groups(graph, nodes)
    if len(groups) == 1:
        return _by_spiral(graph, nodes, room)
    above = _joined(graph, groups)
    within = [_drawn(graph.subgraph(group), room) for group in groups]
    discs = {k: _reach(place, room) for k, place in enumerate(within)}
    return {
        node: (x + dx, y + dy)
        for k, (x, y) in _drawn(above, discs).items() for node, (dx, dy) in within[k].items()
    }


def _by_springs(graph: nx.Graph, nodes: Sequence[int], room: dict[int, float]) -> Places:
    """Few nodes as springs leave them, then pushed apart until each has its room."""
    import networkx as nx
    import numpy as np

    sprung = nx.spring_layout(_plain(graph, nodes), seed=_SEED, scale=None)
    at = np.array([sprung[node] for node in nodes])
    radii = np.array([room[node] for node in nodes])
    at -= at.mean(axis=0)
    at *= float(np.sqrt((radii**2).sum() / ((at**2).sum(axis=1)).mean()))
    _push_apart(at, radii)
    at -= (at.min(axis=0) + at.max(axis=0)) / 2
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, at, strict=True)}


def _push_apart(at: np.ndarray, radii: np.ndarray) -> None:
    """Moves what overlaps, each of two by half of it, until nothing does or the rounds are over."""
    import numpy as np

    wanted = radii[:, None] + radii[None, :]
    np.fill_diagonal(wanted, 0.0)
    for _ in range(_ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=-1))
        lacking = np.clip(wanted - distance, 0.0, None)
        if lacking.max() < 0.01:
            return
        at += (apart * (lacking / np.maximum(distance, 1e-6) / 2)[:, :, None]).sum(axis=1)


def _groups(graph: nx.Graph, nodes: Sequence[int]) -> list[list[int]]:
    """Parts of a linked graph with more links within than between."""
    if len(nodes) <= _COMMUNITIES:
        import networkx as nx

        return sorted(map(sorted, nx.community.louvain_communities(_plain(graph, nodes), seed=_SEED)))
    # In a time that grows with the links: each with the least linked of its neighbours, for a decree
    # says more of a plan than a law does.
    rank = {node: k for k, node in enumerate(sorted(nodes, key=lambda node: (graph.degree[node], node)))}
    home: dict[int, int] = {}
    for node in rank:
        if node not in home:
            nearest = min(graph[node], key=rank.__getitem__)
            home[node] = home.setdefault(nearest, nearest)
    groups = defaultdict(list)
    for node in nodes:
        groups[home[node]].append(node)
    return list(groups.values())


def _joined(graph: nx.Graph, groups: Sequence[Sequence[int]]) -> nx.Graph:
    """The groups as a graph, two of them linked by as many links as their nodes are."""
    import networkx as nx

    home = {node: k for k, group in enumerate(groups) for node in group}
    links: Counter[tuple[int, int]] = Counter()
    for one, other, weight in graph.edges(data="weight"):
        if home[one] != home[other]:
            links[min(home[one], home[other]), max(home[one], home[other])] += weight
    joined = nx.Graph()
    joined.add_nodes_from(range(len(groups)))
    joined.add_weighted_edges_from((one, other, weight) for (one, other), weight in sorted(links.items()))
    return joined


def _plain(graph: nx.Graph, nodes: Sequence[int]) -> nx.Graph:
    """The same graph, its nodes and links in their order: a subgraph's own order is that of a set."""
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_weighted_edges_from(
        sorted((min(one, other), max(one, other), links) for one, other, links in graph.edges(data="weight"))
    )
    return plain


def _by_spiral(graph: nx.Graph, nodes: Sequence[int], room: dict[int, float]) -> Places:
    """Many nodes around one, the most linked in the middle: the seeds of a sunflower."""
    golden = math.pi * (3 - math.sqrt(5))
    found, area = {}, 0.0
    for k, node in enumerate(sorted(nodes, key=lambda node: (-graph.degree[node], node))):
        radius = 1.1 * math.sqrt(area)
        found[node] = (radius * math.cos(k * golden), radius * math.sin(k * golden))
        area += 2 * room[node] ** 2 if k else 4 * room[node] ** 2
    return found


def _reach(place: Places, room: dict[int, float]) -> float:
    """The radius of the disc around the origin that holds a drawing."""
    return max(math.hypot(x, y) + room[node] for node, (x, y) in place.items())


def _box(place: Places, room: dict[int, float]) -> Box:
    """The box that holds a drawing."""
    lefts, tops, rights, bottoms = zip(*(
        (x - room[node], y - room[node], x + room[node], y + room[node]) for node, (x, y) in place.items()
    ), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _in_rows(boxes: Sequence[Box]) -> list[Point]:
    """How far each box moves to stand in a row with others of about its height."""
    sizes = [(right - left, bottom - top) for left, top, right, bottom in boxes]
    area = sum(width * height for width, height in sizes)
    widest = max([math.sqrt(1.5 * area), *(width for width, _ in sizes)], default=0.0)
    moved = []
    x = y = row = 0.0
    for (left, top, _, _), (width, height) in zip(boxes, sizes, strict=True):
        if x + width > widest + 1 or 2 * height < row:
            x, y, row = 0.0, y + row, 0.0
        row = max(row, height)
        moved.append((x - left, y - top))
        x += width
    return moved
