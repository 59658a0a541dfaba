"""Tên loại: the title in capitals; a letter has none."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, page, party, state
from vbparse.fields.type import doc_type


def typed(text: str) -> str | None:
    """The first choice for the type of a page."""
    return next((found.value for found in doc_type(page(text))), None)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        pytest.param("KẾ HOẠCH\nchăm sóc vườn ươm", "kế hoạch", id="plain"),
        pytest.param("**KẾ HOẠCH**\nchăm sóc vườn ươm", "kế hoạch", id="bold"),
        pytest.param("## KẾ HOẠCH\nchăm sóc vườn ươm", "kế hoạch", id="Markdown heading"),
        pytest.param("KÉ HOẠCH\nchăm sóc vườn ươm", "kế hoạch", id="OCR: another mark"),
        pytest.param("KE HOACH\nchăm sóc vườn ươm", "kế hoạch", id="OCR: marks lost"),
        pytest.param("KẾ H0ẠCH\nchăm sóc vườn ươm", "kế hoạch", id="OCR: 0 for O"),
        pytest.param("CÔNG ĐLỆN\nVề che vườn ươm", "công điện", id="OCR: l for I"),
        pytest.param("QUYẾT ĐỊNB\nVề che vườn ươm", "quyết định", id="OCR: B for H"),
        pytest.param("KẾ HOẠCH.\nchăm sóc vườn ươm", "kế hoạch", id="OCR: a stray full stop"),
        pytest.param("Q U Y Ế T   Đ Ị N H\nVề vườn ươm", "quyết định", id="letter-spaced"),
        pytest.param("CHỈ THỊ\nCỦA BAN BÍ THƯ\nvề vườn ươm", "chỉ thị", id="who acts stands below"),
        pytest.param("CHỈ THỊ CỦA THỦ TƯỚNG CHÍNH PHỦ\nVề vườn ươm", "chỉ thị", id="who acts, on the line"),
        pytest.param("QUY ĐỊNH\nvề chăm vườn", "quy định", id="quy định, whatever its code"),
        pytest.param("BÁO CÁO TÓM TẮT\nvề vườn ươm", "báo cáo", id="a report of a kind"),
        pytest.param("CHƯƠNG TRÌNH HÀNH ĐỘNG\ntrồng cây", "chương trình", id="a programme of a kind"),
        pytest.param("NGHỊ QUYẾT LIÊN TỊCH\nvề trồng cây", "nghị quyết liên tịch", id="joint resolution"),
        pytest.param("THÔNG TƯ LIÊN TỊCH\nHướng dẫn trồng cây", "thông tư liên tịch", id="joint circular"),
        pytest.param("CÔNG ĐIỆN\nVề che vườn ươm trước bão", "công điện", id="telegram"),
        pytest.param("TỜ TRÌNH\nVề việc mua cây giống", "tờ trình", id="submission"),
        pytest.param("GIẤY MỜI\nDự lễ trồng cây", "giấy mời", id="invitation"),
        pytest.param("HƯỚNG DẪN\nchăm cây", "hướng dẫn", id="guidance"),
        pytest.param("THÔNG BÁO\nkết luận về vườn ươm", "thông báo", id="notice"),
    ],
)
def test_finds(title: str, name: str) -> None:
    """The type is named by the title, through damage and ornament."""
    assert typed(state(title=title)) == name
    assert typed(party(title=title)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(letter(), "công văn", id="V/v and Kính gửi"),
        pytest.param(letter(about=""), "công văn", id="Kính gửi alone"),
        pytest.param(letter(to=""), "công văn", id="V/v alone"),
        pytest.param(letter(about="Vlv hóa đơn", to="Kinh gửi: Hợp tác xã Trảng Dài"), "công văn", id="OCR"),
        pytest.param(
            "TỈNH ỦY NAM ĐỊNH\n*\nSố 215-BS/TU\n\nSAO LỤC\nNam Định, ngày 18 tháng 3 năm 2021\n"
            "Nơi nhận:\n- Các huyện ủy,\n- Lưu VT.\n",
            "sao lục",
            id="a copy note",
        ),
    ],
)
def test_finds_without_a_title(text: str, name: str) -> None:
    """A letter is told by V/v or Kính gửi, a copy note by its kind."""
    assert typed(text) == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(title=""), id="title lost"),
        pytest.param(
            state(title="", left="UBND TỈNH BÌNH PHƯỚC\nSỞ KẾ HOẠCH VÀ ĐẦU TƯ"),
            id="a body named after a type",
        ),
        pytest.param(state(title="LÊNB\nvề vườn ươm"), id="a short word near a title's"),
        pytest.param(
            state(title="", left="UBND HUYỆN ĐỒNG PHÚ\nPHÒNG TÀI CHÍNH - KẾ HOẠCH"), id="a division named so"
        ),
        pytest.param(state(title="", body="Kế hoạch này thay kế hoạch năm trước.\n" + BODY), id="a sentence"),
        pytest.param(state(title="") + "\nPHỤ LỤC I\nBIÊN BẢN GIAO CÂY\n", id="a form on an appendix"),
    ],
)
def test_ignores(text: str) -> None:
    """A type's name in a sentence, a body's name or an appendix is no title."""
    assert typed(text) is None


def test_a_title_goes_before_kinh_gui() -> None:
    """A submission has addressees too, and is no letter."""
    assert typed(state(title="TỜ TRÌNH\nVề việc mua cây giống\n\nKính gửi: Sở Tài chính")) == "tờ trình"
