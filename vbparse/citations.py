"""Viện dẫn: the other documents that a text names, each with all its mentions.

    Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị     full form, Party
    Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 …     full form, State
    các Kết luận số 5-KL/TW và số 6-KL/TW, ngày …             a list shares type, date and body
    Chỉ thị 32                                                short; an alias or a full form binds it
    Luật Đất đai năm 2013                                     a law by its name, see `laws`

The number is the anchor; what stands around it tells the rest (`surroundings`). Forms, standards and
certificates are no documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import regex

from vbparse.alternatives import one_of
from vbparse.anchors import matches
from vbparse.dates import date_after
from vbparse.letters import ALIKE
from vbparse.lookalikes import is_lookalike
from vbparse.normalize import plain
from vbparse.surroundings import asked_by, date_before, issuer_after, mended_by, past_hour, pinpoint
from vbparse.tables import doc_types
from vbparse.text import Piece, Text
from vbparse.tokenizer import Number, at_digits, find_numbers, number_key, retype


class Cited(NamedTuple):
    """One mention of a document: what this place says of it.

    `piece` is the whole mention, from the type's name to the body that issued; `code` is the type's
    code in the number; a document without a number has a `title`.
    """

    piece: Piece
    number: str | None
    serial: str | None
    doc_type: str | None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    pinpoint: str | None = None
    relation: str = "cites"
    code: str | None = None

    @property
    def key(self) -> str:
        """What mentions of one document share."""
        return number_key(self.number) if self.number else plain(self.title or "")


_LIST = re.compile(r"[\s,;()]*+(?:(?:va|cac|hoac|cung)\s++|so\s*+)*+")
_LISTS_ON = re.compile(r"\bva\b|,")
_NUMBER_LABEL = re.compile(r"\bs[o06]\W{0,3}$")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_WINDOW = 170                                   # before a number: the longest law's name and "số"


def mentions(text: Text, start: int, end: int, blind: tuple[Piece, ...]) -> list[Cited]:
    """Every numbered mention of `text.value[start:end]` outside the `blind` pieces, in order."""
    found: list[Cited] = []
    for number in find_numbers(text, start, end):
        inside = any(p.start <= number.piece.start < p.end for p in blind)
        if not inside and not is_lookalike(text, number):
            cited = _cited(text, number, start, end, found[-1] if found else None)
            if cited is not None:
                found.append(cited)
    found.extend(_letters(text, start, end, found, blind))
    found.extend(_short(text, start, end, found, blind))
    found.sort(key=lambda c: c.piece)
    return _share(text, found)


def _cited(text: Text, number: Number, start: int, end: int, last: Cited | None) -> Cited | None:
    """The mention around a number, or None where the number is no document's."""
    begin = number.piece.start
    floor = max(start, last.piece.end if last else start)
    low = max(floor, begin - _WINDOW)
    window = text.plain[low:begin]
    word = _type_before(window, law="QH" in number.symbol)
    if word is None and not number.sure:
        word = _spoilt_type_words().search(window.translate(ALIKE), max(0, len(window) - 60))
    listed = last is not None and _LIST.fullmatch(text.plain, last.piece.end, begin) is not None
    if word is None and not listed and not number.sure:
        return None
    first = low + word.start("type") if word else _label_start(text, low, begin)
    doc_type = _doc_type(word, number, last if listed else None)
    told = past_hour(text, number.piece.end, end) if doc_type == "công điện" else number.piece.end
    date = date_after(text, told, end)
    stop = date.piece.end if date else number.piece.end
    issuer = issuer_after(text, stop, end)
    if issuer is not None:
        stop = issuer[1]
    body = issuer[0] if issuer else asked_by(text, floor, first) if word else None
    return Cited(
        piece=Piece(first, stop),
        number=retype(mended_by(number, body), number.codes, doc_type),
        serial=number.serial,
        doc_type=doc_type,
        date=date.iso if date else date_before(text, floor, first) if word else None,
        issuer=body,
        pinpoint=pinpoint(text, first, floor),
        code=number.type_code,
    )


