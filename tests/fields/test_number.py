"""Số, ký hiệu: what names the document, and the many numbers on its page that do not."""

from __future__ import annotations

import unicodedata

import pytest

from tests.sheets import BODY, letter, page, party, printed, state
from vbparse.fields.number import OwnNumber, number


def read(text: str) -> OwnNumber | None:
    """The first choice for the number of a page."""
    return next((found.value for found in number(page(text))), None)


@pytest.mark.parametrize(
    ("text", "value", "symbol"),
    [
        pytest.param(party(), "84-KH/BTGTU", "KH/BTGTU", id="Party"),
        pytest.param(party(number="Số 84 - KH/BTGTU"), "84-KH/BTGTU", "KH/BTGTU", id="Party, in blanks"),
        pytest.param(party(number="Số 91 – HD/BTGTW"), "91-HD/BTGTW", "HD/BTGTW", id="en dash"),
        pytest.param(party(number="Số: 63 -CV/BCSĐ"), "63-CV/BCSĐ", "CV/BCSĐ", id="a colon the rule has not"),
        pytest.param(party(number="Số 05-CT/TU"), "05-CT/TU", "CT/TU", id="leading zero stands"),
        pytest.param(
            party(number="Số 367-QĐ/TWĐTN-VP"),
            "367-QĐ/TWĐTN-VP",
            "QĐ/TWĐTN-VP",
            id="Youth Union, drafting unit",
        ),
        pytest.param(party(number="**Số 84-KH/BTGTU**"), "84-KH/BTGTU", "KH/BTGTU", id="bold in Markdown"),
        pytest.param(state(), "123/QĐ-UBND", "QĐ-UBND", id="State"),
        pytest.param(state(number="Số: 05 /QĐ-UBND"), "05/QĐ-UBND", "QĐ-UBND", id="blank before the slash"),
        pytest.param(state(number="Số: 12a/NQ-HĐND"), "12a/NQ-HĐND", "NQ-HĐND", id="serial with a letter"),
        pytest.param(state(number="Số: 47/2022/NĐ-CP"), "47/2022/NĐ-CP", "2022/NĐ-CP", id="with the year"),
        pytest.param(
            state(number="Số: 55/2005/TTLT-BNV-VPCP"),
            "55/2005/TTLT-BNV-VPCP",
            "2005/TTLT-BNV-VPCP",
            id="joint circular",
        ),
        pytest.param(
            state(number="Luật số: 80/2015/QH13", title="LUẬT\nTRỒNG CÂY"),
            "80/2015/QH13",
            "2015/QH13",
            id="law",
        ),
        pytest.param(state(number="Số 142-CP"), "142-CP", "CP", id="old form, serial and body"),
        pytest.param(state(number="Số: 118/TTg"), "118/TTg", "TTg", id="old form, slash"),
        pytest.param(
            state(number="Số 15-NĐ/BNV"), "15-NĐ/BNV", "NĐ/BNV", id="old State paper in Party shape"
        ),
        pytest.param(state(number="Số: 12/CV.UB"), "12/CV.UB", "CV.UB", id="old form with a dot"),
        pytest.param(letter(), "2417/CT-TTHT", "CT-TTHT", id="tax letter, two columns on a line"),
        pytest.param(letter(number="Số: 4021/VPCP-CN"), "4021/VPCP-CN", "VPCP-CN", id="letter of an office"),
        pytest.param(
            letter(number="Số: 77/SXD-QLN V/v trả lời đơn"),
            "77/SXD-QLN",
            "SXD-QLN",
            id="V/v on the same line",
        ),
        pytest.param(
            letter(number="Số: ....2417..../CT-TTHT"),
            "2417/CT-TTHT",
            "CT-TTHT",
            id="leaders around the serial",
        ),
        pytest.param(
            state(number="Số:\n412/TCT-CS"),
            "412/TCT-CS",
            "TCT-CS",
            id="crawled: the number a line below its label",
        ),
        pytest.param(state(number="Số: 412/QD-UBND"), "412/QĐ-UBND", "QĐ-UBND", id="OCR: Đ has lost its bar"),
        pytest.param(state(number="Số: 30/2021/ND-CP"), "30/2021/NĐ-CP", "2021/NĐ-CP", id="OCR: ND"),
        pytest.param(state(number="Số: 33/QÐ-TTg"), "33/QĐ-TTg", "QĐ-TTg", id="Icelandic eth"),
        pytest.param(
            state(number="So: 412/QĐ-UBND"), "412/QĐ-UBND", "QĐ-UBND", id="OCR: label without marks"
        ),
        pytest.param(state(number="S6: 15/KH-UBND"), "15/KH-UBND", "KH-UBND", id="OCR: label with a digit"),
        pytest.param(unicodedata.normalize("NFD", state()), "123/QĐ-UBND", "QĐ-UBND", id="decomposed"),
    ],
)
def test_finds(text: str, value: str, symbol: str) -> None:
    """The serial stands as printed, the symbol is canonical, blanks are out."""
    found = read(text)
    assert found is not None
    assert (found.value, found.symbol) == (value, symbol)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        pytest.param(state(number="Số:        /QĐ-UBND"), "QĐ-UBND", id="draft of the State"),
        pytest.param(party(number="Số        -KH/TU"), "KH/TU", id="draft of the Party"),
        pytest.param(
            state(number="Số:      /2015/TT-BTC"), "2015/TT-BTC", id="the year belongs to the symbol"
        ),
        pytest.param(letter(number="Số: £ð/¢Ÿ /CT-TTHT"), "CT-TTHT", id="handwriting turned to debris"),
        pytest.param(letter(number="Số: ........./CT-TTHT"), "CT-TTHT", id="leaders alone"),
    ],
)
def test_finds_the_symbol_of_a_serial_that_cannot_be_read(text: str, symbol: str) -> None:
    """A serial is never guessed; its symbol stays."""
    found = read(text)
    assert found is not None
    assert (found.value, found.symbol) == (None, symbol)


