"""The documents that are cited and not held: a table, lines on a pipe, cells for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vbparse.present.card import ABSENT, called
from vbparse.present.labels import LABELS
from vbparse.present.terminal import draw, is_terminal, one_line, write

COLUMNS = ("count", "number", "title", "doc_type", "date", "issuer", "cited_by")
"""What a row holds, by the keys of the JSON."""

_FEW = 4  # of those that cite a document, on a terminal


def show_missing(found: Sequence[dict[str, Any]]) -> None:
    """The documents, the most cited first; on a pipe a line each, with tabs between the columns."""
    if is_terminal():
        _draw(found)
    else:
        for one in found:
            write("\t".join(one_line(ABSENT if cell is None else cell) for cell in row(one)))


def row(one: dict[str, Any]) -> list[str | int | None]:
    """The cells of a document, in the order of COLUMNS; those that cite it by number, else by id."""
    citing = "; ".join(cited["number"] or cited["id"] for cited in one["cited_by"])
    return [*(one[key] for key in COLUMNS[:-1]), citing]


def _draw(found: Sequence[dict[str, Any]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.HORIZONTALS, expand=True, pad_edge=False, header_style="cyan", border_style="dim")
    table.add_column(LABELS["count"], justify="right", ratio=2)
    for key, share in (("number", 5), ("date", 3), ("issuer", 5), ("cited_by", 6)):
        table.add_column(LABELS[key], ratio=share, overflow="fold")
    for one in found:
        citing = [cited["number"] or cited["id"] for cited in one["cited_by"]]
        more = f" +{len(citing) - _FEW}" if len(citing) > _FEW else ""
        cells = [called(one), one["date"] or ABSENT, one["issuer"] or ABSENT, ", ".join(citing[:_FEW]) + more]
        styles = ("bold", "", "", "dim")
        table.add_row(
            str(one["count"]),
            *(Text(one_line(cell), style) for cell, style in zip(cells, styles, strict=True)),
        )
    draw(table)
