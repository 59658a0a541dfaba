"""Quyền hạn, chức vụ: for whom a signer signs, and his own post."""

from __future__ import annotations

import pytest

from vbparse.authority import are_of_two, chain, second_signature


@pytest.mark.parametrize(
    ("lines", "steps", "position"),
    [
        pytest.param(["TRƯỞNG BAN"], [], "Trưởng ban", id="the head himself"),
        pytest.param(["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], [("TM", "Ban Thường vụ")], "Phó Bí thư", id="T/M"),
        pytest.param(["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], [("TM", "Ủy ban nhân dân")], "Chủ tịch", id="TM."),
        pytest.param(["TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], [("TM", "Ủy ban nhân dân")], "Chủ tịch", id="TM"),
        pytest.param(["T.M BAN CHẤP HÀNH", "BÍ THƯ"], [("TM", "Ban Chấp hành")], "Bí thư", id="T.M"),
        pytest.param(["T/N BAN THƯỜNG VỤ", "BÍ THƯ"], [("TM", "Ban Thường vụ")], "Bí thư", id="OCR: T/N"),
        pytest.param(["TIM BAN THƯỜNG VỤ", "BÍ THƯ"], [("TM", "Ban Thường vụ")], "Bí thư", id="OCR: TIM"),
        pytest.param(["1/M BAN THƯỜNG VỤ", "BÍ THƯ"], [("TM", "Ban Thường vụ")], "Bí thư", id="OCR: 1/M"),
        pytest.param(["T/M BAN BÍ THƯ"], [("TM", "Ban Bí thư")], None, id="no post"),
        pytest.param(
            ["T/M BAN BÍ THƯ THƯỜNG TRỰC BAN BÍ THƯ"], [("TM", "Ban Bí thư")], "Thường trực Ban Bí thư",
            id="a body that ends as a post begins",
        ),
        pytest.param(
            ["TM. BAN THƯỜNG VỤ PHÓ BÍ THƯ"], [("TM", "Ban Thường vụ")], "Phó Bí thư", id="body and post"
        ),
        pytest.param(["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"], [("KT", "Bộ trưởng")], "Thứ trưởng", id="KT."),
        pytest.param(
            ["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"], [("KT", "Trưởng ban")], "Phó Trưởng ban", id="K/T"
        ),
        pytest.param(
            ["KT. CHỦ TỊCH", "TNHU VEC PHÓ CHỦ TỊCH"], [("KT", "Chủ tịch")], "Phó Chủ tịch",
            id="OCR: a stamp's debris before a post",
        ),
        pytest.param(["Quyền GIÁM ĐỐC"], [("Q", None)], "Giám đốc", id="quyền in small letters"),
        pytest.param(
            ["KT. TƯ LỆNH", "PHÓ TƯ LỆNH - THAM MƯU TRƯỞNG"], [("KT", "Tư lệnh")],
            "Phó Tư lệnh - Tham mưu trưởng", id="two posts, a dash between",
        ),
        pytest.param(
            ["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG - HÀNH CHÍNH"], [("TL", "Giám đốc")], "Trưởng phòng Hành chính",
            id="a dash before what is no post",
        ),
        pytest.param(["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], [("TL", "Chủ tịch")], "Chánh Văn phòng", id="TL."),
        pytest.param(
            ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"], [("TL", "Ban Thường vụ")], "Chánh Văn phòng", id="T/L"
        ),
        pytest.param(["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"], [("TUQ", "Giám đốc")], "Trưởng phòng", id="TUQ."),
        pytest.param(["T/UQ GIÁM ĐỐC", "TRƯỞNG PHÒNG"], [("TUQ", "Giám đốc")], "Trưởng phòng", id="T/UQ"),
        pytest.param(["TU.Q GIÁM ĐỐC", "TRƯỞNG PHÒNG"], [("TUQ", "Giám đốc")], "Trưởng phòng", id="TU.Q"),
        pytest.param(["Q. GIÁM ĐỐC"], [("Q", None)], "Giám đốc", id="Q.: he holds the post himself"),
        pytest.param(
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            [("TM", "Ủy ban nhân dân"), ("KT", "Chủ tịch")],
            "Phó Chủ tịch",
            id="TM, then KT",
        ),
        pytest.param(
            ["T/L BAN THƯỜNG VỤ", "K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
            [("TL", "Ban Thường vụ"), ("KT", "Chánh Văn phòng")],
            "Phó Chánh Văn phòng",
            id="T/L, then K/T",
        ),
        pytest.param(["KT. CHỦ TỊCH PHÓ CHỦ TỊCH"], [("KT", "Chủ tịch")], "Phó Chủ tịch", id="on one line"),
        pytest.param(
            ["TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"],
            [("TM", "Ủy ban nhân dân"), ("KT", "Chủ tịch")],
            "Phó Chủ tịch",
            id="all on one line",
        ),
        pytest.param(
            ["TM. ỦY BAN NHÂN DÂN", "TỈNH BÌNH PHƯỚC", "CHỦ TỊCH"],
            [("TM", "Ủy ban nhân dân tỉnh Bình Phước")],
            "Chủ tịch",
            id="the body over two lines",
        ),
        pytest.param(
            ["TL.", "BỘ TRƯỞNG", "VỤ TRƯỞNG"],
            [("TL", "Bộ trưởng")],
            "Vụ trưởng",
            id="the mark on a line of its own",
        ),
        pytest.param(
            ["KT. CUC TRUONG", "PHO CUC TRUONG"],
            [("KT", "Cục trưởng")],
            "Phó Cục trưởng",
            id="OCR: marks lost",
        ),
        pytest.param(
            ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG THƯỜNG TRỰC"],
            [("KT", "Bộ trưởng")],
            "Thứ trưởng Thường trực",
            id="standing deputy",
        ),
        pytest.param([], [], None, id="nothing"),
    ],
)
def test_chain(lines: list[str], steps: list[tuple[str, str]], position: str | None) -> None:
    """Every layer in the order printed, then the signer's own post."""
    found, own = chain(lines)
    assert [(step.code, step.of) for step in found] == steps
    assert own == position


@pytest.mark.parametrize(
    ("line", "second"),
    [
        pytest.param("KT. BỘ TRƯỞNG BỘ NỘI VỤ KT. BỘ TRƯỞNG BỘ Y TẾ", "KT. BỘ TRƯỞNG BỘ Y TẾ", id="two KT."),
        pytest.param("TM. BAN THƯỜNG VỤ KT. GIÁM ĐỐC", "KT. GIÁM ĐỐC", id="TM. and KT."),
        pytest.param("T/M ĐẢNG ỦY T/M CHI ỦY", "T/M CHI ỦY", id="two T/M"),
        pytest.param("THỨ TRƯỞNG THỨ TRƯỞNG", "THỨ TRƯỞNG", id="one post twice"),
        pytest.param("PHÓ CHỦ TỊCH CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG", id="two posts"),
        pytest.param("CHỦ TỊCH CÔNG ĐOÀN HIỆU TRƯỞNG", "HIỆU TRƯỞNG", id="a post with its body"),
        pytest.param("TRƯỞNG PHÒNG TỔ CHỨC", "", id="one post"),
        pytest.param("TM. BAN THƯỜNG VỤ CHỦ TỊCH", "", id="an authority and the post under it"),
        pytest.param("KT. CHỦ TỊCH", "", id="one authority"),
        pytest.param("BAN THƯỜNG VỤ GIÁM ĐỐC", "", id="capitals before a post"),
    ],
)
def test_second_signature(line: str, second: str) -> None:
    """Where two authorities or two posts stand on a line, the second begins another signature."""
    at = second_signature(line)
    assert (line[at:] if at else "") == second


@pytest.mark.parametrize(
    ("line", "below", "of_two"),
    [
        pytest.param("THƯ KÝ", "CHỦ TỌA", True, id="two posts"),
        pytest.param("TM. BAN THƯỜNG VỤ", "KT. GIÁM ĐỐC", True, id="two authorities"),
        pytest.param("T/M ĐẢNG ỦY", "T/M CHI ỦY", True, id="the same authority"),
        pytest.param("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", False, id="an authority over its post"),
        pytest.param("T/M BAN THƯỜNG VỤ", "BÍ THƯ", False, id="a body over its head"),
        pytest.param("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", False, id="a head over his deputy, KT. lost"),
        pytest.param("THỨ TRƯỞNG", "BỘ TRƯỞNG", False, id="a deputy over his head"),
    ],
)
def test_are_of_two(line: str, below: str, of_two: bool) -> None:
    """Lines of one kind are of two signatures; an authority goes on in its post."""
    assert are_of_two(line, below) is of_two
