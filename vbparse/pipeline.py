"""The stages from a file to its records. Begin reading here.

    Source ─normalize→ Text ─cells→ Cell… ─split→ Part… ─zones→ Zones
           ─RECOGNISERS→ Found… ─assemble (resolve, bind)→ Record

Each stage is a plain function of one value: a bug is in the first stage whose output is wrong.
`explain` keeps what a record was chosen from, so that it can say what was not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vbparse.assemble import Findings, assemble
from vbparse.fields.addressees import addressees
from vbparse.fields.issued import date, place
from vbparse.fields.issuer import issuer
from vbparse.fields.marks import security, urgency
from vbparse.fields.number import number
from vbparse.fields.recipients import recipients
from vbparse.fields.signer import signer
from vbparse.fields.stamps import stamps
from vbparse.fields.subject import subject
from vbparse.fields.type import doc_type
from vbparse.layout import cells
from vbparse.normalize import normalize
from vbparse.readers import read
from vbparse.record import CopyOf, Record
from vbparse.rejected import Rejected, rejected
from vbparse.split import split
from vbparse.text import Found, Source
from vbparse.zones import Zones, zones

Recogniser = Callable[[Zones], Iterator[Found[Any]]]

RECOGNISERS: Mapping[str, Recogniser] = MappingProxyType({
    "number": number,
    "doc_type": doc_type,
    "issuer": issuer,
    "place": place,
    "date": date,
    "subject": subject,
    "security": security,
    "urgency": urgency,
    "addressees": addressees,
    "recipients": recipients,
    "signers": signer,
    "stamps": stamps,
})
"""What reads each field; of a field with one value the first found is the first choice."""


def parse(path: str | Path) -> tuple[Record, ...]:
    """The records of a file, one a document, in the order they stand in it.

    Raises UnreadableSource where the file is no text that vbparse can read.
    """
    return parse_source(read(Path(path), str(path)))


def parse_source(source: Source) -> tuple[Record, ...]:
    """The records of a text already read."""
    return tuple(explained.record for explained in explain(source))


@dataclass(frozen=True, slots=True)
class Explained:
    """A record with what its document was taken for, and all that was found there."""

    record: Record
    zone: Zones
    found: Findings

    def rejected(self) -> tuple[Rejected, ...]:
        """What could have stood in the record and does not, each with the reason."""
        return rejected(self.zone, self.found)


def explain(source: Source) -> tuple[Explained, ...]:
    """The records of a text already read, each with what it was chosen from."""
    text = normalize(source.text)
    parts = split(text, cells(text))
    read = [
        (zone, {name: tuple(recognise(zone)) for name, recognise in RECOGNISERS.items()})
        for zone in map(zones, parts)
    ]
    records = [assemble(source, zone, n, len(parts), found) for n, (zone, found) in enumerate(read, 1)]
    return tuple(
        Explained(record, zone, found)
        for record, (zone, found) in zip(_tie_copies(records), read, strict=True)
    )


def _tie_copies(records: list[Record]) -> Iterator[Record]:
    """Records of one file, a copy note tied to the document before it."""
    for n, record in enumerate(records):
        if record.copy_of is not None and n:
            original = records[n - 1]
            record = record.model_copy(update={"copy_of": CopyOf(number=original.number, id=original.id)})
        yield record
