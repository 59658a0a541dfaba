"""Dấu chỉ độ mật và mức độ khẩn (NĐ 30/2020, Phụ lục I, ô số 10a và 10b; Luật Bảo vệ bí mật nhà nước).

A mark stands alone at the head, in capitals or behind its label (`Độ mật: Tối mật`); "bí mật" in a
sentence is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeVar

from vbparse.patterns import regex_pattern
from vbparse.text import Cell, Found
from vbparse.zones import Zones

Security = Literal["mật", "tối mật", "tuyệt mật"]
Urgency = Literal["khẩn", "thượng khẩn", "hỏa tốc"]
Mark = TypeVar("Mark", Security, Urgency)
_SECURITY: dict[str, Security] = {"mat": "mật", "toi mat": "tối mật", "tuyet mat": "tuyệt mật"}
_URGENCY: dict[str, Urgency] = {
    "khan": "khẩn",
    "thuong khan": "thượng khẩn",
    "hoa toc": "hỏa tốc",
    "hoa toc hen gio": "hỏa tốc",
}
_BARE = regex_pattern(
    r"[^a-z]*+(?:(?P<label>do mat|muc do khan|do khan)[^a-z]*+)?(?P<mark>[a-z]+(?: [a-z]+){0,3})[^a-z]*"
)
_OTHER = regex_pattern(r"(?i)\b(?:MẤT|MẮT|MẶT|KHĂN|KHẮN)\b")


def security(zones: Zones) -> Iterator[Found[Security]]:
    """`mật`, `tối mật` or `tuyệt mật` where the head bears the mark."""
    for mark, cell in _marked(zones, _SECURITY):
        yield Found(mark, (cell.piece,), "marks.security", 0.95)


def urgency(zones: Zones) -> Iterator[Found[Urgency]]:
    """`khẩn`, `thượng khẩn` or `hỏa tốc` where the head bears the mark."""
    for mark, cell in _marked(zones, _URGENCY):
        yield Found(mark, (cell.piece,), "marks.urgency", 0.95)


def _marked(zones: Zones, marks: dict[str, Mark]) -> Iterator[tuple[Mark, Cell]]:
    """The cells of the head that are one of some marks; none in small letters but behind its label."""
    for cell in zones.head:
        if len(cell.value) >= 30 or not any(words in cell.plain for words in marks):
            continue
        match = _BARE.fullmatch(cell.plain)
        alone = match and (cell.is_caps or match["label"]) and not _OTHER.search(cell.value)
        if match and alone and match["mark"] in marks:
            yield marks[match["mark"]], cell
