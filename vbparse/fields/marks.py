"""Dấu chỉ độ mật và mức độ khẩn (NĐ 30/2020, Phụ lục I, ô số 10a và 10b; Luật Bảo vệ bí mật nhà nước).

A mark stands alone in capitals, boxed at the head; "bí mật" in a sentence is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import regex

from vbparse.text import Found
from vbparse.zones import Zones

Security = Literal["mật", "tối mật", "tuyệt mật"]
Urgency = Literal["khẩn", "thượng khẩn", "hỏa tốc"]
_SECURITY: dict[str, Security] = {"mat": "mật", "toi mat": "tối mật", "tuyet mat": "tuyệt mật"}
_URGENCY: dict[str, Urgency] = {
    "khan": "khẩn",
    "thuong khan": "thượng khẩn",
    "hoa toc": "hỏa tốc",
    "hoa toc hen gio": "hỏa tốc",
}
_BARE = regex.compile(r"[^a-z]*(?:do mat|muc do khan|do khan)?[^a-z]*(?P<mark>[a-z]+(?: [a-z]+){0,3})[^a-z]*")


def security(zones: Zones) -> Iterator[Found[Security]]:
    """`mật`, `tối mật` or `tuyệt mật` where the head bears the mark."""
    for cell in zones.head:
        match = _BARE.fullmatch(cell.plain) if len(cell.value) < 30 and cell.is_caps else None
        if match and match["mark"] in _SECURITY and not _printed_otherwise(cell.value, "MẤT"):
            yield Found(_SECURITY[match["mark"]], (cell.piece,), "marks.security", 0.95)


def urgency(zones: Zones) -> Iterator[Found[Urgency]]:
    """`khẩn`, `thượng khẩn` or `hỏa tốc` where the head bears the mark."""
    for cell in zones.head:
        match = _BARE.fullmatch(cell.plain) if len(cell.value) < 30 and cell.is_caps else None
        if match and match["mark"] in _URGENCY:
            yield Found(_URGENCY[match["mark"]], (cell.piece,), "marks.urgency", 0.95)


def _printed_otherwise(value: str, word: str) -> bool:
    return word in value.upper()
