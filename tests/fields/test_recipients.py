"""Nơi nhận: one item a line, whatever the scan ran in between."""

from __future__ import annotations

import unicodedata

import pytest

from tests.sheets import letter, page, party, state
from vbparse.fields.recipients import recipients
from vbparse.record import Recipient

SIGNATURE = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mộc"


def read(text: str) -> list[Recipient]:
    """The distribution list of a page."""
    return [found.value for found in recipients(page(text))]


def texts(text: str) -> list[str]:
    return [recipient.text for recipient in read(text)]


@pytest.mark.parametrize(
    ("block", "items"),
    [
        pytest.param(
            "Nơi nhận:\n- Như Điều 3;\n- Sở Tài chính;\n- Lưu: VT, TH.",
            ["Như Điều 3", "Sở Tài chính", "Lưu: VT, TH"],
            id="State: semicolons",
        ),
        pytest.param(
            "Nơi nhận:\n- Thường trực Tỉnh ủy (để b/c),\n- Các chi bộ,\n- Lưu VT.",
            ["Thường trực Tỉnh ủy (để b/c)", "Các chi bộ", "Lưu VT"],
            id="Party: commas",
        ),
        pytest.param(
            "Nơi nhận:\n- VPTW, các ban đảng, ban cán sự đảng,\n- Các đảng bộ trực thuộc,\n- Lưu VP.",
            ["VPTW, các ban đảng, ban cán sự đảng", "Các đảng bộ trực thuộc", "Lưu VP"],
            id="commas inside do not split",
        ),
        pytest.param(
            "Nơi nhận:\n- Ban Thường vụ huyện ủy, thị ủy,\nĐUTT,\n- Lưu VP.",
            ["Ban Thường vụ huyện ủy, thị ủy, ĐUTT", "Lưu VP"],
            id="a line without a bullet goes on",
        ),
        pytest.param(
            "Nơi nhận: \n- Như trên;\n- Lãnh đạo Sở (để theo\ndõi);\n- Lưu: VT.",
            ["Như trên", "Lãnh đạo Sở (để theo dõi)", "Lưu: VT"],
            id="wrapped inside a bracket",
        ),
        pytest.param(
            "Nơi nhận:\n– Như trên;\n• Sở Tài chính;\n+ Sở Y tế;\n* Lưu: VT.",
            ["Như trên", "Sở Tài chính", "Sở Y tế", "Lưu: VT"],
            id="bullets of any kind",
        ),
        pytest.param(
            "Nơi nhận: Kho bạc Nhà nước tỉnh; Các đơn vị trồng cây và các tổ chức hội quần chúng trong tỉnh;"
            " Ban Quản lý rừng; Lưu: VT.",
            [
                "Kho bạc Nhà nước tỉnh",
                "Các đơn vị trồng cây và các tổ chức hội quần chúng trong tỉnh",
                "Ban Quản lý rừng",
                "Lưu: VT",
            ],
            id="a long list on the label's line, without bullets",
        ),
        pytest.param("Noi nhận:\n- Như trên;\n- Lưu: VT.", ["Như trên", "Lưu: VT"], id="OCR: Noi nhận"),
        pytest.param("NƠI NHẬN:\n- Như trên;\n- Lưu: VT.", ["Như trên", "Lưu: VT"], id="capitals"),
        pytest.param("Nơi nhân :\n- Như trên;\n- Lưu: VT.", ["Như trên", "Lưu: VT"], id="OCR: nhân"),
        pytest.param("**Nơi nhận:**\n- Như trên;\n- Lưu: VT.", ["Như trên", "Lưu: VT"], id="Markdown"),
        pytest.param(
            "Nơi nhận:\n\n- Như trên;\n\n- Sở Y tế;\n\n- Lưu: VT.",
            ["Như trên", "Sở Y tế", "Lưu: VT"],
            id="blank lines",
        ),
        pytest.param(
            "Nơi nhận: - Như trên; - Lưu: VT, TTHT.", ["Như trên", "Lưu: VT, TTHT"], id="crawled: on one line"
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên;\n- Lưu: VT, TH (2b).", ["Như trên", "Lưu: VT, TH (2b)"], id="copies"
        ),
        pytest.param(
            "Nơi nhận:\n- Ban Tổ chức Tỉnh ủy, | Báo cáo\n- Thường trực Tỉnh ủy, |\n- Các chi bộ,\n- Lưu VT.",
            ["Ban Tổ chức Tỉnh ủy", "Thường trực Tỉnh ủy", "Các chi bộ", "Lưu VT"],
            id="a brace drawn beside items",
        ),
        pytest.param(
            "Nơi nhận:\n- UBND TP. Hồ Chí Minh;\n- Lưu: VT.",
            ["UBND TP. Hồ Chí Minh", "Lưu: VT"],
            id="a stop inside",
        ),

        pytest.param(
            "Nơi nhận:\nNhư trên;\n- Sở Y tế;\n- Lưu: VT.", ["Như trên", "Sở Y tế", "Lưu: VT"],
            id="the first bullet is lost",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên;\n- Lưu: VT, P4; T85.", ["Như trên", "Lưu: VT, P4; T85"], id="who typed it"
        ),
        pytest.param("ÂNơi nhận:\n- Như trên;\n- Lưu: VT.", ["Như trên", "Lưu: VT"], id="a letter before it"),

        pytest.param(
            "Nơi nhận:\n: Như trên;\n> Sở Y tế;\n; Sở Tài chính;\n- Lưu: VT, TCHC; Ng120.",
            ["Như trên", "Sở Y tế", "Sở Tài chính", "Lưu: VT, TCHC; Ng120"],
            id="bullets that a scan took for other signs",
        ),
        pytest.param(
            "Nơi nhận: GIÁM ĐỐC\n- Như điều 3 Lò Văn Pản\n- Ban Tổ chức tỉnh\n- Lưu VP",
            ["Như điều 3", "Ban Tổ chức tỉnh", "Lưu VP"],
            id="the signer behind a reference that no mark closes",
        ),
        pytest.param(
            "Nơi nhận: BÍ THƯ\n- Thường trực Huyện ủy\n- Các chi bộ\n- Lưu VP, TH Lò Văn Pản",
            ["Thường trực Huyện ủy", "Các chi bộ", "Lưu VP, TH"],
            id="the signer behind the offices that file",
        ),
        pytest.param(
            "Nơi nhận:\n- Như Điều 4\n- Đồng chí  Lò Văn Pản\n- UBND xã Trần Văn Mộc\n- Lưu: VT, Lan",
            ["Như Điều 4", "Đồng chí Lò Văn Pản", "UBND xã Trần Văn Mộc", "Lưu: VT, Lan"],
            id="a person who receives, a place, who typed it",
        ),

        pytest.param("Nơi nhận:\n- Như trên;\n- Lưu VP, —YV", ["Như trên", "Lưu VP"], id="debris behind it"),

        pytest.param(
            "Nơi nhận:\n- Các Phòng: TTKT1, 2, 3;\n- Lưu: VT.", ["Các Phòng: TTKT1, 2, 3", "Lưu: VT"],
            id="a list of numbers ends an item",
        ),
    ],
)
def test_finds(block: str, items: list[str]) -> None:
    """Bullets and closing marks are off, wrapped lines joined; composed or not."""
    assert texts(state(foot=f"{block}\n\n{SIGNATURE}")) == items
    assert texts(party(foot=f"{block}\n\n{SIGNATURE}")) == items
    decomposed = unicodedata.normalize("NFD", letter(foot=f"{block}\n\n{SIGNATURE}"))
    assert texts(decomposed) == items


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param(
            "Nơi nhận:          TM. ỦY BAN NHÂN DÂN\n- Như trên;          CHỦ TỊCH\n- Sở Y tế;\n"
            "- Lưu: VT.          Trần Văn Mộc",
            id="two columns, wide blanks",
        ),
        pytest.param(
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; CHỦ TỊCH\n- Sở Y tế;\n- Lưu: VT. Trần Văn Mộc",
            id="two columns, one blank",
        ),
        pytest.param(
            "Nơi nhận:\nTM. ỦY BAN NHÂN DÂN\n- Như trên;\nCHỦ TỊCH\n- Sở Y tế;\n- Lưu: VT.\nTrần Văn Mộc",
            id="lines alternate",
        ),
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nTrần Văn Mộc\n\nNơi nhận:\n- Như trên;\n- Sở Y tế;\n"
            "- Lưu: VT.",
            id="signature first",
        ),
        pytest.param(
            "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tCHỦ TỊCH\n- Sở Y tế;\t(Đã ký)\n"
            "- Lưu: VT.\tTrần Văn Mộc",
            id="tabs, đã ký",
        ),
        pytest.param(
            "| Nơi nhận: | TM. ỦY BAN NHÂN DÂN |\n|---|---|\n| - Như trên; | CHỦ TỊCH |\n"
            "| - Sở Y tế; | |\n| - Lưu: VT. | Trần Văn Mộc |",
            id="Markdown table",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên;\n- Sở Y tế;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
            "Trần Văn Mộc\n\n"
            "PHỤ LỤC\n- Danh mục cây giống;\n- Danh mục dụng cụ.",
            id="an appendix follows",
        ),

        pytest.param(
            "Nơi nhận: GIÁM ĐỐC\n- Như trên; PGS.TS. Trần Văn Mộc\n- Sở Y tế;\n- Lưu: VT.",
            id="a name with its title",
        ),
        pytest.param(
            "Nơi nhận: GIÁM ĐỐC\n- Như trên; Đại tá Trần Văn Mộc\n- Sở Y tế;\n- Lưu: VT.",
            id="a name with its rank",
        ),
    ],
)
def test_the_signature_is_not_of_the_list(foot: str) -> None:
    """Lines of the signature's column are left out, wherever the scan put them."""
    assert texts(state(foot=foot)) == ["Như trên", "Sở Y tế", "Lưu: VT"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(foot=SIGNATURE), id="no label"),
        pytest.param(
            state(
                body="Các đơn vị ghi đủ nơi nhận trên phiếu.\nVườn ươm giao cây theo phiếu ấy cho từng đơn "
                "vị.",
                foot=SIGNATURE,
            ),
            id="named in a sentence",
        ),
        pytest.param(state(foot=f"Nơi nhận:\n\n{SIGNATURE}"), id="label alone"),
        pytest.param(
            letter(to="Kính gửi:\n- Sở Tài chính;\n- Sở Y tế.", foot=SIGNATURE), id="addressees are none"
        ),
    ],
)
def test_ignores(text: str) -> None:
    """Without the label there is no list."""
    assert texts(text) == []


