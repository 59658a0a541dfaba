"""`vbparse fix` and `vbparse review`: what a person corrects, and what he should look at."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from click.shell_completion import CompletionItem

from vbparse import messages
from vbparse.cli.offering import Offered
from vbparse.cli.options import (
    AsJson,
    AtPlace,
    Document,
    Folder,
    OfDate,
    OfIssuer,
    Tables,
    archive,
    typed,
    with_tables,
)
from vbparse.doubts import CORRECTED
from vbparse.errors import NothingFound, UsageError
from vbparse.present.as_json import pretty
from vbparse.present.terminal import is_terminal, one_line, say, write_json

if TYPE_CHECKING:
    from vbparse.archive import Archive
    from vbparse.doubts import Doubt

app = typer.Typer()

_fields = Offered(
    lambda _, typed: [CompletionItem(f"{name}=") for name in CORRECTED if name.startswith(typed)]
)


@app.command()
def fix(
    key: Document,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE...", hidden=True, click_type=_fields)
    ] = None,
    folder: Folder = None,
    undo: Annotated[bool, typer.Option(
        "--undo", help="Take back what was corrected, in the fields named or in all.",
    )] = False,
    date: OfDate = None,
    place: AtPlace = None,
    issuer: OfIssuer = None,
    as_json: AsJson = False,
    tables: Tables = None,
) -> None:
    """Correct what was read of a document; without FIELD=VALUE, show what has been corrected.

    FIELD is number, symbol, doc_type, regime, date, place, issuer, acting_body, subject, security,
    urgency, signers, addressees or recipients; FIELD= empties it. A correction belongs to the
    document: it is there whatever becomes of the file.

    \b
    vbparse fix 84-KH/BTGTU date=21/6/2019 "issuer=Tỉnh ủy Lạng Sơn"
    vbparse fix k7f32a "signer=Nông Văn Thắm, Trưởng ban" security=
    vbparse fix 84-KH/BTGTU "recipients=Thường trực Tỉnh ủy (báo cáo); Các chi bộ; Lưu VT"
    vbparse fix 84-KH/BTGTU --undo date
    """
    with_tables(tables)
    said = [typed(word) for word in words or ()]
    narrowed = {"date": typed(date), "place": typed(place), "issuer": typed(issuer)}
    with archive(folder) as kept:
        if undo:
            mended = kept.mending.undo(typed(key), [word.removesuffix("=") for word in said], **narrowed)
        else:
            mended = kept.mending.fix(typed(key), _values(said), **narrowed)
    if as_json:
        shown = {"id": mended.id, "number": mended.number, "corrections": list(mended.corrections)}
        write_json(pretty(shown))
    elif mended.corrections:
        from vbparse.present.corrections import show_corrections

        about = {"id": mended.id, "number": mended.number}
        show_corrections([about | correction for correction in mended.corrections])
    if not mended.corrections:
        nothing = messages.NOTHING_CORRECTED.format(name=one_line(mended.number or mended.id))
        if not undo:
            raise NothingFound(nothing)
        say(nothing)


def _values(said: list[str]) -> dict[str, str]:
    """Fields with their values; UsageError for a word that is none, or a field that comes twice."""
    values: dict[str, str] = {}
    for word in said:
        name, sign, value = word.partition("=")
        if not sign:
            raise UsageError(messages.NO_VALUE_GIVEN.format(word=word))
        if name in values:
            raise UsageError(messages.TWICE_GIVEN.format(field=name))
        values[name] = value
    return values


@app.command()
def review(
    folder: Folder = None,
    orphans: Annotated[bool, typer.Option(
        "--orphans", help="List what was said of documents that are not in the archive any more.",
    )] = False,
    as_json: AsJson = False,
    tables: Tables = None,
) -> None:
    """Look at what is in doubt, the least sure first, and correct or accept it.

    On a terminal each field with a warning or an unsure value is shown with its place in the source, and
    a value is asked for. On a pipe it is a line: number, id, field, value, confidence, reason.
    """
    from vbparse.present import corrections

    with_tables(tables)
    with archive(folder) as kept:
        if orphans:
            _orphans(kept, as_json=as_json)
            return
        queue = kept.mending.queue()
        if as_json:
            write_json(pretty([
                {**asdict(one), "doubts": [doubt._asdict() for doubt in one.doubts]} for one in queue
            ]))
        elif is_terminal() and sys.stdin.isatty():
            _ask_all(kept, [one.id for one in queue])
        else:
            corrections.show_doubts([
                {"number": one.number, "id": one.id, **doubt._asdict()}
                for one in queue for doubt in one.doubts
            ])
    if not queue:
        say(messages.NOTHING_TO_REVIEW)


def _orphans(kept: Archive, *, as_json: bool) -> None:
    from vbparse.present.corrections import show_corrections

    gone: list[dict[str, Any]] = [
        orphan._asdict() | {"verdicts": [_correction(verdict._asdict()) for verdict in orphan.verdicts]}
        for orphan in kept.mending.orphans()
    ]
    if as_json:
        write_json(pretty(gone))
    elif gone:
        show_corrections([orphan | verdict for orphan in gone for verdict in orphan["verdicts"]])
    if not gone:
        say(messages.NO_ORPHANS)


def _correction(verdict: dict[str, Any]) -> dict[str, Any]:
    """What was said, with the names that a record has for it."""
    return {"field": verdict["field"], "from": verdict["was"], "to": verdict["value"], "at": verdict["at"],
            "accepted": verdict["accepted"]}


def _ask_all(kept: Archive, queue: list[str]) -> None:
    """The documents of the queue, one thing at a time; each answer is kept before the next is asked."""
    for place, id in enumerate(queue, 1):
        skipped: set[str] = set()
        while left := [doubt for doubt in kept.mending.doubts(id) if doubt.field not in skipped]:
            doubt = left[0]
            _show(kept, id, doubt, f"{place}/{len(queue)}")
            answer = _answer(kept, id, doubt)
            if answer == "q":
                return
            if answer == "s":
                skipped.add(doubt.field)


def _answer(kept: Archive, id: str, doubt: Doubt) -> str:
    """What a person types, once it has been done; asked again as long as it cannot be."""
    while True:
        say(messages.ASKED.format(field=doubt.field))
        line = sys.stdin.readline()
        answer = typed(line.strip()) if line else "q"
        if answer in ("q", "s"):
            return answer
        if not answer:
            kept.mending.accept(id, doubt.field)
            return answer
        try:
            kept.mending.fix(id, {doubt.field: "" if answer == "-" else answer})
            return answer
        except UsageError as error:
            say(one_line(error.message))


def _show(kept: Archive, id: str, doubt: Doubt, place: str) -> None:
    from vbparse.present.corrections import show_doubt

    stored = kept.show(id)
    show_doubt(stored.record, stored.source_text, stored.text, doubt._asdict(), place)
