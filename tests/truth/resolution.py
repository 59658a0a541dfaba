"""How right an archive is about what its papers cite, against the truth of a generated library.

A link is right where the paper that cites truly names that document: either of its two scans. A citation
of which no reader can say what it means, or whose document is not there, must have none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Json = dict[str, Any]


class Paper(NamedTuple):
    """A document by where it lies: its file's path in the library, and its place in the file from 1."""

    path: str
    part: int = 1


class Link(NamedTuple):
    """A citation as the archive has resolved it: who cites what it printed, and which document that is."""

    citing: Paper
    printed: str
    target: Paper


class Absent(NamedTuple):
    """A document that is cited and not there: its number or a law's name, its day or a law's year.

    `cited_by` counts the papers that cite it.
    """

    name: str
    date: str | None
    cited_by: int


@dataclass
class Resolution:
    """Links that are right, those that are wrong, and the citations whose document was not found."""

    right: int = 0
    wrong: list[Link] = field(default_factory=list)
    lost: list[tuple[Paper, Json]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong) or 1)

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.lost) or 1)


def scored(truth: list[Json], links: Iterable[Link]) -> Resolution:
    """The links of an archive beside the documents that its papers truly cite."""
    first = {document["path"]: document["duplicate_of"] or document["path"] for document in truth}
    wanted = {
        (Paper(document["path"], document["part"]), Paper(first[cited["target"]])): cited
        for document in truth
        for cited in document["citations"]
        if cited["target"]
    }
    certified = {Paper(document["path"], document["part"]) for document in truth if document.get("copy_of")}
    score, found = Resolution(), set()
    for link in links:
        if link.citing in certified:  # a copy note names the paper above it, if anything
            continue
        pair = link.citing, Paper(first[link.target.path], link.target.part)
        if pair not in wanted:
            score.wrong.append(link)
        found.add(pair)
    score.right = len(found & wanted.keys())
    score.lost = [(citing, cited) for (citing, to), cited in wanted.items() if (citing, to) not in found]
    return score


def absent(truth: list[Json]) -> Counter[Absent]:
    """What is truly missing, as a clerk would list it: each document once, with all that is printed of it.

    A law that is named without its number is listed by its name and year.
    """
    cited_by: dict[tuple[str, str, str], set[Paper]] = defaultdict(set)
    dates: dict[tuple[str, str, str], str | None] = {}
    for document in truth:
        for cited in document["citations"]:
            if missing := cited["missing"]:
                name = cited["title"] or number_key(missing["number"])
                key = name, missing["date"], missing["issuer"]
                cited_by[key].add(Paper(document["path"], document["part"]))
                day = missing["date"][:4] if cited["title"] else cited["told"]["date"]
                dates[key] = dates.get(key) or day
    return Counter(Absent(key[0], dates[key], len(papers)) for key, papers in cited_by.items())


def twice(truth: list[Json]) -> set[frozenset[Paper]]:
    """The documents that lie in the library in two scans."""
    return {
        frozenset({Paper(document["path"]), Paper(document["duplicate_of"])})
        for document in truth
        if document["duplicate_of"]
    }


def agreement(told: Counter[Absent], truth: Counter[Absent]) -> float:
    """Share of the rows of either list of missing documents that stand in both, the same in each cell."""
    return (told & truth).total() / ((told | truth).total() or 1)


def number_key(number: str) -> str:
    """What the spellings of a number share that are no other number: 05-CT/TW is 5-CT/TW."""
    return number.lstrip("0").upper()
