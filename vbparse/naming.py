"""Names of bodies, posts and places in ordinary capitals, from print in CAPITALS or damaged by OCR.

    BAN CÁN SỰ ĐẢNG BỘ NỘI VỤ          Ban cán sự đảng Bộ Nội vụ
    CUC THUÊ TINH THANH HOA            Cục Thuế tỉnh Thanh Hóa
    TÌNH ỦY QUẢNG TRỊ                  Tỉnh ủy Quảng Trị

Words are matched without marks against the tables of names, the longest first; what no table knows
keeps its letters.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice

from vbparse.letters import CAPITALS, LATIN
from vbparse.normalize import plain
from vbparse.syllables import is_syllable, restored, whole_words
from vbparse.tables import bodies, districts, provinces, signing, surnames

_UNITS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")
_COMMUNES = (" xã", " phường", " thị trấn", " đặc khu")
_SMALL = ("và", "các", "của", "về", "thuộc", "tại", "cho", "cấp")
_KEPT = re.compile(
    r"(?:UBND|H[ĐD]ND|UBMTTQ|MTTQ|TNHH|TNCS|MTV|CTCP|TP|TW|[ĐD]BQH|BCH|BTV|BHXH|L[ĐD]L[ĐD]|PTNT|HCM|KT|XH|[IVX]+|[A-Z]?\d+\w*|THCS|THPT)\W*"
)
_DASH = re.compile(r"(?:(?<!\s)\s+)?-\s*")
_WORDS = re.compile(r"\S+")
_LETTERS = re.compile(rf"[{LATIN}\d]+")
_LONGEST = 14  # words of a name


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    """Every known name under its words without marks."""
    known: dict[str, dict[str, None]] = defaultdict(dict)
    for name in (
        *(row.name for row in bodies()),
        *(row.name for row in provinces()),
        *(row.name for row in districts()),
        *(seat for row in provinces() for seat in row.seats),
        *signing().positions, *_UNITS, *_SMALL, "Việt Nam",
    ):
        known[_key(name.split())][name] = None
    return {key: tuple(names) for key, names in known.items()}


@cache
def _keys() -> tuple[str, ...]:
    """The keys of the vocabulary in order: what begins alike stands together."""
    return tuple(sorted(_vocabulary()))


def _key(words: Iterable[str]) -> str:
    """Words without marks and blanks: OCR puts blanks into words and takes them out (`THÁIBÌNH`)."""
    return "".join(map(_letters, words))


@lru_cache(maxsize=8192)
def _letters(word: str) -> str:
    return plain(word).strip(".,;:'\"“”()")


def _known(words: Iterable[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The names that words begin with, marks aside, the longest first, each with how many words it takes."""
    found: list[tuple[int, tuple[str, ...]]] = []
    vocabulary, keys = _vocabulary(), _keys()
    key, at = "", 0
    for size, word in enumerate(islice(words, _LONGEST), 1):
        key += _letters(word)
        at = bisect_left(keys, key, at)
        if not keys[at : at + 1] or not keys[at].startswith(key):
            break                                 # no name begins so
        if keys[at] == key:
            found.append((size, vocabulary[key]))
    return reversed(found)


@lru_cache(maxsize=4096)
def ordinary(printed: str) -> str:
    """The name in ordinary capitals, letters that marks alone spoil restored from the tables."""
    spoiled = _near_body(printed) if known_share(printed) < 0.75 else None
    spoiled = spoiled or restored(printed, _body_names())
    if spoiled:
        return spoiled  # such as `TONG CVC THUE`
    words = _DASH.sub(" - ", printed).split()
    out: list[str] = []
    k = 0
    place = province = False  # after "tỉnh", every word of the place has a capital
    while k < len(words):
        # A commune's name is its own, though a district elsewhere is written alike.
        commune = bool(out) and f" {out[-1].lower()}".endswith(_COMMUNES)
        size, name = (0, None) if commune else _longest(words[k:])
        if name is not None:
            out.append(_closing(name, words[k + size - 1]))
            place = name.lower().endswith((*_UNITS, "ủy"))
            province = name.lower().endswith(("tỉnh", "tỉnh ủy", "thành ủy"))
            k += size
            continue
        beyond = not place or commune or len(words) - k > 4
        spoiled = None if beyond else _near_place(" ".join(words[k:]), province)
        if spoiled:
            out.append(spoiled)
            break
        out.append(_word(words, k, place, first=not out))
        k += 1
    return _first_capital(" ".join(out))


