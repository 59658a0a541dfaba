"""What is wrong with an archive, for a person: what was found, what mends it or has, what is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vbparse import messages
from vbparse.present.terminal import draw, is_terminal, one_line, say, write

if TYPE_CHECKING:
    from vbparse.doctor import Diagnosis


def show_diagnosis(diagnosis: Diagnosis) -> None:
    """A row a finding; on a pipe a line: its code, what is wrong, what mends it or `mended`."""
    rows = [(one.code, one.what, messages.MENDED) for one in diagnosis.mended]
    rows += [(one.code, one.what, one.remedy) for one in diagnosis.findings]
    if not is_terminal():
        for row in rows:
            write("\t".join(map(one_line, row)))
    elif rows:
        _draw(rows)
    for sentence in diagnosis.lost:
        say(one_line(sentence))
    if diagnosis.copy:
        say(one_line(messages.COPY_KEPT.format(path=diagnosis.copy)))
    if diagnosis.is_sound:
        write(messages.SOUND.format(
            documents=messages.count(diagnosis.documents or 0, "document"),
            files=messages.count(diagnosis.files or 0, "file"),
        ))


def _draw(rows: Sequence[tuple[str, str, str]]) -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*map(one_line, row))
    draw(table)
