"""An item of the distribution list: who receives, and what for."""

from __future__ import annotations

import pytest

from vbparse.distribution import braced_purposes, recipient


@pytest.mark.parametrize(
    ("text", "name", "purpose", "kind"),
    [
        pytest.param("Sở Tài chính", "Sở Tài chính", None, "body", id="a body"),
        pytest.param("Tỉnh ủy (để b/c)", "Tỉnh ủy", "báo cáo", "body", id="để b/c"),
        pytest.param("Tỉnh ủy (để báo cáo)", "Tỉnh ủy", "báo cáo", "body", id="để báo cáo"),
        pytest.param("Tỉnh ủy (b/c)", "Tỉnh ủy", "báo cáo", "body", id="b/c"),
        pytest.param("Tỉnh ủy (thay b/c)", "Tỉnh ủy", "thay báo cáo", "body", id="thay b/c"),
        pytest.param("Các sở (để p/h)", "Các sở", "phối hợp", "body", id="p/h"),
        pytest.param("Các sở (t/h)", "Các sở", "thực hiện", "body", id="t/h"),
        pytest.param("Các chi bộ (để thực hiện)", "Các chi bộ", "thực hiện", "body", id="để thực hiện"),
        pytest.param("Hội Làm vườn (để biết)", "Hội Làm vườn", "biết", "body", id="để biết"),
        pytest.param("Sở Y tế (để theo dõi)", "Sở Y tế", "theo dõi", "body", id="để theo dõi"),
        pytest.param("Cổng Thông tin (để đăng tải)", "Cổng Thông tin", "đăng tải", "body", id="để đăng tải"),
        pytest.param("Tỉnh ủy (đề b/c)", "Tỉnh ủy", "báo cáo", "body", id="OCR: đề"),
        pytest.param("Tỉnh ủy để báo cáo", "Tỉnh ủy", "báo cáo", "body", id="no bracket"),
        pytest.param("Như trên", "Như trên", None, "reference", id="như trên"),
        pytest.param("Như Điều 3", "Như Điều 3", None, "reference", id="như Điều 3"),
        pytest.param("Như kính gửi", "Như kính gửi", None, "reference", id="như kính gửi"),
        pytest.param(
            "Như trên (để thực hiện)", "Như trên", "thực hiện", "reference", id="như trên, for a purpose"
        ),
        pytest.param("Lưu: VT, KGVX (2b)", "VT, KGVX (2b)", None, "archive", id="filing, State"),
        pytest.param("Lưu VT", "VT", None, "archive", id="filing, Party"),
        pytest.param("Lưu Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy", None, "archive", id="filing, an office"),
        pytest.param("Đ/c Bí thư Tỉnh ủy (để b/c)", "Đ/c Bí thư Tỉnh ủy", "báo cáo", "person", id="comrade"),
        pytest.param("Các đồng chí Tỉnh ủy viên", "Các đồng chí Tỉnh ủy viên", None, "person", id="comrades"),
        pytest.param(
            "Chủ tịch, các PCT UBND tỉnh", "Chủ tịch, các PCT UBND tỉnh", None, "person", id="a post"
        ),
    ],
)
def test_finds(text: str, name: str, purpose: str | None, kind: str) -> None:
    """The purpose is spelt out and off the name, the text stays as printed."""
    found = recipient(text, None)
    assert (found.name, found.purpose, found.kind) == (name, purpose, kind)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Sở Y tế (02 bản)", "body", id="copies"),
        pytest.param("Ban Dân vận (khóa XII)", "body", id="a term"),
        pytest.param("Lực lượng dân quân", "body", id="a word that begins like Lưu"),
        pytest.param("Báo Nhân Dân", "body", id="a newspaper is no report"),
        pytest.param(
            "Bộ Tư pháp (Cục Kiểm tra văn bản)", "body", id="a department, though kiểm tra is a purpose"
        ),
    ],
)
def test_ignores(text: str, kind: str) -> None:
    """A bracket that says no purpose stays in the name."""
    found = recipient(text, None)
    assert (found.name, found.purpose, found.kind) == (text, None, kind)


def test_a_brace_speaks_for_its_run() -> None:
    """The purpose of a brace is that of all items next to one another that carry it."""
    assert braced_purposes([["Tỉnh ủy, |"], ["Thường trực, | Báo cáo"], ["Các sở,"]]) == {
        0: "báo cáo",
        1: "báo cáo",
    }
    assert braced_purposes([["Tỉnh ủy, |"], ["Các sở,"], ["Thường trực, } để b/c"]]) == {2: "báo cáo"}
    assert braced_purposes([["Tỉnh ủy, |"], ["Các sở, |"]]) == {}
    assert braced_purposes([]) == {}
