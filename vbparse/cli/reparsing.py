"""`vbparse reparse`: the archive's texts read by the rules of today."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from vbparse import messages
from vbparse.cli.offering import documents
from vbparse.cli.options import AsJson, Folder, Tables, archive, typed, with_tables
from vbparse.errors import SomeFailed
from vbparse.present.as_json import pretty
from vbparse.present.terminal import one_line, say, write_json

app = typer.Typer()


@app.command()
def reparse(
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="[NUMBER_OR_ID...]", hidden=True, click_type=documents)
    ] = None,
    folder: Folder = None,
    everything: Annotated[bool, typer.Option(
        "--all", help="Also the records that these rules have made themselves.",
    )] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; keep nothing.")] = False,
    as_json: AsJson = False,
    tables: Tables = None,
) -> None:
    """Read the texts of the archive by newer rules, without the files that they came from.

    Only records that other rules have made are made anew: those of another version, or of other tables.
    Ids, tags and corrections stay. Prints what changes, a line a value: - date: 2019-06, + date: 2019-06-21.
    """
    from vbparse.present.changes import show_changes
    from vbparse.present.progress import progress_bar

    with_tables(tables)
    with archive(folder) as kept, progress_bar() as on_progress:
        wanted = [typed(key) for key in keys or ()]
        report = kept.reparse(wanted, everything=everything, dry_run=dry_run, on_progress=on_progress)
    changed = [
        {**asdict(one), "changes": [
            {"field": change.field, "from": change.before, "to": change.after} for change in one.changes
        ]} for one in report.changed
    ]
    if as_json:
        failed = [{"path": one.path, "reason": one.reason} for one in report.failed]
        write_json(pretty({
            "files": report.files, "records": report.records, "changed": changed, "failed": failed,
        }))
    else:
        show_changes(changed)
    for problem in report.failed:
        say(one_line(f"{problem.path}: {problem.reason}"))
    sentence = messages.WOULD_REPARSE if dry_run else messages.REPARSED
    say(sentence.format(
        records=messages.count(report.records, "document"), files=messages.count(report.files, "file"),
        changed=len(changed),
    ) if report.files or report.failed else messages.NOTHING_TO_REPARSE)
    if report.failed:
        raise SomeFailed(messages.NO_LONGER_READ.format(count=messages.count(len(report.failed), "file")))