def test_a_brace_gives_its_purpose_to_all_it_holds() -> None:
    """What is printed beside one item is said of every item with the bar, and of no other."""
    block = "Nơi nhận:\n- Ban Tổ chức Tỉnh ủy, |\n- Thường trực Tỉnh ủy, | Báo cáo\n- Các chi bộ,\n- Lưu VT."
    found = {recipient.text: recipient.purpose for recipient in read(party(foot=f"{block}\n\n{SIGNATURE}"))}
    assert found == {
        "Ban Tổ chức Tỉnh ủy": "báo cáo",
        "Thường trực Tỉnh ủy": "báo cáo",
        "Các chi bộ": None,
        "Lưu VT": None,
    }


@pytest.mark.parametrize("label", ["Nơl nhận:", "Nơ i nhậ n :", "NƠI N HẬN:", "Nơi nhậu:", "Nơí nhân :"])
def test_a_spoiled_label_opens_the_list(label: str) -> None:
    text = letter(foot=f"{label}\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLò Văn Pản\n")
    assert [found.value.text for found in recipients(page(text))] == ["Như trên", "Lưu: VT"]


@pytest.mark.parametrize("line", ["- Lưu: VT, KT. Lò Văn Pản", "- Lưu: VT, KT.     Lò Văn Pản"])
def test_a_unit_before_a_name_is_no_authority(line: str) -> None:
    text = letter(foot=f"Nơi nhận: GIÁM ĐỐC\n- Như trên;\n{line}\n")
    assert texts(text) == ["Như trên", "Lưu: VT, KT"]


