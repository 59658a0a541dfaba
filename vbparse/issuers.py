"""The body that issues, from letterhead, number, place and body text, the paper first.

    TỈNH ỦY LẠNG SƠN / BAN TUYÊN GIÁO        Ban Tuyên giáo Tỉnh ủy Lạng Sơn
    UBND TỈNH X / SỞ Y TẾ                    Sở Y tế tỉnh X
    … / BTGTU, Lạng Sơn                      the same from number and place, marked inferred
    "Ban Thường vụ Tỉnh ủy xây dựng …"       the committee that names itself, with its place

What the page does not settle stays null.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from vbparse.alternatives import one_of
from vbparse.cells import BODY_WORDS
from vbparse.fields.issuer import Letterhead
from vbparse.fields.number import OwnNumber
from vbparse.naming import known_prefix, known_share
from vbparse.normalize import plain
from vbparse.patterns import regex_pattern
from vbparse.prose import squeeze
from vbparse.syllables import is_syllable
from vbparse.tables import Organisation, organisations, province_at, provinces, valid_on
from vbparse.text import Found, Part, Piece
from vbparse.tokenizer import type_code_of

COMMITTEE = regex_pattern(
    r"(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+(?:ủy|uỷ)\b|Đảng bộ|Ban Chấp hành|Chi bộ"
    r"|(?:Tỉnh|Thành|Huyện|Quận) đoàn\b|Trung ương Đoàn"
)
UNIT = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_BARE_UNIT = regex_pattern(rf"(?i)\b(?P<unit>{UNIT})$")
_UNIT_OF = regex_pattern(rf"\b(?P<unit>{UNIT}\s+\p{{Lu}}.*)$")
_PLACE_OF = regex_pattern(
    rf"(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) (?:ủy|uỷ)|{UNIT}|Đảng bộ {UNIT})\s+(?P<place>\p{{Lu}}.*)$"
)
_RUN_ON = regex_pattern(
    rf"(?P<parent>(?:Bộ|Tổng cục|Ủy ban nhân dân {UNIT}|(?:Đảng bộ )?{UNIT}"
    r"|(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy"
    r"|Ban Chấp hành Trung)\s+\p{L}.*?)(?!(?<=\bHải)\s+Phòng\b)\s+"
    r"(?P<name>(?:Tổng cục|[Cc]ục|[Ss]ở|Chi cục|Văn phòng|Thanh tra|Vụ|Phòng|(?:Huyện|Quận|Thị|Thành|Đảng) ủy"
    r"|Ủy ban (?:nhân dân|[Kk]iểm tra)|Hội đồng nhân dân|Đảng đoàn|Ban [Cc]án sự đảng"
    r"|Ban (?:Tuyên giáo|Tổ chức|Dân vận|Nội chính|Kinh tế|Đối ngoại))\b.*)$"
)
_OF_A_BOARD = regex_pattern(r"^(?:BCH|Ban [Cc]hấp hành) (?=Hội|Đoàn|Liên đoàn|Công đoàn)")
_OF_MINISTRIES = (("LB",), ("TTLB",))            # thông tư liên bộ, to 2005: its number names none of them
_MINISTRIES = regex_pattern(r"(?P<one>Bộ [^-;]+?)\s*[-,]\s*(?P<other>Bộ [^-;]+)$")
_WORD = regex_pattern(r"[\p{L}\d]+")
# Organs that are nothing without the body whose they are.
_ORGANS = ("ban thuong truc", "ban thuong vu", "ban chap hanh", "doan chu tich", "uy ban kiem tra")
_LOCAL = regex_pattern(
    r"(?:Sở|Ban|Phòng|Thanh tra|Chi cục|Hội đồng|Văn phòng|Tổ|Đoàn|Ủy ban|Trung tâm|Cục)\b"
)


def issuer(
    read: Found[Letterhead] | None,
    own: Found[OwnNumber] | None,
    place: str | None,
    date: str | None,
    part: Part,
) -> Found[str] | None:
    """The body that issues, made specific by place where the page allows."""
    coded = _by_code(own.value, place, date, part) if own is not None else None
    joint = _joint(own.value, date) if own is not None else None
    if joint is None and own is not None and read is not None and own.value.codes[-1:] in _OF_MINISTRIES:
        both = _MINISTRIES.match(" - ".join(read.value.names[-2:]))
        joint = f"{both['one']}; {both['other']}" if both else None
    if joint is None and own is not None and read is not None:
        joint = _beside(read.value, own.value, place, date)
    if joint and own is not None:
        return Found(joint, read.pieces if read else own.pieces, "issuer.joint", 0.92, inferred=read is None)
    if read is not None:
        name = _from_letterhead(read.value, place, date, coded)
        if name:
            return Found(name, _pieces(read.value, name), read.rule, read.confidence)
    if coded and own is not None:
        return Found(coded, own.pieces, "issuer.code", 0.85, inferred=True)
    return _self_named(part, place, date)


def _is_read(name: str) -> bool:
    """Whether a name has words, each of them a syllable: no debris, though no table knows it."""
    words = _WORD.findall(name)
    return len(words) > 3 and all(map(is_syllable, words))


def _pieces(letterhead: Letterhead, name: str) -> tuple[Piece, ...]:
    """Where a name stands: its own line, and its superior's where it lends its name or place."""
    own = letterhead.pieces[-1]
    if len(letterhead.names) < 2 or len(name) <= len(letterhead.names[-1]):
        return own
    return (*letterhead.pieces[-2], *own)


