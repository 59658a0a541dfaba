"""Viện dẫn: every mention of another document, with what its place says of it."""

from __future__ import annotations

import unicodedata

import pytest

from vbparse.citations import Cited, mentions, type_by_code
from vbparse.normalize import normalize
from vbparse.text import Piece
from vbparse.tokenizer import find_numbers

Row = tuple[str | None, str | None, str | None, str | None]


def cited(text: str) -> list[Cited]:
    """The mentions of a text."""
    told = normalize(text)
    return mentions(told, 0, len(told.value), ())


def rows(text: str) -> list[Row]:
    """Number, type, date and body of each mention."""
    return [(c.number, c.doc_type, c.date, c.issuer) for c in cited(text)]


def numbers(text: str) -> list[str | None]:
    return [c.number for c in cited(text)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param(
            "Thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị về trồng cây,",
            ("32-CT/TW", "chỉ thị", "2019-02-18", "Bộ Chính trị"),
            id="full, Party",
        ),
        pytest.param(
            "Căn cứ Nghị định số 47/2022/NĐ-CP ngày 19 tháng 7 năm 2022 của Chính phủ về vườn ươm;",
            ("47/2022/NĐ-CP", "nghị định", "2022-07-19", "Chính phủ"),
            id="full, State",
        ),
        pytest.param(
            "theo Công văn 577-CV/TU, ngày 13/12/2021 của Tỉnh ủy",
            ("577-CV/TU", "công văn", "2021-12-13", "Tỉnh ủy"),
            id="without số",
        ),
        pytest.param(
            "theo kế hoạch số 78 -KH/BTGTU, ngày 29/3/2019",
            ("78-KH/BTGTU", "kế hoạch", "2019-03-29", None),
            id="small letters",
        ),
        pytest.param(
            "Thông tư số 01/2011/TT-BNV ngày 19/01/2011 của Bộ trưởng Bộ Nội vụ",
            ("01/2011/TT-BNV", "thông tư", "2011-01-19", "Bộ trưởng Bộ Nội vụ"),
            id="issued by a minister",
        ),
        pytest.param(
            "Quyết định số 700/QĐ-TTg ngày 6/6/2019 của Thủ tướng Chính phủ",
            ("700/QĐ-TTg", "quyết định", "2019-06-06", "Thủ tướng Chính phủ"),
            id="prime minister",
        ),
        pytest.param(
            "Công văn số 4021/VPCP-CN ngày 20/5/2019 của Văn phòng Chính phủ",
            ("4021/VPCP-CN", "công văn", "2019-05-20", "Văn phòng Chính phủ"),
            id="a letter",
        ),
        pytest.param(
            "Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13;",
            ("80/2015/QH13", "luật", None, None),
            id="a law, its name before the number",
        ),
        pytest.param(
            "Nghị quyết số 176/2025/QH15 ngày 18/02/2025 của Quốc hội",
            ("176/2025/QH15", "nghị quyết", "2025-02-18", "Quốc hội"),
            id="a resolution in the shape of a law",
        ),
        pytest.param(
            "Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP",
            ("55/2005/TTLT-BNV-VPCP", "thông tư liên tịch", None, None),
            id="joint",
        ),
        pytest.param(
            "Nghị định số 142-CP ngày 28/9/1963", ("142-CP", "nghị định", "1963-09-28", None), id="old form"
        ),
        pytest.param(
            "Quy định số 37-QĐ/TW, ngày 25/10/2021",
            ("37-QĐ/TW", "quy định", "2021-10-25", None),
            id="quy định by its name",
        ),
        pytest.param(
            "Nghị quyết số 25-NQ/TW ngày 12/8/2008 (khóa X) của Ban Chấp hành Trung ương",
            ("25-NQ/TW", "nghị quyết", "2008-08-12", "Ban Chấp hành Trung ương"),
            id="a bracket between",
        ),
        pytest.param(
            "Thực hiện Công điện số 09/CĐ-UBND hồi 15 giờ 45 phút ngày 12/10/2021 của Ủy ban nhân dân tỉnh",
            ("09/CĐ-UBND", "công điện", "2021-10-12", "Ủy ban nhân dân tỉnh"),
            id="a telegram's hour",
        ),
        pytest.param(
            "Công điện số 1063/CĐ-TTg lúc 7h30, ngày 31 tháng 7 năm 2020",
            ("1063/CĐ-TTg", "công điện", "2020-07-31", None),
            id="a telegram's hour, short",
        ),
        pytest.param(
            "Giấy mời số 45/GM-UBND lúc 8 giờ ngày 12/10/2021", ("45/GM-UBND", "giấy mời", None, None),
            id="the hour of a meeting",
        ),
        pytest.param("(Chỉ thị số 32-CT/TW)", ("32-CT/TW", "chỉ thị", None, None), id="in brackets"),
        pytest.param(
            "Chỉ thị số 32-\nCT/TW ngày \n18/02/2019 của \nBộ Chính trị",
            ("32-CT/TW", "chỉ thị", "2019-02-18", "Bộ Chính trị"),
            id="broken over lines everywhere",
        ),
        pytest.param("Chỉ\nthị số 32-CT/TW", ("32-CT/TW", "chỉ thị", None, None), id="the type over a line"),
        pytest.param(
            "đối ngoại.\n¹ Chỉ thị số 25-CT/TW, ngày 08/8/2018",
            ("25-CT/TW", "chỉ thị", "2018-08-08", None),
            id="footnote",
        ),
        pytest.param(
            "theo Chi thị số 32-CT/TW, ngảy 18/02/2019",
            ("32-CT/TW", "chỉ thị", "2019-02-18", None),
            id="OCR: type and ngày",
        ),
        pytest.param(
            "Quyêt định sô 123/QD-UBND ngày 05/3/2021",
            ("123/QĐ-UBND", "quyết định", "2021-03-05", None),
            id="OCR: marks and code",
        ),
        pytest.param("tại CV số 12/SNV-VP", ("12/SNV-VP", "công văn", None, None), id="type abbreviated"),
        pytest.param("theo NĐ 47/2022/NĐ-CP", ("47/2022/NĐ-CP", "nghị định", None, None), id="NĐ"),
        pytest.param(
            "văn bản số 84-KH/BTGTU", ("84-KH/BTGTU", "kế hoạch", None, None), id="văn bản says no type"
        ),
        pytest.param(
            "Ngày 12/6/2020, Sở Y tế đã có Công văn số 12/SYT-VP gửi các đơn vị",
            ("12/SYT-VP", "công văn", "2020-06-12", None),
            id="the date before",
        ),
        pytest.param(
            "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 373/TTr-SNV ngày 02/3/2021;",
            ("373/TTr-SNV", "tờ trình", "2021-03-02", "Giám đốc Sở Nội vụ"),
            id="the body before",
        ),
    ],
)
def test_finds(text: str, row: Row) -> None:
    """Number, type, date and body, in either Unicode form."""
    assert rows(text) == [row]
    assert rows(unicodedata.normalize("NFD", text)) == [row]
    assert rows(text.replace("\n", "\r\n")) == [row]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ban Chỉ đạo 94 họp thường kỳ.", id="a committee"),
        pytest.param("Ban Chỉ đạo 35 tỉnh", id="another"),
        pytest.param(
            "mỗi lần ½ ngày, nhiệm kỳ 2020-2025, trực 24/7", id="half a day, a term, round the clock"
        ),
        pytest.param("tiêu chuẩn TCVN 6909:2001 và ISO 9001:2015", id="standards"),
        pytest.param("QCVN 102:2016/BTTTT", id="a technical regulation"),
        pytest.param("theo mẫu số 01/GTGT và mẫu 06/TNDN", id="tax forms"),
        pytest.param("Giấy chứng nhận quyền sử dụng đất số BK 123456", id="a certificate"),
        pytest.param("Bản án số 12/2020/HS-ST của Tòa án", id="a case"),
        pytest.param("hóa đơn số 0001234 ngày 02/3/2021", id="an invoice"),
        pytest.param("tờ khai hải quan số 10123456789/NK-A12", id="a customs declaration"),
        pytest.param("Điện thoại: 0251.3822.114, Fax: 0259.3822.111", id="telephones"),
        pytest.param("trên QL 1A và ĐT 605, lô đất 12/4", id="roads and land"),
        pytest.param("tại Điều 5, khoản 2 Điều 7 của quy chế này", id="articles"),
        pytest.param("họp ngày 18/02/2019 tại nhà văn hóa", id="a date"),
        pytest.param("Kế hoạch này, Công văn này, Chỉ thị này", id="self references"),
        pytest.param("Chỉ thị 5 nội dung cần làm", id="a count behind a type"),
        pytest.param("Kế hoạch 2021 đã xong, Chương trình 135 ngày", id="a year or days behind a type"),
        pytest.param("Thông báo 15 người nhận cây", id="people behind a type"),
    ],
)
def test_ignores(text: str) -> None:
    """Committees, standards, forms, certificates, dates and articles are no documents."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "các Nghị quyết số 25-NQ/TW và số 26-NQ/TW, ngày 12/8/2008 của Ban Chấp hành Trung ương",
            [
                ("25-NQ/TW", "nghị quyết", "2008-08-12", "Ban Chấp hành Trung ương"),
                ("26-NQ/TW", "nghị quyết", "2008-08-12", "Ban Chấp hành Trung ương"),
            ],
            id="type, date and body are shared",
        ),
        pytest.param(
            "các Nghị định số 01/2013/NĐ-CP, số 02/2014/NĐ-CP và 03/2015/NĐ-CP",
            [
                ("01/2013/NĐ-CP", "nghị định", None, None),
                ("02/2014/NĐ-CP", "nghị định", None, None),
                ("03/2015/NĐ-CP", "nghị định", None, None),
            ],
            id="the type is shared",
        ),
        pytest.param(
            "Chỉ thị số 32-CT/TW, ngày 18/02/2019 và Kế hoạch số 14-KH/TW, ngày 25/3/2019",
            [("32-CT/TW", "chỉ thị", "2019-02-18", None), ("14-KH/TW", "kế hoạch", "2019-03-25", None)],
            id="each with its own",
        ),
        pytest.param(
            "Nghị định số 29/2025/NĐ-CP ngày 24/02/2025 được sửa đổi, bổ sung bởi Nghị định số "
            "166/2025/NĐ-CP",
            [("29/2025/NĐ-CP", "nghị định", "2025-02-24", None), ("166/2025/NĐ-CP", "nghị định", None, None)],
            id="one amends the other",
        ),
        pytest.param(
            "Thông tư số 219/2013/TT-BTC ngày 31/12/2013 và Thông tư số 119/2014/TT-BTC của Bộ Tài chính",
            [
                ("219/2013/TT-BTC", "thông tư", "2013-12-31", "Bộ Tài chính"),
                ("119/2014/TT-BTC", "thông tư", None, "Bộ Tài chính"),
            ],
            id="a body is shared, a date of another year is not",
        ),
    ],
)
def test_lists(text: str, expected: list[Row]) -> None:
    """Members of a list share what stands once, and nothing that is their own."""
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("các Quy định số 8-QĐi/TW, số 55-QĐ/TW", ["quy định", "quy định"], id="QĐ can be one"),
        pytest.param("Quy định 8-QĐ/TW và Quyết định 5-QĐ/TW", ["quy định", "quyết định"], id="each named"),
        pytest.param("Kế hoạch số 8-KH/TW, số 55-QĐ/TW", ["kế hoạch", "quyết định"], id="KH is none"),
        pytest.param("_Nghị định số 20/2013/NĐ- cP", ["nghị định"], id="debris before, a small letter"),
        pytest.param("Nqhị đlnh số 89/CP ngày 7/8/1995", ["nghị định"], id="OCR: before an old number"),
        pytest.param("quyết địnb 14-CP", ["quyết định"], id="OCR: b for h"),
    ],
)
def test_types_of_a_list(text: str, names: list[str]) -> None:
    """A list's head names the type of all whose code can mean it."""
    assert [found.doc_type for found in cited(text)] == names


