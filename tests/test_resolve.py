"""From what was read to what is meant: regime, type, issuer, who acts, whom a reference stands for."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, party, record, state
from vbparse.resolve import place_of

NO_HEAD = """KẾ HOẠCH
chăm sóc vườn ươm
-----

Ban Thường vụ Tỉnh ủy xây dựng kế hoạch chăm vườn ươm ở Hưng Yên. Các đơn vị trong tỉnh Hưng Yên cùng làm,
báo Hưng Yên đưa tin, người dân Hưng Yên góp giống.

Nơi nhận:
- Các huyện ủy,
- Lưu VT.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Vi Thị Lành
"""


@pytest.mark.parametrize(
    ("text", "regime"),
    [
        pytest.param(party(), "party", id="motto of the Party"),
        pytest.param(state(), "state", id="motto of the State"),
        pytest.param("Số 84-KH/BTGTU\nKẾ HOẠCH\nchăm vườn\n" + BODY, "party", id="number of the Party"),
        pytest.param("Số: 123/QĐ-UBND\nQUYẾT ĐỊNH\nVề vườn\n" + BODY, "state", id="number of the State"),
        pytest.param(state(number="Số 15-NĐ/BNV"), "state", id="old State paper in Party shape"),
        pytest.param(BODY, None, id="nothing tells"),
    ],
)
def test_regime(text: str, regime: str | None) -> None:
    """The motto first, then the number's shape."""
    assert record(text).regime == regime


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            party(number="Số 37-QĐ/TU", title="QUY ĐỊNH\nvề chăm vườn"), "quy định", id="QĐ by its title"
        ),
        pytest.param(party(number="Số 37-QĐ/TU", title="QUYẾT ĐỊNH\ngiao vườn"), "quyết định", id="QĐ, too"),
        pytest.param(
            state(number="Số: 80/2015/QH13", title="NGHỊ QUYẾT\nVề vườn"), "nghị quyết", id="a law's shape"
        ),
        pytest.param(letter(), "công văn", id="CT of a tax office is no directive"),
    ],
)
def test_type_printed(text: str, name: str) -> None:
    """The title, or what makes a letter one, comes before the number's code."""
    found = record(text)
    assert found.doc_type == name
    assert not found.evidence["/doc_type"].inferred


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(party(number="Số 84-KH/BTGTU", title=""), "kế hoạch", id="KH"),
        pytest.param(state(number="Số: 12/2020/TT-BTC", title=""), "thông tư", id="TT of the State"),
        pytest.param(party(number="Số 12-TT/TU", title=""), "thông tri", id="TT of the Party"),
    ],
)
def test_type_inferred(text: str, name: str) -> None:
    """Where the title is lost the number's code tells, and it is marked so."""
    found = record(text)
    assert found.doc_type == name
    assert found.evidence["/doc_type"].inferred
    assert "doc-type-inferred" in {warning.code for warning in found.warnings}