def _joint(own: OwnNumber, date: str | None) -> str | None:
    """The bodies of a joint document, in the order of its number: `TTLT-BTC-BNNPTNT`."""
    if type_code_of(own.codes) not in ("TTLT", "NQLT", "TTLB") or len(own.codes) < 3:
        return None
    central = [row for row in organisations() if row.level == "central" and valid_on(row, date)]
    names = [
        {row.name for row in central if code in (row.code, *row.aliases)}
        for code in own.codes[1:]
    ]
    return "; ".join(name.pop() for name in names) if all(len(name) == 1 for name in names) else None


def _beside(letterhead: Letterhead, own: OwnNumber, place: str | None, date: str | None) -> str | None:
    """The bodies of a joint document that share a letterhead's line, as many as its number has codes.

    `SỞ Y TẾ - SỞ NỘI VỤ` ⏎ `TỈNH LÀO CAI` over `05/HDLN-SYT-SNV`: the place is of both.
    """
    parts = letterhead.names[-1].split(" - ")
    if not _JOINT.fullmatch(own.codes[0]) or len(parts) < 2 or len(parts) != len(own.codes) - 1:
        return None
    if not all(BODY_WORDS.match(plain(part)) for part in parts):
        return None
    unit = _UNIT_OF.search(parts[-1])
    placed = (f"{part} {unit['unit']}" if unit and not _names_place(part) else part for part in parts)
    each = [_from_letterhead(Letterhead((part,), ((),)), place, date, None) for part in placed]
    return "; ".join(map(str, each))


_JOINT = regex_pattern(r"\p{L}{1,4}(?:LT|LN|LB|LS|PH)")


def _from_letterhead(
    letterhead: Letterhead, place: str | None, date: str | None, coded: str | None
) -> str | None:
    """The last line's body, with its parent's name or place where it is nothing alone."""
    if coded and known_share(letterhead.names[-1]) < 0.5 and not _is_read(letterhead.names[-1]):
        return coded  # the line is debris (such as `ĐAM HỊ 4N GIMO`)
    name = _spelt_out(letterhead.names[-1])
    parent = _spelt_out(letterhead.names[-2]) if len(letterhead.names) > 1 else None
    run_on = _RUN_ON.match(name)
    if run_on:  # a table's cell holds both lines: `BỘ TÀI CHÍNH TỔNG CỤC THUẾ`
        name, parent = run_on["name"][:1].upper() + run_on["name"][1:], run_on["parent"]
    if coded and plain(name).endswith(" " + plain(coded)) and known_prefix(name) < len(name):
        return coded  # a heading runs on into the letterhead
    if coded and plain(coded).endswith(" " + plain(name)):
        return coded  # the board's own line is lost, its committee's stands
    bare = _BARE_UNIT.search(name)
    if bare:
        where = place_in(parent) or _province(place, date, bare["unit"])
        return f"{name} {where}" if where else name
    stem = plain(name)
    if stem in _ORGANS:
        if parent and plain(parent) == "ban chap hanh trung uong":
            return _central(name)
        return f"{name} {_OF_A_BOARD.sub('', parent)}" if parent else coded or name
    if stem in ("bo tu lenh", "bo chi huy") and parent and parent.startswith("Quân "):
        return f"{name} {parent}"
    if stem.startswith("chi nhanh ") and parent:
        return f"{parent} {name}"                 # a branch is nothing without its house
    if stem.startswith("ban chap hanh tinh") and coded:
        return coded  # the Youth Union stands at the right (`ĐOÀN TNCS HỒ CHÍ MINH`)
    if stem in _stems("{committee}") and (
        parent is None or not _UNIT_OF.search(parent) or COMMITTEE.match(parent)
    ):
        if parent and plain(parent).startswith("ban chap hanh trung uong"):
            return _central(name)
        if parent and COMMITTEE.match(parent):
            return f"{name} {parent}"
        return coded if coded and plain(coded).startswith(stem) else name
    if parent and _UNIT_OF.search(parent) and _LOCAL.match(name) and not _names_place(name):
        if name in ("Văn phòng", "Thanh tra") and plain(parent).startswith(("uy ban", "hoi dong", "bo ")):
            return f"{name} {parent}"
        unit = _UNIT_OF.search(parent)
        return f"{name} {unit['unit']}" if unit else name
    if name in ("Văn phòng", "Thanh tra") and parent:
        return f"{name} {parent}"
    ministry = parent is not None and parent.startswith(("Bộ ", "Ngân hàng Nhà nước"))
    if stem in _stems("{unit}") and not ministry and not _names_place(name):
        where = _unit(place, date)
        return f"{name} {where}" if where else name
    bare_coded = plain(coded).replace("tinh ", "").replace("thanh pho ", "") if coded else ""
    if bare_coded == stem != plain(coded or ""):
        return coded  # seen: `CỤC THUẾ BÀ RỊA - VŨNG TÀU`, without "tỉnh"
    return name


