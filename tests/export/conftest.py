"""Records of the fixtures as an export gets them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vbparse.export.exports import Exported, format_named
from vbparse.pipeline import parse_source
from vbparse.readers import find, read

FIXTURES = Path(__file__).parents[2] / "fixtures"

Written = Callable[..., bytes]


@cache
def _fixtures() -> tuple[tuple[str, str], ...]:
    sources = [read(found.path, found.within) for found in find([FIXTURES])]
    return tuple((record.to_json(), source.text) for source in sources for record in parse_source(source))


@pytest.fixture
def fixtures() -> list[Exported]:
    """Every record of the fixtures, new each time, so that a test may change it."""
    return [Exported(json.loads(record), text) for record, text in _fixtures()]


@pytest.fixture
def record(fixtures: list[Exported]) -> dict[str, Any]:
    """A record with recipients, a signer, a stamp, and citations with and without numbers."""
    return next(one.record for one in fixtures if one.record["number"] == "84-KH/BTGTU")


def written(name: str, documents: Iterable[Exported]) -> bytes:
    """The bytes of an export."""
    file = io.BytesIO()
    assert format_named(name).write(documents, file) == []
    return file.getvalue()


def with_payload(record: dict[str, Any], payload: str) -> dict[str, Any]:
    """A record in which every text that a document could carry is a payload."""
    keys = ("number", "symbol", "doc_type", "issuer", "acting_body", "place", "date", "subject")
    cited = {"number": payload, "doc_type": payload, "date": payload, "issuer": payload, "title": payload,
             "pinpoint": payload, "aliases": [payload], "mentions": [{"text": payload, "spans": [[0, 1]]}]}
    return record | dict.fromkeys(keys, payload) | {
        "source": record["source"] | {"path": payload},
        "addressees": [payload, payload],
        "recipients": [one | {"text": payload, "name": payload, "purpose": payload, "stands_for": [payload]}
                       for one in record["recipients"]],
        "signers": [one | {"name": payload, "position": payload} for one in record["signers"]],
        "citations": [one | cited for one in record["citations"]],
        "stamps": [one | {"office": payload, "number": payload, "date": payload} for one in record["stamps"]],
        "copy_of": {"number": payload, "id": None},
        "warnings": [{"code": payload, "message": payload}],
    }
