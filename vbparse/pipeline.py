"""The stages from a file to its records. Begin reading here.

    Source ─normalize→ Text ─cells→ Cell… ─split→ Part… ─zones→ Zones
           ─fields→ Found… ─mentions→ Cited… ─resolve, bind→ Record

Each stage is a plain function of one value: a bug is in the first stage whose output is wrong.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import regex

from vbparse import __version__
from vbparse.bind import bind
from vbparse.citations import Cited, mentions
from vbparse.fields.addressees import addressees
from vbparse.fields.issued import date, place
from vbparse.fields.issuer import issuer
from vbparse.fields.marks import security, urgency
from vbparse.fields.number import number
from vbparse.fields.recipients import recipients
from vbparse.fields.signer import signer
from vbparse.fields.stamps import stamps
from vbparse.fields.subject import subject
from vbparse.fields.type import doc_type
from vbparse.laws import unnumbered
from vbparse.layout import Kind, cells
from vbparse.normalize import normalize
from vbparse.readers import read
from vbparse.record import CopyOf, Evidence, Record, SourceRef, Warn
from vbparse.relations import relation_at
from vbparse.split import split
from vbparse.tables import fingerprint
from vbparse.text import Found, Part, Piece, Source, Text
from vbparse.tokenizer import number_key
from vbparse.zones import Zones, zones
from vbparse import resolve

T = TypeVar("T")


def parse(path: str | Path) -> tuple[Record, ...]:
    """The records of a file, one a document, in the order they stand in it.

    Raises UnreadableSource where the file is no text that vbparse can read.
    """
    return parse_source(read(Path(path), str(path)))


def parse_source(source: Source) -> tuple[Record, ...]:
    """The records of a text already read."""
    text = normalize(source.text)
    parts = split(text, cells(text))
    records = [_record(source, part, n + 1, len(parts)) for n, part in enumerate(parts)]
    return tuple(_copies(records))


@cache
def rules() -> str:
    """Version of the program and hash of its tables, `0.1.0+5f1c`."""
    return f"{__version__}+{fingerprint()}"


def record_id(text: str) -> str:
    """12 base32 characters of the SHA-256 of a document's NFC text, line ends and blanks at them even."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain = "\n".join(line.rstrip() for line in lines).strip("\n")
    return base64.b32encode(hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest())[:12].decode().lower()


def _record(source: Source, part: Part, ordinal: int, parts: int) -> Record:
    text, zone = part.text, zones(part)
    own = next(number(zone), None)
    when, where = next(date(zone), None), next(place(zone), None)
    issued = when.value if when else None
    located = replace(where, value=resolve.place_name(where.value, issued)) if where else None
    mottos = {c.kind for c in zone.head}
    party = Kind.PARTY_MOTTO in mottos or (own is not None and own.value.party)
    typed = resolve.doc_type(next(doc_type(zone), None), own, party)
    copy = typed is not None and typed.rule == "type.copy"
    body = resolve.issuer(next(issuer(zone), None), own, located.value if located else None, issued, part)
    about = None if copy else next(subject(zone), None)
    stamped, to, given, signed = list(stamps(zone)), list(addressees(zone)), list(recipients(zone)), list(signer(zone))
    names = tuple(f.value for f in to)
    own_number = own.value.value if own else None
    regime = resolve.regime(own.value if own else None, Kind.PARTY_MOTTO in mottos, Kind.MOTTO in mottos, body.value if body else None)
    secret, urgent = next(security(zone), None), next(urgency(zone), None)
    head = "\n".join(c.value for c in zone.head[:40] if c.is_caps)
    fields: dict[str, Any] = {
        "number": own_number, "symbol": own.value.symbol if own else None,
        "doc_type": _value(typed), "issuer": _value(body), "place": _value(located), "date": issued,
        "acting_body": resolve.acting_body(_value(body), tuple(f.value for f in signed), head),
        "subject": _value(about), "security": _value(secret), "urgency": _value(urgent), "regime": regime,
        "addressees": names, "recipients": tuple(resolve.stands_for(f.value, names) for f in given),
        "signers": tuple(f.value for f in signed), "stamps": tuple(f.value for f in stamped),
        "citations": bind(text, _cited(zone, own, stamped), number_key(own_number) if own_number else None, own.value.symbol if own else None),
        "copy_of": CopyOf() if copy else None,
    }
    singles = {"number": own, "doc_type": typed, "issuer": body, "place": located, "date": when, "subject": about,
               "security": secret, "urgency": urgent}
    lists = {"addressees": to, "recipients": given, "signers": signed, "stamps": stamped}
    span = _span(text, part, source, ordinal, parts)
    return Record(
        id=record_id(source.text[span[0] : span[1]]),
        source=SourceRef(path=source.path, sha256=source.sha256, encoding=source.encoding, part=ordinal, parts=parts, span=span, rules=rules()),
        evidence=dict(_evidence(text, singles, lists)), warnings=tuple(_warnings(fields, singles)), **fields,
    )


