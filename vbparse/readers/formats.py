"""What a file is: told by its first bytes, then by its text, then by its suffix.

Only formats that are *not* read stand here, with the name that the list of skipped files shows.
Text under any other suffix (`.txt`, `.md`, `.ocr`, none) is a document.
"""

from __future__ import annotations

import json
import re

from vbparse.patterns import re_pattern

# A Word or Excel file is a zip, so its row stands before that of the zip. Local file names are
# not compressed in a zip, and an ODF file begins with its own media type.
_BY_CONTENT = (
    ("PDF", re_pattern(rb"\s*%PDF-")),
    ("Word (DOCX)", re_pattern(rb"PK\x03\x04(?s:.)*?word/")),
    ("Excel (XLSX)", re_pattern(rb"PK\x03\x04(?s:.)*?xl/")),
    ("PowerPoint (PPTX)", re_pattern(rb"PK\x03\x04(?s:.)*?ppt/")),
    ("OpenDocument", re_pattern(rb"PK\x03\x04(?s:.){26}mimetypeapplication/vnd\.oasis\.opendocument")),
    ("zip archive", re_pattern(rb"PK(?:\x03\x04|\x05\x06)")),
    ("Word, Excel or PowerPoint before 2007", re_pattern(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("RTF", re_pattern(rb"\s*\{\\rtf")),
    ("PostScript", re_pattern(rb"%!PS")),
    ("DjVu", re_pattern(rb"AT&TFORM")),
    ("PNG image", re_pattern(rb"\x89PNG\r\n\x1a\n")),
    ("JPEG image", re_pattern(rb"\xff\xd8\xff")),
    ("JPEG 2000 image", re_pattern(rb"\x00\x00\x00\x0cjP  ")),
    ("TIFF image", re_pattern(rb"II\*\x00|MM\x00[*+]|II\+\x00")),
    ("GIF image", re_pattern(rb"GIF8[79]a")),
    ("BMP image", re_pattern(rb"BM(?s:.){4}\x00\x00\x00\x00")),
    ("WebP image", re_pattern(rb"RIFF(?s:.){4}WEBP")),
    ("HEIF image", re_pattern(rb"(?s:.){4}ftyp(?:hei|mif|avif)")),
    ("gzip archive", re_pattern(rb"\x1f\x8b\x08")),
    ("7z archive", re_pattern(rb"7z\xbc\xaf\x27\x1c")),
    ("RAR archive", re_pattern(rb"Rar!\x1a\x07")),
    ("SQLite database", re_pattern(rb"SQLite format 3\x00")),
    ("program", re_pattern(rb"\x7fELF|MZ\x90\x00")),
)

_BY_TEXT = (
    ("HTML", re_pattern(r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)),
    ("XML", re_pattern(r"\s*<\?xml\s")),
)

_BY_SUFFIX = {
    "CSV": (".csv", ".tsv"),
    "HTML": (".html", ".htm", ".xhtml"),
    "JSON": (".json", ".jsonl", ".ndjson", ".geojson"),
    "XML": (".xml", ".svg", ".xsl", ".xsd"),
    "YAML": (".yaml", ".yml"),
    "settings": (".toml", ".ini", ".cfg", ".conf", ".properties"),
    "program text": (".py", ".js", ".ts", ".css", ".sh", ".bat", ".ps1", ".sql", ".vbs"),
}
_SUFFIXES = {suffix: name for name, suffixes in _BY_SUFFIX.items() for suffix in suffixes}

# Tab, line feed, vertical tab, form feed, carriage return and escape occur in text.
_CONTROLS = bytes([*sorted(set(range(32)) - {9, 10, 11, 12, 13, 27}), 127])
_SAMPLE = 65536
_LONG = 2_000_000
_CONTROLS_AT_MOST = 0.02  # OCR leaves a stray control character, not one in fifty


def by_content(data: bytes) -> str | None:
    """The name of a format that is no text, by its first bytes."""
    return next((name for name, magic in _BY_CONTENT if magic.match(data)), None)


def by_text(text: str, suffix: str) -> str | None:
    """The name of a text format that holds no document: markup, data, settings, programs."""
    for name, start in _BY_TEXT:
        if start.match(text):
            return name
    return _SUFFIXES.get(suffix.lower()) or ("JSON" if _is_json(text) else None)


def is_binary(data: bytes) -> bool:
    """Bytes with more control characters than any text has."""
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _CONTROLS_AT_MOST * len(sample)


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in ("{", "["):
        return False
    if len(text) > _LONG:  # to load it would take many times its size
        return text.rstrip()[-1] in "}]"
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
