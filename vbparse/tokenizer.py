"""The one grammar of numbers, used for letterheads, citations and queries alike.

    84-KH/BTGTU        serial-type/organ              Party    HD 36-HD/VPTW (2018), ô số 3
    30/2020/NĐ-CP      serial/year/type-organ         State    NĐ 30/2020, Phụ lục I, ô số 3
    123/QĐ-UBND        serial/type-organ              State    the same
    4021/VPCP-CN       serial/organ-unit              State letter (công văn has no type code)
    80/2015/QH13       serial/year/organ of a term    laws
    142-CP, 118/TTg    serial and organ               before 1996

A number may be broken over a line, and dashes and slashes may stand in blanks. Digits are never
altered; a type code is matched through confusions of OCR (`QD` is `QĐ`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from string import digits
from typing import NamedTuple

from vbparse.anchors import places
from vbparse.letters import LATIN
from vbparse.normalize import plain
from vbparse.patterns import re_pattern
from vbparse.tables import confusions, doc_types, organisations
from vbparse.text import Piece, Text

_CODE = (
    r"(?:[A-ZĐƯÂÊÔƠĂÙÚỦŨỤỌ]|[a-zđ](?=[A-ZĐ]))[A-Za-zĐđƯưÂÊÔƠĂÙÚỦŨỤỌ0-9&]{0,24}+"
    rf"(?![{LATIN}])(?:\.[A-ZĐ][A-Za-zĐđ0-9]{{0,9}})?"
)
# `12a` is another document than `12`; a blank inside is OCR's, right behind "số" only (`65 19/BTC-TCHQ`).
# Its first digit comes first, so that it is sought at a run, and then looked behind.
_SERIAL = (
    r"\d(?<![\w/,-]\d)(?<![^\s:]\.\d)(?<!\d[ ]\d)(?:\d{0,7}|(?<=s[ốôo06]\s\d)\d{0,2}[ ]\d{1,3}(?=\s?/))"
    r"(?:[a-zđA-ZĐ](?![A-Za-zĐđ])|-\d{1,3}(?=/))?"
)
# A break that OCR puts in; before a dash only where a code follows at once, or it is a
# bullet (`… 18-NQ/TW` ⏎ `- UBND tỉnh`).
_GAP = r"[ \t]{0,2}(?:\n[ \t]*){0,3}"
# A colon stands for a dash where a type's code and a known body's are on its sides (`KH:UBND`).
_JOIN = rf"[ \t]{{0,2}}[-/]{_GAP}|(?:\n[ \t]*){{1,2}}-[ ]?(?=\S)|[ \t]?\.(?=[A-ZĐ]{{2}})|:(?=[A-ZĐ]{{2}})"
# Behind a type's code a blank stands where a scan lost what joins the body's to it: `19-NQ TW`.
_LOST = r"[ ](?=[A-ZĐ]{2}|ThU)"
# `80/2015/QH 13`; `147/KV VII-TH` of a region of the State Audit.
_TERM = r"(?:(?<=QH)[ ](?:[89]|1\d)(?!\d|[/.]\d)|(?<=\bKV)[ ][IVX]{1,4}(?=-))?"
# Of a joint circular each body has its code: `TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC`.
_CODED = rf"{_CODE}{_TERM}(?:(?:{_JOIN}|{_LOST}){_CODE})?(?:(?:{_JOIN}){_CODE}){{0,6}}"
_NUMBER = re_pattern(
    rf"(?P<serial>{_SERIAL})"
    rf"(?P<first>{_GAP}[-/]/?{_GAP}|\.(?=[A-ZĐ]{{2}})|[ ]?(?=[A-ZĐ]{{2,4}}[a-z]?[-/][A-ZĐ]))"
    rf"(?:(?P<year>(?:19|20)\d\d)(?:{_GAP}(?P<second>[-/]){_GAP}|[ ](?=[A-ZĐ]{{2,4}}[-/][A-ZĐ])))?"
    rf"(?P<codes>{_CODED})"
)
_SECTION = re_pattern(r"[A-ZĐ]\d{1,2}")     # `176/TANDTC-V1`: the first department
_DEPARTMENT = re_pattern(r"[A-ZĐ]\d\d")     # `3380/C08-P2`: the police number theirs
_LOWER_RUN = re_pattern(r"[a-zđư]{3}")
_CODES = re_pattern(rf"(?P<join>{_JOIN}|{_LOST})?(?P<code>{_CODE}{_TERM})")
_LAW_ORGAN = re_pattern(r"(?:QH|UBTVQH)\d{1,2}")


class Number(NamedTuple):
    """A document number where it stands in `Text.value`.

    `value` is canonical (`84-KH/BTGTU`), `symbol` all of it after the serial, `type_code` the type's
    code if there is one (null for a letter), `codes` all codes in order; `sure` where the shape
    alone makes a document number of it, without a word such as "số" before.
    """

    piece: Piece
    value: str
    serial: str
    symbol: str
    year: str | None
    type_code: str | None
    codes: tuple[str, ...]
    party: bool
    sure: bool

    @property
    def key(self) -> str:
        """The number's normal form for comparing, see `number_key`."""
        return number_key(self.value)


