"""Mentions → citations: one entry a document cited, with all its mentions and what they told.

An alias ("sau đây gọi tắt là Chỉ thị 32") binds by the type and number inside it; a document's own
number is no citation. Numbers begin anew, and every office has its own: one number with two days is
two documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from vbparse.anchors import matches
from vbparse.citations import Cited
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.prose import squeeze
from vbparse.record import Citation, Mention, Relation
from vbparse.surroundings import codes_of
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
_ALIAS = regex_pattern(
    r"(?:gọi\s+(?:tắt|chung)(?:\s+là)?|gọi\s+là|viết\s+tắt\s+là)\s*:?\s*[\"“*']?(?P<alias>[^)\"”*;]{3,90})"
)


_SERIAL = regex_pattern(r"\d{1,4}")
_ENCLOSED = regex_pattern(r"(?P<appendix>\(\s*(?:ban hanh\s+)?)?\bkem theo\s*$")
_FROM_NUMBER = regex_pattern(r"(?<!\s)\s*+\bso\b.*$")
_FROM_YEAR = regex_pattern(r"(?<!\s)\s*+(?:,?\s*+nam)?\s*+(?:(?:19|20)\d\d|ngay\b.*)$")


@dataclass
class _Entry:
    """A citation while its mentions are gathered."""

    first: Cited
    mentions: list[Cited] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    dates: set[str] = field(default_factory=set)

    def add(self, cited: Cited) -> None:
        self.mentions.append(cited)
        if cited.date:
            self.dates.add(cited.date)

    def is_apart(self, cited: Cited) -> bool:
        """Whether a mention of its number is of another document."""
        return any(_is_apart(cited, date) for date in self.dates)


class Own(NamedTuple):
    """What a document says of itself: its number, what of it stands behind the serial, its day."""

    number: str | None
    symbol: str | None
    date: str | None


def bind(text: Text, found: Iterable[Cited], own: Own) -> tuple[Citation, ...]:
    """The citations of a document in the order of their first mention."""
    entries: list[_Entry] = []
    alike: dict[str, list[_Entry]] = defaultdict(list)
    numbered_laws: set[str] = set()
    ordered = sorted(found, key=lambda c: c.piece)
    printed = {(c.number, c.date, c.issuer): c for c in reversed(ordered) if c.number}
    of_day = defaultdict[str | None, list[Cited]](list)
    for cited in printed.values():
        of_day[cited.date].append(cited)
    dated = _dated_laws(ordered)
    for cited in ordered:
        if cited.number and "QH" in cited.number and _DAMAGED_LAW.match(cited.number):
            cited = _settled(cited, printed.values())
        elif cited.number and cited.date:
            cited = _settled(cited, of_day[cited.date])
        if _is_own(text, cited, own):
            continue
        same = alike[_key(cited, dated)]
        entry = next((entry for entry in reversed(same) if not entry.is_apart(cited)), None)
        if entry is None:
            entry = _Entry(cited)
            entries.append(entry)
            same.append(entry)
        entry.add(cited)
        if cited.number and cited.doc_type in ("luật", "bộ luật", "pháp lệnh"):
            numbered_laws.add(_law_name(text, cited))
    kept = [e for e in entries if e.first.number or _law_title(e.first.title) not in numbered_laws]
    _alias(text, kept)
    return tuple(_citation(text, entry) for entry in kept)


def _settled(cited: Cited, others: Iterable[Cited]) -> Cited:
    """A number that OCR spoiled, as others of the same text print it right.

    So `52017/NĐ-CP ngày 03/4/2017` beside `50/2017/NĐ-CP ngày 03/4/2017`; `12/2008/QHII`, `38/QH13`
    beside the law's whole number; `41/2015/TT-BTG … của Bộ Tài chính` beside `41/2015/TT-BTC`.
    """
    for sound in others:
        if sound.number and sound.number != cited.number and _is_spoiled(cited, sound):
            return cited._replace(number=sound.number, serial=sound.serial)
    return cited


_LAW = regex_pattern(r"(?P<serial>\d+)/(?P<year>\d{4})/(?P<term>QH\d+)")
_DAMAGED_LAW = regex_pattern(r"(?P<serial>\d+)/(?P<year>\d{4})/QH(?!\d+$)|(?P<serial>\d+)/(?P<term>QH\d+)")
_HAS_YEAR = regex_pattern(r"/\d{4}/")


def _is_spoiled(cited: Cited, sound: Cited) -> bool:
    """Whether a number is another's, spoiled: the rest of it, and what stands around it, are the same."""
    number, other = cited.number or "", sound.number or ""
    law, damaged = _LAW.fullmatch(other), _DAMAGED_LAW.match(number)
    if law and damaged and not _LAW.fullmatch(number):
        told = {name: value for name, value in damaged.groupdict().items() if value}
        return all(law[name] == value for name, value in told.items())
    if cited.date is None or cited.date != sound.date:
        return False
    if cited.code in _YEARLY and not _HAS_YEAR.search(number) and _HAS_YEAR.search(other):
        return number.rpartition("/")[2] == other.rpartition("/")[2]
    same = "/" in number and number.rpartition("-")[0] == other.rpartition("-")[0]
    return same and _is_sound(sound) and not _is_sound(cited)


