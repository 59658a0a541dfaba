"""Độ mật, độ khẩn: a mark stands alone in capitals at the head."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, page, party, state
from vbparse.fields.marks import security, urgency


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        pytest.param("MẬT", "mật", id="mật"),
        pytest.param("TỐI MẬT", "tối mật", id="tối mật"),
        pytest.param("TUYỆT MẬT", "tuyệt mật", id="tuyệt mật"),
        pytest.param("ĐỘ MẬT: MẬT", "mật", id="labelled"),
        pytest.param("Độ mật: Tối mật", "tối mật", id="labelled, in small letters"),
        pytest.param("[MẬT]", "mật", id="boxed"),
        pytest.param("**TUYỆT MẬT**", "tuyệt mật", id="Markdown"),
    ],
)
def test_finds_security(mark: str, name: str) -> None:
    """A mark is read above the letterhead and under the number."""
    assert next(security(page(f"{mark}\n{state()}"))).value == name
    assert next(security(page(party(number=f"Số 84-KH/BTGTU\n{mark}")))).value == name


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        pytest.param("KHẨN", "khẩn", id="khẩn"),
        pytest.param("THƯỢNG KHẨN", "thượng khẩn", id="thượng khẩn"),
        pytest.param("HỎA TỐC", "hỏa tốc", id="hỏa tốc"),
        pytest.param("HOẢ TỐC", "hỏa tốc", id="tone in the new place"),
        pytest.param("HỎA TỐC HẸN GIỜ", "hỏa tốc", id="by an hour"),
    ],
)
def test_finds_urgency(mark: str, name: str) -> None:
    """A mark is read above the letterhead and under the number."""
    assert next(urgency(page(f"{mark}\n{state()}"))).value == name
    assert next(urgency(page(party(number=f"Số 84-KH/BTGTU\n{mark}")))).value == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(), id="unmarked"),
        pytest.param(state(left="CÔNG TY CỔ PHẦN\nMẬT ONG BÌNH PHƯỚC"), id="honey"),
        pytest.param(state(title="QUYẾT ĐỊNH\nVỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC"), id="a subject about secrets"),
        pytest.param(
            state(body=f"Việc này cần làm khẩn trương, giữ bí mật.\n{BODY}"), id="words of the body"
        ),
        pytest.param(state() + "\nPHỤ LỤC\nDanh mục\nMẬT\nKHẨN\n", id="an appendix"),
        pytest.param(state(title="THÔNG BÁO\nVỀ GIẤY TỜ BỊ\nMẤT"), id="lost papers"),
    ],
)
def test_ignores(text: str) -> None:
    """A word of a name, a subject or a sentence is no mark."""
    assert list(security(page(text))) == []
    assert list(urgency(page(text))) == []
