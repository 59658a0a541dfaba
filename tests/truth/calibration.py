"""What a confidence is worth: of the values stated at one level, how many are right.

Each value of the record with evidence is one statement; the gold says whether it is right. The
expected calibration error is the mean distance between what is stated and what is right, each level
weighed by its statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tests.truth.score import LISTS, SINGLE, aligned, fold, signers

Json = dict[str, Any]
_LISTED = ("addressees", "recipients", "stamps")


class Statement(NamedTuple):
    """A value that a record states: its field, the rule that read it, how sure, and whether it is right."""

    field: str
    rule: str
    confidence: float
    right: bool


class Level(NamedTuple):
    """The statements of one level of confidence, by tenths: mean stated, share right, how many."""

    stated: float
    right: float
    values: int


def statements(gold: list[Json], got: list[Json]) -> Iterator[Statement]:
    """Every value of a file's records beside its gold; fields that the gold skips are left out."""
    for document, record in aligned(gold, got):
        if record:
            yield from _of_document(document, record)


def _of_document(gold: Json, record: Json) -> Iterator[Statement]:
    skip = set(gold.get("skip", ()))
    evidence = record["evidence"]
    for name, same in SINGLE.items():
        value, why = record.get(name), evidence.get(f"/{name}")
        if name not in skip and value not in (None, "") and why:
            right = gold.get(name) not in (None, "", []) and same(gold[name], value)
            yield Statement(name, why["rule"], why["confidence"], right)
    for name in _LISTED:
        left = [] if name in skip else list(gold.get(name) or [])
        for n, item in enumerate(record[name] if name not in skip else ()):
            at = next((k for k, g in enumerate(left) if LISTS[name](g, item)), None)
            if at is not None:
                del left[at]
            why = evidence[f"/{name}/{n}"]
            yield Statement(name, why["rule"], why["confidence"], at is not None)
    names = {fold(s.get("name")) for s in signers(gold)}
    for n, signer in enumerate(record["signers"] if not skip & {"signer", "signer.name"} else ()):
        why = evidence[f"/signers/{n}"]
        yield Statement("signers", why["rule"], why["confidence"], fold(signer["name"]) in names)


def levels(said: Iterable[Statement]) -> dict[float, Level]:
    """The statements by tenths of what they state, the surest last."""
    found: dict[float, list[Statement]] = defaultdict(list)
    for statement in said:
        found[min(int(statement.confidence * 10), 9) / 10].append(statement)
    return {tenth: _level(found[tenth]) for tenth in sorted(found)}


def by_rule(said: Iterable[Statement]) -> dict[str, Level]:
    """The statements of each rule."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        found[statement.rule].append(statement)
    return {rule: _level(found[rule]) for rule in sorted(found)}


def _level(said: list[Statement]) -> Level:
    values = len(said)
    return Level(sum(s.confidence for s in said) / values, sum(s.right for s in said) / values, values)


def calibration_error(said: list[Statement]) -> float:
    """The expected calibration error over tenths."""
    parts = levels(said).values()
    return sum(abs(level.stated - level.right) * level.values for level in parts) / max(len(said), 1)


def surest(said: Iterable[Statement], least: float = 0.9) -> Level:
    """The statements at a confidence of at least `least`, as one level."""
    return _level([s for s in said if s.confidence >= least])