def test_type_unknown() -> None:
    """Where nothing tells, the type stays null."""
    assert record(BODY).doc_type is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(party(), "Ban Tuyên giáo Tỉnh ủy Lạng Sơn", id="a board with its committee"),
        pytest.param(
            party(left="TỈNH ỦY CAO BẰNG", number="Số 84-KH/TU"), "Tỉnh ủy Cao Bằng", id="a committee"
        ),
        pytest.param(
            party(left="BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TUYÊN GIÁO", number="Số 91-HD/BTGTW"),
            "Ban Tuyên giáo Trung ương",
            id="a central board",
        ),
        pytest.param(
            party(left="BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN CÁN SỰ ĐẢNG BỘ NỘI VỤ", number="Số 63-CV/BCSĐ"),
            "Ban cán sự đảng Bộ Nội vụ",
            id="line 1 is only the superior",
        ),
        pytest.param(
            party(left="TỈNH ỦY NAM ĐỊNH\nVĂN PHÒNG", number="Số 5-CV/VPTU"),
            "Văn phòng Tỉnh ủy Nam Định",
            id="an office",
        ),
        pytest.param(
            party(left="ĐẢNG BỘ TỈNH HÀ GIANG\nHUYỆN ỦY ĐỒNG VĂN", number="Số 5-CV/HU"),
            "Huyện ủy Đồng Văn",
            id="a district",
        ),
        pytest.param(
            party(left="HUYỆN ỦY TIỀN HẢI BAN TUYÊN GIÁO", number="Số 5-CV/BTGHU"),
            "Ban Tuyên giáo Huyện ủy Tiền Hải",
            id="both lines in one",
        ),
        pytest.param(
            state(left="ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", date="Hải Phòng, ngày 05 tháng 3 năm 2021"),
            "Ủy ban nhân dân thành phố Hải Phòng",
            id="Phòng ends a name",
        ),
        pytest.param(state(), "Ủy ban nhân dân tỉnh Bình Phước", id="a province"),
        pytest.param(
            state(left="ỦY BAN NHÂN DÂN"), "Ủy ban nhân dân tỉnh Bình Phước", id="the place completes it"
        ),
        pytest.param(
            state(left="UBND TỈNH BÌNH PHƯỚC\nSỞ Y TẾ", number="Số: 5/QĐ-SYT"),
            "Sở Y tế tỉnh Bình Phước",
            id="a department",
        ),
        pytest.param(state(left="BỘ TÀI CHÍNH", number="Số: 5/QĐ-BTC"), "Bộ Tài chính", id="a ministry"),
        pytest.param(letter(), "Cục Thuế tỉnh Đồng Nai", id="a tax office"),
        pytest.param(
            state(
                left="BỘ TÀI CHÍNH - BỘ NỘI VỤ",
                number="Số: 5/2012/TTLT-BTC-BNV",
                title="THÔNG TƯ LIÊN TỊCH\nVề vườn",
            ),
            "Bộ Tài chính; Bộ Nội vụ",
            id="two ministries",
        ),
        pytest.param(
            state(
                left="SỞ Y TẾ - SỞ NỘI VỤ\nTỈNH BÌNH PHƯỚC",
                number="Số: 5/HDLN-SYT-SNV",
                title="HƯỚNG DẪN LIÊN NGÀNH\nVề vườn",
            ),
            "Sở Y tế tỉnh Bình Phước; Sở Nội vụ tỉnh Bình Phước",
            id="two departments, the place of both",
        ),
        pytest.param(
            state(
                left="HỘI NÔNG DÂN - HỘI LIÊN HIỆP\nPHỤ NỮ - SỞ TƯ PHÁP\nTỈNH BÌNH PHƯỚC",
                number="Số: 5/NQLT-HND-HPN-STP",
                title="NGHỊ QUYẾT LIÊN TỊCH\nVề vườn",
            ),
            "Hội Nông dân tỉnh Bình Phước; Hội Liên hiệp Phụ nữ tỉnh Bình Phước; Sở Tư pháp tỉnh Bình Phước",
            id="three bodies, a name over two lines",
        ),
        pytest.param(
            state(left="SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", number="Số: 5/KHLN-SLĐTBXH-SYT"),
            "Sở Lao động - Thương binh và Xã hội tỉnh Bình Phước",
            id="a dash inside one body's name",
        ),

        pytest.param(
            party(left="BAN CHẤP HÀNH TRUNG ƯƠNG\nỦY BAN KIỂM TRA", number="Số 04-HD/UBKTTW"),
            "Ủy ban Kiểm tra Trung ương",
            id="the Central Committee's commission",
        ),
        pytest.param(
            state(left="NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nCHI NHÁNH TỈNH SÓC TRĂNG", number="Số: 318/STR-TTGS"),
            "Ngân hàng Nhà nước Việt Nam Chi nhánh tỉnh Sóc Trăng",
            id="a branch with its house",
        ),
        pytest.param(
            state(left="BỘ TÀI CHÍNH - BỘ THƯƠNG MẠI", number="Số: 41/TT-LB"), "Bộ Tài chính; Bộ Thương mại",
            id="two ministries, whose number names neither",
        ),
        pytest.param(
            state(left="BCH HỘI NÔNG DÂN TỈNH AN GIANG\nBAN THƯỜNG VỤ", number="Số 334-KH/HNDT"),
            "Ban Thường vụ Hội Nông dân tỉnh An Giang",
            id="the standing committee of a mass organisation",
        ),

        pytest.param(
            state(left="THƯỜNG TRỰC HĐND\nHUYỆN TUẦN GIÁO"),
            "Thường trực Hội đồng nhân dân huyện Tuần Giáo",
            id="HĐND inside",
        ),

        pytest.param(
            state(left="QUÂN KHU 9\nBỘ TƯ LỆNH", number="Số: 2204/BC-BTL"),
            "Bộ Tư lệnh Quân khu 9",
            id="a command",
        ),
        pytest.param(
            state(left="BỘ Y TẾ\nBỆNH VIỆN PHONG - DA LIỄU QUỲNH LẬP", number="Số: 489/TTr-BVQL"),
            "Bệnh viện Phong - da liễu quỳnh lập",
            id="a body that no table knows, beside a code that may mean another",
        ),
    ],
)
def test_issuer_of_a_letterhead(text: str, name: str) -> None:
    """The lower line, made specific by its parent or the place, and not inferred."""
    found = record(text)
    assert found.issuer == name
    assert not found.evidence["/issuer"].inferred


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(party(left=""), "Ban Tuyên giáo Tỉnh ủy Lạng Sơn", id="code and place"),
        pytest.param(
            party(left="", number="Số 84-KH/TU", date="Hải Phòng, ngày 5 tháng 3 năm 2019"),
            "Thành ủy Hải Phòng",
            id="a central city has a Thành ủy",
        ),
        pytest.param(
            party(left="", number="Số 84-KH/TU", date="Huế, ngày 5 tháng 3 năm 2019"),
            "Tỉnh ủy Thừa Thiên Huế",
            id="the day decides: Huế was a province's town",
        ),
        pytest.param(
            state(left="", number="Số: 5/QĐ-BTTTT", date="Hà Nội, ngày 5 tháng 3 năm 2019"),
            "Bộ Thông tin và Truyền thông",
            id="a ministry as it was called",
        ),
        pytest.param(state(left=""), "Ủy ban nhân dân tỉnh Bình Phước", id="code and place of the State"),
        pytest.param(
            state(left="", number="Số: 5/QĐ-TTg", date="Hà Nội, ngày 5 tháng 3 năm 2019"),
            "Thủ tướng Chính phủ",
            id="prime minister",
        ),
        pytest.param(NO_HEAD, "Tỉnh ủy Hưng Yên", id="the committee that names itself"),
        pytest.param(
            party(
                left="",
                number="Số 417-CV/HU",
                date="Phong Điền, ngày 14 tháng 9 năm 2021",
                body=f"Các xã của tỉnh Thừa Thiên Huế cùng làm.\n{BODY}",
            ),
            "Huyện ủy Phong Điền",
            id="a district",
        ),
    ],
)
def test_issuer_inferred(text: str, name: str) -> None:
    """Where the letterhead is lost, number, place, day and body settle it, and it is marked so."""
    found = record(text)
    assert found.issuer == name
    assert found.evidence["/issuer"].inferred
    assert "issuer-inferred" in {warning.code for warning in found.warnings}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BODY, id="nothing tells"),
        pytest.param(
            party(left="", number="Số 84-KH/ĐU", date=""), id="a code that any committee has, no place"
        ),
        pytest.param(
            party(left="", number="", date="", foot="Nơi nhận:\n- Tỉnh ủy Hưng Yên,\n- Lưu VT."),
            id="a recipient is none",
        ),
        pytest.param(
            party(
                left="", number="", date="", body=f"Thực hiện Chỉ thị số 32-CT/TW của Bộ Chính trị.\n{BODY}"
            ),
            id="a cited body is none",
        ),
        pytest.param(
            party(left="", number="SỞ Y TẾ\nĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: ....", date=""),
            id="a stamp's office is none",
        ),
    ],
)
def test_issuer_unknown(text: str) -> None:
    """What the page does not settle stays null."""
    assert record(text).issuer is None


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        pytest.param(
            party(
                left="TỈNH ỦY CAO BẰNG",
                number="Số 84-KH/TU",
                foot="T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVi Thị Lành",
            ),
            "Ban Thường vụ",
            id="T/M",
        ),
        pytest.param(
            party(
                left="BAN CHẤP HÀNH TRUNG ƯƠNG",
                number="Số 12-CT/TW",
                title="CHỈ THỊ\nCỦA BAN BÍ THƯ\nvề trồng cây\n-----",
                foot="T/M BAN BÍ THƯ\n\nLò Văn Pản",
            ),
            "Ban Bí thư",
            id="the title",
        ),
        pytest.param(NO_HEAD, "Ban Thường vụ", id="of an inferred committee"),
        pytest.param(party(), None, id="a board has none"),
        pytest.param(
            state(foot="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Mộc"), None, id="nor has the State"
        ),
    ],
)
def test_acting_body(text: str, acting: str | None) -> None:
    """Which of a committee's bodies acts."""
    assert record(text).acting_body == acting


