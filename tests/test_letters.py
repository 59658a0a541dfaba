"""Letters: what a scan makes of capitals."""

from __future__ import annotations

import pytest

from vbparse.letters import mended_capitals


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        pytest.param("GlÁM ĐỐC", "GIÁM ĐỐC", id="l inside"),
        pytest.param("CHl CỤC", "CHI CỤC", id="l at the end"),
        pytest.param("8Í THƯ", "BÍ THƯ", id="8 at the beginning"),
        pytest.param("H0ÀNG", "HOÀNG", id="0 inside"),
    ],
)
def test_mends(printed: str, mended: str) -> None:
    """I, O and B among capitals come back."""
    assert mended_capitals(printed) == mended


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("PHÒNG 10", id="a number"),
        pytest.param("BAN CHỈ ĐẠO 138", id="a committee's number"),
        pytest.param("TỔ A1", id="a letter and a digit"),
        pytest.param("Lưu: VT", id="small letters"),
        pytest.param("QĐ 18/UBND", id="a serial"),
    ],
)
def test_leaves_alone(printed: str) -> None:
    """Digits that stand as numbers do, and words in small letters, are as printed."""
    assert mended_capitals(printed) == printed
