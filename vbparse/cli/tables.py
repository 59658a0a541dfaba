"""`vbparse tables`: what is known, and whether a user's own rows are right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vbparse import messages
from vbparse.cli.offering import folders
from vbparse.cli.options import AsJson, Tables, with_tables
from vbparse.errors import DataError
from vbparse.present.as_json import pretty
from vbparse.present.terminal import one_line, write, write_json

group = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Show and check the tables of knowledge."
)
app = typer.Typer()
app.add_typer(group, name="tables")


@group.command("list")
def list_tables(tables: Tables = None, as_json: AsJson = False) -> None:
    """Print each table, its number of rows, their file."""
    from vbparse.tables.checking import inventory
    from vbparse.tables.known import added

    with_tables(tables)
    held = list(inventory(added()))
    if as_json:
        write_json(pretty([
            {"table": one.table, "rows": one.rows, "file": one.path.name, "folder": str(one.path.parent)}
            for one in held
        ]))
        return
    for name, rows, path in held:
        write(f"{name:<20} {rows:>5}  {one_line(path)}")


@group.command("check")
def check_tables(
    folder: Annotated[str, typer.Argument(metavar="DIR", hidden=True, click_type=folders)],
) -> None:
    """Try every row of the tables in DIR.

    It must recognise its examples and not its counterexamples. Prints a line for each row that is
    wrong, with its file, line and reason, and for each that takes the place of a shipped row.
    """
    from vbparse.tables import tables_in
    from vbparse.tables.checking import check

    own = tables_in(Path(folder))
    remarks = check(own)
    for path, line, why, _ in remarks:
        write(f"{one_line(path)}{f':{line}' if line else ''}: {one_line(why)}")
    rows = messages.count(sum(map(len, own.rows.values())), "row")
    wrong = sum(remark.wrong for remark in remarks)
    write(messages.TABLES_CHECKED.format(rows=rows, replacing=len(remarks) - wrong))
    if wrong:
        raise DataError(messages.TABLES_WRONG.format(wrong=messages.count(wrong, "error"), path=folder))
