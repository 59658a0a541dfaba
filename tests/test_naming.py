"""Names of bodies, posts and places in ordinary capitals."""

from __future__ import annotations

import pytest

from vbparse.naming import (
    body_at,
    goes_over,
    is_near_body,
    known_prefix,
    known_share,
    nearest,
    ordinary,
    post,
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        pytest.param("BAN CÁN SỰ ĐẢNG BỘ NỘI VỤ", "Ban cán sự đảng Bộ Nội vụ", id="body within a body"),
        pytest.param("TỈNH ỦY LẠNG SƠN", "Tỉnh ủy Lạng Sơn", id="committee and province"),
        pytest.param("TỈNH UỶ LẠNG SƠN", "Tỉnh ủy Lạng Sơn", id="tone in the new place"),
        pytest.param(
            "ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ", "Ủy ban nhân dân tỉnh Thừa Thiên Huế", id="province"
        ),
        pytest.param("ỦY BAN NHÂN DÂN HUYỆN ĐỒNG PHÚ", "Ủy ban nhân dân huyện Đồng Phú", id="district"),
        pytest.param("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo", id="two domains"),
        pytest.param("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch", id="a comma"),
        pytest.param("CỤC THUẾ TỈNH BÀ RỊA - VŨNG TÀU", "Cục Thuế tỉnh Bà Rịa - Vũng Tàu", id="a dash"),
        pytest.param("CUC THUÊ TINH THANH HOA", "Cục Thuế tỉnh Thanh Hóa", id="OCR: marks lost"),
        pytest.param("TÌNH ỦY QUẢNG TRỊ", "Tỉnh ủy Quảng Trị", id="OCR: another mark"),
        pytest.param("TONG CYC THUE", "Tổng cục Thuế", id="OCR: another letter"),
        pytest.param(
            "UBND XÃ SUỐI MƠ", "UBND xã Suối Mơ", id="an abbreviation stays, an unknown place has capitals"
        ),
        pytest.param("XÃ ĐĂK RONG", "Xã Đăk Rong", id="a commune, no district's damaged name"),
        pytest.param("ĐẢNG ỦY XÃ NÂM N'JANG", "Đảng ủy xã Nâm N'Jang", id="a capital behind an apostrophe"),
        pytest.param("HUYỆN ỦY CƯ M'GAR", "Huyện ủy Cư M'gar", id="but as the tables have it"),
        pytest.param("BỘ TRƯỞNG", "Bộ trưởng", id="post"),
        pytest.param("PHÒNG QUẢN LÝ ĐÊ", "Phòng Quản lý đê", id="quản is no quận"),
        pytest.param("ĐỘI TÌNH NGUYỆN SUỐI MƠ", "Đội tình nguyện suối mơ", id="tình is no tỉnh"),
        pytest.param("UBND QUÂN CÁI RĂNG", "UBND quận Cái Răng", id="quận by the place behind it"),
    ],
)
def test_ordinary(printed: str, name: str) -> None:
    """Capitals as the tables write them, marks restored."""
    assert ordinary(printed) == name


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("Sở Giáo dục và Đào tạo", id="in ordinary capitals already"),
        pytest.param("Ban Tuyên giáo", id="board"),
    ],
)
def test_ordinary_leaves_alone(printed: str) -> None:
    """What is printed right stays."""
    assert ordinary(printed) == printed


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        pytest.param("PHÓ CHỦ TỊCH", "Phó Chủ tịch", id="capitals"),
        pytest.param("PHOCHUTICH", "Phó Chủ tịch", id="blanks and marks lost"),
        pytest.param("CHÁNH VĂN PHONG", "Chánh Văn phòng", id="one mark lost"),
        pytest.param("CUC TRƯỞNC", "Cục trưởng", id="one letter wrong"),
        pytest.param("VƯỜN ƯƠM", None, id="no post"),
        pytest.param("NGUYỄN VĂN MỘC", None, id="a name"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_post(printed: str, name: str | None) -> None:
    """The known post that a print is or is near to."""
    assert post(printed) == name


def test_nearest_wants_one_answer() -> None:
    """Of two equally near neither is taken, nor what is too far."""
    assert nearest("PHO CHU TICK", ["Phó Chủ tịch", "Giám đốc"]) == "Phó Chủ tịch"
    assert nearest("SO Y TA", ["Sở Y tá", "Sở Y tạ"]) is None
    assert nearest("VƯỜN ƯƠM", ["Chủ tịch", "Giám đốc"]) is None
    assert nearest("X", []) is None


def test_known_share() -> None:
    """How much of a name the tables know."""
    assert known_share("SỞ GIÁO DỤC VÀ ĐÀO TẠO") == 1.0
    assert known_share("QWERT ZXCVB ASDFG HJKLM") == 0.0
    assert known_share("") == 0.0
    assert 0 < known_share("SỞ Y TẾ QWERT ZXCVB") < 1


def test_near_bodies() -> None:
    """A spoiled line in capitals is a body only where one known name is near."""
    assert is_near_body("TONG CYC THUE")
    assert not is_near_body("CHĂM SÓC VƯỜN ƯƠM")
    assert not is_near_body("Tong cyc thue")


def test_goes_over() -> None:
    """A known name may begin on one line and end on the next; two lines that each are whole do not meet."""
    assert goes_over("các xã của huyện Sông", "Mã và huyện Sốp Cộp")
    assert goes_over("BAN QUẢN LÝ KHU BẢO TỒN", "THIÊN NHIÊN SUỐI MƠ")
    assert not goes_over("trồng tre ven suối", "Mùa mưa năm nay")
    assert not goes_over("SỞ Y TẾ", "TRUNG TÂM Y TẾ")


def test_known_prefix() -> None:
    """Where the longest name that begins a text ends."""
    assert known_prefix("BAN BÍ THƯ LÒ VĂN PẢN") == len("BAN BÍ THƯ")
    assert known_prefix("QWERT BAN BÍ THƯ") == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Bộ Chính trị về vườn ươm", "Bộ Chính trị", id="ends before về"),
        pytest.param(
            "Ban Tuyên giáo Trung ương, các đơn vị", "Ban Tuyên giáo Trung ương", id="ends at a comma"
        ),
        pytest.param(
            "Bộ Văn hóa, Thể thao và Du lịch quy định", "Bộ Văn hóa, Thể thao và Du lịch", id="a comma inside"
        ),
        pytest.param(
            "Ủy ban nhân dân tỉnh Lào Cai ban hành", "Ủy ban nhân dân tỉnh Lào Cai", id="with its place"
        ),
        pytest.param("Chính phủ.", "Chính phủ", id="ends at a stop"),
        pytest.param("Thủ tướng\nChính phủ về", "Thủ tướng Chính phủ", id="over a line"),
        pytest.param("Ban Thường vụ Tỉnh ủy và các đơn vị", "Ban Thường vụ Tỉnh ủy", id="và joins another"),
        pytest.param("Chính phủ\nCăn cứ Luật", "Chính phủ", id="a known name ends with its line"),
        pytest.param(
            "Ủy ban nhân dân tỉnh\nLào Cai về", "Ủy ban nhân dân tỉnh Lào Cai", id="a place over a line"
        ),
        pytest.param(
            "Sở Tài nguyên và\nMôi trường về", "Sở Tài nguyên và Môi trường", id="a name over a line"
        ),
        pytest.param("UBND huyện Cư M'gar về", "UBND huyện Cư M'gar", id="an apostrophe"),
        pytest.param("Đảng ủy xã Y Tý về", "Đảng ủy xã Y Tý", id="a word of one letter"),
        pytest.param(
            "Ban Tuyên giáo Tỉnh ủy\nLào Cai, ngày 5 tháng 4 năm 2012", "Ban Tuyên giáo Tỉnh ủy",
            id="above a date line",
        ),
        pytest.param("UBND TỈNH\nCăn cứ Luật", "UBND tỉnh", id="capitals end with their line"),
        pytest.param("UBND XÃ\nThực hiện", "UBND xã", id="a unit of two letters"),
        pytest.param("Đảng ủy, Ủy ban nhân dân xã có ý kiến", "Đảng ủy", id="a comma between two"),
        pytest.param("mọi người trong vườn", None, id="small letters"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_body_at(text: str, name: str | None) -> None:
    """A body's name that begins here, and where it ends."""
    found = body_at(text, 0, len(text))
    assert (found[0] if found else None) == name
