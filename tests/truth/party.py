"""Bodies of the Party and their letterheads (66-QĐ/TW): parent, body, ornament."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.truth.bodies import Body, signings
from tests.truth.places import Place, proper, provinces

_STANDING = signings(
    "T/M BAN THƯỜNG VỤ/ BÍ THƯ",
    "T/M BAN THƯỜNG VỤ/ PHÓ BÍ THƯ",
    "T/M BAN THƯỜNG VỤ/ PHÓ BÍ THƯ THƯỜNG TRỰC",
    "T/L BAN THƯỜNG VỤ/ CHÁNH VĂN PHÒNG",
    "T/M THƯỜNG TRỰC/ PHÓ BÍ THƯ",
    "T/L BAN THƯỜNG VỤ/ K/T CHÁNH VĂN PHÒNG/ PHÓ CHÁNH VĂN PHÒNG",
)
_BOARD = signings(
    "TRƯỞNG BAN",
    "K/T TRƯỞNG BAN/ PHÓ TRƯỞNG BAN",
    "K/T TRƯỞNG BAN/ PHÓ TRƯỞNG BAN THƯỜNG TRỰC",
    "T/L TRƯỞNG BAN/ CHÁNH VĂN PHÒNG",
    "Q. TRƯỞNG BAN",
)
_OFFICE = signings("CHÁNH VĂN PHÒNG", "K/T CHÁNH VĂN PHÒNG/ PHÓ CHÁNH VĂN PHÒNG")
_INSPECTION = signings(
    "CHỦ NHIỆM", "T/M ỦY BAN KIỂM TRA/ PHÓ CHỦ NHIỆM", "K/T CHỦ NHIỆM/ PHÓ CHỦ NHIỆM THƯỜNG TRỰC"
)

_BOARDS = {
    "BTG": ("Ban Tuyên giáo", _BOARD),
    "BTC": ("Ban Tổ chức", _BOARD),
    "BDV": ("Ban Dân vận", _BOARD),
    "BNC": ("Ban Nội chính", _BOARD),
    "VP": ("Văn phòng", _OFFICE),
    "UBKT": ("Ủy ban Kiểm tra", _INSPECTION),
}


def _boards(date: str) -> dict[str, str]:
    """Boards of a committee by code; two of them were joined in February 2025."""
    names = {code: name for code, (name, _) in _BOARDS.items()}
    if date >= "2025-02-03":
        del names["BTG"], names["BDV"]
        names["BTGDV"] = "Ban Tuyên giáo và Dân vận"
    return names


def _signed(code: str) -> tuple[str, ...]:
    return tuple("/ ".join(s.lines) for s in _BOARDS.get(code, ("", _BOARD))[1])


def committee_of(place: Place) -> str:
    return f"{'Thành ủy' if place.city else 'Tỉnh ủy'} {place.name}"


def _seat(rng: Random, place: Place) -> str:
    return place.seat if place.city or rng.random() < 0.3 else place.name


def central(rng: Random, date: str) -> Body:
    """The Central Committee, signed for by the Politburo or the Secretariat."""
    itself = rng.choice(["Bộ Chính trị", "Ban Bí thư"])
    acting = itself.upper()
    names = ("Ban Chấp hành Trung ương", itself, "Ban Chấp hành Trung ương Đảng", f"{itself} Trung ương")
    return Body(
        True,
        ("BAN CHẤP HÀNH TRUNG ƯƠNG",),
        names,
        "TW",
        "Hà Nội",
        signings(
            f"T/M {acting}",
            f"T/M {acting}/ THƯỜNG TRỰC BAN BÍ THƯ"
            if acting == "BAN BÍ THƯ"
            else f"T/M {acting}/ TỔNG BÍ THƯ",
        ),
        "party-high",
        (),
        itself,
        "trong toàn Đảng",
    )


def central_board(rng: Random, date: str) -> Body:
    code, name = rng.choice(sorted(_boards(date).items()))
    suffix = " Đảng" if code == "VP" else ""
    head = ("BAN CHẤP HÀNH TRUNG ƯƠNG", name.upper())
    lines = (f"{name.upper()} TRUNG ƯƠNG",) if code == "UBKT" else head
    return Body(
        True,
        lines,
        (f"{name} Trung ương{suffix}", f"{name} Trung ương"),
        f"{code}TW",
        "Hà Nội",
        signings(*_signed(code)),
        "party-office",
        (),
        f"{name} Trung ương",
        "trong toàn quốc",
    )


def group(rng: Random, date: str) -> Body:
    """A Party affairs committee (ban cán sự đảng), which ended early in 2025."""
    signed = signings("T/M BAN CÁN SỰ ĐẢNG/ BÍ THƯ", "T/M BAN CÁN SỰ ĐẢNG/ PHÓ BÍ THƯ")
    if rng.random() < 0.5:
        name = rng.choice(["Bộ Tư pháp", "Bộ Y tế", "Bộ Xây dựng", "Bộ Nội vụ"])
        return Body(
            True,
            ("BAN CHẤP HÀNH TRUNG ƯƠNG", f"BAN CÁN SỰ ĐẢNG {name.upper()}"),
            (f"Ban cán sự đảng {name}",),
            "BCSĐ",
            "Hà Nội",
            signed,
            "party-office",
            (),
            f"Ban cán sự đảng {name}",
            "trong toàn ngành",
        )
    place = rng.choice(provinces(date))
    return Body(
        True,
        (committee_of(place).upper(), f"BAN CÁN SỰ ĐẢNG UBND {place.full.split()[0].upper()}"),
        (f"Ban cán sự đảng Ủy ban nhân dân {place.full}", f"Ban cán sự đảng UBND {place.full}"),
        "BCSĐ",
        _seat(rng, place),
        signed,
        "party-office",
        (),
        "Ban cán sự đảng",
        f"trên địa bàn {place.full}",
    )


def province(rng: Random, date: str) -> Body:
    place = rng.choice(provinces(date))
    full = committee_of(place)
    return Body(
        True,
        (full.upper(),),
        (full, f"Ban Thường vụ {full}", f"Ban Chấp hành Đảng bộ {place.full}"),
        "TU",
        _seat(rng, place),
        _STANDING,
        "party-high",
        (),
        f"Ban Thường vụ {full.split()[0]} ủy",
        f"trên địa bàn {place.full}",
    )


def province_board(rng: Random, date: str) -> Body:
    place = rng.choice(provinces(date))
    code, name = rng.choice(sorted(_boards(date).items()))
    full = committee_of(place)
    return Body(
        True,
        (full.upper(), name.upper()),
        (f"{name} {full}",),
        f"{code}TU",
        _seat(rng, place),
        signings(*_signed(code)),
        "party-office",
        (),
        f"{name} {full.split()[0]} ủy",
        f"trên địa bàn {place.full}",
    )


def district(rng: Random, date: str) -> Body:
    """A district committee, to June 2025, or one of its boards."""
    place = rng.choice([p for p in provinces(date) if p.districts])
    where = rng.choice(place.districts)
    kind, suffix = {"h": ("Huyện ủy", "HU"), "q": ("Quận ủy", "QU"), "t": ("Thị ủy", "ThU")}[where[0]]
    full = f"{kind} {proper(where)}"
    parent = rng.choice([f"ĐẢNG BỘ {place.full.upper()}", committee_of(place).upper()])
    if rng.random() < 0.35:
        code, name = rng.choice(sorted(_boards(date).items()))
        return Body(
            True,
            (full.upper(), name.upper()),
            (f"{name} {full}",),
            f"{code}{suffix}",
            proper(where),
            signings(*_signed(code)),
            "party-office",
            (),
            f"{name} {kind}",
            f"trên địa bàn {where}",
        )
    return Body(
        True,
        (parent, full.upper()),
        (full, f"Ban Thường vụ {full}", f"Ban Chấp hành Đảng bộ {where}"),
        suffix,
        proper(where),
        _STANDING,
        "party-office",
        (),
        f"Ban Thường vụ {kind}",
        f"trên địa bàn {where}",
    )


def base(rng: Random, date: str) -> Body:
    """The committee of a commune."""
    place = rng.choice(provinces(date))
    where = rng.choice(place.communes)
    above = f"ĐẢNG BỘ {place.districts[0].upper()}" if place.districts else f"ĐẢNG BỘ {place.full.upper()}"
    full = f"Đảng ủy {where}"
    return Body(
        True,
        (above, full.upper()),
        (full, f"Ban Thường vụ {full}", f"Đảng bộ {where}"),
        "ĐU",
        proper(where),
        signings("T/M ĐẢNG ỦY/ BÍ THƯ", "T/M BAN THƯỜNG VỤ/ PHÓ BÍ THƯ"),
        "party-base",
        (),
        "Đảng ủy",
        f"trên địa bàn {where}",
    )


def bloc(rng: Random, date: str) -> Body:
    place = rng.choice([p for p in provinces(date) if not p.city])
    full = f"Đảng ủy Khối các cơ quan {place.full}"
    return Body(
        True,
        (committee_of(place).upper(), "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"),
        (full, "Đảng ủy Khối các cơ quan tỉnh", f"Ban Thường vụ {full}"),
        "ĐUK",
        _seat(rng, place),
        signings("T/M BAN THƯỜNG VỤ/ BÍ THƯ", "T/M BAN THƯỜNG VỤ/ PHÓ BÍ THƯ"),
        "party-office",
        (),
        "Đảng ủy Khối",
        f"trên địa bàn {place.full}",
    )


def youth(rng: Random, date: str) -> Body:
    name = "Trung ương Đoàn TNCS Hồ Chí Minh"
    return Body(
        True,
        ("BAN CHẤP HÀNH TRUNG ƯƠNG",),
        (
            "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh",
            name,
            "Ban Chấp hành Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh",
            "Trung ương Đoàn",
            "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh",
            "Đoàn TNCS Hồ Chí Minh",
        ),
        "TWĐTN-VP",
        "Hà Nội",
        signings("TM. BAN BÍ THƯ TRUNG ƯƠNG ĐOÀN/ BÍ THƯ"),
        "party-office",
        (),
        "Ban Bí thư Trung ương Đoàn",
        "trong toàn Đoàn",
    )


def party_body(rng: Random, date: str) -> Body:
    makers: list[tuple[Callable[[Random, str], Body], int]] = [
        (province, 20),
        (province_board, 20),
        (central, 12),
        (central_board, 10),
        (base, 6),
        (youth, 2),
    ]
    if date < "2025-02-03":
        makers += [(group, 8), (bloc, 4)]
    if date < "2025-07-01":
        makers += [(district, 18)]
    chosen = rng.choices([m for m, _ in makers], [w for _, w in makers])[0]
    return chosen(rng, date)
