"""`vbparse search`: what the archive holds on something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import click
import typer
from typer.core import TyperCommand

from vbparse import messages
from vbparse.cli.answering import Form
from vbparse.cli.asking import question
from vbparse.cli.offering import names, searches
from vbparse.cli.options import (
    MOST,
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
    QueryWords,
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
from vbparse.errors import NothingFound, UsageError
from vbparse.present.terminal import one_line, say

if TYPE_CHECKING:
    from vbparse.archive import Archive, SearchResult
    from vbparse.query import Narrow

Open = Annotated[int | None, typer.Option(
    "--open", metavar="[N]", min=1, max=MOST,
    help="Open the source of the first hit, or the Nth, at its line.",
)]
Save = Annotated[str | None, typer.Option(
    "--save", metavar="NAME", help="Keep the search under a name.", click_type=names,
)]
Saved = Annotated[str | None, typer.Option(
    "--saved", metavar="NAME", help="Ask a search that was kept; @NAME is short for it.",
    click_type=searches,
)]

app = typer.Typer()


class WithOpen(TyperCommand):
    """A command whose `--open` may have a number behind it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        read: list[str] = []
        for place, arg in enumerate(args):
            if arg == "--":
                return super().parse_args(ctx, read + args[place:])
            if arg == "--open" and not (args[place + 1:] and args[place + 1].isdecimal()):
                arg = "--open=1"
            read.append(arg)
        return super().parse_args(ctx, read)


@app.command(cls=WithOpen)
def search(
    query: QueryWords = None,
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
    opened: Open = None,
    save: Save = None,
    saved: Saved = None,
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

    one_of(messages.OPENS_ONE, opened is not None, as_json or as_lines or bool(facets))
    form = Form(as_json, as_lines, facets or ())
    narrow = narrowed(types, years, issuers, places, tags, after, before)
    with_tables(tables)
    with archive(folder) as kept:
        words, narrow = _asked(kept, query, narrow, typed(saved))
        if save is not None:
            say(messages.SAVED.format(name=_saved(kept, typed(save), words, narrow)))
        limit, offset = (1, opened - 1) if opened else (limit, offset)
        result = kept.search(words, narrow, limit=limit, offset=offset, sort=sort.value, facets=form.facets)
    if opened and result.total:
        _open(kept, result, opened, words)
        return
    form.show("hits", [hit._asdict() for hit in result.hits], show_hits, result.total, result.facets)
    for note in result.notes:
        say(one_line(note))
    if not result.total:
        raise _nothing(kept, words, narrow)
    form.say_page(len(result.hits), result.total, offset)


def _asked(kept: Archive, words: list[str] | None, narrow: Narrow, saved: str | None) -> tuple[str, Narrow]:
    if saved is None and not "".join(words or ()).strip():
        raise UsageError(messages.EMPTY_QUERY)
    return question(kept, words, narrow, saved)


def _nothing(kept: Archive, asked: str, narrow: Narrow) -> NothingFound:
    sentence = messages.NOTHING_FOUND if asked.strip() else messages.EMPTY_QUERY
    return NothingFound(sentence.format(query=one_line(asked)), kept.suggest(asked, narrow))


def _open(kept: Archive, result: SearchResult, number: int, asked: str) -> None:
    from vbparse.cli.opening import open_at

    spot = kept.spot(result.hits[0].record["id"], asked) if result.hits else None
    if not spot:
        raise NothingFound(messages.NO_SUCH_HIT.format(number=number, total=result.total))
    open_at(spot)


def _saved(kept: Archive, name: str, query: str, narrow: Narrow) -> str:
    """The name under which a search was saved."""
    if not query.strip():
        raise UsageError(messages.NOTHING_TO_SAVE.format(name=name))
    return kept.save_search(name, query, narrow).name
