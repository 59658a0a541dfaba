"""An item of the distribution list → who receives, what for: NĐ 30/2020, Phụ lục I, ô số 9b.

    Thường trực Tỉnh ủy (để b/c)     a body, purpose báo cáo
    Như trên                         a reference, which stands for the addressees
    Lưu: VT, KGVX (2b)               the office that files, VT, KGVX (2b)
"""

from __future__ import annotations

import re
from functools import cache

import regex

from vbparse.alternatives import one_of
from vbparse.normalize import plain
from vbparse.prose import squeeze
from vbparse.record import Recipient
from vbparse.tables import purposes, signing

FILED = regex.compile(r"\W{0,3}l[uư]u\s?(?:[:;.]|\s|$)")
BRACE = regex.compile(r"(?<!\s)\s*+[|}│\]]\s*\(?(?P<purpose>(?:để\s)?[\p{L}/ ]{2,20})?\)?$")
_REFERENCE = regex.compile(r"\W*nh\w (?:tren|kinh gui|dieu|noi nhan|muc|phan|kinh trinh)\b")
_PERSON = regex.compile(r"\W*(?:(?:các|những)\s+)?(?:đ/c|đồng chí|ông|bà|cá nhân)\b", regex.I)
_BRACKETED = regex.compile(r"\s*\((?:để\s+|đế\s+|dé\s+)?(?P<what>[^()]{2,40})\)\W*$")
_BEHIND = regex.compile(
    r"\s+để\s+(?P<what>b/c|báo cáo|p/h|phối hợp|t/h|thực hiện|biết|theo dõi)\W*$"
)


def recipient(text: str, brace: str | None) -> Recipient:
    """A recipient of an item's text, `brace` the purpose that a brace gives it and its neighbours."""
    filed = FILED.match(plain(text))
    if filed:
        name = text[filed.end() :].strip(" :.;,")
        return Recipient(text=text, name=name or text, purpose=None, kind="archive")
    purpose, name = _purpose(text)
    if _REFERENCE.match(plain(text)):
        return Recipient(text=text, name=name, purpose=purpose or brace, kind="reference")
    person = _PERSON.match(text) is not None or _posts().match(plain(text)) is not None
    return Recipient(text=text, name=name, purpose=purpose or brace, kind="person" if person else "body")


def braced_purposes(items: list[list[str]]) -> dict[int, str]:
    """Items that a brace holds together, with its purpose: `| Báo cáo` beside one is said of all."""
    held = [n for n, lines in enumerate(items) if any(BRACE.search(line) for line in lines)]
    found: dict[int, str] = {}
    run: list[int] = []
    for n in held:
        run = [*run, n] if run and n == run[-1] + 1 else [n]
        said = (BRACE.search(line) for m in run for line in items[m])
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