def _label_start(text: Text, low: int, begin: int) -> int:
    """Where "số" before a number begins, else the number itself."""
    label = _NUMBER_LABEL.search(text.plain, low, begin)
    return label.start() if label else begin


# ---------------------------------------------------------------- types


@cache
def _names() -> dict[str, str]:
    """Each type's name and titles under their words without marks."""
    return {" ".join(plain(name).split()): name for row in doc_types() for name in (row.name, *row.titles)}


@cache
def _spoilt_names() -> dict[str, str]:
    """The names of two words and more by what a scan may make of their letters."""
    return {name.translate(ALIKE): whole for name, whole in _names().items() if " " in name}


@cache
def _type_words() -> re.Pattern[str]:
    """A type's name, then perhaps "số", at the end of a window of plain text."""
    return _type_at_end((*_names(), "van ban"))


@cache
def _spoilt_type_words() -> re.Pattern[str]:
    """The same in a window whose letters that a scan takes for one another are made equal."""
    return _type_at_end(_spoilt_names())


def _type_at_end(names: Iterable[str]) -> re.Pattern[str]:
    printed = one_of(names, r"\W{1,3}")
    return re.compile(
        rf"(?<![^\W_])(?P<type>{printed})\W{{0,3}}(?:\(.{{0,12}}\)\s?)?(?:s[o06]\b)?[\s:.'\"-]{{0,4}}$"
    )


# Between a law's type and its number stands its name: `Luật Thủy sản số 18/2017/QH14`.
_LAW_BEFORE = re.compile(
    r"(?P<type>(?<!phap\s)\b(?:bo\s+)?luat|\bphap\s+lenh)\s"
    r"(?:(?!(?<!phap\s)\bluat\b|\bphap\s+lenh\b|[.;:]).){2,120}?\sso\W{0,4}$",
    re.DOTALL,
)
_LAW_ITSELF = re.compile(r"phap\s$")             # `Luật Ban hành văn bản quy phạm pháp luật số …` is one law
_WORDS = re.compile(r"\w+")
_LAW_SYMBOL = re.compile(r"\d{4}/QH\d")


def _type_before(window: str, law: bool) -> re.Match[str] | None:
    """The type's name right before a number, its law's name between them allowed for."""
    near = _type_words().search(window, max(0, len(window) - 60))
    if near and not (law and _LAW_ITSELF.search(window, 0, near.start())):
        return near
    return (_LAW_BEFORE.search(window) if law else None) or near


def _doc_type(word: re.Match[str] | None, number: Number, listed: Cited | None) -> str | None:
    """The type that the text names, that of the list, or what the code means."""
    if word is not None:
        words = " ".join(_WORDS.findall(word["type"]))
        name = _names().get(words) or _spoilt_names().get(words)
        if name is not None:
            return name.lower()
    named = listed.doc_type if listed is not None else None
    if named and listed and (listed.code == number.type_code or named in _types_of(number)):
        return named
    return type_by_code(number)


@cache
def _types_by_code() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in doc_types():
        for regime in row.regimes:
            for code in (*row.codes, *row.variants):
                found.setdefault((regime, code), {})[row.name] = None
    return {key: tuple(names) for key, names in found.items()}


def _types_of(number: Number) -> tuple[str, ...]:
    """The types that a number's code can mean."""
    return _types_by_code().get(("party" if number.party else "state", number.type_code or ""), ())


def type_by_code(number: Number) -> str | None:
    """The type that a number's code means, the commonest where it means several; a letter's is none."""
    if _LAW_SYMBOL.match(number.symbol):
        return "luật"
    if number.type_code is None:
        letter = number.codes[0] == "CV" or (len(number.codes) > 1 and not number.year)
        return "công văn" if letter else None
    names = _types_of(number)
    if not names:
        return None
    circular = "thông tri" if number.party else "thông tư"
    return {"QĐ": "quyết định", "TT": circular}.get(number.type_code, names[0])


# ---------------------------------------------------------------- short forms and lists

