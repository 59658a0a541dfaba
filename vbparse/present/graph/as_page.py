"""A network as one page that stands alone: a drawing to move about in, filters, and a card for each document.

The page draws with d3 (moving, zooming, what lies under the pointer), which the package gravis brings and
which is set into the page when it is made. Everything from a paper reaches the page as data: no text of it
is ever read as markup or script, and the policy of `markup.head` lets nothing run but the two scripts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vbparse.network import Network, Node
from vbparse.present.graph.layout import places
from vbparse.present.graph.look import KINDS, OTHER_TYPES, clean, kind, name, radii, type_colours
from vbparse.present.labels import GRAPH, KINDS_OF_CITATION, LABELS, RELATIONS
from vbparse.present.markup import head, visible

_D3 = Path("_internal/plotting/third_party/d3")
_SHOWN = ("number", "doc_type", "date", "issuer", "place", "subject", "path")


def page_of(network: Network) -> Iterator[str]:
    """The pieces of the page."""
    d3, own = _d3(), _own()
    yield from head(GRAPH["title"], _file("page.css"), d3, own)
    yield from _body()
    # Data, which no browser runs; without `<` nothing in it can end the element.
    data = json.dumps(_data(network), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    yield f'<script type="application/json" id="network">{data}</script>\n'
    yield f"<script>{d3}</script>\n<script>{own}</script>\n</html>\n"


def _d3() -> str:
    """d3 as a script of its own, its licence before it; gravis has wrapped it for require.js."""
    package = find_spec("gravis")  # which runs nothing of it
    if not package or not package.origin:
        raise ModuleNotFoundError("gravis")
    folder = Path(package.origin).parent / _D3
    licence = (folder / "ORIGINAL_LICENSE").read_text("utf-8").strip()
    source = (folder / "d3.v7.min.def.js").read_text("utf-8").strip()
    return f"""
/*
d3

{licence}
*/
const d3 = (() => {{
const made = {{}}, require = {{defined: () => false}}, define = (name, needs, make) => make(made);
{source}
return made;
}})();
"""


def _own() -> str:
    """Our script, in a block of its own, so that no name of it is the window's."""
    return f"""\n"use strict";\n{{\n{_file("drawing.js")}\n{_file("panel.js")}}}\n"""


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def _data(network: Network) -> dict[str, Any]:
    """All that the script draws and tells, as text in which nothing is hidden."""
    at, sizes, colours = places(network), radii(network), type_colours(network)
    number = {node.id: k for k, node in enumerate(network.nodes)}
    counted = Counter(edge.relation for edge in network.edges)
    ordered = sorted(counted, key=lambda relation: (-counted[relation], relation))
    relations = [
        {"name": clean(relation), "label": RELATIONS.get(relation, clean(relation)), "kind": kind(relation)}
        for relation in ordered
    ]
    place_of = {relation: k for k, relation in enumerate(ordered)}
    return {
        "nodes": [
            _shown(node) | {"x": round(x, 1), "y": round(y, 1), "r": round(size, 1)}
            for node, (x, y), size in zip(network.nodes, at, sizes, strict=True)
        ],
        "edges": [
            [number[edge.source], number[edge.target], place_of[edge.relation], edge.mentions]
            for edge in network.edges
        ],
        "relations": relations,
        "types": [{"name": clean(title), "colour": colour} for title, colour in colours.items()],
        "kinds": [
            {"name": which, "colour": colour, "label": KINDS_OF_CITATION[which]}
            for which, colour in KINDS.items()
        ],
        "other": OTHER_TYPES,
        "centre": number.get(network.centre) if network.centre else None,
        "labels": {key: LABELS[key] for key in ("number", "doc_type", "date", "issuer", "place", "subject")}
        | {"path": LABELS["source"]},
        "words": GRAPH,
    }


def _shown(node: Node) -> dict[str, Any]:
    known = {key: getattr(node, key) for key in _SHOWN}
    return {"name": name(node), "held": node.held} | {
        key: clean(value) for key, value in known.items() if value
    }


def _body() -> Iterator[str]:
    """What stands in the page before the script fills it."""
    words = {key: visible(text) for key, text in GRAPH.items()}
    search = f'placeholder="{words["search"]}" aria-label="{words["search"]}"'
    yield f"""\
<body>
<header>
<h1>{words["title"]}</h1>
<div id="search"><input id="query" type="search" {search} autocomplete="off" spellcheck="false">
<ul id="found" hidden></ul></div>
<p id="shown" role="status"></p>
</header>
<noscript><p>{words["no_script"]}</p></noscript>
<main>
<details id="filters" open>
<summary>{words["filters"]}</summary>
<div id="choices">
<fieldset id="status"><legend>{words["status"]}</legend></fieldset>
<fieldset id="years"><legend>{words["year"]}</legend>
<label>{words["from"]} <select id="from"></select></label>
<label>{words["to"]} <select id="to"></select></label>
</fieldset>
<fieldset id="types"><legend>{words["type"]}</legend></fieldset>
<fieldset id="relations"><legend>{words["relation"]}</legend></fieldset>
<button id="everything" type="button">{words["everything"]}</button>
</div>
</details>
<section id="view">
<div id="stage">
<canvas id="drawing" tabindex="0" role="img" aria-label="{words["drawing"]}"></canvas>
<div id="zoom">
<button id="bigger" type="button" title="{words["bigger"]}" aria-label="{words["bigger"]}">+</button>
<button id="smaller" type="button" title="{words["smaller"]}" aria-label="{words["smaller"]}">−</button>
<button id="fit" type="button" title="{words["fit"]}" aria-label="{words["fit"]}">⤢</button>
</div>
<div id="tip" hidden></div>
</div>
<ul id="legend" aria-label="{words["legend"]}"></ul>
</section>
<aside id="card" aria-live="polite" hidden></aside>
</main>
"""
