"""What a line of the page is: where its columns part, and what each cell was printed for."""

from __future__ import annotations

import pytest

from vbparse.layout import Kind, cells, title_of
from vbparse.normalize import normalize


def columns(line: str) -> list[str]:
    """The cells of one line."""
    return [cell.value for cell in cells(normalize(line))]


def kinds(text: str) -> list[str]:
    """What each cell of a text was taken for."""
    return [cell.kind for cell in cells(normalize(text))]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        pytest.param("UBND TỈNH X          CỘNG HÒA", ["UBND TỈNH X", "CỘNG HÒA"], id="a wide blank"),
        pytest.param("- Như trên;\tCHỦ TỊCH", ["- Như trên;", "CHỦ TỊCH"], id="a tab"),
        pytest.param(
            "TỔNG CỤC THUẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            ["TỔNG CỤC THUẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            id="before the motto",
        ),
        pytest.param(
            "  Số: 52/KV IX-TH    Độc lập - Tự do - Hạnh phúc",
            ["Số: 52/KV IX-TH", "Độc lập - Tự do - Hạnh phúc"],
            id="a number with a blank, indented",
        ),
        pytest.param("HUYỆN ỦY ĐỒNG VĂN SAO LỤC", ["HUYỆN ỦY ĐỒNG VĂN", "SAO LỤC"], id="before a copy note"),
        pytest.param("SỞ TÀl CHÍNH SAO Y", ["SỞ TÀl CHÍNH", "SAO Y"], id="OCR: a small l before it"),
        pytest.param(
            "Số: 31/SY-STP SAO Y BẢN CHÍNH", ["Số: 31/SY-STP", "SAO Y BẢN CHÍNH"], id="a copy note behind"
        ),
        pytest.param(
            "SỞ Y TẾ Độc lập - Tự do - Hạnh phúc",
            ["SỞ Y TẾ", "Độc lập - Tự do - Hạnh phúc"],
            id="its second line",
        ),
        pytest.param(
            "TỈNH ỦY CAO BẰNG ĐẢNG CỘNG SẢN VIỆT NAM",
            ["TỈNH ỦY CAO BẰNG", "ĐẢNG CỘNG SẢN VIỆT NAM"],
            id="the Party's motto",
        ),
        pytest.param(
            "Số: 15/TB-SNV Hà Nội, ngày 5 tháng 3 năm 2020",
            ["Số: 15/TB-SNV", "Hà Nội, ngày 5 tháng 3 năm 2020"],
            id="before the place",
        ),
        pytest.param(
            "Số: 7/SYT-VP V/v theo Công văn 9/BYT-VP ngày 5 tháng 4 năm 2019 Huế, ngày 6 tháng 5 năm 2020",
            ["Số: 7/SYT-VP", "V/v theo Công văn 9/BYT-VP ngày 5 tháng 4 năm 2019",
             "Huế, ngày 6 tháng 5 năm 2020"],
            id="before the place, behind a cited day",
        ),
        pytest.param("Số: 15/SNV-VP V/v mượn sổ", ["Số: 15/SNV-VP", "V/v mượn sổ"], id="V/v behind a number"),
        pytest.param("- Như trên; PHÓ CHỦ TỊCH", ["- Như trên;", "PHÓ CHỦ TỊCH"], id="a post behind an item"),
        pytest.param(
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN", ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"], id="an authority"
        ),
        pytest.param(
            "V/v mượn sổ Kính gửi: Sở Y tế", ["V/v mượn sổ", "Kính gửi: Sở Y tế"], id="before a label"
        ),

        pytest.param("~ Như Điều 2, PHÓ RÍ THƯ", ["~ Như Điều 2,", "PHÓ RÍ THƯ"], id="a post, spoilt"),
        pytest.param(
            "- Bộ trưởng (để b/c); VÀ THỊ TRƯỜNG BẤT ĐỘNG SẢN",
            ["- Bộ trưởng (để b/c);", "VÀ THỊ TRƯỜNG BẤT ĐỘNG SẢN"],
            id="the second line of a post",
        ),
        pytest.param("~TW Hội NDVN; CHỦ TỊCH", ["~TW Hội NDVN;", "CHỦ TỊCH"], id="behind abbreviations"),
        pytest.param(
            "HỘI NÔNG DÂN TỈNH AN GIANG HỘI NÔNG DÂN VIỆT NAM",
            ["HỘI NÔNG DÂN TỈNH AN GIANG", "HỘI NÔNG DÂN VIỆT NAM"],
            id="a mass organisation's right column",
        ),

        pytest.param(
            "Số: 512/TL-ATĐ. , ngày 21 tháng 5 năm 2025",
            ["Số: 512/TL-ATĐ", ". , ngày 21 tháng 5 năm 2025"],
            id="a date line whose place is lost",
        ),

        pytest.param("~ Sở Y tế; ĐHÓ CHỦ TỊCH", ["~ Sở Y tế;", "ĐHÓ CHỦ TỊCH"], id="its first word spoilt"),

        pytest.param(
            "Lưu VT, TCCB. PHÓ THỦ TƯỚNG", ["Lưu VT, TCCB.", "PHÓ THỦ TƯỚNG"], id="an office before the post"
        ),
    ],
)
def test_cuts_columns(line: str, parts: list[str]) -> None:
    """One cell a column, in reading order, numbered from the left."""
    assert columns(line) == parts
    assert [cell.column for cell in cells(normalize(line))] == list(range(len(parts)))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "Căn cứ Quyết định số 9/QĐ-UBND, Hà Nội, ngày 5 tháng 3 năm 2020 của Ủy ban",
            id="a date in a sentence",
        ),
        pytest.param(
            "Các đơn vị thuộc nước Cộng hòa xã hội chủ nghĩa Việt Nam đều trồng cây.", id="a state's name"
        ),
        pytest.param("Đảng Cộng sản Việt Nam lãnh đạo phong trào trồng cây.", id="the Party's name"),
        pytest.param("Số        -NQ/TU", id="a blank for the serial"),
        pytest.param("Hà Nội, ngày      tháng      năm 2021", id="blanks for day and month"),
        pytest.param("Q  U  Y  Ế  T    Đ  Ị  N  H", id="letter-spaced"),
        pytest.param("KT. CHỦ TỊCH PHÓ CHỦ TỊCH", id="a signature on one line"),
        pytest.param("TL. GlÁM ĐỐC KT. TRƯỞNG PHÒNG", id="OCR: a small l behind an authority"),
        pytest.param("Ông Mộc, nguyên là Phó Chủ tịch Hội, nhận vườn.", id="a post in a sentence"),

        pytest.param("- Cục Thuế tỉnh; UBND TP", id="an abbreviation behind an item"),
        pytest.param("- Lưu: VT, TH", id="the office that files"),
        pytest.param("BAN CHẤP HÀNH TRUNG ƯƠNG HỘI NÔNG DÂN VIỆT NAM", id="a central body's own name"),
        pytest.param("VỀ VIỆC QUẢN LÝ VÀ SAO LỤC", id="a subject in capitals"),
        pytest.param("Văn phòng Sở Y tế sao lục", id="a copy in a sentence"),
    ],
)
def test_leaves_whole(line: str) -> None:
    """What only looks like a column's edge is none."""
    assert columns(line) == [" ".join(line.split(" "))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Kind.MOTTO, id="motto"),
        pytest.param("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", Kind.MOTTO, id="motto, tone in the new place"),
        pytest.param("CONG HOA XA HOI CHU NGHIA VIET NAM", Kind.MOTTO, id="motto without marks"),
        pytest.param("Độc lập - Tự do - Hạnh phúc", Kind.MOTTO, id="motto, second line"),
        pytest.param("ĐẢNG CỘNG SẢN VIỆT NAM", Kind.PARTY_MOTTO, id="Party motto"),
        pytest.param("Số 84-KH/BTGTU", Kind.NUMBER, id="number of the Party"),
        pytest.param("Số: 123/QĐ-UBND", Kind.NUMBER, id="number of the State"),
        pytest.param("Luật số: 80/2015/QH13", Kind.NUMBER, id="number of a law"),
        pytest.param("Số:      /QĐ-UBND", Kind.NUMBER, id="number of a draft"),
        pytest.param("Số: …/QĐ-…(2)…", Kind.FORM, id="number of a form"),
        pytest.param("Hà Nội, ngày 5 tháng 3 năm 2020", Kind.DATE, id="date line"),
        pytest.param("KẾ HOẠCH", Kind.TITLE, id="title"),
        pytest.param("Q U Y Ế T   Đ Ị N H", Kind.TITLE, id="title, letter-spaced"),
        pytest.param("V/v mượn sổ", Kind.ABOUT, id="V/v"),
        pytest.param("Viv mượn sổ", Kind.ABOUT, id="V/v misread"),
        pytest.param("Kính gửi: Sở Y tế", Kind.ADDRESSEES, id="Kính gửi"),
        pytest.param("Kính trình: Ban Thường vụ", Kind.ADDRESSEES, id="Kính trình"),
        pytest.param("Nơi nhận:", Kind.RECIPIENTS, id="Nơi nhận"),
        pytest.param("Noi nhận", Kind.RECIPIENTS, id="Nơi nhận misread"),
        pytest.param("T/M BAN THƯỜNG VỤ", Kind.SIGN, id="authority of the Party"),
        pytest.param("KT. BỘ TRƯỞNG", Kind.SIGN, id="authority of the State"),
        pytest.param("PHÓ CHỦ TỊCH", Kind.SIGN, id="post"),
        pytest.param("(Đã ký)", Kind.SIGNED, id="đã ký"),
        pytest.param("(Ký tên, đóng dấu)", Kind.SIGNED, id="ký tên, đóng dấu"),
        pytest.param("SAO LỤC", Kind.COPY, id="sao lục"),
        pytest.param("SAO Y BẢN CHÍNH", Kind.COPY, id="sao y"),
        pytest.param("TRÍCH SAO", Kind.COPY, id="trích sao"),
        pytest.param("Người ký: Sở Y tế", Kind.ESIGN, id="electronic signature"),
        pytest.param("Thời gian ký: 08.01.2018 09:15:48 +07:00", Kind.ESIGN, id="its time"),
        pytest.param("PHỤ LỤC I", Kind.APPENDIX, id="appendix"),
        pytest.param("(Kèm theo Quyết định số 9/QĐ-SNV)", Kind.APPENDIX, id="kèm theo"),
        pytest.param("Mẫu số 02", Kind.APPENDIX, id="form"),
        pytest.param("-----", Kind.RULE, id="rule"),
        pytest.param("\n*\n", Kind.RULE, id="star"),
        pytest.param("- 2 -", Kind.PAGE, id="page number"),
        pytest.param("Trang 3/7", Kind.PAGE, id="page of pages"),
        pytest.param("TỈNH ỦY CAO BẰNG", Kind.CAPS, id="letterhead"),
        pytest.param("Các đơn vị cử người chăm vườn.", Kind.TEXT, id="body"),

        pytest.param("'THỦ TƯỚNG CHÍNH PHỦ điện:", Kind.ADDRESSEES, id="a telegram, a speck before it"),

        pytest.param("Cơ quan: Tỉnh Bình Phước", Kind.ESIGN, id="the owner of an electronic signature"),
        pytest.param("- Các cơ quan: TAND, VKSND huyện.", Kind.TEXT, id="an addressee of several"),
        pytest.param("THÔNG BÁO MỜI HỌP", Kind.TITLE, id="a notice and what it is of"),

        pytest.param("S8; 4016/UBND-ĐT", Kind.NUMBER, id="another misread Số"),
    ],
)
def test_tells_kinds(line: str, kind: str) -> None:
    """A cell is told by its own words."""
    assert kinds(line) == [kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("Số điện thoại: 0251.3822.114", Kind.NUMBER, id="a telephone is no number"),
        pytest.param("Số lượng cây: 30", Kind.NUMBER, id="nor is a quantity"),
        pytest.param(
            "Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;", Kind.DATE, id="a law's date is no date line"
        ),
        pytest.param("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", Kind.TITLE, id="a body named after a type is no title"),
        pytest.param("Kế hoạch này thay kế hoạch năm trước.", Kind.TITLE, id="nor is a sentence"),
        pytest.param(
            "Các đơn vị ghi nơi nhận cây vào phiếu rồi gửi lại.", Kind.RECIPIENTS, id="nơi nhận in a sentence"
        ),
        pytest.param("Chủ tịch Hội Làm vườn nhận cây.", Kind.SIGN, id="a post in a sentence is no signature"),
        pytest.param("Tôi đã ký nhận đủ số cây.", Kind.SIGNED, id="nor is đã ký"),
        pytest.param("Cây đến ngày 24/6/2019.", Kind.STAMP, id="đến in a sentence is no stamp"),
        pytest.param(
            "Phụ lục kèm theo nêu cách chăm từng loại cây cho mọi đơn vị.", Kind.COPY, id="nor a copy note"
        ),
    ],
)
def test_tells_apart(line: str, kind: str) -> None:
    """A line that only resembles a kind is not of it."""
    assert kind not in kinds(line)