def _near_place(printed: str, province: bool) -> str | None:
    """The place that a spoiled print is (seen: `IHÁI NGUYÊN`)."""
    near = nearest(printed, {row.name for row in provinces()}, 0.84) if province else None
    return near or restored(printed, _places())


@cache
def _places() -> frozenset[str]:
    """Provinces, their seats, districts."""
    seats = (seat for row in provinces() for seat in row.seats)
    return frozenset((*(row.name for row in provinces()), *seats, *(row.name for row in districts())))


def is_place(name: str) -> bool:
    """Whether a province, its seat or a district has this name."""
    return name in _places()


def place_name(printed: str) -> str:
    """The place of a date line, restored where OCR left what no syllable is: `Hà Nộl`, `HàNội`."""
    whole = whole_words(printed)
    return restored(whole, _places()) or whole


def _longest(words: list[str]) -> tuple[int, str | None]:
    """How many words the longest known name at the start takes, and the name."""
    for size, names in _known(words):
        unit = words[0].lower()
        if size > 1 and unit in _UNITS and not names[0].lower().startswith(unit):
            continue                              # `TỈNH GIA LAI` is a province, no Tĩnh Gia
        if size == 1 and names[0] in _UNITS_OF_PLACES and not _is_unit(words, names[0]):
            continue                              # `QUẢN LÝ` is no quận
        if size == 1 and names[0] not in _UNITS and _is_another(words[0], names):
            continue                              # `VIÊN CHỨC` is no viện
        if size > 1 or names[0] in (*_UNITS, *_SMALL) or len(names[0]) > 3:
            return size, _best(names, " ".join(words[:size]))
    return 0, None


def _is_another(printed: str, names: tuple[str, ...]) -> bool:
    """Whether a word with marks of its own is another than names of one word that it equals without them."""
    word = printed.strip(".,;").lower()
    return is_syllable(word) and plain(word) != word and all(word != name.lower() for name in names)


_UNITS_OF_PLACES = ("tỉnh", "quận")              # whose places the tables know


def _is_unit(words: list[str], unit: str) -> bool:
    """Whether the first word is a unit by its marks, or by the place behind it."""
    if words[0].lower().strip(".,") == unit or (len(words) == 1 and unit == "tỉnh"):
        return True                               # the place is the date line's where none stands behind
    rest = words[1:5]
    known = any(name in _places() for _, names in _known(rest) for name in names)
    return known or (bool(rest) and _near_place(" ".join(rest), unit == "tỉnh") is not None)


@lru_cache(maxsize=4096)
def _best(names: tuple[str, ...], printed: str) -> str:
    """Of names alike without marks, the one printed, else the nearest."""
    if len(names) == 1:
        return names[0]
    folded = printed.lower()
    return max(names, key=lambda name: difflib.SequenceMatcher(None, name.lower(), folded).ratio())


def _closing(name: str, last: str) -> str:
    mark = last[-1:]
    return name + mark if mark in (",", ";") and not name.endswith(mark) else name


def _word(words: list[str], k: int, place: bool, first: bool) -> str:
    """A word that no table knows: abbreviations stay, names of people and places get capitals."""
    word = words[k]
    if _KEPT.fullmatch(word) or not word.isupper():
        return word
    person = word.lower().strip(".,") in _marked_surnames() and 2 <= len(words) - k <= 4 and not first
    head = k > 0 and plain(words[k - 1]) in _HEADS and plain(word) not in _SMALL_PLAIN
    joined = k > 1 and plain(words[k - 1]) == "va" and plain(words[0]) in _HEADS
    if place or person or head or joined:
        return _BEGINS.sub(lambda letter: letter.group().upper(), word.lower())
    return word.capitalize() if first else word.lower()


