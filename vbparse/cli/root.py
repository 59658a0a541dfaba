"""What `vbparse` is before a command is named: each command's module is loaded when it is asked for.

Twenty commands take longer to build than most of them take to answer.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import click
import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info, get_command_name, get_group_from_info
from typer.models import TyperInfo

from vbparse.present.terminal import write


class Announced(NamedTuple):
    """A command that has not been loaded: the module of vbparse.cli that has it, and what it does."""

    module: str
    does: str


COMMANDS = {
    "parse": Announced("commands", "Print the record of each document, and keep nothing."),
    "show": Announced("commands", "Show one document of the archive."),
    "rebuild": Announced("commands", "Make the index anew from the catalog."),
    "ingest": Announced("ingesting", "Read files and folders into the archive."),
    "search": Announced("searching", "Find documents by number, words and fields."),
    "list": Announced("listing", "List the documents of the archive, all or those that the options leave."),
    "stats": Announced("stats", "Count the documents of the archive, or those that answer QUERY."),
    "cites": Announced("citing", "Show what a document cites, and how; or, with --by, what cites it."),
    "missing": Announced(
        "citing", "List the documents that are cited and not in the archive, the most cited first."
    ),
    "duplicates": Announced("citing", "List the documents that the archive holds more than once."),
    "export": Announced("exporting", "Write records as a file for other programs and people."),
    "schema": Announced("exporting", "Print the JSON Schema of a record or of an export."),
    "graph": Announced("graph", "Draw which document cites which, those that are missing too."),
    "tag": Announced(
        "labelling", "Put tags on documents and take them off; without arguments, list the tags."
    ),
    "searches": Announced(
        "labelling", "List the searches that were saved, with the options that narrow them."
    ),
    "status": Announced(
        "keeping", "Show how the archive stands: where it lies, what it holds, its index, its last run."
    ),
    "log": Announced(
        "keeping", "List what was ingested and when, the newest first; with the number of a run, its files."
    ),
    "forget": Announced(
        "forgetting",
        "Take documents out of the archive for good: record, text, tags, index, copies of upgrades.",
    ),
    "fix": Announced(
        "mending", "Correct what was read of a document; without FIELD=VALUE, show what has been corrected."
    ),
    "review": Announced(
        "mending", "Look at what is in doubt, the least sure first, and correct or accept it."
    ),
    "reparse": Announced(
        "reparsing", "Read the texts of the archive by newer rules, without the files that they came from."
    ),
    "doctor": Announced(
        "doctor", "Say whether the archive is sound, what is wrong with it and what mends that."
    ),
    "backup": Announced(
        "backup",
        "Write what nothing could make again to a file: tags, corrections, saved searches, the ledger.",
    ),
    "restore": Announced("backup", "Take a backup into the archive, or make one of it."),
    "completion": Announced(
        "completing",
        "Print the script that completes commands, fields, numbers and tags in bash, zsh or fish.",
    ),
    "tables": Announced("tables", "Show and check the tables of knowledge."),
}


def loaded(app: typer.Typer) -> MutableMapping[str, click.Command]:
    """The commands of a module, built as the root is."""
    return get_group_from_info(
        TyperInfo(app), pretty_exceptions_short=True, rich_markup_mode=None, suggest_commands=False
    ).commands


def _built(app: typer.Typer, name: str) -> click.Command:
    """One command of a module: typer takes two milliseconds to build another."""
    for one in app.registered_commands:
        if one.callback and name == (one.name or get_command_name(one.callback.__name__)):
            return get_command_from_info(one, pretty_exceptions_short=True, rich_markup_mode=None)
    return loaded(app)[name]  # a group


class Root(TyperGroup):
    """The group of `COMMANDS`; `commands` has stand-ins that only say their name and what they do."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = {name: click.Command(name, help=one.does) for name, one in COMMANDS.items()}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"vbparse.cli.{COMMANDS[cmd_name].module}")
        return _built(module.app, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # Of the stand-ins, so that nothing is loaded to say what there is.
        TyperGroup(commands=list(self.commands.values())).format_commands(ctx, formatter)


app = typer.Typer(
    cls=Root,
    add_completion=False,
    no_args_is_help=True,
    suggest_commands=False,  # click suggests them already
    rich_markup_mode=None,  # help in typer's boxes costs every `--help` the import of rich
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from vbparse import __version__

        write(f"vbparse {__version__}")
        raise typer.Exit


@app.callback(epilog="Exit codes, the query language and the JSON are explained in the README.")
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read OCR'd Vietnamese administrative documents, and ask the archive that they make."""
