"""`vbparse parse`, `show` and `rebuild`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from vbparse import messages
from vbparse.cli.options import (
    AsJson,
    AsLines,
    AtPlace,
    Document,
    Folder,
    MaxSize,
    OfDate,
    OfIssuer,
    Page,
    Paths,
    Tables,
    Why,
    archive,
    one_of,
    typed,
    with_tables,
)
from vbparse.present.as_json import array, pretty
from vbparse.present.terminal import write, write_json

app = typer.Typer()


@app.command()
def parse(
    paths: Paths,
    as_json: AsJson = False,
    as_lines: AsLines = False,
    why: Why = False,
    html: Page = None,
    max_size: MaxSize = 50,
    tables: Tables = None,
) -> None:
    """Print the record of each document, and keep nothing.

    PATH is a file, a folder (read with all folders in it) or - for standard input.
    On a terminal a record is a card, on a pipe a line a field.
    """
    from dataclasses import asdict

    from vbparse.cli.parsing import Run
    from vbparse.limits import Limits

    one_of(messages.JSON_OR_JSONL, as_json, as_lines)
    one_of(messages.JSON_OR_WHY, as_json or as_lines, why)
    one_of(messages.ONE_OUTPUT, as_json or as_lines or why, html is not None)
    with_tables(tables)
    run = Run(paths, Limits(size=max_size * 1_000_000))
    documents = run.documents()
    if html is not None:
        run.into_page(html)
    elif as_lines:
        for document, _ in documents:
            write_json(document.record.to_json())
    elif as_json:
        for piece in array(json.loads(document.record.to_json()) for document, _ in documents):
            write_json(piece)
    else:
        for place, (document, source) in enumerate(documents):
            if place:
                write("")
            rejected = [asdict(lost) for lost in document.rejected()] if why else []
            _show(json.loads(document.record.to_json()), source.text, rejected, why=why)
    run.end()


@app.command()
def show(
    key: Document,
    folder: Folder = None,
    as_json: AsJson = False,
    text: Annotated[bool, typer.Option("--text", help="Print the text of the document.")] = False,
    why: Why = False,
    opened: Annotated[bool, typer.Option("--open", help="Open the source at the document.")] = False,
    date: OfDate = None,
    place: AtPlace = None,
    issuer: OfIssuer = None,
    tables: Tables = None,
) -> None:
    """Show one document of the archive.

    NUMBER_OR_ID is a number in any spelling (84-KH/BTGTU, "84 - KH/BTGTU") or an id, whole or its
    beginning. Where several documents answer they are listed, and the options below tell them apart.
    """
    one_of(messages.ONE_VIEW, as_json, text, why, opened)
    with_tables(tables)
    with archive(folder) as kept:
        stored = kept.show(typed(key), date=typed(date), place=typed(place), issuer=typed(issuer))
    if opened and (spot := kept.spot(stored.id)):
        from vbparse.cli.opening import open_at

        open_at(spot)
    elif as_json:
        write_json(pretty(stored.record))
    elif text:
        write(stored.text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n"))
    else:
        tags, missing = stored.tags, stored.missing
        _show(stored.record, stored.source_text, stored.given_up, tags=tags, missing=missing, why=why)


@app.command()
def rebuild(folder: Folder = None) -> None:
    """Make the index anew from the catalog."""
    with archive(folder) as kept:
        count = kept.rebuild()
    write(messages.REBUILT.format(count=messages.count(count, "document")))


def _show(
    record: dict[str, Any], source_text: str, rejected: Sequence[dict[str, Any]] = (), *,
    tags: Sequence[str] = (), missing: str | None = None, why: bool,
) -> None:
    """A record for a person: its card, or the evidence of its fields with what was not taken for them."""
    if why:
        from vbparse.present.why import show_why

        show_why(record, source_text, rejected)
    else:
        from vbparse.present.card import show_card

        show_card(record, tags, missing)
