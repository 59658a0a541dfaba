"""What must hold of the record of any text at all."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sheets import letter, party, record, records, state
from vbparse.record import Record

BODY = (
    "Thực hiện Chỉ thị số 32-CT/TW, ngày 18/02/2019 của Bộ Chính trị về trồng cây (sau đây "
    "gọi tắt là Chỉ thị 32), "
    "các đơn vị làm theo khoản 2 Điều 5 Nghị định số 47/2022/NĐ-CP ngày 19 tháng 7 năm 2022 của Chính phủ.\n"
    "Cuối năm sơ kết Chỉ thị 32 và Luật Đất đai năm 2013; cây chết thì trồng lại cho đủ số đã nhận trong năm."
)
STAMP = "SỞ CÔNG THƯƠNG\nCÔNG VĂN ĐẾN\nSố: 871\nNgày: 24/6/2019\nChuyển: ........"
PAPERS = [
    party(body=BODY),
    party(number=f"Số 84 – KH/BTGTU\n{STAMP}", body=BODY),
    state(body=BODY),
    letter(body=BODY),
    letter(body=BODY) + "\n" + party(body=BODY),
]

FRAGMENTS = [
    "Số 84 - KH/BTGTU", "Số: 123/QĐ-UBND", "Số:      /QĐ-UBND", "TỈNH ỦY LẠNG SƠN", "BAN TUYÊN GIÁO", "*",
    "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc",
    "Lạng Sơn, ngày 21 tháng 6 năm 2019", "Hà Nội, ngày      tháng 7 năm 2019", "**KẾ HOẠCH**", "QUYẾT ĐỊNH",
    "chăm sóc vườn ươm", "-----", "V/v mượn sổ", "Kính gửi: Sở Y tế", "Kính gửi:", "- Sở Tài chính;",
    STAMP, BODY, "Điều 1. Giao cây.", "Nơi nhận:", "- Như trên;", "- Tỉnh ủy, | Báo cáo", "- Lưu: VT.",
    "T/M BAN THƯỜNG VỤ", "KT. CHỦ TỊCH\tPHÓ CHỦ TỊCH", "(Đã ký)", "Nông Văn Khoan", "SAO LỤC", "PHỤ LỤC I",
    "| a | b |", "MẬT", "\f",
    "Chỉ thị 32-\nCT/TW ngày\n18/02/2019", "các Nghị quyết số 18-NQ/TW và số 19-NQ/TW", "\u200b\ufeff", "",
]  # fmt: skip
FORMS = ["NFC", "NFD"]


@st.composite
def mixtures(draw: st.DrawFn) -> str:
    """Pieces of papers in any order, form, line end and with characters that print nothing."""
    lines = draw(st.lists(st.sampled_from(FRAGMENTS), max_size=14))
    text = draw(st.sampled_from(["\n", "\n\n", "\r\n", "   ", "\u200b\n"])).join(lines)
    form: Any = draw(st.sampled_from(FORMS))
    return unicodedata.normalize(form, text)


def pieces(found: Record) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """Every text of a record that claims to be printed somewhere, with where."""
    return [
        *((evidence.text, evidence.spans) for evidence in found.evidence.values()),
        *((mention.text, mention.spans) for citation in found.citations for mention in citation.mentions),
    ]


def holds(text: str) -> None:
    """All laws of the records of a text."""
    found = records(text)
    assert found
    assert found[0].source.span[0] == 0
    assert found[-1].source.span[1] == len(text)
    for one in found:
        low, high = one.source.span
        for printed, spans in pieces(one):
            assert "\n".join(text[start:end] for start, end in spans) == printed
            assert all(low <= start < end <= high for start, end in spans)
        mentioned = sorted(s for c in one.citations for m in c.mentions for s in m.spans)
        assert all(a[1] <= b[0] for a, b in pairwise(mentioned))
        assert len({c.number for c in one.citations if c.number}) == sum(
            c.number is not None for c in one.citations
        )
        assert one.number is None or one.number.endswith(one.symbol or "")
        assert all(0 <= evidence.confidence <= 1 for evidence in one.evidence.values())


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(mixtures())
def test_laws_hold_on_mixtures(text: str) -> None:
    """Evidence is what stands at its spans, mentions do not overlap, a document is cited once."""
    holds(text)


@settings(max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_nothing_raises(text: str) -> None:
    """Any text has a record, NUL included."""
    holds(text)


@settings(max_examples=60)
@given(st.text("Số0123/–-. \nĐQCKTWABHUMNVPvngàythạăiếểu:,;()*|…|ệịệ", max_size=300))
def test_laws_hold_on_the_letters_of_numbers(text: str) -> None:
    """Debris of the letters that recognisers look for breaks no law either."""
    holds(text)


def values(found: tuple[Record, ...]) -> list[dict[str, Any]]:
    """What the records say, without where it stands."""
    kept = [one.model_dump(exclude={"id", "source", "evidence"}) for one in found]
    for one in kept:
        for citation in one["citations"]:
            citation["mentions"] = [squeezed(mention["text"]) for mention in citation["mentions"]]
    return kept


def squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("–", "-").replace("\u200b", "").split())


@pytest.mark.parametrize("paper", PAPERS, ids=["party", "stamp", "state", "letter", "bundle"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="decomposed"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: text.replace("\n", "  \n"), id="trailing blanks"),
        pytest.param(lambda text: "\n\n" + text + "\n\n\n", id="blank lines around"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(
            lambda text: text.replace("-KH", "–KH").replace("-CT", "–CT").replace("-UBND", "—UBND"),
            id="dashes",
        ),
        pytest.param(
            lambda text: text.replace("KẾ HOẠCH", "**KẾ HOẠCH**").replace("Nơi nhận:", "*Nơi nhận:*"),
            id="Markdown",
        ),
        pytest.param(
            lambda text: text.replace("ngày ", "ngày\u00a0").replace("số ", "s\u200bố "), id="odd blanks"
        ),
    ],
)
def test_values_do_not_change(paper: str, change: Any) -> None:
    """How a text is encoded and blanked does not change what it says."""
    assert values(records(change(paper))) == values(records(paper))


def test_the_id_is_that_of_the_text() -> None:
    """The same document has the same id whatever the Unicode form and line ends; another has another."""
    text = party(body=BODY)
    same = {
        record(t).id
        for t in (text, unicodedata.normalize("NFD", text), text.replace("\n", " \r\n"), f"{text}\n\n")
    }
    assert len(same) == 1
    assert record(state(body=BODY)).id not in same


def test_parsing_twice_gives_the_same() -> None:
    """No clock and no chance."""
    for paper in PAPERS:
        assert records(paper) == records(paper)


def test_absence_is_null() -> None:
    """A text without any mark of a document has no field and says what is missing."""
    (found,) = records("Các đơn vị trồng cây quanh trụ sở và chăm tưới hằng tuần.\n")
    empty = found.model_dump(exclude={"schema_", "id", "source", "warnings"})
    assert not any(empty.values())
    assert {warning.code for warning in found.warnings} >= {
        "number-missing",
        "date-missing",
        "issuer-missing",
    }


@pytest.mark.parametrize(
    "unit",
    [
        "Số ", "1 - ", "A/", "ngày ", " ", "9", "Điều 1 ", "-", "*", "|", "\n- ", "(", "Luật ", "của ",
        "KT. ", "Chỉ thị ", "số 1-A/", "khoản 1 ", "ê\u0323", "\u0301", "N ", "Nguyễn ", ". ",
        "ngày 1 tháng ", "1/2020/", "\t", "\n", "Nơi nhận:\n",
    ],
)  # fmt: skip
def test_no_text_hangs(unit: str) -> None:
    """Fifty thousand characters of anything parse in time that grows no faster than the text."""
    began = time.monotonic()
    assert records(unit * (50_000 // len(unit)))
    assert time.monotonic() - began < 10
