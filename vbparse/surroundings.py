"""What stands around a document's number in running text: date, body, pinpoint.

    Ngày 03/4/2017, Sở Y tế đã có Công văn số …                  a date before
    theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …        a body before
    điểm b khoản 1 Điều 6 Nghị định số …                         a pinpoint before
    … , ngày 18/02/2019 của Bộ Chính trị                          date and body behind
"""

from __future__ import annotations

import re
from functools import cache

from vbparse.dates import date_after
from vbparse.naming import body_at
from vbparse.tables import organisations
from vbparse.text import Text
from vbparse.tokenizer import Number, organ_codes

_SENTENCE = re.compile(r"[.;:!?\n](?:(?<!\n)(?=\s)|(?<=\n)(?:\s*\n|\s*[-+]\s))")
_SENT = ("ban hanh", "da co", "co", "gui", "da gui", "ky")
_HAS_SENT = re.compile(rf"\b(?:{'|'.join(_SENT)})\s*$")
_DAY_FIRST = re.compile(r"\W*ngay\b")
_ASKED = re.compile(
    r"\b(?:de nghi|de xuat|y kien|bao cao|kien nghi)\s+cua\s+(?P<body>[^.;:]{3,150}?)\s+tai\s+(?:cac\s+)?$"
)
_ISSUER = re.compile(
    r"[\s,]{0,3}(?:\([^()\n]{0,40}\)[\s,]{0,2})?(?:cua|do)\s+"
    r"(?:hoi nghi\s+(?:lan thu\s+\w+(?:\s+\w+)?|trung uong \w+)[\s,]+)?"
)
_PART = r"(?:tiết|điểm|khoản|[Đđ]iều|[Mm]ục|[Pp]hần|[Cc]hương|[Pp]hụ lục|gạch đầu dòng)"
_PINPOINT = re.compile(
    rf"(?:{_PART}\s+(?:\d[\w.]*|[a-zđ]\b[\d.]*|[IVX]+\b|thứ\s\w+)"
    r"(?:(?:,|\s+và)\s+(?:(?:điểm|khoản|[Đđ]iều)\s+)?(?:\d+\w?|[a-zđ]\b))*[,\s]*(?:của\s+)?)+$"
)
_PART_WORD = re.compile(r"(?:tiet|diem|khoan|dieu|muc|phan|chuong|phu luc|gach dau dong)\s")
_HOUR = re.compile(
    r"[\s,]{0,3}\b(?:hoi|luc)\s\d{1,2}\s?(?:gio|[hg:])(?:\s?\d{1,2}(?!\d|\s?/))?(?:\s?(?:phut|p)\b)?[\s,]{0,3}"
)
_REACH = 190                                    # code points of a sentence before its document


def date_before(text: Text, floor: int, begin: int) -> str | None:
    """The day of "Ngày 12/6/2015, … đã có Công văn số …" before `begin`, which is the letter's."""
    low = max(floor, begin - _REACH)
    window = text.plain[low:begin]
    if not window.rstrip().endswith(_SENT):
        return None
    sentence = max((m.end() for m in _SENTENCE.finditer(window)), default=0)
    if not _HAS_SENT.search(window, sentence) or not _DAY_FIRST.match(window, sentence):
        return None
    date = date_after(text, low + sentence, begin)
    return date.iso if date else None


def asked_by(text: Text, floor: int, begin: int) -> str | None:
    """The body of "Theo đề nghị của … tại" before `begin`, whose paper it is."""
    low = max(floor, begin - _REACH)
    at_end = text.plain[low:begin].rstrip().endswith(("tai", "cac"))
    match = _ASKED.search(text.plain, low, begin) if at_end else None
    named = body_at(text.value, match.start("body"), match.end("body")) if match else None
    return named[0] if named and match and match.end("body") - named[1] < 2 else None


def issuer_after(text: Text, start: int, end: int) -> tuple[str, int] | None:
    """The body behind "của" at `start`, and where its name ends."""
    lead = _ISSUER.match(text.plain, start, end)
    return body_at(text.value, lead.end(), min(end, lead.end() + 160)) if lead else None


def pinpoint(text: Text, first: int, floor: int) -> str | None:
    """The part of the cited document, `khoản 2 Điều 44`, printed right before `first`."""
    low = max(floor, first - 90)
    match = _PINPOINT.search(text.value, low, first) if _PART_WORD.search(text.plain, low, first) else None
    return " ".join(match.group().split()).strip(" ,").removesuffix(" của") if match else None


def past_hour(text: Text, start: int, end: int) -> int:
    """Where the hour behind a telegram's number ends, for its day follows: `hồi 9 giờ 30 ngày …`."""
    hour = _HOUR.match(text.plain, start, end)
    return hour.end() if hour else start


@cache
def codes_of(body: str) -> frozenset[str]:
    """The codes that a body's numbers carry, on any day."""
    return frozenset(row.code for row in organisations() if row.name == body)


def mended_by(number: Number, issuer: str | None) -> str:
    """The number with its organ as the body behind it writes it (seen: `QĐ-TTE … của Thủ tướng`)."""
    code = number.codes[-1]
    if issuer is None or code in organ_codes():
        return number.value
    right = [c for c in codes_of(issuer) if len(c) == len(code)]
    near = [c for c in right if sum(a != b for a, b in zip(c, code, strict=True)) == 1]
    return number.value.removesuffix(code) + near[0] if len(near) == 1 else number.value
