"""What persons have corrected, and what they are asked: tables on a terminal, lines on a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vbparse.present.card import ABSENT, item, show_card
from vbparse.present.labels import LABELS
from vbparse.present.terminal import draw, is_terminal, one_line, write

_LINES = 12  # of a page, where no place of it is known

_CORRECTED = {"number": 4, "id": 4, "field": 3, "from": 6, "to": 6, "at": 5, "path": 6}


def worded(value: Any) -> str:
    """A value of a record as a line: what there may be several of, behind one another."""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(item, value)) or ABSENT
    return one_line(value) if value else ABSENT


def show_corrections(said: Sequence[Mapping[str, Any]]) -> None:
    """A table; on a pipe a line each: number, id, field, from, to, when, path if it has gone."""
    keys = [key for key in _CORRECTED if key in said[0] and not (key == "at" and is_terminal())]
    _show([[_cell(one, key) for key in keys] for one in said], {key: _CORRECTED[key] for key in keys})


def show_doubts(doubts: Sequence[Mapping[str, Any]]) -> None:
    """A table; on a pipe a line each: number, id, field, value, confidence, warning or rule."""
    shares = {"number": 4, "id": 3, "field": 3, "value": 7, "confidence": 2, "why": 4}
    _show([[_cell(one, key) for key in shares] for one in doubts], shares)


def _cell(one: Mapping[str, Any], key: str) -> str:
    return f"{one[key]:.2f}" if key == "confidence" else worded(one[key])


def _show(rows: Sequence[Sequence[str]], shares: Mapping[str, int]) -> None:
    if not is_terminal():
        for row in rows:
            write("\t".join(map(one_line, row)))
    elif rows:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(
            box=box.HORIZONTALS, expand=True, pad_edge=False, header_style="cyan", border_style="dim"
        )
        for key, share in shares.items():
            table.add_column(LABELS[key], ratio=share, overflow="fold")
        for row in rows:
            table.add_row(*(Text(one_line(cell)) for cell in row))
        draw(table)


def show_doubt(
    record: Mapping[str, Any], source_text: str, text: str, doubt: Mapping[str, Any], place: str
) -> None:
    """A record's card, and what one field of it stands on; where it stands on nothing, the page itself."""
    from vbparse.present.why import show_why

    show_card(dict(record))
    evidence = {
        pointer: one for pointer, one in record["evidence"].items() if pointer.split("/")[1] == doubt["field"]
    }
    write(f"\n{place}  {LABELS[doubt['field']]}: {worded(doubt['value'])} ({doubt['why']})")
    if evidence:
        show_why({**record, "evidence": evidence, "citations": []}, source_text)
    else:
        lines = [line for line in text.splitlines() if line.strip()]
        # Who signed stands at the end, all else at the beginning.
        for line in lines[-_LINES:] if doubt["field"] == "signers" else lines[:_LINES]:
            write(f"       │ {one_line(line)}")
