"""Quyền hạn, chức vụ, họ tên: who signed, for whom; nobody's name, no signer."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, letter, page, party, state
from vbparse.fields.signer import signer
from vbparse.record import Signer

LIST = "Nơi nhận:\n- Như trên;\n- Lưu: VT."


def signers(text: str) -> list[Signer]:
    """The signers of a page."""
    return [found.value for found in signer(page(text))]


def signed(text: str) -> tuple[str | None, str | None, str | None, str]:
    """Authority, for whom, post and name of the one signer of a page."""
    (one,) = signers(text)
    return one.authority, one.on_behalf_of, one.position, one.name


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(
            "TRƯỞNG BAN\n\nNông Văn Khoan", (None, None, "Trưởng ban", "Nông Văn Khoan"), id="head alone"
        ),
        pytest.param(
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVi Thị Lành",
            ("TM", "Ban Thường vụ", "Phó Bí thư", "Vi Thị Lành"),
            id="Party, T/M",
        ),
        pytest.param("T/M BAN BÍ THƯ\n\nLò Văn Pản", ("TM", "Ban Bí thư", None, "Lò Văn Pản"), id="no post"),
        pytest.param(
            "K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\nVi Thị Lành",
            ("KT", "Trưởng ban", "Phó Trưởng ban", "Vi Thị Lành"),
            id="Party, K/T",
        ),
        pytest.param(
            "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\nVi Thị Lành",
            ("TL", "Ban Thường vụ", "Chánh Văn phòng", "Vi Thị Lành"),
            id="Party, T/L",
        ),
        pytest.param(
            "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Văn Mộc",
            ("KT", "Bộ trưởng", "Thứ trưởng", "Trần Văn Mộc"),
            id="State, KT.",
        ),
        pytest.param(
            "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG\n\nTrần Văn Mộc",
            ("TUQ", "Giám đốc", "Trưởng phòng", "Trần Văn Mộc"),
            id="TUQ.",
        ),
        pytest.param(
            "Q. GIÁM ĐỐC\n\nTrần Văn Mộc", ("Q", None, "Giám đốc", "Trần Văn Mộc"), id="acting head"
        ),
        pytest.param(
            "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\n(Đã ký)\nVi Thị Lành",
            ("TM", "Ban Thường vụ", "Phó Bí thư Thường trực", "Vi Thị Lành"),
            id="đã ký stands between post and name",
        ),
        pytest.param(
            "CHỦ TỊCH\n(Ký tên, đóng dấu)\n\nTrần Văn Mộc",
            (None, None, "Chủ tịch", "Trần Văn Mộc"),
            id="ký, đóng dấu",
        ),
        pytest.param(
            "GlÁM ĐỐC\n\nTrần Văn Mộc", (None, None, "Giám đốc", "Trần Văn Mộc"), id="OCR: l among capitals"
        ),
        pytest.param(
            "CHỦ TỊCH\n\nTRẨN VĂN MỘC", (None, None, "Chủ tịch", "Trẩn Văn Mộc"), id="OCR: capitals, a mark"
        ),
        pytest.param(
            "CHỦ TỊCH\n+ Lưu VT. TRẦN VĂN MỘC",
            (None, None, "Chủ tịch", "Trần Văn Mộc"),
            id="behind the last item, in capitals",
        ),
        pytest.param(
            "CHỦ TỊCH\n\nTRẦN VĂN MỘC", (None, None, "Chủ tịch", "Trần Văn Mộc"), id="name in capitals"
        ),
        pytest.param(
            "GIÁM ĐỐC\n\nPGS.TS. Trần Văn Mộc",
            (None, None, "Giám đốc", "Trần Văn Mộc"),
            id="academic title off",
        ),
        pytest.param(
            "GIÁM ĐỐC CÔNG AN\n\nĐại tá Trần Văn Mộc",
            (None, None, "Giám đốc Công an", "Trần Văn Mộc"),
            id="rank off",
        ),
        pytest.param(
            "**T/M BAN THƯỜNG VỤ**\n**PHÓ BÍ THƯ**\n\n**Vi Thị Lành**",
            ("TM", "Ban Thường vụ", "Phó Bí thư", "Vi Thị Lành"),
            id="Markdown",
        ),
        pytest.param(
            "T/N BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVi Thị Lành",
            ("TM", "Ban Thường vụ", "Phó Bí thư", "Vi Thị Lành"),
            id="OCR: T/N",
        ),
        pytest.param(
            "KT. CUC TRUONG\nPHO CUC TRUONG\n\nTrần Văn Mộc",
            ("KT", "Cục trưởng", "Phó Cục trưởng", "Trần Văn Mộc"),
            id="OCR: marks lost",
        ),
        pytest.param(
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n~^ „\nW.k L\nTrần Văn Mộc",
            ("KT", "Chủ tịch", "Phó Chủ tịch", "Trần Văn Mộc"),
            id="OCR: a seal's debris",
        ),
        pytest.param("BÍ THƯ\n\nY Blem Niê", (None, None, "Bí thư", "Y Blem Niê"), id="a highland name"),

        pytest.param(
            "KT. BỘ TRƯỞNG\nThứ trưởng\n\nTrần Văn Mộc", ("KT", "Bộ trưởng", "Thứ trưởng", "Trần Văn Mộc"),
            id="the post in small letters, as before 2005",
        ),
        pytest.param(
            "BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Văn Mộc", ("KT", "Bộ trưởng", "Thứ trưởng", "Trần Văn Mộc"),
            id="KT. is lost: a deputy signs for his head",
        ),
        pytest.param(
            "TL: HIỆU TRƯỞNG\nTRƯỞNG PHÒNG\n\nTrần Văn Mộc",
            ("TL", "Hiệu trưởng", "Trưởng phòng", "Trần Văn Mộc"),
            id="OCR: a colon behind TL",
        ),
        pytest.param(
            "TUQ. TRƯỞNG BAN\nTRƯỞNG PHÒNG QUẢN LÝ LAO ĐỘNG\n\nTrần Văn Mộc",
            ("TUQ", "Trưởng ban", "Trưởng phòng Quản lý lao động", "Trần Văn Mộc"),
            id="an office that reads like a name",
        ),
        pytest.param(
            "TM. ĐOÀN CHỦ TỊCH\nỦY BAN TRUNG ƯƠNG MẶT TRẬN TỔ QUỐC VIỆT NAM\nCHỦ TỊCH\n\nTrần Văn Mộc",
            ("TM", "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "Chủ tịch", "Trần Văn Mộc"),
            id="an organ and its body on two lines",
        ),

        pytest.param(
            "KT. CHỦ TỊCH\nPHÓ C¡1Ủ TỊCH\n\nTrần Văn Mộc", ("KT", "Chủ tịch", "Phó Chủ tịch", "Trần Văn Mộc"),
            id="OCR: signs inside a post",
        ),

        pytest.param(
            "T1: BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nTU\n\nTrần Văn Mộc",
            ("TL", "Ban Thường vụ", "Chánh Văn phòng", "Trần Văn Mộc"),
            id="OCR: T1 for TL, debris below the post",
        ),

        pytest.param(
            "TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ CÔNG CHỨC - VIÊN CHỨC\n\nTrần Văn Mộc",
            ("TL", "Bộ trưởng", "Vụ trưởng Vụ Công chức - Viên Chức", "Trần Văn Mộc"),
            id="viên is no viện",
        ),
    ],
)
def test_finds(block: str, expected: tuple[str | None, str | None, str | None, str]) -> None:
    """The first line says how he signs, the last above the name is his own post."""
    assert signed(state(foot=f"{LIST}\n\n{block}")) == expected
    assert signed(party(foot=f"{LIST}\n\n{block}")) == expected
    assert signed(letter(foot=f"{block}\n\n{LIST}")) == expected


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param(
            "Nơi nhận:          KT. CHỦ TỊCH\n- Như trên;          PHÓ CHỦ TỊCH\n- Lưu: VT.\n"
            "          Trần Văn Mộc",
            id="two columns",
        ),
        pytest.param(
            "Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Sở Y tế;\n- Lưu: VT. Trần Văn Mộc",
            id="run in behind the items",
        ),
        pytest.param(
            "Nơi nhận:\nKT. CHỦ TỊCH\n- Như trên;\nPHÓ CHỦ TỊCH\n- Lưu: VT.\nTrần Văn Mộc",
            id="lines alternate",
        ),
        pytest.param("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Mộc", id="crawled: on one line"),
        pytest.param(
            "| Nơi nhận: | KT. CHỦ TỊCH |\n| - Như trên; | PHÓ CHỦ TỊCH |\n| - Lưu: VT. | Trần Văn Mộc |",
            id="Markdown table",
        ),
        pytest.param(f"KT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\n\n\n\nTrần Văn Mộc\n\n{LIST}", id="much white"),

        pytest.param(
            "Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Các Phó Chủ tịch (để thực Trần Văn Mộc\n"
            "hiện);\n- Lưu: VT.",
            id="in the middle of an item",
        ),

        pytest.param(
            "Nơi nhận: KT. CHỦ TỊCH\n- Thường trực Ban Bí thư;\nPHÓ CHỦ TỊCH\n- Lưu: VT.\nTrần Văn Mộc",
            id="an item that reads like a post",
        ),

        pytest.param(
            "Nơi nhận: KT. CHỦ TỊCH .\n- Ông Lò Văn Pản; PHÓ CHỦ TỊCH\n- Lưu: VT.\n\nTrần Văn Mộc",
            id="below a person who receives",
        ),
    ],
)
def test_finds_wherever_the_scan_put_it(foot: str) -> None:
    """The distribution list beside the signature does not matter."""
    assert signed(state(foot=foot)) == ("KT", "Chủ tịch", "Phó Chủ tịch", "Trần Văn Mộc")


def test_keeps_every_layer_of_authority() -> None:
    """Of several lines the first decides, and the chain holds them all."""
    block = "TL. TỔNG CỤC TRƯỞNG\nKT. VỤ TRƯỞNG VỤ PHÁP CHẾ\nPHÓ VỤ TRƯỞNG\n\nTrần Văn Mộc"
    (one,) = signers(letter(foot=f"{block}\n\n{LIST}"))
    assert (one.authority, one.on_behalf_of, one.position) == ("TL", "Tổng cục trưởng", "Phó Vụ trưởng")
    assert [step.code for step in one.chain] == ["TL", "KT"]


def test_finds_both_signers_of_a_joint_paper() -> None:
    """Two signatures side by side are two signers, left before right."""
    block = (
        "KT. BỘ TRƯỞNG          KT. BỘ TRƯỞNG\nBỘ TÀI CHÍNH          BỘ NỘI VỤ\n"
        "THỨ TRƯỞNG          THỨ TRƯỞNG\n\nTrần Văn Mộc          Vi Thị Lành"
    )
    assert [one.name for one in signers(state(foot=f"{block}\n\n{LIST}"))] == ["Trần Văn Mộc", "Vi Thị Lành"]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(
            "KT. BỘ TRƯỞNG BỘ NỘI VỤ KT. BỘ TRƯỞNG BỘ Y TẾ\nTHỨ TRƯỞNG THỨ TRƯỞNG\n\n"
            "Trần Văn Mộc Vi Thị Lành",
            [
                ("KT", "Bộ trưởng Bộ Nội vụ", "Thứ trưởng", "Trần Văn Mộc"),
                ("KT", "Bộ trưởng Bộ Y tế", "Thứ trưởng", "Vi Thị Lành"),
            ],
            id="a joint circular",
        ),
        pytest.param(
            "KT. BỘ TRƯỞNG KT. BỘ TRƯỞNG\nBỘ TÀI CHÍNH BỘ NỘI VỤ\nTHỨ TRƯỞNG THỨ TRƯỞNG\n"
            "(Đã ký)\nTrần Văn Mộc Vi Thị Lành",
            [
                ("KT", "Bộ trưởng Bộ Tài chính", "Thứ trưởng", "Trần Văn Mộc"),
                ("KT", "Bộ trưởng Bộ Nội vụ", "Thứ trưởng", "Vi Thị Lành"),
            ],
            id="the ministries on a line of their own",
        ),
        pytest.param(
            "HỘI NÔNG DÂN TỈNH SỞ NÔNG NGHIỆP\nTM. BAN THƯỜNG VỤ KT. GIÁM ĐỐC\nCHỦ TỊCH PHÓ GIÁM ĐỐC\n\n"
            "Vi Thị Lành Lê Văn Mộc",
            [
                ("TM", "Ban Thường vụ", "Chủ tịch", "Vi Thị Lành"),
                ("KT", "Giám đốc", "Phó Giám đốc", "Lê Văn Mộc"),
            ],
            id="a joint programme",
        ),
        pytest.param(
            "THƯ KÝ CHỦ TỌA\n\n\nVi Lành Trần Văn Mộc Sơn",
            [(None, None, "Thư ký", "Vi Lành"), (None, None, "Chủ tọa", "Trần Văn Mộc Sơn")],
            id="minutes",
        ),
        pytest.param(
            "ĐẠI DIỆN BÊN NHẬN ĐẠI DIỆN BÊN GIAO\nHIỆU TRƯỞNG TRƯỞNG PHÒNG\n\nTRẦN VĂN MỘC VI THỊ LÀNH",
            [(None, None, "Hiệu trưởng", "Trần Văn Mộc"), (None, None, "Trưởng phòng", "Vi Thị Lành")],
            id="a handing over, names in capitals",
        ),
        pytest.param(
            "TL. BỘ TRƯỞNG BỘ TÀl CHÍNH TL. BỘ TRƯỞNG BỘ Y TẾ\nVỤ TRƯỞNG          VỤ TRƯỞNG\n\n"
            "Trần Văn Mộc          Vi Thị Lành",
            [
                ("TL", "Bộ trưởng Bộ Tài chính", "Vụ trưởng", "Trần Văn Mộc"),
                ("TL", "Bộ trưởng Bộ Y tế", "Vụ trưởng", "Vi Thị Lành"),
            ],
            id="OCR: a small l; only the first line ran together",
        ),
        pytest.param(
            "THƯ KÝ          CHỦ TRÌ\n\nTrần Văn Mộc Vi Thị Lành",
            [(None, None, "Thư ký", "Trần Văn Mộc"), (None, None, "Chủ trì", "Vi Thị Lành")],
            id="only the names ran together",
        ),
        pytest.param(
            "THƯ KÝ\nCHỦ TỌA\n\nVi Thị Lành\nTrần Văn Mộc",
            [(None, None, "Thư ký", "Vi Thị Lành"), (None, None, "Chủ tọa", "Trần Văn Mộc")],
            id="lines by turns",
        ),
        pytest.param(
            "TM. BAN THƯỜNG VỤ\nKT. GIÁM ĐỐC\nCHỦ TỊCH\nPHÓ GIÁM ĐỐC\nVi Thị Lành\nTrần Văn Mộc",
            [
                ("TM", "Ban Thường vụ", "Chủ tịch", "Vi Thị Lành"),
                ("KT", "Giám đốc", "Phó Giám đốc", "Trần Văn Mộc"),
            ],
            id="lines of authority by turns",
        ),
    ],
)
def test_finds_signers_whose_columns_ran_together(
    block: str, expected: list[tuple[str | None, str | None, str | None, str]]
) -> None:
    """Two names on a line under lines of signing that part as well are two signers."""
    for text in (state(foot=f"{block}\n\n{LIST}"), party(foot=block)):
        found = [(s.authority, s.on_behalf_of, s.position, s.name) for s in signers(text)]
        assert found == expected


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Lê Mai Anh", id="one signs for two"
        ),
        pytest.param("KT. BỘ TRƯỞNG THỨ TRƯỞNG\n\nTrần Lê Mai Anh", id="an authority and its post"),
    ],
)
def test_a_name_of_four_words_is_one(block: str) -> None:
    """Though a family name stands inside."""
    assert [s.name for s in signers(state(foot=f"{block}\n\n{LIST}"))] == ["Trần Lê Mai Anh"]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mộc\nVi Thị Lành", id="an authority and its post"),
        pytest.param("CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mộc\nVi Thị Lành", id="KT. is lost"),
        pytest.param("BÍ THƯ\nCHỦ TỊCH\nTrần Văn Mộc\nTrần Văn Mộc", id="one name, stamped and typed"),
    ],
)
def test_one_signature_is_not_read_by_turns(block: str) -> None:
    """Lines of one signature stay together, whatever name follows."""
    assert [s.name for s in signers(state(foot=f"{LIST}\n\n{block}"))] == ["Trần Văn Mộc"]


def test_the_name_behind_a_filing_item_that_says_nothing() -> None:
    """Lưu is a family name too."""
    text = letter(foot="Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Lưu. Trần Văn Mộc\n")
    assert signed(text) == (None, None, "Giám đốc", "Trần Văn Mộc")


def test_two_names_under_one_line_of_signing_are_in_doubt() -> None:
    """Whose post it is nobody can tell."""
    assert signers(state(foot=f"{LIST}\n\nTHƯ KÝ\n\nTrần Văn Mộc Vi Thị Lành")) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(foot=f"{LIST}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"), id="a post without a name"),
        pytest.param(state(foot=LIST), id="no signature"),
        pytest.param(state(foot=f"CHỦ TỊCH\n(Đã ký)\n\n{LIST}"), id="đã ký is no name"),
        pytest.param(state(foot="CHỦ TỊCH\n\n- Lưu Văn thư"), id="filing item"),
        pytest.param(
            state(body=f"{BODY}\nCây được giao cho Trường Chính trị Nguyễn\nVăn Linh chăm sóc.", foot=LIST),
            id="a school's name in the body",
        ),
        pytest.param(
            state(
                foot=f"CHỦ TỊCH\n\n{LIST}\n\nPHỤ LỤC\nDanh sách người chăm vườn\nTrần Văn Mộc\nVi Thị Lành"
            ),
            id="names on an appendix",
        ),
        pytest.param(state(foot=f"CHỦ TỊCH\n\nTỔNG HỢP CÂY GIỐNG\n\n{LIST}"), id="nor one like a name"),
        pytest.param(state(foot=f"CHỦ TỊCH\nTỈNH BÌNH PHƯỚC\n\n{LIST}"), id="a place is no name"),
        pytest.param(state(foot=f"CHỦ TỊCH\n\nPHỤ LỤC SỐ 1\n\n{LIST}"), id="a heading is no name"),
        pytest.param(state(foot=f"TRƯỞNG BAN\n\nThường trực Tỉnh ủy\n\n{LIST}"), id="a body is no name"),
        pytest.param(BODY, id="a page of body text"),
    ],
)
def test_ignores(text: str) -> None:
    """A place, a heading, an item of a list or a word of the body is never a name."""
    assert signers(text) == []


@pytest.mark.parametrize("owner", ["LÒ VĂN PẢN", "Lò Văn Pản"])
def test_an_electronic_signature_names_the_signer_where_the_page_does_not(owner: str) -> None:
    sign = f"Người ký: {owner}\nEmail: pan@dienbien.gov.vn\nThời gian ký: 03.05.2023 10:00:12 +07:00\n"
    bare = letter(foot=f"{LIST}\n\nGIÁM ĐỐC\n")
    assert [s.name for s in signers(sign + bare)] == ["Lò Văn Pản"]
    assert [s.name for s in signers(sign + letter())] == ["Đinh Thị Sim"]


@pytest.mark.parametrize("owner", ["Sở Y tế tỉnh Điện Biên", "BO TÀI CHÍNH", "Tổng cục Thuế", "Ủy bạn"])
def test_a_body_that_owns_a_signature_is_no_signer(owner: str) -> None:
    assert signers(f"Ký bởi: {owner}\n" + letter(foot=f"{LIST}\n\nGIÁM ĐỐC\n")) == []


def test_an_acting_head_holds_the_post_himself() -> None:
    text = letter(foot=f"{LIST}\n\nQUYỀN GIÁM ĐỐC\n\nLò Văn Pản\n")
    assert signed(text) == ("Q", None, "Giám đốc", "Lò Văn Pản")


@pytest.mark.parametrize("name", ["Lò Văn P ản", "Lường ThịMai"])
def test_a_name_that_blanks_spoil_stands_as_printed(name: str) -> None:
    assert [s.name for s in signers(letter(foot=f"{LIST}\n\nGIÁM ĐỐC\n\n{name}\n"))] == [name]


def test_an_authority_stands_though_a_capital_of_its_post_is_lost() -> None:
    text = letter(foot="Nơi nhận: KT, Bo TRUONG\n- Như trên;\n- Lưu: VT.\n\nLò Văn Pản\n")
    assert signed(text)[:2] == ("KT", "Bộ trưởng")
