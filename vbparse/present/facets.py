"""What hits are counted by: under the table on a terminal, a line a value on a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vbparse.present.card import ABSENT
from vbparse.present.labels import FACETS
from vbparse.present.terminal import draw, is_terminal, one_line, write

if TYPE_CHECKING:
    from rich.text import Text

    from vbparse.query import Facet

_SHOWN = 8  # values of a facet under a table
_LONGEST = 60

Values = Sequence[tuple[str | None, int]]


def show_facets(facets: Mapping[Facet, Values]) -> None:
    """Facets with their values and counts; on a pipe `facet`, value and count, with tabs between."""
    if is_terminal():
        _draw(facets)
        return
    for facet, values in facets.items():
        for value, count in values:
            write(f"{facet}\t{one_line(value or ABSENT)}\t{count}")


def _draw(facets: Mapping[Facet, Values]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(overflow="fold")
    for facet, values in facets.items():
        line = Text(" · ").join(_counted(value, count) for value, count in values[:_SHOWN])
        if (more := len(values) - _SHOWN) > 0:
            line.append(f" · +{more}", style="dim")
        table.add_row(FACETS[facet], line)
    draw(table)


def _counted(value: str | None, count: int) -> Text:
    from rich.text import Text

    text = Text(one_line(value or ABSENT))
    text.truncate(_LONGEST, overflow="ellipsis")
    return text.append(f" {count}", style="bold")
