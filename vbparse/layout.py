"""Lines → cells, and what each cell is on the page.

A letterhead, a footer or a table of two columns comes out of OCR with both columns on one line. The
line is cut where one column must end: at a wide blank, before the motto, before "Hà Nội, ngày",
before the authority of the signer. Then every cell is told by its own words and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import regex

from vbparse.normalize import plain
from vbparse.tables import doc_types, signing
from vbparse.text import Cell, Text


class Kind:
    """What a cell is; boxes as NĐ 30/2020, Phụ lục I numbers them."""

    MOTTO: Final = "motto"                      # ô số 1: Cộng hòa …; Độc lập - Tự do - Hạnh phúc
    PARTY_MOTTO: Final = "party_motto"          # Đảng Cộng sản Việt Nam
    NUMBER: Final = "number"                    # ô số 3
    DATE: Final = "date"                        # ô số 4
    TITLE: Final = "title"                      # ô số 5a
    ABOUT: Final = "about"                      # ô số 5b: V/v
    ADDRESSEES: Final = "addressees"            # ô số 9a: Kính gửi
    RECIPIENTS: Final = "recipients"            # ô số 9b: Nơi nhận
    SIGN: Final = "sign"                        # ô số 7a: quyền hạn, chức vụ
    SIGNED: Final = "signed"                    # (Đã ký)
    COPY: Final = "copy"                        # SAO Y, SAO LỤC, TRÍCH SAO
    STAMP: Final = "stamp"                      # dấu "ĐẾN"
    ESIGN: Final = "esign"                      # "Ký bởi: …", time, e-mail
    APPENDIX: Final = "appendix"                # Phụ lục, Mẫu số, (Kèm theo …)
    FORM: Final = "form"                        # the number of a form: `Số: …/...(2)…`
    RULE: Final = "rule"                        # -----, ___, *
    PAGE: Final = "page"                        # 2, - 2 -, --- PAGE BREAK ---
    CAPS: Final = "caps"
    TEXT: Final = "text"


# ---------------------------------------------------------------- cutting

_WORD = r"\p{Lu}[\p{Ll}]+"
_PLACE = rf"(?:(?:TP|T\.P|Tp)\s?\.?\s?)?(?:(?:[Tt]hành phố|[Tt]hị xã|[Xx]ã|[Pp]hường|[Tt]ỉnh|[Hh]uyện)\s)?{_WORD}(?:[ ]?-?[ ]?{_WORD}){{0,4}}"
DATE_LINE: Final = regex.compile(
    rf"(?P<place>{_PLACE})?[\s.]{{0,3}}[,.]{{0,2}}\s{{0,2}}(?P<date>[Nn]g[àaảạáâ]\w?y(?P<d>[^\n]{{0,9}}?)[tT]h\w{{1,3}}ng(?P<m>[^\n]{{0,7}}?)"
    rf"(?<![\p{{L}}])n[ăãảâáaấ]m\s{{0,3}}(?P<y>[12][\dOoØlI](?:\s?[\dOoØlI|]){{2}}|[.…\s]*$)?)"
)
_CUTS: Final = (
    regex.compile(r"(?P<cut>c\wng h\w{1,2}\s?a?\s?x\w h\w\w? c?h\w\w? ?ng\w\w?\w?\s*v\w*\s?nam|hoi chu ngh\w*\s?viet\s?nam)"),
    regex.compile(r"(?P<cut>d[oa]c lap\W{1,4}tu do\W{1,4}hanh ph\w+)"),
    regex.compile(r"(?P<cut>dang cong san viet nam)"),
    regex.compile(r"(?<=\s)(?P<cut>kinh (?:gui|trinh)\s?:)"),
    regex.compile(r"(?<=\s)(?P<cut>noi nhan\s?:)"),
)
_CUT_HINT = regex.compile(r"chu ngh|doc lap|cong san|kinh (?:gui|trinh)\s?:|noi nhan\s?:")
_ABOUT_INSIDE = regex.compile(r"(?<=\S\s)V/[vV]\b")
_GAP = regex.compile(r"\t[\t ]*|[ ]{3,}")
NUMBER_HEAD: Final = regex.compile(r"[^\p{L}\n]{0,4}(?:(?:(?:Bộ )?[Ll]uật|Pháp lệnh|(?:BỘ )?LUẬT|PHÁP LỆNH|Nghị quyết)\s[Ss]ố|[S$][ốôóồoỐÔÓO06](?!\p{L})|S\p{L}(?=\s?:))\s?[.:;,]?")
_NUMBER_TAIL = regex.compile(
    r"(?P<serial>[^\n]{0,14}?)(?:[-/.]\s?(?:(?:19|20)\d\d\s?[-/]\s?)?[A-ZĐIÐ]|\s[A-ZĐ]{2,}[-/][A-ZĐ])(?!\p{Ll}{2})"
)
# Blanks left for a hand to fill belong to their line: `Số        -NQ/ThU`, `ngày      tháng      năm 2021`.
_LETTER_SPACED = regex.compile(r"\s*(?:\p{Lu}\s{1,6}){4,}\p{Lu}\s*")
_BLANKS_INSIDE = regex.compile(r"(?:Số|SỐ)\s?:?[ \t.…]*\d{0,6}[ \t.…]{3,}(?=[-/])|ngày[ \t.…]+(?:\d{0,2})[ \t.…]*tháng[ \t.…]*(?:\d{0,2})[ \t.…]*năm[ \t.…]*(?=\d{4}|$)")


def cells(text: Text) -> tuple[Cell, ...]:
    """The cells of a text in reading order, each labelled with its `Kind`."""
    cut = tuple(cell for row, (start, end) in enumerate(_lines(text.value)) for cell in _cut(text, row, start, end))
    return _label(cut)


def _lines(value: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(value):
        end = value.find("\n", start)
        end = len(value) if end < 0 else end
        yield start, end
        start = end + 1


def _cut(text: Text, row: int, start: int, end: int) -> Iterator[Cell]:
    """The cells of one line."""
    value, low = text.value, text.plain
    if value[start:end].isspace() or start == end:
        return
    edges = {start, end}
    whole = _BLANKS_INSIDE.search(value, start, end)
    spaced = _LETTER_SPACED.fullmatch(value, start, end)
    for gap in _GAP.finditer(value, start, end):
        if not spaced and not (whole and whole.start() <= gap.start() < whole.end()):
            edges.update(gap.span())
    if _CUT_HINT.search(low, start, end):
        for pattern in _CUTS:
            for match in pattern.finditer(low, start, end):
                if _stands_alone(value, match):
                    edges.update(match.span("cut") if match["cut"][:3] not in ("kin", "noi") else (match.start(),))
    if end - start < 400 and "ng" in low[start:end]:
        date = DATE_LINE.search(value, start, end)
        if date and date["place"] and not _in_sentence(value, start, date):
            edges.add(date.start())
            edges.add(date.end())
    if NUMBER_HEAD.match(value, start, end):
        about = _ABOUT_INSIDE.search(value, start, end)
        if about:
            edges.add(about.start())
    edges.update(_signature_edges(text, start, end))
    line = sorted(edges)
    column = 0
    for left, right in zip(line, line[1:], strict=False):
        while left < right and value[left].isspace():
            left += 1
        while right > left and value[right - 1].isspace():
            right -= 1
        if left < right:
            yield Cell(left, right, row, column, value[left:right], low[left:right])
            column += 1


def _stands_alone(value: str, match: regex.Match[str]) -> bool:
    """Whether a motto is the page's own and not named in a sentence."""
    found = match["cut"]
    printed = value[match.start("cut") : match.end("cut")]
    if found.startswith(("cong", "hoi", "dang")):
        return sum(c.isupper() for c in printed) >= 0.7 * sum(c.isalpha() for c in printed)
    return True


