"""Pages: one document or a bundle, with what receivers, machines and binders added, and their gold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from random import Random
from typing import Any

from tests.truth import wording
from tests.truth.bodies import Body, signings
from tests.truth.footing import foot
from tests.truth.kinds import Number, Type, serial
from tests.truth.marks import Ink, bare, texts
from tests.truth.noise import damage
from tests.truth.paper import Paper, Signed, draft, joint, of_old, recipients
from tests.truth.party import party_body
from tests.truth.printing import Style, addressed, date_line, letterhead, number_line, prose, style, title, wrap


@dataclass(frozen=True)
class Page:
    """A file: its text, and the gold in the form of a `NAME.gold.json`."""

    text: str
    gold: dict[str, Any]


def documents(seed: int, rate: float = 0.0) -> Page:
    """The page of a seed, the same on any machine, damaged at a rate of characters.

    Chance of its own makes the damage, so a page is about the same things at every rate.
    """
    rng, ink = Random(f"page {seed}"), Ink()
    lines, constants = _page(rng, ink)
    text = "\n".join(lines).strip("\n") + "\n"
    if rng.random() < 0.15:
        text = _new_tones(text)
    if rate:
        text = damage(text, rate, Random(f"noise {seed}"), ink)
    return Page(bare(text), {"documents": gold(text, ink, constants)})


def _new_tones(text: str) -> str:
    """The newer way to place a tone: `uỷ`, `hoá`."""
    for old, new in (("ủy", "uỷ"), ("hóa", "hoá"), ("hòa", "hoà"), ("Ủy", "Uỷ"), ("khỏe", "khoẻ"), ("thủy", "thuỷ")):
        text = text.replace(old, new)
    return text


def gold(text: str, ink: Ink, constants: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the marks that are left say of each document."""
    found: list[dict[str, Any]] = [
        {"number": None, "place": None, "date": None, "subject": None, "addressees": [], "recipients": [],
         "signer": [], "citations": [], "unnumbered": [], "stamps": []} for _ in constants]
    partial: list[dict[str, Any]] = [{} for _ in constants]
    for key, said in texts(text, ink).items():
        mark = ink.marks[key]
        document = found[mark.document]
        if mark.field in {"number", "date", "place"}:
            document[mark.field] = mark.value
        elif mark.field == "subject":
            document["subject"] = said
        elif mark.field in {"addressees", "recipients", "unnumbered"}:
            document[mark.field].append(said)
        elif mark.field == "signer":
            document["signer"].append({"name": said, **mark.value})
        elif mark.field == "stamps":
            document["stamps"].append(mark.value)
        elif mark.field == "citation":
            _cite(document["citations"], mark.value)
        elif mark.field in {"symbol", "month"}:
            partial[mark.document][mark.field] = mark.value
    for document, rest, constant in zip(found, partial, constants, strict=True):
        if document["number"] is None and "symbol" in rest:
            document["symbol"] = rest["symbol"]
        document["date"] = document["date"] or rest.get("month")
        document.update(constant)
        document["unnumbered"] = list(dict.fromkeys(document["unnumbered"]))
        if len(document["signer"]) < 2:
            document["signer"] = document["signer"][0] if document["signer"] else None
    return found


def _cite(citations: list[dict[str, Any]], value: dict[str, Any]) -> None:
    known = next((c for c in citations if c["number"] == value["number"]), None)
    if known is None:
        citations.append({**value, "issuer": None})
    elif value["date"]:
        known["date"] = known["date"] or value["date"]


def _page(rng: Random, ink: Ink) -> tuple[list[str], list[dict[str, Any]]]:
    """The lines of a page, marked, and the constants of its documents."""
    chance, party = rng.random(), rng.random() < 0.45
    if chance < 0.04:
        papers = [joint(rng, ink)]
    elif chance < 0.09:
        papers = [of_old(rng, ink)]
    else:
        papers = [draft(rng, ink, party=party)]
    first = papers[0]
    look = style(rng, first)
    lines = [*_esign(rng, first), *_whole(rng, ink, first, look)]
    constants = [first.constants]
    if 0.09 < chance < 0.16 and first.typed.letter and not look.flowing:
        other = draft(rng, ink, party=party, date=_shifted(rng, first.date, -60, -1))
        if not other.typed.letter:
            lines += ["", *_whole(rng, ink, other, replace(style(rng, other), letterhead="left first"))]
            constants.append(other.constants)
    elif 0.16 < chance < 0.26 and not look.flowing and not first.blank:
        more, constant = _copy_note(rng, ink, first, look)
        lines += ["", *more]
        constants.append(constant)
    elif 0.26 < chance < 0.36:
        lines += ["", *_appendix(rng, ink, first, look)]
    return lines, constants


