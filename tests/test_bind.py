"""One entry a document cited, with all its mentions and names; its own number is no citation."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, party, record, state
from vbparse.record import Citation


def citations(text: str) -> dict[str | None, Citation]:
    """The citations of a page by number, none twice."""
    found = record(text).citations
    by_number = {c.number: c for c in found}
    assert len(by_number) == len(found)
    return by_number


def body(text: str) -> str:
    """A plan with this at the head of its body."""
    return party(body=f"{text}\n{BODY}")


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(["Chỉ thị số 32-CT/TW", "Chỉ thị 32 - CT/TW"], id="blanks"),
        pytest.param(["Chỉ thị số 32-CT/TW", "chỉ thị số 32–CT/TW"], id="dashes, small letters"),
        pytest.param(["Chỉ thị số 32-CT/TW", "Chỉ thị 32-\nCT/TW"], id="broken over a line"),
        pytest.param(["Chỉ thị số 32-CT/TW", "Chỉ thị 32"], id="short form"),
        pytest.param(["Chỉ thị số 05-CT/TW", "Chỉ thị số 5-CT/TW"], id="leading zero"),
        pytest.param(["Chỉ thị số 32-CT/TW", "Chi thi so 32-CT/TW"], id="OCR: marks lost"),
        pytest.param(["Quyết định số 9/QĐ-TTg", "Quyết định số 9/QD-TTg"], id="OCR: code"),
    ],
)
def test_spellings_are_one_entry(spellings: list[str]) -> None:
    """All mentions of one document stand under its first number, in order."""
    text = body(f"Các đơn vị đọc {spellings[0]} về cây. Làm theo {spellings[1]} về cây.")
    (one,) = record(text).citations
    assert len(one.mentions) == 2
    assert [" ".join(m.text.split()) for m in one.mentions] == [" ".join(s.split()) for s in spellings]


def test_tells_come_from_any_mention() -> None:
    """Date, body and type may stand at different mentions."""
    found = citations(
        body(
            "Thực hiện Chỉ thị số 32-CT/TW về cây. Theo văn bản số 32-CT/TW, ngày 18/02/2019 của Bộ "
            "Chính trị."
        )
    )
    one = found["32-CT/TW"]
    assert (one.doc_type, one.date, one.issuer) == ("chỉ thị", "2019-02-18", "Bộ Chính trị")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(party(body=f"Kế hoạch số 84-KH/BTGTU này gửi các đơn vị.\n{BODY}"), id="in its body"),
        pytest.param(
            party(body=f"Kế hoạch số 84 - KH/BTGTU này gửi các đơn vị.\n{BODY}"), id="spelt otherwise"
        ),
        pytest.param(
            state() + "\nPHỤ LỤC I\n(Kèm theo Quyết định số 123/QĐ-UBND ngày 05/3/2021)\n",
            id="on its appendix",
        ),
        pytest.param(
            letter(number="Số: 2417/CT-TTHT") + "\nPHỤ LỤC\n(Kèm theo Công văn số 2417/CT-TTHT)\n",
            id="a letter's appendix",
        ),
        pytest.param(
            state() + "\nPHỤ LỤC I\n(Kèm theo Quyết định số 123/QĐ-UBND ngày 05/3/2020)\n",
            id="on its appendix, the year misread",
        ),
        pytest.param(
            state(body=f"Quyết định số 123/QĐ-UBND ngày 06/3/2021 này gửi các xã.\n{BODY}"),
            id="with a day misread",
        ),
        pytest.param(
            state(number="Số:      /QĐ-UBND") + "\nPHỤ LỤC\n(Kèm theo Quyết định số 123/QĐ-UBND)\n",
            id="on an appendix, the serial lost at the head",
        ),
        pytest.param(party(body=f"Căn cứ Kế hoạch này, các đơn vị trồng cây.\n{BODY}"), id="Kế hoạch này"),
        pytest.param(
            party(number="Số 84-KH/BTGTU\nSỞ Y TẾ\nĐẾN\nSố: 871/VP\nNgày: 24/6/2019\nChuyển: ...."),
            id="a stamp's number",
        ),
    ],
)
def test_its_own_number_is_no_citation(text: str) -> None:
    """A document does not cite itself, nor what a stamp says."""
    assert record(text).citations == ()


@pytest.mark.parametrize(
    ("text", "number", "alias"),
    [
        pytest.param(
            "Thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị về cây (sau đây gọi "
            "tắt là Chỉ thị 32),",
            "32-CT/TW",
            "Chỉ thị 32",
            id="gọi tắt là",
        ),
        pytest.param(
            "Chỉ thị số 32-CT/TW (sau đây gọi là “Chỉ thị 32”),",
            "32-CT/TW",
            "Chỉ thị 32",
            id="gọi là, in quotes",
        ),
        pytest.param("Chỉ thị số 32-CT/TW (gọi tắt: Chỉ thị 32),", "32-CT/TW", "Chỉ thị 32", id="a colon"),
        pytest.param(
            "Chỉ thị số 32-CT/TW (viết tắt là Chỉ thị 32-\nCT/TW),",
            "32-CT/TW",
            "Chỉ thị 32- CT/TW",
            id="broken over a line",
        ),
        pytest.param(
            "Nghị định số 47/2022/NĐ-CP ngày 19/7/2022 (sau đây gọi tắt là Nghị định 47),",
            "47/2022/NĐ-CP",
            "Nghị định 47",
            id="State",
        ),
        pytest.param(
            "Kế hoạch số 166-KH/HU, ngày 22/7/2019 thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 về cây "
            "(sau đây gọi tắt là Kế hoạch 166-KH/HU),",
            "166-KH/HU",
            "Kế hoạch 166-KH/HU",
            id="not the nearest: by type and number",
        ),
    ],
)
def test_aliases(text: str, number: str, alias: str) -> None:
    """An alias belongs to the document whose type and number it holds."""
    found = citations(body(text))
    assert [a.replace("32-CT/TW", "32- CT/TW") for a in found[number].aliases] == [alias]
    assert all(c.aliases == () for c in found.values() if c.number != number)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Chỉ thị số 32-CT/TW của Ban Thường vụ (sau đây viết tắt là BTV),", id="a body's abbreviation"
        ),
        pytest.param("Chỉ thị số 32-CT/TW (sau đây gọi tắt là Kế hoạch 32),", id="another type"),
        pytest.param("Chỉ thị số 32-CT/TW (sau đây gọi tắt là Chỉ thị 33),", id="another number"),
        pytest.param("Chỉ thị số 32-CT/TW (khóa XII),", id="a term"),
    ],
)
def test_ignores_aliases(text: str) -> None:
    """What holds no type and number of a cited document is no alias of it."""
    assert all(c.aliases == () for c in record(body(text)).citations)


def test_an_alias_binds_later_uses() -> None:
    """After the alias, the short form is the document."""
    text = body(
        "Thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 (sau đây gọi tắt là Chỉ thị 32), các "
        "đơn vị trồng cây. "
        "Sơ kết Chỉ thị 32 vào cuối năm."
    )
    assert set(citations(text)) == {"32-CT/TW"}


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        pytest.param("số 123/QĐ-UBND ngày 06/4/2019", ["2019-04-06"], id="its own number in another year"),
        pytest.param("số 123/QĐ-UBND ngày 06/02/2021", ["2021-02-06"], id="its own number of another office"),
        pytest.param("số 15/QĐ-UBND ngày 5/3/2018 và số 15/QĐ-UBND ngày 6/4/2019",
                     ["2018-03-05", "2019-04-06"], id="two years"),
        pytest.param("số 15/QĐ-UBND ngày 5/3/2018 và số 15/QĐ-UBND ngày 6/4/2018",
                     ["2018-03-05", "2018-04-06"], id="two offices in one year"),
        pytest.param("số 15/QĐ-UBND ngày 5/3/2018 và số 15/QĐ-UBND ngày 6/3/2018", ["2018-03-05"],
                     id="a day misread"),
        pytest.param("số 15/QĐ-UBND ngày 5/3/2018 và số 15/QĐ-UBND ngày 5/3/2013", ["2018-03-05"],
                     id="a year misread"),
        pytest.param("số 15/QĐ-UBND và số 15/QĐ-UBND ngày 6/4/2019", ["2019-04-06"], id="a day told once"),
        pytest.param("số 15/QĐ-UBND ngày 5/3/2018, số 15/QĐ-UBND ngày 6/4/2019 và số 15/QĐ-UBND",
                     ["2018-03-05", "2019-04-06"], id="two years, then the number alone"),
        pytest.param("số 15/2018/QĐ-UBND ngày 5/3/2018 và số 15/2018/QĐ-UBND ngày 5/3/2013", ["2018-03-05"],
                     id="a number that bears its year"),
    ],
)
def test_numbers_begin_anew(said: str, dates: list[str]) -> None:
    """One number with two days is two documents; a misread day makes none."""
    found = record(state(body=f"Căn cứ Quyết định {said} về cây;\n{BODY}")).citations
    assert [cited.date for cited in found] == dates


def test_a_law_with_its_number_is_one_entry() -> None:
    """Named first with its number, then without, a law is cited once."""
    text = state(
        body="Căn cứ Luật Lưu trữ số 01/2011/QH13 ngày 11 tháng 11 năm 2011;\n"
        f"Theo Luật Lưu trữ, cây được ghi sổ.\n{BODY}"
    )
    assert [(c.number, c.doc_type) for c in record(text).citations] == [("01/2011/QH13", "luật")]


def test_a_law_without_number_is_one_entry() -> None:
    """With its year and without, a law is the same."""
    text = state(body=f"Căn cứ Luật Đất đai năm 2013;\nTheo Luật Đất đai, vườn được giao.\n{BODY}")
    (one,) = record(text).citations
    assert (one.number, one.title) == (None, "Luật Đất đai năm 2013")
    assert len(one.mentions) == 2


def test_entries_stand_in_the_order_of_their_first_mention() -> None:
    """Whatever is named again, the order is that of the first."""
    text = body(
        "Đọc Chỉ thị số 32-CT/TW, Kế hoạch số 14-KH/TW, rồi Chỉ thị số 32-CT/TW và Kết luận số 21-KL/TW."
    )
    assert list(citations(text)) == ["32-CT/TW", "14-KH/TW", "21-KL/TW"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "Theo 72022/NĐ-CP ngày 19/7/2022; Nghị định số 47/2022/NĐ-CP ngày 19/7/2022.",
            {"47/2022/NĐ-CP"},
            id="a slash lost, the same date",
        ),
        pytest.param(
            "Luật số 80/2015/QHI3 và Luật số 80/2015/QH13 về cây", {"80/2015/QH13"}, id="a law's term misread"
        ),
        pytest.param(
            "Nghị định số 47/2022/NĐ-CP ngày 19/7/2022 và Nghị định số 48/2022/NĐ-CP ngày 19/7/2022.",
            {"47/2022/NĐ-CP", "48/2022/NĐ-CP"},
            id="two decrees of a day",
        ),
        pytest.param(
            "Thông tư số 219/2013/TT-BTC ngày 31/12/2013 và Thông tư số 219/2013/TT-BNV ngày 31/12/2013.",
            {"219/2013/TT-BTC", "219/2013/TT-BNV"},
            id="two ministries of a day",
        ),
        pytest.param(
            "Quyết định số 12/QĐ-UBND và Quyết định số 12a/QĐ-UBND về cây",
            {"12/QĐ-UBND", "12a/QĐ-UBND"},
            id="12 and 12a",
        ),
    ],
)
def test_a_spoiled_number_is_mended_by_its_sound_one(text: str, numbers: set[str]) -> None:
    """Only where the same text prints it right, and what stands around it is the same."""
    assert set(citations(state(body=f"{text}\n{BODY}"))) == numbers
