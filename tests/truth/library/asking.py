"""What an archive answers of a library that it has read, in the words of the truth."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import NamedTuple

from tests.truth.resolution import Absent, Link, Paper, number_key
from vbparse.archive import Archive

_FROM_YEAR = re.compile(r"\s(?:năm|ngày)\s.*")


class Answers(NamedTuple):
    """The citations resolved, the documents missing, and those that are there twice."""

    links: Counter[Link]
    missing: Counter[Absent]
    twice: frozenset[frozenset[Paper]]


def answers(archive: Archive) -> Answers:
    """What an archive says of who cites whom; a citation that can be one of several is no link."""
    records = {one.id: (os.fsdecode(one.within), one.record) for one in archive.select()}
    papers = {id: Paper(path, record["source"]["part"]) for id, (path, record) in records.items()}
    links = Counter(
        Link(papers[id], " ".join(cited["mentions"][0]["text"].split()), papers[cited["target"]])
        for id, (_, record) in records.items()
        for cited in record["citations"] if cited["target"]
    )
    missing = Counter(
        Absent(
            number_key(one.number) if one.number else _FROM_YEAR.sub("", one.title or ""),
            one.date, len(one.citing),
        )
        for one in archive.missing()
    )
    twice = frozenset(frozenset(papers[copy.id] for copy in one.copies) for one in archive.duplicates())
    return Answers(links, missing, twice)
