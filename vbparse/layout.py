"""What each cell is on the page, told by its own words and by its neighbours."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import regex

from vbparse.cells import FOR, NUMBER_HEAD, TO, cut, lines, signatures
from vbparse.datelines import date_line
from vbparse.glance import doubtful
from vbparse.letters import ALIKE, mended_capitals
from vbparse.mottos import mottos
from vbparse.normalize import plain
from vbparse.tables import doc_types
from vbparse.text import Cell, Text


class Kind:
    """What a cell is; boxes as NĐ 30/2020, Phụ lục I numbers them."""

    MOTTO: Final = "motto"  # ô số 1: Cộng hòa …; Độc lập - Tự do - Hạnh phúc
    PARTY_MOTTO: Final = "party_motto"  # Đảng Cộng sản Việt Nam
    NUMBER: Final = "number"  # ô số 3
    DATE: Final = "date"  # ô số 4
    TITLE: Final = "title"  # ô số 5a
    ABOUT: Final = "about"  # ô số 5b: V/v
    ADDRESSEES: Final = "addressees"  # ô số 9a: Kính gửi
    RECIPIENTS: Final = "recipients"  # ô số 9b: Nơi nhận
    SIGN: Final = "sign"  # ô số 7a: quyền hạn, chức vụ
    SIGNED: Final = "signed"  # (Đã ký)
    COPY: Final = "copy"  # SAO Y, SAO LỤC, TRÍCH SAO
    STAMP: Final = "stamp"  # dấu "ĐẾN"
    ESIGN: Final = "esign"  # "Ký bởi: …", time, e-mail
    APPENDIX: Final = "appendix"  # Phụ lục, Mẫu số, (Kèm theo …)
    FORM: Final = "form"  # the number of a form: `Số: …/...(2)…`
    RULE: Final = "rule"  # -----, ___, *
    PAGE: Final = "page"  # 2, - 2 -, --- PAGE BREAK ---
    CAPS: Final = "caps"
    TEXT: Final = "text"


_RULE = re.compile(r"[\W_]*(?:[*\-_=~.…•·—\s]{3,}|\*)[\W_]*")
_PAGE = re.compile(r"-*\s*(?:page(?:\s+break|\s+\d+)?\s*-*|trang\s+\d+(?:/\d+)?|\d{1,3})\s*-*")
_PARTY = regex.compile(r"(?:dangcongsan){e<=2}")
# V/v and what OCR makes of it: `Viv`, `V/ `, `VW`.
ABOUT: Final = re.compile(
    r"['‘\"`]?(?:v\s?/\s?v\b\s?[.:]?(?=\s)|V\s?[/íilI1|]\s?[vV]?\b\s?[.:]?(?=\s)|V[íi]v\b|V/?[Ww]\b|V/)"
)
_ADDRESSEES = re.compile(rf"\W{{0,2}}{TO}\b")
_TELEGRAM = re.compile(r"\W{0,2}[\w .,-]{6,90}\bdien\s?:")  # a công điện says "điện:" for "Kính gửi:"
_RECIPIENTS = re.compile(rf"\W{{0,3}}\w?{FOR}\s*(?:[:;.]|.{{0,8}}$)")
_BARE_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s?\.?")
_SIGNED = re.compile(r"\W*(?:da ky|ky ten,? (?:va )?dong dau|ky,? dong dau|da ky ten)\W*")
_COPY = re.compile(r"\W*(?P<copy>sao y(?: ban chinh)?|sao luc|trich sao|ban sao)\W*")
_APPENDIX = re.compile(
    r"\W{0,3}(?:phu luc(?:\s+(?:so\s+)?(?:[ivx]+|\d+|[a-z]))?\W*$|phu luc\s*\W|mau (?:so|bieu)\b"
    r"|bieu (?:mau|so)\b|mau \d|\((?:ban hanh )?kem theo\b)"
)
_ESIGN = re.compile(
    r"(?:nguoi ky|ky boi|(?<!cac )co quan|thoi gian? ky|oi gian ky|gio ky|ngay ky|email|chuc vu|signed by"
    r"|digitally signed|signature not)\s*:"
    r"|\d\d[.:]\d\d[.:]\d{4}\s+\S?\d?\d?:|[+-]0?7:00"
    r"|@\)?\w+(?:\W\w*)?\.\s?(?:gov|g0v|80v|com|vn)|\w{5}\.\s?(?:gov|g0v|80v)\W?\s?vn"
)
_NUMBER_LETTERS = frozenset("BLlPNS$")           # the first letters of what NUMBER_HEAD finds
_NUMBER_TAIL = regex.compile(
    r"(?P<serial>[^\n]{0,14}?)(?:[-/.]\s?(?:(?:19|20)\d\d\s?[-/]\s?)?[A-ZĐIÐ]|\s[A-ZĐ]{2,}[-/][A-ZĐ])(?!\p{Ll}{2})"
)
# The symbol of a form is dots too (`/BC-......`); a draft's serial alone is (`Số: …… -CT/TU`).
_FORM = re.compile(r"[-/]\s?(?:…|\.{2,})|\(\d\)")
_STAMP_WORD = re.compile(r"\W{0,4}(?:cong|van|den|so|ngay|gio|kinh|chuyen|luu|\d)|.{0,12}\bchuyen")
_STAMP_LINES: Final = {
    "den": re.compile(
        r"\W{0,3}(?:(?:(?:cong van|van ban)\s+)?den\b\s*(?:qua m\w+)?\W*(?:$|so\b|ngay\b)|cong\s*$|van\s*$)"
    ),
    "number": re.compile(r"\W{0,3}so\b[\s.:;,…_]*(?:\d[\d.\s]*)?\W*(?:$|den\b|ngay\b)"),
    "day": re.compile(
        r"\W{0,3}(?:ngay|gio)\b[\s.:;,…_]*(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|$|\w{0,4}\W*$)"
    ),
    "routing": re.compile(r"\W{0,4}(?:kinh )?chuyen\b\W*(?:dc\b|$|:|\.)|.{0,12}\bchuyen\s?:"),
    "file": re.compile(r"\W{0,3}luu ho so\b"),
    "digits": re.compile(r"\W{0,3}\d[\d./\s]*$|\d{1,5}\s+ngay\s+\d"),
}


_CITED = re.compile(r"\s(?:ngày|của|về|Ngày)\b")
# On the shape of a text.
_WORD = re.compile(r"[Aa]+")
_BARE_NUMBER = re.compile(r"\d{1,6}\s?[-/]")
_ABOUT_WHAT = re.compile(
    r"(?:ve|cua|so|lien|tom|ket|trien|thuc|ban hanh|sua doi|quy dinh|huong dan|phe duyet|cong bo|bai bo"
    r"|dinh chinh|moi (?:hop|thau|chao)|ket qua|tuyen (?:dung|sinh)|\W)"
)


@cache
def titles() -> dict[str, str]:
    """Each title line, plain and without blanks, with the name of its type."""
    found: dict[str, str] = {}
    for row in doc_types():
        for title in (row.name, *row.titles):
            found.setdefault(plain(title).replace(" ", ""), row.name)
    return found


_SURE = 6  # letters of a title that differs from others though some are taken for one another


@cache
def _spoilt_titles() -> dict[str, str]:
    """The longer titles by what a scan may make of their letters."""
    return {tight.translate(ALIKE): name for tight, name in titles().items() if len(tight) >= _SURE}


def title_of(value: str) -> tuple[str, str] | None:
    """The type that a line in capitals names, and what of the line follows it.

    `KẾ HOẠCH.` is (`kế hoạch`, ``), `QUYẾT ĐỊNH VỀ VIỆC …` is (`quyết định`, `VỀ VIỆC …`),
    letter-spaced `Q U Y Ế T Đ Ị N H` too.
    """
    words = value.strip(" .:*_-—|'`,;“”\"")
    named, low = titles(), plain(words)
    tight = low.replace(" ", "")
    if name := named.get(tight) or _spoilt_titles().get(tight.translate(ALIKE)):
        return name, ""
    pieces = low.split()
    for k in range(min(len(pieces) - 1, 5), 0, -1):
        name = named.get("".join(pieces[:k]))
        if name and (len(pieces) - k > 4 or _ABOUT_WHAT.match(" ".join(pieces[k:]))):
            return name, " ".join(words.split()[k:])
    return None


def cells(text: Text) -> tuple[Cell, ...]:
    """The cells of a text in reading order, each labelled with its `Kind`."""
    value, low, printed = text.value, text.plain, lines(text)
    doubts = doubtful(text, printed)
    told, close = list[Cell](), list[int]()
    for n, (row, start, end) in enumerate(printed):
        if n not in doubts:
            told.append(Cell._make((start, end, row, 0, value[start:end], low[start:end], False, Kind.TEXT)))
            continue
        for cell in cut(text, printed[n]):
            close.append(len(told))
            told.append(Cell(*cell[:-1], _kind(text, cell)))
    _tell_numbers(told, close)
    _tell_dates(told, close)
    _tell_esign(told, close)
    _tell_stamps(told)
    return tuple(told)


def _kind(text: Text, cell: Cell) -> str:
    """What a cell is by its own words; most patterns are asked where a letter of theirs stands."""
    low, value, size = cell.plain, cell.value, len(cell.plain)
    if not low[0].isalpha() or low[0] in "pt":
        if size <= 60 and _RULE.fullmatch(low):
            return Kind.RULE
        if _PAGE.fullmatch(low):
            return Kind.PAGE
    if size < 120 and (":" in low or "@" in low or "gov" in low or "0v" in low) and _ESIGN.search(low):
        return Kind.ESIGN
    motto = next(mottos(text, cell.start, cell.end), None) if 14 < size < 90 else None
    if motto and motto[1] - motto[0] > 0.7 * size:
        return Kind.PARTY_MOTTO if _is_of_the_party(low.replace(" ", "")) else Kind.MOTTO
    if size < 90 and not _NUMBER_LETTERS.isdisjoint(value[:5]) and (head := NUMBER_HEAD.match(value)):
        tail = _NUMBER_TAIL.match(value, head.end())
        if tail and not _CITED.search(value, tail.start()):
            return Kind.FORM if _FORM.search(value) else Kind.NUMBER
    date = date_line(value, 0, size) if size < 200 else None
    if date and date.end >= len(value.rstrip(" .|:;_")) - 2 and date.start <= 8:
        return Kind.DATE
    if "v" in low[:2] and ABOUT.match(value):
        return Kind.ABOUT
    if _ADDRESSEES.match(low) or (low.endswith(":") and _TELEGRAM.fullmatch(low)):
        return Kind.ADDRESSEES
    if _RECIPIENTS.match(low):
        return Kind.RECIPIENTS
    if "ky" in low and _SIGNED.fullmatch(low):
        return Kind.SIGNED
    if _is_signature(text, cell):
        return Kind.TITLE if cell.is_caps and title_of(value) else Kind.SIGN
    if cell.is_caps:
        if _COPY.fullmatch(low):
            return Kind.COPY
        if title_of(value):
            return Kind.TITLE
    if _APPENDIX.match(low):
        return Kind.APPENDIX
    return Kind.CAPS if cell.is_caps else Kind.TEXT


_ENDS_IN_NUMBER = regex.compile(r"\d[\d/ ]{0,9}[-/]\p{Lu}[\p{L}&.-]*(?:[-/ ]{0,3}\p{Lu}[\p{L}&.-]*){0,3},?$")


@lru_cache(maxsize=64)
def _is_of_the_party(tight: str) -> bool:
    """Whether a motto without its blanks is the Party's; most papers print one of the same few."""
    return _PARTY.search(tight) is not None


