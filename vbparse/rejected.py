"""What was read on the page and not taken for a field of the record, and why not.

    5618           in an arrival stamp               never the document's own
    12/QĐ-UBND     of the appendix                   the number of a form
    công văn       the title decides                 what a letter's form would have said

Nothing is parsed anew: candidates are what the recognisers found, and what the same decision gives
where its first ground is taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex

from vbparse import messages
from vbparse.assemble import Findings, decided, spans_of
from vbparse.dates import iso_date
from vbparse.fields.issued import date
from vbparse.fields.number import OwnNumber, number
from vbparse.layout import Kind
from vbparse.text import Found, Piece
from vbparse.zones import Zones

_SIGNED_ON = regex.compile(r"(?<!\d)(\d\d)[./-](\d\d)[./-](\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value that `field` could have had; `spans` in code points of the raw text."""

    field: str
    value: str
    spans: tuple[tuple[int, int], ...]
    rule: str
    confidence: float
    reason: str


_Candidate = tuple[str, Found[Any], str]  # field, what was found, why it was not taken


def rejected(zone: Zones, found: Findings) -> tuple[Rejected, ...]:
    """The candidates of a document that lost; one that says the same as the winner has not."""
    chosen = {name: winner and _shown(winner.value) for name, winner in decided(zone, found).items()}
    lost: dict[tuple[str, str, tuple[Piece, ...]], Rejected] = {}
    for name, candidate, reason in _candidates(zone, found):
        value = _shown(candidate.value)
        if value and value != chosen[name]:
            spans = spans_of(zone.part.text, candidate.pieces)
            lost.setdefault((name, value, candidate.pieces), Rejected(
                name, value, spans, candidate.rule, candidate.confidence, reason
            ))
    return tuple(lost.values())


def _candidates(zone: Zones, found: Findings) -> Iterator[_Candidate]:
    yield from _outvoted(zone, found)
    yield from _concluded(zone, found)
    yield from _superior(zone, found)
    yield from _stamped(zone, found)
    yield from _elsewhere(zone)


def _outvoted(zone: Zones, found: Findings) -> Iterator[_Candidate]:
    """What a recogniser gave besides its first choice, or where another ground decided."""
    for name, winner in decided(zone, found).items():
        for candidate in found[name] if name != "issuer" else ():
            if winner is None or winner.rule == "type.copy":
                reason = messages.OF_THE_COPIED
            else:
                reason = messages.LATER if candidate.rule == winner.rule else _outvoted_by(winner)
            yield name, candidate, reason


def _concluded(zone: Zones, found: Findings) -> Iterator[_Candidate]:
    """What number, place and text would have said, had nothing been printed."""
    for name in ("doc_type", "issuer"):
        winner = decided(zone, found)[name]
        other = decided(zone, {**found, name: ()})[name]
        if winner is not None and other is not None:
            yield name, other, _outvoted_by(winner)


def _outvoted_by(winner: Found[Any]) -> str:
    return messages.OUTVOTED.format(ground=messages.GROUNDS.get(winner.rule, winner.rule))


def _superior(zone: Zones, found: Findings) -> Iterator[_Candidate]:
    """The bodies of a letterhead above the one that issues, unless they are part of its name."""
    issuer = decided(zone, found)["issuer"]
    for read in found["issuer"]:
        for name, pieces in zip(read.value.names[:-1], read.value.pieces, strict=False):
            if issuer is not None and name not in issuer.value:
                yield "issuer", read._replace(value=name, pieces=pieces), messages.SUPERIOR


def _stamped(zone: Zones, found: Findings) -> Iterator[_Candidate]:
    """The register's number and date, and the time of an electronic signature."""
    value = zone.part.text.value
    for stamp in found["stamps"]:
        lines = {piece: regex.sub(r"\D", "", value[piece.start : piece.end]) for piece in stamp.pieces}
        for name in ("number", "date"):
            printed = getattr(stamp.value, name)
            if printed:
                digits = printed if name == "number" else printed[:4]
                pieces = tuple(piece for piece, held in lines.items() if digits in held) or stamp.pieces
                yield name, stamp._replace(value=printed, pieces=pieces), messages.IN_STAMP
    for cell in zone.cells:
        for match in _SIGNED_ON.finditer(cell.value) if cell.kind == Kind.ESIGN else ():
            day = iso_date(int(match[1]), int(match[2]), int(match[3]))
            piece = Piece(cell.start + match.start(), cell.start + match.end())
            if day:
                yield "date", Found(day, (piece,), "esign", 0.9), messages.SIGNED_ON


def _elsewhere(zone: Zones) -> Iterator[_Candidate]:
    """Numbers and dates that stand as a letterhead's would, but below it: of a form, of an appendix."""
    for k, cell in enumerate(zone.cells):
        is_form = cell.kind == Kind.FORM
        if k < len(zone.head) and not is_form:
            continue
        line = cell._replace(kind=Kind.NUMBER) if is_form else cell
        alone = Zones(zone.part._replace(cells=(line,)), foot=1, appendix=1)
        reason = (
            messages.OF_A_FORM if is_form
            else messages.OF_THE_APPENDIX if k >= zone.appendix
            else messages.BELOW_THE_HEAD
        )
        for candidate in number(alone):
            yield "number", candidate, reason
        for issued in date(alone):
            yield "date", issued, reason


def _shown(value: Any) -> str:
    """A candidate as its field would say it; a number without serial by its symbol."""
    if isinstance(value, OwnNumber):
        return value.value or value.symbol
    return value if isinstance(value, str) else ""

