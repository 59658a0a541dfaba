"""A query's answer from the records themselves, read one by one.

Slow, simple and without an index: what the archive answers with when the index cannot be used, and what
the tests hold the index to. It shares with the index what a query means and how a hit ranks, and
nothing of how hits are found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from vbparse.index.facets import facet_values, in_order
from vbparse.index.found import (
    Found,
    Hit,
    Page,
    Why,
    arrivals,
    cited_documents,
    damping,
    date_number,
    field_values,
    loads,
    may_lie,
    own_document,
    rarity,
    score,
    with_word,
)
from vbparse.index.resolving import Resolved, resolve
from vbparse.query import (
    And,
    DateRange,
    Exactly,
    Facet,
    FieldTerm,
    Filter,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Tagged,
    Word,
    all_leaves,
)
from vbparse.reference import Document, NumberRef
from vbparse.words import marked_words, words


@dataclass(slots=True)
class _Seen:
    """What the query needs to know of a record: `times` each leaf is in it, how many words are `spelt` so."""

    id: str
    day: int
    arrivals: tuple[int, ...]
    length: int
    own: Document | None
    cited: dict[Document, int]
    facets: dict[Facet, str]
    times: dict[Leaf, int] = field(default_factory=dict)
    spelt: dict[Leaf, int] = field(default_factory=dict)


def scan(records: Iterable[tuple[str, str, str]], query: Query, page: Page) -> Found:
    """A page of the answers among records (id, JSON, raw text), in the order that `search` gives."""
    if query.whole is None:
        return Found((), 0, ())
    leaves = tuple(dict.fromkeys(all_leaves(query.whole)))
    seen = list({record[0]: _look(record, leaves) for record in records}.values())
    refs = {leaf: _resolve(leaf, seen) for leaf in leaves if isinstance(leaf, NumberRef)}
    for one in seen:
        for ref, resolved in refs.items():
            if resolved.named:
                one.times[ref] = int(one.id in resolved.held or one.id in resolved.cites)
    having = {leaf: sum(1 for one in seen if one.times[leaf]) for leaf in leaves}
    wanted = query.leaves()
    answers: list[tuple[float, Why, _Seen]] = []
    for one in seen:
        if _answers(one, query.whole):
            text = sum(
                _relevance(one, leaf, having[leaf], len(seen)) for leaf in wanted if not _is_named(leaf, refs)
            )
            named = [refs[leaf] for leaf in wanted if isinstance(leaf, NumberRef)]
            counts = [resolved.held[one.id] for resolved in named if one.id in resolved.held]
            mentions = sum(resolved.cites.get(one.id, 0) for resolved in named)
            spelt = sum(one.spelt[leaf] for leaf in wanted if one.times[leaf])
            answers.append((*score(text, spelt, max(counts, default=None), mentions), one))
    answers.sort(key=lambda answer: answer[2].id)
    by_date = page.sort == "date"
    answers.sort(key=lambda answer: answer[0] if by_date else answer[2].day, reverse=True)
    answers.sort(key=lambda answer: answer[2].day if by_date else answer[0], reverse=True)
    shown = answers[page.offset: page.end]
    return Found(
        tuple(Hit(one.id, round(points, 6), why) for points, why, one in shown), len(answers),
        tuple(named for leaf in wanted if isinstance(leaf, NumberRef) for named in refs[leaf].named),
        {facet: in_order(facet, Counter(one.facets[facet] for *_, one in answers)) for facet in page.facets},
    )


def _look(record: tuple[str, str, str], leaves: tuple[Leaf, ...]) -> _Seen:
    record_id, line, text = record
    values = loads(line)
    asked = {_field(leaf) for leaf in leaves}
    given = field_values(values, text)
    runs = {name: [words(value) for value in given[name]] if name in asked else [] for name in given}
    one = _Seen(
        record_id, date_number(values.get("date")), arrivals(values), sum(map(len, runs["text"])),
        own_document(values), cited_documents(values), facet_values(values),
    )
    marks = marked_words(text) if any(map(_typed, leaves)) else frozenset()
    for leaf in leaves:
        one.times[leaf] = _times(leaf, one, runs)
        one.spelt[leaf] = sum(spelling in marks for spelling in _typed(leaf))
    return one


def _field(leaf: Leaf) -> str | None:
    """The field whose words answer a leaf; None where no words do."""
    if isinstance(leaf, Filter):
        return None
    return leaf.field if isinstance(leaf, FieldTerm) else "text"


def _times(leaf: Leaf, one: _Seen, runs: dict[str, list[list[str]]]) -> int:
    """How often a record has what a leaf asks for; for a number, how often the text prints it."""
    if isinstance(leaf, DateRange):
        days = (one.day,) if leaf.field == "date" else one.arrivals
        return int(any(may_lie(day, leaf.low, leaf.high) for day in days))
    if isinstance(leaf, Tagged):
        return int(one.id in leaf.ids)
    if isinstance(leaf, Exactly):
        return int(one.facets[leaf.facet] == leaf.value)
    if isinstance(leaf, NumberRef):
        return sum(_count(runs["text"], list(run)) for run in leaf.spellings) if leaf.role == "any" else 0
    if isinstance(leaf, FieldTerm):
        return min(1, _count(runs[leaf.field], [word.text for word in leaf.words]))
    return _count(runs["text"], [word.text for word in _words(leaf)])


def _words(leaf: Leaf) -> tuple[Word, ...]:
    return (leaf,) if isinstance(leaf, Word) else leaf.words if isinstance(leaf, Phrase) else ()


def _typed(leaf: Leaf) -> list[str]:
    """The words of a leaf that are typed with marks, as `words.marked` spells them."""
    return [word.marks for word in _words(leaf) if word.marks]


def _count(values: list[list[str]], run: list[str]) -> int:
    """How often words stand side by side in one of the values."""
    return sum(
        value[at: at + len(run)] == run
        for value in values for at, word in enumerate(value) if word == run[0]
    )


def _resolve(ref: NumberRef, seen: list[_Seen]) -> Resolved[str]:
    held: dict[Document, set[str]] = {}
    cited: dict[Document, dict[str, int]] = {}
    for one in seen:
        if one.own and ref.names(one.own):
            held.setdefault(one.own, set()).add(one.id)
        for document, times in one.cited.items():
            if ref.names(document):
                cited.setdefault(document, {})[one.id] = times
    return resolve(ref, held, cited)


def _answers(one: _Seen, node: Node) -> bool:
    if isinstance(node, And):
        return all(_answers(one, item) for item in node.items)
    if isinstance(node, Or):
        return any(_answers(one, item) for item in node.items)
    if isinstance(node, Not):
        return not _answers(one, node.item)
    return one.times[node] > 0


def _is_named(leaf: Leaf, refs: dict[NumberRef, Resolved[str]]) -> bool:
    return isinstance(leaf, Filter) or (isinstance(leaf, NumberRef) and bool(refs[leaf].named))


def _relevance(one: _Seen, leaf: Leaf, having: int, records: int) -> float:
    if not one.times[leaf]:
        return 0.0
    rare = rarity(having, records)
    if isinstance(leaf, FieldTerm):
        return rare
    as_typed = one.spelt[leaf] / (len(_typed(leaf)) or 1)
    (weight,) = with_word([0], [one.times[leaf]], [damping(one.length)], rare)
    return weight + rare * as_typed / 2
