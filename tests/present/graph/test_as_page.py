"""The page of a network as it is written; see also test_in_browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.present.graph.networks import HOSTILE, edge, generated, node
from vbparse.network import Network
from vbparse.present.graph.as_page import page_of
from vbparse.present.graph.look import clean
from vbparse.present.labels import RELATIONS
from vbparse.present.markup import OPENING
from vbparse.present.terminal import UNSAFE


class Reader(HTMLParser):
    """The elements of a page, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._in_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = attributes, text + data


def data_of(network: Network) -> dict[str, Any]:
    (_, data), *_ = Reader("".join(page_of(network))).scripts
    found: dict[str, Any] = json.loads(data)
    return found


def test_policy() -> None:
    """Nothing may run but the two scripts, which the policy knows by their hashes; nothing may be loaded."""
    text = "".join(page_of(generated(20, 30)))
    assert text.startswith(OPENING)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="(.*?)"', text)
    (kind, _), *scripts = Reader(text).scripts
    assert kind["type"] == "application/json"
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for _, script in scripts]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{hashes[0]}' 'sha256-{hashes[1]}'" in policy
    assert "unsafe" not in policy and "http" not in policy and "data:" not in policy


def test_licence() -> None:
    """d3 stands in the page with its licence, and nothing in the page is hidden."""
    text = "".join(page_of(Network((), ())))
    assert "Copyright 2010-2021 Mike Bostock" in text and "Permission to use, copy, modify" in text
    assert not UNSAFE.search(text)


def test_data() -> None:
    """The page carries every document and citation, and the Vietnamese name of each relation."""
    network = generated(60, 110)
    data = data_of(network)
    assert [(one["name"], one["held"]) for one in data["nodes"]] == [
        (one.number, one.held) for one in network.nodes
    ]
    ids = [one.id for one in network.nodes]
    assert [(ids[a], ids[b], data["relations"][r]["name"], n) for a, b, r, n in data["edges"]] == [
        (edge.source, edge.target, edge.relation, edge.mentions) for edge in network.edges
    ]
    assert all(relation["label"] == RELATIONS[relation["name"]] for relation in data["relations"])


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile(payload: str) -> None:
    """Whatever a paper carries, the page has the elements that it has without, and carries it as data."""
    fields: dict[str, Any] = dict.fromkeys(("number", "doc_type", "date", "issuer", "subject"), payload)
    network = Network((node("a", **fields), node("b")), (edge("a", "b", payload),))
    text = "".join(page_of(network))
    assert Reader(text).tags == Reader("".join(page_of(Network((), ())))).tags
    assert not UNSAFE.search(text)
    assert data_of(network)["nodes"][0]["subject"] == clean(payload)
