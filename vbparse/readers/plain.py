"""Plain text and Markdown: UTF-8 and UTF-16, with or without a byte order mark.

The text is what the bytes say: CRLF, form feeds, NFD and odd characters stay as they are, because
spans count code points of it. Only the byte order mark goes. `encoding` is the name under which
`data.decode(encoding)` gives this very text.
"""

from __future__ import annotations

import codecs

from vbparse import messages

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


class Undecodable(Exception):
    """The bytes are in none of our encodings; the argument is the reason to show."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding that gave it; Undecodable with the reason otherwise."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked(data)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        reason = messages.LEGACY_ENCODING if encoding == "utf-8" else messages.BROKEN_ENCODING
        at, byte = error.start, data[min(error.start, len(data) - 1)]
        raise Undecodable(reason.format(encoding=encoding.upper(), at=at, byte=byte)) from None


def is_marked(data: bytes) -> bool:
    """Bytes that say themselves that they are text."""
    return data.startswith(tuple(mark for mark, _ in _MARKS))


def _unmarked(data: bytes) -> str:
    """UTF-16 shows by its zeros: a third and more of Vietnamese letters, and every blank, are ASCII."""
    sample = data[:_SAMPLE]
    units = len(sample) // 2
    if units and len(data) % 2 == 0:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > units / 4 and even < units / 50:
            return "utf-16-le"
        if even > units / 4 and odd < units / 50:
            return "utf-16-be"
    return "utf-8"