@lru_cache(maxsize=8192)
def number_key(text: str) -> str:
    """The normal form in which spellings of one number meet.

    `84 - KH/BTGTU`, `084-kh/btgtu` and `84–KH/BTGTU` all give `84-kh/btgtu`.
    """
    key = _LABEL.sub("", plain(_DASHES.sub("-", text)))
    return _ZEROS.sub("", _BLANKS.sub("", key).strip(".,:;"))


_DASHES = re_pattern(r"[\u2010-\u2015\u2212]")
_LABEL = re_pattern(r"^\s*so\b\s*[:.]*")
_BLANKS = re_pattern(r"\s+")
_ZEROS = re_pattern(r"^0+(?=\d)")


@cache
def type_codes() -> frozenset[str]:
    """The codes of document types: KH, QĐ, CTr …"""
    return frozenset(code for row in doc_types() for code in row.codes)


@cache
def organ_codes() -> frozenset[str]:
    """The codes of bodies that stand in a number: TW, UBND, TTg …"""
    return frozenset(code for row in organisations() for code in (row.code, *row.aliases))


@cache
def _confused(codes: frozenset[str]) -> dict[str, str | None]:
    """Each code under its form with confusable letters made equal; None where two meet."""
    met: dict[str, str | None] = {}
    for code in codes:
        for form in {_look(code), _look(code.upper())}:
            met[form] = None if form in met and met[form] != code else code
    return met


def _look(code: str) -> str:
    """The code as a bad scan would show it: letters of one class of confusions made equal."""
    return code.translate(_classes())


@cache
def _classes() -> dict[int, str]:
    classes: dict[int, str] = {}
    for row in confusions().letters:
        if row.slot == "code":
            one = next((classes[ord(m)] for m in row.members if ord(m) in classes), row.members[0])
            classes.update({ord(member): one for member in row.members})
    return classes


@lru_cache(maxsize=8192)
def mend_code(code: str, known: frozenset[str]) -> str:
    """The known code that this one is, where OCR confused letters of it; else the code itself."""
    if code in known and code != "TTG":           # a spelling of TTg that the table knows too
        return code
    if code[:1].islower() and code.upper() in known:
        return code.upper()  # seen: `NĐ- cP`
    doubled = _DOUBLED.sub("Đ", code)    # seen: `QĐĐ`, from `QĐÐ`; `BNN` is no doubled `BN`
    if doubled in known and len(code) > 2:
        return doubled
    return _confused(known).get(_look(code)) or _upright(code, known) or code


_ROUND = str.maketrans("ĐCGQ0", "DOOOO")          # a scan's `BO` for BC, where the title says báo cáo


@lru_cache(maxsize=1024)
def retyped(code: str, doc_type: str) -> str:
    """The code of a type that the text names, where a scan left what no code is: `BO-SNV`, `Đ-EVN`.

    `BC` of a báo cáo, `QĐ` of a quyết định; another code stays.
    """
    if code in type_codes() or code in organ_codes():
        return code
    right = next((row.codes for row in doc_types() if row.name == doc_type), ())
    printed = code.translate(_ROUND)
    return next((c for c in right if printed in (c.translate(_ROUND), c[1:].translate(_ROUND) or None)), code)


