"""Địa danh, ngày: the date line is as precise as the page, and no other date is taken."""

from __future__ import annotations

import unicodedata

import pytest

from tests.sheets import BODY, letter, page, pages, party, state
from vbparse.fields.issued import date, place


def dated(text: str) -> str | None:
    """The first choice for the date of a page."""
    return next((found.value for found in date(page(text))), None)


def placed(text: str) -> str | None:
    """The first choice for the place of a page."""
    return next((found.value for found in place(page(text))), None)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param("Hà Nội, ngày 05 tháng 3 năm 2020", "2020-03-05", id="as the rule prints it"),
        pytest.param("Hà Nội, ngày 5 tháng 12 năm 1998", "1998-12-05", id="last century"),
        pytest.param(", ngày 5 tháng 3 năm 2018", "2018-03-05", id="place lost"),
        pytest.param("Cao Bằng, ngày 20tháng 5 năm 2016", "2016-05-20", id="blank lost"),
        pytest.param("Cao Bằng, ngày 20 tháng 5 năm 20 16", "2016-05-20", id="blank inside the year"),
        pytest.param("Cao Bằng, ngày l8 tháng 6 năm 2O19", "2019-06-18", id="l is 1, O is 0 in a slot"),
        pytest.param("Cao Bằng, ngày 3| tháng 7 năm 2019", "2019-07-31", id="a bar is 1 in a slot"),
        pytest.param("Cao Bằng, ngày 08 thảng 9 nãm 2014", "2014-09-08", id="tháng, năm misread"),
        pytest.param("Cao Bằng, ngảy 08 tháng 9 năm 2014", "2014-09-08", id="ngày misread"),
        pytest.param("*Cao Bằng, ngày 08 tháng 9 năm 2014*", "2014-09-08", id="italic in Markdown"),
        pytest.param("Cao Bằng; ngày 08 tháng 9 nărn 2014", "2014-09-08", id="a semicolon; m of năm misread"),
        pytest.param("Cao Bằng, ngày 08 tháng 9 năm 2 014", "2014-09-08", id="blank behind the year's first"),
        pytest.param("Cao Bằng, ngày 08 tháng chín năm 2014", "2014-09-08", id="the month a word"),
        pytest.param("Cao Bằng, ngày 08-9-2014", "2014-09-08", id="in digits, dashes"),
        pytest.param("Cao Bằng, ngày 08.9.2014", "2014-09-08", id="in digits, dots"),
        pytest.param("Quận 3, ngày 08 tháng 9 năm 2014", "2014-09-08", id="behind a number"),
        pytest.param("Cao Bằng, ngày     tháng 7 năm 2019", "2019-07", id="day blank"),
        pytest.param("Cao Bằng, ngày … tháng 7 năm 2019", "2019-07", id="day an ellipsis"),
        pytest.param("Cao Bằng, ngày 0P tháng 02 năm 2025", "2025-02", id="day debris"),
        pytest.param("Cao Bằng, ngày 48 tháng 3 năm 2017", "2017-03", id="day impossible"),
        pytest.param("Cao Bằng, ngày 31 tháng 4 năm 2018", "2018-04", id="no such day in April"),
        pytest.param("Cao Bằng, ngày 29 tháng 02 năm 2019", "2019-02", id="no leap year"),
        pytest.param("Cao Bằng, ngày      tháng      năm 2021", "2021", id="day and month blank"),
        pytest.param("Cao Bằng, ngày 12 tháng 13 năm 2021", "2021", id="month impossible"),

        pytest.param("Cao Bằng, ngày 06 tháng 02 năm-2023", "2023-02-06", id="a dash before the year"),
        pytest.param("Cao Bằng, ngày, 26 tháng-10 năm 2020", "2020-10-26", id="specks beside day and month"),
    ],
)
def test_finds_dates(line: str, value: str) -> None:
    """A day that is blank, debris or impossible leaves the month, a month like that the year."""
    assert dated(state(date=line)) == value
    assert dated(party(date=line)) == value
    assert dated(unicodedata.normalize("NFD", state(date=line))) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param(letter(), "2018-08-14", id="beside the number, on its line"),
        pytest.param(
            state(number="Số: 12/QĐ-UBND Cao Bằng, ngày 5\ntháng 3 năm 2020", date=""),
            "2020-03-05",
            id="beside the number, broken behind its day",
        ),
        pytest.param(
            state(date="Cao Bằng, ngày 5 tháng\n3 năm 2020"), "2020-03-05", id="broken behind tháng"
        ),
        pytest.param(
            state(number="Số: /QĐ-UBND   Cao Bằng, ngày      thạng 3 nam 2020", date=""),
            "2020-03",
            id="a blank for the day, tháng misread",
        ),
        pytest.param(
            "Lạng Sơn, ngày 22 tháng 7 năm 2021\nSố 417-CV/HU\nKính gửi: Các chi bộ\n" + BODY,
            "2021-07-22",
            id="before the number",
        ),
        pytest.param(
            "BỘ XÂY DỰNG\n" + state(left="ĐẾN\nNgày: 24/6/2019\nChuyển:"),
            "2021-03-05",
            id="a stamp before it",
        ),
    ],
)
def test_finds_the_date_line_wherever_the_scan_put_it(text: str, value: str) -> None:
    """The order of number, date and motto on the page does not matter."""
    assert dated(text) == value


