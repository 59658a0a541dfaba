"""The one grammar of numbers."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.normalize import normalize
from vbparse.tokenizer import (
    at_digits,
    find_numbers,
    find_symbol,
    mend_code,
    number_key,
    organ_codes,
    retype,
    type_code_of,
    type_codes,
)


def numbers(text: str) -> list[str]:
    """The numbers in a text."""
    return [number.value for number in find_numbers(normalize(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("số 84-KH/BTGTU", "84-KH/BTGTU", id="Party"),
        pytest.param("số 84 - KH/BTGTU", "84-KH/BTGTU", id="in blanks"),
        pytest.param("số 84 -KH/BTGTU", "84-KH/BTGTU", id="one blank"),
        pytest.param("số 35- NQ/TW", "35-NQ/TW", id="blank behind the dash"),
        pytest.param("số 84–KH/BTGTU", "84-KH/BTGTU", id="en dash"),
        pytest.param("số:84-KH/BTGTU", "84-KH/BTGTU", id="colon, no blank"),
        pytest.param("số 32-\nCT/TW", "32-CT/TW", id="broken behind the dash"),
        pytest.param("số 32\n-CT/TW", "32-CT/TW", id="broken before the dash"),
        pytest.param("số 32-CT/\nTW", "32-CT/TW", id="broken behind the slash"),
        pytest.param("số 65 19/BTC-TCHQ", "6519/BTC-TCHQ", id="a blank in the serial"),
        pytest.param("số\n2\n15/QĐ-TTg", "15/QĐ-TTg", id="no serial over a line"),
        pytest.param("số 367-QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", id="drafting unit"),
        pytest.param("số 08-QĐi/TW", "08-QĐi/TW", id="quy định by its own code"),
        pytest.param("số 90-CTr/TU", "90-CTr/TU", id="code with a small letter"),
        pytest.param("số 215-BS/TU", "215-BS/TU", id="copy"),
        pytest.param("số 15.CV/TU", "15.CV/TU", id="old Party form with a dot"),
        pytest.param("số 30/2020/NĐ-CP", "30/2020/NĐ-CP", id="with the year"),
        pytest.param("số 30 / 2020 / NĐ - CP", "30/2020/NĐ-CP", id="with the year, in blanks"),
        pytest.param("số 123/QĐ-UBND", "123/QĐ-UBND", id="State"),
        pytest.param("số 12a/NQ-HĐND", "12a/NQ-HĐND", id="a letter behind the serial"),
        pytest.param("số 123/BNV-CCHC", "123/BNV-CCHC", id="letter"),
        pytest.param("số 5570/BNN&PTNT-KH", "5570/BNN&PTNT-KH", id="ampersand"),
        pytest.param("số 80/2015/QH13", "80/2015/QH13", id="law"),
        pytest.param("số 1211/2016/UBTVQH13", "1211/2016/UBTVQH13", id="standing committee"),
        pytest.param("số 55/2005/TTLT-BNV-VPCP", "55/2005/TTLT-BNV-VPCP", id="joint circular"),
        pytest.param("số 19/2008/NQLT/CP-UBTWMTTQVN", "19/2008/NQLT/CP-UBTWMTTQVN", id="joint resolution"),
        pytest.param(
            "số 03/2016/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC-TANDTC",
            "03/2016/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC-TANDTC",
            id="joint, of six bodies",
        ),
        pytest.param(
            "số 9/KHLN-SYT-SNV-STC-SKHCN-\nCAT", "9/KHLN-SYT-SNV-STC-SKHCN-CAT", id="of five, over a line"
        ),
        pytest.param("số 142-CP", "142-CP", id="old: serial and body"),
        pytest.param("số 118/TTg", "118/TTg", id="old: slash"),
        pytest.param("số 25-HĐBT", "25-HĐBT", id="old: council of ministers"),
        pytest.param("số 15-NĐ/BNV", "15-NĐ/BNV", id="old State paper in Party shape"),
        pytest.param("số 13-LCT/HĐNN8", "13-LCT/HĐNN8", id="old law"),
        pytest.param("số 69/SL", "69/SL", id="decree of 1945-59"),
        pytest.param("số 12/CV.UB", "12/CV.UB", id="old: a dot between codes"),
        pytest.param("số 123/QD-UBND", "123/QĐ-UBND", id="OCR: QD"),
        pytest.param("số 30/2020/ND-CP", "30/2020/NĐ-CP", id="OCR: ND"),
        pytest.param("số 32-CT/IW", "32-CT/TW", id="OCR: a thin T"),
        pytest.param("số 127 QĐ/BTGTU", "127-QĐ/BTGTU", id="OCR: the dash is lost"),
        pytest.param("số 34/QĐ -ÙBND", "34/QĐ-UBND", id="OCR: another U"),
        pytest.param("số 19-NQ TW", "19-NQ/TW", id="OCR: the slash is lost, Party"),
        pytest.param("số 03-KL TU", "03-KL/TU", id="OCR: the slash before a province's committee"),
        pytest.param("số 32/CT UBND", "32/CT-UBND", id="OCR: the dash is lost, State"),
        pytest.param("số 1340/QĐ TTg", "1340/QĐ-TTg", id="OCR: the dash before the prime minister"),
        pytest.param("số 30/2020 NĐ-CP", "30/2020/NĐ-CP", id="OCR: the slash behind the year is lost"),
        pytest.param("số 47/2015 TT-BNNPTNT", "47/2015/TT-BNNPTNT", id="OCR: the same of a circular"),
        pytest.param("số 80/2015/QH 13", "80/2015/QH13", id="a blank before the term"),
        pytest.param("số 1211/2016/UBTVQH 13", "1211/2016/UBTVQH13", id="the same, standing committee"),
        pytest.param("số 83/2015/QHl3", "83/2015/QH13", id="OCR: the term, as the year tells it"),
        pytest.param("số 60/2005/QHlI", "60/2005/QH11", id="OCR: both digits of the term"),

        pytest.param("số 2648/BNN-BVTV", "2648/BNN-BVTV", id="a body's code is no doubled BN"),
        pytest.param("số 3380 /C08-P2", "3380/C08-P2", id="a department of the police"),
        pytest.param("số .1470/CĐ-TTg", "1470/CĐ-TTg", id="OCR: a speck before the serial"),
        pytest.param("số 32-CTTW", "32-CT/TW", id="OCR: the slash of a Party number is lost"),
        pytest.param("số 61-TTrĐĐ", "61-TTr/ĐĐ", id="OCR: the same, a code of three letters"),
        pytest.param("số 2213/KH:UBND", "2213/KH-UBND", id="OCR: a colon for the dash"),

        pytest.param("số 147/KV VII-TH", "147/KVVII-TH", id="a region of the State Audit"),
    ],
)
def test_finds_numbers(text: str, value: str) -> None:
    """Dashes and slashes in any form and blank, codes through confusions; digits as printed."""
    assert numbers(text) == [value]
    assert numbers(unicodedata.normalize("NFD", f"Theo văn bản {text}, các đơn vị làm.")) == [value]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("nhiệm kỳ 2020-2025", id="a term"),
        pytest.param("giai đoạn 2021 - 2025", id="a period"),
        pytest.param("ngày 21/6/2019", id="a date"),
        pytest.param("21-6-2019", id="a date in dashes"),
        pytest.param("trực 24/7", id="round the clock"),
        pytest.param("½ ngày", id="half a day"),
        pytest.param("1/2 ngày", id="half a day, in digits"),
        pytest.param("quý II/2019", id="a quarter"),
        pytest.param("tháng 7/2019", id="a month"),
        pytest.param("km 12/Km 15", id="kilometres"),
        pytest.param("84 - Ban Tuyên giáo", id="a word behind the dash"),
        pytest.param("0203.3822.114", id="telephone"),
        pytest.param("3 - Các chi bộ trực thuộc", id="an item of a list"),
        pytest.param("tỷ lệ 3/4", id="a fraction"),
        pytest.param("https://example.vn/12/tin-tuc", id="an address on the web"),
        pytest.param("quý 3/2020 UBND xã họp", id="a body behind a quarter"),
    ],
)
def test_ignores_what_is_no_number(text: str) -> None:
    """Terms, dates, fractions and lists have no code."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("số 12-KH/TU BTV", "12-KH/TU", id="the number is whole"),
        pytest.param("số 45/BNV CCHC", "45/BNV", id="no type, so no body behind a blank"),
        pytest.param("số 45/QĐ ABC", "45/QĐ", id="no body's code"),
        pytest.param("số 04/2007/QHll", "04/2007/QHll", id="a year of two terms"),
        pytest.param("số 12/2008/QHII", "12/2008/QHII", id="a term that was over"),
        pytest.param("số 80/2015/QH 15/6", "80/2015/QH", id="a day behind it"),

        pytest.param("số 12-QĐUB", "12-QĐUB", id="an old State number has no slash there"),
        pytest.param("số 217-HĐBT", "217-HĐBT", id="a body's code that begins like a type's"),
        pytest.param("số 45/UBND:KT", "45/UBND", id="a colon behind a body"),
    ],
)
def test_joins_no_more_than_is_lost(text: str, value: str) -> None:
    """A blank joins only a type's code to a body's; digits are read only where one reading is left."""
    assert numbers(text) == [value]


