"""Viện dẫn: the other documents that a text names, each with all its mentions.

    Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị     full form, Party
    Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 …     full form, State
    các Nghị quyết số 18-NQ/TW và số 19-NQ/TW, ngày …         a list shares type, date and body
    Chỉ thị 32                                                short; an alias or a full form binds it
    Luật Đất đai năm 2013                                     a law by its name, see `laws`

The number is the anchor; what stands before it tells type, pinpoint and relation, what stands after
it date and body. Forms, standards and certificates are no documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from vbparse.naming import body_at
from vbparse.normalize import plain
from vbparse.tables import doc_types, lookalikes, organisations
from vbparse.text import Piece, Text
from vbparse.tokenizer import Number, date_after, find_numbers, number_key, organ_codes


@dataclass(frozen=True, slots=True)
class Cited:
    """One mention of a document: what this place says of it.

    `piece` is the whole mention, from the type's name to the body that issued; `cue` begins where
    the sentence's own words before it begin.
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
    alias: str | None = None
    code: str | None = None

    @property
    def key(self) -> str:
        """What mentions of one document share."""
        return number_key(self.number) if self.number else plain(self.title or "")


_SENTENCE = regex.compile(r"[.;:!?](?=\s)|\n\s*\n|\n\s*[-+]\s")
_LIST = regex.compile(r"[\s,;()]*(?:(?:va|so|cac|hoac|cung)\s+|so\s*)*(?:so\s*)?[\s]*")
_SHORT_TAIL = regex.compile(
    r"(?![\d]|\s?[-/]\s?\w|[.,]\d|\s?[).]\s?\n|\.\s*[a-z]|\s*(?:nam|ngay|thang|%|dong|nguoi|trang|ban|bo|to|khoa|lan|km|ha|m2|phan|dieu|chuong)\b|[a-z])"
)


def mentions(text: Text, start: int, end: int, blind: tuple[Piece, ...]) -> list[Cited]:
    """Every numbered mention of `text.value[start:end]` outside the `blind` pieces, in order."""
    found: list[Cited] = []
    blind = (*blind, *_lookalikes(text, start, end))
    for number in find_numbers(text, start, end):
        if any(p.start <= number.piece.start < p.end for p in blind):
            continue
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
    window = text.plain[max(floor, begin - 170) : begin]
    word = _type_before(window, law="QH" in number.symbol)
    listed = last is not None and _LIST.fullmatch(text.plain, last.piece.end, begin) is not None
    if word is None and not listed and not number.sure:
        return None
    doc_type = _by_word(word["type"], number) if word else None
    if doc_type is None and listed and last is not None and last.code == number.type_code:
        doc_type = last.doc_type
    doc_type = doc_type or type_by_code(number)
    stop = number.piece.end
    date = date_after(text, stop, end)
    if date is not None:
        stop = date.piece.end
    told = (
        _date_before(text, floor, begin - len(window) + word.start("type")) if date is None and word else None
    )
    issuer = _issuer(text, stop, end)
    if issuer is not None:
        stop = issuer[1]
    elif word is not None:
        asked = _asked(text, floor, begin - len(window) + word.start("type"))
        issuer = (asked, stop) if asked else None
    first = begin - len(window) + word.start("type") if word else _label_start(window, begin)
    return Cited(
        Piece(first, stop),
        _by_issuer(number, issuer[0] if issuer else None),
        number.serial,
        doc_type,
        date.iso if date else told,
        issuer[0] if issuer else None,
        pinpoint=_pinpoint(text, first, floor),
        code=number.type_code,
    )


def _label_start(window: str, begin: int) -> int:
    """Where "số" before a number begins, else the number itself."""
    label = regex.search(r"\bs[o06]\W{0,3}$", window)
    return begin - len(window) + label.start() if label else begin


