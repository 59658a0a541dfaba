"""Names of persons: two to five syllables, each with a capital, the first a family name.

    Nông Văn Khoan      ĐOÀN VĂN PẢN      GS.TS. Nguyễn Văn A      Điểu Thị K'Nhơn
"""

from __future__ import annotations

import re
from functools import cache

import regex

from vbparse.alternatives import one_of
from vbparse.naming import post
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.syllables import is_syllable, whole_words
from vbparse.tables import province_at, signing, surnames

_SYLLABLE = r"\p{Lu}[\p{Ll}’']*(?:['’]\p{Lu}?\p{Ll}+)?"
_SHAPE = regex_pattern(rf"{_SYLLABLE}(?:\s{_SYLLABLE}){{1,4}}|\p{{Lu}}+(?:\s\p{{Lu}}{{2,}}){{1,4}}")
_AROUND = regex_pattern(r"^[^\p{Lu}\p{Ll}\d]+|[^\p{Lu}\p{Ll}\d]+$")
_SPECKS = regex_pattern(r"(?<=\p{Ll})[!.,|](?=\s)")
_NOT_NAMES = regex_pattern(
    r"(?:noi nhan|nhu (?:tren|dieu|kinh)|viet nam|ho chi minh|luu (?:van (?:thu|phong)|vt)|ha noi|da ky"
    r"|van phong|so luong|ky ten|ho va ten)\b.*"
)
# A word of a name, glued to the next or broken where a scan did so: `ĐinhVăn`, `Việ t`, `K'Nhơn`.
_WORD = r"(?:\p{Lu}['’])?(?:\p{Lu}\p{Ll}+)+(?:\s\p{Ll}{1,3}(?!\p{L}))?"
_AT_END = regex_pattern(
    r"(?=\p{Lu})(?:(?<=[;,.:)_]\W*)|(?<=\s{2})|(?<=^\W+))"
    rf"(?P<name>(?:{_WORD}|Y)(?:\s{_WORD}|\s[AYÊ](?=\s\p{{Lu}}\p{{Ll}})){{1,4}}|\p{{Lu}}{{2,}}(?:\s\p{{Lu}}{{2,}}){{2,4}})"
    r"\W{0,6}$"
)
# Behind what closes itself a name is no item's: `Như trên Lò Văn Pản`, `Lưu: VT, TH Lò Văn Pản`.
_BEHIND_REFERENCE = regex_pattern(
    r"\W{0,3}(?:Như (?:trên|kính gửi|[Đđ]iều \d{1,2})\s"
    r"|L[ưu]u\W{1,3}(?:\p{Lu}[\p{Lu}&]{1,6}\d{0,2},?\s){1,6}+)"
    rf"(?P<name>{_WORD}(?:\s{_WORD}){{2,3}}|\p{{Lu}}{{2,}}(?:\s\p{{Lu}}{{2,}}){{2,3}})\W{{0,4}}$"
)
_IN_THE_MIDDLE = regex_pattern(r"(?<=\p{Ll}\s+)(?P<name>\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){2,3})$")
_ITEMS_END = regex_pattern(r"(?!\W*L[uư]u\b)\p{L}[\p{L}/ ]{1,24}\)?[;,.]\W{0,2}")
_BEHIND_CAPITALS = regex_pattern(
    r"(?:(?<=\p{Lu}[\s)*]{1,3})|(?<=\)\s)|(?<=ã ký\s))(?!Đã ký)"
    r"(?P<name>(?:Y\s)?\p{Lu}\p{Ll}+(?:\s?\p{Lu}\p{Ll}*|\s\p{Ll}+){0,6})\W{0,4}$"
)


def name_of(line: str) -> str | None:
    """The name that a whole line is, titles before it and debris around it off; of any family name."""
    bare = _SPECKS.sub("", _without_title(_AROUND.sub("", line)))
    words = whole_words(_joined(bare)).split()
    if not 2 <= len(words) <= 5 or not _SHAPE.fullmatch(" ".join(words)):
        return None
    if bare.isupper() and post(bare, 0.8):
        return None                               # seen: `PHÓ CHỦ TIC`, whose end the stamp hid
    if not (bare.isupper() or all(word[-1:].islower() or len(word) == 1 for word in words)):
        return None                               # seen: `Lưu VP`, a filing item whose dash was lost
    return None if _NOT_NAMES.fullmatch(plain(bare)) else " ".join(bare.split())


def _joined(name: str) -> str:
    """A name with a piece in small letters joined to the word before it: `Huy ên` is Huyên."""
    words = list[str]()
    for word in name.split():
        if words and word[0].islower() and is_syllable(words[-1] + word):
            words[-1] += word
        else:
            words.append(word)
    return " ".join(words)


