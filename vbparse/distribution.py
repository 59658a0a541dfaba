"""An item of the distribution list → who receives, what for: NĐ 30/2020, Phụ lục I, ô số 9b.

    Thường trực Tỉnh ủy (để b/c)     a body, purpose báo cáo
    Như trên                         a reference, which stands for the addressees
    Lưu: VT, KGVX (2b)               the office that files, VT, KGVX (2b)
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vbparse.alternatives import one_of
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.prose import squeeze
from vbparse.record import Recipient
from vbparse.tables import purposes, signing

if TYPE_CHECKING:
    import regex

_FILED = regex_pattern(r"\W{0,3}l[uư]u\s?(?:[:;.]|\s|$)")
_FILED_WITHIN = 9                               # characters that tell it
_STROKE = re.compile(r"[|}│\]]")
_BRACE = regex_pattern(r"(?<!\s)\s*+[|}│\]]\s*\(?(?P<purpose>(?:để\s)?[\p{L}/ ]{2,20})?\)?$")
_REFERENCE = regex_pattern(r"\W*nh\w (?:tren|kinh gui|dieu|noi nhan|muc|phan|kinh trinh)\b")
_PERSON = regex_pattern(r"(?i)\W*(?:(?:các|những)\s+)?(?:đ/c|đồng chí|ông|bà|cá nhân)\b")
_BRACKETED = regex_pattern(r"\s*\((?:để\s+|đế\s+|dé\s+)?(?P<what>[^()]{2,40})\)\W*$")
_BEHIND = regex_pattern(
    r"\s+để\s+(?P<what>b/c|báo cáo|p/h|phối hợp|t/h|thực hiện|biết|theo dõi)\W*$"
)


def filed(text: str) -> regex.Match[str] | None:
    """The word that begins the filing item, on its plain form: `Lưu:`."""
    return _FILED.match(plain(text[:_FILED_WITHIN]))


def brace(line: str) -> regex.Match[str] | None:
    """The brace that ends a line, with the purpose that it gives: `| Báo cáo`."""
    return _BRACE.search(line) if _STROKE.search(line) else None


def without_brace(line: str) -> str:
    """A line up to its brace."""
    end = brace(line)
    return line[: end.start()] if end else line


def recipient(text: str, braced: str | None) -> Recipient:
    """A recipient of an item's text, `braced` the purpose that a brace gives it and its neighbours."""
    label = filed(text)
    if label:
        name = text[label.end() :].strip(" :.;,")
        return Recipient(text=text, name=name or text, purpose=None, kind="archive")
    purpose, name = _purpose(text)
    low = plain(text)
    if _REFERENCE.match(low):
        return Recipient(text=text, name=name, purpose=purpose or braced, kind="reference")
    person = _PERSON.match(text) is not None or _posts().match(low) is not None
    return Recipient(text=text, name=name, purpose=purpose or braced, kind="person" if person else "body")


def braced_purposes(items: list[list[str]]) -> dict[int, str]:
    """Items that a brace holds together, with its purpose: `| Báo cáo` beside one is said of all."""
    held = [n for n, lines in enumerate(items) if any(map(brace, lines))]
    found: dict[int, str] = {}
    run: list[int] = []
    for n in held:
        run = [*run, n] if run and n == run[-1] + 1 else [n]
        said = (brace(line) for m in run for line in items[m])
        purpose = next((spelt for m in said if m and m["purpose"] and (spelt := _spelt(m["purpose"]))), None)
        if purpose:
            found.update(dict.fromkeys(run, purpose))
    return found


def _purpose(text: str) -> tuple[str | None, str]:
    """The purpose spelt out, and the name without it: `(để b/c)` is `báo cáo`."""
    said = _BRACKETED.search(text) or _BEHIND.search(text)
    spelt = _spelt(said["what"]) if said else None
    return (spelt, text[: said.start()].strip()) if said and spelt else (None, text)


def _spelt(printed: str) -> str | None:
    return _purposes().get(squeeze(plain(printed)).strip(" .;,"))


@cache
def _purposes() -> dict[str, str]:
    return {plain(printed): row.name for row in purposes() for printed in row.printed}


@cache
def _posts() -> re.Pattern[str]:
    """Posts that name a person: `Chủ tịch`, `Các Thứ trưởng`."""
    posts = one_of(plain(name) for name in signing().positions if len(name) > 6)
    return re.compile(rf"\W*(?:(?:cac|dong chi)\s+)?{posts}(?!\w)")
