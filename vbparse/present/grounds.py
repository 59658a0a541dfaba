"""What each value of a record rests on: its name, its value, its rule, its places in the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from vbparse.present.card import ABSENT
from vbparse.present.labels import LABELS, RELATIONS
from vbparse.present.terminal import one_line

_NAMES = ("number", "name", "title", "text", "office")  # the keys by which an item is known


class Ground(NamedTuple):
    """Why one value stands in a record.

    `pointer` as in the record's evidence (`/recipients/0`), `label` and `value` for a person
    (`Nơi nhận 1`), `why` the rule with its confidence, or how a citation is related; `spans` in
    code points of the source. A citation has no confidence.
    """

    pointer: str
    label: str
    value: str
    why: str
    spans: tuple[tuple[int, int], ...]
    confidence: float | None = None


def grounds(record: dict[str, Any]) -> Iterator[Ground]:
    """All that is evident in a record, in the order of the card; a citation's evidence is its mentions."""
    cited = (f"/citations/{place}" for place in range(len(record["citations"])))
    for pointer in sorted({*record["evidence"], *cited}, key=_order):
        if evidence := record["evidence"].get(pointer):
            confidence = evidence["confidence"]
            why = f"{evidence['rule']} {confidence:.2f}" + " (inferred)" * evidence["inferred"]
            spans = evidence["spans"]
        else:
            citation = record["citations"][int(pointer.rpartition("/")[2])]
            confidence = None
            why = RELATIONS[citation["relation"]]
            spans = [span for mention in citation["mentions"] for span in mention["spans"]]
        places = tuple((start, end) for start, end in spans)
        yield Ground(pointer, _label(pointer), _value(record, pointer), why, places, confidence)


def _order(pointer: str) -> tuple[int, list[tuple[int, str]]]:
    """A pointer's place: parts as on the card, items as in the document."""
    head, *rest = pointer.strip("/").split("/")
    part = list(LABELS).index(head) if head in LABELS else len(LABELS)
    return part, [(int(step), "") if step.isdigit() else (-1, step) for step in rest]


def _label(pointer: str) -> str:
    """`/recipients/0` is `Nơi nhận 1`."""
    head, *rest = pointer.strip("/").split("/")
    inner = (str(int(step) + 1) if step.isdigit() else step for step in rest)
    return " ".join((LABELS.get(head, head), *inner))


def _value(record: dict[str, Any], pointer: str) -> str:
    """What the record says at a pointer; for an item, the name by which a person knows it."""
    value: Any = record
    for step in pointer.strip("/").split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    if isinstance(value, dict):
        value = next((value[key] for key in _NAMES if value.get(key)), None)
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return one_line(value) if value else ABSENT
