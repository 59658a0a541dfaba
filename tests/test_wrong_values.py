"""What a second reader found to come out wrong; a wrong value costs more than a missing one."""

from __future__ import annotations

import pytest

from tests.sheets import letter, party, record, state

FOOT = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"


def test_a_signer_of_the_family_luu_is_no_filing_item() -> None:
    read = record(letter(foot=f"{FOOT}GIÁM ĐỐC\n\nLưu Văn Hùng"))
    assert [signer.name for signer in read.signers] == ["Lưu Văn Hùng"]
    assert [recipient.text for recipient in read.recipients] == ["Như trên", "Lưu: VT"]


def test_an_office_of_two_words_is_no_name() -> None:
    (signer,) = record(letter(foot=f"{FOOT}TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG NGÂN SÁCH\n\nNguyễn An")).signers
    assert (signer.name, signer.position) == ("Nguyễn An", "Trưởng phòng Ngân sách")


@pytest.mark.parametrize("place", ["Lạng Sơn1", "Lạng Sơn|", "Lạng Sơn.1", "Lạng Sơn500"])
def test_a_stray_sign_behind_the_place_costs_nothing(place: str) -> None:
    read = record(letter(date=f"{place}, ngày 21 tháng 6 năm 2019"))
    assert (read.place, read.date) == ("Lạng Sơn", "2019-06-21")


@pytest.mark.parametrize(("body", "relation"), [
    ("Quyết định này thay thế Quyết định số 9/QĐ-UBND.", "replaces"),
    ("Quyết định này không thay thế Quyết định số 9/QĐ-UBND.", "cites"),
    ("Việc cũ được thay thế bởi Quyết định số 9/QĐ-UBND.", "cites"),
])
def test_a_cue_that_is_denied_or_turned_round_is_none(body: str, relation: str) -> None:
    assert [c.relation for c in record(state(body=body)).citations] == [relation]


@pytest.mark.parametrize(("mark", "security"), [
    ("MẬT", "mật"), ("MÂT", "mật"), ("MẮT", None), ("MẶT", None), ("MẤT", None),
])
def test_a_word_that_differs_in_its_mark_is_no_security_mark(mark: str, security: str | None) -> None:
    assert record(letter(left=f"{mark}\nSỞ Y TẾ\nTỈNH LẠNG SƠN")).security == security


def test_a_sign_without_width_between_a_letter_and_its_mark_is_nothing() -> None:
    read = record(letter(date="Nghê\u200b\u0323 An, ngày 21 tháng 6 năm 2019"))
    assert read.place == "Nghệ An"


@pytest.mark.parametrize("page", [letter(), state(), party()], ids=["letter", "state", "party"])
def test_a_document_on_one_line_keeps_its_fields(page: str) -> None:
    """Text crawled from the web may have lost every line end."""
    whole, flat = record(page), record(" ".join(page.split()))
    for field in ("number", "date", "doc_type", "issuer", "place"):
        assert getattr(flat, field) == getattr(whole, field)
    assert [r.text for r in flat.recipients] == [r.text for r in whole.recipients]
    assert [s.name for s in flat.signers] == [s.name for s in whole.signers]
