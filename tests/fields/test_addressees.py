"""Kính gửi: to whom the paper is written; where he lives is not part of it."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, page, party, state
from vbparse.fields.addressees import addressees


def to(text: str) -> list[str]:
    """The addressees of a page."""
    return [found.value for found in addressees(page(text))]


@pytest.mark.parametrize(
    ("block", "names"),
    [
        pytest.param("Kính gửi: Sở Tài chính", ["Sở Tài chính"], id="inline"),
        pytest.param("Kính gửi: Sở Tài chính.", ["Sở Tài chính"], id="inline, full stop"),
        pytest.param(
            "Kính gửi: - Sở Tài chính;\n- Sở Xây dựng.",
            ["Sở Tài chính", "Sở Xây dựng"],
            id="first on the line",
        ),
        pytest.param(
            "Kính gửi:\n- Sở Tài chính;\n- Sở Xây dựng.", ["Sở Tài chính", "Sở Xây dựng"], id="a list"
        ),
        pytest.param(
            "Kính gửi:\n\n- Sở Tài chính,\n\n- Sở Xây dựng,\n\n- Hội Làm vườn.",
            ["Sở Tài chính", "Sở Xây dựng", "Hội Làm vườn"],
            id="blank lines between",
        ),
        pytest.param(
            "Kính gửi:\n– Sở Tài chính;\n• Sở Xây dựng;\n+ Hội Làm vườn.",
            ["Sở Tài chính", "Sở Xây dựng", "Hội Làm vườn"],
            id="bullets of any kind",
        ),
        pytest.param(
            "Kính gửi:\n- Các phòng: Quản lý đô thị, Kinh tế, Tư pháp;\n- Hội Làm vườn.",
            ["Các phòng: Quản lý đô thị, Kinh tế, Tư pháp", "Hội Làm vườn"],
            id="colon and commas inside an item",
        ),
        pytest.param(
            "Kính gửi: Hợp tác xã Cây giống, dịch vụ\nvà chăm sóc vườn Trảng Dài",
            ["Hợp tác xã Cây giống, dịch vụ và chăm sóc vườn Trảng Dài"],
            id="wrapped",
        ),
        pytest.param(
            "Kính gửi: Hợp tác xã Trảng Dài\nĐịa chỉ: số 4, ấp Suối Mơ, huyện Trảng Bom\nMST: 3600123456",
            ["Hợp tác xã Trảng Dài"],
            id="tax letter: address and tax code",
        ),
        pytest.param("Kính trình: Ban Thường vụ Tỉnh ủy", ["Ban Thường vụ Tỉnh ủy"], id="Kính trình"),
        pytest.param("Kinh gửi : Sở Tài chính", ["Sở Tài chính"], id="OCR: Kinh"),
        pytest.param("Kính gứi: Sở Tài chính", ["Sở Tài chính"], id="OCR: gứi"),
        pytest.param("**Kính gửi:** Sở Tài chính", ["Sở Tài chính"], id="Markdown"),
    ],
)
def test_finds(block: str, names: list[str]) -> None:
    """Bullets and closing marks are off, wrapped lines joined."""
    assert to(letter(to=block)) == names
    assert to(party(number="Số 12-CV/BTGTU", title=block)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            letter(
                to="Kính gửi: Hợp tác xã Trảng Dài",
                body="Trả lời đơn hỏi của quý đơn vị về hóa đơn.\n" + BODY,
            ),
            ["Hợp tác xã Trảng Dài"],
            id="the body follows without a blank line's help",
        ),
        pytest.param(
            letter(to="Kính gửi: |\n- Sở Xây dựng;\n- Sở Y tế."),
            ["Sở Xây dựng", "Sở Y tế"],
            id="a stroke behind the label",
        ),
        pytest.param(
            letter(to="Kính gửi: Trưởng các xóm\nỦy ban nhân dân xã trân trọng kính mời các ông, bà đến dự."),
            ["Trưởng các xóm"],
            id="an invitation right below",
        ),
        pytest.param(
            letter(
                to="Kính gửi: Trưởng các xóm\nMùa mưa năm nay nước suối dâng cao, cuốn trôi nhiều gốc tre mà"
                " bà con đã trồng ven bờ từ\nnăm ngoái."
            ),
            ["Trưởng các xóm"],
            id="a paragraph right below",
        ),
        pytest.param(
            letter(
                to="Kính gửi: Giám đốc các sở, Thủ trưởng các ban, ngành; Chủ tịch\n"
                "Ủy ban nhân dân các huyện, thị xã, thành phố trong toàn tỉnh"
            ),
            [
                "Giám đốc các sở, Thủ trưởng các ban, ngành; Chủ tịch Ủy ban nhân dân các huyện, thị xã,"
                " thành phố trong toàn tỉnh"
            ],
            id="a line as wide that goes on",
        ),
        pytest.param(
            state(
                title="CÔNG ĐIỆN\nVề che vườn ươm trước bão\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n"
                "- Sở Xây dựng;\n- Sở Y tế."
            ),
            ["Sở Xây dựng", "Sở Y tế"],
            id="telegram: điện",
        ),
        pytest.param(
            letter(to="", about="V/v hóa đơn mua cây giống          Kính gửi: Hợp tác xã Trảng Dài"),
            ["Hợp tác xã Trảng Dài"],
            id="beside V/v in the other column",
        ),
    ],
)
def test_finds_on_the_page(text: str, names: list[str]) -> None:
    """The list ends where the body begins."""
    assert to(text) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(), id="a decision has none"),
        pytest.param(
            state() + "\nMẫu số 01\nĐƠN XIN CÂY GIỐNG\n\nKính gửi: Ủy ban nhân dân xã\n",
            id="of a form on an appendix",
        ),
        pytest.param(letter(to="Kính gửi:"), id="label alone"),
    ],
)
def test_ignores(text: str) -> None:
    """The addressee of a form is not the paper's."""
    assert to(text) == []


@pytest.mark.parametrize("label", ["Kính gửl:", "Klnh gưi:", "Kí nh gửi:", "Kínhgửi:"])
def test_a_spoiled_label_opens_the_list(label: str) -> None:
    text = letter(to=f"{label} Hợp tác xã Cây giống Trảng Dài")
    assert [found.value for found in addressees(page(text))] == ["Hợp tác xã Cây giống Trảng Dài"]
