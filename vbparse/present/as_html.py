"""Records as one page that stands alone: each card beside its text, every field and citation marked there.

It runs no script. Text passes `visible` on its way in, see markup.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from vbparse import messages
from vbparse.present.card import ABSENT, rows
from vbparse.present.grounds import Ground, grounds
from vbparse.present.labels import LABELS
from vbparse.present.markup import head, visible

SURE = 0.9
"""Marks of less confidence have a dashed frame."""

_MARKED = ("number", "doc_type", "date", "place", "issuer", "subject", "security", "urgency", "addressees",
           "recipients", "signers", "citations", "stamps")


class _Listed(NamedTuple):
    """A document in the page's contents."""

    anchor: str
    path: str
    name: str


def page(documents: Iterable[tuple[dict[str, Any], str]]) -> Iterator[str]:
    """The pieces of a page: each record with the text of its source, given out as the documents come."""
    yield from _head()
    contents: list[_Listed] = []
    for record, text in documents:
        listed = _Listed(f"d{len(contents) + 1}", record["source"]["path"], _name(record))
        if not contents or contents[-1].path != listed.path:
            yield f"<h1>{visible(listed.path)}</h1>\n"
        contents.append(listed)
        yield from _article(record, text, listed)
    yield from _contents(contents)
    yield "</html>\n"


def _head() -> Iterator[str]:
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    yield from head("vbparse", style)
    yield '<ul class="legend">\n'
    for name in _MARKED:
        yield f'<li><mark class="{name}">{visible(LABELS[name])}</mark>\n'
    yield f'<li><mark class="unsure">{visible(messages.UNSURE.format(sure=SURE))}</mark>\n'
    yield f'<li><a href="#contents">{visible(LABELS["contents"])}</a>\n</ul>\n'


def _article(record: dict[str, Any], text: str, listed: _Listed) -> Iterator[str]:
    """A document: its card with the rule of each value, and its text."""
    evident = list(grounds(record))
    start, end = record["source"]["span"]
    yield f'<article id="{listed.anchor}">\n<aside>\n<h2>{visible(listed.name)}</h2>\n<table>\n'
    yield from _card(record, {ground.pointer: ground for ground in evident}, listed.anchor)
    yield "</table>\n</aside>\n<pre>\n"  # a parser drops the first line end of a pre: this one
    yield from _marked(text, start, end, evident, listed.anchor)
    yield "</pre>\n</article>\n"


def _card(record: dict[str, Any], evident: dict[str, Ground], anchor: str) -> Iterator[str]:
    """The rows of the card; a value that stands in the text leads to its place there."""
    seen: Counter[str] = Counter()
    for key, value in rows(record):
        ground = evident.get(f"/{key}/{seen[key]}") or evident.get(f"/{key}")
        seen[key] += 1
        shown = visible(value)
        if ground and ground.spans:
            shown = f'<a href="#{_place(anchor, ground)}">{shown}</a>'
        why = visible(ground.why) if ground else ""
        yield f'<tr class="{key}"><th>{visible(LABELS[key])}<td>{shown}<td class="why">{why}\n'


def _marked(text: str, start: int, end: int, evident: list[Ground], anchor: str) -> Iterator[str]:
    """A slice of the source, cut wherever a mark begins or ends, so that marks may overlap."""
    # As many characters as before, so the spans still hold.
    even = text.replace("\r\n", " \n").replace("\r", "\n")
    begins: dict[int, list[tuple[int, Ground]]] = defaultdict(list)
    cuts = {start, end}
    for ground in evident:
        for first, last in ground.spans:
            if max(first, start) < min(last, end):
                begins[max(first, start)].append((last, ground))
                cuts |= {max(first, start), min(last, end)}
    opened: set[str] = set()
    here: list[tuple[int, Ground]] = []
    for first, last in pairwise(sorted(cuts)):
        here = [(stop, ground) for stop, ground in here if stop > first] + begins[first]
        piece = visible(even[first:last], marked=True)
        yield _mark(piece, [ground for _, ground in here], anchor, opened) if here else piece


def _mark(piece: str, here: list[Ground], anchor: str, opened: set[str]) -> str:
    """A piece of text that is evidence of some values; the first piece of each is where the card leads."""
    names = dict.fromkeys(ground.pointer.split("/")[1] for ground in here)
    if any(ground.confidence is not None and ground.confidence < SURE for ground in here):
        names["unsure"] = None
    title = "\n".join(f"{ground.label}: {ground.value} · {ground.why}" for ground in here)
    piece = f'<mark class="{" ".join(names)}" title="{visible(title)}">{piece}</mark>'
    for ground in here:
        place = _place(anchor, ground)
        if place not in opened:
            opened.add(place)
            piece = f'<span id="{place}">{piece}</span>'
    return piece


def _place(anchor: str, ground: Ground) -> str:
    """The id of the first mark of a value: `d1-recipients-0`."""
    return anchor + ground.pointer.replace("/", "-")


def _contents(contents: list[_Listed]) -> Iterator[str]:
    """Every document of the page, under the name of its file."""
    yield f'<nav id="contents">\n<h1>{visible(LABELS["contents"])}</h1>\n<ol>\n'
    for anchor, path, name in contents:
        yield f'<li><a href="#{anchor}">{visible(name)}</a> · {visible(path)}\n'
    yield "</ol>\n</nav>\n"


def _name(record: dict[str, Any]) -> str:
    """What a document is called: type and number, or what there is of them."""
    return " ".join(filter(None, (record["doc_type"], record["number"] or record["symbol"]))) or ABSENT
