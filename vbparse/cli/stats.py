"""`vbparse stats`: numbers about the archive."""

from __future__ import annotations

from typing import Annotated

import typer

from vbparse import messages
from vbparse.cli.asking import question, say_read_otherwise
from vbparse.cli.offering import files
from vbparse.cli.options import (
    MOST,
    After,
    AsJson,
    Before,
    Folder,
    Issuers,
    Places,
    QueryWords,
    Tables,
    Tags,
    Types,
    Years,
    archive,
    narrowed,
    one_of,
    with_tables,
)
from vbparse.cli.replacing import replacing
from vbparse.errors import NothingFound
from vbparse.present.as_json import pretty
from vbparse.present.terminal import write_json

app = typer.Typer()


@app.command()
def stats(
    query: QueryWords = None,
    folder: Folder = None,
    types: Types = None,
    years: Years = None,
    issuers: Issuers = None,
    places: Places = None,
    tags: Tags = None,
    after: After = None,
    before: Before = None,
    top: Annotated[int | None, typer.Option(
        "--top", min=1, max=MOST, help="Rows of what may be many; 10 on a terminal, else all.",
    )] = None,
    as_json: AsJson = False,
    html: Annotated[str | None, typer.Option(
        "--html", metavar="FILE", help="Write a page with a line of time and charts.", click_type=files,
    )] = None,
    tables: Tables = None,
) -> None:
    """Count the documents of the archive, or those that answer QUERY.

    By type, year, issuer and place; the documents that they cite most; who signed most; what they
    lack; and how sure their values are. What is not known is counted as —.

    \b
    vbparse stats
    vbparse stats "đối ngoại" --year 2019 --top 5
    """
    from dataclasses import asdict

    from vbparse.present.markup import OPENING
    from vbparse.present.stats import show_stats
    from vbparse.present.stats_page import asked, page
    from vbparse.statistics import cut

    one_of(messages.JSON_OR_PAGE, as_json, html is not None)
    with_tables(tables)
    narrow = narrowed(types, years, issuers, places, tags, after, before)
    with archive(folder) as kept:
        words, narrow = question(kept, query, narrow)
        say_read_otherwise(words)
        found = kept.stats(words, narrow)
    if as_json:
        write_json(pretty(asdict(cut(found, top) if top else found)))
    elif found.records and html is not None:
        with replacing(html, OPENING) as file:
            file.writelines(page(asdict(found), top, asked(words, asdict(narrow))))
    elif found.records:
        show_stats(asdict(found), top)
    if not found.records:
        raise NothingFound(messages.NOTHING_TO_COUNT)
