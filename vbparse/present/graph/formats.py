"""The formats in which a network is written, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from vbparse.network import Network
from vbparse.present import markup
from vbparse.present.graph import as_svg, as_text
from vbparse.present.graph.as_page import page_of


class Format(NamedTuple):
    """What every such file begins with, its pieces, and whether a person can read them."""

    opening: str
    pieces: Callable[[Network], Iterator[str]]
    for_terminals: bool


FORMATS = {
    "dot": Format(as_text.OPENINGS["dot"], as_text.dot_of, True),
    "graphml": Format(as_text.OPENINGS["graphml"], as_text.graphml_of, True),
    "json": Format(as_text.OPENINGS["json"], as_text.json_of, True),
    "html": Format(markup.OPENING, page_of, False),
    "svg": Format(as_svg.OPENING, as_svg.svg_of, False),
}
