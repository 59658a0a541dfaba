"""One document as its author means it, before anything is printed: its facts and its parts, marked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from tests.truth import wording
from tests.truth.bodies import Body, Signing, signings
from tests.truth.citing import Citing
from tests.truth.kinds import Number, Type, choose_type, number, old
from tests.truth.marks import Ink
from tests.truth.party import party_body
from tests.truth.state import ministries, state_body


@dataclass(frozen=True)
class Item:
    """An addressee or recipient: what the gold holds, and the purpose shared by a bracket if any."""

    text: str
    bracket: str = ""


@dataclass(frozen=True)
class Signed:
    signing: Signing
    name: str


@dataclass
class Paper:
    """A document: what the register would say of it and the texts that are printed on it."""

    body: Body
    typed: Type
    number: Number
    date: str
    signed: list[Signed]
    subject: str
    addressees: list[str] = field(default_factory=list)
    recipients: list[Item] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    appendix: list[str] = field(default_factory=list)
    document: int = 0
    acting: str = ""
    blank: bool = False
    skip: list[str] = field(default_factory=list)

    @property
    def constants(self) -> dict[str, Any]:
        """What no noise changes."""
        return {"doc_type": self.typed.name, "issuer": list(self.body.names), "skip": list(self.skip)}


def a_date(rng: Random) -> str:
    year = rng.choice([rng.randint(1998, 2010), *[rng.randint(2011, 2024)] * 4, rng.choice([2025, 2026])])
    return f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def _signing(rng: Random, body: Body, typed: Type) -> Signing:
    """A chain of authority that fits: letters and small papers may be signed by order."""
    minor = typed.letter or typed.name in {"thông báo", "giấy mời", "báo cáo", "công văn"}
    fitting = [s for s in body.signings if minor or s.authority not in {"TL", "TUQ"}]
    return rng.choice(fitting)


def recipients(rng: Random, body: Body, first: str) -> list[Item]:
    """The distribution list: a reference or not, bodies with and without purpose, the file copy last."""
    pool = wording.PARTY_RECIPIENTS if body.party else wording.STATE_RECIPIENTS
    chosen = rng.sample([text for text in pool if not text.startswith("Như ")], rng.randint(1, 7))
    items = [Item(f"{t} ({rng.choice(wording.PURPOSES)})" if rng.random() < 0.25 else t) for t in chosen]
    if body.party and len(items) > 2 and rng.random() < 0.12:
        several = rng.randint(2, 3)
        items[:several] = [Item(item.text.split(" (")[0], "|") for item in items[:several]]
        items[several - 1] = replace(
            items[several - 1], bracket=rng.choice(["| Báo cáo", "| để b/c", "| (b/c)"])
        )
    if first:
        items.insert(0, Item(first))
    file = rng.choice(wording.PARTY_FILES if body.party else wording.STATE_FILES)
    return [*items, Item(file.format(u=rng.choice(wording.UNITS)).rstrip("."))]


def addressees(rng: Random, body: Body) -> list[str]:
    pool = wording.PARTY_ADDRESSEES if body.party else wording.STATE_ADDRESSEES
    return rng.sample(pool, rng.choice([1, 1, 1, 2, 3]))


_ADDRESSED = {"công văn", "tờ trình", "giấy mời", "giấy giới thiệu", "phiếu chuyển", "phiếu gửi", "công điện"}
STATUTES = {"bộ luật", "luật", "pháp lệnh"}
DECIDED = {
    "quyết định": "QUYẾT ĐỊNH:",
    "nghị quyết": "QUYẾT NGHỊ:",
    "nghị định": "NGHỊ ĐỊNH:",
    "lệnh": "LỆNH:",
}


def _preamble(rng: Random, cite: Citing, body: Body, typed: Type) -> list[str]:
    """The grounds of a decision, one a line, and its operative word."""
    who = body.names[-1].upper() if typed.name == "quyết định" else body.names[0].upper()
    grounds = [cite.law, *[cite.full] * rng.randint(1, 3)]
    if rng.random() < 0.4:
        grounds.append(cite.amended)
    lines = [who] if rng.random() < 0.7 else []
    lines += [f"Căn cứ {ground()};" for ground in grounds]
    if rng.random() < 0.6:
        request = cite.mention(cite.fresh("tờ trình", party=False), issued=False)
        lines.append(
            f"Theo đề nghị của {rng.choice(['Chánh Văn phòng', 'Giám đốc Sở Nội vụ'])} tại {request},"
        )
    return [*lines, DECIDED[typed.name]]


def _articles(rng: Random, cite: Citing, typed: Type) -> list[str]:
    about = wording.subject(rng, "", cite.date)
    lines = [f"Điều 1. {about[0].upper()}{about[1:]}, theo {cite.one()}."]
    for n in range(2, rng.randint(3, 5)):
        lines.append(f"Điều {n}. {rng.choice(wording.SENTENCES)} {cite.sentence()}")
    last = len(lines) + 1
    lines.append(
        f"Điều {last}. {typed.name.capitalize()} này có hiệu lực kể từ ngày ký và thay thế "
        f"{cite.mention(cite.fresh(), issued=False)}."
    )
    lines.append(
        f"Điều {last + 1}. Chánh Văn phòng, thủ trưởng các đơn vị liên quan chịu trách nhiệm thi hành "
        f"{typed.name.capitalize()} này./."
    )
    return lines


def _prose(rng: Random, cite: Citing, party: bool) -> list[str]:
    lines = []
    heads = ["MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "TỔ CHỨC THỰC HIỆN"] if rng.random() < 0.6 else [""]
    for n, head in enumerate(heads):
        if head:
            lines.append(f"{'I' * (n + 1)}{'- ' if party else '. '}{head}")
        for k in range(rng.randint(1, 3)):
            said = [rng.choice(wording.SENTENCES) for _ in range(rng.randint(1, 2))]
            if rng.random() < 0.75:
                said.insert(rng.randint(0, 1), cite.sentence())
            if rng.random() < 0.25:
                said.append(wording.years(rng, rng.choice(wording.TRAPS), cite.date))
            lead = f"{k + 1}{'- ' if party else '. '}" if head else ""
            lines.append(lead + " ".join(said))
    return [*lines, f"{rng.choice(wording.CLOSINGS)}{rng.choice(['./.', './.', '.'])}"]


def _opening(rng: Random, cite: Citing, body: Body, typed: Type) -> str:
    """The sentence by which a body names itself and what it writes."""
    deed = {"kế hoạch": "xây dựng kế hoạch", "báo cáo": "báo cáo kết quả"}.get(typed.name, "có ý kiến")
    return f"{rng.choice(['Thực hiện', 'Căn cứ', 'Tiếp theo'])} {cite.one()}, {body.itself} {deed} như sau:"


def draft(
    rng: Random,
    ink: Ink,
    *,
    party: bool,
    date: str | None = None,
    body: Body | None = None,
    typed: Type | None = None,
    own: Number | None = None,
) -> Paper:
    """A document of either regime. Begins a new document of `ink`."""
    document = ink.begin()
    date = date or a_date(rng)
    body = body or (party_body if party else state_body)(rng, date)
    typed = typed or choose_type(rng, body, date)
    own = own or number(rng, body, typed, date)
    cite = Citing(rng, ink, date, party, typed.name.capitalize())
    cite.taken |= {own.serial, own.value}
    about = wording.subject(rng, body.scope, date)
    if typed.name in STATUTES:
        about = rng.choice(wording.MATTERS).upper()
    elif rng.random() < 0.2:
        about = (
            f"{rng.choice(['triển khai', 'thực hiện', 'tổng kết'])} {cite.mention(cite.fresh())} về {about}"
        )
    paper = Paper(
        body,
        typed,
        own,
        date,
        [Signed(_signing(rng, body, typed), wording.person(rng))],
        about,
        document=document,
    )
    if typed.name in _ADDRESSED or (typed.name == "báo cáo" and rng.random() < 0.3):
        paper.addressees = addressees(rng, body)
    if typed.name in DECIDED:
        paper.paragraphs = [*_preamble(rng, cite, body, typed), *_articles(rng, cite, typed)]
    else:
        paper.paragraphs = [_opening(rng, cite, body, typed), *_prose(rng, cite, party)]
    first = "Như trên" if paper.addressees else "Như Điều 3" if typed.name in DECIDED else ""
    paper.recipients = recipients(rng, body, first if rng.random() < 0.85 else "")
    paper.notes = cite.notes
    _particulars(rng, paper)
    return paper


def _particulars(rng: Random, paper: Paper) -> None:
    """What some types have beyond the common form."""
    name = paper.typed.name
    if paper.signed[0].signing.authority == "Q":
        paper.skip.append("signer.position")
    if name in {"thư công", "giấy nghỉ phép", "giấy đi đường"}:
        paper.recipients = [] if rng.random() < 0.7 else paper.recipients
    if name == "biên bản":
        paper.signed = [Signed(s, wording.person(rng)) for s in signings("THƯ KÝ", "CHỦ TRÌ")]
    if name in {"hợp đồng", "bản ghi nhớ", "bản thỏa thuận"}:
        paper.signed = [Signed(s, wording.person(rng)) for s in signings("ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B")]
        paper.skip += ["signer.position", "signer.authority", "signer.on_behalf_of"]
    if (
        paper.body.kind == "party-high"
        and name in {"chỉ thị", "nghị quyết", "kết luận"}
        and rng.random() < 0.6
    ):
        paper.acting = _acting(paper)
    if paper.body.kind in {"premier", "committee"} and name == "chỉ thị" and rng.random() < 0.3:
        paper.acting = paper.body.names[-1].upper()
    paper.blank = name not in STATUTES and rng.random() < 0.07


def _acting(paper: Paper) -> str:
    """Who gives a directive by its second line of title, `BAN BÍ THƯ`; it is the issuer's first name then."""
    signing = paper.signed[0].signing
    of = (signing.on_behalf_of or "ban thường vụ").upper()
    if of not in {"BỘ CHÍNH TRỊ", "BAN BÍ THƯ"}:
        of = f"BAN THƯỜNG VỤ {paper.body.names[0].upper()}"
    return of