STAMP = "SỞ CÔNG THƯƠNG\nCÔNG VĂN ĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: ........"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(party(number=STAMP), id="a stamp's"),
        pytest.param(state(number=f"{STAMP}\n"), id="a stamp's, in a State letterhead"),
        pytest.param(
            party(
                number="", body=f"Thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị.\n{BODY}"
            ),
            id="a directive's that the body cites",
        ),
        pytest.param(
            state(
                number="", body="Căn cứ Quyết định số 12/QĐ-UBND ngày 02 tháng 01 năm 2020 của tỉnh;\n" + BODY
            ),
            id="a decision's that the preamble cites",
        ),
        pytest.param(
            state(number="", title="QUYẾT ĐỊNH\nVề việc thực hiện Nghị quyết số 18-NQ/TW, ngày 25/10/2017"),
            id="one that the subject names",
        ),
        pytest.param(
            state(number="") + "\nPHỤ LỤC I\n(Kèm theo Quyết định số 9/QĐ-SNV ngày 01 tháng 02 năm 2019)\n",
            id="one on an appendix",
        ),
        pytest.param(state(number="") + "\nMẫu số 02\nSố: …/...(2)...\nĐƠN XIN CÂY GIỐNG\n", id="a form's"),
        pytest.param(letter(number="Số điện thoại: 0251.3822.114"), id="a telephone's"),
        pytest.param(letter(number="Số 15 đường Hoa Sữa, phường Tân Phong"), id="a house's"),
        pytest.param(letter(number="Mã số thuế: 3600123456"), id="a tax payer's"),
        pytest.param(
            "Các đơn vị cử người chăm vườn.\nSố cây trồng được là 84 - 90 cây.\n", id="a count of trees"
        ),
    ],
)
def test_ignores(text: str) -> None:
    """The number of a stamp, a form, an address or a cited document is never the document's own."""
    assert read(text) is None


def test_evidence_is_the_number_as_printed() -> None:
    """Neither "Số" nor the blanks around it are part of the evidence."""
    zone = page(party(number="Số 84 - KH/BTGTU"))
    assert printed(zone, next(number(zone))) == ["84 - KH/BTGTU"]
