"""The bodies of a library: centre, provinces with the same codes in each, their districts and communes."""

from __future__ import annotations

from dataclasses import dataclass

from tests.truth.bodies import Body, signings
from tests.truth.kinds import Type
from tests.truth.party import committee_of
from tests.truth.places import BEFORE, Place, proper

_TYPES = {
    "TW": "chỉ thị|CT|5, nghị quyết|NQ|3, kết luận|KL|5, quy định|QĐ|3, thông báo|TB|1",
    "party board": "hướng dẫn|HD|4, công văn|CV|5, kế hoạch|KH|3, báo cáo|BC|2",
    "party": "chỉ thị|CT|2, nghị quyết|NQ|3, kế hoạch|KH|5, công văn|CV|3, chương trình|CTr|3, báo cáo|BC|2",
    "CP": "nghị định|NĐ+|6, nghị quyết|NQ|2",
    "TTg": "quyết định|QĐ|5, quyết định|QĐ+|2, chỉ thị|CT|3",
    "VPCP": "thông báo|TB|3, công văn||4",
    "ministry": "thông tư|TT+|5, quyết định|QĐ|3, công văn||4, kế hoạch|KH|1",
    "committee": "quyết định|QĐ|5, quyết định|QĐ+|2, kế hoạch|KH|4, chỉ thị|CT|1, công văn||3, báo cáo|BC|2",
    "council": "nghị quyết|NQ|3, nghị quyết|NQ+|4",
    "office": "tờ trình|TTr|4, kế hoạch|KH|2, công văn||4, báo cáo|BC|2, quyết định|QĐ|2",
}
"""What each kind of body issues: the type, its code (`+` with the year), its share."""


@dataclass(frozen=True, eq=False)
class Office:
    """A body of the library: how it prints, where it sits in the country, and by what names it is cited.

    `called` are names that stand alone (`Tỉnh ủy Lạng Sơn`), `near` those that a neighbour understands
    (`Tỉnh ủy`). `seats` are the places of its date line. Of a pair that shares one series, as the two
    that speak for the Central Committee do, `series` is the same.
    """

    body: Body
    called: tuple[str, ...]
    near: tuple[str, ...]
    types: tuple[tuple[Type, int], ...]
    weight: float
    level: str
    province: str = ""
    district: str = ""
    commune: str = ""
    seats: tuple[str, ...] = ("Hà Nội",)
    until: str = "2025-06-30"
    series: str = ""

    @property
    def local(self) -> bool:
        return bool(self.province)

    def over(self, other: Office) -> bool:
        """Whether the other's area lies in this one's: Lạng Sơn's in that of Lạng Sơn and of the centre."""
        ours = (self.province, self.district, self.commune)
        return all(mine in {"", theirs} for mine, theirs in zip(ours, other.where, strict=True))

    @property
    def where(self) -> tuple[str, str, str]:
        return self.province, self.district, self.commune

    def near_to(self, other: Office) -> bool:
        """Whether one lies in the area of the other."""
        return self.over(other) or other.over(self)


def _types(kind: str) -> tuple[tuple[Type, int], ...]:
    rows = (row.split("|") for row in _TYPES[kind].split(", "))
    return tuple((Type(name, code), int(weight)) for name, code, weight in rows)


_STANDING = signings("T/M BAN THƯỜNG VỤ/ BÍ THƯ", "T/M BAN THƯỜNG VỤ/ PHÓ BÍ THƯ")
_BOARD = signings("TRƯỞNG BAN", "K/T TRƯỞNG BAN/ PHÓ TRƯỞNG BAN")
_CHAIR = signings("TM. ỦY BAN NHÂN DÂN/ CHỦ TỊCH", "KT. CHỦ TỊCH/ PHÓ CHỦ TỊCH")
_HEAD = signings("GIÁM ĐỐC", "KT. GIÁM ĐỐC/ PHÓ GIÁM ĐỐC")

