"""What a careful reader makes of a citation: the documents of the world that it can mean.

Number and date, then number and body, then number within the term or year; a body of a province that
names none means its own province's. This is the truth, and shares nothing with the program it judges.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.truth.library.issuing import Issued, World, period
from tests.truth.library.offices import Office


class Told(NamedTuple):
    """What a text prints of a document beside its number."""

    date: str | None = None
    issuer: str | None = None


def meant(world: World, number: str, told: Told, by: Issued) -> list[Issued]:
    """The documents that `by` can mean with a number (its key) and what else it prints."""
    found = [one for one in world.by_key[number] if one is not by and one.date <= by.date]
    if told.issuer:
        found = [one for one in found if _is_called(one.office, told.issuer, by.office)]
    if told.date:
        found = [one for one in found if one.date == told.date]
        ours = [one for one in found if _is_ours(one.office, by.office)]
        return ours if ours and not told.issuer else found
    found = [one for one in found if one.yearly or _is_same_period(one, by)]
    return found if told.issuer else [one for one in found if _is_ours(one.office, by.office)]


def can_be_left_out(one: Issued, by: Issued, told: Told) -> bool:
    """Whether a paper may name another so without its day: what is near is clear from the letterhead.

    A commune's letterhead says no province, and names what is above it with a day or in full.
    """
    if told.date or not one.office.local:
        return True
    if told.issuer in one.office.called and told.issuer not in one.office.near:
        return True
    below = by.office.level == "district" and one.office.level == "province" and told.issuer
    return one.office.where == by.office.where or bool(below and one.office.over(by.office))


def _is_called(office: Office, name: str, by: Office) -> bool:
    return name in office.called or (name in office.near and office.near_to(by))


def _is_ours(office: Office, by: Office) -> bool:
    """Whether a body that is not named can be meant: any by the centre, a neighbour by a neighbour."""
    return not office.local or not by.local or office.near_to(by)


def _is_same_period(one: Issued, by: Issued) -> bool:
    return one.period is not None and one.period == period(one.office, by.date)
