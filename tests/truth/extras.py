"""What came to a page after it was written: stamps, signing programs, copy notes, appendices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta
from random import Random
from typing import Any

from tests.truth import wording
from tests.truth.bodies import Body, signings
from tests.truth.footing import foot
from tests.truth.kinds import Number, Type, serial
from tests.truth.marks import Ink
from tests.truth.paper import Paper, Signed, recipients
from tests.truth.party import party_body
from tests.truth.printing import Style, date_line, number_line, wrap


def shifted(rng: Random, date: str, least: int, most: int) -> str:
    year, month, day = map(int, date.split("-"))
    return (Day(year, month, day) + timedelta(days=rng.randint(least, most))).isoformat()


def stamp(rng: Random, ink: Ink, paper: Paper) -> list[str]:
    """An arrival stamp (dấu đến) of a receiver: its office, number, date, routing."""
    office = rng.choice(
        [
            "Sở Tư pháp",
            "Trung tâm Lưu trữ",
            "Bộ Nội vụ",
            "Văn phòng Tỉnh ủy Kon Tum",
            "Huyện ủy Tủa Chùa",
            "Sở Y tế",
        ]
    )
    own, when = str(rng.randint(31, 6400)), shifted(rng, paper.date, 1, 9)
    year, month, day = when.split("-")
    digits = rng.choice(
        [f".....{own}.....", f"....{own}...", f" {own}", f":.....{own}.....", f"..... {own} ....."]
    )
    blank = rng.random() < 0.15
    number = "Số:........." if blank else f"Số{digits}" if digits[0] == ":" else f"Số:{digits}"
    printed = rng.choice(
        [f"{int(day)}/{int(month)}/{year}", f"{day}/{month}/{year}", f"{day}.{month}.{year}"]
    )
    day_line = rng.choice([f"Ngày: {printed}", f"Ngày {printed}", f"Ngày:...{printed}..."])
    route = rng.choice([[], ["Chuyển: ..............."], ["Chuyên: Đ/c Tr. phòng"], ["Lưu hồ sơ số: ......"]])
    word = rng.choice([["ĐẾN"], ["CÔNG VĂN ĐẾN"], ["VĂN BẢN ĐẾN"], ["CÔNG", "VĂN", "ĐẾN"]])
    first = [office.upper()]
    value = {"office": office, "number": None if blank else own, "date": when}
    if rng.random() < 0.25:
        block = [*first, *word, f"{number}\t{day_line}", *route]
    elif rng.random() < 0.2:
        block = [*first, f"{' '.join(word)} {number}", day_line, *route]
    else:
        block = [*first, *word, number, day_line, *route]
    key = ink.mark("stamps", block[-1 - len(route)], value)
    block[-1 - len(route)] = key
    return [*block, ""]


def esign(rng: Random, paper: Paper) -> list[str]:
    """The block that a signing program prints over the letterhead."""
    if paper.date < "2015" or rng.random() > 0.12:
        return []
    year, month, day = shifted(rng, paper.date, 0, 2).split("-")
    time = f"{day}.{month}.{year} {rng.randint(7, 17):02d}:{rng.randint(0, 59):02d}:12 +07:00"
    owner = paper.body.names[0]
    return rng.choice(
        [
            [
                f"Người ký: {owner}",
                "Email: vanthu@vidu.gov.vn",
                f"Cơ quan: {paper.body.place}",
                f"Thời gian ký: {time}",
                "",
            ],
            [f"Ký bởi: {owner}", f"Thời gian ký: {time}", ""],
            ["TRUNG TÂM DỮ LIỆU", "VÀ LƯU TRỮ", "ttdl@vidu.gov.vn", time, ""],
            ["Signature Not Verified", f"Được ký bởi {owner}", f"Ngày ký: {time}", ""],
        ]
    )


def copy_note(rng: Random, ink: Ink, first: Paper, look: Style) -> tuple[list[str], dict[str, Any]]:
    """A note that certifies the paper above it as a copy, with number, date and signature of its own."""
    document = ink.begin()
    date = shifted(rng, first.date, 2, 30)
    code, kind = rng.choice([("SY", "sao y"), ("SY", "sao y"), ("SL", "sao lục"), ("TrS", "trích sao")])
    if first.body.party:
        body = _copier(rng, date)
        own = Number(serial(rng).rstrip("ab"), "-", f"BS/{body.code}")
        signing = signings("T/L BAN THƯỜNG VỤ/ CHÁNH VĂN PHÒNG", "T/L BAN THƯỜNG VỤ/ PHÓ CHÁNH VĂN PHÒNG")
    else:
        body = replace(first.body, code=first.body.code.split("-")[0])
        own = Number(serial(rng).rstrip("ab"), "/", f"{code}-{body.code}")
        signing = signings("TL. CHỦ TỊCH/ CHÁNH VĂN PHÒNG") if body.code == "UBND" else body.signings
    signer = rng.choice(
        [s for s in signing if s.position and s.authority != "Q"] or signings("CHÁNH VĂN PHÒNG")
    )
    note = Paper(
        body, Type(kind, code), own, date, [Signed(signer, wording.person(rng))], "", document=document
    )
    note.recipients = recipients(rng, body, "")
    word = "SAO Y BẢN CHÍNH" if kind == "sao y" and rng.random() < 0.3 else kind.upper()
    word = ink.mark("title", word)
    star = ["*"] if body.party else []
    own_line, issued = number_line(rng, ink, note), date_line(rng, ink, note)
    set_as = replace(look, footer="left first", letterhead="left first")
    orders = [
        [*body.lines, *star, own_line, "", word, "", issued],
        [*body.lines, *star, own_line, issued, "", word],
    ]
    return [*rng.choice(orders), "", *foot(rng, ink, note, set_as)], note.constants


def _copier(rng: Random, date: str) -> Body:
    while (body := party_body(rng, date)).code not in {"TU", "HU"}:
        pass
    return body


def appendix(rng: Random, paper: Paper, look: Style) -> list[str]:
    """A part of the paper after its signature: a table, an attached regulation, a form like a letterhead."""
    own = "" if paper.blank or look.letterhead == "missing" else f" số {paper.number.value}"
    year, month, day = paper.date.split("-")
    of = f"{paper.typed.name.capitalize()}{own} ngày {day}/{month}/{year} của {paper.body.names[0]}"
    if paper.blank or look.letterhead == "missing":
        of = f"{paper.typed.name.capitalize()} của {paper.body.names[0]}"
    about = wording.subject(rng, "", paper.date)
    kind = rng.choice(["table", "regulation", "form"])
    if kind == "regulation" and paper.typed.name == "quyết định":
        return [
            "QUY CHẾ",
            *wrap(about[0].upper() + about[1:], 70),
            *wrap(f"(Ban hành kèm theo {of})", 74),
            "",
            "Chương I",
            "QUY ĐỊNH CHUNG",
            "",
            *_flat(f"Điều {n}. {rng.choice(wording.SENTENCES)}" for n in (1, 2, 3)),
        ]
    if kind == "form":
        right = "ĐẢNG CỘNG SẢN VIỆT NAM" if paper.body.party else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        return [
            "PHỤ LỤC II",
            *wrap(f"(Kèm theo {of})", 74),
            "",
            "Mẫu số 01",
            f"TÊN CƠ QUAN, ĐƠN VỊ      {right}",
            "",
            "Số:      /BC-......          ......., ngày ... tháng ... năm ......",
            "",
            "BÁO CÁO",
            *wrap(f"Kết quả {about}", 70),
            "",
            "1. Tình hình chung: .......................",
            "2. Kiến nghị: ...........",
            "",
            "Nơi nhận:",
            "- .............;",
            "- Lưu: ......",
            "",
            "THỦ TRƯỞNG CƠ QUAN",
            "(Ký, ghi rõ họ tên)",
        ]
    rows = [f"{n}   {rng.choice(wording.MATTERS)}   {rng.randint(2, 90)}" for n in range(1, 5)]
    return [
        rng.choice(["PHỤ LỤC", "PHỤ LỤC I", "Phụ lục 01"]),
        *wrap(f"Danh mục {about}", 70),
        *wrap(f"(Kèm theo {of})", 74),
        "",
        "STT   Nội dung   Số lượng",
        *rows,
    ]


def _flat(texts_: Iterable[str]) -> list[str]:
    return [line for text in texts_ for line in [*wrap(text, 78), ""]]