def _value(found: Found[T] | None) -> T | None:
    return found.value if found is not None else None


def _span(text: Text, part: Part, source: Source, ordinal: int, parts: int) -> tuple[int, int]:
    """The part's raw span; the first begins with the file and the last ends with it."""
    start = 0 if ordinal == 1 else text.origin[part.start]
    end = len(source.text) if ordinal == parts else text.origin[part.end]
    return start, end


def _cited(zone: Zones, own: Found[Any] | None, stamped: list[Found[Any]]) -> list[Cited]:
    """Mentions of other documents, outside the document's own number, stamps and distribution list."""
    text, part = zone.part.text, zone.part
    foot = [c.piece for c in zone.cells[zone.foot : zone.appendix]]
    foot += [c.piece for c in zone.head if c.kind == Kind.NUMBER]
    blind = (*(p for found in (own, *stamped) if found for p in found.pieces), *foot)
    numbered = mentions(text, part.start, part.end, blind)
    named = unnumbered(text, part.start, part.end, (*blind, *(c.piece for c in numbered)))
    out: list[Cited] = []
    floor = part.start
    ordered = sorted((*numbered, *named), key=lambda c: c.piece)
    for n, cited in enumerate(ordered):
        ceiling = ordered[n + 1].piece.start if n + 1 < len(ordered) else part.end
        last = out[-1].relation if out else None
        relation = relation_at(text, cited.piece.start, cited.piece.end, floor, ceiling, last)
        out.append(replace(cited, relation=relation))
        floor = cited.piece.end
    return out


def _evidence(
    text: Text, singles: dict[str, Found[Any] | None], lists: dict[str, list[Found[Any]]]
) -> Iterator[tuple[str, Evidence]]:
    for name, found in singles.items():
        if found is not None and (found.value is not None):
            yield f"/{name}", _evident(text, found)
    for name, items in lists.items():
        for n, found in enumerate(items):
            yield f"/{name}/{n}", _evident(text, found)


def _evident(text: Text, found: Found[Any]) -> Evidence:
    spans = [text.raw(p.start, p.end) for p in found.pieces if isinstance(p, Piece)]
    kept = tuple((s.start, s.end) for s in spans if s.start < s.end)
    return Evidence(
        text="\n".join(text.raw_text[a:b] for a, b in kept), spans=kept, rule=found.rule,
        confidence=found.confidence, inferred=found.inferred,
    )


def _warnings(fields: dict[str, Any], singles: dict[str, Found[Any] | None]) -> Iterator[Warn]:
    """What a person should look at; codes as the README lists them."""
    if fields["security"]:
        yield Warn(code="security-mark", message=f"The document is marked {fields['security'].upper()}.")
    if fields["number"] is None:
        if fields["symbol"]:
            yield Warn(code="number-unreadable", message=f"The serial before {fields['symbol']} is blank or cannot be read.")
        else:
            yield Warn(code="number-missing", message="No number of the document's own was found.")
    if fields["date"] is None:
        yield Warn(code="date-missing", message="No date line was found.")
    elif len(fields["date"]) < 10:
        yield Warn(code="date-partial", message=f"The date is known only as {fields['date']}.")
    for name in ("doc_type", "issuer"):
        found = singles[name]
        if found is None:
            yield Warn(code=f"{name.replace('_', '-')}-missing", message=f"The {name.replace('_', ' ')} was not found.")
        elif found.inferred:
            yield Warn(code=f"{name.replace('_', '-')}-inferred", message=f"The {name.replace('_', ' ')} is inferred by {found.rule}.")
    if not fields["signers"]:
        yield Warn(code="signer-missing", message="No signer's name was found.")


def _copies(records: list[Record]) -> Iterator[Record]:
    """Records of one file, a copy note tied to the document before it."""
    for n, record in enumerate(records):
        if record.copy_of is not None and n:
            original = records[n - 1]
            record = record.model_copy(update={"copy_of": CopyOf(number=original.number, id=original.id)})
        yield record