@cache
def _type_words() -> regex.Pattern[str]:
    """A type's name, then perhaps "số", at the end of a window of plain text."""
    names = {plain(name) for row in doc_types() for name in (row.name, *row.titles)}
    words = "|".join(
        r"\W{1,3}".join(map(regex.escape, n.split())) for n in sorted(names, key=len, reverse=True)
    )
    return regex.compile(
        rf"\b(?P<type>{words}|van ban)\W{{0,3}}(?:\(.{{0,12}}\)\s?)?(?:s[o06]\b)?[\s:.'\"-]{{0,4}}$"
    )


# Between a law's type and its number stands its name: `Luật Thủy sản số 18/2017/QH14`.
_LAW_BEFORE = regex.compile(
    r"(?P<type>\b(?:bo\s+)?luat|\bphap\s+lenh)\s(?:(?!\bluat\b|\bphap\s+lenh\b|[.;:]).){2,120}?\sso\W{0,4}$",
    regex.S,
)


def _type_before(window: str, law: bool) -> regex.Match[str] | None:
    """The type's name right before a number, its law's name between them allowed for."""
    return _type_words().search(window) or (_LAW_BEFORE.search(window) if law else None)


@cache
def _names() -> dict[str, str]:
    return {" ".join(plain(n).split()): n for row in doc_types() for n in (row.name, *row.titles)}


def _by_word(word: str, number: Number) -> str | None:
    """The type that the text names; "văn bản" leaves it to the code."""
    name = _names().get(" ".join(regex.sub(r"\W+", " ", word).split()))
    return name.lower() if name else None


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
    if regex.match(r"\d{4}/QH\d", number.symbol):
        return "luật"
    if number.type_code is None:
        return "công văn" if len(number.codes) > 1 and not number.year else None
    names = _types_by_code().get(("party" if number.party else "state", number.type_code), ())
    if not names:
        return None
    return {"QĐ": "quyết định", "TT": "thông tri" if number.party else "thông tư"}.get(
        number.type_code, names[0]
    )


@cache
def _lookalike() -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{row.pattern})" for row in lookalikes()))


def _lookalikes(text: Text, start: int, end: int) -> list[Piece]:
    """Where forms, standards and roads stand, whose numbers are no document's."""
    return [Piece(*match.span()) for match in _lookalike().finditer(text.value, start, end)]


_ASKED = regex.compile(
    r"\b(?:de nghi|de xuat|y kien|bao cao|kien nghi)\s+cua\s+(?P<body>[^.;:]{3,150}?)\s+tai\s+(?:cac\s+)?$"
)


def _asked(text: Text, floor: int, begin: int) -> str | None:
    """The body of "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …", whose paper it is."""
    low = max(floor, begin - 200)
    match = _ASKED.search(text.plain, pos=low, endpos=begin)
    named = body_at(text.value, match.start("body"), match.end("body")) if match else None
    return named[0] if named and match and match.end("body") - named[1] < 2 else None


_HAS_SENT = regex.compile(r"\b(?:ban hanh|da co|co|gui|da gui|ky)\s*$")


def _date_before(text: Text, floor: int, begin: int) -> str | None:
    """The day of "Ngày 12/6/2015, Bộ Quốc phòng đã có Công văn số …", which is the letter's."""
    low = max(floor, begin - 190)
    window = text.plain[low:begin]
    cut = max((m.end() for m in _SENTENCE.finditer(window)), default=0)
    if not _HAS_SENT.search(window[cut:]) or not regex.match(r"\W*ngay\b", window[cut:]):
        return None
    date = date_after(text, low + cut, begin)
    return date.iso if date else None


def _by_issuer(number: Number, issuer: str | None) -> str:
    """The number with its organ as the body named behind it writes it (`QĐ-TTE … của Thủ tướng`)."""
    code = number.codes[-1]
    if issuer is None or code in organ_codes():
        return number.value
    right = {row.code for row in organisations() if row.name == issuer and len(row.code) == len(code)}
    near = [c for c in right if sum(a != b for a, b in zip(c, code, strict=True)) == 1]
    return number.value.removesuffix(code) + near[0] if len(near) == 1 else number.value