def test_a_law_on_laws_is_named_whole() -> None:
    """Its own name has the word "luật" in it too."""
    name = "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15"
    (found,) = cited(f"{name};")
    assert found.piece == Piece(0, len(name))


def test_a_body_is_not_shared_with_another_type() -> None:
    """Of two short forms with one body behind the last, only that one's type has it."""
    decree, circular = cited("Nghị định 47/2022 và Thông tư 78/2021 của Bộ Tài chính")
    assert (decree.issuer, circular.issuer) == (None, "Bộ Tài chính")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("theo khoản 2 Điều 44 Nghị định số 47/2022/NĐ-CP", "khoản 2 Điều 44", id="khoản, Điều"),
        pytest.param(
            "điểm a khoản 2 Điều 5 Thông tư số 01/2011/TT-BNV",
            "điểm a khoản 2 Điều 5",
            id="điểm, khoản, Điều",
        ),
        pytest.param("khoản 2, 3 Điều 7 Nghị định số 47/2022/NĐ-CP", "khoản 2, 3 Điều 7", id="two khoản"),
        pytest.param(
            "Điều 5 và Điều 6 của Nghị định số 47/2022/NĐ-CP", "Điều 5 và Điều 6", id="two Điều, của"
        ),
        pytest.param("Chương III Thông tư số 01/2011/TT-BNV", "Chương III", id="chapter"),
        pytest.param(
            "điểm 1.3 khoản 1 Mục II Hướng dẫn số 36-HD/VPTW",
            "điểm 1.3 khoản 1 Mục II",
            id="section of a guidance",
        ),
        pytest.param("Phụ lục I Nghị định số 47/2022/NĐ-CP", "Phụ lục I", id="appendix"),
        pytest.param(
            "điểm a, b và c khoản 2 Điều 5 Nghị định số 47/2022/NĐ-CP",
            "điểm a, b và c khoản 2 Điều 5",
            id="several điểm",
        ),
        pytest.param("khoản 2\nĐiều 44 Nghị định số 47/2022/NĐ-CP", "khoản 2 Điều 44", id="over a line"),
        pytest.param("Nghị định số 47/2022/NĐ-CP", None, id="none"),
        pytest.param(
            "Điều 5 quy định việc theo Nghị định số 47/2022/NĐ-CP", None, id="an article of this document"
        ),
    ],
)
def test_pinpoints(text: str, part: str | None) -> None:
    """The part named right before a document, in the order printed."""
    (found,) = cited(text)
    assert found.pinpoint == part