def _is_signature(text: Text, cell: Cell) -> bool:
    """Whether a cell begins with an authority or a post in capitals, debris before it allowed for."""
    if len(cell.value) > 140:
        return False
    if len(cell.value) < 6 and _BARE_AUTHORITY.fullmatch(cell.value):
        return True
    shape = text.shape[cell.start : cell.end]
    lead = len(shape[:4]) - len(shape[:4].lstrip("."))
    post = signatures().match(cell.plain, lead)
    if post is None and cell.is_caps and (mended := mended_capitals(cell.value)) != cell.value:
        post = signatures().match(plain(mended), lead)
    if post is None:
        return False
    first = post.end("authority") if post["authority"] else lead
    letters = "".join(_WORD.findall(shape, first, first + 40)[:2])
    return letters.count("A") >= 0.7 * len(letters) > 0


def _tell_numbers(told: list[Cell], close: list[int]) -> None:
    """A number that stands a line below its "Số:" (seen in text crawled from web pages)."""
    for k in close:
        if len(told[k].value) < 12 and k + 1 < len(told):
            cell = told[k + 1]
            short = len(cell.value) < 40 and cell.kind in (Kind.TEXT, Kind.CAPS)
            if short and _BARE_NUMBER.match(cell.value) and NUMBER_HEAD.fullmatch(told[k].value):
                told[k + 1] = cell._replace(kind=Kind.NUMBER)