_BOARDS = (
    ("BTG", "Ban Tuyên giáo", _BOARD, "2025-02-02"),
    ("BTC", "Ban Tổ chức", _BOARD, "2025-06-30"),
    ("BDV", "Ban Dân vận", _BOARD, "2025-02-02"),
    ("UBKT", "Ủy ban Kiểm tra", signings("CHỦ NHIỆM", "K/T CHỦ NHIỆM/ PHÓ CHỦ NHIỆM"), "2025-06-30"),
)
_MINISTRIES = (
    ("BTC", "Bộ Tài chính", ("QLCS", "NSNN")),
    ("BNV", "Bộ Nội vụ", ("CCVC", "TCBC")),
    ("BYT", "Bộ Y tế", ("DP", "KCB")),
    ("BTP", "Bộ Tư pháp", ("PLHSHC", "HTQTCT")),
    ("BXD", "Bộ Xây dựng", ("QLN", "KTXD")),
)
_DEPARTMENTS = (
    ("SNV", "Sở Nội vụ", ("CCVC", "XDCQ")),
    ("STC", "Sở Tài chính", ("QLNS", "TCHCSN")),
    ("SYT", "Sở Y tế", ("NVY", "NVD")),
)


def offices(provinces: int) -> list[Office]:
    """The centre, and that many provinces with two districts each and their communes."""
    found = [*_central_party(), *_central_state()]
    for place in BEFORE[:: max(1, len(BEFORE) // provinces)][:provinces]:
        found += _province(place)
        for where in place.districts[:2]:
            found += _district(place, where)
        for where in place.communes:
            found += _commune(place, place.districts[0], where)
    return found


def _central_party() -> list[Office]:
    found = []
    for acting in ("Bộ Chính trị", "Ban Bí thư"):
        upper = acting.upper()
        post = "TỔNG BÍ THƯ" if acting == "Bộ Chính trị" else "THƯỜNG TRỰC BAN BÍ THƯ"
        body = Body(
            True,
            ("BAN CHẤP HÀNH TRUNG ƯƠNG",),
            ("Ban Chấp hành Trung ương", acting),
            "TW",
            "Hà Nội",
            signings(f"T/M {upper}", f"T/M {upper}/ {post}"),
            "party-high",
            (),
            acting,
        )
        found.append(Office(body, (acting,), (), _types("TW"), 25, "centre", series="TW"))
    for code, name, signed, until in _BOARDS:
        head = ("BAN CHẤP HÀNH TRUNG ƯƠNG", name.upper())
        lines = (f"{name.upper()} TRUNG ƯƠNG",) if code == "UBKT" else head
        full = f"{name} Trung ương"
        body = Body(True, lines, (full,), f"{code}TW", "Hà Nội", signed, "party-office", (), full)
        found.append(Office(body, (full,), (), _types("party board"), 8, "centre", until=until))
    return found


def _central_state() -> list[Office]:
    government = signings("TM. CHÍNH PHỦ/ THỦ TƯỚNG", "TM. CHÍNH PHỦ/ KT. THỦ TƯỚNG/ PHÓ THỦ TƯỚNG")
    premier = signings("THỦ TƯỚNG", "KT. THỦ TƯỚNG/ PHÓ THỦ TƯỚNG")
    office = signings("BỘ TRƯỞNG, CHỦ NHIỆM", "KT. BỘ TRƯỞNG, CHỦ NHIỆM/ PHÓ CHỦ NHIỆM")
    rows = [
        ("CP", "Chính phủ", government, (), "CP", 20),
        ("TTg", "Thủ tướng Chính phủ", premier, (), "TTg", 20),
        ("VPCP", "Văn phòng Chính phủ", office, ("KGVX", "NN"), "VPCP", 8),
    ]
    minister = signings("BỘ TRƯỞNG", "KT. BỘ TRƯỞNG/ THỨ TRƯỞNG")
    rows += [(code, name, minister, units, "ministry", 9) for code, name, units in _MINISTRIES]
    found = []
    for code, name, signed, units, kind, weight in rows:
        body = Body(False, (name.upper(),), (name,), code, "Hà Nội", signed, kind, units, name)
        called = (name, f"Bộ trưởng {name}") if kind == "ministry" else (name,)
        found.append(Office(body, called, (), _types(kind), weight, "centre"))
    return found


def assembly() -> Office:
    """The National Assembly, which issues nothing but the laws of a list."""
    body = Body(
        False, ("QUỐC HỘI",), ("Quốc hội",), "QH", "Hà Nội", signings("CHỦ TỊCH QUỐC HỘI"), "assembly"
    )
    return Office(body, ("Quốc hội",), (), (), 0, "centre")


def _committee(
    place: Place,
    name: str,
    code: str,
    parent: str,
    level: str,
    seats: tuple[str, ...],
    where: tuple[str, str],
) -> Office:
    """A committee of the Party with its standing committee, by its short name in the neighbourhood."""
    kind = " ".join(name.split()[:2])
    body = Body(
        True,
        (parent, name.upper()) if parent else (name.upper(),),
        (name,),
        code,
        seats[0],
        _STANDING,
        "party-high",
        (),
        f"Ban Thường vụ {kind}",
    )
    called, near = (name, f"Ban Thường vụ {name}"), (kind, f"Ban Thường vụ {kind}")
    return Office(body, called, near, _types("party"), 3, level, place.name, *where, seats)


def _people(place: Place, where: str, level: str, seats: tuple[str, ...], within: tuple[str, str]) -> Office:
    """A people's committee."""
    full, kind = f"Ủy ban nhân dân {where}", _kind(where)
    body = Body(
        False,
        ("ỦY BAN NHÂN DÂN", where.upper()),
        (full,),
        "UBND",
        seats[0],
        _CHAIR,
        "committee",
        ("KGVX", "NC", "TH") if level == "province" else ("VP",),
        f"Ủy ban nhân dân {kind}",
    )
    called = (full, f"UBND {where}", f"Chủ tịch {full}")
    near = (f"Ủy ban nhân dân {kind}", f"UBND {kind}")
    return Office(body, called, near, _types("committee"), 5, level, place.name, *within, seats)


def _kind(where: str) -> str:
    """`thị xã` of `thị xã Sa Pa`."""
    return where.removesuffix(proper(where).removeprefix("tỉnh ")).strip()


def _province(place: Place) -> list[Office]:
    seats = (place.seat,) if place.city else (place.name, place.name, place.seat)
    committee, here = committee_of(place), (place.name, "", "", seats)
    party = _committee(place, committee, "TU", "", "province", seats, ("", ""))
    found = [party, _people(place, place.full, "province", seats, ("", ""))]
    for code, name, signed, until in _BOARDS[:2] + _BOARDS[3:]:
        lines, near = (committee.upper(), name.upper()), f"{name} {' '.join(committee.split()[:2])}"
        full = f"{name} {committee}"
        body = Body(True, lines, (full,), f"{code}TU", seats[0], signed, "party-office", (), near)
        found.append(Office(body, (full,), (near,), _types("party board"), 3, "province", *here, until))
    council = f"Hội đồng nhân dân {place.full}"
    kind = _kind(place.full)
    body = Body(
        False,
        ("HỘI ĐỒNG NHÂN DÂN", place.full.upper()),
        (council,),
        "HĐND",
        seats[0],
        signings("CHỦ TỊCH"),
        "council",
        (),
        council,
    )
    near_council = (f"Hội đồng nhân dân {kind}", f"HĐND {kind}")
    found.append(Office(body, (council,), near_council, _types("council"), 2, "province", *here))
    for code, name, units in _DEPARTMENTS:
        lines = (f"ỦY BAN NHÂN DÂN {place.full.upper()}", name.upper())
        full = f"{name} {place.full}"
        body = Body(False, lines, (full,), code, seats[0], _HEAD, "office", units, name)
        called, near_office = (full, f"Giám đốc {full}"), (name, f"Giám đốc {name}")
        found.append(Office(body, called, near_office, _types("office"), 2, "province", *here))
    return found


def _district(place: Place, where: str) -> list[Office]:
    kind, code = {"h": ("Huyện ủy", "HU"), "q": ("Quận ủy", "QU"), "t": ("Thị ủy", "ThU")}[where[0]]
    seats, full = (proper(where),), f"{kind} {proper(where)}"
    above = f"ĐẢNG BỘ {place.full.upper()}"
    party = _committee(place, full, code, above, "district", seats, (where, ""))
    body = Body(
        True,
        (full.upper(), "BAN TUYÊN GIÁO"),
        (f"Ban Tuyên giáo {full}",),
        f"BTG{code}",
        seats[0],
        _BOARD,
        "party-office",
        (),
        f"Ban Tuyên giáo {kind}",
    )
    board = Office(
        body,
        body.names,
        (body.itself,),
        _types("party board"),
        2,
        "district",
        place.name,
        where,
        "",
        seats,
        "2025-02-02",
    )
    return [party, board, _people(place, where, "district", seats, (where, ""))]


def _commune(place: Place, district: str, where: str) -> list[Office]:
    full, seats = f"Đảng ủy {where}", (proper(where),)
    party = _committee(place, full, "ĐU", f"ĐẢNG BỘ {district.upper()}", "base", seats, (district, where))
    return [party, _people(place, where, "base", seats, (district, where))]
