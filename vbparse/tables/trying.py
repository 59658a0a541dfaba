"""Rows tried on their own examples: each must be recognised by its row, each counterexample must not.

The readers here are small and strict. They show that the rows suffice, not how the program reads
damaged text; so a row that fails here tells nothing, or tells what another row tells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from vbparse import messages, tables
from vbparse.tables.rows import (
    Abbreviation,
    Body,
    DocType,
    Letters,
    Lookalike,
    Organisation,
    Purpose,
    Relation,
    SigningForm,
)

NUMBER = re.compile(r"(?<![\w/])(\d{1,5}[a-zA-Z]?)([-/](?!\d)|/\d{4}/)([A-ZĐƯ][^\s,;]*)")
_CITED = re.compile(r"(?:số )?\d{1,5}[/-]\S{0,60}[A-ZĐ]")
_BRACKET = re.compile(r"\(([^()]*)\)")


def failings(row: Any) -> Iterator[str]:
    """What a row's examples and counterexamples say against it."""
    if isinstance(row, Lookalike):
        try:
            re.compile(row.pattern)
        except re.error as error:
            yield messages.BAD_PATTERN.format(why=error)
            return
    knows = _KNOWS.get(type(row))
    if knows is None:
        return
    for text in row.examples:
        if not knows(row, text):
            yield messages.EXAMPLE_NOT_KNOWN.format(text=text)
    for text in getattr(row, "counterexamples", ()):
        if knows(row, text):
            yield messages.TRAP_NOT_SEEN.format(text=text)


def plain(text: str) -> str:
    """Lower case without marks, so that hoà and hòa are one."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def starts_name(text: str, names: Sequence[str]) -> bool:
    """Whether `text` begins with one of `names` as whole words."""
    return any(re.match(rf"{re.escape(plain(name))}(?!\w)", plain(text)) for name in names)


# ---------------------------------------------------------------- types and bodies by their numbers


def segments(symbol: str) -> list[str]:
    return re.split(r"[-/]", symbol)


def begins(parts: Sequence[str], code: str) -> bool:
    """Whether the segments of a symbol begin with those of a code."""
    wanted = segments(code)
    return list(parts[: len(wanted)]) == wanted


def regime_of(number: re.Match[str]) -> str:
    """`party` where a number is shaped like the Party's, `12-KH/TU`; else `state`."""
    return "party" if number[2] == "-" and "/" in number[3] else "state"


def split_symbol(number: re.Match[str]) -> tuple[list[str], list[str]]:
    """The segments of a number's type and those of its bodies: `QĐ` and `UBND`.

    A code that is a type and a body (CT: chỉ thị, Cục Thuế) is the type where a body follows.
    """
    parts = segments(number[3])
    if regime_of(number) == "party":
        return segments(number[3].split("/")[0]), segments(number[3].split("/", 1)[1])
    head = parts[0]
    typed = head in _type_codes()
    if typed and head in _organ_codes():
        typed = len(parts) > 1 and parts[1] in _organ_codes()
    return (parts, parts[1:]) if typed else ([], parts)


@cache
def _type_codes() -> frozenset[str]:
    rows = (row for row in tables.doc_types() if "state" in row.regimes)
    return frozenset(code for row in rows for code in (*row.codes, *row.variants))


@cache
def _organ_codes() -> frozenset[str]:
    return frozenset(code for row in tables.organisations() for code in (row.code, *row.aliases))


@cache
def _type_names() -> tuple[str, ...]:
    names = {name for row in tables.doc_types() for name in (row.name, *row.titles)}
    return tuple(sorted(names, key=len, reverse=True))


def begins_with_type(text: str) -> str | None:
    """The longest name of a type that `text` begins with; in small letters only before "số"."""
    lower = text.lower()
    for name in _type_names():
        rest = lower.removeprefix(name)
        if rest != lower and not rest[:1].isalnum() and (text[0].isupper() or rest.startswith(" số ")):
            return name
    return None


