"""The README says what the program does: its commands, options, codes, and the very output that it shows."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import typer

from vbparse import errors
from vbparse.cli import INTERRUPTED, ending
from vbparse.cli.root import COMMANDS, Root, app, loaded

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
# A command as typed, and what it prints; `head=24` shows so many lines of it, then `…`.
BLOCK = re.compile(r"^```console(?: head=(\d+))?\n\$ vbparse (.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)


def words() -> set[str]:
    """What stands in the README as code, word by word."""
    return set(re.findall(r"[\w-]+:?", " ".join(re.findall(r"`([^`\n]+)`", README.read_text("utf-8")))))


def commands() -> Iterator[click.Command]:
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group)
    yield group
    for name in group.commands:
        command = group.get_command(click.Context(group), name)
        assert command
        yield command
        if isinstance(command, click.Group):
            yield from command.commands.values()


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.name or "vbparse")
def test_commands(command: click.Command) -> None:
    """Every command and every option has its help and stands in the README."""
    assert command.help
    documented = words()
    assert command.name in documented or isinstance(command, click.Group)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert set(parameter.opts) - {"-h"} <= documented


def test_announced() -> None:
    """`vbparse --help` says of each command what it says of itself, and every module's commands are there."""
    group = typer.main.get_command(app)
    assert isinstance(group, Root)
    for name, one in COMMANDS.items():
        command = group.get_command(click.Context(group), name)
        assert command and (command.help or "").split("\n\n")[0] == one.does
    modules = Path(ending.__file__).parent.glob("*.py")
    built = {name for path in modules for name in built_in(path.stem)} - {None}
    assert built == set(COMMANDS)


def built_in(module: str) -> set[str]:
    """The names of the commands of a module of vbparse.cli."""
    has = getattr(import_module(f"vbparse.cli.{module}"), "app", None)
    return set(loaded(has)) if has and has is not app else set()


def test_exit_codes() -> None:
    """Every exit code stands in the README and at the top of `errors` or `ending`."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.VbparseError)}
    codes |= {0, ending.OUR_BUG, INTERRUPTED}
    listed = set(map(int, re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)))
    assert listed == codes
    assert set(map(int, re.findall(r"(?:^|· )\s*(\d+) [a-z]", ending.__doc__ or "", re.MULTILINE))) <= codes


def test_warnings(vbparse: Run) -> None:
    """Every warning that a fixture meets is explained."""
    records = map(json.loads, vbparse("parse", "--jsonl", str(ROOT / "fixtures")).out.splitlines())
    assert {warning["code"] for record in records for warning in record["warnings"]} <= words()


def test_fields_of_a_query() -> None:
    """Every field of a query stands in the README by its English name."""
    from vbparse.query import FIELDS

    assert {f"{field}:" for field in FIELDS.values()} <= words()


def test_record() -> None:
    """Every field of a record stands in the README."""
    from vbparse.record import Recipient, Record, Signer

    for model in (Record, Recipient, Signer):
        assert set(model.model_fields) - {"schema_"} <= words()


def without_rules(text: str) -> str:
    """A row more in some table changes the hash, and nothing that is worth a new README."""
    return re.sub(r'"rules": ".*"', '"rules": ""', text)


def test_shown_output(terminal: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the README shows of a command is what it prints now, on a terminal of 100 columns."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("VBPARSE_ARCHIVE", str(tmp_path / "kho"))

    def printed(block: re.Match[str]) -> str:
        head, command, _ = block.groups()
        done = terminal(*shlex.split(command), columns=100, TERM="dumb")
        assert done.code == 0
        lines = [line.rstrip() for part in done[1:] for line in part.strip().splitlines()]
        if head and len(lines) > int(head):
            lines[int(head):] = ["…"]
        opening = "```console" + (f" head={head}" if head else "")
        return "\n".join((opening, f"$ vbparse {command}", *lines, "```"))

    says = README.read_text("utf-8")
    assert len(BLOCK.findall(says)) >= 3
    prints = BLOCK.sub(printed, says)
    if os.environ.get("README") == "write":
        README.write_text(prints, "utf-8")
    else:
        assert without_rules(says) == without_rules(prints)