_UNITS = (
    r"nam|ngay(?!\s{1,2}\d)|thang|dong|nguoi|trang|ban|bo|to|khoa|lan|km|ha|m2|phan|dieu|chuong|quy|ky|tuan|gio"
    r"|tieu chi"
)
_VAGUE = re.compile(r"\d|(?:19|20)\d\d")      # too little to name a document: a count, a year
# `32`, or `47/2022` where the code is left out; no count, no range, no heading's number.
_BARE_SERIAL = (
    r"\d{0,3}(?:/(?:19|20)\d\d(?!\d|\s?[-/]\s?\w|[.,]\d)"
    rf"|(?!\d|\s?[-/%]\s?\w|[.,]\d|\s?[).]\s?\n|\.\s*[a-z]|\s*(?:{_UNITS})\b|[a-z]))"
)
_SERIAL_ONLY = re.compile(rf"(?P<serial>\d(?<=[a-z]\s\d){_BARE_SERIAL})")
_ONE_MORE = re.compile(rf"\s*(?:,|;|\bva\b)\s*(?:so\s+)?(?P<serial>\d{_BARE_SERIAL})")
_SEVERAL = re.compile(r"\b(?:cac|nhung|hai|ba|bon)\s+$")
_MONTHS = 12                                    # `Kế hoạch 12/2020` may be of a month, a decree is not
_OF_A_YEAR = ("nghị định", "thông tư", "thông tư liên tịch")
# A firm numbers its letters as it likes: `công văn số CV-05/2018 đề ngày 3/5/2018`. The day behind tells it.
_LETTER = regex.compile(
    r"(?P<type>cong van|van ban)\s+so\b\s?[:.]?\s?"
    r"(?P<number>(?!\d+\s|\d+/\d{4}\s)[\w./&-]{0,24}\d[\w./&-]{0,24}?)"
    r"\s{0,2}(?=,?\s+(?:de\s+)?ngay\s+[\dlo])"
)


_SERIAL_LABEL = re.compile(r"(?<=[a-z]\s)so\s+$")


@cache
def _short_words() -> re.Pattern[str]:
    printed = (plain(name) for row in doc_types() if row.codes for name in (row.name, *row.titles))
    names = one_of(printed, r"\s+")
    return re.compile(rf"(?<!\w)(?P<type>{names})\s+$")


def _letters(
    text: Text, start: int, end: int, full: list[Cited], blind: tuple[Piece, ...]
) -> Iterator[Cited]:
    """Letters whose number has a form of their sender's own, where a day follows it."""
    taken = [*(c.piece for c in full), *blind]
    for match in matches(_LETTER, ("cong van", "van ban"), text.plain, start, end):
        where = Piece(*match.span("number"))
        if any(p.start < where.end and where.start < p.end for p in taken):
            continue
        date = date_after(text, where.end, end)
        if date is None:
            continue
        issuer = issuer_after(text, date.piece.end, end)
        number = text.value[where.start : where.end]
        yield Cited(
            piece=Piece(match.start(), issuer[1] if issuer else date.piece.end),
            number=number,
            serial=None,
            doc_type="công văn" if match["type"] == "cong van" or "CV" in number else None,
            date=date.iso,
            issuer=issuer[0] if issuer else None,
        )


def _short(text: Text, start: int, end: int, full: list[Cited], blind: tuple[Piece, ...]) -> Iterator[Cited]:
    """`Chỉ thị 32`: a mention of the full number of that type and serial, if the text has one."""
    taken = [*(c.piece for c in full), *blind]
    by_serial: dict[str, list[Cited]] = defaultdict(list)
    for cited in full:
        if cited.serial:
            by_serial[_bare(cited.serial)].append(cited)
    for match in at_digits(_SERIAL_ONLY, text, text.plain, start, end):
        label = _SERIAL_LABEL.search(text.plain, max(start, match.start() - 40), match.start())
        first = label.start() if label else match.start()
        word = _short_words().search(text.plain, max(start, first - 40), first)
        if word is None or any(p.start < match.end() and word.start() < p.end for p in taken):
            continue
        first = word.start("type")
        name = _names()[" ".join(word["type"].split())].lower()
        for piece, printed in _serials(text, first, match, end):
            cited = _shortly(text, piece, printed, name, end)
            serial, _, year = printed.partition("/")
            same = [c for c in by_serial[_bare(serial)] if _alike(c.doc_type, name) and _is_of_year(c, year)]
            if _is_told(text, cited, label is not None, bool(same)):
                number = _antecedent(same, first) or printed
                yield cited._replace(number=number, code=same[-1].code if same else None)


