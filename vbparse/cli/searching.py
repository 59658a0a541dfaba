"""`vbparse search`: what the archive holds on something."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse import messages
from vbparse.cli.options import (
    After,
    AsJson,
    AsLines,
    Before,
    CountBy,
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
    one_of,
    typed,
    with_tables,
)
from vbparse.errors import NothingFound
from vbparse.present.as_json import line, pretty
from vbparse.present.terminal import is_terminal, one_line, say, write_json

if TYPE_CHECKING:
    from vbparse.archive import SearchResult
    from vbparse.query import Facet

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
    one_of(messages.JSON_OR_JSONL, as_json, as_lines)
    asked = typed(" ".join(query))
    narrow = narrowed(types, years, issuers, places, tags, after, before)
    with_tables(tables)
    counted_by = _counted_by(facets)
    with archive(folder) as kept:
        result = kept.search(asked, narrow, limit=limit, offset=offset, sort=sort.value, facets=counted_by)
    _show(result, as_json=as_json, as_lines=as_lines, counted=bool(facets and counted_by))
    for note in result.notes:
        say(one_line(note))
    if not result.total:
        sentence = messages.NOTHING_FOUND if asked.strip() else messages.EMPTY_QUERY
        raise NothingFound(sentence.format(query=one_line(asked)), kept.suggest(asked, narrow))
    say_page(len(result.hits), result.total, offset)


def _show(result: SearchResult, *, as_json: bool, as_lines: bool, counted: bool) -> None:
    """The hits, and what they are counted by where that was asked for; a table has it below in any case."""
    hits = [asdict(hit) for hit in result.hits]
    if as_json and counted:
        facets = {
            facet: [{"value": value, "count": count} for value, count in values]
            for facet, values in result.facets.items()
        }
        write_json(pretty({"total": result.total, "hits": hits, "facets": facets}))
    elif as_json:
        write_json(pretty(hits))
    elif as_lines and counted:
        for facet, values in result.facets.items():
            for value, count in values:
                write_json(line({"facet": facet, "value": value, "count": count}))
    elif as_lines:
        for hit in hits:
            write_json(line(hit))
    elif counted and not is_terminal():
        from vbparse.present.facets import show_facets

        show_facets(result.facets)
    elif hits:
        from vbparse.present.facets import show_facets
        from vbparse.present.hits import show_hits

        show_hits(hits)
        # Where all have one value there is nothing to narrow by.
        show_facets({
            facet: values for facet, values in result.facets.items() if counted or len(values) > 1
        })


def _counted_by(chosen: list[CountBy] | None) -> tuple[Facet, ...]:
    """The facets that were chosen; on a terminal all, unless others were."""
    from vbparse.query import FACETS

    names = {one.value for one in chosen or ([CountBy.all] if is_terminal() else [])}
    if CountBy.none in names:
        return ()
    return tuple(facet for facet in FACETS if facet in names or CountBy.all in names)


def say_page(shown: int, total: int, offset: int) -> None:
    """Which of all answers are shown, where these are not all of them."""
    if not shown:
        raise NothingFound(messages.BEHIND_THE_LAST.format(total=total, offset=offset))
    if shown < total:
        last = offset + shown
        sentence = messages.NEXT_PAGE if last < total else messages.PAGE
        say(sentence.format(shown=f"{offset + 1}-{last}" if shown > 1 else last, last=last, total=total))
