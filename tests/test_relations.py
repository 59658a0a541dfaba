"""How this document rests on the one it names, told by the words around it."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, party, record, state


def relation_of(number: str, text: str) -> str:
    """The relation of the citation of a number."""
    (one,) = (c.relation for c in record(text).citations if c.number == number)
    return one


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        pytest.param(
            "Căn cứ Quyết định số 9/QĐ-TTg ngày 02/01/2020 của Thủ tướng Chính phủ;", "based_on", id="căn cứ"
        ),
        pytest.param("Trên cơ sở Quyết định số 9/QĐ-TTg, các đơn vị trồng cây.", "based_on", id="trên cơ sở"),
        pytest.param("Thực hiện Quyết định số 9/QĐ-TTg về vườn ươm,", "implements", id="thực hiện"),
        pytest.param("Triển khai thực hiện Quyết định số 9/QĐ-TTg,", "implements", id="triển khai"),
        pytest.param("Theo tinh thần Quyết định số 9/QĐ-TTg,", "implements", id="theo tinh thần"),
        pytest.param("Phúc đáp Quyết định số 9/QĐ-TTg,", "replies_to", id="phúc đáp"),
        pytest.param("Trả lời Công văn số 9/QĐ-TTg,", "replies_to", id="trả lời"),
        pytest.param("Theo đề nghị tại Quyết định số 9/QĐ-TTg;", "at_request_of", id="theo đề nghị"),
        pytest.param(
            "Quy định chi tiết một số điều của Quyết định số 9/QĐ-TTg.", "details", id="quy định chi tiết"
        ),
        pytest.param("Hướng dẫn thực hiện Quyết định số 9/QĐ-TTg như sau.", "guides", id="hướng dẫn"),
        pytest.param("Sửa đổi, bổ sung một số điều của Quyết định số 9/QĐ-TTg.", "amends", id="sửa đổi"),
        pytest.param("Quyết định này thay thế Quyết định số 9/QĐ-TTg.", "replaces", id="thay thế"),
        pytest.param("Bãi bỏ Quyết định số 9/QĐ-TTg.", "repeals", id="bãi bỏ"),
        pytest.param("Quyết định số 9/QĐ-TTg hết hiệu lực từ hôm nay.", "repeals", id="hết hiệu lực, behind"),
        pytest.param("Đình chỉ thi hành Quyết định số 9/QĐ-TTg.", "suspends", id="đình chỉ"),
        pytest.param("Đính chính Quyết định số 9/QĐ-TTg như sau.", "corrects", id="đính chính"),
        pytest.param("Xin gửi kèm Quyết định số 9/QĐ-TTg.", "encloses", id="gửi kèm"),
        pytest.param("Nội dung theo Quyết định số 9/QĐ-TTg (gửi kèm).", "encloses", id="gửi kèm, behind"),
        pytest.param(
            "Quy chế ban hành kèm theo Quyết định số 9/QĐ-TTg.", "promulgates", id="ban hành kèm theo"
        ),
        pytest.param(
            "Sau 10 năm thực hiện Quyết định số 9/QĐ-TTg, cây đã lớn.", "reports_on", id="after ten years"
        ),
        pytest.param("Báo cáo kết quả thực hiện Quyết định số 9/QĐ-TTg.", "reports_on", id="báo cáo kết quả"),
        pytest.param("Cây trong Quyết định số 9/QĐ-TTg là cây xoan.", "cites", id="no cue"),
    ],
)
def test_finds(sentence: str, relation: str) -> None:
    """The cue stands in the same sentence."""
    assert relation_of("9/QĐ-TTg", state(body=f"{sentence}\n{BODY}")) == relation


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        pytest.param(
            "Bãi bỏ lệ cũ. Cây trong Quyết định số 9/QĐ-TTg là xoan.",
            "cites",
            id="a cue of the sentence before",
        ),
        pytest.param(
            "Thay mặt các đơn vị, cây ghi ở Quyết định số 9/QĐ-TTg là xoan.",
            "cites",
            id="thay mặt is not thay thế",
        ),
        pytest.param(
            "Cây ghi ở Quyết định số 9/QĐ-TTg có hiệu lực trong năm.",
            "cites",
            id="in force is not out of force",
        ),
    ],
)
def test_ignores(sentence: str, relation: str) -> None:
    """A cue of another sentence, or a word that resembles one, says nothing."""
    assert relation_of("9/QĐ-TTg", state(body=f"{sentence}\n{BODY}")) == relation


@pytest.mark.parametrize(
    ("sentence", "relations"),
    [
        pytest.param(
            "Căn cứ Nghị định số 47/2022/NĐ-CP ngày 19/7/2022 của Chính phủ;\n"
            "Căn cứ Quyết định số 9/QĐ-TTg ngày 02/01/2020;",
            {"47/2022/NĐ-CP": "based_on", "9/QĐ-TTg": "based_on"},
            id="a preamble",
        ),
        pytest.param(
            "Thực hiện Nghị định số 47/2022/NĐ-CP và Quyết định số 9/QĐ-TTg,",
            {"47/2022/NĐ-CP": "implements", "9/QĐ-TTg": "implements"},
            id="a list shares its cue",
        ),
        pytest.param(
            "Sửa đổi Nghị định số 47/2022/NĐ-CP và bãi bỏ Quyết định số 9/QĐ-TTg.",
            {"47/2022/NĐ-CP": "amends", "9/QĐ-TTg": "repeals"},
            id="the second has a stronger cue",
        ),
        pytest.param(
            "Căn cứ Nghị định số 47/2022/NĐ-CP sửa đổi Quyết định số 9/QĐ-TTg;",
            {"47/2022/NĐ-CP": "based_on", "9/QĐ-TTg": "based_on"},
            id="a cue inside the subject of the first is the first's",
        ),
    ],
)
def test_several(sentence: str, relations: dict[str, str]) -> None:
    """Each has the relation of its list, unless a cue that ends something stands between."""
    told = {c.number: c.relation for c in record(state(body=f"{sentence}\n{BODY}")).citations}
    assert told == relations


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        pytest.param(
            party(title="KẾ HOẠCH\nthực hiện Chỉ thị số 32-CT/TW về vườn ươm\n-----"),
            "implements",
            id="a plan to implement",
        ),
        pytest.param(
            party(
                number="Số 5-HD/BTGTU", title="HƯỚNG DẪN\nthực hiện Chỉ thị số 32-CT/TW về vườn ươm\n-----"
            ),
            "guides",
            id="guidance to implement",
        ),
        pytest.param(letter(about="V/v gửi Chỉ thị số 32-CT/TW"), "encloses", id="a letter that sends it"),
        pytest.param(
            party(number="Số 5-BC/BTGTU", title="BÁO CÁO\nkết quả thực hiện Chỉ thị số 32-CT/TW\n-----"),
            "reports_on",
            id="a report on it",
        ),
    ],
)
def test_the_title_tells(text: str, relation: str) -> None:
    """What the document is, and what about, says how it rests on what its subject names."""
    assert relation_of("32-CT/TW", text) == relation


def test_the_strongest_of_several_mentions() -> None:
    """Named twice, the stronger relation stays."""
    body = f"Căn cứ Quyết định số 9/QĐ-TTg;\n{BODY}\nĐiều 2. Thay thế Quyết định số 9/QĐ-TTg.\n"
    assert relation_of("9/QĐ-TTg", state(body=body)) == "replaces"
