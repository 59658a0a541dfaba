"""Dates, in running text and behind a citation's number."""

from __future__ import annotations

import unicodedata

import pytest

from vbparse.dates import date_after, find_dates, iso_date
from vbparse.normalize import normalize


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("ngày 18/02/2019", "2019-02-18", id="slashes"),
        pytest.param("25.4.2019", "2019-04-25", id="dots"),
        pytest.param("02-9-2001", "2001-09-02", id="dashes"),
        pytest.param("ngày 18 tháng 2 năm 2019", "2019-02-18", id="in words"),
        pytest.param("ngày 18 tháng 2\nnăm 2019", "2019-02-18", id="over a line"),
        pytest.param("ngày 03 tháng bốn năm 2018", "2018-04-03", id="the month a word"),
        pytest.param("ngày 03 tháng mười hai năm 2018", "2018-12-03", id="the month two words"),
        pytest.param("ngày 03 tháng mười một năm 2018", "2018-11-03", id="November is not October"),
        pytest.param("ngày 26 tháng 5 năm 2025của", "2025-05-26", id="glued to the next word"),
        pytest.param("18/02 /2019", "2019-02-18", id="a blank before the slash"),
        pytest.param("18 thảng 2 nãm 2019", "2019-02-18", id="OCR: other marks"),
        pytest.param("ngày 18 tháng 2 năm 20 19", "2019-02-18", id="a blank inside the year"),
    ],
)
def test_finds_dates(text: str, iso: str) -> None:
    """Day before month, whatever stands between."""
    assert [date.iso for date in find_dates(normalize(text))] == [iso]
    assert [date.iso for date in find_dates(normalize(unicodedata.normalize("NFD", text)))] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("31/4/2019", id="no such day"),
        pytest.param("12/13/2019", id="no such month; never month first"),
        pytest.param("nhiệm kỳ 2020-2025", id="a term"),
        pytest.param("tháng 7/2019", id="a month"),
        pytest.param("quý II/2019", id="a quarter"),
        pytest.param("năm 2030", id="a year"),
        pytest.param("số 30/2020/NĐ-CP", id="a number"),
        pytest.param("18/02/20195", id="a longer number"),
        pytest.param("05/3/1812", id="before 1945"),
    ],
)
def test_ignores_dates(text: str) -> None:
    """What is no full day of the calendar is no date."""
    assert list(find_dates(normalize(text))) == []


@pytest.mark.parametrize(
    ("day", "month", "year", "iso"),
    [
        (29, 2, 2020, "2020-02-29"),
        (29, 2, 2019, None),
        (29, 2, 2000, "2000-02-29"),
        (31, 12, 1999, "1999-12-31"),
        (0, 1, 2019, None),
        (1, 0, 2019, None),
        (1, 1, 1944, None),
    ],
)
def test_iso_dates(day: int, month: int, year: int, iso: str | None) -> None:
    """A day that exists from 1945 on, else nothing."""
    assert iso_date(day, month, year) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("32-CT/TW, ngày 18/02/2019 của", "2019-02-18", id="comma and ngày"),
        pytest.param("32-CT/TW ngày 18 tháng 02 năm 2019", "2019-02-18", id="ngày"),
        pytest.param("32-CT/TW (18/02/2019)", "2019-02-18", id="in brackets"),
        pytest.param("32-CT/TW ngày \n18/02/2019", "2019-02-18", id="over a line"),
        pytest.param("32-CT/TW của Bộ Chính trị, ngày 18/02/2019", None, id="not right behind"),
        pytest.param("32-CT/TW, trước ngày 18/02/2019", None, id="a deadline"),
        pytest.param("32-CT/TW.", None, id="none"),
        pytest.param("32-CT/TW ngày 18/02/2O19", "2019-02-18", id="OCR: O for 0"),
        pytest.param("32-CT/TW, ngày l8/O2/2019", "2019-02-18", id="OCR: l for 1"),
        pytest.param("32-CT/TW ngày 2|/3/20l8", "2018-03-21", id="OCR: a bar for 1"),
        pytest.param("32-CT/TW ngày 14 tháng 0I năm 2OI9", "2019-01-14", id="OCR: letters among words"),
        pytest.param("32-CT/TW ngày 38/O2/2019", None, id="OCR: no such day"),
        pytest.param("32-CT/TW ngày 18/02/2OlO5", None, id="OCR: a longer number"),
        pytest.param("32-CT/TW của lô 12/3/2019", None, id="a word before"),
    ],
)
def test_the_date_behind_a_number(text: str, iso: str | None) -> None:
    """A date belongs to a number only where it stands right behind it."""
    told = normalize(text)
    found = date_after(told, len("32-CT/TW"), len(told.value))
    assert (found.iso if found else None) == iso