_BEGINS = re.compile(rf"(?:^|(?<=[{LATIN}]['’]))[{LATIN}]")  # `Nâm N'Jang`
# Words behind which a body's own name begins, with a capital: Vụ Chính sách, Ban Chỉ đạo.
_HEADS = ("vu", "cuc", "so", "ban", "phong", "vien", "chi cuc", "tong cuc", "bo", "doan", "khoa", "to", "quy")
_SMALL_PLAIN = tuple(plain(word) for word in _SMALL)


@cache
def _marked_surnames() -> frozenset[str]:
    return frozenset(name.lower() for name in surnames() if len(name) > 2)


def _first_capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def known_prefix(printed: str) -> int:
    """Where the longest known name that begins a text ends; 0 where none does."""
    words = printed.split()
    size, name = _longest(words)
    ends = [match.end() for match in _WORDS.finditer(printed)]
    return ends[size - 1] if name else 0


def goes_over(line: str, following: str) -> bool:
    """Whether a known name begins on one line and ends on the next: `tỉnh Thái` ⏎ `Nguyên`."""
    words = line.split()
    names = (" ".join(words[-size:]) for size in range(1, min(len(words), 8) + 1))
    return any(n[0].isupper() and known_prefix(f"{n} {following[:60]}") > len(n) for n in names)


def is_near_body(printed: str) -> bool:
    """Whether a line in capitals is a known body's name that OCR spoiled in a letter or two."""
    return printed.isupper() and _near_body(printed) is not None


@lru_cache(maxsize=4096)
def _near_body(printed: str) -> str | None:
    """The one known body whose name differs from a print in a letter or two."""
    key = _run_together(printed)
    if len(key) < 9:
        return None
    near = [
        name
        for length in (len(key) - 1, len(key), len(key) + 1)
        for known, name in _bodies_by_length().get(length, ())
        if known[:2] == key[:2] or known[-3:] == key[-3:]
    ]
    return nearest(printed, near, 0.88)


@cache
def _body_names() -> frozenset[str]:
    return frozenset(row.name for row in bodies())


@cache
def _bodies_by_length() -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in bodies():
        key = _run_together(row.name)
        found[len(key)].append((key, row.name))
    return found


@lru_cache(maxsize=4096)
def known_share(printed: str) -> float:
    """How much of a printed name the tables know: 1.0 for all its words."""
    words = _LETTERS.findall(printed)
    k = known = 0
    while k < len(words):
        size, name = _longest(words[k:])
        known += size if name else bool(_KEPT.fullmatch(words[k]))
        k += max(size, 1)
    return known / len(words) if words else 0.0


@lru_cache(maxsize=8192)
def _run_together(name: str) -> str:
    """A name without marks and blanks."""
    return plain(name).replace(" ", "")


def nearest(printed: str, names: Iterable[str], least: float = 0.86) -> str | None:
    """The one name that a damaged print can be: similar by `least` without marks, and alone so."""
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(_run_together(printed))
    scored: list[tuple[float, str]] = []
    for name in names:
        matcher.set_seq1(_run_together(name))
        # By their lengths, then by their letters in any order, most are seen not to be so similar.
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            ratio = matcher.ratio()
            if ratio >= least:
                scored.append((ratio, name))
    scored.sort(reverse=True)
    return scored[0][1] if scored and (len(scored) == 1 or scored[1][0] < scored[0][0]) else None


@cache
def _posts() -> dict[str, str]:
    """Posts of signers under their letters without marks and blanks."""
    return {_run_together(name): name for name in signing().positions}


@lru_cache(maxsize=1024)
def post(printed: str, least: float = 0.86) -> str | None:
    """The post of a signer that a print is, blanks and marks aside, or is nearest to."""
    bare = _SIGNS.sub("", printed)                # seen: `PHÓ C¡1Ủ TỊCH`
    return _posts().get(_run_together(printed)) or nearest(bare, _posts().values(), least)


