"""A file is a bundle: where one document ends and the next begins."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from tests.sheets import BODY, letter, pages, party, records, state

COPY = (
    "TỈNH ỦY NAM ĐỊNH\n*\nSố 215-BS/TU\n\nSAO LỤC\nNam Định, ngày 18 tháng 3 năm 2021\n\n"
    "Nơi nhận:\n- Các huyện ủy,\n- Lưu VT.\n\nT/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nVũ Thị Rạng\n"
)
GUIDANCE = party(
    left="BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TUYÊN GIÁO",
    number="Số 91-HD/BTGTW",
    title="HƯỚNG DẪN\nchăm cây\n-----",
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(party() + "\n" + GUIDANCE, ["84-KH/BTGTU", "91-HD/BTGTW"], id="plan and guidance"),
        pytest.param(
            letter() + "\n" + state(), ["2417/CT-TTHT", "123/QĐ-UBND"], id="letter and what it sends"
        ),
        pytest.param(
            party() + "\n" + COPY, ["84-KH/BTGTU", "215-BS/TU"], id="a copy note under its original"
        ),
        pytest.param(
            letter() + "\n" + state() + "\n" + GUIDANCE,
            ["2417/CT-TTHT", "123/QĐ-UBND", "91-HD/BTGTW"],
            id="three",
        ),
        pytest.param(letter() + "\f" + state(), ["2417/CT-TTHT", "123/QĐ-UBND"], id="parted by a form feed"),
        pytest.param(
            unicodedata.normalize("NFD", letter() + "\n" + state()).replace("\n", "\r\n"),
            ["2417/CT-TTHT", "123/QĐ-UBND"],
            id="decomposed, CRLF",
        ),
        pytest.param(
            party(foot="T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVi Thị Lành") + "\n" + state(),
            ["84-KH/BTGTU", "123/QĐ-UBND"],
            id="the first without a distribution list",
        ),
        pytest.param(
            party(foot="T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVI THỊ LÀNH") + "\n" + GUIDANCE,
            ["84-KH/BTGTU", "91-HD/BTGTW"],
            id="the name in capitals is not the next letterhead's",
        ),
        pytest.param(
            state()
            + "\n"
            + state(
                number="Số: 15/SY-UBND",
                title="SAO Y BẢN CHÍNH",
                body="",
                date="Bình Phước, ngày 9 tháng 3 năm 2021",
            ),
            ["123/QĐ-UBND", "15/SY-UBND"],
            id="a printed copy note of the State",
        ),
    ],
)
def test_parts(text: str, numbers: list[str]) -> None:
    """Each document with a letterhead of its own, in the order they stand."""
    assert [record.number for record in records(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(state(), id="one document"),
        pytest.param(
            state()
            + "\nPHỤ LỤC I\n(Kèm theo Quyết định số 123/QĐ-UBND ngày 05 tháng 3 năm 2021)\n1. Xoan\n2. Lim\n",
            id="an appendix",
        ),
        pytest.param(
            state()
            + "\nMẫu số 01\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            + "ĐƠN XIN CÂY GIỐNG\nKính gửi: Ủy ban nhân dân xã\nNgười làm đơn\n",
            id="a form with a motto",
        ),
        pytest.param(
            state() + "\nMẫu số 02\nTÊN CƠ QUAN\nSố: …/...(2)…\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "PHIẾU GIAO CÂY\nNơi nhận:\n- …\n",
            id="a form with a letterhead",
        ),
        pytest.param(
            state() + "\nQUY CHẾ\nchăm sóc vườn ươm\n(Ban hành kèm theo Quyết định số 123/QĐ-UBND)\n"
            "Điều 1. Phạm vi\nQuy chế này nói về việc chăm vườn.\n",
            id="rules that a decision promulgates",
        ),
        pytest.param(
            party(number="Số 84-KH/BTGTU\nSỞ Y TẾ\nĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: ...."), id="a stamp"
        ),
        pytest.param(
            state(body=f"{BODY}\nCăn cứ:\nSố: 12/QĐ-UBND ngày 02 tháng 01 năm 2020 của tỉnh.\n{BODY}"),
            id="a cited number on its line",
        ),
        pytest.param("SAO Y\n" + state(), id="an electronic copy mark at the head"),
        pytest.param(
            state() + "\nKý bởi: Sở Y tế\nThời gian ký: 08.01.2018 09:15:48 +07:00\n",
            id="electronic signature",
        ),
        pytest.param(state() + "\n- 2 -\n" + BODY, id="a page behind the foot"),
        pytest.param("", id="an empty file"),
        pytest.param("\n\n   \n", id="a blank file"),
    ],
)
def test_one(text: str) -> None:
    """Appendices, forms, stamps and marks are no documents."""
    assert len(records(text)) == 1


def test_parts_cover_the_file() -> None:
    """The parts follow one another without a gap, from the beginning to the end."""
    text = letter() + "\n" + state() + "\n" + GUIDANCE
    spans = [record.source.span for record in records(text)]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert [record.source.part for record in records(text)] == [1, 2, 3]


def test_each_part_keeps_its_own() -> None:
    """Signers, recipients and addressees of one document are not the other's."""
    first, second = records(letter() + "\n" + state())
    assert [signer.name for signer in first.signers] == ["Đinh Thị Sim"]
    assert [signer.name for signer in second.signers] == ["Trần Văn Mộc"]
    assert [r.text for r in first.recipients] == ["Như trên", "Lưu: VT, TTHT"]
    assert [r.text for r in second.recipients] == ["Như Điều 3", "Sở Tài chính", "Lưu: VT, TH"]
    assert second.addressees == ()


def test_a_copy_note_names_its_original() -> None:
    """The note is tied to the document before it and changes nothing of it."""
    original, note = records(party() + "\n" + COPY)
    assert note.doc_type == "sao lục"
    assert note.copy_of is not None
    assert (note.copy_of.number, note.copy_of.id) == (original.number, original.id)
    assert (original.copy_of, original.date) == (None, "2019-06-21")
    assert [signer.name for signer in note.signers] == ["Vũ Thị Rạng"]


def test_zones_of_every_part() -> None:
    """Every part has cells of its own file only, none twice."""
    found = pages(letter() + "\n" + state())
    starts = [cell.start for zone in found for cell in zone.cells]
    assert starts == sorted(set(starts))


def test_a_part_may_begin_within_a_row() -> None:
    """Where the scan ran a signature and the next letterhead together, both documents are read."""
    text = f"Số 84-KH/BTGTU\n{BODY}   T/M BAN THƯỜNG VỤ   SAO LỤC   ĐẢNG CỘNG SẢN VIỆT NAM   Số 215-BS/TU"
    assert [record.number for record in records(text)] == ["84-KH/BTGTU", "215-BS/TU"]
