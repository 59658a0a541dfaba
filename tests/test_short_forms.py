"""Viện dẫn, short: a type and a serial, or a letter's number in a form of its sender's own."""

from __future__ import annotations

import pytest

from vbparse.citations import Cited, mentions
from vbparse.normalize import normalize


def cited(text: str) -> list[Cited]:
    """The mentions of a text."""
    told = normalize(text)
    return mentions(told, 0, len(told.value), ())


def numbers(text: str) -> list[str | None]:
    return [c.number for c in cited(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Chỉ thị số 32-CT/TW, ngày 18/02/2019. Việc thực hiện Chỉ thị 32 đã tốt.",
            ["32-CT/TW", "32-CT/TW"],
            id="of the full form",
        ),
        pytest.param(
            "Nghị quyết số 18-NQ/TW và Kết luận số 18-KL/TW; Kết luận 18 nêu rõ",
            ["18-NQ/TW", "18-KL/TW", "18-KL/TW"],
            id="by its type",
        ),
        pytest.param("Thực hiện Chỉ thị 32 về trồng cây", ["32"], id="nothing to resolve it: as printed"),
        pytest.param("Chỉ thị số 05-CT/TW; sơ kết Chỉ thị 05", ["05-CT/TW", "05-CT/TW"], id="with its zero"),
        pytest.param("Chỉ thị số 05-CT/TW; sơ kết Chỉ thị số 5", ["05-CT/TW", "05-CT/TW"], id="without it"),
        pytest.param(
            "Chỉ thị số 32-CT/TW rồi Chỉ thị số 32-CT/TU. Làm theo Chỉ thị 32 này.",
            ["32-CT/TW", "32-CT/TU", "32-CT/TU"],
            id="of two, the last",
        ),
        pytest.param(
            "Chỉ thị số 32-CT/TW; theo Chỉ thị\n32 của Đảng", ["32-CT/TW", "32-CT/TW"], id="over a line"
        ),
        pytest.param("Kế hoạch số 32-KH/TU; Chỉ thị 33 về cây", ["32-KH/TU", "33"], id="another serial"),
        pytest.param("Theo Nghị định 47/2022 về vận tải", ["47/2022"], id="with its year"),
        pytest.param("theo nghị định 47/2022. Các bến xe", ["47/2022"], id="small letters, a full stop"),
        pytest.param("Nghị định 7/2022/NĐ-CP; Nghị định 7/2022", ["7/2022/NĐ-CP"] * 2, id="resolved"),
        pytest.param(
            "Quyết định số 12/QĐ-UBND ngày 3/5/2020; Quyết định số 12/2020",
            ["12/QĐ-UBND", "12/QĐ-UBND"],
            id="resolved by the year of its day",
        ),
        pytest.param(
            "Thông tư số 12/2019/TT-BTC; Thông tư 12/2020", ["12/2019/TT-BTC", "12/2020"], id="another year"
        ),
        pytest.param("Công văn số 15 ngày 3/5/2018 của Sở", ["15"], id="with its day"),
        pytest.param("trả lời công văn số 3/2020 ngày 18/1/2021", ["3/2020"], id="a letter, year and day"),
        pytest.param("các Chỉ thị 32, 35 và 40 của Đảng", ["32", "35", "40"], id="a list"),
        pytest.param("các Nghị định 12/2015, 15/2016", ["12/2015", "15/2016"], id="a list with years"),
        pytest.param("các Nghị quyết số 18; số 19 của Đảng", ["18", "19"], id="a list with labels"),
    ],
)
def test_short_forms(text: str, expected: list[str]) -> None:
    """`Chỉ thị 32` is the full number of that type and serial, if the text has one; never a guess."""
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kế hoạch 12/2020 của Sở", id="a month"),
        pytest.param("báo cáo 3/2021 và số liệu", id="a month, small letters"),
        pytest.param("thông báo 15 ngày tới", id="days"),
        pytest.param("thông báo số 15 tới các hộ", id="small letters, no day"),
        pytest.param("các Báo cáo 3 quý đầu năm", id="quarters"),
        pytest.param("Nghị định 47/2022-2025", id="a range of years"),
        pytest.param("Chỉ thị 2020", id="a year"),
    ],
)
def test_no_short_forms(text: str) -> None:
    """A count, a month or a year behind a type names no document."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        pytest.param(
            "công văn số CV0512/2018-3T ngày 05/12/2018",
            "CV0512/2018-3T",
            "công văn",
            id="year inside",
        ),
        pytest.param(
            "Công văn số TRE-XN-0512-18 đề ngày 05/12/2018",
            "TRE-XN-0512-18",
            "công văn",
            id="dashes",
        ),
        pytest.param("công văn số: MN.05.2018, ngày 5/12/2018", "MN.05.2018", "công văn", id="dots"),
        pytest.param("văn bản số CV-05/18 ngày 5/12/2018", "CV-05/18", "công văn", id="CV in it"),
        pytest.param("văn bản số XN-05/18 ngày 5/12/2018", "XN-05/18", None, id="of any type"),
        pytest.param("công văn\nsố 05/18/TRE ngày\n5/12/2018", "05/18/TRE", "công văn", id="broken"),
        pytest.param("công văn số 5/2018/CV ngày 5/12/2018", "5/2018/CV", "công văn", id="CV alone"),
    ],
)
def test_letters_of_firms(text: str, number: str, name: str | None) -> None:
    """A number of its sender's own form is one where "số" stands before and a day behind."""
    (found,) = cited(text)
    assert (found.number, found.doc_type, found.date) == (number, name, "2018-12-05")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("công văn số TRE-XN-0512-18 của Hợp tác xã", id="no day"),
        pytest.param("công văn không số ngày 5/12/2018", id="no number"),
        pytest.param("công văn số mới ngày 5/12/2018", id="no digit"),
        pytest.param("công văn số XN-05/18 ngày 45/12/2018", id="no such day"),
    ],
)
def test_no_letters(text: str) -> None:
    """Without its day what stands behind "số" may be anything."""
    assert cited(text) == []
