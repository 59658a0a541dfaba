"""`vbparse ingest`: files and folders into the archive, and what became of each."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from vbparse import messages
from vbparse.cli.options import AsJson, Folder, MaxSize, Tables, archive, with_tables
from vbparse.errors import SomeFailed, UsageError
from vbparse.present.as_json import pretty
from vbparse.present.terminal import write_json

app = typer.Typer()


@app.command()
def ingest(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH...", hidden=True)] = None,
    folder: Folder = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    retry: Annotated[bool, typer.Option(
        "--retry-failed", help="Only the files that `status --failed` lists; without PATH all of them.",
    )] = False,
    prune: Annotated[bool, typer.Option(
        "--prune", help="Take out the documents of files that are gone; without PATH of all known to be.",
    )] = False,
    recall: Annotated[bool, typer.Option("--recall", help="Take documents in that were forgotten.")] = False,
    max_size: MaxSize = 50,
    jobs: Annotated[int | None, typer.Option(
        "--jobs", min=1, max=64, help="How many processes parse; as many as there are processors.",
    )] = None,
    as_json: AsJson = False,
    tables: Tables = None,
) -> None:
    """Read files and folders into the archive.

    What is unchanged is left alone, what has changed is read again, what has moved keeps its id.
    A file that cannot be read never stops the run; it is listed at the end with its reason.
    What the archive holds of a folder and is gone from it is marked missing, and stays.
    """
    from dataclasses import asdict

    from vbparse.archive import EveryFileFailed, Limits
    from vbparse.present.progress import progress_bar
    from vbparse.present.report import show_report

    if not paths and not retry and not prune:
        raise UsageError(messages.NO_PATH)
    with_tables(tables)
    kept = archive(folder, create=True)
    with progress_bar() as on_progress:
        try:
            report, failed = kept.ingest(
                paths or (), on_progress=on_progress, limits=Limits(size=max_size * 1_000_000),
                dry_run=dry_run, prune=prune, retry=retry, recall=recall, jobs=jobs,
            ), None
        except EveryFileFailed as error:
            report, failed = error.report, error
    # A reader that has gone does not change what became of the files.
    with suppress(BrokenPipeError):
        if as_json:
            write_json(pretty(asdict(report)))
        else:
            show_report(asdict(report))
    if failed:
        raise failed
    if report.interrupted:
        raise KeyboardInterrupt(messages.SAFE_SO_FAR)
    if report.failed:
        total = messages.count(report.found, "file")
        raise SomeFailed(messages.SOME_FILES_FAILED.format(failed=report.failed, total=total))