def is_person(line: str) -> bool:
    """Whether a line is the name of a person with a known family name, and of no place."""
    name = name_of(line)
    return name is not None and has_surname(name) and province_at(name, None) is None


def has_surname(name: str) -> bool:
    """Whether a name begins with a family name; in capitals with its marks: `BỘ` is not Bo."""
    first = whole_words(name).split()[0]
    if name.isupper() and plain(name) != name.lower():
        return first.lower() in _surnames()
    return plain(first) in _plain_surnames()


def second_name(line: str) -> int:
    """Where the second of two names on a line begins: `Trần Văn Mộc Lò Thị Lành`; 0 where it is in doubt.

    Its family name is spelt as such, unless the line has lost all marks. Where several words could be it, it
    is the one that leaves each name three words or four, of several such the one of the commonest; else the
    one that "Văn" or "Thị" follows.
    """
    words = list(_WORDS.finditer(line))
    if any(word.group()[0].islower() for word in words[:1] + words[-1:]):
        return 0                                  # most lines go on in small letters
    found, usual, common, told = list[int](), list[int](), list[int](), list[int]()
    names = _plain_surnames() if line.isascii() else _surnames()
    middle = {"van", "thi"} if line.isascii() else {"văn", "thị"}
    for before, word, following in zip(words[1:], words[2:], words[3:], strict=False):
        name = word.group().lower()
        if name not in names or {before.group().lower(), name} & middle:
            continue
        at = titled_from(line, word.start())
        if is_person(line[:at]) and is_person(line[at:]):
            found.append(at)
            if {len((name_of(half) or "").split()) for half in (line[:at], line[at:])} <= {3, 4}:
                usual.append(at)
                common += [at] if name in _COMMONEST else []
            told += [at] if following.group().lower() in middle else []
    return next((places[0] for places in (common, usual, told, found) if len(places) == 1), 0)


_WORDS = regex_pattern(r"\S+")
# The names of nine in ten Vietnamese (Lê Trung Hoa, Họ và tên người Việt Nam, 2005).
_COMMONEST = (
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
    "dương", "lý",
)


def name_at_end(line: str) -> tuple[str, int, int] | None:
    """A known family's name that ends a line behind a closing mark, and where in the line it stands.

    So an item of the distribution list ends where the signature's column was run in behind it.
    """
    words = line.split()
    if not words or words[-1][0].islower():
        return None                               # most items end so, and the search takes long
    match = _AT_END.search(line) or _titled_at_end().search(line) or _BEHIND_REFERENCE.match(line)
    if match is None or match.start("name") == 0 or not is_person(match["name"]):
        return None
    name = _without_title(match["name"])
    return name, match.end("name") - len(name), match.end("name")


def name_over_break(line: str, following: str) -> tuple[str, int, int] | None:
    """The same inside an item that goes on below: `… (để chỉ đạo thực Nguyễn Trí Tuệ` ⏎ `hiện);`.

    Such an item breaks off in the middle, and the next line is its end, without a bullet.
    """
    match = _IN_THE_MIDDLE.search(line)
    if match is None or not _ITEMS_END.fullmatch(following) or not is_person(match["name"]):
        return None
    first = match["name"].split()[0].lower()
    return (match["name"], *match.span("name")) if first in _surnames() else None


def titled_from(line: str, start: int) -> int:
    """Where the titles before a name that begins at `start` begin: `PGS.TS. Nguyễn …`."""
    match = _titles_at_end().search(line, 0, start)
    return match.start() if match else start


def name_behind_capitals(line: str) -> tuple[str, int, int] | None:
    """A name behind the post on one line: `KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Nguyễn Văn A`."""
    match = _BEHIND_CAPITALS.search(line)
    if match is None or match["name"].isupper() or name_of(match["name"]) is None:
        return None
    return match["name"], match.start("name"), match.end("name")


def _without_title(name: str) -> str:
    title = _titles().match(name)
    return name[title.end() :] if title else name


@cache
def _titles() -> re.Pattern[str]:
    """Titles that stand before a name: GS.TS, Thượng tướng, Ông."""
    return re.compile(rf"(?:{one_of(signing().titles)}\s*\.?\s+)+", re.IGNORECASE)


@cache
def _titles_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{one_of(signing().titles)}\s*\.?\s*)+$", re.IGNORECASE)


@cache
def _titled_at_end() -> regex.Pattern[str]:
    """A name behind a title of two words, behind a closing mark: `; Đại tá Nguyễn Văn A`."""
    titles = one_of(title for title in signing().titles if " " in title)
    return regex.compile(rf"(?<=[;,.:)_]\W*){titles}\s(?P<name>{_WORD}(?:\s{_WORD}){{1,4}})\W{{0,6}}$")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name.lower() for name in surnames())


@cache
def _plain_surnames() -> frozenset[str]:
    return frozenset(plain(name) for name in surnames())
