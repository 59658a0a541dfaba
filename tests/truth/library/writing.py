"""A document of the library as its paper: short, in the shape of its kind, with what it cites."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.truth import wording
from tests.truth.library.quoting import Quoting
from tests.truth.paper import DECIDED, STATUTES, Item, Paper, Signed, addressees, recipients
from tests.truth.printing import Style, style

_ABBREVIATED = {
    True: (
        "VPTW Đảng",
        "Văn phòng Trung ương Đảng",
        "UBKT Tỉnh ủy",
        "Ủy ban Kiểm tra Tỉnh ủy",
        "BTG Tỉnh ủy",
        "Ban Tuyên giáo Tỉnh ủy",
        "Các huyện ủy, thành ủy, ĐUTT",
        "UBMTTQ Việt Nam tỉnh",
    ),
    False: ("Ủy ban MTTQ Việt Nam tỉnh", "UBMTTQVN tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "VPQH"),
}
_CUES = (
    "Thực hiện {}, các đơn vị đã chủ động xây dựng phương án.",
    "Tiếp tục quán triệt {}, công việc được giao cho từng bộ phận.",
    "Việc chi trả áp dụng theo {}, không đặt thêm thủ tục.",
    "Trên cơ sở {}, người đứng đầu phân công cán bộ theo dõi.",
    "Qua sơ kết việc thực hiện {}, nhiều nơi đã làm tốt.",
    "Nội dung cụ thể theo {}.",
    "Các nhiệm vụ nêu tại {} phải xong trong quý.",
)
_OPENINGS = {
    "công văn": ("Phúc đáp {}, {} có ý kiến như sau:", "Căn cứ {}, {} đề nghị các đơn vị:"),
    "báo cáo": ("Thực hiện {}, {} báo cáo kết quả như sau:",),
    "hướng dẫn": ("Thực hiện {}, {} hướng dẫn một số nội dung như sau:",),
    "": ("Thực hiện {}, {} yêu cầu:", "Căn cứ {}, {} thống nhất một số việc sau:"),
}


def paper(rng: Random, quote: Quoting) -> Paper:
    """The document that `quote` writes for."""
    one = quote.by
    body = replace(one.office.body, place=rng.choice(one.office.seats))
    fitting = [s for s in body.signings if s.authority not in {"TL", "TUQ"}]
    made = Paper(
        body,
        one.typed,
        one.number,
        one.date,
        [Signed(rng.choice(fitting), wording.person(rng))],
        one.subject,
        document=quote.citing.ink.begin(),
    )
    if not one.law and rng.random() < 0.2:
        made.subject = f"{rng.choice(['triển khai', 'thực hiện'])} {quote.full()}"
    if one.typed.letter or one.typed.name == "tờ trình":
        made.addressees = addressees(rng, body)[:2]
    if one.office.body.code == "TW" and one.typed.name in {"chỉ thị", "kết luận"}:
        made.acting = body.names[1].upper()
    made.paragraphs = _text(rng, quote, body.itself)
    first = "Như trên" if made.addressees else "Như Điều 3" if one.typed.name in DECIDED else ""
    made.recipients = recipients(rng, body, first)[-5:]
    if rng.random() < 0.3:
        made.recipients.insert(-1, Item(rng.choice(_ABBREVIATED[body.party])))
    return made


def look(rng: Random, made: Paper) -> Style:
    """A style that keeps the letterhead: a document that no one can name is none for a library.

    The few laws, which half of the library cites, are set as the gazette sets them.
    """
    chosen = style(rng, made)
    if chosen.letterhead in {"missing", "ornament only"} or made.typed.name in STATUTES:
        return replace(chosen, letterhead="blank", footer="left first")
    return chosen


def _text(rng: Random, quote: Quoting, itself: str) -> list[str]:
    if quote.by.law:
        return [f"Điều {n}. {rng.choice(wording.SENTENCES)}" for n in (1, 2, 3)]
    if quote.by.typed.name in DECIDED:
        return _decision(rng, quote)
    opening = rng.choice(_OPENINGS.get(quote.by.typed.name, _OPENINGS[""]))
    lines = [opening.format(quote.full(), itself)]
    for n in range(rng.randint(1, 3)):
        said = [rng.choice(wording.SENTENCES), rng.choice(_CUES).format(quote.one())]
        if rng.random() < 0.12:
            said.append(wording.years(rng, rng.choice(wording.TRAPS), quote.by.date))
        lines.append(f"{n + 1}. " + " ".join(said))
    return [*lines, f"{rng.choice(wording.CLOSINGS)}./."]


def _decision(rng: Random, quote: Quoting) -> list[str]:
    """Grounds, the operative word, articles; the last may end what was in force."""
    one = quote.by
    kind = one.typed.name.capitalize()
    grounds: list[Callable[[], str]] = [quote.full, *([quote.one] if rng.random() < 0.5 else [])]
    if not one.office.body.party:
        grounds.insert(0, quote.law)
    lines = [f"Căn cứ {ground()};" for ground in grounds]
    request = quote.requested() if not one.office.body.party and rng.random() < 0.4 else None
    if request:
        lines.append(f"Theo {request},")
    lines += [DECIDED[one.typed.name], f"Điều 1. {one.subject[0].upper()}{one.subject[1:]}."]
    ended = quote.of_type(one.typed.name) if rng.random() < 0.4 else None
    if ended:
        lines.append(f"Điều 2. {kind} này có hiệu lực kể từ ngày ký và thay thế {ended}.")
    else:
        lines.append(f"Điều 2. {rng.choice(_CUES).format(quote.one())}")
    return [*lines, f"Điều 3. Thủ trưởng các đơn vị chịu trách nhiệm thi hành {kind} này./."]
