"""`vbparse tag` and `vbparse searches`: tags of documents, and queries that have a name."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import click
import typer
from click.shell_completion import CompletionItem
from typer.core import TyperCommand

from vbparse import messages
from vbparse.cli.offering import offer_tagging, tagging
from vbparse.cli.offering import searches as saved_searches
from vbparse.cli.options import AsJson, Folder, archive, typed
from vbparse.errors import NothingFound, UsageError
from vbparse.patterns import re_pattern
from vbparse.present.as_json import pretty
from vbparse.present.card import ABSENT
from vbparse.present.terminal import one_line, write, write_json

if TYPE_CHECKING:
    from vbparse.query import Narrow

_TAKEN_OFF = "−–-"
"""What begins a tag that is taken off: minus sign, the dash that an editor makes of a hyphen, hyphen."""
_HYPHENED = re_pattern("-[^-]")

app = typer.Typer()


class WithTags(TyperCommand):
    """A command in whose arguments `-word` is a tag and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        valued = {
            name for option in self.params if isinstance(option, click.Option) and not option.is_flag
            for name in option.opts
        }
        read: list[str] = []
        for place, arg in enumerate(args):
            if arg == "--":
                return super().parse_args(ctx, read + args[place:])
            is_value = place and args[place - 1] in valued
            if _HYPHENED.match(arg) and not is_value and arg not in ctx.help_option_names:
                arg = f"{_TAKEN_OFF[0]}{arg[1:]}"  # click takes a hyphen for an option's, and lets this pass
            read.append(arg)
        return super().parse_args(ctx, read)


    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Its options, and the tags that can be taken off."""
        found = super().shell_complete(ctx, incomplete)
        return found if incomplete.startswith("--") else found + offer_tagging(ctx, incomplete)


@app.command(cls=WithTags)
def tag(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="NUMBER_OR_ID... +TAG -TAG", hidden=True, click_type=tagging),
    ] = None,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Put tags on documents and take them off; without arguments, list the tags.

    A tag has letters, digits, - and _; capitals, marks and these signs do not count when tags are
    compared. The documents that have one are found by tag:WORD in a query, or by --tag.

    \b
    vbparse tag 84-KH/BTGTU +cần-đọc -cũ
    vbparse tag k7f32a +khẩn
    vbparse tag 84-KH/BTGTU
    vbparse tag
    """
    keys, put, take = [], [], []
    for word in map(typed, words or ()):
        if len(word.strip()) == 1 and word[0] in ("+", *_TAKEN_OFF):
            raise UsageError(messages.NO_NAME.format(name=word))
        if word.startswith("+"):
            put.append(word[1:])
        elif word[:1] and word[0] in _TAKEN_OFF:
            take.append(word[1:])
        else:
            keys.append(word)
    if not keys and (put or take):
        raise UsageError(messages.NOTHING_TO_TAG)
    with archive(folder) as kept:
        if not keys:
            _list(kept.tags(), as_json=as_json)
            return
        documents = kept.tag(keys, put, take)
    if as_json:
        write_json(pretty([asdict(document) for document in documents]))
        return
    for document in documents:
        columns = (document.number or ABSENT, document.id, " ".join(document.tags))
        write("\t".join(map(one_line, columns)))


def _list(tags: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        write_json(pretty([{"tag": name, "documents": count} for name, count in tags.items()]))
    else:
        for name, count in tags.items():
            write(f"{one_line(name)}\t{count}")
    if not tags:
        raise NothingFound(messages.NO_TAGS)


@app.command()
def searches(
    folder: Folder = None,
    remove: Annotated[str | None, typer.Option(
        "--remove", metavar="NAME", help="Forget this one.", click_type=saved_searches,
    )] = None,
    as_json: AsJson = False,
) -> None:
    """List the searches that were saved, with the options that narrow them.

    \b
    vbparse search --save ngoại-giao "Chỉ thị 32" --after 2019
    vbparse search @ngoại-giao
    vbparse searches
    """
    with archive(folder) as kept:
        if remove is not None:
            kept.forget_search(typed(remove))
            return
        saved = kept.saved_searches()
    if as_json:
        write_json(pretty([{**one._asdict(), "narrow": asdict(one.narrow)} for one in saved]))
    else:
        for one in saved:
            write("\t".join(map(one_line, (one.name, one.query, shlex.join(_options(one.narrow))))))
    if not saved:
        raise NothingFound(messages.NO_SEARCHES)


def _options(narrow: Narrow) -> Iterator[str]:
    """The options that say a narrowing."""
    for name, value in asdict(narrow).items():
        for one in (value,) if isinstance(value, str) else value or ():
            yield from (f"--{name.removesuffix('s')}", one)
