"""Bodies of the state: the Government and what is under it, assemblies, courts, provinces and communes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.truth.bodies import Body, signings
from tests.truth.places import Place, proper, provinces

# No drafting unit has a Đ: whether a D is damage, no one could say who does not know the unit.
_MINISTRIES = """
BTC|Bộ Tài chính|TCT, CST, QLCS, NSNN|1995-01-01|
BYT|Bộ Y tế|DP, KCB, TB-CT|1995-01-01|
BCT|Bộ Công Thương|TTTN, XNK, ATMT|2007-08-01|
BTP|Bộ Tư pháp|PLHSHC, HTQTCT|1995-01-01|
BNV|Bộ Nội vụ|CCVC, TCBC, VTLTNN|2002-08-01|
BXD|Bộ Xây dựng|QLN, KTXD, HTKT|1995-01-01|
BQP|Bộ Quốc phòng|TM, CT|1995-01-01|
BCA|Bộ Công an|C08, V01|1998-06-01|
BNG|Bộ Ngoại giao|LS, VHNN|1995-01-01|
BGDĐT|Bộ Giáo dục và Đào tạo|GDTrH, NGCBQLGD, GDNN|1995-01-01|
BVHTTDL|Bộ Văn hóa, Thể thao và Du lịch|DSVH, VHCS|2007-08-01|
BKHCN|Bộ Khoa học và Công nghệ|TCC, CNC|2002-08-01|
BNNPTNT|Bộ Nông nghiệp và Phát triển nông thôn|TCLN, TY, BVTV|1995-11-01|2025-02-28
BTNMT|Bộ Tài nguyên và Môi trường|TNN|2002-08-01|2025-02-28
BGTVT|Bộ Giao thông vận tải|KCHT, VT|1995-01-01|2025-02-28
BKHĐT|Bộ Kế hoạch và Đầu tư|QLKKT, KTTH|1995-11-01|2025-02-28
BTTTT|Bộ Thông tin và Truyền thông|THH, BC|2007-08-01|2025-02-28
BLĐTBXH|Bộ Lao động - Thương binh và Xã hội|NCC, BHXH, TE|1995-01-01|2025-02-28
BNNMT|Bộ Nông nghiệp và Môi trường|LNKL, TNN|2025-03-01|
BDTTG|Bộ Dân tộc và Tôn giáo|CSDT|2025-03-01|
"""


def ministries(date: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Code, name and units of the ministries of a day."""
    rows = (line.split("|") for line in _MINISTRIES.strip().split("\n"))
    return [
        (code, name, tuple(units.split(", ")))
        for code, name, units, since, until in rows
        if since <= date and (not until or date <= until)
    ]


def ministry(rng: Random, date: str) -> Body:
    code, name, units = rng.choice(ministries(date))
    return Body(
        False,
        (name.upper(),),
        (name,),
        code,
        "Hà Nội",
        signings(
            "BỘ TRƯỞNG",
            "KT. BỘ TRƯỞNG/ THỨ TRƯỞNG",
            "TL. BỘ TRƯỞNG/ CHÁNH VĂN PHÒNG",
            "TL. BỘ TRƯỞNG/ KT. VỤ TRƯỞNG VỤ PHÁP CHẾ/ PHÓ VỤ TRƯỞNG",
            "TUQ. BỘ TRƯỞNG/ CỤC TRƯỞNG",
        ),
        "ministry",
        units,
        name,
        "trên phạm vi toàn quốc",
    )


