"""`vbparse list`: what the archive holds, document by document."""

from __future__ import annotations

from typing import Annotated

import typer

from vbparse import messages
from vbparse.cli.answering import Form
from vbparse.cli.options import (
    After,
    AsJson,
    AsLines,
    Before,
    Facets,
    Folder,
    Issuers,
    Limit,
    Offset,
    Order,
    Places,
    Tables,
    Tags,
    Types,
    Years,
    archive,
    narrowed,
    with_tables,
)
from vbparse.errors import NothingFound
from vbparse.present.terminal import one_line, say

app = typer.Typer()


@app.command(name="list")
def list_documents(
    folder: Folder = None,
    types: Types = None,
    years: Years = None,
    issuers: Issuers = None,
    places: Places = None,
    tags: Tags = None,
    after: After = None,
    before: Before = None,
    limit: Limit = 20,
    offset: Offset = 0,
    order: Annotated[Order, typer.Option("--sort", help="The order.")] = Order.date,
    facets: Facets = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    tables: Tables = None,
) -> None:
    """List the documents of the archive, all or those that the options leave.

    By date the newest come first; by number those of one symbol stand together, by their serials.

    \b
    vbparse list --type KH --year 2019 --sort number
    vbparse list --place "Lạng Sơn" --after 2019-06 --limit 50
    """
    from vbparse.present.hits import show_list

    form = Form(as_json, as_lines, facets or ())
    narrow = narrowed(types, years, issuers, places, tags, after, before)
    with_tables(tables)
    with archive(folder) as kept:
        result = kept.browse(narrow, order=order.value, limit=limit, offset=offset, facets=form.facets)
    form.show("records", [one.record for one in result.listed], show_list, result.total, result.facets)
    for note in result.notes:
        say(one_line(note))
    if not result.total:
        raise NothingFound(messages.NOTHING_LISTED)
    form.say_page(len(result.listed), result.total, offset)
