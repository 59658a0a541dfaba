"""Narrowing: what answers must have besides, said by options instead of in the query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vbparse import messages
from vbparse.errors import UsageError
from vbparse.query.tree import And, Field, Node, Or, Query, joined
from vbparse.query.values import date_range, field_leaves


@dataclass(frozen=True, slots=True)
class Narrow:
    """Values of which each option must have one: `types=("KH", "CV")` are plans and letters.

    A value is read as that field of a query reads it (`type:KH`). `after` and `before` are dates as
    precise as they are typed, both included: from the first day of `after` to the last of `before`.
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

    def _nodes(self) -> Iterator[Node | None]:
        yield _any_of("--type", self.types, _in("type"))
        yield _any_of("--year", self.years, _year)
        yield _any_of("--issuer", self.issuers, _in("issuer"))
        yield _any_of("--place", self.places, _in("place"))
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


def _in(field: Field) -> Callable[[str], Node | None]:
    return lambda value: joined(And, field_leaves(field, value))


def _year(value: str) -> Node | None:
    return date_range(value) if re.fullmatch(r"[0-9]{4}", value.strip()) else None


def _date(option: str, value: str | None, form: str) -> Node | None:
    if value is None:
        return None
    typed = value.strip()
    if ".." in typed or not (days := date_range(form.format(typed) if typed else "")):
        raise UsageError(messages.NO_DATE.format(option=option, value=value))
    return days