def test_a_reference_stands_for_the_addressees() -> None:
    """Như trên is whom the letter is written to; Như Điều 3 is not expanded."""
    text = letter(
        to="Kính gửi:\n- Sở Tài chính;\n- Sở Y tế.",
        foot="Nơi nhận:\n- Như trên;\n- Như Điều 3;\n- Lưu: VT.\n\nKT. CỤC TRƯỞNG\nPHÓ CỤC TRƯỞNG\n"
        "Đinh Thị Sim",
    )
    assert [(r.name, r.stands_for) for r in record(text).recipients] == [
        ("Như trên", ("Sở Tài chính", "Sở Y tế")),
        ("Như Điều 3", ()),
        ("VT", ()),
    ]


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        pytest.param("Lạng Sơn", "Lạng Sơn", id="right"),
        pytest.param("Bác Giang", "Bắc Giang", id="OCR: one mark"),
        pytest.param("Ha Noi", "Hà Nội", id="OCR: marks lost"),
        pytest.param("TP. Hồ Chí Minh", "TP. Hồ Chí Minh", id="a city's prefix stays"),
        pytest.param("Suối Mơ", "Suối Mơ", id="unknown stays as printed"),
    ],
)
def test_place(printed: str, place: str) -> None:
    """A province or its seat is spelt right, whatever else stands as printed."""
    assert record(state(date=f"{printed}, ngày 05 tháng 3 năm 2020")).place == place


@pytest.mark.parametrize(
    ("place", "issuer", "told"),
    [
        pytest.param("Tràng Bom", "Ủy ban nhân dân huyện Trảng Bom", "Trảng Bom", id="a mark spoilt"),
        pytest.param("Thanh Hóa", "Ủy ban nhân dân huyện Thạnh Hóa", "Thanh Hóa", id="a place by itself"),
        pytest.param("Cam Thủy", "Ủy ban nhân dân xã Cẩm Sơn", "Cam Thủy", id="another name"),
        pytest.param("Hà Nội", "Bộ Tài chính", "Hà Nội", id="a body without a place"),

        pytest.param("Phong", "Ủy ban nhân dân xã Hòa Phong", "Hòa Phong", id="its first word is lost"),
        pytest.param("Huế", "Sở Y tế tỉnh Thừa Thiên Huế", "Huế", id="a seat that ends its province's name"),
    ],
)
def test_a_place_has_the_marks_of_its_letterhead(place: str, issuer: str, told: str) -> None:
    """Only marks are taken over, and only where what the scan left is no place."""
    assert place_of(place, issuer) == told
