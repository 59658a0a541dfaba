"""What was found in a document → its record: decided, resolved, with evidence and warnings."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from vbparse import __version__, issuers, messages, resolve
from vbparse.bind import Own, bind
from vbparse.citations import Cited, mentions
from vbparse.laws import unnumbered
from vbparse.layout import Kind
from vbparse.record import Citation, CopyOf, Evidence, Record, SourceRef, Warn
from vbparse.relations import relation_at
from vbparse.running import running
from vbparse.tables import fingerprint
from vbparse.text import Found, Part, Piece, Source, Text
from vbparse.zones import Zones

Findings = Mapping[str, tuple[Found[Any], ...]]


def assemble(source: Source, zone: Zones, ordinal: int, parts: int, found: Findings) -> Record:
    """The record of one document, the `ordinal`th of `parts` in its file."""
    single = decided(zone, found)
    fields = _fields(zone, found, single)
    start, end = _span(zone.part, source, ordinal, parts)
    return Record(
        id=record_id(source.text[start:end]),
        source=SourceRef(
            path=source.path,
            sha256=source.sha256,
            encoding=source.encoding,
            part=ordinal,
            parts=parts,
            span=(start, end),
            rules=rules(),
        ),
        evidence=dict(_evidence(zone.part.text, single, found)),
        warnings=tuple(_warnings(fields, single)),
        **fields,
    )


_NAMES_A_LAW = re.compile(r"(?:bo )?luat|phap lenh|nghi quyet")
"""A line of running text may begin so: `… theo` ⏎ `Luật số 64/2020/QH14`."""


@cache
def rules() -> str:
    """Version of the program and hash of its tables, `0.1.0+5f1c`."""
    return f"{__version__}+{fingerprint()}"


def record_id(text: str) -> str:
    """12 base32 characters of the SHA-256 of a document's NFC text, line ends and blanks at them even."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    even = "\n".join(map(str.rstrip, lines)).strip("\n")
    digest = hashlib.sha256(even.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:10])[:12].decode().lower()


def _first(found: Findings, name: str) -> Found[Any] | None:
    return next(iter(found[name]), None)


def _value(found: Found[Any] | None) -> Any:
    return found.value if found is not None else None


def decided(zone: Zones, found: Findings) -> dict[str, Found[Any] | None]:
    """One choice for each field with one value, resolved against the others."""
    own, when, where = _first(found, "number"), _first(found, "date"), _first(found, "place")
    issued = _value(when)
    if where is not None:
        where = where._replace(value=resolve.place_name(where.value, issued))
    party = zone.first(Kind.PARTY_MOTTO) is not None or (own is not None and own.value.party)
    typed = resolve.doc_type(_first(found, "doc_type"), own, party)
    copy = typed is not None and typed.rule == "type.copy"
    own = resolve.number(own, _value(typed))
    body = issuers.issuer(_first(found, "issuer"), own, _value(where), issued, zone.part)
    if where is not None and body is not None:
        where = where._replace(value=resolve.place_of(where.value, body.value))
    return {
        "number": own,
        "doc_type": typed,
        "issuer": body,
        "place": where,
        "date": when,
        "subject": None if copy else _first(found, "subject"),
        "security": _first(found, "security"),
        "urgency": _first(found, "urgency"),
    }


def _fields(zone: Zones, found: Findings, single: dict[str, Found[Any] | None]) -> dict[str, Any]:
    """The values of the record, the document's own number spelt out of what was found."""
    own, typed, issuer = single["number"], single["doc_type"], _value(single["issuer"])
    addressees = tuple(f.value for f in found["addressees"])
    signers = tuple(f.value for f in found["signers"])
    capitals = "\n".join(c.value for c in zone.head[:40] if c.is_caps)
    return {
        **{name: _value(chosen) for name, chosen in single.items()},
        "number": own.value.value if own is not None else None,
        "symbol": own.value.symbol if own is not None else None,
        "regime": resolve.regime(
            _value(own),
            zone.first(Kind.PARTY_MOTTO) is not None,
            zone.first(Kind.MOTTO) is not None,
            issuer,
        ),
        "acting_body": resolve.acting_body(issuer, signers, capitals),
        "addressees": addressees,
        "recipients": tuple(resolve.stands_for(f.value, addressees) for f in found["recipients"]),
        "signers": signers,
        "stamps": tuple(f.value for f in found["stamps"]),
        "citations": _citations(zone, own, _value(single["date"]), found["stamps"]),
        "copy_of": CopyOf() if typed is not None and typed.rule == "type.copy" else None,
    }