def _in_sentence(value: str, start: int, date: regex.Match[str]) -> bool:
    """Whether "…, ngày …" goes on in a sentence, as dates in citations do."""
    before = value[start : date.start()].rstrip()
    after = value[date.end() : date.end() + 40]
    if regex.match(r"\s*(?:của|về|,\s*\p{Ll}|;)", after):
        return True
    return bool(before) and not regex.search(r"[\p{Lu}\d\W]\s*$", before) and not NUMBER_HEAD.match(before)


@cache
def _posts() -> regex.Pattern[str]:
    """Authorities and posts of signers, on plain text, blanks between words optional."""
    names = sorted({plain(p) for p in signing().positions}, key=len, reverse=True)
    posts = "|".join(r"\s{0,2}".join(map(regex.escape, name.replace(",", " ").split())) for name in names)
    return regex.compile(rf"(?<![^\W_])(?:(?P<authority>{AUTHORITY})|(?P<post>{posts})(?!\w))")


# T/M, TM., K/T, KT., T/L, TL., TUQ., Q.; what OCR makes of them: T/N, 1/M, TIM, tM, (seen: `TM BAN`).
AUTHORITY: Final = (
    r"(?:t\s?/?\s?\.?m|t/n|[1i]/m|tim|k\s?/?\s?\.?t|t\s?/?\s?\.?l|t\s?/?\s?\.?u\s?\.?q|t/uq|q)"
    r"(?:\s?[./,]+\s?|\s)(?=\s*[a-z]{2,})"
)


