"""References to other documents in every form of running text, each marked with what it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta
from random import Random

from tests.truth import wording
from tests.truth.kinds import assembly
from tests.truth.marks import Ink

_STATE = """
nghị định|{n}/{y}/NĐ-CP|Chính phủ|5
nghị quyết|{n}/NQ-CP|Chính phủ|3
quyết định|{n}/QĐ-TTg|Thủ tướng Chính phủ|4
quyết định|{n}/{y}/QĐ-TTg|Thủ tướng Chính phủ|3
chỉ thị|{n}/CT-TTg|Thủ tướng Chính phủ|3
thông tư|{n}/{y}/TT-BTC|Bộ trưởng Bộ Tài chính|3
thông tư|{n}/{y}/TT-BYT|Bộ Y tế|2
thông tư liên tịch|{n}/{y}/TTLT-BTC-BNV|Bộ Tài chính, Bộ Nội vụ|1
nghị quyết|{n}/{y}/NQ-HĐND|Hội đồng nhân dân tỉnh|2
nghị quyết|{n}/NQ-HĐND|HĐND tỉnh|2
quyết định|{n}/QĐ-UBND|Ủy ban nhân dân tỉnh|4
quyết định|{n}/{y}/QĐ-UBND|UBND tỉnh|2
kế hoạch|{n}/KH-UBND|UBND tỉnh|3
thông báo|{n}/TB-VPCP|Văn phòng Chính phủ|1
công văn|{n}/BNV-CCVC|Bộ Nội vụ|3
công văn|{n}/UBND-KGVX|Ủy ban nhân dân tỉnh|3
tờ trình|{n}/TTr-SNV|Giám đốc Sở Nội vụ|3
báo cáo|{n}/BC-STC|Sở Tài chính|1
luật|{n}/{y}/QH{q}||1
nghị định|{n}/CP|Chính phủ|1
"""
_PARTY = """
chỉ thị|{n}-CT/TW|Ban Bí thư|5
chỉ thị|{n}-CT/TW|Bộ Chính trị|4
nghị quyết|{n}-NQ/TW|Bộ Chính trị|5
kết luận|{n}-KL/TW|Ban Bí thư|4
quy định|{n}-QĐ/TW|Bộ Chính trị|3
quyết định|{n}-QĐ/TW|Ban Bí thư|2
hướng dẫn|{n}-HD/BTCTW|Ban Tổ chức Trung ương|3
hướng dẫn|{n}-HD/VPTW|Văn phòng Trung ương Đảng|1
kế hoạch|{n}-KH/TU|Ban Thường vụ Tỉnh ủy|4
chương trình|{n}-CTr/TU|Tỉnh ủy|3
nghị quyết|{n}-NQ/TU|Ban Thường vụ Tỉnh ủy|2
công văn|{n}-CV/TU|Thường trực Tỉnh ủy|3
công văn|{n}-CV/BTCTU|Ban Tổ chức Tỉnh ủy|2
đề án|{n}-ĐA/TU|Tỉnh ủy|1
thông báo|{n}-TB/TW|Ban Bí thư|2
kế hoạch|{n}-KH/HU|Ban Thường vụ Huyện ủy|2
"""
_OLD = """
nghị định|{n}-CP|Hội đồng Chính phủ|3
quyết định|{n}-CP|Hội đồng Chính phủ|2
quyết định|{n}/TTg|Thủ tướng Chính phủ|2
thông tư|{n}-TT/BNV|Bộ Nội vụ|2
tờ trình|{n}-TTr/BNV|Bộ Nội vụ|2
kế hoạch|{n}-KH/UB|Ủy ban hành chính tỉnh|1
sắc lệnh|{n}/SL|Chủ tịch nước|1
"""
_PLENUMS = [
    "Nghị quyết Trung ương 4 khóa XI, XII",
    "Nghị quyết Trung ương 5 khóa X",
    "Nghị quyết Trung ương 6 khóa XII",
    "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
    "Nghị quyết Trung ương 4 (khóa XII)",
    "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI",
]
_PINS = [
    "khoản 2 Điều 5",
    "điểm b khoản 1 Điều 12",
    "Điều 7 và Điều 9",
    "điểm a, c khoản 3 Điều 4",
    "Mục II",
    "Chương III",
]


@dataclass(frozen=True)
class Cited:
    number: str
    doc_type: str
    date: str
    issuer: str

    @property
    def serial(self) -> str:
        return self.number.partition("/")[0].partition("-")[0]


@dataclass
class Citing:
    """Writes sentences that cite, for one document of a date; knows what it has cited."""

    rng: Random
    ink: Ink
    date: str
    party: bool
    itself: str
    taken: set[str] = field(default_factory=set)
    known: list[Cited] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fresh(self, doc_type: str | None = None, party: bool | None = None) -> Cited:
        """A document older than this one and not yet cited."""
        party = self.party if party is None else party
        if self.party and doc_type is None and self.rng.random() < 0.25:
            party = False
        table = _OLD if self.date < "1993" else _PARTY if party else _STATE
        rows = [row.split("|") for row in table.strip().split("\n")]
        rows = [row for row in rows if doc_type in {None, row[0]}]
        while True:
            name, shape, issuer, _ = self.rng.choices(rows, [int(row[3]) for row in rows])[0]
            year, month, day = map(int, self.date.split("-"))
            when = (Day(year, month, day) - timedelta(days=self.rng.randint(20, 2600))).isoformat()
            serial = f"{self.rng.choice([self.rng.randint(1, 40), self.rng.randint(1, 900)]):02d}"
            number = shape.format(n=serial, y=when[:4], q=assembly(max(when, "1993")))
            if serial not in self.taken and number not in self.taken:
                self.taken |= {serial, number}
                return Cited(number, name, when, issuer)

    def day(self, when: str) -> str:
        year, month, day = when.split("-")
        long = f"ngày {day} tháng {int(month) if int(month) > 2 else month} năm {year}"
        short = f"ngày {day}/{month}/{year}"
        plain = f"ngày {int(day)}/{int(month)}/{year}"
        return self.rng.choice([short, short, short, long, plain, f"ngày {day}.{month}.{year}"])

    def spaced(self, number: str) -> str:
        """The number as print and scan vary it: blanks about the dash."""
        if "-" in number and self.rng.random() < 0.12:
            return number.replace("-", self.rng.choice([" - ", "- ", " -", " – ", "–"]), 1)
        return number

    def mention(self, cited: Cited, kind: str = "", dated: bool = True, issued: bool = True) -> str:
        """`Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Ban Bí thư`; `kind` the word before, if not the type."""
        word = (kind or cited.doc_type.capitalize()).strip()
        word = f"{word} " + self.rng.choice(["số ", "số ", "số ", "số: ", ""]) if word != "số" else "số "
        value = {"number": cited.number, "doc_type": cited.doc_type, "date": cited.date if dated else None}
        comma = "," if "-" in cited.number.partition("/")[0] and self.rng.random() < 0.7 else ""
        after = f"{comma} {self.day(cited.date)}" if dated else ""
        self.known.append(cited)
        body = f" của {cited.issuer}" if issued and cited.issuer else ""
        return self.ink.mark("citation", f"{word}{self.spaced(cited.number)}{after}", value) + body

    def full(self, cited: Cited | None = None) -> str:
        about = wording.subject(self.rng, "", self.date) if self.rng.random() < 0.6 else ""
        bare = self.rng.random()
        text = self.mention(cited or self.fresh(), dated=bare < 0.85, issued=0.1 < bare < 0.9)
        return f"{text} về {about}" if about else text

    def law(self) -> str:
        """A law by its name and year or day, without a number."""
        in_force = [row for row in wording.LAWS if row[1] < self.date[:4] and row[0] not in self.taken]
        if not in_force:
            return self.full()
        name, year, when = self.rng.choice(in_force)
        self.taken.add(name)
        day, month, year = when.split("/")
        tail = self.rng.choice(
            [f"năm {year}", f"ngày {when}", f"ngày {day} tháng {int(month):02d} năm {year}"]
        )
        return self.ink.mark("unnumbered", f"{name} {tail}")

    def plenum(self) -> str:
        name = self.rng.choice(_PLENUMS)
        if name in self.taken:
            return self.full()
        self.taken.add(name)
        return self.ink.mark("unnumbered", name)

    def listed(self) -> str:
        """Several of one type, the type said once."""
        first = self.fresh("kế hoạch" if self.party else "quyết định")
        rest = [self.fresh(first.doc_type) for _ in range(self.rng.randint(1, 2))]
        dated = self.rng.random() < 0.7
        head = self.mention(first, f"các {first.doc_type.capitalize()}", dated, False)
        tail = [self.mention(cited, "số", dated, False) for cited in rest]
        return (
            ", ".join([head, *tail[:-1]])
            + f" và {tail[-1]}"
            + (f" của {first.issuer}" if first.issuer else "")
        )

    def amended(self) -> str:
        first = self.mention(self.fresh("nghị định", party=False))
        second = self.mention(self.fresh("nghị định", party=False), issued=False)
        return f"{first} được sửa đổi, bổ sung bởi {second}"

    def attached(self) -> str:
        decision = self.fresh("quyết định")
        return (
            f"Quy chế {wording.subject(self.rng, '', self.date)} ban hành kèm theo {self.mention(decision)}"
        )

    def alias(self) -> str:
        cited = self.fresh()
        short = f"{cited.doc_type.capitalize()} {cited.serial}"
        word = self.rng.choice(["sau đây gọi tắt là", "gọi tắt là", "sau đây viết tắt là", "sau đây gọi là"])
        return f"{self.mention(cited)} ({word} {short})"

    def again(self) -> str:
        """An earlier document once more, short or with its number; or this document itself."""
        if not self.known or self.rng.random() < 0.2:
            return f"{self.itself} này"
        cited = self.rng.choice(self.known)
        unique = (
            sum(c.serial == cited.serial and c.doc_type == cited.doc_type for c in dict.fromkeys(self.known))
            == 1
        )
        if unique and self.rng.random() < 0.6:
            return f"{cited.doc_type.capitalize()} {cited.serial}"
        return self.mention(cited, dated=False, issued=False)

    def lower(self) -> str:
        cited = self.fresh()
        return self.mention(cited, cited.doc_type)

    def pinned(self) -> str:
        return f"{self.rng.choice(_PINS)} {self.full()}"

    def footnote(self) -> str:
        """A superscript here, the document at the foot of the page."""
        sign = "¹²³"[len(self.notes) % 3]
        self.notes.append(f"{sign} {self.mention(self.fresh())}.")
        return f"văn bản của cấp trên{sign}"

    def one(self) -> str:
        """A reference in some form."""
        forms = [
            (self.full, 10),
            (self.law, 3),
            (self.listed, 3),
            (self.amended, 1),
            (self.attached, 1),
            (self.alias, 2),
            (self.again, 4),
            (self.lower, 1),
            (self.pinned, 2),
            (self.footnote, 1),
        ]
        if self.party:
            forms.append((self.plenum, 2))
        return self.rng.choices([f for f, _ in forms], [w for _, w in forms])[0]()

    def sentence(self) -> str:
        cue = self.rng.choice(
            [
                "Thực hiện",
                "Triển khai",
                "Thực hiện nghiêm túc",
                "Theo",
                "Tiếp tục quán triệt",
                "Việc chi trả áp dụng",
                "Trên cơ sở",
                "Căn cứ",
            ]
        )
        end = self.rng.choice(
            [
                "các đơn vị đã chủ động xây dựng phương án",
                "công việc được giao cho từng bộ phận",
                "đề nghị lãnh đạo các phòng lưu ý một số điểm dưới đây",
                "đến nay đã có nhiều chuyển biến tích cực",
            ]
        )
        return f"{cue} {self.one()}, {end}."