def joint(rng: Random, ink: Ink) -> Paper:
    """A circular of two ministries, or a resolution of Government and Front, which both sign."""
    if rng.random() < 0.2:
        return _joint_resolution(rng, ink)
    date = f"{rng.randint(2003, 2015)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    pair = rng.sample(ministries(date), 2)
    names = tuple(name for _, name, _ in pair)
    body = Body(
        False,
        (f"{names[0].upper()} -", names[1].upper())
        if rng.random() < 0.5
        else (names[0].upper(), names[1].upper()),
        ("; ".join(names),),
        "-".join(code for code, _, _ in pair),
        "Hà Nội",
        signings("KT. BỘ TRƯỞNG/ THỨ TRƯỞNG"),
        "ministry",
        (),
        " và ".join(names),
    )
    paper = draft(rng, ink, party=False, date=date, body=body, typed=Type("thông tư liên tịch", "TTLT+"))
    chains = [f"KT. BỘ TRƯỞNG/ {name.upper()}/ THỨ TRƯỞNG" for name in reversed(names)]
    paper.signed = [Signed(s, wording.person(rng)) for s in signings(*chains)]
    paper.skip.append("signer.on_behalf_of")
    return paper


def _joint_resolution(rng: Random, ink: Ink) -> Paper:
    date = f"{rng.randint(2001, 2024)}-{rng.randint(3, 12):02d}-{rng.randint(1, 28):02d}"
    names = ("Chính phủ", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam")
    body = Body(
        False,
        tuple(name.upper() for name in names),
        ("; ".join(names),),
        "CP-UBTWMTTQVN",
        "Hà Nội",
        signings("TM. CHÍNH PHỦ/ THỦ TƯỚNG"),
        "joint",
        (),
        " và ".join(names),
    )
    own = Number(f"{rng.randint(1, 30):02d}", "/", f"{date[:4]}/NQLT/{body.code}")
    paper = draft(
        rng, ink, party=False, date=date, body=body, typed=Type("nghị quyết liên tịch", ""), own=own
    )
    chains = [
        "TM. BAN THƯỜNG TRỰC ỦY BAN TRUNG ƯƠNG MẶT TRẬN TỔ QUỐC VIỆT NAM/ CHỦ TỊCH",
        "TM. CHÍNH PHỦ/ KT. THỦ TƯỚNG/ PHÓ THỦ TƯỚNG",
    ]
    paper.signed = [Signed(s, wording.person(rng)) for s in signings(*chains)]
    paper.skip.append("signer.on_behalf_of")
    return paper


def of_old(rng: Random, ink: Ink) -> Paper:
    found, date = old(rng)
    paper = draft(rng, ink, party=False, date=date, body=found.body, typed=found.typed, own=found.number)
    paper.blank = False
    return paper
