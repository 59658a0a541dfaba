"""Trích yếu: under the title or after V/v, without type name, rules and page furniture."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, page, party, state
from vbparse.fields.subject import subject


def about(text: str) -> str | None:
    """The subject of a page."""
    return next((found.value for found in subject(page(text))), None)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        pytest.param("KẾ HOẠCH\nchăm sóc vườn ươm\n-----", "chăm sóc vườn ươm", id="one line"),
        pytest.param(
            "KẾ HOẠCH\nchăm sóc vườn ươm của cơ quan\nvà các đơn vị trực thuộc\n-----",
            "chăm sóc vườn ươm của cơ quan và các đơn vị trực thuộc",
            id="lines joined",
        ),
        pytest.param(
            "QUYẾT ĐỊNH\nVề việc giao vườn ươm", "Về việc giao vườn ươm", id="Về việc under a title stays"
        ),
        pytest.param(
            "KẾ HOẠCH\nthực hiện Chỉ thị số 32-\nCT/TW về vườn ươm\n-----",
            "thực hiện Chỉ thị số 32-CT/TW về vườn ươm",
            id="a number broken over lines closes up",
        ),
        pytest.param(
            "KẾ HOẠCH\nchăm sóc vườn ươm giai đoạn 2021\n- 2025 của cơ quan\n-----",
            "chăm sóc vườn ươm giai đoạn 2021 - 2025 của cơ quan",
            id="years broken over lines keep their dash",
        ),
        pytest.param(
            "CHỈ THỊ\nCỦA BAN BÍ THƯ\nvề trồng cây mùa xuân", "về trồng cây mùa xuân", id="not who acts"
        ),
        pytest.param(
            "KẾ HOẠCH\nthực hiện phong trào “Mỗi người một cây,\nmỗi xóm một vườn ươm”\n---",
            "thực hiện phong trào “Mỗi người một cây, mỗi xóm một vườn ươm”",
            id="quotes stay",
        ),
        pytest.param(
            "**KẾ HOẠCH**\n**chăm sóc vườn ươm**\n\\-\\-\\-\\-\\-", "chăm sóc vườn ươm", id="Markdown"
        ),
        pytest.param("LUẬT\nTRỒNG VÀ GIỮ CÂY", "TRỒNG VÀ GIỮ CÂY", id="a law's name"),
        pytest.param("KẾ HOẠCH\nchăm sóc vườn ươm\n________", "chăm sóc vườn ươm", id="underscores"),
        pytest.param(
            "BÁO CÁO\n\nKết quả trồng cây quý I/2021\n\n", "Kết quả trồng cây quý I/2021", id="a blank line"
        ),

        pytest.param(
            "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ XÂY DỰNG\nVề việc giao vườn ươm",
            "Về việc giao vườn ươm",
            id="who acts, on the title's line",
        ),
        pytest.param(
            "QUYẾT ĐỊNH\nCỦA GIÁM ĐỐC SỞ Y TẾ\nVề việc giao vườn ươm", "Về việc giao vườn ươm",
            id="a director acts",
        ),
        pytest.param(
            "NGHỊ ĐỊNH\nCUỦA CHÍNH PHU\nVề việc giao vườn ươm", "Về việc giao vườn ươm", id="OCR: CUỦA"
        ),
        pytest.param(
            "CHỈ THỊ\nCỦA TỔNG CỤC TRƯỞNG TỔNG CỤC THUẾ\nvề chăm sóc vườn ươm", "về chăm sóc vườn ươm",
            id="the head of a general department acts",
        ),
        pytest.param(
            "QUYẾT ĐỊNH\nCỦA GIÁM ĐỐC SỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI\nVề việc giao vườn ươm",
            "Về việc giao vườn ươm",
            id="who acts, over two lines",
        ),
        pytest.param(
            "BÁO CÁO\nCủa giám đốc hợp tác xã về vườn ươm", "Của giám đốc hợp tác xã về vườn ươm",
            id="whose report it is, in small letters",
        ),
        pytest.param(
            "QUY CHẾ\nCỦA CÁC TỔ GIỮ VƯỜN ƯƠM", "CỦA CÁC TỔ GIỮ VƯỜN ƯƠM", id="of whom it is",
        ),
    ],
)
def test_finds_under_a_title(title: str, value: str) -> None:
    """The subject is what stands between the title and the body."""
    assert about(party(title=title)) == value
    assert about(state(title=title)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(letter(), "hóa đơn mua cây giống", id="one line"),
        pytest.param(
            letter(about="V/v hóa đơn mua cây giống\ncủa hợp tác xã"),
            "hóa đơn mua cây giống của hợp tác xã",
            id="wrapped",
        ),
        pytest.param(
            letter(about="V/v: hóa đơn mua cây giống."), "hóa đơn mua cây giống", id="colon and stop"
        ),
        pytest.param(letter(about="Vív hóa đơn mua cây giống"), "hóa đơn mua cây giống", id="OCR"),
        pytest.param(
            letter(date="", about="V/v hóa đơn cây Hà Nội, ngày 14 tháng 8 năm 2018\ngiống trong vườn"),
            "hóa đơn cây giống trong vườn",
            id="the date line run on behind it",
        ),
        pytest.param(
            letter(date="", about="V/v hóa đơn mua Hà Nội, ngày 14 tháng 8 năm 2018\nvề cây giống"),
            "hóa đơn mua về cây giống",
            id="the date line run on, and the subject goes on like its sentence",
        ),
        pytest.param(
            "BỘ TÀI CHÍNH\nSố: 5/BTC-VP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "V/v hóa đơn mua cây Độc lập - Tự do - Hạnh phúc\n"
            "giống trong vườn Hà Nội, ngày 14 tháng 8 năm 2018\n\n"
            f"Kính gửi: Sở Tài chính\n\n{BODY}\n",
            "hóa đơn mua cây giống trong vườn",
            id="the date line run on behind its second line",
        ),
        pytest.param(
            letter(date="", about="V/v hóa đơn kỳ thứ Ba Cao Bằng, ngày 14 tháng 8 năm 2018\ncủa vườn"),
            "hóa đơn kỳ thứ Ba của vườn",
            id="a capital before the date line's place",
        ),
        pytest.param(
            letter(date="", about="V/v hóa đơn cây giống Thành phố Hồ Chí Minh, ngày 14 tháng 8 năm 2018"),
            "hóa đơn cây giống",
            id="the date line of a city",
        ),
        pytest.param(
            letter(date="", about="V/v hóa đơn cây giống cấp huyện Cao Bằng, ngày 14 tháng 8 năm 2018"),
            "hóa đơn cây giống cấp huyện",
            id="a level before the date line's place",
        ),
        pytest.param(
            letter(about="V/v hóa đơn của Hội Cây tỉnh Cao Bằng, ngày 14 tháng 8 năm 2018"),
            "hóa đơn của Hội Cây tỉnh Cao Bằng, ngày 14 tháng 8 năm 2018",
            id="the day of what a province's body sent",
        ),
        pytest.param(
            letter(about="V/v hóa đơn\nmua cây ở Hà Nội, ngày 14 tháng 8 năm 2018"),
            "hóa đơn mua cây ở Hà Nội, ngày 14 tháng 8 năm 2018",
            id="a day in its second line",
        ),
        pytest.param(
            letter(about="V/v họp ở trụ sở tại Hà Nội, ngày 14 tháng 8 năm 2018"),
            "họp ở trụ sở tại Hà Nội, ngày 14 tháng 8 năm 2018",
            id="a day of its own",
        ),
        pytest.param(
            state(title="BÁO CÁO\nKết quả trồng cây quý I\nA. Kết quả\n"),
            "Kết quả trồng cây quý I",
            id="ends at a section",
        ),
        pytest.param(
            letter(number="Số: 77/SXD-QLN V/v trả lời đơn", about=""), "trả lời đơn", id="behind the number"
        ),
        pytest.param(
            letter(about="V/v hóa đơn mua cây giống          Đồng Nai, ngày 14 tháng 8 năm 2018", date=""),
            "hóa đơn mua cây giống",
            id="the date line beside it",
        ),
        pytest.param(
            state(title="QUYẾT ĐỊNH\nVề việc giao vườn ươm\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC"),
            "Về việc giao vườn ươm",
            id="ends where the issuer stands below",
        ),
        pytest.param(
            state(title="QUYẾT ĐỊNH\nVề việc giao vườn ươm", body="Căn cứ Luật Lưu trữ;\n" + BODY),
            "Về việc giao vườn ươm",
            id="ends at Căn cứ",
        ),

        pytest.param(
            letter(about="V/v hóa đơn mua cây giống\n\ncủa hợp tác xã"),
            "hóa đơn mua cây giống của hợp tác xã",
            id="a blank line inside, as Tesseract writes it",
        ),
        pytest.param(letter(about="V# hóa đơn mua cây"), "hóa đơn mua cây", id="V/v beyond reading"),
        pytest.param(letter(about="'V/v hóa đơn mua cây"), "hóa đơn mua cây", id="a speck before V/v"),
    ],
)
def test_finds(text: str, value: str) -> None:
    """V/v, rules and the neighbouring column are no part of it."""
    assert about(text) == value


RUN_ON = """Mùa mưa năm nay nước suối dâng cao, cuốn trôi nhiều gốc tre mà bà con đã trồng ven bờ từ năm ngoái
và làm sạt lở hai đoạn đường vào thôn. Các đơn vị trồng dặm trong tháng tới."""


@pytest.mark.parametrize(
    ("subject_lines", "body"),
    [
        pytest.param("Trồng tre ven suối năm 2021", RUN_ON, id="a paragraph"),
        pytest.param("Trồng tre ven suối\nở các thôn vùng cao", RUN_ON, id="a paragraph under two lines"),
        pytest.param(
            "Trồng tre ven suối và trồng cây phân tán quanh trụ sở các cơ quan năm 2021 và các năm sau nữa",
            "Trong những năm qua, nước suối dâng cao, cuốn trôi nhiều gốc tre mà bà con trồng ven bờ\nsuối.",
            id="under a line as wide as the body, a word that would be small in a title",
        ),
        pytest.param(
            "Trồng tre ven suối năm 2021",
            "Bà con đã trồng tre ven bờ ở nhiều nơi trong xã, song nước lũ cuốn đi gần hết. Theo\n"
            "Nghị quyết của Hội đồng nhân dân xã, các thôn trồng lại trong tháng tới.",
            id="a sentence that ends in the line",
        ),
        pytest.param(
            "Trồng tre năm 2021 và những năm tiếp theo", "Căn cứ Luật Lâm nghiệp;\n", id="tiếp theo"
        ),
        pytest.param(
            "Quy chế làm việc", "Căn cứ Luật Lâm nghiệp năm 2017;\n", id="làm việc ends a text"
        ),
        pytest.param("Ba năm chuyển đổi số", "Thực hiện Nghị quyết của Đảng ủy,\n", id="số ends a text"),
        pytest.param("Tổng kết công tác hằng năm", "Ngàv 12/3/2020, họp.", id="năm ends a text"),
        pytest.param("Trồng tre ven suối", "_~ Căn cứ Quyết định số 12-QĐ/TU;\n", id="debris first"),
        pytest.param(
            "Trồng tre ven suối",
            "4Ẩ ' (vu04,..5, “44... |\nChuyển:............ các đơn vị trồng tre.\n",
            id="a stamp printed over the body",
        ),

        pytest.param(
            "chăm sóc vườn ươm của Đảng", "- Căn cứ Điều lệ Đảng và Quy định số 30-QĐ/TW, ngày 26/7/2016,",
            id="a ground behind a comma that the scan left",
        ),
    ],
)
def test_ends_where_the_body_begins(subject_lines: str, body: str) -> None:
    """Without a blank line or a rule the paragraph itself tells that the subject is over."""
    text = state(title=f"KẾ HOẠCH\n{subject_lines}").replace(f"\n\n{BODY}", f"\n{body}\n{BODY}")
    assert about(text) == " ".join(subject_lines.split())


@pytest.mark.parametrize(
    ("title", "value"),
    [
        pytest.param(
            "KẾ HOẠCH\nTrồng tre ven suối ở các xã của huyện Sông\nMã và huyện Sốp Cộp trong mùa khô"
            "\ntheo hướng dẫn của ngành\n",
            "Trồng tre ven suối ở các xã của huyện Sông Mã và huyện Sốp Cộp trong mùa khô"
            " theo hướng dẫn của ngành",
            id="a name over the break",
        ),
        pytest.param(
            "KẾ HOẠCH\nvề việc nhân rộng mô hình\nTổ tiết kiệm và vay vốn trồng tre ở các xã vùng cao"
            "\ngiai đoạn 2021 - 2025\nCăn cứ Luật Lâm nghiệp;",
            "về việc nhân rộng mô hình Tổ tiết kiệm và vay vốn trồng tre ở các xã vùng cao"
            " giai đoạn 2021 - 2025",
            id="a wide line in capitals first, no sentence",
        ),
        pytest.param(
            "THÔNG BÁO\nkết luận của đồng chí Trưởng ban tại buổi làm việc với\n\nBan Quản lý rừng\n",
            "kết luận của đồng chí Trưởng ban tại buổi làm việc với Ban Quản lý rừng",
            id="over a blank line, what hangs",
        ),
        pytest.param(
            "QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ TRỒNG TRE VEN SUỐI\nỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC\n"
            "Căn cứ Luật Lâm nghiệp;",
            "BAN HÀNH QUY CHẾ TRỒNG TRE VEN SUỐI",
            id="all in capitals, the issuer below",
        ),
        pytest.param(
            "QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ LÀM VIỆC CỦA\nỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC\n"
            "Căn cứ Luật Lâm nghiệp;",
            "BAN HÀNH QUY CHẾ LÀM VIỆC CỦA ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC",
            id="all in capitals, a body that the subject names",
        ),
        pytest.param(
            "QUYẾT ĐỊNH\nVề việc giao vườn ươm - Căn cứ Luật Lâm nghiệp năm 2017;\n",
            "Về việc giao vườn ươm",
            id="the first ground on the subject's line",
        ),
        pytest.param("KẾ HOẠCH\n_ —\nchăm sóc vườn ươm\n-----", "chăm sóc vườn ươm", id="an ornament"),
        pytest.param("KẾ HOẠCH\n\nW.T\n\nchăm sóc vườn ươm\n-----", "chăm sóc vườn ươm", id="debris"),
        pytest.param("KẾ H0ẠCH\nchăm sóc vườn ươm\n-----", "chăm sóc vườn ươm", id="a spoilt title"),
        pytest.param(
            "KẾ HOẠCH\ntổng kết công tác quý\n\nIII năm 2021 của các đơn vị\n",
            "tổng kết công tác quý III năm 2021 của các đơn vị",
            id="a quarter over the break",
        ),
        pytest.param(
            "KẾ HOẠCH\ntổng kết công tác năm\n2021 của các đơn vị\n-----",
            "tổng kết công tác năm 2021 của các đơn vị",
            id="a year over the break",
        ),
    ],
)
def test_keeps_its_lines(title: str, value: str) -> None:
    """A capital or a width alone does not end a subject."""
    assert about(state(title=title)) == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(letter(about=""), id="a letter without V/v"),
        pytest.param(
            state(title="NGHỊ QUYẾT", body="Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;\n" + BODY),
            id="body right under the title",
        ),
        pytest.param(BODY, id="a page of body text"),
    ],
)
def test_ignores(text: str) -> None:
    """The body is never the subject."""
    assert about(text) is None
