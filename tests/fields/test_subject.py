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
    ],
)
def test_finds(text: str, value: str) -> None:
    """V/v, rules and the neighbouring column are no part of it."""
    assert about(text) == value


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
