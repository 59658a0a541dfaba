"""Names of persons, told from bodies, places and items of a list."""

from __future__ import annotations

import pytest

from vbparse.persons import has_surname, is_person, name_at_end, name_behind_capitals, name_of, second_name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("Nông Văn Khoan", "Nông Văn Khoan", id="three syllables"),
        pytest.param("Lê Mộc", "Lê Mộc", id="two"),
        pytest.param("Tôn Nữ Thị Hải Đường", "Tôn Nữ Thị Hải Đường", id="five"),
        pytest.param("ĐOÀN VĂN MỘC", "ĐOÀN VĂN MỘC", id="capitals"),
        pytest.param("PGS.TS. Trần Văn Mộc", "Trần Văn Mộc", id="academic title"),
        pytest.param("GS. TSKH. Trần Văn Mộc", "Trần Văn Mộc", id="two titles"),
        pytest.param("Thiếu tướng Trần Văn Mộc", "Trần Văn Mộc", id="rank"),
        pytest.param("Đ/c Trần Văn Mộc", "Trần Văn Mộc", id="comrade"),
        pytest.param("Bà Vi Thị Lành", "Vi Thị Lành", id="Mrs"),
        pytest.param("~ Trần Văn Mộc _", "Trần Văn Mộc", id="debris around"),
        pytest.param("Trần Văn. Mộc", "Trần Văn Mộc", id="a speck inside"),
        pytest.param("Điểu Thị K'Nhơn", "Điểu Thị K'Nhơn", id="highland"),
        pytest.param("Y Blem Niê", "Y Blem Niê", id="one letter first"),
    ],
)
def test_finds(line: str, name: str) -> None:
    """Two to five syllables with capitals, titles and debris off."""
    assert name_of(line) == name
    assert is_person(line)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Nơi nhận", id="label"),
        pytest.param("Như trên", id="reference"),
        pytest.param("Lưu Văn thư", id="filing item with a family name"),
        pytest.param("Lưu VP", id="filing item, abbreviated"),
        pytest.param("Việt Nam", id="the country"),
        pytest.param("Hồ Chí Minh", id="a city"),
        pytest.param("Hà Nội", id="a city with a family name"),
        pytest.param("Cao Bằng", id="a province with a family name"),
        pytest.param("Đã ký", id="đã ký"),
        pytest.param("Văn phòng", id="an office"),
        pytest.param("TỈNH ỦY NAM ĐỊNH", id="a committee"),
        pytest.param("BỘ NỘI VỤ", id="a ministry"),
        pytest.param("Trần Văn Mộc nhận cây", id="a sentence"),
        pytest.param("Trần", id="one syllable"),
        pytest.param("Trần Văn Mộc Thị Lành Sim", id="six syllables"),
        pytest.param("Tổ 5", id="a digit"),
        pytest.param("", id="nothing"),
    ],
)
def test_ignores(line: str) -> None:
    """Labels, places, bodies and sentences are no persons."""
    assert not is_person(line)


