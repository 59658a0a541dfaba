"""Sheets of paper for the tests of recognisers, each part of them to be put in by name.

All wording is made up. A part that a test does not name is unremarkable.
"""

from __future__ import annotations

from typing import TypeVar

from vbparse.layout import cells
from vbparse.normalize import normalize
from vbparse.pipeline import parse_source
from vbparse.record import Record
from vbparse.split import split
from vbparse.text import Found, Source
from vbparse.zones import Zones, zones

T = TypeVar("T")

BODY = """Thời gian qua, vườn ươm của cơ quan đã cung cấp nhiều cây giống cho các đơn vị trồng quanh trụ sở.
Để công việc này được liên tục, các đơn vị cử người chăm tưới hằng tuần và ghi vào sổ theo dõi chung.
Trong quá trình làm, có gì vướng mắc thì trao đổi với bộ phận phụ trách vườn ươm để được chỉ dẫn./."""

PARTY_FOOT = """Nơi nhận:
- Thường trực Tỉnh ủy (để b/c),
- Các chi bộ trực thuộc,
- Lưu VT.

TRƯỞNG BAN
Nông Văn Khoan"""

STATE_FOOT = """Nơi nhận:
- Như Điều 3;
- Sở Tài chính;
- Lưu: VT, TH.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mộc"""


def party(
    *,
    left: str = "TỈNH ỦY LẠNG SƠN\nBAN TUYÊN GIÁO",
    number: str = "Số 84-KH/BTGTU",
    date: str = "Lạng Sơn, ngày 21 tháng 6 năm 2019",
    title: str = "KẾ HOẠCH\nchăm sóc vườn ươm của cơ quan\n-----",
    body: str = BODY,
    foot: str = PARTY_FOOT,
) -> str:
    """A paper of the Party, its left column printed before its right."""
    return f"{left}\n*\n{number}\n\nĐẢNG CỘNG SẢN VIỆT NAM\n{date}\n\n{title}\n\n{body}\n\n{foot}\n"


def state(
    *,
    left: str = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH PHƯỚC",
    number: str = "Số: 123/QĐ-UBND",
    date: str = "Bình Phước, ngày 05 tháng 3 năm 2021",
    title: str = "QUYẾT ĐỊNH\nVề việc giao vườn ươm cho các đơn vị chăm sóc",
    body: str = BODY,
    foot: str = STATE_FOOT,
) -> str:
    """A paper of the State, its left column printed before its right."""
    return (
        f"{left}\n{number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{date}\n\n"
        f"{title}\n\n{body}\n\n{foot}\n"
    )


def letter(
    *,
    left: str = "TỔNG CỤC THUẾ\nCỤC THUẾ TỈNH ĐỒNG NAI",
    number: str = "Số: 2417/CT-TTHT",
    about: str = "V/v hóa đơn mua cây giống",
    date: str = "Đồng Nai, ngày 14 tháng 8 năm 2018",
    to: str = "Kính gửi: Hợp tác xã Cây giống Trảng Dài",
    body: str = BODY,
    foot: str = "Nơi nhận:\n- Như trên;\n- Lưu: VT, TTHT.\n\nKT. CỤC TRƯỞNG\nPHÓ CỤC TRƯỞNG\nĐinh Thị Sim",
) -> str:
    """A letter of a tax office, both columns of its letterhead on one line."""
    first, _, second = left.partition("\n")
    return (
        f"{first}          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"{second}          Độc lập - Tự do - Hạnh phúc\n"
        f"{number}          {date}\n{about}\n\n{to}\n\n{body}\n\n{foot}\n"
    )


def pages(text: str) -> list[Zones]:
    """The zones of each document of a text."""
    told = normalize(text)
    return [zones(part) for part in split(told, cells(told))]


def page(text: str) -> Zones:
    """The zones of the first document of a text."""
    return pages(text)[0]


def records(text: str) -> tuple[Record, ...]:
    """The records of a text."""
    return parse_source(Source("sheet.txt", text, "utf-8", "0" * 64))


def record(text: str) -> Record:
    """The record of a text that is one document."""
    (one,) = records(text)
    return one


def printed(zone: Zones, found: Found[T]) -> list[str]:
    """What the page prints where something was found."""
    return [zone.part.text.value[piece.start : piece.end] for piece in found.pieces]