def _whole(rng: Random, ink: Ink, paper: Paper, look: Style) -> list[str]:
    """A paper from its letterhead to its foot, with stamps and marks where they fall."""
    if look.letterhead == "missing":
        paper.paragraphs.append(f"{paper.body.names[0]} giao Văn phòng theo dõi, đôn đốc việc thực hiện.")
    if look.letterhead == "ornament only" and paper.body.code == "BCSĐ":
        paper.skip.append("issuer")
    head = letterhead(rng, ink, paper, look)
    gap = [] if look.letterhead == "run on" else [""]
    mark = [rng.choice(["MẬT", "KHẨN", "HỎA TỐC", "THƯỢNG KHẨN", "TỐI MẬT"]), ""] if rng.random() < 0.06 else []
    stamp = _stamp(rng, ink, paper) if rng.random() < 0.14 and not look.flowing else []
    draft_mark = ["DỰ THẢO", ""] if paper.blank and rng.random() < 0.4 else []
    middle = [*title(rng, ink, paper, look), *gap]
    if look.letterhead == "run on" and middle and not paper.typed.letter:
        head, middle = [*head[:-1], f"{head[-1]} {middle[0]}"], middle[1:]
    places = [*draft_mark, *mark, *head, *gap]
    where = rng.random()
    to = addressed(rng, ink, paper, look)
    body = [*([*to, ""] if to else []), *prose(rng, ink, paper, look)]
    if where < 0.5:
        places += stamp
        return [*places, *middle, *body, "", *foot(rng, ink, paper, look)]
    return [*places, *middle, *stamp, *body, "", *foot(rng, ink, paper, look)]


def _shifted(rng: Random, date: str, least: int, most: int) -> str:
    year, month, day = map(int, date.split("-"))
    return (Day(year, month, day) + timedelta(days=rng.randint(least, most))).isoformat()


def _stamp(rng: Random, ink: Ink, paper: Paper) -> list[str]:
    """An arrival stamp (dấu đến) of a receiver: its office, number, date, routing."""
    office = rng.choice(["Sở Tư pháp", "Trung tâm Lưu trữ", "Bộ Nội vụ", "Văn phòng Tỉnh ủy Kon Tum",
                         "Huyện ủy Tủa Chùa", "Sở Y tế"])
    own, when = str(rng.randint(31, 6400)), _shifted(rng, paper.date, 1, 9)
    year, month, day = when.split("-")
    digits = rng.choice([f".....{own}.....", f"....{own}...", f" {own}", f":.....{own}.....", f"..... {own} ....."])
    blank = rng.random() < 0.15
    number = "Số:........." if blank else f"Số{digits}" if digits[0] == ":" else f"Số:{digits}"
    printed = rng.choice([f"{int(day)}/{int(month)}/{year}", f"{day}/{month}/{year}", f"{day}.{month}.{year}"])
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


def _esign(rng: Random, paper: Paper) -> list[str]:
    """The block that a signing program prints over the letterhead."""
    if paper.date < "2015" or rng.random() > 0.12:
        return []
    year, month, day = _shifted(rng, paper.date, 0, 2).split("-")
    time = f"{day}.{month}.{year} {rng.randint(7, 17):02d}:{rng.randint(0, 59):02d}:12 +07:00"
    owner = paper.body.names[0]
    return rng.choice([
        [f"Người ký: {owner}", "Email: vanthu@vidu.gov.vn", f"Cơ quan: {paper.body.place}", f"Thời gian ký: {time}", ""],
        [f"Ký bởi: {owner}", f"Thời gian ký: {time}", ""],
        ["TRUNG TÂM DỮ LIỆU", "VÀ LƯU TRỮ", "ttdl@vidu.gov.vn", time, ""],
        ["Signature Not Verified", f"Được ký bởi {owner}", f"Ngày ký: {time}", ""],
    ])


