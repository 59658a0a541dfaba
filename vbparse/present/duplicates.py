"""The documents that an archive holds more than once, each with its copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vbparse.present.card import ABSENT
from vbparse.present.labels import LABELS
from vbparse.present.terminal import draw, is_terminal, one_line, write


def show_duplicates(found: Sequence[dict[str, Any]]) -> None:
    """A table; on a pipe a line a copy: number, date, issuer, id, share of words, path, with tabs between."""
    if is_terminal():
        _draw(found)
    else:
        for one in found:
            for copy in one["copies"]:
                write("\t".join(map(one_line, (*_about(one), copy["id"], _share(copy), copy["path"]))))


def _about(one: dict[str, Any]) -> tuple[str, ...]:
    return tuple(one[key] or ABSENT for key in ("number", "date", "issuer"))


def _share(copy: dict[str, Any]) -> str:
    return f"{copy['likeness']:.0%}"


def _draw(found: Sequence[dict[str, Any]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.HORIZONTALS, expand=True, pad_edge=False, header_style="cyan",
        border_style="dim",
    )
    for key, share in (("number", 4), ("date", 3), ("issuer", 5), ("source", 9)):
        table.add_column(LABELS[key], ratio=share, overflow="fold")
    table.add_column(LABELS["likeness"], no_wrap=True)
    for one in found:
        about = tuple(Text(one_line(cell)) for cell in _about(one))
        # A row a copy: its share stays beside it however its path is broken.
        for copy in one["copies"]:
            table.add_row(*about, Text(f"{copy['id']}  {one_line(copy['path'])}"), _share(copy))
            about = tuple(Text() for _ in about)
        table.add_section()
    draw(table)