@pytest.mark.parametrize("line", ["- Lưu. VT.", "- Lưu: VT;", "- Lưu VT"])
def test_a_filing_item_keeps_its_unit(line: str) -> None:
    assert texts(letter(foot=f"Nơi nhận:\n- Như trên;\n{line}\n\nGIÁM ĐỐC\n\nLò Văn Pản\n"))[-1] == line[
        2:
    ].strip(".;")


@pytest.mark.parametrize(
    ("lines", "item"),
    [
        pytest.param("(để chỉ đạo thực Trần Văn Mộc\nhiện)", "(để chỉ đạo thực hiện)", id="a bracket"),
        pytest.param("ở Trần Văn Mộc\nTrung ương", "ở Trung ương", id="a place"),
        pytest.param("của quân Đại tá Trần Văn Mộc\nkhu", "của quân khu", id="a rank before it"),
    ],
)
def test_a_name_inside_a_wrapped_item_is_not_of_it(lines: str, item: str) -> None:
    """The signature's column is run in where an item breaks off, too."""
    foot = f"Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Các đơn vị {lines};\n- Lưu: VT."
    assert texts(state(foot=foot)) == ["Như trên", f"Các đơn vị {item}", "Lưu: VT"]


def test_a_person_who_receives_is_kept() -> None:
    """A name that ends a closed item, or stands before a bracket of its own, is the item's."""
    items = "- Như trên;\n- Đồng chí Trần Văn Mộc\n(để báo cáo);\n- Lưu: VT."
    foot = f"Nơi nhận:\n{items}\n\nGIÁM ĐỐC\nVi Thị Lành"
    assert texts(state(foot=foot))[1] == "Đồng chí Trần Văn Mộc (để báo cáo)"