def _copy_note(rng: Random, ink: Ink, first: Paper, look: Style) -> tuple[list[str], dict[str, Any]]:
    """A note that certifies the paper above it as a copy, with number, date and signature of its own."""
    ink.document += 1
    date = _shifted(rng, first.date, 2, 30)
    code, kind = rng.choice([("SY", "sao y"), ("SY", "sao y"), ("SL", "sao lục"), ("TrS", "trích sao")])
    if first.body.party:
        body = _copier(rng, date)
        own = Number(serial(rng).rstrip("ab"), "-", f"BS/{body.code}")
        signing = signings("T/L BAN THƯỜNG VỤ/ CHÁNH VĂN PHÒNG", "T/L BAN THƯỜNG VỤ/ PHÓ CHÁNH VĂN PHÒNG")
    else:
        body = replace(first.body, code=first.body.code.split("-")[0])
        own = Number(serial(rng).rstrip("ab"), "/", f"{code}-{body.code}")
        signing = signings("TL. CHỦ TỊCH/ CHÁNH VĂN PHÒNG") if body.code == "UBND" else body.signings
    signer = rng.choice([s for s in signing if s.position and s.authority != "Q"] or signings("CHÁNH VĂN PHÒNG"))
    note = Paper(body, Type(kind, code), own, date, [Signed(signer, wording.person(rng))], "")
    note.recipients = recipients(rng, body, "")
    word = "SAO Y BẢN CHÍNH" if kind == "sao y" and rng.random() < 0.3 else kind.upper()
    word = ink.mark("title", word)
    star = ["*"] if body.party else []
    own_line, issued = number_line(rng, ink, note), date_line(rng, ink, note)
    set_as = replace(look, footer="left first", letterhead="left first")
    orders = [[*body.lines, *star, own_line, "", word, "", issued], [*body.lines, *star, own_line, issued, "", word]]
    return [*rng.choice(orders), "", *foot(rng, ink, note, set_as)], note.constants


def _copier(rng: Random, date: str) -> Body:
    while (body := party_body(rng, date)).code not in {"TU", "HU"}:
        pass
    return body


def _appendix(rng: Random, ink: Ink, paper: Paper, look: Style) -> list[str]:
    """A part of the paper after its signature: a table, an attached regulation, a form like a letterhead."""
    own = "" if paper.blank or look.letterhead == "missing" else f" số {paper.number.value}"
    year, month, day = paper.date.split("-")
    of = f"{paper.typed.name.capitalize()}{own} ngày {day}/{month}/{year} của {paper.body.names[0]}"
    if paper.blank or look.letterhead == "missing":
        of = f"{paper.typed.name.capitalize()} của {paper.body.names[0]}"
    about = wording.subject(rng, "", paper.date)
    kind = rng.choice(["table", "regulation", "form"])
    if kind == "regulation" and paper.typed.name == "quyết định":
        return ["QUY CHẾ", *wrap(about[0].upper() + about[1:], 70), *wrap(f"(Ban hành kèm theo {of})", 74), "",
                "Chương I", "QUY ĐỊNH CHUNG", "", *_flat(f"Điều {n}. {rng.choice(wording.SENTENCES)}" for n in (1, 2, 3))]
    if kind == "form":
        right = "ĐẢNG CỘNG SẢN VIỆT NAM" if paper.body.party else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        return ["PHỤ LỤC II", *wrap(f"(Kèm theo {of})", 74), "", "Mẫu số 01", f"TÊN CƠ QUAN, ĐƠN VỊ      {right}", "",
                "Số:      /BC-......          ......., ngày ... tháng ... năm ......", "", "BÁO CÁO",
                *wrap(f"Kết quả {about}", 70), "", "1. Tình hình chung: .......................", "2. Kiến nghị: ...........",
                "", "Nơi nhận:", "- .............;", "- Lưu: ......", "", "THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên)"]
    rows = [f"{n}   {rng.choice(wording.MATTERS)}   {rng.randint(2, 90)}" for n in range(1, 5)]
    return [rng.choice(["PHỤ LỤC", "PHỤ LỤC I", "Phụ lục 01"]), *wrap(f"Danh mục {about}", 70),
            *wrap(f"(Kèm theo {of})", 74), "", "STT   Nội dung   Số lượng", *rows]


def _flat(texts_: Iterable[str]) -> list[str]:
    return [line for text in texts_ for line in [*wrap(text, 78), ""]]