def test_mentions_hold_from_type_to_body() -> None:
    """A mention is the whole name, and no two overlap."""
    text = normalize(
        "Thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị về vườn ươm; Nghị "
        "quyết số 18-NQ/TW và số 19-NQ/TW."
    )
    found = mentions(text, 0, len(text.value), ())
    assert [text.value[c.piece.start : c.piece.end] for c in found] == [
        "Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị",
        "Nghị quyết số 18-NQ/TW",
        "số 19-NQ/TW",
    ]


def test_blind_pieces_are_not_read() -> None:
    """What stands in the document's own number, a stamp or the distribution list is no mention."""
    text = normalize("Số 84-KH/BTGTU thực hiện Chỉ thị số 32-CT/TW")
    assert [c.number for c in mentions(text, 0, len(text.value), (Piece(0, 14),))] == ["32-CT/TW"]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        pytest.param("84-KH/TU", "kế hoạch", id="one meaning"),
        pytest.param("37-QĐ/TW", "quyết định", id="QĐ is first a decision"),
        pytest.param("12-TT/TW", "thông tri", id="TT of the Party"),
        pytest.param("12/2020/TT-BTC", "thông tư", id="TT of the State"),
        pytest.param("80/2015/QH13", "luật", id="a law"),
        pytest.param("4021/VPCP-CN", "công văn", id="a letter"),
        pytest.param("577-CV/TU", "công văn", id="a letter of the Party"),
    ],
)
def test_what_a_code_means(number: str, name: str) -> None:
    """The type that a number alone tells, the commonest where it may be several."""
    (found,) = find_numbers(normalize(f"số {number}"))
    assert type_by_code(found) == name
