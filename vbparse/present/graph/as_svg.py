"""A network as a drawing that stands alone and still: an SVG without script, style sheet or link."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from vbparse.network import Network, Node
from vbparse.present.graph.layout import Point, places
from vbparse.present.graph.look import KINDS, OTHER_TYPES, clean, kind, name, radii, type_colours
from vbparse.present.labels import GRAPH, KINDS_OF_CITATION
from vbparse.present.markup import visible

OPENING = '<?xml version="1.0" encoding="utf-8"?>\n<!-- vbparse graph -->\n'
"""What every drawing begins with, by which one is known for a drawing of ours."""

_MARGIN, _FONT, _LINE, _NARROWEST = 30, 9, 20, 480


def svg_of(network: Network) -> Iterator[str]:
    """The pieces of the drawing: citations, documents, names where there is room, a legend below."""
    at, sizes, colours = places(network), radii(network), type_colours(network)
    width = max((x + size for (x, _), size in zip(at, sizes, strict=True)), default=0)
    height = max((y + size for (_, y), size in zip(at, sizes, strict=True)), default=0)
    width = max(width, _NARROWEST)
    legend = list(_legend(network, colours, width))
    rows = 1 + max((row for row, _ in legend), default=0)
    right, bottom = width + 2 * _MARGIN, height + 3 * _MARGIN + rows * _LINE
    box = f"{-_MARGIN} {-_MARGIN} {_number(right)} {_number(bottom)}"
    yield OPENING
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-family="sans-serif" '
           f'font-size="{_FONT}">\n<title>{visible(GRAPH["title"])}</title>\n')
    yield f'<rect x="{-_MARGIN}" y="{-_MARGIN}" width="100%" height="100%" fill="#fff"/>\n'
    yield from _citations(network, at, sizes)
    for node, point, size in zip(network.nodes, at, sizes, strict=True):
        yield _document(node, point, size, colours)
    yield '<g fill="#1b1b1b" text-anchor="middle" stroke="#fff" stroke-width="2.5" paint-order="stroke">\n'
    yield from _names(network, at, sizes)
    yield '</g>\n<g font-size="13" fill="#1b1b1b">\n'
    for row, piece in legend:
        yield f'<g transform="translate(0 {_number(height + _MARGIN + row * _LINE)})">{piece}</g>\n'
    yield "</g>\n</svg>\n"


def _citations(network: Network, at: Sequence[Point], sizes: Sequence[float]) -> Iterator[str]:
    """A line from each document to each that it cites, an arrow at the end of it."""
    number = {node.id: k for k, node in enumerate(network.nodes)}
    yield "<defs>\n"
    for which, colour in KINDS.items():
        yield (f'<marker id="{which}" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" markerHeight="6" '
               f'orient="auto"><path d="M0 0L6 3L0 6z" fill="{colour}"/></marker>\n')
    yield '</defs>\n<g stroke-opacity=".5">\n'
    for edge in network.edges:
        (x, y), (to_x, to_y) = at[number[edge.source]], at[number[edge.target]]
        length = math.hypot(to_x - x, to_y - y)
        if not length:  # it cites itself
            continue
        short = sizes[number[edge.target]] / length
        end = f'x2="{_number(to_x + (x - to_x) * short)}" y2="{_number(to_y + (y - to_y) * short)}"'
        which = kind(edge.relation)
        yield (f'<line x1="{_number(x)}" y1="{_number(y)}" {end} stroke="{KINDS[which]}" '
               f'marker-end="url(#{which})"/>\n')
    yield "</g>\n"


def _document(node: Node, point: Point, size: float, colours: dict[str, str]) -> str:
    """A disc, hollow and dashed where the document is missing; its title says what is known."""
    colour = colours.get(node.doc_type or "", OTHER_TYPES)
    known = [node.number, node.date, node.doc_type, node.issuer, node.subject]
    said = [clean(value) for value in known if value] or [name(node)]
    if not node.held:
        said.append(GRAPH["missing"])
    x, y = point
    return (f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(size)}" {_look(colour, node.held)}>'
            f"<title>{visible(' · '.join(said))}</title></circle>\n")


def _names(network: Network, at: Sequence[Point], sizes: Sequence[float]) -> Iterator[str]:
    """The names of documents below them, the most cited first, where no other name stands."""
    taken: set[tuple[int, int]] = set()
    for k in sorted(range(len(at)), key=lambda k: (-sizes[k], k)):
        called, (x, y) = name(network.nodes[k]), at[k]
        y += sizes[k] + _FONT
        half = len(called) * _FONT * 0.3
        # On a grid of half a line's height and about a letter's width.
        cells = {
            (column, row)
            for column in range(math.floor((x - half) / 6), math.floor((x + half) / 6) + 1)
            for row in range(math.floor((y - _FONT) / 5), math.floor(y / 5) + 1)
        }
        if taken.isdisjoint(cells):
            taken |= cells
            yield f'<text x="{_number(x)}" y="{_number(y)}">{visible(called)}</text>\n'


def _legend(network: Network, colours: dict[str, str], width: float) -> Iterator[tuple[int, str]]:
    """Each sign with its meaning, and the row in which it stands."""
    kinds = Counter(kind(edge.relation) for edge in network.edges)
    signs = [
        (_dot(colour, True), title or GRAPH["no_type"])
        for title, colour in colours.items() if colour != OTHER_TYPES or not title
    ]
    if any(title and colour == OTHER_TYPES for title, colour in colours.items()):
        signs.append((_dot(OTHER_TYPES, True), GRAPH["other_types"]))
    if any(not node.held for node in network.nodes):
        signs.append((_dot(OTHER_TYPES, False), GRAPH["missing"]))
    signs += [
        (f'<path d="M0 -4H16" stroke="{KINDS[which]}" stroke-width="2"/>', KINDS_OF_CITATION[which])
        for which in KINDS if kinds[which]
    ]
    x, row = 0.0, 0
    for sign, meaning in signs:
        needed = 40 + len(meaning) * 7.5
        if x and x + needed > width:
            x, row = 0.0, row + 1
        text = f'<text x="22">{visible(clean(meaning))}</text>'
        yield row, f'<g transform="translate({_number(x)} 0)">{sign}{text}</g>'
        x += needed


def _dot(colour: str, held: bool) -> str:
    return f'<circle cx="8" cy="-4" r="6" {_look(colour, held)}/>'


def _look(colour: str, held: bool) -> str:
    if held:
        return f'fill="{colour}" stroke="#fff"'
    return f'fill="#fff" stroke="{colour}" stroke-width="2" stroke-dasharray="4 3"'


def _number(value: float) -> str:
    """To a tenth, the shortest way: `12`, `0.5`."""
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 1e5 else str(round(value))