def test_a_number_may_stand_under_its_label() -> None:
    """Crawled pages print "Số:" and the number on two lines."""
    assert kinds("Số:\n15/TB-SNV")[-1] == Kind.NUMBER
    assert kinds("Số lượng:\n15 - 20 cây")[-1] != Kind.NUMBER


def test_a_stamp_takes_two_lines() -> None:
    """One line of a stamp proves nothing; two do, and its office belongs to it."""
    assert Kind.STAMP not in kinds("SỞ Y TẾ\nĐẾN")
    assert kinds("SỞ Y TẾ\nĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: ....") == [Kind.STAMP] * 5


def test_a_subject_of_one_line_is_no_office() -> None:
    """Under its title and above a stamp stands what the law is about."""
    stamp = "SỞ Y TẾ\nCÔNG VĂN ĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: ...."
    assert kinds(f"LUẬT\nTRỒNG CÂY\n\n{stamp}") == [Kind.TITLE, Kind.CAPS] + [Kind.STAMP] * 5


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param("V/v thực hiện Công văn số 07-CV/TU,\nngày 5 tháng 4 năm 2010\n\n"
                     "Huế, ngày 9 tháng 5 năm 2012",
                     [Kind.ABOUT, Kind.TEXT, Kind.DATE], id="of a cited one"),
        pytest.param("V/v thực hiện Công văn số 07-CV/TU\nngày 5 tháng 4 năm 2010", [Kind.ABOUT, Kind.DATE],
                     id="the only one"),
        pytest.param("V/v trồng cây\nngày 5 tháng 4 năm 2010\nHuế, ngày 9 tháng 5 năm 2012",
                     [Kind.ABOUT, Kind.DATE, Kind.DATE], id="behind no number"),
    ],
)
def test_a_day_below_a_number_is_of_the_number(lines: str, told: list[str]) -> None:
    """A line of a subject may begin with the day of the document that it names."""
    assert kinds(lines) == told