def carries_type(row: DocType, text: str) -> bool:
    """Whether a code of `row` stands in the type slot of a number in `text`, or `text` names the type."""
    number, named = NUMBER.search(text), begins_with_type(text)
    if number and named is None:
        kind, _ = split_symbol(number)
        codes = (*row.codes, *row.variants)
        return regime_of(number) in row.regimes and any(begins(kind, code) for code in codes)
    if named not in (row.name, *row.titles):
        return False
    return not number or regime_of(number) in row.regimes


def names_body(row: Organisation, text: str) -> bool:
    """Whether a code of `row` stands in the body slot of the number in `text`."""
    number = NUMBER.search(text)
    if number is None:
        return False
    kind, bodies = split_symbol(number)
    # A letter, or a number without type: what follows the body is its drafting unit.
    places = range(len(bodies)) if kind else (0,)
    return any(begins(bodies[at:], code) for code in (row.code, *row.aliases) for at in places)


# ---------------------------------------------------------------- letterheads and signatures


def heads(row: Body, text: str) -> bool:
    """Whether a letterhead in CAPITALS, its tones set either way, begins with the body's name."""
    return text.isupper() and starts_name(text, (row.name,))


def signs(form: SigningForm, line: str) -> bool:
    """Whether `line` is one of the form's printings and then a body or a post."""
    for printed in (*form.printed, *form.damaged):
        if line.lower().startswith(printed.lower()):
            rest = line[len(printed) :].lstrip(" .:,")
            joined = line[len(printed) :][:1].isalpha() and printed[-1:].isalpha()
            names = (*tables.signing().positions, *(row.name for row in tables.bodies()), "UBND", "Ban")
            if not joined and starts_name(rest, names):
                return True
    return False


def has_purpose(row: Purpose, item: str) -> bool:
    """Whether the bracket of a recipient holds a printing of the purpose."""
    bracket = _BRACKET.search(item)
    return bracket is not None and bracket[1].strip().lower() in row.printed


# ---------------------------------------------------------------- what looks alike


def look(text: str, slot: str) -> str:
    """`text` with the letters of a slot that OCR confuses made equal."""
    groups = [row.members for row in tables.confusions().letters if row.slot == slot]
    return text.translate({ord(letter): group[0] for group in groups for letter in group})


def confuses(row: Letters, text: str) -> bool:
    """Whether the two sides of `seen = meant` differ, and are equal through the groups of the slot."""
    seen, _, meant = text.partition(" = ")
    return seen != meant and look(seen, row.slot) == look(meant, row.slot)


def stands_for(row: Abbreviation, text: str) -> bool:
    """Whether `printed = meant` is one name, the short form in the one where a long one is in the other."""
    printed, _, meant = text.partition(" = ")
    short = rf"(?<!\w){re.escape(plain(row.short))}(?!\w)"
    written_out = {re.sub(short, plain(long), plain(printed)) for long in row.long}
    return plain(printed) != plain(meant) and plain(meant) in written_out


def touches(row: Lookalike, text: str) -> bool:
    return re.search(row.pattern, text) is not None


# ---------------------------------------------------------------- relations


def cues_in(row: Relation, text: str) -> bool:
    """Whether a cue of `row` stands where it must: before the number, after it, or first in the title."""
    number = _CITED.search(text)
    before, after = (text[: number.start()], text[number.end() :]) if number else (text, "")
    if row.position == "title":
        return starts_name(text, row.cues)
    place = (before if row.position == "before" else after).lower()
    return any(re.search(rf"(?<!\w){re.escape(cue.lower())}(?!\w)", place) for cue in row.cues)


def relates(row: Relation, text: str) -> bool:
    """Whether the strongest cue in `text` is one of this relation; `cites` is what has no cue."""
    rows = [other for other in tables.relations() if other.position == row.position and cues_in(other, text)]
    return row.name == (max(rows, key=lambda other: other.priority).name if rows else "cites")


_KNOWS: Mapping[type[Any], Callable[[Any, str], bool]] = {
    DocType: carries_type,
    Organisation: names_body,
    Body: heads,
    Abbreviation: stands_for,
    SigningForm: signs,
    Purpose: has_purpose,
    Letters: confuses,
    Lookalike: touches,
    Relation: relates,
}