def test_surnames_in_capitals_keep_their_marks() -> None:
    """`BỘ` is not Bo, `Bo` without marks may be damage."""
    assert has_surname("TRẦN VĂN MỘC")
    assert has_surname("Tran Văn Mộc")
    assert not has_surname("BỘ NỘI VỤ")
    assert not has_surname("Xoan Đào")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("- Lưu: VT. Trần Văn Mộc", "Trần Văn Mộc", id="behind a stop"),
        pytest.param("- Sở Y tế; Trần Văn Mộc", "Trần Văn Mộc", id="behind a semicolon"),
        pytest.param("- Lưu: VT, TH.   Vi Thị Lành", "Vi Thị Lành", id="behind blanks"),
        pytest.param("- Lưu: VT. Lý A Phà", "Lý A Phà", id="a middle name of one letter"),
        pytest.param("- Lưu: VT, TCCB. Y Mlô Êban", "Y Mlô Êban", id="a first name of one letter"),
        pytest.param("- Lưu: VT. Điểu K'Nhơn", "Điểu K'Nhơn", id="an apostrophe"),
        pytest.param("- Lưu: VT. TrầnVăn Mộc", "TrầnVăn Mộc", id="OCR: a blank is lost"),
        pytest.param("- Lưu: VT. Trần Việ t Mộc", "Trần Việ t Mộc", id="OCR: a blank too many"),
        pytest.param("- Như trên Trần Văn Mộc", "Trần Văn Mộc", id="behind a reference"),
        pytest.param("- Như Điều 4 VI THỊ LÀNH", "VI THỊ LÀNH", id="behind an article, in capitals"),
        pytest.param("- Lưu VP, TH Lò Văn Pản", "Lò Văn Pản", id="behind the offices that file"),
        pytest.param("- Như Điều 4 và Sở Y tế", None, id="a reference goes on"),
        pytest.param("- Lưu: VT, Lan Anh", None, id="who typed it"),
        pytest.param("- UBND xã Trần Văn Mộc", None, id="a place behind a unit"),
        pytest.param("- Lưu: VT. Vụ Hợp tác", None, id="a division behind a stop"),
        pytest.param("- Trường Chính trị Trần Văn Mộc", None, id="a school's name"),
        pytest.param("- UBND TP. Hồ Chí Minh", None, id="a city"),
        pytest.param("- Báo; Đài Truyền hình", None, id="a body behind a semicolon"),
        pytest.param("Trần Văn Mộc", None, id="the whole line is its own case"),
    ],
)
def test_name_at_end(line: str, name: str | None) -> None:
    """A name that ends a line behind a closed item, and where it stands."""
    found = name_at_end(line)
    assert (found[0] if found else None) == name
    assert found is None or line[found[1] : found[2]] == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Mộc", "Trần Văn Mộc", id="behind a post"),
        pytest.param("CHỦ TỊCH (ĐÃ KÝ) Trần Văn Mộc", "Trần Văn Mộc", id="behind a bracket"),
        pytest.param("CHỦ TỊCH", None, id="no name"),
        pytest.param("TP. Hồ Chí Minh", None, id="a city"),
        pytest.param("PHÓ CHỦ TỊCH Việt Nam", None, id="the country"),
    ],
)
def test_name_behind_capitals(line: str, name: str | None) -> None:
    """A name in ordinary capitals behind a post in capitals."""
    found = name_behind_capitals(line)
    assert (found[0] if found else None) == name
    assert found is None or line[found[1] : found[2]] == name


@pytest.mark.parametrize(
    ("line", "second"),
    [
        pytest.param("Trần Văn Mộc Lò Thị Lành", "Lò Thị Lành", id="three words each"),
        pytest.param("Trần Mộc Vi Lành", "Vi Lành", id="two words each"),
        pytest.param("Vi Thị Lan Hương Đặng Văn Pản", "Đặng Văn Pản", id="four words and three"),
        pytest.param("VI THỊ LÀNH TRẦN VĂN MỘC", "TRẦN VĂN MỘC", id="in capitals"),
        pytest.param("Vi Thị Ngân Lê Công Mộc", "Lê Công Mộc", id="of several family names the commonest"),
        pytest.param("Sùng Hồ Mai Nông Văn Pản", "Nông Văn Pản", id="the one that Văn follows"),
        pytest.param("Đại tá Trần Văn Mộc Thượng tá Vi Văn Pản", "Thượng tá Vi Văn Pản", id="ranks"),
        pytest.param("Trần Văn Mộc", "", id="one name"),
        pytest.param("Nông Thị Mai Hoa", "", id="one name, with a family name inside"),
        pytest.param("Sung Van Pan Lo Thi Lanh", "Lo Thi Lanh", id="OCR: no marks"),
        pytest.param("Sùng Văn Pản Lò Thi Lành", "Lò Thi Lành", id="OCR: Thi, which is a family name too"),
        pytest.param("Trần Hồ Mai Sơn Hà Lâm Giang", "", id="several words may be the second family name"),
        pytest.param("Trần Văn Mộc và Lò Thị Lành", "", id="a sentence"),
        pytest.param("Sở Y tế Trần Văn Mộc", "", id="a body and a name"),
        pytest.param("Trần Văn Mộc Phó Chủ tịch", "", id="a name and a post"),
    ],
)
def test_second_name(line: str, second: str) -> None:
    """The second of two names on a line, where no other reading is as good."""
    at = second_name(line)
    assert (line[at:] if at else "") == second