@cache
def _stems(slot: str) -> frozenset[str]:
    """Bodies that are nothing without a committee or a unit: `ban tuyen giao`."""
    return frozenset(
        plain(row.name.removesuffix(" " + slot)) for row in organisations() if row.name.endswith(" " + slot)
    )


def _central(board: str) -> str:
    """A board of the Central Committee: `Ban Tuyên giáo Trung ương`, `Văn phòng Trung ương Đảng`."""
    wanted = plain(board)
    for row in organisations():
        name = plain(row.name)
        if row.level == "central" and name.startswith(wanted + " trung uong"):
            return row.name
    return f"{board} Trung ương"


def _spelt_out(name: str) -> str:
    """Abbreviations of a letterhead's line written out: UBND, HĐND, TP."""
    name = _ORGAN.sub(lambda organ: _ORGANS_IN_FULL[organ.group()], name)
    return squeeze(_CITY.sub("thành phố ", name))


_ORGANS_IN_FULL = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
_ORGAN = regex_pattern(r"^UBND\b|^(?:Thường trực )?\KHĐND\b")
_CITY = regex_pattern(r"\bT\.?P\.?\s?(?=\p{Lu})")


def place_in(name: str | None) -> str | None:
    """The place behind a body's unit or committee: `Lạng Sơn` of `Ban Tuyên giáo Tỉnh ủy Lạng Sơn`."""
    match = _PLACE_OF.search(name) if name else None
    return match["place"] if match else None


@cache
def _provinces_behind() -> tuple[str, ...]:
    """The provinces as they end a body's name, without marks."""
    return tuple({" " + plain(row.name) for row in provinces()})


def _names_place(name: str) -> bool:
    return (
        bool(_UNIT_OF.search(name))
        or plain(name).endswith(_provinces_behind())
        or "Trung ương" in name
    )


def _province(place: str | None, date: str | None, unit: str) -> str | None:
    """The name of the place behind a bare unit: of the province, where the unit is one."""
    if place is None:
        return None
    if unit.lower() in ("tỉnh", "thành phố"):
        found = province_at(place, date)
        return found.name if found else place
    return place


def _unit(place: str | None, date: str | None) -> str | None:
    """`tỉnh Lào Cai`, `thành phố Đà Nẵng` for the place of a date line."""
    found = province_at(place, date) if place else None
    return f"{found.kind} {found.name}" if found else None


def _by_code(own: OwnNumber, place: str | None, date: str | None, part: Part) -> str | None:
    """The body that the number's code means on that day, at that place."""
    codes = own.codes
    if not codes:
        return None
    code = codes[1] if type_code_of(codes) else codes[0]
    known = [
        row
        for row in _bodies_by_code().get(code, ())
        if valid_on(row, date) and (row.regime == "mass" or (row.regime == "party") == own.party)
    ]
    rows = [row for row in known if code == row.code] or known
    names = {name for row in rows if (name := _filled(row, place, date, part))}
    return names.pop() if len(names) == 1 else None


@cache
def _bodies_by_code() -> dict[str, list[Organisation]]:
    """The bodies that each code or alias of a code can mean."""
    found: dict[str, list[Organisation]] = defaultdict(list)
    for row in organisations():
        for code in {row.code, *row.aliases}:
            found[code].append(row)
    return dict(found)


def _filled(row: Organisation, place: str | None, date: str | None, part: Part) -> str | None:
    """A row's name with its committee or unit put in; None where the page does not tell them."""
    if "{" not in row.name:
        return row.name if row.level == "central" else None
    if "{unit}" in row.name:
        unit = _unit(place, date) or _local_unit(place, part)
        name = row.name.replace("{unit}", unit) if unit else None
        return _YOUTH_OF_UNIT.sub("Tỉnh đoàn ", name) if name else None
    committee = _committee(row.level, row.code, place, date, part)
    return row.name.replace("{committee}", committee) if committee else None