STAMP = "CÔNG VĂN ĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: ........"
SIGNATURE = "Người ký: Sở Công Thương\nEmail: soct@example.gov.vn\nThời gian ký: 08.01.2018 09:15:48 +07:00"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(date=STAMP), id="a stamp's"),
        pytest.param(f"{SIGNATURE}\n{state(date='')}", id="time of an electronic signature"),
        pytest.param(
            state(date="", body=f"Hoàn thành trước ngày 30 tháng 6 năm 2019.\n{BODY}"), id="deadline"
        ),
        pytest.param(
            state(date="", body=f"Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;\n{BODY}"), id="a law's date"
        ),
        pytest.param(
            state(date="", body=f"Thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị.\n{BODY}"),
            id="a cited directive's",
        ),
        pytest.param(
            state(
                date="", title="KẾ HOẠCH\nKỷ niệm ngày thành lập vườn ươm, ngày 22 tháng 12 năm 1994 - 2019"
            ),
            id="one in the subject",
        ),
        pytest.param(
            state(date="") + "\nPHỤ LỤC I\n(Kèm theo Quyết định số 9/QĐ-SNV ngày 01 tháng 02 năm 2019)\n",
            id="one on an appendix",
        ),
        pytest.param(state(date="Bình Phước, ngày      tháng      năm"), id="all blank"),
        pytest.param(BODY, id="a page of body text"),

        pytest.param(
            state(
                date="",
                body="Nghị định này quy định về kinh doanh cây giống, có hiệu lực\n"
                f"kể từ ngày 22 tháng 3 năm 2020.\n{BODY}",
            ),
            id="a day on a wrapped line of the body",
        ),
    ],
)
def test_ignores_dates(text: str) -> None:
    """The date of a stamp, a signature, a deadline or a cited document is never the document's own."""
    assert dated(text) is None


def test_a_copy_note_has_its_own_date() -> None:
    """The copied paper keeps its date, the note under it has the day of copying."""
    note = (
        "TỈNH ỦY NAM ĐỊNH\n*\nSố 215-BS/TU\n\nSAO LỤC\nNam Định, ngày 18 tháng 3 năm 2021\n\n"
        "Nơi nhận:\n- Các huyện ủy,\n- Lưu VT.\n\nT/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nVũ Thị Rạng\n"
    )
    found = [next(date(zone)).value for zone in pages(party() + "\n" + note)]
    assert found == ["2019-06-21", "2021-03-18"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param("Lạng Sơn, ngày 05 tháng 3 năm 2020", "Lạng Sơn", id="province"),
        pytest.param("TP. Hồ Chí Minh, ngày 05 tháng 3 năm 2020", "TP. Hồ Chí Minh", id="city, abbreviated"),
        pytest.param("Bà Rịa - Vũng Tàu, ngày 05 tháng 3 năm 2020", "Bà Rịa - Vũng Tàu", id="with a dash"),
        pytest.param("xã Tân Lập, ngày 05 tháng 3 năm 2020", "xã Tân Lập", id="commune"),
        pytest.param("Quận 3, ngày 05 tháng 3 năm 2020", "Quận 3", id="a district by its number"),
        pytest.param("phường 12, ngày 05 tháng 3 năm 2020", "phường 12", id="a ward by its number"),
        pytest.param("TP.HCM, ngày 05 tháng 3 năm 2020", "TP.HCM", id="city, in letters"),
        pytest.param("Cao Bằng; ngày 05 tháng 3 năm 2020", "Cao Bằng", id="before a semicolon"),
        pytest.param(
            "Thanh Hoá, ngày 05 tháng 3 năm 2020", "Thanh Hoá", id="tone in the new place, as printed"
        ),
        pytest.param("Hà Nội, ngày      tháng      năm 2021", "Hà Nội", id="date blank"),
        pytest.param("Cầu Ngang Cầu Ngang, ngày 05 tháng 3 năm 2020", "Cầu Ngang", id="behind itself"),
        pytest.param("Minh Châu Dương Minh Châu, ngày 05 tháng 3 năm 2020", "Dương Minh Châu",
                     id="behind its end"),
    ],
)
def test_finds_places(line: str, value: str) -> None:
    """The place is what stands before the date, as printed."""
    assert placed(state(date=line)) == value
    assert placed(letter(date=line)) == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(date=", ngày 5 tháng 3 năm 2018"), id="lost by OCR"),
        pytest.param(state(date=""), id="no date line"),
        pytest.param(
            state(date="", body=f"Tại Lạng Sơn, ngày 22 tháng 7 năm 2021 của năm trước có hội trại.\n{BODY}"),
            id="one in a sentence",
        ),
    ],
)
def test_ignores_places(text: str) -> None:
    """A place is taken from the date line only."""
    assert placed(text) is None


@pytest.mark.parametrize(("line", "expected"), [
    ("Lạng Sơn, ngày 15/7/2019", "2019-07-15"),
    ("Lạng Sơn, ngày     /7/2019", "2019-07"),
    ("Lạng Sơn, ugày 15 tháug 7 uăm 2019", "2019-07-15"),
    ("Lạng Sơn, ngãy 15 fháng 7 nàm 2019", "2019-07-15"),
])
def test_other_printings_of_a_day(line: str, expected: str) -> None:
    assert [found.value for found in date(page(letter(date=line)))] == [expected]


@pytest.mark.parametrize(("printed", "name"), [
    ("Hà Nộl", "Hà Nội"), ("Gla Lai", "Gia Lai"), ("Y Tý", "Y Tý"),
])
def test_a_place_is_repaired_where_no_syllable_stands(printed: str, name: str) -> None:
    found = place(page(letter(date=f"{printed}, ngày 15 tháng 7 năm 2019")))
    assert [one.value for one in found] == [name]


def test_a_place_half_lost_is_none() -> None:
    assert [found.value for found in place(page(letter(date="8ến Tre, ngày 15 tháng 7 năm 2019")))] == []
