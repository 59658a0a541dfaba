"""Tên loại văn bản: the title in capitals (NĐ 30/2020, Phụ lục I, ô số 5a).

A letter has none: "V/v" beside the number or "Kính gửi" without a title make it a công văn. A copy
note is named by its kind (NĐ 30/2020, Điều 25).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from vbparse.layout import Kind, title_of
from vbparse.text import Found
from vbparse.zones import Zones

_COPIES = {"sao y": "sao y", "sao luc": "sao lục", "trich sao": "trích sao"}


def doc_type(zones: Zones) -> Iterator[Found[str]]:
    """The type's name in lower case, `kế hoạch`."""
    for cell in zones.cells[: zones.appendix]:
        if cell.kind == Kind.COPY:
            kinds = (name for plain, name in _COPIES.items() if plain in cell.plain)
            yield from (Found(kind, (cell.piece,), "type.copy", 0.95) for kind in islice(kinds, 1))
    for cell in zones.head:
        if cell.kind == Kind.TITLE:
            title = title_of(cell.value)
            if title:
                yield Found(title[0], (cell.piece,), "type.title", 0.98)
    for cell in zones.head:
        if cell.kind in (Kind.ABOUT, Kind.ADDRESSEES):
            yield Found("công văn", (cell.piece,), "type.letter", 0.97)
