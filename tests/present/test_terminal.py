"""What reaches a terminal, and what never does."""

from __future__ import annotations

import codecs
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from vbparse.present import terminal


@pytest.mark.parametrize("text, shown", [
    pytest.param("Chỉ thị số 32-CT/TW", "Chỉ thị số 32-CT/TW", id="Vietnamese stands"),
    pytest.param("Chỉ thị", "Chỉ thị", id="NFD stands"),
    pytest.param("a\tb\nc", "a\tb\nc", id="tab and newline stand"),
    pytest.param("bad[/b].txt [red]x[/red]", "bad[/b].txt [red]x[/red]", id="markup is only text"),
    pytest.param("\x1b[31mđỏ\x1b[0m", "[31mđỏ[0m", id="CSI"),
    pytest.param("\x1b]0;title\x07", "]0;title", id="OSC 0: window title"),
    pytest.param("\x1b]52;c;cm0gLXJm\x1b\\", "]52;c;cm0gLXJm\\", id="OSC 52: clipboard"),
    pytest.param("\x1b]8;;http://x\x1b\\here\x1b]8;;\x1b\\", "]8;;http://x\\here]8;;\\", id="OSC 8: link"),
    pytest.param("\x9b31m\x9d0;x\x9c", "31m0;x", id="C1"),
    pytest.param("a\rb\x08c\x7f", "abc", id="carriage return, backspace, delete"),
    pytest.param("a\x0bb\x0cc\x85d\u2028e\u2029f", "a b c d e f", id="other line ends"),
    pytest.param("\u202egnp.exe\u202c \u2066x\u2069 \u200f\u061c", "gnp.exe x ", id="bidirectional"),
    pytest.param("ẩn\u200b\u200d\u00ad\ufeff", "ẩn", id="zero width"),
    pytest.param("x\U000e0041", "x", id="tags"),
    pytest.param("ten\udcff.txt", "ten\\xff.txt", id="byte of a file name"),
    pytest.param("x\ud800", "x", id="lone surrogate"),
])
def test_safe(text: str, shown: str) -> None:
    """A terminal obeys nothing that a document carries."""
    assert terminal.safe(text) == shown


@given(st.text(st.characters()))
def test_safe_is_settled(text: str) -> None:
    """What is safe stays as it is, and a slice of it is the safe text of a slice."""
    assert terminal.safe(terminal.safe(text)) == terminal.safe(text)
    assert terminal.safe(text) == "".join(map(terminal.safe, text))
    assert all(char in "\t\n" or ord(char) >= 0x20 for char in terminal.safe(text))


@pytest.mark.parametrize("text, line", [
    pytest.param("a\r\nb", "a b", id="line end"),
    pytest.param(" a \t b ", "a b", id="tab"),
    pytest.param("a.txt\nfailed: b.txt", "a.txt failed: b.txt", id="a name that forges a line"),
])
def test_one_line(text: str, line: str) -> None:
    """A value never makes a second line."""
    assert terminal.one_line(text) == line


HOSTILE = "[red]\x1b]52;c;eA==\x07\x9b2J\u202e[/b] :smile: \u2028ơi"


def test_write_gates(capsys: pytest.CaptureFixture[str]) -> None:
    """Data and messages pass the gate."""
    terminal.write(HOSTILE)
    terminal.say(HOSTILE)
    assert capsys.readouterr() == (("[red]]52;c;eA==2J[/b] :smile:  ơi\n",) * 2)


def test_draw_gates(capsys: pytest.CaptureFixture[str]) -> None:
    """A table that forgot the gate passes it all the same; colours are ours alone."""
    terminal.draw(Text(HOSTILE))
    assert capsys.readouterr().out.split() == ["[red]]52;c;eA==2J[/b]", ":smile:", "ơi"]


@pytest.mark.parametrize("value", [
    pytest.param({"x": HOSTILE}, id="hostile"),
    pytest.param(["\x7f\x85\u2029\ufeff\U000e0041"], id="what json leaves"),
])
def test_json_loses_nothing(value: object, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON on a terminal carries no control character, and still says all."""
    terminal.write_json(json.dumps(value, ensure_ascii=False))
    out = capsys.readouterr().out
    assert terminal.safe(out) == out
    assert json.loads(out) == value


@pytest.mark.parametrize("encoding, text, plain", [
    pytest.param("ascii", "Chỉ thị số 32-CT/TW – Đảng", "Chi thi so 32-CT/TW - Dang", id="ascii"),
    pytest.param("ascii", "Chỉ thị", "Chi thi", id="ascii, NFD"),
    pytest.param("ascii", "3 │ 字", "3 | ?", id="ascii, others"),
    pytest.param("ascii", "██▌ 3\n█▏  2", "### 3\n#   2", id="ascii, bars"),
    pytest.param("cp1258", "Số: Điều ước", "So: Đieu ưoc", id="cp1258"),
    pytest.param("utf-8", "Chỉ thị 字", "Chỉ thị 字", id="utf-8"),
])
def test_poor_encodings(encoding: str, text: str, plain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that lacks a letter shows it without its marks."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    terminal.open_streams()
    terminal.write(text)
    terminal.flush()
    assert codecs.decode(raw.getvalue(), encoding) == plain + "\n"


def test_json_in_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON loses no letter where the encoding lacks it."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    terminal.write_json('"Chỉ thị à 😀"')
    terminal.flush()
    assert json.loads(raw.getvalue()) == "Chỉ thị à 😀"


@pytest.mark.parametrize("columns, width", [
    pytest.param("20", 40, id="too narrow"),
    pytest.param("100", 100, id="as it is"),
    pytest.param("500", 200, id="too wide"),
])
def test_width(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are made for 40 to 200 columns."""
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal.width() == width
