"""Narrowing: what answers must have besides, said by options instead of in the query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from vbparse import messages
from vbparse.errors import UsageError
from vbparse.query.tree import And, Exactly, Node, Or, Query, joined
from vbparse.query.values import date_range, field_leaves


@dataclass(frozen=True, slots=True)
class Narrow:
    """Values of which each option must have one: `types=("KH", "CV")` are plans and letters.

    A value is read as that field of a query reads it (`type:KH`); behind `=` it is the whole value,
    letter for letter, as facets show it, and `=` alone stands for records without one. `after` and `before`
    are dates as precise as they are typed, both included: from the first day of `after` to the last of
    `before`.
    """

    types: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None

    def over(self, query: Query) -> Query:
        """The query so narrowed. UsageError where a value cannot be one of its option."""
        return replace(query, narrowed=joined(And, [query.narrowed, *self._nodes()]))

    def or_else(self, other: Narrow) -> Narrow:
        """What this says, and where it says nothing, what the other says."""
        return Narrow(**{
            one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)
        })

    def _nodes(self) -> Iterator[Node | None]:
        yield _any_of("--type", self.types, _in("type"))
        yield _any_of("--year", self.years, _year)
        yield _any_of("--issuer", self.issuers, _in("issuer"))
        yield _any_of("--place", self.places, _in("place"))
        yield _any_of("--tag", self.tags, lambda value: joined(And, field_leaves("tag", value)))
        yield _date("--after", self.after, "{}..")
        yield _date("--before", self.before, "..{}")


def _any_of(option: str, values: Sequence[str], read: Callable[[str], Node | None]) -> Node | None:
    nodes = []
    for value in values:
        if not (node := read(value)):
            sentence = messages.NO_YEAR if option == "--year" else messages.NO_VALUE
            raise UsageError(sentence.format(option=option, value=value))
        nodes.append(node)
    return joined(Or, nodes)


def _in(field: Literal["type", "issuer", "place"]) -> Callable[[str], Node | None]:
    def read(value: str) -> Node | None:
        if value.startswith("="):
            return Exactly(field, unicodedata.normalize("NFC", value[1:].strip()))
        return joined(And, field_leaves(field, value))

    return read


def _year(value: str) -> Node | None:
    year = value.strip().removeprefix("=")
    return Exactly("year", year) if re.fullmatch(r"[0-9]{4}", year) or value == "=" else None


def _date(option: str, value: str | None, form: str) -> Node | None:
    if value is None:
        return None
    typed = value.strip()
    if ".." in typed or not (days := date_range(form.format(typed) if typed else "")):
        raise UsageError(messages.NO_DATE.format(option=option, value=value))
    return days