def _serials(text: Text, first: int, match: re.Match[str], end: int) -> Iterator[tuple[Piece, str]]:
    """The serials behind a type, and where each is named: `các Chỉ thị 32, 35 và 40` names three."""
    yield Piece(first, match.end()), match["serial"]
    several = _SEVERAL.search(text.plain, max(0, first - 8), first)
    more = _ONE_MORE.match(text.plain, match.end(), end) if several else None
    while more:
        yield Piece(*more.span("serial")), more["serial"]
        more = _ONE_MORE.match(text.plain, more.end(), end)


def _shortly(text: Text, piece: Piece, printed: str, name: str, end: int) -> Cited:
    """The mention that a type and a serial make, with the day and the body behind them."""
    date = date_after(text, piece.end, end)
    stop = date.piece.end if date else piece.end
    issuer = issuer_after(text, stop, end)
    return Cited(
        piece=Piece(piece.start, issuer[1] if issuer else stop),
        number=printed,
        serial=printed.partition("/")[0],
        doc_type=name,
        date=date.iso if date else None,
        issuer=issuer[0] if issuer else None,
    )


def _is_told(text: Text, short: Cited, labelled: bool, resolved: bool) -> bool:
    """Whether a type and a serial name a document: `Chỉ thị 32`, `công văn số 15 ngày 3/5/2018`.

    A type in small letters is a common word, one digit a count, a serial and a year may be a month's.
    """
    first = short.piece.start
    serial, _, year = (short.number or "").partition("/")
    yearly = bool(year) and short.doc_type in _OF_A_YEAR
    dated = labelled and short.date is not None
    capital = not text.value[first].isalpha() or text.value[first : first + 2].istitle()
    if not (capital or yearly or dated):
        return False
    vague = _VAGUE.fullmatch(short.number or "") or (year and not labelled and int(serial) <= _MONTHS)
    return resolved or yearly or dated or not vague


def _is_of_year(cited: Cited, year: str) -> bool:
    """Whether a full number, or its day, is of the year that a short form names; any is of none."""
    return not year or f"/{year}/" in (cited.number or "") or (cited.date or "").startswith(year)


def _bare(printed: str) -> str:
    return printed.lstrip("0") or "0"


def _antecedent(same: list[Cited], first: int) -> str | None:
    """The full number that a short form stands for: the only one, else the last before it."""
    if len({c.key for c in same}) == 1:
        return same[-1].number
    return next((c.number for c in reversed(same) if c.piece.start < first), None)


def _alike(one: str | None, other: str) -> bool:
    """Whether two names can be of one type: a chương trình hành động is a chương trình."""
    if one is None or {one, other} == {"quyết định", "quy định"}:
        return True
    return one.startswith(other) or other.startswith(one)


def _share(text: Text, found: list[Cited]) -> list[Cited]:
    """Members of a list take date and body from its last: `số 5-KL/TW và số 6-KL/TW, ngày …`."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        here, after = out[k], out[k + 1]
        joined = _LIST.fullmatch(text.plain, here.piece.end, after.piece.start)
        if joined is None or (here.code or here.doc_type) != (after.code or after.doc_type):
            continue
        date = here.date
        if date is None and here.issuer is None and after.date and _LISTS_ON.search(joined.group()):
            year = _YEAR.search(here.number or "")
            date = after.date if year is None or year[1] == after.date[:4] else None
        out[k] = here._replace(date=date, issuer=here.issuer or after.issuer)
    return out
