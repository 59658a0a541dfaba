"""What a query means, as a tree: what is asked for (leaves), and how it goes together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, get_args

from vbparse.reference import NumberRef
from vbparse.words import marked, places, words

Field: TypeAlias = Literal[
    "number", "type", "issuer", "signer", "recipient", "place", "date", "cites", "subject", "arrived",
    "stamp", "tag", "text",
]
Facet: TypeAlias = Literal["type", "year", "issuer", "place"]
"""What answers are counted by, and narrowed by to one value."""
FACETS: tuple[Facet, ...] = get_args(Facet)


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word; `marks` its spelling with marks (`words.marked`), which ranks and never excludes."""

    text: str
    marks: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """Words side by side in one value of a field."""

    field: Field
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class DateRange:
    """Records of which a date may lie between two days, both included, as `yyyymmdd`.

    `date` is the document's own, `arrived` that of an arrival stamp.
    """

    low: int
    high: int
    field: Literal["date", "arrived"] = "date"


@dataclass(frozen=True, slots=True)
class Exactly:
    """Records whose value of a facet is this one, letter for letter; those without, where it is empty."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """Documents with a tag, as `words` folds it; `ids` are these, once the catalog was asked."""

    key: str
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Not:
    item: Node


@dataclass(frozen=True, slots=True)
class And:
    """All of the items; of none, whatever there is."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    items: tuple[Node, ...]


Filter: TypeAlias = DateRange | Exactly | Tagged
"""What leaves out and never ranks."""
Leaf: TypeAlias = Word | Phrase | FieldTerm | Filter | NumberRef
Node: TypeAlias = Leaf | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A question: the text as typed, and the tree that it means; None asks for nothing.

    `narrowed` is what answers must have besides: it excludes and never ranks. `no_dates` are fields of
    a date that were given something else (`date:soon`), which was read as words; `bracketed` are fields
    before a bracket, which holds no value: what is in it was looked for everywhere.
    """

    text: str
    root: Node | None
    narrowed: Node | None = None
    no_dates: tuple[str, ...] = field(default=(), compare=False)
    bracketed: tuple[str, ...] = field(default=(), compare=False)

    @property
    def whole(self) -> Node | None:
        """What a record must be to answer."""
        return And((self.root, self.narrowed)) if self.root and self.narrowed else self.root

    def with_tags(self, tagged: Callable[[str], frozenset[str]]) -> Query:
        """The query with the documents of its tags: they stand in the catalog, not in the records."""
        def known(node: Node) -> Node:
            if isinstance(node, And | Or):
                return type(node)(tuple(map(known, node.items)))
            if isinstance(node, Not):
                return Not(known(node.item))
            return Tagged(node.key, tagged(node.key)) if isinstance(node, Tagged) else node

        return replace(
            self, root=self.root and known(self.root), narrowed=self.narrowed and known(self.narrowed)
        )

    def leaves(self) -> tuple[Leaf, ...]:
        """What is asked for, in order and once each; what stands under NOT is left out."""
        return tuple(dict.fromkeys(_wanted(self.root))) if self.root else ()


def _wanted(node: Node) -> Iterator[Leaf]:
    if isinstance(node, And | Or):
        for item in node.items:
            yield from _wanted(item)
    elif not isinstance(node, Not):
        yield node


def all_leaves(node: Node) -> Iterator[Leaf]:
    """Every leaf of a tree, those under NOT too."""
    if isinstance(node, And | Or):
        for item in node.items:
            yield from all_leaves(item)
    elif isinstance(node, Not):
        yield from all_leaves(node.item)
    else:
        yield node


EVERYTHING = And(())
"""What every record answers."""


def joined(kind: type[And] | type[Or], items: Iterable[Node | None]) -> Node | None:
    """One node for several: what is equal once, what is of the same kind flat."""
    flat: dict[Node, None] = {}
    for item in items:
        if item is not None:
            flat.update(dict.fromkeys(item.items if isinstance(item, kind) else (item,)))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def spelt(text: str) -> tuple[Word, ...]:
    """The words of a text, as it spells them."""
    spellings = (marked(text[place.start: place.end]) for place in places(text))
    return tuple(Word(word, spelling) for word, spelling in zip(words(text), spellings, strict=True))