_YOUTH_OF_UNIT = regex_pattern(r"\b[Tt]ỉnh đoàn (?:tỉnh|thành phố) ")
_UNIT_BEFORE = regex_pattern(rf"(?r)\b(?P<unit>(?i:{UNIT}))\s+")  # read backwards from the place
_WORD_ENDS = regex_pattern(r"\b")
_LOCAL_COMMITTEE = regex_pattern(r"\b(Huyện|Quận|Thị|Thành) (?:ủy|uỷ)\b")


def _local_unit(place: str | None, part: Part) -> str | None:
    """`huyện X` for a place that is no province, as the text itself calls it."""
    if place is None:
        return None
    kinds = Counter[str]()
    value, at = part.text.value, part.text.value.find(place, part.start, part.end)
    while at >= 0:
        unit, end = _UNIT_BEFORE.match(value, part.start, at), at + len(place)
        if unit and _WORD_ENDS.match(value, end, part.end):
            kinds[unit["unit"].lower()] += 1
        at = value.find(place, end, part.end)
    return f"{kinds.most_common(1)[0][0]} {place}" if kinds else None


def _committee(level: str, code: str, place: str | None, date: str | None, part: Part) -> str | None:
    if place is None:
        return None
    if level == "province":
        found = province_at(place, date)
        return f"{'Thành' if found.kind == 'thành phố' else 'Tỉnh'} ủy {found.name}" if found else None
    if level == "district":
        fixed = {"HU": "Huyện ủy", "QU": "Quận ủy"}.get(code[-2:])
        kinds = Counter(
            m.group(1)
            for m in _LOCAL_COMMITTEE.finditer(part.text.value, part.start, part.end)
        )
        kind = fixed or (f"{kinds.most_common(1)[0][0]} ủy" if kinds else None)
        return f"{kind} {place}" if kind else None
    return None


_VERBS = (
    r"(?:xây\s+dựng|ban\s+hành|đề\s+nghị|yêu\s+cầu|hướng\s+dẫn|báo\s+cáo|thông\s+báo|kết\s+luận"
    r"|kính\s+báo\s+cáo|có\s+ý\s+kiến|quyết\s+định|quy\s+định|chỉ\s+đạo|giao)"
)
_SELF = regex_pattern(
    r"(?:Ban\s+Thường\s+vụ\s+|Ban\s+Chấp\s+hành\s+|Thường\s+trực\s+)?"
    r"(?P<kind>(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+(?:ủy|uỷ))"
    rf"(?:\s+(?P<place>\p{{Lu}}\p{{Ll}}+(?:\s\p{{Lu}}\p{{Ll}}+){{0,3}}))?\s+{_VERBS}"
)


@cache
def _central_names() -> re.Pattern[str]:
    """A central body that names itself in a sentence: `Ban Nội chính Trung ương có ý kiến như sau`."""
    names = (row.name for row in organisations() if row.level == "central")
    printed = one_of((*names, "Ban Bí thư", "Bộ Chính trị"), r"\s+")
    return re.compile(rf"(?:(?<=[,.;]\s)|(?m:^))(?P<name>{printed})\s+{_VERBS}")


def _self_named(part: Part, place: str | None, date: str | None) -> Found[str] | None:
    """The body of a sentence such as "Ban Thường vụ Tỉnh ủy xây dựng kế hoạch", with the place told."""
    match = _SELF.search(part.text.value, part.start, part.end)
    if match is None:
        central = _central_names().search(part.text.value, part.start, part.end)
        if central is None:
            return None
        name = " ".join(central["name"].split())
        body = "Ban Chấp hành Trung ương" if name in ("Ban Bí thư", "Bộ Chính trị") else name
        return Found(body, (Piece(*central.span("name")),), "issuer.self_named", 0.75, inferred=True)
    kind = squeeze(match["kind"]).replace("uỷ", "ủy")
    where = match["place"] or place or (_most_named(part, date) if kind in ("Tỉnh ủy", "Thành ủy") else None)
    if where is None:
        return None
    return Found(f"{kind} {where}", (Piece(*match.span()),), "issuer.self_named", 0.75, inferred=True)


def _most_named(part: Part, date: str | None) -> str | None:
    """The province that a text names at least twice and more often than any other."""
    text = part.text.value[part.start : part.end]
    counts = Counter({row.name: text.count(row.name) for row in provinces() if valid_on(row, date)})
    ranked = [pair for pair in counts.most_common(2) if pair[1] >= 2]
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None
