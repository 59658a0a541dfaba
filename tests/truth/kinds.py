"""Types of document: which body issues them, and the number each carries (NĐ 30/2020, 66-QĐ/TW)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.truth.bodies import Body, signings

_ADMIN = """
công văn||30
quyết định|QĐ|10
kế hoạch|KH|9
báo cáo|BC|7
thông báo|TB|7
tờ trình|TTr|6
hướng dẫn|HD|4
chương trình|CTr|2
phương án|PA|2
đề án|ĐA|2
dự án|DA|1
biên bản|BB|2
giấy mời|GM|3
quy chế|QC|1
quy định|QyĐ|1
thông cáo|TC|1
hợp đồng|HĐ|1
bản ghi nhớ|BGN|1
bản thỏa thuận|BTT|1
giấy ủy quyền|GUQ|1
giấy giới thiệu|GGT|1
giấy nghỉ phép|GNP|1
phiếu gửi|PG|1
phiếu chuyển|PC|1
phiếu báo|PB|1
thư công||1
"""

_BY_KIND = """
[government]
nghị định|NĐ+|8
nghị quyết|NQ|4
[premier]
quyết định|QĐ|5
quyết định|QĐ+|4
chỉ thị|CT|4
công điện|CĐ|3
[assembly]
luật|QH|4
nghị quyết|QH|3
[standing]
pháp lệnh|QH|2
nghị quyết|QH|3
[president]
lệnh|L+|2
quyết định|QĐ|3
[judges]
nghị quyết|NQ+|1
[audit]
quyết định|QĐ+|2
báo cáo|BC|1
công văn||2
[ministry]
thông tư|TT+|14
quyết định|QĐ|8
văn bản hợp nhất|VBHN|2
chỉ thị|CT|2
@admin
[office]
@admin
[committee]
quyết định|QĐ+|8
chỉ thị|CT|7
nghị quyết|NQ|1
công điện|CĐ|3
@admin
[council]
nghị quyết|NQ|4
nghị quyết|NQ+|5
báo cáo|BC|1
công văn||1
[party-high]
nghị quyết|NQ|5
quyết định|QĐ|5
chỉ thị|CT|8
kết luận|KL|5
quy chế|QC|1
quy định|QĐ|2
quy định|QĐi|2
thông tri|TT|2
hướng dẫn|HD|3
thông báo|TB|4
thông cáo|TC|1
báo cáo|BC|4
kế hoạch|KH|8
chương trình|CTr|4
đề án|ĐA|1
phương án|PA|1
dự án|DA|1
tờ trình|TTr|2
công văn|CV|8
[party-office]
công văn|CV|10
kế hoạch|KH|8
hướng dẫn|HD|8
báo cáo|BC|6
thông báo|TB|5
quyết định|QĐ|4
chương trình|CTr|3
kết luận|KL|2
nghị quyết|NQ|2
đề án|ĐA|1
phương án|PA|1
tờ trình|TTr|3
biên bản|BB|1
[party-base]
nghị quyết|NQ|4
kế hoạch|KH|4
báo cáo|BC|3
thông báo|TB|2
quyết định|QĐ|2
công văn|CV|3
chương trình|CTr|1
"""

_SHORT_LIVED = "bản cam kết|CK|1\ngiấy chứng nhận|CN|1\ngiấy đi đường|ĐĐ|1\ngiấy biên nhận|BN|1"
"""Types of TT 01/2011 that the decree of 2020 dropped."""


@dataclass(frozen=True)
class Number:
    """`84`, `-`, `KH/BTGTU`."""

    serial: str
    separator: str
    symbol: str

    @property
    def value(self) -> str:
        return self.serial + self.separator + self.symbol


@dataclass(frozen=True)
class Type:
    """A type by name; `code` with a `+` where the year stands in the number."""

    name: str
    code: str

    @property
    def letter(self) -> bool:
        """Whether the paper has no title: a công văn."""
        return self.name == "công văn"


def _types(kind: str) -> list[str]:
    """The rows of a kind of body, `@admin` standing for the common papers."""
    block = _BY_KIND.split(f"[{kind}]\n")[1].split("\n[")[0]
    return block.replace("@admin", _ADMIN.strip()).strip().split("\n")


def choose_type(rng: Random, body: Body, date: str) -> Type:
    rows = _types(body.kind)
    if body.kind in {"office", "committee"} and "2011" <= date < "2020-03-05":
        rows += _SHORT_LIVED.split("\n")
    parts = [row.split("|") for row in rows]
    name, code, _ = rng.choices(parts, [int(part[2]) for part in parts])[0]
    return Type(name, code)


def serial(rng: Random) -> str:
    """A running number, mostly small; rarely with the letter of one put in between."""
    value = rng.choice([rng.randint(1, 30), rng.randint(1, 400), rng.randint(1, 400), rng.randint(400, 9800)])
    return f"{value:02d}" + (rng.choice("ab") if rng.random() < 0.01 else "")


_TERMS = (
    ("2026-04", 16),
    ("2021-07", 15),
    ("2016-07", 14),
    ("2011-07", 13),
    ("2007-07", 12),
    ("2002-07", 11),
    ("1997-09", 10),
    ("1992-09", 9),
)


def assembly(date: str) -> int:
    """The term of the National Assembly on a day."""
    return next(term for since, term in _TERMS if date >= since)


def number(rng: Random, body: Body, typed: Type, date: str, own: str = "") -> Number:
    """A number such as the body would give a document of the type; `own` is its serial, if it is settled."""
    own, year, code = own or serial(rng), date[:4], typed.code.rstrip("+")
    if body.party:
        return Number(own, "-", f"{code}/{body.code}")
    if code == "QH":
        return Number(own.rstrip("ab"), "/", f"{year}/{body.code}{assembly(date)}")
    if typed.name == "thư công":
        return Number("", "", "")
    if typed.letter:
        unit = f"-{rng.choice(body.units)}" if body.units and rng.random() < 0.9 else ""
        plain = body.code.removeprefix("B") if body.kind == "ministry" and rng.random() < 0.1 else body.code
        return Number(own, "/", plain + unit)
    within = f"{year}/" if typed.code.endswith("+") else ""
    return Number(own, "/", f"{within}{code}-{body.code}")


@dataclass(frozen=True)
class Old:
    """A body of former days with one type and the shape of its number."""

    body: Body
    typed: Type
    number: Number


_OLD = """
HỘI ĐỒNG CHÍNH PHỦ|Hội đồng Chính phủ|nghị định|{n}-CP|TM. HỘI ĐỒNG CHÍNH PHỦ/ THỦ TƯỚNG|1961-1980
HỘI ĐỒNG CHÍNH PHỦ|Hội đồng Chính phủ|quyết định|{n}-CP|TM. HỘI ĐỒNG CHÍNH PHỦ/ PHÓ THỦ TƯỚNG|1961-1980
HỘI ĐỒNG BỘ TRƯỞNG|Hội đồng Bộ trưởng|nghị định|{n}-HĐBT|TM. HỘI ĐỒNG BỘ TRƯỞNG/ CHỦ TỊCH|1982-1991
HỘI ĐỒNG BỘ TRƯỞNG|Hội đồng Bộ trưởng|quyết định|{n}/HĐBT|TM. HỘI ĐỒNG BỘ TRƯỞNG/ PHÓ CHỦ TỊCH|1982-1991
BỘ NỘI VỤ|Bộ Nội vụ|nghị định|{n}-NĐ/BNV|BỘ TRƯỞNG|1960-1974
CHÍNH PHỦ|Chính phủ|nghị định|{n}/CP|TM. CHÍNH PHỦ/ THỦ TƯỚNG|1993-1996
CHÍNH PHỦ|Chính phủ|nghị định|{n}-CP|TM. CHÍNH PHỦ/ KT. THỦ TƯỚNG/ PHÓ THỦ TƯỚNG|1993-1996
THỦ TƯỚNG CHÍNH PHỦ|Thủ tướng Chính phủ|quyết định|{n}/TTg|THỦ TƯỚNG|1993-1996
UBND TỈNH THANH HÓA|Ủy ban nhân dân tỉnh Thanh Hóa|công văn|{n}/CV.UB|KT. CHỦ TỊCH/ PHÓ CHỦ TỊCH|1991-2003
UBND TỈNH NGHỆ AN|Ủy ban nhân dân tỉnh Nghệ An|quyết định|{n}/QĐ.UB|CHỦ TỊCH|1992-2003
QUỐC HỘI|Quốc hội|luật|{n}-LCT/HĐNN8|CHỦ TỊCH QUỐC HỘI|1987-1992
UBND TỈNH BẾN TRE|Ủy ban nhân dân tỉnh Bến Tre|quyết định|{n}/QĐ-UB|KT. CHỦ TỊCH/ PHÓ CHỦ TỊCH|1992-2003
CHỦ TỊCH NƯỚC|Chủ tịch nước|sắc lệnh|{n}/SL|CHỦ TỊCH NƯỚC|1946-1958
"""


def old(rng: Random) -> tuple[Old, str]:
    """A document in a form no longer in use, and its date."""
    line, name, typed, shape, signed, years = rng.choice(_OLD.strip().split("\n")).split("|")
    first, last = map(int, years.split("-"))
    place = next(
        (
            seat
            for where, seat in (("Thanh Hóa", "Thanh Hóa"), ("Nghệ An", "Vinh"), ("Bến Tre", "Bến Tre"))
            if name.endswith(where)
        ),
        "Hà Nội",
    )
    rest = shape.removeprefix("{n}")
    names = (name, "Chủ tịch nước Việt Nam Dân chủ Cộng hòa") if typed == "sắc lệnh" else (name,)
    body = Body(False, (line,), names, rest[1:], place, signings(signed), "old", (), name, "trong cả nước")
    date = f"{rng.randint(first, last)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    return Old(body, Type(typed, ""), Number(str(rng.randint(2, 400)), rest[0], rest[1:])), date
