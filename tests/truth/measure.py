"""The parser over generated pages, scored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from tests.truth.pages import documents
from tests.truth.score import Score
from vbparse.pipeline import parse_source
from vbparse.record import Record
from vbparse.text import Source


def source(name: str, text: str) -> Source:
    """A text as if it had been read from a file."""
    return Source(name, text, "utf-8", hashlib.sha256(text.encode()).hexdigest())


def records(name: str, text: str) -> tuple[Record, ...]:
    return parse_source(source(name, text))


def score(seeds: Iterable[int], rate: float) -> Score:
    """The score of the pages of some seeds at one rate of noise."""
    total = Score()
    for seed in seeds:
        page = documents(seed, rate)
        got = [record.model_dump(mode="json", by_alias=True) for record in records(str(seed), page.text)]
        total.file(str(seed), page.gold["documents"], got)
    return total
