"""Raw text → `Text`: one form of every character, and the way back to where it stood.

Composed Unicode, plain dashes and blanks, LF line ends; characters without meaning and Markdown's
ornaments are left out, cells of a Markdown table stand on lines of their own. No word is
corrected here: confusion by OCR is matched later, never rewritten.
"""

from __future__ import annotations

import unicodedata
from itertools import chain

import regex

from vbparse.text import Text

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

_VOID = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
_VOIDS = regex.compile(_VOID)
# What is made shorter: line ends, blanks before them, characters without width, marks that compose, ornament.
_SHORTER = regex.compile(
    r"(?P<cr>\r\n?|<br\s*/?>)"
    r"|(?P<trailing>(?<![ \t])[ \t]++(?=[\r\n]))"
    rf"|(?P<void>{_VOID}+)"
    rf"|(?P<marks>\P{{M}}(?:{_VOID}*\p{{M}})+)"
    r"|(?P<bold>\*{2,}|(?m:^)[ \t]*\#{1,6}(?=[ \t])|(?<![\s*])\*(?!\*)|(?<!\*)\*(?![\s*]))"
)
_ROW = regex.compile(r"(?m)^[ \t]*\|(?=[^\n]*\|)[^\n]*$")


class _Plain(dict[int, str]):
    """Each code point's letter without marks, in lower case; made when first asked for."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()[:1] or char
        self[code] = base = {"đ": "d"}.get(base, base)
        return base


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Lower case without marks, one character for one: `Quyết định` is `quyet dinh`."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def normalize(raw: str) -> Text:
    """The normalised text of a file, with the origin of each of its characters."""
    value, origin = _shorten(_ROW.sub(lambda row: row.group().replace("|", "\n"), raw.translate(_ALIKE)))
    return Text(raw, value, value.translate(_PLAIN), origin)


def _shorten(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without what is left out, and where each character kept stood."""
    out: list[str] = []
    origin: list[int] = []
    last = 0
    for match in _SHORTER.finditer(text):
        start, end = match.span()
        out.append(text[last:start])
        origin.extend(range(last, start))
        if match.lastgroup == "cr":
            new = "\n"
        elif match.lastgroup == "marks":
            new = unicodedata.normalize("NFC", _VOIDS.sub("", match.group())).translate(_ALIKE)
        else:
            new = ""
        out.append(new)
        origin.extend(min(start + k, end - 1) for k in range(len(new)))
        last = end
    out.append(text[last:])
    origin.extend(range(last, len(text) + 1))
    return "".join(out), tuple(origin)
