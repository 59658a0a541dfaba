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
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from vbparse.alternatives import one_of
from vbparse.dates import date_after
from vbparse.normalize import plain
from vbparse.surroundings import asked_by, date_before, issuer_after, mended_by, pinpoint
from vbparse.tables import doc_types, lookalikes
from vbparse.text import Piece, Text
from vbparse.tokenizer import Number, at_digits, find_numbers, number_key


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
        if not inside and not _is_lookalike(text, number):
            cited = _cited(text, number, start, end, found[-1] if found else None)
            if cited is not None:
                found.append(cited)
    found.extend(_short(text, start, end, found, blind))
    found.sort(key=lambda c: c.piece)
    return _share(text, found)


def _cited(text: Text, number: Number, start: int, end: int, last: Cited | None) -> Cited | None:
    """The mention around a number, or None where the number is no document's."""
    begin = number.piece.start
    floor = max(start, last.piece.end if last else start)
    low = max(floor, begin - _WINDOW)
    word = _type_before(text.plain[low:begin], law="QH" in number.symbol)
    listed = last is not None and _LIST.fullmatch(text.plain, last.piece.end, begin) is not None
    if word is None and not listed and not number.sure:
        return None
    first = low + word.start("type") if word else _label_start(text, low, begin)
    date = date_after(text, number.piece.end, end)
    stop = date.piece.end if date else number.piece.end
    issuer = issuer_after(text, stop, end)
    if issuer is not None:
        stop = issuer[1]
    body = issuer[0] if issuer else asked_by(text, floor, first) if word else None
    return Cited(
        piece=Piece(first, stop),
        number=mended_by(number, body),
        serial=number.serial,
        doc_type=_doc_type(word, number, last if listed else None),
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
def _type_words() -> re.Pattern[str]:
    """A type's name, then perhaps "số", at the end of a window of plain text."""
    names = one_of((*_names(), "van ban"), r"\W{1,3}")
    return re.compile(
        rf"\b(?P<type>{names})\W{{0,3}}(?:\(.{{0,12}}\)\s?)?(?:s[o06]\b)?[\s:.'\"-]{{0,4}}$"
    )


# Between a law's type and its number stands its name: `Luật Thủy sản số 18/2017/QH14`.
_LAW_BEFORE = re.compile(
    r"(?P<type>\b(?:bo\s+)?luat|\bphap\s+lenh)\s(?:(?!\bluat\b|\bphap\s+lenh\b|[.;:]).){2,120}?\sso\W{0,4}$",
    re.DOTALL,
)
_WORDS = re.compile(r"\w+")
_WORD_OR_SIGN = re.compile(r"\w+|\W")
_LAW_SYMBOL = re.compile(r"\d{4}/QH\d")


def _type_before(window: str, law: bool) -> re.Match[str] | None:
    """The type's name right before a number, its law's name between them allowed for."""
    near = _type_words().search(window, max(0, len(window) - 60))
    return near or (_LAW_BEFORE.search(window) if law else None)


def _doc_type(word: re.Match[str] | None, number: Number, listed: Cited | None) -> str | None:
    """The type that the text names, that of the list, or what the code means."""
    if word is not None:
        name = _names().get(" ".join(_WORDS.findall(word["type"])))
        if name is not None:
            return name.lower()
    if listed is not None and listed.code == number.type_code and listed.doc_type:
        return listed.doc_type
    return type_by_code(number)


@cache
def _types_by_code() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for row in doc_types():
        for regime in row.regimes:
            for code in (*row.codes, *row.variants):
                found.setdefault((regime, code), {})[row.name] = None
    return {key: tuple(names) for key, names in found.items()}


def type_by_code(number: Number) -> str | None:
    """The type that a number's code means, the commonest where it means several; a letter's is none."""
    if _LAW_SYMBOL.match(number.symbol):
        return "luật"
    if number.type_code is None:
        return "công văn" if len(number.codes) > 1 and not number.year else None
    names = _types_by_code().get(("party" if number.party else "state", number.type_code), ())
    if not names:
        return None
    circular = "thông tri" if number.party else "thông tư"
    return {"QĐ": "quyết định", "TT": circular}.get(number.type_code, names[0])


@cache
def _lookalikes() -> tuple[regex.Pattern[str], ...]:
    """What looks like a number and is none."""
    return tuple(regex.compile(row.pattern) for row in lookalikes())


@lru_cache(maxsize=1024)
def _beginning(char: str) -> tuple[regex.Pattern[str], ...]:
    """What of that may begin with a character."""
    return tuple(pattern for pattern in _lookalikes() if pattern.match(char, partial=True))


@lru_cache(maxsize=8192)
def _lookalike(word: str) -> re.Pattern[str] | None:
    """What of that may begin with a word, which mostly is nothing; such words begin where a word does."""
    rows = [one.pattern for one in _beginning(word[0]) if one.match(word, partial=True)]
    return re.compile(rf"(?:(?<!\w)|(?!\w))(?:{'|'.join(rows)})") if rows else None


def _is_lookalike(text: Text, number: Number) -> bool:
    """Whether a number is a form's, a standard's or a road's, and no document's."""
    begin, end, last = number.piece.start, number.piece.end + 12, 0
    at = max(0, begin - 40)
    for word in (*_WORD_OR_SIGN.findall(text.value, at, begin), text.value[begin]):
        pattern = _lookalike(word) if at >= last else None
        match = pattern.match(text.value, at, end) if pattern else None
        last = match.end() if match else last
        at += len(word)
    return begin < last


# ---------------------------------------------------------------- short forms and lists

_UNITS = (
    "nam|ngay|thang|dong|nguoi|trang|ban|bo|to|khoa|lan|km|ha|m2|phan|dieu|chuong|quy|ky|tuan|gio|tieu chi"
)
_VAGUE = re.compile(r"\d|(?:19|20)\d\d")      # too little to name a document: a count, a year
_SERIAL_ONLY = re.compile(
    r"(?P<serial>\d(?<=[a-z]\s\d)\d{0,3})"
    rf"(?!\d|\s?[-/%]\s?\w|[.,]\d|\s?[).]\s?\n|\.\s*[a-z]|\s*(?:{_UNITS})\b|[a-z])"
)


_SERIAL_LABEL = re.compile(r"(?<=[a-z]\s)so\s+$")


@cache
def _short_words() -> re.Pattern[str]:
    printed = (plain(name) for row in doc_types() if row.codes for name in (row.name, *row.titles))
    names = one_of(printed, r"\s+")
    return re.compile(rf"(?<!\w)(?P<type>{names})\s+$")


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
        if not (text.value[first].isupper() and text.value[first + 1].islower()):
            continue
        name = _names()[" ".join(word["type"].split())].lower()
        serial = _bare(match["serial"])
        same = [c for c in by_serial[serial] if _alike(c.doc_type, name)]
        if not same and _VAGUE.fullmatch(match["serial"]):
            continue
        issuer = issuer_after(text, match.end(), end)
        yield Cited(
            piece=Piece(first, issuer[1] if issuer else match.end()),
            number=_antecedent(same, first) or match["serial"],
            serial=match["serial"],
            doc_type=name,
            issuer=issuer[0] if issuer else None,
            code=same[-1].code if same else None,
        )


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
        if joined is None or here.code != after.code:
            continue
        date = here.date
        if date is None and here.issuer is None and after.date and _LISTS_ON.search(joined.group()):
            year = _YEAR.search(here.number or "")
            date = after.date if year is None or year[1] == after.date[:4] else None
        out[k] = here._replace(date=date, issuer=here.issuer or after.issuer)
    return out