def _signature_edges(text: Text, start: int, end: int) -> Iterator[int]:
    """Where a signature begins on a line that another column begins: `- Như trên; PHÓ BÍ THƯ`."""
    value = text.value
    if end - start > 600 or not regex.search(r"\p{Lu}{2}", value[start:end]):
        return
    for match in _posts().finditer(text.plain, start + 1, end):
        printed = value[match.start() : match.end()]
        before = value[start : match.start()]
        if not before.strip() or before[-1:] not in " \t.:":
            continue
        caps = [c for c in printed if c.isalpha()]
        if sum(c.isupper() for c in caps) < max(2, 0.8 * len(caps)) and not match["authority"]:
            continue
        if match["authority"] and not (printed.upper() == printed and regex.match(r"\p{Lu}", value[match.end() : match.end() + 1])):
            continue
        letters = [c for c in before if c.isalpha()]
        if letters and sum(c.isupper() for c in letters) > 0.6 * len(letters):
            continue                              # the title or the signature itself goes on
        if regex.search(r"(?:của|do|và)\s*$", before):
            continue
        yield match.start()
        return


# ---------------------------------------------------------------- telling

_RULE = regex.compile(r"[\W_]*(?:[*\-_=~.…•·—\s]{3,}|\*)[\W_]*")
_PAGE = regex.compile(r"-*\s*(?:page(?:\s+break|\s+\d+)?\s*-*|trang\s+\d+(?:/\d+)?|\d{1,3})\s*-*")
_STATE = regex.compile(r"hoi chu ngh\w*\s?v|d[oa]c lap\W{1,4}tu do\W{1,4}hanh")
_PARTY = regex.compile(r"\W*dang cong san viet nam\W*")
# V/v and what OCR makes of it: `Viv`, `V/ `, `VW`.
ABOUT: Final = regex.compile(r"['‘\"`]?(?:V\s?[/íilI1|]\s?[vV]?\b\s?[.:]?(?=\s)|V[íi]v\b|V/?[Ww]\b|V/)")
_ADDRESSEES = regex.compile(r"\W{0,2}k[ti]nh (?:gui|trinh)\b|[\w .,-]{6,90}\bdien\s?:\s*$")     # a công điện says "điện:"
_RECIPIENTS = regex.compile(r"\W{0,3}n[oa]i\s?nh[ao]n\s*(?:[:;.]|.{0,8}$)")
_BARE_AUTHORITY = regex.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s?\.?")
_SIGNED = regex.compile(r"\W*(?:da ky|ky ten,? (?:va )?dong dau|ky,? dong dau|da ky ten)\W*")
_COPY = regex.compile(r"\W*(?P<copy>sao y(?: ban chinh)?|sao luc|trich sao|ban sao)\W*")
_APPENDIX = regex.compile(
    r"\W{0,3}(?:phu luc(?:\s+(?:so\s+)?(?:[ivx]+|\d+|[a-z]))?\W*$|phu luc\s*\W|mau (?:so|bieu)\b|bieu (?:mau|so)\b|mau \d"
    r"|\((?:ban hanh )?kem theo\b)"
)
_ESIGN = regex.compile(
    r"(?:nguoi ky|ky boi|co quan|thoi gian? ky|oi gian ky|gio ky|ngay ky|email|chuc vu|signed by|digitally signed|signature not)\s*:"
    r"|\d\d[.:]\d\d[.:]\d{4}\s+\S?\d?\d?:|[+-]0?7:00|@\)?\w+\W?\w*\.\s?(?:gov|g0v|80v|com|vn)|\w+\(?@?\)?\w*quang\w+\.\s?gov"
)
_FORM = regex.compile(r"(?:…|\.{3,})\s*[-/]|\(\d\)")
_DEN = regex.compile(r"\W*(?:(?:cong van|van ban)\s+)?den\b(?!\s+\w*(?:nam|nay|het))|\W*(?:cong|van)\W*$|van ban den")
_STAMP_LINES: Final = {
    "den": regex.compile(r"\W{0,3}(?:(?:(?:cong van|van ban)\s+)?den\b\s*(?:qua m\w+)?\W*(?:$|so\b|ngay\b)|cong\s*$|van\s*$)"),
    "number": regex.compile(r"\W{0,3}so\b[\s.:…_]*(?:\d[\d.\s]*)?\W*(?:$|den\b|ngay\b)"),
    "day": regex.compile(r"\W{0,3}(?:ngay|gio)\b[\s.:…_]*(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|$|\w{0,4}\W*$)"),
    "routing": regex.compile(r"\W{0,4}(?:kinh )?chuyen\b\W*(?:dc\b|$|:|\.)|.{0,12}\bchuyen\s?:"),
    "file": regex.compile(r"\W{0,3}luu ho so\b"),
    "digits": regex.compile(r"\W{0,3}\d[\d./\s]*$|\d{1,5}\s+ngay\s+\d"),
}


