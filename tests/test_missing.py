"""What is cited and not held: one row a document, however differently it is cited."""

from __future__ import annotations

from typing import Any

import pytest

from vbparse.linking import Paper
from vbparse.missing import Unmet, gather

LANG_SON = Paper("langson", "84 kh btgtu", "kế hoạch", "2019-06-21", "Ban Tuyên giáo Tỉnh ủy Lạng Sơn", None,
                 "Lạng Sơn", "party")
CAO_BANG = LANG_SON._replace(id="caobang", issuer="Ban Tuyên giáo Tỉnh ủy Cao Bằng", place="Cao Bằng")


def unmet(number: str | None, key: str | None, citing: Paper = LANG_SON, **said: Any) -> Unmet:
    return Unmet(
        citing, "84-KH/BTGTU", number, key, said.get("doc_type"), said.get("date"), said.get("issuer"),
        said.get("title"), said.get("title_key"), "cites", 1,
    )


FULL = unmet("32-CT/TW", "32 ct tw", doc_type="chỉ thị", date="2019-02-18", issuer="Bộ Chính trị")
UNDATED = unmet("32-CT/TW", "32 ct tw", CAO_BANG, doc_type="chỉ thị")
SHORT = unmet("32", "32", CAO_BANG, doc_type="chỉ thị")
EARLIER = unmet("32-CT/TW", "32 ct tw", CAO_BANG, doc_type="chỉ thị", date="2003-12-09", issuer="Ban Bí thư")
LAW = unmet(None, None, title="Luật Đất đai năm 2013", title_key="luat dat dai 2013")
BOARD = unmet("2-CV/BTCTU", "2 cv btctu", doc_type="công văn", date="2017-01-03",
              issuer="Ban Tổ chức Tỉnh ủy")
BOARD_NAMED = BOARD._replace(citing=CAO_BANG, date=None, issuer="Ban Tổ chức Tỉnh ủy Lạng Sơn")
BOARD_ELSEWHERE = BOARD._replace(citing=CAO_BANG, date="2018-04-05")
COMMUNE = LANG_SON._replace(id="commune", issuer="Đảng ủy xã Tân Văn", place="Tân Văn")
LOCAL = unmet("5-KH/TU", "5 kh tu", doc_type="kế hoạch", issuer="Ban Thường vụ Tỉnh ủy")


@pytest.mark.parametrize("cited, rows", [
    pytest.param([FULL, UNDATED], [("32-CT/TW", "2019-02-18", 2)], id="an undated one joins the dated"),
    pytest.param([FULL, SHORT], [("32-CT/TW", "2019-02-18", 2)], id="type and serial join"),
    pytest.param([FULL, EARLIER], [("32-CT/TW", "2003-12-09", 1), ("32-CT/TW", "2019-02-18", 1)],
                 id="two days are two"),
    pytest.param([FULL, EARLIER, UNDATED], [("32-CT/TW", "2019-02-18", 2), ("32-CT/TW", "2003-12-09", 1)],
                 id="the one of the term is joined"),
    pytest.param([FULL._replace(number_key="32 qd tw", number="32-QĐ/TW", doc_type="quyết định"), SHORT],
                 [("32", None, 1), ("32-QĐ/TW", "2019-02-18", 1)], id="another type is not joined"),
    pytest.param([FULL, FULL], [("32-CT/TW", "2019-02-18", 1)], id="one that cites twice counts once"),
    pytest.param([UNDATED, UNDATED._replace(citing=LANG_SON)], [("32-CT/TW", None, 2)],
                 id="undated ones of a term"),
    pytest.param([LOCAL, LOCAL._replace(citing=CAO_BANG)], [("5-KH/TU", None, 1), ("5-KH/TU", None, 1)],
                 id="each its own province's"),
    pytest.param([BOARD, BOARD_ELSEWHERE, BOARD_NAMED],
                 [("2-CV/BTCTU", "2017-01-03", 2), ("2-CV/BTCTU", "2018-04-05", 1)],
                 id="the one of the place that it names is joined"),
    pytest.param([BOARD._replace(citing=COMMUNE), BOARD._replace(issuer=None, date=None)],
                 [("2-CV/BTCTU", "2017-01-03", 2)], id="a commune's letterhead tells no province"),
    pytest.param([LAW, LAW._replace(citing=CAO_BANG, title="Luật Đất đai ngày 29/11/2013")],
                 [(None, "2013", 2)], id="a law by its name and year"),
])
def test_gather(cited: list[Unmet], rows: list[tuple[str | None, str | None, int]]) -> None:
    """The most cited first; number, day, and how many cite it, in whatever order they come."""
    for given in (cited, cited[::-1]):
        found = gather(given)
        assert [(one.number, one.date, len(one.citing)) for one in found] == rows
    assert len({one.id for one in found}) == len(found)


def test_what_most_say() -> None:
    """Of several printings that of the most citations is shown."""
    (found,) = gather([FULL._replace(issuer="Ban Bí thư"), FULL, FULL._replace(citing=CAO_BANG)])
    assert (found.issuer, found.doc_type) == ("Bộ Chính trị", "chỉ thị")
