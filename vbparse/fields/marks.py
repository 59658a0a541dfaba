"""Dấu chỉ độ mật và mức độ khẩn (NĐ 30/2020, Phụ lục I, ô số 10a và 10b; Luật Bảo vệ bí mật nhà nước).

A mark stands alone at the head, in capitals or behind its label (`Độ mật: Tối mật`); "bí mật" in a
sentence is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import regex

from vbparse.text import Cell, Found
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
_BARE = regex.compile(
    r"[^a-z]*+(?:(?P<label>do mat|muc do khan|do khan)[^a-z]*+)?(?P<mark>[a-z]+(?: [a-z]+){0,3})[^a-z]*"
)
_OTHER = regex.compile(r"\b(?:MẤT|MẮT|MẶT|KHĂN|KHẮN)\b", regex.I)


def security(zones: Zones) -> Iterator[Found[Security]]:
    """`mật`, `tối mật` or `tuyệt mật` where the head bears the mark."""
    for cell in zones.head:
        mark = _mark(cell)
        if mark in _SECURITY and not _OTHER.search(cell.value):
            yield Found(_SECURITY[mark], (cell.piece,), "marks.security", 0.95)


def urgency(zones: Zones) -> Iterator[Found[Urgency]]:
    """`khẩn`, `thượng khẩn` or `hỏa tốc` where the head bears the mark."""
    for cell in zones.head:
        mark = _mark(cell)
        if mark in _URGENCY and not _OTHER.search(cell.value):
            yield Found(_URGENCY[mark], (cell.piece,), "marks.urgency", 0.95)


def _mark(cell: Cell) -> str:
    """The words of a cell that can be a mark, without marks; nothing where it stands in small letters."""
    match = _BARE.fullmatch(cell.plain) if len(cell.value) < 30 else None
    return match["mark"] if match and (cell.is_caps or match["label"]) else ""
