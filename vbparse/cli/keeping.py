"""`vbparse status` and `vbparse log`: how the archive stands, and what was done to it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vbparse import messages
from vbparse.cli.options import MOST, AsJson, Folder, archive, one_of
from vbparse.errors import NothingFound
from vbparse.present.as_json import pretty
from vbparse.present.terminal import write_json

if TYPE_CHECKING:
    from vbparse.archive import Archive

app = typer.Typer()


@app.command()
def status(
    folder: Folder = None,
    failed: Annotated[bool, typer.Option(
        "--failed", help="List the files that failed or were skipped when last tried.",
    )] = False,
    missing: Annotated[bool, typer.Option("--missing", help="List the files that are gone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show how the archive stands: where it lies, what it holds, its index, its last run."""
    from vbparse.present.keeping import show_missing, show_status, show_unread

    one_of(messages.ONE_LIST, failed, missing)
    kept = archive(folder)
    if not failed and not missing:
        stands = asdict(kept.status())
        if as_json:
            write_json(pretty(stands))
        else:
            show_status(stands)
        return
    listed: list[dict[str, Any]] = [asdict(one) for one in (kept.unread() if failed else kept.vanished())]
    if as_json:
        write_json(pretty(listed))
    elif listed:
        (show_unread if failed else show_missing)(listed)
    if not listed:
        raise NothingFound(messages.NOTHING_UNREAD if failed else messages.NONE_VANISHED)


@app.command()
def log(
    run: Annotated[int | None, typer.Argument(metavar="[RUN]", max=MOST, hidden=True)] = None,
    folder: Folder = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST, help="How many runs to show.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List what was ingested and when, the newest first; with the number of a run, its files.

    Files that were as before are counted and not listed.
    """
    with archive(folder) as kept:
        if run is None:
            _runs(kept, limit, as_json=as_json)
        else:
            _files(kept, run, as_json=as_json)


def _runs(kept: Archive, limit: int, *, as_json: bool) -> None:
    from vbparse.present.keeping import show_log

    runs = [asdict(one) for one in kept.log(limit)]
    if as_json:
        write_json(pretty(runs))
    elif runs:
        show_log(runs)
    if not runs:
        raise NothingFound(messages.NO_RUN_YET)


def _files(kept: Archive, run: int, *, as_json: bool) -> None:
    from vbparse.present.keeping import show_files

    files = [file._asdict() for file in kept.files_of(run)]
    if as_json:
        write_json(pretty(files))
    else:
        show_files(files)
