"""Lines → cells: where one column of the page ends on a line and the next begins.

A letterhead, a footer or a table of two columns comes out of OCR with both columns on one line. The
line is cut at a wide blank, around the motto, before "Hà Nội, ngày", before "V/v" behind a number,
and where the signer's authority begins behind an item of the distribution list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from typing import Final

import regex

from vbparse.alternatives import one_of
from vbparse.datelines import DateLine, date_line
from vbparse.mottos import mottos
from vbparse.naming import is_place, post
from vbparse.normalize import plain
from vbparse.syllables import is_syllable
from vbparse.tables import doc_types, signing
from vbparse.text import Cell, Text

NUMBER_HEAD: Final = regex.compile(
    r"[^\p{L}\n]{0,4}(?:(?:(?:Bộ )?[Ll]u[ậâạăặ]t|Pháp lệnh|(?:BỘ )?LUẬT|PHÁP LỆNH|Nghị quyết)\s[Ss]ố"
    r"|[S$][ốôóồoỐÔÓO06õòổỗộ](?!\p{L})|S8(?=\s?[:;.])|S[ ]ố(?!\p{L})|S\p{L}(?=\s?:))\s?[.:;,]?"
)
# T/M, TM., K/T, KT., T/L, TL., TUQ., Q., and what OCR makes of them: T/N, 1/M, TIM.
AUTHORITY: Final = (
    r"(?:t\s?/?\s?\.?m|t/n|[1i]/m|tim|k\s?/?\s?\.?t|t\s?/?\s?\.?(?:l|[1i](?=\s?[.:,/]))|t\s?/?\s?\.?u\s?\.?q|t/uq|q"
    r"|quyen(?=\s(?:giam doc|truong|chu tich|bo truong|cuc truong|vu truong|tong|chanh|bi thu|vien truong)))"
    r"(?:\s?[./,:]+\s?|\s)(?=\s*[a-z]{2,})"
)
# "Kính gửi", "Nơi nhận" on plain text, and what OCR makes of them: `Klnh gưi`, `Nơl nhậu`, `Nơ i nhậ n`.
TO: Final = r"k\s?[il1t]\s?[nu]\s?[hb]\s?(?:[gq]\s?[uư]\s?[il1]|t\s?r\s?[il1]\s?n\s?h)"
FOR: Final = r"[nu]\s?[oa0]\s?[il1t]\s?[nu]\s?[hb]\s?[ao]\s?[nu]"

# What the right column of a mass organisation has for a motto, behind the body of a place on the left.
MASS_HEADING: Final = re.compile(
    r"\W{0,2}(?:doan (?:tncs|thanh nien cong san) ho chi minh"
    r"|hoi (?:nong dan|lhpn|lien hiep phu nu|cuu chien binh|chu thap do) viet nam"
    r"|tong lien doan lao dong viet nam)\W{0,3}$"
)
BODY_WORDS: Final = re.compile(
    r"\b(?:uy ban|ubnd|ubmttq|hoi dong|hdnd|bo|so|cuc|chi cuc|tong cuc|ban|van phong|tinh uy|thanh uy"
    r"|huyen uy|quan uy|thi uy|dang uy|dang bo|chi bo|chinh phu|quoc hoi|thu tuong|chu tich|toa an|vien"
    r"|thanh tra|ngan hang|kho bac|cong an|hoi|doan|truong|trung tam|cong ty|tong cong ty|tap doan|kiem toan"
    r"|bao hiem|cong doan|dai|chi nhanh|quan khu|mat tran|lien doan|phong|hoc vien|benh vien|nha"
    r"|tong lien doan|dang doan|trung uong)\b"
)
_MASS = re.compile(rf"(?<=\s){MASS_HEADING.pattern}")
OF_A_PLACE: Final = re.compile(r"\b(?:tinh|huyen|quan|thanh|tp|xa|phuong)\b")
_GAP = re.compile(r"\t[\t ]*|[ ]{3,}")
_LETTER_SPACED = regex.compile(r"\s*+\p{Lu}(?:\s{1,6}+\p{Lu}){4,}+\s*+")
# Blanks left for a hand to fill belong to their line: `Số        -NQ/ThU`, `ngày      tháng      năm 2021`.
_BLANKS_INSIDE = re.compile(
    r"S[ốôóoỐÔÓO]\s?:?[ \t.…]*\d{0,6}[ \t.…]{3,}(?=[-/])"
    r"|ngày[ \t.…]+(?=/\s?\d{1,2}\s?/)"
    r"|ng\wy[ \t.…]+\d{0,2}[ \t.…]*th\wng[ \t.…]*\d{0,2}[ \t.…]*n\wm[ \t.…]*(?=\d{4}|$)"
)
_LABEL = re.compile(rf"(?<=\s)(?:{TO}|{FOR})\s?:")
_ABOUT_INSIDE = regex.compile(r"(?<=\S\s)[Vv]/[vV]\b|(?<=\p{Lu}\s)Về việc\b")
_NUMBER_INSIDE = regex.compile(
    r"(?<=\s)(?:Số|Luật số)\s?[:.]?\s*[\w.]{0,8}\s{0,2}[-/]\s?[\w./&-]*\p{Lu}[\w./&-]*"
    r"(?:\s?-\s?\p{Lu}{2,12}\b)?"
)
_GOES_ON = regex.compile(r"\s*(?:của|về|,\s*\p{Ll}|;)")
_ENDS_FREE = regex.compile(r"[\p{Lu}\d\W]$")
_TWO_CAPITALS = regex.compile(r"\p{Lu}{2}")
# A date line that goes on below: `Số: 12/QĐ-UBND Cao Bằng, ngày 5` ⏎ `tháng 3 năm 2020`.
BROKEN_DATE: Final = regex.compile(
    r"(?<!\S)\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){0,3}\s?,\s{0,2}ngày[\s\d.…]{0,8}(?:tháng[\s\d.…]{0,8})?$"
)
_ABOUT_FIRST = regex.compile(r"\W?V\s?[/íilI1|]\s?[vV]\b")
_PLACED = regex.compile(r"\b(?:tại|ở|về|của|đến|từ|ngày)\s*$|,\s*$")
_OF_THE_LIST = re.compile(rf"\W*(?:{FOR}|luu)\b|\s*[-+*•]\s|\s*~")
_BEHIND_ITEM = regex.compile(
    r"(?<!\b(?:[KT]/?[TML]|T/?UQ|Q))[;,.)]\s{1,4}[^\w\s]{0,2}(?P<capitals>\p{Lu}(?:[^\p{Ll};,.\n]|(?<=[\p{Lu}¡])\p{Ll}(?=[\p{Lu}\d])){4,60})$"
)
# A copy note's heading on the right, behind the letterhead's body or its number: `TỈNH ỦY X SAO LỤC`.
_COPY_BESIDE = re.compile(r"(?<=\w\s)(?:sao y(?: ban chinh)?|sao luc|trich sao)\W*$")
_HEADS_BODY = re.compile(rf"(?!ban hanh\b){BODY_WORDS.pattern}")
_MARKED = re.compile("[\u0300-\u0303\u0309\u0323]")
_BOUND = re.compile(r"(?:của|do|và)\s*$")
_PLACE_LOST = regex.compile(rf"{NUMBER_HEAD.pattern}\s?[\w/&.-]{{3,30}}\s,\s?$")  # `Số: 512/TL-ATĐ. , ngày`
WIDEST: Final = 600
"""Code points of a line within which a letterhead is looked for; a whole document may stand on one."""
CAPITALS: Final = 0.78
"""The share of a cell's letters that are capitals where it is printed in capitals."""


