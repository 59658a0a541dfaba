"""Raw text → `Text`: one form of every character, and the way back to where it stood.

Composed Unicode, plain dashes and blanks, LF line ends; characters without meaning and Markdown's
ornaments are left out, cells of a Markdown table stand on lines of their own. No word is
corrected here: confusion by OCR is matched later, never rewritten.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from vbparse.letters import CAPITALS
from vbparse.patterns import re_pattern, regex_pattern
from vbparse.text import Origin, Text

if TYPE_CHECKING:
    import regex

# One character for one. Dashes and slashes are equal in numbers (seen: `91 – HD`, `25/11⁄2024`);
# Ð and ð (Icelandic) are what old fonts print for Đ and đ.
_ALIKE = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    **dict.fromkeys(map(ord, "⁄∕／"), "/"),
    **dict.fromkeys(
        map(
            ord,
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        ),
        " ",
    ),
    **dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n"),
    **dict.fromkeys(chain(range(0x09), range(0x0E, 0x20), range(0x7F, 0x85), range(0x86, 0xA0)), " "),
    ord("Ð"): "Đ",
    ord("Ɖ"): "Đ",
    ord("ð"): "đ",
    ord("："): ":",
    # Cyrillic letters that print as Latin ones (seen in copies of guidelines from web pages).
    **{ord(c): latin for c, latin in zip("аеорсухіАЕОРСХНКМТВ", "aeopcyxiAEOPCXHKMTB", strict=True)},
}
_ANY_ALIKE = re_pattern(f"[{re.escape(''.join(map(chr, _ALIKE)))}]")

_VOID = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_VOIDS = re_pattern(f"[{_VOID}]")
# What is made shorter, behind its first character: line ends, characters without width, ornament, blanks
# before a line's end, the signs of a heading.
_CUT = (
    rf"(?:(?<=\r)\n?|(?<=<)br\s*/?>|(?<=[{_VOID}])[{_VOID}]*"
    r"|(?<=\*)(?:\*+|(?<![\s*]\*)(?!\*)|(?<!\*\*)(?![\s*]))"
    r"|(?<=[ \t])(?:(?<![ \t]{2})[ \t]*+(?=[\r\n])|(?<![^\n].)[ \t]*\#{1,6}(?=[ \t]))"
    r"|(?<=\#)(?<![^\n].)\#{0,5}(?=[ \t]))"
)
_CUTS = re_pattern(rf"[\r<*\#{_VOID} \t](?:(?<=[^ \t])|(?=[ \t\r\n\#])){_CUT}")  # few blanks go further
# Most texts have none of the last, and a look at every blank takes long; a search for one sign runs.
_AT_BLANKS = re_pattern(r"\n(?:(?<=[ \t]\n)|[ \t]*\#)")
_CUTS_BUT_AT_BLANKS = re_pattern(rf"[\r<*{_VOID}]{_CUT}")
_CUTS_AT_STARS = re_pattern(rf"\*{_CUT}")
# Few have marks that compose.
_CUTS_AND_MARKS = regex_pattern(
    rf"(?P<marks>[^\p{{M}}\r{_VOID}](?:[{_VOID}]*\p{{M}})+)|[\r<*\#{_VOID} \t]{_CUT}"
)
_WITHOUT_MARKS = re_pattern(r"[\0-\u02ff\u0370-\u0482\u1e00-\u20cf\u2100-\u2cee\ue000-\ufb1d\ufeff-\uffff]*+")
# A scan's speck before a word's first letter (Tesseract: `'TM BAN THƯỜNG VỤ`), closed by no other mark.
_SPECKS = {mark: re_pattern(rf"{mark}(?<!\S.)(?=[{CAPITALS}])(?![^\n]*['’])") for mark in "'‘"}
_ROW = re_pattern(r"\n[ \t]*\|(?=[^\n]*\|)[^\n]*")


class _Plain(dict[int, str]):
    """Each code point's letter without marks, in lower case; made when first asked for."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()[:1] or char
        self[code] = base = {"đ": "d"}.get(base, base)
        return base


_PLAIN = _Plain()

def _shape(char: str) -> str:
    return "A" if char.isupper() else "a" if char.isalpha() else "."


PAGE = (
    "\0\t\n" + "".join(map(chr, range(0x20, 0x7F))) +
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
    "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ“”‘’…•¹²³½§°«»®©€¬¡Ÿ·×"
)
"""A code page of what Vietnamese is printed with: through it text folds ten times as fast as by a dict."""
_OCTETS = codecs.charmap_build(PAGE)
_PLAIN_PAGE = PAGE.translate(_PLAIN)
_SHAPE_OCTETS = "".join(map(_shape, PAGE)).ljust(256, ".").encode("ascii")
OFF_PAGE = re_pattern(f"[^{re.escape(PAGE)}]+")


