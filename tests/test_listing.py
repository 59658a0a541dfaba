"""The orders of a list."""

from __future__ import annotations

import random

import pytest

from vbparse.catalog import Heading, lookup_key
from vbparse.listing import Order, arranged


def heading(
    name: str, number: str | None = None, date: str | None = None, doc_type: str | None = None,
    place: str | None = None, issuer: str | None = None,
) -> Heading:
    """A heading whose id is its name, whose path sorts as the names do."""
    key = number and lookup_key(number)
    return Heading(0, name, key, doc_type, date, issuer, place, name.encode())


@pytest.mark.parametrize(
    ("order", "headings"),
    [
        pytest.param(
            "date",
            [heading("day", date="2020-05-01"), heading("month", date="2020-05"),
             heading("year", date="2020"), heading("older", date="2019-12-31"), heading("none")],
            id="the newest first, what is known to its year behind its days, none last",
        ),
        pytest.param(
            "number",
            [heading("a", "9-KH/TU"), heading("b", "084-KH/TU"), heading("c", "84a-KH/TU"),
             heading("d", "100-KH/TU"), heading("e", "2/2019/NĐ-CP"), heading("f", "1/2020/NĐ-CP"),
             heading("g", "12-TB/TU"), heading("h")],
            id="symbol, year, serial as a number",
        ),
        pytest.param(
            "type",
            [heading("a", doc_type="báo cáo", date="2020"), heading("b", doc_type="báo cáo", date="2019"),
             heading("c", doc_type="công văn"), heading("d", doc_type="đề án"),
             heading("e", doc_type="kế hoạch"), heading("f")],
            id="type, without regard to marks, the newest first",
        ),
        pytest.param(
            "place", [heading("a", place="Đà Nẵng"), heading("b", place="Hà Nội"), heading("c")], id="place",
        ),
        pytest.param(
            "issuer", [heading("a", issuer="Bộ Y tế"), heading("b", issuer="Chính phủ"), heading("c")],
            id="issuer",
        ),
        pytest.param(
            "date",
            [heading("z", "2-KH/TU", "2020"), heading("y", "10-KH/TU", "2020"), heading("a", None, "2020")],
            id="of one date, by number",
        ),
        pytest.param("type", [heading("a"), heading("b"), heading("c")], id="where all is equal, by path"),
    ],
)
def test_orders(order: Order, headings: list[Heading]) -> None:
    """Whatever the order in which they come, records stand as they are listed here."""
    for seed in range(5):
        shuffled = random.Random(seed).sample(headings, len(headings))
        by_path = sorted(shuffled, key=lambda one: one.within)
        assert [one.id for one in arranged(by_path, order)] == [one.id for one in headings]


def test_by_path() -> None:
    """By path they stay as the catalog gives them."""
    headings = [heading("b"), heading("a")]
    assert arranged(iter(headings), "path") == headings
