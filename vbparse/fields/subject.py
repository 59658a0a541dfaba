"""Trích yếu nội dung: under the title, or after "V/v" (NĐ 30/2020, Phụ lục I, ô số 5a và 5b).

Without the type's name, rules and page furniture; "Về việc" under a title stays, "V/v" goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from vbparse.layout import ABOUT, Kind, title_of
from vbparse.naming import goes_over
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.prose import join, trim
from vbparse.text import Cell, Found
from vbparse.zones import BODY_CUE, Zones, opens_paragraph

_LONGEST = 12  # lines
_ENDS = (
    Kind.RULE,
    Kind.ADDRESSEES,
    Kind.RECIPIENTS,
    Kind.NUMBER,
    Kind.TITLE,
    Kind.MOTTO,
    Kind.PARTY_MOTTO,
    Kind.APPENDIX,
    Kind.SIGN,
    Kind.COPY,
)
# "CỦA BAN BÍ THƯ" under the title names who acts, not what about.
_ACTING = regex_pattern(
    r"\W*cuu?a\s+(?:ban|bo|thuong truc|thu tuong|chu tich|tinh uy|huyen uy|thanh uy|dang uy|chinh phu|uy ban"
    r"|hoi dong|(?:tong )?giam doc|(?:(?:tong|chi) )?cuc truong|hieu truong|vien truong|chanh an|thong doc"
    r"|tong (?:thanh tra|kiem toan)|truong ban|chu nhiem|tu lenh|chi huy truong)\b.{0,60}"
)

_DEED = regex_pattern(r"\W*(?:thuc hien|trien khai|thi hanh)")
_DEED_OR_PLACE = regex_pattern(r"\W*(?:thuc hien|trong|thi hanh)")
_GROUND = regex_pattern(r"\W*can cu")
_BEGINS = regex_pattern(r"[\W_]*(?:\p{Lu}|\d)")
_GOES_ON = regex_pattern(r"\W*\p{Ll}")
# Words that a text does not end with; "tiếp theo", "làm việc", "tồn tại" it does.
_HANGING = regex_pattern(
    r"(?:[,-]|\b(?i:và|của|về|cho|các|với|để|trong|từ|(?<!\bt\w{2,4}\s)theo|(?<!(?:làm|thôi|nghỉ|công)\s)việc|(?<!tồn\s)tại))"
    r"\s*$"
)
_COUNTS = regex_pattern(r"\b(?i:năm|số|quý|tháng|thứ|kh[óo][áa]|giai đoạn|nhiệm kỳ)\s*$")
_COUNT = regex_pattern(r"\d|[IVX]+\b")
# OCR that lost the layout runs the first ground on behind the subject.
_GROUND_BEHIND = regex_pattern(
    r"(?<=[\p{L}\d\"”)]\s)(?:-\s)?Căn cứ (?=(?:các )?(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị|Quyết|Quy|Thông"
    r"|Chỉ|Kết luận|Kế hoạch|Chương trình|Điều lệ|Công văn|Hướng dẫn|chức năng|tình hình))"
)
_SPOILT = regex_pattern(r"\W?V\S{0,2}\s(?=\p{Ll}+\s)")
_STOPS = regex_pattern(r"\w[.;:]\W{0,2}$")
_QUOTED = regex_pattern(r"[“(][^”)]*$")
_LEADERS = regex_pattern(r"\.{5}|…{2}")
_MARGIN = regex_pattern(r"^[^|]{0,14}\|\s*(?=\p{L}{2,})")


def subject(zones: Zones) -> Iterator[Found[str]]:
    """What the document is about, its lines joined by one blank."""
    cells = zones.head
    for k, cell in enumerate(cells):
        if cell.kind == Kind.TITLE:
            yield from _under_title(cells, k)
            return
        if cell.kind == Kind.ABOUT:
            yield from _about(cells, k)
            return
    # The label is beyond reading (`V# triển khai …`), but stands between number and "Kính gửi".
    for k, cell in enumerate(cells):
        label = _SPOILT.match(cell.value) if k and cells[k - 1].kind in (Kind.NUMBER, Kind.DATE) else None
        if label and any(c.kind == Kind.ADDRESSEES for c in cells[k + 1 : k + 5]):
            yield from _about(cells, k, label.end())
            return
    # HD 05-HD/VPTW (2026) writes "về việc" for "V/v" under the number.
    for k, cell in enumerate(cells):
        if cell.plain.startswith("ve viec") and k and cells[k - 1].kind in (Kind.NUMBER, Kind.DATE):
            yield from _about(cells, k)
            return


def _under_title(cells: tuple[Cell, ...], k: int) -> Iterator[Found[str]]:
    title = title_of(cells[k].value)
    lines: list[tuple[str, Cell]] = []
    if title and title[1] and not _ACTING.fullmatch(plain(title[1])):
        lines.append((title[1], cells[k]))        # `QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ XÂY DỰNG` says who acts
    row, acting = cells[k].row, None
    for cell in (_without_debris(c) for c in cells[k + 1 : k + 30]):
        if cell.kind in (Kind.STAMP, Kind.ESIGN, Kind.PAGE, Kind.DATE):
            if lines and cell.row - row > 1:
                row = cell.row
            continue
        who = _ACTING.fullmatch(cell.plain) or (acting and not lines and goes_over(acting.value, cell.value))
        if who and cell.is_caps and len(lines) < 2:
            row, acting = cell.row, cell
            continue
        if cell.kind == Kind.RULE and not lines and _is_ruled(cells, cell):
            row = cell.row                        # an ornament parts title and subject, another closes it
            continue
        named = title_of(cell.value) if cell.kind == Kind.TITLE and not lines else None
        if (cell.kind in _ENDS and not (named and named[1])) or len(lines) >= _LONGEST:
            break  # a subject may begin with a type's name: `QUY ĐỊNH CHI TIẾT …` under NGHỊ ĐỊNH
        if lines and (_LEADERS.search(cell.value) or _is_over(cells, cell, lines, row)):
            break
        if not lines and (
            BODY_CUE.match(cell.plain) and not _DEED.match(cell.plain)
        ):
            break
        row = cell.row
        if _is_debris(cell):
            continue
        ground = _GROUND_BEHIND.search(cell.value)
        lines.append((cell.value[: ground.start()] if ground else cell.value, cell))
        if ground:
            break
    text = join(line for line, _ in lines)
    if text:
        yield Found(trim(text), tuple(c.piece for _, c in lines), "subject.title", 0.95)


def _is_over(cells: tuple[Cell, ...], cell: Cell, lines: list[tuple[str, Cell]], row: int) -> bool:
    """Whether the body begins at this cell."""
    first, gap = lines[0][1], cell.row - row > 1
    if first.is_caps and not cell.is_caps and sum(c.isupper() for c in cell.value) < 4 + len(cell.value) // 8:
        return True  # a subject in capitals ends where they end
    if not first.is_caps and cell.is_caps and len(cell.value) > 8:
        return True  # the issuer of a decision stands below
    hanging = _hangs(" ".join(line for line, _ in lines[-2:]), cell.value)
    if cell.is_caps and not hanging and _stands_above(cells, cell, first):
        return True  # so it does in capitals
    begins = _BEGINS.match(cell.value) is not None
    if begins and _GROUND.match(cell.plain) and lines[-1][0].rstrip().endswith(","):
        return True                               # a scan's comma does not hang
    cue = begins and bool(BODY_CUE.match(cell.plain))
    ruled = _is_ruled(cells, cell)
    if gap:
        lower = _GOES_ON.match(cell.value) is not None
        return (cue and not (ruled and not _GROUND.match(cell.plain))) or not (lower or ruled or hanging)
    if not begins or hanging:
        return False
    if cue:
        return not (ruled and _DEED_OR_PLACE.match(cell.plain))
    said = " ".join(line for line, _ in lines)
    return not ruled and not _QUOTED.search(said) and opens_paragraph(cells, cell, lines[-1][0].rstrip())


def _is_ruled(cells: tuple[Cell, ...], cell: Cell) -> bool:
    """Whether a rule closes the subject below, and no sentence ends before it."""
    below = [c for c in cells if c.start >= cell.start and c.row - cell.row <= 6]
    rule = next((n for n, c in enumerate(below) if n and c.kind == Kind.RULE), 0)
    return rule > 0 and not any(_STOPS.search(c.value) for c in below[1:rule])


def _hangs(last: str, following: str) -> bool:
    """Whether a line wants the next: `… đối với` ⏎ `…`, `… năm` ⏎ `2021`, `quý` ⏎ `II`."""
    return bool(_HANGING.search(last) or (_COUNT.match(following) and _COUNTS.search(last)))


def _stands_above(cells: tuple[Cell, ...], cell: Cell, first: Cell) -> bool:
    """Whether capitals name a body of the letterhead once more."""
    above = " ".join(c.plain for c in cells if c.end <= first.start and c.kind in (Kind.CAPS, Kind.SIGN))
    return len(cell.plain) > 8 and trim(cell.plain) in above


def _is_debris(cell: Cell) -> bool:
    """Whether a line is what a stamp left on the title, mostly signs: `W.T`, `4Ả ' (vu04,..5, “44.. |`."""
    printed = "".join(cell.value.split())
    told = sum(map(str.isalnum, printed))
    return told < _TOLD * len(printed) or (told < 4 and not cell.value.isalnum())


_TOLD = 0.65  # the share of letters and digits in what is read
_ABOUT_IN_FULL = regex_pattern(r"Về việc\s*:?")


def _about(cells: tuple[Cell, ...], k: int, cut: int = 0) -> Iterator[Found[str]]:
    label = ABOUT.match(cells[k].value) or _ABOUT_IN_FULL.match(cells[k].value)
    lines = [(cells[k].value[label.end() if label else cut :].lstrip(" :.-"), cells[k])]
    row = cells[k].row
    for cell in cells[k + 1 : k + 14]:
        if cell.kind in (Kind.ESIGN, Kind.DATE, Kind.MOTTO) and cell.row - row <= 1:
            row = max(row, cell.row)
            continue
        if cell.kind in _ENDS or cell.kind in (Kind.STAMP, Kind.DATE, Kind.CAPS):
            break
        if cell.row - row > 1 and not (cell.row - row == 2 and _wraps(cells, cell)):
            break
        if cell.column > 0 and lines[-1][1].column == 0 and cell.row == lines[-1][1].row:
            continue
        lines.append((cell.value, cell))
        row = cell.row
    text = trim(join(line for line, _ in lines)).rstrip(" .")
    if text:
        yield Found(text, tuple(c.piece for _, c in lines), "subject.about", 0.97)


def _wraps(cells: tuple[Cell, ...], cell: Cell) -> bool:
    """Whether a line under a blank one is of the subject: short, in small letters, above "Kính gửi"."""
    if len(cell.value) > _SHORT or not _GOES_ON.match(cell.value):
        return False
    other = (c for c in cells if c.start > cell.start and (c.kind != Kind.TEXT or len(c.value) > _SHORT))
    below = next(other, None)
    return below is not None and below.kind == Kind.ADDRESSEES


_SHORT = 50  # code points of a line of the letterhead's left column


def _without_debris(cell: Cell) -> Cell:
    """A line without the margin's debris, told by a pipe (seen where a stamp overlaps the title)."""
    margin = _MARGIN.match(cell.value) if "|" in cell.value else None
    if margin is None:
        return cell
    cut = margin.end()
    return cell._replace(start=cell.start + cut, value=cell.value[cut:], plain=cell.plain[cut:])