def retype(value: str, codes: tuple[str, ...], doc_type: str | None) -> str:
    """A number with its type's code as its type has it, see `retyped`; a letter has none."""
    right = retyped(codes[0], doc_type) if doc_type and len(codes) > 1 else codes[0]
    if right == codes[0]:
        return value
    return re.sub(rf"(?<=[-/.]){re.escape(codes[0])}(?=[-/])", right, value, count=1)


_DIGITS = str.maketrans("lI|oO", "11100")
_LAST_YEARS = {8: 1992, 9: 1997, 10: 2002, 11: 2007, 12: 2011, 13: 2016, 14: 2021, 15: 2026, 16: 2031}
"""Nhiệm kỳ Quốc hội, and the year in which each ended."""


def _mend_term(symbol: str, year: str) -> str:
    """A law's symbol with its term in digits, if that alone held in its year: `QHl3` of 2015 is `QH13`."""
    organ, law, term = symbol.rpartition("QH")
    digits = term.translate(_DIGITS)
    if law and digits != term and digits.isdecimal():
        last = _LAST_YEARS.get(int(digits), 0)
        return f"{organ}QH{digits}" if last - 5 < int(year) < last else symbol
    return symbol


_DOUBLED = re_pattern(r"Đ{2,}")


def _upright(code: str, known: frozenset[str]) -> str | None:
    """The one known code where a thin I, l or 1 stands for T (seen: `TIr` for TTr, `CT/IW` for TW)."""
    if not set(code) & set("Il1"):
        return None
    found = {
        k
        for k in known
        if len(k) == len(code)
        and all(a == b or (a in "Il1" and b == "T") for a, b in zip(code, k, strict=True))
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=8192)
def _is_code(code: str) -> bool:
    """Whether letters look like an abbreviation and not like a word (`Ban`, `Trung`)."""
    if code in type_codes() or code in organ_codes():
        return True
    if code[0].islower() and code.upper() in organ_codes():
        return True                               # seen: `NĐ- cP`
    letters = _NO_LETTERS.sub("", code)
    capitals = sum(c.isupper() for c in letters)
    return not _LOWER_RUN.search(code) and (
        len(code) == 1 or (capitals >= 2 and capitals * 2 >= len(letters))
    )


_NO_LETTERS = re_pattern(r"[\d&.]")


