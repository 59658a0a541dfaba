"""A row of comma-separated values a document, as a spreadsheet opens it.

UTF-8 with a byte order mark (without it Excel takes the bytes for a legacy encoding and the accents are
lost), lines that end in CRLF (RFC 4180). A cell that begins with `=`, `+`, `-` or `@` would be computed:
an apostrophe is set before it, as a person types it to say "this is text". It is set after `,` and `;`
within a cell too, because a spreadsheet to which the other one is the separator begins a cell there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from vbparse.export.columns import RECORDS, Value
from vbparse.export.exports import Exported, Format

BOM = "\ufeff"
# The wide forms are what a keyboard for Chinese or Japanese types, and are obeyed as the narrow ones are.
_FORMULA = re.compile(r"(?:^|(?<=[,;]))([\s\"]*)(?=[=+\-@＝＋－＠])")


def guarded(value: str) -> str:
    """A value that no spreadsheet computes: `=1+1` is `'=1+1`."""
    return _FORMULA.sub(r"\1'", value)


def table(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The pieces of a file of comma-separated values."""
    yield (BOM + _line(head)).encode()
    for row in rows:
        yield _line(row).encode()


def _line(row: Sequence[Value]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(guarded(value) if isinstance(value, str) else value for value in row)
    return line.getvalue()


_HEAD = [column.key for column in RECORDS.columns]


def _write(documents: Iterable[Exported], file: BinaryIO) -> list[str]:
    file.writelines(table(_HEAD, (row for document in documents for row in RECORDS.rows(document.record))))
    return []


FORMAT = Format((BOM + _line(_HEAD[:2])[:-2]).encode(), _write)
