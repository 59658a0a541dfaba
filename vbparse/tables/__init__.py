"""Tables of knowledge: types, bodies, places, names, as typed rows read when first asked for.

    doc_types()        tên loại văn bản and their codes                 doc_types.toml
    organisations()    bodies by the code in their numbers              organisations.csv
    provinces()        provinces and the dates between which they stood provinces.csv

The data say what is known, between which dates and by what source; the mechanism stands elsewhere.
A wrong row is a TableError that names file and row.
"""

from __future__ import annotations

from functools import cache

from vbparse.tables.places import province_among
from vbparse.tables.reading import from_csv, from_toml
from vbparse.tables.rows import Dated, DocType, Organisation, Province, valid_on

__all__ = [
    "Dated", "DocType", "Organisation", "Province", "doc_types", "organisations", "province_at",
    "provinces", "valid_on",
]


@cache
def doc_types() -> tuple[DocType, ...]:
    """Every tên loại văn bản: NĐ 30/2020 PL III, QĐ 66-QĐ/TW, the laws on legal documents, and practice."""
    return from_toml("doc_types.toml", "type", DocType)


@cache
def organisations() -> tuple[Organisation, ...]:
    """Every body known by a code, sorted by code."""
    return from_csv("organisations.csv", Organisation)


@cache
def provinces() -> tuple[Province, ...]:
    """Every province since 1975, sorted by name, then by date."""
    return from_csv("provinces.csv", Province)


def province_at(name: str, date: str | None) -> Province | None:
    """The province called `name` on `date` by its name, a variant, either without marks, or its seat.

    None where there is none or two could be meant: `Vinh` is Nghệ An, `Cao Bang` is Cao Bằng.
    """
    return province_among(provinces(), name, date)