def _dated_laws(others: Iterable[Cited]) -> dict[str, str]:
    """The first key with a date or year that a text gives to each law that it names."""
    found: dict[str, str] = {}
    for other in others:
        bare = _law_title(other.title) if not other.number else None
        if bare is not None and other.key != bare:
            found.setdefault(bare, other.key)
    return found


def _key(cited: Cited, dated: dict[str, str]) -> str:
    """What mentions of one document share; a law's bare name is the one the text names with its date."""
    return cited.key if cited.number else dated.get(cited.key, cited.key)


def _is_sound(cited: Cited) -> bool:
    """Whether the organ in a number is the body that the mention names: `TT-BTC … của Bộ Tài chính`."""
    code = (cited.number or "").rpartition("-")[2]
    return cited.issuer is not None and code in codes_of(cited.issuer)


def _is_own(text: Text, cited: Cited, own: Own) -> bool:
    """Whether a mention names the document itself; its number with another day is another document's.

    "(Kèm theo Công văn số …)" on an appendix is its own whatever the day, and tells it where its serial
    is lost.
    """
    if cited.number is None:
        return False
    if own.number is not None:
        return cited.key == number_key(own.number) and (
            not _is_apart(cited, own.date) or _is_enclosed(text, cited, "appendix")
        )
    same = own.symbol is not None and cited.key.endswith(number_key(own.symbol))
    return same and _is_enclosed(text, cited, 0)


def _is_enclosed(text: Text, cited: Cited, group: str | int) -> bool:
    """Whether a mention names what this document is enclosed with; an appendix says so in brackets."""
    words = _ENCLOSED.search(text.plain, max(0, cited.piece.start - 24), cited.piece.start)
    return words is not None and words[group] is not None


def _is_apart(cited: Cited, date: str | None) -> bool:
    """Whether the day of a mention is another document's: of another year, or in another month another day.

    Numbers begin anew, where they bear no year; a day that only was misread differs in one place.
    """
    if not cited.date or not date or _HAS_YEAR.search(cited.number or ""):
        return False
    slots = list(zip(cited.date.split("-"), date.split("-"), strict=False))
    differ = sum(one != other for one, other in slots)
    return differ > 1 or (differ == 1 and len(slots) < 3)


def _law_name(text: Text, cited: Cited) -> str:
    """`thuy san` of `Luật Thủy sản số 18/2017/QH14`."""
    printed = " ".join(plain(text.value[cited.piece.start : cited.piece.end]).split())
    return _FROM_NUMBER.sub("", printed).strip()


def _law_title(title: str | None) -> str:
    """A law's name without its year or date, plain: `dat dai` of "Luật Đất đai năm 2013"."""
    return _FROM_YEAR.sub("", " ".join(plain(title or "").split())).strip()


def _alias(text: Text, entries: list[_Entry]) -> None:
    """Give each entry the aliases that the text declares for it."""
    for match in matches(_ALIAS, ("gọi", "viết"), text.value, 0, len(text.value)):
        alias = squeeze(match["alias"]).strip(" .,")
        low = plain(alias)
        named = (e for e in reversed(entries) if e.mentions and e.mentions[0].piece.start <= match.start())
        entry = next((e for e in named if _is_alias_of(low, e.first)), None)
        if entry is not None and alias not in entry.aliases:
            entry.aliases.append(alias)


def _is_alias_of(alias: str, cited: Cited) -> bool:
    """Whether an alias holds the type and the serial of a document: `chi thi 32` of 32-CT/TW."""
    serial, kind = _SERIAL.search(alias), plain(cited.doc_type or "")
    if serial is None or cited.serial is None or not kind:
        return False
    same_type = alias.startswith(kind) or kind.startswith(alias.split(" ")[0])
    return same_type and serial.group().lstrip("0") == cited.serial.lstrip("0")


def _citation(text: Text, entry: _Entry) -> Citation:
    told = entry.mentions
    relation: Relation = min((c.relation for c in told), key=_PRIORITY.index)  # type: ignore[misc]
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
