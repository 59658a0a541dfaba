"""What is looked up of a record, as the columns of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vbparse.catalog.links import listed, title_of
from vbparse.catalog.rows import Row, lookup_key

if TYPE_CHECKING:
    from vbparse.record import Record

COLUMNS = "id, number, number_key, doc_type, date, place, issuer, acting_body, regime, title_key"


def columns_of(record: Record) -> tuple[str | None, ...]:
    """The values of a record, in the order of `COLUMNS`."""
    return (
        record.id, record.number, record.number and lookup_key(record.number), record.doc_type, record.date,
        record.place, record.issuer, record.acting_body, record.regime, title_of(record),
    )


def row_of(record: Record) -> Row:
    """A record as it is written."""
    return Row(
        record.id, record.source.part, record.source.span, record.security, record.to_json(),
        columns_of(record), tuple(listed(record)),
    )
