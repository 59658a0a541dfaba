"""A sentence goes on over the edge of a page, and the page's number is none of it."""

from __future__ import annotations

import pytest

from tests.sheets import BODY, record, state
from vbparse.record import Citation

PAGES = ["2", "                    2", "- 2 -", "\n2\n", "--- PAGE BREAK ---"]


def cited(text: str) -> Citation:
    (one,) = record(state(body=f"{text}\n{BODY}")).citations
    return one


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "text, number, date, issuer",
    [
        pytest.param("Theo Công văn số|07/SYT-VP ngày 5/4/2016 về cây.", "07/SYT-VP", "2016-04-05", None,
                     id="before a number"),
        pytest.param("Theo Nghị quyết số 07/NQ|-HĐND ngày 5/4/2016 về cây.", "07/NQ-HĐND", "2016-04-05",
                     None, id="in a number"),
        pytest.param("Theo Nghị quyết số 07/NQ -|HĐND ngày 5/4/2016 về cây.", "07/NQ-HĐND", "2016-04-05",
                     None, id="in a number, behind its dash"),
        pytest.param("Theo Công văn số 07/SYT-VP ngày|05.4.2016 về cây.", "07/SYT-VP", "2016-04-05", None,
                     id="before a day"),
        pytest.param("Theo Công văn số 07/BNV-VP ngày 5/4/2016 của Bộ trưởng|Bộ Nội vụ về cây.",
                     "07/BNV-VP", "2016-04-05", "Bộ trưởng Bộ Nội vụ", id="in a body's name"),
        pytest.param("Theo Công văn số 07/BNV-VP ngày 5/4/2016|của Bộ Nội vụ về cây.",
                     "07/BNV-VP", "2016-04-05", "Bộ Nội vụ", id="before a body's name"),
    ],
)
def test_a_page_ends_inside(text: str, number: str, date: str, issuer: str | None, page: str) -> None:
    """A mention that begins on one page ends on the next; its spans hold the page's number."""
    one = cited(text.replace("|", f"\n{page}\n"))
    assert (one.number, one.date, one.issuer) == (number, date, issuer)
    assert "".join(page.split()) in "".join(one.mentions[0].text.split())


@pytest.mark.parametrize(
    "text, issuer",
    [
        pytest.param("Theo Công văn số 07/BNV-VP của Bộ Nội vụ.\n2\nSở Y tế trồng cây.", "Bộ Nội vụ",
                     id="behind a sentence"),
        pytest.param("Theo Công văn số 07/BNV-VP của Bộ Nội vụ:\n2\n3\nSở Y tế trồng cây.", "Bộ Nội vụ",
                     id="rows of a table"),
    ],
)
def test_what_has_ended_ends(text: str, issuer: str) -> None:
    """Where no sentence is cut, what follows a bare number is another."""
    assert cited(text).issuer == issuer