def test_numbers_do_not_overlap() -> None:
    """Of several numbers each stands alone, in order."""
    text = normalize("các số 18-NQ/TW, 19-NQ/TW và 01/2013/NĐ-CP; 80/2015/QH13 (sửa đổi)")
    found = list(find_numbers(text))
    assert [number.value for number in found] == ["18-NQ/TW", "19-NQ/TW", "01/2013/NĐ-CP", "80/2015/QH13"]
    assert all(a.piece.end <= b.piece.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "serial", "symbol", "year", "code", "party"),
    [
        pytest.param("84-KH/BTGTU", "84", "KH/BTGTU", None, "KH", True, id="Party"),
        pytest.param("30/2020/NĐ-CP", "30", "2020/NĐ-CP", "2020", "NĐ", False, id="State, year"),
        pytest.param("4021/VPCP-CN", "4021", "VPCP-CN", None, None, False, id="letter"),
        pytest.param(
            "2417/CT-TTHT", "2417", "CT-TTHT", None, None, False, id="CT of a tax office is no directive"
        ),
        pytest.param("15/CT-TTg", "15", "CT-TTg", None, "CT", False, id="CT of the prime minister is"),
    ],
)
def test_takes_a_number_apart(
    text: str, serial: str, symbol: str, year: str | None, code: str | None, party: bool
) -> None:
    """Serial, symbol, year, type and regime of a number."""
    (number,) = find_numbers(normalize(f"số {text}"))
    assert (number.serial, number.symbol, number.year, number.type_code, number.party) == (
        serial,
        symbol,
        year,
        code,
        party,
    )