def department(rng: Random, date: str) -> Body:
    """A general department or department under a ministry."""
    rows: list[tuple[str, str, str, str, tuple[str, ...]]] = [
        ("BỘ CÔNG THƯƠNG", "Cục Xúc tiến thương mại", "XTTM", "Cục trưởng", ("CSXT", "VP"))
    ]
    if date < "2025-03-01":
        rows += [
            ("BỘ TÀI CHÍNH", "Tổng cục Thuế", "TCT", "Tổng cục trưởng", ("CS", "KK", "DNL")),
            ("BỘ TÀI CHÍNH", "Tổng cục Hải quan", "TCHQ", "Tổng cục trưởng", ("TXNK", "GSQL")),
        ]
    else:
        rows += [
            ("BỘ TÀI CHÍNH", "Cục Thuế", "CT", "Cục trưởng", ("CS", "NVT")),
            ("BỘ TÀI CHÍNH", "Cục Hải quan", "CHQ", "Cục trưởng", ("NVTHQ",)),
        ]
    parent, name, code, head, units = rng.choice(rows)
    head = head.upper()
    return Body(
        False,
        (parent, name.upper()),
        (name,),
        code,
        "Hà Nội",
        signings(f"KT. {head}/ PHÓ {head}", head, f"TL. {head}/ VỤ TRƯỞNG VỤ CHÍNH SÁCH"),
        "office",
        units,
        name,
        "trong toàn ngành",
    )


