"""Numbers about records as sections of rows: tables with bars on a terminal, lines with tabs on a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from vbparse.present.card import ABSENT
from vbparse.present.labels import LABELS, STATISTICS
from vbparse.present.terminal import draw, is_terminal, one_line, width, write

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

SURE = 0.9
"""What a confidence must reach to be called sure."""

_ROWS = 10
_WIDEST = 120  # columns: longer bars say no more
_WITH_SHARES = 56  # columns from which a table has room for per cent
_AGAINST_THE_WHOLE = ("missing", "warnings", "sure")
_UNSAID = (ABSENT, STATISTICS["held"])


class Row(NamedTuple):
    """What is counted, in words; how often, and of how many.

    What stands for all others, or for documents without a signer, has no bar: it would
    outdo every other, and say nothing by it.
    """

    words: tuple[str, ...]
    times: int
    of: int
    kind: Literal["known", "unknown", "others"] = "known"

    @property
    def share(self) -> float:
        return self.times / self.of if self.of else 0.0

    @property
    def spoken(self) -> str:
        """The words on one line, without those that say nothing."""
        said = [one_line(word) for word in self.words]
        return " · ".join([word for word in said if word and word not in _UNSAID] or [ABSENT])


class Section(NamedTuple):
    """Rows of one kind, and how many there are beside those shown."""

    key: str
    rows: tuple[Row, ...]
    left_out: int = 0

    @property
    def title(self) -> str:
        title = STATISTICS[self.key].format(sure=SURE)
        shown = sum(row.kind == "known" for row in self.rows)
        return f"{title} ({shown}/{shown + self.left_out:,})" if self.left_out else title

    @property
    def longest(self) -> float:
        """The share that a bar of full length stands for."""
        if self.key in _AGAINST_THE_WHOLE:
            return 1.0
        return max((row.share for row in self.rows if row.kind != "others"), default=0.0) or 1.0


def show_stats(stats: dict[str, Any], top: int | None) -> None:
    """The numbers, `top` rows a table; where it is None ten on a terminal, all on a pipe."""
    if is_terminal():
        _draw(stats["records"], sections(stats, top or _ROWS))
    else:
        write("\n".join(lines(stats["records"], sections(stats, top))))


def lines(records: int, shown: Sequence[Section]) -> Iterator[str]:
    """`types`, 12, 31, `kế hoạch`: the section, how many, of how many, and what, with tabs between."""
    yield f"records\t{records}"
    for section in shown:
        for row in section.rows:
            yield "\t".join((section.key, str(row.times), str(row.of), *map(one_line, row.words)))


def sections(stats: dict[str, Any], top: int | None) -> list[Section]:
    """What is shown, in order; of what may be many `top` rows, and where they add up the rest as one."""
    records, missing, warnings = stats["records"], stats["missing"], stats["warnings"]
    return [
        _distribution("types", stats, top),
        _distribution("years", stats, None),
        _distribution("issuers", stats, top),
        _distribution("places", stats, top),
        _most("cited", [Row(_cited(row), row["cited_by"], records) for row in stats["cited"]], top),
        _most("signers", [_signed(row, records) for row in stats["signers"]], top),
        Section("missing", tuple(Row((LABELS[row["value"]],), row["records"], records) for row in missing)),
        Section("warnings", tuple(Row((row["value"],), row["records"], records) for row in warnings)),
        *_confidence(stats),
    ]


def _distribution(key: str, stats: dict[str, Any], top: int | None) -> Section:
    """Rows that add up to all records: the most frequent, the others as one, the unknown."""
    records = stats["records"]
    named = [row for row in stats[key] if row["value"] is not None]
    known = [Row((row["value"],), row["records"], records) for row in named]
    rows, others = known[:top], known[len(known[:top]):]
    if others:
        words = STATISTICS["others"].format(count=len(others))
        rows.append(Row((words,), sum(row.times for row in others), records, "others"))
    if unknown := sum(row["records"] for row in stats[key] if row["value"] is None):
        rows.append(Row((ABSENT,), unknown, records, "unknown"))
    return Section(key, tuple(rows), len(others))


def _most(key: str, rows: Sequence[Row], top: int | None) -> Section:
    """The first rows of many that do not add up: a record cites several documents."""
    known = [row for row in rows if row.kind == "known"]
    shown = known[:top]
    return Section(key, (*shown, *rows[len(known):]), len(known) - len(shown))


def _cited(row: dict[str, Any]) -> tuple[str, ...]:
    name, doc_type = row["number"] or row["title"] or ABSENT, row["doc_type"] or ABSENT
    if name.lower().startswith(doc_type):  # `Luật Đất đai năm 2013` says what it is
        doc_type = ABSENT
    where = STATISTICS["held" if row["held"] else "not_held"]
    return name, doc_type, row["date"] or ABSENT, row["issuer"] or ABSENT, where


def _signed(row: dict[str, Any], records: int) -> Row:
    words = row["name"] or ABSENT, row["issuer"] or ABSENT
    return Row(words, row["records"], records, "known" if row["name"] else "others")


def _confidence(stats: dict[str, Any]) -> Iterator[Section]:
    """All values by bands, the surest first; then of each field how many are sure."""
    order = {field: place for place, field in enumerate(LABELS)}
    fields = sorted(stats["confidence"], key=lambda row: order.get(row["field"], len(order)))
    of_each = [row["bands"] for row in fields] or [[0] * len(stats["bands"])]
    bands = [f"{low:g}–{high:g}" for low, high in pairwise((*stats["bands"], 1))]
    totals = [sum(column) for column in zip(*of_each, strict=True)]
    values = sum(totals)
    found = [Row((band,), count, values) for band, count in zip(bands, totals, strict=True)]
    yield Section("confidence", tuple(reversed(found)))
    first = stats["bands"].index(SURE)
    sure = [(row["field"], sum(row["bands"][first:]), row["values"]) for row in fields]
    yield Section("sure", tuple(Row((LABELS.get(field, field),), times, of) for field, times, of in sure))


# ---------------------------------------------------------------- on a terminal

def _draw(records: int, shown: Sequence[Section]) -> None:
    from rich.text import Text

    columns = min(width(), _WIDEST)
    # One width for the words of all sections, so that bars stand under one another.
    room = min(max(len(row.spoken) for section in shown for row in section.rows), columns * 2 // 5)
    draw(Text(f"{STATISTICS['records']}: {records:,}", style="bold"))
    for section in shown:
        if section.rows:
            draw(Text(f"\n{section.title}", style="cyan"))
            draw(_table(section, room, columns))


def _table(section: Section, room: int, columns: int) -> Table:
    from rich.bar import Bar
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.width = columns
    table.add_column(width=room, overflow="fold")
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True, width=7)
    if columns >= _WITH_SHARES:
        table.add_column(justify="right", no_wrap=True, width=6)
    for row in section.rows:
        style = "" if row.kind == "known" else "dim"
        length = 0.0 if row.kind == "others" else row.share
        bar = Bar(section.longest, 0, length, color="cyan" if row.kind == "known" else "bright_black")
        times = Text(f"{row.times:,}", style=style)
        cells: list[RenderableType] = [Text(row.spoken, style=style), bar, times]
        if columns >= _WITH_SHARES:
            cells.append(Text(f"{row.share:.1%}", style="dim"))
        table.add_row(*cells)
    return table