def _span(part: Part, source: Source, ordinal: int, parts: int) -> tuple[int, int]:
    """The part's raw span; the first begins with the file and the last ends with it."""
    start = 0 if ordinal == 1 else part.text.origin[part.start]
    end = len(source.text) if ordinal == parts else part.text.origin[part.end]
    return start, end


def _citations(
    zone: Zones, own: Found[Any] | None, date: str | None, stamped: tuple[Found[Any], ...]
) -> tuple[Citation, ...]:
    """Other documents named outside the document's own number, stamps and distribution list."""
    prose = running(zone.part)
    text, start, end = prose.text, prose.at(zone.part.start), prose.at(zone.part.end)
    blind = tuple(prose.piece(piece) for piece in (
        *(piece for found in (own, *stamped) if found for piece in found.pieces),
        *(c.piece for c in zone.cells[zone.foot : zone.appendix]),
        *(c.piece for c in zone.head if c.kind == Kind.NUMBER and not _NAMES_A_LAW.match(c.plain)),
    ))
    numbered = mentions(text, start, end, blind)
    named = unnumbered(text, start, end, (*blind, *(c.piece for c in numbered)))
    ordered = sorted((*numbered, *named), key=lambda c: c.piece)
    itself = Own(own.value.value, own.value.symbol, date) if own is not None else Own(None, None, date)
    return bind(text, _related(text, start, end, ordered), itself)


def _related(text: Text, start: int, end: int, ordered: list[Cited]) -> list[Cited]:
    """The mentions of a text in order, each with its relation."""
    out: list[Cited] = []
    for n, cited in enumerate(ordered):
        floor = out[-1].piece.end if out else start
        ceiling = ordered[n + 1].piece.start if n + 1 < len(ordered) else end
        last = out[-1].relation if out else None
        relation = relation_at(text, cited.piece.start, cited.piece.end, floor, ceiling, last)
        out.append(cited._replace(relation=relation))
    return out


_LISTS = ("addressees", "recipients", "signers", "stamps")


def _evidence(
    text: Text, single: dict[str, Found[Any] | None], found: Findings
) -> Iterator[tuple[str, Evidence]]:
    """Where each value stands, under its JSON pointer."""
    for name, chosen in single.items():
        if chosen is not None:
            yield f"/{name}", _evident(text, chosen)
    for name in _LISTS:
        for n, item in enumerate(found[name]):
            yield f"/{name}/{n}", _evident(text, item)


def _evident(text: Text, found: Found[Any]) -> Evidence:
    spans = spans_of(text, found.pieces)
    return Evidence(
        text="\n".join(text.raw_text[start:end] for start, end in spans),
        spans=spans,
        rule=found.rule,
        confidence=found.confidence,
        inferred=found.inferred,
    )


def spans_of(text: Text, pieces: tuple[Piece, ...]) -> tuple[tuple[int, int], ...]:
    """The raw spans of pieces of a text, without those that are only blank."""
    raw = (text.raw(piece.start, piece.end) for piece in pieces)
    return tuple((span.start, span.end) for span in raw if span.start < span.end)


def _warnings(fields: dict[str, Any], single: dict[str, Found[Any] | None]) -> Iterator[Warn]:
    """What a person should look at; codes as the README lists them."""
    if fields["security"]:
        yield Warn(code="security-mark", message=messages.MARKED.format(mark=fields["security"].upper()))
    if fields["number"] is None and fields["symbol"]:
        unread = messages.SERIAL_UNREADABLE.format(symbol=fields["symbol"])
        yield Warn(code="number-unreadable", message=unread)
    elif fields["number"] is None:
        yield Warn(code="number-missing", message=messages.NUMBER_MISSING)
    if fields["date"] is None:
        yield Warn(code="date-missing", message=messages.DATE_MISSING)
    elif len(fields["date"]) < len("2019-06-21"):
        yield Warn(code="date-partial", message=messages.DATE_PARTIAL.format(date=fields["date"]))
    for name, word in (("doc_type", "type"), ("issuer", "issuer")):
        chosen, code = single[name], name.replace("_", "-")
        if chosen is None:
            yield Warn(code=f"{code}-missing", message=messages.FIELD_MISSING.format(field=word))
        elif chosen.inferred:
            inferred = messages.FIELD_INFERRED.format(field=word, rule=chosen.rule)
            yield Warn(code=f"{code}-inferred", message=inferred)
    if not fields["signers"]:
        yield Warn(code="signer-missing", message=messages.SIGNER_MISSING)
