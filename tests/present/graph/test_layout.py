"""Where the documents of a network stand: apart from one another, and always in the same place."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import offline
from tests.present.graph.networks import edge, generated, node
from vbparse.network import Network
from vbparse.present.graph.layout import places
from vbparse.present.graph.look import radii

ROOT = Path(__file__).parents[3]


def star(leaves: int) -> Network:
    names = [f"n{k:05}" for k in range(leaves + 1)]
    return Network(tuple(map(node, names)), tuple(edge(name, names[0]) for name in names[1:]))


def chain(length: int) -> Network:
    names = [f"n{k:05}" for k in range(length)]
    return Network(tuple(map(node, names)), tuple(edge(one, other) for one, other in pairwise(names)))


def overlaps(network: Network) -> int:
    """How many pairs of discs lie over one another by more than a tenth of their radii."""
    discs = list(zip(places(network), radii(network), strict=True))
    return sum(math.dist(at, to) < 0.9 * (size + other) for (at, size), (to, other) in combinations(discs, 2))


@pytest.mark.parametrize("network", [
    pytest.param(Network((), ()), id="nothing"),
    pytest.param(Network((node("a"),), (edge("a", "a"),)), id="one that cites itself"),
    pytest.param(Network((node("a"), node("b")), (edge("a", "b"), edge("b", "a", "replaces"))), id="two"),
    pytest.param(Network(tuple(node(f"n{k:04}") for k in range(700)), ()), id="700 alone"),
    pytest.param(star(3), id="small star"),
    pytest.param(star(450), id="star of 450"),
    pytest.param(chain(450), id="chain of 450"),
    pytest.param(generated(60, 110), id="60"),
    pytest.param(generated(500, 1_500), id="500"),
])
def test_apart(network: Network) -> None:
    """Every document has a finite place of its own; hardly any disc lies over another."""
    at = places(network)
    assert len(at) == len(network.nodes)
    assert all(map(math.isfinite, (value for point in at for value in point)))
    assert overlaps(network) <= len(at) // 100


def test_linked_stand_near() -> None:
    """A citation is far shorter than the way between any two documents."""
    network = generated(500, 1_100)
    number = {node.id: k for k, node in enumerate(network.nodes)}
    at = places(network)
    cited = [math.dist(at[number[edge.source]], at[number[edge.target]]) for edge in network.edges]
    others = [math.dist(one, other) for one, other in pairwise(at)]
    assert sorted(cited)[len(cited) // 2] < 0.5 * sorted(others)[len(others) // 2]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
@settings(max_examples=40, deadline=None)
def test_any_network(links: list[tuple[int, int]]) -> None:
    """Whatever cites what, none lies over another."""
    network = Network(
        tuple(node(str(k)) for k in range(10)),
        tuple(edge(str(one), str(other)) for one, other in sorted(set(links))),
    )
    assert overlaps(network) == 0


def test_same_in_every_run() -> None:
    """Two processes whose sets have other orders draw the same."""
    script = (
        "from tests.present.graph.networks import generated\n"
        "from vbparse.present.graph.layout import places\n"
        "print(places(generated(450, 1000)))"
    )
    drawn = {
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True,
                       env={"PYTHONHASHSEED": seed, "PYTHONPATH": offline.PYTHONPATH}).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1


def test_time() -> None:
    """2,000 documents are placed in 2 s on an idle machine; the limit is to catch a hang."""
    begun = time.monotonic()
    places(generated(2_000, 6_000))
    assert time.monotonic() - begun < 20
