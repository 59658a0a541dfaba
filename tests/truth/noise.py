"""What a scanner and OCR do to a page, at a stated rate of characters, its marks left in their places.

Letters lose or change their marks, or are taken for others; blanks come into words and go from between
them; lines break, run together and rarely vanish; stamps leave debris. A serial or a day written by hand
becomes debris as a whole. Digits of numbers are left alone: what they were, no one could say.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from random import Random

from tests.truth.marks import Ink, bare, marker, without

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = {
    "ă": "aâ",
    "â": "aă",
    "ê": "eè",
    "ô": "oõ",
    "ơ": "oo",
    "ư": "uú",
    "a": "ạâ",
    "o": "ôơ",
    "u": "ưù",
    "i": "íl",
    "e": "ê",
    "đ": "dđ",
}
# The confusions of Vietnamese print that are no matter of marks.
_LOOKALIKES = {
    "l": "1I|",
    "i": "ìl",
    "n": "u",
    "h": "b",
    "c": "e",
    "e": "c",
    "m": "rn",
    "t": "f",
    "g": "q",
    "B": "8",
    "Đ": "DÐ",
    "đ": "dð",
    "O": "0Q",
    "I": "l1",
    "U": "Ư",
    "Ư": "U",
    "T": "I",
    ":": ".",
    ";": ":,",
    ".": ",",
    ",": ".",
    "-": "–~",
    "C": "G",
    "y": "v",
}
_CODES = {"Đ": "DÐ", "đ": "d", "Ư": "U", "-": "–", "/": "⁄", "O": "0"}
_SLOT = {"1": "lI|", "0": "Oo"}
_SCRAWLS = ["đ@", "2#", "⁄ð/6Ÿ", "ổT", "J@#Ÿ", "4{Ệ`", "#Ÿ_", "|ð&", "Ở}", "{4f"]
_DEBRIS = [
    "ll",
    "W.T",
    "+",
    "F`",
    "|",
    "lš |",
    "\\@ .48/",
    "&",
    "ẻ —",
    "Ạ",
    "_ —",
    "ĩ (",
    "xem”",
    "`",
    "T7 —",
    "» .",
]
# Blanks, digits and codes are mostly spared; what is spoiled of the rest makes up for it, as measured.
_HARDER = 2.5
_FIXED = {"serial", "symbol", "date", "month", "day"}


def damage(text: str, rate: float, rng: Random, ink: Ink) -> str:
    """The marked text with about `rate` of its characters spoiled."""
    text = _scrawl(text, rate, rng, ink)
    text = "\n".join(_lines(text.split("\n"), rate, rng, ink))
    return _letters(text, rate, rng, ink)


def _scrawl(text: str, rate: float, rng: Random, ink: Ink) -> str:
    """Serials and days that a hand wrote, turned to debris: what they said is lost with their marks."""
    for slot, lost in (("serial", "number"), ("day", "date")):
        for key in ink.named(slot):
            if rng.random() > rate * 4:
                continue
            opened, closed = (text.find(chr(0xF0000 + 2 * key + side)) for side in (0, 1))
            if opened < 0 or closed < 0:
                continue
            gone = frozenset(k for k in ink.named(lost) if ink.marks[k].document == ink.marks[key].document)
            text = without(text[: opened + 1] + rng.choice(_SCRAWLS) + text[closed:], gone)
    return text


def _keys(line: str) -> set[int]:
    return {m[0] for c in line if (m := marker(c))}


def _fields(line: str, ink: Ink) -> set[str]:
    return {ink.marks[key].field for key in _keys(line)}


def _lines(lines: list[str], rate: float, rng: Random, ink: Ink) -> list[str]:
    """Lines broken, merged, dropped and strewn with debris."""
    out: list[str] = []
    pieces = Counter(key for line in lines for key in _keys(line))
    single = {key for key, count in pieces.items() if count == 1}
    for line in lines:
        fields, printed = _fields(line, ink), bare(line)
        if not printed.strip() and rng.random() < rate and out:
            out += ["", rng.choice(_DEBRIS), ""]
            continue
        spare = (fields == {"prose"} and len(printed) > 50) or (
            fields == {"recipients"} and _keys(line) <= single
        )
        if spare and _whole(line) and rng.random() < rate / 6:
            continue
        onward = printed[:1].islower() and out and len(bare(out[-1])) > 55 and bare(out[-1])[-1:].isalpha()
        if onward and rng.random() < rate:
            out[-1] += f" {line}"
        elif len(printed) > 60 and rng.random() < rate and (at := _break(line, rng)):
            out += [line[:at], line[at + 1 :]]
        else:
            out.append(line)
        if fields == {"recipients"} and rng.random() < rate and _whole(line):
            out[-1] += rng.choice([" |", " _", " à", " 4#", " —"])
    if rng.random() < rate * 5:
        out[:0] = [*rng.sample(_DEBRIS, 2), ""]
    return out


def _whole(line: str) -> bool:
    """Whether every mark that stands on the line begins and ends on it."""
    depth: dict[int, int] = {}
    for char in line:
        if found := marker(char):
            depth[found[0]] = depth.get(found[0], 0) + (1 if found[1] else -1)
    return not any(depth.values())


def _break(line: str, rng: Random) -> int:
    """A blank inside a line where a small letter follows, or 0."""
    blanks = [
        m.start() for m in re.finditer(" ", line) if line[m.end() : m.end() + 1].islower() and m.start() > 20
    ]
    return rng.choice(blanks) if blanks else 0


def _letters(text: str, rate: float, rng: Random, ink: Ink) -> str:
    out: list[str] = []
    open_fields: list[str] = []
    for at, char in enumerate(text):
        if found := marker(char):
            name = ink.marks[found[0]].field
            if found[1]:
                open_fields.append(name)
            elif name in open_fields:
                open_fields.remove(name)
            out.append(char)
        elif char == "\n" or rng.random() >= rate * _HARDER:
            out.append(char)
        elif _FIXED & set(open_fields) or ("number" in open_fields) or _in_code(text, at):
            out.append(_slot(char, open_fields, rng))
        else:
            out.append(_spoilt(text, at, char, rng))
    return "".join(out)


def _in_code(text: str, at: int) -> bool:
    """Whether a character belongs to a number or a date: digits, what hangs on or goes on after a dash."""
    left, right = at, at
    while left and not text[left - 1].isspace():
        left -= 1
    before = bare(text[max(0, left - 12) : left]).rstrip()
    while right < len(text) and not text[right].isspace():
        right += 1
    word = text[left:right]
    if before.endswith(("-", "–", "/")) and len(before) > 2 and bare(word)[:2].isupper():
        return True
    return any(c.isdigit() for c in word) or "/" in word or bool(re.search(r"[A-ZĐ]-[A-ZĐ]", word))


def _slot(char: str, fields: list[str], rng: Random) -> str:
    """A character of a number or a date: digits stay, but where one reading of a date remains."""
    if "month" in fields:
        if char in _SLOT and rng.random() < 0.5:
            return rng.choice(_SLOT[char])
        return _marks_lost(char, rng) if char.isalpha() else char
    if char in _CODES and rng.random() < 0.6:
        return rng.choice(_CODES[char])
    return char


def _spoilt(text: str, at: int, char: str, rng: Random) -> str:
    chance = rng.random()
    after = text[at + 1 : at + 2]
    if char == " ":
        return "" if chance < 0.15 and after.isalpha() and text[at - 1 : at].isalpha() else char
    if not char.isalpha():
        return rng.choice(_LOOKALIKES[char]) if char in _LOOKALIKES and chance < 0.3 else char
    if chance < 0.05 and after.isalpha():
        return char + " "
    if chance < 0.12 and char in _LOOKALIKES:
        return rng.choice(_LOOKALIKES[char])
    return _marks_lost(char, rng)


def _marks_lost(char: str, rng: Random) -> str:
    """The letter with its tone or its vowel mark lost or changed."""
    parts = unicodedata.normalize("NFD", char)
    tone = "".join(c for c in parts if c in _TONES)
    letter = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    small = letter.lower()
    if tone and rng.random() < 0.6:
        tone = rng.choice(["", rng.choice(_TONES)])
    elif small in _VOWELS:
        other = rng.choice(_VOWELS[small])
        letter = other.upper() if letter.isupper() else other
        toned = set(unicodedata.normalize("NFD", other)) & set(_TONES)
        tone = "" if toned or other in "dl" else tone
    return unicodedata.normalize("NFC", letter + tone)