_SIGNS = re.compile(rf"[^{LATIN}\s]+")


_PLAIN_UNITS = tuple(plain(unit) for unit in _UNITS)
_WORD_AT = re.compile(
    rf"[ \t]*+(?:\n[ \t]*+)?(?P<word>-(?=\s?[{CAPITALS}])"
    rf"|(?:[{LATIN}\d&./-]|(?<=[{CAPITALS}])['’](?=[{LATIN}]))*[{LATIN}\d])(?P<mark>,?)"
)
# A date line, which stands below a cited body in a letterhead of two columns: `Lào Cai, ngày 5 tháng …`.
_DATE_LINE = re.compile(rf"[^\S\n]*\n\s*[{CAPITALS}][{LATIN}' ]{{1,30}}, ngày\s")


def body_at(value: str, start: int, end: int) -> tuple[str, int] | None:
    """The name of a body that begins at an offset, and where it ends: known names, then capitals.

    `Ban Tuyên giáo Trung ương về việc …` ends before "về"; `Bộ Văn hóa, Thể thao và Du lịch` is one.
    """
    words = list(islice(_words(value, start, end), 26))
    printed = [word.group().lstrip() for word in words]
    taken = 0
    while taken < len(words):
        size = _body_words(printed[taken:])
        if size == 0 or (taken and _ends_line(value, start, words[taken - 1], words[taken], size)):
            break
        taken += size
        if words[taken - 1]["mark"]:
            break  # a comma inside a known name was passed with it
    while taken and plain(words[taken - 1]["word"]) in ("va", "cua", "cac", "ve", "-"):
        taken -= 1
    if taken == 0:
        return None
    stop = words[taken - 1].end("word")
    name = " ".join(value[start:stop].split())
    return (_mended(name), stop) if name[:1].isupper() or name.split()[0] in _UNITS else None


def _words(value: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words that follow one another from an offset on, each with the comma behind it."""
    while match := _WORD_AT.match(value, start, end):
        yield match
        start = match.end()


def _ends_line(value: str, start: int, last: re.Match[str], word: re.Match[str], size: int) -> bool:
    """Whether a name ends with its line, and the next begins something else: `Chính phủ` ⏎ `Căn cứ`.

    So do capitals where they end, and a name above a date line.
    """
    if "\n" not in word.group():
        return False
    if _DATE_LINE.match(value, last.end()):
        return True
    name = value[start : last.end("word")]
    if size > 1 or _key([word["word"]]) in _vocabulary():
        return False
    short = last["word"]
    abbreviated = len(short) < 3 and plain(short) not in _PLAIN_UNITS  # `UBND TP` ⏎ `Hà Nội`
    if name.isupper() and " " in name and not abbreviated and word["word"].istitle():
        return True
    return known_share(name) == 1.0 and not plain(name).endswith(_PLAIN_UNITS)


def _body_words(words: list[str]) -> int:
    """How many words here go on with a body's name; 0 where the sentence goes on."""
    word = words[0]
    capital = word[:1].isupper()
    for size, names in _known(words):
        if _has_commas(words[: size - 1]) and not any("," in name for name in names):
            continue  # `của Đảng ủy, Ủy ban nhân dân xã có ý kiến`
        if size > 1 and capital:
            return size
        if (size > 1 or capital or names[0] in _UNITS) and capital == names[0][:1].isupper():
            return size
    if word == "-":
        return 1
    if _letters(word) in ("khoa", "ngay", "tai", "ve"):
        return 0
    if len(word) == 1 and word.isupper():
        return 1 if len(words) > 1 and words[1].istitle() else 0  # `xã Y Tý`
    return int(capital)


def _has_commas(words: list[str]) -> bool:
    return any(word.endswith(",") for word in words)


def _mended(name: str) -> str:
    """A body's name from running text, words that OCR spoiled restored where the tables know them."""
    return " ".join(ordinary(name).split()) if known_share(name) == 1.0 else name
