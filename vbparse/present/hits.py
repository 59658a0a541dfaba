"""What a search found: a table on a terminal, a line a hit on a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from vbparse.present.card import ABSENT
from vbparse.present.labels import LABELS, REASONS
from vbparse.present.terminal import draw, is_terminal, one_line, width, write

if TYPE_CHECKING:
    from rich.text import Text

# What a hit shows, grouped into columns: the wider the terminal, the more columns.
_WIDE = (("number",), ("date",), ("doc_type",), ("issuer",), ("subject",), ("why",), ("snippet",))
_MIDDLE = (("number", "date", "doc_type"), ("issuer", "subject"), ("why", "snippet"))
_NARROW = (("number", "date", "doc_type", "issuer", "subject", "why", "snippet"),)
_LAYOUTS = ((150, _WIDE), (76, _MIDDLE), (0, _NARROW))
_SHARES = {"number": 4, "date": 3, "doc_type": 3, "issuer": 5, "subject": 7, "why": 3, "snippet": 9}
_LONGEST = 300  # columns of one value; a subject that swallowed a page is cut
_STYLES = {"number": "bold", "why": "dim"}
_MARKED = re.compile(r"«(.*?)»", re.DOTALL)


def show_hits(hits: Sequence[dict[str, Any]]) -> None:
    """The hits, best first; on a pipe a line each, with tabs between."""
    if is_terminal():
        _draw(hits)
    else:
        write("\n".join("\t".join(cells(hit).values()) for hit in hits))


def cells(hit: dict[str, Any]) -> dict[str, str]:
    """What is shown of a hit, each on one line. A document without a number is known by its id."""
    record = hit["record"]
    shown = {"number": record["number"] or record["id"]}
    shown |= {key: record[key] or ABSENT for key in ("date", "doc_type", "issuer", "subject")}
    shown |= {"why": REASONS[hit["why"]], "snippet": hit["snippet"]}
    return {key: one_line(value) for key, value in shown.items()}


def candidates(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A line for each document that a number may mean: id, date, place, issuer."""
    for record in records:
        keys = ("id", "number", "date", "place", "issuer")
        yield "  " + "  ".join(one_line(record[key] or ABSENT) for key in keys)


def _draw(hits: Sequence[dict[str, Any]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    groups = next(groups for columns, groups in _LAYOUTS if width() >= columns)
    table = Table(
        box=box.HORIZONTALS, show_lines=True, show_header=len(groups) > 1, expand=True, pad_edge=False,
        header_style="cyan", border_style="dim",
    )
    for group in groups:
        share = max(_SHARES[key] for key in group)
        table.add_column(Text("\n".join(LABELS[key] for key in group)), ratio=share, overflow="fold")
    for hit in hits:
        shown = cells(hit)
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
