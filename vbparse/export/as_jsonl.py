"""A line of JSON a record, of the schema `vbparse.record/1`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from vbparse.export.exports import Exported, Format
from vbparse.present.as_json import line
from vbparse.present.terminal import escaped


def _write(documents: Iterable[Exported], file: BinaryIO) -> list[str]:
    file.writelines(f"{escaped(line(document.record))}\n".encode() for document in documents)
    return []


FORMAT = Format(b'{"schema":"vbparse.record/', _write)