def plain(text: str) -> str:
    """Lower case without marks, one character for one: `Quyết định` is `quyet dinh`."""
    value = unicodedata.normalize("NFC", text)
    if value.isascii():
        return value.lower()
    if (octets := octets_of(value)) is None:
        return value.translate(_PLAIN)
    return codecs.charmap_decode(octets, "strict", _PLAIN_PAGE)[0]


def octets_of(value: str) -> bytes | None:
    """A text through the code page, if all of it is there."""
    try:
        return codecs.charmap_encode(value, "strict", _OCTETS)[0]
    except UnicodeEncodeError:
        return None


def _folds(value: str, octets: bytes | None = None) -> tuple[str, str]:
    """The plain form and the shape of composed text, which may have come through the page already."""
    octets = octets_of(value) if octets is None else octets
    if octets is None:
        return _folds_around(value)
    low, _ = codecs.charmap_decode(octets, "strict", _PLAIN_PAGE)
    return low, octets.translate(_SHAPE_OCTETS).decode("ascii")


def _folds_around(value: str) -> tuple[str, str]:
    """The same of a text with characters that are not on the page."""
    lows, shapes, last = list[str](), list[str](), 0
    for strange in OFF_PAGE.finditer(value):
        low, shape = _folds(value[last : strange.start()])
        lows += low, strange.group().translate(_PLAIN)
        shapes += shape, "".join(map(_shape, strange.group()))
        last = strange.end()
    low, shape = _folds(value[last:])
    return "".join(lows) + low, "".join(shapes) + shape


def normalize(raw: str) -> Text:
    """The normalised text of a file, with the origin of each of its characters."""
    value, octets = _alike(raw)
    if "|" in value:
        value = _ROW.sub(lambda row: row.group().replace("|", "\n"), f"\n{value}")[1:]
        octets = octets and octets_of(value)
    for mark, speck in _SPECKS.items():
        if mark in value:
            value, found = speck.subn(" ", value)
            octets = octets_of(value) if found and octets else octets
    short, origin = _shorten(value, octets is not None)
    return Text(raw, short, *_folds(short, octets if short is value else None), origin)


def _alike(raw: str) -> tuple[str, bytes | None]:
    """A text with one form of every character, and that through the page, if all of it is there."""
    value = raw.replace("\0", " ")                # all else that is on the page is as it should be
    while True:
        try:
            return value, codecs.charmap_encode(value, "strict", _OCTETS)[0]
        except UnicodeEncodeError as error:       # most texts have one such character or two, again and again
            strange = value[error.start]
        if ord(strange) not in _ALIKE:
            return _ANY_ALIKE.sub(lambda match: _ALIKE[ord(match.group())], value), None
        value = value.replace(strange, _ALIKE[ord(strange)])


def _shorten(text: str, on_page: bool) -> tuple[str, Origin]:
    """The text without what is left out, and where each character kept stood."""
    out: list[str] = []
    origin = [(0, 0)]
    length = last = 0
    for match in _cuts(text, on_page):
        start, end = match.span()
        if match.lastgroup == "marks":
            new = unicodedata.normalize("NFC", _VOIDS.sub("", match.group())).translate(_ALIKE)
        else:
            new = "\n" if text[start] in "\r<" else ""
        out += text[last:start], new
        length += start - last
        origin += [(length + k, min(start + k, end - 1)) for k in range(len(new))]
        length += len(new)
        origin.append((length, end))
        last = end
    return "".join(out) + text[last:], Origin(origin, length + len(text) - last + 1)


def _cuts(text: str, on_page: bool) -> Iterable[re.Match[str] | regex.Match[str]]:
    """What of a text is made shorter, in order; the page has no CR, no marks, nothing without width."""
    at_blanks = _AT_BLANKS.search(text) or text.lstrip(" \t").startswith("#")
    if on_page and not at_blanks and "<" not in text:
        return _CUTS_AT_STARS.finditer(text)
    if not on_page and not _WITHOUT_MARKS.fullmatch(text):
        return _CUTS_AND_MARKS.finditer(text)
    if at_blanks or ("\r" in text and (" \r" in text or "\t\r" in text)):
        return _CUTS.finditer(text)
    return _CUTS_BUT_AT_BLANKS.finditer(text)