@cache
def titles() -> dict[str, str]:
    """Each title line, plain and without blanks, with the name of its type."""
    found: dict[str, str] = {}
    for row in doc_types():
        for title in (row.name, *row.titles):
            found.setdefault(plain(title).replace(" ", ""), row.name)
    return found


def title_of(value: str) -> tuple[str, str] | None:
    """The type that a line in capitals names, and what of the line follows it.

    `KẾ HOẠCH.` is (`kế hoạch`, ``), `QUYẾT ĐỊNH VỀ VIỆC …` is (`quyết định`, `VỀ VIỆC …`),
    letter-spaced `Q U Y Ế T Đ Ị N H` too.
    """
    words = value.strip(" .:*_-—|'`,;“”\"")
    tight = plain(words).replace(" ", "")
    if tight in titles():
        return titles()[tight], ""
    pieces = words.split()
    for k in range(min(len(pieces) - 1, 5), 0, -1):
        name = titles().get(plain("".join(pieces[:k])))
        if name and regex.match(r"(?:ve|cua|so|lien|tom|ket|trien|thuc|ban hanh|sua doi|quy dinh|huong dan|phe duyet|cong bo|bai bo|dinh chinh|\W)\b?", plain(" ".join(pieces[k:]))):
            return name, " ".join(pieces[k:])
    return None


def _label(cut: tuple[Cell, ...]) -> tuple[Cell, ...]:
    told = [replace(cell, kind=_kind(cell)) for cell in cut]
    _tell_numbers(told)
    _tell_esign(told)
    _tell_stamps(told)
    return tuple(told)


def _kind(cell: Cell) -> str:
    """What a cell is by its own words."""
    low, value = cell.plain, cell.value
    if len(low) <= 60 and _RULE.fullmatch(low):
        return Kind.RULE
    if _PAGE.fullmatch(low):
        return Kind.PAGE
    if _ESIGN.search(low) and len(low) < 120:
        return Kind.ESIGN
    if _STATE.search(low) and len(low) < 90 and (cell.is_caps or "doc lap" in low[:14] or "d" == low[:1]):
        return Kind.MOTTO
    if _PARTY.fullmatch(low):
        return Kind.PARTY_MOTTO
    head = NUMBER_HEAD.match(value)
    if head and len(value) < 90:
        tail = _NUMBER_TAIL.match(value, head.end())
        if tail and not regex.search(r"\s(?:ngày|của|về|Ngày)\b", value[tail.start() :]):
            return Kind.FORM if _FORM.search(value) else Kind.NUMBER
    date = DATE_LINE.search(value)
    if date and date.end("date") >= len(value.rstrip(" .|:;_")) - 2 and date.start() <= 8:
        return Kind.DATE
    for kind, pattern in ((Kind.ABOUT, ABOUT), (Kind.ADDRESSEES, _ADDRESSEES), (Kind.RECIPIENTS, _RECIPIENTS)):
        if pattern.match(value if kind == Kind.ABOUT else low):
            return kind
    if _SIGNED.fullmatch(low):
        return Kind.SIGNED
    if _is_signature(cell):
        return Kind.TITLE if cell.is_caps and title_of(value) else Kind.SIGN
    if not cell.is_caps:
        return Kind.APPENDIX if _APPENDIX.match(low) else Kind.TEXT
    if _COPY.fullmatch(low):
        return Kind.COPY
    if title_of(value):
        return Kind.TITLE
    if _APPENDIX.match(low):
        return Kind.APPENDIX
    return Kind.CAPS