Line = tuple[int, int, int]
"""A printed line: its row, as `Cell` counts rows, and where its print begins and ends."""


def lines(text: Text) -> list[Line]:
    """The printed lines of a text, without the blanks at their ends."""
    found, at = list[Line](), 0
    for row, line in enumerate(text.value.split("\n")):
        if printed := line.strip():
            start = at if printed == line else at + line.find(printed)
            found.append((row, start, start + len(printed)))
        at += len(line) + 1
    return [(row // 2, start, end) for row, start, end in found] if _is_spaced(found) else found


def _is_spaced(lines: list[Line]) -> bool:
    """Whether a text has a blank line between all its lines, as some converters write it."""
    close = (below - above == 1 for (above, _, _), (below, _, _) in pairwise(lines))
    return sum(islice(filter(None, close), len(lines) // 20 + 1)) * 20 < len(lines)


def cut(text: Text, line: Line) -> Iterator[Cell]:
    """The cells of a line in reading order, their kind not told yet."""
    value, low = text.value, text.plain
    row, start, end = line
    # With the blanks around it, for what is sought behind a blank stands at the beginning of a line too.
    edges = _edges(text, value.rfind("\n", 0, start) + 1, value.find("\n", end) % (len(value) + 1))
    column = 0
    for left, right in pairwise(sorted(edges)):
        while left < right and value[left].isspace():
            left += 1
        while right > left and value[right - 1].isspace():
            right -= 1
        if left < right:
            is_caps = _is_caps(text, left, right)
            yield Cell(left, right, row, column, value[left:right], low[left:right], is_caps)
            column += 1


def _is_caps(text: Text, start: int, end: int) -> bool:
    """Whether a cell is printed in capitals, debris of OCR allowed for."""
    capitals = text.capitals(start, end)
    letters = capitals + text.shape.count("a", start, end)
    return capitals >= CAPITALS * letters and letters >= 2


def _edges(text: Text, start: int, end: int) -> set[int]:
    """Where the cells of a line begin and end."""
    value, low = text.value, text.plain
    edges = {start, end}
    if value.find("\t", start, end) >= 0 or value.find("   ", start, end) >= 0:
        edges.update(_gaps(value, start, end))
    run_on = False
    head = min(end, start + WIDEST)
    for motto in mottos(text, start, head):       # cut out on both sides, a label only in front
        edges.update(motto)
        run_on = True
    wide = head < end
    if low.find(":", start, end) >= 0:
        edges.update(match.start() for match in _LABEL.finditer(low, start, end))
    if not run_on and _heads_mass(low, start, head) and text.is_in_capitals(start, head, CAPITALS):
        beside = _MASS.search(low, start, end)
        above = low.rfind("\n", 0, max(start - 1, 0)) + 1
        edges.update({beside.start()} if beside and OF_A_PLACE.search(low, above, beside.start()) else ())
    if run_on or not wide:
        date = _date_line_inside(value, start, head)
        if date:
            edges.update((date.start, date.end))
            run_on = run_on or date.start > start
    if run_on:
        edges.update(_run_on(text, start, head))
    about = _about(text, start, end)
    begun = BROKEN_DATE.search(value, start, end) if value.find("ngày", start, end) > 0 else None
    if (about or begun) and NUMBER_HEAD.match(value, start, end):
        edges.update(match.start() for match in (about, begun) if match)
    copy = _copy_beside(text, start, end) if low.find("sao", start, end) > start else None
    if copy is not None:
        edges.add(copy)
    signature = _signature(text, max(start, end - WIDEST) if run_on else start, end)
    if signature is not None:
        edges.add(signature)
    return edges


def _heads_mass(low: str, start: int, end: int) -> bool:
    """Whether a line may hold a mass organisation's heading; few lines have its words."""
    return low.find("viet nam", start, end) > start or low.find("ho chi minh", start, end) > start


def _date_line_inside(value: str, start: int, end: int) -> DateLine | None:
    """A date line that runs on from what stands before it: the first day with a place and no sentence's.

    A number's line may cite another before it: `Số: 7/SYT-VP V/v … ngày 5 tháng 4 năm 2019 Huế, ngày`.
    """
    date = date_line(value, start, end)
    if date and not date.place and _PLACE_LOST.match(value, start, date.date[0]):
        return date
    while date and (not date.place or _in_sentence(value, start, date)):
        date = date_line(value, date.end, end) if NUMBER_HEAD.match(value, start, end) else None
    return _of_known_place(value, date) if date and _is_beside_subject(value, start, date) else date


def _copy_beside(text: Text, start: int, end: int) -> int | None:
    """Where a copy note's heading begins behind a body's name in capitals, or behind a number."""
    copy = _COPY_BESIDE.search(text.plain, start, end)
    if copy is None or not text.is_in_capitals(copy.start(), end, CAPITALS):
        return None
    left = text.value[start : copy.start()].strip()
    named = text.is_in_capitals(start, copy.start(), CAPITALS) and _HEADS_BODY.match(plain(left))
    headed = named or NUMBER_HEAD.match(left)
    return copy.start() if headed else None


def _about(text: Text, start: int, end: int) -> regex.Match[str] | None:
    """The first "V/v" inside a line; few lines have its letters."""
    if text.plain.find("v/v", start, end) < 0 and text.plain.find("ve viec", start, end) < 0:
        return None
    return _ABOUT_INSIDE.search(text.value, start, end)


def _run_on(text: Text, start: int, end: int) -> Iterator[int]:
    """Number, "V/v" and title where a whole letterhead stands on one line, as crawled text has it."""
    value = text.value
    about = _about(text, start, end)
    if about:
        yield about.start()
    title = _titles().search(value, start + 1, end)
    # Behind title or "V/v" a number is a cited one.
    stop = min((m.start() for m in (about, title) if m), default=end)
    number = _NUMBER_INSIDE.search(value, start + 1, stop)
    if number and value[start : number.start()].strip():  # one that begins the line ends with its cell
        yield from number.span()
    if title:
        yield title.start()
        if not _TWO_CAPITALS.match(value, title.end(), end):
            yield title.end()                     # the subject follows in small letters


@cache
def _titles() -> regex.Pattern[str]:
    """Names of types in capitals, behind other text on a line."""
    names = one_of(name.upper() for row in doc_types() for name in (row.name, *row.titles))
    return regex.compile(rf"(?<=[\p{{Ll}}\d.]\s){names}\s+(?=\p{{L}})")


def _gaps(value: str, start: int, end: int) -> Iterator[int]:
    """Both ends of wide blanks that part two columns."""
    if _LETTER_SPACED.fullmatch(value, start, end):
        return
    inside = [match.span() for match in _BLANKS_INSIDE.finditer(value, start, end)]
    for gap in _GAP.finditer(value, start, end):
        if not any(first <= gap.start() < last for first, last in inside):
            yield from gap.span()


def _is_beside_subject(value: str, start: int, date: DateLine) -> bool:
    """Whether a day is of the right column's date line: behind "V/v", or below it and below the motto."""
    if _ABOUT_FIRST.match(value, start, date.start):
        return True
    ends = not value[date.end : date.end + 4].split("\n")[0].strip(" .|:")
    if date.place is None or date.start == start or not ends:
        return False
    above = value[max(0, start - _ABOVE) : start].rstrip().split("\n")[-3:]
    return any(_ABOUT_FIRST.match(line.lstrip()) for line in above) and any(map(_MOTTO_ENDS.search, above))


_ABOVE = 240                                     # code points of three lines of a letterhead
_MOTTO_ENDS = regex.compile(r"(?:H\p{L}nh ph\p{L}c|VI\p{L}T NAM)\W*$")


def _of_known_place(value: str, date: DateLine) -> DateLine:
    """A date line without the capitals before its place that end a subject: `… thứ Mười Cao Bằng, ngày`."""
    first, last = date.place or (date.start, date.start)
    if is_place(value[first:last]):
        return date
    starts = (blank.end() for blank in _BLANK.finditer(value, first, last))
    at = next((at for at in starts if is_place(value[at:last])), first)
    unit = _CITY_ENDS.search(value, first, at)
    at = unit.start() if unit else at
    return date._replace(start=at, place=(at, last)) if at > first else date


_BLANK = re.compile(r" +")
_LEVEL = re.compile(r"\bcấp (?:tỉnh|huyện|xã)$")
_CITY_ENDS = re.compile(r"(?:Thành phố|T\.?P\.?|Thị xã)\s?$")


def _in_sentence(value: str, start: int, date: DateLine) -> bool:
    """Whether "…, ngày …" goes on in a sentence, as dates in citations do."""
    before = value[start : date.start].rstrip()
    if _is_beside_subject(value, start, date):
        before = value[start : _of_known_place(value, date).start].rstrip()
        line = value[date.end : value.find("\n", date.end) % (len(value) + 1)]
        of_unit = date.place is not None and value[date.place[0]].islower() and not _LEVEL.search(before)
        return date.place is None or of_unit or bool(_PLACED.search(before) or _GOES_ON.match(line))
    if _GOES_ON.match(value, date.end, date.end + 40):
        return True
    return bool(before) and not _ENDS_FREE.search(before) and not NUMBER_HEAD.match(before)


@cache
def signatures() -> re.Pattern[str]:
    """Authorities and posts of signers on plain text, blanks between a post's words optional."""
    posts = one_of((plain(name).replace(",", " ") for name in signing().positions), r"\s{0,2}")
    return re.compile(rf"(?<![^\W_])(?:(?P<authority>{AUTHORITY})|(?P<post>{posts})(?!\w))")


def behind_item(text: Text, start: int, end: int) -> int | None:
    """Where capitals that are the signature's begin behind a closed item: `- Như trên; PHÓ RÍ THƯ`.

    They are words, not the letters of an abbreviation (`UBND TP`), or a post that a stamp spoiled.
    """
    if "a" in text.shape[max(start, end - 4) : end] or "a" not in text.shape[start:end]:
        return None
    match = _BEHIND_ITEM.search(text.value, start, end)
    if match is None:
        return None
    printed = match["capitals"].strip(" .,:'\"")
    words = printed.split()
    told = len(printed) > 5 and len(words) > 1 and _MARKED.search(unicodedata.normalize("NFD", printed))
    if (told and all(map(is_syllable, words))) or post(printed, 0.8):
        return match.start("capitals")
    return None


def _signature(text: Text, start: int, end: int) -> int | None:
    """Where a signature begins on a line that another column begins: `- Như trên; PHÓ BÍ THƯ`."""
    value = text.value
    if end - start > WIDEST or text.shape.find("AA", start, end) < 0:
        return None
    for match in signatures().finditer(text.plain, start + 1, end):
        printed, before = value[match.start() : match.end()], value[start : match.start()]
        if before[-1:] not in " \t.:" or not before.strip() or _BOUND.search(before):
            continue
        if match["authority"]:
            # Of `Lưu: VT, KT. Lò Văn Pản` KT is a unit.
            office = _TWO_CAPITALS.search(value, match.end(), end)
            begins = bool(office) and printed.isupper() and value[match.end() : match.end() + 1].isupper()
        else:
            begins = text.capitals(*match.span()) > 1 and text.is_in_capitals(*match.span(), 0.8)
        # In a line of capitals the title, or the signature itself, goes on.
        goes_on = text.is_in_capitals(start, match.start(), 0.6) and text.capitals(start, match.start()) > 0
        if begins and (not goes_on or _OF_THE_LIST.match(text.plain, start, match.start())):
            earlier = behind_item(text, start, end)  # a post's first word may be spoilt: `; ĐHÓ CHỦ TỊCH`
            return match.start() if earlier is None else min(earlier, match.start())
    return behind_item(text, start, end)
