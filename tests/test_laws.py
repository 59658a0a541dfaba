"""Documents named without a number: laws, resolutions of plenums and congresses."""

from __future__ import annotations

import unicodedata

import pytest

from vbparse.laws import unnumbered
from vbparse.normalize import normalize
from vbparse.text import Piece


def titles(text: str) -> list[str | None]:
    """The documents named in a text."""
    told = normalize(text)
    return [c.title for c in unnumbered(told, 0, len(told.value), ())]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("Căn cứ Luật Đất đai năm 2013;", "Luật Đất đai năm 2013", id="law and year"),
        pytest.param("theo Bộ luật Dân sự 2015 quy định", "Bộ luật Dân sự 2015", id="code and bare year"),
        pytest.param("Căn cứ Bộ luật Lao động năm 2019;", "Bộ luật Lao động năm 2019", id="code"),
        pytest.param(
            "Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;",
            "Luật Lưu trữ ngày 11 tháng 11 năm 2011",
            id="law and day",
        ),
        pytest.param(
            "Căn cứ Luật Lưu trữ ngày 11/11/2011;", "Luật Lưu trữ ngày 11/11/2011", id="day in digits"
        ),
        pytest.param(
            "Căn cứ Luât Lưu trữ ngảy 11 thạng 11 nâm 2011;",
            "Luât Lưu trữ ngảy 11 thạng 11 nâm 2011",
            id="OCR: other marks",
        ),
        pytest.param("Căn cứ Lùật Đất đai năm 2013;", "Lùật Đất đai năm 2013", id="OCR: Lùật, a known law"),
        pytest.param(
            "Căn cứ Luật sửa đồi, bỏ sung một số điễu của Luật Đất đai và Luật Nhà ở ngày 29/6/2024;",
            "Luật sửa đồi, bỏ sung một số điễu của Luật Đất đai và Luật Nhà ở ngày 29/6/2024",
            id="OCR: one that amends others",
        ),
        pytest.param("Điều 5 Luật DN 2014 Hà Nội, ngày 5/3/2019", "Luật DN 2014", id="a year ends a name"),
        pytest.param("theo Hiến pháp năm 2013 thì", "Hiến pháp năm 2013", id="constitution"),
        pytest.param("Căn cứ Luật Đất đai;", "Luật Đất đai", id="a known law without a year"),
        pytest.param("Căn cứ Luật Đất\nđai năm 2013;", "Luật Đất đai năm 2013", id="over a line"),
        pytest.param(
            "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            id="a long name",
        ),
        pytest.param(
            "thực hiện Nghị quyết Trung ương 4 khóa XI, XII về xây dựng Đảng",
            "Nghị quyết Trung ương 4 khóa XI, XII",
            id="plenum of two terms",
        ),
        pytest.param("NQTW 4 (khóa XII)", "NQTW 4 (khóa XII)", id="plenum, abbreviated"),
        pytest.param(
            "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII",
            "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII",
            id="plenum, written out",
        ),
        pytest.param(
            "Nghị quyết Trung ương 7 khoá XII", "Nghị quyết Trung ương 7 khoá XII", id="tone in the new place"
        ),
        pytest.param("Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội XIII của Đảng", id="congress"),
        pytest.param(
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII",
            "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII",
            id="congress, written out",
        ),
        pytest.param(
            "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2020-2025",
            "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2020-2025",
            id="congress of a province",
        ),
    ],
)
def test_finds(text: str, title: str) -> None:
    """The name as printed, on one line."""
    assert titles(text) == [title]
    assert titles(unicodedata.normalize("NFD", text)) == [title]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13", id="a law with its number"),
        pytest.param("đúng pháp luật, theo quy định của pháp luật", id="the law in general"),
        pytest.param("vi phạm kỷ luật năm 2013", id="discipline"),
        pytest.param("ban Pháp luật năm 2013 họp", id="a committee for law"),
        pytest.param("Luật sư Trần Văn Mộc", id="a lawyer"),
        pytest.param("Lùât sư Trần Văn Mộc", id="OCR: no known law behind"),
        pytest.param("Trường Đại học Luật Hà Nội", id="a law school"),
        pytest.param("các nghị quyết của Đảng", id="resolutions in general"),
        pytest.param("Nghị quyết số 18-NQ/TW", id="a resolution with its number"),
        pytest.param("Đại hội XIII của Đảng", id="a congress, no resolution"),
        pytest.param("", id="nothing"),
    ],
)
def test_ignores(text: str) -> None:
    """A law with its number is cited by it; law in general is no document."""
    assert titles(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Luật Đất đai năm 2013", "luật", id="law"),
        pytest.param("Bộ luật Dân sự năm 2015", "bộ luật", id="code"),
        pytest.param("Pháp lệnh Giống cây trồng năm 2004", "pháp lệnh", id="ordinance"),
        pytest.param("Nghị quyết Đại hội XIII", "nghị quyết", id="resolution"),
    ],
)
def test_types(text: str, kind: str) -> None:
    """What kind of document a name is."""
    told = normalize(text)
    assert [c.doc_type for c in unnumbered(told, 0, len(told.value), ())] == [kind]


def test_blind_pieces_are_not_read() -> None:
    """What a numbered mention holds is not named again."""
    told = normalize("Luật Đất đai năm 2013 và Luật Lưu trữ năm 2011")
    found = unnumbered(told, 0, len(told.value), (Piece(0, 21),))
    assert [c.title for c in found] == ["Luật Lưu trữ năm 2011"]
    assert unnumbered(told, 0, len(told.value), (Piece(5, 8), Piece(40, 41))) == []


def test_several_in_order() -> None:
    """Each law of a preamble, in the order printed."""
    assert titles("Căn cứ Luật Đất đai năm 2013; Luật Lưu trữ năm 2011; Nghị quyết Đại hội XIII.") == [
        "Luật Đất đai năm 2013",
        "Luật Lưu trữ năm 2011",
        "Nghị quyết Đại hội XIII",
    ]
