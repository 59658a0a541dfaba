"""Tên cơ quan: the left column of the letterhead, the superior first, the issuer last."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, page, party, state
from vbparse.fields.issuer import issuer


def bodies(text: str) -> tuple[str, ...]:
    """The names of a letterhead, none where it is lost."""
    return next((found.value.names for found in issuer(page(text))), ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(party(), ("Tỉnh ủy Lạng Sơn", "Ban Tuyên giáo"), id="committee and board"),
        pytest.param(party(left="TỈNH ỦY CAO BẰNG"), ("Tỉnh ủy Cao Bằng",), id="committee alone"),
        pytest.param(
            party(left="BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN CÁN SỰ ĐẢNG BỘ NỘI VỤ"),
            ("Ban Chấp hành Trung ương", "Ban cán sự đảng Bộ Nội vụ"),
            id="central, two lines",
        ),
        pytest.param(
            party(left="BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN CÁN SỰ ĐẢNG\nBỘ NỘI VỤ"),
            ("Ban Chấp hành Trung ương", "Ban cán sự đảng Bộ Nội vụ"),
            id="a name over two lines",
        ),
        pytest.param(
            party(left="ĐẢNG BỘ TỈNH HÀ GIANG\nHUYỆN ỦY ĐỒNG VĂN"),
            ("Đảng bộ tỉnh Hà Giang", "Huyện ủy Đồng Văn"),
            id="district",
        ),
        pytest.param(
            party(left="TỈNH UỶ LẠNG SƠN\nBAN TUYẾN GIÁO"),
            ("Tỉnh ủy Lạng Sơn", "Ban Tuyên giáo"),
            id="OCR, new place of the tone",
        ),
        pytest.param(
            party(left="**TỈNH ỦY LẠNG SƠN**\n**BAN TUYÊN GIÁO**"),
            ("Tỉnh ủy Lạng Sơn", "Ban Tuyên giáo"),
            id="Markdown",
        ),
        pytest.param(state(), ("Ủy ban nhân dân tỉnh Bình Phước",), id="place on the second line"),
        pytest.param(
            state(left="UBND TỈNH BÌNH PHƯỚC\nSỞ Y TẾ"),
            ("Ủy ban nhân dân tỉnh Bình Phước", "Sở Y tế"),
            id="department",
        ),
        pytest.param(state(left="BỘ TÀI CHÍNH"), ("Bộ Tài chính",), id="ministry"),
        pytest.param(
            state(left="NGÂN HÀNG NHÀ NƯỚC\nVIỆT NAM"),
            ("Ngân hàng Nhà nước Việt Nam",),
            id="a bank over two lines",
        ),
        pytest.param(
            state(left="SỞ NÔNG NGHIỆP VÀ PTNT\nBAN QUẢN LÝ KHU BẢO TỒN\nTHIÊN NHIÊN"),
            ("Sở Nông nghiệp và PTNT", "Ban Quản lý Khu bảo tồn thiên nhiên"),
            id="a known name over two lines",
        ),
        pytest.param(
            state(left="TỔNG CỤC HẢI QUAN\nCỤC GIÁM SÁT QUẢN LÝ\nVỀ HẢI QUAN"),
            ("Tổng cục Hải quan", "Cục Giám sát quản lý về hải quan"),
            id="a line that begins with về",
        ),
        pytest.param(
            letter(), ("Tổng cục Thuế", "Cục Thuế tỉnh Đồng Nai"), id="tax office, two columns on a line"
        ),
        pytest.param(
            letter(left="TONG CUC THUE\nCUC THUÊ TINH DONG NAI"),
            ("Tổng cục Thuế", "Cục Thuế tỉnh Đồng Nai"),
            id="OCR: marks lost",
        ),

        pytest.param(
            party(left="ĐẢNG BỘ XÃ LŨNG PHÌN\nCHI BỘ THÔN 7"), ("Đảng bộ xã Lũng Phìn", "Chi bộ Thôn 7"),
            id="a thôn by its number",
        ),
        pytest.param(
            state(left="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ.CẦN THƠ"), ("Ủy ban nhân dân thành phố Cần Thơ",),
            id="OCR: a speck between two words",
        ),
        pytest.param(
            state(left="TRƯỜNG ĐẠl HỌC NÔNG LÂM"),
            ("Trường Đại học Nông lâm",),
            id="OCR: a small l among capitals",
        ),

        pytest.param(
            state(left="ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUÝ"),
            ("Ủy ban nhân dân đặc khu Phú Quý",),
            id="a đặc khu",
        ),
        pytest.param(
            state(left="TỔNG CÔNG TY CỔ PHẦN\nVẬT TƯ NÔNG NGHIỆP NGHỆ AN"),
            ("Tổng công ty cổ phần vật tư Nông nghiệp Nghệ An",),
            id="a firm over two lines",
        ),

        pytest.param(
            "SAO Y\nCao Bằng, ngày 2 tháng 3 năm 2021\n\nSỞ Y TẾ CAO BẰNG\nBỆNH VIỆN PHỔI\n"
            "Số: 4/SY-BVP\n\nNơi nhận:\n- Lưu.\n\nGIÁM ĐỐC\n\nVi Thị Lành\n",
            ("Sở Y tế Cao Bằng", "Bệnh viện Phổi"),
            id="a copy note whose right column comes first",
        ),
        pytest.param(
            "SỞ Y TẾ CAO BẰNG SAO Y BẢN CHÍNH\nBỆNH VIỆN PHỔI Cao Bằng, ngày 2 tháng 3 năm 2021\n"
            "Số: 4/SY-BVP\n\nNơi nhận:\n- Lưu.\n\nGIÁM ĐỐC\n\nVi Thị Lành\n",
            ("Sở Y tế Cao Bằng", "Bệnh viện Phổi"),
            id="a copy note whose columns ran together",
        ),

        pytest.param(
            "ỦY BAN NHÂN DÂN\nTỈNH BÌNH PHƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            f"Số: 5/QĐ-UBND Độc lập - Tự do - Hạnh phúc\n\nQUYẾT ĐỊNH\nVề vườn\n\n{BODY}\n",
            ("Ủy ban nhân dân tỉnh Bình Phước",),
            id="the name begins above the motto's line",
        ),
        pytest.param(
            "TỈNH ỦY LẠNG SƠN\nBAN TUYÊN GIÁO ĐẢNG CỘNG SẢN VIỆT NAM\n*\n"
            f"Số 5-KH/BTGTU Lạng Sơn, ngày 2 tháng 3 năm 2021\n\nKẾ HOẠCH\nvề vườn\n\n{BODY}\n",
            ("Tỉnh ủy Lạng Sơn", "Ban Tuyên giáo"),
            id="the committee stands above the motto's line",
        ),
        pytest.param(
            "ĐẢNG BỘ XÃ LŨNG PHÌN\nCHI BỘ THÔN 7\n* ĐẢNG CỘNG SẢN VIỆT NAM\n"
            f"Số 5-NQ/CB Lũng Phìn, ngày 2 tháng 3 năm 2021\n\nNGHỊ QUYẾT\nvề vườn\n\n{BODY}\n",
            ("Đảng bộ xã Lũng Phìn", "Chi bộ Thôn 7"),
            id="all of it above the motto's line",
        ),
        pytest.param(
            "XÍ NGHIỆP GỖ TRẢNG DÀI\nSố: 5/BC-XN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            f"Đồng Nai, ngày 2 tháng 3 năm 2021 Độc lập - Tự do - Hạnh phúc\n\nBÁO CÁO\nVề vườn\n\n{BODY}\n",
            ("Xí nghiệp gỗ trảng dài",),
            id="a body that no table knows, over its number",
        ),
        pytest.param(
            "CỔNG THÔNG TIN CÂY TRỒNG\nBỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            f"Số: 5/QĐ-BTC Độc lập - Tự do - Hạnh phúc\n\nQUYẾT ĐỊNH\nVề vườn\n\n{BODY}\n",
            ("Bộ Tài chính",),
            id="a web page's heading stands above it",
        ),
        pytest.param(
            state(left="UBND TỈNH BÌNH PHƯỚC\nSỞ Y TẾ", number="So:        /GM-SYT"),
            ("Ủy ban nhân dân tỉnh Bình Phước", "Sở Y tế"),
            id="a symbol without a serial, Số without its mark",
        ),
        pytest.param(
            state(left="UBND TỈNH BÌNH PHƯỚC\nSỞ Y TẾ\n/GM-UBND"),
            ("Ủy ban nhân dân tỉnh Bình Phước", "Sở Y tế"),
            id="a symbol on a line of its own",
        ),
        pytest.param(
            state(left="VAN PHONG HDND VA UBND TINH BINH PHUOC"),
            ("Văn phòng HDND và Ủy ban nhân dân tỉnh Bình Phước",),
            id="OCR: no marks",
        ),
        pytest.param(
            "BCH ĐOÀN TỈNH CAO BẰNG\nĐOÀN TNCS HỒ CHÍ MINH\n***\nCao Bằng, ngày 2 tháng 3 năm 2021\n"
            f"Số: 5-KH/TĐTN\n\nKẾ HOẠCH\nvề vườn\n\n{BODY}\n",
            ("BCH Đoàn tỉnh Cao Bằng",),
            id="the Youth Union's heading between",
        ),
        pytest.param(
            state(left="PHÒNG VĂN HÓA,\nTHÔNG TIN VÀ CÂY TRỒNG"),
            ("Phòng Văn hóa, thông tin và Cây trồng",),
            id="a comma at a line's end",
        ),
        pytest.param(
            state(left="UBND TỈNH BÌNH PHƯỚC -\nSỞ Y TẾ,\nBỆNH VIỆN PHỔI"),
            ("Ủy ban nhân dân tỉnh Bình Phước", "Sở Y tế", "Bệnh viện Phổi"),
            id="what a rule and a speck left at a line's end",
        ),

        pytest.param(
            state(number="8;4016/UBND-ĐT"),
            ("Ủy ban nhân dân tỉnh Bình Phước",),
            id="a number whose label is lost",
        ),
    ],
)
def test_finds(text: str, names: tuple[str, ...]) -> None:
    """Names are in ordinary capitals, damage repaired where one known name is near."""
    found = bodies(text)
    assert tuple(name.replace("UBND", "Ủy ban nhân dân") for name in found) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(party(left=""), id="letterhead lost"),
        pytest.param(
            party(left="SỞ CÔNG THƯƠNG\nCÔNG VĂN ĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: ......"),
            id="a stamp's office",
        ),
        pytest.param("# V/v hóa đơn mua cây giống\n" + state(left=""), id="heading of a web page"),
        pytest.param(BODY, id="a page of body text"),
        pytest.param(
            state(left="", title="QUYẾT ĐỊNH\nVỀ VIỆC CHĂM SÓC VƯỜN ƯƠM CỦA BỘ TÀI CHÍNH"),
            id="subject in capitals",
        ),
    ],
)
def test_ignores(text: str) -> None:
    """A stamp's office, a heading or a subject in capitals is no letterhead."""
    assert bodies(text) == ()