@pytest.mark.parametrize(
    "spelling",
    [
        "84-KH/BTGTU",
        "84 - KH/BTGTU",
        "84–kh/btgtu",
        "084-KH/BTGTU",
        "Số 84-KH/BTGTU",
        "số: 84 -KH / BTGTU.",
        "84-\nKH/BTGTU",
    ],
)
def test_spellings_of_one_number_meet(spelling: str) -> None:
    """Blanks, dashes, capitals and leading zeros do not part a number."""
    assert number_key(spelling) == "84-kh/btgtu"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("12/NQ-HĐND", "12a/NQ-HĐND", id="a letter behind the serial"),
        pytest.param("30/NĐ-CP", "30/2020/NĐ-CP", id="the year"),
        pytest.param("84-KH/HU", "84-KH/TU", id="the body"),
        pytest.param("84-KH/TU", "48-KH/TU", id="the serial"),
    ],
)
def test_other_numbers_do_not_meet(one: str, other: str) -> None:
    """What names another document keeps another key."""
    assert number_key(one) != number_key(other)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        pytest.param("QD", "QĐ", id="Đ has lost its bar"),
        pytest.param("ND", "NĐ", id="ND"),
        pytest.param("QĐĐ", "QĐ", id="a letter doubled"),
        pytest.param("TIr", "TTr", id="a thin T"),
        pytest.param("KH", "KH", id="known as it is"),
        pytest.param("HD", "HD", id="HD is guidance, not HĐ"),
        pytest.param("HĐ", "HĐ", id="HĐ is a contract, not HD"),
        pytest.param("DA", "DA", id="DA is a project, not ĐA"),
        pytest.param("XYZ", "XYZ", id="unknown stays"),

        pytest.param("BNN", "BNN", id="another letter doubled is another code"),
    ],
)
def test_mends_type_codes(code: str, known: str) -> None:
    """A code that is known is never changed, another only where one known code is meant."""
    assert mend_code(code, type_codes()) == known


