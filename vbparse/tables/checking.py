"""A user's tables held against their own examples and against the shipped rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from vbparse import messages
from vbparse.tables.known import TABLES, WORDS, Folder, Table, extend, key_of, shipped
from vbparse.tables.reading import HERE, toml_of
from vbparse.tables.trying import failings


class Remark(NamedTuple):
    """What is to be said of a line; line 0 is the whole file. A remark that is not `wrong` is a notice."""

    path: str
    line: int
    why: str
    wrong: bool = True


def check(own: Folder) -> tuple[Remark, ...]:
    """All remarks on the tables of a folder, by file and line.

    Rows are tried among all others, so the tables are extended by those that are well formed.
    """
    extend(own._replace(wrong=()))
    remarks = [Remark(error.file, error.row, error.why) for error in own.wrong]
    for table, rows in own.rows.items():
        ours = {key_of(table, row) for row in shipped(table)}
        for row, path, line in rows:
            if key_of(table, row) in ours:
                remarks.append(Remark(str(path), line, messages.ROW_REPLACES, wrong=False))
            remarks += (Remark(str(path), line, why) for why in failings(row))
        if rows:
            remarks += _broken(own, table)
    return tuple(sorted(remarks))


def _broken(own: Folder, table: Table) -> Iterator[Remark]:
    """Shipped rows that no longer hold among those of the user."""
    replaced = {key_of(table, placed.row) for placed in own.rows[table]}
    for row in shipped(table):
        if key_of(table, row) not in replaced:
            for why in failings(row):
                said = messages.ROW_BREAKS.format(row=key_of(table, row)[0], why=why)
                yield Remark(str(own.path / table.file), 0, said)


class Held(NamedTuple):
    """How many rows of a table one file holds."""

    table: str
    rows: int
    path: Path


def inventory(folders: tuple[Folder, ...]) -> Iterator[Held]:
    """What is known and from where: every shipped table, and what each folder adds to it."""
    for table in TABLES:
        yield Held(table.name, len(shipped(table)), HERE / table.file)
        for one in folders:
            if rows := one.rows.get(table):
                yield Held(table.name, len(rows), one.path / table.file)
    for file, names in WORDS.items():
        for name in names:
            table_name = f"{Path(file).stem}.{name}"
            yield Held(table_name, _count(toml_of(HERE / file)[name]), HERE / file)
            for one in folders:
                if groups := one.words.get(file, {}).get(name):
                    yield Held(table_name, _count(groups), one.path / file)


def _count(groups: Mapping[str, Any]) -> int:
    """The words of all groups; of a mapping of letters its pairs."""
    return sum(len(words) if isinstance(words, list) else 1 for words in groups.values())
