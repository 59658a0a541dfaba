"""`vbparse graph`: who cites whom, as a file for other programs or to look at."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import Annotated

import typer

from vbparse import messages
from vbparse.cli.offering import documents
from vbparse.cli.options import (
    AtPlace,
    Folder,
    OfDate,
    OfIssuer,
    Output,
    Tables,
    archive,
    typed,
    with_tables,
)
from vbparse.cli.replacing import replacing
from vbparse.errors import NothingFound, UsageError
from vbparse.present.terminal import Bytes, is_terminal, one_line, say

app = typer.Typer()


class Kind(StrEnum):
    """The formats of a graph."""

    dot = "dot"
    graphml = "graphml"
    json = "json"
    html = "html"
    svg = "svg"


@app.command()
def graph(
    kind: Annotated[Kind, typer.Option("--format", help="What to write.")],
    key: Annotated[
        str | None, typer.Argument(metavar="[NUMBER_OR_ID]", hidden=True, click_type=documents)
    ] = None,
    depth: Annotated[int, typer.Option("--depth", min=1, max=20, help="How many steps to follow.")] = 1,
    output: Output = None,
    folder: Folder = None,
    date: OfDate = None,
    place: AtPlace = None,
    issuer: OfIssuer = None,
    tables: Tables = None,
) -> None:
    """Draw which document cites which, those that are missing too.

    All of the archive; or, with NUMBER_OR_ID, a document with what it cites and what cites it, and
    so on for as many steps as --depth says.

    \b
    html     a page to move about in, to filter and to search
    svg      a drawing that stands still
    dot      for graphviz
    graphml  for networkx, Gephi, yEd
    json     nodes and edges
    """
    from vbparse.present.graph.formats import FORMATS

    form = FORMATS[kind.value]
    output = None if output == "-" else output
    if output is None and not form.for_terminals and is_terminal():
        raise UsageError(messages.NOT_ON_A_TERMINAL.format(format=kind.value))
    with_tables(tables)
    with archive(folder) as kept:
        network = kept.network(
            typed(key), depth=depth, date=typed(date), place=typed(place), issuer=typed(issuer)
        )
    if not network.nodes:
        raise NothingFound(messages.NOTHING_TO_DRAW)
    if output is None:
        with io.TextIOWrapper(io.BufferedWriter(Bytes()), encoding="utf-8", newline="\n") as file:
            file.writelines(form.pieces(network))
        return
    with replacing(output, form.opening) as file:
        file.writelines(form.pieces(network))
    say(messages.DRAWN.format(
        nodes=messages.count(len(network.nodes), "document"),
        missing=sum(not node.held for node in network.nodes),
        edges=messages.count(len(network.edges), "citation"), path=one_line(output),
    ))
