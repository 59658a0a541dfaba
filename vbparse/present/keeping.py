"""How an archive stands and what its runs did: tables, and lines with tabs on a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from vbparse.present.card import ABSENT
from vbparse.present.labels import INDEX_STATES, LOG, RUN_STATES, STATUS
from vbparse.present.report import OUTCOMES
from vbparse.present.terminal import draw, is_terminal, one_line, write

_COUNTS = ("found", *OUTCOMES, "missing", "pruned", "records")


def show_status(stands: dict[str, Any]) -> None:
    """A row a fact under its Vietnamese name; on a pipe the key of the JSON, a tab, the value."""
    if not is_terminal():
        run = stands["last_run"] or {}
        for key, value in stands.items():
            if key != "last_run":
                _line(key, value)
        if run:
            _line("last_run", run["run"], run["state"], run["started"], run["ended"], *_counted(run))
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for key, value in _facts(stands):
        grid.add_row(Text(STATUS[key], style="cyan"), Text(one_line(value)))
    draw(grid)


def show_unread(files: Sequence[dict[str, Any]]) -> None:
    """A line a file: what became of it, its path, the reason, the run."""
    for file in files:
        _line(file["outcome"], file["path"], file["reason"], file["run"])


def show_missing(files: Sequence[dict[str, Any]]) -> None:
    """A line a file: its path, and since when it has been missed."""
    for file in files:
        _line(file["path"], file["since"])


def show_files(files: Sequence[dict[str, Any]]) -> None:
    """A line a file of a run: what became of it, its path, the reason."""
    for file in files:
        _line(file["outcome"], file["path"], file["reason"])


def show_log(runs: Sequence[dict[str, Any]]) -> None:
    """A table; on a pipe a line a run: number, state, start, end, the counts of the JSON, what was given."""
    if not is_terminal():
        for run in runs:
            _line(run["run"], run["state"], run["started"], run["ended"], *_counted(run), *run["paths"])
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.HORIZONTALS, expand=True, pad_edge=False, header_style="cyan", border_style="dim")
    for key, share in (("run", 2), ("started", 5), ("state", 5), ("totals", 8), ("records", 3), ("paths", 8)):
        right = key in ("run", "records")
        table.add_column(LOG[key], ratio=share, overflow="fold", justify="right" if right else "left")
    for run in runs:
        cells = (
            run["run"], _time(run["started"]), _end(run), " · ".join(_totals(run)),
            run["totals"].get("records", 0), ", ".join(run["paths"]) or ABSENT,
        )
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    draw(table)


def _facts(stands: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in stands.items():
        match key:
            case "last_run" if value:
                about = (f"#{value['run']}", _time(value["started"]), _end(value), *_totals(value))
                yield key, " · ".join(about)
            case "last_run":
                yield key, ABSENT
            case "index":
                yield key, INDEX_STATES[value]
            case "size":
                yield key, f"{value / 1_000_000:,.1f} MB"
            case _:
                yield key, value if isinstance(value, str) else f"{value:,}"


def _end(run: dict[str, Any]) -> str:
    state = RUN_STATES[run["state"]]
    return f"{state} {_time(run['ended'])}" if run["ended"] else state


def _totals(run: dict[str, Any]) -> list[str]:
    """The counts that are not zero: `28 found`, `1 skipped`."""
    totals = run["totals"]
    return [f"{totals[name]:,} {name}" for name in _COUNTS[:-1] if totals.get(name)] or ["0 found"]


def _counted(run: dict[str, Any]) -> list[int]:
    return [run["totals"].get(name, 0) for name in _COUNTS]


def _time(stored: str) -> str:
    """A time of the ledger as the clock on the wall had it."""
    return datetime.fromisoformat(stored).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _line(*columns: object) -> None:
    write("\t".join(one_line(ABSENT if column is None else column) for column in columns))
