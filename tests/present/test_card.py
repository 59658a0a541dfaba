"""The card of a record."""

from __future__ import annotations

from typing import Any

import pytest

from vbparse.present import card, terminal


def test_rows(record: dict[str, Any]) -> None:
    """All that the document carries, under the JSON's keys, in the order of the page."""
    assert list(card.rows(record)) == [
        ("number", "17-KH/BTGTU"),
        ("symbol", "KH/BTGTU"),
        ("doc_type", "kế hoạch"),
        ("regime", "Đảng"),
        ("date", "2019-06"),
        ("place", "Ba Bể"),
        ("issuer", "Ban Tuyên giáo Tỉnh ủy Ba Bể"),
        ("subject", "thực hiện Chỉ thị số 9-CT/TW về đọc sách"),
        ("addressees", "Các chi bộ"),
        ("recipients", "Tỉnh ủy (báo cáo)"),
        ("recipients", "Như trên = Các chi bộ"),
        ("recipients", "Lưu VT"),
        ("signers", "Lò Thị Mây, Phó Trưởng ban, KT Trưởng ban"),
        ("citations", "9-CT/TW (chỉ thị, 2019-02-18, Ban Bí thư) · thực hiện · 2 lần"),
        ("citations", "Luật Xuất bản năm 2012 (luật, 2012) · khoản 2 Điều 5 · căn cứ"),
        ("stamps", "số 56, 2019-06-24, Sở Văn hóa"),
        ("copy_of", "9-CT/TW"),
        ("warnings", "issuer-inferred: The issuer was inferred."),
        ("source", "ho-so/17.txt · phần 2/3 · id abcdefghijkl"),
    ]


def test_absent(record: dict[str, Any]) -> None:
    """What identifies a document is shown as absent; the rest is left out."""
    empty: dict[str, Any] = {key: [] if isinstance(value, list) else None for key, value in record.items()}
    *rows, (last, _) = card.rows(empty | {"source": record["source"], "id": record["id"]})
    assert rows == [(key, "—") for key in ("number", "doc_type", "date", "issuer", "subject")]
    assert last == "source"


@pytest.mark.parametrize("mark", ["mật", "tối mật", "tuyệt mật"])
def test_classified(mark: str, record: dict[str, Any]) -> None:
    """A document marked MẬT says so before all else."""
    key, value = next(card.rows(record | {"security": mark}))
    assert key == "warnings"
    assert f"Marked {mark.upper()}:" in value


def test_plain_lines(record: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """On a pipe each item is one line that grep finds by its name."""
    card.show_card(record | {"subject": "một\nhai"})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Số: 17-KH/BTGTU"
    assert "Trích yếu: một hai" in lines
    assert all(": " in line for line in lines)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_widths(
    columns: int, record: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No line of a card is wider than the terminal, and no word of it is lost."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(card, "is_terminal", lambda: True)
    card.show_card(record | {"subject": "chữ " * 80 + "x" * 300})
    out = capsys.readouterr().out
    assert max(map(cell_len, out.splitlines())) <= columns
    assert out.count("chữ") == 80
    assert out.count("x") >= 300
    assert terminal.safe(out) == out