def central(rng: Random, date: str) -> Body:
    """The Government, its head, its office and the other highest bodies of the state."""
    everyone = signings("TM. CHÍNH PHỦ/ THỦ TƯỚNG", "TM. CHÍNH PHỦ/ KT. THỦ TƯỚNG/ PHÓ THỦ TƯỚNG")
    head = signings("THỦ TƯỚNG", "KT. THỦ TƯỚNG/ PHÓ THỦ TƯỚNG")
    office = signings("BỘ TRƯỞNG, CHỦ NHIỆM", "KT. BỘ TRƯỞNG, CHỦ NHIỆM/ PHÓ CHỦ NHIỆM")
    rows = [
        ("CHÍNH PHỦ", "Chính phủ", "CP", everyone, "government"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ", "TTg", head, "premier"),
        ("VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ", "VPCP", office, "office"),
        ("QUỐC HỘI", "Quốc hội", "QH", signings("CHỦ TỊCH QUỐC HỘI"), "assembly"),
        (
            "ỦY BAN THƯỜNG VỤ QUỐC HỘI",
            "Ủy ban Thường vụ Quốc hội",
            "UBTVQH",
            signings(
                "TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI/ CHỦ TỊCH", "TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI/ PHÓ CHỦ TỊCH"
            ),
            "standing",
        ),
        ("CHỦ TỊCH NƯỚC", "Chủ tịch nước", "CTN", signings("CHỦ TỊCH NƯỚC"), "president"),
        (
            "TÒA ÁN NHÂN DÂN TỐI CAO",
            "Tòa án nhân dân tối cao",
            "TANDTC",
            signings("CHÁNH ÁN", "KT. CHÁNH ÁN/ PHÓ CHÁNH ÁN"),
            "office",
        ),
        (
            "TÒA ÁN NHÂN DÂN TỐI CAO/HỘI ĐỒNG THẨM PHÁN",
            "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
            "HĐTP",
            signings("TM. HỘI ĐỒNG THẨM PHÁN/ CHÁNH ÁN"),
            "judges",
        ),
        ("KIỂM TOÁN NHÀ NƯỚC", "Kiểm toán nhà nước", "KTNN", signings("TỔNG KIỂM TOÁN NHÀ NƯỚC"), "audit"),
        (
            "NGÂN HÀNG NHÀ NƯỚC/VIỆT NAM",
            "Ngân hàng Nhà nước Việt Nam",
            "NHNN",
            signings("KT. THỐNG ĐỐC/ PHÓ THỐNG ĐỐC", "TL. THỐNG ĐỐC/ VỤ TRƯỞNG VỤ TÍN DỤNG"),
            "ministry",
        ),
    ]
    lines, name, code, signed, kind = rng.choice(rows)
    units = ("KGVX", "NN", "KTTH") if code == "VPCP" else ("CSTT",) if code == "NHNN" else ("V1", "TH")
    short = ("Hội đồng Thẩm phán",) if kind == "judges" else ()
    return Body(
        False,
        tuple(lines.split("/")),
        (name, *short),
        code,
        "Hà Nội",
        signed,
        kind,
        units,
        name,
        "trên phạm vi cả nước",
    )


def _seat(rng: Random, place: Place, date: str) -> str:
    """What the date line names: the town before 2011, since then mostly the province."""
    if place.city:
        return place.seat
    return place.seat if date < "2011-04-06" or rng.random() < 0.1 else place.name


def people_committee(rng: Random, date: str) -> Body:
    place = rng.choice(provinces(date))
    full = f"Ủy ban nhân dân {place.full}"
    head = ("ỦY BAN NHÂN DÂN", place.full.upper())
    lines = rng.choice([head, head, (f"UBND {place.full.upper()}",), (full.upper(),)])
    return Body(
        False,
        lines,
        (full, f"Chủ tịch {full}"),
        "UBND",
        _seat(rng, place, date),
        signings(
            "TM. ỦY BAN NHÂN DÂN/ CHỦ TỊCH",
            "TM. ỦY BAN NHÂN DÂN/ KT. CHỦ TỊCH/ PHÓ CHỦ TỊCH",
            "KT. CHỦ TỊCH/ PHÓ CHỦ TỊCH",
            "TL. CHỦ TỊCH/ CHÁNH VĂN PHÒNG",
            "CHỦ TỊCH",
            "TL. CHỦ TỊCH/ KT. CHÁNH VĂN PHÒNG/ PHÓ CHÁNH VĂN PHÒNG",
        ),
        "committee",
        ("KGVX", "NC", "KT", "TH", "QH"),
        f"Ủy ban nhân dân {place.full.split()[0]}",
        f"trên địa bàn {place.full}",
    )


def council(rng: Random, date: str) -> Body:
    place = rng.choice(provinces(date))
    full = f"Hội đồng nhân dân {place.full}"
    return Body(
        False,
        ("HỘI ĐỒNG NHÂN DÂN", place.full.upper()),
        (full,),
        "HĐND",
        _seat(rng, place, date),
        signings("CHỦ TỊCH", "TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN/ PHÓ CHỦ TỊCH"),
        "council",
        ("TH",),
        full,
        f"trên địa bàn {place.full}",
    )


_OFFICES = """
SNV|Sở Nội vụ|CCVC, XDCQ|
STP|Sở Tư pháp|HCTP, PBGDPL|
STC|Sở Tài chính|QLNS, TCHCSN|
SYT|Sở Y tế|NVY, NVD|
SCT|Sở Công Thương|QLTM, KTATMT|
SXD|Sở Xây dựng|QLXD, KTQH|
SGDĐT|Sở Giáo dục và Đào tạo|GDTrH, TCCB|
SKHCN|Sở Khoa học và Công nghệ|QLCN|
SNNPTNT|Sở Nông nghiệp và Phát triển nông thôn|CNTY, KHTC|2025-02-28
STNMT|Sở Tài nguyên và Môi trường|QLTN, MT|2025-02-28
SLĐTBXH|Sở Lao động - Thương binh và Xã hội|NCC, BTXH|2025-02-28
SGTVT|Sở Giao thông vận tải|QLVT, KCHT|2025-02-28
"""


def office(rng: Random, date: str) -> Body:
    """A department (sở) of a province."""
    rows = [line.split("|") for line in _OFFICES.strip().split("\n")]
    code, name, units, _ = rng.choice([row for row in rows if not row[3] or date <= row[3]])
    place = rng.choice(provinces(date))
    parent = rng.choice([f"UBND {place.full.upper()}", f"ỦY BAN NHÂN DÂN {place.full.upper()}"])
    return Body(
        False,
        (parent, name.upper()),
        (f"{name} {place.full}", f"{name} {place.name}", name),
        code,
        _seat(rng, place, date),
        signings(
            "GIÁM ĐỐC",
            "KT. GIÁM ĐỐC/ PHÓ GIÁM ĐỐC",
            "TL. GIÁM ĐỐC/ CHÁNH VĂN PHÒNG",
            "TUQ. GIÁM ĐỐC/ TRƯỞNG PHÒNG",
            "Q. GIÁM ĐỐC",
        ),
        "office",
        tuple(units.split(", ")),
        name,
        f"trên địa bàn {place.full}",
    )


def local(rng: Random, date: str) -> Body:
    """The people's committee of a district or a commune, or a division of a district."""
    place = rng.choice(provinces(date))
    where = rng.choice((*place.districts, *place.communes))
    full = f"Ủy ban nhân dân {where}"
    seat = f"{'xã ' if where.startswith('xã') and rng.random() < 0.3 else ''}{proper(where)}"
    if where in place.districts and rng.random() < 0.3:
        name, code = rng.choice(
            [
                ("Phòng Nội vụ", "PNV"),
                ("Phòng Giáo dục và Đào tạo", "PGDĐT"),
                ("Phòng Tư pháp", "PTP"),
                ("Phòng Tài chính - Kế hoạch", "PTCKH"),
            ]
        )
        return Body(
            False,
            (f"UBND {where.upper()}", name.upper()),
            (f"{name} {where}", f"{name} {proper(where)}", name),
            code,
            seat,
            signings("TRƯỞNG PHÒNG", "KT. TRƯỞNG PHÒNG/ PHÓ TRƯỞNG PHÒNG"),
            "office",
            (),
            name,
            f"trên địa bàn {where}",
        )
    lines = rng.choice(
        [
            ("ỦY BAN NHÂN DÂN", where.upper()),
            (f"UBND {where.upper()}",),
            (f"UBND {place.full.upper()}", full.upper()),
        ]
    )
    return Body(
        False,
        lines,
        (full, f"Chủ tịch {full}"),
        "UBND",
        seat,
        signings(
            "TM. ỦY BAN NHÂN DÂN/ CHỦ TỊCH",
            "KT. CHỦ TỊCH/ PHÓ CHỦ TỊCH",
            "CHỦ TỊCH",
            "TM. ỦY BAN NHÂN DÂN/ KT. CHỦ TỊCH/ PHÓ CHỦ TỊCH",
        ),
        "committee",
        ("VP", "VHXH"),
        f"Ủy ban nhân dân {where.split()[0]}",
        f"trên địa bàn {where}",
    )


def front(rng: Random, date: str) -> Body:
    rows = [
        (
            ("ỦY BAN TRUNG ƯƠNG", "MẶT TRẬN TỔ QUỐC VIỆT NAM"),
            ("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",),
            "MTTW",
            ("BTT",),
            signings("TM. BAN THƯỜNG TRỰC/ PHÓ CHỦ TỊCH"),
        ),
        (
            ("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"),
            ("Tổng Liên đoàn Lao động Việt Nam",),
            "TLĐ",
            (),
            signings("TM. ĐOÀN CHỦ TỊCH/ PHÓ CHỦ TỊCH", "CHỦ TỊCH"),
        ),
    ]
    lines, names, code, units, signed = rng.choice(rows)
    return Body(False, lines, names, code, "Hà Nội", signed, "office", units, names[0], "trong hệ thống")


STATE: tuple[tuple[Callable[[Random, str], Body], int], ...] = (
    (people_committee, 24),
    (ministry, 20),
    (central, 20),
    (office, 14),
    (local, 12),
    (department, 8),
    (council, 6),
    (front, 3),
)


def state_body(rng: Random, date: str) -> Body:
    makers, weights = zip(*STATE, strict=True)
    chosen: Callable[[Random, str], Body] = rng.choices(makers, weights)[0]
    return chosen(rng, date)
