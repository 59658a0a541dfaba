"""A library: files with their texts, and for each document in them what is true of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.truth.citing import Citing
from tests.truth.extras import copy_note
from tests.truth.library.filling import paragraphs
from tests.truth.library.issuing import Issued, world
from tests.truth.library.quoting import Entry, Neighbours, Quoting
from tests.truth.library.writing import look, paper
from tests.truth.marks import Ink, bare
from tests.truth.noise import damage
from tests.truth.pages import gold, whole

Json = dict[str, Any]

_TWICE, _COPIED = 0.03, 0.03
"""Shares of documents that lie in the library in two scans, and of those under which a copy is certified."""

_SCANNED = 0.01
"""How much a second scan is damaged: as the better machines do it."""


@dataclass(frozen=True)
class File:
    """A file of the library with the truth of its documents, in the order of the text."""

    path: str
    text: str
    documents: tuple[Json, ...]


@dataclass(frozen=True)
class Shelved:
    """Where a document lies: its first file, and the second scan's if there is one."""

    path: str
    scan: str | None


def library(count: int, seed: int, rate: float = 0.0, size: tuple[int, int] | None = None) -> Iterator[File]:
    """`count` files, the same on any machine; a rate of noise damages all their texts.

    They are of a page or less; `size`: of so many bytes, at least and at most, and a head and a foot.

    Each file holds one document, or one and the note that certifies its copy. Three of four documents
    that are cited lie in the library.
    """
    rng = Random(f"library {seed}")
    scans = round(count * _TWICE)
    made = world(rng, count - scans, max(4, min(40, count // 100)))
    held = [one for one in made.issued if one.held]
    rng.shuffle(held)
    names = [f"{n // 500:02d}/{n:05d}.txt" for n in range(count)]
    twice = set(rng.sample(range(len(held)), scans))
    spare = iter(names[len(held) :])
    shelf = {
        one: Shelved(name, next(spare) if n in twice else None)
        for n, (one, name) in enumerate(zip(held, names, strict=False))
    }
    neighbours = Neighbours(made)
    for one, place in shelf.items():
        own = Random(f"library {seed} {place.path}")
        ink = Ink()
        citing = Citing(own, ink, one.date, one.office.body.party, one.typed.name.capitalize())
        quote = Quoting(own, citing, made, neighbours, one)
        yield from _files(own, ink, quote, place, shelf, rate, size)


def _files(
    rng: Random, ink: Ink, quote: Quoting, place: Shelved, shelf: dict[Issued, Shelved], rate: float,
    size: tuple[int, int] | None,
) -> Iterator[File]:
    """The file of a document, and that of its second scan."""
    written = paper(rng, quote)
    if size:
        written.paragraphs[-1:-1] = paragraphs(rng, quote, rng.randint(*size))
    style = look(rng, written)
    lines, constants = whole(rng, ink, written, style), [written.constants]
    if not style.flowing and not quote.by.law and rng.random() < _COPIED:
        more, constant = copy_note(rng, ink, written, style)
        lines, constants = [*lines, "", *more], [*constants, constant]
    text = "\n".join(lines).strip("\n") + "\n"
    citations = [_citation(entry, shelf) for entry in quote.entries]
    for path, wanted in ((place.path, rate), (place.scan, max(rate, _SCANNED))):
        if path:
            yield _file(path, place, _scan(text, wanted, rng, ink), ink, constants, citations)


def _scan(text: str, rate: float, rng: Random, ink: Ink) -> str:
    """The marked text as a machine read it; its own number and date are spared."""
    while rate:
        spoilt = damage(text, rate, rng, ink)
        said = gold(spoilt, ink, [{} for _ in range(ink.begun)])[0]
        if said["number"] and len(said["date"] or "") == len("2019-06-21"):
            return spoilt
    return text


def _file(
    path: str, place: Shelved, text: str, ink: Ink, constants: list[Json], citations: list[Json]
) -> File:
    said = gold(text, ink, constants)
    first = {
        **_told(said[0], path, 1),
        "citations": citations,
        "duplicate_of": place.path if path != place.path else None,
    }
    notes = [
        {**_told(note, path, n), "citations": [], "copy_of": path, "duplicate_of": None}
        for n, note in enumerate(said[1:], 2)
    ]
    return File(path, bare(text), (first, *notes))


def _told(said: Json, path: str, part: int) -> Json:
    """What the gold of a page says of a document, in the words of the record."""
    issuer = said["issuer"][0] if isinstance(said["issuer"], list) else said["issuer"]
    kept = {name: said[name] for name in ("number", "date", "place", "doc_type", "subject")}
    listed = {name: said[name] for name in ("recipients", "stamps")}
    return {"path": path, "part": part, **kept, "issuer": issuer, **listed}


def _citation(entry: Entry, shelf: dict[Issued, Shelved]) -> Json:
    """What a citation truly names: a file of the library, several of which one is meant, or one missing."""
    one = entry.of[0]
    held = [shelf[other].path for other in entry.held]
    several = len(entry.of) > 1
    return {
        "number": None if entry.by_name else one.number.value,
        "title": one.law if entry.by_name else None,
        "doc_type": one.typed.name,
        "told": {"date": entry.told.date, "issuer": entry.told.issuer},
        "target": held[0] if held and not several else None,
        "ambiguous": held if several else [],
        "missing": None if held else {"number": one.number.value, "date": one.date, "issuer": one.issuer},
    }