def _tell_dates(told: list[Cell], close: list[int]) -> None:
    """The day of a cited document, with which a subject's next line begins: `V/v … 03-CV/TW,` ⏎ `ngày …`.

    Only where the document's own date line stands near.
    """
    dates = [k for k in close if told[k].kind == Kind.DATE]
    cited = list[int]()
    for k in dates:
        near = (other for other in dates if -6 <= other - k < 9 and other != k and other not in cited)
        if k and _names_a_document(told[k - 1], told[k]) and any(True for _ in near):
            cited.append(k)
    for k in cited:
        told[k] = told[k]._replace(kind=Kind.TEXT)


def _names_a_document(above: Cell, cell: Cell) -> bool:
    """Whether a line of a subject ends with a number, and a day without a place follows on the next."""
    return (
        cell.row - above.row == 1
        and above.kind in (Kind.ABOUT, Kind.TEXT)
        and cell.plain.startswith("ngay")
        and _ENDS_IN_NUMBER.search(above.value[-40:]) is not None
    )


def _tell_esign(told: list[Cell], close: list[int]) -> None:
    """An e-signature's owner stands in capitals above its e-mail and time (seen on scans of a gazette)."""
    for k in close:
        cell = told[k]
        if cell.kind == Kind.ESIGN:
            for j in range(k - 1, max(k - 4, -1), -1):
                near = told[j]
                if cell.row - near.row > 4 or near.kind not in (Kind.CAPS, Kind.TEXT) or len(near.value) > 40:
                    break
                told[j] = near._replace(kind=Kind.ESIGN)


