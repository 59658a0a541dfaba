"""Every command in every form that it prints: what the tests of streams and of hostile text run over.

A new command without a row here fails `test_every_command_has_its_rows`.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Literal, NamedTuple

import click
import typer

from vbparse.cli.root import app

Form = Literal["text", "json", "jsonl", "csv", "xlsx", "html", "dot", "graphml", "svg"]


class Row(NamedTuple):
    """A way to run a command: `{…}` stands for what the archive of the test has; what it prints, its code.

    `{ids}` stands for several words.
    `is_table`: whether it fits itself to the width of a terminal, and is no list of lines, script or text.
    `prints`: whether it has anything to print of an archive in which nothing is wrong.
    """

    typed: str
    form: Form = "text"
    code: int = 0
    is_table: bool = True
    prints: bool = True

    def argv(self, **names: str) -> list[str]:
        return [part for word in shlex.split(self.typed) for part in (
            names["ids"].split() if word == "{ids}" else [word.format(**names)]
        )]

    @property
    def to_file(self) -> bool:
        return "{file}" in self.typed


ROWS: dict[str, tuple[Row, ...]] = {
    "parse": (
        Row("{papers}", is_table=False), Row("{papers} --why"), Row("{papers} --json", "json"),
        Row("{papers} --jsonl", "jsonl"), Row("{papers} --html {file}", "html"),
    ),
    "ingest": (
        Row("{papers}", is_table=False), Row("{papers} --json", "json"),
        Row("{papers} --dry-run", is_table=False),
        Row("{papers} no-such --json", "json", 3),
    ),
    "search": (
        Row("{word}"), Row("{word} --json", "json"), Row("{word} --jsonl", "jsonl"),
        Row("{word} --facet all --limit 3"), Row("'{payload}' voi", code=1),
    ),
    "list": (
        Row(""), Row("--json", "json"), Row("--jsonl", "jsonl"), Row("--facet all"), Row("--sort issuer"),
    ),
    "show": (
        Row("{id}"), Row("{id} --json", "json"), Row("{id} --why"), Row("{id} --text", is_table=False),
        Row("'{payload}' --place nowhere", code=1),
    ),
    "cites": (
        Row("{id}"), Row("{id} --json", "json"), Row("--by {cited}"),
        Row("--by {cited} --depth 3 --json", "json"),
    ),
    "missing": (Row(""), Row("--json", "json"), Row("--csv", "csv")),
    "duplicates": (Row(""), Row("--json", "json")),
    "graph": (
        Row("--format dot", "dot"), Row("--format graphml", "graphml"), Row("--format json", "json"),
        Row("--format svg --output {file}", "svg"), Row("--format html --output {file}", "html"),
    ),
    "stats": (Row(""), Row("--json", "json"), Row("--html {file}", "html")),
    "export": (
        Row("--format jsonl", "jsonl"), Row("--format csv", "csv"), Row("--format tt02", "csv"),
        Row("--format xlsx --output {file}", "xlsx"), Row("--format html --output {file}", "html"),
    ),
    "schema": (Row("", "json"), Row("csv", "json")),
    "tag": (Row(""), Row("{id} +xem"), Row("{id} --json", "json"), Row("--json", "json")),
    "searches": (Row(""), Row("--json", "json"), Row("--remove '{payload}!'", code=1)),
    "completion": (Row("bash", is_table=False),),
    "rebuild": (Row(""),),
    "status": (
        Row(""), Row("--json", "json"), Row("--failed", is_table=False), Row("--failed --json", "json"),
        Row("--missing", code=1),
    ),
    "log": (Row(""), Row("--json", "json"), Row("1", is_table=False), Row("1 --json", "json")),
    "forget": (Row("{id}", code=2), Row("{ids} --yes", is_table=False), Row("{ids} --yes --json", "json")),
    "fix": (
        Row("{id} subject=đọc"), Row("{id} 'subject={payload}'"), Row("{id} --undo --json", "json"),
        Row("{id} 'place={payload}' --json", "json"), Row("{id} 'date={payload}'", code=2),
    ),
    "review": (
        Row(""), Row("--json", "json"), Row("--orphans", prints=False), Row("--orphans --json", "json"),
    ),
    "reparse": (
        Row("--all", is_table=False, prints=False), Row("--all --dry-run --json", "json"),
        Row("{id}", is_table=False, prints=False),
    ),
    "doctor": (Row("", is_table=False), Row("--json", "json"), Row("--deep --fix", is_table=False)),
    "backup": (Row("{file} --all", is_table=False), Row("{file} --json", is_table=False)),
    "restore": (
        Row("{backup}", is_table=False), Row("{backup} --json", "json"), Row("no-such", code=66),
    ),
    "tables list": (Row("", is_table=False), Row("--json", "json")),
    "tables check": (Row("no-such", code=66),),
}


def commands() -> Iterator[str]:
    """The names of all commands that there are."""
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group)
    context = click.Context(group)
    for name in group.list_commands(context):
        if isinstance(command := group.get_command(context, name), click.Group):
            yield from (f"{name} {inner}" for inner in command.commands)
        else:
            yield name


def rows() -> Iterator[tuple[str, Row]]:
    """Each row with its whole command line, by which it is named."""
    for command, several in ROWS.items():
        for row in several:
            yield (line := f"{command} {row.typed}".strip()), row._replace(typed=line)
