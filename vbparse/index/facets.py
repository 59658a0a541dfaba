"""What answers are counted by: the values of a facet, the same for the index and for the plain scan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from vbparse.index.found import Counts, date_number
from vbparse.query import Facet

_FIELDS: dict[Facet, str] = {"type": "doc_type", "issuer": "issuer", "place": "place"}


def facet_values(record: Mapping[str, Any]) -> dict[Facet, str]:
    """The value of each facet, empty where the record has none."""
    values: dict[Facet, str] = {facet: record.get(field) or "" for facet, field in _FIELDS.items()}
    return values | {"year": year_of(date_number(record.get("date")))}


def year_of(day: int) -> str:
    """The year of a date number."""
    return f"{day // 10000:04}" if day else ""


def in_order(facet: Facet, counts: Counter[str]) -> Counts:
    """Values and counts: years from the newest, others from the most frequent; those without one last."""
    pairs = sorted((value, count) for value, count in counts.items() if value)
    pairs.sort(key=lambda pair: -int(pair[0]) if facet == "year" else -pair[1])
    return (*pairs, *([(None, counts[""])] if counts[""] else []))
