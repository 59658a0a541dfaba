"""What each value of a record rests on: its name, its value, its rule, its places in the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from vbparse import messages
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
    rejected: tuple[Lost, ...] = ()


class Lost(NamedTuple):
    """A value that was not taken: what and why not (`not 5618: in an arrival stamp`), its rule, its place."""

    value: str
    why: str
    spans: tuple[tuple[int, int], ...]


def grounds(record: dict[str, Any], rejected: Sequence[dict[str, Any]] = ()) -> Iterator[Ground]:
    """All that is evident in a record, in the order of the card; a citation's evidence is its mentions.

    A field for which nothing was taken, but something rejected, has its place as well.
    """
    lost: dict[str, list[Lost]] = defaultdict(list)
    for each in rejected:
        lost[f"/{each['field']}"].append(_lost(each))
    cited = (f"/citations/{place}" for place in range(len(record["citations"])))
    for pointer in sorted({*record["evidence"], *cited, *lost}, key=_order):
        if evidence := record["evidence"].get(pointer):
            confidence = evidence["confidence"]
            why = f"{evidence['rule']} {confidence:.2f}" + " (inferred)" * evidence["inferred"]
            spans = evidence["spans"]
        elif pointer in lost:
            confidence, why, spans = None, messages.NOT_FOUND, []
        else:
            citation = record["citations"][int(pointer.rpartition("/")[2])]
            confidence = None
            why = RELATIONS[citation["relation"]]
            spans = [span for mention in citation["mentions"] for span in mention["spans"]]
        places = tuple((start, end) for start, end in spans)
        value = _value(record, pointer)
        yield Ground(pointer, _label(pointer), value, why, places, confidence, tuple(lost.get(pointer, ())))


def _lost(rejected: dict[str, Any]) -> Lost:
    said = messages.NOT_TAKEN.format(value=one_line(rejected["value"]), reason=rejected["reason"])
    return Lost(said, f"{rejected['rule']} {rejected['confidence']:.2f}", tuple(rejected["spans"]))


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
