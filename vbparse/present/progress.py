"""The bar of a long run, on standard error, where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from vbparse.present.terminal import console


class Progress(Protocol):
    """How far a run is: files done, of how many."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None] | None]:
    """What moves the bar (share, rate, time left); None on a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress
    from rich.text import Text

    class Rate(progress.ProgressColumn):
        def render(self, task: progress.Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f} files/s" if speed else "", style="progress.data.speed")

    columns = progress.BarColumn(), progress.MofNCompleteColumn(), Rate(), progress.TimeRemainingColumn()
    bar = progress.Progress(*columns, console=console(sys.stderr), transient=True)
    with bar:
        task = bar.add_task("", total=None)
        yield lambda now: bar.update(task, completed=now.done, total=now.total)