def _is_signature(cell: Cell) -> bool:
    """Whether a cell begins with an authority or a post in capitals, debris before it allowed for."""
    if len(cell.value) > 140:
        return False
    if _BARE_AUTHORITY.fullmatch(cell.value):
        return True
    lead = regex.match(r"[^\p{L}]{0,4}", cell.plain)
    post = _posts().match(cell.plain, lead.end() if lead else 0)
    if post is None:
        return False
    rest = cell.value[post.end("authority") if post["authority"] else post.start() :]
    words = regex.findall(r"\p{L}+", rest[:40])[:2]
    letters = "".join(words)
    return bool(words) and sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _tell_numbers(told: list[Cell]) -> None:
    """A number that stands a line below its "Số:" (seen in text crawled from web pages)."""
    for label, cell in zip(told, told[1:], strict=False):
        head = NUMBER_HEAD.fullmatch(label.value)
        if head and cell.kind in (Kind.TEXT, Kind.CAPS) and regex.match(r"\d{1,6}\s?[-/]", cell.value) and len(cell.value) < 40:
            told[told.index(cell)] = replace(cell, kind=Kind.NUMBER)


def _tell_esign(told: list[Cell]) -> None:
    """An e-signature's owner stands in capitals above its e-mail and time (seen on scans of a gazette)."""
    for k, cell in enumerate(told):
        if cell.kind == Kind.ESIGN:
            for j in range(k - 1, max(k - 4, -1), -1):
                near = told[j]
                if cell.row - near.row > 4 or near.kind not in (Kind.CAPS, Kind.TEXT) or len(near.value) > 40:
                    break
                told[j] = replace(near, kind=Kind.ESIGN)


def _tell_stamps(told: list[Cell]) -> None:
    """Mark the cells of arrival stamps: two of its lines near one another, one of them its own.

    Its office stands in capitals above; a table's tabs may cut `CÔNG / VĂN / ĐẾN` down a column.
    """
    k = 0
    while k < len(told):
        if _stamp_line(told[k]) is None:
            k += 1
            continue
        end, seen, last_row = k, set(), told[k].row
        while end < len(told) and told[end].row - last_row <= 2:
            line = _stamp_line(told[end])
            if line is None and not (end + 1 < len(told) and len(told[end].value) < 14 and _stamp_line(told[end + 1])):
                break
            if line:
                seen.add(line)
            last_row = told[end].row
            end += 1
        if len(seen) >= 2 and seen & {"den", "routing", "file"} and seen != {"den", "digits"}:
            while k and told[k - 1].kind in (Kind.CAPS, Kind.SIGN) and told[k].row - told[k - 1].row <= 2 and told[k - 1].column == 0:
                k -= 1
                if len(told[k].value) > 12:
                    break                         # a short line is the end of an office's name above it
            for j in range(k, end):
                told[j] = replace(told[j], kind=Kind.STAMP)
        k = max(end, k + 1)


def _stamp_line(cell: Cell) -> str | None:
    if cell.kind in (Kind.DATE, Kind.MOTTO, Kind.PARTY_MOTTO, Kind.TITLE, Kind.RECIPIENTS, Kind.NUMBER, Kind.ESIGN) or len(cell.value) > 60:
        return None
    return next((name for name, pattern in _STAMP_LINES.items() if pattern.match(cell.plain)), None)