def at_digits(
    pattern: re.Pattern[str], text: Text, form: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """What a pattern finds in a form of a text, where it begins with a digit that stands behind no other."""
    if not text.plain.isascii():                  # other scripts have digits too
        yield from pattern.finditer(form, start, end)
        return
    runs, last = _runs_of_digits(text.plain), start
    for at in runs[bisect_left(runs, start) : bisect_left(runs, end)]:
        match = pattern.match(form, at, end) if at >= last else None
        if match:
            yield match
            last = match.end()


@lru_cache(maxsize=2)                             # a text is asked for its digits several times, one by one
def _runs_of_digits(text: str) -> list[int]:
    """Where digits begin to stand in ASCII text; to find ten signs takes a fifth of a search for a class."""
    at = sorted(place for digit in digits for place in places(digit, text, 0, len(text)))
    return [here for before, here in pairwise((-2, *at)) if here - before > 1]


def find_numbers(text: Text, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Every document number in a stretch of text, in order, none overlapping another."""
    for match in at_digits(_NUMBER, text, text.value, start, len(text.value) if end is None else end):
        number = _number(match)
        if number is not None:
            yield number


@lru_cache(maxsize=8192)
def _read_codes(printed: str) -> tuple[tuple[str, ...], str, int]:
    """The codes that a print begins with, up to the first word, their symbol, and where it ends.

    In the symbol a blank stands where a scan lost what joined two codes.
    """
    codes: list[str] = []
    symbol, stop = "", 0
    for part in _CODES.finditer(printed):
        join, code = part["join"], _separator(part["code"])
        numbered = _SECTION if codes else _DEPARTMENT
        if not _is_code(part["code"]) and not numbered.fullmatch(part["code"]):
            break
        if len(codes) > 1 and "\n" in (join or "").rstrip("\n \t"):
            break  # behind a whole number the dash on the next line is a bullet
        if not codes:
            code = mend_code(code, type_codes())
        elif codes[0] in type_codes():
            code = mend_code(code, organ_codes())
        join = join if join == " " else _separator(join)
        if join in (" ", ":"):
            if not (len(codes) == 1 and codes[0] in type_codes() and code in organ_codes()):
                break
            join = " "
        symbol += join + code
        codes.append(code)
        stop = part.end()
    return tuple(codes), symbol, stop


def _number(match: re.Match[str]) -> Number | None:
    """The number that a match holds, if it is one."""
    codes, symbol, length = _read_codes(match["codes"])
    if not codes:
        return None
    first = _separator(match["first"])[:1]
    if first == "-" and len(codes) == 1 and not match["year"] and (parted := _parted(codes[0])):
        codes, symbol = parted, "/".join(parted)
    type_code = type_code_of(codes)
    typed = type_code is not None
    if not first:
        if not typed and codes[0] not in organ_codes():
            return None
        first = "-" if "/" in symbol else "/"  # seen: `127 QĐ/BDVTW`
    if first == "." and codes[0] not in type_codes() and codes[0] not in organ_codes():
        return None
    symbol = _rejoined(first, symbol)
    year, serial = match["year"], _separator(match["serial"])
    if year:
        if not (match["second"] or typed):
            return None                           # behind a year a blank may part two sentences
        if symbol == codes[0]:
            symbol, *_ = codes = (_mend_term(symbol, year),)
        symbol = f"{year}{match['second'] or '/'}{symbol}"
    law = bool(year and _LAW_ORGAN.fullmatch(codes[0]))
    shown = typed and not (year and match["second"] is None)
    return Number(
        piece=Piece(match.start(), match.start("codes") + length),
        value=f"{serial}{first}{symbol}",
        serial=serial,
        symbol=symbol,
        year=year,
        type_code=type_code,
        codes=codes,
        party=first == "-" and typed and "/" in symbol,
        sure=law or shown or (len(codes) > 1 and not typed and (first == "/" or year is not None)),
    )


@lru_cache(maxsize=1024)
def _parted(code: str) -> tuple[str, str] | None:
    """The type and the Party's body that one code is whose stroke a scan lost: `32-CTTW` is `32-CT/TW`.

    Party numbers always have it (HD 36-HD/VPTW, ô số 3); an old `12-QĐUB` was printed so.
    """
    found = [
        (code[:k], code[k:]) for k in range(1, len(code))
        if code[:k] in type_codes() and code[k:] in _party_organs()
    ]
    return found[0] if len(found) == 1 and code not in organ_codes() else None


@cache
def _party_organs() -> frozenset[str]:
    party = (row for row in organisations() if row.regime == "party")
    return frozenset(code for row in party for code in (row.code, *row.aliases))


def _rejoined(first: str, symbol: str) -> str:
    """A symbol with the sign that its kind of number has where a scan lost it: `NQ/TW`, `QĐ-UBND`."""
    return symbol.replace(" ", "/" if first == "-" else "-")


_SYMBOL = re_pattern(
    r"(?P<first>[-/.]|(?<=[ ])[Il](?=[A-ZĐ]{2})|[?!|](?=[A-ZĐ]{3}))\s{0,2}"
    rf"(?:(?P<year>(?:19|20)\d\d)\s?(?P<second>[-/])\s?)?(?P<codes>{_CODED})"
)


class Symbol(NamedTuple):
    """Ký hiệu: what stands after the serial, `first` the separator before it."""

    piece: Piece
    first: str
    value: str
    codes: tuple[str, ...]


def find_symbol(text: Text, start: int, end: int) -> Symbol | None:
    """The symbol of a letterhead's number whose serial is blank or debris: `/QĐ-UBND`."""
    for match in _SYMBOL.finditer(text.value, start, end):
        codes, symbol, length = _read_codes(match["codes"])
        if codes:
            year = f"{match['year']}{match['second']}" if match["year"] else ""
            first = match["first"] if match["first"] in "-/." else "/"
            where = Piece(match.start(), match.start("codes") + length)
            return Symbol(where, first, year + _rejoined(first, symbol), codes)
    return None


def type_code_of(codes: tuple[str, ...]) -> str | None:
    """The type among a number's codes, its first; None for a letter, `CT-TTHT` of a Cục Thuế included."""
    if len(codes) < 2 or codes[0] not in type_codes():
        return None
    letter = codes[0] in organ_codes() and codes[1] not in organ_codes()
    return None if letter else codes[0]


def _separator(printed: str | None) -> str:
    return "".join(printed.split()) if printed else ""
