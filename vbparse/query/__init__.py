"""What the user asks for: a line of text, and options that narrow it → `Query`, a tree.

    parse("Chỉ thị 32 type:báo-cáo")      the question that a line of text is
    Narrow(types=("KH",)).over(query)     and what its answers must have besides
"""

from vbparse.query.narrow import Narrow
from vbparse.query.parsing import DEEPEST, LONGEST, as_part, parse
from vbparse.query.tree import (
    EVERYTHING,
    FACETS,
    And,
    DateRange,
    Exactly,
    Facet,
    Field,
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
from vbparse.query.values import FIELDS

__all__ = [
    "DEEPEST", "EVERYTHING", "FACETS", "FIELDS", "LONGEST", "And", "DateRange", "Exactly", "Facet", "Field",
    "FieldTerm", "Filter", "Leaf", "Narrow", "Node", "Not", "Or", "Phrase", "Query", "Tagged", "Word",
    "all_leaves", "as_part", "parse",
]
