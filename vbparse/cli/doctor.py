"""`vbparse doctor`: whether the archive is sound, and what mends it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse import messages
from vbparse.cli.options import AsJson, Folder, Tables, archive, with_tables
from vbparse.errors import DataError
from vbparse.present.as_json import pretty
from vbparse.present.diagnosis import show_diagnosis
from vbparse.present.terminal import write_json

if TYPE_CHECKING:
    from vbparse.doctor import Diagnosis

app = typer.Typer()


@app.command()
def doctor(
    folder: Folder = None,
    deep: Annotated[bool, typer.Option(
        "--deep", help="Also work out again what was worked out, and read every source.",
    )] = False,
    fix: Annotated[bool, typer.Option(
        "--fix", help="Mend it; the catalog as it is now is kept beside.",
    )] = False,
    tables: Tables = None,
    as_json: AsJson = False,
) -> None:
    """Say whether the archive is sound, what is wrong with it and what mends that.

    Code 65 says that something is damaged, or had to be given up. Files that are gone or have changed
    since they were read are told too; these are no damage.
    """
    with_tables(tables)
    with archive(folder) as kept:
        diagnosis = kept.doctor(deep=deep, fix=fix)
    if as_json:
        write_json(pretty(_as_json(diagnosis)))
    else:
        show_diagnosis(diagnosis)
    if not diagnosis.is_sound:
        raise DataError(messages.NOT_ALL_MENDED if fix else messages.NOT_SOUND)


def _as_json(diagnosis: Diagnosis) -> dict[str, object]:
    values = asdict(diagnosis)
    for name in ("findings", "mended"):
        values[name] = [{**asdict(one), "damage": one.is_damage} for one in getattr(diagnosis, name)]
    return {"sound": diagnosis.is_sound, **values}
