"""JSON as people and programs read it: small things on a line, large ones over several."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

COLUMNS = 140
_flat = json.JSONEncoder(ensure_ascii=False).encode  # made once: each `json.dumps` would make its own


def line(value: Any) -> str:
    """A value as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pretty(value: Any, indent: int = 0, before: int = 0) -> str:
    """A value as JSON in which whatever fits on a line of 140 columns stands on one.

    {"code": "TL", "of": "Chủ tịch"}    a mention, a signer, a stamp: one line
    `before` counts the columns that the key in front takes.
    """
    flat = _flat(value)
    if not value or not isinstance(value, (dict, list)) or indent + before + len(flat) < COLUMNS:
        return flat
    margin = " " * (indent + 2)
    if isinstance(value, dict):
        keys = {key: f"{_flat(key)}: " for key in value}
        items = [keys[key] + pretty(item, indent + 2, len(keys[key])) for key, item in value.items()]
    else:
        items = [pretty(item, indent + 2) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{margin}" + f",\n{margin}".join(items) + f"\n{' ' * indent}{closing}"


def array(values: Iterable[Any]) -> Iterator[str]:
    """The pieces of one JSON array, given out as its values come."""
    last = None
    for value in values:
        yield "[" if last is None else f"{last},"
        last = f"  {pretty(value, 2)}"
    yield from ("[]",) if last is None else (last, "]")
