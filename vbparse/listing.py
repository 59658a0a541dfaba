"""The orders in which an archive is browsed, by what the catalog knows of a record without reading it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from vbparse.catalog import Heading
from vbparse.words import words

Order: TypeAlias = Literal["date", "number", "type", "issuer", "place", "path"]


def arranged(headings: Iterable[Heading], order: Order) -> list[Heading]:
    """Records in an order; those without a value stand last, equal ones by date, number and path.

    By date the newest first, one known to its year behind those known to a day of it. By number as a
    register has them: those of one symbol together, year by year, by their serials. By path as they come.
    """
    rows = list(headings)
    if order == "path":
        return rows
    rows.sort(key=_by_number)
    if order != "number":
        rows.sort(key=lambda row: row.date or "", reverse=True)
    if order in _VALUES:
        rows.sort(key=lambda row: _by_words(_VALUES[order](row)))
    return rows


_VALUES: dict[Order, Callable[[Heading], str | None]] = {
    "type": lambda row: row.doc_type, "issuer": lambda row: row.issuer, "place": lambda row: row.place,
}


def _by_number(row: Heading) -> tuple[bool, list[str], list[str], int, str]:
    """`30 2020 nd cp` as its symbol, `nd cp`, its year, its serial as a number, and a letter behind that."""
    serial, *rest = (row.number_key or "").split() or [""]
    digits = "".join(char for char in serial if char in "0123456789")
    symbol = [part for part in rest if not part.isdigit()]
    return not serial, symbol, [part for part in rest if part.isdigit()], int(digits or 0), serial


def _by_words(value: str | None) -> tuple[bool, list[str], str]:
    return not value, words(value or ""), value or ""
