"""What is looked up of a record, as the columns of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vbparse.catalog.links import title_of
from vbparse.catalog.rows import lookup_key

if TYPE_CHECKING:
    from vbparse.record import Record

COLUMNS = "id, number, number_key, doc_type, date, place, issuer, acting_body, regime, title_key"


def columns_of(record: Record) -> tuple[str | None, ...]:
    """The values of a record, in the order of `COLUMNS`."""
    return (
        record.id, record.number, record.number and lookup_key(record.number), record.doc_type, record.date,
        record.place, record.issuer, record.acting_body, record.regime, title_of(record),
    )
