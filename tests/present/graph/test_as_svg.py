"""The drawing that stands still."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from tests.present.graph.networks import HOSTILE, edge, generated, node
from vbparse.network import Network
from vbparse.present.graph.as_svg import OPENING, svg_of
from vbparse.present.graph.look import clean
from vbparse.present.terminal import UNSAFE

SVG = "{http://www.w3.org/2000/svg}"
OURS = {"svg", "title", "rect", "defs", "marker", "path", "g", "line", "circle", "text"}


def drawn(network: Network) -> ElementTree.Element:
    text = "".join(svg_of(network))
    assert text.startswith(OPENING)
    return ElementTree.fromstring(text.encode("utf-8"))


def test_documents_and_citations() -> None:
    """A document is a disc, dashed where it is missing, a citation a line; names stand where is room."""
    network = generated(60, 110)
    root = drawn(network)
    discs = [disc for disc in root.iter(f"{SVG}circle") if disc.find(f"{SVG}title") is not None]
    assert len(discs) == 60 and len(list(root.iter(f"{SVG}line"))) == 110
    dashed = sum("stroke-dasharray" in disc.attrib for disc in discs)
    assert dashed == sum(not node.held for node in network.nodes) > 0
    names = {text.text for text in root.iter(f"{SVG}text")}
    assert len(names & {node.number for node in network.nodes}) > 20
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    for disc in discs:
        x, y = float(disc.attrib["cx"]), float(disc.attrib["cy"])
        assert left < x < left + width and top < y < top + height


def test_what_a_disc_says() -> None:
    """Pointed at, a disc says what is known; the legend explains the colours in Vietnamese."""
    root = drawn(Network((
        node("a", number="9-CT/TW", doc_type="chỉ thị", date="2018-04-03", issuer="Ban Bí thư", held=False),
        node("b"),
    ), (edge("b", "a", "implements"), edge("a", "a"))))
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles[1:] == ["9-CT/TW · 2018-04-03 · chỉ thị · Ban Bí thư · Không có trong kho", "—"]
    meanings = [text.text for text in root.iter(f"{SVG}text")]
    assert meanings[-5:] == [
        "chỉ thị", "không rõ loại", "Không có trong kho", "thực hiện, hướng dẫn, ban hành",
        "dẫn, trả lời, sao gửi",
    ]


def test_empty() -> None:
    """Nothing is drawn of nothing."""
    assert not list(drawn(Network((), ())).iter(f"{SVG}circle"))


def test_the_same_every_time() -> None:
    """The same network gives the same bytes."""
    network = generated(100, 200)
    assert "".join(svg_of(network)) == "".join(svg_of(network))


def test_stands_alone() -> None:
    """It names nothing outside itself and runs nothing."""
    text = "".join(svg_of(generated(60, 110))).replace("http://www.w3.org/2000/svg", "")
    assert "//" not in text and "href" not in text and "@import" not in text and "<script" not in text


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile(payload: str) -> None:
    """Whatever a paper carries is text in the drawing."""
    fields: dict[str, Any] = dict.fromkeys(("number", "doc_type", "date", "issuer", "subject"), payload)
    network = Network((node("a", **fields), node("b", **fields, held=False)), (edge("a", "b", payload),))
    root = drawn(network)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= OURS
    assert clean(payload) in {text.text for text in root.iter(f"{SVG}text")}
    assert not UNSAFE.search("".join(svg_of(network)))
