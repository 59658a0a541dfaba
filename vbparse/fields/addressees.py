"""Kính gửi: to whom a letter or a submission is written (NĐ 30/2020, Phụ lục I, ô số 9a).

One inline, or a list with a bullet a line; ends where the body begins. Lines with an address or a
tax code say where the addressee is, not who.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbparse.cells import TO
from vbparse.layout import Kind
from vbparse.patterns import regex_pattern
from vbparse.prose import item, join
from vbparse.text import Cell, Found
from vbparse.zones import BODY_CUE, Zones, opens_paragraph

_LABEL = regex_pattern(rf"\W{{0,2}}{TO}\s*[:;.]?\s*|.{{0,120}}\bdien\s?:\s*")
_BULLET = regex_pattern(r"(?<!\s)\s*+[-+*•~–]+\s*+(?=\S)")
_WHERE = regex_pattern(
    r"\W*(?:dia ch\w|d/c|mst|ma so thue|ma so|so dien thoai|dien thoai|email|\(?so \d+ duong|so \d+,)\b"
)
_BODY_VERB = regex_pattern(
    r".{0,90}\b(?:nhan duoc|co y kien|bao cao|de nghi|thong bao|ban hanh|yeu cau|kinh (?:trinh|moi)"
    r"|tran trong)\b"
)
_INLINE = regex_pattern(r"(?<=[;,])\s+[-–]\s+")
_ADDRESS = regex_pattern(r"\s*\(\s*(?:Đc|ĐC|Đ/c|Đ/C|[Đđ]ịa ch\w|MST)\s*:.*$")
_WIDEST = 120
# Crawled text may run the body on behind the addressee, on one line.
_BODY_AFTER = regex_pattern(r"(?<=[\p{L})]\s)(?:Trả lời|Phúc đáp|Căn cứ|Thực hiện|Tiếp theo)\s")


def addressees(zones: Zones) -> Iterator[Found[str]]:
    """The items under "Kính gửi:", in order."""
    cells = zones.cells[: zones.foot]
    start = next(
        (k for k, c in enumerate(cells) if c.kind == Kind.ADDRESSEES and k < len(zones.head) + 10), None
    )
    if start is None:
        return
    for group in _groups(cells, start):
        text = item(_ADDRESS.sub("", join(value for value, _ in group)))
        if text and len(text) > 2:
            yield Found(text, tuple(c.piece for _, c in group), "addressees", 0.97)


def _groups(cells: tuple[Cell, ...], start: int) -> list[list[tuple[str, Cell]]]:
    label = _LABEL.match(cells[start].plain)
    rest = cells[start].value[label.end() if label else 0 :].rstrip(" |")
    body = _BODY_AFTER.search(rest)
    rest = rest[: body.start()] if body else rest
    groups: list[list[tuple[str, Cell]]] = []
    listed = not rest.strip() or bool(_BULLET.match(rest))
    if rest.strip():
        groups.extend([(part, cells[start])] for part in _INLINE.split(_BULLET.sub("", rest, count=1)))
    if body:
        return groups
    row, skipping = cells[start].row, False
    for cell in cells[start + 1 : start + 40]:
        if cell.kind in (Kind.STAMP, Kind.ESIGN, Kind.PAGE, Kind.RULE):
            row = cell.row
            continue
        bullet = _BULLET.match(cell.value)
        gap = cell.row - row > 1
        if _WHERE.match(cell.plain):
            skipping, row = True, cell.row
            continue
        if cell.kind not in (Kind.TEXT, Kind.CAPS) or len(cell.value) > _WIDEST:
            break
        if bullet and listed:
            groups.append([(cell.value[bullet.end() :], cell)])
        elif bullet or _ends(groups, cell, gap, skipping) or _is_body(cells, cell, groups, skipping):
            break
        elif groups and not skipping:
            groups[-1].append((cell.value, cell))
        elif not groups and not gap:
            groups.append([(cell.value, cell)])
        elif not skipping:
            break
        skipping = skipping and not bullet
        row = cell.row
    return groups


def _ends(groups: list[list[tuple[str, Cell]]], cell: Cell, gap: bool, skipping: bool) -> bool:
    """Whether the body begins at a line without a bullet."""
    if BODY_CUE.match(cell.plain) or _BODY_VERB.match(cell.plain):
        return True
    if not groups:
        return False
    if gap:
        return True
    last = groups[-1][-1][0].rstrip()
    return not skipping and last.endswith((".", ";", ":"))


def _is_body(
    cells: tuple[Cell, ...], cell: Cell, groups: list[list[tuple[str, Cell]]], skipping: bool
) -> bool:
    """Whether the body's first paragraph begins right under an addressee."""
    return bool(groups) and not skipping and opens_paragraph(cells, cell, groups[-1][-1][0].rstrip())