def test_mends_organ_codes() -> None:
    """Bodies' codes are matched through confusions too."""
    assert mend_code("IW", organ_codes()) == "TW"
    assert mend_code("UBNĐ", organ_codes()) == "UBND"
    assert mend_code("ITg", organ_codes()) == "TTg"


def test_a_letter_has_no_type_code() -> None:
    """The first code is a type's only where a body follows."""
    assert type_code_of(("QĐ", "UBND")) == "QĐ"
    assert type_code_of(("BNV", "CCHC")) is None
    assert type_code_of(("KH",)) is None


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        pytest.param("Số:       /QĐ-UBND", "QĐ-UBND", id="State"),
        pytest.param("Số       -KH/TU", "KH/TU", id="Party"),
        pytest.param("Số:     /2015/TT-BTC", "2015/TT-BTC", id="with its year"),
        pytest.param("Số: £Ÿ /QD-UBND", "QĐ-UBND", id="OCR"),
    ],
)
def test_finds_symbols(text: str, symbol: str) -> None:
    """What stands after a serial that cannot be read."""
    found = find_symbol(normalize(text), 3, len(text))
    assert found is not None
    assert found.value == symbol


@pytest.mark.parametrize("text", ["Số:            ", "Số: 15 / 3", "số - Ban Tuyên giáo"])
def test_no_symbol(text: str) -> None:
    """A word or a digit is no symbol."""
    assert find_symbol(normalize(text), 3, len(text)) is None


@given(st.text("1２ -/QĐa", max_size=30), st.integers(0, 8))
def test_numbers_sought_at_digits_are_those_of_a_search(printed: str, start: int) -> None:
    """What a pattern that begins with a digit finds where digits stand, it finds everywhere."""
    text, pattern = normalize(printed), re.compile(r"\d(?<![\w/]\d)\d*[-/ ]*Q?")
    found = at_digits(pattern, text, text.value, start, len(text.value))
    assert [m.span() for m in found] == [m.span() for m in pattern.finditer(text.value, start)]


@pytest.mark.parametrize(
    ("value", "codes", "doc_type", "right"),
    [
        pytest.param("2207/BO-SNV", ("BO", "SNV"), "báo cáo", "2207/BC-SNV", id="a round letter"),
        pytest.param("227/Đ-EVN", ("Đ", "EVN"), "quyết định", "227/QĐ-EVN", id="the first letter is lost"),
        pytest.param("227/Đ-EVN", ("Đ", "EVN"), "báo cáo", "227/Đ-EVN", id="no code of that type is near"),
        pytest.param("12/KH-SNV", ("KH", "SNV"), "báo cáo", "12/KH-SNV", id="a known code stays"),
        pytest.param("12/BTC-CST", ("BTC", "CST"), "báo cáo", "12/BTC-CST", id="a body's code stays"),
        pytest.param("12/BO", ("BO",), "báo cáo", "12/BO", id="one code may be the body's"),
        pytest.param("2207/BO-SNV", ("BO", "SNV"), None, "2207/BO-SNV", id="no type is named"),
    ],
)
def test_a_type_that_is_named_mends_its_code(
    value: str, codes: tuple[str, ...], doc_type: str | None, right: str
) -> None:
    """Where title or text names the type, a code that is none stands for the type's own."""
    assert retype(value, codes, doc_type) == right
