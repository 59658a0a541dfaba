"""Small documents written for the tests of the archive."""

from __future__ import annotations


def plan(
    serial: str = "84", *, date: str = "ngày 21 tháng 6 năm 2019", place: str = "Lạng Sơn", body: str = ""
) -> str:
    """A plan of a province's Party committee for propaganda, `84-KH/BTGTU`."""
    return f"""TỈNH ỦY {place.upper()}
BAN TUYÊN GIÁO
*
Số {serial}-KH/BTGTU

ĐẢNG CỘNG SẢN VIỆT NAM
{place}, {date}

KẾ HOẠCH
tuyên truyền về trồng rừng và giữ nguồn nước

{body or "Thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị."} Ban Tuyên giáo Tỉnh ủy xây
dựng kế hoạch với những nội dung sau đây, gửi các đơn vị biết và thực hiện.

Nơi nhận:
- Thường trực Tỉnh ủy (báo cáo),
- Lưu VT.

TRƯỞNG BAN
Nông Văn Khoan
"""


def directive(serial: str = "32", *, date: str = "ngày 18 tháng 02 năm 2019") -> str:
    """A directive of the Politburo, `32-CT/TW`, which the plan cites."""
    return f"""BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số {serial}-CT/TW

ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, {date}

CHỈ THỊ
CỦA BỘ CHÍNH TRỊ
về giữ rừng đầu nguồn

Rừng đầu nguồn cần được giữ và trồng thêm ở mọi nơi có suối.

T/M BỘ CHÍNH TRỊ
Trần Văn Lâm
"""


def decision(serial: str = "123", *, place: str = "Bình Phước", security: str = "") -> str:
    """A decision of a province's people's committee, `123/QĐ-UBND`."""
    return f"""{security}
ỦY BAN NHÂN DÂN
TỈNH {place.upper()}
Số: {serial}/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{place}, ngày 05 tháng 3 năm 2021

QUYẾT ĐỊNH
Về việc phê duyệt danh mục cây giống

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH {place.upper()}

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;

QUYẾT ĐỊNH:

Điều 1. Phê duyệt danh mục cây giống của tỉnh.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

CHỦ TỊCH
Trần Văn Mộc
"""


TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1")
"""Text in a legacy encoding, which fails."""
