"""What a search found, and a list: a table on a terminal, a line a document on a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from vbparse.patterns import re_pattern
from vbparse.present.card import ABSENT
from vbparse.present.labels import LABELS, REASONS
from vbparse.present.terminal import draw, is_terminal, one_line, width, write

if TYPE_CHECKING:
    from rich.text import Text

_Layouts: TypeAlias = Sequence[tuple[int, Sequence[Sequence[str]]]]

# What is shown of a document, grouped into columns: the wider the terminal, the more columns.
_ONE = (("number",), ("date",), ("doc_type",), ("issuer",), ("subject",))
_TWO = (("number", "date", "doc_type"), ("issuer", "subject"))
_ALL = ("number", "date", "doc_type", "issuer", "subject")
_HITS = (
    (150, (*_ONE, ("why",), ("snippet",))),
    (76, (*_TWO, ("why", "snippet"))),
    (0, ((*_ALL, "why", "snippet"),)),
)
_LIST = ((100, _ONE), (50, _TWO), (0, (_ALL,)))
_SHARES = {"number": 4, "date": 3, "doc_type": 3, "issuer": 5, "subject": 7, "why": 3, "snippet": 9}
_LONGEST = 300  # columns of one value; a subject that swallowed a page is cut
_STYLES = {"number": "bold", "why": "dim"}
_MARKED = re_pattern(r"«([^«»]*)»")


def show_hits(hits: Sequence[dict[str, Any]]) -> None:
    """The hits, best first; on a pipe a line each, with tabs between."""
    _show([cells(hit) for hit in hits], _HITS)


def show_list(records: Sequence[dict[str, Any]]) -> None:
    """Records in their order; on a pipe a line each, with tabs between, the path of the source last."""
    rows = [_cells(record) for record in records]
    if not is_terminal():
        rows = [
            row | {"path": one_line(record["source"]["path"])}
            for row, record in zip(rows, records, strict=True)
        ]
    _show(rows, _LIST)


def cells(hit: dict[str, Any]) -> dict[str, str]:
    """What is shown of a hit, each on one line."""
    return _cells(hit["record"]) | {"why": REASONS[hit["why"]], "snippet": one_line(hit["snippet"])}


def _cells(record: dict[str, Any]) -> dict[str, str]:
    """What is shown of a record, each on one line. A document without a number is known by its id."""
    shown = {"number": record["number"] or record["id"]}
    shown |= {key: record[key] or ABSENT for key in ("date", "doc_type", "issuer", "subject")}
    return {key: one_line(value) for key, value in shown.items()}


def candidates(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A line for each document that a number may mean: id, date, place, issuer."""
    for record in records:
        keys = ("id", "number", "date", "place", "issuer")
        yield "  " + "  ".join(one_line(record[key] or ABSENT) for key in keys)


def _show(rows: Sequence[dict[str, str]], layouts: _Layouts) -> None:
    if is_terminal():
        _draw(rows, layouts)
    else:
        write("\n".join("\t".join(row.values()) for row in rows))


def _draw(rows: Sequence[dict[str, str]], layouts: _Layouts) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    groups = next(groups for columns, groups in layouts if width() >= columns)
    table = Table(
        box=box.HORIZONTALS, show_lines=True, show_header=len(groups) > 1, expand=True, pad_edge=False,
        header_style="cyan", border_style="dim",
    )
    for group in groups:
        share = max(_SHARES[key] for key in group)
        table.add_column(Text("\n".join(LABELS[key] for key in group)), ratio=share, overflow="fold")
    for shown in rows:
        table.add_row(*(Text("\n").join(_cell(key, shown[key]) for key in group) for group in groups))
    draw(table)


def _cell(key: str, value: str) -> Text:
    """A value in its style; in a snippet, the match stands out."""
    from rich.text import Text

    text = Text(value, style=_STYLES.get(key, ""))
    text.truncate(_LONGEST, overflow="ellipsis")
    if key == "snippet":
        text.highlight_regex(_MARKED, "bold yellow")
    return text
