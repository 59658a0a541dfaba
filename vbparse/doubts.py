"""What of a record a person should look at: the fields that bear a warning or are less sure than others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

SURE = 0.9
"""The confidence from which on a value is not in doubt."""

FIELDS = (
    "number", "symbol", "doc_type", "regime", "date", "place", "issuer", "acting_body", "subject", "security",
    "urgency", "signers",
)
"""The fields that can be in doubt, in the order of the card: each is one value that a person can read off."""
LISTS = ("addressees", "recipients")
"""The lists that a person can correct too."""
CORRECTED = (*FIELDS, *LISTS)
"""The fields that a person can correct."""

_WARNED = {
    "number": "number", "date": "date", "doc-type": "doc_type", "issuer": "issuer", "signer": "signers",
    "security": "security",
}


class Doubt(NamedTuple):
    """A field that is in doubt: its value, how sure that is, and the warning or the rule that says so."""

    field: str
    value: Any
    confidence: float
    why: str


class Verdict(NamedTuple):
    """What a person said of a field: its value, what the parse said then, when (ISO 8601, UTC).

    `accepted`: that the parse was right. It changes nothing, and holds as long as the parse says so.
    """

    field: str
    value: Any
    was: Any
    at: str
    accepted: bool = False


def doubts(record: Mapping[str, Any], accepted: Mapping[str, Any]) -> list[Doubt]:
    """The fields of a record that are in doubt, the least sure first, but for values that were accepted."""
    found = (
        Doubt(field, record[field], confidence, why)
        for field, confidence, why in _doubted(record)
        if field not in accepted or accepted[field] != record[field]
    )
    return sorted(found, key=lambda doubt: (doubt.confidence, FIELDS.index(doubt.field)))


def _doubted(record: Mapping[str, Any]) -> Iterator[tuple[str, float, str]]:
    warned = {about(warning["code"]): warning["code"] for warning in record["warnings"]}
    for field in FIELDS:
        grounds = [
            (evidence["confidence"], evidence["rule"])
            for pointer, evidence in record["evidence"].items() if pointer.split("/")[1] == field
        ]
        confidence, rule = min(grounds, default=(0.0, ""))
        if field in warned:
            # A day that cannot be read is in doubt, however sure the rest of its line is.
            yield field, confidence if record[field] else 0.0, warned[field]
        elif grounds and confidence < SURE:
            yield field, confidence, rule


def about(code: str) -> str:
    """The field that a warning is about; "" for one about no field."""
    return _WARNED.get(code.rpartition("-")[0], "")
