"""`vbparse search`: what the archive holds on something."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from vbparse import messages
from vbparse.cli.answering import Form, say_page
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
    Places,
    Sort,
    Tables,
    Tags,
    Types,
    Years,
    archive,
    narrowed,
    typed,
    with_tables,
)
from vbparse.errors import NothingFound
from vbparse.present.terminal import one_line, say

app = typer.Typer()


@app.command()
def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY...", hidden=True)],
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
    sort: Annotated[Sort, typer.Option("--sort", help="The order.")] = Sort.relevance,
    facets: Facets = None,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    tables: Tables = None,
) -> None:
    """Find documents by number, words and fields.

    A document that is named ("Chỉ thị 32", 32-CT/TW) comes first, then those that cite it. Words
    are ANDed and may be typed without marks.

    \b
    vbparse search "Chỉ thị 32"
    vbparse search '"đối ngoại đảng" NOT type:"báo cáo"'
    vbparse search cites:32-CT/TW date:2019..2021
    vbparse search đất --issuer "Lạng Sơn" --after 2019-06

    \b
    number:  số:           issuer:     cơ quan:    place:    nơi:
    type:    loại:         signer:     ký:         subject:  trích yếu:
    date:    ngày:         recipient:  nơi nhận:   cites:    dẫn:
    text:                  arrived:    ngày đến:   tag:      nhãn:
                           stamp:      dấu đến:
    """
    from vbparse.present.hits import show_hits

    form = Form(as_json, as_lines, facets or ())
    asked = typed(" ".join(query))
    narrow = narrowed(types, years, issuers, places, tags, after, before)
    with_tables(tables)
    with archive(folder) as kept:
        result = kept.search(asked, narrow, limit=limit, offset=offset, sort=sort.value, facets=form.facets)
    form.show("hits", [asdict(hit) for hit in result.hits], show_hits, result.total, result.facets)
    for note in result.notes:
        say(one_line(note))
    if not result.total:
        sentence = messages.NOTHING_FOUND if asked.strip() else messages.EMPTY_QUERY
        raise NothingFound(sentence.format(query=one_line(asked)), kept.suggest(asked, narrow))
    say_page(len(result.hits), result.total, offset)
