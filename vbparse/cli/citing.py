"""`vbparse cites`, `missing` and `duplicates`: what the papers of an archive say of one another."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vbparse import messages
from vbparse.cli.options import (
    MOST,
    AsJson,
    AtPlace,
    Document,
    Folder,
    OfDate,
    OfIssuer,
    Tables,
    archive,
    one_of,
    typed,
    with_tables,
)
from vbparse.errors import NothingFound
from vbparse.present.as_json import pretty
from vbparse.present.terminal import Bytes, one_line, say, write_json

if TYPE_CHECKING:
    from vbparse.missing import Missing

app = typer.Typer()


@app.command()
def cites(
    key: Document,
    folder: Folder = None,
    by: Annotated[bool, typer.Option("--by", help="Show what cites it instead.")] = False,
    depth: Annotated[int, typer.Option("--depth", min=1, max=20, help="How many steps to follow.")] = 1,
    date: OfDate = None,
    place: AtPlace = None,
    issuer: OfIssuer = None,
    as_json: AsJson = False,
    tables: Tables = None,
) -> None:
    """Show what a document cites, and how; or, with --by, what cites it.

    NUMBER_OR_ID is read as `show` reads it. With --by it may also be a document that is cited here and
    is not in the archive.

    \b
    vbparse cites 84-KH/BTGTU --depth 2
    vbparse cites --by 32-CT/TW
    """
    from vbparse.present.references import show_references

    with_tables(tables)
    with archive(folder) as kept:
        found = kept.cites(
            typed(key), by=by, depth=depth, date=typed(date), place=typed(place), issuer=typed(issuer)
        )
    tree = asdict(found)
    if as_json:
        write_json(pretty(tree))
    else:
        show_references(tree)
    if not found.references:
        sentence = messages.CITED_BY_NONE if by else messages.CITES_NOTHING
        raise NothingFound(sentence.format(name=one_line(found.number or found.title or found.id)))


@app.command()
def missing(
    folder: Folder = None,
    limit: Annotated[int | None, typer.Option(
        "--limit", min=1, max=MOST, help="How many to show, if not all.",
    )] = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print rows for a spreadsheet.")] = False,
    tables: Tables = None,
) -> None:
    """List the documents that are cited and not in the archive, the most cited first.

    With date and issuer, as far as those say them that cite it: the list to take to the registry.
    """
    from vbparse.present.missing import COLUMNS, row, show_missing

    one_of(messages.JSON_OR_CSV, as_json, as_csv)
    with_tables(tables)
    with archive(folder) as kept:
        found = [_as_json(one) for one in kept.missing()]
    shown = found[:limit]
    if as_json:
        write_json(pretty(shown))
    elif as_csv:
        from vbparse.export.as_csv import table
        from vbparse.export.columns import flat

        with io.BufferedWriter(Bytes()) as out:
            out.writelines(table(COLUMNS, (flat(row(one)) for one in shown)))
    elif found:
        show_missing(shown)
    if not found:
        raise NothingFound(messages.NOTHING_MISSING)
    if len(shown) < len(found):
        say(messages.MORE_MISSING.format(shown=len(shown), total=len(found)))


@app.command()
def duplicates(folder: Folder = None, as_json: AsJson = False) -> None:
    """List the documents that the archive holds more than once.

    Two scans of one page, or one file in two folders: number, date and issuer are the same, and the
    texts nearly. Nothing is removed; the share of words that each has of the first stands beside it.
    """
    from vbparse.present.duplicates import show_duplicates

    with archive(folder) as kept:
        found = [asdict(one) for one in kept.duplicates()]
    if as_json:
        write_json(pretty(found))
    elif found:
        show_duplicates(found)
    if not found:
        raise NothingFound(messages.NOTHING_TWICE)


def _as_json(one: Missing) -> dict[str, Any]:
    """A missing document; each that cites it once, by its first relation."""
    citing = {unmet.citing.id: unmet for unmet in reversed(one.cited)}
    return {
        "id": one.id, "number": one.number, "title": one.title, "doc_type": one.doc_type, "date": one.date,
        "issuer": one.issuer, "count": len(one.citing),
        "cited_by": [
            {"id": id, "number": citing[id].citing_number, "date": citing[id].citing.date,
             "relation": citing[id].relation}
            for id in one.citing
        ],
    }
