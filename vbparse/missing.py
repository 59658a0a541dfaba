"""The documents that an archive cites and does not hold, out of the citations that mean no record.

Citations that print a number with its day are of one document. One that says less (no day, the serial
alone) joins the one that it can mean, by the rules of `linking`; where it can mean two, or none, it stands
by itself, with others that say the same in the same term or year and of the same place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from vbparse.linking import Cited, Paper, choose, place_meant, place_named, series
from vbparse.reference import type_names
from vbparse.words import words


class Unmet(NamedTuple):
    """A citation that means no record: what it says, and the record in which it stands."""

    citing: Paper
    citing_number: str | None
    number: str | None
    number_key: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    title_key: str | None
    relation: str
    mentions: int

    @property
    def said(self) -> tuple[str | None, ...]:
        """What tells it from other citations of the record."""
        return self.number, self.title, self.date, self.issuer


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that is cited and not held, as those that cite it name it; `cited` has each of them once.

    `id` begins with `missing:` and holds for the archive as it is.
    """

    id: str
    number: str | None
    title: str | None
    doc_type: str | None
    date: str | None
    issuer: str | None
    cited: tuple[Unmet, ...]

    @property
    def citing(self) -> tuple[str, ...]:
        """The ids of the records that cite it."""
        return tuple(dict.fromkeys(unmet.citing.id for unmet in self.cited))


@dataclass(slots=True)
class _Group:
    paper: Paper
    cited: list[Unmet] = field(default_factory=list)


def gather(unmet: Iterable[Unmet]) -> list[Missing]:
    """The documents missing, those that most records cite first, then by number and date."""
    groups: dict[tuple[str, ...], _Group] = {}
    vague: list[Unmet] = []
    dated: dict[tuple[str, str], list[Unmet]] = defaultdict(list)
    for one in unmet:
        if not one.number_key:
            _put(groups, ("title", one.title_key or " ".join(words(one.title or ""))), one)
        elif one.date and len(one.date) == len("2019-02-18") and " " in one.number_key:
            dated[one.number_key, one.date].append(one)
        else:
            vague.append(one)
    for key, alike in dated.items():
        for one, place in _by_place(alike):
            _put(groups, (*key, place), one)
    known = defaultdict(list)
    for group in groups.values():
        if group.paper.number_key:
            known[group.paper.number_key.split()[0]].append(group)
            group.paper = group.paper._replace(issuer=_fullest_name(group.cited))
    for one in vague:
        meant = list(_meant(one, known[(one.number_key or "").split()[0]]))
        if len(meant) == 1:
            meant[0].cited.append(one)
        else:
            _put(groups, _said(one), one)
    return sorted(map(_missing, groups.values()), key=_most_cited)


def _by_place(alike: list[Unmet]) -> Iterator[tuple[Unmet, str]]:
    """Citations of one number and day, each with its place where bodies of several are named for it."""
    named = {place for one in alike if (place := place_named(one.issuer))}
    for one in alike:
        place = place_named(one.issuer) or place_meant(one.issuer, one.citing) or ""
        yield one, place if len(named) > 1 else ""


def _put(groups: dict[tuple[str, ...], _Group], key: tuple[str, ...], one: Unmet) -> None:
    if key not in groups:
        year = one.title_key[-4:] if one.title_key else None
        groups[key] = _Group(Paper(
            "missing:" + "|".join(part for part in key if part), one.number_key, one.doc_type,
            one.date or year, one.issuer, None, None, _regime(one.number),
        ))
    groups[key].cited.append(one)


def _meant(one: Unmet, known: list[_Group]) -> Iterator[_Group]:
    """The documents, of those cited with their day, that a citation which says less can mean."""
    key = one.number_key or ""
    types = type_names(one.doc_type) if one.doc_type else frozenset()
    alike = {
        group.paper.id: group for group in known
        if group.paper.number_key == key or (
            key.count(" ") < 2 and f"{group.paper.number_key} ".startswith(f"{key} ")
            and group.paper.doc_type and types & type_names(group.paper.doc_type)
        )
    }
    for paper in choose(Cited(one.date, one.issuer), one.citing, [group.paper for group in alike.values()]):
        yield alike[paper.id]


def _fullest_name(cited: list[Unmet]) -> str | None:
    """The body of a document as the one says who names its place, else with the place that one means."""
    said = [one for one in cited if one.issuer]
    for one in sorted(said, key=lambda one: not place_named(one.issuer)):
        place = place_named(one.issuer) or place_meant(one.issuer, one.citing)
        if place:
            return one.issuer if place_named(one.issuer) else f"{one.issuer} {place.title()}"
    return said[0].issuer if said else None


def _said(one: Unmet) -> tuple[str, ...]:
    """What citations without a day have in common where they mean one document."""
    paper = Paper("", one.number_key, one.doc_type, None, one.issuer, None, None, _regime(one.number))
    named = (one.doc_type or "",) if " " not in (one.number_key or "") else ()
    return (
        one.number_key or "", one.date or "", *named, place_meant(one.issuer, one.citing) or "",
        series(one.citing.date, paper),
    )


def _missing(group: _Group) -> Missing:
    return Missing(
        group.paper.id, _most_said(group, "number"), _most_said(group, "title"),
        _most_said(group, "doc_type"), group.paper.date, _most_said(group, "issuer"), tuple(group.cited),
    )


def _most_said(group: _Group, name: str) -> str | None:
    said = Counter(value for one in group.cited if (value := getattr(one, name)))
    return said.most_common(1)[0][0] if said else None


def _most_cited(one: Missing) -> tuple[int, str, str, str]:
    return -len(one.citing), one.number or one.title or "", one.date or "", one.id


def _regime(number: str | None) -> str | None:
    """`84-KH/BTGTU` is the Party's form of a number, `123/QĐ-UBND` the State's."""
    sign = next((char for char in number or "" if char in "-/"), None)
    return {"-": "party", "/": "state"}.get(sign or "")
