"""Documents named without a number: laws by name and year, resolutions of congresses and plenums.

    Luật Đất đai năm 2013                      Luật Lưu trữ ngày 11 tháng 11 năm 2011
    Nghị quyết Trung ương 4 khóa XI, XII       Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI

A law named with its number elsewhere in the text is that citation's and none here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from vbparse.alternatives import one_of
from vbparse.anchors import matches, places
from vbparse.citations import Cited
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.prose import squeeze
from vbparse.tables import law_names
from vbparse.text import Piece, Text

if TYPE_CHECKING:
    import regex

_ROMAN = r"[IVXLÏ]{1,6}"
_PLENUM = regex_pattern(
    rf"(?:Nghị\s+quyết\s+|NQ\s*)(?:(?:Hội\s+nghị\s+(?:lần\s+thứ\s+\p{{L}}+(?:\s+mười\s+\p{{L}}+)?\s+)?)?"
    rf"(?:Ban\s+Chấp\s+hành\s+)?(?:Trung\s+ương|TW|BCHTW)(?:\s+Đảng)?)\s*(?:lần\s+thứ\s+\p{{L}}+|\d{{1,2}})?"
    rf"[\s,(]+(?:kh[óo][áa]|K\.)\s*(?:{_ROMAN}|\d{{1,2}})(?:,\s*(?:kh[óo][áa]?\s*)?{_ROMAN})*\)?"
)
_CONGRESS = regex_pattern(
    rf"(?:Nghị\s+quyết|NQ)\s+Đại\s+hội(?:\s+(?:đại\s+biểu|Đại\s+biểu|toàn\s+quốc|Đảng\s+bộ|Đảng|các\s+cấp|\p{{Ll}}+(?:\s\p{{Lu}}\p{{Ll}}+)*)){{0,5}}?\s+"
    rf"(?:lần\s+thứ\s+)?(?:{_ROMAN}|\d{{1,2}})(?:\s+của\s+Đảng)?(?:,\s*nhiệm\s+kỳ\s+\d{{4}}\s*-\s*\d{{4}})?"
)
_STATUTES = regex_pattern(
    rf"Điều\s+lệ\s+Đảng(?:\s+Cộng\s+sản\s+Việt\s+Nam|\s+khóa\s+{_ROMAN})?|Hiến\s+chương\s+Liên\s+hợp\s+quốc|Hiến\s+pháp(?:\s+nước\s+Cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam)?(?:\s+năm\s+\d{{4}})?"
)
_LAW = regex_pattern(r"(?<!\p{L})(?P<kind>[Ll]uật|Pháp\s+lệnh)\s+(?P<name>\p{L})")
_SPOILT_LAW = regex_pattern(r"(?<!\p{L})(?P<kind>luat)\s+(?P<name>\p{L})")
_CODE = regex_pattern(r"(?r)(?<!\p{L})Bộ\s+")    # read backwards from "luật"
# On plain text, as a scan loses marks: `bỏ sung một số điễu`, `ngảy 29 thạng 6 nâm 2001`.
_WHEN = regex_pattern(
    r"\s*+(?:,?\s*+(?:na[mrn]\s+)?(?P<year>(?:19|20)\d\d)\b"
    r"|nga[yv]\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s+thang\s+\d{1,2}\s+na[mrn]\s+\d{4}))"
)
_NUMBERED = regex_pattern(r"\s*(?:\([^()]{0,30}\)\s*)?số\b")
_LONGEST = 110
# A law that amends others is named with them all, up to its date: `Luật sửa đổi, bổ sung một số điều của …`.
_AMENDS = regex_pattern(
    r"\s+sua\s+doi,?\s+(?:b\w\s+sung\s+)?(?:mot\s+so\s+dieu\s+)?(?:cua\s+)?(?:cac\s+)?luat[^.;:()]{3,220}?"
    r"(?=\s+ngay\s+\d|\s+nam\s+\d{4}|\s+so\s+\d|[;.)])"
)

_BLANKS = rf"\s{{1,{_LONGEST}}}"                 # as many as are looked at: without end they take long
_CLOSED = regex_pattern(
    rf"[^.;:()\"“”]{{2,90}}?(?={_BLANKS}(?:(?:năm{_BLANKS})?(?:19|20)\d\d(?!\d|\s?-)|ngày{_BLANKS}\d{{1,2}}[\s/]"
    rf"|số\s*:?\s*\d+/\d{{4}}/QH))"
)
_SENTENCE = regex_pattern(r"\b(?:quy định|theo|của|tại|căn cứ)\b")


def unnumbered(text: Text, start: int, end: int, blind: tuple[Piece, ...]) -> list[Cited]:
    """Documents of `text.value[start:end]` that are named and not numbered, in order."""
    found = [*_resolutions(text, start, end), *_laws(text, start, end)]
    kept: list[Cited] = []
    for cited in sorted(found, key=lambda c: c.piece):
        meets = any(p.start < cited.piece.end and cited.piece.start < p.end for p in blind)
        if not meets and not (kept and cited.piece.start < kept[-1].piece.end):
            kept.append(cited)
    return kept


def _resolutions(text: Text, start: int, end: int) -> Iterator[Cited]:
    for pattern, words, doc_type in (
        (_PLENUM, ("Nghị", "NQ"), "nghị quyết"),
        (_CONGRESS, ("Nghị", "NQ"), "nghị quyết"),
        (_STATUTES, ("Điều", "Hiến"), None),
    ):
        for match in matches(pattern, words, text.value, start, end):
            yield Cited(Piece(*match.span()), None, None, doc_type, title=squeeze(match.group()))


def _laws(text: Text, start: int, end: int) -> Iterator[Cited]:
    printed = matches(_LAW, ("Luật", "luật", "Pháp"), text.value, start, end)
    for match in chain(printed, _spoilt(text, start, end)):
        amends = _AMENDS.match(text.plain, match.end("kind"), min(end, match.end("kind") + 320))
        stop = amends.end() if amends else _name_end(text, match.start("name"), end)
        if stop is None:
            continue
        if _NUMBERED.match(text.value, stop, end):
            continue
        when = _WHEN.match(text.plain, stop, end)
        last = when.end() if when else stop
        ordinance = match["kind"].startswith("P")
        code = None if ordinance else _CODE.match(text.value, start, match.start())
        first = code.start() if code else match.start()
        title = squeeze(text.value[first:last])
        yield Cited(
            Piece(first, last),
            None,
            None,
            "pháp lệnh" if ordinance else "bộ luật" if code else "luật",
            title=title[:1].upper() + title[1:],
        )


def _spoilt(text: Text, start: int, end: int) -> Iterator[regex.Match[str]]:
    """Known laws behind the word with a wrong mark: `Luât Khiếu nại`."""
    for at in places("luat", text.plain, start, end):
        if text.value[at] == "L" and text.value[at : at + 4] not in ("Luật", "LUẬT"):
            match = _SPOILT_LAW.match(text.plain, at, end)
            if match and _known().match(text.plain, match.start("name"), end):
                yield match


def _name_end(text: Text, start: int, end: int) -> int | None:
    """Where a law's name ends: known names first, then what a year or a date closes."""
    limit = min(end, start + _LONGEST)
    known = _known().match(text.plain, start, limit)
    if known is not None:
        return known.end()
    if not text.value[start].isupper():
        return None
    closed = _CLOSED.match(text.value, start, limit)
    if closed is not None and not _SENTENCE.search(closed.group()):
        return closed.end()
    return None


@cache
def _known() -> re.Pattern[str]:
    """Names of laws, the longest first, on plain text with blanks of any kind."""
    return re.compile(one_of((plain(row.name) for row in law_names()), r"\s+") + r"(?!\w)")
