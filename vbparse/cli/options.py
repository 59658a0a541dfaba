"""Options that several commands share, and how they are read."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, overload

import typer

from vbparse.cli.offering import documents, files, folders, queries, values
from vbparse.errors import UsageError
from vbparse.present.terminal import say

if TYPE_CHECKING:
    from vbparse.archive import Archive
    from vbparse.query import Narrow


class Sort(StrEnum):
    """The order of what a search finds."""

    relevance = "relevance"
    date = "date"


class Order(StrEnum):
    """The order of a list."""

    date = "date"
    number = "number"
    type = "type"
    issuer = "issuer"
    place = "place"
    path = "path"


class CountBy(StrEnum):
    """What answers are counted by."""

    type = "type"
    year = "year"
    issuer = "issuer"
    place = "place"
    all = "all"
    none = "none"


# Arguments are explained in the command's own text: click 8.5 drops the help that typer 0.24 gives them.
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", hidden=True, click_type=files)]
Document = Annotated[str, typer.Argument(metavar="NUMBER_OR_ID", hidden=True, click_type=documents)]
QueryWords = Annotated[
    list[str] | None, typer.Argument(metavar="[QUERY...]", hidden=True, click_type=queries)
]
Folder = Annotated[str | None, typer.Option(
    "--archive", metavar="DIR", envvar="VBPARSE_ARCHIVE", help="The archive's folder, instead of your own.",
    click_type=folders,
)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsLines = Annotated[bool, typer.Option("--jsonl", help="Print JSON, an object a line.")]
Why = Annotated[bool, typer.Option("--why", help="Show the rule and the source line of each field.")]
Page = Annotated[str | None, typer.Option(
    "--html", metavar="FILE", help="Write a page with every field and citation marked in its text.",
    click_type=files,
)]
Tables = Annotated[str | None, typer.Option(
    "--tables", metavar="DIR", help="Add the tables in a folder to those that vbparse knows.",
    click_type=folders,
)]

Output = Annotated[str | None, typer.Option(
    "--output", metavar="FILE", help="Write here, whole or not at all; - is standard output.",
    click_type=files,
)]

OfDate = Annotated[str | None, typer.Option("--date", help="Narrow by date: 2019, 2019-06-21.")]
AtPlace = Annotated[str | None, typer.Option("--place", help="Narrow by place.")]
OfIssuer = Annotated[str | None, typer.Option("--issuer", help="Narrow by issuer.")]

MaxSize = Annotated[int, typer.Option(
    "--max-size", metavar="MB", min=1, max=1_000_000, help="Skip files of more than so many megabytes.",
)]

Types = Annotated[list[str] | None, typer.Option(
    "--type", help="Of this type: \"kế hoạch\", KH.", click_type=values("doc_type"),
)]
Years = Annotated[list[str] | None, typer.Option(
    "--year", help="Dated in this year.", click_type=values("year"),
)]
Issuers = Annotated[list[str] | None, typer.Option(
    "--issuer", help="From an issuer with these words.", click_type=values("issuer"),
)]
Places = Annotated[list[str] | None, typer.Option(
    "--place", help="From a place with these words.", click_type=values("place"),
)]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="With this tag.", click_type=values("tag"))]
After = Annotated[str | None, typer.Option("--after", help="Dated then or later: 2019, 2019-06-21.")]
Before = Annotated[str | None, typer.Option("--before", help="Dated then or earlier.")]

MOST = 10**9
"""Of anything that is counted: no archive has more, and no number beyond 64 bits can be asked for."""
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="How many to show.")]
Offset = Annotated[int, typer.Option(
    "--offset", min=0, max=MOST, help="How many to pass over before them.",
)]
Facets = Annotated[list[CountBy] | None, typer.Option(
    "--facet", help="Count all answers by this; on a pipe the counts stand in place of the hits.",
)]


def narrowed(
    types: list[str] | None, years: list[str] | None, issuers: list[str] | None, places: list[str] | None,
    tags: list[str] | None, after: str | None, before: str | None,
) -> Narrow:
    """What the options above say; each that may be repeated says "or" to itself, "and" to the others."""
    from vbparse.query import Narrow

    def several(given: list[str] | None) -> tuple[str, ...]:
        return tuple(map(typed, given or ()))

    return Narrow(
        several(types), several(years), several(issuers), several(places), several(tags),
        typed(after), typed(before),
    )


def one_of(message: str, *chosen: bool) -> None:
    """UsageError where more than one of some options is chosen."""
    if sum(chosen) > 1:
        raise UsageError(message)


def archive(folder: str | None, *, create: bool = False) -> Archive:
    """The archive that was named, or the user's own."""
    from vbparse.archive import Archive, default_folder

    return Archive(Path(folder) if folder else default_folder(), create=create, on_wait=say)


def with_tables(folder: str | None) -> None:
    """The tables with the user's own rows: those of the configuration folder, then those of `folder`."""
    from vbparse.home import own_tables
    from vbparse.tables import extend, tables_in

    folders = (own_tables(), None if folder is None else Path(folder))
    extend(*(tables_in(one) for one in folders if one is not None))


@overload
def typed(text: str) -> str: ...
@overload
def typed(text: None) -> None: ...
def typed(text: str | None) -> str | None:
    """What a person typed, as text: bytes that are no UTF-8 are replaced."""
    return text and text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def debugging() -> bool:
    """Whether a person wants to see where an error arose."""
    return bool(os.environ.get("VBPARSE_DEBUG"))
