"""`vbparse backup` and `vbparse restore`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import Annotated, BinaryIO

import typer

from vbparse import messages
from vbparse.cli.offering import files
from vbparse.cli.options import AsJson, Folder, archive
from vbparse.cli.replacing import replacing_bytes
from vbparse.errors import NoInput, NotPermitted
from vbparse.present.as_json import pretty
from vbparse.present.terminal import one_line, say, write, write_json

app = typer.Typer()

File = Annotated[str, typer.Argument(metavar="FILE", hidden=True, click_type=files)]


@app.command()
def backup(
    file: File,
    folder: Folder = None,
    everything: Annotated[bool, typer.Option(
        "--all", help="Also the texts and records of files that could be read again.",
    )] = False,
    as_json: AsJson = False,
) -> None:
    """Write what nothing could make again to a file: tags, corrections, saved searches, the ledger.

    FILE is a zip; one that is there is replaced once the new one is whole and was read again. The texts
    and records of files that are missing go with it; with --all those of all files do.
    """
    from vbparse.backup import OPENING

    with archive(folder) as kept, replacing_bytes(file, OPENING) as target:
        counts = kept.backup(target, everything=everything)
    if as_json:
        write_json(pretty(counts))
        return
    for kind, count in counts.items():
        write(f"{kind}\t{count}")


@app.command()
def restore(file: File, folder: Folder = None, as_json: AsJson = False) -> None:
    """Take a backup into the archive, or make one of it.

    What the archive holds stays; what it does not hold is added. All of FILE is taken in, or nothing.
    """
    with _opened(file) as source, archive(folder, create=True) as kept:
        restored = kept.restore(source)
    if as_json:
        write_json(pretty(asdict(restored)))
        return
    for kind, counts in restored.rows.items():
        write("\t".join((kind, *(f"{count} {messages.TAKEN[how]}" for how, count in counts.items()))))
    for path in restored.kept:
        say(one_line(messages.RESTORED_KEPT.format(path=path)))
    for note in restored.notes:
        say(one_line(note))


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """A file to read; NoInput where there is none, NotPermitted where it is refused."""
    with ExitStack() as stack:
        try:
            file = stack.enter_context(open(path, "rb"))
        except OSError as error:
            kind = NotPermitted if isinstance(error, PermissionError) else NoInput
            why = (error.strerror or str(error)).lower()
            raise kind(messages.NO_BACKUP_THERE.format(path=path, why=why)) from error
        yield file
