"""`vbparse forget`: documents taken out of the archive for good, once a person has agreed."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse import messages
from vbparse.cli.offering import documents as documents_typed
from vbparse.cli.options import AsJson, AtPlace, Folder, OfDate, OfIssuer, archive, typed
from vbparse.errors import UsageError
from vbparse.present.as_json import pretty
from vbparse.present.card import ABSENT
from vbparse.present.terminal import one_line, say, write, write_json

if TYPE_CHECKING:
    from vbparse.forgetting import Forgettable

app = typer.Typer()


@app.command()
def forget(
    keys: Annotated[
        list[str], typer.Argument(metavar="NUMBER_OR_ID...", hidden=True, click_type=documents_typed)
    ],
    folder: Folder = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    date: OfDate = None,
    place: AtPlace = None,
    issuer: OfIssuer = None,
    as_json: AsJson = False,
) -> None:
    """Take documents out of the archive for good: record, text, tags, index, copies of upgrades.

    The files that they were read from are not touched, and an ingest does not bring the documents
    back unless it is told to (--recall). NUMBER_OR_ID is read as `show` reads it.
    """
    narrowed = {"date": typed(date), "place": typed(place), "issuer": typed(issuer)}
    with archive(folder) as kept:
        documents = kept.forgettable([typed(key) for key in keys], **narrowed)
        if not yes and not _agreed(documents):
            say(messages.NOT_FORGOTTEN)
            return
        done = kept.forget([one.id for one in documents])
    if as_json:
        write_json(pretty([asdict(one) for one in documents]))
    else:
        for one in documents:
            write(_line(one))
    say(messages.FORGOTTEN_NOW.format(count=messages.count(len(documents), "document")))
    for note in done.notes:
        say(one_line(note))


def _agreed(documents: list[Forgettable]) -> bool:
    """Whether a person says yes to it; UsageError where there is none."""
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise UsageError(messages.SAY_YES)
    say(messages.TO_FORGET)
    for one in documents:
        say(_line(one))
    say(messages.FORGET_REALLY.format(count=messages.count(len(documents), "document")))
    return sys.stdin.readline().strip().lower() in ("y", "yes", "có", "co")


def _line(one: Forgettable) -> str:
    """Number, id, type, date, issuer, subject and files, with tabs between."""
    about = (one.number, one.id, one.doc_type, one.date, one.issuer, one.subject, *one.paths)
    return "\t".join(one_line(value or ABSENT) for value in about)