_ISSUER = regex.compile(
    r"[\s,]{0,3}(?:\([^()\n]{0,40}\)[\s,]{0,2})?(?:cua|do)\s+(?:hoi nghi\s+(?:lan thu\s+\w+(?:\s+\w+)?|trung uong \w+)[\s,]+)?"
)


def _issuer(text: Text, start: int, end: int) -> tuple[str, int] | None:
    """The body behind "của", and where its name ends."""
    lead = _ISSUER.match(text.plain, start, end)
    if lead is None:
        return None
    return body_at(text.value, lead.end(), min(end, lead.end() + 160))


_PINPOINT = regex.compile(
    r"(?:(?:tiết|điểm|khoản|[Đđ]iều|[Mm]ục|[Pp]hần|[Cc]hương|[Pp]hụ lục|gạch đầu dòng)\s+(?:thứ\s)?[\w.]+(?:(?:,|\s+và)\s+(?:(?:điểm|khoản|[Đđ]iều)\s+)?\d+\w?)*[,\s]*(?:của\s+)?)+$"
)


def _pinpoint(text: Text, first: int, floor: int) -> str | None:
    """The part of the cited document, `khoản 2 Điều 44`, printed right before it."""
    match = _PINPOINT.search(text.value[max(floor, first - 90) : first])
    return " ".join(match.group().split()).strip(" ,").removesuffix(" của") if match else None


@cache
def _short_form() -> regex.Pattern[str]:
    names = sorted(
        {n for row in doc_types() for n in (row.name, *row.titles) if row.codes}, key=len, reverse=True
    )
    words = "|".join(r"\s+".join(map(regex.escape, plain(n).split())) for n in names)
    return regex.compile(rf"(?<!\w)(?P<type>{words})\s+(?:so\s+)?(?P<serial>\d{{1,4}}){_SHORT_TAIL.pattern}")


def _short(text: Text, start: int, end: int, full: list[Cited], blind: tuple[Piece, ...]) -> Iterator[Cited]:
    """`Chỉ thị 32`: a mention of the full number of that type and serial, if the text has one."""
    taken = [*(c.piece for c in full), *blind]
    for match in _short_form().finditer(text.plain, start, end):
        if any(p.start < match.end() and match.start() < p.end for p in taken):
            continue
        if not regex.match(r"\p{Lu}\p{Ll}", text.value[match.start() : match.start() + 2]):
            continue
        name = _names()[" ".join(match["type"].split())].lower()
        serial = match["serial"].lstrip("0") or "0"
        same = [c for c in full if c.serial and c.serial.lstrip("0") == serial and _alike(c.doc_type, name)]
        keys = {c.key for c in same}
        if not keys and len(match["serial"]) < 2:
            continue  # one digit without its full number is too little to name
        number = same[-1].number if len(keys) == 1 else None
        if number is None and keys:
            number = next((c.number for c in reversed(same) if c.piece.start < match.start()), None)
        issuer = _issuer(text, match.end(), end)
        yield Cited(
            Piece(match.start(), issuer[1] if issuer else match.end()),
            number or match["serial"],
            match["serial"],
            name,
            issuer=issuer[0] if issuer else None,
            code=same[-1].code if same else None,
        )


def _alike(one: str | None, other: str) -> bool:
    """Whether two names can be of one type: a chương trình hành động is a chương trình."""
    return (
        one is None
        or one.startswith(other)
        or other.startswith(one)
        or {one, other} == {"quyết định", "quy định"}
    )


def _share(text: Text, found: list[Cited]) -> list[Cited]:
    """Members of a list take date and body from its last: `số 18-NQ/TW và số 19-NQ/TW, ngày …`."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        here, after = out[k], out[k + 1]
        joined = _LIST.fullmatch(text.plain, here.piece.end, after.piece.start)
        if joined is None or here.code != after.code:
            continue
        date = here.date
        if date is None and here.issuer is None and after.date and regex.search(r"\bva\b|,", joined.group()):
            year = regex.search(r"/((?:19|20)\d\d)/", here.number or "")
            date = after.date if year is None or year[1] == after.date[:4] else None
        out[k] = replace(here, date=date, issuer=here.issuer or after.issuer)
    return out
