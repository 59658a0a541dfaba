"""What became of the files of an ingest: a line of totals that adds up, a line a file that gave nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vbparse import messages
from vbparse.present.card import classified
from vbparse.present.terminal import one_line, say, write

OUTCOMES = ("new", "updated", "moved", "unchanged", "skipped", "failed")


def show_report(report: dict[str, Any]) -> None:
    """The report as data; what a person must not miss as messages."""
    write("\n".join(lines(report)))
    for note in report["notes"]:
        say(one_line(note))
    if missing := report["missing"]:
        say(messages.FILES_MISSING.format(count=messages.count(len(missing), "file is", "files are")))
    for notice in report["notices"]:
        where = " ".join(one_line(part) for part in (notice["path"], notice["number"]) if part)
        say(f"{where}: {classified(notice['security'])}")


def lines(report: dict[str, Any]) -> Iterator[str]:
    """`27 found = 26 new + 0 updated + 0 moved + 0 unchanged + 1 skipped + 0 failed; 31 documents read`."""
    parts = " + ".join(f"{report[outcome]:,} {outcome}" for outcome in OUTCOMES)
    total = f"{report['found']:,} found = {parts}; {messages.count(report['records'], 'document')} read"
    if missing := report["missing"]:
        total += f"; {messages.count(len(missing), 'file')} missing"
    if pruned := report["pruned"]:
        documents = messages.count(sum(file["records"] for file in pruned), "document")
        total += f"; {messages.count(len(pruned), 'file')} with {documents} pruned"
    yield total
    for problem in report["problems"]:
        yield f"{problem['outcome']}  {one_line(problem['path'])}: {one_line(problem['reason'])}"
    for path in missing:
        yield f"missing  {one_line(path)}"
    for file in pruned:
        yield f"pruned  {one_line(file['path'])}: {messages.count(file['records'], 'document')}"
