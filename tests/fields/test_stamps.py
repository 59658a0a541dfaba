"""Dấu "ĐẾN": the receiver's register, read apart from the document."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, page, party, state
from vbparse.fields.stamps import stamps


def read(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Office, number and date of each stamp on a page."""
    return [(f.value.office, f.value.number, f.value.date) for f in stamps(page(text))]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(
            "SỞ CÔNG THƯƠNG\nCÔNG VĂN ĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: Phòng Kế hoạch",
            ("Sở Công Thương", "871", "2019-06-24"),
            id="all lines",
        ),
        pytest.param(
            "SỞ CÔNG THƯƠNG\nĐẾN\nSố:.....871.....\nNgày: 24.6.2019\nChuyển:........",
            ("Sở Công Thương", "871", "2019-06-24"),
            id="leaders around the number",
        ),
        pytest.param(
            "SỞ CÔNG THƯƠNG\nĐẾN\nSố 8.7.1\nNgày: 24-6-2019\nChuyển:",
            ("Sở Công Thương", "871", "2019-06-24"),
            id="dots among the digits are leaders",
        ),
        pytest.param(
            "SỞ CÔNG THƯƠNG\nĐẾN\nSố:..........\nNgày: 24/6/2019\nChuyên:",
            ("Sở Công Thương", None, "2019-06-24"),
            id="number blank, Chuyển misread",
        ),
        pytest.param(
            "SỞ CÔNG THƯƠNG\nĐẾN\nSố: 871\nNgày: ...........\nLưu hồ sơ số: ....",
            ("Sở Công Thương", "871", None),
            id="date blank",
        ),
        pytest.param(
            "SỞ CÔNG THƯƠNG & DU LỊCH\nĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển:",
            ("Sở Công Thương và Du lịch", "871", "2019-06-24"),
            id="ampersand",
        ),
        pytest.param(
            "VĂN PHÒNG HUYỆN ỦY\nVĂN BẢN ĐẾN QUA MẠNG\nSố: 19\nNgày: 02/07/2019\nChuyển:",
            ("Văn phòng Huyện ủy", "19", "2019-07-02"),
            id="arrived by the network",
        ),
        pytest.param(
            "SỞ CÔNG THƯƠNG\nCÔNG\tSố: 871\nVĂN\tNgày: 24/6/2019\nĐẾN\tChuyển:",
            ("Sở Công Thương", "871", "2019-06-24"),
            id="the word split down a column",
        ),
        pytest.param(
            "SỞ TÀl CHÍNH\nCÔNG VĂN ĐẾN\nSố; 871\nNgày; 24/6/2019", ("Sở Tài chính", "871", "2019-06-24"),
            id="OCR: a small l, semicolons for colons",
        ),
        pytest.param("ĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển:", (None, "871", "2019-06-24"), id="office lost"),
    ],
)
def test_finds(block: str, expected: tuple[str | None, str | None, str | None]) -> None:
    """Anywhere on the page, with what can be read of it."""
    assert read(f"{block}\n\n{party()}") == [expected]
    assert read(party(number=f"Số 84-KH/BTGTU\n\n{block}\n")) == [expected]
    assert read(state(title=f"{block}\n\nQUYẾT ĐỊNH\nVề việc giao vườn ươm")) == [expected]


def test_finds_two() -> None:
    """A second office opens a second stamp."""
    two = (
        "VĂN PHÒNG HUYỆN ỦY\nĐẾN\nSố: 19\nNgày: 02/07/2019\nChuyển:\n"
        "BAN DÂN VẬN HUYỆN ỦY\nĐẾN\nSố: 7\nNgày: 03/07/2019\nChuyển:\n"
    )
    assert read(party(number=f"Số 84-KH/BTGTU\n{two}")) == [
        ("Văn phòng Huyện ủy", "19", "2019-07-02"),
        ("Ban Dân vận Huyện ủy", "7", "2019-07-03"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(), id="a letterhead with Số and ngày"),
        pytest.param(letter(), id="a letter's letterhead"),
        pytest.param(
            state(
                body="Cây giống nhận đến ngày 30/6/2019 thì hết.\nSố cây còn lại chuyển cho Hội Làm vườn.\n"
                + BODY
            ),
            id="đến and chuyển in sentences",
        ),
        pytest.param(
            state(body=f"Số lượng: 30\nNgày giao: 24/6/2019\n{BODY}"), id="a table's Số lượng and Ngày"
        ),
        pytest.param(
            state(foot="Nơi nhận:\n- Như trên;\n- Lưu hồ sơ.\n\nCHỦ TỊCH\n\nTrần Văn Mộc"), id="filing item"
        ),
        pytest.param(
            "Người ký: Sở Công Thương\nEmail: soct@example.gov.vn\nThời gian ký: 08.01.2018 09:15:48 +07:00\n"
            + state(),
            id="electronic signature",
        ),
    ],
)
def test_ignores(text: str) -> None:
    """Two lines of a stamp make one, one of them its own; a form's or a letterhead's do not."""
    assert read(text) == []
