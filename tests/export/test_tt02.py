"""The elements of Thông tư 02/2019/TT-BNV: what is filled in, and what is left to the archivist."""

from __future__ import annotations

from typing import Any

import pytest

from tests.export.conftest import written
from tests.export.test_tables import rows
from vbparse.export.as_tt02 import ELEMENTS, row
from vbparse.export.exports import Exported


def told(record: dict[str, Any], text: str = "Số") -> dict[str, Any]:
    """The elements of a record that are filled in, by their tags."""
    values = zip(ELEMENTS, row(Exported(record, text)), strict=True)
    return {element.tag: value for element, value in values if value is not None}


def test_a_plan(fixtures: list[Exported]) -> None:
    """What the paper says stands under the circular's tags; all else is empty."""
    (plan,) = (row for row in rows(written("tt02", fixtures)) if row["CodeNotation"] == "KH/BTGTU")
    assert {tag: value for tag, value in plan.items() if value} == {
        "TypeName": "Kế hoạch",
        "CodeNumber": "84",
        "CodeNotation": "KH/BTGTU",
        "IssuedDate": "21/06/2019",
        "OrganName": "Ban Tuyên giáo Tỉnh ủy Lạng Sơn",
        "Subject": "phổ biến, tuyên truyền Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị về quan hệ "
                   "đối ngoại đảng trong tình hình mới",
        "Language": "Tiếng Việt",
        "Description": "tệp: ke-hoach-84-btgtu.txt",
        "ConfidenceLevel": "Số hóa",
        "Autograph": "dấu đến Báo Lạng Sơn, số 912, ngày 25/06/2019",
    }


def test_tags() -> None:
    """The eighteen elements of a document, in the circular's order."""
    assert [element.tag for element in ELEMENTS] == [
        "DocCode", "FileCode", "DocOrdinal", "TypeName", "CodeNumber", "CodeNotation", "IssuedDate",
        "OrganName", "Subject", "Language", "PageAmount", "Description", "InforSign", "Keyword", "Mode",
        "ConfidenceLevel", "Autograph", "Format",
    ]


def test_never_invented(fixtures: list[Exported]) -> None:
    """What no text tells is empty in every row."""
    unknown = ("DocCode", "FileCode", "PageAmount", "InforSign", "Keyword", "Format")
    for filled in rows(written("tt02", fixtures)):
        assert not any(filled[tag] for tag in unknown)


@pytest.mark.parametrize("known, number, notation", [
    pytest.param(("84-KH/BTGTU", "KH/BTGTU"), "84", "KH/BTGTU", id="Party"),
    pytest.param(("07/2020/NQ-HĐND", "2020/NQ-HĐND"), "07", "2020/NQ-HĐND", id="State"),
    pytest.param((None, "STNMT-QLĐĐ"), None, "STNMT-QLĐĐ", id="a serial that cannot be read"),
    pytest.param(("1204", None), "1204", None, id="a serial alone"),
    pytest.param((None, None), None, None, id="nothing"),
])
def test_number(known: tuple[str | None, str | None], number: str | None, notation: str | None,
                record: dict[str, Any]) -> None:
    """The serial and the symbol stand apart."""
    filled = told(record | {"number": known[0], "symbol": known[1]})
    assert (filled.get("CodeNumber"), filled.get("CodeNotation")) == (number, notation)


@pytest.mark.parametrize("date, issued, noted", [
    pytest.param("2019-06-21", "21/06/2019", "", id="a day"),
    pytest.param("2019-06", None, "ngày chỉ rõ: 06/2019; ", id="a month"),
    pytest.param("2019", None, "ngày chỉ rõ: 2019; ", id="a year"),
    pytest.param(None, None, "", id="nothing"),
])
def test_date(date: str | None, issued: str | None, noted: str, record: dict[str, Any]) -> None:
    """A day is written as the circular writes it; less than a day is a note."""
    filled = told(record | {"date": date})
    assert filled.get("IssuedDate") == issued
    assert filled["Description"] == noted + "tệp: ke-hoach-84-btgtu.txt"


def test_mode(record: dict[str, Any]) -> None:
    """A secrecy mark restricts; without one the archive decides."""
    assert told(record | {"security": "tối mật"})["Mode"] == "Hạn chế"
    assert "Mode" not in told(record | {"security": None})


def test_digitised(record: dict[str, Any]) -> None:
    """Only a stamp shows that there was a paper."""
    filled = told(record | {"stamps": []})
    assert "ConfidenceLevel" not in filled and "Autograph" not in filled


def test_language(record: dict[str, Any]) -> None:
    """Letters of another language, or letters without marks, are not said to be Vietnamese."""
    assert "Language" in told(record, "Sô\u0309 84")
    assert "Language" not in told(record, "Ke hoach; déjà vu")


def test_ordinal(record: dict[str, Any]) -> None:
    """The place in a bundle is known, the place in a file of the archive is not."""
    source = record["source"]
    assert told(record | {"source": source | {"part": 2, "parts": 3}})["DocOrdinal"] == 2
    assert "DocOrdinal" not in told(record)


def test_description(record: dict[str, Any]) -> None:
    """What an archivist should know of the document, in Vietnamese."""
    codes = ("number-unreadable", "date-partial", "security-mark")
    warnings = [{"code": code, "message": ""} for code in codes]
    filled = told(record | {
        "warnings": warnings, "date": "2019", "security": "mật", "urgency": "khẩn",
        "copy_of": {"number": "28-CT/TW", "id": None},
        "source": record["source"] | {"path": "a.txt", "part": 2, "parts": 2},
    })
    assert filled["Description"] == (
        "số không đọc được; ngày chỉ rõ: 2019; độ mật: mật; độ khẩn: khẩn; bản sao của 28-CT/TW; "
        "tệp: a.txt, phần 2/2"
    )
