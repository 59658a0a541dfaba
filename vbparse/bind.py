"""Mentions → citations: one entry a document cited, with all its mentions and what they told.

An alias ("sau đây gọi tắt là Chỉ thị 32") binds by the type and number inside it; a document's own
number is no citation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import regex

from vbparse.citations import Cited
from vbparse.normalize import plain
from vbparse.record import Citation, Mention, Relation
from vbparse.tables import organisations
from vbparse.text import Piece, Text
from vbparse.tokenizer import number_key

# The stronger says more of how the document rests on the cited one (domain of TVPL's and vbpl's maps).
_PRIORITY = (
    "repeals",
    "replaces",
    "amends",
    "suspends",
    "corrects",
    "consolidates",
    "encloses",
    "copies",
    "based_on",
    "replies_to",
    "at_request_of",
    "details",
    "guides",
    "implements",
    "promulgates",
    "reports_on",
    "cites",
)
_YEARLY = ("NĐ", "TT", "TTLT")  # types whose number always bears its year
_ALIAS = regex.compile(
    r"(?:(?:sau|dưới)\s+đây\s+)?(?:gọi\s+(?:tắt|chung)(?:\s+là)?|gọi\s+là|viết\s+tắt\s+là)\s*:?\s*[\"“*']?(?P<alias>[^)\"”*;]{3,90})"
)


@dataclass
class _Entry:
    """A citation while its mentions are gathered."""

    first: Cited
    mentions: list[Cited] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


def bind(
    text: Text, found: Iterable[Cited], own_key: str | None, own_symbol: str | None
) -> tuple[Citation, ...]:
    """The citations of a document in the order of their first mention."""
    entries: dict[str, _Entry] = {}
    numbered_laws: set[str] = set()
    ordered = sorted(found, key=lambda c: c.piece)
    for cited in ordered:
        if own_key is not None and cited.key == own_key:
            continue
        cited = _settled(cited, ordered)
        if own_key is None and cited.number and _is_own(text, cited, own_symbol):
            continue
        entries.setdefault(_key(cited, ordered), _Entry(cited)).mentions.append(cited)
        if cited.number and cited.doc_type in ("luật", "bộ luật", "pháp lệnh"):
            numbered_laws.add(_law_name(text, cited))
    kept = [e for e in entries.values() if e.first.number or _law_title(e.first.title) not in numbered_laws]
    _alias(text, kept)
    return tuple(_citation(text, entry) for entry in kept)


def _settled(cited: Cited, others: list[Cited]) -> Cited:
    """A number that OCR spoiled, as the same text prints it elsewhere: same date and organ, or same law.

    Seen: `72016/NĐ-CP ngày 01/7/2016` beside `71/2016/NĐ-CP ngày 01/7/2016`, `04/2007/QHII`.
    """
    if cited.number is None:
        return cited
    law = regex.match(r"(\d+/\d{4}/QH)(?!\d+$)", cited.number)
    bare = regex.match(r"(\d+)/(QH\d+)$", cited.number)
    stem = cited.number.rpartition("-")[0]
    for sound in others:
        other = sound.number
        if other is None or other == cited.number:
            continue
        spoiled = (
            cited.code in _YEARLY
            and not regex.search(r"/\d{4}/", cited.number)
            and regex.search(r"/\d{4}/", other)
        )
        same = (
            cited.date is not None
            and cited.date == sound.date
            and other.split("/")[-1] == cited.number.split("/")[-1]
        )
        lawful = regex.match(r"\d+/\d{4}/QH\d+$", other)
        if (
            (law and lawful and other.startswith(law[1]))
            or (bare and lawful and other.startswith(bare[1] + "/") and other.endswith("/" + bare[2]))
            or (spoiled and same)
            or (
                _is_sound(sound)
                and not _is_sound(cited)
                and other.rpartition("-")[0] == stem
                and "/" in stem
                and cited.date == sound.date
            )
        ):
            return replace(cited, number=other, serial=sound.serial)
    return cited


def _key(cited: Cited, others: list[Cited]) -> str:
    """What mentions of one document share; a law's bare name is the one the text names with its date."""
    if cited.number:
        return cited.key
    bare = _law_title(cited.title)
    dated = next((o for o in others if not o.number and o.key != bare and _law_title(o.title) == bare), None)
    return dated.key if dated and cited.key == bare else cited.key


def _is_sound(cited: Cited) -> bool:
    """Whether the organ in a number is the body that the mention names: `TT-BTC … của Bộ Tài chính`."""
    code = (cited.number or "").rpartition("-")[2]
    return any(row.code == code and cited.issuer == row.name for row in organisations())


def _is_own(text: Text, cited: Cited, own_symbol: str | None) -> bool:
    """Whether "(Kèm theo Công văn số …)" on an appendix names the document whose serial is lost."""
    if own_symbol is None or cited.number is None:
        return False
    before = text.plain[max(0, cited.piece.start - 24) : cited.piece.start]
    return (
        number_key(cited.number).endswith(number_key(own_symbol))
        and regex.search(r"kem theo\s*$", before) is not None
    )


def _law_name(text: Text, cited: Cited) -> str:
    """`thuy san` of `Luật Thủy sản số 18/2017/QH14`."""
    printed = " ".join(plain(text.value[cited.piece.start : cited.piece.end]).split())
    return regex.sub(r"\s*\bso\b.*$", "", printed).strip()


def _law_title(title: str | None) -> str:
    return regex.sub(
        r"\s*(?:,?\s*nam)?\s*(?:(?:19|20)\d\d|ngay\b.*)$", "", " ".join(plain(title or "").split())
    ).strip()


def _alias(text: Text, entries: list[_Entry]) -> None:
    """Give each entry the aliases that the text declares for it."""
    for match in _ALIAS.finditer(text.value):
        alias = " ".join(match["alias"].split()).strip(" .,")
        low = plain(alias)
        serial = regex.search(r"\d{1,4}", low)
        for entry in reversed(entries):
            cited = entry.first
            if (
                cited.serial is None
                or serial is None
                or not entry.mentions
                or entry.mentions[0].piece.start > match.start()
            ):
                continue
            kind = plain(cited.doc_type or "")
            if (
                serial.group().lstrip("0") == cited.serial.lstrip("0")
                and kind
                and (low.startswith(kind) or kind.startswith(low.split(" ")[0]))
            ):
                if alias not in entry.aliases:
                    entry.aliases.append(alias)
                break


def _citation(text: Text, entry: _Entry) -> Citation:
    told = entry.mentions
    relations = sorted((c.relation for c in told), key=_PRIORITY.index)
    relation: Relation = relations[0]  # type: ignore[assignment]
    types = [c.doc_type for c in told if c.doc_type]
    return Citation(
        number=entry.first.number,
        doc_type=max(types, key=lambda t: (types.count(t), -types.index(t))) if types else None,
        date=next((c.date for c in told if c.date), None),
        issuer=next((c.issuer for c in told if c.issuer), None),
        title=max((c.title for c in told if c.title), key=len, default=None),
        pinpoint=next((c.pinpoint for c in told if c.pinpoint), None),
        relation=relation,
        aliases=tuple(entry.aliases),
        mentions=tuple(_mention(text, c.piece) for c in told),
    )


def _mention(text: Text, piece: Piece) -> Mention:
    span = text.raw(piece.start, piece.end)
    return Mention(text=text.raw_text[span.start : span.end], spans=((span.start, span.end),))