def test_cells_hold_their_slices() -> None:
    """Every cell is the text between its offsets, without blanks at its ends."""
    text = normalize(
        "UBND TỈNH X          CỘNG HÒA\n\n  **Số:**  15/TB-SNV\tHà Nội, ngày 5 tháng 3 năm 2020  "
    )
    found = cells(text)
    assert [cell.row for cell in found] == sorted(cell.row for cell in found)
    for cell in found:
        assert text.value[cell.start : cell.end] == cell.value == cell.value.strip()
        assert text.plain[cell.start : cell.end] == cell.plain


@pytest.mark.parametrize(
    ("line", "title"),
    [
        pytest.param("KẾ HOẠCH.", ("kế hoạch", ""), id="a stray stop"),
        pytest.param(
            "QUYẾT ĐỊNH VỀ VIỆC GIAO VƯỜN", ("quyết định", "VỀ VIỆC GIAO VƯỜN"), id="the subject behind"
        ),
        pytest.param(
            "CHỈ THỊ CỦA THỦ TƯỚNG CHÍNH PHỦ", ("chỉ thị", "CỦA THỦ TƯỚNG CHÍNH PHỦ"), id="who acts behind"
        ),
        pytest.param("Q U Y Ế T Đ Ị N H", ("quyết định", ""), id="letter-spaced"),
        pytest.param("THÔNG TƯ LIÊN TỊCH", ("thông tư liên tịch", ""), id="the longest name"),
        pytest.param("VƯỜN ƯƠM", None, id="no type"),
        pytest.param("PHÒNG KẾ HOẠCH", None, id="a division"),
        pytest.param("KẾ HOẠCH TÀI CHÍNH", None, id="the rest of a division's name"),
    ],
)
def test_titles(line: str, title: tuple[str, str] | None) -> None:
    """The type that a line in capitals names, and the rest of the line."""
    assert title_of(line) == title
