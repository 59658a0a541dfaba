"""What the page offers besides what the record takes, and why it was left."""

from __future__ import annotations

import pytest

from tests.sheets import letter, party, state
from vbparse.pipeline import Explained, explain, parse_source
from vbparse.text import Source

STAMP = "SỞ VĂN HÓA\nCÔNG VĂN ĐẾN\nSố: 5618\nNgày: 24/6/2019\nChuyển: ........"


def source(text: str) -> Source:
    return Source("a.txt", text, "utf-8", "0" * 64)


def explained(text: str) -> Explained:
    (document,) = explain(source(text))
    return document


def lost(text: str) -> list[tuple[str, str, str]]:
    return [(each.field, each.value, each.reason) for each in explained(text).rejected()]


@pytest.mark.parametrize("text, candidate", [
    pytest.param(party(title=f"{STAMP}\n\nKẾ HOẠCH\nchăm sóc vườn ươm"),
                 ("number", "5618", "in an arrival stamp"), id="number of a stamp"),
    pytest.param(party(title=f"{STAMP}\n\nKẾ HOẠCH\nchăm sóc vườn ươm"),
                 ("date", "2019-06-24", "in an arrival stamp"), id="date of a stamp"),
    pytest.param("Người ký: Ủy ban nhân dân\nThời gian ký: 06.03.2021 09:12:44 +07:00\n\n" + state(),
                 ("date", "2021-03-06", "the time of an electronic signature"), id="time of a signature"),
    pytest.param(state() + "\n\nPHỤ LỤC I\nMẪU ĐƠN\n\nSố: 07/ĐK-VU\n",
                 ("number", "07/ĐK-VU", "of the appendix"), id="number in an appendix"),
    pytest.param(state() + "\n\nPHỤ LỤC I\nMẪU ĐƠN\n\nBình Phước, ngày 01 tháng 02 năm 2020\n",
                 ("date", "2020-02-01", "of the appendix"), id="date in an appendix"),
    pytest.param(state() + "\n\nPHỤ LỤC I\nMẪU ĐƠN\n\nSố: ........./ĐK-VU(2)\n",
                 ("number", "ĐK-VU", "the blank of a form"), id="blank of a form"),
    pytest.param(state(title="QUYẾT ĐỊNH\nVề việc giao vườn ươm\n\nKính gửi: Sở Tài chính"),
                 ("doc_type", "công văn", "the title decides"), id="form of a letter under a title"),
    pytest.param(state(left="UBND TỈNH BÌNH PHƯỚC\nSỞ XÂY DỰNG", number="Số: 12/QĐ-SXD"),
                 ("issuer", "UBND tỉnh Bình Phước", "the superior's line"), id="superior"),
    pytest.param(state(left="SỞ XÂY DỰNG TỈNH BÌNH PHƯỚC"),
                 ("issuer", "Ủy ban nhân dân tỉnh Bình Phước", "the letterhead decides"), id="number"),
])
def test_lost(text: str, candidate: tuple[str, str, str]) -> None:
    """A candidate that lost is named with the reason, and is not in the record."""
    assert candidate in lost(text)
    field, value, _ = candidate
    assert getattr(explained(text).record, field) not in (value, None)


@pytest.mark.parametrize("text", [
    pytest.param(party(), id="Party"),
    pytest.param(state(), id="State"),
])
def test_nothing_lost(text: str) -> None:
    """A page that says everything once leaves nothing."""
    assert lost(text) == []


def test_the_same_is_not_lost() -> None:
    """A second place that says what the first does has lost nothing."""
    twice = "Bình Phước, ngày 05 tháng 3 năm 2021"
    text = state(foot=f"{twice}\n\nCHỦ TỊCH\nTrần Văn Mộc")
    assert [each for each in lost(text) if each[0] == "date"] == []


@pytest.mark.parametrize("text", [party(), state(), letter(), party(title=f"{STAMP}\n\nKẾ HOẠCH\nvề cây")])
def test_one_code_path(text: str) -> None:
    """The records are those of the parse itself, and each candidate stands in the source."""
    assert tuple(document.record for document in explain(source(text))) == parse_source(source(text))
    for each in explained(text).rejected():
        assert each.spans
        assert all(0 <= start < end <= len(text) for start, end in each.spans)


def test_copy() -> None:
    """Beside a copy's own note neither a title's type nor its subject is the copy's."""
    note = party(number="Số 512-BS/TU", title="SAO LỤC\n\nKẾ HOẠCH\nchăm sóc vườn ươm", body="")
    assert {(field, reason) for field, _, reason in lost(note)} >= {
        ("doc_type", "of the document that is copied"), ("subject", "of the document that is copied"),
    }