def _tell_stamps(told: list[Cell]) -> None:
    """Mark the cells of arrival stamps: two of its lines near one another, one of them its own.

    Its office stands in capitals above; a table's tabs may cut `CÔNG / VĂN / ĐẾN` down a column.
    """
    named = {k: line for k, cell in enumerate(told) if len(cell.plain) <= 60 and (line := _stamp_line(cell))}
    if {"den", "routing", "file"}.isdisjoint(named.values()):
        return
    k = 0
    while k < len(told):
        end, seen = _stamp_lines(told, named, k) if k in named else (k, set())
        if len(seen) >= 2 and seen & {"den", "routing", "file"} and seen != {"den", "digits"}:
            for j in range(_office_above(told, k), end):
                told[j] = told[j]._replace(kind=Kind.STAMP)
        k = max(end, k + 1)


def _stamp_lines(told: list[Cell], named: dict[int, str], k: int) -> tuple[int, set[str]]:
    """Where a run of a stamp's lines that begins at `k` ends, and which of its lines it has."""
    end, seen, last_row = k, set[str](), told[k].row
    while end < len(told) and told[end].row - last_row <= 2:
        if end in named:
            seen.add(named[end])
        elif len(told[end].value) >= 14 or end + 1 not in named:
            break                                 # a short scrap between two lines is handwriting
        last_row = told[end].row
        end += 1
    return end, seen


def _office_above(told: list[Cell], k: int) -> int:
    """Where the receiver's name above a stamp's first line begins; a short line ends a longer one's name."""
    while k and told[k - 1].kind in (Kind.CAPS, Kind.SIGN) and told[k - 1].column == 0:
        gap = told[k].row - told[k - 1].row
        if gap > 2 or (gap == 2 and k > 1 and told[k - 2].kind == Kind.TITLE):
            break                                 # a subject of one line stands above, under its title
        k -= 1
        if len(told[k].value) > 12:
            break
    return k


_NO_STAMP = (Kind.DATE, Kind.MOTTO, Kind.PARTY_MOTTO, Kind.TITLE, Kind.RECIPIENTS, Kind.NUMBER, Kind.ESIGN)


def _stamp_line(cell: Cell) -> str | None:
    """Which line of a stamp a cell can be."""
    if cell.kind in _NO_STAMP or not _STAMP_WORD.match(cell.plain):
        return None
    return next((name for name, pattern in _STAMP_LINES.items() if pattern.match(cell.plain)), None)
