"""`vbparse export` and `vbparse schema`: the archive as a file for others, and what that file promises."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from vbparse import messages
from vbparse.cli.asking import question, say_read_otherwise
from vbparse.cli.options import (
    After,
    Before,
    Folder,
    Issuers,
    Output,
    Places,
    QueryWords,
    Tables,
    Tags,
    Types,
    Years,
    archive,
    narrowed,
    with_tables,
)
from vbparse.errors import NothingFound, UsageError
from vbparse.present.terminal import Bytes, is_terminal, one_line, say, write_json

if TYPE_CHECKING:
    from vbparse.export.exports import Exported, Format

app = typer.Typer()


class Kind(StrEnum):
    """The formats of an export."""

    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"
    tt02 = "tt02"
    html = "html"


class Promise(StrEnum):
    """What there is a JSON Schema of."""

    record = "record"
    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"
    tt02 = "tt02"


@app.command()
def export(
    kind: Annotated[Kind, typer.Option("--format", help="What to write.")],
    query: QueryWords = None,
    output: Output = None,
    folder: Folder = None,
    types: Types = None,
    years: Years = None,
    issuers: Issuers = None,
    places: Places = None,
    tags: Tags = None,
    after: After = None,
    before: Before = None,
    tables: Tables = None,
) -> None:
    """Write records as a file for other programs and people.

    Without QUERY all of them, else those that answer as in a search.

    \b
    jsonl  the JSON of a record, a line each
    csv    a row a record, for a spreadsheet
    xlsx   a workbook: records, citations, recipients
    tt02   the elements of a document by Thông tư 02/2019/TT-BNV, as csv
    html   a register that a browser opens, searches and sorts
    """
    from vbparse.export.exports import exported, format_named

    form = format_named(kind.value)
    output = None if output == "-" else output
    if output is None and not form.is_text and is_terminal():
        raise UsageError(messages.NOT_ON_A_TERMINAL.format(format=kind.value))
    narrow = narrowed(types, years, issuers, places, tags, after, before)
    with_tables(tables)
    with archive(folder) as kept:
        words, narrow = question(kept, query, narrow)
        say_read_otherwise(words)
        documents = exported(kept.select(words, narrow))
        first = next(documents, None)
        if first is None:
            sentence = messages.NOTHING_FOUND if words.strip() else messages.NOTHING_TO_EXPORT
            raise NothingFound(sentence.format(query=one_line(words)))
        seen: Counter[str] = Counter()
        with _target(form, output) as file:
            notes = form.write(_counted(chain((first,), documents), seen), file)
    for note in notes:
        say(note)
    if seen["classified"]:
        say(messages.CLASSIFIED_EXPORTED.format(count=messages.count(seen["classified"], "document")))
    if output is not None:
        say(messages.EXPORTED.format(count=messages.count(seen["all"], "document"), path=one_line(output)))


@app.command()
def schema(
    name: Annotated[Promise, typer.Argument(metavar="[NAME]", hidden=True)] = Promise.record,
) -> None:
    """Print the JSON Schema of a record or of an export.

    NAME is record (if nothing is said), jsonl, csv, xlsx or tt02.
    """
    from vbparse.export.schema import shipped

    write_json(shipped(name.value))


def _counted(documents: Iterable[Exported], seen: Counter[str]) -> Iterator[Exported]:
    """The documents, counted as they pass: all, and those under a secrecy mark."""
    for document in documents:
        seen["all"] += 1
        seen["classified"] += document.record["security"] is not None
        yield document


@contextmanager
def _target(form: Format, output: str | None) -> Iterator[BinaryIO]:
    """The file that was named, else standard output, which gets what is no text once it is whole."""
    from vbparse.cli.replacing import replacing_bytes

    if output is not None:
        with replacing_bytes(output, form.opening) as file:
            yield file
    elif form.is_text:
        with io.BufferedWriter(Bytes()) as file:
            yield file
    else:
        with TemporaryFile() as file:
            yield file
            file.seek(0)
            shutil.copyfileobj(file, Bytes())
